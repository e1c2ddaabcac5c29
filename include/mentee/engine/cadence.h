#ifndef MENTEE_ENGINE_CADENCE_H
#define MENTEE_ENGINE_CADENCE_H
/*
 * The clock (engine.md 4.00, 4.0): how long each person's interval is, when it runs
 * out, and how far through it they are. Computed, never stored; integers only.
 *
 * facts_gather() is the one pass over interactions; everything else asks the facts.
 * `today` is the day t as of which everything is read: a fact dated after it has
 * not happened.
 */
#include "mentee/base/date.h"
#include "mentee/model/book.h"
#include "mentee/model/settings.h"
#include <stdint.h>

enum clock_state {
  CLOCK_NONE, /* no interval: no reminder */
  CLOCK_PLANNED,
  CLOCK_NEARBY,
  CLOCK_RESTING,
  CLOCK_FRESH,
  CLOCK_SOON,
  CLOCK_DUE,
  CLOCK_STALE,
  CLOCK_FADING,
  CLOCK_DORMANT
};

/* The suggested next touch, in words. */
enum clock_size { SIZE_LINE, SIZE_MESSAGE, SIZE_CALL };

/* Per contact, gathered in one pass. Days are DATE_NONE where there is none. */
struct facts {
  const struct record *contact;
  bool known;                /* exists as of today (created_at, met_on) */
  int status;                /* enum status_word as of today */
  int last_touch;            /* last held touch */
  int last;                  /* the same, or met_on where there is none */
  int last_full, last_light; /* last held touch of depth real or deep; of depth light */
  int last_out;              /* last held or unanswered touch begun by me or both */
  int real_touches;          /* held, real or deep */
  int no_reply_run;          /* unanswered ones after the last held one: k */
  int planned_on;            /* the next planned touch on or after today */
  uint32_t roles;            /* bit per enum role_word held today */
  int weight;                /* 0 to 5 */
  int role_interval;         /* days, before pace; 0: no current role that has one */
  bool ramped_role;          /* some role counts for the ramp (prospect, mentor, ...) */
  bool has_supervisor, is_primary, is_sponsor, at_block_site, only_passing_roles;
  int full_lately;                   /* real or deep ones within offer.talk_days: R13a */
  int last_thanks, last_circle_back; /* last held touch of that kind */
  int quiet_until;                   /* R11: they asked for no contact before that day */
  int held_back_until;               /* 4.2: somebody imported enters the plan in that week */
  const struct record *ended_role;   /* of the roles begun by today, the one that ended last */
  const struct record *door;         /* the last opportunity they opened without being asked */
  bool did_favour;                   /* a favour or a letter, ever */
};

/* A held feedback, with one of its people. */
struct feedback {
  const struct record *contact, *row;
  int day;
};

struct clock {
  enum clock_state state;
  enum clock_size size;
  int interval; /* days; 0: none */
  int due;      /* the day; DATE_NONE without an interval */
  bool put_off; /* by a snooze, until a day after today */
  int permille; /* x of engine.md: thousandths of an interval since the effective last touch */
};

struct cadence {
  struct arena arena;
  int today;
  struct facts *facts; /* by the contact's index */
  struct clock *clocks;
  size_t count;
  const char *block_site;             /* of the rotation that holds today; "" for none */
  VEC(const struct record *) planned; /* every planned touch that names somebody */
  VEC(const struct record *) noted;   /* every held touch with a favour or advice */
  VEC(struct feedback) feedbacks;
  const struct record *block; /* that event, or NULL */
  const struct record *only;  /* everything but this contact was left out; NULL: nothing was */
};

void cadence_compute(struct cadence *cadence, const struct book *book,
                     const struct settings *settings, int today);
/* Of one contact alone, in time linear in their rows; the others' facts and clocks are zero. */
void cadence_compute_only(struct cadence *cadence, const struct book *book,
                          const struct settings *settings, int today, const struct record *only);
void cadence_release(struct cadence *cadence);
const char *clock_state_name(enum clock_state state); /* fresh, soon, due ... */
const char *clock_size_text(enum clock_size size);    /* "a line will do" */
/* Deceased, archived, not to be contacted, or not known yet: no rule says anything of them. */
bool facts_silence(const struct facts *facts);
/* R11 on that day. */
bool facts_are_quiet(const struct facts *facts, int today);
/* "monthly", "every 10 weeks", "every 45 days", "never" */
void interval_text(int days, struct buf *out);

/* The current role of the greatest weight (a row of roles.csv), or NULL; *others counts the further
 * ones. */
const struct record *contact_main_role(const struct book *book, const struct record *contact,
                                       int today, int *others);
/* Days of an event: DATE_NONE where it has none; it ends on its first day where no end is given. */
int event_start(const struct record *event);
int event_end(const struct record *event);
bool event_is_block(const struct record *event); /* a rotation, here or away */
bool event_is_off(const struct record *event);   /* its status says cancelled: no rule asks of it */
/* As of a day: does a dated row (from_on, to_on, both included) hold? Rows that end before they
 * start hold never. */
bool span_holds(const struct record *row, int from_field, int to_field, int today);
#endif
