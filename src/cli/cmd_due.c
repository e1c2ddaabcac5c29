/* The whole report: what `mentee --due` says, uncut, and for scripts. */
#include "cli_priv.h"

#include "mentee/engine/banner.h"
#include "mentee/engine/query.h"
#include <stdio.h>

enum { DUE_ALL, DUE_TSV };
static const struct option_def options[] = {
    [DUE_ALL] = {"all", 0, NULL, false, "every reason, and what has all the time in the world"},
    [DUE_TSV] = {"tsv", 0, NULL, false, "tier, rule, id, due day and text, with tabs between"},
    OPTIONS_END,
};

/* Which lines are asked for. */
struct wanted {
  bool all;  /* every reason, every tier */
  bool some; /* only of these people */
  struct matches among;
};

static bool is_wanted(const struct wanted *wanted, const struct reason *first) {
  if (!wanted->all && first->tier >= DUE_TRAY)
    return false;
  for (size_t i = 0; wanted->some && i < wanted->among.list.len; i++)
    if (wanted->among.list.data[i] == first->contact)
      return true;
  return !wanted->some;
}

static void out_reason_tsv(struct cli *cli, const struct reason *reason) {
  char tier[4], day[DATE_TEXT_SIZE];
  const char *cells[5] = {tier, rule_name(reason->rule), reason->id, day, reason->text};

  snprintf(tier, sizeof tier, "%d", (int)reason->tier);
  if (reason->due == DATE_NONE)
    day[0] = '\0';
  else
    date_iso(reason->due, day);
  out_tsv(cli, cells, 5);
}

#define TEXT_COLUMN 25 /* where banner_line() begins its text */

/* A further reason, beneath the first: "· last spoke 5 Jun; a real message" */
static void out_further(struct cli *cli, const struct reason *reason, int columns) {
  struct buf line = BUF_INIT, clipped = BUF_INIT;

  buf_addf(&line, "%*s\xC2\xB7 %s", TEXT_COLUMN - 2, "", reason->text);
  text_clip(&clipped, buf_text(&line), columns < 0 ? 1 << 20 : columns - 1, "...");
  out_line(cli, buf_text(&clipped));
  buf_release(&line);
  buf_release(&clipped);
}

static void out_due_line(struct cli *cli, const struct due *due, const struct due_line *line,
                         bool all) {
  const struct banner_style style = {
      cli->world->stdout_is_terminal && cli->world->columns > 0 ? cli->world->columns : -1,
      cli->world->utf8 && !cli->ascii};
  const struct reason *reasons = &due->reasons.data[line->first];
  struct buf text = BUF_INIT;

  banner_line(&text, &reasons[0], all ? 0 : line->further, &style);
  out_lines(cli, buf_text(&text));
  buf_release(&text);
  for (size_t i = 1; all && i < line->count; i++)
    out_further(cli, &reasons[i], style.columns);
}

static size_t out_due(struct cli *cli, const struct due *due, const struct wanted *wanted,
                      bool tsv) {
  struct buf heading = BUF_INIT;
  size_t shown = 0;

  banner_heading(&heading, due->cadence.today);
  for (size_t i = 0; i < due->lines.len; i++) {
    const struct due_line *line = &due->lines.data[i];
    if (!is_wanted(wanted, &due->reasons.data[line->first]))
      continue;
    if (shown++ == 0 && !tsv)
      out_lines(cli, buf_text(&heading));
    for (size_t j = 0; tsv && j < (wanted->all ? line->count : 1); j++)
      out_reason_tsv(cli, &due->reasons.data[line->first + j]);
    if (!tsv)
      out_due_line(cli, due, line, wanted->all);
  }
  buf_release(&heading);
  return shown;
}

static void out_nothing(struct cli *cli, const struct due *due) {
  const struct record *next;
  int day;
  bool planned;

  next = due_next(due, session_book(&cli->session), &day, &planned);
  if (next == NULL)
    out_line(cli, "Nothing is due.");
  else
    out_linef(cli, "Nothing is due.  Next: %s, %s%s.", record_text(next, CONTACT_NAME),
              planned ? "" : "around ", cli_month_day(cli, day));
}

static bool report(struct cli *cli, const struct args *args, const char *query,
                   const struct due *due, struct err *err) {
  struct wanted wanted = {args->value[DUE_ALL] != NULL, query[0] != '\0', MATCHES_INIT};
  bool tsv = args->value[DUE_TSV] != NULL;
  bool ok = !wanted.some ||
            query_contacts(session_book(&cli->session), due, NULL, query, true, &wanted.among, err);

  if (ok && wanted.some && wanted.among.list.len == 0) {
    ok = err_set(err, ERR_MISSING, "nobody is like '%s'", query);
  } else if (ok && out_due(cli, due, &wanted, tsv) == 0 && !tsv) {
    if (wanted.some)
      out_line(cli, "Nothing is due with them.");
    else
      out_nothing(cli, due);
  }
  matches_release(&wanted.among);
  return ok;
}

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  bool one_by_one = args->value[DUE_ALL] != NULL || args->words.len > 0;
  struct due due;
  bool ok;

  if (!cli_open_reading(cli, err))
    return false;
  (one_by_one ? due_compute_all : due_compute)(&due, session_book(&cli->session),
                                               &cli->session.settings, cli->session.today);
  ok = report(cli, args, args_join(cli, args, 0, args->words.len), &due, err);
  due_release(&due);
  return ok;
}

const struct command command_due = {
    .name = "due",
    .synopsis = "due [QUERY...] [--all] [--tsv]",
    .summary = "everything that is due, in full",
    .options = options,
    .details = "One person a line; (+n) counts what else there is with them, and --all shows it.\n"
               "'mentee help queries' says what QUERY can be.\n",
    .examples = "due\ndue role:mentor\ndue --all --tsv\n",
    .run = run,
};
