#include "mentee/engine/why.h"

#include "cadence_priv.h"
#include "mentee/engine/week.h"
#include "rules_priv.h"

#include <string.h>

/* --- the clock, in words --- */

static const char *role_text(struct why *why, const struct record *role) {
  const char *facet = words_spoken(&words_facet, record_word(role, ROLES_FACET, &words_facet));
  const char *name =
      words_spoken(&words_role, record_word_or(role, ROLES_ROLE, &words_role, ROLE_ACQUAINTANCE));

  return facet[0] != '\0' ? arena_format(&why->arena, "%s (%s)", name, facet) : name;
}

/* The role that asks for the shortest interval; of several the first by id. */
static const struct record *deciding_role(const struct why *why, const struct book *book,
                                          const struct settings *settings) {
  struct rows roles = book_rows_of(book, why->contact, TABLE_ROLES);
  const struct record *first = NULL;

  for (size_t i = 0; i < roles.len; i++)
    if (span_holds(roles.data[i], ROLES_FROM_ON, ROLES_TO_ON, why->today) &&
        role_days(roles.data[i], settings) == why->facts.role_interval &&
        (first == NULL || strcmp(record_id(roles.data[i]), record_id(first)) < 0))
      first = roles.data[i];
  return first;
}

static const char *none_text(const struct why *why, int own) {
  if (facts_silence(&why->facts) || why->facts.status == STATUS_PAUSED)
    return "none";
  if (own == 0)
    return "none: never, as you asked";
  if (why->facts.has_supervisor)
    return "none: a supervisor, you see each other daily";
  return why->facts.roles == 0 ? "none: no role now" : "none: no day to count from";
}

static const char *interval_origin(struct why *why, const struct book *book,
                                   const struct settings *settings) {
  int own = record_number(why->contact, CONTACT_CADENCE_DAYS), days = why->clock.interval;
  int paced = why->facts.role_interval * settings->value[SETTING_PACE_PERCENT] / 100;
  const struct record *role = deciding_role(why, book, settings);

  if (days == 0)
    return none_text(why, own);
  if (own > 0)
    return arena_format(&why->arena, "%d days: your own number%s", days,
                        own != days ? ", within 7 and 730" : "");
  return arena_format(&why->arena, "%d days: %s%s%s%s", days,
                      role != NULL ? role_text(why, role) : "",
                      paced != why->facts.role_interval ? ", at your pace" : "",
                      why->facts.status == STATUS_RETIRED ? ", retired" : "",
                      why->facts.ramped_role && days < paced ? ", still new" : "");
}

static const char *silence_text(struct why *why) {
  char day[DATE_TEXT_SIZE];

  if (!why->facts.known)
    return "not added yet on that day";
  if (facts_silence(&why->facts))
    return words_spoken(&words_status, why->facts.status);
  if (facts_are_quiet(&why->facts, why->today))
    return arena_format(&why->arena, "quiet until %s (they asked)",
                        date_short_year(why->facts.quiet_until, why->today, day));
  return "";
}

/* --- the rules --- */

static const char *reads_text(struct why *why, const struct settings *settings, enum rule_id rule) {
  const enum setting *reads;
  size_t count = rule_settings(rule, &reads);
  struct buf text = BUF_INIT;
  const char *kept;

  for (size_t i = 0; i < count; i++) {
    buf_addf(&text, "%s%s ", i > 0 ? ", " : "", setting_defs[reads[i]].key);
    settings_format(reads[i], settings->value[reads[i]], &text);
  }
  kept = arena_dup(&why->arena, buf_text(&text));
  buf_release(&text);
  return kept;
}

static void list_rules(struct why *why, const struct settings *settings) {
  for (int i = 0; i < RULE_COUNT; i++) {
    enum rule_id rule = (enum rule_id)i;
    if (rules_table[i].at == AT_EVENT || rules_table[i].at == AT_STAGE)
      continue;
    *vec_push(&why->rules) = (struct why_rule){rule, false, DATE_NONE, rule_watches(rule),
                                               reads_text(why, settings, rule)};
  }
}

static struct why_rule *find_rule(struct why *why, enum rule_id rule) {
  for (size_t i = 0; i < why->rules.len; i++)
    if (why->rules.data[i].rule == rule)
      return &why->rules.data[i];
  return NULL;
}

/* The first day on which a rule speaks is the one to name. */
static void heard(struct why *why, const struct reason *reason, int day) {
  struct why_rule *rule = find_rule(why, reason->rule);

  if (rule == NULL || rule->day != DATE_NONE)
    return;
  rule->speaks = day == why->today;
  rule->day = day;
  rule->text = reason->text;
}

/* Who came in a large import waits for a week, which depends on all the others. */
static int waits_until(const struct book *book, const struct settings *settings, int today,
                       const struct record *contact) {
  struct cadence cadence;
  int until;

  cadence_compute(&cadence, book, settings, today);
  week_hold_back(&cadence, settings);
  until = cadence.facts[contact->index].held_back_until;
  cadence_release(&cadence);
  return until;
}

static void ask_about_day(struct why *why, struct run *run, const struct settings *settings,
                          int day, int waits) {
  struct cadence cadence;

  cadence_compute_only(&cadence, run->book, settings, day, why->contact);
  cadence.facts[why->contact->index].held_back_until = waits;
  run->cadence = &cadence;
  run->today = day;
  run->reasons.len = 0;
  rules_run(run);
  run_asides(run, why->contact);
  if (day == why->today) {
    why->facts = cadence.facts[why->contact->index];
    why->clock = cadence.clocks[why->contact->index];
  }
  for (size_t i = 0; i < run->reasons.len; i++)
    heard(why, &run->reasons.data[i], day);
  cadence_release(&cadence);
}

void why_compute(struct why *why, const struct book *book, const struct settings *settings,
                 int today, const struct record *contact) {
  int waits = waits_until(book, settings, today, contact);
  struct run run;

  memset(why, 0, sizeof *why);
  why->contact = contact;
  why->today = today;
  list_rules(why, settings);
  run_init(&run, book, settings, &why->arena);
  run.only = contact;
  for (int day = today; day <= today + WHY_DAYS; day++)
    ask_about_day(why, &run, settings, day, waits);
  run_release(&run);
  why->interval = interval_origin(why, book, settings);
  why->silence = silence_text(why);
}

void why_release(struct why *why) {
  vec_release(&why->rules);
  arena_release(&why->arena);
}

/* --- as lines --- */

static void day_line(const char *label, int day, const char *none, struct buf *out) {
  char text[DATE_TEXT_SIZE];

  buf_addf(out, "%-10s %s\n", label, day == DATE_NONE ? none : date_iso(day, text));
}

void why_clock_text(const struct why *why, struct buf *out) {
  const struct clock *clock = &why->clock;

  if (why->silence[0] != '\0')
    buf_addf(out, "%-10s %s\n", "silent", why->silence);
  buf_addf(out, "%-10s %s\n", "interval", why->interval);
  day_line("last", why->facts.last, "never", out);
  if (why->facts.no_reply_run > 0)
    buf_addf(out, "%-10s %d without an answer\n", "notes", why->facts.no_reply_run);
  if (why->facts.planned_on != DATE_NONE)
    day_line("planned", why->facts.planned_on, "", out);
  if (clock->interval == 0)
    return;
  day_line("due", clock->due, "", out);
  if (why->facts.held_back_until != DATE_NONE && why->today < why->facts.held_back_until)
    day_line("its week", why->facts.held_back_until, "", out);
  buf_addf(out, "%-10s %d.%03d of an interval: %s", "x", clock->permille / 1000,
           clock->permille % 1000, clock_state_name(clock->state));
  if (clock->permille >= 1000)
    buf_addf(out, "; %s", clock_size_text(clock->size));
  buf_addf(out, "\n%-10s %d\n", "weight", why->facts.weight);
}

void why_rule_text(const struct why *why, const struct why_rule *rule, struct buf *out) {
  char day[DATE_TEXT_SIZE] = "silent";

  if (rule->speaks)
    memcpy(day, "speaks", sizeof "speaks");
  else if (rule->day != DATE_NONE)
    date_short_year(rule->day, why->today, day);
  buf_addf(out, "%-5s %-11s %s", rule_name(rule->rule), day, rule->text);
  if (rule->reads[0] != '\0')
    buf_addf(out, "  [%s]", rule->reads);
  buf_addc(out, '\n');
}
