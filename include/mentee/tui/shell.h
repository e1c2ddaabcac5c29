#ifndef MENTEE_TUI_SHELL_H
#define MENTEE_TUI_SHELL_H
/*
 * The commands of the shell, as the full screen may run them: it knows neither the table nor the
 * room they live in. main.c ties the two together. NULL where there is none (tests).
 */
#include "mentee/base/world.h"

struct shell_command {
  const char *name, *synopsis, *summary; /* a form a line in the synopsis */
  bool outside;                          /* it works with files and programs beside the store */
};

struct shell {
  /* The n-th command; false: there are no more. */
  bool (*command)(size_t n, struct shell_command *command);
  /* Runs the words (without the program's name); what it prints goes to *out. The exit status. */
  int (*run)(const struct world *world, int argc, char **argv, struct buf *out);
};
#endif
