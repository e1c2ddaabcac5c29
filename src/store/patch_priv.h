#ifndef MENTEE_STORE_PATCH_PRIV_H
#define MENTEE_STORE_PATCH_PRIV_H
/*
 * The way back from one version of a file to the one before, in bytes: so that an undo gives the
 * very bytes again (quotes, columns, line ends), which cells alone cannot tell.
 */
#include "mentee/base/buf.h"
#include "mentee/base/vec.h"
#include <stdbool.h>

/* In the new version, at..at+len is replaced by these bytes. Hunks are in order and do not overlap.
 */
struct hunk {
  size_t at, len;
  const char *bytes;
  size_t bytes_len;
};
struct hunks {
  VEC(struct hunk) list;
};

/* The bytes are borrowed from `before`. */
void patch_make(const struct buf *before, const struct buf *after, struct hunks *hunks);
/* Appends to *before; false where the hunks do not fit. */
bool patch_apply(const struct buf *after, const struct hunks *hunks, struct buf *before);
#endif
