/* At most one offer after a log, and Esc is no. */
#include "tui_priv.h"

#include "mentee/base/date_words.h"
#include "mentee/base/text.h"
#include "mentee/base/xmem.h"
#include "mentee/engine/say.h"
#include "mentee/tui/key.h"
#include <stdlib.h>
#include <string.h>

/* Advice was given: will you come back to it? The rule asks by itself; no lets it go. */
struct offer_state {
  char *touch;
  bool dated; /* another day is being typed */
};

static const struct record *touch_of(const struct app *app, const struct modal *modal) {
  const struct offer_state *state = modal->state;

  return book_find(session_book(&app->session), TABLE_INTERACTIONS, state->touch);
}

static const struct record *adviser(const struct app *app, const struct record *touch) {
  const char *at = record_text(touch, INTERACTION_PEOPLE), *part;
  size_t len;

  return record_next_part(&at, &part, &len) ? book_contact(session_book(&app->session), part, len)
                                            : NULL;
}

/* The row that lets the reminder go, or puts it off (until a day); then this is over. */
static void decide(struct app *app, struct modal *modal, int until) {
  const struct record *touch = touch_of(app, modal);
  const struct record *who = touch != NULL ? adviser(app, touch) : NULL;
  char id[SESSION_ID_SIZE], made[DATE_TEXT_SIZE], due[DATE_TEXT_SIZE];
  struct err err = ERR_INIT;

  if (touch == NULL) {
    app_pop_modal(app);
    return;
  }
  const struct field_value values[] = {
      {FOLLOWUP_CONTACT_ID, who != NULL ? record_id(who) : ""},
      {FOLLOWUP_DIRECTION, words_word(&words_owes, OWES_ME)},
      {FOLLOWUP_KIND, words_word(&words_duty, rule_duty(RULE_R7))},
      {FOLLOWUP_WHAT, "circle back"},
      {FOLLOWUP_MADE_ON, date_iso(app->session.today, made)},
      {FOLLOWUP_DUE_ON, until == DATE_NONE ? "" : date_iso(until, due)},
      {FOLLOWUP_OUTCOME, words_word(&words_outcome, OUTCOME_RELEASED)},
      {FOLLOWUP_ORIGIN_ID, record_id(touch)},
  };
  if (session_add_row(&app->session, TABLE_FOLLOWUPS, values, sizeof values / sizeof values[0], id,
                      &err)) {
    app_pop_modal(app);
    app_changed(app);
    app_say(app,
            until == DATE_NONE ? "Nothing will be asked.  u undoes"
                               : "You will be asked on %s.  u undoes",
            until == DATE_NONE ? "" : date_short(until, due));
  } else {
    app_say_err(app, &err);
  }
}

static unsigned offer_key(struct app *app, struct modal *modal, const char *key) {
  struct offer_state *state = modal->state;
  struct err err = ERR_INIT;
  int day;

  if (key_is(key, "<Esc>") || key_is(key, "<C-c>")) {
    decide(app, modal, DATE_NONE);
  } else if (state->dated && key_is(key, "<Enter>")) {
    if (date_words_parse(line_edit_text(&modal->line), app->session.today, DATE_AHEAD, &day, &err))
      decide(app, modal, day);
    else
      app_say_err(app, &err);
  } else if (state->dated) {
    line_edit_key(&modal->line, key);
  } else if (key_is(key, "y") || key_is(key, "<Enter>")) {
    app_pop_modal(app);
  } else if (key_is(key, "n")) {
    decide(app, modal, DATE_NONE);
  } else if (key_is(key, "z")) {
    state->dated = true;
  }
  return FX_REPAINT;
}

static void offer_title(const struct app *app, const struct modal *modal, struct buf *left,
                        struct buf *right) {
  const struct record *touch = touch_of(app, modal);
  const struct record *who = touch != NULL ? adviser(app, touch) : NULL;
  struct buf scratch = BUF_INIT;

  (void)right;
  if (touch == NULL)
    return;
  buf_addf(left, "%s advised: %.*s.", who != NULL ? called(who, &scratch) : "They",
           (int)strcspn(record_text(touch, INTERACTION_ADVICE), "\n."),
           record_text(touch, INTERACTION_ADVICE));
  buf_release(&scratch);
}

static void offer_paint(const struct app *app, const struct modal *modal, struct frame *frame,
                        const struct place *place) {
  const struct offer_state *state = modal->state;
  const struct record *touch = touch_of(app, modal);
  const struct record *who = touch != NULL ? adviser(app, touch) : NULL;
  int day = (touch != NULL ? record_day(touch, INTERACTION_ON_DATE) : app->session.today) +
            app->session.settings.value[SETTING_CIRCLE_BACK_DAYS];
  char text[DATE_TEXT_SIZE];
  int col = place->col;

  frame_putf(frame, place->row, place->col, place_width(place), STYLE_TEXT,
             "Circle back around %s, to tell %s what you did?", date_full_month(day, text),
             who != NULL ? say_pronouns(who).object : "them");
  if (state->dated) {
    col +=
        place_put(frame, place, place->row + 2, col, STYLE_KEY, "On ") +
        place_put(frame, place, place->row + 2, col + 3, STYLE_INPUT, line_edit_text(&modal->line));
    frame->cursor_row = place->row + 2;
    frame->cursor_col = col;
    return;
  }
  col += place_put(frame, place, place->row + 2, col, STYLE_KEY, "y") + 1;
  col += place_put(frame, place, place->row + 2, col, STYLE_TEXT, "yes") + 3;
  col += place_put(frame, place, place->row + 2, col, STYLE_KEY, "n") + 1;
  col += place_put(frame, place, place->row + 2, col, STYLE_TEXT, "no") + 3;
  col += place_put(frame, place, place->row + 2, col, STYLE_KEY, "z") + 1;
  place_put(frame, place, place->row + 2, col, STYLE_TEXT, "another day");
}

static void offer_hints(const struct app *app, const struct modal *modal, struct hints *hints) {
  (void)app;
  (void)modal;
  hint_key(hints, "Esc", "no");
}

static void offer_release(struct modal *modal) {
  free(((struct offer_state *)modal->state)->touch);
}

static const struct modal_kind offer_kind = {
    .name = "offer",
    .keeps_more = true,
    .title = offer_title,
    .key = offer_key,
    .paint = offer_paint,
    .hints = offer_hints,
    .release = offer_release,
};

void offer_circle_back(struct app *app, const char *touch) {
  struct offer_state *state = xcalloc(1, sizeof *state);

  state->touch = xstrdup(touch);
  app_push_modal(app, &offer_kind, state);
}
