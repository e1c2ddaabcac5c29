#ifndef MENTEE_STORE_MERGE3_PRIV_H
#define MENTEE_STORE_MERGE3_PRIV_H
/* What merge3.c and merge3_rebase.c share. */
#include "mentee/store/merge3.h"
#include "store_priv.h"

typedef void (*merge3_extra_fn)(void *context, const char *column);
/* Each column of a table that is not ours, by its name. */
void merge3_each_extra(const struct table *table, merge3_extra_fn visit, void *context);
/* Is every cell but the id the same, whosever column it is? */
bool merge3_same_rows(const struct book *book_a, const struct record *a, const struct book *book_b,
                      const struct record *b, enum table_id table);
#endif
