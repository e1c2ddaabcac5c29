/* Events on the line of the training year; what is still open, what comes, what was. */
#include "events.h"

#include "mentee/base/text.h"
#include "mentee/engine/cadence.h"
#include <stdlib.h>
#include <string.h>

enum group { GROUP_OPEN, GROUP_COMING, GROUP_PAST };

#define YEAR_FIRST_MONTH 7
#define YEAR_COLUMN 4
#define MONTH_WIDTH 6
#define YEAR_ROWS 6 /* with the blank one under it */
#define DATE_LAST 41
#define TEXT_COLUMN 44
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

/* --- rows --------------------------------------------------------------------------------- */

static bool is_still_open(const struct filling *fill, const struct event *event,
                          const struct event_tally *tally) {
  if (event->from > fill->today)
    return false;
  if (event->to >= fill->today)
    return true;
  return record_word(event->record, EVENT_KIND, &words_event) == EVENT_CONFERENCE &&
         tally->met > tally->thanked && event->to >= fill->today - OPEN_AFTER_DAYS;
}

static void add_event(struct filling *fill, enum group group, const struct event *event) {
  struct row *row = page_row(fill->page, ROW_ITEM, (int)group);
  struct event_tally tally = event_tally(fill->app, event->record);
  struct buf name = BUF_INIT, days = BUF_INIT, text = BUF_INIT;
  char day[DATE_TEXT_SIZE];

  event_list_name(event->record, &name);
  if (group == GROUP_OPEN && event_is_block(event->record))
    buf_addf(&days, "to %s", date_short(event->to, day));
  else if (event_is_block(event->record) || group == GROUP_PAST)
    buf_adds(&days, date_short_year(event->from, fill->today, day));
  else
    event_days(event->record, &days);
  if (group == GROUP_OPEN)
    event_open_text(fill->app, event->record, &tally, &text);
  else if (group == GROUP_COMING)
    event_coming_text(fill->app, event->record, &tally, &text);
  row->key = record_id(event->record);
  row->record = event->record;
  row->table = TABLE_EVENTS;
  row->left = arena_dup(&fill->page->arena, buf_text(&name));
  row->right = arena_dup(&fill->page->arena, buf_text(&days));
  row->text = arena_dup(&fill->page->arena, buf_text(&text));
  event_tally_release(&tally);
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
    if (event_start(record) != DATE_NONE && !event_is_off(record))
      *vec_push(&events->list) = (struct event){record, event_start(record), event_end(record)};
  }
  if (events->list.len > 1)
    qsort(events->list.data, events->list.len, sizeof *events->list.data, by_start);
}

/* What is still open is pressing by the day until which it can be done. */
static int by_deadline(const void *left, const void *right) {
  const struct event *a = left, *b = right;
  int one = a->to + (event_is_block(a->record) ? 0 : EVENT_THANKS_DAYS);
  int other = b->to + (event_is_block(b->record) ? 0 : EVENT_THANKS_DAYS);

  return (one > other) - (one < other);
}

static enum group group_of(const struct filling *fill, const struct event *event) {
  struct event_tally tally = event_tally(fill->app, event->record);
  bool open = is_still_open(fill, event, &tally);

  event_tally_release(&tally);
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
    struct row *heading = page_heading(fill->page, (int)group, titles[group]);
    heading->right = not_read_text(fill->app, &fill->page->arena, TABLE_EVENTS);
    heading->style = STYLE_WARN;
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

/* The last words of a name, before what a colon or a bracket adds. */
static void last_words(const char *name, int words, struct buf *out) {
  size_t len = strcspn(name, ":,("), from;

  while (len > 0 && name[len - 1] == ' ')
    len--;
  for (from = len; from > 0; from--)
    if (name[from - 1] == ' ' && --words == 0)
      break;
  buf_add(out, name + from, len - from);
}

/* A conference by its society where it is named after it, else by two words; a talk by one. */
static void event_word(const struct record *event, struct buf *out) {
  const char *name = record_text(event, EVENT_NAME), *society = record_text(event, EVENT_SOCIETY);

  if (society[0] != '\0' && strstr(name, society) != NULL)
    buf_adds(out, society);
  else
    last_words(name, record_word(event, EVENT_KIND, &words_event) == EVENT_CONFERENCE ? 2 : 1, out);
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
  int this_year = today.month >= YEAR_FIRST_MONTH ? today.year : today.year - 1;
  struct year year = {this_year + app->events_year, frame, place->row, place->last};
  struct events events = {VEC_INIT};
  int free_from = YEAR_COLUMN;

  (void)page;
  paint_months(&year);
  gather(&fill, &events);
  for (size_t i = 0; i < events.list.len; i++) {
    const struct event *event = &events.list.data[i];
    bool last = true;
    for (size_t j = i + 1; j < events.list.len; j++)
      last = last && !(event_is_block(events.list.data[j].record) &&
                       events.list.data[j].from <= event->to + 1);
    if (event_is_block(event->record))
      paint_block(&year, event, last);
    else if (is_on_the_line(event->record))
      free_from = paint_word(&year, event, free_from);
  }
  if (app->events_year == 0)
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
      EMPTY_TEXT(STYLE_STRONG, "No conferences, rotations or interviews yet."),
      EMPTY_TEXT(STYLE_TEXT, ""),
      EMPTY_ACT(ACT_ADD, "add one: “SNO 12-15 nov”, “block 8 23 nov to 31 jan at Tamarack”"),
      EMPTY_TEXT(STYLE_TEXT, ""),
      EMPTY_TEXT(STYLE_MUTED,
                 "Then mentee helps you prepare, remembers whom you met, and when to thank."),
  };

  (void)page;
  paint_empty_lines(app, frame, place, lines, sizeof lines / sizeof lines[0]);
}

#define YEARS_MOST 20

static void move_year(struct app *app, const struct page *page, int by) {
  int year = app->events_year + by;

  if (head_rows(app, page) == 0)
    app_say(app, "The year needs a larger screen.");
  else if (year >= -YEARS_MOST && year <= YEARS_MOST)
    app->events_year = year;
}

static bool act(struct app *app, struct page *page, enum act act, unsigned *effects) {
  const struct row *row = page_selected(page);

  (void)effects;
  if (act == ACT_OPEN && row != NULL) {
    app_open_page(app, &view_event, row->key);
    return true;
  }
  if (act == ACT_YEAR_ON || act == ACT_YEAR_BACK) {
    move_year(app, page, act == ACT_YEAR_ON ? 1 : -1);
    return true;
  }
  if (act == ACT_ADD) {
    event_add_open(app);
    return true;
  }
  return false;
}

static void hints(const struct app *app, const struct page *page, struct hints *out) {
  if (page->rows.len > 0)
    hint_act(out, ACT_OPEN, NULL);
  hint_act(out, ACT_ADD, "add an event");
  if (page->rows.len > 0) {
    if (app->events_year != 0) {
      hint_act(out, ACT_YEAR_BACK, NULL);
      hint_act(out, ACT_YEAR_ON, NULL);
    }
    hint_act(out, ACT_EDIT, NULL);
    hint_act(out, ACT_LET_GO, NULL);
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
