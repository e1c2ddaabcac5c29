/* The whole report: what `mentee --due` says, uncut, and for scripts. */
#include "ahead_priv.h"
#include "json_person_priv.h"

#include "mentee/engine/banner.h"
#include "mentee/engine/query.h"
#include <stdio.h>

enum { DUE_WITHIN, DUE_ALL, DUE_TSV, DUE_JSON, DUE_JSONL };
static const struct option_def options[] = {
    [DUE_WITHIN] = {"within", 0, "DURATION", false, "and what comes up in that time, by its day"},
    [DUE_ALL] = {"all", 0, NULL, false, "every reason, and what has all the time in the world"},
    [DUE_TSV] = {"tsv", 0, NULL, false, "tier, rule, id, due day and text, with tabs between"},
    [DUE_JSON] = {"json", 0, NULL, false, "one array of objects, as mentee(5) gives them"},
    [DUE_JSONL] = {"jsonl", 0, NULL, false, "the same, an object a line"},
    OPTIONS_END,
};

/* Which lines are asked for. */
struct wanted {
  bool all;  /* every reason, every tier */
  bool some; /* only of these people */
  struct matches among;
};

static bool is_among(const struct wanted *wanted, const struct record *contact) {
  for (size_t i = 0; wanted->some && i < wanted->among.list.len; i++)
    if (wanted->among.list.data[i] == contact)
      return true;
  return !wanted->some;
}

static bool is_wanted(const struct wanted *wanted, const struct reason *first) {
  return (wanted->all || first->tier < DUE_TRAY) && is_among(wanted, first->contact);
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

/* Cut to a terminal, whole elsewhere. */
static int line_columns(const struct cli *cli) {
  return cli->world->stdout_is_terminal && cli->world->columns > 0 ? cli->world->columns : -1;
}

static void out_one_line(struct cli *cli, const struct reason *reason, int further) {
  const struct banner_style style = {line_columns(cli), cli->world->utf8 && !cli->ascii};
  struct buf text = BUF_INIT;

  banner_line(&text, reason, further, &style);
  out_lines(cli, buf_text(&text));
  buf_release(&text);
}

static void out_due_line(struct cli *cli, const struct due *due, const struct due_line *line,
                         bool all) {
  const struct reason *reasons = &due->reasons.data[line->first];

  out_one_line(cli, &reasons[0], all ? 0 : line->further);
  for (size_t i = 1; all && i < line->count; i++)
    out_further(cli, &reasons[i], line_columns(cli));
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

static struct reason ahead_reason(const struct ahead_item *item) {
  return (struct reason){.rule = item->rule,
                         .tier = item->tier,
                         .contact = item->contact,
                         .id = record_id(item->contact),
                         .due = item->day,
                         .text = item->text};
}

/* What comes up, as lines of the same shape. */
static size_t out_ahead(struct cli *cli, const struct due *due, const struct wanted *wanted,
                        int days, bool tsv) {
  struct ahead ahead = {VEC_INIT};
  size_t shown = 0;

  ahead_find(&ahead, cli, due, days);
  for (size_t i = 0; i < ahead.list.len; i++) {
    const struct reason reason = ahead_reason(&ahead.list.data[i]);
    if (!is_among(wanted, reason.contact))
      continue;
    if (shown++ == 0 && !tsv)
      out_linef(cli, "until %s", cli_day(cli, cli->session.today + days));
    if (tsv)
      out_reason_tsv(cli, &reason);
    else
      out_one_line(cli, &reason, 0);
  }
  ahead_release(&ahead);
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

static void out_json_reason(struct json *json, const struct reason *reason) {
  json_open(json);
  json_reason(json, reason);
  json_close(json);
}

static void out_json_ahead(struct cli *cli, struct json *json, const struct due *due,
                           const struct wanted *wanted, int days) {
  struct ahead ahead = {VEC_INIT};

  ahead_find(&ahead, cli, due, days);
  for (size_t i = 0; i < ahead.list.len; i++) {
    const struct reason reason = ahead_reason(&ahead.list.data[i]);
    if (is_among(wanted, reason.contact))
      out_json_reason(json, &reason);
  }
  ahead_release(&ahead);
}

static void out_json(struct cli *cli, const struct due *due, const struct wanted *wanted,
                     int within, bool lines) {
  struct json json;

  json_begin(&json, &cli->out, lines);
  for (size_t i = 0; i < due->lines.len; i++) {
    const struct due_line *line = &due->lines.data[i];
    for (size_t j = 0; j < (wanted->all ? line->count : 1); j++) {
      if (is_wanted(wanted, &due->reasons.data[line->first]))
        out_json_reason(&json, &due->reasons.data[line->first + j]);
    }
  }
  if (within > 0)
    out_json_ahead(cli, &json, due, wanted, within);
  json_end(&json);
}

/* Returns how many lines there are. */
static size_t out_report(struct cli *cli, const struct due *due, const struct wanted *wanted,
                         int within, bool tsv) {
  size_t shown = out_due(cli, due, wanted, tsv);

  if (within > 0)
    shown += out_ahead(cli, due, wanted, within, tsv);
  return shown;
}

static bool report(struct cli *cli, const struct args *args, const char *query,
                   const struct due *due, int within, struct err *err) {
  struct wanted wanted = {args->value[DUE_ALL] != NULL, query[0] != '\0', MATCHES_INIT};
  bool tsv = args->value[DUE_TSV] != NULL;
  bool ok = !wanted.some ||
            query_contacts(session_book(&cli->session), due, NULL, query, true, &wanted.among, err);

  if (ok && wanted.some && wanted.among.list.len == 0)
    ok = err_set(err, ERR_MISSING, "nobody is like '%s'", query);
  else if (ok && (args->value[DUE_JSON] != NULL || args->value[DUE_JSONL] != NULL))
    out_json(cli, due, &wanted, within, args->value[DUE_JSONL] != NULL);
  else if (ok && out_report(cli, due, &wanted, within, tsv) == 0 && !tsv && wanted.some)
    out_line(cli, "Nothing is due with them.");
  else if (ok && cli->out.len == 0 && !tsv)
    out_nothing(cli, due);
  matches_release(&wanted.among);
  return ok;
}

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  const char *within = args->value[DUE_WITHIN];
  struct due due;
  int days = 0;
  bool ok;

  if ((within != NULL && !date_words_duration(within, &days, err)) || !cli_open_reading(cli, err))
    return false;
  if (args->value[DUE_ALL] != NULL)
    due_compute_all(&due, session_book(&cli->session), &cli->session.settings, cli->session.today);
  else
    due_compute(&due, session_book(&cli->session), &cli->session.settings, cli->session.today);
  ok = report(cli, args, args_join(cli, args, 0, args->words.len), &due, days, err);
  due_release(&due);
  return ok;
}

const struct command command_due = {
    .name = "due",
    .synopsis = "due [QUERY...] [--within DURATION] [--all] [--tsv|--json|--jsonl]",
    .summary = "everything that is due, in full",
    .options = options,
    .details = "One person a line; (+n) counts what else there is with them, and --all shows it.\n"
               "'mentee help queries' says what QUERY can be.\n",
    .examples = "due\ndue role:mentor --within 2w\ndue --all --tsv\n",
    .run = run,
};
