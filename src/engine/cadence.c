#include "cadence_priv.h"

#include "mentee/base/xmem.h"
#include <stdlib.h>
#include <string.h>

#define LEAST_DAYS 7
#define MOST_DAYS 730
#define MOST_PERMILLE 1499 /* of what is "due" and no more */

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

static int least(int a, int b) {
  return a < b ? a : b;
}

/* The first weeks decide: two real touches, then the ordinary interval. */
static int ramp(const struct facts *facts, const struct settings *settings, int interval,
                int today) {
  int met = record_day(facts->contact, CONTACT_MET_ON);

  if (!facts->ramped_role || met == DATE_NONE || met > today ||
      today - met > settings->value[SETTING_RAMP_DAYS])
    return interval;
  if (facts->real_touches <= 1)
    return least(interval, settings->value[SETTING_RAMP_FIRST]);
  if (facts->real_touches == 2)
    return least(interval, settings->value[SETTING_RAMP_SECOND]);
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
    interval = most(2 * interval, settings->value[SETTING_RETIRED_LEAST]);
  return ramp(facts, settings, clamp(interval, LEAST_DAYS, MOST_DAYS), today);
}

/* The day before anything moves it: what was light buys less of the interval. */
static int due_by_touches(const struct facts *facts, const struct settings *settings, int interval,
                          int today) {
  int due = DATE_NONE, met = record_day(facts->contact, CONTACT_MET_ON);
  int created = record_day(facts->contact, CONTACT_CREATED_AT);
  int light = (settings->value[SETTING_LIGHT_PERCENT] * interval + 99) / 100;

  if (facts->last_full != DATE_NONE)
    due = facts->last_full + most(LEAST_DAYS, interval);
  if (facts->last_light != DATE_NONE)
    due = most(due, facts->last_light + most(LEAST_DAYS, light));
  if (due != DATE_NONE)
    return due;
  if (met != DATE_NONE && met <= today)
    return met + interval;
  if (created == DATE_NONE || created > today)
    return DATE_NONE;
  return created +
         ((facts->roles & (1u << ROLE_PROSPECT)) ? settings->value[SETTING_NEW_DAYS] : interval);
}

/* Silence moves the day: after one, two and three notes without an answer. Without silence, a note
   of mine keeps the next one away for a while. */
static int days_after_mine(const struct facts *facts, const struct settings *settings) {
  static const enum setting waits[] = {SETTING_WAIT_FIRST, SETTING_WAIT_SECOND, SETTING_REST_DAYS};
  unsigned close = (1u << ROLE_COLLABORATOR) | (1u << ROLE_MENTEE) | (1u << ROLE_NEAR_PEER);

  if (facts->no_reply_run > 0)
    return settings->value[waits[least(facts->no_reply_run, 3) - 1]];
  return settings
      ->value[facts->is_primary || (facts->roles & close) ? SETTING_GAP_CLOSE : SETTING_GAP];
}

static int wait_for_answer(const struct facts *facts, const struct settings *settings, int due) {
  if (facts->last_out == DATE_NONE)
    return due;
  return most(due, facts->last_out + days_after_mine(facts, settings));
}

/* Until when a hello was put off, or DATE_NONE. A touch newer than the day of the snooze ends it.
 */
static int snoozed_until(const struct facts *facts, int today) {
  int on = record_day(facts->contact, CONTACT_SNOOZE_ON);

  if (on != DATE_NONE && (on > today || (facts->last_touch != DATE_NONE && facts->last_touch > on)))
    return DATE_NONE;
  return record_day(facts->contact, CONTACT_SNOOZE_UNTIL);
}

/* floor(a / b), b > 0. */
static int64_t floor_div(int64_t a, int64_t b) {
  return a >= 0 ? a / b : -((-a + b - 1) / b);
}

static int permille_of(int due, int interval, int today) {
  int64_t x = 1000 + floor_div((int64_t)(today - due) * 1000, interval);

  return (int)(x < 0 ? 0 : x);
}

static bool is_back_from_pause(const struct facts *facts, const struct settings *settings,
                               int today) {
  int until = record_day(facts->contact, CONTACT_STATUS_UNTIL);

  return record_word(facts->contact, CONTACT_STATUS, &words_status) == STATUS_PAUSED &&
         until != DATE_NONE && until <= today &&
         today < until + settings->value[SETTING_RETURN_DAYS];
}

static bool is_dormant(const struct facts *facts, const struct settings *settings, int interval,
                       int today) {
  return facts->last != DATE_NONE && !facts->is_sponsor && !facts->is_primary &&
         today - facts->last >= most(settings->value[SETTING_DORMANT_TIMES] * interval,
                                     settings->value[SETTING_DORMANT_DAYS]);
}

static enum clock_state on_the_curve(const struct settings *settings, int permille) {
  if (permille < 10 * settings->value[SETTING_SOON_PERCENT])
    return CLOCK_FRESH;
  if (permille < 1000)
    return CLOCK_SOON;
  if (permille < 10 * settings->value[SETTING_MESSAGE_PERCENT])
    return CLOCK_DUE;
  return permille < 10 * settings->value[SETTING_CALL_PERCENT] ? CLOCK_STALE : CLOCK_FADING;
}

static enum clock_state state_of(const struct facts *facts, const struct settings *settings,
                                 const struct clock *clock, int today) {
  int holds = most(settings->value[SETTING_PLAN_DAYS], clock->interval / 2);

  if (facts->planned_on != DATE_NONE && facts->planned_on <= today + holds)
    return CLOCK_PLANNED;
  if (facts->at_block_site && facts->only_passing_roles)
    return CLOCK_NEARBY;
  if (facts->no_reply_run >= 3 && today < clock->due)
    return CLOCK_RESTING;
  if (is_dormant(facts, settings, clock->interval, today))
    return CLOCK_DORMANT;
  return on_the_curve(settings, clock->permille);
}

/* Grows with the silence, capped by closeness. */
static enum clock_size size_of(const struct facts *facts, const struct settings *settings,
                               int permille) {
  enum clock_size size = permille >= 10 * settings->value[SETTING_CALL_PERCENT]      ? SIZE_CALL
                         : permille >= 10 * settings->value[SETTING_MESSAGE_PERCENT] ? SIZE_MESSAGE
                                                                                     : SIZE_LINE;

  if (facts->weight <= 1)
    return SIZE_LINE;
  return facts->weight <= 3 && size == SIZE_CALL ? SIZE_MESSAGE : size;
}

static void return_gently(struct clock *clock) {
  clock->permille = least(clock->permille, MOST_PERMILLE);
  if (clock->state == CLOCK_STALE || clock->state == CLOCK_FADING || clock->state == CLOCK_DORMANT)
    clock->state = CLOCK_DUE;
}

static void run_clock(struct clock *clock, const struct facts *facts,
                      const struct settings *settings, int today) {
  int snooze = snoozed_until(facts, today);

  *clock = (struct clock){.state = CLOCK_NONE, .size = SIZE_LINE, .due = DATE_NONE};
  clock->interval = interval_of(facts, settings, today);
  if (clock->interval <= 0)
    return;
  clock->due = due_by_touches(facts, settings, clock->interval, today);
  if (clock->due == DATE_NONE) {
    clock->interval = 0;
    return;
  }
  clock->due = most(wait_for_answer(facts, settings, clock->due), snooze);
  clock->put_off = snooze > today;
  clock->permille = permille_of(clock->due, clock->interval, today);
  clock->state = state_of(facts, settings, clock, today);
  if (is_back_from_pause(facts, settings, today))
    return_gently(clock);
  if (clock->state == CLOCK_PLANNED)
    clock->permille = 0;
  clock->size = size_of(facts, settings, clock->permille);
}

void cadence_compute_only(struct cadence *cadence, const struct book *book,
                          const struct settings *settings, int today, const struct record *only) {
  struct span span;

  memset(cadence, 0, sizeof *cadence);
  cadence->today = today;
  cadence->only = only;
  cadence->count = book_count(book, TABLE_CONTACTS);
  cadence->facts = xcalloc(cadence->count, sizeof *cadence->facts);
  cadence->clocks = xcalloc(cadence->count, sizeof *cadence->clocks);
  facts_gather(cadence, book, settings);
  span = contacts_in_scope(cadence);
  for (size_t i = span.first; i < span.end; i++)
    run_clock(&cadence->clocks[i], &cadence->facts[i], settings, today);
}

void cadence_compute(struct cadence *cadence, const struct book *book,
                     const struct settings *settings, int today) {
  cadence_compute_only(cadence, book, settings, today, NULL);
}

void cadence_release(struct cadence *cadence) {
  free(cadence->facts);
  free(cadence->clocks);
  vec_release(&cadence->planned);
  vec_release(&cadence->noted);
  vec_release(&cadence->feedbacks);
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
