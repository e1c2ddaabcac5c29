/* R13: how a relation may move. Offers for the tray: nothing changes without a yes. */
#include "rules_priv.h"

#include <string.h>

static bool is_trial(const struct run *run, const struct record *role) {
  return span_holds(role, ROLES_FROM_ON, ROLES_TO_ON, run->today) &&
         record_word(role, ROLES_ROLE, &words_role) == ROLE_MENTOR &&
         record_word(role, ROLES_PHASE, &words_phase) == PHASE_TRIAL;
}

static const char *counted(const struct run *run, int count) {
  static const char *const words[] = {"No", "One", "Two", "Three", "Four", "Five", "Six"};

  return count < 7 ? words[count] : run_say(run, "%d", count);
}

/* Somebody retired is not asked for more. */
bool rule_r13a(const struct run *run, const struct subject *on, struct reason *reason) {
  const struct facts *facts = on->facts;

  if (!is_trial(run, on->row) || !run_open(run, on->row, ROLES_AGREED_ON) ||
      facts->full_lately < run_setting(run, SETTING_OFFER_TALKS) || facts->status == STATUS_RETIRED)
    return false;
  reason->what = "ask for something steadier?";
  reason->when = run_short_day(run, facts->last_full);
  reason->text =
      run_say(run, "%s good talks with %s. Would you like to ask for something steadier?",
              counted(run, facts->full_lately), run_called(run, on->contact));
  return reason_speak(reason, DUE_TRAY, facts->last_full, run->today - facts->last_full);
}

/* A sponsor since that day, or still: then it is known. */
static bool is_known_sponsor(const struct run *run, const struct subject *on, int opened) {
  struct rows roles = book_rows_of(run->book, on->contact, TABLE_ROLES);

  for (size_t i = 0; i < roles.len; i++) {
    int to = record_day(roles.data[i], ROLES_TO_ON);
    if (record_word(roles.data[i], ROLES_ROLE, &words_role) == ROLE_SPONSOR &&
        (to == DATE_NONE || to >= opened))
      return true;
  }
  return false;
}

/* "her" of "she/her". */
static const char *object_pronoun(const struct run *run, const struct record *contact) {
  const char *pronouns = record_text(contact, CONTACT_PRONOUNS), *slash = strchr(pronouns, '/');

  if (slash == NULL || slash[1] == '\0')
    return "them";
  return arena_copy(run->arena, slash + 1, strcspn(slash + 1, "/; "));
}

bool rule_r13b(const struct run *run, const struct subject *on, struct reason *reason) {
  int opened = record_day(on->row, OPPORTUNITY_OPENED_ON);

  if (on->row != on->facts->door || is_known_sponsor(run, on, opened) ||
      run_since(run, opened) > run_setting(run, SETTING_OFFER_DOOR_DAYS))
    return false;
  reason->what = "opened a door: a sponsor too?";
  reason->when = run_short_day_year(run, opened);
  reason->text = run_say(run, "%s opened a door. Record %s as a sponsor too?",
                         run_called(run, on->contact), object_pronoun(run, on->contact));
  return reason_speak(reason, DUE_TRAY, opened, run->today - opened);
}

bool rule_r13c(const struct run *run, const struct subject *on, struct reason *reason) {
  int quiet = run_setting(run, SETTING_OFFER_SILENT_DAYS), last = on->facts->last;
  int from = record_day(on->row, ROLES_FROM_ON);

  if (last == DATE_NONE || from > last)
    last = from;
  if (!is_trial(run, on->row) || last == DATE_NONE || run_since(run, last) < quiet)
    return false;
  reason->what = "keep, thank and close, or try once more?";
  reason->when = run_short_day_year(run, last);
  reason->text = "This one may have run its course. Keep, thank and close, or try once more?";
  return reason_speak(reason, DUE_TRAY, last + quiet, run_since(run, last) - quiet);
}

/* What somebody was, in words that go after "former". */
static const char *former(const struct record *role) {
  int word = record_word_or(role, ROLES_ROLE, &words_role, ROLE_ACQUAINTANCE);

  switch (word) {
  case ROLE_SUPERVISOR:
  case ROLE_FORMER_ATTENDING:
    return "attending";
  case ROLE_STAFF_ALLY:
    return "staff ally";
  case ROLE_PROSPECT:
    return "prospect";
  default:
    return words_spoken(&words_role, word);
  }
}

bool rule_r13d(const struct run *run, const struct subject *on, struct reason *reason) {
  const struct record *role = on->facts->ended_role;
  int ended;

  if (role == NULL || on->facts->roles != 0)
    return false;
  ended = record_day(role, ROLES_TO_ON);
  reason->row = role;
  reason->row_table = TABLE_ROLES;
  reason->origin = record_id(role);
  reason->when = run_short_day_year(run, ended);
  reason->what = run_say(run, "no role: keep as former %s?", former(role));
  reason->text = run_say(run, "no role since %s: keep as former %s?", reason->when, former(role));
  return reason_speak(reason, DUE_TRAY, ended + 1, run->today - ended);
}
