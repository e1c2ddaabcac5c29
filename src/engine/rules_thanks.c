/* R6a, R6d: favours and doors to thank for. R7: advice to circle back on. R12: stories to tell. */
#include "rules_priv.h"

#include <string.h>

static bool thank_for(const struct run *run, const char *what, int on, struct reason *reason) {
  int age = run_since(run, on), from = run_setting(run, SETTING_THANKS_FROM);

  if (!days_within(age, from, run_setting(run, SETTING_THANKS_UNTIL)))
    return false;
  reason->text = reason->what = run_say(run, "say thank you: %s", what);
  reason->when = run_short_day(run, on);
  return reason_speak(reason, DUE_WEEK, on + from, age);
}

/* The same favour, written down as a door as well: one thank-you, R6d's. */
static bool is_door_too(const struct run *run, const struct subject *on) {
  struct rows doors = book_rows_of(run->book, on->contact, TABLE_OPPORTUNITIES);
  int day = record_day(on->row, INTERACTION_ON_DATE);

  for (size_t i = 0; i < doors.len; i++) {
    int opened = run_day(run, doors.data[i], OPPORTUNITY_OPENED_ON);
    if (opened != DATE_NONE &&
        (opened == day ||
         strcmp(record_text(doors.data[i], OPPORTUNITY_ORIGIN_ID), record_id(on->row)) == 0))
      return true;
  }
  return false;
}

bool rule_r6a(const struct run *run, const struct subject *on, struct reason *reason) {
  return record_has(on->row, INTERACTION_FAVOUR) &&
         run_open(run, on->row, INTERACTION_THANKED_ON) && !is_door_too(run, on) &&
         thank_for(run, record_text(on->row, INTERACTION_FAVOUR),
                   record_day(on->row, INTERACTION_ON_DATE), reason);
}

bool rule_r6d(const struct run *run, const struct subject *on, struct reason *reason) {
  int opened = run_day(run, on->row, OPPORTUNITY_OPENED_ON);

  return opened != DATE_NONE && run_open(run, on->row, OPPORTUNITY_THANKED_ON) &&
         thank_for(run, record_text(on->row, OPPORTUNITY_WHAT), opened, reason);
}

bool rule_r7(const struct run *run, const struct subject *on, struct reason *reason) {
  int day = record_day(on->row, INTERACTION_ON_DATE), age = run_since(run, day);
  int from = run_setting(run, SETTING_CIRCLE_BACK_DAYS);

  if (!record_has(on->row, INTERACTION_ADVICE) || !run_open(run, on->row, INTERACTION_TOLD_ON) ||
      !days_within(age, from, run_setting(run, SETTING_CIRCLE_BACK_UNTIL)) ||
      (on->facts->last_circle_back != DATE_NONE && on->facts->last_circle_back > day))
    return false;
  reason->text = reason->what = run_say(
      run, "circle back on: “%s”", run_first_line(run, record_text(on->row, INTERACTION_ADVICE)));
  reason->when = run_short_day(run, day);
  return reason_speak(reason, DUE_WEEK, day + from, age - from);
}

bool rule_r12(const struct run *run, const struct subject *on, struct reason *reason) {
  int delivered = run_day(run, on->row, OPPORTUNITY_DELIVERED_ON);
  int opened = record_day(on->row, OPPORTUNITY_OPENED_ON);
  int from = run_setting(run, SETTING_REPORT_FROM), age = run_since(run, delivered);

  if (delivered == DATE_NONE || (opened != DATE_NONE && opened > run->today) ||
      !run_open(run, on->row, OPPORTUNITY_REPORTED_ON) ||
      !days_within(age, from, run_setting(run, SETTING_REPORT_UNTIL)))
    return false;
  reason->text = reason->what =
      run_say(run, "tell the story: %s", record_text(on->row, OPPORTUNITY_WHAT));
  reason->when = run_short_day(run, delivered);
  return reason_speak(reason, DUE_WEEK, delivered + from, age - from);
}
