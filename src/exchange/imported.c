#include "mentee/exchange/imported.h"

#include "mentee/base/buf.h"
#include <string.h>

void import_init(struct import *import) {
  memset(import, 0, sizeof *import);
  import->said = import->charset = import->file = "";
}

void import_release(struct import *import) {
  vec_release(&import->people);
  vec_release(&import->rows);
  vec_release(&import->unread);
  vec_release(&import->unmapped);
  arena_release(&import->arena);
}

const char *imported_text(const struct imported *person, int field) {
  for (size_t i = 0; i < person->count; i++)
    if (person->values[i].field == field)
      return person->values[i].value;
  return "";
}

const char *imported_column(const struct imported *person, const char *column) {
  for (size_t i = 0; i < person->count; i++)
    if (person->values[i].field < 0 && strcmp(person->values[i].column, column) == 0)
      return person->values[i].value;
  return "";
}

const char *imported_row_text(const struct imported_row *row, int field) {
  for (size_t i = 0; i < row->count; i++)
    if (row->values[i].field == field)
      return row->values[i].value;
  return "";
}

void import_add_row(struct import *import, enum table_id table, const char *id,
                    const struct imported_value *values, size_t count) {
  struct imported_value *copy = arena_alloc(&import->arena, count * sizeof *copy);

  if (count > 0)
    memcpy(copy, values, count * sizeof *copy);
  *vec_push(&import->rows) = (struct imported_row){table, id, copy, count, import->file_number};
}

void import_note(struct import *import, uint32_t line, const char *format, ...) {
  struct buf text = BUF_INIT;
  va_list args;

  import->unread_count++;
  if (import->unread.len >= IMPORT_MOST_NOTES)
    return;
  va_start(args, format);
  buf_addfv(&text, format, args);
  va_end(args);
  *vec_push(&import->unread) = (struct import_note){
      import->file, line, arena_copy(&import->arena, buf_text(&text), text.len)};
  buf_release(&text);
}
