/* The next step of what is no reason of today: a letter, a door, a promise, a thank-you. */
#include "tui_priv.h"

#include "mentee/base/xmem.h"
#include "mentee/tui/key.h"
#include <stdlib.h>

void say_done(struct app *app, const char *text, const char *who) {
  char first = text[0] >= 'a' && text[0] <= 'z' ? (char)(text[0] - 'a' + 'A') : text[0];
  bool named = who[0] == '\0' || strstr(text, who) != NULL; /* it says whose it is itself */

  app_say(app, "%c%s%s%s.  u undoes", first, text[0] != '\0' ? text + 1 : "", named ? "" : ", for ",
          named ? "" : who);
}

struct answer_state {
  char *letter;
};

static bool take_step(struct app *app, const char *letter, enum letter_step step) {
  struct err err = ERR_INIT;
  bool ok = session_letter_step(&app->session, letter, step, app->session.today, &err);

  if (ok) {
    app_changed(app);
    app_say(app, "Noted: %s.  u undoes", letter_step_verb(step));
  } else {
    app_say_err(app, &err);
  }
  return ok;
}

static unsigned answer_key(struct app *app, struct modal *modal, const char *key) {
  static const struct {
    const char *key;
    enum letter_step step;
  } answers[] = {{"y", LETTER_YES}, {"l", LETTER_LUKEWARM}, {"n", LETTER_NO}};
  const struct answer_state *state = modal->state;
  char *letter = xstrdup(state->letter);

  if (key_is(key, "<Esc>") || key_is(key, "q") || key_is(key, "<C-c>"))
    app_pop_modal(app);
  for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++)
    if (key_is(key, answers[i].key)) {
      if (take_step(app, letter, answers[i].step))
        app_pop_modal(app);
      break;
    }
  free(letter);
  return FX_REPAINT;
}

static void answer_title(const struct app *app, const struct modal *modal, struct buf *left,
                         struct buf *right) {
  (void)app;
  (void)modal;
  (void)right;
  buf_adds(left, "What was the answer?");
}

static void answer_paint(const struct app *app, const struct modal *modal, struct frame *frame,
                         const struct place *place) {
  int col = place->col + 2;

  (void)app;
  (void)modal;
  col = put_choice(frame, place, place->row, col, "y", "yes, a strong one");
  col = put_choice(frame, place, place->row, col, "l", "lukewarm");
  put_choice(frame, place, place->row, col, "n", "no");
}

static void answer_hints(const struct app *app, const struct modal *modal, struct hints *hints) {
  (void)app;
  (void)modal;
  hint_key(hints, "Esc", "no answer yet");
}

static void answer_release(struct modal *modal) {
  free(((struct answer_state *)modal->state)->letter);
}

static const struct modal_kind answer_kind = {
    .name = "answer",
    .title = answer_title,
    .key = answer_key,
    .paint = answer_paint,
    .hints = answer_hints,
    .release = answer_release,
};

void answer_open(struct app *app, const char *letter) {
  struct answer_state *state = xcalloc(1, sizeof *state);

  state->letter = xstrdup(letter);
  app_push_modal(app, &answer_kind, state);
}

static void next_letter_step(struct app *app, const struct record *letter) {
  static const enum letter_step order[] = {LETTER_SENT, LETTER_THANKED, LETTER_IN, LETTER_TOLD};

  if (letter_step_fits(letter, LETTER_YES)) {
    answer_open(app, record_id(letter));
    return;
  }
  for (size_t i = 0; i < sizeof order / sizeof order[0]; i++)
    if (letter_step_fits(letter, order[i])) {
      take_step(app, record_id(letter), order[i]);
      return;
    }
  app_say(app, "Nothing is left to do for this letter.");
}

/* Today goes into a field of a row. */
static void note_day(struct app *app, enum table_id table, const struct record *record, int field,
                     const char *text) {
  char day[DATE_TEXT_SIZE];
  struct field_value value = {field, date_iso(app->session.today, day)};
  struct err err = ERR_INIT;

  if (session_edit(&app->session, table, record_id(record), &value, 1, &err)) {
    app_changed(app);
    app_say(app, "%s  u undoes", text);
  } else {
    app_say_err(app, &err);
  }
}

static void next_door_step(struct app *app, const struct record *door) {
  if (!record_has(door, OPPORTUNITY_THANKED_ON))
    note_day(app, TABLE_OPPORTUNITIES, door, OPPORTUNITY_THANKED_ON, "Thanked.");
  else if (record_word(door, OPPORTUNITY_STAGE, &words_stage) != STAGE_DELIVERED)
    app_say(app, "It is under way.");
  else if (!record_has(door, OPPORTUNITY_REPORTED_ON))
    note_day(app, TABLE_OPPORTUNITIES, door, OPPORTUNITY_REPORTED_ON, "They know the story.");
}

static void keep_promise(struct app *app, const struct record *promise) {
  struct buf text = BUF_INIT;
  struct err err = ERR_INIT;

  buf_addf(&text, "done: %s", record_text(promise, FOLLOWUP_WHAT));
  if (session_keep_promise(&app->session, record_id(promise), app->session.today, &err)) {
    app_changed(app);
    say_done(app, buf_text(&text), "");
  } else {
    app_say_err(app, &err);
  }
  buf_release(&text);
}

void next_step(struct app *app, const struct row *row) {
  switch (row->table) {
  case TABLE_FOLLOWUPS:
    keep_promise(app, row->record);
    break;
  case TABLE_LETTERS:
    next_letter_step(app, row->record);
    break;
  case TABLE_OPPORTUNITIES:
    next_door_step(app, row->record);
    break;
  case TABLE_EVENT_PEOPLE:
    note_day(app, TABLE_EVENT_PEOPLE, row->record, EVENT_PERSON_FOLLOWED_UP_ON, "Thanked.");
    break;
  case TABLE_INTERACTIONS:
    if (row->contact != NULL &&
        record_word(row->record, INTERACTION_STATUS, &words_touch) == TOUCH_PLANNED)
      log_open(app, record_id(row->contact), record_id(row->record));
    else
      app_say(app, "This has happened; it is in the log.");
    break;
  case TABLE_TARGETS:
    edit_open(app, TABLE_TARGETS, record_id(row->record));
    break;
  default:
    app_say(app, "There is no next step to do here.");
    break;
  }
}
