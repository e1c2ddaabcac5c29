/* A planned meeting took place. */
#include "cli_priv.h"

enum { HELD_ON };
static const struct option_def options[] = {
    [HELD_ON] = {"on", 0, "DATE", false, "the day it took place; the planned one by default"},
    OPTIONS_END,
};

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  const struct record *row;
  struct open_thing thing;
  int day = DATE_NONE;
  const char *id;

  if (!args_need(args, &command_held, 1, err) || !args_at_most(args, &command_held, 1, err) ||
      !cli_open(cli, err) || !args_day(cli, args->value[HELD_ON], DATE_BACK, &day, err))
    return false;
  id = args->words.data[0];
  if (!session_hold(&cli->session, id, day, err))
    return false;
  row = book_find(session_book(&cli->session), TABLE_INTERACTIONS, id);
  open_thing_of_id(cli, id, &thing);
  out_linef(cli, "Held %s%s: %s.",
            record_day(row, INTERACTION_ON_DATE) == cli->session.today ? "" : "on ",
            cli_day(cli, record_day(row, INTERACTION_ON_DATE)), open_thing_text(cli, &thing));
  cli_tell_commit(cli);
  return true;
}

const struct command command_held = {
    .name = "held",
    .synopsis = "held ID [--on DATE]",
    .summary = "a planned meeting took place",
    .options = options,
    .details = "ID is the meeting's, as 'mentee show NAME' prints it.\n",
    .examples = "held i0117 --on tue\n",
    .run = run,
};
