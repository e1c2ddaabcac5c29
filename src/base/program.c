#include "mentee/base/program.h"

#include "mentee/base/buf.h"
#include "mentee/base/text.h"
#include <errno.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define WORDS_MOST 32

/* Words apart by blanks; in single or double quotes as they are. Each ends in a NUL, in `words`. */
static int split(const char *command, struct buf *words, size_t *starts) {
  int count = 0;

  while (*command != '\0' && count < WORDS_MOST) {
    char quote = '\0';
    while (text_is_space(*command))
      command++;
    if (*command == '\0')
      break;
    starts[count++] = words->len;
    for (; *command != '\0' && (quote != '\0' || !text_is_space(*command)); command++)
      if (quote == '\0' && (*command == '\'' || *command == '"'))
        quote = *command;
      else if (quote != '\0' && *command == quote)
        quote = '\0';
      else
        buf_addc(words, *command);
    buf_addc(words, '\0');
  }
  return count;
}

static int wait_for(pid_t child) {
  int status;

  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR)
      return 127;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

bool program_run(const char *command, const char *argument, int *status, struct err *err) {
  struct buf words = BUF_INIT;
  size_t starts[WORDS_MOST];
  char *argv[WORDS_MOST + 2];
  int count = split(command, &words, starts);
  pid_t child;

  if (count == 0) {
    buf_release(&words);
    return err_set(err, ERR_USAGE, "no program to run");
  }
  for (int i = 0; i < count; i++)
    argv[i] = words.data + starts[i];
  argv[count] = (char *)(size_t)argument; /* exec changes nothing, whatever its type says */
  argv[count + 1] = NULL;
  child = fork();
  if (child == 0) {
    execvp(argv[0], argv);
    _exit(127);
  }
  *status = child > 0 ? wait_for(child) : 127;
  if (child < 0 || *status == 127)
    err_set(err, ERR_IO, "cannot run '%s'", argv[0]);
  buf_release(&words);
  return child > 0 && *status != 127;
}
