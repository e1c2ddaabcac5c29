/* The levelled week, the next one, and three more in a line each. */
#include "tui_priv.h"

#include "mentee/base/text.h"
#include "mentee/engine/week.h"
#include <stdlib.h>
#include <string.h>

#define NAME_COLUMN 12
#define TEXT_COLUMN 39
#define NAME_WIDTH 25
#define WHOLE_WEEKS 2
#define NAMES_COLUMN 16

static const char *room_text(struct page *page, const struct week *week, int capacity) {
  int room = capacity - week->planned;

  if (week->full || room <= 0)
    return "full";
  return arena_format(&page->arena, "room for %d", room);
}

/* "16–22 Nov", "30 Nov–6 Dec" */
static const char *span_text(struct page *page, const struct week *week) {
  struct date_civil a = date_to_civil(week->first), b = date_to_civil(week->last);

  if (a.month == b.month)
    return arena_format(&page->arena, "%d–%d %s", a.day, b.day, date_month_short(a.month));
  return arena_format(&page->arena, "%d %s–%d %s", a.day, date_month_short(a.month), b.day,
                      date_month_short(b.month));
}

static const char *day_text(struct page *page, int day) {
  char text[DATE_TEXT_SIZE];

  if (day == DATE_NONE)
    return "any day";
  date_weekday_short(day, text);
  text[strcspn(text, " ")] = '\0';
  return arena_format(&page->arena, "%s %d", text, date_to_civil(day).day);
}

static void add_item(struct page *page, int group, const struct week_item *item) {
  struct row *row = page_row(page, ROW_ITEM, group);

  row->key = arena_format(&page->arena, "%d %s", (int)item->row_table, record_id(item->row));
  row->contact = item->contact;
  row->record = item->row;
  row->table = item->row_table;
  row->left = day_text(page, item->day);
  row->note = arena_dup(&page->arena, item->name);
  row->text = arena_dup(&page->arena, item->text);
}

static void add_week(struct page *page, int group, const struct week *week, int capacity) {
  static const char *const titles[] = {"This week", "Next week"};
  struct row *heading;

  page_blank(page);
  heading = page_heading(page, group, titles[group]);
  heading->note = span_text(page, week);
  heading->right = room_text(page, week, capacity);
  for (size_t i = 0; i < week->items.len; i++)
    add_item(page, group, &week->items.data[i]);
  if (week->items.len == 0) {
    struct row *row = page_row(page, ROW_TEXT, group);
    row->text = "nothing planned";
    row->style = STYLE_MUTED;
  }
}

static void add_line(struct page *page, int group, const struct week *week, int capacity) {
  struct row *heading;
  struct buf names = BUF_INIT, scratch = BUF_INIT;

  if (group == WHOLE_WEEKS)
    page_blank(page);
  heading = page_heading(page, group, span_text(page, week));
  for (size_t i = 0; i < week->people.len; i++)
    buf_addf(&names, "%s%s", i > 0 ? ", " : "", called(week->people.data[i], &scratch));
  heading->text = arena_dup(&page->arena, names.len > 0 ? buf_text(&names) : "nothing planned");
  heading->right = room_text(page, week, capacity);
  buf_release(&names);
  buf_release(&scratch);
}

/* Not a day and not a hello in any of the weeks: the page says so itself. */
static bool is_free(const struct week_plan *plan) {
  for (size_t i = 0; i < plan->weeks.len && i < WEEKS_AT_LEAST; i++)
    if (plan->weeks.data[i].items.len > 0 || plan->weeks.data[i].people.len > 0)
      return false;
  return true;
}

static void fill(struct app *app, struct page *page) {
  struct week_plan plan;
  size_t count;

  week_plan(&plan, session_book(&app->session), &app->session.settings, &app->due);
  count = is_free(&plan) ? 0 : plan.weeks.len;
  for (size_t i = 0; i < count && i < WEEKS_AT_LEAST; i++)
    if (i < WHOLE_WEEKS)
      add_week(page, (int)i, &plan.weeks.data[i], plan.capacity);
    else
      add_line(page, (int)i, &plan.weeks.data[i], plan.capacity);
  week_plan_release(&plan);
}

static void paint_row(const struct app *app, const struct page *page, struct frame *frame,
                      const struct place *place, const struct row *row, bool on) {
  enum style style = row_style(on, row->style);
  bool narrow = place->col == 0;
  int name = narrow ? 10 : NAME_COLUMN, text = narrow ? 23 : TEXT_COLUMN;
  struct buf scratch = BUF_INIT;

  (void)app;
  (void)page;
  if (row->kind == ROW_TEXT) {
    place_put(frame, place, place->row, place->col + 2, style, row->text);
    return;
  }
  frame_put(frame, place->row, place->col + 2, name - place->col - 3, style, row->left);
  frame_put(frame, place->row, name, text - name - 1, style,
            row->contact == NULL ? row->note
            : narrow             ? called(row->contact, &scratch)
                                 : fitting_name(row->contact, NAME_WIDTH, &scratch));
  place_put(frame, place, place->row, text, style, row->text);
  buf_release(&scratch);
}

/* --- moving --------------------------------------------------------------------------------- */

static void move_by(struct app *app, const struct row *row, int days) {
  struct err err = ERR_INIT;
  int day, today = app->session.today;
  bool ok;
  char text[DATE_TEXT_SIZE];

  if (row->table == TABLE_INTERACTIONS) {
    day = record_day(row->record, INTERACTION_ON_DATE) + days;
    ok = day >= today ? session_move_meeting(&app->session, record_id(row->record), day, -1, &err)
                      : err_set(&err, ERR_USAGE, "a meeting cannot be moved into the past");
  } else if (row->table == TABLE_FOLLOWUPS) {
    day = record_day(row->record, FOLLOWUP_DUE_ON) + days;
    ok = day >= today ? session_move_promise(&app->session, record_id(row->record), day, &err)
                      : err_set(&err, ERR_USAGE, "a promise cannot be moved into the past");
  } else if (row->table == TABLE_CONTACTS) {
    day = week_first_day(today + (row->group == 0 ? 0 : 7), &app->session.settings) + days;
    ok = day > today ? session_snooze(&app->session, record_id(row->record), day, &err)
                     : err_set(&err, ERR_USAGE, "it is this week already");
  } else {
    app_say(app, "This has its day.");
    return;
  }
  if (ok) {
    app_changed(app);
    app_say(app, "Moved to %s.  u undoes", date_weekday_short(day, text));
  } else {
    app_say_err(app, &err);
  }
}

static bool act(struct app *app, struct page *page, enum act act, unsigned *effects) {
  const struct row *row = page_selected(page);

  (void)effects;
  if (act == ACT_OPEN && row != NULL && row->table == TABLE_EVENTS) {
    app_open_page(app, &view_event, record_id(row->record));
    return true;
  }
  if (act != ACT_EARLIER && act != ACT_LATER_WEEK)
    return false;
  if (row != NULL)
    move_by(app, row, act == ACT_EARLIER ? -7 : 7);
  return true;
}

static void paint_empty(const struct app *app, const struct page *page, struct frame *frame,
                        const struct place *place) {
  static const struct empty_line lines[] = {
      EMPTY_TEXT(STYLE_STRONG, "A free week."),
      EMPTY_TEXT(STYLE_TEXT, ""),
      EMPTY_TEXT(STYLE_TEXT, "Hellos come here by themselves."),
      EMPTY_TEXT(STYLE_TEXT, ""),
      EMPTY_ACT(ACT_MEET_WHO, "plan a meeting"),
  };

  (void)page;
  paint_empty_lines(app, frame, place, lines, sizeof lines / sizeof lines[0]);
}

static void hints(const struct app *app, const struct page *page, struct hints *out) {
  (void)app;
  if (page_selected(page) != NULL) {
    hint_act(out, ACT_EARLIER, NULL);
    hint_act(out, ACT_LATER_WEEK, NULL);
    hint_act(out, ACT_LOG, NULL);
    hint_act(out, ACT_LATER, NULL);
    hint_act(out, ACT_OPEN, NULL);
  } else {
    hint_act(out, ACT_MEET_WHO, "plan a meeting");
    hint_act(out, ACT_FIND, NULL);
  }
  hint_act(out, ACT_HELP, NULL);
}

const struct view view_week = {
    .title = "Week",
    .side = true,
    .bit = IN_WEEK,
    .fill = fill,
    .act = act,
    .paint_row = paint_row,
    .paint_empty = paint_empty,
    .hints = hints,
    .text_column = NAME_COLUMN,
};
