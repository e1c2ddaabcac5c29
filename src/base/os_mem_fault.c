/* What a test makes go wrong: a call that fails, or the last one; a full disk, a held lock, a clock
   that stands. */
#include "os_mem_priv.h"

#include <errno.h>

int count_call(struct os_mem *mem) {
  long call = ++mem->calls;

  switch (mem->fault) {
  case OS_MEM_NO_FAULT:
    return 0;
  case OS_MEM_ERROR:
    return call == mem->fault_at ? -mem->error : 0;
  case OS_MEM_LASTING:
    return call >= mem->fault_at ? -mem->error : 0;
  case OS_MEM_STOP:
    if (call < mem->fault_at)
      return 0;
    mem->stopped = true;
    return -EIO;
  case OS_MEM_SHORT:
    return call > mem->fault_at ? -ENOSPC : 0;
  }
  return 0;
}

void os_mem_fill(struct os_mem *mem, bool full) {
  mem->full = full;
}

void os_mem_refuse_open(struct os_mem *mem, const char *path, int error) {
  mem->refused = path;
  mem->open_error = error;
}

void os_mem_freeze(struct os_mem *mem, bool frozen) {
  mem->frozen = frozen;
}

void os_mem_refuse_locks(struct os_mem *mem, int error) {
  mem->lock_error = error;
}

void os_mem_set_now(struct os_mem *mem, int64_t now_ns) {
  mem->now_ns = now_ns;
}

void os_mem_fail_at(struct os_mem *mem, enum os_mem_fault fault, long call, int error) {
  mem->fault = fault;
  mem->fault_at = call;
  mem->error = error;
  mem->calls = 0;
}

long os_mem_calls(const struct os_mem *mem) {
  return mem->calls;
}

bool os_mem_stopped(const struct os_mem *mem) {
  return mem->stopped;
}
