#ifndef MENTEE_BASE_PROGRAM_H
#define MENTEE_BASE_PROGRAM_H
/*
 * Another program, run with this one's terminal, by its arguments: no shell ever sees data.
 */
#include "mentee/base/err.h"

/*
 * Runs `command` (an editor as people set it: "emacs -nw", words in quotes kept together) with one
 * more argument, and waits. *status is its exit status (128 and more: a signal). ERR_IO where it
 * could not be run.
 */
bool program_run(const char *command, const char *argument, int *status, struct err *err);
#endif
