/* People: everyone, by family name. */
#include "tui_priv.h"

#include <string.h>

#define ROLE_COLUMN 30
#define WHERE_COLUMN 47

static bool is_seen(const struct record *contact) {
  int status = record_word(contact, CONTACT_STATUS, &words_status);

  return status != STATUS_ARCHIVED && status != STATUS_DECEASED;
}

static void fill(struct app *app, struct page *page) {
  const struct book *book = session_book(&app->session);
  const struct finder *finder = app_finder(app);
  size_t count = book_count(book, TABLE_CONTACTS), seen = 0;
  const struct record **list = arena_alloc(&page->arena, (count + 1) * sizeof(void *));

  for (size_t i = 0; i < count; i++) {
    const struct record *contact = book_at(book, TABLE_CONTACTS, i);
    if (is_seen(contact))
      list[seen++] = contact;
  }
  finder_sort(finder, list, seen);
  for (size_t i = 0; i < seen; i++) {
    struct row *row = page_row(page, ROW_ITEM, 0);
    row->key = record_id(list[i]);
    row->contact = row->record = list[i];
    row->table = TABLE_CONTACTS;
  }
}

static int head_rows(const struct app *app, const struct page *page) {
  return page->rows.len > 0 && !app_layout(app).low;
}

static void paint_head(const struct app *app, const struct page *page, struct frame *frame,
                       const struct place *place) {
  bool narrow = place->col == 0;

  (void)app;
  (void)page;
  frame_put(frame, place->row, place->col + 2, 20, STYLE_MUTED, "Name");
  if (!narrow) {
    frame_put(frame, place->row, ROLE_COLUMN, 16, STYLE_MUTED, "Role");
    frame_put(frame, place->row, WHERE_COLUMN, 20, STYLE_MUTED, "Where");
  }
  frame_put_right(frame, place->row, place->last, 8, STYLE_MUTED, "Last");
}

/* "sponsor +1", "paused to 15 Jan" */
static void role_cell(const struct app *app, const struct record *contact, struct buf *out) {
  int others = 0, today = app->session.today, until = record_day(contact, CONTACT_STATUS_UNTIL);
  const struct record *role =
      contact_main_role(session_book(&app->session), contact, today, &others);
  char day[DATE_TEXT_SIZE];

  if (app->due.cadence.facts[contact->index].status == STATUS_PAUSED) {
    buf_adds(out, "paused");
    if (until != DATE_NONE)
      buf_addf(out, " to %s", date_short(until, day));
  } else if (role != NULL) {
    buf_adds(out, words_spoken(&words_role,
                               record_word_or(role, ROLES_ROLE, &words_role, ROLE_ACQUAINTANCE)));
    if (others > 0)
      buf_addf(out, " +%d", others);
  }
}

static void paint_row(const struct app *app, const struct page *page, struct frame *frame,
                      const struct place *place, const struct row *row, bool on) {
  enum style style = row_style(on, STYLE_TEXT);
  struct buf role = BUF_INIT, last = BUF_INIT;
  bool narrow = place->col == 0;

  (void)page;
  role_cell(app, row->contact, &role);
  day_brief(app->due.cadence.facts[row->contact->index].last_touch, app->session.today, &last);
  frame_put(frame, place->row, place->col + 2, narrow ? place->last - 11 : 25, style,
            record_text(row->contact, CONTACT_NAME));
  if (!narrow) {
    frame_put(frame, place->row, ROLE_COLUMN, 16, style, buf_text(&role));
    frame_put(frame, place->row, WHERE_COLUMN, place->last - 8 - WHERE_COLUMN, style,
              record_text(row->contact, CONTACT_ORG));
  }
  frame_put_right(frame, place->row, place->last, 8, style, buf_text(&last));
  buf_release(&role);
  buf_release(&last);
}

static void paint_empty(const struct app *app, const struct page *page, struct frame *frame,
                        const struct place *place) {
  static const struct empty_line lines[] = {
      {STYLE_STRONG, "", "Nobody here yet."},
      {STYLE_TEXT, "", ""},
      {STYLE_TEXT, "a", "add someone"},
  };

  (void)app;
  (void)page;
  paint_empty_lines(frame, place, lines, sizeof lines / sizeof lines[0]);
}

static void status(const struct app *app, const struct page *page, struct buf *left,
                   struct buf *right) {
  struct layout layout = app_layout(app);
  size_t count = page->rows.len,
         end = page_end(page, page->top, layout.list_rows - head_rows(app, page), 0);

  if (count == 0)
    return;
  buf_addf(left, count == 1 ? "%zu person" : "%zu people, by family name", count);
  buf_addf(right, "%zu–%zu", page->top + 1, end);
}

static void hints(const struct app *app, const struct page *page, struct hints *out) {
  (void)app;
  if (page->rows.len == 0) {
    hint_act(out, ACT_ADD, NULL);
    hint_act(out, ACT_HELP, NULL);
    hint_act(out, ACT_QUIT_VIEW, NULL);
    return;
  }
  hint_act(out, ACT_FIND, NULL);
  hint_act(out, ACT_ADD, NULL);
  hint_act(out, ACT_LOG, NULL);
  hint_act(out, ACT_OPEN, NULL);
  hint_act(out, ACT_PASS, NULL);
  hint_act(out, ACT_PROMISE, NULL);
  hint_act(out, ACT_HELP, NULL);
}

const struct view view_people = {
    .title = "People",
    .bit = IN_PEOPLE,
    .fill = fill,
    .head_rows = head_rows,
    .paint_head = paint_head,
    .paint_row = paint_row,
    .paint_empty = paint_empty,
    .status = status,
    .hints = hints,
    .text_column = 3,
};
