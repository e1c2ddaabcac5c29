/* d: what a row asks for is done; with several reasons, which of them. */
#include "settle.h"

#include "mentee/base/xmem.h"
#include "mentee/tui/key.h"
#include <stdlib.h>
#include <string.h>

struct done_state {
  VEC(struct thing) things;
  size_t on;
};

static bool is_doable(const struct reason *reason) {
  return reason->tier < DUE_TRAY && !reason->gathered && reason_is_done_at_once(reason);
}

static bool do_reasons(struct app *app, const struct reason *const *reasons, size_t count) {
  struct buf text = BUF_INIT, who = BUF_INIT, scratch = BUF_INIT;
  struct err err = ERR_INIT;
  bool ok;

  reason_done_text(&app->session, reasons[0], &text);
  if (reasons[0]->contact != NULL)
    buf_adds(&who, called(reasons[0]->contact, &scratch));
  ok = session_done(&app->session, reasons, count, &err);
  if (!ok) {
    app_say_err(app, &err);
  } else {
    app_changed(app);
    if (count > 1)
      app_say(app, "%zu done.  u undoes", count);
    else
      say_done(app, buf_text(&text), buf_text(&who));
  }
  buf_release(&text);
  buf_release(&who);
  buf_release(&scratch);
  return ok;
}

static unsigned do_ticked(struct app *app, struct modal *modal) {
  struct done_state *state = modal->state;
  const struct reason **reasons = xcalloc(state->things.len, sizeof *reasons);
  size_t count = 0;

  for (size_t i = 0; i < state->things.len; i++) {
    const struct reason *reason =
        state->things.data[i].ticked ? thing_reason(app, &state->things.data[i]) : NULL;
    if (reason != NULL)
      reasons[count++] = reason;
  }
  if (count == 0 || do_reasons(app, reasons, count))
    app_pop_modal(app);
  free(reasons);
  return FX_REPAINT;
}

static unsigned done_key(struct app *app, struct modal *modal, const char *key) {
  struct done_state *state = modal->state;

  if (key_is(key, "<Enter>") || key_is(key, "d"))
    return do_ticked(app, modal);
  if (key_is(key, " "))
    state->things.data[state->on].ticked = !state->things.data[state->on].ticked;
  else if (key_is(key, "j") || key_is(key, "<Down>"))
    state->on += state->on + 1 < state->things.len;
  else if (key_is(key, "k") || key_is(key, "<Up>"))
    state->on -= state->on > 0;
  else if (key_is(key, "<Esc>") || key_is(key, "q") || key_is(key, "<C-c>"))
    app_pop_modal(app);
  return FX_REPAINT;
}

static void done_title(const struct app *app, const struct modal *modal, struct buf *left,
                       struct buf *right) {
  const struct done_state *state = modal->state;

  (void)right;
  buf_adds(left, "Done with ");
  thing_who(app, &state->things.data[0], left);
  buf_adds(left, ", today:");
}

static void done_paint(const struct app *app, const struct modal *modal, struct frame *frame,
                       const struct place *place) {
  const struct done_state *state = modal->state;

  for (size_t i = 0; i < state->things.len && (int)i < place->rows; i++) {
    const struct reason *reason = thing_reason(app, &state->things.data[i]);
    struct buf text = BUF_INIT;

    if (reason != NULL)
      reason_done_text(&app->session, reason, &text);
    paint_tick(frame, place, place->row + (int)i, state->things.data[i].ticked, i == state->on,
               buf_text(&text));
    buf_release(&text);
  }
}

static void done_hints(const struct app *app, const struct modal *modal, struct hints *hints) {
  const struct done_state *state = modal->state;
  size_t ticked = 0;

  (void)app;
  for (size_t i = 0; i < state->things.len; i++)
    ticked += state->things.data[i].ticked;
  hint_key(hints, "Enter",
           ticked == 0                             ? "nothing"
           : ticked == 2 && state->things.len == 2 ? "both"
           : ticked == state->things.len           ? "all of them"
                                                   : "what is ticked");
  hint_key(hints, "Space", "tick");
  hint_key(hints, "Esc", state->things.len == 2 ? "neither" : "none");
}

static int done_rows(const struct app *app, const struct modal *modal) {
  const struct done_state *state = modal->state;

  (void)app;
  return state->things.len + 1 > 4 ? (int)state->things.len + 1 : 4;
}

static void done_release(struct modal *modal) {
  struct done_state *state = modal->state;

  for (size_t i = 0; i < state->things.len; i++)
    thing_release(&state->things.data[i]);
  vec_release(&state->things);
}

static const struct modal_kind done_kind = {
    .name = "done",
    .rows = done_rows,
    .title = done_title,
    .key = done_key,
    .paint = done_paint,
    .hints = done_hints,
    .release = done_release,
};

static void done_one(struct app *app, const struct reason *reason) {
  switch (reason_acts(reason->rule)->done) {
  case DONE_OPENS_LOG:
    if (reason->contact != NULL)
      log_open(app, record_id(reason->contact), "");
    break;
  case DONE_HOLDS:
    if (reason->contact != NULL)
      log_open(app, record_id(reason->contact), record_id(reason->row));
    break;
  case DONE_PREPARES:
    app_say(app, "The meeting is still to come; log it when it was.");
    break;
  case DONE_ASKS_ANSWER:
    answer_open(app, record_id(reason->row));
    break;
  case DONE_ASKS_CHOSEN:
    chosen_open(app, record_id(reason->row));
    break;
  case DONE_OPENS_EVENT:
    app_open_page(app, &view_event, record_id(reason->row));
    break;
  default:
    if (reason_is_done_at_once(reason))
      do_reasons(app, &reason, 1);
    else if (reason->row != NULL && reason->row_table == TABLE_EVENTS)
      app_open_page(app, &view_event, record_id(reason->row));
    break;
  }
}

/* Somebody in a list of people: whatever is due with them, else a talk. */
static unsigned person_done(struct app *app, const struct row *row) {
  struct row with = *row;

  with.line = person_line_index(app, row->contact);
  if (with.line < 0) {
    log_open(app, record_id(row->contact), "");
    return FX_REPAINT;
  }
  with.reason = (int)app->due.lines.data[with.line].first;
  return row_done(app, &with);
}

unsigned row_done(struct app *app, const struct row *row) {
  const struct due_line *line = row->line >= 0 ? &app->due.lines.data[row->line] : NULL;
  const struct reason *only = NULL;
  struct done_state *state;
  size_t doable = 0;

  for (size_t i = 0; line != NULL && i < line->count; i++)
    if (is_doable(&app->due.reasons.data[line->first + i])) {
      doable++;
      only = &app->due.reasons.data[line->first + i];
    }
  if (row->reason < 0 && row->table == TABLE_CONTACTS)
    return person_done(app, row);
  if (row->reason < 0) {
    if (row->record != NULL)
      next_step(app, row);
    return FX_REPAINT;
  }
  if (doable < 2) {
    done_one(app, doable == 1 ? only : &app->due.reasons.data[row->reason]);
    return FX_REPAINT;
  }
  state = xcalloc(1, sizeof *state);
  for (size_t i = 0; i < line->count; i++)
    if (is_doable(&app->due.reasons.data[line->first + i]))
      *vec_push(&state->things) = thing_of_reason(&app->due.reasons.data[line->first + i]);
  app_push_modal(app, &done_kind, state);
  return FX_REPAINT;
}
