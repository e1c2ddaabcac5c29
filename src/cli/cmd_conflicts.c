/* Fields that were changed in two places, and which value stays. */
#include "cli_priv.h"

#include "mentee/session/conflicts.h"
#include "mentee/session/sync.h"
#include <string.h>

static void out_conflict(struct cli *cli, size_t number, const struct field_conflict *conflict) {
  out_linef(cli, "%3zu  %s: %s", number, conflict->who, conflict->what);
  out_linef(cli, "     before  %s", conflict->before);
  out_linef(cli, "     here    %s%s%s", conflict->here, conflict->here_by[0] != '\0' ? "   " : "",
            conflict->here_by);
  out_linef(cli, "     there   %s%s%s", conflict->there, conflict->there_by[0] != '\0' ? "   " : "",
            conflict->there_by);
  if (conflict->by_hand)
    out_linef(
        cli, "     '%s' keeps what stands; for the other, change the end of row %s in %s by hand",
        conflict->here_stands ? "here" : "there", conflict->row, table_defs[conflict->table].file);
}

static void out_all(struct cli *cli, const struct field_conflicts *conflicts) {
  for (size_t i = 0; i < conflicts->list.len; i++)
    out_conflict(cli, i + 1, &conflicts->list.data[i]);
  if (conflicts->list.len == 0)
    out_line(cli, "Nothing was changed in two places.");
  else
    out_line(cli, "mentee conflicts N here|there|VALUE decides.");
}

static void out_chosen(struct cli *cli, const struct field_conflict *conflict, const char *value) {
  if (conflict->by_hand)
    out_linef(cli, "%s: the %s stay as they are.", conflict->who, conflict->what);
  else
    out_linef(cli, "%s: %s is %s. The other one stays in the history.", conflict->who,
              conflict->what, value);
}

static bool choose(struct cli *cli, const struct args *args,
                   const struct field_conflicts *conflicts, struct err *err) {
  const struct field_conflict *conflict;
  const char *value = args_join(cli, args, 1, args->words.len);
  int number;

  if (conflicts->list.len == 0)
    return err_set(err, ERR_MISSING, "nothing was changed in two places");
  if (!args_number("N", args->words.data[0], 1, (int)conflicts->list.len, &number, err))
    return false;
  conflict = &conflicts->list.data[number - 1];
  if (strcmp(value, "here") == 0)
    value = conflict->here;
  else if (strcmp(value, "there") == 0)
    value = conflict->there;
  if (!session_choose(&cli->session, conflict, value, err))
    return false;
  out_chosen(cli, conflict, value[0] != '\0' ? value : "empty");
  cli_tell_commit(cli);
  return true;
}

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  struct field_conflicts conflicts = FIELD_CONFLICTS_INIT;
  bool ok =
      args->words.len != 1 || err_set(err, ERR_USAGE, "which value: here, there, or another?");

  ok = ok && cli_open(cli, err) && session_conflicts(&cli->session, &conflicts, err);
  if (ok && args->words.len == 0)
    out_all(cli, &conflicts);
  else if (ok)
    ok = choose(cli, args, &conflicts, err);
  cli->status = ok && args->words.len == 0 && conflicts.list.len > 0;
  field_conflicts_release(&conflicts);
  return ok;
}

void out_conflict_notes(struct cli *cli) {
  struct field_conflicts conflicts = FIELD_CONFLICTS_INIT;
  struct buf missing = BUF_INIT;
  struct err err = ERR_INIT;

  if (!session_conflicts(&cli->session, &conflicts, &err))
    out_linef(cli, "conflicts.csv: %s", err.text);
  for (size_t i = 0; i < conflicts.list.len; i++)
    out_linef(cli, "conflicts.csv: %s: %s %s changed in two places; 'mentee conflicts' decides",
              conflicts.list.data[i].who, conflicts.list.data[i].what,
              conflicts.list.data[i].by_hand ? "were" : "was");
  session_sync_missing(&cli->session, &missing);
  if (missing.len > 0)
    out_linef(cli, ".gitattributes: %s", buf_text(&missing));
  if (err.kind != ERR_NONE || conflicts.list.len > 0 || missing.len > 0)
    cli->status = 1;
  field_conflicts_release(&conflicts);
  buf_release(&missing);
}

static const struct option_def options[] = {OPTIONS_END};

const struct command command_conflicts = {
    .name = "conflicts",
    .synopsis = "conflicts [N here|there|VALUE]",
    .summary = "fields that were changed in two places",
    .options = options,
    .details =
        "Another session, a spreadsheet or another machine changed the same field: one value\n"
        "stands in the file, both are kept. Without N they are listed, with status 1.\n",
    .examples = "conflicts\nconflicts 1 there\nconflicts 1 s.odalaigh@example.org\n",
    .run = run,
};
