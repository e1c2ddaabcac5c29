/* What x does on the screen: a promise is released, a meeting cancelled. */
#include "cli_priv.h"

static bool do_it(struct cli *cli, const struct open_thing *thing, struct err *err) {
  if (thing->kind == OPEN_PROMISE)
    return session_release_promise(&cli->session, thing->id, err);
  if (thing->kind == OPEN_MEETING)
    return session_cancel_meeting(&cli->session, thing->id, err);
  if (thing->kind == OPEN_REASON)
    return session_let_go(&cli->session, thing->reason, err);
  out_complain(cli, "a hello can come less often: mentee edit %s cadence_days=180", thing->contact);
  out_complain(cli, "or never: mentee edit %s cadence_days=0", thing->contact);
  return err_set(err, ERR_USAGE, "or the person is archived: mentee edit %s status=archived",
                 thing->contact);
}

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  struct open_thing thing;

  if (!args_need(args, &command_let_go, 1, err) || !cli_open(cli, err))
    return false;
  if (!open_thing_of_id(cli, args->words.data[0], &thing)) {
    if (!open_thing_pick(cli, args->words.data[0], args_join(cli, args, 1, args->words.len),
                         PICK_OPEN, &thing, err))
      return false;
  } else if (!args_at_most(args, &command_let_go, 1, err)) {
    return false;
  }
  if (open_thing_is_closed(cli, &thing))
    return true;
  if (!do_it(cli, &thing, err))
    return false;
  out_linef(cli, "%s: %s.", thing.kind == OPEN_MEETING ? "Cancelled" : "Let go",
            open_thing_text(cli, &thing));
  cli_tell_commit(cli);
  return true;
}

static const struct option_def options[] = {OPTIONS_END};

const struct command command_let_go = {
    .name = "let-go",
    .synopsis = "let-go NAME [WORDS...] | ID",
    .summary = "a promise is released, a meeting cancelled, a reminder let go",
    .options = options,
    .table = TABLE_FOLLOWUPS,
    .details = "WORDS choose among what is open or due with somebody. An offer is declined for "
               "good, a letter\n"
               "that was asked for is answered no.\n",
    .examples = "let-go chiamaka introduce\n",
    .run = run,
};
