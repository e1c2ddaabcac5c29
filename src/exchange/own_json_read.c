/*
 * Our own JSON export: people, and the rows of every other table. Each cell is kept as it is, for
 * it comes out of a store: what is exported and imported is the same.
 */
#include "mentee/exchange/formula.h"
#include "readers_priv.h"
#include <jansson.h>
#include <string.h>

struct own_json {
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

static void take_table(struct own_json *json, const char *name, json_t *rows) {
  json_t *row;
  size_t i;

  for (int table = 0; table < TABLE_COUNT; table++) {
    if (strcmp(table_defs[table].name, name) != 0)
      continue;
    json->table = (enum table_id)table;
    json_array_foreach(rows, i, row) {
      json->number = (uint32_t)i + 1;
      take_row(json, row);
    }
    return;
  }
  if (json_array_size(rows) > 0)
    import_note(json->import, 0, "'%s' is no table that is known here; rows in it: %zu", name,
                json_array_size(rows));
}

bool own_json_read(struct reading *reading, struct err *err) {
  struct own_json json = {reading->import, TABLE_CONTACTS, 0, VEC_INIT};
  json_error_t bad;
  json_t *root = json_loadb(reading->text, reading->len, JSON_REJECT_DUPLICATES, &bad), *rows;
  const char *name;

  if (root == NULL)
    return err_set(err, ERR_DATA, "%s:%d: no JSON: %s", reading->name, bad.line, bad.text);
  json_object_foreach(root, name, rows) {
    take_table(&json, name, rows);
  }
  vec_release(&json.values);
  json_decref(root);
  return true;
}

bool own_json_is(const struct reading *reading) {
  return reading_begins(reading, "{") && reading_find(reading, "\"mentee\":", 64) != NULL;
}
