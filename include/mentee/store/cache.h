#ifndef MENTEE_STORE_CACHE_H
#define MENTEE_STORE_CACHE_H
/*
 * A few bytes that were made from the whole store, kept outside it, and good for as long as no file
 * of the store is another than then. What they mean is their maker's business. A cache that is
 * torn, of another version or out of date is none; losing it costs time and nothing else.
 *
 * A file that was changed at the very moment when the cache was written, or later, is not trusted
 * to be what it was, whatever its size and times say (the racy-timestamp rule of git's index).
 */
#include "mentee/store/store.h"

#define CACHE_LIMIT ((size_t)64 << 10)

/* True: what stands in text, which was empty, from *payload on holds for the files as they are now.
   A stat a file, one read. `maker` names what wrote it and its version. */
bool cache_read(struct os *os, const char *folder, const char *path, const char *maker,
                struct buf *text, size_t *payload);

/* For the files as this store read or wrote them. Not being able to is no error. */
void cache_write(struct store *store, const char *path, const char *maker,
                 const struct buf *payload);
#endif
