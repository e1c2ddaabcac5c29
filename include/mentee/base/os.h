#ifndef MENTEE_BASE_OS_H
#define MENTEE_BASE_OS_H
/*
 * The one door to files, locks, the clock and randomness. A table of functions:
 * os_real() calls the kernel, os_mem.h is an in-memory file system for tests and
 * for the sample network. Every call returns a value >= 0, or -errno. EINTR is
 * dealt with inside. Descriptors are close-on-exec and never block.
 */
#include "mentee/base/buf.h"
#include "mentee/base/err.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum os_kind { OS_FILE, OS_FOLDER, OS_LINK, OS_OTHER };

struct os_stat {
  enum os_kind kind;
  uint32_t mode, uid;
  uint64_t dev, ino;
  int64_t size;
  int64_t mtime_ns, ctime_ns; /* since the epoch */
};

enum os_open_flags {
  OS_READ = 1,
  OS_WRITE = 2,
  OS_CREATE = 4,     /* make it where it is missing */
  OS_EXCLUSIVE = 8,  /* with OS_CREATE: it must not be there */
  OS_NOFOLLOW = 16,  /* refuse a symlink */
  OS_FOLDER_FD = 32, /* a folder, to fsync it */
  OS_TRUNCATE = 64,
  OS_APPEND = 128 /* every write goes to the end */
};

struct os {
  void *self;
  int (*open)(void *self, const char *path, int flags, uint32_t mode);
  int64_t (*read)(void *self, int fd, void *bytes, size_t len);
  int64_t (*write)(void *self, int fd, const void *bytes, size_t len);
  int (*fsync)(void *self, int fd);
  int (*close)(void *self, int fd);
  int (*fstat)(void *self, int fd, struct os_stat *stat);
  int (*fchmod)(void *self, int fd, uint32_t mode);
  int (*stat)(void *self, const char *path, bool follow, struct os_stat *stat);
  int (*rename)(void *self, const char *from, const char *to);
  /* A second name of the same file; the new one must not be there. */
  int (*link)(void *self, const char *from, const char *to);
  int (*unlink)(void *self, const char *path);
  int (*mkdir)(void *self, const char *path, uint32_t mode);
  int (*rmdir)(void *self, const char *path);
  /* Names in a folder, one after another, each ended by NUL, unsorted, without . and .. */
  int (*list)(void *self, const char *path, struct buf *names);
  /* The target of a symlink, as written. */
  int (*readlink)(void *self, const char *path, struct buf *target);
  /* Tries once for an exclusive lock on an open file: 0, -EAGAIN where another holds it,
     -EINVAL, -ENOSYS or -ENOLCK where locks do not work here. close() gives it up. */
  int (*lock)(void *self, int fd);
  int (*sleep_ms)(void *self, int milliseconds);
  int (*random)(void *self, void *bytes, size_t len);
  /* Seconds since the epoch, nanoseconds apart. */
  int64_t (*now_ns)(void *self);
  /* Minutes east of UTC in a named zone ("" is the local one) at that second; -ENOENT: no such
   * zone. */
  int (*zone_minutes)(void *self, const char *zone, int64_t seconds, int *minutes);
  int (*pid)(void *self);
  int (*host)(void *self, struct buf *name);
};

struct os *os_real(void);

/* What -errno means, in words ("the disk is full", "permission denied"). */
const char *os_reason(int negative_errno);

/* --- made of the above ------------------------------------------------------ */

/*
 * Reads a whole regular file into *out and its identity (of the open file) into *stat. A symlink
 * is followed, a FIFO or device refused without blocking. Returns 0 or -errno; -EFBIG above
 * `limit` bytes. What was read is complete or an error: never a part.
 */
int os_read_file(struct os *os, const char *path, size_t limit, struct buf *out,
                 struct os_stat *stat);
/* All the bytes or -errno. */
int os_write_all(struct os *os, int fd, const char *bytes, size_t len);
/* Where a path leads whose last part may be a symlink (dot files often are): there need not be
   anything. */
int os_follow_links(struct os *os, const char *path, struct buf *real);
/*
 * Other bytes for a file of somebody else's, that is no symlink: whole or not at all, with its
 * mode. `read` is what the file was when it was read (-EAGAIN: it was changed meanwhile); NULL: it
 * is new
 * (-EEXIST: it is there).
 */
int os_replace_file(struct os *os, const char *path, const struct os_stat *read, const char *bytes,
                    size_t len);
/* The folder and its parents, 0700 and on the disk for what is made. */
int os_make_folders(struct os *os, const char *path);
/* fsync of a folder by its path. */
int os_sync_folder(struct os *os, const char *path);
/* fsync of the folder that holds the path. */
int os_sync_folder_of(struct os *os, const char *path);
/* The one result that means that nothing is there. */
bool os_is_missing(int result);
/* True where nothing is there (ENOENT alone: no other error is taken for absence). */
bool os_missing(struct os *os, const char *path);
#endif
