#ifndef MENTEE_ENGINE_WEEK_PRIV_H
#define MENTEE_ENGINE_WEEK_PRIV_H
#include "mentee/engine/week.h"

#define WEEKS_AT_MOST 160 /* three years */

/* One hello to place. */
struct job {
  const struct record *contact;
  int from, to; /* the window, in days */
  int weight;
  int week; /* where it was placed, from `first` */
};

/* From its clock, as of that day; false: there is nothing to place. */
bool job_make(struct job *job, const struct cadence *cadence, const struct record *contact,
              int today);

/*
 * Places jobs into weeks that begin on the day `first`: sorted by the end of the window, then
 * weight descending, then id; each into the earliest week of its window with room, else into the
 * least loaded one. loads[weeks] counts what is in a week already and is added to. Earliest
 * deadline first is best possible for jobs of one size (Jackson's rule). The jobs end sorted.
 */
void level(struct job *jobs, size_t count, int *loads, int weeks, int first, int capacity);
#endif
