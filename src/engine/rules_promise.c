/* R4, R5: what you promised, and what they did. */
#include "rules_priv.h"

#define WAIT_MOST 60 /* they are not blamed for more */

static bool is_open(const struct run *run, const struct record *row, int direction) {
  int made, outcome;

  if (record_word(row, FOLLOWUP_DIRECTION, &words_owes) != direction ||
      !run_open(run, row, FOLLOWUP_DONE_ON))
    return false;
  made = record_day(row, FOLLOWUP_MADE_ON);
  outcome = record_word_or(row, FOLLOWUP_OUTCOME, &words_outcome, OUTCOME_OPEN);
  return (made == DATE_NONE || made <= run->today) && outcome != OUTCOME_RELEASED &&
         outcome != OUTCOME_DROPPED;
}

/* Mine, open, with a day: how far off it is. */
static bool my_promise(const struct run *run, const struct subject *on, struct reason *reason,
                       int *left) {
  int due = record_day(on->row, FOLLOWUP_DUE_ON);

  if (due == DATE_NONE || !is_open(run, on->row, OWES_ME))
    return false;
  *left = due - run->today;
  reason->what = record_text(on->row, FOLLOWUP_WHAT);
  return reason_speak(reason, DUE_NOW, due, days_apart(*left));
}

bool rule_r4a(const struct run *run, const struct subject *on, struct reason *reason) {
  int left;

  if (!my_promise(run, on, reason, &left) || left > 1)
    return false;
  if (left < 0) {
    reason->when = run_short_day_year(run, reason->due);
    reason->text = run_say(run, "you promised: %s (due %s)", reason->what, reason->when);
  } else {
    reason->when = run_near_day(run, reason->due);
    reason->text = run_say(run, "%s: %s", reason->when, reason->what);
  }
  return true;
}

bool rule_r4b(const struct run *run, const struct subject *on, struct reason *reason) {
  int left;

  if (!my_promise(run, on, reason, &left) ||
      !days_within(left, 2, run_setting(run, SETTING_PROMISE_SOON_DAYS)))
    return false;
  reason->tier = DUE_WEEK;
  reason->when = run_short_day(run, reason->due);
  reason->text = run_say(run, "by %s: %s", reason->when, reason->what);
  return true;
}

bool rule_r4c(const struct run *run, const struct subject *on, struct reason *reason) {
  int made = record_day(on->row, FOLLOWUP_MADE_ON);
  int patience = run_setting(run, SETTING_PROMISE_UNDATED_DAYS);

  if (record_day(on->row, FOLLOWUP_DUE_ON) != DATE_NONE || made == DATE_NONE ||
      run->today - made < patience || !is_open(run, on->row, OWES_ME))
    return false;
  reason->what = run_say(run, "no date yet: %s", record_text(on->row, FOLLOWUP_WHAT));
  reason->text = reason->what;
  return reason_speak(reason, DUE_TRAY, made + patience, run->today - made);
}

bool rule_r5(const struct run *run, const struct subject *on, struct reason *reason) {
  int due = record_day(on->row, FOLLOWUP_DUE_ON), late;
  int patience = run_setting(run, SETTING_PROMISE_WAIT_DAYS);

  if (due == DATE_NONE || run->today - due < patience || !is_open(run, on->row, OWES_THEM))
    return false;
  late = run->today - due;
  reason->what = run_say(run, "still waiting for: %s", record_text(on->row, FOLLOWUP_WHAT));
  reason->when = run_short_day(run, due);
  reason->text = run_say(run, "%s. A light nudge is fine", reason->what);
  return reason_speak(reason, DUE_WEEK, due + patience, late < WAIT_MOST ? late : WAIT_MOST);
}
