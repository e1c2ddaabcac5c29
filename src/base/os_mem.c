#include "os_mem_priv.h"

#include "mentee/base/xmem.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_FD 100
#define STEP_NS 1000000 /* each changing call is a millisecond later than the one before */

static int64_t later(struct os_mem *mem) {
  if (!mem->frozen)
    mem->now_ns += STEP_NS;
  return mem->now_ns;
}

/* --- names and inodes -------------------------------------------------------------------- */

static struct name *find_name(const struct os_mem *mem, const char *path) {
  return names_find(&mem->names, path);
}

static struct inode *find(const struct os_mem *mem, const char *path) {
  struct name *name = find_name(mem, path);

  return name != NULL ? name->inode : NULL;
}

static struct inode *add_inode(struct os_mem *mem, const char *path, bool folder, uint32_t mode) {
  struct inode *inode = xcalloc(1, sizeof *inode);
  struct name *name = vec_push(&mem->names);

  disk_added(mem, path, inode);
  inode->folder = folder;
  inode->number = ++mem->next_inode;
  inode->mode = mode;
  inode->names++;
  inode->mtime_ns = inode->ctime_ns = later(mem);
  name->path = xstrdup(path);
  name->inode = inode;
  return inode;
}

static void forget_name(struct os_mem *mem, struct name *name) {
  struct inode *inode = name->inode;

  free(name->path);
  *name = mem->names.data[mem->names.len - 1];
  mem->names.len--;
  inode->names--;
  inode->ctime_ns = later(mem);
  inode_let_go(inode);
}

static void drop_name(struct os_mem *mem, struct name *name) {
  disk_dropped(mem, name->path, name->inode);
  forget_name(mem, name);
}

/* The folder that holds the path: 0, -ENOENT or -ENOTDIR. "/" and a path without one always are. */
static int check_parent(const struct os_mem *mem, const char *path) {
  const char *slash = strrchr(path, '/');
  const struct inode *parent;
  char *text;

  if (slash == NULL || slash == path)
    return 0;
  text = xstrndup(path, (size_t)(slash - path));
  parent = find(mem, text);
  free(text);
  return parent == NULL ? -ENOENT : parent->folder ? 0 : -ENOTDIR;
}

static void fill_stat(const struct inode *inode, struct os_stat *out) {
  memset(out, 0, sizeof *out);
  out->kind = inode->folder ? OS_FOLDER : OS_FILE;
  out->mode = inode->mode;
  out->dev = 1;
  out->ino = inode->number;
  out->size = (int64_t)inode->bytes.len;
  out->mtime_ns = inode->mtime_ns;
  out->ctime_ns = inode->ctime_ns;
}

static struct descriptor *descriptor(struct os_mem *mem, int fd) {
  size_t at = (size_t)(fd - FIRST_FD);

  if (fd < FIRST_FD || at >= mem->open.len || mem->open.data[at].inode == NULL)
    return NULL;
  return &mem->open.data[at];
}

/* --- the calls ------------------------------------------------------------------------------ */

static int open_inode(struct os_mem *mem, struct inode *inode, bool writes) {
  size_t at = 0;

  while (at < mem->open.len && mem->open.data[at].inode != NULL)
    at++;
  if (at == mem->open.len)
    *vec_push(&mem->open) = (struct descriptor){NULL, 0, false};
  mem->open.data[at] = (struct descriptor){inode, 0, writes};
  inode->opened++;
  return FIRST_FD + (int)at;
}

static int mem_open(void *self, const char *path, int flags, uint32_t mode) {
  struct os_mem *mem = self;
  int fault = count_call(mem), fd;
  struct inode *inode = find(mem, path);

  if (fault != 0)
    return fault;
  if (mem->refused != NULL && strcmp(path, mem->refused) == 0)
    return -mem->open_error;
  if (inode == NULL && !(flags & OS_CREATE))
    return -ENOENT;
  if (inode != NULL && (flags & OS_EXCLUSIVE))
    return -EEXIST;
  if (inode != NULL && inode->folder && (flags & OS_WRITE))
    return -EISDIR;
  if (inode != NULL && !inode->folder && (flags & OS_FOLDER_FD))
    return -ENOTDIR;
  if (inode == NULL) {
    int parent = check_parent(mem, path);
    if (parent != 0)
      return parent;
    inode = add_inode(mem, path, false, mode);
  }
  if (flags & OS_TRUNCATE)
    buf_cut(&inode->bytes, 0);
  fd = open_inode(mem, inode, (flags & OS_WRITE) != 0);
  if (flags & OS_APPEND)
    mem->open.data[fd - FIRST_FD].at = inode->bytes.len;
  return fd;
}

static int64_t mem_read(void *self, int fd, void *bytes, size_t len) {
  struct os_mem *mem = self;
  int fault = count_call(mem);
  struct descriptor *file = descriptor(mem, fd);
  size_t left;

  if (fault != 0)
    return fault;
  if (file == NULL || file->inode->folder)
    return file == NULL ? -EBADF : -EISDIR;
  left = file->at < file->inode->bytes.len ? file->inode->bytes.len - file->at : 0;
  if (len > left)
    len = left;
  if (len > 0)
    memcpy(bytes, file->inode->bytes.data + file->at, len);
  file->at += len;
  return (int64_t)len;
}

/* Standard output and error. */
static int64_t print(struct os_mem *mem, const void *bytes, size_t len) {
  if (!mem->stopped)
    buf_add(&mem->printed, bytes, len);
  return (int64_t)len;
}

static int64_t mem_write(void *self, int fd, const void *bytes, size_t len) {
  struct os_mem *mem = self;
  struct descriptor *file = descriptor(mem, fd);
  int fault;

  if (fd == 1 || fd == 2)
    return print(mem, bytes, len);
  fault = count_call(mem);
  if (fault != 0)
    return fault;
  if (file == NULL || !file->writes)
    return -EBADF;
  if (mem->full)
    return -ENOSPC;
  if (mem->fault == OS_MEM_SHORT && mem->calls == mem->fault_at)
    len /= 2;
  /* descriptors here only ever append or start at the beginning of an empty file */
  buf_cut(&file->inode->bytes, file->at);
  buf_add(&file->inode->bytes, bytes, len);
  file->at += len;
  if (!mem->frozen)
    file->inode->mtime_ns = file->inode->ctime_ns = later(mem);
  return len > 0 ? (int64_t)len : -ENOSPC;
}

static int mem_fsync(void *self, int fd) {
  struct os_mem *mem = self;
  int fault = count_call(mem);

  if (fault != 0)
    return fault;
  if (descriptor(mem, fd) == NULL)
    return -EBADF;
  disk_synced(mem, descriptor(mem, fd)->inode);
  return 0;
}

static void close_file(struct descriptor *file, int fd) {
  struct inode *inode = file->inode;

  if (inode->lock_fd == fd)
    inode->lock_fd = 0;
  inode->opened--;
  file->inode = NULL;
  inode_let_go(inode);
}

/* As on Linux: the descriptor is gone whatever close() says. */
static int mem_close(void *self, int fd) {
  struct os_mem *mem = self;
  int fault = count_call(mem);
  struct descriptor *file = descriptor(mem, fd);

  if (file == NULL)
    return -EBADF;
  if (!mem->stopped)
    close_file(file, fd);
  return fault;
}

static int mem_fstat(void *self, int fd, struct os_stat *out) {
  struct os_mem *mem = self;
  int fault = count_call(mem);
  struct descriptor *file = descriptor(mem, fd);

  if (fault != 0)
    return fault;
  if (file == NULL)
    return -EBADF;
  fill_stat(file->inode, out);
  return 0;
}

static int mem_fchmod(void *self, int fd, uint32_t mode) {
  struct os_mem *mem = self;
  int fault = count_call(mem);
  struct descriptor *file = descriptor(mem, fd);

  if (fault != 0)
    return fault;
  if (file == NULL)
    return -EBADF;
  file->inode->mode = mode;
  file->inode->ctime_ns = later(mem);
  return 0;
}

static int mem_stat(void *self, const char *path, bool follow, struct os_stat *out) {
  struct os_mem *mem = self;
  int fault = count_call(mem);
  const struct inode *inode = find(mem, path);

  (void)follow; /* there are no links here */
  if (fault != 0)
    return fault;
  if (inode == NULL)
    return -ENOENT;
  fill_stat(inode, out);
  return 0;
}

static int mem_rename(void *self, const char *from, const char *to) {
  struct os_mem *mem = self;
  int fault = count_call(mem);
  struct name *name = find_name(mem, from), *target;

  if (fault != 0)
    return fault;
  if (name == NULL)
    return -ENOENT;
  if (check_parent(mem, to) != 0)
    return check_parent(mem, to);
  target = find_name(mem, to);
  if (target == name || (target != NULL && target->inode == name->inode))
    return 0;
  if (target != NULL && target->inode->folder != name->inode->folder)
    return target->inode->folder ? -EISDIR : -ENOTDIR;
  disk_moved(mem, from, to, name->inode);
  if (target != NULL) {
    forget_name(mem, target);
    name = find_name(mem, from); /* names moved */
  }
  free(name->path);
  name->path = xstrdup(to);
  name->inode->ctime_ns = later(mem);
  return 0;
}

static int mem_link(void *self, const char *from, const char *to) {
  struct os_mem *mem = self;
  int fault = count_call(mem);
  struct inode *inode = find(mem, from);
  int parent;

  if (fault != 0)
    return fault;
  if (inode == NULL || inode->folder)
    return inode == NULL ? -ENOENT : -EPERM;
  if (find(mem, to) != NULL)
    return -EEXIST;
  parent = check_parent(mem, to);
  if (parent == 0) {
    disk_added(mem, to, inode);
    *vec_push(&mem->names) = (struct name){xstrdup(to), inode};
    inode->names++;
    inode->ctime_ns = later(mem);
  }
  return parent;
}

static int mem_unlink(void *self, const char *path) {
  struct os_mem *mem = self;
  int fault = count_call(mem);
  struct name *name = find_name(mem, path);

  if (fault != 0)
    return fault;
  if (name == NULL || name->inode->folder)
    return name == NULL ? -ENOENT : -EISDIR;
  drop_name(mem, name);
  return 0;
}

static int mem_mkdir(void *self, const char *path, uint32_t mode) {
  struct os_mem *mem = self;
  int fault = count_call(mem), parent;

  if (fault != 0)
    return fault;
  if (find(mem, path) != NULL)
    return -EEXIST;
  parent = check_parent(mem, path);
  if (parent == 0)
    add_inode(mem, path, true, mode);
  return parent;
}

/* The name below a folder, or NULL where the path is not directly in it. */
static const char *name_in(const char *folder, const char *path) {
  size_t len = strcmp(folder, "/") == 0 ? 0 : strlen(folder);

  if (strncmp(path, folder, len) != 0 || path[len] != '/' || path[len + 1] == '\0' ||
      strchr(path + len + 1, '/') != NULL)
    return NULL;
  return path + len + 1;
}

static int mem_list(void *self, const char *path, struct buf *names) {
  struct os_mem *mem = self;
  int fault = count_call(mem);
  const struct inode *folder = find(mem, path);

  if (fault != 0)
    return fault;
  if (folder == NULL || !folder->folder)
    return folder == NULL ? -ENOENT : -ENOTDIR;
  for (size_t i = 0; i < mem->names.len; i++) {
    const char *name = name_in(path, mem->names.data[i].path);
    if (name != NULL)
      buf_add(names, name, strlen(name) + 1);
  }
  return 0;
}

static int mem_rmdir(void *self, const char *path) {
  struct os_mem *mem = self;
  int fault = count_call(mem);
  struct name *name = find_name(mem, path);

  if (fault != 0)
    return fault;
  if (name == NULL || !name->inode->folder)
    return name == NULL ? -ENOENT : -ENOTDIR;
  for (size_t i = 0; i < mem->names.len; i++)
    if (name_in(path, mem->names.data[i].path) != NULL)
      return -ENOTEMPTY;
  drop_name(mem, name);
  return 0;
}

static int mem_readlink(void *self, const char *path, struct buf *target) {
  (void)self;
  (void)path;
  (void)target;
  return -EINVAL;
}

static int mem_lock(void *self, int fd) {
  struct os_mem *mem = self;
  int fault = count_call(mem);
  struct descriptor *file = descriptor(mem, fd);

  if (fault != 0)
    return fault;
  if (mem->lock_error != 0)
    return -mem->lock_error;
  if (file == NULL)
    return -EBADF;
  if (file->inode->lock_fd != 0 && file->inode->lock_fd != fd)
    return -EAGAIN;
  file->inode->lock_fd = fd;
  return 0;
}

static int mem_sleep_ms(void *self, int milliseconds) {
  struct os_mem *mem = self;

  if (!mem->frozen)
    mem->now_ns += (int64_t)milliseconds * 1000000;
  return 0;
}

/* xorshift64: the same ids in every run of a test. */
static int mem_random(void *self, void *bytes, size_t len) {
  struct os_mem *mem = self;
  unsigned char *out = bytes;

  for (size_t i = 0; i < len; i++) {
    mem->seed ^= mem->seed << 13;
    mem->seed ^= mem->seed >> 7;
    mem->seed ^= mem->seed << 17;
    out[i] = (unsigned char)(mem->seed >> 32);
  }
  return 0;
}

static int64_t mem_now_ns(void *self) {
  return ((struct os_mem *)self)->now_ns;
}

static int mem_zone_minutes(void *self, const char *zone, int64_t seconds, int *minutes) {
  static const struct {
    const char *zone;
    int minutes;
  } zones[] = {{"", -300},
               {"UTC", 0},
               {"Asia/Tokyo", 540},
               {"America/New_York", -300},
               {"America/Chicago", -360},
               {"America/Denver", -420},
               {"America/Los_Angeles", -480},
               {"Europe/Paris", 60},
               {"Europe/Prague", 60}};

  (void)self;
  (void)seconds;
  for (size_t i = 0; i < sizeof zones / sizeof zones[0]; i++)
    if (strcmp(zones[i].zone, zone) == 0) {
      *minutes = zones[i].minutes;
      return 0;
    }
  return -ENOENT;
}

static int mem_pid(void *self) {
  (void)self;
  return 4121;
}

static int mem_host(void *self, struct buf *name) {
  (void)self;
  buf_adds(name, "memory");
  return 0;
}

/* --- making and asking ----------------------------------------------------------------------- */

struct os_mem *os_mem_new(void) {
  struct os_mem *mem = xcalloc(1, sizeof *mem);

  mem->door =
      (struct os){mem,        mem_open,   mem_read,         mem_write,    mem_fsync, mem_close,
                  mem_fstat,  mem_fchmod, mem_stat,         mem_rename,   mem_link,  mem_unlink,
                  mem_mkdir,  mem_rmdir,  mem_list,         mem_readlink, mem_lock,  mem_sleep_ms,
                  mem_random, mem_now_ns, mem_zone_minutes, mem_pid,      mem_host};
  mem->seed = 88172645463325252u;
  mem->now_ns = (int64_t)1795175520 * 1000000000; /* 20 November 2026, 11:52 UTC */
  add_inode(mem, "/", true, 0755);
  disk_settle(mem);
  return mem;
}

void os_mem_free(struct os_mem *mem) {
  os_mem_revive(mem);
  while (mem->names.len > 0)
    forget_name(mem, &mem->names.data[mem->names.len - 1]);
  disk_release(mem);
  vec_release(&mem->names);
  vec_release(&mem->open);
  buf_release(&mem->printed);
  free(mem);
}

struct os *os_mem_door(struct os_mem *mem) {
  return &mem->door;
}

static void make_parents(struct os_mem *mem, const char *path) {
  for (const char *at = strchr(path + 1, '/'); at != NULL; at = strchr(at + 1, '/')) {
    char *folder = xstrndup(path, (size_t)(at - path));
    if (find(mem, folder) == NULL)
      add_inode(mem, folder, true, 0700);
    free(folder);
  }
}

void os_mem_put(struct os_mem *mem, const char *path, const char *bytes, size_t len) {
  struct name *name = find_name(mem, path);
  struct inode *inode;

  if (name != NULL)
    drop_name(mem, name);
  make_parents(mem, path);
  inode = add_inode(mem, path, false, 0600);
  buf_add(&inode->bytes, bytes, len);
  disk_settle(mem);
}

const char *os_mem_get(const struct os_mem *mem, const char *path, size_t *len) {
  const struct inode *inode = find(mem, path);

  if (inode == NULL || inode->folder)
    return NULL;
  *len = inode->bytes.len;
  return buf_text(&inode->bytes);
}

const char *os_mem_printed(const struct os_mem *mem) {
  return buf_text(&mem->printed);
}

void os_mem_revive(struct os_mem *mem) {
  mem->stopped = false;
  mem->fault = OS_MEM_NO_FAULT;
  mem->calls = 0;
  for (size_t i = 0; i < mem->open.len; i++)
    if (mem->open.data[i].inode != NULL)
      close_file(&mem->open.data[i], FIRST_FD + (int)i);
}
