#ifndef MENTEE_ENGINE_STATS_H
#define MENTEE_ENGINE_STATS_H
/*
 * What the book amounts to, in numbers for its owner: counts, touches a month, asks and gives, and
 * whose interval says one thing while the calendar says another. Nothing here grades anybody.
 * One pass over each table; integers.
 */
#include "mentee/engine/cadence.h"

#define STATS_MONTHS 24

struct stats_month {
  int first;             /* day: the first of the month */
  int light, real, deep; /* held touches */
};

/* The median gap between touches of the last two years against the interval. */
struct stats_gap {
  const struct record *contact;
  int interval, median; /* days */
  int touches;          /* days on which you spoke, in that time */
};

struct stats {
  int people, paused, gone; /* gone: archived or deceased; people: everybody else */
  int touches, this_year;   /* held: ever; in 365 days */
  int asks, gives, neither; /* held, in 90 days, each touch once */
  int open_mine, open_theirs, doors, letters, events; /* promises; rows ever */
  int mentors, mentors_elsewhere; /* current ones; and with no affiliation in your own program */
  struct stats_month months[STATS_MONTHS]; /* the last is this month */
  VEC(struct stats_gap)
  gaps; /* where it is longer than the interval by a quarter and a week, the
           longest beyond it first: an offer to change cadence_days */
};

/* Initialises *stats. */
void stats_compute(struct stats *stats, const struct book *book, const struct cadence *cadence);
void stats_release(struct stats *stats);
#endif
