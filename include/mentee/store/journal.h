#ifndef MENTEE_STORE_JOURNAL_H
#define MENTEE_STORE_JOURNAL_H
/*
 * What was done to a store on this machine, one entry an action: who, when, and each changed field
 * before and after. store_commit() writes it; here it is read, for undo, redo and history. It lies
 * in the state folder, a file a month, and goes after twelve months.
 *
 * An entry is written before the file it speaks of (or, over several files, after the moment of
 * commit), so that no change is without one. One whose commit was cut off never happened: its
 * fields still have what they had before, and it is left out here.
 */
#include "mentee/store/store.h"

struct journal_entry {
  struct action action;
  size_t
      root; /* place of the entry that this one takes back or brings back at last; else its own */
  bool undone; /* and not brought back */
};

/* Oldest first. Undos and redos are entries too. */
struct journal {
  VEC(struct journal_entry) entries;
  struct map by_mark;
};
#define JOURNAL_INIT                                                                               \
  { VEC_INIT, MAP_INIT }

/* A store without a state folder has an empty one. ERR_IO: it is there and cannot be read. */
bool journal_load(struct journal *journal, const struct store *store, struct err *err);
void journal_release(struct journal *journal);

/* NULL where there is none of that mark. */
const struct journal_entry *journal_find(const struct journal *journal, const char *mark);
/* What a person did and then, perhaps through undos of undos, is taken back or brought back by this
   entry; the entry itself where it takes nothing back. Never NULL. */
const struct journal_entry *journal_root(const struct journal *journal,
                                         const struct journal_entry *entry);
/* The newest action of this machine that is not undone, or NULL. */
const struct journal_entry *journal_last(const struct journal *journal);
/* The undo to take back now, or NULL: whatever was done since closes the way. */
const struct journal_entry *journal_redoable(const struct journal *journal);
/* The newest entry of this machine that changed the field and stands, or NULL. */
const struct journal_entry *journal_last_of(const struct journal *journal,
                                            const struct conflict *field);
/* The newest entry after this one that changed the same field and stands, or NULL. */
const struct journal_entry *journal_later(const struct journal *journal,
                                          const struct journal_entry *entry,
                                          const struct conflict *field);
#endif
