#ifndef MENTEE_BASE_OS_PRIV_H
#define MENTEE_BASE_OS_PRIV_H
/* One try for an exclusive open-file-description lock: 0 or -errno (-EAGAIN: another holds it). */
int os_lock_try(int fd);
#endif
