#include "mentee/engine/stats.h"

#include "mentee/base/text.h"
#include "mentee/base/xmem.h"
#include <stdlib.h>
#include <string.h>

enum { YEAR = 365, TWO_YEARS = 730, QUARTER = 90 };
#define GAPS_SOME 3 /* gaps before their median means anything */

struct touch_day {
  uint32_t contact;
  int day;
};

struct counting {
  struct stats *stats;
  const struct book *book;
  const struct cadence *cadence;
  int today, day; /* day: of the touch that is being counted */
  VEC(struct touch_day) days;
};

/* --- people --------------------------------------------------------------------------------- */

static bool is_elsewhere(const struct counting *on, const struct record *contact) {
  struct rows rows = book_rows_of(on->book, contact, TABLE_AFFILIATIONS);
  const char *program = book_setting(on->book, "me.program");

  for (size_t i = 0; i < rows.len && program != NULL; i++)
    if (span_holds(rows.data[i], AFFILIATION_FROM_ON, AFFILIATION_TO_ON, on->today) &&
        text_same(record_text(rows.data[i], AFFILIATION_PROGRAM), program))
      return false;
  return true;
}

static void count_person(struct counting *on, const struct facts *facts) {
  struct stats *stats = on->stats;

  if (!facts->known)
    return;
  if (facts->status == STATUS_ARCHIVED || facts->status == STATUS_DECEASED) {
    stats->gone++;
    return;
  }
  stats->people++;
  stats->paused += facts->status == STATUS_PAUSED;
  if ((facts->roles & (1u << ROLE_MENTOR)) == 0)
    return;
  stats->mentors++;
  stats->mentors_elsewhere += is_elsewhere(on, facts->contact);
}

/* --- touches -------------------------------------------------------------------------------- */

/* Months since year 0: neighbours differ by one. */
static int month_number(int day) {
  struct date_civil civil = date_to_civil(day);

  return civil.year * 12 + civil.month - 1;
}

static void count_month(struct counting *on, int day, int depth) {
  int back = month_number(on->today) - month_number(day);
  struct stats_month *month;

  if (back < 0 || back >= STATS_MONTHS)
    return;
  month = &on->stats->months[STATS_MONTHS - 1 - back];
  if (depth == DEPTH_LIGHT)
    month->light++;
  else if (depth == DEPTH_DEEP)
    month->deep++;
  else
    month->real++;
}

static void count_direction(struct stats *stats, const struct record *row) {
  switch (record_word(row, INTERACTION_DIRECTION, &words_direction)) {
  case DIRECTION_ASK:
    stats->asks++;
    break;
  case DIRECTION_GIVE:
    stats->gives++;
    break;
  default:
    stats->neither++;
    break;
  }
}

static void note_day(void *context, const struct record *contact) {
  struct counting *on = context;

  *vec_push(&on->days) = (struct touch_day){contact->index, on->day};
}

static void count_touch(struct counting *on, const struct record *row) {
  int day = record_day(row, INTERACTION_ON_DATE);

  if (day == DATE_NONE || day > on->today ||
      (record_has(row, INTERACTION_STATUS) &&
       record_word(row, INTERACTION_STATUS, &words_touch) != TOUCH_HELD))
    return;
  on->stats->touches++;
  on->stats->this_year += on->today - day <= YEAR;
  count_month(on, day, record_word_or(row, INTERACTION_DEPTH, &words_depth, DEPTH_REAL));
  if (on->today - day <= QUARTER)
    count_direction(on->stats, row);
  on->day = day;
  if (on->today - day <= TWO_YEARS)
    book_each_person(on->book, row, note_day, on);
}

/* --- gaps ----------------------------------------------------------------------------------- */

static int by_contact(const void *a, const void *b) {
  const struct touch_day *left = a, *right = b;

  if (left->contact != right->contact)
    return left->contact < right->contact ? -1 : 1;
  return (left->day > right->day) - (left->day < right->day);
}

static int by_value(const void *a, const void *b) {
  const int *left = a, *right = b;

  return (*left > *right) - (*left < *right);
}

/* Of two middle ones the mean, rounded down. */
static int median_of(int *gaps, size_t count) {
  qsort(gaps, count, sizeof *gaps, by_value);
  return count % 2 == 1 ? gaps[count / 2] : (gaps[count / 2 - 1] + gaps[count / 2]) / 2;
}

/* The days of one person, ascending; two touches of one day are one. */
static void add_gap(struct counting *on, const struct touch_day *days, size_t count, int *gaps) {
  const struct clock *clock = &on->cadence->clocks[days[0].contact];
  size_t found = 0;
  int median;

  for (size_t i = 1; i < count; i++)
    if (days[i].day > days[i - 1].day)
      gaps[found++] = days[i].day - days[i - 1].day;
  if (found < GAPS_SOME || clock->interval <= 0 ||
      facts_silence(&on->cadence->facts[days[0].contact]))
    return;
  median = median_of(gaps, found);
  if (median * 4 <= clock->interval * 5 || median - clock->interval < 7)
    return;
  *vec_push(&on->stats->gaps) = (struct stats_gap){on->cadence->facts[days[0].contact].contact,
                                                   clock->interval, median, (int)found + 1};
}

/* Whose calendar is furthest from the interval, in parts of it. */
static int by_stretch(const void *a, const void *b) {
  const struct stats_gap *left = a, *right = b;
  int64_t l = (int64_t)left->median * right->interval, r = (int64_t)right->median * left->interval;

  if (l != r)
    return l > r ? -1 : 1;
  return strcmp(record_id(left->contact), record_id(right->contact));
}

static void find_gaps(struct counting *on) {
  int *gaps = xcalloc(on->days.len + 1, sizeof *gaps);

  if (on->days.len > 1)
    qsort(on->days.data, on->days.len, sizeof *on->days.data, by_contact);
  for (size_t from = 0, to; from < on->days.len; from = to) {
    for (to = from; to < on->days.len && on->days.data[to].contact == on->days.data[from].contact;)
      to++;
    add_gap(on, on->days.data + from, to - from, gaps);
  }
  if (on->stats->gaps.len > 1)
    qsort(on->stats->gaps.data, on->stats->gaps.len, sizeof *on->stats->gaps.data, by_stretch);
  free(gaps);
}

/* --- the rest ------------------------------------------------------------------------------- */

static void count_promise(struct counting *on, const struct record *row) {
  int made = record_day(row, FOLLOWUP_MADE_ON), done = record_day(row, FOLLOWUP_DONE_ON);
  int outcome = record_word(row, FOLLOWUP_OUTCOME, &words_outcome);

  if ((made != DATE_NONE && made > on->today) || (done != DATE_NONE && done <= on->today) ||
      outcome == OUTCOME_RELEASED || outcome == OUTCOME_DROPPED)
    return;
  if (record_word(row, FOLLOWUP_DIRECTION, &words_owes) == OWES_THEM)
    on->stats->open_theirs++;
  else
    on->stats->open_mine++;
}

/* Rows of a table that had begun by today. */
static int count_begun(const struct counting *on, enum table_id table, int field) {
  int count = 0;

  for (size_t i = 0; i < book_count(on->book, table); i++) {
    int day = record_day(book_at(on->book, table, i), field);
    count += day == DATE_NONE || day <= on->today;
  }
  return count;
}

static void begin_months(struct counting *on) {
  int last = month_number(on->today);

  for (int i = 0; i < STATS_MONTHS; i++) {
    int month = last - (STATS_MONTHS - 1 - i);
    on->stats->months[i].first = date_from_civil(month / 12, month % 12 + 1, 1);
  }
}

void stats_compute(struct stats *stats, const struct book *book, const struct cadence *cadence) {
  struct counting on = {stats, book, cadence, cadence->today, DATE_NONE, VEC_INIT};

  memset(stats, 0, sizeof *stats);
  begin_months(&on);
  for (size_t i = 0; i < cadence->count; i++)
    count_person(&on, &cadence->facts[i]);
  for (size_t i = 0; i < book_count(book, TABLE_INTERACTIONS); i++)
    count_touch(&on, book_at(book, TABLE_INTERACTIONS, i));
  for (size_t i = 0; i < book_count(book, TABLE_FOLLOWUPS); i++)
    count_promise(&on, book_at(book, TABLE_FOLLOWUPS, i));
  stats->doors = count_begun(&on, TABLE_OPPORTUNITIES, OPPORTUNITY_OPENED_ON);
  stats->letters = count_begun(&on, TABLE_LETTERS, LETTER_ASKED_ON);
  stats->events = count_begun(&on, TABLE_EVENTS, EVENT_STARTS_ON);
  find_gaps(&on);
  vec_release(&on.days);
}

void stats_release(struct stats *stats) {
  vec_release(&stats->gaps);
}
