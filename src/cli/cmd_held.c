/* A planned meeting took place. */
#include "entity_priv.h"

enum { HELD_ON };
static const struct option_def options[] = {
    [HELD_ON] = {"on", 0, "DATE", false, "the day it took place; the planned one by default"},
    OPTIONS_END,
};

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  struct field_values more = FIELD_VALUES_INIT;
  const struct record *row;
  struct open_thing thing;
  int day = DATE_NONE;
  bool ok;

  if (!args_need(args, &command_held, 1, err) || !cli_open(cli, err) ||
      !args_day(cli, args->value[HELD_ON], DATE_BACK, &day, err) ||
      !meeting_pick(cli, args, interaction_words(args), &thing, err))
    return false;
  ok = interaction_values_take(&more, cli, args, err) &&
       session_hold(&cli->session, thing.id, day, more.list.data, more.list.len, err);
  vec_release(&more.list);
  if (!ok)
    return false;
  row = book_find(session_book(&cli->session), TABLE_INTERACTIONS, thing.id);
  out_linef(cli, "Held %s%s: %s.",
            record_day(row, INTERACTION_ON_DATE) == cli->session.today ? "" : "on ",
            cli_day(cli, record_day(row, INTERACTION_ON_DATE)), open_thing_text(cli, &thing));
  cli_tell_commit(cli);
  return true;
}

const struct command command_held = {
    .name = "held",
    .synopsis = "held NAME [WORDS...] | ID [--on DATE] [FIELD=VALUE...]",
    .summary = "a planned meeting took place",
    .options = options,
    .table = TABLE_INTERACTIONS,
    .details =
        "WORDS choose among the planned meetings with somebody. ID is a meeting's, as 'mentee "
        "show\n"
        "NAME' prints it. FIELD is a column of interactions.csv: advice, decisions, notes, ...\n",
    .examples = "held lan\nheld i0117 --on tue\nheld marton advice=\"say no by Friday\"\n",
    .run = run,
};
