/* x: let go. Always undoable, never asks twice; a hello is let go by asking less often. */
#include "tui_priv.h"

#include "mentee/base/xmem.h"
#include "mentee/tui/key.h"
#include <stdlib.h>
#include <string.h>

/* A hello is let go by asking less often: an interval, never, or out of sight. */
struct rest_state {
  char *contact;
};

static unsigned rested(struct app *app, bool ok, const struct err *err, const char *text) {
  if (!ok) {
    app_say_err(app, err);
    return FX_REPAINT;
  }
  app_pop_modal(app);
  app_changed(app);
  app_say(app, "%s  u undoes", text);
  return FX_REPAINT;
}

static unsigned rest_key(struct app *app, struct modal *modal, const char *key) {
  const struct rest_state *state = modal->state;
  struct buf id = BUF_INIT;
  struct err err = ERR_INIT;
  unsigned effects = FX_REPAINT;

  buf_adds(&id, state->contact);
  if (key_is(key, "1"))
    effects = rested(app, session_set_interval(&app->session, buf_text(&id), 182, &err), &err,
                     "Twice a year from now on.");
  else if (key_is(key, "2"))
    effects = rested(app, session_set_interval(&app->session, buf_text(&id), 365, &err), &err,
                     "Once a year from now on.");
  else if (key_is(key, "3"))
    effects = rested(app, session_set_interval(&app->session, buf_text(&id), 0, &err), &err,
                     "No hello will be asked for.");
  else if (key_is(key, "4"))
    effects = rested(app, session_archive(&app->session, buf_text(&id), &err), &err,
                     "Archived: found by a search, asked about no more.");
  else if (key_is(key, "<Esc>") || key_is(key, "q") || key_is(key, "<C-c>"))
    app_pop_modal(app);
  buf_release(&id);
  return effects;
}

static void rest_title(const struct app *app, const struct modal *modal, struct buf *left,
                       struct buf *right) {
  const struct rest_state *state = modal->state;
  const struct record *contact =
      book_find(session_book(&app->session), TABLE_CONTACTS, state->contact);
  struct buf scratch = BUF_INIT;

  if (contact == NULL)
    return;
  buf_addf(left, "How often do you want to hear of %s?", called(contact, &scratch));
  if (app->due.cadence.clocks[contact->index].interval > 0)
    interval_text(app->due.cadence.clocks[contact->index].interval, right);
  buf_release(&scratch);
}

static void rest_paint(const struct app *app, const struct modal *modal, struct frame *frame,
                       const struct place *place) {
  static const struct {
    const char *key, *text;
  } choices[] = {{"1", "twice a year"},
                 {"2", "once a year"},
                 {"3", "never; everything else stays"},
                 {"4", "archive: out of sight, kept whole"}};

  (void)app;
  (void)modal;
  for (size_t i = 0; i < sizeof choices / sizeof choices[0]; i++)
    put_choice(frame, place, place->row + (int)(place->small ? i : i / 2),
               place->col + 2 + (place->small || i % 2 == 0 ? 0 : 36), choices[i].key,
               choices[i].text);
}

static void rest_hints(const struct app *app, const struct modal *modal, struct hints *hints) {
  (void)app;
  (void)modal;
  hint_key(hints, "Esc", "leave it");
}

static void rest_release(struct modal *modal) {
  free(((struct rest_state *)modal->state)->contact);
}

static const struct modal_kind rest_kind = {
    .name = "rest",
    .title = rest_title,
    .key = rest_key,
    .paint = rest_paint,
    .hints = rest_hints,
    .release = rest_release,
};

static void rest_open(struct app *app, const char *contact) {
  struct rest_state *state = xcalloc(1, sizeof *state);

  state->contact = xstrdup(contact);
  app_push_modal(app, &rest_kind, state);
}

static void let_go_of_reason(struct app *app, const struct thing *thing,
                             const struct reason *reason) {
  struct buf what = BUF_INIT;
  struct err err = ERR_INIT;

  thing_what(app, thing, &what);
  if (session_let_go(&app->session, reason, &err)) {
    app_changed(app);
    app_say(app, "Let go: %s.  u undoes", buf_text(&what));
  } else {
    app_say_err(app, &err);
  }
  buf_release(&what);
}

/* What was done, as the history calls it: "Cancelled Hill meeting.  u undoes" */
static void say_title(struct app *app) {
  const char *title = app->session.done.data[app->session.done.len - 1].title;
  char first = title[0] >= 'a' && title[0] <= 'z' ? (char)(title[0] - 'a' + 'A') : title[0];

  app_changed(app);
  app_say_done(app, "%c%s.  u undoes", first, title + 1);
}

void thing_let_go(struct app *app, const struct thing *thing) {
  const struct reason *reason = thing_reason(app, thing);
  struct err err = ERR_INIT;
  bool hello = reason != NULL ? reason_acts(reason->rule)->let_go == LET_GO_ASKS_INTERVAL
                              : thing->table == TABLE_CONTACTS;

  if (hello) {
    rest_open(app, thing->id);
    return;
  }
  if (reason != NULL)
    let_go_of_reason(app, thing, reason);
  else if (session_end_row(&app->session, thing->table, thing->row, &err))
    say_title(app);
  else
    app_say_err(app, &err);
}

unsigned row_let_go(struct app *app, const struct row *row) {
  struct thing thing = thing_of_row(app, row);

  if (row->record != NULL || row->reason >= 0)
    thing_let_go(app, &thing);
  else
    app_say(app, "There is nothing to let go of here.");
  thing_release(&thing);
  return FX_REPAINT;
}
