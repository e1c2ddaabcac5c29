#include "rules_priv.h"

#include "mentee/base/xmem.h"
#include "mentee/engine/week.h"
#include <stdlib.h>
#include <string.h>

static int compare(int64_t a, int64_t b) {
  return (a > b) - (a < b);
}

/* The reasons of one person side by side, each person's in order (engine.md 4.1.1). */
static int by_person(const void *left, const void *right) {
  const struct reason *a = left, *b = right;
  int order = a->id == b->id ? 0 : strcmp(a->id, b->id);

  if (order == 0) /* the line of an event before those for whom it stands */
    order = compare(b->people, a->people);
  if (order == 0)
    order = compare(a->tier, b->tier);
  if (order == 0)
    order = compare(a->distance, b->distance);
  if (order == 0)
    order = compare(a->due, b->due);
  if (order == 0)
    order = compare((int64_t)a->rule, (int64_t)b->rule);
  /* two of one rule on one day: by the row's id, so that the order of rows means nothing */
  return order != 0 ? order : strcmp(a->origin, b->origin);
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

/* Each reason's group, in the order of persons: free the families. */
struct groups {
  VEC(struct group) list;
};

static void release_groups(struct groups *groups) {
  for (size_t i = 0; i < groups->list.len; i++)
    free(groups->list.data[i].family);
  vec_release(&groups->list);
}

static void group_by_person(struct due *due, struct groups *groups) {
  qsort(due->reasons.data, due->reasons.len, sizeof *due->reasons.data, by_person);
  for (size_t i = 0; i < due->reasons.len; i++) {
    const struct reason *reason = &due->reasons.data[i];
    struct group *group = groups->list.len > 0 ? &groups->list.data[groups->list.len - 1] : NULL;
    if (group != NULL && strcmp(group->first->id, reason->id) == 0) {
      group->count++;
      group->further += reason->tier < DUE_TRAY && !reason->gathered;
    } else {
      *vec_push(&groups->list) = (struct group){reason, 1, 0, family_of(reason)};
    }
  }
}

static void merge_into_lines(struct due *due) {
  struct groups groups = {VEC_INIT};

  if (due->reasons.len == 0)
    return;
  group_by_person(due, &groups);
  arrange(due, groups.list.data, groups.list.len);
  release_groups(&groups);
}

/* --- one line for an event --- */

/* People whose first reason is to write after one event, that event's together. */
static int by_gathering(const void *left, const void *right) {
  const struct reason *const *a = left, *const *b = right;
  int order = strcmp(record_text((*a)->row, EVENT_PERSON_EVENT_ID),
                     record_text((*b)->row, EVENT_PERSON_EVENT_ID));

  return order != 0 ? order : by_person(*a, *b);
}

/* Does somebody stand further up in the list already? */
static bool stands_before(const struct run *run, const struct rows *rows, size_t at,
                          const struct record *who) {
  for (size_t i = 0; who != NULL && i < at; i++)
    if (book_ref_contact(run->book, rows->data[i], EVENT_PERSON_CONTACT_ID) == who &&
        record_yes(rows->data[i], EVENT_PERSON_MET))
      return true;
  return false;
}

static int count_met(const struct run *run, const struct record *event) {
  struct rows rows = run_event_people(run, event);
  int met = 0;

  for (size_t i = 0; i < rows.len; i++) {
    const struct record *who = book_ref_contact(run->book, rows.data[i], EVENT_PERSON_CONTACT_ID);
    met += record_yes(rows.data[i], EVENT_PERSON_MET) &&
           (who == NULL || !facts_silence(&run->cadence->facts[who->index])) &&
           !stands_before(run, &rows, i, who);
  }
  return met;
}

/* The line that stands for them: as urgent as the most urgent of them. */
static struct reason event_line(const struct run *run, const struct record *event,
                                struct reason *const *members, size_t count) {
  struct reason line = *members[0];

  for (size_t i = 1; i < count; i++)
    if (members[i]->tier < line.tier)
      line.tier = members[i]->tier;
  line.contact = NULL;
  line.row = event;
  line.row_table = TABLE_EVENTS;
  line.id = run_say(run, "@%s", record_id(event));
  line.name = record_text(event, EVENT_NAME);
  line.origin = record_id(event);
  line.weight = 0;
  line.people = (int)count;
  line.what = run_say(run, "%zu of %d people to thank", count, count_met(run, event));
  line.text = run_say(run, "%s: %s", event_title(event), line.what);
  return line;
}

/* What else the same event asks of somebody who stands in its list twice goes with the first: a
   person's reasons stand together here. */
static void gather_person(const struct due *due, struct reason *first, const char *line_id) {
  const char *id = first->id;
  const char *event = record_text(first->row, EVENT_PERSON_EVENT_ID);

  for (struct reason *reason = first;
       reason < due->reasons.data + due->reasons.len && strcmp(reason->id, id) == 0; reason++)
    if (reason->rule == first->rule &&
        strcmp(record_text(reason->row, EVENT_PERSON_EVENT_ID), event) == 0) {
      reason->id = line_id;
      reason->gathered = true;
    }
}

static struct reason gather(const struct run *run, const struct due *due, struct reason **members,
                            size_t count) {
  const struct record *event =
      book_find(run->book, TABLE_EVENTS, record_text(members[0]->row, EVENT_PERSON_EVENT_ID));
  struct reason line = event_line(run, event, members, count);

  for (size_t i = 0; i < count; i++)
    gather_person(due, members[i], line.id);
  return line;
}

static bool same_event(const struct reason *a, const struct reason *b) {
  return strcmp(record_text(a->row, EVENT_PERSON_EVENT_ID),
                record_text(b->row, EVENT_PERSON_EVENT_ID)) == 0;
}

/* The lines are made aside: those for whom they stand are pointed to until the last is made. */
static void gather_each(const struct run *run, struct due *due, struct reason **firsts,
                        size_t count, size_t most) {
  VEC(struct reason) lines = VEC_INIT;
  size_t end;

  for (size_t at = 0; at < count; at = end) {
    for (end = at + 1; end < count && same_event(firsts[at], firsts[end]);)
      end++;
    if (end - at > most)
      *vec_push(&lines) = gather(run, due, firsts + at, end - at);
  }
  for (size_t i = 0; i < lines.len; i++)
    *vec_push(&due->reasons) = lines.data[i];
  vec_release(&lines);
}

static bool has_rule(const struct due *due, enum rule_id rule) {
  for (size_t i = 0; i < due->reasons.len; i++)
    if (due->reasons.data[i].rule == rule)
      return true;
  return false;
}

/* Where more people than that would fill the list with one event, it takes one line. */
static void gather_events(const struct run *run, struct due *due) {
  size_t most = (size_t)run_setting(run, SETTING_FOLLOWUP_GROUP);
  struct groups groups = {VEC_INIT};
  VEC(struct reason *) firsts = VEC_INIT;

  group_by_person(due, &groups);
  for (size_t i = 0; i < groups.list.len; i++)
    if (groups.list.data[i].first->rule == RULE_R6B)
      *vec_push(&firsts) = due->reasons.data + (groups.list.data[i].first - due->reasons.data);
  release_groups(&groups);
  if (firsts.data != NULL && firsts.len > most) {
    qsort(firsts.data, firsts.len, sizeof *firsts.data, by_gathering);
    gather_each(run, due, firsts.data, firsts.len, most);
  }
  vec_release(&firsts);
}

static void compute(struct due *due, const struct book *book, const struct settings *settings,
                    int today, bool all) {
  struct run run;

  memset(due, 0, sizeof *due);
  cadence_compute(&due->cadence, book, settings, today);
  week_hold_back(&due->cadence, settings);
  run_init(&run, book, settings, &due->arena);
  run.cadence = &due->cadence;
  run.today = today;
  run.all = all;
  rules_run(&run);
  due->reasons.data = run.reasons.data;
  due->reasons.len = run.reasons.len;
  due->reasons.cap = run.reasons.cap;
  run.reasons.data = NULL;
  if (!all && has_rule(due, RULE_R6B))
    gather_events(&run, due);
  merge_into_lines(due);
  run_release(&run);
}

void due_compute(struct due *due, const struct book *book, const struct settings *settings,
                 int today) {
  compute(due, book, settings, today, false);
}

void due_compute_all(struct due *due, const struct book *book, const struct settings *settings,
                     int today) {
  compute(due, book, settings, today, true);
}

void due_release(struct due *due) {
  cadence_release(&due->cadence);
  vec_release(&due->reasons);
  vec_release(&due->lines);
  arena_release(&due->arena);
}

const char *reason_title(const struct reason *reason) {
  return reason->place[0] != '\0' ? reason->place : reason->name;
}

struct next {
  const struct record *contact;
  int day;
  bool planned;
};

/* The sooner; of one day a meeting before a hello; then by id, so that the order of rows means
   nothing. */
static void sooner(struct next *next, const struct record *contact, int day, bool planned) {
  if (next->contact != NULL) {
    if (day > next->day || (day == next->day && next->planned && !planned))
      return;
    if (day == next->day && next->planned == planned &&
        strcmp(record_id(next->contact), record_id(contact)) < 0)
      return;
  }
  *next = (struct next){contact, day, planned};
}

static void next_of(struct next *next, const struct cadence *cadence, size_t i) {
  const struct facts *facts = &cadence->facts[i];
  const struct clock *clock = &cadence->clocks[i];
  int due = clock->due;

  if (facts_silence(facts))
    return;
  if (facts->planned_on != DATE_NONE && facts->planned_on > cadence->today &&
      !facts_are_quiet(facts, facts->planned_on))
    sooner(next, facts->contact, facts->planned_on, true);
  else if (clock->interval > 0) {
    if (facts_are_quiet(facts, due))
      due = facts->quiet_until;
    if (due > cadence->today)
      sooner(next, facts->contact, due, false);
  }
}

const struct record *due_next(const struct due *due, const struct book *book, int *day,
                              bool *planned) {
  struct next next = {NULL, DATE_NONE, false};

  (void)book;
  for (size_t i = 0; i < due->cadence.count; i++)
    next_of(&next, &due->cadence, i);
  *day = next.day;
  *planned = next.planned;
  return next.contact;
}

/* The most valuable reconnections are not the ones that people choose: the level comes first. */
static int level_rank(const struct record *contact) {
  switch (record_word(contact, CONTACT_LEVEL, &words_level)) {
  case LEVEL_LEADER:
    return 0;
  case LEVEL_SENIOR:
    return 1;
  case LEVEL_MID_CAREER:
    return 2;
  default:
    return 3;
  }
}

static bool offers_more(const struct due *due, const struct reason *a, const struct reason *b) {
  const struct facts *left = &due->cadence.facts[a->contact->index];
  const struct facts *right = &due->cadence.facts[b->contact->index];
  int order = compare(level_rank(a->contact), level_rank(b->contact));

  if (order == 0)
    order = compare(right->did_favour, left->did_favour);
  if (order == 0)
    order = compare(a->distance, b->distance);
  return order != 0 ? order < 0 : strcmp(a->id, b->id) < 0;
}

const struct reason *due_reconnection(const struct due *due) {
  const struct reason *best = NULL;

  if (date_weekday(due->cadence.today) != 0)
    return NULL;
  for (size_t i = 0; i < due->reasons.len; i++) {
    const struct reason *reason = &due->reasons.data[i];
    if (reason->rule == RULE_R14 && (best == NULL || offers_more(due, reason, best)))
      best = reason;
  }
  return best;
}
