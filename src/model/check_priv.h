#ifndef MENTEE_MODEL_CHECK_PRIV_H
#define MENTEE_MODEL_CHECK_PRIV_H
/* What check.c (any cell of any table) and check_rules.c (what store.md 4 asks of some) share. */
#include "mentee/model/check.h"

struct found { /* a note, and its place among those of the same line */
  struct note note;
  size_t place;
};

struct checking {
  const struct book *book;
  int today;
  struct arena *arena;
  VEC(struct found) found;
};

void check_say(struct checking *checking, enum table_id table, uint32_t line, int field,
               const char *format, ...) __attribute__((format(printf, 5, 6)));
/* V3 to V9: one pass over each table that they speak of. */
void check_rules(struct checking *checking);
#endif
