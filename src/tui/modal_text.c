/* A page to read: a brief, what a command said. */
#include "tui_priv.h"

#include "mentee/base/xmem.h"
#include "mentee/tui/key.h"
#include <stdlib.h>
#include <string.h>

struct text_state {
  char *title, *aside, *text;
  int top, lines, found; /* found: the line that / or n came to; -1 */
};

static int count_lines(const char *text) {
  int lines = 0;

  for (; *text != '\0'; lines++)
    text += strcspn(text, "\n") + (text[strcspn(text, "\n")] == '\n');
  return lines;
}

static int page_rows(const struct app *app) {
  return app->rows - 5;
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
  const char *at = state->text;
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
  const struct text_state *state = modal->state;
  const char *at = state->text;
  struct layout layout = app_layout(app);
  int row = layout.low ? 1 : 3, end = frame->rows - 2;

  (void)place;
  frame_put(frame, 0, layout.margin, frame->cols, STYLE_STRONG, state->title);
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
  state->lines = count_lines(text);
  state->found = -1;
  buf_cut(&app->looked_for, 0);
  app_push_modal(app, &text_kind, state);
}
