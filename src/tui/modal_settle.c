/*
 * What an entry settles beside itself, one thing a line, ticked: a single thank-you must not
 * silently tick the favour, the door and the letter of one person. And what was chosen of some
 * advice, once it is told.
 */
#include "settle.h"

#include "mentee/base/xmem.h"
#include "mentee/tui/key.h"
#include <stdlib.h>
#include <string.h>

struct settle_state {
  struct log_clears clears;
  bool *ticked;
  size_t on;
  settle_fn *then;
};

/* The line under this one is saved with what is ticked; where it is not, both stay. */
static void save(struct app *app, struct settle_state *state) {
  struct log_clears ticked = LOG_CLEARS_INIT; /* the texts stay the state's */
  struct modal *line = app->modals.data[app->modals.len - 2];

  for (size_t i = 0; i < state->clears.list.len; i++)
    if (state->ticked[i])
      *vec_push(&ticked.list) = state->clears.list.data[i];
  if (state->then(app, line, &ticked))
    app_pop_modal(app), app_pop_modal(app);
  vec_release(&ticked.list);
}

static unsigned settle_key(struct app *app, struct modal *modal, const char *key) {
  struct settle_state *state = modal->state;

  if (key_is(key, "<Enter>")) {
    save(app, state);
    return FX_REPAINT;
  }
  if (key_is(key, "<Esc>") || key_is(key, "<C-c>") || key_is(key, "q"))
    app_pop_modal(app);
  else if (key_is(key, " "))
    state->ticked[state->on] = !state->ticked[state->on];
  else if (key_is(key, "j") || key_is(key, "<Down>"))
    state->on += state->on + 1 < state->clears.list.len;
  else if (key_is(key, "k") || key_is(key, "<Up>"))
    state->on -= state->on > 0;
  return FX_REPAINT;
}

static void settle_title(const struct app *app, const struct modal *modal, struct buf *left,
                         struct buf *right) {
  (void)app;
  (void)modal;
  (void)right;
  buf_adds(left, "Does it settle this too?");
}

static void settle_paint(const struct app *app, const struct modal *modal, struct frame *frame,
                         const struct place *place) {
  const struct settle_state *state = modal->state;

  (void)app;
  for (size_t i = 0; i < state->clears.list.len && (int)i < place->rows; i++)
    paint_tick(frame, place, place->row + (int)i, state->ticked[i], i == state->on,
               state->clears.list.data[i].text);
}

static int settle_rows(const struct app *app, const struct modal *modal) {
  const struct settle_state *state = modal->state;
  int most = app->rows / 2, rows = (int)state->clears.list.len + 1;

  return rows < 4 ? 4 : rows < most ? rows : most;
}

static void settle_hints(const struct app *app, const struct modal *modal, struct hints *hints) {
  (void)app;
  (void)modal;
  hint_key(hints, "Enter", "log it, and what is ticked");
  hint_key(hints, "Space", "tick");
  hint_key(hints, "Esc", "back to the line");
}

static void settle_release(struct modal *modal) {
  struct settle_state *state = modal->state;

  log_clears_release(&state->clears);
  free(state->ticked);
}

static const struct modal_kind settle_kind = {
    .name = "settle",
    .rows = settle_rows,
    .title = settle_title,
    .key = settle_key,
    .paint = settle_paint,
    .hints = settle_hints,
    .release = settle_release,
};

void settle_open(struct app *app, struct log_clears *clears, settle_fn *then) {
  struct settle_state *state = xcalloc(1, sizeof *state);

  state->clears = *clears;
  *clears = (struct log_clears)LOG_CLEARS_INIT;
  state->ticked = xcalloc(state->clears.list.len, sizeof *state->ticked);
  for (size_t i = 0; i < state->clears.list.len; i++)
    state->ticked[i] = true;
  state->then = then;
  app_push_modal(app, &settle_kind, state);
}

/* --- what was chosen ------------------------------------------------------------------------- */

struct chosen_state {
  char *touch;
};

static unsigned chosen_key(struct app *app, struct modal *modal, const char *key) {
  struct chosen_state *state = modal->state;
  struct err err = ERR_INIT;

  if (key_is(key, "<Esc>") || key_is(key, "<C-c>") || key_is(key, "<C-g>")) {
    app_pop_modal(app);
  } else if (!key_is(key, "<Enter>")) {
    line_edit_key(&modal->line, key);
  } else if (session_circle_back(&app->session, state->touch, line_edit_text(&modal->line),
                                 app->session.today, &err)) {
    app_pop_modal(app);
    app_changed(app);
    app_say(app, "They know what became of it.  u undoes");
  } else {
    app_say_err(app, &err);
  }
  return FX_REPAINT;
}

static void chosen_title(const struct app *app, const struct modal *modal, struct buf *left,
                         struct buf *right) {
  (void)app;
  (void)modal;
  (void)right;
  buf_adds(left, "What did you choose?");
}

static void chosen_paint(const struct app *app, const struct modal *modal, struct frame *frame,
                         const struct place *place) {
  const struct chosen_state *state = modal->state;
  const struct record *touch =
      book_find(session_book(&app->session), TABLE_INTERACTIONS, state->touch);

  if (touch != NULL)
    frame_put_wrapped(frame, place->row, place->col, place_width(place), 2, STYLE_MUTED,
                      record_text(touch, INTERACTION_ADVICE));
}

static const char *chosen_prompt(const struct app *app, const struct modal *modal) {
  (void)app;
  (void)modal;
  return "Chosen";
}

static void chosen_hints(const struct app *app, const struct modal *modal, struct hints *hints) {
  (void)app;
  (void)modal;
  hint_key(hints, "Enter", "told");
  hint_key(hints, "Esc", "not yet");
}

static void chosen_release(struct modal *modal) {
  free(((struct chosen_state *)modal->state)->touch);
}

static const struct modal_kind chosen_kind = {
    .name = "chosen",
    .title = chosen_title,
    .prompt = chosen_prompt,
    .ghost = "in a line, or nothing",
    .key = chosen_key,
    .paint = chosen_paint,
    .hints = chosen_hints,
    .release = chosen_release,
};

void chosen_open(struct app *app, const char *touch) {
  struct chosen_state *state = xcalloc(1, sizeof *state);

  state->touch = xstrdup(touch);
  app_push_modal(app, &chosen_kind, state);
}
