#include "mentee/engine/team.h"

#include "health_priv.h"
#include "mentee/base/xmem.h"
#include <stdlib.h>

/* The rows, in the order of a screen; `always`: also where nobody stands in it. */
static const struct {
  int facet;
  bool doors, always;
  const char *label; /* NULL: as the facet is said */
} layout[] = {
    {FACET_CLINICAL, false, true, NULL},       {FACET_RESEARCH, false, true, NULL},
    {FACET_CAREER, false, true, NULL},         {FACET_WELLNESS, false, true, NULL},
    {FACET_EDUCATION, false, false, NULL},     {FACET_LEADERSHIP, false, false, NULL},
    {FACET_IMAGING, false, false, NULL},       {FACET_QI, false, false, NULL},
    {FACET_JOB_MARKET, false, false, NULL},    {WORD_EMPTY, false, false, "in general"},
    {WORD_EMPTY, true, true, "opening doors"},
};
#define WEIGHT_MOST 5 /* of facts */
#define LAYOUT_ROWS (sizeof layout / sizeof layout[0])

struct mapping {
  struct team *team;
  const struct book *book;
  const struct cadence *cadence;
  bool *counted; /* by the contact's index */
};

static bool fits_row(const struct record *role, const struct team_row *row) {
  int word = record_word(role, ROLES_ROLE, &words_role);
  int facet = record_word(role, ROLES_FACET, &words_facet);

  if (row->doors)
    return word == ROLE_SPONSOR;
  return (word == ROLE_MENTOR || word == ROLE_NEAR_PEER) &&
         (facet < 0 ? WORD_EMPTY : facet) == row->facet;
}

static bool has_place(const struct mapping *mapping, const struct record *contact,
                      const struct team_row *row) {
  struct rows rows = book_rows_of(mapping->book, contact, TABLE_ROLES);

  for (size_t i = 0; i < rows.len; i++)
    if (fits_row(rows.data[i], row) &&
        span_holds(rows.data[i], ROLES_FROM_ON, ROLES_TO_ON, mapping->cadence->today))
      return true;
  return false;
}

static void place(struct mapping *mapping, const struct record *contact, struct team_row *row) {
  if (!has_place(mapping, contact, row))
    return;
  if (person_is_engaged(mapping->cadence, contact))
    *vec_push(&row->in_touch) = contact;
  else
    *vec_push(&row->quiet) = contact;
  if (!mapping->counted[contact->index])
    mapping->team->people++;
  mapping->counted[contact->index] = true;
}

void team_map(struct team *team, const struct book *book, const struct cadence *cadence) {
  struct mapping mapping = {team, book, cadence, xcalloc(cadence->count + 1, sizeof(bool))};
  const struct record **people = contacts_by_id(book);

  *team = (struct team){VEC_INIT, 0};
  for (size_t i = 0; i < LAYOUT_ROWS; i++) {
    struct team_row row = {layout[i].label, layout[i].facet, layout[i].doors, VEC_INIT, VEC_INIT};
    if (row.label == NULL)
      row.label = words_spoken(&words_facet, row.facet);
    for (size_t j = 0; j < cadence->count; j++)
      if (!facts_silence(&cadence->facts[people[j]->index]))
        place(&mapping, people[j], &row);
    if (layout[i].always || row.in_touch.len + row.quiet.len > 0)
      *vec_push(&team->rows) = row;
  }
  free(mapping.counted);
  free(people);
}

void team_release(struct team *team) {
  for (size_t i = 0; i < team->rows.len; i++) {
    vec_release(&team->rows.data[i].in_touch);
    vec_release(&team->rows.data[i].quiet);
  }
  vec_release(&team->rows);
}

/* --- who could it be --- */

#define ROLE_BIT(role) (UINT32_C(1) << (role))
#define GROWS_INTO_DOORS                                                                           \
  (ROLE_BIT(ROLE_MENTOR) | ROLE_BIT(ROLE_PROGRAM_LEADER) | ROLE_BIT(ROLE_COLLABORATOR) |           \
   ROLE_BIT(ROLE_FORMER_ATTENDING))
#define GROWS_INTO_SIDE                                                                            \
  (GROWS_INTO_DOORS | ROLE_BIT(ROLE_SPONSOR) | ROLE_BIT(ROLE_NEAR_PEER) | ROLE_BIT(ROLE_PEER) |    \
   ROLE_BIT(ROLE_CONNECTOR) | ROLE_BIT(ROLE_PROSPECT))

static bool stands_in(const struct team_row *row, const struct record *contact) {
  for (size_t i = 0; i < row->in_touch.len; i++)
    if (row->in_touch.data[i] == contact)
      return true;
  for (size_t i = 0; i < row->quiet.len; i++)
    if (row->quiet.data[i] == contact)
      return true;
  return false;
}

static bool could_be(const struct team_row *row, const struct facts *facts) {
  uint32_t from = row->doors ? GROWS_INTO_DOORS : GROWS_INTO_SIDE;

  return !facts_silence(facts) && facts->status == STATUS_ACTIVE && (facts->roles & from) != 0 &&
         !stands_in(row, facts->contact);
}

/* Those in touch with one weight after another, then the quiet ones. */
void team_could_be(struct team_people *people, const struct team_row *row, const struct book *book,
                   const struct cadence *cadence) {
  const struct record **all = contacts_by_id(book);

  *people = (struct team_people){VEC_INIT};
  for (int step = 0; step < 2 * (WEIGHT_MOST + 1); step++)
    for (size_t i = 0; i < cadence->count; i++) {
      const struct facts *facts = &cadence->facts[all[i]->index];
      bool engaged = step <= WEIGHT_MOST;
      if (facts->weight == WEIGHT_MOST - step % (WEIGHT_MOST + 1) && could_be(row, facts) &&
          person_is_engaged(cadence, all[i]) == engaged)
        *vec_push(&people->list) = all[i];
    }
  free(all);
}
