/* Every table as an array of rows: {"mentee": 1, "contacts": [{"id": ..}], "roles": [..]}. Empty
   cells are left out; columns of somebody else's stand under their own names, in the order of
   these: so the same rows are the same bytes, wherever the columns stand. */
#include "mentee/base/text.h"
#include "writers_priv.h"
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define JSON_SHAPE 1

/* JSON holds UTF-8 alone: bytes that are none become U+FFFD. */
static json_t *json_text(const char *text) {
  json_t *json = json_string(text);
  struct buf valid = BUF_INIT;
  size_t left = strlen(text);

  if (json != NULL)
    return json;
  while (left > 0) {
    uint32_t code;
    size_t used = text_decode(text, left, &code);
    text_encode(&valid, code);
    text += used;
    left -= used;
  }
  json = json_string(buf_text(&valid));
  buf_release(&valid);
  return json;
}

struct foreign {
  VEC(const char *) names; /* columns that are not ours, sorted */
};

static int by_name(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void foreign_columns(const struct table *table, struct foreign *foreign) {
  for (size_t i = 0; i < table->columns.len; i++)
    if (table->columns.data[i].field < 0)
      *vec_push(&foreign->names) = table->columns.data[i].name;
  if (foreign->names.len > 0)
    qsort(foreign->names.data, foreign->names.len, sizeof foreign->names.data[0], by_name);
}

static json_t *json_row(const struct exporting *exporting, enum table_id table,
                        const struct record *row, const struct foreign *foreign) {
  const struct table_def *def = &table_defs[table];
  json_t *json = json_object();

  json_object_set_new(json, def->fields[0].name, json_text(record_id(row)));
  for (int field = 1; field < def->field_count; field++)
    if (record_has(row, field) && export_may_leave(exporting, table, row, field))
      json_object_set_new(json, def->fields[field].name, json_text(record_text(row, field)));
  for (size_t i = 0; i < foreign->names.len; i++) {
    const char *name = foreign->names.data[i], *value;
    if (json_object_get(json, name) != NULL)
      continue;
    value = book_extra(exporting->book, table, row, name);
    if (value[0] != '\0')
      json_object_set_new(json, name, json_text(value));
  }
  return json;
}

/* One row at a time, as jansson would write the whole: a store in its tree would take ten times its
   size. The line ends of a row are the tree's own, for within texts they are escaped. */
static void add_row(struct buf *out, json_t *row, bool first) {
  char *text = json_dumps(row, JSON_INDENT(1));

  buf_adds(out, first ? "\n  " : ",\n  ");
  for (const char *at = text != NULL ? text : "{}"; *at != '\0'; at++) {
    buf_addc(out, *at);
    if (*at == '\n')
      buf_adds(out, "  ");
  }
  free(text);
  json_decref(row);
}

static void add_table(const struct exporting *exporting, enum table_id table, struct buf *out) {
  bool contacts = table == TABLE_CONTACTS, first = true;
  size_t count = contacts ? exporting->count : book_count(exporting->book, table);
  struct foreign foreign = {VEC_INIT};

  foreign_columns(&exporting->book->tables[table], &foreign);
  buf_addf(out, ",\n \"%s\": [", table_defs[table].name);
  for (size_t i = 0; i < count; i++) {
    const struct record *row =
        contacts ? exporting->contacts[i] : book_at(exporting->book, table, i);
    if (!contacts && !export_takes_row(exporting, table, row))
      continue;
    add_row(out, json_row(exporting, table, row, &foreign), first);
    first = false;
  }
  buf_adds(out, first ? "]" : "\n ]");
  vec_release(&foreign.names);
}

void json_write(const struct exporting *exporting, struct buf *out) {
  buf_addf(out, "{\n \"mentee\": %d", JSON_SHAPE);
  for (int table = 0; table < TABLE_COUNT; table++)
    add_table(exporting, (enum table_id)table, out);
  buf_adds(out, "\n}\n");
}
