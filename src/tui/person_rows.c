#include "person_rows.h"

#include "mentee/base/date_words.h"
#include "mentee/base/text.h"
#include "mentee/engine/say.h"
#include <stdlib.h>
#include <string.h>

/* One thing of the timeline. */
struct moment {
  int day;
  enum table_id table;
  const struct record *record;
};

struct filling {
  struct app *app;
  struct page *page;
  const struct book *book;
  const struct record *contact;
  int today;
  int last_section;
};

const struct record *person_of_page(const struct app *app, const struct page *page) {
  return book_find(session_book(&app->session), TABLE_CONTACTS, page->subject);
}

static struct row *add_row(struct filling *fill, enum row_kind kind, enum section section,
                           const char *label) {
  struct row *row = page_row(fill->page, kind, (int)section);

  row->left = fill->last_section == (int)section ? "" : label;
  fill->last_section = (int)section;
  row->contact = fill->contact;
  return row;
}

static const char *kept_day(struct filling *fill, const char *before, int day) {
  char text[DATE_TEXT_SIZE];

  return arena_format(&fill->page->arena, "%s%s", before, date_short_year(day, fill->today, text));
}

/* --- now, next, waiting -------------------------------------------------------------------- */

/* Rows are few on a low screen. */
static void blank(struct filling *fill) {
  if (!app_layout(fill->app).low)
    page_blank(fill->page);
}

/* Since when it has been due; not while they were away. */
static int due_since(const struct filling *fill, const struct reason *reason) {
  int until = record_day(fill->contact, CONTACT_STATUS_UNTIL);

  return until != DATE_NONE && until <= fill->today && reason->due < until ? until : reason->due;
}

static void fill_now(struct filling *fill) {
  const struct due_line *line = person_line(fill->app, fill->contact);

  for (size_t i = 0; line != NULL && i < line->count; i++) {
    const struct reason *reason = &fill->app->due.reasons.data[line->first + i];
    struct row *row = add_row(fill, ROW_ITEM, SECTION_NOW, "Now");

    row->key = arena_format(&fill->page->arena, "%s %s", rule_name(reason->rule),
                            reason->row != NULL ? record_id(reason->row) : "");
    row->record = reason->row;
    row->table = reason->row_table;
    row->reason = (int)(line->first + i);
    row->text = reason->row_table == TABLE_LETTERS ? reason->text : reason->what;
    row->right =
        reason->due >= fill->today || reason->when[0] == '\0' || fill->app->cols < STRIP_COLS
            ? reason->when
            : kept_day(fill, "since ", due_since(fill, reason));
  }
}

static bool is_planned_ahead(const struct filling *fill, const struct record *row) {
  return record_word(row, INTERACTION_STATUS, &words_touch) == TOUCH_PLANNED &&
         record_day(row, INTERACTION_ON_DATE) > fill->today;
}

static bool is_a_reason(const struct filling *fill, const struct record *record) {
  const struct due_line *line = person_line(fill->app, fill->contact);

  for (size_t i = 0; line != NULL && i < line->count; i++)
    if (fill->app->due.reasons.data[line->first + i].row == record)
      return true;
  return false;
}

static const char *meeting_when(struct filling *fill, const struct record *row) {
  char day[DATE_TEXT_SIZE], time[DATE_TEXT_SIZE];
  int minutes = record_time(row, INTERACTION_TIME);

  return arena_format(
      &fill->page->arena, "%s%s%s", date_weekday_short(record_day(row, INTERACTION_ON_DATE), day),
      minutes >= 0 ? " " : "", minutes >= 0 ? date_words_time_text(minutes, time) : "");
}

static void fill_meetings(struct filling *fill) {
  struct rows rows = book_rows_of(fill->book, fill->contact, TABLE_INTERACTIONS);

  for (size_t i = 0; i < rows.len; i++)
    if (is_planned_ahead(fill, rows.data[i]) && !is_a_reason(fill, rows.data[i])) {
      struct row *row = add_row(fill, ROW_ITEM, SECTION_NEXT, "Next");
      row->key = record_id(rows.data[i]);
      row->record = rows.data[i];
      row->table = TABLE_INTERACTIONS;
      row->text = record_has(rows.data[i], INTERACTION_SUBJECT)
                      ? record_text(rows.data[i], INTERACTION_SUBJECT)
                      : "a meeting";
      row->right = meeting_when(fill, rows.data[i]);
    }
}

static bool is_open(const struct record *promise) {
  int outcome = record_word_or(promise, FOLLOWUP_OUTCOME, &words_outcome, OUTCOME_OPEN);

  return outcome == OUTCOME_OPEN && !record_has(promise, FOLLOWUP_DONE_ON);
}

static void fill_promises(struct filling *fill, int direction, enum section section,
                          const char *label) {
  struct rows rows = book_rows_of(fill->book, fill->contact, TABLE_FOLLOWUPS);

  for (size_t i = 0; i < rows.len; i++) {
    struct row *row;
    if (!is_open(rows.data[i]) || is_a_reason(fill, rows.data[i]) ||
        record_word(rows.data[i], FOLLOWUP_DIRECTION, &words_owes) != direction)
      continue;
    row = add_row(fill, ROW_ITEM, section, label);
    row->key = record_id(rows.data[i]);
    row->record = rows.data[i];
    row->table = TABLE_FOLLOWUPS;
    row->text = record_text(rows.data[i], FOLLOWUP_WHAT);
    row->right = record_day(rows.data[i], FOLLOWUP_DUE_ON) != DATE_NONE
                     ? kept_day(fill, "", record_day(rows.data[i], FOLLOWUP_DUE_ON))
                     : "no date";
  }
}

/* When the next hello comes, where nothing else is open. */
static void fill_next_hello(struct filling *fill) {
  const struct clock *clock = &fill->app->due.cadence.clocks[fill->contact->index];
  const struct facts *facts = &fill->app->due.cadence.facts[fill->contact->index];
  char day[DATE_TEXT_SIZE];
  struct row *row;

  if (fill->page->rows.len > 0 || clock->interval <= 0 || clock->due <= fill->today)
    return;
  row = add_row(fill, ROW_TEXT, SECTION_NEXT, "Next");
  row->text = arena_format(&fill->page->arena, "%s, around %s",
                           facts->last == DATE_NONE ? "write first" : clock_size_text(clock->size),
                           date_full_month(clock->due, day));
}

/* --- notes, cares, contact ---------------------------------------------------------------------
 */

/* Each line of the text, wrapped. */
static void fill_lines(struct filling *fill, enum section section, const char *label,
                       const char *text) {
  struct layout layout = app_layout(fill->app);
  int columns = layout.last - (layout.narrow ? 2 + 8 : PERSON_TEXT_COLUMN) + 1;

  while (*text != '\0') {
    size_t len = text_fits(text, columns);
    struct row *row = add_row(fill, ROW_TEXT, section, label);

    row->text = arena_copy(&fill->page->arena, text, len);
    text += len;
    text += *text == '\n';
  }
}

static bool is_in_memory(const struct filling *fill) {
  return fill->app->due.cadence.facts[fill->contact->index].status == STATUS_DECEASED;
}

static void fill_memory(struct filling *fill) {
  struct row *row;

  if (!is_in_memory(fill))
    return;
  blank(fill);
  row = page_row(fill->page, ROW_TEXT, SECTION_NOTHING);
  row->text = "Nothing is promised and nothing will be asked. Everything is kept.";
}

static void fill_about(struct filling *fill) {
  bool notes = record_has(fill->contact, CONTACT_NOTES);
  bool cares = record_has(fill->contact, CONTACT_CARES_ABOUT);

  if (notes || cares)
    blank(fill);
  fill_lines(fill, SECTION_NOTES, "Notes", record_text(fill->contact, CONTACT_NOTES));
  if (cares)
    add_row(fill, ROW_TEXT, SECTION_CARES, "Cares")->text =
        record_text(fill->contact, CONTACT_CARES_ABOUT);
}

/* --- the timeline
 * --------------------------------------------------------------------------------- */

struct moments {
  VEC(struct moment) list;
};

static void add_moment(struct moments *moments, int day, enum table_id table,
                       const struct record *record) {
  if (day != DATE_NONE)
    *vec_push(&moments->list) = (struct moment){day, table, record};
}

static int later_first(const void *left, const void *right) {
  const struct moment *a = left, *b = right;

  if (a->day != b->day)
    return a->day < b->day ? 1 : -1;
  return (a->record->index < b->record->index) - (a->record->index > b->record->index);
}

static bool is_held(const struct record *row) {
  int status = record_word_or(row, INTERACTION_STATUS, &words_touch, TOUCH_HELD);

  return status == TOUCH_HELD || status == TOUCH_NO_REPLY;
}

static void gather(const struct filling *fill, struct moments *moments) {
  static const enum table_id tables[] = {TABLE_INTERACTIONS, TABLE_FOLLOWUPS, TABLE_OPPORTUNITIES,
                                         TABLE_LETTERS, TABLE_ROLES};

  for (size_t t = 0; t < sizeof tables / sizeof tables[0]; t++) {
    struct rows rows = book_rows_of(fill->book, fill->contact, tables[t]);
    for (size_t i = 0; i < rows.len; i++) {
      const struct record *row = rows.data[i];
      int ended = record_day(row, ROLES_TO_ON);
      if (tables[t] == TABLE_INTERACTIONS && is_held(row))
        add_moment(moments, record_day(row, INTERACTION_ON_DATE), tables[t], row);
      else if (tables[t] == TABLE_FOLLOWUPS && !is_open(row))
        add_moment(moments, record_day(row, FOLLOWUP_DONE_ON), tables[t], row);
      else if (tables[t] == TABLE_OPPORTUNITIES)
        add_moment(moments, record_day(row, OPPORTUNITY_OPENED_ON), tables[t], row);
      else if (tables[t] == TABLE_LETTERS)
        add_moment(moments, record_day(row, LETTER_ASKED_ON), tables[t], row);
      else if (tables[t] == TABLE_ROLES && ended != DATE_NONE && ended < fill->today)
        add_moment(moments, ended, tables[t], row);
    }
  }
  if (moments->list.len > 1)
    qsort(moments->list.data, moments->list.len, sizeof *moments->list.data, later_first);
}

static const char *touch_note(struct filling *fill, const struct record *row) {
  int direction = record_word(row, INTERACTION_DIRECTION, &words_direction);
  const char *word = say_touch_kind(row);

  if (record_word(row, INTERACTION_STATUS, &words_touch) == TOUCH_NO_REPLY)
    return arena_format(&fill->page->arena, "%s, no reply", word);
  if (direction == DIRECTION_ASK || direction == DIRECTION_GIVE)
    return arena_format(&fill->page->arena, "%s, %s", word,
                        words_spoken(&words_direction, direction));
  return word;
}

static bool is_hidden(const struct filling *fill, const struct record *row) {
  return record_yes(row, INTERACTION_PRIVATE) &&
         strstr(buf_text(&fill->page->extra), REVEALED) == NULL;
}

static void describe(struct filling *fill, const struct moment *moment, struct row *row) {
  const struct record *record = moment->record;
  struct arena *arena = &fill->page->arena;

  switch (moment->table) {
  case TABLE_INTERACTIONS:
    row->text = is_hidden(fill, record) ? "private, v shows it"
                : record_has(record, INTERACTION_SUBJECT)
                    ? first_line(arena, record_text(record, INTERACTION_SUBJECT))
                    : first_line(arena, record_text(record, INTERACTION_NOTES));
    row->style = is_hidden(fill, record) ? STYLE_PRIVATE : STYLE_TEXT;
    row->note = touch_note(fill, record);
    break;
  case TABLE_FOLLOWUPS:
    row->text = record_text(record, FOLLOWUP_WHAT);
    row->note = record_word(record, FOLLOWUP_DIRECTION, &words_owes) == OWES_THEM
                    ? "they promised, kept"
                    : "promised, kept";
    if (record_word(record, FOLLOWUP_OUTCOME, &words_outcome) >= OUTCOME_RELEASED)
      row->note = "promised, let go";
    break;
  case TABLE_OPPORTUNITIES:
    row->text = record_text(record, OPPORTUNITY_WHAT);
    row->note = "opened a door";
    break;
  case TABLE_LETTERS:
    row->text = record_text(record, LETTER_PURPOSE);
    row->note = "letter, asked";
    break;
  default:
    row->text = words_spoken(&words_role,
                             record_word_or(record, ROLES_ROLE, &words_role, ROLE_ACQUAINTANCE));
    row->note = "no longer";
    break;
  }
}

bool person_is_unfolded(const struct page *page, const char *key) {
  const char *at = strstr(buf_text(&page->extra), key);

  return at != NULL && at > buf_text(&page->extra) && at[-1] == ' ' && at[strlen(key)] == ' ';
}

/* The whole of it, under its row. */
static void fill_whole(struct filling *fill, const struct moment *moment) {
  static const struct {
    int field;
    const char *before;
  } parts[] = {{INTERACTION_NOTES, ""},
               {INTERACTION_DECISIONS, "decided: "},
               {INTERACTION_ADVICE, "advice: "},
               {INTERACTION_FAVOUR, "they did: "}};

  if (moment->table != TABLE_INTERACTIONS || is_hidden(fill, moment->record))
    return;
  for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
    if (record_has(moment->record, parts[i].field))
      fill_lines(fill, SECTION_LOG, "",
                 arena_format(&fill->page->arena, "  %s%s", parts[i].before,
                              record_text(moment->record, parts[i].field)));
}

static void fill_strip(struct filling *fill) {
  if (fill->app->cols < STRIP_COLS)
    return;
  blank(fill);
  add_row(fill, ROW_TEXT, SECTION_CONTACT, "Contact");
}

static const char *key_of(struct filling *fill, enum act act) {
  struct buf key = BUF_INIT;
  const char *kept;

  keymap_key(&fill->app->keymap, act, 0, &key);
  kept = arena_dup(&fill->page->arena, buf_text(&key));
  buf_release(&key);
  return kept;
}

/* Nothing is logged: what could be done first. */
static void fill_nothing(struct filling *fill) {
  struct arena *arena = &fill->page->arena;
  struct buf scratch = BUF_INIT;
  const char *name = arena_dup(arena, called(fill->contact, &scratch));
  const struct {
    const char *key, *text;
  } lines[] = {{"", "Nothing logged yet."},
               {"", ""},
               {key_of(fill, ACT_LOG), "log the first conversation"},
               {key_of(fill, ACT_EDIT),
                arena_format(arena, "how to reach %s, how to say the name, what %s cares about",
                             name, name)},
               {key_of(fill, ACT_PROMISE), "a promise, yours or theirs"}};

  blank(fill);
  blank(fill);
  for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
    struct row *row = page_row(fill->page, ROW_TEXT, SECTION_NOTHING);
    row->left = lines[i].key;
    row->text = lines[i].text;
    row->style = i == 0 ? STYLE_STRONG : STYLE_TEXT;
  }
  buf_release(&scratch);
}

static void fill_log(struct filling *fill) {
  struct moments moments = {VEC_INIT};

  gather(fill, &moments);
  if (moments.list.len > 0) {
    fill_strip(fill);
    blank(fill);
  } else if (!is_in_memory(fill)) {
    fill_nothing(fill);
  }
  for (size_t i = 0; i < moments.list.len; i++) {
    const struct moment *moment = &moments.list.data[i];
    struct row *row = add_row(fill, ROW_ITEM, SECTION_LOG, "Log");
    struct buf day = BUF_INIT;

    row->key = record_id(moment->record);
    row->record = moment->record;
    row->table = moment->table;
    describe(fill, moment, row);
    day_brief(moment->day, fill->today, &day);
    row->right = arena_dup(&fill->page->arena, buf_text(&day));
    if (person_is_unfolded(fill->page, row->key))
      fill_whole(fill, moment);
    buf_release(&day);
  }
  vec_release(&moments.list);
}

void person_fill(struct app *app, struct page *page) {
  struct filling fill = {
      app, page, session_book(&app->session), person_of_page(app, page), app->session.today, -1};

  if (fill.contact == NULL)
    return;
  fill_now(&fill);
  fill_meetings(&fill);
  fill_promises(&fill, OWES_ME, SECTION_NEXT, "Next");
  fill_promises(&fill, OWES_THEM, SECTION_WAITING, "Waiting");
  fill_next_hello(&fill);
  fill_about(&fill);
  fill_memory(&fill);
  fill_log(&fill);
  person_fill_more(app, page, fill.contact);
}
