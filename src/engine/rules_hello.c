/* R1, R2, R14: hellos. R15: days to remember. R11 and R19: why somebody is left in peace. */
#include "rules_priv.h"

#include "mentee/base/text.h"
#include <string.h>

#define STALE_MOST 3000   /* further silence makes nobody more urgent */
#define DORMANT_MOST 9000 /* nor longer unheard of */

static int at_most(int value, int most) {
  return value < most ? value : most;
}

/* Somebody imported waits for the week that the plan gives them. */
static bool waits_for_week(const struct run *run, const struct subject *on) {
  return !run->all && on->facts->held_back_until != DATE_NONE &&
         run->today < on->facts->held_back_until;
}

static bool hello_is_due(const struct run *run, const struct subject *on, struct reason *reason) {
  enum clock_state state = on->clock->state;

  if ((state != CLOCK_DUE && state != CLOCK_STALE && state != CLOCK_FADING) ||
      waits_for_week(run, on))
    return false;
  return reason_speak(reason, on->facts->weight >= 4 ? DUE_HELLO : DUE_HELLO_LIGHT, on->clock->due,
                      -(int64_t)on->facts->weight * at_most(on->clock->permille, STALE_MOST));
}

bool rule_r1(const struct run *run, const struct subject *on, struct reason *reason) {
  if (on->facts->last == DATE_NONE || !hello_is_due(run, on, reason))
    return false;
  reason->what = clock_size_text(on->clock->size);
  reason->when = run_short_day_year(run, on->facts->last);
  reason->text = run_say(run, "last spoke %s; %s", reason->when, reason->what);
  return true;
}

bool rule_r2(const struct run *run, const struct subject *on, struct reason *reason) {
  if (on->facts->last != DATE_NONE || !hello_is_due(run, on, reason))
    return false;
  reason->what = "write first";
  reason->text = "never met: write first";
  return true;
}

bool rule_r14(const struct run *run, const struct subject *on, struct reason *reason) {
  if (on->clock->state != CLOCK_DORMANT || on->clock->put_off || waits_for_week(run, on))
    return false;
  reason->what = "reconnect";
  reason->when = run_short_day_year(run, on->facts->last);
  reason->text = run_say(run, "reconnect: last spoke %s", reason->when);
  return reason_speak(reason, DUE_TRAY, on->clock->due,
                      -at_most(on->clock->permille, DORMANT_MOST));
}

/* --- R15 --- */

/* That day of the year of `today`, or of the year before where it is still to come. */
static int last_anniversary(const struct run *run, int month, int day) {
  int year = date_to_civil(run->today).year;

  for (int back = 0; back < 2; back++) {
    int on = date_from_civil(year - back, month, day);
    if (on == DATE_NONE && month == 2 && day == 29) /* a common year */
      on = run_setting(run, SETTING_LEAPDAY) == 0 ? date_from_civil(year - back, 2, 28)
                                                  : date_from_civil(year - back, 3, 1);
    if (on != DATE_NONE && on <= run->today)
      return on;
  }
  return DATE_NONE;
}

static bool remember(const struct run *run, int on, const char *what, struct reason *reason) {
  if (on == DATE_NONE || !days_within(run->today - on, 0, run_setting(run, SETTING_BIRTHDAY_DAYS)))
    return false;
  reason->what = what;
  reason->when = run_near_day(run, on);
  reason->text = run_say(run, "%s: %s", what, reason->when);
  return reason_speak(reason, DUE_HELLO_LIGHT, on, run->today - on);
}

static bool is_birthday(const struct run *run, const struct subject *on, struct reason *reason) {
  char leap_year[DATE_TEXT_SIZE] = "2000-";
  const char *text = record_text(on->contact, CONTACT_BIRTHDAY);
  size_t len = strlen(text);
  struct date_civil date;
  int day;

  if (len == 10)
    text += 5;
  else if (len != 5)
    return false;
  memcpy(leap_year + 5, text, 6);
  day = date_parse(leap_year);
  if (day == DATE_NONE)
    return false;
  date = date_to_civil(day);
  return remember(run, last_anniversary(run, date.month, date.day), "birthday", reason);
}

static bool is_year_since(const struct run *run, int day, const char *what, struct reason *reason) {
  return day != DATE_NONE && remember(run, date_add_months(day, 12), what, reason);
}

/* A year since a letter of theirs went in, or since the match that it was for. */
static bool is_letter_year(const struct run *run, const struct record *letter,
                           struct reason *reason) {
  const struct record *target =
      book_find(run->book, TABLE_TARGETS, record_text(letter, LETTER_TARGET_ID));

  if (is_year_since(run, record_day(letter, LETTER_SUBMITTED_ON), "a year since their letter",
                    reason))
    return true;
  return target != NULL && !run_open(run, letter, LETTER_SUBMITTED_ON) &&
         record_word(target, TARGET_STATUS, &words_target_status) == TARGET_MATCHED &&
         is_year_since(run, record_day(target, TARGET_DECIDED_ON), "a year since your match",
                       reason);
}

bool rule_r15(const struct run *run, const struct subject *on, struct reason *reason) {
  struct rows letters;

  if (run_setting(run, SETTING_BIRTHDAYS) == 0)
    return false;
  if (is_birthday(run, on, reason))
    return true;
  letters = book_rows_of(run->book, on->contact, TABLE_LETTERS);
  for (size_t i = 0; i < letters.len; i++)
    if (is_letter_year(run, letters.data[i], reason))
      return true;
  return false;
}

/* --- R11, R19: heard on a person's page alone --- */

bool rule_r11(const struct run *run, const struct subject *on, struct reason *reason) {
  if (!facts_are_quiet(on->facts, run->today))
    return false;
  reason->what = "quiet (they asked)";
  reason->when = run_short_day_year(run, on->facts->quiet_until);
  reason->text = run_say(run, "quiet until %s (they asked)", reason->when);
  return reason_speak(reason, DUE_TRAY, on->facts->quiet_until, 0);
}

bool rule_r19(const struct run *run, const struct subject *on, struct reason *reason) {
  static const char *const notes[] = {"One note", "Two notes", "Three notes"};
  int silent = on->facts->no_reply_run, due = on->clock->due;

  if (silent == 0 || on->clock->interval == 0 || run->today >= due)
    return false;
  reason->when = run_short_day_year(run, due);
  reason->what = silent >= 3 ? "resting" : "waiting for an answer";
  reason->text = run_say(run, "%s without an answer. It is rarely about you. %s until %s.",
                         silent > 3 ? "Some notes" : notes[silent - 1],
                         silent >= 3 ? "Resting" : "Nothing to do", reason->when);
  return reason_speak(reason, DUE_TRAY, due, 0);
}
