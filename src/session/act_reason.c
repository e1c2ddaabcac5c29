/* What `d`, `z` and `x` do, whatever the reason is: one table (screens.md 4 of the design). */
#include "acts_priv.h"

#include <string.h>

static const struct reason_acts acts[RULE_COUNT] = {
    [RULE_R1] = {DONE_OPENS_LOG, LATER_SNOOZES, LET_GO_ASKS_INTERVAL, "said hello"},
    [RULE_R2] = {DONE_OPENS_LOG, LATER_SNOOZES, LET_GO_ASKS_INTERVAL, "wrote first"},
    [RULE_R3A] = {DONE_HOLDS, LATER_MOVES_MEETING, LET_GO_CANCELS, "held: %s"},
    [RULE_R3B] = {DONE_PREPARES, LATER_MOVES_MEETING, LET_GO_CANCELS, "prepared: %s"},
    [RULE_R3C] = {DONE_HOLDS, LATER_MOVES_MEETING, LET_GO_CANCELS, "held: %s"},
    [RULE_R4A] = {DONE_KEEPS, LATER_MOVES_PROMISE, LET_GO_RELEASES, "done: %s"},
    [RULE_R4B] = {DONE_KEEPS, LATER_MOVES_PROMISE, LET_GO_RELEASES, "done: %s"},
    [RULE_R4C] = {DONE_KEEPS, LATER_MOVES_PROMISE, LET_GO_RELEASES, "done: %s"},
    [RULE_R5] = {DONE_KEEPS, LATER_MOVES_PROMISE, LET_GO_RELEASES, "received: %s"},
};

const struct reason_acts *reason_acts(enum rule_id rule) {
  return &acts[rule];
}

static bool add_done(struct session *session, struct action *action, const struct reason *reason,
                     struct err *err) {
  switch (acts[reason->rule].done) {
  case DONE_HOLDS:
    return act_hold_row(session, action, record_id(reason->row), DATE_NONE, err);
  case DONE_KEEPS:
    return act_keep_row(session, action, record_id(reason->row), session->today, err);
  case DONE_OPENS_LOG:
  case DONE_PREPARES:
    break;
  }
  return err_set(err, ERR_USAGE, "'%s' is done by logging it", reason->text);
}

bool session_done(struct session *session, const struct reason *const *reasons, size_t count,
                  struct err *err) {
  struct action action;

  action_init(&action);
  for (size_t i = 0; i < count; i++)
    if (!add_done(session, &action, reasons[i], err)) {
      action_release(&action);
      return false;
    }
  if (count > 1)
    action_title(&action, "%s, and %zu more", action.title, count - 1);
  return session_commit(session, &action, err);
}

bool session_later(struct session *session, const struct reason *reason, int day, struct err *err) {
  const char *id = record_id(reason->row);

  switch (acts[reason->rule].later) {
  case LATER_SNOOZES:
    return session_snooze(session, id, day, err);
  case LATER_MOVES_MEETING:
    return session_move_meeting(session, id, day, -1, err);
  case LATER_MOVES_PROMISE:
    return session_move_promise(session, id, day, err);
  }
  return err_set(err, ERR_USAGE, "'%s' has no day to move", reason->text);
}

bool session_let_go(struct session *session, const struct reason *reason, struct err *err) {
  const char *id = record_id(reason->row);

  switch (acts[reason->rule].let_go) {
  case LET_GO_CANCELS:
    return session_cancel_meeting(session, id, err);
  case LET_GO_RELEASES:
    return session_release_promise(session, id, err);
  case LET_GO_ASKS_INTERVAL:
    break;
  }
  return err_set(err, ERR_USAGE,
                 "a hello is let go by a longer interval, never, or archiving the person");
}

static void near_day(const char *before, int day, struct buf *out) {
  char text[DATE_TEXT_SIZE];

  buf_addf(out, "%s%s.", before, date_full_month(day, text));
}

void session_next_text(const struct session *session, const char *contact, struct buf *out) {
  const struct book *book = session_book(session);
  const struct record *who = book_find(book, TABLE_CONTACTS, contact);
  struct buf name = BUF_INIT;
  struct cadence cadence;

  if (who == NULL)
    return;
  cadence_compute(&cadence, book, &session->settings, session->today);
  if (cadence.clocks[who->index].interval > 0) {
    const struct clock *clock = &cadence.clocks[who->index];
    int planned = cadence.facts[who->index].planned_on;
    buf_addf(out, "%s: ", contact_call_by(who, &name));
    if (clock->state == CLOCK_PLANNED && planned != DATE_NONE)
      near_day("next on ", planned, out);
    else if (clock->due <= session->today)
      buf_adds(out, "a hello is due.");
    else
      near_day("next around ", clock->due, out);
  }
  buf_release(&name);
  cadence_release(&cadence);
}
