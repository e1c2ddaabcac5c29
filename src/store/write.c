#include "store_priv.h"

#include <errno.h>
#include <string.h>

#define RANDOM_CHARS 8

/* ".contacts.csv.x7k2m9qa.tmp" in the folder of the target. */
static void temporary_path(const struct store *store, const char *target, struct buf *path) {
  static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";
  unsigned char bytes[RANDOM_CHARS] = {0};
  const char *slash = strrchr(target, '/');
  size_t folder = slash != NULL ? (size_t)(slash - target) + 1 : 0;

  store->os->random(store->os->self, bytes, sizeof bytes);
  buf_add(path, target, folder);
  buf_addf(path, ".%s.", target + folder);
  for (int i = 0; i < RANDOM_CHARS; i++)
    buf_addc(path, digits[bytes[i] % 32]);
  buf_adds(path, ".tmp");
}

static bool is_temporary(const char *name) {
  for (int i = 0; i < TABLE_COUNT; i++) {
    size_t len = strlen(table_defs[i].file);
    if (name[0] == '.' && strncmp(name + 1, table_defs[i].file, len) == 0 &&
        strlen(name) == 1 + len + 1 + RANDOM_CHARS + 4 &&
        strcmp(name + 2 + len + RANDOM_CHARS, ".tmp") == 0)
      return true;
  }
  return false;
}

/* What a save that was killed left beside the files. Only under the lock: then nobody uses them. */
void write_clean_temporaries(struct store *store) {
  struct buf names = BUF_INIT, path = BUF_INIT;

  if (store->os->list(store->os->self, store->folder, &names) == 0)
    for (size_t at = 0; at < names.len; at += strlen(names.data + at) + 1)
      if (is_temporary(names.data + at)) {
        buf_cut(&path, 0);
        buf_addf(&path, "%s/%s", store->folder, names.data + at);
        store->os->unlink(store->os->self, buf_text(&path));
      }
  buf_release(&names);
  buf_release(&path);
}

/* Where the link points, as seen from the store; followed once, not further. */
static int follow(const struct store *store, const char *target, struct buf *path) {
  struct os_stat stat;
  int result;

  buf_cut(path, 0);
  if (target[0] != '/')
    buf_addf(path, "%s/", store->folder);
  buf_adds(path, target);
  result = store->os->stat(store->os->self, buf_text(path), false, &stat);
  return result == 0 && stat.kind == OS_LINK ? -ELOOP : result;
}

bool write_target(const struct store *store, enum table_id table, struct buf *path, bool *linked,
                  struct err *err) {
  struct buf target = BUF_INIT;
  struct os_stat stat;
  int result;

  store_path(store, table, path);
  result = store->os->stat(store->os->self, buf_text(path), false, &stat);
  *linked = result == 0 && stat.kind == OS_LINK;
  if (*linked) {
    result = store->os->readlink(store->os->self, buf_text(path), &target);
    if (result == 0)
      result = follow(store, buf_text(&target), path);
    buf_release(&target);
  }
  if (result == 0 || result == -ENOENT)
    return true;
  return err_set(err, ERR_IO, "not saved: cannot reach '%s': %s", table_defs[table].file,
                 os_reason(result));
}

static int write_and_sync(struct os *os, int fd, uint32_t mode, const char *bytes, size_t len) {
  int result = mode != 0600 ? os->fchmod(os->self, fd, mode) : 0;

  if (result == 0)
    result = os_write_all(os, fd, bytes, len);
  if (result == 0)
    result = os->fsync(os->self, fd);
  return result;
}

bool write_new(const struct store *store, const char *path, uint32_t mode, const char *bytes,
               size_t len, struct err *err) {
  struct os *os = store->os;
  int fd = os->open(os->self, path, OS_WRITE | OS_CREATE | OS_EXCLUSIVE | OS_NOFOLLOW, 0600);
  int result = fd, closed;

  if (fd >= 0) {
    result = write_and_sync(os, fd, mode, bytes, len);
    closed = os->close(os->self, fd);
    if (result == 0)
      result = closed;
    if (result < 0)
      os->unlink(os->self, path);
  }
  if (result >= 0)
    return true;
  return err_set(err, ERR_IO, "not saved: %s", os_reason(result));
}

bool write_make_folder(struct store *store, const char *path, struct err *err) {
  struct os_stat stat;
  int result = store->os->stat(store->os->self, path, false, &stat);

  if (result == -ENOENT) {
    result = store->os->mkdir(store->os->self, path, 0700);
    if (result == -EEXIST) /* another one made it just now */
      result = 0;
    if (result == 0)
      result = os_sync_folder_of(store->os, path);
  } else if (result == 0 && stat.kind != OS_FOLDER) {
    result = stat.kind == OS_LINK ? -ELOOP : -ENOTDIR;
  }
  if (result == 0)
    return true;
  return err_set(err, ERR_IO, "not saved: cannot use '%s': %s", path, os_reason(result));
}

void write_note_identity(struct store *store, enum table_id table, uint64_t ino, uint64_t hash) {
  struct file_identity *identity = &store->files[table];
  struct buf path = BUF_INIT;

  store_path(store, table, &path);
  identity->checked_ns = store->os->now_ns(store->os->self);
  identity->present =
      store->os->stat(store->os->self, buf_text(&path), true, &identity->stat) == 0 &&
      identity->stat.ino == ino;
  identity->hash = hash;
  buf_release(&path);
}

/* A wider mode that the user set is kept. */
static bool mode_of(struct store *store, const char *target, uint32_t *mode, struct err *err) {
  struct os_stat stat;
  int result = store->os->stat(store->os->self, target, true, &stat);

  *mode = result == 0 ? stat.mode : 0600;
  if (result == 0 || result == -ENOENT)
    return true;
  return err_set(err, ERR_IO, "not saved: %s", os_reason(result));
}

/* A rename that reported an error may have happened all the same (a network file system): the
   inode under the name tells. */
static bool is_there(struct store *store, const char *target, uint64_t ino) {
  struct os_stat stat;

  return store->os->stat(store->os->self, target, true, &stat) == 0 && stat.ino == ino;
}

static enum write_result put_in_place(struct store *store, const char *temporary,
                                      const char *target, uint64_t *ino, struct err *err) {
  struct os_stat stat = {0};
  int result = store->os->stat(store->os->self, temporary, false, &stat);

  if (result == 0)
    result = store->os->rename(store->os->self, temporary, target);
  if (result < 0 && !(stat.ino != 0 && is_there(store, target, stat.ino))) {
    store->os->unlink(store->os->self, temporary);
    err_set(err, ERR_IO, "not saved: %s", os_reason(result));
    return WRITE_FAILED;
  }
  *ino = stat.ino;
  result = os_sync_folder_of(store->os, target);
  if (result == 0)
    return WRITE_DONE;
  err_set(err, ERR_IO, "written, but the disk did not confirm it: %s", os_reason(result));
  return WRITE_UNCONFIRMED;
}

enum write_result write_file(struct store *store, enum table_id table, const char *bytes,
                             size_t len, bool check_identity, struct err *err) {
  struct buf target = BUF_INIT, temporary = BUF_INIT;
  enum write_result result = WRITE_FAILED;
  uint64_t ino = 0;
  uint32_t mode;
  bool linked;

  if (!write_target(store, table, &target, &linked, err))
    goto out;
  temporary_path(store, buf_text(&target), &temporary);
  if (!mode_of(store, buf_text(&target), &mode, err) ||
      !write_new(store, buf_text(&temporary), mode, bytes, len, err))
    goto out;
  if (check_identity && !identity_holds(store, table)) {
    store->os->unlink(store->os->self, buf_text(&temporary));
    result = WRITE_CHANGED;
    goto out;
  }
  result = put_in_place(store, buf_text(&temporary), buf_text(&target), &ino, err);
  if (result != WRITE_FAILED)
    write_note_identity(store, table, ino, store_hash(bytes, len));
out:
  buf_release(&target);
  buf_release(&temporary);
  return result;
}

enum write_result write_remove(struct store *store, enum table_id table, bool check_identity,
                               struct err *err) {
  struct buf target = BUF_INIT;
  enum write_result result = WRITE_FAILED;
  bool linked;
  int done;

  if (!write_target(store, table, &target, &linked, err))
    goto out;
  if (check_identity && !identity_holds(store, table)) {
    result = WRITE_CHANGED;
    goto out;
  }
  done = store->os->unlink(store->os->self, buf_text(&target));
  if (done < 0 && done != -ENOENT) {
    err_set(err, ERR_IO, "not saved: %s", os_reason(done));
    goto out;
  }
  done = os_sync_folder_of(store->os, buf_text(&target));
  result = done == 0 ? WRITE_DONE : WRITE_UNCONFIRMED;
  if (done < 0)
    err_set(err, ERR_IO, "written, but the disk did not confirm it: %s", os_reason(done));
  write_note_identity(store, table, 0, 0);
out:
  buf_release(&target);
  return result;
}
