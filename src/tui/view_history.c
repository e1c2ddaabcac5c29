/* Everything that changed, newest first; each of it can be taken back. */
#include "tui_priv.h"

#include "mentee/base/date_words.h"
#include "mentee/session/history.h"
#include <string.h>

#define TEXT_COLUMN 12

static const char *day_title(struct page *page, int day, int today) {
  char text[DATE_TEXT_SIZE];

  if (day == today)
    return "Today";
  return arena_format(&page->arena, "%s %s", date_weekday_name(date_weekday(day)),
                      date_short_year(day, today, text));
}

static void add_row(struct page *page, const struct history_row *of) {
  struct row *row = page_row(page, ROW_ITEM, of->day);
  char time[DATE_TEXT_SIZE];

  row->key = arena_dup(&page->arena, of->mark);
  row->left = arena_dup(&page->arena, date_words_time_text(of->minutes, time));
  row->text = arena_dup(&page->arena, of->title);
  row->note = arena_dup(&page->arena, of->details);
  row->right = of->undone ? "undone" : of->from_sync ? "sync" : "here";
}

static void fill(struct app *app, struct page *page) {
  struct history history = HISTORY_INIT;
  struct err err = ERR_INIT;
  const struct book *book = session_book(&app->session);

  if (!session_history(&app->session, NULL, &history, &err))
    app_say_err(app, &err);
  for (size_t i = 0; i < history.rows.len; i++) {
    const struct history_row *of = &history.rows.data[i];
    if (i == 0 || history.rows.data[i - 1].day != of->day) {
      page_blank(page);
      page_heading(page, of->day, day_title(page, of->day, app->session.today));
    }
    add_row(page, of);
    page->rows.data[page->rows.len - 1].contact = book_find(book, TABLE_CONTACTS, of->contact);
  }
  history_release(&history);
}

static void paint_row(const struct app *app, const struct page *page, struct frame *frame,
                      const struct place *place, const struct row *row, bool on) {
  enum style style = row_style(on, STYLE_TEXT);
  int text = place->col == 0 ? 8 : TEXT_COLUMN;
  int end = frame_put_right(frame, place->row, place->last, 8, STYLE_MUTED, row->right);

  (void)app;
  (void)page;
  frame_put(frame, place->row, place->col + 2, 6, style, row->left);
  paint_found(frame, place->row, text, end - text - 1, style, row->text,
              buf_text(&app->looked_for));
}

static void paint_panel(const struct app *app, const struct page *page, struct frame *frame,
                        const struct place *place) {
  const struct row *row = page_selected(page);
  int end = frame_put_right(frame, place->row, place->last, place_width(place) / 2, STYLE_MUTED,
                            row->note);

  (void)app;
  frame_put(frame, place->row, place->col, end - place->col - 1, STYLE_STRONG, row->text);
}

static void paint_empty(const struct app *app, const struct page *page, struct frame *frame,
                        const struct place *place) {
  static const struct empty_line lines[] = {EMPTY_TEXT(STYLE_STRONG, "Nothing has changed yet.")};

  (void)page;
  paint_empty_lines(app, frame, place, lines, 1);
}

static bool act(struct app *app, struct page *page, enum act act, unsigned *effects) {
  const struct row *row = page_selected(page);
  struct buf title = BUF_INIT, mark = BUF_INIT;
  struct err err = ERR_INIT;
  char since[ACTION_MARK_SIZE];

  (void)effects;
  if (row == NULL || (act != ACT_UNDO && act != ACT_REDO))
    return false;
  buf_adds(&mark, row->key);
  if (session_newest_mark(&app->session, since, &err) &&
      session_undo_mark(&app->session, buf_text(&mark), &title, &err) &&
      session_take_up(&app->session, since, &err)) {
    app_changed(app);
    app_say(app, "Taken back: %s", buf_text(&title));
  } else {
    app_say_err(app, &err);
  }
  buf_release(&title);
  buf_release(&mark);
  return true;
}

static void hints(const struct app *app, const struct page *page, struct hints *out) {
  const struct row *row = page_selected(page);

  (void)app;
  if (row != NULL)
    hint_act(out, ACT_UNDO, "undo this one");
  if (row != NULL && row->contact != NULL)
    hint_act(out, ACT_OPEN, "the person");
  hint_act(out, ACT_LOOK, NULL);
  hint_act(out, ACT_BACK, NULL);
  hint_act(out, ACT_HELP, NULL);
}

const struct view view_history = {
    .title = "History",
    .aside = "everything that changed, newest first",
    .titled = true,
    .panel = true,
    .bit = IN_HISTORY,
    .fill = fill,
    .act = act,
    .head_rows = head_of_one_row,
    .paint_row = paint_row,
    .paint_panel = paint_panel,
    .paint_empty = paint_empty,
    .hints = hints,
    .text_column = TEXT_COLUMN,
};
