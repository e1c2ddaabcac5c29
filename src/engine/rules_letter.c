/* R10: letters, from the asking to how it turned out. */
#include "rules_priv.h"

/* A letter of which something may be said: asked for by now. */
static bool is_asked(const struct run *run, const struct record *letter) {
  int asked = record_day(letter, LETTER_ASKED_ON);

  return asked == DATE_NONE || asked <= run->today;
}

/* As of today: an answer of a later day is still to come. An answer whose word is unknown is none
   of these. */
static int answer_of(const struct run *run, const struct record *letter) {
  int answered = record_day(letter, LETTER_ANSWERED_ON);

  if ((answered != DATE_NONE && answered > run->today) || !record_has(letter, LETTER_ANSWER))
    return ANSWER_PENDING;
  return record_word(letter, LETTER_ANSWER, &words_answer);
}

/* Wanted by a day that is not past, and not in. */
static bool is_wanted(const struct run *run, const struct record *letter, int *left) {
  int due = record_day(letter, LETTER_DUE_ON);

  *left = run_until(run, due);
  return due != DATE_NONE && due >= run->today && is_asked(run, letter) &&
         run_open(run, letter, LETTER_SUBMITTED_ON);
}

bool rule_r10a(const struct run *run, const struct subject *on, struct reason *reason) {
  int asked = run_day(run, on->row, LETTER_ASKED_ON), left;
  int due = record_day(on->row, LETTER_DUE_ON),
      patience = run_setting(run, SETTING_LETTER_WAIT_DAYS);

  if (asked == DATE_NONE || run->today - asked < patience || due == DATE_NONE || due < run->today ||
      !run_open(run, on->row, LETTER_SUBMITTED_ON) || answer_of(run, on->row) != ANSWER_PENDING)
    return false;
  left = due - run->today;
  reason->what = "asked for a letter, no answer yet";
  reason->when = run_short_day(run, asked);
  reason->text =
      run_say(run, "asked for a letter %s, no answer yet%s", reason->when,
              due - asked < run_setting(run, SETTING_LETTER_NOTICE_DAYS) ? " (short notice)" : "");
  return reason_speak(reason, DUE_WEEK, asked + patience, left);
}

/* They said yes some days ago and have nothing in hand: how many days the letter has left. */
static bool lacks_packet(const struct run *run, const struct record *letter, int *left) {
  return is_wanted(run, letter, left) && answer_of(run, letter) == ANSWER_STRONG_YES &&
         run_open(run, letter, LETTER_MATERIALS_SENT_ON) &&
         run_since(run, record_day(letter, LETTER_ANSWERED_ON)) >=
             run_setting(run, SETTING_LETTER_PACKET_DAYS);
}

bool rule_r10b(const struct run *run, const struct subject *on, struct reason *reason) {
  int left;

  if (!lacks_packet(run, on->row, &left))
    return false;
  reason->what = "letter: send CV, statement, bullet points";
  reason->when = run_near_day(run, run->today + left);
  reason->text = run_say(run, "letter due %s: send CV, statement, bullet points",
                         run_short_day(run, run->today + left));
  return reason_speak(
      reason, left <= run_setting(run, SETTING_LETTER_URGENT_DAYS) ? DUE_NOW : DUE_WEEK,
      record_day(on->row, LETTER_ANSWERED_ON) + run_setting(run, SETTING_LETTER_PACKET_DAYS), left);
}

/* Two short windows, and silence between them. */
static bool may_remind(const struct run *run, int left) {
  return days_within(left, run_setting(run, SETTING_LETTER_REMIND_TO),
                     run_setting(run, SETTING_LETTER_REMIND_FROM)) ||
         days_within(left, 0, run_setting(run, SETTING_LETTER_LAST_DAYS));
}

bool rule_r10c(const struct run *run, const struct subject *on, struct reason *reason) {
  int left;

  if (lacks_packet(run, on->row, &left) || !is_wanted(run, on->row, &left) ||
      answer_of(run, on->row) != ANSWER_STRONG_YES || !may_remind(run, left))
    return false;
  reason->what = "letter not in yet: one gentle note";
  reason->when = run_near_day(run, run->today + left);
  reason->text = run_say(run, "letter due %s, not in yet: one gentle note",
                         run_short_day(run, run->today + left));
  return reason_speak(reason, DUE_WEEK,
                      run->today + left - run_setting(run, SETTING_LETTER_REMIND_FROM), left);
}

bool rule_r10d(const struct run *run, const struct subject *on, struct reason *reason) {
  int submitted = run_day(run, on->row, LETTER_SUBMITTED_ON);
  int from = run_setting(run, SETTING_THANKS_FROM);

  if (submitted == DATE_NONE || !is_asked(run, on->row) ||
      !run_open(run, on->row, LETTER_THANKED_ON) ||
      !days_within(run->today - submitted, from, run_setting(run, SETTING_THANKS_UNTIL)))
    return false;
  reason->text = reason->what = "letter is in: say thank you";
  reason->when = run_short_day(run, submitted);
  return reason_speak(reason, DUE_NOW, submitted + from, run->today - submitted - from);
}

/* The day that what the letter was for was decided, where they wrote it and were not told. */
static int untold_since(const struct run *run, const struct record *letter) {
  const struct record *target =
      book_find(run->book, TABLE_TARGETS, record_text(letter, LETTER_TARGET_ID));
  int answer = answer_of(run, letter);

  if (target == NULL || !is_asked(run, letter) || !run_open(run, letter, LETTER_OUTCOME_TOLD_ON) ||
      answer == ANSWER_NO || answer == ANSWER_LUKEWARM ||
      (answer != ANSWER_STRONG_YES && run_open(run, letter, LETTER_SUBMITTED_ON)))
    return DATE_NONE;
  return run_day(run, target, TARGET_DECIDED_ON);
}

bool rule_r10e(const struct run *run, const struct subject *on, struct reason *reason) {
  int decided = untold_since(run, on->row), from = run_setting(run, SETTING_OUTCOME_FROM);

  if (decided == DATE_NONE ||
      !days_within(run->today - decided, from, run_setting(run, SETTING_OUTCOME_UNTIL) - 1))
    return false;
  reason->text = reason->what =
      run_say(run, "tell %s how it turned out", run_called(run, on->contact));
  reason->when = run_short_day(run, decided);
  return reason_speak(reason, DUE_WEEK, decided + from, run->today - decided - from);
}
