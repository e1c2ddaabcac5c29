/*
 * The rules: one function and one row each. A rule looks at one thing (a contact, a planned
 * touch with one of its people, a promise) and speaks or is silent about it.
 */
#include "rules_priv.h"

#include "mentee/base/date_words.h"
#include "mentee/base/text.h"
#include <string.h>

struct subject {
  const struct record *contact;
  const struct record *row;
  const struct facts *facts;
  const struct clock *clock;
};

struct run {
  struct due *due;
  const struct book *book;
  struct arena *arena; /* of the texts */
  int today;
};

/* Fills tier, due, distance, texts; false: silent. */
typedef bool rule_fn(const struct run *run, const struct subject *on, struct reason *say);

enum looks_at { AT_CONTACT, AT_PLANNED, AT_PROMISE };

#define PREPARE_QUESTIONS 3
#define PLAN_PAST_DAYS 14 /* R3c */
#define SOON_DAYS 5       /* R4b */
#define NO_DATE_DAYS 30   /* R4c */
#define WAIT_DAYS 7       /* R5 */
#define WAIT_MOST 60
#define STALE_MOST 3000 /* further silence makes nobody more urgent */

/* --- words
 * ---------------------------------------------------------------------------------------- */

static const char *say(const struct run *run, const char *before, const char *text,
                       const char *after) {
  return arena_format(run->arena, "%s%s%s", before, text, after);
}

static const char *short_day(const struct run *run, int day) {
  char text[DATE_TEXT_SIZE];

  return arena_dup(run->arena, date_short(day, text));
}

static const char *short_day_year(const struct run *run, int day) {
  char text[DATE_TEXT_SIZE];

  return arena_dup(run->arena, date_short_year(day, run->today, text));
}

static const char *subject_text(const struct record *row) {
  const char *subject = record_text(row, INTERACTION_SUBJECT);

  if (subject[0] != '\0')
    return subject;
  return words_spoken(&words_kind,
                      record_word_or(row, INTERACTION_KIND, &words_kind, KIND_MEETING));
}

static const char *lower_subject(const struct run *run, const struct record *row) {
  struct buf text = BUF_INIT;
  const char *kept;

  text_lower_first(&text, subject_text(row));
  kept = arena_dup(run->arena, buf_text(&text));
  buf_release(&text);
  return kept;
}

/* "15:30", or "". */
static const char *time_text(const struct run *run, const struct record *row) {
  char text[DATE_TEXT_SIZE];
  int minutes = record_time(row, INTERACTION_TIME);

  return minutes < 0 ? "" : arena_dup(run->arena, date_words_time_text(minutes, text));
}

/* --- R1, R2: hellos
 * ------------------------------------------------------------------------------- */

static bool hello_is_due(const struct subject *on, struct reason *say) {
  if (on->clock->state != CLOCK_DUE && on->clock->state != CLOCK_STALE &&
      on->clock->state != CLOCK_FADING)
    return false;
  say->tier = on->facts->weight >= 4 ? DUE_HELLO : DUE_HELLO_LIGHT;
  say->due = on->clock->due;
  say->distance = -(int64_t)on->facts->weight *
                  (on->clock->permille < STALE_MOST ? on->clock->permille : STALE_MOST);
  return true;
}

static bool rule_r1(const struct run *run, const struct subject *on, struct reason *reason) {
  const char *size = clock_size_text(on->clock->size);

  if (on->facts->last == DATE_NONE || !hello_is_due(on, reason))
    return false;
  reason->what = size;
  reason->when = short_day_year(run, on->facts->last);
  reason->text = arena_format(run->arena, "last spoke %s; %s", reason->when, size);
  return true;
}

static bool rule_r2(const struct run *run, const struct subject *on, struct reason *reason) {
  (void)run;
  if (on->facts->last != DATE_NONE || !hello_is_due(on, reason))
    return false;
  reason->what = "write first";
  reason->text = "never met: write first";
  return true;
}

/* --- R3: meetings
 * --------------------------------------------------------------------------------- */

static bool near_meeting(const struct run *run, const struct subject *on, enum due_tier tier,
                         struct reason *reason) {
  int day = record_day(on->row, INTERACTION_ON_DATE);

  reason->tier = tier;
  reason->due = day;
  reason->distance = day > run->today ? day - run->today : run->today - day;
  return true;
}

static bool rule_r3a(const struct run *run, const struct subject *on, struct reason *reason) {
  const char *time = time_text(run, on->row);

  if (record_day(on->row, INTERACTION_ON_DATE) != run->today)
    return false;
  reason->what = subject_text(on->row);
  reason->when = time[0] != '\0' ? time : "today";
  reason->text =
      arena_format(run->arena, "today%s%s: %s", time[0] != '\0' ? " " : "", time, reason->what);
  return near_meeting(run, on, DUE_TODAY, reason);
}

static int count_lines(const char *text) {
  int lines = 0;

  while (*text != '\0') {
    size_t len = strcspn(text, "\n");
    const char *line = text;
    size_t kept = len;
    text_trim(&line, &kept);
    lines += kept > 0;
    text += len + (text[len] == '\n');
  }
  return lines;
}

static bool rule_r3b(const struct run *run, const struct subject *on, struct reason *reason) {
  const char *time = time_text(run, on->row);
  bool ready = record_has(on->row, INTERACTION_AGENDA) &&
               count_lines(record_text(on->row, INTERACTION_QUESTIONS)) >= PREPARE_QUESTIONS;

  if (record_day(on->row, INTERACTION_ON_DATE) != run->today + 1)
    return false;
  reason->what = say(run, subject_text(on->row), ready ? "" : " (agenda?)", "");
  reason->when = "tomorrow";
  reason->text =
      arena_format(run->arena, "tomorrow%s%s: %s", time[0] != '\0' ? " " : "", time, reason->what);
  return near_meeting(run, on, DUE_NOW, reason);
}

static bool rule_r3c(const struct run *run, const struct subject *on, struct reason *reason) {
  int day = record_day(on->row, INTERACTION_ON_DATE);

  if (day >= run->today || day < run->today - PLAN_PAST_DAYS)
    return false;
  reason->when = short_day(run, day);
  reason->what = say(run, "did ", lower_subject(run, on->row), " happen?");
  reason->text =
      arena_format(run->arena, "did %s happen on %s?", lower_subject(run, on->row), reason->when);
  return near_meeting(run, on, DUE_NOW, reason);
}

/* --- R4, R5: promises
 * ----------------------------------------------------------------------------- */

static bool is_open(const struct run *run, const struct record *row, int direction) {
  int made = record_day(row, FOLLOWUP_MADE_ON), done = record_day(row, FOLLOWUP_DONE_ON);
  int outcome = record_word_or(row, FOLLOWUP_OUTCOME, &words_outcome, OUTCOME_OPEN);

  return record_word(row, FOLLOWUP_DIRECTION, &words_owes) == direction &&
         (made == DATE_NONE || made <= run->today) && (done == DATE_NONE || done > run->today) &&
         outcome != OUTCOME_RELEASED && outcome != OUTCOME_DROPPED;
}

/* Mine, open, with a day: how far off it is. */
static bool my_promise(const struct run *run, const struct subject *on, struct reason *reason,
                       int *left) {
  int due = record_day(on->row, FOLLOWUP_DUE_ON);

  if (!is_open(run, on->row, OWES_ME) || due == DATE_NONE)
    return false;
  *left = due - run->today;
  reason->due = due;
  reason->distance = *left > 0 ? *left : -*left;
  reason->what = record_text(on->row, FOLLOWUP_WHAT);
  return true;
}

static bool rule_r4a(const struct run *run, const struct subject *on, struct reason *reason) {
  int left;

  if (!my_promise(run, on, reason, &left) || left > 1)
    return false;
  reason->tier = DUE_NOW;
  if (left < 0) {
    reason->when = short_day_year(run, reason->due);
    reason->text =
        arena_format(run->arena, "you promised: %s (due %s)", reason->what, reason->when);
  } else {
    reason->when = left == 0 ? "today" : "tomorrow";
    reason->text = arena_format(run->arena, "%s: %s", reason->when, reason->what);
  }
  return true;
}

static bool rule_r4b(const struct run *run, const struct subject *on, struct reason *reason) {
  int left;

  if (!my_promise(run, on, reason, &left) || left < 2 || left > SOON_DAYS)
    return false;
  reason->tier = DUE_WEEK;
  reason->when = short_day(run, reason->due);
  reason->text = arena_format(run->arena, "by %s: %s", reason->when, reason->what);
  return true;
}

static bool rule_r4c(const struct run *run, const struct subject *on, struct reason *reason) {
  int made = record_day(on->row, FOLLOWUP_MADE_ON);

  if (!is_open(run, on->row, OWES_ME) || record_day(on->row, FOLLOWUP_DUE_ON) != DATE_NONE ||
      made == DATE_NONE || run->today - made < NO_DATE_DAYS)
    return false;
  reason->tier = DUE_TRAY;
  reason->due = made + NO_DATE_DAYS;
  reason->distance = run->today - made;
  reason->what = reason->text = say(run, "no date yet: ", record_text(on->row, FOLLOWUP_WHAT), "");
  return true;
}

static bool rule_r5(const struct run *run, const struct subject *on, struct reason *reason) {
  int due = record_day(on->row, FOLLOWUP_DUE_ON);

  if (!is_open(run, on->row, OWES_THEM) || due == DATE_NONE || run->today - due < WAIT_DAYS)
    return false;
  reason->tier = DUE_WEEK;
  reason->due = due + WAIT_DAYS;
  reason->distance = run->today - due < WAIT_MOST ? run->today - due : WAIT_MOST;
  reason->what = say(run, "still waiting for: ", record_text(on->row, FOLLOWUP_WHAT), "");
  reason->when = short_day(run, due);
  reason->text = say(run, reason->what, ". A light nudge is fine", "");
  return true;
}

/* --- the table
 * ------------------------------------------------------------------------------------- */

static const struct {
  enum looks_at at;
  rule_fn *speaks;
} rules[RULE_COUNT] = {
    [RULE_R1] = {AT_CONTACT, rule_r1},   [RULE_R2] = {AT_CONTACT, rule_r2},
    [RULE_R3A] = {AT_PLANNED, rule_r3a}, [RULE_R3B] = {AT_PLANNED, rule_r3b},
    [RULE_R3C] = {AT_PLANNED, rule_r3c}, [RULE_R4A] = {AT_PROMISE, rule_r4a},
    [RULE_R4B] = {AT_PROMISE, rule_r4b}, [RULE_R4C] = {AT_PROMISE, rule_r4c},
    [RULE_R5] = {AT_PROMISE, rule_r5},
};

#define NAME_ROW(rule, name, watches) name,

const char *rule_name(enum rule_id rule) {
  static const char *const names[] = {RULES(NAME_ROW)};

  return names[rule];
}

enum rule_id rule_by_name(const char *name) {
  int i = 0;

  while (i < RULE_COUNT && strcmp(rule_name((enum rule_id)i), name) != 0)
    i++;
  return (enum rule_id)i;
}

/* V10: of these nothing is said, whatever is open. */
static bool is_silenced(const struct facts *facts) {
  return !facts->known || facts->status == STATUS_ARCHIVED || facts->status == STATUS_DECEASED ||
         facts->status == STATUS_DO_NOT_CONTACT;
}

static void ask(struct run *run, enum looks_at at, enum table_id table, const struct record *row,
                const struct record *contact) {
  struct cadence *cadence = &run->due->cadence;
  struct subject on = {contact, row, &cadence->facts[contact->index],
                       &cadence->clocks[contact->index]};

  if (is_silenced(on.facts))
    return;
  for (int i = 0; i < RULE_COUNT; i++) {
    struct reason reason = {
        (enum rule_id)i, DUE_NOW, contact,          row, table, record_id(contact),
        DATE_NONE,       0,       on.facts->weight, "",  "",    ""};
    if (rules[i].at == at && rules[i].speaks(run, &on, &reason))
      *vec_push(&run->due->reasons) = reason;
  }
}

struct planned {
  struct run *run;
  const struct record *row;
};

static void ask_of_person(void *context, const struct record *contact) {
  struct planned *planned = context;

  ask(planned->run, AT_PLANNED, TABLE_INTERACTIONS, planned->row, contact);
}

void rules_run(struct due *due, const struct book *book) {
  struct run run = {due, book, &due->arena, due->cadence.today};
  struct planned planned = {&run, NULL};

  for (size_t i = 0; i < book_count(book, TABLE_CONTACTS); i++)
    ask(&run, AT_CONTACT, TABLE_CONTACTS, book_at(book, TABLE_CONTACTS, i),
        book_at(book, TABLE_CONTACTS, i));
  for (size_t i = 0; i < due->cadence.planned.len; i++) {
    planned.row = due->cadence.planned.data[i];
    book_each_person(book, planned.row, ask_of_person, &planned);
  }
  for (size_t i = 0; i < book_count(book, TABLE_FOLLOWUPS); i++) {
    const struct record *row = book_at(book, TABLE_FOLLOWUPS, i);
    const struct record *contact = book_ref_contact(book, row, FOLLOWUP_CONTACT_ID);
    if (contact != NULL)
      ask(&run, AT_PROMISE, TABLE_FOLLOWUPS, row, contact);
  }
}
