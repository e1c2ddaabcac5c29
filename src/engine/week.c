/* What stands in each week: what has its day, and the hellos that levelling put there. */
#include "week_priv.h"

#include "mentee/base/date_words.h"
#include "mentee/base/text.h"
#include "mentee/base/xmem.h"
#include <stdlib.h>
#include <string.h>

struct planning {
  struct week_plan *plan;
  const struct book *book;
  const struct settings *settings;
  const struct due *due;
  int today, first; /* first: day of the first week */
};

/* Further ahead there is nothing to plan: a year typed wrong must not cost a week each. */
static bool is_ahead(const struct planning *on, int day) {
  return day != DATE_NONE && day >= on->today && day < on->first + 7 * WEEKS_AT_MOST;
}

/* The week of a day that is ahead; weeks are added as they are needed. */
static struct week *week_of(struct planning *on, int day) {
  size_t at = (size_t)((day - on->first) / 7);

  while (on->plan->weeks.len <= at) {
    int first = on->first + 7 * (int)on->plan->weeks.len;
    *vec_push(&on->plan->weeks) = (struct week){first, first + 6, VEC_INIT, VEC_INIT, 0, false};
  }
  return &on->plan->weeks.data[at];
}

static struct week_item *add_item(struct week *week, enum week_item_kind kind, int day,
                                  const struct record *row, enum table_id table) {
  struct week_item *item = vec_push(&week->items);

  *item = (struct week_item){kind, day, -1, NULL, row, table, "", ""};
  return item;
}

/* --- what has its day ---------------------------------------------------------------------- */

/* The first of a meeting's people of whom anything may be said. */
struct company {
  const struct planning *on;
  const struct record *first;
  bool anybody;
};

static void take_first(void *context, const struct record *contact) {
  struct company *company = context;

  company->anybody = true;
  if (company->first == NULL && !facts_silence(&company->on->due->cadence.facts[contact->index]))
    company->first = contact;
}

/* "15:30 Friday walk"; the kind where there is no subject. */
static const char *meeting_text(struct planning *on, const struct record *row, int minutes) {
  const char *subject = record_text(row, INTERACTION_SUBJECT);
  char clock[DATE_TEXT_SIZE];

  if (subject[0] == '\0')
    subject =
        words_spoken(&words_kind, record_word_or(row, INTERACTION_KIND, &words_kind, KIND_MEETING));
  if (minutes < 0)
    return subject;
  return arena_format(&on->plan->arena, "%s %s", date_words_time_text(minutes, clock), subject);
}

static void add_meeting(struct planning *on, const struct record *row) {
  int day = record_day(row, INTERACTION_ON_DATE), minutes = record_time(row, INTERACTION_TIME);
  struct company company = {on, NULL, false};
  const struct record *contact;
  struct week_item *item;
  struct week *week;

  if (!is_ahead(on, day))
    return;
  book_each_person(on->book, row, take_first, &company);
  contact = company.first;
  if (company.anybody && contact == NULL)
    return;
  week = week_of(on, day);
  item = add_item(week, WEEK_MEETING, day, row, TABLE_INTERACTIONS);
  item->minutes = minutes;
  item->contact = contact;
  item->name =
      contact != NULL ? record_text(contact, CONTACT_NAME) : record_text(row, INTERACTION_PEOPLE);
  item->text = meeting_text(on, row, minutes);
  week->planned++;
  if (contact != NULL)
    *vec_push(&week->people) = contact;
}

static void add_promise(struct planning *on, const struct record *row) {
  const struct record *contact = book_ref_contact(on->book, row, FOLLOWUP_CONTACT_ID);
  int due = record_day(row, FOLLOWUP_DUE_ON), made = record_day(row, FOLLOWUP_MADE_ON);
  int done = record_day(row, FOLLOWUP_DONE_ON);
  int outcome = record_word_or(row, FOLLOWUP_OUTCOME, &words_outcome, OUTCOME_OPEN);
  struct week_item *item;

  if (!is_ahead(on, due) || (made != DATE_NONE && made > on->today) ||
      (done != DATE_NONE && done <= on->today) || outcome == OUTCOME_RELEASED ||
      outcome == OUTCOME_DROPPED || record_word(row, FOLLOWUP_DIRECTION, &words_owes) != OWES_ME ||
      (contact != NULL && facts_silence(&on->due->cadence.facts[contact->index])))
    return;
  item = add_item(week_of(on, due), WEEK_PROMISE, due, row, TABLE_FOLLOWUPS);
  item->contact = contact;
  item->name = contact != NULL ? record_text(contact, CONTACT_NAME) : "";
  item->text = record_text(row, FOLLOWUP_WHAT);
}

/* Events that a week is planned around; what recurs is not. */
static bool is_landmark(const struct record *event) {
  switch (record_word(event, EVENT_KIND, &words_event)) {
  case EVENT_CONFERENCE:
  case EVENT_ROTATION:
  case EVENT_AWAY_ROTATION:
  case EVENT_INTERVIEW:
  case EVENT_TALK:
  case EVENT_DEADLINE:
    return true;
  default:
    return false;
  }
}

/* "Tamarack" of "Tamarack Cancer Institute". */
static const char *short_site(struct planning *on, const struct record *event) {
  const char *site = record_text(event, EVENT_SITE);

  return arena_copy(&on->plan->arena, site, strcspn(site, " ,"));
}

static const char *begins(struct planning *on, const struct record *event) {
  if (!event_is_block(event) || !record_has(event, EVENT_SITE))
    return "begins";
  return arena_format(&on->plan->arena, "begins at %s", short_site(on, event));
}

/* "ends; before you leave: 4 people", where R17 speaks of it. */
static const char *ends(struct planning *on, const struct record *event) {
  for (size_t i = 0; i < on->due->reasons.len; i++) {
    const struct reason *reason = &on->due->reasons.data[i];
    if (reason->rule == RULE_R17 && reason->row == event)
      return arena_format(&on->plan->arena, "ends; %s", reason->what);
  }
  return "ends";
}

static void add_event_day(struct planning *on, const struct record *event, int day,
                          const char *text) {
  const char *name = record_text(event, EVENT_NAME), *joint = strstr(name, " and ");
  struct week_item *item;

  if (!is_ahead(on, day))
    return;
  item = add_item(week_of(on, day), WEEK_EVENT, day, event, TABLE_EVENTS);
  item->name = joint != NULL ? arena_copy(&on->plan->arena, name, (size_t)(joint - name)) : name;
  item->text = text;
}

#define EVENT_WEEKS 8 /* further ahead an event is no matter of a week */

static void add_event(struct planning *on, const struct record *event) {
  int start = event_start(event), end = event_end(event);

  if (!is_landmark(event) || start == DATE_NONE || start > on->first + 7 * EVENT_WEEKS)
    return;
  if (start == end) {
    add_event_day(on, event, start,
                  words_spoken(&words_event, record_word(event, EVENT_KIND, &words_event)));
    return;
  }
  add_event_day(on, event, start, begins(on, event));
  if (end <= on->first + 7 * EVENT_WEEKS)
    add_event_day(on, event, end, ends(on, event));
}

static void each_row(struct planning *on, enum table_id table,
                     void (*add)(struct planning *on, const struct record *row)) {
  for (size_t i = 0; i < book_count(on->book, table); i++)
    add(on, book_at(on->book, table, i));
}

/* --- hellos --------------------------------------------------------------------------------- */

static void add_hello(struct planning *on, const struct job *job) {
  const struct cadence *cadence = &on->due->cadence;
  struct week *week = &on->plan->weeks.data[job->week];
  struct week_item *item = add_item(week, WEEK_HELLO, DATE_NONE, job->contact, TABLE_CONTACTS);

  item->contact = job->contact;
  item->name = record_text(job->contact, CONTACT_NAME);
  item->text = cadence->facts[job->contact->index].last == DATE_NONE
                   ? "write first"
                   : clock_size_text(cadence->clocks[job->contact->index].size);
  week->planned++;
  *vec_push(&week->people) = job->contact;
}

static void add_hellos(struct planning *on) {
  const struct cadence *cadence = &on->due->cadence;
  struct job *jobs = xcalloc(cadence->count + 1, sizeof *jobs);
  size_t count = 0;
  int *loads, weeks;

  for (size_t i = 0; i < cadence->count; i++)
    if (job_make(&jobs[count], cadence, book_at(on->book, TABLE_CONTACTS, i), on->today) &&
        is_ahead(on, jobs[count].from)) {
      week_of(on,
              is_ahead(on, jobs[count].to) ? jobs[count].to : on->first + 7 * WEEKS_AT_MOST - 1);
      count++;
    }
  weeks = (int)on->plan->weeks.len;
  loads = xcalloc((size_t)weeks, sizeof *loads);
  for (int i = 0; i < weeks; i++)
    loads[i] = on->plan->weeks.data[i].planned;
  level(jobs, count, loads, weeks, on->first, on->plan->capacity);
  for (size_t i = 0; i < count; i++)
    add_hello(on, &jobs[i]);
  free(loads);
  free(jobs);
}

/* --- the order ------------------------------------------------------------------------------ */

/* Days first; the hellos, closest first, get their weight in `minutes` while they are sorted. */
static int by_day(const void *a, const void *b) {
  const struct week_item *left = a, *right = b;
  bool left_dated = left->day != DATE_NONE, right_dated = right->day != DATE_NONE;

  if (left_dated != right_dated)
    return left_dated ? -1 : 1;
  if (left->day != right->day)
    return left->day < right->day ? -1 : 1;
  if (left->kind != right->kind)
    return left->kind < right->kind ? -1 : 1;
  if (left->minutes != right->minutes)
    return left->minutes < right->minutes ? -1 : 1;
  return strcmp(record_id(left->row), record_id(right->row));
}

static void sort_items(struct planning *on, struct week *week) {
  const struct facts *facts = on->due->cadence.facts;

  for (size_t i = 0; i < week->items.len; i++)
    if (week->items.data[i].kind == WEEK_HELLO)
      week->items.data[i].minutes = -facts[week->items.data[i].contact->index].weight;
  if (week->items.len > 1)
    qsort(week->items.data, week->items.len, sizeof *week->items.data, by_day);
  for (size_t i = 0; i < week->items.len; i++)
    if (week->items.data[i].kind == WEEK_HELLO)
      week->items.data[i].minutes = -1;
}

/* Meetings come into the list of people by day. */
static void order_meetings(struct planning *on) {
  for (size_t i = 0; i < on->plan->weeks.len; i++) {
    struct week *week = &on->plan->weeks.data[i];
    sort_items(on, week);
    week->people.len = 0;
    for (size_t j = 0; j < week->items.len; j++)
      if (week->items.data[j].kind == WEEK_MEETING && week->items.data[j].contact != NULL)
        *vec_push(&week->people) = week->items.data[j].contact;
  }
}

void week_plan(struct week_plan *plan, const struct book *book, const struct settings *settings,
               const struct due *due) {
  int today = due->cadence.today;
  struct planning on = {plan, book, settings, due, today, week_first_day(today, settings)};

  *plan = (struct week_plan){ARENA_INIT, settings->value[SETTING_CAPACITY_TOUCHES], VEC_INIT};
  week_of(&on, on.first + 7 * (WEEKS_AT_LEAST - 1));
  for (size_t i = 0; i < due->cadence.planned.len; i++)
    add_meeting(&on, due->cadence.planned.data[i]);
  order_meetings(&on);
  add_hellos(&on);
  each_row(&on, TABLE_FOLLOWUPS, add_promise);
  each_row(&on, TABLE_EVENTS, add_event);
  for (size_t i = 0; i < plan->weeks.len; i++) {
    struct week *week = &plan->weeks.data[i];
    sort_items(&on, week);
    week->full = week->planned >= plan->capacity;
  }
}

void week_plan_release(struct week_plan *plan) {
  for (size_t i = 0; i < plan->weeks.len; i++) {
    vec_release(&plan->weeks.data[i].items);
    vec_release(&plan->weeks.data[i].people);
  }
  vec_release(&plan->weeks);
  arena_release(&plan->arena);
}
