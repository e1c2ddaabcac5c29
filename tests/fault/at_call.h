#ifndef TESTS_AT_CALL_H
#define TESTS_AT_CALL_H
/*
 * Something happens at file call n of a real process: it is killed there, the call fails, a write
 * is torn, or the world is looked at meanwhile. By ptrace, so without a change to the program.
 * File calls are those that touch a descriptor or a path. They are counted from the program's own
 * first one (it opens /dev/null, so that what the loader and a sanitizer read does not count).
 */
#include <stdbool.h>
#include <sys/types.h>

enum at_call_act {
  AT_CALL_COUNT,   /* nothing happens */
  AT_CALL_KILL,    /* killed before call n */
  AT_CALL_TEAR,    /* write n (others are not counted) writes half; killed after it */
  AT_CALL_ERROR,   /* call n fails with `error` */
  AT_CALL_LASTING, /* all that could fail so from call n on: fail with `error` */
  AT_CALL_RUN      /* `run` is called, then the process is killed */
};

struct at_call {
  enum at_call_act act;
  long n;
  int error;
  void (*run)(void *self);
  void *self;
  bool begun;   /* count from the beginning */
  long calls;   /* out: so many were made */
  bool touched; /* out: n was reached */
};

/* False where this machine does not let one process trace another, or is not known here. */
bool at_call_works(void);
/* Starts the program; the environment and the descriptors are this process's. */
pid_t at_call_start(char *const *argv);
/* Takes hold of a child that runs. */
bool at_call_seize(pid_t child);
/* Lets it run to its end; waitpid()'s status. */
int at_call_follow(pid_t child, struct at_call *at);
#endif
