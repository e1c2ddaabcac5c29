#ifndef MENTEE_BASE_OS_MEM_PRIV_H
#define MENTEE_BASE_OS_MEM_PRIV_H
/* What os_mem.c (files as programs see them), os_mem_disk.c (as a power cut would leave them) and
   os_mem_fault.c (what a test makes go wrong) share. */
#include "mentee/base/os_mem.h"
#include "mentee/base/vec.h"

struct inode {
  bool folder;
  struct buf bytes;
  struct buf synced; /* of a file: its bytes at its last fsync */
  uint64_t number;
  uint32_t mode;
  int64_t mtime_ns, ctime_ns;
  int names, opened, kept; /* it is freed when none is left; kept: by the disk */
  int lock_fd;             /* the descriptor that holds the lock, or 0 */
};
void inode_let_go(struct inode *inode); /* frees it where nothing holds it any more */

struct name {
  char *path;
  struct inode *inode;
};

struct names {
  struct name *data;
  size_t len, cap;
};
struct name *names_find(const struct names *names, const char *path);

struct descriptor {
  struct inode *inode; /* NULL: closed */
  size_t at;
  bool writes;
};

/* A change of names that no fsync of its folder has put on the disk yet. */
struct pending {
  char *from, *to; /* from NULL: a new name; to NULL: a name that went */
  struct inode *inode;
};

struct os_mem {
  struct os door;
  struct names names;
  VEC(struct descriptor) open;
  struct names disk;           /* the names that a power cut leaves for certain */
  VEC(struct pending) pending; /* and what may or may not have happened to them */
  uint64_t next_inode, seed;
  int64_t now_ns;
  enum os_mem_fault fault;
  long fault_at, calls;
  int error, lock_error, open_error;
  const char *refused; /* the path that open_error is for */
  struct buf printed;
  bool stopped, frozen, full;
};

/* Counts the call; 0 to go on, else what the call returns instead of working. */
int count_call(struct os_mem *mem);

void disk_added(struct os_mem *mem, const char *path, struct inode *inode);
void disk_dropped(struct os_mem *mem, const char *path, struct inode *inode);
void disk_moved(struct os_mem *mem, const char *from, const char *to, struct inode *inode);
void disk_synced(struct os_mem *mem, struct inode *inode);
/* Everything as it is now is on the disk. */
void disk_settle(struct os_mem *mem);
void disk_release(struct os_mem *mem);
#endif
