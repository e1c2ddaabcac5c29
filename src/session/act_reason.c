/* What `d`, `z` and `x` do, whatever the reason is: one table (screens.md 4 of the design). */
#include "acts_priv.h"

#include <string.h>

/* clang-format off */
static const struct reason_acts acts[RULE_COUNT] = {
    [RULE_R1] = {DONE_OPENS_LOG, LATER_SNOOZES, LET_GO_ASKS_INTERVAL, 0, "said hello"},
    [RULE_R2] = {DONE_OPENS_LOG, LATER_SNOOZES, LET_GO_ASKS_INTERVAL, 0, "wrote first"},
    [RULE_R3A] = {DONE_HOLDS, LATER_MOVES_MEETING, LET_GO_CANCELS, 0, "held: %s"},
    [RULE_R3B] = {DONE_PREPARES, LATER_MOVES_MEETING, LET_GO_FORGETS, 0, "prepared: %s"},
    [RULE_R3C] = {DONE_HOLDS, LATER_MOVES_MEETING, LET_GO_CANCELS, 0, "held: %s"},
    [RULE_R4A] = {DONE_KEEPS, LATER_MOVES_PROMISE, LET_GO_RELEASES, 0, "sent: %s"},
    [RULE_R4B] = {DONE_KEEPS, LATER_MOVES_PROMISE, LET_GO_RELEASES, 0, "sent: %s"},
    [RULE_R4C] = {DONE_KEEPS, LATER_MOVES_PROMISE, LET_GO_RELEASES, 0, "sent: %s"},
    [RULE_R5] = {DONE_KEEPS, LATER_MOVES_PROMISE, LET_GO_RELEASES, 0, "received: %s"},
    [RULE_R6A] = {DONE_SETS_DAY, LATER_WAITS, LET_GO_FORGETS, INTERACTION_THANKED_ON, "thanked: %s"},
    [RULE_R6B] = {DONE_SETS_DAY, LATER_WAITS, LET_GO_FORGETS, EVENT_PERSON_FOLLOWED_UP_ON, "thanked after %s"},
    [RULE_R6D] = {DONE_SETS_DAY, LATER_WAITS, LET_GO_FORGETS, OPPORTUNITY_THANKED_ON, "thanked: %s"},
    [RULE_R6E] = {DONE_LOGS, LATER_WAITS, LET_GO_FORGETS, KIND_THANK_YOU, "thanked: %s"},
    [RULE_R7] = {DONE_SETS_DAY, LATER_WAITS, LET_GO_FORGETS, INTERACTION_TOLD_ON, "told: %s"},
    [RULE_R8A] = {DONE_OPENS_EVENT, LATER_WAITS, LET_GO_FORGETS, 0, "chosen: %s"},
    [RULE_R8B] = {DONE_SETS_DAY, LATER_WAITS, LET_GO_FORGETS, EVENT_PERSON_OUTREACH_ON, "written to: %s"},
    [RULE_R8C] = {DONE_DECIDES, LATER_WAITS, LET_GO_FORGETS, 0, "ready: %s"},
    [RULE_R8D] = {DONE_DECIDES, LATER_WAITS, LET_GO_FORGETS, 0, "ready: %s"},
    [RULE_R9A] = {DONE_LOGS, LATER_WAITS, LET_GO_FORGETS, KIND_MEETING, "said hello: %s"},
    [RULE_R9B] = {DONE_LOGS, LATER_WAITS, LET_GO_FORGETS, KIND_FEEDBACK, "had: %s"},
    [RULE_R9C] = {DONE_LOGS, LATER_WAITS, LET_GO_FORGETS, KIND_FEEDBACK, "had: %s"},
    [RULE_R9D] = {DONE_LOGS, LATER_WAITS, LET_GO_FORGETS, KIND_THANK_YOU, "thanked"},
    [RULE_R10A] = {DONE_ASKS_ANSWER, LATER_WAITS, LET_GO_ANSWERS_NO, 0, "answered: %s"},
    [RULE_R10B] = {DONE_SETS_DAY, LATER_WAITS, LET_GO_FORGETS, LETTER_MATERIALS_SENT_ON, "sent: the packet for the letter"},
    [RULE_R10C] = {DONE_DECIDES, LATER_WAITS, LET_GO_FORGETS, 0, "reminded: %s"},
    [RULE_R10D] = {DONE_SETS_DAY, LATER_WAITS, LET_GO_FORGETS, LETTER_THANKED_ON, "thanked for the letter"},
    [RULE_R10E] = {DONE_SETS_DAY, LATER_WAITS, LET_GO_FORGETS, LETTER_OUTCOME_TOLD_ON, "told how it turned out"},
    [RULE_R11] = {DONE_DECIDES, LATER_WAITS, LET_GO_FORGETS, 0, "%s"},
    [RULE_R12] = {DONE_SETS_DAY, LATER_WAITS, LET_GO_FORGETS, OPPORTUNITY_REPORTED_ON, "told: %s"},
    [RULE_R13A] = {DONE_DECIDES, LATER_WAITS, LET_GO_FORGETS, 0, "decided: %s"},
    [RULE_R13B] = {DONE_DECIDES, LATER_WAITS, LET_GO_FORGETS, 0, "decided: %s"},
    [RULE_R13C] = {DONE_DECIDES, LATER_WAITS, LET_GO_FORGETS, 0, "decided: %s"},
    [RULE_R13D] = {DONE_DECIDES, LATER_WAITS, LET_GO_FORGETS, 0, "decided: %s"},
    [RULE_R14] = {DONE_OPENS_LOG, LATER_SNOOZES, LET_GO_ASKS_INTERVAL, 0, "said hello"},
    [RULE_R15] = {DONE_DECIDES, LATER_WAITS, LET_GO_FORGETS, 0, "done: %s"},
    [RULE_R16] = {DONE_DECIDES, LATER_WAITS, LET_GO_FORGETS, 0, "decided: %s"},
    [RULE_R17] = {DONE_DECIDES, LATER_WAITS, LET_GO_FORGETS, 0, "said goodbye: %s"},
    [RULE_R19] = {DONE_OPENS_LOG, LATER_SNOOZES, LET_GO_ASKS_INTERVAL, 0, "said hello"},
};
/* clang-format on */

const struct reason_acts *reason_acts(enum rule_id rule) {
  return &acts[rule];
}

/* What it is about, without what the reason says of it: "say thank you: Education editor". */
static void add_about(const struct reason *reason, struct buf *out) {
  const char *what = reason->what, *colon = strstr(what, ": ");
  const char *follow_up = strstr(what, " follow-up");

  if (reason->rule == RULE_R6B && follow_up != NULL)
    buf_add(out, what, (size_t)(follow_up - what));
  else if (colon != NULL && reason->row_table != TABLE_FOLLOWUPS)
    buf_adds(out, colon + 2);
  else if (reason->row_table == TABLE_FOLLOWUPS && reason->row != NULL)
    buf_adds(out, record_text(reason->row, FOLLOWUP_WHAT));
  else
    buf_adds(out, what);
}

void reason_done_text(const struct reason *reason, struct buf *out) {
  const char *format = acts[reason->rule].done_text, *at = strstr(format, "%s");
  bool other = reason->row_table == TABLE_FOLLOWUPS && acts[reason->rule].done == DONE_KEEPS &&
               strncmp(format, "sent", 4) == 0 && record_has(reason->row, FOLLOWUP_KIND) &&
               record_word(reason->row, FOLLOWUP_KIND, &words_duty) != DUTY_SEND;

  if (other)
    format = "done: %s", at = format + 6;
  buf_add(out, format, at != NULL ? (size_t)(at - format) : strlen(format));
  if (at == NULL)
    return;
  add_about(reason, out);
  buf_adds(out, at + 2);
}

bool reason_is_done_at_once(const struct reason *reason) {
  switch (acts[reason->rule].done) {
  case DONE_HOLDS:
  case DONE_KEEPS:
  case DONE_DECIDES:
    return true;
  case DONE_SETS_DAY:
    return reason->row != NULL && reason->people == 0;
  case DONE_LOGS:
    return reason->contact != NULL;
  case DONE_OPENS_LOG:
  case DONE_PREPARES:
  case DONE_OPENS_EVENT:
  case DONE_ASKS_ANSWER:
    break;
  }
  return false;
}

/* What was decided about a thing is a released follow-up of its origin; a day says until when. */
static void decide(struct session *session, struct action *action, const struct reason *reason,
                   int until) {
  const enum table_id table = TABLE_FOLLOWUPS;
  char id[SESSION_ID_SIZE];

  session_new_id(session, table, id);
  action_add_row(action, table, id);
  if (reason->contact != NULL) {
    action_keep_id(action, session_book(session), reason->contact);
    act_set(session, action, table, id, FOLLOWUP_CONTACT_ID, record_id(reason->contact));
  }
  act_set_word(session, action, table, id, FOLLOWUP_DIRECTION, OWES_ME);
  act_set_word(session, action, table, id, FOLLOWUP_KIND, rule_duty(reason->rule));
  act_set(session, action, table, id, FOLLOWUP_WHAT, reason->what);
  act_set_day(session, action, table, id, FOLLOWUP_MADE_ON, session->today);
  act_set_day(session, action, table, id, FOLLOWUP_DUE_ON, until);
  act_set_word(session, action, table, id, FOLLOWUP_OUTCOME, OUTCOME_RELEASED);
  act_set(session, action, table, id, FOLLOWUP_ORIGIN_ID, reason->origin);
}

static void log_kind(struct session *session, struct action *action, const struct reason *reason) {
  struct log_entry entry = LOG_ENTRY_INIT;
  const char *contact = record_id(reason->contact);
  char id[SESSION_ID_SIZE];

  entry.people = &contact;
  entry.people_count = 1;
  entry.kind = acts[reason->rule].detail;
  entry.depth = entry.kind == KIND_THANK_YOU ? DEPTH_LIGHT : DEPTH_REAL;
  entry.direction = entry.kind == KIND_THANK_YOU ? DIRECTION_GIVE : WORD_EMPTY;
  action_keep_id(action, session_book(session), reason->contact);
  act_new_interaction(session, action, &entry, id);
}

static bool add_done(struct session *session, struct action *action, const struct reason *reason,
                     struct err *err) {
  if (!reason_is_done_at_once(reason))
    return err_set(err, ERR_USAGE, "'%s' is done by logging it", reason->text);
  switch (acts[reason->rule].done) {
  case DONE_HOLDS:
    return act_hold_row(session, action, record_id(reason->row), DATE_NONE, err);
  case DONE_KEEPS:
    return act_keep_row(session, action, record_id(reason->row), session->today, err);
  case DONE_SETS_DAY:
    if (act_row(session, action, reason->row_table, record_id(reason->row), err) == NULL)
      return false;
    act_set_day(session, action, reason->row_table, record_id(reason->row),
                acts[reason->rule].detail, session->today);
    break;
  case DONE_LOGS:
    log_kind(session, action, reason);
    break;
  default:
    decide(session, action, reason, DATE_NONE);
    break;
  }
  if (action->title[0] == '\0')
    action_title(action, "done: %s", reason->what);
  return true;
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

static bool commit_decision(struct session *session, const struct reason *reason, int until,
                            struct err *err) {
  struct action action;

  action_init(&action);
  decide(session, &action, reason, until);
  action_title(&action, until == DATE_NONE ? "let go: %s" : "put off: %s", reason->what);
  return session_commit(session, &action, err);
}

bool session_later(struct session *session, const struct reason *reason, int day, struct err *err) {
  switch (acts[reason->rule].later) {
  case LATER_SNOOZES:
    return session_snooze(session, record_id(reason->row), day, err);
  case LATER_MOVES_MEETING:
    return session_move_meeting(session, record_id(reason->row), day, -1, err);
  case LATER_MOVES_PROMISE:
    return session_move_promise(session, record_id(reason->row), day, err);
  case LATER_WAITS:
    break;
  }
  return commit_decision(session, reason, day, err);
}

bool session_let_go(struct session *session, const struct reason *reason, struct err *err) {
  switch (acts[reason->rule].let_go) {
  case LET_GO_CANCELS:
    return session_cancel_meeting(session, record_id(reason->row), err);
  case LET_GO_RELEASES:
    return session_release_promise(session, record_id(reason->row), err);
  case LET_GO_ANSWERS_NO:
    return session_letter_step(session, record_id(reason->row), LETTER_NO, session->today, err);
  case LET_GO_FORGETS:
    return commit_decision(session, reason, DATE_NONE, err);
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
