#ifndef MENTEE_ENGINE_WEEK_H
#define MENTEE_ENGINE_WEEK_H
/*
 * The levelled week (engine.md 4.2): hellos spread over the weeks, so many a week, earliest
 * deadline first, beside what has its day already. Computed from today each time, never stored: the
 * same file on the same day gives the same plan.
 *
 * A hello may happen from a fifth of its interval before its day to half of it after; a window that
 * has passed restarts today. Meetings ahead and hellos count against a week; promises and the ends
 * of blocks stand in it and do not.
 */
#include "mentee/engine/due.h"

enum week_item_kind { WEEK_MEETING, WEEK_PROMISE, WEEK_EVENT, WEEK_HELLO };

struct week_item {
  enum week_item_kind kind;
  int day;                      /* DATE_NONE: any day of the week */
  int minutes;                  /* of a meeting: since midnight, -1 where none is said */
  const struct record *contact; /* NULL: of an event, or of nobody known */
  const struct record *row;     /* interaction, follow-up, event; the contact of a hello */
  enum table_id row_table;
  const char *name; /* for the name column: the contact's name or the event's, cut before " and " */
  const char *text; /* "15:30 Friday walk", "a line will do", "begins at Tamarack" */
};

struct week {
  int first, last;                   /* days */
  VEC(struct week_item) items;       /* those with a day, by day; then hellos, closest first */
  VEC(const struct record *) people; /* whom it counts, as they were placed: for one line */
  int planned;                       /* how many count against it */
  bool full;                         /* no room: planned reaches the capacity */
};

struct week_plan {
  struct arena arena;
  int capacity;
  VEC(struct week)
  weeks; /* the first holds today; up to the last that anything falls into, and at
            least WEEKS_AT_LEAST */
};

#define WEEKS_AT_LEAST 5

/* Initialises *plan. `due` is of the same book and day. */
void week_plan(struct week_plan *plan, const struct book *book, const struct settings *settings,
               const struct due *due);
void week_plan_release(struct week_plan *plan);

/*
 * People imported in a batch of more than twice the capacity on one day enter the plan by the same
 * levelling, from that day: sets facts->held_back_until of those who were not spoken to since to
 * the first day of the week they are given. Between a compute of the cadence and the rules.
 */
void week_hold_back(struct cadence *cadence, const struct settings *settings);

/* The first day of the week that holds a day. */
int week_first_day(int day, const struct settings *settings);
#endif
