/* A page to read: a brief, what a command said. */
#include "tui_priv.h"

#include "mentee/base/xmem.h"
#include "mentee/tui/key.h"
#include <stdlib.h>
#include <string.h>

struct text_state {
  char *title, *aside, *text;
  int top, lines;
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

static unsigned text_key(struct app *app, struct modal *modal, const char *key) {
  struct text_state *state = modal->state;
  int most = state->lines - page_rows(app), step = 0;

  if (key_is(key, "<Esc>") || key_is(key, "q") || key_is(key, "<Enter>") || key_is(key, "<C-c>")) {
    app_pop_modal(app);
    return FX_REPAINT;
  }
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
  state->top += step;
  if (state->top > most)
    state->top = most;
  if (state->top < 0)
    state->top = 0;
  return FX_REPAINT;
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
      frame_put(frame, row++, layout.margin, frame->cols - 1, STYLE_TEXT, buf_text(&text));
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
  app_push_modal(app, &text_kind, state);
}
