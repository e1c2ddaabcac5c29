#ifndef MENTEE_CLI_LIST_PRIV_H
#define MENTEE_CLI_LIST_PRIV_H
/*
 * The columns of `mentee list`: every field of contacts, and a few that are computed. A cell has
 * two forms: spoken ("mentor +1", "18 Aug") and as a file or a script wants it.
 */
#include "cli_priv.h"

#include "mentee/engine/query.h"

struct list_column {
  const char *name, *heading;
  int field; /* of contacts, or -1 */
  int computed;
  bool right; /* aligned */
};

/* Every name there is, one after another; NULL: no more. */
const char *list_column_name(size_t n);
/* ERR_USAGE with the nearest name. */
bool list_column_find(const char *name, struct list_column *column, struct err *err);
void list_cell(struct cli *cli, const struct due *due, const struct record *contact,
               const struct list_column *column, bool spoken, struct buf *out);

/* What a row is sorted by: the number, then the text, then the family name. In the arena. */
struct list_key {
  int64_t number;
  const char *text, *family, *id;
};
struct list_key list_key(struct cli *cli, const struct due *due, const struct record *contact,
                         const struct list_column *column);
int list_key_compare(const struct list_key *a, const struct list_key *b);
#endif
