/* Interactions: logged, planned, held, moved. */
#include "acts_priv.h"

#include "mentee/base/date_words.h"
#include "mentee/base/text.h"
#include <stdio.h>
#include <string.h>

#define PLAN_LOOKS_BACK 14 /* days that a plan may be past and still be what was logged; V9 */

static const enum table_id TABLE = TABLE_INTERACTIONS;

void log_entry_from_line(struct log_entry *entry, const struct logline *line) {
  entry->day = line->day;
  if (line->kind_said) {
    entry->kind = line->kind;
    entry->channel = line->channel;
    entry->depth = line->depth;
  }
  entry->subject = line->subject;
  entry->notes = line->notes;
  entry->mine = line->mine;
  entry->mine_by = line->mine_by;
  entry->theirs = line->theirs;
  entry->theirs_by = line->theirs_by;
}

static bool is_planned(const struct record *row) {
  return record_word_or(row, INTERACTION_STATUS, &words_touch, TOUCH_HELD) == TOUCH_PLANNED;
}

int session_find_plan(const struct session *session, const struct record *contact, int day,
                      const struct record **row) {
  struct rows rows = book_rows_of(session_book(session), contact, TABLE);
  int found = 0;

  for (size_t i = 0; i < rows.len; i++) {
    int on = record_day(rows.data[i], INTERACTION_ON_DATE);
    if (!is_planned(rows.data[i]) || on == DATE_NONE || on > session->today ||
        on < session->today - PLAN_LOOKS_BACK || (day != DATE_NONE && on != day))
      continue;
    found++;
    *row = rows.data[i];
  }
  return found;
}

/* The people cell: who is there already, then who is not yet, by id. */
static const char *people_cell(const struct session *session, struct action *action,
                               const struct record *row, const char *const *people, size_t count) {
  const struct book *book = session_book(session);
  struct buf cell = BUF_INIT;
  const char *text;

  if (row != NULL)
    buf_adds(&cell, record_text(row, INTERACTION_PEOPLE));
  for (size_t i = 0; i < count; i++) {
    const struct record *contact = book_find(book, TABLE_CONTACTS, people[i]);
    /* somebody begun in this very action is not in the book yet */
    bool twice = contact != NULL && row != NULL && book_has_person(book, row, contact);
    for (size_t j = 0; j < i; j++)
      twice = twice || strcmp(people[i], people[j]) == 0;
    if (twice)
      continue;
    buf_adds(&cell, cell.len > 0 ? ";" : "");
    buf_adds(&cell, people[i]);
  }
  text = arena_dup(&action->arena, buf_text(&cell));
  buf_release(&cell);
  return text;
}

static void set_time(const struct session *session, struct action *action, const char *id,
                     int time) {
  char text[DATE_TEXT_SIZE];

  if (time >= 0)
    act_set(session, action, TABLE, id, INTERACTION_TIME, date_words_time_text(time, text));
}

/* What was said of it; what was not said stays as it is. */
static void set_said(const struct session *session, struct action *action, const char *id,
                     const struct log_entry *entry) {
  set_time(session, action, id, entry->time);
  if (entry->minutes >= 0)
    act_set_number(session, action, TABLE, id, INTERACTION_MINUTES, entry->minutes);
  act_set_word(session, action, TABLE, id, INTERACTION_CHANNEL, entry->channel);
  act_set_word(session, action, TABLE, id, INTERACTION_KIND, entry->kind);
  act_set_word(session, action, TABLE, id, INTERACTION_DIRECTION, entry->direction);
  act_set_word(session, action, TABLE, id, INTERACTION_INITIATOR, entry->initiator);
  act_set_word(session, action, TABLE, id, INTERACTION_DEPTH, entry->depth);
  if (entry->event_id[0] != '\0')
    act_set(session, action, TABLE, id, INTERACTION_EVENT_ID, entry->event_id);
  if (entry->subject[0] != '\0')
    act_set(session, action, TABLE, id, INTERACTION_SUBJECT, entry->subject);
  if (entry->notes[0] != '\0')
    act_set(session, action, TABLE, id, INTERACTION_NOTES, entry->notes);
  for (size_t i = 0; i < entry->more_count; i++)
    act_set(session, action, TABLE, id, entry->more[i].field, entry->more[i].value);
}

void act_new_interaction(struct session *session, struct action *action,
                         const struct log_entry *entry, char *id) {
  struct log_entry whole = *entry;
  int day = entry->day != DATE_NONE ? entry->day : session->today;
  /* What has not happened yet is a plan, whatever was typed. */
  int status = day > session->today ? TOUCH_PLANNED : entry->status;

  if (whole.kind < 0)
    whole.kind = KIND_MEETING;
  if (whole.depth < 0 && status != TOUCH_PLANNED)
    whole.depth = DEPTH_REAL;
  session_new_id(session, TABLE, id);
  action_add_row(action, TABLE, id);
  act_set_day(session, action, TABLE, id, INTERACTION_ON_DATE, day);
  act_set(session, action, TABLE, id, INTERACTION_PEOPLE,
          people_cell(session, action, NULL, entry->people, entry->people_count));
  act_set_word(session, action, TABLE, id, INTERACTION_STATUS, status);
  set_said(session, action, id, &whole);
}

static bool plan_held(struct session *session, struct action *action, const struct log_entry *entry,
                      char *id, struct err *err) {
  const struct record *row = act_row(session, action, TABLE, entry->planned_id, err);

  if (row == NULL)
    return false;
  snprintf(id, SESSION_ID_SIZE, "%s", entry->planned_id);
  act_set_word(session, action, TABLE, entry->planned_id, INTERACTION_STATUS, entry->status);
  act_set_day(session, action, TABLE, entry->planned_id, INTERACTION_ON_DATE, entry->day);
  act_set(session, action, TABLE, entry->planned_id, INTERACTION_PEOPLE,
          people_cell(session, action, row, entry->people, entry->people_count));
  set_said(session, action, entry->planned_id, entry);
  return true;
}

static void log_title(const struct session *session, struct action *action,
                      const struct log_entry *entry) {
  struct buf names = BUF_INIT;

  act_names(session, entry->people, entry->people_count, &names);
  action_title(action, entry->subject[0] != '\0' ? "logged %s: %s" : "logged %s%s",
               buf_text(&names), entry->subject);
  buf_release(&names);
}

static bool everyone_is_there(const struct session *session, struct action *action,
                              const char *const *people, size_t count, struct err *err) {
  if (count == 0)
    return err_set(err, ERR_USAGE, "with whom?");
  for (size_t i = 0; i < count; i++)
    if (act_row(session, action, TABLE_CONTACTS, people[i], err) == NULL)
      return false;
  return true;
}

void act_promises_of(struct session *session, struct action *action, const struct log_entry *entry,
                     const char *origin) {
  char id[SESSION_ID_SIZE];

  if (entry->mine[0] != '\0')
    act_promise_row(session, action, entry->people[0], entry->mine, entry->mine_by, false, origin,
                    id);
  if (entry->theirs[0] != '\0')
    act_promise_row(session, action, entry->people[0], entry->theirs, entry->theirs_by, true,
                    origin, id);
}

static bool log_into(struct session *session, struct action *action, const struct log_entry *entry,
                     char *id, struct err *err) {
  if (!everyone_is_there(session, action, entry->people, entry->people_count, err))
    return false;
  if (entry->event_id[0] != '\0' &&
      act_row(session, action, TABLE_EVENTS, entry->event_id, err) == NULL)
    return false;
  if (entry->planned_id[0] == '\0')
    act_new_interaction(session, action, entry, id);
  else if (!plan_held(session, action, entry, id, err))
    return false;
  act_promises_of(session, action, entry, id);
  act_clear(session, action, entry->clears);
  return true;
}

bool session_log(struct session *session, const struct log_entry *entry, char *interaction_id_out,
                 struct err *err) {
  struct action action;

  action_init(&action);
  if (!log_into(session, &action, entry, interaction_id_out, err)) {
    action_release(&action);
    return false;
  }
  log_title(session, &action, entry);
  return session_commit(session, &action, err);
}

bool session_log_several(struct session *session, const struct log_entry *entries, size_t count,
                         struct err *err) {
  struct action action;
  char id[SESSION_ID_SIZE];

  action_init(&action);
  for (size_t i = 0; i < count; i++)
    if (!log_into(session, &action, &entries[i], id, err)) {
      action_release(&action);
      return false;
    }
  if (count == 1)
    log_title(session, &action, &entries[0]);
  else
    action_title(&action, "logged %zu lines", count);
  return session_commit(session, &action, err);
}

bool session_pass(struct session *session, const char *const *people, size_t count,
                  struct err *err) {
  char id[SESSION_ID_SIZE];
  struct log_entry entry = LOG_ENTRY_INIT;

  entry.people = people;
  entry.people_count = count;
  entry.kind = KIND_HALLWAY;
  entry.channel = CHANNEL_IN_PERSON;
  entry.depth = DEPTH_LIGHT;
  entry.initiator = INITIATOR_MUTUAL;
  return session_log(session, &entry, id, err);
}

bool session_plan(struct session *session, const char *const *people, size_t people_count, int day,
                  int time, const char *text, char *id_out, struct err *err) {
  struct action action;
  struct buf names = BUF_INIT;

  action_init(&action);
  if (!everyone_is_there(session, &action, people, people_count, err)) {
    action_release(&action);
    return false;
  }
  session_new_id(session, TABLE, id_out);
  action_add_row(&action, TABLE, id_out);
  act_set_day(session, &action, TABLE, id_out, INTERACTION_ON_DATE, day);
  act_set(session, &action, TABLE, id_out, INTERACTION_PEOPLE,
          people_cell(session, &action, NULL, people, people_count));
  act_set_word(session, &action, TABLE, id_out, INTERACTION_STATUS, TOUCH_PLANNED);
  act_set_word(session, &action, TABLE, id_out, INTERACTION_KIND, KIND_MEETING);
  set_time(session, &action, id_out, time);
  act_set(session, &action, TABLE, id_out, INTERACTION_SUBJECT, text);
  act_names(session, people, people_count, &names);
  action_title(&action, text[0] != '\0' ? "planned with %s: %s" : "planned with %s%s",
               buf_text(&names), text);
  buf_release(&names);
  return session_commit(session, &action, err);
}

static const char *subject_of(const struct record *row) {
  const char *subject = record_text(row, INTERACTION_SUBJECT);

  return subject[0] != '\0' ? subject
                            : words_spoken(&words_kind, record_word_or(row, INTERACTION_KIND,
                                                                       &words_kind, KIND_MEETING));
}

/* A planned meeting, or ERR_USAGE that says what it is instead. */
static const struct record *planned_row(const struct session *session, struct action *action,
                                        const char *id, struct err *err) {
  const struct record *row = act_row(session, action, TABLE, id, err);

  if (row == NULL || is_planned(row))
    return row;
  err_set(
      err, ERR_USAGE, "'%s' is not planned: %s on %s", subject_of(row),
      words_spoken(&words_touch, record_word_or(row, INTERACTION_STATUS, &words_touch, TOUCH_HELD)),
      record_text(row, INTERACTION_ON_DATE));
  return NULL;
}

bool act_hold_row(struct session *session, struct action *action, const char *interaction, int day,
                  struct err *err) {
  const struct record *row = planned_row(session, action, interaction, err);
  int on;

  if (row == NULL)
    return false;
  on = record_day(row, INTERACTION_ON_DATE);
  if (day > session->today)
    return err_set(err, ERR_USAGE, "'%s' cannot have been held on a day to come", subject_of(row));
  if (day == DATE_NONE && (on == DATE_NONE || on > session->today))
    day = session->today; /* held before the day that was planned */
  act_set_word(session, action, TABLE, interaction, INTERACTION_STATUS, TOUCH_HELD);
  act_set_day(session, action, TABLE, interaction, INTERACTION_ON_DATE, day);
  if (action->title[0] == '\0')
    action_title(action, "held: %s", subject_of(row));
  return true;
}

bool session_hold(struct session *session, const char *interaction, int day,
                  const struct field_value *values, size_t count, struct err *err) {
  struct action action;

  action_init(&action);
  if (act_hold_row(session, &action, interaction, day, err)) {
    act_set_values(session, &action, TABLE, interaction, values, count);
    return session_commit(session, &action, err);
  }
  action_release(&action);
  return false;
}

bool session_move_meeting(struct session *session, const char *interaction, int day, int time,
                          struct err *err) {
  struct action action;
  const struct record *row;

  action_init(&action);
  row = planned_row(session, &action, interaction, err);
  if (row == NULL) {
    action_release(&action);
    return false;
  }
  act_set_day(session, &action, TABLE, interaction, INTERACTION_ON_DATE, day);
  set_time(session, &action, interaction, time);
  action_title(&action, "moved: %s", subject_of(row));
  return session_commit(session, &action, err);
}

bool session_cancel_meeting(struct session *session, const char *interaction, struct err *err) {
  struct action action;
  const struct record *row;

  action_init(&action);
  row = planned_row(session, &action, interaction, err);
  if (row == NULL) {
    action_release(&action);
    return false;
  }
  act_set_word(session, &action, TABLE, interaction, INTERACTION_STATUS, TOUCH_CANCELLED);
  action_title(&action, "cancelled: %s", subject_of(row));
  return session_commit(session, &action, err);
}
