/* What was done to the store, newest first, by days. */
#include "cli_priv.h"

#include "mentee/base/date.h"
#include "mentee/session/history.h"

static const char *heading(struct cli *cli, int day) {
  char text[DATE_TEXT_SIZE];

  if (day == cli->session.today)
    return "Today";
  return cli_text(cli, "%s", date_long(day, text));
}

static const char *came_from(const struct history_row *row) {
  if (row->undone)
    return "undone";
  return row->from_sync ? "sync" : "here";
}

static void out_row(struct cli *cli, const struct history_row *row) {
  out_linef(cli, "  %02d:%02d  %-6s  %s", row->minutes / 60, row->minutes % 60, came_from(row),
            row->title);
  out_linef(cli, "                 %s", row->details);
}

static void out_history(struct cli *cli, const struct history *history) {
  int day = DATE_NONE;

  for (size_t i = 0; i < history->rows.len; i++) {
    const struct history_row *row = &history->rows.data[i];
    if (row->day != day) {
      if (i > 0)
        out_line(cli, "");
      out_line(cli, heading(cli, row->day));
    }
    day = row->day;
    out_row(cli, row);
  }
  if (history->rows.len == 0)
    out_line(cli, "Nothing yet.");
}

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  struct history history = HISTORY_INIT;
  const char *contact = NULL;
  bool ok = cli_open(cli, err);

  if (ok && args->words.len > 0) {
    contact = cli_person(cli, args_join(cli, args, 0, args->words.len), err);
    ok = contact != NULL;
  }
  ok = ok && session_history(&cli->session, contact, &history, err);
  if (ok)
    out_history(cli, &history);
  cli->status = ok && history.rows.len == 0;
  history_release(&history);
  return ok;
}

static const struct option_def options[] = {OPTIONS_END};

const struct command command_history = {
    .name = "history",
    .synopsis = "history [NAME]",
    .summary = "what was changed on this machine, newest first",
    .options = options,
    .details =
        "With a NAME, what concerns that person. Twelve months are kept. 'here' is this\n"
        "machine, 'sync' another one; what is 'undone' can be brought back by 'mentee redo'.\n",
    .examples = "history\nhistory tomasz\n",
    .run = run,
};
