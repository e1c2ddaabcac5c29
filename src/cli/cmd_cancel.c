/* A planned meeting will not take place. */
#include "cli_priv.h"

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  struct open_thing thing;

  if (!args_need(args, &command_cancel, 1, err) || !args_at_most(args, &command_cancel, 1, err) ||
      !cli_open(cli, err) || !session_cancel_meeting(&cli->session, args->words.data[0], err))
    return false;
  open_thing_of_id(cli, args->words.data[0], &thing);
  out_linef(cli, "Cancelled: %s.", open_thing_text(cli, &thing));
  cli_tell_commit(cli);
  return true;
}

static const struct option_def options[] = {OPTIONS_END};

const struct command command_cancel = {
    .name = "cancel",
    .synopsis = "cancel ID",
    .summary = "a planned meeting will not take place",
    .options = options,
    .details = "ID is the meeting's, as 'mentee show NAME' prints it.\n",
    .examples = "cancel i0119\n",
    .run = run,
};
