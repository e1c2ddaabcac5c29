/*
 * The table of rules, and the asking: every table once, every row with its person. What is said of
 * nobody (deceased, quiet, let go) is decided here, once for all rules.
 */
#include "cadence_priv.h"
#include "rules_priv.h"

#include <stdlib.h>
#include <string.h>

/* clang-format off */
const struct rule rules_table[RULE_COUNT] = {
    [RULE_R1] = {AT_CONTACT, rule_r1, {SETTING_MESSAGE_PERCENT, SETTING_CALL_PERCENT}},
    [RULE_R2] = {AT_CONTACT, rule_r2, {SETTING_NEW_DAYS}},
    [RULE_R3A] = {AT_PLANNED, rule_r3a, {0}},
    [RULE_R3B] = {AT_PLANNED, rule_r3b, {SETTING_PREPARE_QUESTIONS}},
    [RULE_R3C] = {AT_PLANNED, rule_r3c, {SETTING_MEETING_ASK_DAYS}},
    [RULE_R4A] = {AT_PROMISE, rule_r4a, {0}},
    [RULE_R4B] = {AT_PROMISE, rule_r4b, {SETTING_PROMISE_SOON_DAYS}},
    [RULE_R4C] = {AT_PROMISE, rule_r4c, {SETTING_PROMISE_UNDATED_DAYS}},
    [RULE_R5] = {AT_PROMISE, rule_r5, {SETTING_PROMISE_WAIT_DAYS}},
    [RULE_R6A] = {AT_NOTED, rule_r6a, {SETTING_THANKS_FROM, SETTING_THANKS_UNTIL}},
    [RULE_R6B] = {AT_EVENT_PERSON, rule_r6b, {SETTING_FOLLOWUP_FROM, SETTING_FOLLOWUP_TO, SETTING_FOLLOWUP_UNTIL, SETTING_FOLLOWUP_GROUP}},
    [RULE_R6D] = {AT_OPPORTUNITY, rule_r6d, {SETTING_THANKS_FROM, SETTING_THANKS_UNTIL}},
    [RULE_R6E] = {AT_EVENT_PERSON, rule_r6e, {SETTING_INTERVIEW_THANKS_DAYS}},
    [RULE_R7] = {AT_NOTED, rule_r7, {SETTING_CIRCLE_BACK_DAYS, SETTING_CIRCLE_BACK_UNTIL}},
    [RULE_R8A] = {AT_EVENT, rule_r8a, {SETTING_CHOOSE_DAYS}},
    [RULE_R8B] = {AT_EVENT, rule_r8b, {SETTING_WRITE_DAYS, SETTING_WRITE_UNTIL}},
    [RULE_R8C] = {AT_EVENT, rule_r8c, {SETTING_MATERIALS_DAYS, SETTING_QUESTIONS_DAYS}},
    [RULE_R8D] = {AT_EVENT, rule_r8d, {SETTING_QUESTIONS_DAYS}},
    [RULE_R9A] = {AT_EVENT_PERSON, rule_r9a, {SETTING_BLOCK_STARTS_DAYS}},
    [RULE_R9B] = {AT_EVENT_PERSON, rule_r9b, {SETTING_BLOCK_MID_BEFORE, SETTING_BLOCK_MID_AFTER, SETTING_BLOCK_END_AFTER}},
    [RULE_R9C] = {AT_EVENT_PERSON, rule_r9c, {SETTING_BLOCK_END_BEFORE, SETTING_BLOCK_END_AFTER}},
    [RULE_R9D] = {AT_EVENT_PERSON, rule_r9d, {SETTING_BLOCK_THANK_BEFORE, SETTING_BLOCK_THANK_AFTER}},
    [RULE_R10A] = {AT_LETTER, rule_r10a, {SETTING_LETTER_WAIT_DAYS, SETTING_LETTER_NOTICE_DAYS}},
    [RULE_R10B] = {AT_LETTER, rule_r10b, {SETTING_LETTER_PACKET_DAYS, SETTING_LETTER_URGENT_DAYS}},
    [RULE_R10C] = {AT_LETTER, rule_r10c, {SETTING_LETTER_REMIND_FROM, SETTING_LETTER_REMIND_TO, SETTING_LETTER_LAST_DAYS, SETTING_LETTER_PACKET_DAYS}},
    [RULE_R10D] = {AT_LETTER, rule_r10d, {SETTING_THANKS_FROM, SETTING_THANKS_UNTIL}},
    [RULE_R10E] = {AT_LETTER, rule_r10e, {SETTING_OUTCOME_FROM, SETTING_OUTCOME_UNTIL}},
    [RULE_R11] = {AT_CONTACT, rule_r11, {SETTING_QUIET_DAYS}},
    [RULE_R12] = {AT_OPPORTUNITY, rule_r12, {SETTING_REPORT_FROM, SETTING_REPORT_UNTIL}},
    [RULE_R13A] = {AT_ROLE, rule_r13a, {SETTING_OFFER_TALKS, SETTING_OFFER_TALK_DAYS}},
    [RULE_R13B] = {AT_OPPORTUNITY, rule_r13b, {SETTING_OFFER_DOOR_DAYS}},
    [RULE_R13C] = {AT_ROLE, rule_r13c, {SETTING_OFFER_SILENT_DAYS}},
    [RULE_R13D] = {AT_CONTACT, rule_r13d, {0}},
    [RULE_R14] = {AT_CONTACT, rule_r14, {SETTING_DORMANT_TIMES, SETTING_DORMANT_DAYS}},
    [RULE_R15] = {AT_CONTACT, rule_r15, {SETTING_BIRTHDAYS, SETTING_BIRTHDAY_DAYS, SETTING_LEAPDAY}},
    [RULE_R16] = {AT_STAGE, rule_r16, {SETTING_STAGE_DAYS}},
    [RULE_R17] = {AT_EVENT, rule_r17, {SETTING_LEAVING_DAYS}},
    [RULE_R19] = {AT_CONTACT, rule_r19, {SETTING_WAIT_FIRST, SETTING_WAIT_SECOND, SETTING_REST_DAYS}},
};
/* clang-format on */

#define NAME_ROW(rule, name, duty, watches) {name, duty, watches},
static const struct {
  const char *name;
  int duty;
  const char *watches;
} said_of[] = {RULES(NAME_ROW)};

const char *rule_name(enum rule_id rule) {
  return said_of[rule].name;
}

const char *rule_watches(enum rule_id rule) {
  return said_of[rule].watches;
}

int rule_duty(enum rule_id rule) {
  return said_of[rule].duty;
}

enum rule_id rule_by_name(const char *name) {
  int i = 0;

  while (i < RULE_COUNT && strcmp(said_of[i].name, name) != 0)
    i++;
  return (enum rule_id)i;
}

size_t rule_settings(enum rule_id rule, const enum setting **settings) {
  size_t count = 0;

  *settings = rules_table[rule].reads;
  while (count < sizeof rules_table[rule].reads / sizeof **settings && (*settings)[count] != 0)
    count++;
  return count;
}

/* --- letting go --- */

static const char *origin_of(const struct record *row) {
  return record_text(row, FOLLOWUP_ORIGIN_ID);
}

static int by_origin(const void *left, const void *right) {
  const struct record *const *a = left, *const *b = right;

  return strcmp(origin_of(*a), origin_of(*b));
}

static void find_released(struct run *run) {
  for (size_t i = 0; i < book_count(run->book, TABLE_FOLLOWUPS); i++) {
    const struct record *row = book_at(run->book, TABLE_FOLLOWUPS, i);
    if (record_word(row, FOLLOWUP_OUTCOME, &words_outcome) == OUTCOME_RELEASED &&
        record_has(row, FOLLOWUP_ORIGIN_ID))
      *vec_push(&run->released) = row;
  }
  if (run->released.len > 1)
    qsort(run->released.data, run->released.len, sizeof *run->released.data, by_origin);
}

static bool is_duty_of_table(int duty, enum looks_at at) {
  for (int i = 0; i < RULE_COUNT && duty != DUTY_NONE; i++)
    if (rules_table[i].at == at && said_of[i].duty == duty)
      return true;
  return false;
}

/*
 * The kind names the duty; a kind that means no rule there, or none at all, means all of them. But
 * a touch is also where promises come from, and a promise may be released: that says nothing of
 * the thanks for the same touch.
 */
static bool releases(const struct record *row, enum rule_id rule) {
  enum looks_at at = rules_table[rule].at;
  int duty = record_word(row, FOLLOWUP_KIND, &words_duty);
  bool is_promise = (at == AT_NOTED || at == AT_PLANNED) && record_has(row, FOLLOWUP_WHAT);

  if (said_of[rule].duty == DUTY_NONE)
    return false;
  return duty == said_of[rule].duty || (!is_promise && !is_duty_of_table(duty, at));
}

/* The first of those with that origin. */
static size_t first_released(const struct run *run, const char *origin) {
  size_t low = 0, high = run->released.len;

  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (strcmp(origin_of(run->released.data[mid]), origin) < 0)
      low = mid + 1;
    else
      high = mid;
  }
  return low;
}

bool run_is_let_go(const struct run *run, enum rule_id rule, const char *origin,
                   const struct record *contact) {
  for (size_t i = first_released(run, origin);
       i < run->released.len && strcmp(origin_of(run->released.data[i]), origin) == 0; i++) {
    const struct record *row = run->released.data[i];
    const struct record *who = book_ref_contact(run->book, row, FOLLOWUP_CONTACT_ID);
    int due = record_day(row, FOLLOWUP_DUE_ON), made = record_day(row, FOLLOWUP_MADE_ON);
    if ((made == DATE_NONE || made <= run->today) && (due == DATE_NONE || run->today < due) &&
        (who == NULL || who == contact) && releases(row, rule))
      return true;
  }
  return false;
}

/* --- people at events --- */

static const char *event_of(const struct record *row) {
  return record_text(row, EVENT_PERSON_EVENT_ID);
}

static int by_event(const void *left, const void *right) {
  const struct record *const *a = left, *const *b = right;

  return strcmp(event_of(*a), event_of(*b));
}

static void sort_event_people(struct run *run) {
  for (size_t i = 0; i < book_count(run->book, TABLE_EVENT_PEOPLE); i++)
    *vec_push(&run->at_events) = book_at(run->book, TABLE_EVENT_PEOPLE, i);
  if (run->at_events.len > 1)
    qsort(run->at_events.data, run->at_events.len, sizeof *run->at_events.data, by_event);
}

struct rows run_event_people(const struct run *run, const struct record *event) {
  size_t low = 0, high = run->at_events.len, end;

  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (strcmp(event_of(run->at_events.data[mid]), record_id(event)) < 0)
      low = mid + 1;
    else
      high = mid;
  }
  for (end = low; end < run->at_events.len; end++)
    if (strcmp(event_of(run->at_events.data[end]), record_id(event)) != 0)
      break;
  return (struct rows){run->at_events.data + low, end - low};
}

/* --- asking --- */

static bool is_aside(enum rule_id rule) {
  return rule == RULE_R11 || rule == RULE_R19;
}

static bool is_silenced(const struct run *run, const struct facts *facts) {
  return facts_silence(facts) || facts_are_quiet(facts, run->today);
}

static bool is_let_go(const struct run *run, const struct reason *reason,
                      const struct subject *on) {
  return run_is_let_go(run, reason->rule, reason->origin, reason->contact) ||
         (on->event != NULL && on->row != on->event &&
          run_is_let_go(run, reason->rule, record_id(on->event), reason->contact));
}

/* Whom or what the line is about. */
static void address(struct run *run, const struct subject *on, struct reason *reason) {
  reason->name = reason->place = "";
  if (on->contact != NULL) {
    reason->id = record_id(on->contact);
    reason->weight = on->facts->weight;
  } else if (reason->row_table == TABLE_EVENT_PEOPLE) {
    reason->name = record_text(on->row, EVENT_PERSON_NAME);
    reason->id = run_say(run, "?%s", reason->name);
  } else if (on->event != NULL) {
    reason->name = record_text(on->event, EVENT_NAME);
    reason->id = run_say(run, "@%s", record_id(on->event));
  } else {
    reason->id = "@stage";
  }
}

static void set_subject(const struct run *run, struct subject *on) {
  static const struct facts nobody = {.known = true};
  static const struct clock no_clock = {.due = DATE_NONE};

  on->facts = on->contact != NULL ? &run->cadence->facts[on->contact->index] : &nobody;
  on->clock = on->contact != NULL ? &run->cadence->clocks[on->contact->index] : &no_clock;
}

/* What every rule about that subject begins with. */
static struct reason blank_reason(struct run *run, enum table_id table, const struct subject *on) {
  struct reason reason = {.contact = on->contact, .row = on->row};

  reason.row_table = table;
  reason.origin = record_id(on->row);
  reason.text = reason.what = reason.when = "";
  address(run, on, &reason);
  return reason;
}

static void ask(struct run *run, enum looks_at at, enum table_id table, struct subject *on) {
  struct reason blank;

  set_subject(run, on);
  if (is_silenced(run, on->facts) || (on->event != NULL && event_is_off(on->event)))
    return;
  blank = blank_reason(run, table, on);
  for (int i = 0; i < RULE_COUNT; i++) {
    struct reason reason;
    if (rules_table[i].at != at || is_aside((enum rule_id)i))
      continue;
    reason = blank;
    reason.rule = (enum rule_id)i;
    if (rules_table[i].speaks(run, on, &reason) && !is_let_go(run, &reason, on))
      *vec_push(&run->reasons) = reason;
  }
}

void run_asides(struct run *run, const struct record *contact) {
  struct subject on = {contact, contact, NULL, NULL, NULL};

  set_subject(run, &on);
  for (int i = 0; i < RULE_COUNT && !facts_silence(on.facts); i++) {
    struct reason reason;
    if (!is_aside((enum rule_id)i))
      continue;
    reason = blank_reason(run, TABLE_CONTACTS, &on);
    reason.rule = (enum rule_id)i;
    if (rules_table[i].speaks(run, &on, &reason))
      *vec_push(&run->reasons) = reason;
  }
}

static void ask_contact(struct run *run, const struct record *contact) {
  struct subject on = {contact, contact, NULL, NULL, NULL};

  ask(run, AT_CONTACT, TABLE_CONTACTS, &on);
}

struct touch {
  struct run *run;
  enum looks_at at;
  const struct record *row;
};

static void ask_of_person(void *context, const struct record *contact) {
  const struct touch *touch = context;
  struct subject on = {contact, touch->row, NULL, NULL, NULL};

  if (touch->run->only == NULL || touch->run->only == contact)
    ask(touch->run, touch->at, TABLE_INTERACTIONS, &on);
}

static void ask_touches(struct run *run, enum looks_at at, const struct record *const *rows,
                        size_t count) {
  struct touch touch = {run, at, NULL};

  for (size_t i = 0; i < count; i++) {
    touch.row = rows[i];
    book_each_person(run->book, touch.row, ask_of_person, &touch);
  }
}

/* Rows that belong to one contact each. */
static void ask_rows(struct run *run, enum looks_at at, enum table_id table, int field) {
  struct rows rows = rows_in_scope(run->book, table, run->only);

  for (size_t i = 0; i < rows.len; i++) {
    struct subject on = {book_ref_contact(run->book, rows.data[i], field), rows.data[i], NULL, NULL,
                         NULL};
    if (on.contact != NULL)
      ask(run, at, table, &on);
  }
}

/* Somebody met may have no row of contacts yet: the name stands for them. */
static void ask_event_people(struct run *run) {
  struct rows rows = rows_in_scope(run->book, TABLE_EVENT_PEOPLE, run->only);

  for (size_t i = 0; i < rows.len; i++) {
    struct subject on = {book_ref_contact(run->book, rows.data[i], EVENT_PERSON_CONTACT_ID),
                         rows.data[i], book_find(run->book, TABLE_EVENTS, event_of(rows.data[i])),
                         NULL, NULL};
    if (on.event != NULL && (on.contact != NULL || record_has(on.row, EVENT_PERSON_NAME)))
      ask(run, AT_EVENT_PERSON, TABLE_EVENT_PEOPLE, &on);
  }
}

static void ask_events(struct run *run) {
  struct subject stage = {NULL, book_find(run->book, TABLE_SETTINGS, "me.stage"), NULL, NULL, NULL};

  for (size_t i = 0; i < book_count(run->book, TABLE_EVENTS); i++) {
    const struct record *event = book_at(run->book, TABLE_EVENTS, i);
    struct subject on = {NULL, event, event, NULL, NULL};
    ask(run, AT_EVENT, TABLE_EVENTS, &on);
  }
  if (stage.row != NULL)
    ask(run, AT_STAGE, TABLE_SETTINGS, &stage);
}

void run_init(struct run *run, const struct book *book, const struct settings *settings,
              struct arena *arena) {
  memset(run, 0, sizeof *run);
  run->book = book;
  run->settings = settings;
  run->arena = arena;
  find_released(run);
  sort_event_people(run);
}

void rules_run(struct run *run) {
  const struct cadence *cadence = run->cadence;
  struct span span = contacts_in_scope(cadence);

  for (size_t i = span.first; i < span.end; i++)
    ask_contact(run, book_at(run->book, TABLE_CONTACTS, i));
  ask_rows(run, AT_ROLE, TABLE_ROLES, ROLES_CONTACT_ID);
  ask_touches(run, AT_PLANNED, cadence->planned.data, cadence->planned.len);
  ask_touches(run, AT_NOTED, cadence->noted.data, cadence->noted.len);
  ask_rows(run, AT_PROMISE, TABLE_FOLLOWUPS, FOLLOWUP_CONTACT_ID);
  ask_rows(run, AT_OPPORTUNITY, TABLE_OPPORTUNITIES, OPPORTUNITY_CONTACT_ID);
  ask_rows(run, AT_LETTER, TABLE_LETTERS, LETTER_CONTACT_ID);
  ask_event_people(run);
  if (run->only == NULL)
    ask_events(run);
}

void run_release(struct run *run) {
  vec_release(&run->reasons);
  vec_release(&run->released);
  vec_release(&run->at_events);
}
