/* A command run for the full screen: what it prints is kept, nothing is asked. */
#include "cli_priv.h"

#include "mentee/base/xmem.h"
#include <stdlib.h>
#include <string.h>

bool cli_command(size_t n, struct cli_command *command) {
  for (size_t i = 0; commands[i] != NULL; i++)
    if (i == n) {
      *command = (struct cli_command){commands[i]->name, commands[i]->synopsis,
                                      commands[i]->summary, commands[i]->outside};
      return true;
    }
  return false;
}

int cli_run_captured(const struct world *world, int argc, char **argv, struct buf *out) {
  struct cli_globals globals = {.store = NULL};
  struct world inside = *world;
  char **words = xcalloc((size_t)argc + 2, sizeof *words);
  char program[] = "mentee";
  int status;

  inside.printed = out;
  inside.stdin_is_terminal = inside.stdout_is_terminal = inside.colour = false;
  words[0] = program;
  memcpy(words + 1, argv, (size_t)argc * sizeof *words);
  status = cli_run(&inside, argc + 1, words, &globals, "");
  free(words);
  return status;
}
