#ifndef MENTEE_SESSION_RESTORE_H
#define MENTEE_SESSION_RESTORE_H
/*
 * The store as it was: what each commit of this machine replaced is kept for a while (the last ten,
 * a day's first for thirty days, a month's first for twelve months). All files come back together,
 * to the byte, as one action: undo takes it back.
 */
#include "mentee/session/session.h"
#include "mentee/store/backup.h"

struct restore_point {
  int day, minutes;  /* local, of the change that it comes before */
  const char *title; /* of that change: "added Ann Low"; "" where the history has forgotten it */
};
struct restore_points {
  struct arena arena;
  struct generations generations; /* oldest first, as the points are */
  VEC(struct restore_point) list;
};
#define RESTORE_POINTS_INIT                                                                        \
  { ARENA_INIT, GENERATIONS_INIT, VEC_INIT }

bool session_restore_points(const struct session *session, struct restore_points *points,
                            struct err *err);
void restore_points_release(struct restore_points *points);

/* The place in the list that a person means: "1" is the newest, "2026-11-19" the store at the end
   of that day, "2026-11-20 06:51" at the end of that minute. ERR_MISSING: nothing was changed
   since. */
bool restore_points_find(const struct restore_points *points, const char *when, int today,
                         size_t *index, struct err *err);

/* What would change, a line a file: "contacts.csv: 2 rows come back, 3 fields change"; nothing
   where the store is as it was then. */
bool session_restore_look(const struct session *session, const struct restore_points *points,
                          size_t index, struct buf *lines, struct err *err);
bool session_restore(struct session *session, const struct restore_points *points, size_t index,
                     struct err *err);
#endif
