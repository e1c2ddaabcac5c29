#include "store_priv.h"

#include <errno.h>
#include <string.h>

#define FRESH_NS ((int64_t)2000000000) /* FAT's clock has steps of two seconds */

/* A step of FNV on a word; turning it brings what the product moved up down again. */
static uint64_t mix(uint64_t hash, const char *bytes) {
  uint64_t word;

  memcpy(&word, bytes, sizeof word);
  hash = (hash ^ word) * 1099511628211u;
  return hash << 29 | hash >> 35;
}

#define STRIDE (4 * sizeof(uint64_t))

/* Four words side by side, for a step waits for the one before it: a login hashes its cache, and
   every load each file. */
uint64_t store_hash(const char *bytes, size_t len) {
  uint64_t a = 14695981039346656037u ^ len, b = a + 1, c = a + 2, d = a + 3;
  char rest[STRIDE] = "";
  uint64_t lanes[3];

  for (; len >= STRIDE; bytes += STRIDE, len -= STRIDE) {
    a = mix(a, bytes);
    b = mix(b, bytes + 8);
    c = mix(c, bytes + 16);
    d = mix(d, bytes + 24);
  }
  memcpy(rest, bytes, len);
  lanes[0] = mix(b, rest + 8);
  lanes[1] = mix(c, rest + 16);
  lanes[2] = mix(d, rest + 24);
  a = mix(a, rest);
  for (int i = 0; i < 3; i++)
    a = mix(a, (const char *)&lanes[i]);
  return a ^ a >> 32;
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
