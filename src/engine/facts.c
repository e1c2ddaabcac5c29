/* The one pass over each table: what is known of every contact as of today. */
#include "cadence_priv.h"

#include "mentee/base/text.h"
#include "mentee/base/xmem.h"
#include <stdlib.h>
#include <string.h>

bool span_holds(const struct record *row, int from_field, int to_field, int today) {
  int from = record_day(row, from_field), to = record_day(row, to_field);

  if (from != DATE_NONE && to != DATE_NONE && to < from)
    return false;
  return (from == DATE_NONE || from <= today) && (to == DATE_NONE || to >= today);
}

/* --- people --------------------------------------------------------------------------------------
 */

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
  facts->only_passing_roles = true;
}

/* --- roles
 * ------------------------------------------------------------------------------------------ */

enum { RAMPS = 1, PASSES = 2 };

/* Days, weight, and what else a role means; a mentor's depend on rank and phase as well. */
static const struct {
  int days, weight;
  unsigned flags;
} roles[role_word_count] = {
    [ROLE_MENTOR] = {70, 4, RAMPS},
    [ROLE_SPONSOR] = {90, 5, RAMPS},
    [ROLE_NEAR_PEER] = {45, 4, RAMPS},
    [ROLE_PEER] = {120, 2, PASSES},
    [ROLE_MENTEE] = {30, 4, RAMPS},
    [ROLE_SUPERVISOR] = {0, 0, 0},
    [ROLE_FORMER_ATTENDING] = {180, 2, PASSES},
    [ROLE_PROGRAM_LEADER] = {180, 3, PASSES},
    [ROLE_COLLABORATOR] = {30, 4, RAMPS},
    [ROLE_CONNECTOR] = {120, 2, RAMPS},
    [ROLE_STAFF_ALLY] = {120, 3, PASSES},
    [ROLE_CO_APPLICANT] = {180, 1, PASSES},
    [ROLE_PROSPECT] = {60, 2, RAMPS | PASSES},
    [ROLE_ACQUAINTANCE] = {365, 1, PASSES},
};

#define MENTOR_CLOSE_DAYS 30 /* primary, or on trial */

int role_weight(const struct record *row) {
  int role = record_word_or(row, ROLES_ROLE, &words_role, ROLE_ACQUAINTANCE);

  if (role == ROLE_MENTOR && record_word(row, ROLES_RANK, &words_rank) == RANK_PRIMARY)
    return 5;
  return roles[role].weight;
}

static int role_days(const struct record *row, int role) {
  if (role == ROLE_MENTOR && (record_word(row, ROLES_PHASE, &words_phase) == PHASE_TRIAL ||
                              record_word(row, ROLES_RANK, &words_rank) == RANK_PRIMARY))
    return MENTOR_CLOSE_DAYS;
  return roles[role].days;
}

static void take_role(struct cadence *cadence, const struct book *book, const struct record *row) {
  const struct record *contact = book_ref_contact(book, row, ROLES_CONTACT_ID);
  int role = record_word_or(row, ROLES_ROLE, &words_role, ROLE_ACQUAINTANCE);
  int days = role_days(row, role), weight = role_weight(row);
  struct facts *facts;

  if (contact == NULL || !span_holds(row, ROLES_FROM_ON, ROLES_TO_ON, cadence->today))
    return;
  facts = &cadence->facts[contact->index];
  facts->roles |= 1u << role;
  if (weight > facts->weight)
    facts->weight = weight;
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

const struct record *contact_main_role(const struct book *book, const struct record *contact,
                                       int today, int *others) {
  struct rows rows = book_rows_of(book, contact, TABLE_ROLES);
  const struct record *best = NULL;
  int held = 0;

  for (size_t i = 0; i < rows.len; i++) {
    if (!span_holds(rows.data[i], ROLES_FROM_ON, ROLES_TO_ON, today))
      continue;
    held++;
    if (best == NULL || role_weight(rows.data[i]) > role_weight(best))
      best = rows.data[i];
  }
  *others = held > 1 ? held - 1 : 0;
  return best;
}

/* --- the building
 * -------------------------------------------------------------------------------------- */

/* The rotation that holds today; of two by mistake, the one that started later. */
static void find_block(struct cadence *cadence, const struct book *book) {
  int best = DATE_NONE;

  cadence->block_site = "";
  for (size_t i = 0; i < book_count(book, TABLE_EVENTS); i++) {
    const struct record *event = book_at(book, TABLE_EVENTS, i);
    int kind = record_word(event, EVENT_KIND, &words_event);
    int from = record_day(event, EVENT_STARTS_ON), to = record_day(event, EVENT_ENDS_ON);

    if (to == DATE_NONE)
      to = from;
    if ((kind != EVENT_ROTATION && kind != EVENT_AWAY_ROTATION) || from == DATE_NONE ||
        from > cadence->today || to < cadence->today || (best != DATE_NONE && from <= best))
      continue;
    best = from;
    cadence->block = event;
    cadence->block_site = record_text(event, EVENT_SITE);
  }
}

static void take_affiliation(struct cadence *cadence, const struct book *book,
                             const struct record *row) {
  const struct record *contact;

  if (cadence->block_site[0] == '\0' ||
      !text_equal_nocase(record_text(row, AFFILIATION_SITE), cadence->block_site) ||
      !span_holds(row, AFFILIATION_FROM_ON, AFFILIATION_TO_ON, cadence->today))
    return;
  contact = book_ref_contact(book, row, AFFILIATION_CONTACT_ID);
  if (contact != NULL)
    cadence->facts[contact->index].at_block_site = true;
}

/* --- touches
 * -------------------------------------------------------------------------------------------- */

struct silent {
  uint32_t contact;
  int day;
  size_t row;
};

struct touching {
  struct cadence *cadence;
  size_t row;
  int day, depth, initiator, status;
  size_t *last_row; /* of each contact's last held touch, to order touches of one day */
  VEC(struct silent) silents;
};

static void later(int *day, int other) {
  if (*day == DATE_NONE || other > *day)
    *day = other;
}

static void held_with(struct touching *touch, struct facts *facts, uint32_t index) {
  if (facts->last_touch == DATE_NONE || touch->day >= facts->last_touch)
    touch->last_row[index] = touch->row;
  later(&facts->last_touch, touch->day);
  later(touch->depth == DEPTH_LIGHT ? &facts->last_light : &facts->last_full, touch->day);
  if (touch->depth != DEPTH_LIGHT)
    facts->real_touches++;
}

static void touch_with(void *context, const struct record *contact) {
  struct touching *touch = context;
  struct facts *facts = &touch->cadence->facts[contact->index];

  if (touch->status == TOUCH_PLANNED) {
    if (touch->day >= touch->cadence->today &&
        (facts->planned_on == DATE_NONE || touch->day < facts->planned_on))
      facts->planned_on = touch->day;
    return;
  }
  if (touch->day > touch->cadence->today)
    return; /* it has not happened */
  if (touch->status == TOUCH_HELD)
    held_with(touch, facts, contact->index);
  else
    *vec_push(&touch->silents) = (struct silent){contact->index, touch->day, touch->row};
  if (touch->initiator != INITIATOR_THEM)
    later(&facts->last_out, touch->day);
}

static void take_touch(struct touching *touch, const struct book *book, const struct record *row) {
  touch->status = record_word_or(row, INTERACTION_STATUS, &words_touch, TOUCH_CANCELLED);
  if (!record_has(row, INTERACTION_STATUS))
    touch->status = TOUCH_HELD;
  touch->day = record_day(row, INTERACTION_ON_DATE);
  if (touch->status == TOUCH_CANCELLED || touch->day == DATE_NONE)
    return;
  touch->depth = record_word_or(row, INTERACTION_DEPTH, &words_depth, DEPTH_REAL);
  touch->initiator = record_word_or(row, INTERACTION_INITIATOR, &words_initiator, INITIATOR_ME);
  if (touch->status == TOUCH_PLANNED)
    *vec_push(&touch->cadence->planned) = row;
  book_each_person(book, row, touch_with, touch);
}

/* k: the unanswered ones after the last held one, touches ordered by day, then by row. */
static void count_silence(struct touching *touch) {
  for (size_t i = 0; i < touch->silents.len; i++) {
    const struct silent *silent = &touch->silents.data[i];
    struct facts *facts = &touch->cadence->facts[silent->contact];
    if (facts->last_touch == DATE_NONE || silent->day > facts->last_touch ||
        (silent->day == facts->last_touch && silent->row > touch->last_row[silent->contact]))
      facts->no_reply_run++;
  }
}

static void take_touches(struct cadence *cadence, const struct book *book) {
  struct touching touch;

  memset(&touch, 0, sizeof touch);
  touch.cadence = cadence;
  touch.last_row = xcalloc(cadence->count, sizeof *touch.last_row);
  for (touch.row = 0; touch.row < book_count(book, TABLE_INTERACTIONS); touch.row++)
    take_touch(&touch, book, book_at(book, TABLE_INTERACTIONS, touch.row));
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

void facts_gather(struct cadence *cadence, const struct book *book) {
  for (size_t i = 0; i < cadence->count; i++)
    begin_facts(&cadence->facts[i], book_at(book, TABLE_CONTACTS, i), cadence->today);
  find_block(cadence, book);
  for (size_t i = 0; i < book_count(book, TABLE_ROLES); i++)
    take_role(cadence, book, book_at(book, TABLE_ROLES, i));
  for (size_t i = 0; i < book_count(book, TABLE_AFFILIATIONS); i++)
    take_affiliation(cadence, book, book_at(book, TABLE_AFFILIATIONS, i));
  take_touches(cadence, book);
  for (size_t i = 0; i < cadence->count; i++)
    finish_facts(&cadence->facts[i], cadence->today);
}
