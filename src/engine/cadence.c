#include "cadence_priv.h"

#include "mentee/base/xmem.h"
#include <stdlib.h>
#include <string.h>

#define LEAST_DAYS 7
#define MOST_DAYS 730
#define YEAR 365
#define RAMP_DAYS 120 /* after meeting somebody new */
#define PLAN_HOLDS_DAYS 14
#define RETURN_DAYS 14 /* after a pause: at most "due" */

static int clamp(int value, int least, int most) {
  return value < least ? least : value > most ? most : value;
}

static int most(int a, int b) {
  return a > b ? a : b;
}

static bool no_status_allows(const struct facts *facts) {
  return facts->status == STATUS_PAUSED || facts->status == STATUS_ARCHIVED ||
         facts->status == STATUS_DECEASED || facts->status == STATUS_DO_NOT_CONTACT;
}

/* The first weeks decide: two real touches, then the ordinary interval. */
static int ramp(const struct facts *facts, int interval, int today) {
  int met = record_day(facts->contact, CONTACT_MET_ON);

  if (!facts->ramped_role || met == DATE_NONE || met > today || today - met > RAMP_DAYS)
    return interval;
  if (facts->real_touches <= 1)
    return interval < 30 ? interval : 30;
  if (facts->real_touches == 2)
    return interval < 60 ? interval : 60;
  return interval;
}

/* Days; 0: none. */
static int interval_of(const struct facts *facts, const struct settings *settings, int today) {
  int own = record_number(facts->contact, CONTACT_CADENCE_DAYS), interval;

  if (!facts->known || no_status_allows(facts))
    return 0;
  if (own >= 0)
    return own == 0 ? 0 : clamp(own, LEAST_DAYS, MOST_DAYS);
  if (facts->has_supervisor || facts->role_interval == 0)
    return 0;
  interval = facts->role_interval * settings->value[SETTING_PACE_PERCENT] / 100;
  if (facts->status == STATUS_RETIRED)
    interval = most(2 * interval, 180);
  return ramp(facts, clamp(interval, LEAST_DAYS, MOST_DAYS), today);
}

/* The day before anything moves it: half credit for what was light. */
static int due_by_touches(const struct facts *facts, int interval, int today) {
  int due = DATE_NONE, met = record_day(facts->contact, CONTACT_MET_ON);
  int created = record_day(facts->contact, CONTACT_CREATED_AT);

  if (facts->last_full != DATE_NONE)
    due = facts->last_full + most(LEAST_DAYS, interval);
  if (facts->last_light != DATE_NONE)
    due = most(due, facts->last_light + most(LEAST_DAYS, (50 * interval + 99) / 100));
  if (due != DATE_NONE)
    return due;
  if (met != DATE_NONE && met <= today)
    return met + interval;
  if (created == DATE_NONE || created > today)
    return DATE_NONE;
  return created + ((facts->roles & (1u << ROLE_PROSPECT)) ? LEAST_DAYS : interval);
}

/* Silence moves the day: after one, two and three notes without an answer. */
static int wait_for_answer(const struct facts *facts, int due) {
  static const int waits[] = {14, 30, YEAR};
  unsigned close = (1u << ROLE_COLLABORATOR) | (1u << ROLE_MENTEE) | (1u << ROLE_NEAR_PEER);
  int gap = facts->is_primary || (facts->roles & close) ? 7 : 14;

  if (facts->last_out == DATE_NONE)
    return due;
  if (facts->no_reply_run > 0)
    gap = waits[facts->no_reply_run < 3 ? facts->no_reply_run - 1 : 2];
  return most(due, facts->last_out + gap);
}

static int snoozed(const struct facts *facts, int due, int today) {
  int on = record_day(facts->contact, CONTACT_SNOOZE_ON);
  int until = record_day(facts->contact, CONTACT_SNOOZE_UNTIL);

  if (until == DATE_NONE || (on != DATE_NONE && on > today))
    return due;
  if (on != DATE_NONE && facts->last_touch != DATE_NONE && facts->last_touch > on)
    return due;
  return most(due, until);
}

/* floor(a / b), b > 0. */
static int64_t floor_div(int64_t a, int64_t b) {
  return a >= 0 ? a / b : -((-a + b - 1) / b);
}

static int permille_of(int due, int interval, int today) {
  int64_t x = 1000 + floor_div((int64_t)(today - due) * 1000, interval);

  return (int)(x < 0 ? 0 : x);
}

static bool is_back_from_pause(const struct facts *facts, int today) {
  int until = record_day(facts->contact, CONTACT_STATUS_UNTIL);

  return record_word(facts->contact, CONTACT_STATUS, &words_status) == STATUS_PAUSED &&
         until != DATE_NONE && until <= today && today < until + RETURN_DAYS;
}

static enum clock_state state_of(const struct facts *facts, const struct clock *clock, int today) {
  int holds = most(PLAN_HOLDS_DAYS, clock->interval / 2);

  if (facts->planned_on != DATE_NONE && facts->planned_on <= today + holds)
    return CLOCK_PLANNED;
  if (facts->at_block_site && facts->only_passing_roles)
    return CLOCK_NEARBY;
  if (facts->no_reply_run >= 3 && today < clock->due)
    return CLOCK_RESTING;
  if (facts->last != DATE_NONE && today - facts->last >= most(3 * clock->interval, YEAR) &&
      !facts->is_sponsor && !facts->is_primary)
    return CLOCK_DORMANT;
  if (clock->permille < 800)
    return CLOCK_FRESH;
  if (clock->permille < 1000)
    return CLOCK_SOON;
  if (clock->permille < 1500)
    return CLOCK_DUE;
  return clock->permille < 3000 ? CLOCK_STALE : CLOCK_FADING;
}

/* Grows with the silence, capped by closeness. */
static enum clock_size size_of(const struct facts *facts, int permille) {
  enum clock_size size = permille >= 3000 ? SIZE_CALL : permille >= 1500 ? SIZE_MESSAGE : SIZE_LINE;

  if (facts->weight <= 1)
    return SIZE_LINE;
  return facts->weight <= 3 && size == SIZE_CALL ? SIZE_MESSAGE : size;
}

static void run_clock(struct clock *clock, const struct facts *facts,
                      const struct settings *settings, int today) {
  clock->state = CLOCK_NONE;
  clock->due = DATE_NONE;
  clock->interval = interval_of(facts, settings, today);
  if (clock->interval == 0)
    return;
  clock->due = due_by_touches(facts, clock->interval, today);
  if (clock->due == DATE_NONE) {
    clock->interval = 0;
    return;
  }
  clock->due = snoozed(facts, wait_for_answer(facts, clock->due), today);
  clock->permille = permille_of(clock->due, clock->interval, today);
  if (is_back_from_pause(facts, today) && clock->permille > 1499)
    clock->permille = 1499;
  clock->state = state_of(facts, clock, today);
  if (clock->state == CLOCK_DORMANT && is_back_from_pause(facts, today))
    clock->state = CLOCK_DUE;
  if (clock->state == CLOCK_PLANNED)
    clock->permille = 0;
  clock->size = size_of(facts, clock->permille);
}

void cadence_compute(struct cadence *cadence, const struct book *book,
                     const struct settings *settings, int today) {
  memset(cadence, 0, sizeof *cadence);
  cadence->today = today;
  cadence->count = book_count(book, TABLE_CONTACTS);
  cadence->facts = xcalloc(cadence->count, sizeof *cadence->facts);
  cadence->clocks = xcalloc(cadence->count, sizeof *cadence->clocks);
  facts_gather(cadence, book);
  for (size_t i = 0; i < cadence->count; i++)
    run_clock(&cadence->clocks[i], &cadence->facts[i], settings, today);
}

void cadence_release(struct cadence *cadence) {
  free(cadence->facts);
  free(cadence->clocks);
  vec_release(&cadence->planned);
  arena_release(&cadence->arena);
  memset(cadence, 0, sizeof *cadence);
}

const char *clock_state_name(enum clock_state state) {
  static const char *const names[] = {"-",    "planned", "nearby", "resting", "fresh",
                                      "soon", "due",     "stale",  "fading",  "dormant"};

  return names[state];
}

const char *clock_size_text(enum clock_size size) {
  static const char *const texts[] = {"a line will do", "a real message", "a call or a coffee"};

  return texts[size];
}

void interval_text(int days, struct buf *out) {
  static const struct {
    int days;
    const char *text;
  } known[] = {{0, "never"},
               {7, "weekly"},
               {30, "monthly"},
               {45, "every six weeks"},
               {60, "every two months"},
               {70, "every ten weeks"},
               {90, "quarterly"},
               {120, "three times a year"},
               {180, "twice a year"},
               {365, "yearly"}};

  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
    if (known[i].days == days) {
      buf_adds(out, known[i].text);
      return;
    }
  if (days % 7 == 0)
    buf_addf(out, "every %d weeks", days / 7);
  else
    buf_addf(out, "every %d days", days);
}
