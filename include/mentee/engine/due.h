#ifndef MENTEE_ENGINE_DUE_H
#define MENTEE_ENGINE_DUE_H
/*
 * (book, today, settings) -> reasons. Each rule is one function and one row of
 * the rule table (rules.c). Reasons of one person merge into one line, that of the
 * first; lines are ordered as engine.md 4.1.1 says. Pure: same in, same out.
 */
#include "mentee/engine/cadence.h"

enum due_tier { DUE_TODAY, DUE_NOW, DUE_WEEK, DUE_HELLO, DUE_HELLO_LIGHT, DUE_TRAY, DUE_TIERS };

/* In the order of the table of engine.md 4.1.1, which breaks ties. X(RULE, "name", "what it
 * watches") */
#define RULES(X)                                                                                   \
  X(RULE_R1, "R1", "a hello is due")                                                               \
  X(RULE_R2, "R2", "never met")                                                                    \
  X(RULE_R3A, "R3a", "a meeting today")                                                            \
  X(RULE_R3B, "R3b", "a meeting tomorrow")                                                         \
  X(RULE_R3C, "R3c", "did a planned meeting happen")                                               \
  X(RULE_R4A, "R4a", "your promise is late or imminent")                                           \
  X(RULE_R4B, "R4b", "your promise is due soon")                                                   \
  X(RULE_R4C, "R4c", "your promise has no date")                                                   \
  X(RULE_R5, "R5", "they promised something")

#define RULE_ENUM_ROW(rule, name, watches) rule,
enum rule_id { RULES(RULE_ENUM_ROW) RULE_COUNT };

const char *rule_name(enum rule_id rule);
enum rule_id rule_by_name(const char *name); /* RULE_COUNT: no such rule */

struct reason {
  enum rule_id rule;
  enum due_tier tier;
  const struct record *contact; /* NULL for an event, or a person without a row */
  const struct record
      *row; /* what it is about: interaction, follow-up, ...; the contact itself for R1, R2 */
  enum table_id row_table;
  const char *id;   /* as `due --tsv` prints it: a contact's id, @event, ?name */
  int due;          /* day */
  int64_t distance; /* engine.md 4.1.1 */
  int weight;
  const char *text; /* the whole, as `--due` says it: "today 15:30: Friday walk" */
  const char *what; /* for a screen's text column: "Friday walk" */
  const char *when; /* for its right edge: "15:30" */
};

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

/* Initialises *due. Everything it points to lives as long as it and the book do. */
void due_compute(struct due *due, const struct book *book, const struct settings *settings,
                 int today);
void due_release(struct due *due);

/* The first hello or planned meeting after today: what "Next: Jane Doe, around 20 December." names.
 *day is its day, *planned whether it is a meeting. NULL: none. */
const struct record *due_next(const struct due *due, const struct book *book, int *day,
                              bool *planned);
#endif
