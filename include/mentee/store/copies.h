#ifndef MENTEE_STORE_COPIES_H
#define MENTEE_STORE_COPIES_H
/*
 * Files beside the store's that a program which synchronises folders left there, because two
 * machines had written the same file: Syncthing, Dropbox, Nextcloud and ownCloud name them so that
 * they can be told. Nothing else of that folder is looked at.
 */
#include "mentee/store/store.h"

struct conflict_copy {
  enum table_id table;
  const char *name;    /* of the file, in the store's folder */
  const char *program; /* that left it */
};
struct copies {
  struct arena arena;
  VEC(struct conflict_copy) list; /* by name */
};

void copies_release(struct copies *copies);
/* Initialises *copies. No folder, no copies. */
bool copies_find(struct copies *copies, const struct store *store, struct err *err);

/*
 * Takes one in: rows that only the copy has join, and so do cells that are empty here; where both
 * have another value, the file keeps its own and both wait in conflicts.csv. Then the copy goes.
 * ERR_DATA: it cannot be read whole.
 */
bool copies_take_in(struct store *store, const struct conflict_copy *copy,
                    struct commit_report *report, struct err *err);
#endif
