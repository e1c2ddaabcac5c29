/* One person: what is now, what is promised, what is known, what has been. */
#include "json_person_priv.h"
#include "page_priv.h"

#include <stdlib.h>
#include <string.h>

enum { SHOW_ALL, SHOW_JSON };
static const struct option_def options[] = {
    [SHOW_ALL] = {"all", 0, NULL, false, "the whole log, with its notes"},
    [SHOW_JSON] = {"json", 0, NULL, false, "everything about them, as mentee(5) gives it"},
    OPTIONS_END,
};

#define LOG_LINES 6

/* Said at the top of the page or computed; the other fields of contacts follow by themselves. */
static const int placed_fields[] = {CONTACT_ID,          CONTACT_NAME,     CONTACT_SAID,
                                    CONTACT_PRONOUNS,    CONTACT_TITLE,    CONTACT_ORG,
                                    CONTACT_CREDENTIALS, CONTACT_STATUS,   CONTACT_STATUS_SINCE,
                                    CONTACT_NOTES,       CONTACT_SNOOZE_ON};

struct show {
  struct page page;
  struct cli *cli;
  const struct record *contact;
  const struct due *due;
  bool all;
};

static void add_part(struct buf *out, const char *text) {
  if (text[0] != '\0')
    buf_addf(out, "%s%s", out->len > 0 ? " \xC2\xB7 " : "", text);
}

static void out_fields_line(struct show *show, const int *fields, size_t count) {
  struct buf line = BUF_INIT;

  for (size_t i = 0; i < count; i++)
    add_part(&line, record_text(show->contact, fields[i]));
  if (line.len > 0)
    page_hanging(&show->page, buf_text(&line), 2);
  buf_release(&line);
}

/* "mentor (clinical) since Jan 2025" */
static void add_role(struct show *show, const struct record *row, struct buf *out) {
  int from = record_day(row, ROLES_FROM_ON);
  struct buf text = BUF_INIT;
  struct date_civil civil;

  role_text(row, &text);
  if (from == show->cli->session.today) {
    buf_adds(&text, " since today");
  } else if (from != DATE_NONE) {
    civil = date_to_civil(from);
    buf_addf(&text, " since %s %d", date_month_short(civil.month), civil.year);
  }
  add_part(out, buf_text(&text));
  buf_release(&text);
}

static void out_roles(struct show *show) {
  const struct clock *clock = &show->due->cadence.clocks[show->contact->index];
  const struct facts *facts = &show->due->cadence.facts[show->contact->index];
  struct rows roles = book_rows_of(session_book(&show->cli->session), show->contact, TABLE_ROLES);
  struct buf line = BUF_INIT, every = BUF_INIT;

  for (size_t i = 0; i < roles.len; i++)
    if (span_holds(roles.data[i], ROLES_FROM_ON, ROLES_TO_ON, show->cli->session.today))
      add_role(show, roles.data[i], &line);
  if (facts->status != STATUS_ACTIVE)
    buf_adds(&every, words_spoken(&words_status, facts->status));
  else if (clock->interval > 0)
    interval_text(clock->interval, &every);
  add_part(&line, buf_text(&every));
  if (line.len > 0)
    page_hanging(&show->page, buf_text(&line), 2);
  buf_release(&line);
  buf_release(&every);
}

static void out_head(struct show *show) {
  static const int said[] = {CONTACT_SAID, CONTACT_PRONOUNS, CONTACT_CREDENTIALS};
  static const int where[] = {CONTACT_TITLE, CONTACT_ORG};

  page_both(&show->page, record_text(show->contact, CONTACT_NAME), record_id(show->contact));
  out_fields_line(show, said, 3);
  out_roles(show);
  out_fields_line(show, where, 2);
  out_line(show->cli, "");
}

static void out_now(struct show *show) {
  page_label(&show->page, "Now");
  for (size_t i = 0; i < show->due->reasons.len; i++)
    if (show->due->reasons.data[i].contact == show->contact)
      page_text(&show->page, show->due->reasons.data[i].text);
}

static bool is_planned(const struct record *row) {
  return record_word_or(row, INTERACTION_STATUS, &words_touch, TOUCH_HELD) == TOUCH_PLANNED;
}

static void out_next_meetings(struct show *show) {
  const struct clock *clock = &show->due->cadence.clocks[show->contact->index];
  struct rows rows =
      book_rows_of(session_book(&show->cli->session), show->contact, TABLE_INTERACTIONS);
  bool any = false;
  struct open_thing thing;

  page_label(&show->page, "Next");
  for (size_t i = 0; i < rows.len; i++)
    if (is_planned(rows.data[i]) && open_thing_of_id(show->cli, record_id(rows.data[i]), &thing)) {
      page_textf(&show->page, "%s: %s (%s)", thing.when, thing.text, thing.id);
      any = true;
    }
  if (!any && clock->interval > 0 && clock->due > show->cli->session.today)
    page_textf(&show->page, "a hello around %s", cli_month_day(show->cli, clock->due));
}

static void out_promises(struct show *show, int direction, const char *label) {
  struct rows rows =
      book_rows_of(session_book(&show->cli->session), show->contact, TABLE_FOLLOWUPS);
  struct open_thing thing;

  page_label(&show->page, label);
  for (size_t i = 0; i < rows.len; i++) {
    const struct record *row = rows.data[i];
    int owes = record_word_or(row, FOLLOWUP_DIRECTION, &words_owes, OWES_ME);
    if (owes == direction && promise_is_open(row) &&
        open_thing_of_id(show->cli, record_id(row), &thing))
      page_textf(&show->page, "%s, %s (%s)", thing.text, thing.when, thing.id);
  }
}

static bool is_placed(int field) {
  for (size_t i = 0; i < sizeof placed_fields / sizeof placed_fields[0]; i++)
    if (placed_fields[i] == field)
      return true;
  return false;
}

/* The name of who or what an id means, else the cell as it is. */
static const char *referred(struct show *show, const struct field *def, const char *cell) {
  const struct book *book = session_book(&show->cli->session);
  const struct record *row = book_find(book, def->ref, cell);

  if (row == NULL || (def->ref != TABLE_CONTACTS && def->ref != TABLE_EVENTS))
    return cell;
  return record_text(row, def->ref == TABLE_CONTACTS ? CONTACT_NAME : EVENT_NAME);
}

static const char *field_text(struct show *show, int field) {
  const struct field *def = &table_defs[TABLE_CONTACTS].fields[field];
  int word = def->type == FIELD_WORD ? record_word(show->contact, field, def->words) : WORD_EMPTY;
  int day = def->type == FIELD_DATE ? record_day(show->contact, field) : DATE_NONE;

  if (word >= 0)
    return words_spoken(def->words, word);
  if (day != DATE_NONE)
    return cli_day(show->cli, day);
  if (def->type == FIELD_REF)
    return referred(show, def, record_text(show->contact, field));
  return record_text(show->contact, field);
}

static void out_fields(struct show *show) {
  const struct table_def *def = &table_defs[TABLE_CONTACTS];

  page_label(&show->page, "Notes");
  page_text(&show->page, record_text(show->contact, CONTACT_NOTES));
  for (int i = 0; i < def->field_count; i++) {
    page_label(&show->page, def->fields[i].label);
    if (!is_placed(i))
      page_text(&show->page, field_text(show, i));
  }
}

static int by_day_down(const void *left, const void *right) {
  const struct record *a = *(const struct record *const *)left;
  const struct record *b = *(const struct record *const *)right;
  int day = record_day(a, INTERACTION_ON_DATE), other = record_day(b, INTERACTION_ON_DATE);

  if (day != other)
    return day < other ? 1 : -1;
  return (a->index < b->index) - (a->index > b->index);
}

/* "coffee, asked: trial slots", and with --all its notes. */
static void out_touch(struct show *show, const struct record *row) {
  int kind = record_word_or(row, INTERACTION_KIND, &words_kind, KIND_MEETING);
  int direction = record_word_or(row, INTERACTION_DIRECTION, &words_direction, DIRECTION_NEUTRAL);
  int status = record_word_or(row, INTERACTION_STATUS, &words_touch, TOUCH_HELD);
  int day = record_day(row, INTERACTION_ON_DATE);
  const char *subject = record_text(row, INTERACTION_SUBJECT);
  struct buf line = BUF_INIT;
  char text[DATE_TEXT_SIZE];

  buf_addf(&line, "%s, %s",
           day == DATE_NONE ? record_text(row, INTERACTION_ON_DATE)
                            : date_short_year(day, show->cli->session.today, text),
           words_spoken(&words_kind, kind));
  if (direction != DIRECTION_NEUTRAL)
    buf_addf(&line, ", %s", words_spoken(&words_direction, direction));
  if (status != TOUCH_HELD)
    buf_addf(&line, ", %s", words_spoken(&words_touch, status));
  if (subject[0] != '\0')
    buf_addf(&line, ": %s", subject);
  page_text(&show->page, buf_text(&line));
  if (show->all && record_yes(row, INTERACTION_PRIVATE))
    page_text(&show->page, "    (a private note)");
  else if (show->all)
    page_text(&show->page, record_text(row, INTERACTION_NOTES));
  buf_release(&line);
}

static void out_log(struct show *show) {
  struct rows rows =
      book_rows_of(session_book(&show->cli->session), show->contact, TABLE_INTERACTIONS);
  VEC(const struct record *) log = VEC_INIT;
  size_t shown;

  for (size_t i = 0; i < rows.len; i++)
    if (!is_planned(rows.data[i]))
      *vec_push(&log) = rows.data[i];
  if (log.len > 0)
    qsort(log.data, log.len, sizeof *log.data, by_day_down);
  shown = show->all || log.len <= LOG_LINES ? log.len : LOG_LINES;
  page_label(&show->page, "Log");
  for (size_t i = 0; i < shown; i++)
    out_touch(show, log.data[i]);
  if (shown < log.len)
    page_textf(&show->page, "%zu more; --all shows them", log.len - shown);
  if (log.len == 0)
    page_text(&show->page, "nothing logged yet");
  vec_release(&log);
}

static void out_page(struct cli *cli, const char *contact, bool all) {
  struct show show = {page_of(cli), cli, cli_contact(cli, contact), NULL, all};
  struct due due;

  due_compute_all(&due, session_book(&cli->session), &cli->session.settings, cli->session.today);
  show.due = &due;
  out_head(&show);
  out_now(&show);
  out_next_meetings(&show);
  out_promises(&show, OWES_ME, "You promise");
  out_promises(&show, OWES_THEM, "Waiting");
  out_fields(&show);
  out_log(&show);
  due_release(&due);
}

static void out_json(struct cli *cli, const char *contact) {
  struct json json;

  json_begin(&json, &cli->out, true);
  json_person(&json, session_book(&cli->session), cli_due(cli), cli_contact(cli, contact), true);
  json_end(&json);
}

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  const char *contact;

  if (!args_need(args, &command_show, 1, err) || !cli_open_reading(cli, err))
    return false;
  contact = cli_person(cli, args_join(cli, args, 0, args->words.len), err);
  if (contact != NULL && args->value[SHOW_JSON] != NULL)
    out_json(cli, contact);
  else if (contact != NULL)
    out_page(cli, contact, args->value[SHOW_ALL] != NULL);
  return contact != NULL;
}

const struct command command_show = {
    .name = "show",
    .synopsis = "show NAME [--all] [--json]",
    .summary = "one person: what is now, what is promised, what has been",
    .options = options,
    .details = "The ids of planned meetings and promises stand in brackets.\n",
    .examples = "show lan\nshow henrike --all\n",
    .run = run,
};
