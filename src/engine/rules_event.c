/* R6b, R6e: whom you met at a conference or an interview. R8: before a conference. */
#include "rules_priv.h"

static bool is_kind(const struct record *event, int kind) {
  return record_word(event, EVENT_KIND, &words_event) == kind;
}

/* Met, and not written to since. */
static bool awaits_note(const struct run *run, const struct subject *on) {
  return record_yes(on->row, EVENT_PERSON_MET) &&
         run_open(run, on->row, EVENT_PERSON_FOLLOWED_UP_ON) && event_end(on->event) != DATE_NONE;
}

bool rule_r6b(const struct run *run, const struct subject *on, struct reason *reason) {
  int end = event_end(on->event), age = run_since(run, end);
  int from = run_setting(run, SETTING_FOLLOWUP_FROM), to = run_setting(run, SETTING_FOLLOWUP_TO);
  bool first = on->contact != NULL && days_within(age, from, to) &&
               record_word(on->row, EVENT_PERSON_INTENT, &words_intent) == INTENT_MEET;
  const char *note = age == to  ? "last day of the window"
                     : age > to ? "a late note still counts"
                                : "";

  if (!is_kind(on->event, EVENT_CONFERENCE) || !awaits_note(run, on) ||
      !days_within(age, 1, run_setting(run, SETTING_FOLLOWUP_UNTIL)))
    return false;
  reason->what =
      run_say(run, "%s follow-up%s%s", event_title(on->event), note[0] ? ", " : "", note);
  reason->when = run_near_day(run, end + to);
  reason->text =
      note[0] ? run_say(run, "%s follow-up (%s)", event_title(on->event), note) : reason->what;
  return reason_speak(reason, first ? DUE_NOW : DUE_WEEK, end + from,
                      days_apart(end + to - run->today));
}

/* Where the program said nothing, thanks are a question of tact; an unknown word may be a no. */
bool rule_r6e(const struct run *run, const struct subject *on, struct reason *reason) {
  int policy = record_word(on->event, EVENT_CONTACT_POLICY, &words_policy);
  int end = event_end(on->event), last = run_setting(run, SETTING_INTERVIEW_THANKS_DAYS);

  if (!is_kind(on->event, EVENT_INTERVIEW) || !awaits_note(run, on) ||
      (policy != POLICY_OPEN && policy != POLICY_THANKS_OK && policy != WORD_EMPTY) ||
      !days_within(run_since(run, end), 1, last))
    return false;
  reason->text = reason->what =
      run_say(run, "thank-you after %s%s", record_text(on->event, EVENT_NAME),
              policy == WORD_EMPTY ? " (if they welcome notes)" : "");
  reason->when = run_near_day(run, end + last);
  return reason_speak(reason, DUE_NOW, end + 1, run->today - end);
}

/* --- R8: one line for the event --- */

struct counted {
  int chosen;  /* to meet */
  int unasked; /* to meet or see again, and not written to */
  int blank;   /* of these, without a question to ask */
  int people;  /* to meet or see again */
};

/* V10: somebody of whom nothing is said may be among the chosen, and brings no reminder. */
static void count_person(const struct run *run, const struct record *row, struct counted *counted) {
  int intent = record_word(row, EVENT_PERSON_INTENT, &words_intent);
  const struct record *contact = book_ref_contact(run->book, row, EVENT_PERSON_CONTACT_ID);
  const struct facts *facts = contact != NULL ? &run->cadence->facts[contact->index] : NULL;

  /* whom one is yet to meet counts all the same, as a name without a row does */
  counted->chosen += intent == INTENT_MEET;
  if ((intent != INTENT_MEET && intent != INTENT_RECONNECT) ||
      (facts != NULL && facts->known &&
       (facts_silence(facts) || facts_are_quiet(facts, run->today))))
    return;
  counted->people++;
  counted->unasked += run_open(run, row, EVENT_PERSON_OUTREACH_ON);
  counted->blank += !record_has(row, EVENT_PERSON_QUESTION);
}

bool due_is_unasked(const struct due *due, const struct book *book, const struct record *person,
                    int today) {
  const struct run run = {.book = book, .cadence = &due->cadence, .today = today};
  struct counted counted = {0, 0, 0, 0};

  count_person(&run, person, &counted);
  return counted.unasked > 0;
}

static struct counted count_people(const struct run *run, const struct record *event) {
  struct counted counted = {0, 0, 0, 0};
  struct rows rows = run_event_people(run, event);

  for (size_t i = 0; i < rows.len; i++)
    count_person(run, rows.data[i], &counted);
  return counted;
}

/* Between `first` and `last` days before a conference. */
static bool is_ahead(const struct run *run, const struct subject *on, int last, int first) {
  int start = event_start(on->event);

  return is_kind(on->event, EVENT_CONFERENCE) && start != DATE_NONE &&
         days_within(start - run->today, first, last);
}

static bool prepare(const struct run *run, const struct subject *on, int days, const char *what,
                    struct reason *reason) {
  int start = event_start(on->event);

  reason->what = what;
  reason->when = run_near_day(run, start);
  reason->text = run_say(run, "%s: %s", record_text(on->event, EVENT_NAME), what);
  return reason_speak(reason, DUE_WEEK, start - days, start - run->today);
}

bool rule_r8a(const struct run *run, const struct subject *on, struct reason *reason) {
  int days = run_setting(run, SETTING_CHOOSE_DAYS);
  int goal = record_number(on->event, EVENT_GOAL_MEET), chosen;

  if (!is_ahead(run, on, days, 1))
    return false;
  chosen = count_people(run, on->event).chosen;
  return chosen < goal &&
         prepare(run, on, days, run_say(run, "%d of %d people chosen", chosen, goal), reason);
}

bool rule_r8b(const struct run *run, const struct subject *on, struct reason *reason) {
  int days = run_setting(run, SETTING_WRITE_DAYS), unasked;

  if (!is_ahead(run, on, days, run_setting(run, SETTING_WRITE_UNTIL)))
    return false;
  unasked = count_people(run, on->event).unasked;
  return unasked > 0 &&
         prepare(run, on, days, run_say(run, "%d not yet written to", unasked), reason);
}

/* Nothing in the book tells that a bag is packed: only for who has somebody to meet there. */
bool rule_r8c(const struct run *run, const struct subject *on, struct reason *reason) {
  int days = run_setting(run, SETTING_MATERIALS_DAYS);

  return is_ahead(run, on, days, run_setting(run, SETTING_QUESTIONS_DAYS) + 1) &&
         count_people(run, on->event).people > 0 &&
         prepare(run, on, days, "pack CV, cards, your one-line introduction", reason);
}

bool rule_r8d(const struct run *run, const struct subject *on, struct reason *reason) {
  int days = run_setting(run, SETTING_QUESTIONS_DAYS), blank;

  if (!is_ahead(run, on, days, 0))
    return false;
  blank = count_people(run, on->event).blank;
  return blank > 0 &&
         prepare(run, on, days, run_say(run, "a question each for %d of them", blank), reason);
}
