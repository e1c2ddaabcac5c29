/* Promises in both directions, and hellos that wait. */
#include "acts_priv.h"

#include "mentee/base/text.h"
#include <string.h>

/* "send her the draft" is a promise to send: only where its first word is the duty itself. */
static int duty_of(const char *what) {
  return words_find_span(&words_duty, what, strcspn(what, " "));
}

void act_promise_row(struct session *session, struct action *action, const char *contact,
                     const char *what, int by, bool theirs, const char *origin, char *id_out) {
  const enum table_id table = TABLE_FOLLOWUPS;

  session_new_id(session, table, id_out);
  action_add_row(action, table, id_out);
  act_set(session, action, table, id_out, FOLLOWUP_CONTACT_ID, contact);
  act_set_word(session, action, table, id_out, FOLLOWUP_DIRECTION, theirs ? OWES_THEM : OWES_ME);
  act_set_word(session, action, table, id_out, FOLLOWUP_KIND, duty_of(what));
  act_set(session, action, table, id_out, FOLLOWUP_WHAT, what);
  act_set_day(session, action, table, id_out, FOLLOWUP_MADE_ON, session->today);
  act_set_day(session, action, table, id_out, FOLLOWUP_DUE_ON, by);
  act_set_word(session, action, table, id_out, FOLLOWUP_OUTCOME, OUTCOME_OPEN);
  act_set(session, action, table, id_out, FOLLOWUP_ORIGIN_ID, origin);
}

bool session_promise(struct session *session, const char *contact, const char *what, int by,
                     bool theirs, const char *origin, char *id_out, struct err *err) {
  struct action action;
  struct buf name = BUF_INIT;
  size_t len = strlen(what);

  text_trim(&what, &len);
  if (len == 0)
    return err_set(err, ERR_USAGE, "what is promised? For example “send the draft”");
  action_init(&action);
  if (act_row(session, &action, TABLE_CONTACTS, contact, err) == NULL) {
    action_release(&action);
    return false;
  }
  what = arena_copy(&action.arena, what, len);
  act_promise_row(session, &action, contact, what, by, theirs, origin, id_out);
  act_names(session, &contact, 1, &name);
  action_title(&action, theirs ? "%s promised: %s" : "promised %s: %s", buf_text(&name), what);
  buf_release(&name);
  return session_commit(session, &action, err);
}

/* An open promise, or ERR_USAGE that says what became of it. */
static const struct record *open_promise(const struct session *session, struct action *action,
                                         const char *id, struct err *err) {
  const struct record *row = act_row(session, action, TABLE_FOLLOWUPS, id, err);
  int outcome;

  if (row == NULL)
    return NULL;
  outcome = record_word_or(row, FOLLOWUP_OUTCOME, &words_outcome, OUTCOME_OPEN);
  if (!record_has(row, FOLLOWUP_DONE_ON) && outcome == OUTCOME_OPEN)
    return row;
  err_set(err, ERR_USAGE, "'%s' is closed already: %s %s", record_text(row, FOLLOWUP_WHAT),
          outcome == OUTCOME_OPEN ? "done" : words_spoken(&words_outcome, outcome),
          record_text(row, FOLLOWUP_DONE_ON));
  return NULL;
}

bool act_keep_row(struct session *session, struct action *action, const char *followup, int done_on,
                  struct err *err) {
  const struct record *row = open_promise(session, action, followup, err);
  int due, made;

  if (row == NULL)
    return false;
  due = record_day(row, FOLLOWUP_DUE_ON);
  made = record_day(row, FOLLOWUP_MADE_ON);
  if (made != DATE_NONE && done_on < made) /* V3 */
    return err_set(err, ERR_USAGE, "'%s' was promised on %s; it cannot have been done before",
                   record_text(row, FOLLOWUP_WHAT), record_text(row, FOLLOWUP_MADE_ON));
  act_set_day(session, action, TABLE_FOLLOWUPS, followup, FOLLOWUP_DONE_ON, done_on);
  act_set_word(session, action, TABLE_FOLLOWUPS, followup, FOLLOWUP_OUTCOME,
               due != DATE_NONE && done_on > due ? OUTCOME_LATE : OUTCOME_KEPT);
  if (action->title[0] == '\0')
    action_title(action, "done: %s", record_text(row, FOLLOWUP_WHAT));
  return true;
}

/* Commits where `ok`, releases the action where not. */
static bool finish(struct session *session, struct action *action, bool ok, struct err *err) {
  if (ok)
    return session_commit(session, action, err);
  action_release(action);
  return false;
}

bool session_keep_promise(struct session *session, const char *followup, int done_on,
                          struct err *err) {
  struct action action;

  action_init(&action);
  return finish(session, &action, act_keep_row(session, &action, followup, done_on, err), err);
}

bool session_move_promise(struct session *session, const char *followup, int due_on,
                          struct err *err) {
  struct action action;
  const struct record *row;

  action_init(&action);
  row = open_promise(session, &action, followup, err);
  if (row != NULL) {
    int moved = record_number(row, FOLLOWUP_TIMES_MOVED);
    act_set_day(session, &action, TABLE_FOLLOWUPS, followup, FOLLOWUP_DUE_ON, due_on);
    if (record_day(row, FOLLOWUP_DUE_ON) != DATE_NONE && action.changes.len > 0)
      act_set_number(session, &action, TABLE_FOLLOWUPS, followup, FOLLOWUP_TIMES_MOVED,
                     moved > 0 ? moved + 1 : 1);
    action_title(&action, "moved: %s", record_text(row, FOLLOWUP_WHAT));
  }
  return finish(session, &action, row != NULL, err);
}

bool session_release_promise(struct session *session, const char *followup, struct err *err) {
  struct action action;
  const struct record *row;

  action_init(&action);
  row = open_promise(session, &action, followup, err);
  if (row != NULL) {
    act_set_word(session, &action, TABLE_FOLLOWUPS, followup, FOLLOWUP_OUTCOME, OUTCOME_RELEASED);
    act_set_day(session, &action, TABLE_FOLLOWUPS, followup, FOLLOWUP_DONE_ON, session->today);
    action_title(&action, "let go: %s", record_text(row, FOLLOWUP_WHAT));
  }
  return finish(session, &action, row != NULL, err);
}

/* One field or two of a contact. */
static bool contact_act(struct session *session, struct action *action, const char *contact,
                        const char *title, struct err *err) {
  struct buf name = BUF_INIT;
  bool ok = act_row(session, action, TABLE_CONTACTS, contact, err) != NULL;

  if (ok) {
    act_names(session, &contact, 1, &name);
    action_title(action, "%s: %s", buf_text(&name), title);
  }
  buf_release(&name);
  return ok;
}

bool session_snooze(struct session *session, const char *contact, int until, struct err *err) {
  struct action action;
  bool ok;

  action_init(&action);
  ok = contact_act(session, &action, contact, "a hello later", err);
  if (ok) {
    act_set_day(session, &action, TABLE_CONTACTS, contact, CONTACT_SNOOZE_ON, session->today);
    act_set_day(session, &action, TABLE_CONTACTS, contact, CONTACT_SNOOZE_UNTIL, until);
  }
  return finish(session, &action, ok, err);
}

bool session_set_interval(struct session *session, const char *contact, int days, struct err *err) {
  struct action action;
  bool ok;

  if (days != 0 && (days < 7 || days > 730))
    return err_set(err, ERR_USAGE, "an interval is 7 to 730 days, or 0 for never");
  action_init(&action);
  ok = contact_act(session, &action, contact, days == 0 ? "no hellos" : "another interval", err);
  if (ok)
    act_set_number(session, &action, TABLE_CONTACTS, contact, CONTACT_CADENCE_DAYS, days);
  return finish(session, &action, ok, err);
}

bool session_archive(struct session *session, const char *contact, struct err *err) {
  struct action action;
  bool ok;

  action_init(&action);
  ok = contact_act(session, &action, contact, "archived", err);
  if (ok) {
    act_set_word(session, &action, TABLE_CONTACTS, contact, CONTACT_STATUS, STATUS_ARCHIVED);
    act_set_day(session, &action, TABLE_CONTACTS, contact, CONTACT_STATUS_SINCE, session->today);
  }
  return finish(session, &action, ok, err);
}
