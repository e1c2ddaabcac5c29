/* Brings back what was undone last. */
#include "cli_priv.h"

#include "mentee/session/history.h"

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  struct buf title = BUF_INIT;
  bool ok = args_at_most(args, &command_redo, 0, err) && cli_open(cli, err) &&
            session_redo_last(&cli->session, &title, err);

  if (ok)
    out_linef(cli, "Brought back: %s.", buf_text(&title));
  buf_release(&title);
  if (ok)
    cli_tell_commit(cli);
  return ok;
}

static const struct option_def options[] = {OPTIONS_END};

const struct command command_redo = {
    .name = "redo",
    .synopsis = "redo",
    .summary = "bring back what was undone last",
    .options = options,
    .details = "As long as nothing else was done since.\n",
    .examples = "redo\n",
    .run = run,
};
