#include "mentee/model/tables.h"

#include <string.h>

#define FIELD_ROW(name, csv, type, words, ref, form, label, help)                                  \
  {csv, type, words, ref, form, label, help},
#define FIELDS_DEFINE(table, csv, letter, tag, list, row)                                          \
  static const struct field tag##s[] = {list(FIELD_ROW)};
TABLES(FIELDS_DEFINE)

#define TABLE_ROW(table, csv, letter, tag, list, row)                                              \
  [table] = {table, csv, csv ".csv", letter, row, tag##s, tag##_count},
const struct table_def table_defs[TABLE_COUNT] = {TABLES(TABLE_ROW)};

int table_find_field(const struct table_def *def, const char *name) {
  for (int i = 0; i < def->field_count; i++)
    if (strcmp(def->fields[i].name, name) == 0)
      return i;
  return -1;
}
