#ifndef MENTEE_ENGINE_HEALTH_H
#define MENTEE_ENGINE_HEALTH_H
/*
 * The team's health (engine.md 5): H1 to H12, each one function and one row of this table.
 * A thought is a sentence that names a person or a thing and one next step, and the figures behind
 * it. Nothing grades anybody: figures are for `team --tsv`, a screen shows sentences.
 *
 * A check also says what it found where all is well (speaks is false): `team --all` lists these.
 */
#include "mentee/engine/cadence.h"

/* What answers a thought, the easiest first: one action, something with a person, a decision. */
enum health_ease { HEALTH_ACTION, HEALTH_PERSON, HEALTH_PLAN, HEALTH_EASES };

/* X(CHECK, "name", ease, "what it looks at") */
#define HEALTH_CHECKS(X)                                                                           \
  X(HEALTH_H1, "H1", HEALTH_PLAN, "mentors on paper and in touch")                                 \
  X(HEALTH_H2, "H2", HEALTH_PLAN, "the sides somebody looks after")                                \
  X(HEALTH_H3, "H3", HEALTH_PERSON, "leaning on one person")                                       \
  X(HEALTH_H4, "H4", HEALTH_PERSON, "asking without telling")                                      \
  X(HEALTH_H5, "H5", HEALTH_PERSON, "sponsors without news")                                       \
  X(HEALTH_H6, "H6", HEALTH_PERSON, "promises past their day")                                     \
  X(HEALTH_H7, "H7", HEALTH_ACTION, "thanks and outcomes")                                         \
  X(HEALTH_H8, "H8", HEALTH_PLAN, "hours promised")                                                \
  X(HEALTH_H9, "H9", HEALTH_PERSON, "the staff")                                                   \
  X(HEALTH_H10, "H10", HEALTH_PERSON, "loose ends")                                                \
  X(HEALTH_H11, "H11", HEALTH_PLAN, "what was planned and what was possible")                      \
  X(HEALTH_H12, "H12", HEALTH_PLAN, "who could write a letter")

#define HEALTH_ENUM_ROW(check, name, ease, about) check,
enum health_check { HEALTH_CHECKS(HEALTH_ENUM_ROW) HEALTH_CHECK_COUNT };

const char *health_check_name(enum health_check check);

struct thought {
  enum health_check check;
  bool speaks;                  /* false: all is well */
  bool away;                    /* put away, or put off beyond today */
  const struct record *contact; /* whom it names first, or NULL */
  const struct record *row;     /* what a single action closes, or NULL */
  enum table_id row_table;
  int since;            /* the day of what it is about, or DATE_NONE */
  bool on_today;        /* a reason in Today says it already */
  const char *ids;      /* everybody it is about: "c0001;c0007" */
  const char *figures;  /* "overdue=4;oldest=112" */
  const char *sentence; /* one or two */
  /* A follow-up with outcome released, this origin_id and this kind puts it away: for good, or with
     a due_on until that day. */
  const char *origin;
  int duty; /* enum duty_word */
};

struct health {
  struct arena arena;
  VEC(struct thought) thoughts;      /* in the order of the checks */
  VEC(const struct thought *) order; /* those that speak and are not away, for a screen */
};

#define HEALTH_AT_A_TIME 3

/*
 * Initialises *health. The cadence is of the same book and day. With fewer than two people there is
 * no thought at all. Of people without any rule (facts_silence) and of those who asked for no
 * contact nothing is said.
 */
void health_compute(struct health *health, const struct book *book, const struct settings *settings,
                    const struct cadence *cadence);
void health_release(struct health *health);

/* engaged(c) of engine.md 5: spoken to lately enough, or a meeting is planned. Somebody without an
   interval is seen daily where they supervise, and out of sight otherwise. */
bool person_is_engaged(const struct cadence *cadence, const struct record *contact);
#endif
