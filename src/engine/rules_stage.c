/* R16: what a time of the training year is good for. Offers, not orders: one line at a time. */
#include "rules_priv.h"

#include "mentee/base/text.h"
#include <string.h>

/* Is it done already? */
typedef bool done_fn(const struct run *run);

static bool role_holds(const struct run *run, const struct record *role) {
  const struct record *contact = book_ref_contact(run->book, role, ROLES_CONTACT_ID);

  return contact != NULL && !facts_silence(&run->cadence->facts[contact->index]) &&
         record_word(role, ROLES_ROLE, &words_role) == ROLE_MENTOR &&
         span_holds(role, ROLES_FROM_ON, ROLES_TO_ON, run->today);
}

static bool has_primary(const struct run *run) {
  for (size_t i = 0; i < book_count(run->book, TABLE_ROLES); i++) {
    const struct record *role = book_at(run->book, TABLE_ROLES, i);
    if (role_holds(run, role) && record_word(role, ROLES_RANK, &words_rank) == RANK_PRIMARY)
      return true;
  }
  return false;
}

static bool has_research_mentor(const struct run *run) {
  for (size_t i = 0; i < book_count(run->book, TABLE_ROLES); i++) {
    const struct record *role = book_at(run->book, TABLE_ROLES, i);
    if (role_holds(run, role) && !run_open(run, role, ROLES_AGREED_ON) &&
        record_word(role, ROLES_FACET, &words_facet) == FACET_RESEARCH)
      return true;
  }
  return false;
}

/* From the first of a month, to the end of a month: it may pass the new year. "" is every stage. */
static const struct offer {
  const char *stage, *id;
  int first, last;
  int days; /* how long it is said; 0: stage.days */
  done_fn *done;
  const char *text;
} offers[] = {
    {"ms2", "stage-ms2", 7, 6, 0, NULL,
     "one shadowing day, one resident conversation, one small project"},
    {"ms3", "stage-ms3", 7, 12, 0, NULL,
     "one shadowing day, one resident conversation, one small project"},
    {"ms3", "stage-ms3-away", 1, 6, 0, NULL,
     "away rotations: one highly academic, a mix of reach and realistic, a region"},
    {"ms4", "stage-ms4-away", 1, 4, 0, NULL,
     "away rotations: one highly academic, a mix of reach and realistic, a region"},
    {"ms4", "stage-ms4-letters", 5, 7, 0, NULL,
     "ask for letters, six weeks before the day they are due"},
    {"ms4", "stage-ms4-interviews", 10, 12, 0, NULL,
     "write down what each program wants after the interview; promise nobody a place"},
    {"ms4", "stage-ms4-match", 3, 3, 0, NULL,
     "after the Match: tell every letter writer and advocate"},
    {"pgy1", "stage-pgy1-q3", 7, 9, 0, NULL, "one touch this quarter with radiation oncology"},
    {"pgy1", "stage-pgy1-q4", 10, 12, 0, NULL, "one touch this quarter with radiation oncology"},
    {"pgy1", "stage-pgy1-q1", 1, 3, 0, NULL, "one touch this quarter with radiation oncology"},
    {"pgy1", "stage-pgy1-q2", 4, 6, 0, NULL, "one touch this quarter with radiation oncology"},
    {"pgy2", "stage-pgy2-primary", 7, 9, 90, has_primary,
     "a primary mentor on trial: most are found this year"},
    {"pgy3", "stage-pgy3-research", 9, 11, 0, has_research_mentor,
     "a research mentor agreed before the research year"},
    {"pgy4", "stage-pgy4-tell", 1, 1, 0, NULL,
     "January of PGY-4: tell trusted people what you are looking for"},
    {"pgy5", "stage-pgy5-jobs", 7, 9, 0, NULL,
     "contact practices; interviews come four to nine months before the start"},
    {"", "stage-review", 7, 7, 7, NULL,
     "ten-minute review: who moved, which roles ended, one thank-you"},
};

/* "PGY-3" and "pgy 3" are pgy3. */
static bool is_stage(const char *written, const char *stage) {
  for (; *written != '\0'; written++) {
    if (*written == '-' || *written == ' ' || *written == '_')
      continue;
    if (text_lower(*written) != *stage)
      return false;
    stage++;
  }
  return *stage == '\0';
}

/* The first day of the time of the year that holds today, or DATE_NONE. */
static int began(const struct run *run, const struct offer *offer) {
  struct date_civil now = date_to_civil(run->today);
  int months = (offer->last - offer->first + 12) % 12, since = (now.month - offer->first + 12) % 12;

  if (since > months)
    return DATE_NONE;
  return date_from_civil(now.month < offer->first ? now.year - 1 : now.year, offer->first, 1);
}

static bool is_time_for(const struct run *run, const struct offer *offer, const char *stage,
                        int from, int *start) {
  int days = offer->days != 0 ? offer->days : run_setting(run, SETTING_STAGE_DAYS);

  *start = began(run, offer);
  if (*start != DATE_NONE && from != DATE_NONE && from > *start && offer->stage[0] != '\0')
    *start = from;
  return *start != DATE_NONE && (offer->stage[0] == '\0' || is_stage(stage, offer->stage)) &&
         days_within(run->today - *start, 0, days - 1) &&
         !run_is_let_go(run, RULE_R16, offer->id, NULL) &&
         (offer->done == NULL || !offer->done(run));
}

static const struct record *stage_row(const struct run *run) {
  return book_find(run->book, TABLE_SETTINGS, "me.stage");
}

/* In July, those whose pause has no end are looked at again. */
static const char *paused_without_end(const struct run *run) {
  const struct cadence *cadence = run->cadence;
  struct buf names = BUF_INIT;
  const char *text;

  for (size_t i = 0; i < cadence->count; i++)
    if (cadence->facts[i].status == STATUS_PAUSED && cadence->facts[i].known &&
        record_day(cadence->facts[i].contact, CONTACT_STATUS_UNTIL) == DATE_NONE)
      buf_addf(&names, "%s%s", names.len > 0 ? ", " : "; still paused: ",
               run_family(run, cadence->facts[i].contact));
  text = arena_dup(run->arena, buf_text(&names));
  buf_release(&names);
  return text;
}

bool rule_r16(const struct run *run, const struct subject *on, struct reason *reason) {
  const struct record *row = stage_row(run);
  const char *stage = row != NULL ? record_text(row, SETTINGS_VALUE) : "";
  const char *since = book_setting(run->book, "me.stage_from");
  int from = since != NULL ? date_parse(since) : DATE_NONE, start;

  (void)on;
  if (stage[0] == '\0' || (from != DATE_NONE && from > run->today))
    return false;
  for (size_t i = 0; i < sizeof offers / sizeof offers[0]; i++) {
    const struct offer *offer = &offers[i];
    if (!is_time_for(run, offer, stage, from, &start))
      continue;
    reason->name = stage;
    reason->origin = offer->id;
    reason->when = run_near_day(run, start);
    reason->text = reason->what = offer->stage[0] != '\0'
                                      ? offer->text
                                      : run_say(run, "%s%s", offer->text, paused_without_end(run));
    return reason_speak(reason, DUE_WEEK, start, run->today - start);
  }
  return false;
}
