/* The store as it was. */
#include "cli_priv.h"

#include "mentee/session/restore.h"

enum { RESTORE_YES };
static const struct option_def options[] = {
    [RESTORE_YES] = {"yes", 'y', NULL, false, "do it, without asking"},
    OPTIONS_END,
};

static void out_points(struct cli *cli, const struct restore_points *points) {
  char day[DATE_TEXT_SIZE];

  for (size_t i = points->list.len; i > 0; i--) {
    const struct restore_point *point = &points->list.data[i - 1];
    out_linef(cli, "%3zu  %s %02d:%02d%s%s", points->list.len - i + 1,
              date_short_year(point->day, cli->session.today, day), point->minutes / 60,
              point->minutes % 60, point->title[0] != '\0' ? ", before: " : "", point->title);
  }
  if (points->list.len == 0)
    out_line(cli, "Nothing is kept yet.");
  else
    out_line(cli, "mentee restore WHEN shows what one of them would bring back.");
}

/* Looks, asks, does. */
static bool bring_back(struct cli *cli, const struct restore_points *points, size_t index, bool yes,
                       struct err *err) {
  struct buf lines = BUF_INIT;
  bool ok = session_restore_look(&cli->session, points, index, &lines, err);
  bool differs = lines.len > 0, wanted = yes;

  if (ok)
    out_lines(cli, differs ? buf_text(&lines) : "The store is as it was then.\n");
  buf_release(&lines);
  if (!ok || !differs)
    return ok;
  if (!yes && cli_can_ask(cli) && !cli_ask_yes(cli, "Bring this back?  y/N", &wanted, err))
    return false;
  if (!wanted) {
    out_line(cli, "Nothing was changed. mentee restore WHEN --yes brings it back.");
    return true;
  }
  if (!session_restore(&cli->session, points, index, err))
    return false;
  out_line(cli, "Brought back. mentee undo takes that back.");
  cli_tell_commit(cli);
  return true;
}

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  struct restore_points points = RESTORE_POINTS_INIT;
  size_t index;
  bool ok = cli_open(cli, err) && session_restore_points(&cli->session, &points, err);

  if (ok && args->words.len == 0)
    out_points(cli, &points);
  else if (ok)
    ok = restore_points_find(&points, args_join(cli, args, 0, args->words.len), cli->session.today,
                             &index, err) &&
         bring_back(cli, &points, index, args->value[RESTORE_YES] != NULL, err);
  restore_points_release(&points);
  return ok;
}

const struct command command_restore = {
    .name = "restore",
    .synopsis = "restore [WHEN] [--yes]",
    .summary = "bring the files back as they were",
    .options = options,
    .details =
        "Without WHEN, what is kept, newest first. WHEN is a number of that list, a day (the "
        "store\n"
        "at its end) or a day and a time. It shows what would change and asks. All files come "
        "back\n"
        "together, to the byte, and mentee undo takes it back.\n"
        "Kept are the last ten changes, a day's first for thirty days and a month's first for a\n"
        "year.\n",
    .examples = "restore\nrestore 1\nrestore yesterday\nrestore \"20 nov 06:51\" --yes\n",
    .run = run,
};
