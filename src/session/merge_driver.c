/* What git calls for a file that both sides changed. */
#include "mentee/session/sync.h"

#include "mentee/store/kept.h"
#include "mentee/store/merge3.h"
#include <string.h>

static enum table_id table_of_path(const char *path) {
  const char *slash = strrchr(path, '/');
  const char *name = slash != NULL ? slash + 1 : path;

  for (int i = 0; i < TABLE_COUNT; i++)
    if (strcmp(table_defs[i].file, name) == 0)
      return (enum table_id)i;
  return TABLE_NONE;
}

static bool read_side(struct os *os, const char *path, struct buf *bytes, struct err *err) {
  struct os_stat stat;
  int result = os_read_file(os, path, STORE_FILE_LIMIT, bytes, &stat);

  return result == 0 || err_set(err, ERR_IO, "cannot read '%s': %s", path, os_reason(result));
}

/* git's own file, which it takes over when we are done. */
static bool write_result(struct os *os, const char *path, const struct buf *bytes,
                         struct err *err) {
  int fd = os->open(os->self, path, OS_WRITE | OS_TRUNCATE, 0600);
  int result = fd < 0 ? fd : os_write_all(os, fd, buf_text(bytes), bytes->len);
  int closed = fd < 0 ? 0 : os->close(os->self, fd);

  if (result == 0 && closed == 0)
    return true;
  return err_set(err, ERR_IO, "cannot write '%s': %s", path,
                 os_reason(result < 0 ? result : closed));
}

static bool keep_conflicts(struct os *os, const char *path, const struct conflicts *conflicts,
                           struct err *err) {
  const char *slash = strrchr(path, '/');
  struct buf folder = BUF_INIT;
  bool ok;

  if (slash != NULL)
    buf_add(&folder, path, (size_t)(slash - path));
  else
    buf_addc(&folder, '.');
  ok = kept_add(os, buf_text(&folder), conflicts, KEPT_THERE_WAITS, err);
  buf_release(&folder);
  return ok;
}

bool sync_merge_driver(struct os *os, const char *base, const char *ours, const char *theirs,
                       const char *path, struct commit_report *report, bool *clean,
                       struct err *err) {
  struct buf side[3] = {BUF_INIT, BUF_INIT, BUF_INIT}, out = BUF_INIT;
  enum table_id table = table_of_path(path);
  bool ok;

  if (table == TABLE_NONE)
    return err_set(err, ERR_USAGE, "'%s' is none of mentee's files", path);
  ok = read_side(os, base, &side[0], err) && read_side(os, ours, &side[1], err) &&
       read_side(os, theirs, &side[2], err) &&
       merge3_bytes(table, &side[0], &side[1], &side[2], &out, report, err);
  *clean = ok && report->conflicts.list.len == 0;
  if (ok && !*clean) /* both values are safe before ours becomes the result */
    ok = keep_conflicts(os, path, &report->conflicts, err);
  ok = ok && write_result(os, ours, &out, err);
  for (int i = 0; i < 3; i++)
    buf_release(&side[i]);
  buf_release(&out);
  return ok;
}
