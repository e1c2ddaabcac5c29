/* What the checks ask: one pass over each table, as of today (engine.md 4.00). */
#include "health_priv.h"

#include "mentee/base/text.h"
#include "mentee/base/xmem.h"
#include <stdlib.h>
#include <string.h>

int check_number(const struct check_world *world, enum setting setting) {
  return world->settings->value[setting];
}

enum { QUARTER = 90, HALF_YEAR = 180, YEAR = 365, TWELVE_WEEKS = 84 };

int day_by(const struct record *row, int field, int today) {
  int day = record_day(row, field);

  return day != DATE_NONE && day <= today ? day : DATE_NONE;
}

const struct facts *facts_of(const struct check_world *world, const struct record *contact) {
  return &world->cadence->facts[contact->index];
}

struct tally *tally_of(const struct check_world *world, const struct record *contact) {
  return &world->tallies[contact->index];
}

bool is_spoken_of(const struct check_world *world, const struct record *contact) {
  const struct facts *facts = facts_of(world, contact);

  return !facts_silence(facts) && !facts_are_quiet(facts, world->today);
}

bool person_is_engaged(const struct cadence *cadence, const struct record *contact) {
  const struct clock *clock = &cadence->clocks[contact->index];

  switch (clock->state) {
  case CLOCK_PLANNED:
    return true;
  case CLOCK_NONE:
    return cadence->facts[contact->index].has_supervisor;
  case CLOCK_DORMANT:
    return false;
  default:
    return clock->permille < 1500;
  }
}

bool is_engaged(const struct check_world *world, const struct record *contact) {
  return person_is_engaged(world->cadence, contact);
}

bool is_staff(const struct record *contact) {
  switch (record_word(contact, CONTACT_DISCIPLINE, &words_discipline)) {
  case DISCIPLINE_THERAPY:
  case DISCIPLINE_DOSIMETRY:
  case DISCIPLINE_PHYSICS:
  case DISCIPLINE_NURSING:
  case DISCIPLINE_ADMIN:
    return true;
  default:
    return false;
  }
}

bool is_attending(const struct record *contact) {
  int level = record_word(contact, CONTACT_LEVEL, &words_level);

  return level == LEVEL_MID_CAREER || level == LEVEL_SENIOR || level == LEVEL_LEADER;
}

bool check_promise_is_open(const struct record *row, int today) {
  int made = record_day(row, FOLLOWUP_MADE_ON);
  int outcome = record_word(row, FOLLOWUP_OUTCOME, &words_outcome);

  return (made == DATE_NONE || made <= today) &&
         day_by(row, FOLLOWUP_DONE_ON, today) == DATE_NONE && outcome != OUTCOME_RELEASED &&
         outcome != OUTCOME_DROPPED;
}

bool id_before(const struct record *a, const struct record *b) {
  return strcmp(record_id(a), record_id(b)) < 0;
}

static int by_id(const void *a, const void *b) {
  const struct record *const *left = a, *const *right = b;

  return strcmp(record_id(*left), record_id(*right));
}

const struct record **contacts_by_id(const struct book *book) {
  size_t count = book_count(book, TABLE_CONTACTS);
  const struct record **list = xcalloc(count + 1, sizeof *list);

  for (size_t i = 0; i < count; i++)
    list[i] = book_at(book, TABLE_CONTACTS, i);
  qsort(list, count, sizeof *list, by_id);
  return list;
}

/* --- touches ----------------------------------------------------------------------------- */

struct touch {
  struct check_world *world;
  const struct record *row;
  int day, ago; /* ago: days before today */
  int status, direction, initiator, depth, kind;
};

static void count_direction(struct tally *tally, int direction) {
  if (direction == DIRECTION_ASK)
    tally->asks++;
  else if (direction == DIRECTION_GIVE)
    tally->gives++;
  else
    tally->neither++;
}

/* Keeps the last three, of one day the later rows. */
static void count_mine(struct tally *tally, const struct touch *touch) {
  int at = MINE_LATELY;

  while (at > 0 && (tally->mine[at - 1].day == DATE_NONE || touch->day >= tally->mine[at - 1].day))
    at--;
  for (int i = MINE_LATELY - 1; i > at; i--)
    tally->mine[i] = tally->mine[i - 1];
  if (at < MINE_LATELY)
    tally->mine[at] = (struct mine){touch->day, touch->direction == DIRECTION_ASK};
}

static void count_held(struct touch *touch, const struct record *contact) {
  struct check_world *world = touch->world;
  struct tally *tally = tally_of(world, contact);

  if (touch->ago <= YEAR && touch->kind != KIND_FEEDBACK) {
    count_direction(tally, touch->direction);
    if (touch->initiator == INITIATOR_ME)
      count_mine(tally, touch);
  }
  if (touch->ago <= YEAR && touch->depth != DEPTH_LIGHT)
    tally->full_year++;
}

/* By the day in that field, then by id. */
static bool comes_first(const struct record *a, const struct record *b, int field) {
  int left = record_day(a, field), right = record_day(b, field);

  return left != right ? left < right : id_before(a, b);
}

static void count_ahead(struct touch *touch, struct tally *tally) {
  if (touch->day < touch->world->today)
    return;
  tally->leans |= 1u << LEAN_BOOKED;
  if (tally->booked == NULL || comes_first(touch->row, tally->booked, INTERACTION_ON_DATE))
    tally->booked = touch->row;
}

static void count_touch(void *context, const struct record *contact) {
  struct touch *touch = context;
  struct tally *tally = tally_of(touch->world, contact);

  if (touch->status == TOUCH_PLANNED) {
    count_ahead(touch, tally);
    return;
  }
  if (touch->direction == DIRECTION_ASK && touch->ago <= HALF_YEAR) {
    tally->asks_lately++;
    touch->world->asks++;
  }
  if (touch->status == TOUCH_HELD)
    count_held(touch, contact);
}

static void find_staff(void *context, const struct record *contact) {
  bool *found = context;

  *found = *found || is_staff(contact);
}

/* Once a touch, however many of the staff were there. */
static void count_staff(struct check_world *world, const struct touch *touch) {
  bool found = false;

  book_each_person(world->book, touch->row, find_staff, &found);
  if (!found)
    return;
  if (touch->ago <= QUARTER)
    world->staff_touches++;
  if (touch->kind == KIND_THANK_YOU && touch->day > world->staff_thanked)
    world->staff_thanked = touch->day;
}

static void take_touch(struct check_world *world, const struct record *row) {
  struct touch touch = {world, row, record_day(row, INTERACTION_ON_DATE), 0, 0, 0, 0, 0, 0};

  touch.status = record_has(row, INTERACTION_STATUS)
                     ? record_word_or(row, INTERACTION_STATUS, &words_touch, TOUCH_CANCELLED)
                     : TOUCH_HELD;
  touch.ago = world->today - touch.day;
  if (touch.day == DATE_NONE || touch.status == TOUCH_CANCELLED ||
      (touch.status != TOUCH_PLANNED && touch.day > world->today))
    return;
  touch.direction = record_word_or(row, INTERACTION_DIRECTION, &words_direction, DIRECTION_NEUTRAL);
  touch.initiator = record_word_or(row, INTERACTION_INITIATOR, &words_initiator, INITIATOR_ME);
  touch.depth = record_word_or(row, INTERACTION_DEPTH, &words_depth, DEPTH_REAL);
  touch.kind = record_word_or(row, INTERACTION_KIND, &words_kind, KIND_OTHER);
  book_each_person(world->book, row, count_touch, &touch);
  if (touch.status != TOUCH_HELD)
    return;
  if (touch.ago <= TWELVE_WEEKS && touch.initiator != INITIATOR_THEM)
    world->own_touches++;
  count_staff(world, &touch);
}

/* --- what else there is with them -------------------------------------------------------------
 */

static void lean_on(struct check_world *world, const struct record *contact, enum lean lean) {
  if (contact != NULL)
    tally_of(world, contact)->leans |= 1u << lean;
}

/* A row that names somebody speaks of them alone. */
static void take_let_go(struct check_world *world, const struct record *row) {
  int made = record_day(row, FOLLOWUP_MADE_ON);
  struct arena *arena = &world->health->arena;
  const struct record *other;
  const char *key;

  if (!record_has(row, FOLLOWUP_ORIGIN_ID) || (made != DATE_NONE && made > world->today))
    return;
  key = arena_format(arena, "%s/%s/%s", record_text(row, FOLLOWUP_ORIGIN_ID),
                     words_word(&words_duty, record_word(row, FOLLOWUP_KIND, &words_duty)),
                     record_text(row, FOLLOWUP_CONTACT_ID));
  other = map_find(&world->let_go, key);
  if (other == NULL || comes_first(other, row, FOLLOWUP_MADE_ON))
    map_put(&world->let_go, key, (void *)(uintptr_t)row);
}

static void take_followup(struct check_world *world, const struct record *row) {
  const struct record *contact = book_ref_contact(world->book, row, FOLLOWUP_CONTACT_ID);
  int due = record_day(row, FOLLOWUP_DUE_ON);
  struct tally *tally;

  if (record_word(row, FOLLOWUP_OUTCOME, &words_outcome) == OUTCOME_RELEASED)
    take_let_go(world, row);
  if (contact == NULL || !check_promise_is_open(row, world->today))
    return;
  tally = tally_of(world, contact);
  if (record_word(row, FOLLOWUP_DIRECTION, &words_owes) == OWES_THEM) {
    tally->leans |= 1u << LEAN_OWES;
    if (tally->owes == NULL || id_before(row, tally->owes))
      tally->owes = row;
  } else if (due != DATE_NONE && due < world->today &&
             (tally->overdue == NULL || comes_first(row, tally->overdue, FOLLOWUP_DUE_ON))) {
    tally->overdue = row;
  }
}

static void take_letter(struct check_world *world, const struct record *row) {
  int due = record_day(row, LETTER_DUE_ON);
  bool refused = record_word(row, LETTER_ANSWER, &words_answer) == ANSWER_NO &&
                 (!record_has(row, LETTER_ANSWERED_ON) ||
                  day_by(row, LETTER_ANSWERED_ON, world->today) != DATE_NONE);

  if (day_by(row, LETTER_ASKED_ON, world->today) != DATE_NONE && !refused &&
      day_by(row, LETTER_SUBMITTED_ON, world->today) == DATE_NONE && due != DATE_NONE &&
      due >= world->today)
    lean_on(world, book_ref_contact(world->book, row, LETTER_CONTACT_ID), LEAN_LETTER);
}

static void take_opportunity(struct check_world *world, const struct record *row) {
  int stage = record_word(row, OPPORTUNITY_STAGE, &words_stage);

  if (day_by(row, OPPORTUNITY_OPENED_ON, world->today) != DATE_NONE &&
      (stage == STAGE_OFFERED || stage == STAGE_ACCEPTED || stage == STAGE_IN_PROGRESS))
    lean_on(world, book_ref_contact(world->book, row, OPPORTUNITY_CONTACT_ID), LEAN_DOOR);
}

static void take_event_person(struct check_world *world, const struct record *row) {
  const struct record *event =
      book_find(world->book, TABLE_EVENTS, record_text(row, EVENT_PERSON_EVENT_ID));
  int ends = event == NULL ? DATE_NONE : record_day(event, EVENT_ENDS_ON);

  if (event != NULL && ends == DATE_NONE)
    ends = record_day(event, EVENT_STARTS_ON);
  if (record_word(row, EVENT_PERSON_INTENT, &words_intent) == INTENT_TUTOR && ends != DATE_NONE &&
      ends >= world->today)
    lean_on(world, book_ref_contact(world->book, row, EVENT_PERSON_CONTACT_ID), LEAN_TUTOR);
}

static void take_contact(struct check_world *world, const struct record *contact) {
  const struct facts *facts = facts_of(world, contact);

  if ((facts->roles & (1u << ROLE_MENTOR)) != 0)
    lean_on(world, contact, LEAN_MENTOR);
  if (facts->is_sponsor)
    lean_on(world, contact, LEAN_SPONSOR);
}

static void each_row(struct check_world *world, enum table_id table,
                     void (*take)(struct check_world *world, const struct record *row)) {
  for (size_t i = 0; i < book_count(world->book, table); i++)
    take(world, book_at(world->book, table, i));
}

void check_world_gather(struct check_world *world) {
  world->tallies = xcalloc(world->count + 1, sizeof *world->tallies);
  world->staff_thanked = DATE_NONE;
  for (size_t i = 0; i < world->count; i++)
    for (int j = 0; j < MINE_LATELY; j++)
      world->tallies[i].mine[j].day = DATE_NONE;
  each_row(world, TABLE_CONTACTS, take_contact);
  each_row(world, TABLE_INTERACTIONS, take_touch);
  each_row(world, TABLE_FOLLOWUPS, take_followup);
  each_row(world, TABLE_LETTERS, take_letter);
  each_row(world, TABLE_OPPORTUNITIES, take_opportunity);
  each_row(world, TABLE_EVENT_PEOPLE, take_event_person);
}

void check_world_release(struct check_world *world) {
  free(world->tallies);
  free(world->people);
  map_release(&world->let_go);
}
