#ifndef MENTEE_EXCHANGE_PLAN_PRIV_H
#define MENTEE_EXCHANGE_PLAN_PRIV_H
/* What plan.c, plan_action.c and merge.c share. */
#include "mentee/exchange/plan.h"

/* The row's places that its contact has no affiliation for. */
size_t plan_new_places(const struct plan *plan, const struct plan_row *row);

/* The ids of what is new, by its place in the plan's rows and extras. */
struct plan_ids {
  const char **people, **extras;
};
struct rewriting {
  const struct plan *plan;
  const struct plan_ids *ids; /* NULL: not given yet */
  struct arena *arena;
  uint32_t file;
  bool meets_new; /* a value meant something that is new */
  bool waits;     /* the last value meant people of whom nobody has said who they are */
};
/* A value with the file's ids as they are in the book. */
const char *plan_rewrite(struct rewriting *rewriting, enum table_id table,
                         const struct imported_value *value);
/* The id is one of the file's. */
bool plan_knows(const struct plan *plan, uint32_t file, enum table_id table, const char *id);
/* Decides what becomes of the rows of other tables, again after an answer. */
void plan_rows_settle(struct plan *plan);

/* The same but for ASCII case, blanks at the ends, and which blanks: one mailbox. */
bool same_trimmed(const char *a, const char *b);
#endif
