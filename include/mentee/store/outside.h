#ifndef MENTEE_STORE_OUTSIDE_H
#define MENTEE_STORE_OUTSIDE_H
/*
 * While another program (git) changes the files under our lock: what it did is in the journal and
 * in a generation afterwards, like any commit of ours.
 */
#include "mentee/store/store.h"

struct outside {
  int fd; /* of the lock; -1: not held */
  struct book before;
  uint64_t was[TABLE_COUNT]; /* hashes, 0 of a file that was not there */
  struct action action;
};
#define OUTSIDE_INIT                                                                               \
  {                                                                                                \
    .fd = -1, .action = {.title = "" }                                                             \
  }

/* Takes the lock, finishes a commit that was cut off, and keeps all files in a generation. The book
   is read again: pointers into the old one are gone. Where it fails nothing is held. */
bool outside_begin(struct outside *outside, struct store *store, struct commit_report *report,
                   struct err *err);
/* Reads the files, writes down what changed, gives the lock back. report->done is what changed; its
   title says so ("%zu changes from another machine"), and it is empty where nothing did. */
bool outside_end(struct outside *outside, struct store *store, struct commit_report *report,
                 struct err *err);
#endif
