/* What an entry settles beside itself (engine.md 4.1.3 of the design): one thing a line, and
   nothing silently. */
#include "acts_priv.h"

#include <string.h>

struct clearing {
  const struct session *session;
  const struct record *contact;
  int day, kind;
  bool mine; /* begun by me */
  struct log_clears *clears;
};

static void clear(const struct clearing *clearing, enum table_id table, const struct record *row,
                  int field, const char *format, const char *what) {
  struct arena *arena = &clearing->clears->arena;
  const char *text =
      strstr(format, "%s") == NULL
          ? format
          : arena_format(arena, "%.*s%s", (int)(strstr(format, "%s") - format), format, what);

  *vec_push(&clearing->clears->list) = (struct log_clear){
      table, arena_dup(arena, record_id(row)), field, clearing->day, arena_dup(arena, text)};
}

/* Not after the entry itself. */
static bool is_past(const struct clearing *clearing, const struct record *row, int field) {
  int day = record_day(row, field);

  return day == DATE_NONE || day <= clearing->day;
}

static const char *first_line(const struct clearing *clearing, const char *text) {
  return arena_copy(&clearing->clears->arena, text, strcspn(text, "\r\n"));
}

static bool is_held(const struct record *row) {
  return record_word_or(row, INTERACTION_STATUS, &words_touch, TOUCH_HELD) == TOUCH_HELD;
}

/* Favours are thanked by a thank-you, advice is told by circling back. */
static void clear_touches(const struct clearing *clearing) {
  struct rows rows =
      book_rows_of(session_book(clearing->session), clearing->contact, TABLE_INTERACTIONS);

  for (size_t i = 0; i < rows.len; i++) {
    const struct record *row = rows.data[i];
    if (!is_held(row) || !is_past(clearing, row, INTERACTION_ON_DATE))
      continue;
    if (clearing->kind == KIND_THANK_YOU && record_has(row, INTERACTION_FAVOUR) &&
        !record_has(row, INTERACTION_THANKED_ON))
      clear(clearing, TABLE_INTERACTIONS, row, INTERACTION_THANKED_ON, "thanked for: %s",
            record_text(row, INTERACTION_FAVOUR));
    if (clearing->kind == KIND_CIRCLE_BACK && record_has(row, INTERACTION_ADVICE) &&
        !record_has(row, INTERACTION_TOLD_ON))
      clear(clearing, TABLE_INTERACTIONS, row, INTERACTION_TOLD_ON, "told what became of: %s",
            first_line(clearing, record_text(row, INTERACTION_ADVICE)));
  }
}

static void clear_doors(const struct clearing *clearing) {
  struct rows rows =
      book_rows_of(session_book(clearing->session), clearing->contact, TABLE_OPPORTUNITIES);
  bool tells = clearing->kind == KIND_UPDATE || clearing->kind == KIND_CIRCLE_BACK;

  for (size_t i = 0; i < rows.len; i++) {
    const struct record *row = rows.data[i];
    if (!is_past(clearing, row, OPPORTUNITY_OPENED_ON))
      continue;
    if (clearing->kind == KIND_THANK_YOU && !record_has(row, OPPORTUNITY_THANKED_ON))
      clear(clearing, TABLE_OPPORTUNITIES, row, OPPORTUNITY_THANKED_ON, "thanked for: %s",
            record_text(row, OPPORTUNITY_WHAT));
    if (tells && record_day(row, OPPORTUNITY_DELIVERED_ON) != DATE_NONE &&
        is_past(clearing, row, OPPORTUNITY_DELIVERED_ON) &&
        !record_has(row, OPPORTUNITY_REPORTED_ON))
      clear(clearing, TABLE_OPPORTUNITIES, row, OPPORTUNITY_REPORTED_ON, "told the story of: %s",
            record_text(row, OPPORTUNITY_WHAT));
  }
}

static void clear_letters(const struct clearing *clearing) {
  struct rows rows =
      book_rows_of(session_book(clearing->session), clearing->contact, TABLE_LETTERS);

  for (size_t i = 0; i < rows.len && clearing->kind == KIND_THANK_YOU; i++)
    if (record_day(rows.data[i], LETTER_SUBMITTED_ON) != DATE_NONE &&
        is_past(clearing, rows.data[i], LETTER_SUBMITTED_ON) &&
        !record_has(rows.data[i], LETTER_THANKED_ON))
      clear(clearing, TABLE_LETTERS, rows.data[i], LETTER_THANKED_ON, "thanked for the letter: %s",
            record_text(rows.data[i], LETTER_PURPOSE));
}

/* A conference or an interview that ended within these days, where they were met. */
static bool is_just_over(const struct clearing *clearing, const struct record *event) {
  int kind = event != NULL ? record_word(event, EVENT_KIND, &words_event) : WORD_EMPTY;
  int ends = event != NULL ? record_day(event, EVENT_ENDS_ON) : DATE_NONE;

  if (ends == DATE_NONE && event != NULL)
    ends = record_day(event, EVENT_STARTS_ON);
  return (kind == EVENT_CONFERENCE || kind == EVENT_INTERVIEW) && ends != DATE_NONE &&
         clearing->day > ends &&
         clearing->day - ends <= clearing->session->settings.value[SETTING_FOLLOWUP_UNTIL];
}

static void clear_events(const struct clearing *clearing) {
  const struct book *book = session_book(clearing->session);
  struct rows rows = book_rows_of(book, clearing->contact, TABLE_EVENT_PEOPLE);

  for (size_t i = 0; i < rows.len && clearing->mine; i++) {
    const struct record *row = rows.data[i];
    const struct record *event =
        book_find(book, TABLE_EVENTS, record_text(row, EVENT_PERSON_EVENT_ID));
    if (record_yes(row, EVENT_PERSON_MET) && !record_has(row, EVENT_PERSON_FOLLOWED_UP_ON) &&
        is_just_over(clearing, event))
      clear(clearing, TABLE_EVENT_PEOPLE, row, EVENT_PERSON_FOLLOWED_UP_ON, "written to after %s",
            record_text(event, record_has(event, EVENT_SOCIETY) ? EVENT_SOCIETY : EVENT_NAME));
  }
}

/* What the entry says wins over what its plan says. */
static int said_or(int said, const struct record *plan, int field, const struct words *list,
                   int otherwise) {
  if (said >= 0)
    return said;
  return plan != NULL ? record_word_or(plan, field, list, otherwise) : otherwise;
}

void session_log_clears(const struct session *session, const struct log_entry *entry,
                        struct log_clears *clears) {
  const struct book *book = session_book(session);
  const struct record *plan = book_find(book, TABLE_INTERACTIONS, entry->planned_id);
  int day = entry->day != DATE_NONE ? entry->day
            : plan != NULL          ? record_day(plan, INTERACTION_ON_DATE)
                                    : session->today;

  *clears = (struct log_clears){ARENA_INIT, VEC_INIT};
  if (entry->status != TOUCH_HELD || day == DATE_NONE || day > session->today)
    return;
  for (size_t i = 0; i < entry->people_count; i++) {
    struct clearing clearing = {
        session,
        book_find(book, TABLE_CONTACTS, entry->people[i]),
        day,
        said_or(entry->kind, plan, INTERACTION_KIND, &words_kind, KIND_MEETING),
        said_or(entry->initiator, plan, INTERACTION_INITIATOR, &words_initiator, INITIATOR_ME) ==
            INITIATOR_ME,
        clears};
    if (clearing.contact == NULL)
      continue;
    clear_touches(&clearing);
    clear_doors(&clearing);
    clear_letters(&clearing);
    clear_events(&clearing);
  }
}

void log_clears_release(struct log_clears *clears) {
  vec_release(&clears->list);
  arena_release(&clears->arena);
}

void act_clear(struct session *session, struct action *action, const struct log_clears *clears) {
  for (size_t i = 0; clears != NULL && i < clears->list.len; i++) {
    const struct log_clear *one = &clears->list.data[i];
    action_keep_id(action, session_book(session),
                   book_find(session_book(session), one->table, one->id));
    act_set_day(session, action, one->table, one->id, one->field, one->day);
  }
}

void act_clear_all(struct session *session, struct action *action, const struct log_entry *entry) {
  struct log_clears clears;

  session_log_clears(session, entry, &clears);
  act_clear(session, action, &clears);
  log_clears_release(&clears);
}
