#ifndef MENTEE_EXCHANGE_ATTRIBUTES_PRIV_H
#define MENTEE_EXCHANGE_ATTRIBUTES_PRIV_H
/* Names of another format's attributes and the slots they go to, for the line-based formats. */
#include "mentee/base/text.h"
#include <stddef.h>

struct attribute {
  const char *name;
  int slot;          /* draft_priv.h */
  const char *label; /* of a number or address, or the extra column's name; "" for none */
};

/* The row of a table (ended by a NULL name), or NULL. */
static inline const struct attribute *attribute_find(const struct attribute *table,
                                                     const char *name) {
  for (; table->name != NULL; table++)
    if (text_equal_nocase(table->name, name))
      return table;
  return NULL;
}
#endif
