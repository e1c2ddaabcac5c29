/*
 * mentee, short of memory: usage short_of_memory N [ARGUMENT]... Allocation N fails, counted from
 * SIGURG where N begins with '+', else from the start.
 */
#include "mentee/base/xmem.h"
#include <signal.h>
#include <stdlib.h>
#include <string.h>

int mentee_main(int argc, char **argv);
#define main mentee_main
#include "../../src/main.c"
#undef main

static volatile long after;

static void on_signal(int number) {
  (void)number;
  xmem_fail_at(after);
}

int main(int argc, char **argv) {
  struct sigaction action;

  if (argc < 2)
    return 2;
  after = strtol(argv[1], NULL, 10);
  if (argv[1][0] == '+') {
    memset(&action, 0, sizeof action);
    action.sa_handler = on_signal;
    action.sa_flags = SA_RESTART;
    sigaction(SIGURG, &action, NULL);
  } else {
    xmem_fail_at(after);
  }
  argv[1] = argv[0];
  return mentee_main(argc - 1, argv + 1);
}
