/* A promise, mine or theirs. */
#include "cli_priv.h"

enum { PROMISE_BY, PROMISE_THEIRS };
static const struct option_def options[] = {
    [PROMISE_BY] = {"by", 0, "DATE", false, "the day it is due"},
    [PROMISE_THEIRS] = {"theirs", 0, NULL, false, "they promised you"},
    OPTIONS_END,
};

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  bool theirs = args->value[PROMISE_THEIRS] != NULL;
  char id[SESSION_ID_SIZE];
  const char *contact, *what;
  int by = DATE_NONE;

  if (!args_need(args, &command_promise, 2, err) || !cli_open(cli, err))
    return false;
  contact = cli_person(cli, args->words.data[0], err);
  what = args_join(cli, args, 1, args->words.len);
  if (contact == NULL || !args_day(cli, args->value[PROMISE_BY], DATE_AHEAD, &by, err) ||
      !session_promise(&cli->session, contact, what, by, theirs, "", id, err))
    return false;
  out_linef(cli, theirs ? "%s promises you: %s%s%s." : "You promise %s: %s%s%s.",
            cli_called(cli, contact), what, by != DATE_NONE ? ", by " : "",
            by != DATE_NONE ? cli_day(cli, by) : "");
  cli_tell_commit(cli);
  return true;
}

const struct command command_promise = {
    .name = "promise",
    .synopsis = "promise NAME TEXT... [--by DATE] [--theirs]",
    .summary = "a promise, yours or theirs",
    .options = options,
    .details = "",
    .examples = "promise lan send the survivorship paper --by fri\n"
                "promise tomasz \"comments on the aims page\" --theirs --by \"24 nov\"\n",
    .run = run,
};
