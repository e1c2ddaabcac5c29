/* A page to read: a brief, what a command said. */
#include "tui_priv.h"

#include "mentee/base/text.h"
#include "mentee/base/xmem.h"
#include "mentee/tui/key.h"
#include <stdlib.h>
#include <string.h>

struct text_state {
  char *title, *aside, *text;
  struct buf shown; /* the text with its long lines broken for a screen so wide */
  int cols;
  int top, lines, found; /* found: the line that / or n came to; -1 */
};

static int count_lines(const char *text) {
  int lines = 0;

  for (; *text != '\0'; lines++)
    text += strcspn(text, "\n") + (text[strcspn(text, "\n")] == '\n');
  return lines;
}

static int page_rows(const struct app *app) {
  return app_layout(app).low ? app->rows - 3 : app->rows - 5;
}

/* What stands at the right edge of a wider page comes nearer, where the line then fits. */
static void close_gap(struct buf *line, int columns) {
  size_t over = (size_t)text_width(buf_text(line)) - (size_t)columns, at = 0, gap = 0;

  for (size_t i = strspn(buf_text(line), " "); i < line->len; i++) {
    size_t blanks = strspn(line->data + i, " ");
    if (blanks > gap)
      at = i, gap = blanks;
    i += blanks;
  }
  if (gap < over + 2)
    return;
  memmove(line->data + at, line->data + at + over, line->len - at - over);
  buf_cut(line, line->len - over);
}

/* A line that goes on does so a little to the right of where it began. */
static void break_line(struct buf *out, const char *line, size_t len, int columns) {
  int indent = (int)strspn(line, " ") + 2;
  struct buf rest = BUF_INIT;
  const char *at;

  buf_add(&rest, line, len);
  if (text_width(buf_text(&rest)) > columns)
    close_gap(&rest, columns);
  at = buf_text(&rest);
  if (indent > columns / 2)
    indent = 0;
  while (text_width(at) > columns) {
    size_t fits = text_fits(at, columns - (at != buf_text(&rest) ? indent : 0));
    if (fits == 0)
      break;
    buf_addf(out, "%*s%.*s\n", at != buf_text(&rest) ? indent : 0, "", (int)fits, at);
    at += fits;
    at += strspn(at, " ");
  }
  buf_addf(out, "%*s%s\n", at != buf_text(&rest) ? indent : 0, "", at);
  buf_release(&rest);
}

static void break_lines(const struct app *app, struct text_state *state) {
  int columns = app->cols - 1 - app_layout(app).margin;

  if (state->cols == app->cols)
    return;
  state->cols = app->cols;
  buf_cut(&state->shown, 0);
  for (const char *at = state->text; *at != '\0';) {
    size_t len = strcspn(at, "\n");
    break_line(&state->shown, at, len, columns);
    at += len + (at[len] == '\n');
  }
  state->lines = count_lines(buf_text(&state->shown));
}

static void scroll_to(const struct app *app, struct text_state *state, int top) {
  int most = state->lines - page_rows(app);

  state->top = top > most ? most : top;
  if (state->top < 0)
    state->top = 0;
}

static unsigned text_key(struct app *app, struct modal *modal, const char *key) {
  struct text_state *state = modal->state;
  int step = 0;

  break_lines(app, state);
  if (key_is(key, "<Esc>") || key_is(key, "q") || key_is(key, "<Enter>") || key_is(key, "<C-c>")) {
    app_pop_modal(app);
    return FX_REPAINT;
  }
  if (key_is(key, "Q"))
    return app_quit(app);
  if (key_is(key, "/"))
    look_open(app);
  else if (key_is(key, "n") || key_is(key, "N"))
    look_on(app, key_is(key, "n") ? 1 : -1);
  if (key_is(key, "j") || key_is(key, "<Down>"))
    step = 1;
  else if (key_is(key, "k") || key_is(key, "<Up>"))
    step = -1;
  else if (key_is(key, " ") || key_is(key, "<PgDn>") || key_is(key, "<C-d>"))
    step = page_rows(app) - 1;
  else if (key_is(key, "<PgUp>") || key_is(key, "<C-u>"))
    step = 1 - page_rows(app);
  else if (key_is(key, "g") || key_is(key, "<Home>"))
    step = -state->top;
  else if (key_is(key, "G") || key_is(key, "<End>"))
    step = state->lines;
  scroll_to(app, state, state->top + step);
  return FX_REPAINT;
}

static bool line_holds(const struct text_state *state, int line, const char *words) {
  const char *at = buf_text(&state->shown);
  struct buf text = BUF_INIT;
  bool holds;

  for (; line > 0; line--)
    at += strcspn(at, "\n") + 1;
  buf_add(&text, at, strcspn(at, "\n"));
  holds = text_holds(buf_text(&text), words);
  buf_release(&text);
  return holds;
}

static bool text_look(struct app *app, struct modal *modal, const char *words, int by) {
  struct text_state *state = modal->state;
  int count = state->lines, from = by != 0 && state->found >= 0 ? state->found : state->top;

  for (int i = by == 0 ? 0 : 1; i <= count; i++) {
    int line = (from + (by < 0 ? count - i : i)) % count;
    if (!line_holds(state, line, words))
      continue;
    state->found = line;
    if (line < state->top || line >= state->top + page_rows(app))
      scroll_to(app, state, line);
    return true;
  }
  return false;
}

static void text_paint(const struct app *app, const struct modal *modal, struct frame *frame,
                       const struct place *place) {
  struct text_state *state = modal->state;
  struct layout layout = app_layout(app);
  int row = layout.low ? 1 : 3, end = frame->rows - 2, used;
  const char *at;

  (void)place;
  break_lines(app, state);
  at = buf_text(&state->shown);
  used =
      layout.margin + frame_put(frame, 0, layout.margin, frame->cols, STYLE_STRONG, state->title);
  if (used + 2 + frame_width(frame, state->aside) < frame->cols)
    frame_put_right(frame, 0, frame->cols - 2, frame->cols / 2, STYLE_MUTED, state->aside);
  if (!layout.low)
    frame_fill(frame, 1, 0, frame->cols, STYLE_RULE, GLYPH_RULE);
  for (int line = 0; *at != '\0' && row < end; line++) {
    size_t len = strcspn(at, "\n");
    struct buf text = BUF_INIT;
    buf_add(&text, at, len);
    if (line >= state->top)
      paint_found(frame, row++, layout.margin, frame->cols - 1, STYLE_TEXT, buf_text(&text),
                  buf_text(&app->looked_for));
    buf_release(&text);
    at += len + (at[len] == '\n');
  }
  if (*at != '\0')
    frame_put(frame, frame->rows - 2, frame->cols - 2, 1, STYLE_MUTED,
              frame_glyph(frame, GLYPH_DOWN));
}

static void text_hints(const struct app *app, const struct modal *modal, struct hints *hints) {
  const struct text_state *state = modal->state;

  if (state->lines > page_rows(app)) {
    hint_key(hints, "Space", "more");
    hint_key(hints, "j k", "a line");
  }
  hint_key(hints, "/", "find");
  look_hints(app, hints);
  hint_key(hints, "Esc", "back");
}

static void text_release(struct modal *modal) {
  struct text_state *state = modal->state;

  free(state->title);
  free(state->aside);
  free(state->text);
  buf_release(&state->shown);
}

static const struct modal_kind text_kind = {
    .name = "text",
    .whole_body = true,
    .whole_screen = true,
    .key = text_key,
    .look = text_look,
    .paint = text_paint,
    .hints = text_hints,
    .release = text_release,
};

void text_open(struct app *app, const char *title, const char *aside, const char *text) {
  struct text_state *state = xcalloc(1, sizeof *state);

  state->title = xstrdup(title);
  state->aside = xstrdup(aside);
  state->text = xstrdup(text);
  break_lines(app, state);
  state->found = -1;
  buf_cut(&app->looked_for, 0);
  app_push_modal(app, &text_kind, state);
}
