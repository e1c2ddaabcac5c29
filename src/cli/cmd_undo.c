/* Takes back what was done last, by whatever session of this machine. */
#include "cli_priv.h"

#include "mentee/session/history.h"

#define MOST_AT_ONCE 1000

static bool undo_one(struct cli *cli, struct err *err) {
  struct buf title = BUF_INIT;
  bool ok = session_undo_last(&cli->session, &title, err);

  if (ok)
    out_linef(cli, "Undone: %s.", buf_text(&title));
  buf_release(&title);
  if (ok)
    cli_tell_commit(cli);
  return ok;
}

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  int times = 1;

  if (!args_at_most(args, &command_undo, 1, err) ||
      (args->words.len == 1 &&
       !args_number("N", args->words.data[0], 1, MOST_AT_ONCE, &times, err)) ||
      !cli_open(cli, err))
    return false;
  for (int i = 0; i < times; i++)
    if (!undo_one(cli, err))
      return false;
  out_line(cli,
           times > 1 ? "mentee redo brings them back, one by one." : "mentee redo brings it back.");
  return true;
}

static const struct option_def options[] = {OPTIONS_END};

const struct command command_undo = {
    .name = "undo",
    .synopsis = "undo [N]",
    .summary = "take back what was done last",
    .options = options,
    .details =
        "Whatever did it on this machine: a command, or the full screen. With N, the last N\n"
        "actions, newest first. Where a later change holds one of its fields nothing is\n"
        "taken back, and that change is named. 'mentee history' lists what there is.\n",
    .examples = "undo\nundo 3\n",
    .run = run,
};
