/* What d does on the screen: a promise is kept, a meeting was held. */
#include "cli_priv.h"

static bool find(struct cli *cli, const struct args *args, struct open_thing *thing, int *day,
                 struct err *err) {
  if (open_thing_of_id(cli, args->words.data[0], thing))
    return args->words.len == 1 || date_words_parse(args_join(cli, args, 1, args->words.len),
                                                    cli->session.today, DATE_BACK, day, err);
  return open_thing_pick(cli, args->words.data[0], args_join(cli, args, 1, args->words.len), false,
                         thing, err);
}

static bool do_it(struct cli *cli, const struct open_thing *thing, int day, struct err *err) {
  if (thing->kind == OPEN_MEETING)
    return session_hold(&cli->session, thing->id, day, err);
  if (thing->kind == OPEN_PROMISE)
    return session_keep_promise(&cli->session, thing->id,
                                day != DATE_NONE ? day : cli->session.today, err);
  return err_set(err, ERR_USAGE, "a hello is done by logging it: mentee log %s", thing->contact);
}

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  struct open_thing thing;
  int day = DATE_NONE;

  if (!args_need(args, &command_done, 1, err) || !cli_open(cli, err) ||
      !find(cli, args, &thing, &day, err))
    return false;
  if (open_thing_is_closed(cli, &thing))
    return true;
  if (day > cli->session.today)
    return err_set(err, ERR_USAGE, "%s is still to come", cli_day(cli, day));
  if (!do_it(cli, &thing, day, err))
    return false;
  out_linef(cli, "%s: %s.", thing.kind == OPEN_MEETING ? "Held" : "Done",
            open_thing_text(cli, &thing));
  cli_tell_commit(cli);
  return true;
}

static const struct option_def options[] = {OPTIONS_END};

const struct command command_done = {
    .name = "done",
    .synopsis = "done NAME [WORDS...] | ID [DATE]",
    .summary = "a promise is kept, a meeting was held",
    .options = options,
    .details = "WORDS choose among what is open with somebody. A hello is done by logging it.\n",
    .examples = "done haruka paper\ndone f0030 yesterday\n",
    .run = run,
};
