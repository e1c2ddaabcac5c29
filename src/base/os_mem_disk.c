/*
 * What a power cut leaves. A file is on the disk as of its last fsync; what was written since may
 * be there, or not, or in part. A name is there as of the last fsync of its folder; each change
 * since, alone, may have reached the disk or not, in any order. A name whose folder is not on the
 * disk is lost with it. No file system is worse than that.
 */
#include "os_mem_priv.h"

#include "mentee/base/xmem.h"
#include <stdlib.h>
#include <string.h>

void inode_let_go(struct inode *inode) {
  if (inode->names > 0 || inode->opened > 0 || inode->kept > 0)
    return;
  buf_release(&inode->bytes);
  buf_release(&inode->synced);
  free(inode);
}

struct name *names_find(const struct names *names, const char *path) {
  for (size_t i = 0; i < names->len; i++)
    if (strcmp(names->data[i].path, path) == 0)
      return &names->data[i];
  return NULL;
}

static void unkeep(struct inode *inode) {
  inode->kept--;
  inode_let_go(inode);
}

/* --- what is pending
 * ------------------------------------------------------------------------------ */

static void add_pending(struct os_mem *mem, const char *from, const char *to, struct inode *inode) {
  *vec_push(&mem->pending) =
      (struct pending){from != NULL ? xstrdup(from) : NULL, to != NULL ? xstrdup(to) : NULL, inode};
  inode->kept++;
}

void disk_added(struct os_mem *mem, const char *path, struct inode *inode) {
  add_pending(mem, NULL, path, inode);
}

void disk_dropped(struct os_mem *mem, const char *path, struct inode *inode) {
  add_pending(mem, path, NULL, inode);
}

void disk_moved(struct os_mem *mem, const char *from, const char *to, struct inode *inode) {
  add_pending(mem, from, to, inode);
}

static void pending_release(struct pending *pending) {
  free(pending->from);
  free(pending->to);
  unkeep(pending->inode);
}

/* --- names on the disk
 * ----------------------------------------------------------------------------- */

static void take_off(struct names *disk, const char *path) {
  struct name *name = names_find(disk, path);
  struct inode *inode;

  if (name == NULL)
    return;
  inode = name->inode;
  free(name->path);
  *name = disk->data[--disk->len];
  unkeep(inode);
}

static void put_on(struct names *disk, const char *path, struct inode *inode) {
  inode->kept++; /* first: it may be what is there already */
  take_off(disk, path);
  *vec_push(disk) = (struct name){xstrdup(path), inode};
}

static void happen(struct names *disk, const struct pending *pending) {
  const struct name *name = pending->from != NULL ? names_find(disk, pending->from) : NULL;

  if (name != NULL && name->inode == pending->inode)
    take_off(disk, pending->from);
  if (pending->to != NULL)
    put_on(disk, pending->to, pending->inode);
}

static bool is_in(const char *folder, const char *path) {
  size_t len = strcmp(folder, "/") == 0 ? 0 : strlen(folder);

  return path != NULL && strncmp(path, folder, len) == 0 && path[len] == '/' &&
         strchr(path + len + 1, '/') == NULL;
}

static void sync_folder(struct os_mem *mem, const char *folder) {
  size_t kept = 0;

  for (size_t i = 0; i < mem->pending.len; i++) {
    struct pending *pending = &mem->pending.data[i];
    if (is_in(folder, pending->from) || is_in(folder, pending->to)) {
      happen(&mem->disk, pending);
      pending_release(pending);
    } else {
      mem->pending.data[kept++] = *pending;
    }
  }
  mem->pending.len = kept;
}

static void sync_bytes(struct inode *inode) {
  buf_cut(&inode->synced, 0);
  buf_add(&inode->synced, buf_text(&inode->bytes), inode->bytes.len);
}

void disk_synced(struct os_mem *mem, struct inode *inode) {
  if (!inode->folder) {
    sync_bytes(inode);
    return;
  }
  for (size_t i = 0; i < mem->names.len; i++)
    if (mem->names.data[i].inode == inode)
      sync_folder(mem, mem->names.data[i].path);
}

static void drop_pending(struct os_mem *mem) {
  for (size_t i = 0; i < mem->pending.len; i++)
    pending_release(&mem->pending.data[i]);
  mem->pending.len = 0;
}

void disk_settle(struct os_mem *mem) {
  for (size_t i = 0; i < mem->pending.len; i++)
    happen(&mem->disk, &mem->pending.data[i]);
  drop_pending(mem);
  for (size_t i = 0; i < mem->names.len; i++)
    if (!mem->names.data[i].inode->folder)
      sync_bytes(mem->names.data[i].inode);
}

void disk_release(struct os_mem *mem) {
  drop_pending(mem);
  while (mem->disk.len > 0)
    take_off(&mem->disk, mem->disk.data[0].path);
  vec_release(&mem->disk);
  vec_release(&mem->pending);
}

/* --- the power cut
 * ---------------------------------------------------------------------------------- */

static unsigned roll(uint64_t *seed) {
  *seed = *seed * 6364136223846793005u + 1442695040888963407u;
  return (unsigned)(*seed >> 33);
}

/* Of what was written since the last fsync nothing, all, or a part of the bytes has arrived. */
static void tear(struct inode *inode, enum os_mem_cut cut, uint64_t *seed) {
  size_t len = inode->bytes.len;
  unsigned choice = cut == OS_MEM_CUT_LATE ? 1 : cut == OS_MEM_CUT_EARLY ? 0 : roll(seed) % 4;

  if (inode->folder || choice == 1)
    return;
  if (choice == 0 || len == 0) {
    buf_cut(&inode->bytes, 0);
    buf_add(&inode->bytes, buf_text(&inode->synced), inode->synced.len);
  } else if (inode->synced.len != len ||
             memcmp(buf_text(&inode->synced), buf_text(&inode->bytes), len) != 0) {
    size_t whole = roll(seed) % len;
    if (choice == 2)
      buf_cut(&inode->bytes, whole);
    else
      memset(inode->bytes.data + whole, 0, len - whole); /* its length, but not its blocks */
  }
}

static bool has_folder(const struct names *disk, const char *path) {
  const char *slash = strrchr(path, '/');
  char *folder;
  bool has;

  if (slash == path)
    return true;
  folder = xstrndup(path, (size_t)(slash - path));
  has = names_find(disk, folder) != NULL && has_folder(disk, folder);
  free(folder);
  return has;
}

static void forget_unreachable(struct names *disk) {
  for (size_t i = 0; i < disk->len;)
    if (has_folder(disk, disk->data[i].path))
      i++;
    else {
      take_off(disk, disk->data[i].path);
      i = 0;
    }
}

/* The names as the disk has them are the names from now on. */
static void take_from_disk(struct os_mem *mem) {
  struct names before = mem->names;

  mem->names = (struct names)VEC_INIT;
  for (size_t i = 0; i < mem->disk.len; i++) {
    *vec_push(&mem->names) =
        (struct name){xstrdup(mem->disk.data[i].path), mem->disk.data[i].inode};
    mem->disk.data[i].inode->names++;
  }
  for (size_t i = 0; i < before.len; i++) {
    free(before.data[i].path);
    before.data[i].inode->names--;
    inode_let_go(before.data[i].inode);
  }
  vec_release(&before);
}

void os_mem_cut_power(struct os_mem *mem, enum os_mem_cut cut, uint64_t seed) {
  os_mem_revive(mem);
  for (size_t i = 0; i < mem->pending.len; i++)
    if (cut == OS_MEM_CUT_LATE || (cut == OS_MEM_CUT_RANDOM && roll(&seed) % 2 == 0))
      happen(&mem->disk, &mem->pending.data[i]);
  drop_pending(mem);
  forget_unreachable(&mem->disk);
  take_from_disk(mem);
  for (size_t i = 0; i < mem->names.len; i++)
    tear(mem->names.data[i].inode, cut, &seed);
  disk_settle(mem);
}
