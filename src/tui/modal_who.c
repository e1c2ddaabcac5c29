/* Who is meant: a few letters, the candidates as one types, then what was to be done. */
#include "tui_priv.h"

#include "mentee/base/text.h"
#include "mentee/base/xmem.h"
#include "mentee/engine/match.h"
#include "mentee/tui/key.h"
#include <stdlib.h>
#include <string.h>

#define CANDIDATES 5

struct who_state {
  enum ask_then then;
  VEC(char *) ids; /* of the first candidates */
  size_t count;    /* of all of them */
  size_t on;
};

static void forget(struct who_state *state) {
  for (size_t i = 0; i < state->ids.len; i++)
    free(state->ids.data[i]);
  state->ids.len = 0;
  state->count = state->on = 0;
}

static void look(struct app *app, struct modal *modal) {
  struct who_state *state = modal->state;
  struct matches matches = MATCHES_INIT;

  forget(state);
  if (line_edit_text(&modal->line)[0] != '\0')
    match_name_in(app_finder(app), session_book(&app->session), line_edit_text(&modal->line),
                  &matches);
  state->count = matches.list.len;
  for (size_t i = 0; i < matches.list.len && i < CANDIDATES; i++)
    *vec_push(&state->ids) = xstrdup(record_id(matches.list.data[i]));
  matches_release(&matches);
}

static unsigned go_on(struct app *app, struct modal *modal) {
  struct who_state *state = modal->state;
  enum ask_then then = state->then;
  unsigned effects = FX_REPAINT;
  char *id;

  if (state->on >= state->ids.len) {
    app_say(app, "Nobody is called that.");
    return FX_REPAINT;
  }
  id = xstrdup(state->ids.data[state->on]);
  app_pop_modal(app);
  if (then == ASK_WRITE)
    effects = write_open(app, id, NULL, "");
  else if (then == ASK_LETTER || then == ASK_DOOR)
    add_row_open(app, then == ASK_LETTER ? TABLE_LETTERS : TABLE_OPPORTUNITIES, id);
  else
    line_open_for(app, then, id);
  free(id);
  return effects;
}

static unsigned who_key(struct app *app, struct modal *modal, const char *key) {
  struct who_state *state = modal->state;

  if (key_is(key, "<Enter>") || key_is(key, "<Tab>"))
    return go_on(app, modal);
  if (key_is(key, "<Down>") || key_is(key, "<C-n>")) {
    state->on += state->on + 1 < state->ids.len;
  } else if (key_is(key, "<Up>") || key_is(key, "<C-p>")) {
    state->on -= state->on > 0;
  } else if (key_is(key, "<Esc>") || key_is(key, "<C-c>") || key_is(key, "<C-g>") ||
             (key_is(key, "<C-d>") && modal->line.text.len == 0)) {
    app_pop_modal(app);
  } else if (line_edit_key(&modal->line, key)) {
    look(app, modal);
  }
  return FX_REPAINT;
}

static void who_title(const struct app *app, const struct modal *modal, struct buf *left,
                      struct buf *right) {
  static const char *const titles[] = {[ASK_LOG] = "Log with whom?",
                                       [ASK_PROMISE] = "Promise whom?",
                                       [ASK_MEET] = "Meet whom?",
                                       [ASK_WRITE] = "Write to whom?",
                                       [ASK_LETTER] = "A letter from whom?",
                                       [ASK_DOOR] = "Who opened it?"};
  const struct who_state *state = modal->state;

  (void)app;
  buf_adds(left, titles[state->then]);
  if (modal->line.text.len > 0)
    buf_addf(right, "%zu found", state->count);
}

static void who_paint(const struct app *app, const struct modal *modal, struct frame *frame,
                      const struct place *place) {
  const struct who_state *state = modal->state;
  struct buf words = BUF_INIT;

  text_fold(&words, line_edit_text(&modal->line));
  for (size_t i = 0; i < state->ids.len && (int)i < place->rows; i++) {
    const struct record *contact =
        book_find(session_book(&app->session), TABLE_CONTACTS, state->ids.data[i]);
    int row = place->row + (int)i;
    bool on = i == state->on;

    if (contact == NULL)
      continue;
    if (on)
      frame_put(frame, row, place->col, 1, STYLE_ACCENT, frame_glyph(frame, GLYPH_CURSOR));
    paint_found(frame, row, place->col + 2, 25, row_style(on, STYLE_TEXT),
                record_text(contact, CONTACT_NAME), buf_text(&words));
    place_put(frame, place, row, place->col + 29, STYLE_MUTED, record_text(contact, CONTACT_ORG));
  }
  buf_release(&words);
}

static const char *who_prompt(const struct app *app, const struct modal *modal) {
  (void)app;
  (void)modal;
  return "Who";
}

static void who_hints(const struct app *app, const struct modal *modal, struct hints *hints) {
  (void)app;
  (void)modal;
  hint_key(hints, "Enter", "go on");
  hint_key(hints, "↑↓", "choose");
  hint_key(hints, "Esc", "back");
}

static int who_rows(const struct app *app, const struct modal *modal) {
  (void)app;
  (void)modal;
  return CANDIDATES + 1;
}

static void who_release(struct modal *modal) {
  struct who_state *state = modal->state;

  forget(state);
  vec_release(&state->ids);
}

static const struct modal_kind who_kind = {
    .name = "who",
    .rows = who_rows,
    .title = who_title,
    .prompt = who_prompt,
    .ghost = "a few letters of the name",
    .key = who_key,
    .paint = who_paint,
    .hints = who_hints,
    .release = who_release,
};

void who_open(struct app *app, enum ask_then then) {
  struct who_state *state = xcalloc(1, sizeof *state);

  state->then = then;
  app_push_modal(app, &who_kind, state);
}
