/* A planned meeting will not take place. */
#include "cli_priv.h"

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  struct open_thing thing;

  if (!args_need(args, &command_cancel, 1, err) || !cli_open(cli, err) ||
      !meeting_pick(cli, args, args->words.len, &thing, err) ||
      !session_cancel_meeting(&cli->session, thing.id, err))
    return false;
  out_linef(cli, "Cancelled: %s.", open_thing_text(cli, &thing));
  cli_tell_commit(cli);
  return true;
}

static const struct option_def options[] = {OPTIONS_END};

const struct command command_cancel = {
    .name = "cancel",
    .synopsis = "cancel NAME [WORDS...] | ID",
    .summary = "a planned meeting will not take place",
    .options = options,
    .table = TABLE_INTERACTIONS,
    .details =
        "WORDS choose among the planned meetings with somebody. ID is a meeting's, as 'mentee "
        "show\n"
        "NAME' prints it.\n",
    .examples = "cancel henrike\ncancel i0119\n",
    .run = run,
};
