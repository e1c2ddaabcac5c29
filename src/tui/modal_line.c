/*
 * A line about somebody: what happened, what was promised, a meeting to come. The line is read
 * aloud in the panel before Enter, by the parser that the shell uses too.
 */
#include "line_read.h"
#include "people.h"
#include "settle.h"

#include "mentee/base/xmem.h"
#include "mentee/tui/key.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
  const char *title, *prompt, *draft;
} words[] = {
    [ASK_LOG] = {"Log with ", "Log", "l"},
    [ASK_PROMISE] = {"Promise ", "Promise", "p"},
    [ASK_MEET] = {"A meeting with ", "Meet", "m"},
};

/* Fills reading and refusal anew from the line. */
static void read_aloud(struct app *app, struct modal *modal) {
  struct line_state *state = modal->state;
  struct reading reading;
  struct meeting meeting;

  for (int i = 0; i < 4; i++)
    buf_cut(&state->reading[i], 0);
  buf_cut(&state->refusal, 0);
  if (state->then == ASK_MEET) {
    if (line_edit_text(&modal->line)[0] != '\0' &&
        line_read_meeting(app, modal, &meeting, &state->refusal))
      line_say_meeting(&meeting, &state->reading[0]);
    return;
  }
  if (state->then == ASK_LOG) {
    line_read_log(app, modal, &reading, &state->refusal);
    line_say_log(app, &reading, state->reading);
  } else {
    line_read_promise(app, modal, &reading);
    line_say_promise(app, modal, &reading, state->reading);
  }
  reading_release(&reading);
}

/* --- saving --------------------------------------------------------------------------------------
 */

void say_logged(struct app *app, const char *contact, int day) {
  int today = app->session.today;
  struct buf next = BUF_INIT;
  char text[DATE_TEXT_SIZE];

  session_next_text(&app->session, contact, &next);
  app_changed(app);
  app_say_done(app, "%s for %s. %s%su undoes",
               day != DATE_NONE && day > today ? "Planned" : "Logged",
               day == DATE_NONE || day == today ? "today" : date_full_month(day, text),
               buf_text(&next), next.len > 0 ? "  " : " ");
  buf_release(&next);
}

static bool log_it(struct app *app, struct modal *modal, const struct log_clears *clears,
                   struct err *err) {
  struct line_state *state = modal->state;
  struct buf refusal = BUF_INIT;
  char id[SESSION_ID_SIZE];
  struct reading reading;
  bool ok;

  line_read_log(app, modal, &reading, &refusal);
  reading.entry.clears = clears;
  ok = refusal.len == 0 ? session_log(&app->session, &reading.entry, id, err)
                        : err_set(err, ERR_USAGE, "%s", buf_text(&refusal));
  if (ok)
    say_logged(app, state->contact, reading.entry.day);
  reading_release(&reading);
  buf_release(&refusal);
  return ok;
}

static void forget_draft(struct app *app) {
  buf_cut(&app->draft, 0);
  buf_cut(&app->draft_of, 0);
}

static void line_is_saved(struct app *app, const struct modal *modal) {
  const struct line_state *state = modal->state;

  forget_draft(app);
  if (state->also_count > 0)
    buf_cut(&app_page(app)->extra, 0); /* the marks were for this */
}

/* Ticked, and the line saved with it. */
static bool settled(struct app *app, struct modal *line, const struct log_clears *clears) {
  struct err err = ERR_INIT;
  bool ok = log_it(app, line, clears, &err);

  if (ok)
    line_is_saved(app, line);
  else
    app_say_err(app, &err);
  return ok;
}

/* False without an error: something is asked first. */
static bool save_log(struct app *app, struct modal *modal, struct err *err) {
  struct buf refusal = BUF_INIT;
  struct log_clears clears = LOG_CLEARS_INIT;
  struct reading reading;
  bool asks;

  line_read_log(app, modal, &reading, &refusal);
  if (refusal.len == 0)
    session_log_clears(&app->session, &reading.entry, &clears);
  asks = clears.list.len > 0;
  reading_release(&reading);
  buf_release(&refusal);
  if (asks)
    settle_open(app, &clears, settled);
  log_clears_release(&clears);
  return !asks && log_it(app, modal, NULL, err);
}

static bool save_promise(struct app *app, struct modal *modal, struct err *err) {
  struct line_state *state = modal->state;
  char id[SESSION_ID_SIZE], day[DATE_TEXT_SIZE];
  struct reading reading;
  bool ok, theirs;
  int by;

  line_read_promise(app, modal, &reading);
  theirs = reading.line.theirs[0] != '\0';
  by = theirs ? reading.line.theirs_by : reading.line.mine_by;
  if (reading.line.mine[0] == '\0' && !theirs)
    ok = err_set(err, ERR_USAGE, "what is promised?");
  else
    ok = session_promise(&app->session, state->contact,
                         theirs ? reading.line.theirs : reading.line.mine, by, theirs, "", id, err);
  if (ok) {
    app_changed(app);
    app_say_done(app, by == DATE_NONE ? "Promised.  u undoes" : "Promised, by %s.  u undoes",
                 by == DATE_NONE ? "" : date_weekday_short(by, day));
  }
  reading_release(&reading);
  return ok;
}

static bool save_meeting(struct app *app, struct modal *modal, struct err *err) {
  struct line_state *state = modal->state;
  struct buf refusal = BUF_INIT;
  char id[SESSION_ID_SIZE], day[DATE_TEXT_SIZE];
  const char *people[] = {state->contact};
  struct meeting meeting;
  bool ok = line_read_meeting(app, modal, &meeting, &refusal)
                ? session_plan(&app->session, people, 1, meeting.day, meeting.time, meeting.about,
                               id, err)
                : err_set(err, ERR_USAGE, "%s", buf_text(&refusal));

  if (ok) {
    app_changed(app);
    app_say_done(app, "Planned for %s.  u undoes", date_weekday_short(meeting.day, day));
  }
  buf_release(&refusal);
  return ok;
}

/* --- the modal
 * ------------------------------------------------------------------------------------- */

static void draft_name(const struct line_state *state, struct buf *out) {
  buf_addf(out, "%s %s", words[state->then].draft, state->contact);
}

static void line_draft(const struct app *app, const struct modal *modal, struct buf *of,
                       struct buf *text) {
  (void)app;
  draft_name(modal->state, of);
  buf_adds(text, line_edit_text(&modal->line));
}

static void put_aside(struct app *app, struct modal *modal) {
  const struct line_state *state = modal->state;

  if (modal->line.text.len == 0)
    return;
  buf_cut(&app->draft, 0);
  buf_adds(&app->draft, line_edit_text(&modal->line));
  buf_cut(&app->draft_of, 0);
  draft_name(state, &app->draft_of);
  app_say(app, "Put aside.  %s goes on with it", words[state->then].draft);
}

static unsigned save(struct app *app, struct modal *modal) {
  static bool (*const savers[])(struct app *, struct modal *, struct err *) = {
      [ASK_LOG] = save_log, [ASK_PROMISE] = save_promise, [ASK_MEET] = save_meeting};
  const struct line_state *state = modal->state;
  struct err err = ERR_INIT;

  if (savers[state->then](app, modal, &err)) {
    line_is_saved(app, modal);
    app_pop_modal(app);
  } else if (err.kind != ERR_NONE) {
    app_say_err(app, &err);
  }
  return FX_REPAINT;
}

/* Tab: the same entry as a form. */
static unsigned more(struct app *app, struct modal *modal) {
  struct buf refusal = BUF_INIT;
  struct reading reading;
  struct log_entry entry;

  line_read_log(app, modal, &reading, &refusal);
  entry = reading.entry;
  /* the line stays under the form; Esc comes back to it */
  log_form_open(app, &entry);
  reading_release(&reading);
  buf_release(&refusal);
  return FX_REPAINT;
}

static unsigned line_editor(struct app *app, struct modal *modal) {
  buf_cut(&app->edit_text, 0);
  buf_adds(&app->edit_text, line_edit_text(&modal->line));
  return FX_REPAINT | FX_EDITOR;
}

static unsigned line_edited(struct app *app, struct modal *modal, const struct err *err) {
  if (err != NULL) {
    app_say_err(app, err);
    return FX_REPAINT;
  }
  line_edit_set(&modal->line, buf_text(&app->edit_text));
  read_aloud(app, modal);
  return FX_REPAINT;
}

/* Ctrl-X Ctrl-E as in a shell, or Alt-E. */
static bool wants_editor(struct line_state *state, const char *key) {
  bool wants = key_is(key, "<A-e>") || (state->control_x && key_is(key, "<C-e>"));

  state->control_x = key_is(key, "<C-x>");
  return wants;
}

static unsigned line_key(struct app *app, struct modal *modal, const char *key) {
  struct line_state *state = modal->state;

  if (wants_editor(state, key))
    return line_editor(app, modal);
  if (key_is(key, "<Tab>") && state->then == ASK_LOG)
    return more(app, modal);
  if (key_is(key, "<Enter>") || key_is(key, "<C-s>"))
    return save(app, modal);
  if (key_is(key, "<Esc>") || key_is(key, "<C-c>") || key_is(key, "<C-g>") ||
      (key_is(key, "<C-d>") && modal->line.text.len == 0)) {
    put_aside(app, modal);
    app_pop_modal(app);
    return FX_REPAINT;
  }
  if (line_edit_key(&modal->line, key))
    read_aloud(app, modal);
  return FX_REPAINT;
}

static void line_title(const struct app *app, const struct modal *modal, struct buf *left,
                       struct buf *right) {
  const struct line_state *state = modal->state;
  const struct record *contact =
      book_find(session_book(&app->session), TABLE_CONTACTS, state->contact);
  bool narrow = app_layout(app).narrow;
  struct buf scratch = BUF_INIT;

  buf_adds(left, words[state->then].title);
  if (contact == NULL)
    return;
  buf_adds(left, narrow ? called(contact, &scratch) : record_text(contact, CONTACT_NAME));
  if (!narrow && record_has(contact, CONTACT_CALL_BY) &&
      strcmp(record_text(contact, CONTACT_CALL_BY), record_text(contact, CONTACT_NAME)) != 0)
    buf_adds(right, record_text(contact, CONTACT_CALL_BY));
  buf_release(&scratch);
}

static const char *line_prompt(const struct app *app, const struct modal *modal) {
  const struct line_state *state = modal->state;

  (void)app;
  return words[state->then].prompt;
}

static void line_paint(const struct app *app, const struct modal *modal, struct frame *frame,
                       const struct place *place) {
  const struct line_state *state = modal->state;
  int row = place->small ? place->row : place->row + 1, col = place->col + (place->small ? 0 : 7);

  (void)app;
  if (!place->small && (state->reading[0].len > 0 || state->refusal.len > 0))
    place_put(frame, place, row, place->col, STYLE_MUTED, "reads");
  for (int i = 0; i < 4; i++)
    if (state->reading[i].len > 0 && place->small)
      row += frame_put_wrapped(frame, row, col, place_width(place), 2, STYLE_TEXT,
                               buf_text(&state->reading[i]));
    else if (state->reading[i].len > 0)
      place_put(frame, place, row++, col, STYLE_TEXT, buf_text(&state->reading[i]));
  if (state->refusal.len > 0)
    place_put(frame, place, row, col, STYLE_WARN, buf_text(&state->refusal));
}

static void line_hints(const struct app *app, const struct modal *modal, struct hints *hints) {
  const struct line_state *state = modal->state;

  (void)app;
  hint_key(hints, "Enter", "save");
  if (state->then == ASK_LOG) {
    hint_key(hints, "Tab", "more");
    hint_key(hints, "Ctrl-X Ctrl-E", "editor");
    hints->list[hints->len - 1].rank = 9;
  }
  hint_key(hints, "Esc", "put aside");
}

static int line_rows(const struct app *app, const struct modal *modal) {
  const struct line_state *state = modal->state;

  (void)app;
  return state->reading[2].len > 0 ? 5 : 4; /* the fourth is of narrow screens */
}

static void line_release(struct modal *modal) {
  struct line_state *state = modal->state;

  for (int i = 0; i < 4; i++)
    buf_release(&state->reading[i]);
  buf_release(&state->refusal);
  for (size_t i = 0; i < state->also_count; i++)
    free(state->also[i]);
  free(state->also);
  free(state->contact);
  free(state->planned);
}

static const struct modal_kind line_kind = {
    .name = "line",
    .rows = line_rows,
    .title = line_title,
    .prompt = line_prompt,
    .key = line_key,
    .draft = line_draft,
    .edited = line_edited,
    .paint = line_paint,
    .hints = line_hints,
    .release = line_release,
};

static void open_it(struct app *app, enum ask_then then, const char *contact, const char *planned) {
  struct line_state *state = xcalloc(1, sizeof *state);
  struct modal *modal = app_push_modal(app, &line_kind, state);
  struct buf name = BUF_INIT;

  state->then = then;
  state->contact = xstrdup(contact);
  state->planned = xstrdup(planned);
  draft_name(state, &name);
  if (strcmp(buf_text(&name), buf_text(&app->draft_of)) == 0)
    line_edit_set(&modal->line, buf_text(&app->draft));
  buf_release(&name);
  read_aloud(app, modal);
}

void line_open_for(struct app *app, enum ask_then then, const char *contact) {
  open_it(app, then, contact, "");
}

void log_open(struct app *app, const char *contact, const char *planned_id) {
  open_it(app, ASK_LOG, contact, planned_id);
}

void log_open_for_all(struct app *app, const char *const *ids, size_t count) {
  struct line_state *state;

  open_it(app, ASK_LOG, ids[0], "");
  state = app_modal(app)->state;
  state->also = xcalloc(count, sizeof *state->also);
  for (size_t i = 1; i < count; i++)
    state->also[state->also_count++] = xstrdup(ids[i]);
  read_aloud(app, app_modal(app));
}
