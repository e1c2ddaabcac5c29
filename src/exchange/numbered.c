#include "numbered_priv.h"

#include <string.h>

int numbered_most(const struct book *book, int field) {
  const struct table *table = &book->tables[TABLE_CONTACTS];
  const char *name = table_defs[TABLE_CONTACTS].fields[field].name;
  size_t len = strlen(name);
  int most = 1;

  for (size_t i = 0; i < table->columns.len; i++) {
    const char *column = table->columns.data[i].name;
    int n = 0;
    if (table->columns.data[i].field >= 0 || strncmp(column, name, len) != 0 || column[len] != '_')
      continue;
    for (column += len + 1; *column >= '0' && *column <= '9' && n < NUMBERED_MOST; column++)
      n = n * 10 + (*column - '0');
    if (*column == '\0' && n > most && n < NUMBERED_MOST)
      most = n;
  }
  return most;
}
