/*
 * usage: at_call REPORT count|kill|tear|error|lasting|run N ERROR PROGRAM [ARGUMENT]...
 * Runs the program, lets that happen at its file call N (at_call.h), waits for what it had started,
 * and writes to REPORT: how many file calls there were, and whether N was reached. Its exit status
 * is the program's, or 128 and the signal. ERROR is a name; for run, what sh
 * does at that moment; any word where none is wanted.
 */
#include "at_call.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>

static const struct {
  const char *name;
  int error;
} errors[] = {{"ENOSPC", ENOSPC}, {"EIO", EIO},       {"EDQUOT", EDQUOT}, {"EROFS", EROFS},
              {"EACCES", EACCES}, {"EINTR", EINTR},   {"EMFILE", EMFILE}, {"ESTALE", ESTALE},
              {"ENOLCK", ENOLCK}, {"ENOENT", ENOENT}, {"EFBIG", EFBIG}};

static int error_of(const char *name) {
  for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++)
    if (strcmp(errors[i].name, name) == 0)
      return errors[i].error;
  return 0;
}

static enum at_call_act act_of(const char *name) {
  static const char *const names[] = {"count", "kill", "tear", "error", "lasting", "run"};

  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    if (strcmp(names[i], name) == 0)
      return (enum at_call_act)i;
  fprintf(stderr, "at_call: what is '%s'?\n", name);
  exit(2);
}

static void run(void *command) {
  if (system(command) != 0)
    fprintf(stderr, "at_call: '%s' did not work\n", (const char *)command);
}

static void report(const char *path, const struct at_call *at) {
  FILE *file = fopen(path, "w");

  if (file == NULL)
    return;
  fprintf(file, "%ld %s\n", at->calls, at->touched ? "reached" : "not-reached");
  fclose(file);
}

int main(int argc, char **argv) {
  struct at_call at = {0};
  int status;
  pid_t child;

  if (argc < 6)
    return 2;
  if (!at_call_works())
    return 77;
  at.act = act_of(argv[2]);
  at.n = strtol(argv[3], NULL, 10);
  at.error = error_of(argv[4]);
  at.run = run;
  at.self = argv[4];
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  child = at_call_start(argv + 5);
  if (child < 0)
    return 2;
  status = at_call_follow(child, &at);
  while (wait(NULL) > 0)
    continue;
  report(argv[1], &at);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
