#include "health_priv.h"

#include <stdlib.h>
#include <string.h>

/* In the order of HEALTH_CHECKS. */
static health_fn *const checks[HEALTH_CHECK_COUNT] = {
    [HEALTH_H1] = check_slots,       [HEALTH_H2] = check_facets,    [HEALTH_H3] = check_leaning,
    [HEALTH_H4] = check_asking,      [HEALTH_H5] = check_sponsors,  [HEALTH_H6] = check_promises,
    [HEALTH_H7] = check_thanks,      [HEALTH_H8] = check_hours,     [HEALTH_H9] = check_staff,
    [HEALTH_H10] = check_loose_ends, [HEALTH_H11] = check_capacity, [HEALTH_H12] = check_writers,
};

#define NAME_ROW(check, name, ease, about) name,
static const char *const names[HEALTH_CHECK_COUNT] = {HEALTH_CHECKS(NAME_ROW)};
#define EASE_ROW(check, name, ease, about) ease,
static const enum health_ease eases[HEALTH_CHECK_COUNT] = {HEALTH_CHECKS(EASE_ROW)};

const char *health_check_name(enum health_check check) {
  return names[check];
}

/* --- what a check writes ------------------------------------------------------------------- */

struct thought *add_thought(struct check_world *world, enum health_check check, bool speaks,
                            const struct record *contact) {
  struct thought *thought = vec_push(&world->health->thoughts);

  *thought = (struct thought){.check = check,
                              .speaks = speaks,
                              .contact = contact,
                              .row_table = TABLE_NONE,
                              .since = DATE_NONE,
                              .ids = "",
                              .figures = "",
                              .sentence = "",
                              .duty = DUTY_DECIDE};
  thought->origin = names[check];
  if (contact != NULL) {
    thought->ids = arena_dup(&world->health->arena, record_id(contact));
    thought->origin =
        arena_format(&world->health->arena, "%s:%s", names[check], record_id(contact));
  }
  return thought;
}

void thought_of_thing(struct thought *thought, const struct record *row, enum table_id table,
                      int duty) {
  thought->row = row;
  thought->row_table = table;
  thought->origin = record_id(row);
  thought->duty = duty;
}

const char *keep_text(struct check_world *world, struct buf *text) {
  const char *kept = arena_copy(&world->health->arena, buf_text(text), text->len);

  buf_release(text);
  return kept;
}

void add_id(struct buf *ids, const struct record *contact) {
  if (ids->len > 0)
    buf_addc(ids, ';');
  buf_adds(ids, record_id(contact));
}

/* --- put away ------------------------------------------------------------------------------ */

static const struct record *find_row(const struct check_world *world, const char *origin,
                                     const char *duty, const char *contact) {
  struct buf key = BUF_INIT;
  const struct record *row;

  buf_addf(&key, "%s/%s/%s", origin, duty, contact);
  row = map_find(&world->let_go, buf_text(&key));
  buf_release(&key);
  return row;
}

/* A row typed by hand counts for every duty, or person, that it does not name. But a touch is also
   where promises come from, and a promise may be released: there the duty must be named. */
static const struct record *find_let_go(const struct check_world *world,
                                        const struct thought *thought) {
  const char *duties[2] = {words_word(&words_duty, thought->duty), ""};
  const char *contacts[2] = {thought->contact != NULL ? record_id(thought->contact) : "", ""};
  int ways = thought->row_table == TABLE_INTERACTIONS ? 2 : 4;
  const struct record *row = NULL;

  for (int i = 0; i < ways && row == NULL; i++)
    row = find_row(world, thought->origin, duties[i / 2], contacts[i % 2]);
  return row;
}

static bool is_away(const struct check_world *world, const struct thought *thought) {
  const struct record *row = find_let_go(world, thought);
  int until;

  if (row == NULL)
    return false;
  until = record_day(row, FOLLOWUP_DUE_ON);
  return until == DATE_NONE || until > world->today;
}

/* --- the order of a screen ------------------------------------------------------------------- */

/* Of one check: what Today does not say already, then the freshest, then as found. */
static int by_check(const void *a, const void *b) {
  const struct thought *left = *(const struct thought *const *)a;
  const struct thought *right = *(const struct thought *const *)b;

  if (left->check != right->check)
    return left->check < right->check ? -1 : 1;
  if (left->on_today != right->on_today)
    return left->on_today ? 1 : -1;
  if (left->since != right->since)
    return left->since > right->since ? -1 : 1;
  return left < right ? -1 : left > right;
}

/* The thoughts of a check that wait to be shown: queue[next] to queue[end - 1]. */
struct turn {
  const struct thought *const *queue;
  size_t next, end;
};

static bool is_taken(const struct health *health, const struct thought *thought, size_t from) {
  for (size_t i = from; i < health->order.len; i++)
    if (health->order.data[i]->contact != NULL &&
        health->order.data[i]->contact == thought->contact)
      return true;
  return false;
}

/* One thought a check, the easiest first, and nobody named twice in a round: variety is what makes
   three of them worth reading. */
static void add_round(struct health *health, struct turn *turns) {
  size_t from = health->order.len;

  for (int ease = 0; ease < HEALTH_EASES; ease++)
    for (int check = 0; check < HEALTH_CHECK_COUNT; check++) {
      struct turn *turn = &turns[check];
      if (eases[check] == (enum health_ease)ease && turn->next < turn->end &&
          !is_taken(health, turn->queue[turn->next], from))
        *vec_push(&health->order) = turn->queue[turn->next++];
    }
}

static void put_in_order(struct health *health) {
  struct turn turns[HEALTH_CHECK_COUNT] = {{NULL, 0, 0}};
  VEC(const struct thought *) queue = VEC_INIT;

  for (size_t i = 0; i < health->thoughts.len; i++)
    if (health->thoughts.data[i].speaks && !health->thoughts.data[i].away)
      *vec_push(&queue) = &health->thoughts.data[i];
  if (queue.len > 1)
    qsort(queue.data, queue.len, sizeof *queue.data, by_check);
  for (size_t i = queue.len; i-- > 0;) {
    struct turn *turn = &turns[queue.data[i]->check];
    turn->queue = queue.data;
    turn->next = i;
    turn->end = turn->end == 0 ? i + 1 : turn->end;
  }
  while (health->order.len < queue.len)
    add_round(health, turns);
  vec_release(&queue);
}

/* --- the whole --------------------------------------------------------------------------- */

static size_t count_people(const struct check_world *world) {
  size_t count = 0;

  for (size_t i = 0; i < world->count; i++)
    count += is_spoken_of(world, world->people[i]);
  return count;
}

void health_compute(struct health *health, const struct book *book, const struct settings *settings,
                    const struct cadence *cadence) {
  struct check_world world = {.health = health,
                              .book = book,
                              .settings = settings,
                              .cadence = cadence,
                              .today = cadence->today,
                              .people = contacts_by_id(book),
                              .count = cadence->count,
                              .let_go = MAP_INIT};

  memset(health, 0, sizeof *health);
  if (count_people(&world) < 2) {
    check_world_release(&world);
    return;
  }
  check_world_gather(&world);
  for (int i = 0; i < HEALTH_CHECK_COUNT; i++)
    checks[i](&world);
  for (size_t i = 0; i < health->thoughts.len; i++)
    health->thoughts.data[i].away = is_away(&world, &health->thoughts.data[i]);
  put_in_order(health);
  check_world_release(&world);
}

void health_release(struct health *health) {
  vec_release(&health->thoughts);
  vec_release(&health->order);
  arena_release(&health->arena);
}
