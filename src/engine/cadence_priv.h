#ifndef MENTEE_ENGINE_CADENCE_PRIV_H
#define MENTEE_ENGINE_CADENCE_PRIV_H
#include "mentee/engine/cadence.h"

/* Fills cadence->facts, the block and the planned touches; one pass a table. */
void facts_gather(struct cadence *cadence, const struct book *book,
                  const struct settings *settings);
/* Of one row of roles.csv: days, 0 for none; and 0 to 5. */
int role_days(const struct record *row, const struct settings *settings);
int role_weight(const struct record *row, const struct settings *settings);
/* The contacts that count, by index: all of them, or the one. */
struct span {
  size_t first, end;
};
struct span contacts_in_scope(const struct cadence *cadence);
/* A table's rows: all, or those of the one contact that counts. */
struct rows rows_in_scope(const struct book *book, enum table_id table, const struct record *only);
#endif
