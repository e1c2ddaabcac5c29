#include "mentee/base/os.h"

#include <errno.h>
#include <string.h>

const char *os_reason(int negative_errno) {
  switch (-negative_errno) {
  case ENOSPC:
    return "the disk is full";
  case EDQUOT:
    return "the disk quota is used up";
  case EROFS:
    return "the file system is read only";
  case EACCES:
  case EPERM:
    return "permission denied";
  case EIO:
    return "the device reported an error";
  case EFBIG:
    return "the file is too large";
  case EMFILE:
  case ENFILE:
    return "too many files are open";
  case ENOENT:
    return "there is no such file or folder";
  case ENOTDIR:
    return "a part of the path is no folder";
  case EISDIR:
    return "it is a folder";
  case ELOOP:
    return "it is a symbolic link";
  case ESTALE:
    return "the file changed on the server";
  case ENOLCK:
  case ENOSYS:
    return "locks do not work on this file system";
  case EINVAL:
    return "it is no regular file, or that is not possible here";
  default:
    return strerror(-negative_errno);
  }
}

/* The end is looked for in a small place of its own, so that a whole file is not moved to make room
   for nothing. */
static int read_to_end(struct os *os, int fd, size_t limit, struct buf *out) {
  while (true) {
    char more[512];
    size_t room = out->cap - out->len - 1;
    char *into = room > 0 ? out->data + out->len : more;
    int64_t got = os->read(os->self, fd, into, room > 0 ? room : sizeof more);

    if (got <= 0)
      return (int)got;
    if (room == 0)
      buf_add(out, more, (size_t)got);
    else
      out->len += (size_t)got;
    out->data[out->len] = '\0';
    if (out->len > limit)
      return -EFBIG;
  }
}

int os_read_file(struct os *os, const char *path, size_t limit, struct buf *out,
                 struct os_stat *stat) {
  int fd = os->open(os->self, path, OS_READ, 0);
  int result, closed;

  if (fd < 0)
    return fd;
  result = os->fstat(os->self, fd, stat);
  if (result == 0 && stat->kind != OS_FILE)
    result = stat->kind == OS_FOLDER ? -EISDIR : -EINVAL;
  if (result == 0 && stat->size > (int64_t)limit)
    result = -EFBIG;
  if (result == 0) {
    buf_reserve(out, (size_t)stat->size);
    result = read_to_end(os, fd, limit, out);
  }
  closed = os->close(os->self, fd);
  return result < 0 ? result : closed;
}

int os_write_all(struct os *os, int fd, const char *bytes, size_t len) {
  while (len > 0) {
    int64_t put = os->write(os->self, fd, bytes, len);
    if (put < 0)
      return (int)put;
    if (put == 0)
      return -EIO;
    bytes += put;
    len -= (size_t)put;
  }
  return 0;
}

#define MOST_LINKS 16

int os_follow_links(struct os *os, const char *path, struct buf *real) {
  struct buf target = BUF_INIT;
  int result = 0;

  buf_cut(real, 0);
  buf_adds(real, path);
  for (int i = 0; result == 0; i++) {
    struct os_stat stat;
    const char *slash = strrchr(buf_text(real), '/');
    if (os->stat(os->self, buf_text(real), false, &stat) < 0 || stat.kind != OS_LINK)
      break;
    buf_cut(&target, 0);
    result = i < MOST_LINKS ? os->readlink(os->self, buf_text(real), &target) : -ELOOP;
    buf_cut(real,
            buf_text(&target)[0] == '/' || slash == NULL ? 0 : (size_t)(slash + 1 - real->data));
    buf_adds(real, buf_text(&target));
  }
  buf_release(&target);
  return result < 0 ? result : 0;
}

static int write_new(struct os *os, const char *path, uint32_t mode, const char *bytes,
                     size_t len) {
  int fd = os->open(os->self, path, OS_WRITE | OS_CREATE | OS_EXCLUSIVE | OS_NOFOLLOW, mode);
  int result, closed;

  if (fd < 0)
    return fd;
  result = os->fchmod(os->self, fd, mode);
  if (result >= 0)
    result = os_write_all(os, fd, bytes, len);
  if (result >= 0)
    result = os->fsync(os->self, fd);
  closed = os->close(os->self, fd);
  if (result >= 0)
    result = closed;
  if (result < 0)
    os->unlink(os->self, path);
  return result;
}

static bool is_same_file(const struct os_stat *a, const struct os_stat *b) {
  return a->size == b->size && a->mtime_ns == b->mtime_ns && a->ino == b->ino && a->dev == b->dev;
}

int os_replace_file(struct os *os, const char *path, const struct os_stat *read, const char *bytes,
                    size_t len) {
  struct buf part = BUF_INIT;
  struct os_stat now;
  int result;

  if (read == NULL) {
    result = write_new(os, path, 0600, bytes, len);
    return result < 0 ? result : os_sync_folder_of(os, path);
  }
  buf_addf(&part, "%s.mentee-new", path);
  result = write_new(os, buf_text(&part), read->mode & 07777, bytes, len);
  if (result >= 0) {
    result = os->stat(os->self, path, false, &now);
    if (result >= 0 && !is_same_file(&now, read))
      result = -EAGAIN;
    if (result >= 0)
      result = os->rename(os->self, buf_text(&part), path);
    if (result < 0)
      os->unlink(os->self, buf_text(&part));
  }
  buf_release(&part);
  return result < 0 ? result : os_sync_folder_of(os, path);
}

/* A new folder's name is on the disk before anything in it is. */
static int make_folder(struct os *os, const char *path) {
  struct os_stat stat;
  int result = os->mkdir(os->self, path, 0700);

  if (result == 0)
    return os_sync_folder_of(os, path);
  if (result != -EEXIST)
    return result;
  result = os->stat(os->self, path, true, &stat);
  return result < 0 ? result : stat.kind == OS_FOLDER ? 0 : -ENOTDIR;
}

int os_make_folders(struct os *os, const char *path) {
  struct buf part = BUF_INIT;
  struct os_stat stat;
  size_t len = strlen(path);
  int result = os->stat(os->self, path, true, &stat);

  if (result == 0)
    return stat.kind == OS_FOLDER ? 0 : -ENOTDIR;
  result = 0;
  for (size_t at = 1; at <= len && result == 0; at++)
    if (path[at] == '/' || path[at] == '\0') {
      buf_cut(&part, 0);
      buf_add(&part, path, at);
      if (os->stat(os->self, buf_text(&part), true, &stat) != 0)
        result = make_folder(os, buf_text(&part));
    }
  buf_release(&part);
  return result;
}

int os_sync_folder(struct os *os, const char *path) {
  int fd = os->open(os->self, path, OS_READ | OS_FOLDER_FD, 0);
  int result, closed;

  if (fd < 0)
    return fd;
  result = os->fsync(os->self, fd);
  closed = os->close(os->self, fd);
  return result < 0 ? result : closed;
}

int os_sync_folder_of(struct os *os, const char *path) {
  const char *slash = strrchr(path, '/');
  struct buf folder = BUF_INIT;
  int result;

  if (slash != NULL && slash != path)
    buf_add(&folder, path, (size_t)(slash - path));
  else
    buf_adds(&folder, slash != NULL ? "/" : ".");
  result = os_sync_folder(os, buf_text(&folder));
  buf_release(&folder);
  return result;
}

bool os_is_missing(int result) {
  return result == -ENOENT;
}

bool os_missing(struct os *os, const char *path) {
  struct os_stat stat;

  return os_is_missing(os->stat(os->self, path, false, &stat));
}
