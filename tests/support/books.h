#ifndef MENTEE_TESTS_BOOKS_H
#define MENTEE_TESTS_BOOKS_H
/*
 * Books for the tests of the rooms above store: from a folder, or written table by table in the
 * test itself. One book at a time; nothing touches a disk but reading the folder.
 */
#include "mentee/engine/due.h"

/* A new empty store. */
void given_nothing(void);
/* Rows of a table: given("contacts", "id,name", "a,Ann Low", "b,Bo", NULL). The last header counts
 * for all rows of a table given so far. */
void given(const char *table, const char *header, ...) __attribute__((sentinel));
/* What stands in a folder; shuffled != 0: the rows of every file in another order. */
void given_folder(const char *folder, unsigned shuffled);
void forget_given(void);

/* The book as given so far. */
const struct book *given_book(void);
int day(const char *iso);

/* As `due --all --tsv` prints it on a day: one reason a line. Lives until the next call. */
const char *said_on(const char *iso);
/* What `--due` prints in the C locale. */
const char *banner_on(const char *iso);
/* The one line of a rule, "tier\tdue\ttext", for an id, or NULL. Lives until the next call. */
const char *rule_says(const char *iso, const char *rule, const char *id);

/* As said_on() has it, for a computed answer. */
void add_due_tsv(struct buf *out, const struct due *due);
/* The whole of a file under the repository, to free. */
char *file_text(const char *path);
#endif
