#ifndef MENTEE_EXCHANGE_PLAN_PRIV_H
#define MENTEE_EXCHANGE_PLAN_PRIV_H
/* What plan.c, plan_action.c and merge.c share. */
#include "mentee/exchange/plan.h"

/* The row's places that its contact has no affiliation for. */
size_t plan_new_places(const struct plan *plan, const struct plan_row *row);
/* The same but for ASCII case, blanks at the ends, and which blanks: one mailbox. */
bool same_trimmed(const char *a, const char *b);
#endif
