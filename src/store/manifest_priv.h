#ifndef MENTEE_STORE_MANIFEST_PRIV_H
#define MENTEE_STORE_MANIFEST_PRIV_H
#include "store_priv.h"

#define MANIFEST_HEAD "mentee commit 1" /* the first line of each */

/* Appends this machine's name, as file names hold it. */
void manifest_host(const struct store *store, struct buf *host);
void manifest_path(const struct store *store, struct buf *path);
void manifest_format(const struct manifest *manifest, struct buf *out);
/* Reads text in place; false where it is not whole. */
bool manifest_parse(struct manifest *manifest, char *text, size_t len);
#endif
