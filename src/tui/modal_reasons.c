/* d, z and x on a row: the same three keys whatever the reason is. */
#include "tui_priv.h"

#include "mentee/base/date_words.h"
#include "mentee/base/text.h"
#include "mentee/base/xmem.h"
#include "mentee/tui/key.h"
#include <stdlib.h>
#include <string.h>

/* A reason by name: the reasons themselves are made anew after every change. */
struct reason_ref {
  enum rule_id rule;
  char *id, *row;
  bool ticked;
};

static struct reason_ref ref_of(const struct reason *reason) {
  return (struct reason_ref){reason->rule, xstrdup(reason->id),
                             xstrdup(reason->row != NULL ? record_id(reason->row) : ""), true};
}

static void ref_release(struct reason_ref *ref) {
  free(ref->id);
  free(ref->row);
}

static const struct reason *ref_find(const struct app *app, const struct reason_ref *ref) {
  for (size_t i = 0; i < app->due.reasons.len; i++) {
    const struct reason *reason = &app->due.reasons.data[i];
    if (reason->rule == ref->rule && strcmp(reason->id, ref->id) == 0 &&
        strcmp(reason->row != NULL ? record_id(reason->row) : "", ref->row) == 0)
      return reason;
  }
  return NULL;
}

static const char *reason_name(const struct reason *reason, struct buf *scratch) {
  if (reason->contact == NULL)
    return reason_title(reason);
  return called(reason->contact, scratch);
}

static const struct reason *row_reason(const struct app *app, const struct row *row) {
  return row->reason >= 0 ? &app->due.reasons.data[row->reason] : NULL;
}

/* --- done ------------------------------------------------------------------------------------ */

struct done_state {
  VEC(struct reason_ref) refs;
  size_t on;
};

static bool is_doable(const struct reason *reason) {
  enum reason_done done = reason_acts(reason->rule)->done;

  return reason->tier < DUE_TRAY && done != DONE_OPENS_LOG && done != DONE_PREPARES;
}

static void done_text(const struct reason *reason, struct buf *out) {
  const char *format = reason_acts(reason->rule)->done_text, *at = strstr(format, "%s");

  if (at == NULL) {
    buf_adds(out, format);
    return;
  }
  buf_add(out, format, (size_t)(at - format));
  buf_addf(out, "%s%s", reason->what, at + 2);
}

static void do_reasons(struct app *app, const struct reason *const *reasons, size_t count) {
  struct buf text = BUF_INIT, scratch = BUF_INIT;
  struct err err = ERR_INIT;

  done_text(reasons[0], &text);
  if (reasons[0]->contact != NULL)
    buf_addf(&text, ", for %s", reason_name(reasons[0], &scratch));
  if (!session_done(&app->session, reasons, count, &err)) {
    app_say_err(app, &err);
  } else {
    app_changed(app);
    if (count > 1)
      app_say(app, "%zu done.  u undoes", count);
    else
      app_say(app, "%c%s.  u undoes",
              buf_text(&text)[0] >= 'a' && buf_text(&text)[0] <= 'z' ? buf_text(&text)[0] - 32
                                                                     : buf_text(&text)[0],
              buf_text(&text) + 1);
  }
  buf_release(&text);
  buf_release(&scratch);
}

static unsigned do_ticked(struct app *app, struct modal *modal) {
  struct done_state *state = modal->state;
  const struct reason **reasons = xcalloc(state->refs.len, sizeof *reasons);
  size_t count = 0;

  for (size_t i = 0; i < state->refs.len; i++) {
    const struct reason *reason =
        state->refs.data[i].ticked ? ref_find(app, &state->refs.data[i]) : NULL;
    if (reason != NULL)
      reasons[count++] = reason;
  }
  app_pop_modal(app);
  if (count > 0)
    do_reasons(app, reasons, count);
  free(reasons);
  return FX_REPAINT;
}

static unsigned done_key(struct app *app, struct modal *modal, const char *key) {
  struct done_state *state = modal->state;

  if (key_is(key, "<Enter>") || key_is(key, "d"))
    return do_ticked(app, modal);
  if (key_is(key, " "))
    state->refs.data[state->on].ticked = !state->refs.data[state->on].ticked;
  else if (key_is(key, "j") || key_is(key, "<Down>"))
    state->on += state->on + 1 < state->refs.len;
  else if (key_is(key, "k") || key_is(key, "<Up>"))
    state->on -= state->on > 0;
  else if (key_is(key, "<Esc>") || key_is(key, "q") || key_is(key, "<C-c>"))
    app_pop_modal(app);
  return FX_REPAINT;
}

static void done_title(const struct app *app, const struct modal *modal, struct buf *left,
                       struct buf *right) {
  const struct done_state *state = modal->state;
  const struct reason *reason = ref_find(app, &state->refs.data[0]);
  struct buf scratch = BUF_INIT;

  (void)right;
  buf_addf(left, "Done with %s, today:", reason != NULL ? reason_name(reason, &scratch) : "");
  buf_release(&scratch);
}

static void done_paint(const struct app *app, const struct modal *modal, struct frame *frame,
                       const struct place *place) {
  const struct done_state *state = modal->state;

  for (size_t i = 0; i < state->refs.len && (int)i < place->rows; i++) {
    const struct reason *reason = ref_find(app, &state->refs.data[i]);
    bool on = i == state->on;
    int row = place->row + (int)i;
    struct buf text = BUF_INIT;

    buf_addf(&text, "[%c] ", state->refs.data[i].ticked ? 'x' : ' ');
    if (reason != NULL)
      done_text(reason, &text);
    place_put(frame, place, row, place->col + 2, row_style(on, STYLE_TEXT), buf_text(&text));
    if (on) {
      frame_put(frame, row, place->col, 1, STYLE_ACCENT, frame_glyph(frame, GLYPH_CURSOR));
      frame->cursor_row = row;
      frame->cursor_col = place->col + 2;
    }
    buf_release(&text);
  }
}

static void done_hints(const struct app *app, const struct modal *modal, struct hints *hints) {
  const struct done_state *state = modal->state;
  size_t ticked = 0;

  (void)app;
  for (size_t i = 0; i < state->refs.len; i++)
    ticked += state->refs.data[i].ticked;
  hint_key(hints, "Enter",
           ticked == 0                           ? "nothing"
           : ticked == 2 && state->refs.len == 2 ? "both"
           : ticked == state->refs.len           ? "all of them"
                                                 : "what is ticked");
  hint_key(hints, "Space", "tick");
  hint_key(hints, "Esc", state->refs.len == 2 ? "neither" : "none");
}

static int done_rows(const struct app *app, const struct modal *modal) {
  const struct done_state *state = modal->state;

  (void)app;
  return state->refs.len + 1 > 4 ? (int)state->refs.len + 1 : 4;
}

static void done_release(struct modal *modal) {
  struct done_state *state = modal->state;

  for (size_t i = 0; i < state->refs.len; i++)
    ref_release(&state->refs.data[i]);
  vec_release(&state->refs);
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

static unsigned done_one(struct app *app, const struct reason *reason) {
  enum reason_done done = reason_acts(reason->rule)->done;

  if (done == DONE_OPENS_LOG && reason->contact != NULL)
    log_open(app, record_id(reason->contact), "");
  else if (done == DONE_HOLDS && reason->contact != NULL)
    log_open(app, record_id(reason->contact), record_id(reason->row));
  else if (done == DONE_PREPARES)
    app_say(app, "The meeting is still to come; log it when it was.");
  else
    do_reasons(app, &reason, 1);
  return FX_REPAINT;
}

unsigned row_done(struct app *app, const struct row *row) {
  const struct due_line *line = row->line >= 0 ? &app->due.lines.data[row->line] : NULL;
  const struct reason *first = row_reason(app, row), *only = NULL;
  struct done_state *state;
  size_t doable = 0;

  if (first == NULL)
    return FX_REPAINT;
  for (size_t i = 0; line != NULL && i < line->count; i++)
    if (is_doable(&app->due.reasons.data[line->first + i])) {
      doable++;
      only = &app->due.reasons.data[line->first + i];
    }
  if (doable < 2)
    return done_one(app, doable == 1 ? only : first);
  state = xcalloc(1, sizeof *state);
  for (size_t i = 0; i < line->count; i++)
    if (is_doable(&app->due.reasons.data[line->first + i]))
      *vec_push(&state->refs) = ref_of(&app->due.reasons.data[line->first + i]);
  app_push_modal(app, &done_kind, state);
  return FX_REPAINT;
}

/* --- later -------------------------------------------------------------------------------------
 */

#define CHOICES 3

struct later_state {
  struct reason_ref ref;
  int days[CHOICES];
};

static int next_weekday(int today, int weekday) {
  int ahead = (weekday - date_weekday(today) + 7) % 7;

  return today + (ahead == 0 ? 7 : ahead);
}

/* "Mon 23 Nov, the new block" */
static void choice_text(const struct app *app, int day, int choice, struct buf *out) {
  const struct book *book = session_book(&app->session);
  char text[DATE_TEXT_SIZE];

  if (choice == CHOICES - 1) {
    buf_adds(out, "in two weeks");
    return;
  }
  buf_adds(out, date_weekday_short(day, text));
  for (size_t i = 0; i < book_count(book, TABLE_EVENTS); i++) {
    const struct record *event = book_at(book, TABLE_EVENTS, i);
    if (record_word(event, EVENT_KIND, &words_event) == EVENT_ROTATION &&
        record_day(event, EVENT_STARTS_ON) == day)
      buf_adds(out, ", the new block");
  }
}

static bool move_to(struct app *app, struct modal *modal, int day) {
  struct later_state *state = modal->state;
  const struct reason *reason = ref_find(app, &state->ref);
  struct err err = ERR_INIT;
  char text[DATE_TEXT_SIZE];

  if (reason == NULL) {
    app_say(app, "That was changed elsewhere meanwhile.");
    app_pop_modal(app);
    return true;
  }
  if (day <= app->session.today) {
    app_say(app, "Later is a day to come.");
    return false;
  }
  if (!session_later(&app->session, reason, day, &err)) {
    app_say_err(app, &err);
    return false;
  }
  app_changed(app);
  app_pop_modal(app);
  app_say(app, "Moved to %s.  u undoes", date_weekday_short(day, text));
  return true;
}

static void move_to_typed(struct app *app, struct modal *modal) {
  struct err err = ERR_INIT;
  int day;

  if (date_words_parse(line_edit_text(&modal->line), app->session.today, DATE_AHEAD, &day, &err))
    move_to(app, modal, day);
  else
    app_say_err(app, &err);
}

static unsigned let_go_ref(struct app *app, const struct reason_ref *ref);

static unsigned later_key(struct app *app, struct modal *modal, const char *key) {
  struct later_state *state = modal->state;
  bool empty = modal->line.text.len == 0;

  if (key_is(key, "<Esc>") || key_is(key, "<C-c>") || key_is(key, "<C-g>") ||
      (empty && (key_is(key, "<C-d>") || key_is(key, "<Enter>")))) {
    app_pop_modal(app);
  } else if (key_is(key, "<Enter>")) {
    move_to_typed(app, modal);
  } else if (empty && key[0] >= '1' && key[0] <= '0' + CHOICES && key[1] == '\0') {
    line_edit_key(&modal->line, key); /* "1" is a choice; "10 dec" goes on */
  } else if (empty && key_is(key, "x")) {
    return let_go_ref(app, &state->ref);
  } else {
    line_edit_key(&modal->line, key);
  }
  return FX_REPAINT;
}

static unsigned later_key_or_choice(struct app *app, struct modal *modal, const char *key) {
  struct later_state *state = modal->state;
  const char *typed = line_edit_text(&modal->line);

  if (key_is(key, "<Enter>") && typed[0] >= '1' && typed[0] <= '0' + CHOICES && typed[1] == '\0') {
    move_to(app, modal, state->days[typed[0] - '1']);
    return FX_REPAINT;
  }
  return later_key(app, modal, key);
}

static void later_title(const struct app *app, const struct modal *modal, struct buf *left,
                        struct buf *right) {
  const struct later_state *state = modal->state;
  const struct reason *reason = ref_find(app, &state->ref);
  struct buf scratch = BUF_INIT;

  if (reason == NULL)
    return;
  buf_adds(left, reason->what);
  buf_addf(right, "for %s%s%s", reason_name(reason, &scratch), reason->when[0] != '\0' ? ", " : "",
           reason->when);
  buf_release(&scratch);
}

/* A choice at a column; returns where the next one can begin. */
static int put_choice(struct frame *frame, const struct place *place, int row, int col,
                      const char *key, const char *text) {
  col += place_put(frame, place, row, col, STYLE_KEY, key) + 1;
  return col + place_put(frame, place, row, col, STYLE_TEXT, text) + 4;
}

static bool has_let_go(enum rule_id rule) {
  return reason_acts(rule)->let_go != LET_GO_ASKS_INTERVAL;
}

static void later_paint(const struct app *app, const struct modal *modal, struct frame *frame,
                        const struct place *place) {
  const struct later_state *state = modal->state;
  int row = place->row, col = place->col;

  for (int i = 0; i < CHOICES; i++) {
    struct buf text = BUF_INIT, key = BUF_INIT;

    choice_text(app, state->days[i], i, &text);
    buf_addf(&key, "%d", i + 1);
    col = put_choice(frame, place, row, col, buf_text(&key), buf_text(&text));
    if (place->small) {
      row++;
      col = place->col;
    }
    buf_release(&text);
    buf_release(&key);
  }
  if (!place->small)
    row++;
  if (has_let_go(state->ref.rule))
    put_choice(frame, place, row, place->col, "x", "let it go");
}

static const char *later_prompt(const struct app *app, const struct modal *modal) {
  (void)app;
  (void)modal;
  return "Until";
}

static void later_hints(const struct app *app, const struct modal *modal, struct hints *hints) {
  (void)app;
  (void)modal;
  hint_key(hints, "Enter", "move it");
  hint_key(hints, "Esc", "leave it");
}

static void later_release(struct modal *modal) {
  ref_release(&((struct later_state *)modal->state)->ref);
}

static const struct modal_kind later_kind = {
    .name = "later",
    .title = later_title,
    .prompt = later_prompt,
    .ghost = "or a date: fri, 2 dec, +10d",
    .key = later_key_or_choice,
    .paint = later_paint,
    .hints = later_hints,
    .release = later_release,
};

unsigned row_later(struct app *app, const struct row *row) {
  const struct reason *reason = row_reason(app, row);
  struct later_state *state;
  int today = app->session.today;

  if (reason == NULL)
    return FX_REPAINT;
  state = xcalloc(1, sizeof *state);
  state->ref = ref_of(reason);
  state->days[0] = next_weekday(today, 0);
  state->days[1] = next_weekday(today, 4);
  state->days[2] = today + 14;
  app_push_modal(app, &later_kind, state);
  return FX_REPAINT;
}

/* --- let go
 * ---------------------------------------------------------------------------------------- */

/* A hello is let go by asking less often: an interval, never, or out of sight. */
struct rest_state {
  char *contact;
};

static unsigned rested(struct app *app, bool ok, const struct err *err, const char *text) {
  app_pop_modal(app);
  if (!ok) {
    app_say_err(app, err);
    return FX_REPAINT;
  }
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

static unsigned let_go(struct app *app, const struct reason *reason) {
  struct buf what = BUF_INIT;
  struct err err = ERR_INIT;

  if (!has_let_go(reason->rule) && reason->contact != NULL) {
    struct rest_state *state = xcalloc(1, sizeof *state);
    state->contact = xstrdup(record_id(reason->contact));
    app_push_modal(app, &rest_kind, state);
    return FX_REPAINT;
  }
  buf_adds(&what, reason->what);
  if (session_let_go(&app->session, reason, &err)) {
    app_changed(app);
    app_say(app, "Let go: %s.  u undoes", buf_text(&what));
  } else {
    app_say_err(app, &err);
  }
  buf_release(&what);
  return FX_REPAINT;
}

static unsigned let_go_ref(struct app *app, const struct reason_ref *ref) {
  const struct reason *reason = ref_find(app, ref);

  app_pop_modal(app);
  return reason != NULL ? let_go(app, reason) : FX_REPAINT;
}

unsigned row_let_go(struct app *app, const struct row *row) {
  const struct reason *reason = row_reason(app, row);

  return reason != NULL ? let_go(app, reason) : FX_REPAINT;
}
