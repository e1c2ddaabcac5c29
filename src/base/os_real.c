#include "mentee/base/date.h"
#include "mentee/base/os.h"
#include "os_priv.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define ZONES "/usr/share/zoneinfo/"

static int or_errno(int result) {
  return result < 0 ? -errno : result;
}

static int real_open(void *self, const char *path, int flags, uint32_t mode) {
  int native = O_CLOEXEC | O_NOCTTY, fd;

  (void)self;
  native |= (flags & OS_WRITE) ? ((flags & OS_READ) ? O_RDWR : O_WRONLY) : O_RDONLY;
  native |= (flags & OS_CREATE) ? O_CREAT : 0;
  native |= (flags & OS_EXCLUSIVE) ? O_EXCL : 0;
  native |= (flags & OS_NOFOLLOW) ? O_NOFOLLOW : 0;
  native |= (flags & OS_FOLDER_FD) ? O_DIRECTORY : 0;
  native |= (flags & OS_TRUNCATE) ? O_TRUNC : 0;
  native |= (flags & OS_APPEND) ? O_APPEND : 0;
  native |= O_NONBLOCK; /* a FIFO that somebody planted must not hold us */
  do
    fd = open(path, native, (mode_t)mode);
  while (fd < 0 && errno == EINTR);
  return or_errno(fd);
}

static int64_t real_read(void *self, int fd, void *bytes, size_t len) {
  ssize_t got;

  (void)self;
  do
    got = read(fd, bytes, len);
  while (got < 0 && errno == EINTR);
  return got < 0 ? -errno : got;
}

static int64_t real_write(void *self, int fd, const void *bytes, size_t len) {
  ssize_t put;

  (void)self;
  do
    put = write(fd, bytes, len);
  while (put < 0 && errno == EINTR);
  return put < 0 ? -errno : put;
}

static int real_fsync(void *self, int fd) {
  int result;

  (void)self;
  do
    result = fsync(fd);
  while (result < 0 && errno == EINTR);
  return or_errno(result);
}

/* Never again after EINTR: on Linux the descriptor is gone all the same. */
static int real_close(void *self, int fd) {
  (void)self;
  return close(fd) < 0 && errno != EINTR ? -errno : 0;
}

static void convert(const struct stat *from, struct os_stat *to) {
  to->kind = S_ISREG(from->st_mode)   ? OS_FILE
             : S_ISDIR(from->st_mode) ? OS_FOLDER
             : S_ISLNK(from->st_mode) ? OS_LINK
                                      : OS_OTHER;
  to->mode = (uint32_t)from->st_mode & 07777;
  to->uid = (uint32_t)from->st_uid;
  to->dev = (uint64_t)from->st_dev;
  to->ino = (uint64_t)from->st_ino;
  to->size = (int64_t)from->st_size;
  to->mtime_ns = (int64_t)from->st_mtim.tv_sec * 1000000000 + from->st_mtim.tv_nsec;
  to->ctime_ns = (int64_t)from->st_ctim.tv_sec * 1000000000 + from->st_ctim.tv_nsec;
}

static int real_fstat(void *self, int fd, struct os_stat *out) {
  struct stat native;

  (void)self;
  if (fstat(fd, &native) < 0)
    return -errno;
  convert(&native, out);
  return 0;
}

static int real_stat(void *self, const char *path, bool follow, struct os_stat *out) {
  struct stat native;

  (void)self;
  if ((follow ? stat(path, &native) : lstat(path, &native)) < 0)
    return -errno;
  convert(&native, out);
  return 0;
}

static int real_fchmod(void *self, int fd, uint32_t mode) {
  (void)self;
  return or_errno(fchmod(fd, (mode_t)mode));
}

static int real_rename(void *self, const char *from, const char *to) {
  (void)self;
  return or_errno(rename(from, to));
}

static int real_link(void *self, const char *from, const char *to) {
  (void)self;
  return or_errno(link(from, to));
}

static int real_unlink(void *self, const char *path) {
  (void)self;
  return or_errno(unlink(path));
}

static int real_mkdir(void *self, const char *path, uint32_t mode) {
  (void)self;
  return or_errno(mkdir(path, (mode_t)mode));
}

static int real_rmdir(void *self, const char *path) {
  (void)self;
  return or_errno(rmdir(path));
}

static int real_list(void *self, const char *path, struct buf *names) {
  DIR *folder = opendir(path);
  struct dirent *entry;
  int result;

  (void)self;
  if (folder == NULL)
    return -errno;
  while (errno = 0, (entry = readdir(folder)) != NULL)
    if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
      buf_add(names, entry->d_name, strlen(entry->d_name) + 1);
  result = -errno;
  closedir(folder);
  return result;
}

static int real_readlink(void *self, const char *path, struct buf *target) {
  char text[4096];
  ssize_t len = readlink(path, text, sizeof text);

  (void)self;
  if (len < 0)
    return -errno;
  if ((size_t)len == sizeof text)
    return -ENAMETOOLONG;
  buf_add(target, text, (size_t)len);
  return 0;
}

static int real_lock(void *self, int fd) {
  (void)self;
  return os_lock_try(fd);
}

static int real_sleep_ms(void *self, int milliseconds) {
  (void)self;
  poll(NULL, 0, milliseconds);
  return 0;
}

static int real_random(void *self, void *bytes, size_t len) {
  int fd = real_open(self, "/dev/urandom", OS_READ, 0);
  int64_t got;

  if (fd < 0)
    return fd;
  got = real_read(self, fd, bytes, len);
  real_close(self, fd);
  return got < 0 ? (int)got : (size_t)got == len ? 0 : -EIO;
}

static int64_t real_now_ns(void *self) {
  struct timespec now;

  (void)self;
  clock_gettime(CLOCK_REALTIME, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static bool zone_exists(const char *zone) {
  struct buf path = BUF_INIT;
  bool exists = zone[0] != '/' && strstr(zone, "..") == NULL;

  for (const char *at = zone; *at != '\0' && exists; at++)
    exists = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') ||
             (*at >= '0' && *at <= '9') || strchr("_+-/", *at) != NULL;
  buf_addf(&path, ZONES "%s", zone);
  exists = exists && access(buf_text(&path), R_OK) == 0;
  buf_release(&path);
  return exists;
}

static int offset_minutes(int64_t seconds, int *minutes) {
  time_t when = (time_t)seconds;
  struct tm local;
  int64_t wall;

  tzset();
  if (localtime_r(&when, &local) == NULL)
    return -EOVERFLOW;
  wall = (int64_t)date_from_civil(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday) * 86400 +
         (int64_t)local.tm_hour * 3600 + (int64_t)local.tm_min * 60 + local.tm_sec;
  *minutes = (int)((wall - seconds) / 60);
  return 0;
}

/* libc knows one zone at a time, the one in TZ: this program has one thread, so it is borrowed. */
static int real_zone_minutes(void *self, const char *zone, int64_t seconds, int *minutes) {
  const char *before = getenv("TZ");
  char *kept;
  int result;

  (void)self;
  if (zone[0] == '\0')
    return offset_minutes(seconds, minutes);
  if (!zone_exists(zone))
    return -ENOENT;
  kept = before != NULL ? strdup(before) : NULL;
  setenv("TZ", zone, 1);
  result = offset_minutes(seconds, minutes);
  if (kept != NULL)
    setenv("TZ", kept, 1);
  else
    unsetenv("TZ");
  tzset();
  free(kept);
  return result;
}

static int real_pid(void *self) {
  (void)self;
  return (int)getpid();
}

static int real_host(void *self, struct buf *name) {
  char text[256];

  (void)self;
  if (gethostname(text, sizeof text - 1) < 0)
    return -errno;
  text[sizeof text - 1] = '\0';
  buf_adds(name, text);
  return 0;
}

struct os *os_real(void) {
  static struct os door = {
      NULL,        real_open,   real_read,         real_write,    real_fsync, real_close,
      real_fstat,  real_fchmod, real_stat,         real_rename,   real_link,  real_unlink,
      real_mkdir,  real_rmdir,  real_list,         real_readlink, real_lock,  real_sleep_ms,
      real_random, real_now_ns, real_zone_minutes, real_pid,      real_host};

  return &door;
}
