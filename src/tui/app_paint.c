/* The state of the app on the grid: header, list, panel, message, keys. */
#include "tui_priv.h"

#include <string.h>

const struct view *const app_tabs[] = {&view_today,    &view_people, &view_week,
                                       &view_promises, &view_events, &view_team};
const size_t app_tab_count = sizeof app_tabs / sizeof app_tabs[0];

/* --- header ------------------------------------------------------------------------------- */

static const struct view *tab_of(const struct app *app) {
  return app->pages.data[0]->view;
}

/* Returns the first column after them. */
static int paint_tabs(const struct app *app, struct frame *frame, bool rule) {
  int col = 1;

  if (rule)
    frame_fill(frame, 1, 0, frame->cols, STYLE_RULE, GLYPH_RULE);
  for (size_t i = 0; i < app_tab_count; i++) {
    bool on = app_tabs[i] == tab_of(app);
    int width = frame_putf(frame, 0, col, frame->cols, on ? STYLE_TAB_ON : STYLE_TAB, "%zu %s",
                           i + 1, app_tabs[i]->title);
    if (on && rule)
      frame_fill(frame, 1, col, width, STYLE_RULE_ON, GLYPH_RULE_ON);
    col += width + 2;
  }
  return col;
}

static void paint_header(const struct app *app, struct frame *frame, const struct layout *layout) {
  char day[DATE_TEXT_SIZE];
  struct buf date = BUF_INIT;
  int last = layout->narrow ? frame->cols - 1 : frame->cols - 2, used = 0;

  date_weekday_short(app->session.today, day);
  buf_adds(&date, day);
  if (!layout->narrow)
    buf_addf(&date, " %d", date_to_civil(app->session.today).year);
  if (layout->narrow) {
    frame_put(frame, 0, 0, frame->cols - 12, STYLE_TAB_ON, tab_of(app)->title);
    if (!layout->low) {
      frame_fill(frame, 1, 0, frame->cols, STYLE_RULE, GLYPH_RULE);
      frame_fill(frame, 1, 0, frame_width(frame, tab_of(app)->title), STYLE_RULE_ON, GLYPH_RULE_ON);
    }
  } else {
    used = paint_tabs(app, frame, !layout->low);
  }
  if (used + frame_width(frame, buf_text(&date)) <= last)
    frame_put_right(frame, 0, last, frame->cols, STYLE_TAB, buf_text(&date));
  buf_release(&date);
}

static void paint_view_title(const struct view *view, struct frame *frame,
                             const struct layout *layout) {
  int end = layout->narrow ? frame->cols
                           : frame_put_right(frame, 0, frame->cols - 2, frame->cols / 2 + 10,
                                             STYLE_MUTED, view->aside);

  frame_put(frame, 0, layout->margin, end - layout->margin - 1, STYLE_STRONG, view->title);
  if (!layout->low)
    frame_fill(frame, 1, 0, frame->cols, STYLE_RULE, GLYPH_RULE);
}

static void paint_banner(struct frame *frame, const struct layout *layout) {
  const char *text = layout->narrow
                         ? "A sample network, in memory; q leaves"
                         : "A sample network, in memory. Nothing is written; q asks what to keep.";
  int row = layout->body - 1;

  frame_put(frame, row, layout->margin, frame->cols, STYLE_BANNER, text);
  frame_restyle(frame, row, 0, frame->cols, STYLE_BANNER);
}

/* --- the list ------------------------------------------------------------------------------- */

static void paint_row(const struct app *app, const struct page *page, struct frame *frame,
                      const struct place *place, size_t at) {
  const struct row *row = &page->rows.data[at];
  bool on = at == page->cursor && row->kind == ROW_ITEM;

  if (row->kind == ROW_HEADING) {
    int width =
        frame_put(frame, place->row, place->col, place_width(place), STYLE_STRONG, row->left);
    place_put(frame, place, place->row, place->col + width + 2, STYLE_MUTED, row->note);
    place_put(frame, place, place->row, place->col + 15, STYLE_MUTED, row->text);
    if (row->right[0] != '\0')
      frame_put_right(frame, place->row, place->last, 30,
                      row->style == STYLE_WARN ? STYLE_WARN : STYLE_MUTED, row->right);
    return;
  }
  if (row->kind == ROW_BLANK)
    return;
  page->view->paint_row(app, page, frame, place, row, on);
  if (on) {
    frame_put(frame, place->row, place->col, 1, STYLE_ACCENT, frame_glyph(frame, GLYPH_CURSOR));
    frame->cursor_row = place->row;
    frame->cursor_col =
        page->view->text_column > 0 && place->col == 1 ? page->view->text_column : place->col + 2;
  }
}

static void paint_more(const struct app *app, const struct page *page, struct frame *frame,
                       const struct layout *layout, int row, size_t end) {
  struct buf text = BUF_INIT;
  int col = layout->narrow ? 2 : page->view->text_column;

  if (page->view->more != NULL)
    page->view->more(app, page, end, &text);
  if (text.len > 0) {
    frame_put(frame, row, col, layout->last - col - 1, STYLE_MUTED, buf_text(&text));
    frame_put(frame, row, layout->last, 1, STYLE_MUTED, frame_glyph(frame, GLYPH_DOWN));
  }
  buf_release(&text);
}

static void paint_rows(const struct app *app, const struct page *page, struct frame *frame,
                       const struct layout *layout, struct place place) {
  const struct modal *modal = app_modal(app);
  int more = layout->low && page->view->more_rows > 1 ? 1 : page->view->more_rows;
  size_t end = page_end(page, page->top, place.rows, more);
  int bottom = place.row + place.rows - 1;

  for (size_t at = page->top; at < end; at++, place.row++) {
    struct place one = {place.row, 1, layout->margin, layout->last, false};
    paint_row(app, page, frame, &one, at);
  }
  if (end < page->rows.len && (modal == NULL || modal->kind->keeps_more))
    paint_more(app, page, frame, layout, page->view->panel ? place.row + more - 1 : bottom, end);
}

static void paint_list(const struct app *app, const struct page *page, struct frame *frame,
                       const struct layout *layout) {
  struct place place = {layout->body, layout->list_rows, layout->margin, layout->last, false};
  int head = page->view->head_rows != NULL ? page->view->head_rows(app, page) : 0;

  if (page->rows.len == 0 && page->view->paint_empty != NULL) {
    place.row += app->rows >= 20 && !page->view->plain ? 6 : 1;
    place.rows -= place.row - layout->body;
    place.col = layout->margin + (page->view->plain ? 0 : 2);
    page->view->paint_empty(app, page, frame, &place);
    return;
  }
  if (head > 0) {
    place.rows = head;
    if (page->view->paint_head != NULL)
      page->view->paint_head(app, page, frame, &place);
    place.row += head;
    place.rows = layout->list_rows - head;
  }
  paint_rows(app, page, frame, layout, place);
}

/* --- panel and message ------------------------------------------------------------------------ */

void paint_input(struct frame *frame, int row, int col, int last, const struct modal *modal) {
  const char *text = line_edit_text(&modal->line);
  struct buf before = BUF_INIT;
  int room = last - col + 1, cursor;
  size_t from = 0;

  buf_add(&before, text, modal->line.cursor);
  cursor = frame_width(frame, buf_text(&before));
  while (cursor >= room) { /* the part around the cursor is seen */
    from++;
    while (((unsigned char)text[from] & 0xC0) == 0x80)
      from++;
    cursor = frame_width(frame, buf_text(&before) + from);
  }
  if (text[0] == '\0' && modal->kind->ghost != NULL)
    frame_put(frame, row, col, room, STYLE_GHOST, modal->kind->ghost);
  else
    frame_put(frame, row, col, room, STYLE_INPUT, text + from);
  frame->cursor_row = row;
  frame->cursor_col = col + cursor;
  buf_release(&before);
}

/* "Log › " or "/ " and what is typed. */
static void paint_prompt(const struct app *app, const struct modal *modal, struct frame *frame,
                         int row, int margin, int last) {
  const char *prompt = modal->kind->prompt(app, modal);
  int col = margin + frame_put(frame, row, margin, last, STYLE_KEY, prompt) + 1;

  if (strlen(prompt) > 1)
    col += frame_put(frame, row, col, 1, STYLE_KEY, frame_glyph(frame, GLYPH_PROMPT)) + 1;
  paint_input(frame, row, col, last, modal);
}

/* The first row of the panel; the place is what is left under it. */
static void paint_title(const struct app *app, const struct modal *modal, struct frame *frame,
                        struct place *place) {
  struct buf left = BUF_INIT, right = BUF_INIT;
  int end = place->last + 1, room;

  if (modal->kind->title == NULL)
    return;
  modal->kind->title(app, modal, &left, &right);
  room = frame_width(frame, buf_text(&left)) + 2; /* the left comes first, up to two thirds */
  if (room > place_width(place) * 2 / 3)
    room = place_width(place) * 2 / 3;
  if (right.len > 0)
    end = frame_put_right(frame, place->row, place->last, place_width(place) - room, STYLE_MUTED,
                          buf_text(&right));
  frame_put(frame, place->row, place->col, end - place->col - 1, STYLE_STRONG, buf_text(&left));
  place->row++;
  place->rows--;
  buf_release(&left);
  buf_release(&right);
}

/* On a small screen the line is wrapped at words. Returns the rows it takes. */
static int paint_wrapped_input(struct frame *frame, int row, const struct modal *modal) {
  const char *text = line_edit_text(&modal->line);
  struct buf before = BUF_INIT;
  int rows = 1, columns = frame->cols - 2;

  frame_put(frame, row, 0, 1, STYLE_KEY, frame_glyph(frame, GLYPH_PROMPT));
  if (text[0] == '\0' && modal->kind->ghost != NULL)
    frame_put(frame, row, 2, columns, STYLE_GHOST, modal->kind->ghost);
  else
    rows = frame_put_wrapped(frame, row, 2, columns, 4, STYLE_INPUT, text);
  buf_add(&before, text, modal->line.cursor);
  frame->cursor_row = row;
  frame->cursor_col = 2 + frame_width(frame, buf_text(&before));
  while (frame->cursor_col >= frame->cols && frame->cursor_row < row + 3) {
    frame->cursor_row++;
    frame->cursor_col -= columns;
  }
  if (frame->cursor_col >= frame->cols)
    frame->cursor_col = frame->cols - 1;
  buf_release(&before);
  return rows > 0 ? rows : 1;
}

/* A small screen gives the whole of itself to what is asked. */
static void paint_small_modal(const struct app *app, const struct modal *modal,
                              struct frame *frame) {
  struct place place = {0, frame->rows - 2, 0, frame->cols - 1, true};
  struct hints hints = {.keymap = &app->keymap, .read_only = app->session.store.read_only != NULL};
  int input = 0;

  paint_title(app, modal, frame, &place);
  if (modal->kind->prompt != NULL)
    input = 1 + paint_wrapped_input(frame, place.row + 1, modal);
  place.row += 1 + input;
  place.rows -= 1 + input;
  modal->kind->paint(app, modal, frame, &place);
  if (app->message.len > 0)
    frame_put(frame, frame->rows - 2, 0, frame->cols, app->message_style, buf_text(&app->message));
  modal->kind->hints(app, modal, &hints);
  paint_hints(frame, frame->rows - 1, 0, frame->cols - 1, &hints);
}

static void paint_modal(const struct app *app, const struct modal *modal, struct frame *frame,
                        const struct layout *layout) {
  struct place place = {layout->panel, layout->panel_rows, 1, frame->cols - 2, false};

  if (modal->kind->whole_body)
    place = (struct place){layout->body, layout->list_rows, layout->margin, layout->last, false};
  paint_title(app, modal, frame, &place);
  modal->kind->paint(app, modal, frame, &place);
  if (modal->kind->prompt != NULL)
    paint_prompt(app, modal, frame, layout->message, layout->margin, frame->cols - 2);
}

static void paint_side(const struct app *app, const struct page *page, struct frame *frame,
                       const struct layout *layout) {
  int rows = layout->list_rows, last = frame->cols - 2;
  struct place place = {layout->body, rows, layout->last + 4, last, false};

  if (page_selected(page) == NULL)
    return;
  if (!page->view->panel && page_selected(page)->contact == NULL)
    return;
  if (frame->cols <= 120)
    place.last = frame->cols - 1;
  for (int row = layout->body; row < layout->body + rows; row++)
    frame_fill(frame, row, layout->last + 2, 1, STYLE_RULE, GLYPH_BAR);
  if (page->view->panel)
    page->view->paint_panel(app, page, frame, &place);
  else
    paint_side_panel(app, frame, &place, page_selected(page)->contact,
                     person_line_index(app, page_selected(page)->contact));
}

static void paint_panel(const struct app *app, const struct page *page, struct frame *frame,
                        const struct layout *layout) {
  const struct modal *modal = app_modal(app);
  struct place place = {layout->panel, layout->panel_rows, 1, frame->cols - 2, false};

  if (layout->panel_rows > 0)
    frame_fill(frame, layout->panel - 1, 0, frame->cols, STYLE_RULE, GLYPH_RULE);
  if (layout->side && (modal == NULL || !modal->kind->whole_body))
    paint_side(app, page, frame, layout);
  if (modal != NULL)
    paint_modal(app, modal, frame, layout);
  else if (layout->panel_rows > 0)
    page->view->paint_panel(app, page, frame, &place);
}

static void paint_status(const struct app *app, const struct page *page, struct frame *frame,
                         const struct layout *layout) {
  struct buf left = BUF_INIT, right = BUF_INIT;

  page->view->status(app, page, &left, &right);
  frame_put(frame, layout->message, layout->margin, frame->cols,
            page->view == &view_people && page->extra.len > 0 ? STYLE_STRONG : STYLE_MUTED,
            buf_text(&left));
  frame_put_right(frame, layout->message, frame->cols - 2, frame->cols / 2, STYLE_MUTED,
                  buf_text(&right));
  buf_release(&left);
  buf_release(&right);
}

/* A sentence that is longer than its row takes the row above too. */
static void put_message(const struct app *app, struct frame *frame, const struct layout *layout,
                        int row) {
  const char *text = buf_text(&app->message);
  int room = frame->cols - 1 - layout->margin;
  bool two = !layout->low && frame_width(frame, text) > room;

  if (!two) {
    frame_put(frame, row, layout->margin, room, app->message_style, text);
    return;
  }
  frame_blank(frame, row - 1, 0);
  frame_blank(frame, row, 0);
  frame_put_wrapped(frame, row - 1, layout->margin, room, 2, app->message_style, text);
}

static void paint_message(const struct app *app, const struct page *page, struct frame *frame,
                          const struct layout *layout) {
  const struct modal *modal = app_modal(app);

  if (app->busy.len > 0) {
    busy_paint(app, frame, layout->message);
    return;
  }
  if (modal != NULL && modal->kind->prompt != NULL && app->message.len == 0)
    return;
  if (app->message.len > 0)
    put_message(app, frame, layout,
                modal != NULL && modal->kind->prompt != NULL && layout->panel_rows > 0
                    ? layout->message - 1
                    : layout->message);
  else if (page->view->status != NULL && !layout->low && modal == NULL)
    paint_status(app, page, frame, layout);
}

/* The way out of the sample is told in each of its views, before "? help". */
static void hint_leave(const struct app *app, struct hints *hints) {
  struct hint last;

  if (!app->session.sample || app->pages.len > 1 || app_layout(app).narrow || hints->len < 1)
    return;
  last = hints->list[--hints->len];
  hint_act(hints, ACT_QUIT_VIEW, "leave it and start my own");
  hints->list[hints->len - 1].rank = 0;
  hints->list[hints->len++] = last;
}

static void paint_keys(const struct app *app, const struct page *page, struct frame *frame,
                       const struct layout *layout) {
  const struct modal *modal = app_modal(app);
  struct hints hints = {.keymap = &app->keymap, .read_only = app->session.store.read_only != NULL};

  if (app->busy.len > 0)
    hint_key(&hints, "Esc", "stop; nothing is taken then");
  else if (modal != NULL)
    modal->kind->hints(app, modal, &hints);
  else
    page->view->hints(app, page, &hints), hint_leave(app, &hints);
  paint_hints(frame, layout->keys, layout->margin, layout->last, &hints);
}

static void paint_too_small(const struct app *app, struct frame *frame) {
  frame_putf(frame, 0, 0, frame->cols, STYLE_TEXT, "Window too small (%d×%d).", app->cols,
             app->rows);
  frame_put(frame, 1, 0, frame->cols, STYLE_MUTED, "Nothing is lost.");
}

void app_paint(const struct app *app, struct frame *frame) {
  const struct page *page = app_page(app);
  const struct modal *modal = app_modal(app);
  struct layout layout;

  frame->ascii = app->ascii;
  if (frame->rows != app->rows || frame->cols != app->cols)
    frame_resize(frame, app->rows, app->cols);
  else
    frame_clear(frame);
  if (app_too_small(app)) {
    paint_too_small(app, frame);
    return;
  }
  layout = app_layout(app);
  if (modal != NULL && !modal->kind->whole_body && (layout.narrow || layout.low)) {
    paint_small_modal(app, modal, frame);
    return;
  }
  if (modal == NULL || !modal->kind->whole_screen) {
    if (page->view->titled)
      paint_view_title(page->view, frame, &layout);
    else if (!page->view->plain && !(page->view->own_title && layout.narrow))
      paint_header(app, frame, &layout);
    if (app->session.sample && !page->view->plain)
      paint_banner(frame, &layout);
  }
  if (modal == NULL || !modal->kind->whole_body)
    paint_list(app, page, frame, &layout);
  paint_panel(app, page, frame, &layout);
  paint_message(app, page, frame, &layout);
  paint_keys(app, page, frame, &layout);
}
