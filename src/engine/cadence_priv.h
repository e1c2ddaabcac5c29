#ifndef MENTEE_ENGINE_CADENCE_PRIV_H
#define MENTEE_ENGINE_CADENCE_PRIV_H
#include "mentee/engine/cadence.h"

/* Fills cadence->facts, the block and the planned touches; one pass a table. */
void facts_gather(struct cadence *cadence, const struct book *book);
/* Of one row of roles.csv: 0 to 5. */
int role_weight(const struct record *row);
#endif
