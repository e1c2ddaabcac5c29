/* The words and days that rules are made of. */
#include "rules_priv.h"

#include "mentee/base/text.h"
#include <stdarg.h>
#include <string.h>

int run_setting(const struct run *run, enum setting setting) {
  return run->settings->value[setting];
}

int run_day(const struct run *run, const struct record *row, int field) {
  int day = record_day(row, field);

  return day == DATE_NONE || day > run->today ? DATE_NONE : day;
}

bool run_open(const struct run *run, const struct record *row, int field) {
  return run_day(run, row, field) == DATE_NONE;
}

#define NO_DAYS (-1000000000)

int run_since(const struct run *run, int day) {
  return day == DATE_NONE ? NO_DAYS : run->today - day;
}

int run_until(const struct run *run, int day) {
  return day == DATE_NONE ? NO_DAYS : day - run->today;
}

bool days_within(int days, int first, int last) {
  return first <= days && days <= last;
}

int days_apart(int days) {
  return days < 0 ? -days : days;
}

const char *run_say(const struct run *run, const char *format, ...) {
  struct buf text = BUF_INIT;
  const char *kept;
  va_list args;

  va_start(args, format);
  buf_addfv(&text, format, args);
  va_end(args);
  kept = arena_copy(run->arena, buf_text(&text), text.len);
  buf_release(&text);
  return kept;
}

const char *run_short_day(const struct run *run, int day) {
  char text[DATE_TEXT_SIZE];

  return arena_dup(run->arena, date_short(day, text));
}

const char *run_short_day_year(const struct run *run, int day) {
  char text[DATE_TEXT_SIZE];

  return arena_dup(run->arena, date_short_year(day, run->today, text));
}

const char *run_near_day(const struct run *run, int day) {
  if (day == run->today)
    return "today";
  return day == run->today + 1 ? "tomorrow" : run_short_day(run, day);
}

const char *run_called(const struct run *run, const struct record *contact) {
  struct buf scratch = BUF_INIT;
  const char *name = arena_dup(run->arena, contact_call_by(contact, &scratch));

  buf_release(&scratch);
  return name;
}

const char *run_first_line(const struct run *run, const char *text) {
  size_t len = strcspn(text, "\r\n");

  text_trim(&text, &len);
  return arena_copy(run->arena, text, len);
}

const char *run_family(const struct run *run, const struct record *contact) {
  struct buf family = BUF_INIT;
  const char *name;

  contact_family(contact, &family);
  name = arena_dup(run->arena, buf_text(&family));
  buf_release(&family);
  return name;
}

const char *event_title(const struct record *event) {
  return record_text(event, record_has(event, EVENT_SOCIETY) ? EVENT_SOCIETY : EVENT_NAME);
}

bool reason_speak(struct reason *reason, enum due_tier tier, int due, int64_t distance) {
  reason->tier = tier;
  reason->due = due;
  reason->distance = distance;
  return true;
}
