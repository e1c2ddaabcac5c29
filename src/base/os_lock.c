/*
 * The only file that asks for GNU's extensions: a lock of the open file description is not lost
 * when some other part of the process closes the same file, as a POSIX record lock is.
 */
#define _GNU_SOURCE 1
#include "os_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

int os_lock_try(int fd) {
  struct flock lock;
  int result;

  memset(&lock, 0, sizeof lock);
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  do
    result = fcntl(fd, F_OFD_SETLK, &lock);
  while (result < 0 && errno == EINTR);
  if (result == 0)
    return 0;
  return errno == EACCES ? -EAGAIN : -errno;
}
