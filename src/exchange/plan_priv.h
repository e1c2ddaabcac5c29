#ifndef MENTEE_EXCHANGE_PLAN_PRIV_H
#define MENTEE_EXCHANGE_PLAN_PRIV_H
/* What plan.c and plan_action.c share. */
#include "mentee/exchange/plan.h"

/* The row's places that its contact has no affiliation for. */
size_t plan_new_places(const struct plan *plan, const struct plan_row *row);
#endif
