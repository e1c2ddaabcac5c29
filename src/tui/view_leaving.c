/* The people of a building before one leaves it: a wave or a thank-you for each (R17). */
#include "tui_priv.h"

#include <string.h>

const struct reason *leaving_reason(const struct app *app, const char *event) {
  for (size_t i = 0; i < app->due.reasons.len; i++) {
    const struct reason *reason = &app->due.reasons.data[i];
    if (reason->rule == RULE_R17 && strcmp(record_id(reason->row), event) == 0)
      return reason;
  }
  return NULL;
}

static void fill(struct app *app, struct page *page) {
  const struct reason *reason = leaving_reason(app, page->subject);

  for (size_t i = 0; reason != NULL && reason->whom[i] != NULL; i++) {
    struct row *row = page_row(page, ROW_ITEM, 0);
    struct buf fact = BUF_INIT, day = BUF_INIT;

    person_fact(app, reason->whom[i], &fact, &day);
    row->key = record_id(reason->whom[i]);
    row->contact = row->record = reason->whom[i];
    row->table = TABLE_CONTACTS;
    row->left = record_text(reason->whom[i], CONTACT_NAME);
    row->text = arena_dup(&page->arena, buf_text(&fact));
    row->right = arena_dup(&page->arena, buf_text(&day));
    buf_release(&fact);
    buf_release(&day);
  }
}

static int head_rows(const struct app *app, const struct page *page) {
  (void)app;
  (void)page;
  return 3;
}

static void paint_head(const struct app *app, const struct page *page, struct frame *frame,
                       const struct place *place) {
  const struct record *event = book_find(session_book(&app->session), TABLE_EVENTS, page->subject);
  struct buf title = BUF_INIT, ends = BUF_INIT;
  int end;

  if (event == NULL)
    return;
  leaving_title(app, event, &title, &ends);
  end = frame_put_right(frame, place->row, place->last, place_width(place) / 2, STYLE_MUTED,
                        buf_text(&ends));
  frame_put(frame, place->row, place->col, end - place->col - 1, STYLE_STRONG, buf_text(&title));
  place_put(frame, place, place->row + 1, place->col, STYLE_TEXT,
            "A word to each, while the way is short.");
  buf_release(&title);
  buf_release(&ends);
}

static void paint_empty(const struct app *app, const struct page *page, struct frame *frame,
                        const struct place *place) {
  static const struct empty_line lines[] = {
      EMPTY_TEXT(STYLE_STRONG, "That was everybody here."),
      EMPTY_TEXT(STYLE_TEXT, ""),
      EMPTY_ACT(ACT_BACK, "back to where you were"),
  };

  (void)page;
  paint_empty_lines(app, frame, place, lines, sizeof lines / sizeof lines[0]);
}

static void hints(const struct app *app, const struct page *page, struct hints *out) {
  (void)app;
  if (page_selected(page) != NULL) {
    hint_act(out, ACT_PASS, NULL);
    hint_act(out, ACT_LOG, NULL);
    hint_act(out, ACT_WRITE, NULL);
    hint_act(out, ACT_DONE, NULL);
    hint_act(out, ACT_LATER, NULL);
    hint_act(out, ACT_OPEN, "the person");
  }
  hint_act(out, ACT_BACK, NULL);
  hint_act(out, ACT_HELP, NULL);
}

const struct view view_leaving = {
    .title = "the people here",
    .side = true,
    .bit = IN_GROUP,
    .fill = fill,
    .head_rows = head_rows,
    .paint_head = paint_head,
    .paint_row = paint_name_row,
    .paint_empty = paint_empty,
    .hints = hints,
    .text_column = 3,
};
