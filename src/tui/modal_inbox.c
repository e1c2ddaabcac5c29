/* At the start: the lines that wait in the inbox file. Esc leaves them for another time. */
#include "tui_priv.h"

#include "mentee/base/xmem.h"
#include "mentee/session/inbox.h"
#include "mentee/tui/key.h"
#include <stdlib.h>

struct inbox_state {
  char *file;
  struct inbox inbox;
  size_t good, bad;
};

static bool is_entry(const struct inbox_entry *entry) {
  return entry->names[0] != '\0';
}

/* The file as it is now: it may have been written to since. */
static bool read_again(struct app *app, struct inbox_state *state, struct err *err) {
  inbox_release(&state->inbox);
  if (!inbox_read(&state->inbox, app->world->os, state->file, err))
    return false;
  state->good = inbox_find_people(&state->inbox, &app->session);
  state->bad = 0;
  for (size_t i = 0; i < state->inbox.entries.len; i++)
    state->bad += state->inbox.entries.data[i].problem[0] != '\0';
  return true;
}

static void say_taken(struct app *app, const struct inbox_state *state) {
  size_t logged = 0, stay = 0;

  for (size_t i = 0; i < state->inbox.entries.len; i++) {
    logged += state->inbox.entries.data[i].logged;
    stay += state->inbox.entries.data[i].problem[0] != '\0';
  }
  if (stay > 0)
    app_say(app, "Logged %zu from the inbox; %zu %s in it.  u undoes", logged, stay,
            stay == 1 ? "stays" : "stay");
  else
    app_say(app, "Logged %zu from the inbox.  u undoes", logged);
}

/* The modal stays where it was not saved: Enter tries again. */
static void log_it(struct app *app, struct modal *modal) {
  struct inbox_state *state = modal->state;
  struct err err = ERR_INIT;

  if (!read_again(app, state, &err) || !session_log_inbox(&app->session, &state->inbox, &err)) {
    app_say_err(app, &err);
    return;
  }
  app_changed(app);
  if (inbox_keep_rest(&state->inbox, app->world->os, &err))
    say_taken(app, state);
  else
    app_say_err(app, &err);
  app_pop_modal(app);
}

static unsigned inbox_key(struct app *app, struct modal *modal, const char *key) {
  if (key_is(key, "y") || key_is(key, "<Enter>"))
    log_it(app, modal);
  else if (key_is(key, "n") || key_is(key, "<Esc>") || key_is(key, "<C-c>") || key_is(key, "q"))
    app_pop_modal(app);
  return FX_REPAINT;
}

static void inbox_title(const struct app *app, const struct modal *modal, struct buf *left,
                        struct buf *right) {
  const struct inbox_state *state = modal->state;

  (void)app;
  buf_addf(left, "%zu %s in the inbox. Log %s?", state->good,
           state->good == 1 ? "line waits" : "lines wait", state->good == 1 ? "it" : "them");
  if (state->bad > 0)
    buf_addf(right, "%zu %s there", state->bad, state->bad == 1 ? "stays" : "stay");
}

static int inbox_rows(const struct app *app, const struct modal *modal) {
  const struct inbox_state *state = modal->state;
  int most = app->rows / 2, rows = (int)(state->good + state->bad) + 1;

  return rows < 4 ? 4 : rows < most ? rows : most;
}

static void inbox_paint(const struct app *app, const struct modal *modal, struct frame *frame,
                        const struct place *place) {
  const struct inbox_state *state = modal->state;
  int row = 0;

  (void)app;
  for (size_t i = 0; i < state->inbox.entries.len && row < place->rows; i++) {
    const struct inbox_entry *entry = &state->inbox.entries.data[i];
    if (is_entry(entry) && entry->problem[0] != '\0')
      frame_putf(frame, place->row + row++, place->col, place_width(place), STYLE_MUTED,
                 "%s: stays, %s", entry->names, entry->problem);
    else if (is_entry(entry))
      frame_putf(frame, place->row + row++, place->col, place_width(place), STYLE_TEXT, "%s: %s",
                 entry->names, entry->line);
  }
}

static void inbox_hints(const struct app *app, const struct modal *modal, struct hints *hints) {
  (void)app;
  (void)modal;
  hint_key(hints, "y", "log");
  hint_key(hints, "Esc", "not now");
}

static void inbox_modal_release(struct modal *modal) {
  struct inbox_state *state = modal->state;

  inbox_release(&state->inbox);
  free(state->file);
}

static const struct modal_kind inbox_kind = {
    .name = "inbox",
    .keeps_more = true,
    .rows = inbox_rows,
    .title = inbox_title,
    .key = inbox_key,
    .paint = inbox_paint,
    .hints = inbox_hints,
    .release = inbox_modal_release,
};

void inbox_look(struct app *app) {
  struct buf path = BUF_INIT;
  struct inbox_state *state;
  struct err err = ERR_INIT;
  bool read;

  if (app->session.config.inbox[0] == '\0' || app->session.store.read_only != NULL ||
      app->modals.len > 0)
    return;
  world_expand(app->world, app->session.config.inbox, &path);
  state = xcalloc(1, sizeof *state);
  state->file = xstrdup(buf_text(&path));
  buf_release(&path);
  read = read_again(app, state, &err);
  if (read && state->good > 0) {
    app_push_modal(app, &inbox_kind, state);
    return;
  }
  if (read && state->bad > 0)
    app_say(app, "%zu %s in the inbox about nobody you know; they stay there.", state->bad,
            state->bad == 1 ? "line is" : "lines are");
  else if (!read && err.kind != ERR_MISSING)
    app_say_err(app, &err);
  inbox_release(&state->inbox);
  free(state->file);
  free(state);
}
