/* Two rows of one person become one. */
#include "cli_priv.h"

#include "mentee/session/exchange.h"

enum { MERGE_DRY_RUN, MERGE_YES };
static const struct option_def options[] = {
    [MERGE_DRY_RUN] = {"dry-run", 'n', NULL, false, "the preview alone"},
    [MERGE_YES] = {"yes", 'y', NULL, false, "without asking"},
    OPTIONS_END,
};

static void out_preview(struct cli *cli, const char *stays, const char *goes,
                        const struct merge_report *report) {
  const struct record *one = cli_contact(cli, stays), *other = cli_contact(cli, goes);

  out_linef(cli, "%s (%s) stays; %s (%s) becomes part of it.", record_text(one, CONTACT_NAME),
            stays, record_text(other, CONTACT_NAME), goes);
  for (size_t i = 0; i < report->lines.len; i++) {
    const struct merge_line *line = &report->lines.data[i];
    out_linef(cli, "  + %s: %s%s", line->label, line->value,
              line->under_notes ? "  (under the notes)" : "");
  }
  if (report->rows > 0)
    out_linef(cli, "  and %zu %s of the log and the other files", report->rows,
              report->rows == 1 ? "row" : "rows");
}

static bool merge(struct cli *cli, const struct args *args, const char *stays, const char *goes,
                  struct err *err) {
  const char *name = cli_text(cli, "%s", record_text(cli_contact(cli, stays), CONTACT_NAME));
  bool yes = args->value[MERGE_YES] != NULL;

  if (!yes && args->value[MERGE_DRY_RUN] == NULL && cli_can_ask(cli) &&
      !cli_ask_yes(cli, "Merge them?  y/N", &yes, err))
    return false;
  if (!yes || args->value[MERGE_DRY_RUN] != NULL) {
    out_linef(cli, "Nothing has been written%s.",
              cli_can_ask(cli) || args->value[MERGE_DRY_RUN] != NULL ? "" : "; --yes merges them");
    return true;
  }
  if (!session_merge(&cli->session, stays, goes, err))
    return false;
  out_linef(cli, "Merged into %s, %s.", name, stays);
  cli_tell_commit(cli);
  return true;
}

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  struct merge_report report;
  const char *stays, *goes;
  bool ok;

  if (!args_need(args, &command_merge, 2, err) || !args_at_most(args, &command_merge, 2, err) ||
      !cli_open(cli, err))
    return false;
  stays = cli_person(cli, args->words.data[0], err);
  goes = stays != NULL ? cli_person(cli, args->words.data[1], err) : NULL;
  if (goes == NULL)
    return false;
  ok = session_merge_preview(&cli->session, stays, goes, &report, err);
  if (ok)
    out_preview(cli, stays, goes, &report);
  merge_report_release(&report);
  return ok && merge(cli, args, stays, goes, err);
}

const struct command command_merge = {
    .name = "merge",
    .synopsis = "merge NAME NAME [--dry-run] [--yes]",
    .summary = "two rows of one person become one",
    .options = options,
    .details =
        "The first stays and keeps what it says. Everything of the second is kept: it fills empty\n"
        "fields, joins lists, goes to a numbered column, or under the notes; its log, roles and\n"
        "promises are the first one's from then on.\n",
    .examples = "merge c0001 c0039\n",
    .run = run,
};
