#include "mentee/store/cache.h"

#include "manifest_priv.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define SECOND_NS ((int64_t)1000000000)
#define COARSE_NS (2 * SECOND_NS) /* FAT's clock has steps of two seconds */
#define END_LEN 21                /* "end ", a checksum and a line end */
#define LOOK_MS 1                 /* until the clock of a file system has moved on: */
#define MOST_LOOKS 15             /* its steps are of 1 to 10 ms */

/* What a file is; a cache begins with that of each, so comparing is comparing bytes. Of this
   machine alone, so its own order of bytes will do. */
struct seen {
  uint64_t present, dev, ino;
  int64_t size, mtime_ns, ctime_ns;
};

static void add_identity(struct buf *head, bool present, const struct os_stat *stat) {
  struct seen seen = {0};

  if (present)
    seen = (struct seen){1, stat->dev, stat->ino, stat->size, stat->mtime_ns, stat->ctime_ns};
  buf_add(head, (const char *)&seen, sizeof seen);
}

static void begin_head(struct buf *head, const char *maker) {
  buf_adds(head, "mentee cache 2\n");
  buf_adds(head, maker);
  buf_addc(head, '\n');
}

static int64_t latest(int64_t so_far, const struct os_stat *stat) {
  int64_t last = stat->mtime_ns > stat->ctime_ns ? stat->mtime_ns : stat->ctime_ns;

  if (stat->mtime_ns % SECOND_NS == 0) /* such a clock may be too coarse to tell */
    last += COARSE_NS;
  return last > so_far ? last : so_far;
}

/* False where that cannot be told, or a save was cut off: then the files alone are not the store.
 */
static bool head_now(const struct store *store, struct buf *head, int64_t *last) {
  struct buf path = BUF_INIT;
  struct os_stat stat;
  bool ok;

  manifest_path(store, &path);
  ok = os_missing(store->os, buf_text(&path));
  for (int i = 0; i < TABLE_COUNT && ok; i++) {
    int result;
    store_path(store, (enum table_id)i, &path);
    result = store->os->stat(store->os->self, buf_text(&path), true, &stat);
    ok = result == 0 || os_is_missing(result);
    add_identity(head, result == 0, &stat);
    if (result == 0)
      *last = latest(*last, &stat);
  }
  buf_release(&path);
  return ok;
}

static int read_whole(struct os *os, int fd, struct buf *text, struct os_stat *stat) {
  int result = os->fstat(os->self, fd, stat);
  int64_t got = 1;

  if (result < 0 || stat->kind != OS_FILE || stat->size > (int64_t)(2 * CACHE_LIMIT))
    return -1;
  buf_reserve(text, (size_t)stat->size);
  while (got > 0 && text->len < (size_t)stat->size) {
    got = os->read(os->self, fd, text->data + text->len, (size_t)stat->size - text->len);
    if (got > 0)
      text->len += (size_t)got;
  }
  return got < 0 || text->len != (size_t)stat->size ? -1 : 0;
}

static bool is_whole(const struct buf *text) {
  const char *end = text->data + text->len - END_LEN;

  return text->len > END_LEN && strncmp(end, "end ", 4) == 0 &&
         strtoull(end + 4, NULL, 16) == store_hash(text->data, text->len - END_LEN);
}

bool cache_read(struct os *os, const char *folder, const char *path, const char *maker,
                struct buf *text, size_t *payload) {
  const struct store place = {.os = os, .folder = (char *)(uintptr_t)folder};
  struct buf head = BUF_INIT;
  struct os_stat stat;
  int64_t last = INT64_MIN;
  bool good = false;
  int fd = os->open(os->self, path, OS_READ | OS_NOFOLLOW, 0);

  if (fd < 0)
    return false;
  begin_head(&head, maker);
  good = read_whole(os, fd, text, &stat) == 0;
  os->close(os->self, fd);
  buf_addc(text, '\0');
  buf_cut(text, text->len - 1);
  good = good && is_whole(text) && head_now(&place, &head, &last) && last < stat.mtime_ns &&
         text->len >= head.len + END_LEN && memcmp(text->data, head.data, head.len) == 0;
  if (good) {
    *payload = head.len;
    buf_cut(text, text->len - END_LEN);
  }
  buf_release(&head);
  return good;
}

/* --- writing ------------------------------------------------------------------------------------
 */

/* Not fsynced: a torn one is none. *written: when, by the clock that its folder has. */
static bool write_once(struct os *os, const char *path, const struct buf *text, int64_t *written) {
  struct os_stat stat;
  int fd;
  bool ok;

  os->unlink(os->self, path);
  fd = os->open(os->self, path, OS_WRITE | OS_CREATE | OS_EXCLUSIVE | OS_NOFOLLOW, 0600);
  if (fd < 0)
    return false;
  ok = os_write_all(os, fd, text->data, text->len) == 0 && os->fstat(os->self, fd, &stat) == 0;
  ok = os->close(os->self, fd) == 0 && ok;
  if (ok)
    *written = stat.mtime_ns;
  return ok;
}

/* A save takes less than a tick of the clock: then the cache is written once more after it. */
static bool write_later_than(struct os *os, const char *path, const struct buf *text,
                             int64_t last) {
  int64_t written = 0;
  bool ok = write_once(os, path, text, &written);

  for (int i = 0; i < MOST_LOOKS && ok && written <= last && last - written < SECOND_NS; i++) {
    os->sleep_ms(os->self, LOOK_MS);
    ok = write_once(os, path, text, &written);
  }
  return ok;
}

static bool make_folder_of(struct os *os, const char *path) {
  struct buf folder = BUF_INIT;
  bool ok;

  buf_add(&folder, path, (size_t)(strrchr(path, '/') - path));
  ok = os_make_folders(os, buf_text(&folder)) == 0;
  buf_release(&folder);
  return ok;
}

void cache_write(struct store *store, const char *path, const char *maker,
                 const struct buf *payload) {
  struct os *os = store->os;
  struct buf text = BUF_INIT, temporary = BUF_INIT;
  int64_t last = INT64_MIN;

  begin_head(&text, maker);
  for (int i = 0; i < TABLE_COUNT; i++) {
    add_identity(&text, store->files[i].present, &store->files[i].stat);
    if (store->files[i].present)
      last = latest(last, &store->files[i].stat);
  }
  buf_add(&text, buf_text(payload), payload->len);
  buf_addf(&text, "end %016" PRIx64 "\n", store_hash(text.data, text.len));
  buf_addf(&temporary, "%s.tmp", path);
  if (!store->stale && text.len <= CACHE_LIMIT && make_folder_of(os, path) &&
      write_later_than(os, buf_text(&temporary), &text, last))
    os->rename(os->self, buf_text(&temporary), path);
  buf_release(&text);
  buf_release(&temporary);
}
