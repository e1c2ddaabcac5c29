/* A field that was changed in two places: a person chooses, or decides later. */
#include "tui_priv.h"

#include "mentee/base/text.h"
#include "mentee/base/xmem.h"
#include "mentee/session/conflicts.h"
#include "mentee/tui/key.h"
#include <stdlib.h>
#include <string.h>

struct conflict_state {
  struct field_conflicts conflicts;
  size_t at;
  bool edits;
};

static const struct field_conflict *conflict_of(const struct modal *modal) {
  const struct conflict_state *state = modal->state;

  return state->at < state->conflicts.list.len ? &state->conflicts.list.data[state->at] : NULL;
}

/* The next one, or done. */
static void go_on(struct app *app, struct modal *modal) {
  struct conflict_state *state = modal->state;

  state->edits = false;
  state->at++;
  if (state->at >= state->conflicts.list.len)
    app_pop_modal(app);
}

static void choose(struct app *app, struct modal *modal, const char *value) {
  struct err err = ERR_INIT;
  char *kept = xstrdup(value);
  bool by_hand = conflict_of(modal)->by_hand;

  if (session_choose(&app->session, conflict_of(modal), kept, &err)) {
    go_on(app, modal);
    app_changed(app);
    app_say(app, by_hand ? "Kept as it stands." : "Kept.  u undoes");
  } else {
    app_say_err(app, &err);
  }
  free(kept);
}

static unsigned conflict_key(struct app *app, struct modal *modal, const char *key) {
  struct conflict_state *state = modal->state;
  const struct field_conflict *conflict = conflict_of(modal);

  if (conflict == NULL || key_is(key, "<Esc>") || key_is(key, "<C-c>")) {
    app->conflicts_left = state->conflicts.list.len - state->at;
    app_pop_modal(app);
  } else if (state->edits && key_is(key, "<Enter>")) {
    choose(app, modal, line_edit_text(&modal->line));
  } else if (state->edits) {
    line_edit_key(&modal->line, key);
  } else if (key_is(key, "h")) {
    choose(app, modal, conflict->here);
  } else if (key_is(key, "t")) {
    choose(app, modal, conflict->there);
  } else if (key_is(key, "e") && !conflict->by_hand) {
    state->edits = true;
    line_edit_set(&modal->line, conflict->here_stands ? conflict->here : conflict->there);
  }
  return FX_REPAINT;
}

static void conflict_title(const struct app *app, const struct modal *modal, struct buf *left,
                           struct buf *right) {
  const struct conflict_state *state = modal->state;
  const struct field_conflict *conflict = conflict_of(modal);
  struct buf what = BUF_INIT;

  (void)app;
  if (conflict == NULL)
    return;
  text_lower_first(&what, conflict->what);
  buf_addf(left, "%s: the %s %s changed in two places.", conflict->who, buf_text(&what),
           conflict->by_hand ? "were" : "was");
  buf_addf(right, "%zu of %zu", state->at + 1, state->conflicts.list.len);
  buf_release(&what);
}

static void side(struct frame *frame, const struct place *place, int row, enum style style,
                 const char *label, const char *value, const char *by) {
  int end = place->last + 1;

  if (by[0] != '\0' && !place->small)
    end = frame_put_right(frame, row, place->last, 20, STYLE_MUTED, by);
  place_put(frame, place, row, place->col, style, label);
  frame_put(frame, row, place->col + 9, end - place->col - 10, STYLE_TEXT, value);
}

static void conflict_paint(const struct app *app, const struct modal *modal, struct frame *frame,
                           const struct place *place) {
  const struct conflict_state *state = modal->state;
  const struct field_conflict *conflict = conflict_of(modal);
  bool said = app->message.len > 0; /* a message takes the last row from the choices */
  int row = place->row, choices = place->small ? row + 5 : row + place->rows - said;
  int col = place->col;

  if (conflict == NULL)
    return;
  side(frame, place, row++, STYLE_MUTED, "before", conflict->before, "");
  side(frame, place, row++, STYLE_KEY, "here", conflict->here, conflict->here_by);
  side(frame, place, row++, STYLE_KEY, "there", conflict->there, conflict->there_by);
  if (!place->small && !said)
    place_put(frame, place, row, place->col, STYLE_MUTED,
              conflict->by_hand
                  ? "No column names these: keep what stands, or mend the file by hand."
                  : "Everything else was joined. The one you leave stays in the history.");
  if (state->edits) {
    col += frame_put(frame, choices, col, 10, STYLE_KEY, "Value ›") + 1;
    frame_put(frame, choices, col, frame->cols, STYLE_INPUT, line_edit_text(&modal->line));
    frame->cursor_row = choices;
    frame->cursor_col = col + frame_width(frame, line_edit_text(&modal->line));
    if (frame->cursor_col >= frame->cols)
      frame->cursor_col = frame->cols - 1;
    return;
  }
  col += frame_put(frame, choices, col, 2, STYLE_KEY, "h") + 1;
  col += frame_put(frame, choices, col, 20, STYLE_TEXT, "keep here") + 3;
  col += frame_put(frame, choices, col, 2, STYLE_KEY, "t") + 1;
  col += frame_put(frame, choices, col, 20, STYLE_TEXT, "keep there") + 3;
  if (conflict->by_hand)
    return;
  col += frame_put(frame, choices, col, 2, STYLE_KEY, "e") + 1;
  frame_put(frame, choices, col, 20, STYLE_TEXT, "edit");
}

static int conflict_rows(const struct app *app, const struct modal *modal) {
  (void)app;
  (void)modal;
  return 6;
}

static void conflict_hints(const struct app *app, const struct modal *modal, struct hints *hints) {
  const struct conflict_state *state = modal->state;

  (void)app;
  if (state->edits)
    hint_key(hints, "Enter", "keep this");
  hint_key(hints, "Esc", "decide later; both are kept");
}

/* Somebody may have chosen elsewhere. */
static void conflict_changed(struct app *app, struct modal *modal) {
  struct conflict_state *state = modal->state;
  struct err err = ERR_INIT;

  field_conflicts_release(&state->conflicts);
  state->conflicts = (struct field_conflicts)FIELD_CONFLICTS_INIT;
  if (!session_conflicts(&app->session, &state->conflicts, &err))
    app_say_err(app, &err);
  state->at = 0;
}

static void conflict_release(struct modal *modal) {
  field_conflicts_release(&((struct conflict_state *)modal->state)->conflicts);
}

static const struct modal_kind conflict_kind = {
    .name = "conflict",
    .rows = conflict_rows,
    .title = conflict_title,
    .key = conflict_key,
    .paint = conflict_paint,
    .hints = conflict_hints,
    .changed = conflict_changed,
    .release = conflict_release,
};

bool conflict_waits(struct app *app) {
  struct field_conflicts conflicts;
  struct err ignored = ERR_INIT;
  bool waits = session_conflicts(&app->session, &conflicts, &ignored) &&
               conflicts.list.len > app->conflicts_left;

  field_conflicts_release(&conflicts);
  return waits;
}

void conflict_look(struct app *app) {
  struct conflict_state *state;
  struct err err = ERR_INIT;

  if (app->modals.len > 0 || app->session.sample)
    return;
  state = xcalloc(1, sizeof *state);
  state->conflicts = (struct field_conflicts)FIELD_CONFLICTS_INIT;
  if (!session_conflicts(&app->session, &state->conflicts, &err))
    app_say_err(app, &err);
  if (state->conflicts.list.len > app->conflicts_left) {
    buf_cut(&app->message, 0);
    app_push_modal(app, &conflict_kind, state);
    return;
  }
  app->conflicts_left = state->conflicts.list.len;
  field_conflicts_release(&state->conflicts);
  free(state);
}
