#include "mentee/model/book.h"

#include "book_priv.h"
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

void book_init(struct book *book) {
  memset(book, 0, sizeof *book);
  for (int i = 0; i < TABLE_COUNT; i++) {
    book->tables[i].def = &table_defs[i];
    book->tables[i].header_raw = book->tables[i].tail = "";
  }
}

void book_release(struct book *book) {
  book_index_free(book);
  for (int i = 0; i < TABLE_COUNT; i++) {
    vec_release(&book->tables[i].records);
    vec_release(&book->tables[i].columns);
    map_release(&book->tables[i].by_id);
  }
  vec_release(&book->notes);
  arena_release(&book->arena);
}

/* The cast: the map hands out what it was given, and a record is const to everyone but its maker.
 */
static void put_id(struct table *table, const struct record *record) {
  map_put(&table->by_id, record_id(record), (void *)(uintptr_t)record);
}

static void put_first(struct table *table, const struct record *record) {
  if (map_find(&table->by_id, record_id(record)) == NULL)
    put_id(table, record);
}

static struct map *ids_of(struct table *table) {
  if (!table->has_by_id) {
    map_reserve(&table->by_id, table->records.len);
    for (size_t i = 0; i < table->records.len; i++)
      put_first(table, table->records.data[i]);
    table->has_by_id = true;
  }
  return &table->by_id;
}

/* Who is asked for by id has them all indexed: that does not change what a const book says. */
const struct record *book_find_span(const struct book *book, enum table_id table, const char *id,
                                    size_t len) {
  struct book *owner = (struct book *)(uintptr_t)book;

  return map_find_span(ids_of(&owner->tables[table]), id, len);
}

const struct record *book_find(const struct book *book, enum table_id table, const char *id) {
  return book_find_span(book, table, id, strlen(id));
}

size_t book_count(const struct book *book, enum table_id table) {
  return book->tables[table].records.len;
}

const struct record *book_at(const struct book *book, enum table_id table, size_t index) {
  return book->tables[table].records.data[index];
}

const char *book_setting(const struct book *book, const char *key) {
  const struct record *row = book_find(book, TABLE_SETTINGS, key);

  return row != NULL ? record_text(row, SETTINGS_VALUE) : NULL;
}

/* Which of the unknown columns bears that name; -1: none. */
int table_extra_index(const struct table *table, const char *column) {
  int index = 0;

  for (size_t i = 0; i < table->columns.len; i++) {
    if (table->columns.data[i].field >= 0)
      continue;
    if (strcmp(table->columns.data[i].name, column) == 0)
      return index;
    index++;
  }
  return -1;
}

const char *book_extra(const struct book *book, enum table_id table, const struct record *record,
                       const char *column) {
  int index = table_extra_index(&book->tables[table], column);

  return index >= 0 ? record_extra(record, (uint32_t)index) : "";
}

/* --- filling ------------------------------------------------------------------------------- */

struct record *book_make_record(struct book *book, enum table_id table, const char *const *cells) {
  const struct table_def *def = &table_defs[table];
  struct buf text = BUF_INIT;
  size_t at[TABLE_MAX_FIELDS] = {0};
  struct record *record;

  for (int i = 0; i < def->field_count; i++) {
    at[i] = text.len;
    if (cells[i] != NULL)
      buf_add(&text, cells[i], strlen(cells[i]) + 1);
    else
      buf_addc(&text, '\0');
  }
  record = record_new(&book->arena, def, arena_copy(&book->arena, text.data, text.len), text.len);
  for (int i = 0; i < def->field_count; i++)
    record_place(record, i, at[i]);
  buf_release(&text);
  return record;
}

static uint64_t hash_bytes(uint64_t hash, const char *bytes, size_t len) {
  for (size_t i = 0; i < len; i++)
    hash = (hash ^ (unsigned char)bytes[i]) * 1099511628211u;
  return hash;
}

static uint64_t hash_row(const struct table *table, const struct record *record) {
  uint64_t hash = 14695981039346656037u;
  struct buf raw = BUF_INIT;

  if (record_has_raw(record)) {
    record_add_raw(record, &raw);
    hash = hash_bytes(hash, buf_text(&raw), raw.len);
    buf_release(&raw);
    return hash;
  }
  for (int i = 0; i < table->def->field_count; i++)
    hash = hash_bytes(hash, record_text(record, i), strlen(record_text(record, i)) + 1);
  return hash;
}

/* Made of the row's own bytes, so that the same file gives the same id until it is written. */
static const char *make_given_id(struct book *book, struct table *table,
                                 const struct record *record) {
  static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";
  uint64_t hash = hash_row(table, record);
  char id[9];

  do {
    uint64_t rest = hash;
    id[0] = table->def->letter;
    for (int i = 1; i < 8; i++, rest >>= 5)
      id[i] = digits[rest % 32];
    id[8] = '\0';
    hash = hash_bytes(hash, "+", 1); /* the next try, where two rows are alike */
  } while (map_find(ids_of(table), id) != NULL);
  return arena_dup(&book->arena, id);
}

void book_append(struct book *book, enum table_id id, struct record *record) {
  struct table *table = &book->tables[id];

  if (record_id(record)[0] == '\0' && id != TABLE_SETTINGS)
    record_more(&book->arena, record)->given_id = make_given_id(book, table, record);
  record->index = (uint32_t)table->records.len;
  *vec_push(&table->records) = record;
  if (table->has_by_id)
    put_first(table, record);
  book_index_drop(book);
}

void book_note(struct book *book, enum table_id table, uint32_t line, int field, bool damage,
               const char *format, ...) {
  struct buf text = BUF_INIT;
  va_list args;

  va_start(args, format);
  buf_addfv(&text, format, args);
  va_end(args);
  *vec_push(&book->notes) =
      (struct note){table, line, field, arena_dup(&book->arena, buf_text(&text)), damage};
  buf_release(&text);
}

/* --- changing (action.c alone) ---------------------------------------------------------------- */

struct record *book_edit_record(struct book *book, enum table_id table, const struct record *was,
                                const char *const *cells) {
  struct record *record = book_make_record(book, table, cells);
  struct record_more *more;

  record->more = was->more;
  more = record_more(&book->arena, record);
  if (more->origin == NULL && record_has_raw(was))
    more->origin = was;
  more->raw = NULL;
  more->raw_len = 0;
  record->line = was->line;
  record->columns = was->columns;
  record->index = was->index;
  return record;
}

static void forget_id(struct table *table, const struct record *record) {
  if (map_find(ids_of(table), record_id(record)) != record)
    return;
  map_remove(&table->by_id, record_id(record));
  for (size_t i = 0; i < table->records.len; i++) { /* the next one of a doubled id */
    const struct record *other = table->records.data[i];
    if (other != record && strcmp(record_id(other), record_id(record)) == 0) {
      put_id(table, other);
      return;
    }
  }
}

void book_replace(struct book *book, enum table_id id, size_t index, const struct record *record) {
  struct table *table = &book->tables[id];
  const struct record *old = table->records.data[index];
  bool found = map_find(ids_of(table), record_id(old)) == old;

  if (found && strcmp(record_id(old), record_id(record)) != 0)
    forget_id(table, old);
  table->records.data[index] = record;
  if (found)
    put_id(table, record);
  book_index_drop(book);
}

void book_remove(struct book *book, enum table_id id, size_t index) {
  struct table *table = &book->tables[id];

  forget_id(table, table->records.data[index]);
  for (size_t i = index; i + 1 < table->records.len; i++) {
    /* only the book may renumber a record: it made it */
    struct record *moved = (struct record *)(uintptr_t)table->records.data[i + 1];
    moved->index = (uint32_t)i;
    table->records.data[i] = moved;
  }
  table->records.len--;
  book_index_drop(book);
}
