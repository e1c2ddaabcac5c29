#include "rules_priv.h"

#include "mentee/base/xmem.h"
#include <stdlib.h>
#include <string.h>

static int compare(int64_t a, int64_t b) {
  return (a > b) - (a < b);
}

/* The reasons of one person side by side, each person's in order (engine.md 4.1.1). */
static int by_person(const void *left, const void *right) {
  const struct reason *a = left, *b = right;
  int order = strcmp(a->id, b->id);

  if (order == 0)
    order = compare(a->tier, b->tier);
  if (order == 0)
    order = compare(a->distance, b->distance);
  if (order == 0)
    order = compare(a->due, b->due);
  if (order == 0)
    order = compare((int64_t)a->rule, (int64_t)b->rule);
  /* two of one rule on one day: by the row's id, so that the order of rows means nothing */
  return order != 0 ? order : strcmp(record_id(a->row), record_id(b->row));
}

struct group {
  const struct reason *first;
  size_t count;
  int further; /* of tiers 0-4, the first apart */
  char *family;
};

static int by_line(const void *left, const void *right) {
  const struct group *a = left, *b = right;
  int order = compare(a->first->tier, b->first->tier);

  if (order == 0)
    order = compare(a->first->distance, b->first->distance);
  if (order == 0)
    order = compare(b->further, a->further);
  if (order == 0)
    order = compare(b->first->weight, a->first->weight);
  if (order == 0)
    order = compare(a->first->due, b->first->due);
  if (order == 0)
    order = strcmp(a->family, b->family);
  return order != 0 ? order : strcmp(a->first->id, b->first->id);
}

static char *family_of(const struct reason *reason) {
  struct buf family = BUF_INIT;

  if (reason->contact != NULL)
    contact_family(reason->contact, &family);
  else
    buf_adds(&family, reason->id);
  return buf_detach(&family);
}

/* Lines in order, and the reasons laid out line after line. */
static void arrange(struct due *due, struct group *groups, size_t count) {
  struct reason *laid = xcalloc(due->reasons.len, sizeof *laid);
  size_t at = 0;

  qsort(groups, count, sizeof *groups, by_line);
  for (size_t i = 0; i < count; i++) {
    memcpy(laid + at, groups[i].first, groups[i].count * sizeof *laid);
    *vec_push(&due->lines) = (struct due_line){at, groups[i].count, groups[i].further};
    due->shown += groups[i].first->tier < DUE_TRAY;
    at += groups[i].count;
  }
  free(due->reasons.data);
  due->reasons.data = laid;
  due->reasons.cap = due->reasons.len;
}

static void merge_into_lines(struct due *due) {
  VEC(struct group) groups = VEC_INIT;

  if (due->reasons.len == 0)
    return;
  qsort(due->reasons.data, due->reasons.len, sizeof *due->reasons.data, by_person);
  for (size_t i = 0; i < due->reasons.len; i++) {
    const struct reason *reason = &due->reasons.data[i];
    struct group *group = groups.len > 0 ? &groups.data[groups.len - 1] : NULL;
    if (group != NULL && strcmp(group->first->id, reason->id) == 0) {
      group->count++;
      group->further += reason->tier < DUE_TRAY;
    } else {
      *vec_push(&groups) = (struct group){reason, 1, 0, family_of(reason)};
    }
  }
  arrange(due, groups.data, groups.len);
  for (size_t i = 0; i < groups.len; i++)
    free(groups.data[i].family);
  vec_release(&groups);
}

void due_compute(struct due *due, const struct book *book, const struct settings *settings,
                 int today) {
  memset(due, 0, sizeof *due);
  cadence_compute(&due->cadence, book, settings, today);
  rules_run(due, book);
  merge_into_lines(due);
}

void due_release(struct due *due) {
  cadence_release(&due->cadence);
  vec_release(&due->reasons);
  vec_release(&due->lines);
  arena_release(&due->arena);
}

struct next {
  const struct record *contact;
  int day;
  bool planned;
};

static void sooner(struct next *next, const struct record *contact, int day, bool planned) {
  if (next->contact != NULL && (day > next->day || (day == next->day && next->planned)))
    return;
  *next = (struct next){contact, day, planned};
}

const struct record *due_next(const struct due *due, const struct book *book, int *day,
                              bool *planned) {
  const struct cadence *cadence = &due->cadence;
  struct next next = {NULL, DATE_NONE, false};

  (void)book;
  for (size_t i = 0; i < cadence->count; i++) {
    const struct facts *facts = &cadence->facts[i];
    const struct clock *clock = &cadence->clocks[i];
    bool silent = facts->status == STATUS_ARCHIVED || facts->status == STATUS_DECEASED ||
                  facts->status == STATUS_DO_NOT_CONTACT;

    if (!silent && facts->planned_on != DATE_NONE && facts->planned_on > cadence->today)
      sooner(&next, facts->contact, facts->planned_on, true);
    else if (!silent && clock->interval > 0 && clock->due > cadence->today)
      sooner(&next, facts->contact, clock->due, false);
  }
  *day = next.day;
  *planned = next.planned;
  return next.contact;
}
