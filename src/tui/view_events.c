/* Events on the line of the training year; what is still open, what comes, what was. */
#include "tui_priv.h"

#include "mentee/base/text.h"
#include <stdlib.h>
#include <string.h>

enum group { GROUP_OPEN, GROUP_COMING, GROUP_PAST };

#define YEAR_FIRST_MONTH 7
#define YEAR_COLUMN 4
#define MONTH_WIDTH 6
#define YEAR_ROWS 6 /* with the blank one under it */
#define DATE_LAST 41
#define TEXT_COLUMN 44
#define THANKS_DAYS 5 /* conference.followup_to */
#define OPEN_AFTER_DAYS 30

struct event {
  const struct record *record;
  int from, to;
};
struct events {
  VEC(struct event) list;
};

struct filling {
  const struct app *app;
  struct page *page;
  const struct book *book;
  int today;
};

void event_name(const struct record *event, struct buf *out) {
  const char *name = record_text(event, EVENT_NAME), *mark = strstr(name, " (sample)");

  buf_add(out, name, mark != NULL && mark[9] == '\0' ? (size_t)(mark - name) : strlen(name));
}

void event_days(const struct record *event, struct buf *out) {
  int from = record_day(event, EVENT_STARTS_ON), to = record_day(event, EVENT_ENDS_ON);
  struct date_civil a = date_to_civil(from == DATE_NONE ? 0 : from);
  struct date_civil b = date_to_civil(to == DATE_NONE ? 0 : to);
  char text[DATE_TEXT_SIZE];

  if (from == DATE_NONE)
    return;
  if (to == DATE_NONE || to == from)
    buf_adds(out, date_short(from, text));
  else if (a.month == b.month && a.year == b.year)
    buf_addf(out, "%d–%d %s", a.day, b.day, date_month_short(a.month));
  else
    buf_addf(out, "%d %s–%d %s", a.day, date_month_short(a.month), b.day,
             date_month_short(b.month));
}

void number_word(int number, struct buf *out) {
  static const char *const words[] = {"no",     "one",      "two",      "three",  "four", "five",
                                      "six",    "seven",    "eight",    "nine",   "ten",  "eleven",
                                      "twelve", "thirteen", "fourteen", "fifteen"};

  if (number >= 0 && number < (int)(sizeof words / sizeof words[0]))
    buf_adds(out, words[number]);
  else
    buf_addf(out, "%d", number);
}

/* --- rows --------------------------------------------------------------------------------- */

static bool is_block(const struct record *event) {
  int kind = record_word(event, EVENT_KIND, &words_event);

  return kind == EVENT_ROTATION || kind == EVENT_AWAY_ROTATION;
}

struct tally {
  int met, thanked, chosen;
  struct buf to_thank, supervisors, tutors;
};

static void add_called(const struct filling *fill, const struct record *person, const char *between,
                       struct buf *out) {
  const struct record *contact = book_ref_contact(fill->book, person, EVENT_PERSON_CONTACT_ID);
  struct buf scratch = BUF_INIT;

  if (contact != NULL)
    buf_addf(out, "%s%s", out->len > 0 ? between : "", called(contact, &scratch));
  buf_release(&scratch);
}

static struct tally tally_of(const struct filling *fill, const struct record *event) {
  struct tally tally = {0, 0, 0, BUF_INIT, BUF_INIT, BUF_INIT};

  for (size_t i = 0; i < book_count(fill->book, TABLE_EVENT_PEOPLE); i++) {
    const struct record *person = book_at(fill->book, TABLE_EVENT_PEOPLE, i);
    int intent = record_word(person, EVENT_PERSON_INTENT, &words_intent);
    bool met = record_yes(person, EVENT_PERSON_MET);
    bool thanked = record_has(person, EVENT_PERSON_FOLLOWED_UP_ON);

    if (strcmp(record_text(person, EVENT_PERSON_EVENT_ID), record_id(event)) != 0)
      continue;
    tally.met += met;
    tally.thanked += met && thanked;
    tally.chosen += intent == INTENT_MEET;
    if (intent == INTENT_STAFF && met && !thanked)
      add_called(fill, person, " and ", &tally.to_thank);
    if (intent == INTENT_SUPERVISOR)
      add_called(fill, person, " and ", &tally.supervisors);
    if (intent == INTENT_TUTOR)
      add_called(fill, person, " and ", &tally.tutors);
  }
  return tally;
}

static void tally_release(struct tally *tally) {
  buf_release(&tally->to_thank);
  buf_release(&tally->supervisors);
  buf_release(&tally->tutors);
}

/* "2 of 3 people to thank, by today" */
static void open_text(const struct filling *fill, const struct event *event,
                      const struct tally *tally, struct buf *out) {
  int last = event->to + THANKS_DAYS;
  char day[DATE_TEXT_SIZE];

  if (is_block(event->record)) {
    if (tally->to_thank.len > 0)
      buf_addf(out, "thank %s", buf_text(&tally->to_thank));
    return;
  }
  if (tally->met > tally->thanked) {
    buf_addf(out, "%d of %d people to thank", tally->met - tally->thanked, tally->met);
    if (last == fill->today)
      buf_adds(out, ", by today");
    else if (last > fill->today)
      buf_addf(out, ", by %s", date_short(last, day));
  }
}

static void coming_text(const struct filling *fill, const struct event *event,
                        const struct tally *tally, struct buf *out) {
  int recurs = record_word(event->record, EVENT_RECURS, &words_recurs);
  int wanted = record_number(event->record, EVENT_GOAL_MEET);

  (void)fill;
  if (tally->supervisors.len > 0)
    buf_addf(out, "say hello to %s", buf_text(&tally->supervisors));
  else if (tally->tutors.len > 0)
    buf_addf(out, "tutor: %s", buf_text(&tally->tutors));
  else if (wanted > 0)
    buf_addf(out, "%d of %d people chosen", tally->chosen, wanted);
  else if (recurs > RECURS_NONE)
    buf_adds(out, words_spoken(&words_recurs, recurs));
}

static bool is_still_open(const struct filling *fill, const struct event *event,
                          const struct tally *tally) {
  if (event->from > fill->today)
    return false;
  if (event->to >= fill->today)
    return true;
  return record_word(event->record, EVENT_KIND, &words_event) == EVENT_CONFERENCE &&
         tally->met > tally->thanked && event->to >= fill->today - OPEN_AFTER_DAYS;
}

static void add_event(struct filling *fill, enum group group, const struct event *event) {
  struct row *row = page_row(fill->page, ROW_ITEM, (int)group);
  struct tally tally = tally_of(fill, event->record);
  struct buf name = BUF_INIT, days = BUF_INIT, text = BUF_INIT;
  char day[DATE_TEXT_SIZE];

  event_name(event->record, &name);
  if (group == GROUP_OPEN && is_block(event->record))
    buf_addf(&days, "to %s", date_short(event->to, day));
  else if (is_block(event->record) || group == GROUP_PAST)
    buf_adds(&days, date_short_year(event->from, fill->today, day));
  else
    event_days(event->record, &days);
  if (group == GROUP_OPEN)
    open_text(fill, event, &tally, &text);
  else if (group == GROUP_COMING)
    coming_text(fill, event, &tally, &text);
  row->key = record_id(event->record);
  row->record = event->record;
  row->table = TABLE_EVENTS;
  row->left = arena_dup(&fill->page->arena, buf_text(&name));
  row->right = arena_dup(&fill->page->arena, buf_text(&days));
  row->text = arena_dup(&fill->page->arena, buf_text(&text));
  tally_release(&tally);
  buf_release(&name);
  buf_release(&days);
  buf_release(&text);
}

static int by_start(const void *left, const void *right) {
  const struct event *a = left, *b = right;

  return (a->from > b->from) - (a->from < b->from);
}

static void gather(const struct filling *fill, struct events *events) {
  for (size_t i = 0; i < book_count(fill->book, TABLE_EVENTS); i++) {
    const struct record *record = book_at(fill->book, TABLE_EVENTS, i);
    int from = record_day(record, EVENT_STARTS_ON), to = record_day(record, EVENT_ENDS_ON);
    if (from != DATE_NONE)
      *vec_push(&events->list) = (struct event){record, from, to == DATE_NONE ? from : to};
  }
  if (events->list.len > 1)
    qsort(events->list.data, events->list.len, sizeof *events->list.data, by_start);
}

/* What is still open is pressing by the day until which it can be done. */
static int by_deadline(const void *left, const void *right) {
  const struct event *a = left, *b = right;
  int one = a->to + (is_block(a->record) ? 0 : THANKS_DAYS);
  int other = b->to + (is_block(b->record) ? 0 : THANKS_DAYS);

  return (one > other) - (one < other);
}

static enum group group_of(const struct filling *fill, const struct event *event) {
  struct tally tally = tally_of(fill, event->record);
  bool open = is_still_open(fill, event, &tally);

  tally_release(&tally);
  return open ? GROUP_OPEN : event->from > fill->today ? GROUP_COMING : GROUP_PAST;
}

static void fill_group(struct filling *fill, enum group group, const struct events *events) {
  static const char *const titles[] = {"Still open", "Coming", "Past"};
  struct events of = {VEC_INIT};

  for (size_t i = 0; i < events->list.len; i++) {
    size_t at = group == GROUP_PAST ? events->list.len - 1 - i : i;
    if (group_of(fill, &events->list.data[at]) == group)
      *vec_push(&of.list) = events->list.data[at];
  }
  if (of.list.len > 0) {
    page_blank(fill->page);
    page_heading(fill->page, (int)group, titles[group]);
  }
  if (group == GROUP_OPEN && of.list.len > 1)
    qsort(of.list.data, of.list.len, sizeof *of.list.data, by_deadline);
  for (size_t i = 0; i < of.list.len; i++)
    add_event(fill, group, &of.list.data[i]);
  vec_release(&of.list);
}

static void fill(struct app *app, struct page *page) {
  struct filling fill = {app, page, session_book(&app->session), app->session.today};
  struct events events = {VEC_INIT};

  gather(&fill, &events);
  for (int group = GROUP_OPEN; group <= GROUP_PAST; group++)
    fill_group(&fill, (enum group)group, &events);
  vec_release(&events.list);
}

/* --- the line of the year -----------------------------------------------------------------------
 */

struct year {
  int first_year; /* July of this one to June of the next */
  struct frame *frame;
  int row, last;
};

static int day_column(const struct year *year, int day) {
  struct date_civil civil = date_to_civil(day);
  int month = (civil.year - year->first_year) * 12 + civil.month - YEAR_FIRST_MONTH;

  return YEAR_COLUMN + month * MONTH_WIDTH +
         (civil.day - 1) * MONTH_WIDTH / date_days_in_month(civil.year, civil.month);
}

static int year_end(void) {
  return YEAR_COLUMN + 12 * MONTH_WIDTH;
}

static void paint_months(const struct year *year) {
  frame_putf(year->frame, year->row, YEAR_COLUMN, 4, STYLE_MUTED, "%d", year->first_year);
  frame_putf(year->frame, year->row, YEAR_COLUMN + (13 - YEAR_FIRST_MONTH) * MONTH_WIDTH, 4,
             STYLE_MUTED, "%d", year->first_year + 1);
  for (int month = 0; month < 12; month++)
    frame_put(year->frame, year->row + 1, YEAR_COLUMN + month * MONTH_WIDTH, 4, STYLE_MUTED,
              date_month_short((month + YEAR_FIRST_MONTH - 1) % 12 + 1));
}

/* "Block 6: GYN and brachytherapy" -> "6 GYN" */
static void block_word(const struct record *event, struct buf *out) {
  const char *name = record_text(event, EVENT_NAME), *colon = strstr(name, ": ");

  if (strncmp(name, "Block ", 6) == 0)
    name += 6;
  if (colon == NULL) {
    buf_adds(out, name);
    return;
  }
  buf_add(out, name, (size_t)(colon - name));
  buf_addf(out, " %.*s", (int)strcspn(colon + 2, " "), colon + 2);
}

static void paint_block(const struct year *year, const struct event *event, bool last) {
  int from = day_column(year, event->from), to = day_column(year, event->to + 1);
  struct buf word = BUF_INIT;

  if (to <= YEAR_COLUMN || from >= year_end())
    return;
  from = from < YEAR_COLUMN ? YEAR_COLUMN : from;
  to = to > year_end() ? year_end() : to;
  frame_fill(year->frame, year->row + 2, from, to - from, STYLE_TEXT, GLYPH_RULE);
  frame_put(year->frame, year->row + 2, from, 1, STYLE_TEXT,
            frame_glyph(year->frame, GLYPH_BEGINS));
  if (last)
    frame_put(year->frame, year->row + 2, to, 1, STYLE_TEXT, frame_glyph(year->frame, GLYPH_ENDS));
  block_word(event->record, &word);
  buf_addc(&word, ' ');
  if (to - from > 3) {
    frame_put(year->frame, year->row + 2, from + 1, 1, STYLE_TEXT, " ");
    frame_put(year->frame, year->row + 2, from + 2, to - from - 2, STYLE_TEXT, buf_text(&word));
  }
  buf_release(&word);
}

static bool is_on_the_line(const struct record *event) {
  int kind = record_word(event, EVENT_KIND, &words_event);

  return kind == EVENT_CONFERENCE || kind == EVENT_TALK || kind == EVENT_INTERVIEW ||
         kind == EVENT_DEADLINE || kind == EVENT_MILESTONE;
}

/* A conference by its society, a talk by the last word of its name. */
static void event_word(const struct record *event, struct buf *out) {
  const char *name = record_text(event, EVENT_NAME);
  size_t len = strcspn(name, ":,(");

  if (record_has(event, EVENT_SOCIETY)) {
    buf_adds(out, record_text(event, EVENT_SOCIETY));
    return;
  }
  while (len > 0 && name[len - 1] == ' ')
    len--;
  for (const char *at = name + len; at > name; at--)
    if (at[-1] == ' ') {
      buf_add(out, at, (size_t)(name + len - at));
      return;
    }
  buf_add(out, name, len);
}

/* A word that would collide is left out, never squeezed. */
static int paint_word(const struct year *year, const struct event *event, int free_from) {
  int col = day_column(year, event->from), width;
  struct buf word = BUF_INIT;

  event_word(event->record, &word);
  width = frame_width(year->frame, buf_text(&word));
  if (col >= free_from && col >= YEAR_COLUMN && col + width <= year->last + 1) {
    frame_put(year->frame, year->row + 3, col, width, STYLE_TEXT, buf_text(&word));
    free_from = col + width + 1;
  }
  buf_release(&word);
  return free_from;
}

static void paint_today(const struct app *app, const struct year *year) {
  int col = day_column(year, app->session.today);

  frame_put(year->frame, year->row + 4, col, 1, STYLE_ACCENT,
            frame_glyph(year->frame, GLYPH_TODAY));
  frame_put(year->frame, year->row + 4, col + 2, 6, STYLE_MUTED, "today");
}

static int head_rows(const struct app *app, const struct page *page) {
  struct layout layout = app_layout(app);

  return page->rows.len > 0 && !layout.low && layout.last >= 76 && layout.list_rows > 14 ? YEAR_ROWS
                                                                                         : 0;
}

static void paint_head(const struct app *app, const struct page *page, struct frame *frame,
                       const struct place *place) {
  struct filling fill = {app, NULL, session_book(&app->session), app->session.today};
  struct date_civil today = date_to_civil(app->session.today);
  struct year year = {today.month >= YEAR_FIRST_MONTH ? today.year : today.year - 1, frame,
                      place->row, place->last};
  struct events events = {VEC_INIT};
  int free_from = YEAR_COLUMN;

  (void)page;
  paint_months(&year);
  gather(&fill, &events);
  for (size_t i = 0; i < events.list.len; i++) {
    const struct event *event = &events.list.data[i];
    bool last = true;
    for (size_t j = i + 1; j < events.list.len; j++)
      last = last &&
             !(is_block(events.list.data[j].record) && events.list.data[j].from <= event->to + 1);
    if (is_block(event->record))
      paint_block(&year, event, last);
    else if (is_on_the_line(event->record))
      free_from = paint_word(&year, event, free_from);
  }
  paint_today(app, &year);
  vec_release(&events.list);
}

/* --- painting and acts
 * ----------------------------------------------------------------------------- */

static void paint_row(const struct app *app, const struct page *page, struct frame *frame,
                      const struct place *place, const struct row *row, bool on) {
  enum style style = row_style(on, STYLE_TEXT);
  bool narrow = place->col == 0;
  int name = place->col + 2, last = narrow ? place->last : DATE_LAST;
  int begins = frame_put_right(frame, place->row, last, 15, style, row->right);

  (void)app;
  (void)page;
  frame_put(frame, place->row, name, begins - name - 1, style, row->left);
  if (!narrow)
    frame_put(frame, place->row, TEXT_COLUMN, place->last - TEXT_COLUMN + 1, style, row->text);
}

static void more(const struct app *app, const struct page *page, size_t from, struct buf *out) {
  size_t count[3] = {0};

  (void)app;
  for (size_t i = from; i < page->rows.len; i++)
    count[page->rows.data[i].group] += page->rows.data[i].kind == ROW_ITEM;
  if (count[GROUP_COMING] > 0)
    buf_addf(out, "%zu more to come", count[GROUP_COMING]);
  if (count[GROUP_PAST] > 0)
    buf_addf(out, "%s%zu past event%s", out->len > 0 ? " · " : "", count[GROUP_PAST],
             count[GROUP_PAST] == 1 ? "" : "s");
}

static void paint_empty(const struct app *app, const struct page *page, struct frame *frame,
                        const struct place *place) {
  static const struct empty_line lines[] = {
      {STYLE_STRONG, "", "No conferences, rotations or interviews yet."},
      {STYLE_TEXT, "", ""},
      {STYLE_TEXT, "a", "add one: “SNO 12-15 nov”, “block 8 23 nov to 31 jan at Tamarack”"},
      {STYLE_TEXT, "", ""},
      {STYLE_TEXT, "", "Then mentee helps you prepare, remembers whom you met, and when to thank."},
  };

  (void)app;
  (void)page;
  paint_empty_lines(frame, place, lines, sizeof lines / sizeof lines[0]);
}

static bool act(struct app *app, struct page *page, enum act act, unsigned *effects) {
  const struct row *row = page_selected(page);

  (void)effects;
  if (act == ACT_OPEN && row != NULL) {
    app_open_page(app, &view_event, row->key);
    return true;
  }
  if (act == ACT_ADD) {
    event_add_open(app);
    return true;
  }
  return false;
}

static void hints(const struct app *app, const struct page *page, struct hints *out) {
  (void)app;
  if (page->rows.len > 0)
    hint_act(out, ACT_OPEN, NULL);
  hint_act(out, ACT_ADD, "add an event");
  if (page->rows.len > 0) {
    hint_act(out, ACT_EDIT, NULL);
    hint_act(out, ACT_FIND, NULL);
  }
  hint_act(out, ACT_HELP, NULL);
}

const struct view view_events = {
    .title = "Events",
    .bit = IN_EVENTS,
    .more_rows = 2,
    .fill = fill,
    .act = act,
    .head_rows = head_rows,
    .paint_head = paint_head,
    .paint_row = paint_row,
    .paint_empty = paint_empty,
    .more = more,
    .hints = hints,
    .text_column = 3,
};
