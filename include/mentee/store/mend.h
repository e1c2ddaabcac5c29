#ifndef MENTEE_STORE_MEND_H
#define MENTEE_STORE_MEND_H
/*
 * What can be mended in the files of a store without making up a value: records that do not follow
 * the rules of quoting are read as they stand and written so that they do, NUL bytes go, lone CRs
 * become line ends, semicolons or tabs become commas, the second row of a doubled id gets one of
 * its own. Every other byte stays. Planned first, so that a person sees each step; then done as one
 * change, with a backup, that undo takes back.
 */
#include "mentee/store/store.h"

struct mend {
  struct arena arena;
  VEC(const char *) steps; /* "contacts.csv:2: 'old' becomes 'new'" */
  VEC(const char *) left;  /* what only a person can decide */
  struct file_image images[TABLE_COUNT];
};

void mend_init(struct mend *mend);
void mend_release(struct mend *mend);
/* Reads only. */
bool mend_plan(struct mend *mend, struct store *store, struct err *err);
/* Files that changed since they were read are ERR_CONFLICT. The book is read again. */
bool mend_apply(const struct mend *mend, struct store *store, struct commit_report *report,
                struct err *err);
#endif
