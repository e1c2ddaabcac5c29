/* The quick list of an event: whom you met there, or want to meet, a line each. */
#include "acts_priv.h"

#include "mentee/base/text.h"
#include "mentee/engine/match.h"
#include <string.h>

/* Where the name ends: at ": ", " > ", " < " or the end; *rest is what follows a ": ". */
static size_t name_length(const char *text, const char **rest) {
  for (size_t i = 0; text[i] != '\0'; i++) {
    if (text[i] == ':' && text_is_space(text[i + 1])) {
      *rest = text + i + 2;
      return i;
    }
    if ((text[i] == '>' || text[i] == '<') && i > 0 && text[i - 1] == ' ' && text[i + 1] == ' ') {
      *rest = text + i - 1;
      return i - 1;
    }
  }
  *rest = "";
  return strlen(text);
}

bool event_line_parse(struct event_line *line, const struct session *session, struct arena *arena,
                      const char *text, struct err *err) {
  const char *rest, *head = text, *place;
  size_t len, comma;

  *line = (struct event_line){"", "", "", {.day = DATE_NONE}};
  len = name_length(text, &rest);
  /* " > audit form" has nothing to talk about before it, and a blank at the front would mean: as it
     is */
  logline_parse(&line->log, arena, rest[0] == ' ' ? arena_format(arena, "-%s", rest) : rest,
                session->today, NULL, NULL);
  if (strcmp(line->log.subject, "-") == 0)
    line->log.subject = "";
  comma = strcspn(text, ",");
  place = comma < len ? text + comma + 1 : "";
  if (comma < len) {
    size_t place_len = len - comma - 1;
    text_trim(&place, &place_len);
    line->place = arena_copy(arena, place, place_len);
    len = comma;
  }
  text_trim(&head, &len);
  line->name = arena_copy(arena, head, len);
  return len > 0 || err_set(err, ERR_USAGE, "'%s': who? A line is NAME, PLACE: WHAT ABOUT", text);
}

void event_line_release(struct event_line *line) {
  logline_release(&line->log);
}

struct adding {
  struct session *session;
  struct action *action;
  const struct record *event;
  struct event_line *line;
  struct arena *arena; /* of the lines */
  bool met;            /* the event has begun */
};

/* The day of meeting them: what the line says, else the event's last day so far. */
static int day_of(const struct session *session, const struct record *event,
                  const struct event_line *line) {
  int ends = record_day(event, EVENT_ENDS_ON);

  if (line->log.day != DATE_NONE)
    return line->log.day;
  return ends == DATE_NONE || ends > session->today ? session->today : ends;
}

static int source_of(const struct record *event) {
  switch (record_word(event, EVENT_KIND, &words_event)) {
  case EVENT_CONFERENCE:
    return SOURCE_CONFERENCE;
  case EVENT_INTERVIEW:
    return SOURCE_INTERVIEW;
  case EVENT_AWAY_ROTATION:
    return SOURCE_AWAY_ROTATION;
  case EVENT_WEBINAR:
    return SOURCE_VIRTUAL;
  default:
    return WORD_EMPTY;
  }
}

/* Somebody new, without a role: only `add` makes a prospect. */
static void add_contact(const struct adding *adding, char *id) {
  const enum table_id table = TABLE_CONTACTS;
  struct session *session = adding->session;
  struct action *action = adding->action;
  const struct event_line *line = adding->line;

  session_new_id(session, table, id);
  action_add_row(action, table, id);
  act_set(session, action, table, id, CONTACT_NAME, line->name);
  act_set(session, action, table, id, CONTACT_ORG, line->place);
  if (adding->met) {
    act_set_day(session, action, table, id, CONTACT_MET_ON, day_of(session, adding->event, line));
    act_set(session, action, table, id, CONTACT_MET_EVENT, record_id(adding->event));
  }
  act_set_word(session, action, table, id, CONTACT_SOURCE, source_of(adding->event));
  act_set_day(session, action, table, id, CONTACT_CREATED_AT, session->today);
}

/* The row of that person at that event, or NULL. */
static const struct record *find_row(const struct session *session, const char *event,
                                     const struct record *contact, const char *name) {
  const struct book *book = session_book(session);

  for (size_t i = 0; i < book_count(book, TABLE_EVENT_PEOPLE); i++) {
    const struct record *row = book_at(book, TABLE_EVENT_PEOPLE, i);
    if (strcmp(record_text(row, EVENT_PERSON_EVENT_ID), event) != 0)
      continue;
    if (contact != NULL ? book_ref_contact(book, row, EVENT_PERSON_CONTACT_ID) == contact
                        : record_has(row, EVENT_PERSON_NAME) &&
                              text_same(record_text(row, EVENT_PERSON_NAME), name))
      return row;
  }
  return NULL;
}

/* The row at the event; contact "" where they are only a name. */
static void set_person(const struct adding *adding, const struct record *row, const char *contact) {
  const enum table_id table = TABLE_EVENT_PEOPLE;
  struct session *session = adding->session;
  struct action *action = adding->action;
  const struct event_line *line = adding->line;
  char id[SESSION_ID_SIZE];
  const char *at = id;

  if (row != NULL) {
    action_keep_id(action, session_book(session), row);
    at = record_id(row);
  } else {
    session_new_id(session, table, id);
    action_add_row(action, table, id);
    act_set(session, action, table, id, EVENT_PERSON_EVENT_ID, record_id(adding->event));
    if (contact[0] != '\0')
      act_set(session, action, table, id, EVENT_PERSON_CONTACT_ID, contact);
    else
      act_set(session, action, table, id, EVENT_PERSON_NAME, line->name);
    act_set_word(session, action, table, id, EVENT_PERSON_INTENT, INTENT_MEET);
  }
  if (adding->met)
    act_set(session, action, table, at, EVENT_PERSON_MET, "yes");
  if (line->log.subject[0] != '\0' && !adding->met)
    act_set(session, action, table, at, EVENT_PERSON_QUESTION, line->log.subject);
  else if (line->log.subject[0] != '\0' && contact[0] == '\0')
    act_set(session, action, table, at, EVENT_PERSON_NOTE, line->log.subject);
}

/* What was talked about, and what was promised. */
static void set_talk(const struct adding *adding, const char *contact) {
  struct log_entry entry = LOG_ENTRY_INIT;
  const struct event_line *line = adding->line;
  char id[SESSION_ID_SIZE] = "";

  log_entry_from_line(&entry, &line->log);
  entry.people = &contact;
  entry.people_count = 1;
  entry.day = day_of(adding->session, adding->event, line);
  entry.event_id = record_id(adding->event);
  if (entry.channel < 0 && !text_same(record_text(adding->event, EVENT_SITE), "virtual"))
    entry.channel = CHANNEL_IN_PERSON;
  if (adding->met)
    act_new_interaction(adding->session, adding->action, &entry, id);
  act_promises_of(adding->session, adding->action, &entry, id);
}

/* Who is meant: *contact is NULL where it is nobody yet. */
static bool find_contact(const struct session *session, const char *name,
                         const struct record **contact, struct err *err) {
  const struct book *book = session_book(session);
  struct matches matches = MATCHES_INIT;
  bool several;

  match_name(book, name, &matches);
  several = matches.list.len > 1;
  *contact = matches.list.len == 1 ? matches.list.data[0] : NULL;
  matches_release(&matches);
  return !several || match_one(book, name, err) != NULL;
}

/* Somebody known; else somebody new where there is more than a name to keep; else a name. */
static bool add_line(const struct adding *adding, struct err *err) {
  struct event_line *line = adding->line;
  const struct record *contact;
  const struct record *row;
  char new_id[SESSION_ID_SIZE] = "";
  const char *id = new_id;

  if (!find_contact(adding->session, line->name, &contact, err))
    return false;
  if (contact != NULL) {
    action_keep_id(adding->action, session_book(adding->session), contact);
    id = record_id(contact);
  } else if (line->place[0] != '\0' || line->log.mine[0] != '\0' || line->log.theirs[0] != '\0') {
    add_contact(adding, new_id);
  }
  row = find_row(adding->session, record_id(adding->event), contact, line->name);
  set_person(adding, row, id);
  if (id[0] != '\0')
    set_talk(adding, id);
  line->contact = arena_dup(adding->arena, id);
  return true;
}

bool session_event_people(struct session *session, const char *event, struct event_line *lines,
                          size_t count, struct arena *arena, struct err *err) {
  struct action action;
  struct adding adding = {session, &action, NULL, NULL, arena, false};
  int starts;

  action_init(&action);
  adding.event = act_row(session, &action, TABLE_EVENTS, event, err);
  if (adding.event == NULL)
    goto out;
  starts = record_day(adding.event, EVENT_STARTS_ON);
  adding.met = starts == DATE_NONE || starts <= session->today;
  for (size_t i = 0; i < count; i++) {
    adding.line = &lines[i];
    if (!add_line(&adding, err))
      goto out;
  }
  action_title(&action, "%s: %zu %s", record_text(adding.event, EVENT_NAME), count,
               count == 1 ? "person" : "people");
  return session_commit(session, &action, err);
out:
  action_release(&action);
  return false;
}
