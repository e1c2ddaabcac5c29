/* The one pass over each table: what is known of every contact as of today. */
#include "cadence_priv.h"

#include "mentee/base/text.h"
#include "mentee/base/xmem.h"
#include <stdlib.h>
#include <string.h>

/* It ends before it starts: V3 keeps it as written and counts it as nothing. */
static bool is_upside_down(const struct record *row, int from_field, int to_field) {
  int from = record_day(row, from_field), to = record_day(row, to_field);

  return from != DATE_NONE && to != DATE_NONE && to < from;
}

bool span_holds(const struct record *row, int from_field, int to_field, int today) {
  int from = record_day(row, from_field), to = record_day(row, to_field);

  return !is_upside_down(row, from_field, to_field) && (from == DATE_NONE || from <= today) &&
         (to == DATE_NONE || to >= today);
}

/* --- events --- */

bool event_is_block(const struct record *event) {
  int kind = record_word(event, EVENT_KIND, &words_event);

  return kind == EVENT_ROTATION || kind == EVENT_AWAY_ROTATION;
}

bool event_is_off(const struct record *event) {
  const char *status = record_text(event, EVENT_STATUS);

  return text_equal_nocase(status, "cancelled") || text_equal_nocase(status, "canceled");
}

int event_start(const struct record *event) {
  return record_day(event, EVENT_STARTS_ON);
}

/* Of one day where no end is given. */
int event_end(const struct record *event) {
  int end = record_day(event, EVENT_ENDS_ON);

  return end != DATE_NONE ? end : event_start(event);
}

/* --- people --- */

static bool is_known(const struct record *contact, int today) {
  int created = record_day(contact, CONTACT_CREATED_AT), met = record_day(contact, CONTACT_MET_ON);

  if (created == DATE_NONE && met == DATE_NONE)
    return true;
  return (created != DATE_NONE && created <= today) || (met != DATE_NONE && met <= today);
}

/* As of today: a status holds from its day on, a pause until the day before it ends. */
static int status_of(const struct record *contact, int today) {
  int status = record_word_or(contact, CONTACT_STATUS, &words_status, STATUS_ACTIVE);
  int since = record_day(contact, CONTACT_STATUS_SINCE);
  int until = record_day(contact, CONTACT_STATUS_UNTIL);

  if (since != DATE_NONE && since > today)
    return STATUS_ACTIVE;
  if (status == STATUS_PAUSED && until != DATE_NONE && until <= today)
    return STATUS_ACTIVE;
  return status;
}

static void begin_facts(struct facts *facts, const struct record *contact, int today) {
  memset(facts, 0, sizeof *facts);
  facts->contact = contact;
  facts->known = is_known(contact, today);
  facts->status = status_of(contact, today);
  facts->last_touch = facts->last = facts->last_full = facts->last_light = DATE_NONE;
  facts->last_out = facts->planned_on = DATE_NONE;
  facts->last_thanks = facts->last_circle_back = DATE_NONE;
  facts->quiet_until = facts->held_back_until = DATE_NONE;
  facts->only_passing_roles = true;
}

bool facts_silence(const struct facts *facts) {
  return !facts->known || facts->status == STATUS_ARCHIVED || facts->status == STATUS_DECEASED ||
         facts->status == STATUS_DO_NOT_CONTACT;
}

bool facts_are_quiet(const struct facts *facts, int today) {
  return facts->quiet_until != DATE_NONE && today < facts->quiet_until;
}

static void later(int *day, int other) {
  if (*day == DATE_NONE || other > *day)
    *day = other;
}

struct span contacts_in_scope(const struct cadence *cadence) {
  if (cadence->only != NULL)
    return (struct span){cadence->only->index, cadence->only->index + 1};
  return (struct span){0, cadence->count};
}

struct rows rows_in_scope(const struct book *book, enum table_id table, const struct record *only) {
  if (only != NULL)
    return book_rows_of(book, only, table);
  return (struct rows){book->tables[table].records.data, book->tables[table].records.len};
}

/* What a row means for its contact, one visitor a table. */
struct gathering {
  struct cadence *cadence;
  const struct book *book;
  const struct settings *settings;
};

typedef void take_fn(const struct gathering *on, struct facts *facts, const struct record *row);

static void take_rows(const struct gathering *on, enum table_id table, int contact_field,
                      take_fn *take) {
  const struct record *only = on->cadence->only;
  struct rows rows = rows_in_scope(on->book, table, only);

  for (size_t i = 0; i < rows.len; i++) {
    const struct record *contact =
        only != NULL ? only : book_ref_contact(on->book, rows.data[i], contact_field);
    if (contact != NULL)
      take(on, &on->cadence->facts[contact->index], rows.data[i]);
  }
}

/* --- roles --- */

enum { RAMPS = 1, PASSES = 2 };

/* Interval, weight, and what else a role means; a mentor's depend on rank and phase as well. A
   supervisor has neither: you see each other daily. */
static const struct {
  enum setting days, weight;
  unsigned flags;
} roles[role_word_count] = {
    [ROLE_MENTOR] = {SETTING_INTERVAL_MENTOR, SETTING_WEIGHT_MENTOR, RAMPS},
    [ROLE_SPONSOR] = {SETTING_INTERVAL_SPONSOR, SETTING_WEIGHT_SPONSOR, RAMPS},
    [ROLE_NEAR_PEER] = {SETTING_INTERVAL_NEAR_PEER, SETTING_WEIGHT_NEAR_PEER, RAMPS},
    [ROLE_PEER] = {SETTING_INTERVAL_PEER, SETTING_WEIGHT_PEER, PASSES},
    [ROLE_MENTEE] = {SETTING_INTERVAL_MENTEE, SETTING_WEIGHT_MENTEE, RAMPS},
    [ROLE_SUPERVISOR] = {SETTING_COUNT, SETTING_COUNT, 0},
    [ROLE_FORMER_ATTENDING] = {SETTING_INTERVAL_FORMER_ATTENDING, SETTING_WEIGHT_FORMER_ATTENDING,
                               PASSES},
    [ROLE_PROGRAM_LEADER] = {SETTING_INTERVAL_PROGRAM_LEADER, SETTING_WEIGHT_PROGRAM_LEADER,
                             PASSES},
    [ROLE_COLLABORATOR] = {SETTING_INTERVAL_COLLABORATOR, SETTING_WEIGHT_COLLABORATOR, RAMPS},
    [ROLE_CONNECTOR] = {SETTING_INTERVAL_CONNECTOR, SETTING_WEIGHT_CONNECTOR, RAMPS},
    [ROLE_STAFF_ALLY] = {SETTING_INTERVAL_STAFF_ALLY, SETTING_WEIGHT_STAFF_ALLY, PASSES},
    [ROLE_CO_APPLICANT] = {SETTING_INTERVAL_CO_APPLICANT, SETTING_WEIGHT_CO_APPLICANT, PASSES},
    [ROLE_PROSPECT] = {SETTING_INTERVAL_PROSPECT, SETTING_WEIGHT_PROSPECT, RAMPS | PASSES},
    [ROLE_ACQUAINTANCE] = {SETTING_INTERVAL_ACQUAINTANCE, SETTING_WEIGHT_ACQUAINTANCE, PASSES},
};

static int role_of(const struct record *row) {
  return record_word_or(row, ROLES_ROLE, &words_role, ROLE_ACQUAINTANCE);
}

static int value_or_zero(const struct settings *settings, enum setting setting) {
  if (setting == SETTING_COUNT)
    return 0;
  return settings != NULL ? settings->value[setting] : setting_defs[setting].standard;
}

int role_weight(const struct record *row, const struct settings *settings) {
  int role = role_of(row);

  if (role == ROLE_MENTOR && record_word(row, ROLES_RANK, &words_rank) == RANK_PRIMARY)
    return value_or_zero(settings, SETTING_WEIGHT_MENTOR_PRIMARY);
  return value_or_zero(settings, roles[role].weight);
}

int role_days(const struct record *row, const struct settings *settings) {
  int role = role_of(row);

  if (role == ROLE_MENTOR && record_word(row, ROLES_PHASE, &words_phase) == PHASE_TRIAL)
    return settings->value[SETTING_INTERVAL_MENTOR_TRIAL];
  if (role == ROLE_MENTOR && record_word(row, ROLES_RANK, &words_rank) == RANK_PRIMARY)
    return settings->value[SETTING_INTERVAL_MENTOR_PRIMARY];
  return value_or_zero(settings, roles[role].days);
}

/* Of two that ended on one day, the weightier; then by id, so that the order of rows means nothing.
 */
static bool ended_later(const struct record *row, const struct record *other,
                        const struct settings *settings) {
  int a = record_day(row, ROLES_TO_ON), b = record_day(row, ROLES_FROM_ON);

  if (a == DATE_NONE || (b != DATE_NONE && b > a))
    return false;
  if (other == NULL)
    return true;
  b = record_day(other, ROLES_TO_ON);
  if (a != b)
    return a > b;
  a = role_weight(row, settings);
  b = role_weight(other, settings);
  return a != b ? a > b : strcmp(record_id(row), record_id(other)) < 0;
}

static void take_role(const struct gathering *on, struct facts *facts, const struct record *row) {
  int role = role_of(row), days = role_days(row, on->settings);
  int weight = role_weight(row, on->settings), from = record_day(row, ROLES_FROM_ON);

  if (is_upside_down(row, ROLES_FROM_ON, ROLES_TO_ON))
    return;
  if ((from == DATE_NONE || from <= on->cadence->today) &&
      ended_later(row, facts->ended_role, on->settings))
    facts->ended_role = row;
  if (!span_holds(row, ROLES_FROM_ON, ROLES_TO_ON, on->cadence->today))
    return;
  facts->roles |= 1u << role;
  facts->weight = weight > facts->weight ? weight : facts->weight;
  if (days > 0 && (facts->role_interval == 0 || days < facts->role_interval))
    facts->role_interval = days;
  facts->ramped_role = facts->ramped_role || (roles[role].flags & RAMPS) != 0;
  facts->only_passing_roles = facts->only_passing_roles && (roles[role].flags & PASSES) != 0;
  facts->has_supervisor = facts->has_supervisor || role == ROLE_SUPERVISOR;
  facts->is_sponsor = facts->is_sponsor || role == ROLE_SPONSOR;
  facts->is_primary =
      facts->is_primary ||
      (role == ROLE_MENTOR && record_word(row, ROLES_RANK, &words_rank) == RANK_PRIMARY);
}

/* Of two equals by id, so that the order of rows means nothing. */
static bool is_weightier(const struct record *row, const struct record *than) {
  int a = role_weight(row, NULL), b = role_weight(than, NULL);

  return a != b ? a > b : strcmp(record_id(row), record_id(than)) < 0;
}

const struct record *contact_main_role(const struct book *book, const struct record *contact,
                                       int today, int *others) {
  struct rows rows = book_rows_of(book, contact, TABLE_ROLES);
  const struct record *best = NULL;
  int held = 0;

  for (size_t i = 0; i < rows.len; i++) {
    if (!span_holds(rows.data[i], ROLES_FROM_ON, ROLES_TO_ON, today))
      continue;
    held++;
    if (best == NULL || is_weightier(rows.data[i], best))
      best = rows.data[i];
  }
  *others = held > 1 ? held - 1 : 0;
  return best;
}

/* --- the building --- */

/* Of two by mistake, the one that started later. */
static bool is_later_block(const struct record *event, const struct record *than) {
  int a = record_day(event, EVENT_STARTS_ON), b;

  if (than == NULL)
    return true;
  b = record_day(than, EVENT_STARTS_ON);
  return a != b ? a > b : strcmp(record_id(event), record_id(than)) < 0;
}

static void find_block(struct cadence *cadence, const struct book *book) {
  cadence->block_site = "";
  for (size_t i = 0; i < book_count(book, TABLE_EVENTS); i++) {
    const struct record *event = book_at(book, TABLE_EVENTS, i);
    if (event_is_block(event) && !event_is_off(event) && event_start(event) != DATE_NONE &&
        event_start(event) <= cadence->today && event_end(event) >= cadence->today &&
        is_later_block(event, cadence->block))
      cadence->block = event;
  }
  if (cadence->block != NULL)
    cadence->block_site = record_text(cadence->block, EVENT_SITE);
}

static void take_affiliation(const struct gathering *on, struct facts *facts,
                             const struct record *row) {
  const char *site = on->cadence->block_site;

  if (site[0] != '\0' && text_equal_nocase(record_text(row, AFFILIATION_SITE), site) &&
      span_holds(row, AFFILIATION_FROM_ON, AFFILIATION_TO_ON, on->cadence->today))
    facts->at_block_site = true;
}

/* --- doors, letters, interviews --- */

static bool opened_later(const struct record *row, const struct record *other) {
  int a = record_day(row, OPPORTUNITY_OPENED_ON), b;

  if (other == NULL)
    return true;
  b = record_day(other, OPPORTUNITY_OPENED_ON);
  return a != b ? a > b : strcmp(record_id(row), record_id(other)) < 0;
}

static void take_door(const struct gathering *on, struct facts *facts, const struct record *row) {
  int opened = record_day(row, OPPORTUNITY_OPENED_ON);

  if (opened != DATE_NONE && opened <= on->cadence->today &&
      !record_yes(row, OPPORTUNITY_ASKED_FOR) && opened_later(row, facts->door))
    facts->door = row;
}

static void take_letter(const struct gathering *on, struct facts *facts, const struct record *row) {
  int submitted = record_day(row, LETTER_SUBMITTED_ON);

  if (submitted != DATE_NONE && submitted <= on->cadence->today)
    facts->did_favour = true;
}

/* R11: from the interview's first day, up to and not including the day they gave. */
static void take_event_person(const struct gathering *on, struct facts *facts,
                              const struct record *row) {
  const struct record *event =
      book_find(on->book, TABLE_EVENTS, record_text(row, EVENT_PERSON_EVENT_ID));
  int until;

  if (event == NULL || event_is_off(event) ||
      record_word(event, EVENT_KIND, &words_event) != EVENT_INTERVIEW ||
      record_word(event, EVENT_CONTACT_POLICY, &words_policy) != POLICY_NO_CONTACT ||
      event_start(event) == DATE_NONE || event_start(event) > on->cadence->today)
    return;
  until = record_day(event, EVENT_QUIET_UNTIL);
  if (until == DATE_NONE)
    until = event_end(event) + on->settings->value[SETTING_QUIET_DAYS];
  later(&facts->quiet_until, until);
}

/* --- touches --- */

struct silent {
  uint32_t contact;
  int day;
  size_t place;
};

struct touching {
  const struct gathering *on;
  struct cadence *cadence;
  const struct record *row;
  size_t place; /* of the row, to order touches of one day */
  int day, depth, initiator, status, kind;
  bool favour;
  size_t *last_row; /* of each contact's last held touch */
  VEC(struct silent) silents;
};

static void held_with(struct touching *touch, struct facts *facts, const struct record *contact) {
  if (facts->last_touch == DATE_NONE || touch->day >= facts->last_touch)
    touch->last_row[contact->index] = touch->place;
  later(&facts->last_touch, touch->day);
  later(touch->depth == DEPTH_LIGHT ? &facts->last_light : &facts->last_full, touch->day);
  if (touch->depth != DEPTH_LIGHT) {
    facts->real_touches++;
    facts->full_lately +=
        touch->cadence->today - touch->day <= touch->on->settings->value[SETTING_OFFER_TALK_DAYS];
  }
  facts->did_favour = facts->did_favour || touch->favour;
  if (touch->kind == KIND_THANK_YOU)
    later(&facts->last_thanks, touch->day);
  if (touch->kind == KIND_CIRCLE_BACK)
    later(&facts->last_circle_back, touch->day);
  if (touch->kind == KIND_FEEDBACK)
    *vec_push(&touch->cadence->feedbacks) = (struct feedback){contact, touch->row, touch->day};
}

static void plan_with(struct touching *touch, struct facts *facts) {
  if (touch->day >= touch->cadence->today &&
      (facts->planned_on == DATE_NONE || touch->day < facts->planned_on))
    facts->planned_on = touch->day;
}

static void touch_with(void *context, const struct record *contact) {
  struct touching *touch = context;
  struct facts *facts = &touch->cadence->facts[contact->index];

  if (touch->cadence->only != NULL && contact != touch->cadence->only)
    return;
  if (touch->status == TOUCH_PLANNED) {
    plan_with(touch, facts);
    return;
  }
  if (touch->status == TOUCH_HELD)
    held_with(touch, facts, contact);
  else
    *vec_push(&touch->silents) = (struct silent){contact->index, touch->day, touch->place};
  if (touch->initiator != INITIATOR_THEM)
    later(&facts->last_out, touch->day);
}

static void read_touch(struct touching *touch, const struct record *row) {
  touch->row = row;
  touch->status = record_has(row, INTERACTION_STATUS)
                      ? record_word_or(row, INTERACTION_STATUS, &words_touch, TOUCH_CANCELLED)
                      : TOUCH_HELD;
  touch->day = record_day(row, INTERACTION_ON_DATE);
  touch->depth = record_word_or(row, INTERACTION_DEPTH, &words_depth, DEPTH_REAL);
  touch->initiator = record_word_or(row, INTERACTION_INITIATOR, &words_initiator, INITIATOR_ME);
  touch->kind = record_word_or(row, INTERACTION_KIND, &words_kind, KIND_OTHER);
  touch->favour = record_has(row, INTERACTION_FAVOUR);
}

/* What is dated after today has not happened; a plan alone may lie ahead. */
static void take_touch(struct touching *touch, const struct record *row) {
  struct cadence *cadence = touch->cadence;

  read_touch(touch, row);
  if (touch->status == TOUCH_CANCELLED || touch->day == DATE_NONE ||
      (touch->status != TOUCH_PLANNED && touch->day > cadence->today))
    return;
  if (touch->status == TOUCH_PLANNED)
    *vec_push(&cadence->planned) = row;
  else if (touch->status == TOUCH_HELD && (touch->favour || record_has(row, INTERACTION_ADVICE)))
    *vec_push(&cadence->noted) = row;
  book_each_person(touch->on->book, row, touch_with, touch);
}

/* k: the unanswered ones after the last held one, touches ordered by day, then by row. */
static void count_silence(struct touching *touch) {
  for (size_t i = 0; i < touch->silents.len; i++) {
    const struct silent *silent = &touch->silents.data[i];
    struct facts *facts = &touch->cadence->facts[silent->contact];
    if (facts->last_touch == DATE_NONE || silent->day > facts->last_touch ||
        (silent->day == facts->last_touch && silent->place > touch->last_row[silent->contact]))
      facts->no_reply_run++;
  }
}

static void take_touches(const struct gathering *on) {
  struct rows rows = rows_in_scope(on->book, TABLE_INTERACTIONS, on->cadence->only);
  struct touching touch;

  memset(&touch, 0, sizeof touch);
  touch.on = on;
  touch.cadence = on->cadence;
  touch.last_row = xcalloc(on->cadence->count, sizeof *touch.last_row);
  for (touch.place = 0; touch.place < rows.len; touch.place++)
    take_touch(&touch, rows.data[touch.place]);
  count_silence(&touch);
  vec_release(&touch.silents);
  free(touch.last_row);
}

/* Where there is no touch, the day they met stands in for the last one. */
static void finish_facts(struct facts *facts, int today) {
  int met = record_day(facts->contact, CONTACT_MET_ON);

  facts->last = facts->last_touch;
  if (facts->last == DATE_NONE && met != DATE_NONE && met <= today)
    facts->last = met;
}

static void begin(struct cadence *cadence, const struct book *book) {
  struct span span = contacts_in_scope(cadence);

  for (size_t i = span.first; i < span.end; i++)
    begin_facts(&cadence->facts[i], book_at(book, TABLE_CONTACTS, i), cadence->today);
}

void facts_gather(struct cadence *cadence, const struct book *book,
                  const struct settings *settings) {
  struct gathering on = {cadence, book, settings};
  struct span span = contacts_in_scope(cadence);

  begin(cadence, book);
  find_block(cadence, book);
  take_rows(&on, TABLE_ROLES, ROLES_CONTACT_ID, take_role);
  take_rows(&on, TABLE_AFFILIATIONS, AFFILIATION_CONTACT_ID, take_affiliation);
  take_rows(&on, TABLE_OPPORTUNITIES, OPPORTUNITY_CONTACT_ID, take_door);
  take_rows(&on, TABLE_LETTERS, LETTER_CONTACT_ID, take_letter);
  take_rows(&on, TABLE_EVENT_PEOPLE, EVENT_PERSON_CONTACT_ID, take_event_person);
  take_touches(&on);
  for (size_t i = span.first; i < span.end; i++)
    finish_facts(&cadence->facts[i], cadence->today);
}
