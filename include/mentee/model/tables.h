#ifndef MENTEE_MODEL_TABLES_H
#define MENTEE_MODEL_TABLES_H
/*
 * The tables, each described once. The CSV header, decoding and checking, forms,
 * `--columns`, merging, undo and the manual derive from these lists.
 *
 * X(FIELD, "csv name", type, words, table it refers to, form, "label", "help")
 */
#include "mentee/model/words.h"
#include <stdbool.h>

enum table_id {
  TABLE_CONTACTS,
  TABLE_ROLES,
  TABLE_AFFILIATIONS,
  TABLE_INTERACTIONS,
  TABLE_FOLLOWUPS,
  TABLE_OPPORTUNITIES,
  TABLE_LETTERS,
  TABLE_EVENTS,
  TABLE_EVENT_PEOPLE,
  TABLE_LINKS,
  TABLE_TARGETS,
  TABLE_SETTINGS,
  TABLE_COUNT,
  TABLE_NONE = TABLE_COUNT
};

enum field_type {
  FIELD_ID,
  FIELD_TEXT,    /* one line */
  FIELD_NOTE,    /* may hold line ends */
  FIELD_DATE,    /* YYYY-MM-DD */
  FIELD_TIME,    /* HH:MM */
  FIELD_NUMBER,  /* a whole number, 0 or more */
  FIELD_WORD,    /* one of the words */
  FIELD_LIST,    /* texts separated by ; */
  FIELD_REF,     /* an id of the table referred to */
  FIELD_PEOPLE,  /* ids, or names, of contacts separated by ; */
  FIELD_YES,     /* yes, no or empty */
  FIELD_BIRTHDAY /* MM-DD or YYYY-MM-DD */
};

enum field_form { FORM_FIRST, FORM_MORE, FORM_NEVER };

/* clang-format off */
#define CONTACT_FIELDS(X) \
  X(CONTACT_ID, "id", FIELD_ID, NULL, TABLE_NONE, FORM_NEVER, "Id", "opaque, never changes") \
  X(CONTACT_NAME, "name", FIELD_TEXT, NULL, TABLE_NONE, FORM_FIRST, "Name", "as they write it") \
  X(CONTACT_SORT_NAME, "sort_name", FIELD_TEXT, NULL, TABLE_NONE, FORM_MORE, "Sorted as", "Family, Given in ASCII") \
  X(CONTACT_CALL_BY, "call_by", FIELD_TEXT, NULL, TABLE_NONE, FORM_MORE, "You say", "how you address them") \
  X(CONTACT_NATIVE_NAME, "native_name", FIELD_TEXT, NULL, TABLE_NONE, FORM_MORE, "Native name", "in its own script") \
  X(CONTACT_SAID, "said", FIELD_TEXT, NULL, TABLE_NONE, FORM_MORE, "Said", "how the name is pronounced") \
  X(CONTACT_PRONOUNS, "pronouns", FIELD_TEXT, NULL, TABLE_NONE, FORM_MORE, "Pronouns", "as they state them") \
  X(CONTACT_CREDENTIALS, "credentials", FIELD_TEXT, NULL, TABLE_NONE, FORM_MORE, "Credentials", "MD PhD") \
  X(CONTACT_DISCIPLINE, "discipline", FIELD_WORD, &words_discipline, TABLE_NONE, FORM_MORE, "Discipline", "their field") \
  X(CONTACT_LEVEL, "level", FIELD_WORD, &words_level, TABLE_NONE, FORM_MORE, "Level", "where in a career") \
  X(CONTACT_ORG, "org", FIELD_TEXT, NULL, TABLE_NONE, FORM_FIRST, "Where", "where they work now") \
  X(CONTACT_TITLE, "title", FIELD_TEXT, NULL, TABLE_NONE, FORM_MORE, "Title", "what they are there") \
  X(CONTACT_CITY, "city", FIELD_TEXT, NULL, TABLE_NONE, FORM_MORE, "City", "") \
  X(CONTACT_TZ, "tz", FIELD_TEXT, NULL, TABLE_NONE, FORM_MORE, "Time zone", "America/New_York") \
  X(CONTACT_EMAIL, "email", FIELD_TEXT, NULL, TABLE_NONE, FORM_FIRST, "E-mail", "") \
  X(CONTACT_PHONE, "phone", FIELD_TEXT, NULL, TABLE_NONE, FORM_MORE, "Phone", "") \
  X(CONTACT_CHANNEL, "channel", FIELD_WORD, &words_channel, TABLE_NONE, FORM_MORE, "Prefers", "how they like to be reached") \
  X(CONTACT_LINKS, "links", FIELD_LIST, NULL, TABLE_NONE, FORM_MORE, "Links", "web addresses") \
  X(CONTACT_INTERESTS, "interests", FIELD_LIST, NULL, TABLE_NONE, FORM_MORE, "Interests", "what they work on") \
  X(CONTACT_MET_ON, "met_on", FIELD_DATE, NULL, TABLE_NONE, FORM_MORE, "Met on", "the day you first met") \
  X(CONTACT_MET_EVENT, "met_event", FIELD_REF, NULL, TABLE_EVENTS, FORM_MORE, "Met at", "an event's id") \
  X(CONTACT_SOURCE, "source", FIELD_WORD, &words_source, TABLE_NONE, FORM_MORE, "Source", "how you came to know them") \
  X(CONTACT_INTRODUCED_BY, "introduced_by", FIELD_REF, NULL, TABLE_CONTACTS, FORM_MORE, "Introduced by", "a contact's id") \
  X(CONTACT_STATUS, "status", FIELD_WORD, &words_status, TABLE_NONE, FORM_MORE, "Status", "empty is active") \
  X(CONTACT_STATUS_SINCE, "status_since", FIELD_DATE, NULL, TABLE_NONE, FORM_MORE, "Since", "the day the status began") \
  X(CONTACT_STATUS_UNTIL, "status_until", FIELD_DATE, NULL, TABLE_NONE, FORM_MORE, "Until", "for a pause") \
  X(CONTACT_CADENCE_DAYS, "cadence_days", FIELD_NUMBER, NULL, TABLE_NONE, FORM_MORE, "Every", "days; empty: as the roles say; 0: never") \
  X(CONTACT_SNOOZE_ON, "snooze_on", FIELD_DATE, NULL, TABLE_NONE, FORM_NEVER, "Put off on", "the day it was put off") \
  X(CONTACT_SNOOZE_UNTIL, "snooze_until", FIELD_DATE, NULL, TABLE_NONE, FORM_MORE, "Not before", "a hello can wait until then") \
  X(CONTACT_BIRTHDAY, "birthday", FIELD_BIRTHDAY, NULL, TABLE_NONE, FORM_MORE, "Birthday", "MM-DD or YYYY-MM-DD") \
  X(CONTACT_TAGS, "tags", FIELD_LIST, NULL, TABLE_NONE, FORM_MORE, "Tags", "your own words") \
  X(CONTACT_CARES_ABOUT, "cares_about", FIELD_TEXT, NULL, TABLE_NONE, FORM_MORE, "Cares about", "shown beside the editor") \
  X(CONTACT_NOTES, "notes", FIELD_NOTE, NULL, TABLE_NONE, FORM_MORE, "Notes", "yours alone; never in a message") \
  X(CONTACT_CREATED_AT, "created_at", FIELD_DATE, NULL, TABLE_NONE, FORM_NEVER, "Added", "the day you added them")

#define ROLES_FIELDS(X) \
  X(ROLES_ID, "id", FIELD_ID, NULL, TABLE_NONE, FORM_NEVER, "Id", "") \
  X(ROLES_CONTACT_ID, "contact_id", FIELD_REF, NULL, TABLE_CONTACTS, FORM_NEVER, "Who", "") \
  X(ROLES_ROLE, "role", FIELD_WORD, &words_role, TABLE_NONE, FORM_FIRST, "Role", "what they are to you") \
  X(ROLES_FACET, "facet", FIELD_WORD, &words_facet, TABLE_NONE, FORM_FIRST, "Facet", "the side they look after") \
  X(ROLES_RANK, "rank", FIELD_WORD, &words_rank, TABLE_NONE, FORM_MORE, "Rank", "of a mentor") \
  X(ROLES_PHASE, "phase", FIELD_WORD, &words_phase, TABLE_NONE, FORM_MORE, "Phase", "of a mentor") \
  X(ROLES_FROM_ON, "from_on", FIELD_DATE, NULL, TABLE_NONE, FORM_FIRST, "From", "the first day") \
  X(ROLES_TO_ON, "to_on", FIELD_DATE, NULL, TABLE_NONE, FORM_FIRST, "To", "the last day") \
  X(ROLES_AGREED_ON, "agreed_on", FIELD_DATE, NULL, TABLE_NONE, FORM_MORE, "Agreed on", "the day they said yes to ongoing mentorship") \
  X(ROLES_WHY, "why", FIELD_TEXT, NULL, TABLE_NONE, FORM_MORE, "Why", "")

#define AFFILIATION_FIELDS(X) \
  X(AFFILIATION_ID, "id", FIELD_ID, NULL, TABLE_NONE, FORM_NEVER, "Id", "") \
  X(AFFILIATION_CONTACT_ID, "contact_id", FIELD_REF, NULL, TABLE_CONTACTS, FORM_NEVER, "Who", "") \
  X(AFFILIATION_ORG, "org", FIELD_TEXT, NULL, TABLE_NONE, FORM_FIRST, "Where", "the organisation") \
  X(AFFILIATION_SITE, "site", FIELD_TEXT, NULL, TABLE_NONE, FORM_FIRST, "Site", "the building") \
  X(AFFILIATION_PROGRAM, "program", FIELD_TEXT, NULL, TABLE_NONE, FORM_MORE, "Program", "the training program") \
  X(AFFILIATION_TITLE, "title", FIELD_TEXT, NULL, TABLE_NONE, FORM_FIRST, "Title", "") \
  X(AFFILIATION_FROM_ON, "from_on", FIELD_DATE, NULL, TABLE_NONE, FORM_MORE, "From", "") \
  X(AFFILIATION_TO_ON, "to_on", FIELD_DATE, NULL, TABLE_NONE, FORM_MORE, "To", "") \
  X(AFFILIATION_NOTE, "note", FIELD_TEXT, NULL, TABLE_NONE, FORM_MORE, "Note", "")

#define INTERACTION_FIELDS(X) \
  X(INTERACTION_ID, "id", FIELD_ID, NULL, TABLE_NONE, FORM_NEVER, "Id", "") \
  X(INTERACTION_ON_DATE, "on_date", FIELD_DATE, NULL, TABLE_NONE, FORM_FIRST, "When", "the day it happened") \
  X(INTERACTION_TIME, "time", FIELD_TIME, NULL, TABLE_NONE, FORM_MORE, "Time", "") \
  X(INTERACTION_MINUTES, "minutes", FIELD_NUMBER, NULL, TABLE_NONE, FORM_MORE, "Minutes", "") \
  X(INTERACTION_PEOPLE, "people", FIELD_PEOPLE, NULL, TABLE_CONTACTS, FORM_FIRST, "Who", "") \
  X(INTERACTION_CHANNEL, "channel", FIELD_WORD, &words_channel, TABLE_NONE, FORM_MORE, "How", "") \
  X(INTERACTION_KIND, "kind", FIELD_WORD, &words_kind, TABLE_NONE, FORM_FIRST, "What kind", "") \
  X(INTERACTION_DIRECTION, "direction", FIELD_WORD, &words_direction, TABLE_NONE, FORM_MORE, "I", "asked, gave or neither") \
  X(INTERACTION_INITIATOR, "initiator", FIELD_WORD, &words_initiator, TABLE_NONE, FORM_MORE, "Begun by", "") \
  X(INTERACTION_DEPTH, "depth", FIELD_WORD, &words_depth, TABLE_NONE, FORM_MORE, "How much", "") \
  X(INTERACTION_STATUS, "status", FIELD_WORD, &words_touch, TABLE_NONE, FORM_MORE, "Status", "") \
  X(INTERACTION_EVENT_ID, "event_id", FIELD_REF, NULL, TABLE_EVENTS, FORM_MORE, "Event", "") \
  X(INTERACTION_SUBJECT, "subject", FIELD_TEXT, NULL, TABLE_NONE, FORM_FIRST, "What", "one line") \
  X(INTERACTION_AGENDA, "agenda", FIELD_NOTE, NULL, TABLE_NONE, FORM_MORE, "Agenda", "") \
  X(INTERACTION_QUESTIONS, "questions", FIELD_NOTE, NULL, TABLE_NONE, FORM_MORE, "Questions", "three to five is plenty") \
  X(INTERACTION_DECISIONS, "decisions", FIELD_NOTE, NULL, TABLE_NONE, FORM_MORE, "Decided", "three is plenty") \
  X(INTERACTION_ADVICE, "advice", FIELD_NOTE, NULL, TABLE_NONE, FORM_MORE, "Advice", "") \
  X(INTERACTION_CHOSEN, "chosen", FIELD_TEXT, NULL, TABLE_NONE, FORM_MORE, "Chosen", "what you did with the advice") \
  X(INTERACTION_TOLD_ON, "told_on", FIELD_DATE, NULL, TABLE_NONE, FORM_MORE, "Told on", "the day you told them") \
  X(INTERACTION_FAVOUR, "favour", FIELD_TEXT, NULL, TABLE_NONE, FORM_MORE, "They did", "a favour") \
  X(INTERACTION_THANKED_ON, "thanked_on", FIELD_DATE, NULL, TABLE_NONE, FORM_MORE, "Thanked on", "") \
  X(INTERACTION_NOTES, "notes", FIELD_NOTE, NULL, TABLE_NONE, FORM_FIRST, "Notes", "") \
  X(INTERACTION_PRIVATE, "private", FIELD_YES, NULL, TABLE_NONE, FORM_MORE, "Private", "yes hides the note")

#define FOLLOWUP_FIELDS(X) \
  X(FOLLOWUP_ID, "id", FIELD_ID, NULL, TABLE_NONE, FORM_NEVER, "Id", "") \
  X(FOLLOWUP_CONTACT_ID, "contact_id", FIELD_REF, NULL, TABLE_CONTACTS, FORM_NEVER, "Who", "") \
  X(FOLLOWUP_DIRECTION, "direction", FIELD_WORD, &words_owes, TABLE_NONE, FORM_FIRST, "Who owes", "") \
  X(FOLLOWUP_KIND, "kind", FIELD_WORD, &words_duty, TABLE_NONE, FORM_MORE, "Kind", "") \
  X(FOLLOWUP_WHAT, "what", FIELD_TEXT, NULL, TABLE_NONE, FORM_FIRST, "What", "") \
  X(FOLLOWUP_MADE_ON, "made_on", FIELD_DATE, NULL, TABLE_NONE, FORM_MORE, "Made on", "") \
  X(FOLLOWUP_DUE_ON, "due_on", FIELD_DATE, NULL, TABLE_NONE, FORM_FIRST, "By", "") \
  X(FOLLOWUP_DONE_ON, "done_on", FIELD_DATE, NULL, TABLE_NONE, FORM_MORE, "Done on", "") \
  X(FOLLOWUP_OUTCOME, "outcome", FIELD_WORD, &words_outcome, TABLE_NONE, FORM_MORE, "Outcome", "") \
  X(FOLLOWUP_HOURS, "hours", FIELD_NUMBER, NULL, TABLE_NONE, FORM_MORE, "Hours", "an estimate") \
  X(FOLLOWUP_TIMES_MOVED, "times_moved", FIELD_NUMBER, NULL, TABLE_NONE, FORM_NEVER, "Moved", "how often") \
  X(FOLLOWUP_ORIGIN_ID, "origin_id", FIELD_TEXT, NULL, TABLE_NONE, FORM_NEVER, "From", "the id of what it came from") \
  X(FOLLOWUP_EVENT_ID, "event_id", FIELD_REF, NULL, TABLE_EVENTS, FORM_MORE, "Event", "") \
  X(FOLLOWUP_NOTE, "note", FIELD_NOTE, NULL, TABLE_NONE, FORM_MORE, "Note", "")

#define OPPORTUNITY_FIELDS(X) \
  X(OPPORTUNITY_ID, "id", FIELD_ID, NULL, TABLE_NONE, FORM_NEVER, "Id", "") \
  X(OPPORTUNITY_CONTACT_ID, "contact_id", FIELD_REF, NULL, TABLE_CONTACTS, FORM_NEVER, "Who", "") \
  X(OPPORTUNITY_OPENED_ON, "opened_on", FIELD_DATE, NULL, TABLE_NONE, FORM_FIRST, "Opened on", "") \
  X(OPPORTUNITY_KIND, "kind", FIELD_WORD, &words_door, TABLE_NONE, FORM_FIRST, "Kind", "") \
  X(OPPORTUNITY_WHAT, "what", FIELD_TEXT, NULL, TABLE_NONE, FORM_FIRST, "What", "") \
  X(OPPORTUNITY_ASKED_FOR, "asked_for", FIELD_YES, NULL, TABLE_NONE, FORM_MORE, "Asked for", "") \
  X(OPPORTUNITY_STAGE, "stage", FIELD_WORD, &words_stage, TABLE_NONE, FORM_FIRST, "Stage", "") \
  X(OPPORTUNITY_STAKES, "stakes", FIELD_WORD, &words_stakes, TABLE_NONE, FORM_MORE, "Stakes", "what they risk") \
  X(OPPORTUNITY_MY_DEADLINE, "my_deadline", FIELD_DATE, NULL, TABLE_NONE, FORM_FIRST, "My deadline", "") \
  X(OPPORTUNITY_DELIVERED_ON, "delivered_on", FIELD_DATE, NULL, TABLE_NONE, FORM_MORE, "Delivered on", "") \
  X(OPPORTUNITY_REPORTED_ON, "reported_on", FIELD_DATE, NULL, TABLE_NONE, FORM_MORE, "Reported on", "") \
  X(OPPORTUNITY_THANKED_ON, "thanked_on", FIELD_DATE, NULL, TABLE_NONE, FORM_MORE, "Thanked on", "") \
  X(OPPORTUNITY_ORIGIN_ID, "origin_id", FIELD_REF, NULL, TABLE_INTERACTIONS, FORM_NEVER, "From", "") \
  X(OPPORTUNITY_NOTES, "notes", FIELD_NOTE, NULL, TABLE_NONE, FORM_MORE, "Notes", "")

#define LETTER_FIELDS(X) \
  X(LETTER_ID, "id", FIELD_ID, NULL, TABLE_NONE, FORM_NEVER, "Id", "") \
  X(LETTER_CONTACT_ID, "contact_id", FIELD_REF, NULL, TABLE_CONTACTS, FORM_NEVER, "Who", "") \
  X(LETTER_PURPOSE, "purpose", FIELD_TEXT, NULL, TABLE_NONE, FORM_FIRST, "Purpose", "") \
  X(LETTER_TARGET_ID, "target_id", FIELD_REF, NULL, TABLE_TARGETS, FORM_MORE, "For", "") \
  X(LETTER_ASKED_ON, "asked_on", FIELD_DATE, NULL, TABLE_NONE, FORM_FIRST, "Asked on", "") \
  X(LETTER_ASKED_STRONG, "asked_strong", FIELD_YES, NULL, TABLE_NONE, FORM_MORE, "Asked for a strong one", "") \
  X(LETTER_ANSWER, "answer", FIELD_WORD, &words_answer, TABLE_NONE, FORM_FIRST, "Answer", "") \
  X(LETTER_ANSWERED_ON, "answered_on", FIELD_DATE, NULL, TABLE_NONE, FORM_MORE, "Answered on", "") \
  X(LETTER_MATERIALS_SENT_ON, "materials_sent_on", FIELD_DATE, NULL, TABLE_NONE, FORM_MORE, "Packet sent on", "") \
  X(LETTER_WAIVED, "waived", FIELD_YES, NULL, TABLE_NONE, FORM_MORE, "Waived", "the right to read it") \
  X(LETTER_DUE_ON, "due_on", FIELD_DATE, NULL, TABLE_NONE, FORM_FIRST, "Due on", "") \
  X(LETTER_SUBMITTED_ON, "submitted_on", FIELD_DATE, NULL, TABLE_NONE, FORM_MORE, "In since", "") \
  X(LETTER_THANKED_ON, "thanked_on", FIELD_DATE, NULL, TABLE_NONE, FORM_MORE, "Thanked on", "") \
  X(LETTER_OUTCOME_TOLD_ON, "outcome_told_on", FIELD_DATE, NULL, TABLE_NONE, FORM_MORE, "Told how it went on", "") \
  X(LETTER_NOTES, "notes", FIELD_NOTE, NULL, TABLE_NONE, FORM_MORE, "Notes", "")

#define EVENT_FIELDS(X) \
  X(EVENT_ID, "id", FIELD_ID, NULL, TABLE_NONE, FORM_NEVER, "Id", "") \
  X(EVENT_KIND, "kind", FIELD_WORD, &words_event, TABLE_NONE, FORM_FIRST, "Kind", "") \
  X(EVENT_NAME, "name", FIELD_TEXT, NULL, TABLE_NONE, FORM_FIRST, "Name", "") \
  X(EVENT_SOCIETY, "society", FIELD_TEXT, NULL, TABLE_NONE, FORM_MORE, "Society", "its short name") \
  X(EVENT_SITE, "site", FIELD_TEXT, NULL, TABLE_NONE, FORM_FIRST, "Site", "the building") \
  X(EVENT_TARGET_ID, "target_id", FIELD_REF, NULL, TABLE_TARGETS, FORM_MORE, "Goal", "") \
  X(EVENT_STARTS_ON, "starts_on", FIELD_DATE, NULL, TABLE_NONE, FORM_FIRST, "From", "") \
  X(EVENT_ENDS_ON, "ends_on", FIELD_DATE, NULL, TABLE_NONE, FORM_FIRST, "To", "") \
  X(EVENT_TZ, "tz", FIELD_TEXT, NULL, TABLE_NONE, FORM_MORE, "Time zone", "") \
  X(EVENT_CONTACT_POLICY, "contact_policy", FIELD_WORD, &words_policy, TABLE_NONE, FORM_MORE, "Afterwards", "what an interview program asks for") \
  X(EVENT_QUIET_UNTIL, "quiet_until", FIELD_DATE, NULL, TABLE_NONE, FORM_MORE, "Quiet until", "") \
  X(EVENT_RECURS, "recurs", FIELD_WORD, &words_recurs, TABLE_NONE, FORM_MORE, "Recurs", "") \
  X(EVENT_GOAL_MEET, "goal_meet", FIELD_NUMBER, NULL, TABLE_NONE, FORM_MORE, "To meet", "") \
  X(EVENT_GOAL_PROGRAMS, "goal_programs", FIELD_NUMBER, NULL, TABLE_NONE, FORM_MORE, "Programs", "") \
  X(EVENT_GOAL_RECONNECT, "goal_reconnect", FIELD_NUMBER, NULL, TABLE_NONE, FORM_MORE, "To see again", "") \
  X(EVENT_STATUS, "status", FIELD_TEXT, NULL, TABLE_NONE, FORM_MORE, "Status", "") \
  X(EVENT_NOTES, "notes", FIELD_NOTE, NULL, TABLE_NONE, FORM_MORE, "Notes", "")

#define EVENT_PERSON_FIELDS(X) \
  X(EVENT_PERSON_ID, "id", FIELD_ID, NULL, TABLE_NONE, FORM_NEVER, "Id", "") \
  X(EVENT_PERSON_EVENT_ID, "event_id", FIELD_REF, NULL, TABLE_EVENTS, FORM_NEVER, "Event", "") \
  X(EVENT_PERSON_CONTACT_ID, "contact_id", FIELD_REF, NULL, TABLE_CONTACTS, FORM_FIRST, "Who", "") \
  X(EVENT_PERSON_NAME, "name", FIELD_TEXT, NULL, TABLE_NONE, FORM_FIRST, "Name", "where they are not a contact") \
  X(EVENT_PERSON_INTENT, "intent", FIELD_WORD, &words_intent, TABLE_NONE, FORM_FIRST, "Why", "") \
  X(EVENT_PERSON_OUTREACH_ON, "outreach_on", FIELD_DATE, NULL, TABLE_NONE, FORM_MORE, "Written to on", "") \
  X(EVENT_PERSON_SLOT, "slot", FIELD_TEXT, NULL, TABLE_NONE, FORM_MORE, "Slot", "") \
  X(EVENT_PERSON_MINUTES, "minutes", FIELD_NUMBER, NULL, TABLE_NONE, FORM_MORE, "Minutes", "") \
  X(EVENT_PERSON_MET, "met", FIELD_YES, NULL, TABLE_NONE, FORM_MORE, "Met", "") \
  X(EVENT_PERSON_QUESTION, "question", FIELD_TEXT, NULL, TABLE_NONE, FORM_MORE, "Question", "") \
  X(EVENT_PERSON_FOLLOWED_UP_ON, "followed_up_on", FIELD_DATE, NULL, TABLE_NONE, FORM_MORE, "Thanked on", "") \
  X(EVENT_PERSON_LINKEDIN_ON, "linkedin_on", FIELD_DATE, NULL, TABLE_NONE, FORM_MORE, "Connected on", "") \
  X(EVENT_PERSON_NOTE, "note", FIELD_NOTE, NULL, TABLE_NONE, FORM_MORE, "Note", "")

#define LINKS_FIELDS(X) \
  X(LINKS_ID, "id", FIELD_ID, NULL, TABLE_NONE, FORM_NEVER, "Id", "") \
  X(LINKS_FROM_CONTACT, "from_contact", FIELD_REF, NULL, TABLE_CONTACTS, FORM_FIRST, "Who", "") \
  X(LINKS_TO_CONTACT, "to_contact", FIELD_REF, NULL, TABLE_CONTACTS, FORM_FIRST, "Whom", "") \
  X(LINKS_TO_TARGET, "to_target", FIELD_REF, NULL, TABLE_TARGETS, FORM_FIRST, "Goal", "") \
  X(LINKS_KIND, "kind", FIELD_WORD, &words_link, TABLE_NONE, FORM_FIRST, "How", "") \
  X(LINKS_SINCE_ON, "since_on", FIELD_DATE, NULL, TABLE_NONE, FORM_MORE, "Since", "") \
  X(LINKS_NOTE, "note", FIELD_TEXT, NULL, TABLE_NONE, FORM_MORE, "Note", "")

#define TARGET_FIELDS(X) \
  X(TARGET_ID, "id", FIELD_ID, NULL, TABLE_NONE, FORM_NEVER, "Id", "") \
  X(TARGET_NAME, "name", FIELD_TEXT, NULL, TABLE_NONE, FORM_FIRST, "Name", "") \
  X(TARGET_KIND, "kind", FIELD_WORD, &words_target_kind, TABLE_NONE, FORM_FIRST, "Kind", "") \
  X(TARGET_TIER, "tier", FIELD_WORD, &words_tier, TABLE_NONE, FORM_MORE, "Tier", "") \
  X(TARGET_REGION, "region", FIELD_TEXT, NULL, TABLE_NONE, FORM_MORE, "Region", "") \
  X(TARGET_PRACTICE_TYPE, "practice_type", FIELD_TEXT, NULL, TABLE_NONE, FORM_MORE, "Practice", "") \
  X(TARGET_STATUS, "status", FIELD_WORD, &words_target_status, TABLE_NONE, FORM_FIRST, "Status", "") \
  X(TARGET_OPENED_ON, "opened_on", FIELD_DATE, NULL, TABLE_NONE, FORM_MORE, "Since", "") \
  X(TARGET_DECIDE_BY, "decide_by", FIELD_DATE, NULL, TABLE_NONE, FORM_FIRST, "Decide by", "") \
  X(TARGET_DECIDED_ON, "decided_on", FIELD_DATE, NULL, TABLE_NONE, FORM_MORE, "Decided on", "") \
  X(TARGET_NOTE, "note", FIELD_NOTE, NULL, TABLE_NONE, FORM_MORE, "Note", "")

#define SETTINGS_FIELDS(X) \
  X(SETTINGS_KEY, "key", FIELD_ID, NULL, TABLE_NONE, FORM_NEVER, "Key", "") \
  X(SETTINGS_VALUE, "value", FIELD_TEXT, NULL, TABLE_NONE, FORM_FIRST, "Value", "")

/* Every table once: X(TABLE, "name", letter of new ids, enum, fields, "one row, in words") */
#define TABLES(X) \
  X(TABLE_CONTACTS, "contacts", 'c', contact_field, CONTACT_FIELDS, "contact") \
  X(TABLE_ROLES, "roles", 'r', roles_field, ROLES_FIELDS, "role") \
  X(TABLE_AFFILIATIONS, "affiliations", 'a', affiliation_field, AFFILIATION_FIELDS, "affiliation") \
  X(TABLE_INTERACTIONS, "interactions", 'i', interaction_field, INTERACTION_FIELDS, "interaction") \
  X(TABLE_FOLLOWUPS, "followups", 'f', followup_field, FOLLOWUP_FIELDS, "promise") \
  X(TABLE_OPPORTUNITIES, "opportunities", 'o', opportunity_field, OPPORTUNITY_FIELDS, "opportunity") \
  X(TABLE_LETTERS, "letters", 'l', letter_field, LETTER_FIELDS, "letter") \
  X(TABLE_EVENTS, "events", 'e', event_field, EVENT_FIELDS, "event") \
  X(TABLE_EVENT_PEOPLE, "event_people", 'p', event_person_field, EVENT_PERSON_FIELDS, "person at an event") \
  X(TABLE_LINKS, "links", 'k', links_field, LINKS_FIELDS, "link") \
  X(TABLE_TARGETS, "targets", 't', target_field, TARGET_FIELDS, "goal") \
  X(TABLE_SETTINGS, "settings", 's', settings_field, SETTINGS_FIELDS, "setting")
/* clang-format on */

struct field {
  const char *name;
  enum field_type type;
  const struct words *words; /* of a FIELD_WORD, else NULL */
  enum table_id ref;         /* of a FIELD_REF or FIELD_PEOPLE, else TABLE_NONE */
  enum field_form form;
  const char *label, *help;
};

struct table_def {
  enum table_id id;
  const char *name; /* contacts */
  const char *file; /* contacts.csv */
  char letter;
  const char *row; /* one of them, in words */
  const struct field *fields;
  int field_count; /* field 0 is the id (the key, in settings) */
};

#define FIELD_ENUM_ROW(name, csv, type, words, ref, form, label, help) name,
#define FIELD_ENUM(table, csv, letter, tag, list, row)                                             \
  enum tag { list(FIELD_ENUM_ROW) tag##_count };
TABLES(FIELD_ENUM)

#define TABLE_MAX_FIELDS 40

extern const struct table_def table_defs[TABLE_COUNT];

/* Index of the field of that CSV name, or -1. */
int table_find_field(const struct table_def *def, const char *name);
#endif
