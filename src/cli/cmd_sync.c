/* The store on several machines. */
#include "cli_priv.h"

#include "mentee/session/sync.h"

enum { SYNC_SETUP };
static const struct option_def options[] = {
    [SYNC_SETUP] = {"setup", 0, NULL, false, "make the store a git repository, with REMOTE"},
    OPTIONS_END,
};

static void out_report(struct cli *cli, const struct sync_report *report) {
  for (size_t i = 0; i < report->said.len; i++)
    out_line(cli, report->said.data[i]);
  if (report->joined > 0)
    out_linef(cli, "Joined %zu %s from another machine.", report->joined,
              report->joined == 1 ? "change" : "changes");
  if (report->conflicts > 0)
    out_linef(cli,
              "%zu %s changed in two places; ours stays, both are kept. mentee check lists them.",
              report->conflicts, report->conflicts == 1 ? "field was" : "fields were");
  if (!report->has_remote)
    out_line(cli, "Kept here. There is no other machine yet: mentee sync --setup REMOTE.");
  else
    out_line(cli, "In step.");
}

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  struct sync_report report = SYNC_REPORT_INIT;
  bool setup = args->value[SYNC_SETUP] != NULL;
  const char *remote = args->words.len > 0 ? args->words.data[0] : NULL;
  bool ok;

  if (!args_at_most(args, &command_sync, setup ? 1 : 0, err) || !cli_open(cli, err))
    return false;
  ok = setup ? session_sync_setup(&cli->session, remote, &report, err)
             : session_sync(&cli->session, &report, err);
  if (ok)
    out_report(cli, &report);
  cli->status = ok && report.conflicts > 0;
  sync_report_release(&report);
  return ok;
}

const struct command command_sync = {
    .name = "sync",
    .synopsis = "sync [--setup [REMOTE]]",
    .summary = "the same store on several machines, over git",
    .options = options,
    .details =
        "Commits what is new here, fetches, joins what came by row and by field, pushes. A field\n"
        "that was changed in two places keeps the value it has here; both values wait in\n"
        "conflicts.csv, and the status is 1. What came from elsewhere is in the history.\n"
        "--setup makes the store a git repository, names the merge driver in it, and the REMOTE\n"
        "where one is given. On the next machine: the same command, with the same REMOTE.\n",
    .examples = "sync --setup git@example.org:me/people.git\nsync\n",
    .outside = true,
    .run = run,
};
