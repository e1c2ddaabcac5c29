#ifndef MENTEE_BASE_PROCESS_H
#define MENTEE_BASE_PROCESS_H
/*
 * The door to other programs: by argv, never through a shell, found on the PATH. Standard input is
 * empty; signals are as if this program had touched none; GIT_DIR and its like, which would send
 * git elsewhere, are taken out of the environment.
 */
#include "mentee/base/buf.h"
#include "mentee/base/err.h"
#include <stdbool.h>

struct process_end {
  int status;          /* its exit status; 128 + n where signal n ended it */
  struct buf out, err; /* what it printed */
};
#define PROCESS_END_INIT                                                                           \
  { 0, BUF_INIT, BUF_INIT }
void process_end_release(struct process_end *end);

/* Runs it and waits. argv is ended by NULL. ERR_IO: it could not be started. */
bool process_run(const char *const *argv, struct process_end *end, struct err *err);
#endif
