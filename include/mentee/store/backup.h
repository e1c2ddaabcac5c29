#ifndef MENTEE_STORE_BACKUP_H
#define MENTEE_STORE_BACKUP_H
/*
 * Generations: what the files were before each commit, in the state folder. A file that a commit
 * replaces stays there under its old inode; one that was not there leaves a mark that says so. A
 * file as of a generation is the first one kept at or after it, else the live one: so a generation
 * holds only what its commit replaced, and shows the whole store as it was before that commit.
 *
 * Kept are the last ten, a day's first for thirty days, a month's first for twelve months.
 */
#include "mentee/store/store.h"

struct generation {
  char *name;                  /* of its folder */
  int64_t at_ns;               /* of the commit that it came before */
  char mark[ACTION_MARK_SIZE]; /* of that commit, in the journal */
};
struct generations {
  VEC(struct generation) list; /* oldest first */
};
#define GENERATIONS_INIT                                                                           \
  { VEC_INIT }

bool backup_list(const struct store *store, struct generations *generations, struct err *err);
void generations_release(struct generations *generations);

/* The bytes of a table's file as of a generation of the list. *present false: there was none. */
bool backup_read(const struct store *store, const struct generations *generations, size_t index,
                 enum table_id table, struct buf *bytes, bool *present, struct err *err);
/* The whole store as it was: a book, to look at or to compare. Initialises it in every case. */
bool backup_book(const struct store *store, const struct generations *generations, size_t index,
                 struct book *book, struct err *err);
#endif
