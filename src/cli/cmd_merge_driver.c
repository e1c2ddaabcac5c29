/* For git: merges one file of the store by row and by field. */
#include "cli_priv.h"

#include "mentee/session/sync.h"

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  struct commit_report report = COMMIT_REPORT_INIT;
  const char *const *word = args->words.data;
  bool clean = false, ok;

  if (!args_need(args, &command_merge_driver, 4, err) ||
      !args_at_most(args, &command_merge_driver, 4, err))
    return false;
  ok = sync_merge_driver(cli->world->os, word[0], word[1], word[2], word[3], &report, &clean, err);
  for (size_t i = 0; i < report.said.len; i++)
    out_complain(cli, "%s: %s", word[3], report.said.data[i]);
  for (size_t i = 0; ok && i < report.conflicts.list.len; i++) {
    const struct conflict *conflict = &report.conflicts.list.data[i];
    out_complain(cli, "%s: %s: '%s' here, '%s' there; both are in conflicts.csv", word[3],
                 conflict->id, conflict->there, conflict->after);
  }
  cli->status = ok && !clean;
  commit_report_release(&report);
  return ok;
}

static const struct option_def options[] = {OPTIONS_END};

const struct command command_merge_driver = {
    .name = "merge-driver",
    .synopsis = "merge-driver %O %A %B %P",
    .summary = "what git calls to merge a file of the store",
    .options = options,
    .details =
        "'mentee sync --setup' tells git of it. The result replaces %A; status 1 where a\n"
        "field was changed on both sides: then %A has ours, and base, ours and theirs are in\n"
        "conflicts.csv beside %P.\n",
    .examples = "",
    .outside = true,
    .run = run,
};
