/*
 * Our own JSON export: people, and the rows of every other table. Each cell is kept as it is, for
 * it comes out of a store: what is exported and imported is the same.
 */
#include "json_stream_priv.h"
#include "mentee/exchange/formula.h"
#include <string.h>

struct own_json {
  struct json_stream stream;
  struct import *import;
  enum table_id table;
  uint32_t number; /* of the row in its table, from 1 */
  VEC(struct imported_value) values;
};

static const struct table_def *def_of(const struct own_json *json) {
  return &table_defs[json->table];
}

/* The text of a cell; NULL: a shape that no cell has. Numbers and yes are what people write. */
static const char *cell_text(const struct own_json *json, const json_t *value) {
  if (json_is_integer(value))
    return arena_format(&json->import->arena, "%lld", (long long)json_integer_value(value));
  if (json_is_boolean(value))
    return json_is_true(value) ? "yes" : "no";
  return json_is_string(value)
             ? arena_copy(&json->import->arena, json_string_value(value), json_string_length(value))
             : NULL;
}

static void take_cell(struct own_json *json, const char *name, const json_t *value) {
  const char *text = cell_text(json, value);
  int field = table_find_field(def_of(json), name);

  if (text == NULL || strlen(text) > IMPORT_FIELD_LIMIT) {
    import_note(json->import, 0, "%s %u: '%s' %s", def_of(json)->row, json->number, name,
                text == NULL ? "is no text" : "is longer than 1 MiB");
    return;
  }
  if (text[0] == '\0' || field == 0 || name[0] == '\0')
    return;
  json->import->formulas += formula_is(text);
  *vec_push(&json->values) = (struct imported_value){
      field, field < 0 ? arena_dup(&json->import->arena, name) : NULL, text};
}

/* Fields in the order of the table, then the columns of others as they came. */
static struct imported_value *ordered(const struct own_json *json) {
  struct imported_value *values =
      arena_alloc(&json->import->arena, json->values.len * sizeof *values);
  size_t count = 0;

  for (int field = 0; field < def_of(json)->field_count; field++)
    for (size_t i = 0; i < json->values.len; i++)
      if (json->values.data[i].field == field)
        values[count++] = json->values.data[i];
  for (size_t i = 0; i < json->values.len; i++)
    if (json->values.data[i].field < 0)
      values[count++] = json->values.data[i];
  return values;
}

static void take_row(struct own_json *json, json_t *row) {
  struct import *import = json->import;
  const char *id = cell_text(json, json_object_get(row, def_of(json)->fields[0].name)), *name;
  json_t *value;

  json->values.len = 0;
  if (!json_is_object(row))
    import_note(import, 0, "%s %u is none but something else", def_of(json)->row, json->number);
  json_object_foreach(row, name, value) {
    take_cell(json, name, value);
  }
  if (id == NULL)
    id = "";
  if (json->values.len == 0)
    import->empty++;
  else if (json->table == TABLE_CONTACTS)
    *vec_push(&import->people) = (struct imported){
        ordered(json), NULL, json->values.len, 0, id, id, import->file_number, json->number, false,
        true,          true};
  else
    import_add_row(import, json->table, id, json->values.data, json->values.len);
}

/* Rows of a table, or of none that is known; other values say nothing of anybody. */
static uint32_t take_rows(struct own_json *json, bool known) {
  json->number = 0;
  if (!json_stream_open(&json->stream, '[')) {
    json_decref(json_stream_value(&json->stream));
    return 0;
  }
  while (json_stream_next(&json->stream, ']')) {
    json_t *row = json_stream_value(&json->stream);
    json->number++;
    if (row != NULL && known)
      take_row(json, row);
    json_decref(row);
  }
  return json->number;
}

static void take_table(struct own_json *json, const char *name) {
  int table = 0;
  uint32_t count;

  while (table < TABLE_COUNT && strcmp(table_defs[table].name, name) != 0)
    table++;
  json->table = (enum table_id)table;
  count = take_rows(json, table < TABLE_COUNT);
  if (table == TABLE_COUNT && count > 0)
    import_note(json->import, 0, "'%s' is no table that is known here; rows in it: %u", name,
                count);
}

bool own_json_read(struct reading *reading, struct err *err) {
  struct own_json json = {.import = reading->import, .values = VEC_INIT};

  json_stream_begin(&json.stream, reading, err);
  while (json_stream_next(&json.stream, '}')) {
    json_t *name = json_stream_key(&json.stream);
    if (name != NULL)
      take_table(&json, json_string_value(name));
    json_decref(name);
  }
  vec_release(&json.values);
  return json_stream_end(&json.stream);
}

bool own_json_is(const struct reading *reading) {
  return reading_begins(reading, "{") && reading_find(reading, "\"mentee\":", 64) != NULL;
}
