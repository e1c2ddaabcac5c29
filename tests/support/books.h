#ifndef MENTEE_TESTS_BOOKS_H
#define MENTEE_TESTS_BOOKS_H
/*
 * Books for the tests of the rooms above store: from a folder, or written table by table in the
 * test itself. One book at a time; nothing touches a disk but reading the folder.
 */
#include "mentee/engine/due.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

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

/* On that day the rule says exactly these lines of the id, or nothing of it. */
void assert_says(const char *iso, const char *rule, const char *id, const char *lines);
void assert_silent(const char *iso, const char *rule, const char *id);
/* Silent the day before the first, speaking on both, silent the day after the last. */
void assert_window(const char *rule, const char *id, const char *first, const char *last);
/* What a person's page says of the rule, where it speaks: also R11 and R19, which bring no reason.
 */
const char *why_says(const char *iso, const char *rule, const char *id);
/* One contact, a: Ann Low, added on 1 January 2025, "she/her", with these further cells. */
void given_ann(const char *columns, const char *cells);
/* What somebody let go, or put off until a day ("" is for good): it names nobody. */
void given_released(const char *origin, const char *kind, const char *made_on, const char *due_on);
/* A test's teardown. */
int after_each(void **state);
#define CASE(name) cmocka_unit_test_teardown(name, after_each)

/* As said_on() has it, for a computed answer. */
void add_due_tsv(struct buf *out, const struct due *due);
/* The whole of a file under the repository, to free. */
char *file_text(const char *path);
#endif
