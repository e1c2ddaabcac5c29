/* The first start: no store yet. */
#include "tui_priv.h"

static void fill(struct app *app, struct page *page) {
  (void)app;
  (void)page;
}

static void paint_empty(const struct app *app, const struct page *page, struct frame *frame,
                        const struct place *place) {
  bool roomy = app->rows >= 20 && app->cols >= 76;
  struct place at = {roomy ? 5 : 0, app->rows - 2, roomy ? 10 : 0, app->cols - 1, false};
  struct buf folder = BUF_INIT, where = BUF_INIT;
  int row = at.row;

  (void)page;
  at.rows = place->row + place->rows - at.row;
  world_tilde(app->world, app->session.store.folder, &folder);
  place_put(frame, &at, row, at.col, STYLE_STRONG, "mentee");
  row += 2;
  if (roomy) {
    row += frame_put_wrapped(frame, row, at.col, 64, 3, STYLE_TEXT,
                             "The people who help you grow: what you talked about, what you owe "
                             "each other, and when a hello is due.");
    row += 2;
  }
  const struct empty_line lines[] = {
      EMPTY_ACT(ACT_ADD, "add someone"),
      EMPTY_ACT(ACT_IMPORT, "bring people in from a file"),
      EMPTY_ACT(ACT_SAMPLE, "look around a sample network"),
      EMPTY_TEXT(STYLE_TEXT, ""),
      EMPTY_ACT(ACT_QUIT_VIEW, "quit"),
  };
  at.rows -= row - at.row;
  at.row = row;
  paint_empty_lines(app, frame, &at, lines, sizeof lines / sizeof lines[0]);
  row += 7;
  if (roomy) {
    place_put(frame, &at, row++, at.col, STYLE_MUTED,
              "Nothing is written until you add someone. Then: plain CSV files");
    buf_adds(&where, "in ");
    buf_adds(&where, buf_text(&folder));
    buf_adds(&where, ". Nothing is ever sent anywhere.");
    place_put(frame, &at, row, at.col, STYLE_MUTED, buf_text(&where));
  }
  frame->cursor_row = at.row;
  frame->cursor_col = at.col;
  buf_release(&folder);
  buf_release(&where);
}

static void hints(const struct app *app, const struct page *page, struct hints *out) {
  (void)app;
  (void)page;
  hint_act(out, ACT_HELP, NULL);
}

const struct view view_welcome = {
    .title = "",
    .bit = IN_WELCOME,
    .plain = true,
    .fill = fill,
    .paint_empty = paint_empty,
    .hints = hints,
};
