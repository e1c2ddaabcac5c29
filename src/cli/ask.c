/* Questions at a terminal. */
#include "cli_priv.h"

bool cli_can_ask(const struct cli *cli) {
  return cli->world->stdin_is_terminal && cli->world->stdout_is_terminal;
}

const char *cli_ask(struct cli *cli, const char *question, struct err *err) {
  struct os *os = cli->world->os;
  struct buf line = BUF_INIT;
  char byte;

  out_line(cli, question);
  if (!out_flush(cli, err))
    return NULL;
  while (os->read(os->self, 0, &byte, 1) == 1 && byte != '\n')
    if (line.len < 4096)
      buf_addc(&line, byte);
  return cli_keep(cli, &line);
}

bool cli_ask_yes(struct cli *cli, const char *question, bool *yes, struct err *err) {
  const char *answer = cli_ask(cli, question, err);

  *yes = answer != NULL && (answer[0] == 'y' || answer[0] == 'Y');
  return answer != NULL;
}
