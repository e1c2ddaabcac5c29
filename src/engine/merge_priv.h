#ifndef MENTEE_ENGINE_MERGE_PRIV_H
#define MENTEE_ENGINE_MERGE_PRIV_H
#include "mentee/engine/templates.h"

struct merge {
  struct arena *arena;
  const struct book *book;
  const struct draft_about *about;
  int today;
};

/* What a {{field}} stands for, in the arena; "" where there is nothing, or no such field. */
const char *merge_value(const struct merge *merge, const char *field);
/* Refuses a field that does not exist, with the nearest that does. */
bool merge_knows(const char *field, struct err *err);
/* "{{field|fallback}}" at `at`: its parts (fallback NULL: none), and where it ends; NULL: it is no
   merge field. */
const char *merge_read(const char *at, const char **name, size_t *name_len, const char **fallback,
                       size_t *fallback_len);
#endif
