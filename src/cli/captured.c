/* A command run for the full screen: what it prints is kept, nothing is asked. */
#include "cli_priv.h"

#include "mentee/base/xmem.h"
#include <stdlib.h>
#include <string.h>

/* The world's door, with the standard streams led into a buffer. */
struct captured_os {
  struct os door;
  const struct os *real;
  struct buf *out;
};

static int64_t captured_write(void *self, int fd, const void *bytes, size_t len) {
  struct captured_os *captured = self;

  if (fd != 1 && fd != 2)
    return captured->real->write(captured->real->self, fd, bytes, len);
  buf_add(captured->out, bytes, len);
  return (int64_t)len;
}

bool cli_command(size_t n, const char **name, const char **synopsis, const char **summary) {
  for (size_t i = 0; commands[i] != NULL; i++)
    if (i == n) {
      *name = commands[i]->name;
      *synopsis = commands[i]->synopsis;
      *summary = commands[i]->summary;
      return true;
    }
  return false;
}

/* The real door's functions need no self of their own; only write() is led elsewhere. */
int cli_run_captured(const struct world *world, int argc, char **argv, struct buf *out) {
  struct captured_os captured = {*world->os, world->os, out};
  struct cli_globals globals = {.store = NULL};
  struct world inside = *world;
  char **words = xcalloc((size_t)argc + 2, sizeof *words);
  char program[] = "mentee";
  int status;

  captured.door.write = captured_write;
  captured.door.self = &captured;
  inside.os = &captured.door;
  inside.stdin_is_terminal = inside.stdout_is_terminal = inside.colour = false;
  words[0] = program;
  memcpy(words + 1, argv, (size_t)argc * sizeof *words);
  status = cli_run(&inside, argc + 1, words, &globals, "");
  free(words);
  return status;
}
