/* z: one question for promises, meetings and hellos alike, with real moments first. */
#include "tui_priv.h"

#include "mentee/base/date_words.h"
#include "mentee/base/xmem.h"
#include "mentee/tui/key.h"
#include <stdlib.h>
#include <string.h>

#define CHOICES 3
#define MENDING_DAYS 60 /* late */

struct later_state {
  struct thing thing;
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

static bool move_thing(struct app *app, const struct thing *thing, int day, struct err *err) {
  const struct reason *reason = thing_reason(app, thing);

  if (reason != NULL)
    return session_later(&app->session, reason, day, err);
  if (thing->table == TABLE_FOLLOWUPS)
    return session_move_promise(&app->session, thing->row, day, err);
  if (thing->table == TABLE_INTERACTIONS)
    return session_move_meeting(&app->session, thing->row, day, -1, err);
  return session_snooze(&app->session, thing->id, day, err);
}

static bool move_to(struct app *app, struct modal *modal, int day) {
  struct later_state *state = modal->state;
  struct err err = ERR_INIT;
  char text[DATE_TEXT_SIZE];

  if (day <= app->session.today) {
    app_say(app, "Later is a day to come.");
    return false;
  }
  if (!move_thing(app, &state->thing, day, &err)) {
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

static bool is_my_promise(const struct app *app, const struct thing *thing) {
  const struct record *row = thing_record(app, thing);

  return thing->table == TABLE_FOLLOWUPS && row != NULL &&
         record_word(row, FOLLOWUP_DIRECTION, &words_owes) == OWES_ME;
}

/* An old one, or one that was moved before: an honest note with two options mends it. */
static bool wants_mending(const struct app *app, const struct thing *thing) {
  const struct record *row = thing_record(app, thing);
  int due = row != NULL && is_my_promise(app, thing) ? record_day(row, FOLLOWUP_DUE_ON) : DATE_NONE;

  return due != DATE_NONE &&
         (record_number(row, FOLLOWUP_TIMES_MOVED) > 0 || due < app->session.today - MENDING_DAYS);
}

static unsigned write_late(struct app *app, const struct thing *thing, const char *template) {
  char *contact = xstrdup(thing->id);
  const struct reason *reason = thing_reason(app, thing);
  unsigned effects;

  app_pop_modal(app);
  effects = write_open(app, contact, reason, template);
  free(contact);
  return effects;
}

/* What stands alone in the line is the choice it is printed beside, once Enter takes it: "1" and
   "10 dec", "w" and "wed" begin alike. */
static bool is_alone(const struct modal *modal, const char *text) {
  return strcmp(line_edit_text(&modal->line), text) == 0;
}

static bool says_it_is_late(const struct app *app, const struct modal *modal) {
  const struct later_state *state = modal->state;

  return is_alone(modal, "w") && is_my_promise(app, &state->thing);
}

static unsigned take_line(struct app *app, struct modal *modal) {
  struct later_state *state = modal->state;
  const char *typed = line_edit_text(&modal->line);

  if (says_it_is_late(app, modal))
    return write_late(app, &state->thing, "delay_notice");
  if (typed[0] == '\0')
    app_pop_modal(app);
  else if (typed[0] >= '1' && typed[0] <= '0' + CHOICES && typed[1] == '\0')
    move_to(app, modal, state->days[typed[0] - '1']);
  else
    move_to_typed(app, modal);
  return FX_REPAINT;
}

static unsigned later_key(struct app *app, struct modal *modal, const char *key) {
  struct later_state *state = modal->state;
  bool empty = modal->line.text.len == 0;

  if (key_is(key, "<Enter>"))
    return take_line(app, modal);
  if (key_is(key, "<Esc>") || key_is(key, "<C-c>") || key_is(key, "<C-g>") ||
      (empty && key_is(key, "<C-d>"))) {
    app_pop_modal(app);
  } else if (empty && key_is(key, "r") && wants_mending(app, &state->thing)) {
    return write_late(app, &state->thing, "repair");
  } else if (empty && key_is(key, "x")) {
    struct thing thing = {state->thing.rule, state->thing.table, xstrdup(state->thing.id),
                          xstrdup(state->thing.row), true};
    app_pop_modal(app);
    thing_let_go(app, &thing);
    thing_release(&thing);
  } else {
    line_edit_key(&modal->line, key);
  }
  return FX_REPAINT;
}

/* ", moved twice" */
static void add_moved(const struct app *app, const struct thing *thing, struct buf *out) {
  static const char *const times[] = {"", "once", "twice"};
  const struct record *row = thing_record(app, thing);
  int moved =
      row != NULL && thing->table == TABLE_FOLLOWUPS ? record_number(row, FOLLOWUP_TIMES_MOVED) : 0;

  if (moved > 2)
    buf_addf(out, ", moved %d times", moved);
  else if (moved > 0)
    buf_addf(out, ", moved %s", times[moved]);
}

static void later_title(const struct app *app, const struct modal *modal, struct buf *left,
                        struct buf *right) {
  const struct later_state *state = modal->state;
  struct buf when = BUF_INIT;

  thing_what(app, &state->thing, left);
  buf_adds(right, "for ");
  thing_who(app, &state->thing, right);
  thing_when(app, &state->thing, &when);
  buf_addf(right, "%s%s", when.len > 0 ? ", " : "", buf_text(&when));
  add_moved(app, &state->thing, right);
  buf_release(&when);
}

static bool has_let_go(const struct thing *thing) {
  return thing->rule == RULE_COUNT ? thing->table != TABLE_CONTACTS
                                   : reason_acts(thing->rule)->let_go != LET_GO_ASKS_INTERVAL;
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
  col = place->col;
  if (is_my_promise(app, &state->thing)) {
    put_choice(frame, place, row, place->col, "w", "write that it is late");
    col = place->small ? place->col : place->col + 31;
    row += place->small;
  }
  if (has_let_go(&state->thing)) {
    col = put_choice(frame, place, row, col, "x", "let it go");
    col = place->small ? place->col : col;
    row += place->small;
  }
  if (wants_mending(app, &state->thing))
    put_choice(frame, place, row, col, "r", "mend it: two options");
}

static const char *later_prompt(const struct app *app, const struct modal *modal) {
  (void)app;
  (void)modal;
  return "Until";
}

static void later_hints(const struct app *app, const struct modal *modal, struct hints *hints) {
  hint_key(hints, "Enter", says_it_is_late(app, modal) ? "write that it is late" : "move it");
  hint_key(hints, "Esc", "leave it");
}

static void later_release(struct modal *modal) {
  thing_release(&((struct later_state *)modal->state)->thing);
}

static const struct modal_kind later_kind = {
    .name = "later",
    .title = later_title,
    .prompt = later_prompt,
    .ghost = "or a date: fri, 2 dec, +10d",
    .key = later_key,
    .paint = later_paint,
    .hints = later_hints,
    .release = later_release,
};

unsigned row_later(struct app *app, const struct row *row) {
  struct thing thing = thing_of_row(app, row);
  struct later_state *state;
  int today = app->session.today;

  if (thing.rule == RULE_COUNT && thing.table != TABLE_FOLLOWUPS &&
      thing.table != TABLE_INTERACTIONS && thing.table != TABLE_CONTACTS) {
    app_say(app, "There is no day to move here.");
    thing_release(&thing);
    return FX_REPAINT;
  }
  state = xcalloc(1, sizeof *state);
  state->thing = thing;
  state->days[0] = next_weekday(today, 0);
  state->days[1] = next_weekday(today, 4);
  state->days[2] = today + 14;
  app_push_modal(app, &later_kind, state);
  return FX_REPAINT;
}
