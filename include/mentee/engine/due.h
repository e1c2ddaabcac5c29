#ifndef MENTEE_ENGINE_DUE_H
#define MENTEE_ENGINE_DUE_H
/*
 * (book, today, settings) -> reasons. Each rule is one function and one row of
 * the rule table (rules.c). Reasons of one person merge into one line, that of the
 * first; lines are ordered as engine.md 4.1.1 says. Pure: same in, same out.
 */
#include "mentee/engine/cadence.h"

enum due_tier { DUE_TODAY, DUE_NOW, DUE_WEEK, DUE_HELLO, DUE_HELLO_LIGHT, DUE_TRAY, DUE_TIERS };

/*
 * The rules, in the order of the table of engine.md 4.1.1, which breaks ties:
 * X(RULE, "name", duty, "what it watches"). The duty is the `kind` of the released follow-up that
 * lets the rule's reason go (4.1.3); DUTY_NONE: it is let go in another way.
 *
 * Two rows never bring a reason: R11 silences all others for a while, R19 moves the day of a hello.
 * They speak on a person's page alone (why.h). R18 asks when a text is saved (privacy.h), R20 is
 * the setting due.max_lines of banner().
 */
#define DUTY_NONE WORD_EMPTY
/* clang-format off */
#define RULES(X) \
  X(RULE_R1, "R1", DUTY_NONE, "a hello is due") \
  X(RULE_R2, "R2", DUTY_NONE, "somebody whom you never met") \
  X(RULE_R3A, "R3a", DUTY_NONE, "a meeting today") \
  X(RULE_R3B, "R3b", DUTY_SCHEDULE, "a meeting tomorrow") \
  X(RULE_R3C, "R3c", DUTY_NONE, "whether a planned meeting happened") \
  X(RULE_R4A, "R4a", DUTY_NONE, "a promise of yours, late or imminent") \
  X(RULE_R4B, "R4b", DUTY_NONE, "a promise of yours, due soon") \
  X(RULE_R4C, "R4c", DUTY_NONE, "a promise of yours without a date") \
  X(RULE_R5, "R5", DUTY_NONE, "a promise of theirs, a week past its day") \
  X(RULE_R6A, "R6a", DUTY_THANK, "a favour without a thank-you") \
  X(RULE_R6B, "R6b", DUTY_THANK, "somebody met at a conference") \
  X(RULE_R6D, "R6d", DUTY_THANK, "a door they opened, without a thank-you") \
  X(RULE_R6E, "R6e", DUTY_THANK, "an interview that welcomes thanks") \
  X(RULE_R7, "R7", DUTY_FEEDBACK, "advice whose outcome they do not know") \
  X(RULE_R8A, "R8a", DUTY_DECIDE, "a conference: whom to meet") \
  X(RULE_R8B, "R8b", DUTY_SEND, "a conference: whom to write to") \
  X(RULE_R8C, "R8c", DUTY_DO, "a conference: what to bring") \
  X(RULE_R8D, "R8d", DUTY_REVIEW, "a conference: what to ask") \
  X(RULE_R9A, "R9a", DUTY_SCHEDULE, "a block that starts") \
  X(RULE_R9B, "R9b", DUTY_FEEDBACK, "mid-block feedback") \
  X(RULE_R9C, "R9c", DUTY_FEEDBACK, "end-of-block feedback") \
  X(RULE_R9D, "R9d", DUTY_THANK, "staff of a block that ends") \
  X(RULE_R10A, "R10a", DUTY_SCHEDULE, "a letter without an answer") \
  X(RULE_R10B, "R10b", DUTY_SEND, "a letter that needs the packet") \
  X(RULE_R10C, "R10c", DUTY_REVIEW, "a letter that is not in yet") \
  X(RULE_R10D, "R10d", DUTY_THANK, "a letter that is in") \
  X(RULE_R10E, "R10e", DUTY_FEEDBACK, "a letter whose outcome they do not know") \
  X(RULE_R11, "R11", DUTY_NONE, "an interview that asked for no contact") \
  X(RULE_R12, "R12", DUTY_FEEDBACK, "a door whose story they have not heard") \
  X(RULE_R13A, "R13a", DUTY_SCHEDULE, "a mentor on trial who talks with you") \
  X(RULE_R13B, "R13b", DUTY_DECIDE, "somebody who opens doors") \
  X(RULE_R13C, "R13c", DUTY_DECIDE, "a mentor on trial gone quiet") \
  X(RULE_R13D, "R13d", DUTY_REVIEW, "somebody whose last role ended") \
  X(RULE_R14, "R14", DUTY_NONE, "somebody long unheard of") \
  X(RULE_R15, "R15", DUTY_THANK, "a birthday, a year since a letter or a match") \
  X(RULE_R16, "R16", DUTY_DO, "the time of the training year") \
  X(RULE_R17, "R17", DUTY_DO, "people in a building that you leave") \
  X(RULE_R19, "R19", DUTY_NONE, "notes without an answer")
/* clang-format on */

#define RULE_ENUM_ROW(rule, name, duty, watches) rule,
enum rule_id { RULES(RULE_ENUM_ROW) RULE_COUNT };

const char *rule_name(enum rule_id rule);
const char *rule_watches(enum rule_id rule);
enum rule_id rule_by_name(const char *name); /* RULE_COUNT: no such rule */
int rule_duty(enum rule_id rule);            /* a duty_word, or DUTY_NONE */
/* The settings that a rule reads; returns how many. */
size_t rule_settings(enum rule_id rule, const enum setting **settings);

struct reason {
  enum rule_id rule;
  enum due_tier tier;
  const struct record *contact; /* NULL for an event, the stage, or a person without a row */
  const struct record
      *row; /* what it is about: interaction, follow-up, ...; the contact itself for R1, R2 */
  enum table_id row_table;
  const char *id;     /* as `due --tsv` prints it: a contact's id, @event, ?name, @stage */
  const char *name;   /* where there is no contact: of the event or person; else "" */
  const char *place;  /* for a screen's name column in place of `name`; "" where there is none */
  const char *origin; /* origin_id of the row that lets it go; the row's id, mostly */
  int due;            /* day */
  int64_t distance;   /* engine.md 4.1.1 */
  int weight;
  int people; /* of a line that stands for several people: how many follow it; else 0 */
  const struct record *const *whom; /* of R17: whom one leaves, by id, ended by NULL; else NULL */
  bool gathered;    /* one of these people: it stands under the line, not beside it */
  const char *text; /* the whole, as `--due` says it: "today 15:30: Friday walk" */
  const char *what; /* for a screen's text column: "Friday walk" */
  const char *when; /* for its right edge: "15:30" */
};

/* What a screen's name column says where there is no contact: place, else name. */
const char *reason_title(const struct reason *reason);

struct due_line {
  size_t first, count; /* its reasons, in due.reasons */
  int further;         /* other reasons of tiers 0-4: the (+n) */
};

struct due {
  struct cadence cadence;
  struct arena arena;
  VEC(struct reason) reasons; /* line after line, each line's in order */
  VEC(struct due_line) lines;
  size_t shown; /* lines of tiers 0-4: they come first */
};

/*
 * Initialises *due. Everything it points to lives as long as it and the book do.
 * due_compute() is what Today and `--due` show: where more than three people have R6b of one event
 * as their first reason, one line of the event stands for them and their reasons follow it, with
 * `gathered` set; they keep a line of their own for what else there is.
 * due_compute_all() is `due --all`: every reason with its person.
 */
void due_compute(struct due *due, const struct book *book, const struct settings *settings,
                 int today);
void due_compute_all(struct due *due, const struct book *book, const struct settings *settings,
                     int today);
void due_release(struct due *due);

/* Of an event_people row, as R8b counts: to meet or to see again there, and not yet written to. */
bool due_is_unasked(const struct due *due, const struct book *book, const struct record *person,
                    int today);

/* The first hello or planned meeting after today: what "Next: Jane Doe, around 20 December." names.
 *day is its day, *planned whether it is a meeting. NULL: none. */
const struct record *due_next(const struct due *due, const struct book *book, int *day,
                              bool *planned);

/* The reconnection that Today offers, one a week, on Monday: a leader first, then senior, then mid
 * career; who did a favour or wrote a letter; the longest silence. NULL on other days. */
const struct reason *due_reconnection(const struct due *due);
#endif
