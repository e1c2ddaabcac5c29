/* Levelling: jobs of one size into weeks of some room; and whom an import holds back. */
#include "week_priv.h"

#include "mentee/base/xmem.h"
#include <stdlib.h>
#include <string.h>

static int larger(int a, int b) {
  return a > b ? a : b;
}

int week_first_day(int day, const struct settings *settings) {
  bool sunday = settings->value[SETTING_WEEK_STARTS_ON] == 1;

  return day - (date_weekday(day) + sunday) % 7;
}

#define RESTART_DAYS 14 /* a window that has passed is open for at least as long */

bool job_make(struct job *job, const struct cadence *cadence, const struct record *contact,
              int today) {
  const struct clock *clock = &cadence->clocks[contact->index];
  const struct facts *facts = &cadence->facts[contact->index];

  if (clock->state < CLOCK_FRESH || clock->state > CLOCK_FADING || facts_silence(facts) ||
      facts_are_quiet(facts, today))
    return false;
  *job = (struct job){contact, clock->due - clock->interval / 5, clock->due + clock->interval / 2,
                      facts->weight, 0};
  if (job->to < today) {
    job->from = today;
    job->to = today + larger(clock->interval / 2, RESTART_DAYS);
  }
  job->from = larger(job->from, today);
  return true;
}

static int by_deadline(const void *a, const void *b) {
  const struct job *left = a, *right = b;

  if (left->to != right->to)
    return left->to < right->to ? -1 : 1;
  if (left->weight != right->weight)
    return left->weight > right->weight ? -1 : 1;
  return strcmp(record_id(left->contact), record_id(right->contact));
}

/* The earliest week with room, else the least loaded; of equals the earlier. */
static int place(const struct job *job, const int *loads, int weeks, int first, int capacity) {
  int last = (job->to - first) / 7, from = (job->from - first) / 7, best;

  if (last >= weeks)
    last = weeks - 1;
  best = from > last ? last : from;
  for (int week = from; week <= last; week++) {
    if (loads[week] < capacity)
      return week;
    if (loads[week] < loads[best])
      best = week;
  }
  return best;
}

void level(struct job *jobs, size_t count, int *loads, int weeks, int first, int capacity) {
  if (count > 0)
    qsort(jobs, count, sizeof *jobs, by_deadline);
  for (size_t i = 0; i < count; i++) {
    jobs[i].week = place(&jobs[i], loads, weeks, first, capacity);
    loads[jobs[i].week]++;
  }
}

/* --- imports ------------------------------------------------------------------------------- */

struct imported {
  const struct record *contact;
  int day; /* of the import */
};

static int by_import(const void *a, const void *b) {
  const struct imported *left = a, *right = b;

  if (left->day != right->day)
    return left->day < right->day ? -1 : 1;
  return strcmp(record_id(left->contact), record_id(right->contact));
}

/* Those imported by today, day after day. Returns how many. */
static size_t list_imported(const struct cadence *cadence, struct imported *list) {
  size_t count = 0;

  for (size_t i = 0; i < cadence->count; i++) {
    const struct record *contact = cadence->facts[i].contact;
    int day = contact != NULL ? record_day(contact, CONTACT_CREATED_AT) : DATE_NONE;
    if (day != DATE_NONE && day <= cadence->today &&
        record_word(contact, CONTACT_SOURCE, &words_source) == SOURCE_IMPORT)
      list[count++] = (struct imported){contact, day};
  }
  if (count > 1)
    qsort(list, count, sizeof *list, by_import);
  return count;
}

/* Whoever was spoken to since is like everybody else. */
static size_t make_jobs(const struct cadence *cadence, const struct imported *batch, size_t count,
                        struct job *jobs) {
  size_t made = 0;

  for (size_t i = 0; i < count; i++) {
    const struct facts *facts = &cadence->facts[batch[i].contact->index];
    bool spoken_to = (facts->last_touch != DATE_NONE && facts->last_touch >= batch[i].day) ||
                     (facts->last_out != DATE_NONE && facts->last_out >= batch[i].day);
    if (!spoken_to && job_make(&jobs[made], cadence, batch[i].contact, batch[i].day))
      made++;
  }
  return made;
}

static int last_deadline(const struct job *jobs, size_t count) {
  int last = jobs[0].to;

  for (size_t i = 1; i < count; i++)
    last = larger(last, jobs[i].to);
  return last;
}

static void hold_batch(struct cadence *cadence, const struct settings *settings,
                       const struct imported *batch, size_t count) {
  struct job *jobs = xcalloc(count, sizeof *jobs);
  size_t made = make_jobs(cadence, batch, count, jobs);
  int first = week_first_day(batch[0].day, settings);

  if (made > 0) {
    int last = (last_deadline(jobs, made) - first) / 7 + 1;
    int weeks = last > WEEKS_AT_MOST ? WEEKS_AT_MOST : last;
    int *loads = xcalloc((size_t)weeks, sizeof *loads);
    level(jobs, made, loads, weeks, first, settings->value[SETTING_CAPACITY_TOUCHES]);
    for (size_t i = 0; i < made; i++)
      cadence->facts[jobs[i].contact->index].held_back_until = first + 7 * jobs[i].week;
    free(loads);
  }
  free(jobs);
}

void week_hold_back(struct cadence *cadence, const struct settings *settings) {
  struct imported *list = xcalloc(cadence->count + 1, sizeof *list);
  size_t count = list_imported(cadence, list);
  size_t many = 2 * (size_t)settings->value[SETTING_CAPACITY_TOUCHES];

  for (size_t from = 0, to; from < count; from = to) {
    for (to = from; to < count && list[to].day == list[from].day; to++)
      continue;
    if (to - from > many)
      hold_batch(cadence, settings, list + from, to - from);
  }
  free(list);
}
