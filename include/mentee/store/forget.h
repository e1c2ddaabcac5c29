#ifndef MENTEE_STORE_FORGET_H
#define MENTEE_STORE_FORGET_H
/*
 * A real erase: rows, or one cell, go from the files, the journal, the generations and the list of
 * conflicts, and cannot come back from there. Of a contact everything that is only theirs goes too.
 * What follows from it: undo of older actions is by cell from then on, not to the byte.
 */
#include "mentee/store/store.h"

struct forget_target {
  enum table_id table;
  const char *id;
  int field; /* 0: the whole row */
};
struct forgetting {
  struct arena arena;
  const char *contact; /* the id of a contact that goes, or "" */
  VEC(struct forget_target) targets;
  VEC(const char *)
  texts; /* that tell what was forgotten: titles and drafts that hold one go too */
  size_t journal, generations; /* entries and files that held something */
  size_t damaged; /* backups that could not be read through and mention it: they go whole */
};
void forgetting_init(struct forgetting *forgetting);
void forgetting_release(struct forgetting *forgetting);

/* Finds everything that goes with a row (field 0) or a cell, in the files and in what is kept of
   them; the row may be gone from the files already. ERR_MISSING: nothing holds that id. */
bool forget_find(struct forgetting *forgetting, const struct store *store, enum table_id table,
                 const char *id, int field, struct err *err);
/* Does the text hold one that tells? */
bool forgetting_holds(const struct forgetting *forgetting, const char *text);
/* Does it. Where it ends early it can be done again. */
bool store_forget(struct store *store, struct forgetting *forgetting, struct commit_report *report,
                  struct err *err);
#endif
