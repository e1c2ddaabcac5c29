#ifndef MENTEE_ENGINE_TEAM_H
#define MENTEE_ENGINE_TEAM_H
/*
 * The mentoring map (screens.md 2.9): for each side of a life in training, who looks after it and
 * is in touch, and who has gone quiet. Mentors and near-peers by the facet of their role; sponsors
 * under "opening doors". The four sides that everybody has, and the doors, are always there, also
 * empty: a gap is worth seeing. Further sides only where somebody stands in them.
 */
#include "mentee/engine/cadence.h"

struct team_row {
  const char *label; /* "well-being", "opening doors" */
  int facet;         /* enum facet_word; WORD_EMPTY: roles without one, or the doors */
  bool doors;
  VEC(const struct record *) in_touch, quiet; /* contacts, by id */
};

struct team {
  VEC(struct team_row) rows;
  size_t people; /* different ones, in all rows */
};

/* Initialises *team. Of people who are gone, or not to be contacted, nothing is shown. */
void team_map(struct team *team, const struct book *book, const struct cadence *cadence);
void team_release(struct team *team);

/* Who could stand in a row beside those who do: people with a role from which one grows into it,
   those in touch first, then by weight, then by id. The list is the caller's to release. */
struct team_people {
  VEC(const struct record *) list;
};
void team_could_be(struct team_people *people, const struct team_row *row, const struct book *book,
                   const struct cadence *cadence);
#endif
