#ifndef MENTEE_STORE_COMMIT_PRIV_H
#define MENTEE_STORE_COMMIT_PRIV_H
/* What one commit is made of: prepared whole (prepare.c) before its first byte is written. */
#include "manifest_priv.h"

struct writing {
  struct manifest manifest;      /* its action is the one that is applied */
  struct buf texts[TABLE_COUNT]; /* in the order of the manifest's files */
  struct buf were[TABLE_COUNT];  /* what the files hold now, in the same order */
  bool exact;                    /* some bytes are given: the book must be read again afterwards */
};
#define WRITING_INIT                                                                               \
  { .exact = false }

/*
 * The new bytes of every file that the applied action changes, or that an image asks for, and the
 * way back from them. WRITE_CHANGED: a file is not what was read.
 */
enum write_result writing_prepare(struct writing *writing, struct store *store,
                                  const struct file_image *images, struct err *err);
void writing_release(struct writing *writing);

/* Undo and redo: where nothing but that action touched a file since, its bytes from before. An
   entry that is gone gives none; one that cannot be read is an error. */
bool images_from_journal(struct store *store, const char *of, struct file_image *images,
                         struct err *err);
void images_release(struct file_image *images);
#endif
