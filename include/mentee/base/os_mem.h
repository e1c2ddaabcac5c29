#ifndef MENTEE_BASE_OS_MEM_H
#define MENTEE_BASE_OS_MEM_H
/*
 * The door's twin: a file system in memory. The sample network lives in one (so
 * that nothing is ever written), and the tests make it fail or stop at any call.
 * Calls are counted from 1; only those that touch files count (open, read,
 * write, fsync, close, stat, rename, link, unlink, mkdir, rmdir, list, lock).
 */
#include "mentee/base/os.h"

struct os_mem;

struct os_mem *os_mem_new(void);
void os_mem_free(struct os_mem *mem);
struct os *os_mem_door(struct os_mem *mem); /* borrowed; lives as long as mem */

/* Puts a file there, making its folders; bytes are copied. Each put gets a new mtime. */
void os_mem_put(struct os_mem *mem, const char *path, const char *bytes, size_t len);
/* The bytes, or NULL where there is no such file. */
const char *os_mem_get(const struct os_mem *mem, const char *path, size_t *len);

/* While frozen the clock stands still: a write leaves both times of a file as they are. */
void os_mem_freeze(struct os_mem *mem, bool frozen);
/* From now on every lock() returns -error (0: they work again). */
void os_mem_refuse_locks(struct os_mem *mem, int error);
/* The disk is full, or has room again: writing then returns -ENOSPC. */
void os_mem_fill(struct os_mem *mem, bool full);
/* From now on opening that file fails with -error. The path is borrowed; NULL: none is refused. */
void os_mem_refuse_open(struct os_mem *mem, const char *path, int error);
/* What was written to descriptors 1 and 2 (no files: these calls neither count nor fail). */
const char *os_mem_printed(const struct os_mem *mem);
void os_mem_set_now(struct os_mem *mem, int64_t now_ns);

enum os_mem_fault {
  OS_MEM_NO_FAULT,
  OS_MEM_ERROR,   /* call n returns -error and does nothing; others work */
  OS_MEM_LASTING, /* calls from n on return -error */
  OS_MEM_STOP,    /* as if killed: call n and all after it do nothing and return -EIO, and
                     os_mem_stopped() is true; os_mem_revive() is the next process: descriptors and
                     locks are gone */
  OS_MEM_SHORT    /* call n, where it is a write, writes half and says so; then -ENOSPC for ever */
};
void os_mem_fail_at(struct os_mem *mem, enum os_mem_fault fault, long call, int error);
long os_mem_calls(const struct os_mem *mem); /* so far */
bool os_mem_stopped(const struct os_mem *mem);
void os_mem_revive(struct os_mem *mem); /* clears the fault, the count, descriptors and locks */

/*
 * The power goes and comes back: what no fsync had put on the disk is there or not. Early: nothing
 * of it is; late: all of it is; random: each change of a name and each file for itself, files also
 * in part. Descriptors and locks are gone, as after os_mem_revive().
 */
enum os_mem_cut { OS_MEM_CUT_EARLY, OS_MEM_CUT_LATE, OS_MEM_CUT_RANDOM };
void os_mem_cut_power(struct os_mem *mem, enum os_mem_cut cut, uint64_t seed);
#endif
