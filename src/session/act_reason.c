/* What `d`, `z` and `x` do, whatever the reason is: one table (screens.md 4 of the design). */
#include "acts_priv.h"

#include <string.h>

#define NONE (-1)
#define ABOUT_A_YEAR 300 /* what comes every year is said again then, and not before */

static const struct reason_acts acts[RULE_COUNT] = {
    [RULE_R1] = {DONE_OPENS_LOG, NONE, LATER_SNOOZES, LET_GO_ASKS_INTERVAL, "said hello"},
    [RULE_R2] = {DONE_OPENS_LOG, NONE, LATER_SNOOZES, LET_GO_ASKS_INTERVAL, "wrote first"},
    [RULE_R3A] = {DONE_HOLDS, NONE, LATER_MOVES_MEETING, LET_GO_CANCELS, "held: %s"},
    [RULE_R3B] = {DONE_PREPARES, NONE, LATER_MOVES_MEETING, LET_GO_HIDES, "prepared: %s"},
    [RULE_R3C] = {DONE_HOLDS, NONE, LATER_MOVES_MEETING, LET_GO_CANCELS, "held: %s"},
    [RULE_R4A] = {DONE_KEEPS, NONE, LATER_MOVES_PROMISE, LET_GO_RELEASES, "done: %s"},
    [RULE_R4B] = {DONE_KEEPS, NONE, LATER_MOVES_PROMISE, LET_GO_RELEASES, "done: %s"},
    [RULE_R4C] = {DONE_KEEPS, NONE, LATER_MOVES_PROMISE, LET_GO_RELEASES, "done: %s"},
    [RULE_R5] = {DONE_KEEPS, NONE, LATER_MOVES_PROMISE, LET_GO_RELEASES, "received: %s"},
    [RULE_R6A] = {DONE_DATES, INTERACTION_THANKED_ON, LATER_RESTS, LET_GO_HIDES, "thanked for: %s"},
    [RULE_R6B] = {DONE_DATES, EVENT_PERSON_FOLLOWED_UP_ON, LATER_RESTS, LET_GO_HIDES,
                  "thanked after %s"},
    [RULE_R6D] = {DONE_DATES, OPPORTUNITY_THANKED_ON, LATER_RESTS, LET_GO_HIDES, "thanked for: %s"},
    [RULE_R6E] = {DONE_LOGS, KIND_THANK_YOU, LATER_RESTS, LET_GO_HIDES, "thanked after %s"},
    [RULE_R7] = {DONE_ASKS_CHOSEN, INTERACTION_TOLD_ON, LATER_RESTS, LET_GO_HIDES,
                 "told what became of: %s"},
    [RULE_R8A] = {DONE_OPENS_EVENT, NONE, LATER_RESTS, LET_GO_HIDES, "chosen for %s"},
    [RULE_R8B] = {DONE_OPENS_EVENT, NONE, LATER_RESTS, LET_GO_HIDES, "written to before %s"},
    [RULE_R8C] = {DONE_RESTS, NONE, LATER_RESTS, LET_GO_HIDES, "ready for %s"},
    [RULE_R8D] = {DONE_OPENS_EVENT, NONE, LATER_RESTS, LET_GO_HIDES, "questions for %s"},
    [RULE_R9A] = {DONE_LOGS, KIND_HALLWAY, LATER_RESTS, LET_GO_HIDES, "said hello before %s"},
    [RULE_R9B] = {DONE_LOGS, KIND_FEEDBACK, LATER_RESTS, LET_GO_HIDES, "feedback in %s"},
    [RULE_R9C] = {DONE_LOGS, KIND_FEEDBACK, LATER_RESTS, LET_GO_HIDES, "feedback at the end of %s"},
    [RULE_R9D] = {DONE_LOGS, KIND_THANK_YOU, LATER_RESTS, LET_GO_HIDES, "thanked in %s"},
    [RULE_R10A] = {DONE_ASKS_ANSWER, NONE, LATER_RESTS, LET_GO_ANSWERS_NO, "answered: %s"},
    [RULE_R10B] = {DONE_DATES, LETTER_MATERIALS_SENT_ON, LATER_RESTS, LET_GO_HIDES,
                   "packet sent: %s"},
    [RULE_R10C] = {DONE_RESTS, NONE, LATER_RESTS, LET_GO_HIDES, "reminded of the letter: %s"},
    [RULE_R10D] = {DONE_DATES, LETTER_THANKED_ON, LATER_RESTS, LET_GO_HIDES,
                   "thanked for the letter: %s"},
    [RULE_R10E] = {DONE_DATES, LETTER_OUTCOME_TOLD_ON, LATER_RESTS, LET_GO_HIDES,
                   "told how it turned out: %s"},
    [RULE_R11] = {DONE_OPENS_LOG, NONE, LATER_SNOOZES, LET_GO_ASKS_INTERVAL, ""},
    [RULE_R12] = {DONE_DATES, OPPORTUNITY_REPORTED_ON, LATER_RESTS, LET_GO_HIDES,
                  "told the story of: %s"},
    [RULE_R13A] = {DONE_ACCEPTS, NONE, LATER_RESTS, LET_GO_HIDES, "will ask %s"},
    [RULE_R13B] = {DONE_ACCEPTS, NONE, LATER_RESTS, LET_GO_HIDES, "%s is a sponsor too"},
    [RULE_R13C] = {DONE_ACCEPTS, NONE, LATER_RESTS, LET_GO_HIDES, "thanked and closed: %s"},
    [RULE_R13D] = {DONE_ACCEPTS, NONE, LATER_RESTS, LET_GO_HIDES, "kept as former attending: %s"},
    [RULE_R14] = {DONE_OPENS_LOG, NONE, LATER_SNOOZES, LET_GO_ASKS_INTERVAL, "wrote again"},
    [RULE_R15] = {DONE_RESTS, NONE, LATER_RESTS, LET_GO_HIDES, "thought of: %s"},
    [RULE_R16] = {DONE_RESTS, NONE, LATER_RESTS, LET_GO_HIDES, "done: %s"},
    [RULE_R17] = {DONE_RESTS, NONE, LATER_RESTS, LET_GO_HIDES, "said goodbye in %s"},
    [RULE_R19] = {DONE_OPENS_LOG, NONE, LATER_SNOOZES, LET_GO_ASKS_INTERVAL, ""},
};

const struct reason_acts *reason_acts(enum rule_id rule) {
  return &acts[rule];
}

bool reason_is_done_at_once(const struct reason *reason) {
  switch (acts[reason->rule].done) {
  case DONE_OPENS_LOG:
  case DONE_PREPARES:
  case DONE_ASKS_ANSWER:
  case DONE_OPENS_EVENT:
    return false;
  case DONE_DATES: /* a line that stands for several people is opened */
    return reason->people == 0;
  case DONE_HOLDS:
  case DONE_KEEPS:
  case DONE_LOGS:
  case DONE_ASKS_CHOSEN:
  case DONE_ACCEPTS:
  case DONE_RESTS:
    break;
  }
  return true;
}

/* --- in words
 * ---------------------------------------------------------------------------------------- */

static const struct record *event_of(const struct book *book, const struct reason *reason) {
  if (reason->row_table == TABLE_EVENTS)
    return reason->row;
  if (reason->row_table != TABLE_EVENT_PEOPLE)
    return NULL;
  return book_find(book, TABLE_EVENTS, record_text(reason->row, EVENT_PERSON_EVENT_ID));
}

/* What a reason is about: the favour, the event, the promise; else whom. */
static void subject_text(const struct book *book, const struct reason *reason, struct buf *out) {
  static const int fields[TABLE_COUNT] = {
      [TABLE_FOLLOWUPS] = FOLLOWUP_WHAT,
      [TABLE_OPPORTUNITIES] = OPPORTUNITY_WHAT,
      [TABLE_LETTERS] = LETTER_PURPOSE,
  };
  const struct record *event = event_of(book, reason);
  struct buf scratch = BUF_INIT;

  if (event != NULL)
    buf_adds(out,
             record_text(event, record_has(event, EVENT_SOCIETY) ? EVENT_SOCIETY : EVENT_NAME));
  else if (reason->rule == RULE_R6A)
    buf_adds(out, record_text(reason->row, INTERACTION_FAVOUR));
  else if (reason->rule == RULE_R7)
    buf_add(out, record_text(reason->row, INTERACTION_ADVICE),
            strcspn(record_text(reason->row, INTERACTION_ADVICE), "\r\n"));
  else if (acts[reason->rule].done == DONE_ACCEPTS && reason->contact != NULL)
    buf_adds(out, contact_call_by(reason->contact, &scratch));
  else if (reason->row != NULL && fields[reason->row_table] != 0)
    buf_adds(out, record_text(reason->row, fields[reason->row_table]));
  if (out->len == 0)
    buf_adds(out, reason->what);
  buf_release(&scratch);
}

/* A promise to send is sent. */
static const char *done_format(const struct reason *reason) {
  bool sends = reason->row_table == TABLE_FOLLOWUPS && reason->rule != RULE_R5 &&
               record_word(reason->row, FOLLOWUP_KIND, &words_duty) == DUTY_SEND;

  return sends ? "sent: %s" : acts[reason->rule].done_text;
}

void reason_done_text(const struct session *session, const struct reason *reason, struct buf *out) {
  const char *format = done_format(reason), *at = strstr(format, "%s");
  struct buf subject = BUF_INIT;

  subject_text(session_book(session), reason, &subject);
  if (at == NULL)
    buf_adds(out, format);
  else
    buf_addf(out, "%.*s%s%s", (int)(at - format), format, buf_text(&subject), at + 2);
  buf_release(&subject);
}

/* --- letting go -------------------------------------------------------------------------------
 */

/* The row that lets this reason go already, to be given another day; NULL: none. */
static const struct record *released_row(const struct book *book, const struct reason *reason) {
  for (size_t i = 0; i < book_count(book, TABLE_FOLLOWUPS); i++) {
    const struct record *row = book_at(book, TABLE_FOLLOWUPS, i);
    if (record_word(row, FOLLOWUP_OUTCOME, &words_outcome) == OUTCOME_RELEASED &&
        strcmp(record_text(row, FOLLOWUP_ORIGIN_ID), reason->origin) == 0 &&
        record_word(row, FOLLOWUP_KIND, &words_duty) == rule_duty(reason->rule) &&
        book_ref_contact(book, row, FOLLOWUP_CONTACT_ID) == reason->contact)
      return row;
  }
  return NULL;
}

static void new_released_row(struct session *session, struct action *action,
                             const struct reason *reason, char *id) {
  const enum table_id table = TABLE_FOLLOWUPS;

  session_new_id(session, table, id);
  action_add_row(action, table, id);
  if (reason->contact != NULL) {
    action_keep_id(action, session_book(session), reason->contact);
    act_set(session, action, table, id, FOLLOWUP_CONTACT_ID, record_id(reason->contact));
  }
  act_set_word(session, action, table, id, FOLLOWUP_DIRECTION, OWES_ME);
  act_set_word(session, action, table, id, FOLLOWUP_KIND, rule_duty(reason->rule));
  act_set(session, action, table, id, FOLLOWUP_WHAT, reason->what);
  act_set_word(session, action, table, id, FOLLOWUP_OUTCOME, OUTCOME_RELEASED);
  act_set(session, action, table, id, FOLLOWUP_ORIGIN_ID, reason->origin);
}

/* Silent until that day; DATE_NONE: for good. */
static void hide(struct session *session, struct action *action, const struct reason *reason,
                 int until) {
  const enum table_id table = TABLE_FOLLOWUPS;
  const struct record *row = released_row(session_book(session), reason);
  char id[SESSION_ID_SIZE];
  const char *at = id;

  if (row != NULL) {
    action_keep_id(action, session_book(session), row);
    at = record_id(row);
  } else {
    new_released_row(session, action, reason, id);
  }
  if (reason->row != NULL && reason->row_table != TABLE_CONTACTS)
    action_keep_id(action, session_book(session), reason->row);
  act_set_day(session, action, table, at, FOLLOWUP_MADE_ON, session->today);
  act_set_day(session, action, table, at, FOLLOWUP_DONE_ON, session->today);
  action_set_day(action, session_book(session), table, at, FOLLOWUP_DUE_ON, until);
}

/* --- done
 * -------------------------------------------------------------------------------------------- */

/* Quiet again where it comes back by itself: the second window of a letter, the next year. */
static void rest(struct session *session, struct action *action, const struct reason *reason) {
  int until = DATE_NONE;

  if (reason->rule == RULE_R10C) {
    int last =
        record_day(reason->row, LETTER_DUE_ON) - session->settings.value[SETTING_LETTER_LAST_DAYS];
    until = session->today < last ? last : DATE_NONE;
  } else if (reason->rule == RULE_R15 || reason->rule == RULE_R16) {
    until = session->today + ABOUT_A_YEAR;
  }
  hide(session, action, reason, until);
}

/* A touch of today: a feedback, a thank-you, a hello. Of somebody without a row only the day at the
   event is kept. */
static void log_touch(struct session *session, struct action *action, const struct reason *reason) {
  struct log_entry entry = LOG_ENTRY_INIT;
  int kind = acts[reason->rule].detail;
  char id[SESSION_ID_SIZE];
  const char *contact;

  if (reason->rule == RULE_R6E)
    act_set_day(session, action, reason->row_table, record_id(reason->row),
                EVENT_PERSON_FOLLOWED_UP_ON, session->today);
  if (reason->rule == RULE_R9A)
    hide(session, action, reason, DATE_NONE);
  if (reason->contact == NULL)
    return;
  contact = record_id(reason->contact);
  entry.people = &contact;
  entry.people_count = 1;
  entry.kind = kind;
  entry.channel = reason->rule == RULE_R6E ? WORD_EMPTY : CHANNEL_IN_PERSON;
  entry.depth = kind == KIND_FEEDBACK ? DEPTH_REAL : DEPTH_LIGHT;
  entry.direction = kind == KIND_FEEDBACK    ? DIRECTION_ASK
                    : kind == KIND_THANK_YOU ? DIRECTION_GIVE
                                             : WORD_EMPTY;
  entry.event_id = record_text(reason->row, EVENT_PERSON_EVENT_ID);
  action_keep_id(action, session_book(session), reason->contact);
  act_new_interaction(session, action, &entry, id);
  act_clear_all(session, action, &entry);
}

/* The role that somebody keeps after one that ended. */
static int role_after(int role) {
  switch (role) {
  case ROLE_SUPERVISOR:
    return ROLE_FORMER_ATTENDING;
  case ROLE_CO_APPLICANT:
    return ROLE_PEER;
  default:
    return ROLE_ACQUAINTANCE;
  }
}

/* R13: the person said yes to what was offered. */
static void accept(struct session *session, struct action *action, const struct reason *reason) {
  const char *contact = record_id(reason->contact), *role = record_id(reason->row);
  struct role_spec spec = {ROLE_SPONSOR, WORD_EMPTY, WORD_EMPTY, WORD_EMPTY};
  char id[SESSION_ID_SIZE];

  switch (reason->rule) {
  case RULE_R13A: /* asking is theirs to do; that it was promised is kept, and the offer rests */
    act_promise_row(session, action, contact, "ask for something steadier", session->today + 14,
                    false, role, id);
    hide(session, action, reason, session->today + 30);
    return;
  case RULE_R13B:
    act_role_row(session, action, contact, &spec, session->today, NULL);
    return;
  case RULE_R13C:
    act_set_day(session, action, TABLE_ROLES, role, ROLES_TO_ON, session->today);
    return;
  default:
    spec.role = role_after(record_word(reason->row, ROLES_ROLE, &words_role));
    spec.facet = record_word(reason->row, ROLES_FACET, &words_facet);
    act_role_row(session, action, contact, &spec, record_day(reason->row, ROLES_TO_ON) + 1, NULL);
    return;
  }
}

static bool add_done(struct session *session, struct action *action, const struct reason *reason,
                     struct err *err) {
  const struct reason_acts *act = &acts[reason->rule];

  if (reason->row != NULL && reason->row_table != TABLE_SETTINGS)
    action_keep_id(action, session_book(session), reason->row);
  switch (act->done) {
  case DONE_HOLDS:
    return act_hold_row(session, action, record_id(reason->row), DATE_NONE, err);
  case DONE_KEEPS:
    return act_keep_row(session, action, record_id(reason->row), session->today, err);
  case DONE_DATES:
  case DONE_ASKS_CHOSEN:
    act_set_day(session, action, reason->row_table, record_id(reason->row), act->detail,
                session->today);
    return true;
  case DONE_LOGS:
    log_touch(session, action, reason);
    return true;
  case DONE_ACCEPTS:
    accept(session, action, reason);
    return true;
  case DONE_RESTS:
    rest(session, action, reason);
    return true;
  case DONE_ASKS_ANSWER:
    return err_set(err, ERR_USAGE, "what did they answer? mentee letter yes|lukewarm|no %s",
                   record_id(reason->row));
  case DONE_OPENS_EVENT:
    return err_set(err, ERR_USAGE, "this is about people: mentee event people %s",
                   record_id(reason->row));
  case DONE_OPENS_LOG:
  case DONE_PREPARES:
    break;
  }
  return err_set(err, ERR_USAGE, "'%s' is done by logging it", reason->text);
}

static void done_title(const struct session *session, struct action *action,
                       const struct reason *reason, size_t count) {
  struct buf text = BUF_INIT;

  reason_done_text(session, reason, &text);
  if (count > 1)
    buf_addf(&text, ", and %zu more", count - 1);
  action_title(action, "%s", buf_text(&text));
  buf_release(&text);
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
  done_title(session, &action, reasons[0], count);
  return session_commit(session, &action, err);
}

/* Whom one would like to meet at an event was written to today. */
static bool add_asked(struct session *session, struct action *action, const char *event_person,
                      struct err *err) {
  const struct record *row = act_row(session, action, TABLE_EVENT_PEOPLE, event_person, err);
  const struct record *contact;

  if (row == NULL)
    return false;
  act_set_day(session, action, TABLE_EVENT_PEOPLE, event_person, EVENT_PERSON_OUTREACH_ON,
              session->today);
  contact = book_ref_contact(session_book(session), row, EVENT_PERSON_CONTACT_ID);
  action_title(action, "wrote to %s",
               contact != NULL ? record_text(contact, CONTACT_NAME)
                               : record_text(row, EVENT_PERSON_NAME));
  return true;
}

bool session_sent(struct session *session, const struct log_entry *entry,
                  const struct reason *const *reasons, size_t count, const char *asked,
                  struct err *err) {
  struct action action;
  char id[SESSION_ID_SIZE];
  struct buf names = BUF_INIT;

  action_init(&action);
  for (size_t i = 0; i < count; i++)
    if (!add_done(session, &action, reasons[i], err)) {
      action_release(&action);
      return false;
    }
  if (asked[0] != '\0' && !add_asked(session, &action, asked, err)) {
    action_release(&action);
    return false;
  }
  if (entry != NULL) {
    act_new_interaction(session, &action, entry, id);
    act_names(session, entry->people, entry->people_count, &names);
    action_title(&action, "wrote to %s: %s", buf_text(&names), entry->subject);
    buf_release(&names);
  }
  return session_commit(session, &action, err);
}

bool session_circle_back(struct session *session, const char *interaction, const char *chosen,
                         int day, struct err *err) {
  struct action action;
  const struct record *row;

  action_init(&action);
  row = act_row(session, &action, TABLE_INTERACTIONS, interaction, err);
  if (row == NULL) {
    action_release(&action);
    return false;
  }
  act_set(session, &action, TABLE_INTERACTIONS, interaction, INTERACTION_CHOSEN, chosen);
  act_set_day(session, &action, TABLE_INTERACTIONS, interaction, INTERACTION_TOLD_ON, day);
  action_title(&action, "told what became of: %.*s",
               (int)strcspn(record_text(row, INTERACTION_ADVICE), "\r\n"),
               record_text(row, INTERACTION_ADVICE));
  return session_commit(session, &action, err);
}

/* --- later, let go
 * ------------------------------------------------------------------------------------- */

static bool hide_until(struct session *session, const struct reason *reason, int until,
                       struct err *err) {
  struct action action;

  action_init(&action);
  hide(session, &action, reason, until);
  action_title(&action, until != DATE_NONE ? "later: %s" : "let go: %s", reason->what);
  return session_commit(session, &action, err);
}

bool session_later(struct session *session, const struct reason *reason, int day, struct err *err) {
  switch (acts[reason->rule].later) {
  case LATER_SNOOZES:
    return session_snooze(session, record_id(reason->contact), day, err);
  case LATER_MOVES_MEETING:
    return session_move_meeting(session, record_id(reason->row), day, -1, err);
  case LATER_MOVES_PROMISE:
    return session_move_promise(session, record_id(reason->row), day, err);
  case LATER_RESTS:
    break;
  }
  return hide_until(session, reason, day, err);
}

bool session_let_go(struct session *session, const struct reason *reason, struct err *err) {
  switch (acts[reason->rule].let_go) {
  case LET_GO_CANCELS:
    return session_cancel_meeting(session, record_id(reason->row), err);
  case LET_GO_RELEASES:
    return session_release_promise(session, record_id(reason->row), err);
  case LET_GO_ANSWERS_NO:
    return session_letter_step(session, record_id(reason->row), LETTER_NO, session->today, err);
  case LET_GO_ASKS_INTERVAL:
    return err_set(err, ERR_USAGE,
                   "a hello is let go by a longer interval, never, or archiving the person");
  case LET_GO_HIDES:
    break;
  }
  return hide_until(session, reason, DATE_NONE, err);
}

/* --- what comes next
 * ----------------------------------------------------------------------------------- */

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
    if (clock->state == CLOCK_PLANNED && planned == session->today)
      buf_adds(out, "you meet today.");
    else if (clock->state == CLOCK_PLANNED && planned != DATE_NONE)
      near_day("next on ", planned, out);
    else if (clock->due <= session->today)
      buf_adds(out, "a hello is due.");
    else
      near_day("next around ", clock->due, out);
  }
  buf_release(&name);
  cadence_release(&cadence);
}
