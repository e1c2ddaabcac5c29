#ifndef MENTEE_ENGINE_RULES_PRIV_H
#define MENTEE_ENGINE_RULES_PRIV_H
/*
 * A rule looks at one thing (a contact, a planned touch with one of its people, a letter, an
 * event) and speaks or is silent about it. rules.c has the table and asks; each subject has a file
 * with its rules, one function each.
 */
#include "mentee/engine/due.h"

/* What a rule is asked about. */
enum looks_at {
  AT_CONTACT,
  AT_ROLE,
  AT_PLANNED, /* a planned touch, with one of its people */
  AT_NOTED,   /* a held touch with a favour or advice, with one of its people */
  AT_PROMISE,
  AT_OPPORTUNITY,
  AT_LETTER,
  AT_EVENT_PERSON,
  AT_EVENT,
  AT_STAGE, /* once */
  AT_KINDS
};

struct subject {
  const struct record *contact; /* NULL: an event, the stage, a person without a row */
  const struct record *row;
  const struct record *event; /* of AT_EVENT_PERSON and AT_EVENT */
  const struct facts *facts;  /* of nobody, where there is no contact */
  const struct clock *clock;
};

struct run {
  const struct book *book;
  const struct settings *settings;
  const struct cadence *cadence;
  struct arena *arena; /* of the texts */
  int today;
  const struct record *only; /* ask about this contact alone; NULL: about everything */
  bool all;                  /* also what waits for its week */
  VEC(struct reason) reasons;
  VEC(const struct record *) released;  /* by origin_id: what was let go, or put off */
  VEC(const struct record *) at_events; /* event_people, by event_id */
};

/* Fills tier, due, distance and texts; false: silent. The rest was filled by the asker. */
typedef bool rule_fn(const struct run *run, const struct subject *on, struct reason *reason);

struct rule {
  enum looks_at at;
  rule_fn *speaks;
  enum setting reads[6]; /* ends with the first 0 */
};
extern const struct rule rules_table[RULE_COUNT];

/* What does not depend on the day; today and cadence are the caller's to set. */
void run_init(struct run *run, const struct book *book, const struct settings *settings,
              struct arena *arena);
/* Adds to run->reasons, in no particular order. */
void rules_run(struct run *run);
/* The rules that bring no reason and keep others away: R11, R19. */
void run_asides(struct run *run, const struct record *contact);
void run_release(struct run *run);

/* The rows of event_people of an event. */
struct rows run_event_people(const struct run *run, const struct record *event);
/* 4.1.3: was the duty of that rule about `origin` let go, or put off until after today? A row that
   names somebody speaks of them alone. */
bool run_is_let_go(const struct run *run, enum rule_id rule, const char *origin,
                   const struct record *contact);

/* --- what the rules are made of (rules_say.c) --- */

int run_setting(const struct run *run, enum setting setting);
/* A day in a cell, as of today: DATE_NONE where it is empty, no day, or still to come. */
int run_day(const struct run *run, const struct record *row, int field);
/* As of today, is that cell empty? */
bool run_open(const struct run *run, const struct record *row, int field);
/* Days since a day, and until it; without a day, a number that lies in no window. */
int run_since(const struct run *run, int day);
int run_until(const struct run *run, int day);
/* first <= days <= last */
bool days_within(int days, int first, int last);
int days_apart(int days);

/* In the run's arena. */
const char *run_say(const struct run *run, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
const char *run_short_day(const struct run *run, int day); /* 18 Nov */
const char *run_short_day_year(const struct run *run,
                               int day);                  /* 18 Nov 2025 where the year differs */
const char *run_near_day(const struct run *run, int day); /* today, tomorrow, 18 Nov */
const char *run_called(const struct run *run, const struct record *contact);
const char *run_first_line(const struct run *run, const char *text);
const char *run_family(const struct run *run, const struct record *contact);
/* The society of an event, else its name. */
const char *event_title(const struct record *event);

/* Fills a reason; true. */
bool reason_speak(struct reason *reason, enum due_tier tier, int due, int64_t distance);

/* --- the rules --- */

rule_fn rule_r1, rule_r2, rule_r14, rule_r15, rule_r19, rule_r11;
rule_fn rule_r3a, rule_r3b, rule_r3c;
rule_fn rule_r4a, rule_r4b, rule_r4c, rule_r5;
rule_fn rule_r6a, rule_r6d, rule_r7, rule_r12;
rule_fn rule_r6b, rule_r6e, rule_r8a, rule_r8b, rule_r8c, rule_r8d;
rule_fn rule_r9a, rule_r9b, rule_r9c, rule_r9d, rule_r17;
rule_fn rule_r10a, rule_r10b, rule_r10c, rule_r10d, rule_r10e;
rule_fn rule_r13a, rule_r13b, rule_r13c, rule_r13d;
rule_fn rule_r16;
#endif
