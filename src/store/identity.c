#include "store_priv.h"

#include <errno.h>
#include <string.h>

#define FRESH_NS ((int64_t)2000000000) /* FAT's clock has steps of two seconds */

/* A step of FNV; the shift brings what the product moved up down again. */
static uint64_t mix(uint64_t hash, uint64_t word) {
  hash = (hash ^ word) * 1099511628211u;
  return hash ^ hash >> 32;
}

#define LANES 4

/* Eight bytes at a time, four such words side by side, for a step waits for the one before it: a
   login hashes its cache, and every load each file. */
uint64_t store_hash(const char *bytes, size_t len) {
  uint64_t hash[LANES], word[LANES];

  for (size_t i = 0; i < LANES; i++)
    hash[i] = (14695981039346656037u + i) ^ len;
  for (; len >= sizeof word; bytes += sizeof word, len -= sizeof word) {
    memcpy(word, bytes, sizeof word);
    for (size_t i = 0; i < LANES; i++)
      hash[i] = mix(hash[i], word[i]);
  }
  memset(word, 0, sizeof word);
  memcpy(word, bytes, len);
  for (size_t i = 0; i < LANES; i++)
    hash[i] = mix(hash[i], word[i]);
  return mix(mix(mix(hash[0], hash[1]), hash[2]), hash[3]);
}

void store_path(const struct store *store, enum table_id table, struct buf *path) {
  buf_cut(path, 0);
  buf_adds(path, store->folder);
  buf_addc(path, '/');
  buf_adds(path, table_defs[table].file);
}

void store_inner_path(const struct store *store, const char *name, struct buf *path) {
  buf_cut(path, 0);
  buf_addf(path, "%s/.mentee%s%s", store->folder, name[0] != '\0' ? "/" : "", name);
}

bool identity_equal(const struct os_stat *a, const struct os_stat *b) {
  return a->dev == b->dev && a->ino == b->ino && a->size == b->size && a->mtime_ns == b->mtime_ns &&
         a->ctime_ns == b->ctime_ns;
}

static bool hash_holds(struct store *store, const char *path, struct file_identity *identity) {
  struct buf bytes = BUF_INIT;
  struct os_stat stat;
  int64_t now = store->os->now_ns(store->os->self);
  bool same = os_read_file(store->os, path, STORE_FILE_LIMIT, &bytes, &stat) == 0 &&
              identity_equal(&stat, &identity->stat) &&
              store_hash(buf_text(&bytes), bytes.len) == identity->hash;

  buf_release(&bytes);
  if (same)
    identity->checked_ns = now;
  return same;
}

bool identity_holds(struct store *store, enum table_id table) {
  struct file_identity *identity = &store->files[table];
  struct buf path = BUF_INIT;
  struct os_stat stat;
  int result;
  bool holds;

  store_path(store, table, &path);
  result = store->os->stat(store->os->self, buf_text(&path), true, &stat);
  if (result == -ENOENT)
    holds = !identity->present;
  else if (result < 0 || !identity->present || !identity_equal(&stat, &identity->stat))
    holds = false;
  else if (stat.mtime_ns > identity->checked_ns - FRESH_NS ||
           stat.ctime_ns > identity->checked_ns - FRESH_NS)
    holds = hash_holds(store, buf_text(&path), identity);
  else
    holds = true;
  buf_release(&path);
  return holds;
}

bool store_changed(struct store *store) {
  if (store->stale)
    return true;
  for (int i = 0; i < TABLE_COUNT; i++)
    if (!identity_holds(store, (enum table_id)i))
      return true;
  return false;
}
