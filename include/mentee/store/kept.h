#ifndef MENTEE_STORE_KEPT_H
#define MENTEE_STORE_KEPT_H
/*
 * Conflicts that wait for a person, in conflicts.csv beside the files: the field was changed in two
 * places; one value stands in its file, both stand here. The file stays on this machine (set-up
 * names it in .gitignore), and goes with its last row.
 */
#include "mentee/store/store.h"

struct kept_conflict {
  const char *id;   /* of this row of conflicts.csv */
  const char *at;   /* "2026-11-20 06:51", the day and time it was found */
  const char *from; /* "sync", or "meanwhile": another program or session */
  enum table_id table;
  const char *row; /* its id */
  int field;       /* -1: column */
  const char *column;
  const char *before, *here, *there;
};
struct kept {
  struct arena arena;
  VEC(struct kept_conflict) list;
};
#define KEPT_INIT                                                                                  \
  { ARENA_INIT, VEC_INIT }

/* No file is an empty list. */
bool kept_load(struct kept *kept, struct os *os, const char *folder, struct err *err);
void kept_release(struct kept *kept);

enum kept_side {
  KEPT_HERE_WAITS, /* a commit: `after` is what was to be saved here, `there` is in the file */
  KEPT_THERE_WAITS /* a sync: `after` came from elsewhere, `there` is ours and in the file */
};
/* Adds what is not among them yet; on the disk when it returns true. */
bool kept_add(struct os *os, const char *folder, const struct conflicts *conflicts,
              enum kept_side side, struct err *err);
/* Takes the row out, under the lock: a person chose, or the field has moved on. */
bool kept_drop(struct store *store, const char *id, struct err *err);
#endif
