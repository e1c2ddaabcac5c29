/* Conferences, rotations, interviews, and the people at them. */
#include "entity_priv.h"
#include "grid_priv.h"

#include <string.h>

static const struct option_def options[] = {
    {"tsv", 0, NULL, false, "list: every field, with tabs between"},
    {"all", 0, NULL, false, "list: every column that holds something"},
    OPTIONS_END,
};

static const struct entity events = {
    .command = &command_event,
    .table = TABLE_EVENTS,
    .who = -1,
    .what = EVENT_NAME,
    .by = EVENT_STARTS_ON,
    .none = "No conferences, rotations or interviews yet; 'mentee event add NAME' makes the first.",
    .whom = -1,
    .goal = -1,
};

/* --- the people of one
 * ------------------------------------------------------------------------------- */

static const int person_columns[] = {
    EVENT_PERSON_ID,  EVENT_PERSON_CONTACT_ID,     EVENT_PERSON_NAME,     EVENT_PERSON_INTENT,
    EVENT_PERSON_MET, EVENT_PERSON_FOLLOWED_UP_ON, EVENT_PERSON_QUESTION, EVENT_PERSON_NOTE};
#define PERSON_COLUMNS (sizeof person_columns / sizeof person_columns[0])

static void out_people(struct cli *cli, const char *event) {
  const struct book *book = session_book(&cli->session);
  struct grid grid = GRID_INIT(cli);

  for (size_t i = 0; i < PERSON_COLUMNS; i++)
    grid_column(&grid, table_defs[TABLE_EVENT_PEOPLE].fields[person_columns[i]].label, false);
  for (size_t i = 0; i < book_count(book, TABLE_EVENT_PEOPLE); i++) {
    const struct record *row = book_at(book, TABLE_EVENT_PEOPLE, i);
    if (strcmp(record_text(row, EVENT_PERSON_EVENT_ID), event) != 0)
      continue;
    for (size_t j = 0; j < PERSON_COLUMNS; j++)
      grid_cell(&grid, cell_spoken(cli, TABLE_EVENT_PEOPLE, row, person_columns[j]));
  }
  if (grid.cells.len > 0)
    grid_out(&grid, true);
  else
    out_line(cli, "Nobody yet; a line each adds them: NAME, PLACE: WHAT ABOUT.");
  grid_release(&grid);
}

struct event_lines {
  VEC(struct event_line) list;
};

static bool take_line(struct cli *cli, struct event_lines *lines, const char *text,
                      struct err *err) {
  size_t len = strlen(text);

  text_trim(&text, &len);
  return len == 0 || event_line_parse(vec_push(&lines->list), &cli->session, &cli->arena,
                                      arena_copy(&cli->arena, text, len), err);
}

/* An argument each, and each line of one; - is standard input. */
static bool take_lines(struct cli *cli, struct event_lines *lines, const char *text,
                       struct err *err) {
  bool ok = true;

  if (strcmp(text, "-") == 0) {
    text = cli_read_input(cli, err);
    if (text == NULL)
      return false;
  }
  while (ok && *text != '\0') {
    size_t len = strcspn(text, "\n");
    ok = take_line(cli, lines, arena_copy(&cli->arena, text, len), err);
    text += len + (text[len] == '\n');
  }
  return ok;
}

static void out_line_read(struct cli *cli, const struct event_line *line) {
  struct buf text = BUF_INIT;

  if (line->contact[0] != '\0')
    buf_adds(&text, record_text(cli_contact(cli, line->contact), CONTACT_NAME));
  else
    buf_adds(&text, line->name);
  if (line->place[0] != '\0')
    buf_addf(&text, ", %s", line->place);
  if (line->log.subject[0] != '\0')
    buf_addf(&text, ": %s", line->log.subject);
  out_line(cli, buf_text(&text));
  out_promise(cli, "  You promise", line->log.mine, line->log.mine_by);
  out_promise(cli, "  They promise", line->log.theirs, line->log.theirs_by);
  buf_release(&text);
}

static bool people(struct cli *cli, const struct args *args, struct err *err) {
  struct event_lines lines = {VEC_INIT};
  const struct record *row;
  const char *event;
  bool ok = true;

  if (!args_need(args, &command_event, 2, err) || !cli_open(cli, err))
    return false;
  row = session_find_row(&cli->session, TABLE_EVENTS, args->words.data[1], err);
  if (row == NULL)
    return false;
  event = arena_dup(&cli->arena, record_id(row));
  for (size_t i = 2; i < args->words.len && ok; i++)
    ok = take_lines(cli, &lines, args->words.data[i], err);
  if (ok && lines.list.len == 0)
    out_people(cli, event);
  else if (ok)
    ok = session_event_people(&cli->session, event, lines.list.data, lines.list.len, &cli->arena,
                              err);
  for (size_t i = 0; i < lines.list.len; i++) {
    if (ok)
      out_line_read(cli, &lines.list.data[i]);
    event_line_release(&lines.list.data[i]);
  }
  if (ok)
    cli_tell_commit(cli);
  vec_release(&lines.list);
  return ok;
}

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  if (args->words.len > 0 && strcmp(args->words.data[0], "people") == 0)
    return people(cli, args, err);
  return entity_run(cli, &events, args, err);
}

const struct command command_event = {
    .name = "event",
    .synopsis = "event add NAME... [FIELD=VALUE...]\n"
                "event list [WORDS...]\n"
                "event set ID FIELD=VALUE...\n"
                "event people ID [LINE...]",
    .summary = "conferences, rotations, interviews, and the people at them",
    .options = options,
    .table = TABLE_EVENTS,
    .details = "ID can be enough of the name. kind= says what it is, starts_on= and ends_on= when. "
               "A LINE\n"
               "is NAME, PLACE: WHAT ABOUT > what you promise by day < what they promise by day; "
               "PLACE and\n"
               "the rest may be left out, and - reads lines from standard input. Before the event "
               "they are\n"
               "people to meet.\n",
    .examples = "event add SNO annual meeting kind=conference starts_on=2026-11-12 "
                "ends_on=2026-11-15\n"
                "event people sno \"Lena Voss, Stourmouth: waits > audit form by fri\"\n",
    .run = run,
};
