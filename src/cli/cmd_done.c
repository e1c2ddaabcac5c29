/* What d does on the screen: a promise is kept, a meeting was held, somebody is thanked. */
#include "cli_priv.h"

#include <string.h>

enum { DONE_CHOSE };
static const struct option_def options[] = {
    [DONE_CHOSE] = {"chose", 0, "TEXT", false, "of advice: what you did with it"},
    OPTIONS_END,
};

static bool find(struct cli *cli, const struct args *args, struct open_thing *thing, int *day,
                 struct err *err) {
  const char *first = args->words.data[0];

  if (open_thing_of_id(cli, first, thing))
    return args->words.len == 1 || date_words_parse(args_join(cli, args, 1, args->words.len),
                                                    cli->session.today, DATE_BACK, day, err);
  return open_thing_pick(cli, first, args_join(cli, args, 1, args->words.len), PICK_DONE, thing,
                         err);
}

static bool reason_done(struct cli *cli, const struct open_thing *thing, int day,
                        const char *chosen, struct err *err) {
  if (reason_acts(thing->reason->rule)->done == DONE_ASKS_CHOSEN && chosen != NULL)
    return session_circle_back(&cli->session, thing->id, chosen,
                               day != DATE_NONE ? day : cli->session.today, err);
  if (day != DATE_NONE && day != cli->session.today)
    return err_set(err, ERR_USAGE, "'%s' is done today, or by logging it for its day", thing->text);
  return session_done(&cli->session, &thing->reason, 1, err);
}

static bool do_it(struct cli *cli, const struct open_thing *thing, int day, const char *chosen,
                  struct err *err) {
  switch (thing->kind) {
  case OPEN_MEETING:
    return session_hold(&cli->session, thing->id, day, NULL, 0, err);
  case OPEN_PROMISE:
    return session_keep_promise(&cli->session, thing->id,
                                day != DATE_NONE ? day : cli->session.today, err);
  case OPEN_REASON:
    return reason_done(cli, thing, day, chosen, err);
  case OPEN_HELLO:
    break;
  }
  return err_set(err, ERR_USAGE, "a hello is done by logging it: mentee log %s", thing->contact);
}

static bool names_them(struct cli *cli, const struct open_thing *thing) {
  return strstr(thing->done, cli_called(cli, thing->contact)) != NULL;
}

static void out_done(struct cli *cli, const struct open_thing *thing) {
  if (thing->kind != OPEN_REASON)
    out_undoable(cli, cli_text(cli, "%s: %s.", thing->kind == OPEN_MEETING ? "Held" : "Done",
                               open_thing_text(cli, thing)));
  else if (thing->contact[0] == '\0' || names_them(cli, thing))
    out_sentence(cli, thing->done);
  else
    out_sentence(cli, cli_text(cli, "%s (%s)", thing->done, cli_called(cli, thing->contact)));
  cli_tell_commit(cli);
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
  if (!do_it(cli, &thing, day, args->value[DONE_CHOSE], err))
    return false;
  out_done(cli, &thing);
  return true;
}

const struct command command_done = {
    .name = "done",
    .synopsis = "done NAME [WORDS...] | ID [DATE]",
    .summary = "a promise is kept, a meeting was held, somebody is thanked",
    .options = options,
    .table = TABLE_FOLLOWUPS,
    .details = "WORDS choose among what is open or due with somebody. A hello is done by logging "
               "it; an\n"
               "offer is accepted.\n",
    .examples = "done haruka paper\ndone f0030 yesterday\ndone tomasz letter\n"
                "done amaru advice --chose \"the dose comes first now\"\n",
    .run = run,
};
