#ifndef MENTEE_SESSION_CONFLICTS_H
#define MENTEE_SESSION_CONFLICTS_H
/*
 * Fields that were changed in two places and wait for a person (screens.md 2.15): one value stands
 * in its file, both are kept. The screen looks here after each commit that says so, after it read
 * the files again, and at its start; "decide later" is doing nothing.
 */
#include "mentee/session/session.h"

struct field_conflict {
  const char *id; /* names it, for session_choose() */
  enum table_id table;
  const char *row;     /* the id of the row */
  const char *contact; /* whose it is, an id, or "" */
  const char *who;     /* "Saoirse Ó Dálaigh", or "goal" where it is nobody's */
  const char *what;    /* "E-mail" */
  const char *before, *here, *there;
  const char *here_by, *there_by; /* "you, 06:51", "sync, 06:49"; "" where that is not known */
  bool here_stands;               /* the file has the value of here, else that of there */
  bool by_hand; /* cells that no column names: only what stands can be chosen, or the file mended */
};
struct field_conflicts {
  struct arena arena;
  VEC(struct field_conflict) list;
};
#define FIELD_CONFLICTS_INIT                                                                       \
  { ARENA_INIT, VEC_INIT }

/* What still waits: where the row is gone or the field has moved on, there is nothing to ask. */
bool session_conflicts(const struct session *session, struct field_conflicts *conflicts,
                       struct err *err);
void field_conflicts_release(struct field_conflicts *conflicts);

/* The field gets the value (here, there, or what a person wrote), and the conflict is over. One
   action: the value that is left stays in the history. */
bool session_choose(struct session *session, const struct field_conflict *conflict,
                    const char *value, struct err *err);
#endif
