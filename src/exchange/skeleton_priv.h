#ifndef MENTEE_EXCHANGE_SKELETON_PRIV_H
#define MENTEE_EXCHANGE_SKELETON_PRIV_H
/* Letters of other scripts that look like Latin ones (after Unicode TR 39, "confusables"). */
#include "mentee/base/buf.h"

/* Appends the folded text with such letters as the Latin ones they look like. */
void skeleton_of(struct buf *out, const char *folded);
#endif
