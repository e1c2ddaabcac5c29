#include "book_priv.h"
#include "check_priv.h"

#include "mentee/base/text.h"
#include "mentee/model/settings.h"
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void notes_init(struct notes *notes) {
  memset(notes, 0, sizeof *notes);
}

void notes_release(struct notes *notes) {
  vec_release(&notes->list);
  arena_release(&notes->arena);
}

static void add(struct checking *checking, const struct note *note) {
  size_t place = checking->found.len;

  *vec_push(&checking->found) = (struct found){*note, place};
}

void check_say(struct checking *checking, enum table_id table, uint32_t line, int field,
               const char *format, ...) {
  struct buf text = BUF_INIT;
  struct note note = {table, line, field, "", false};
  va_list args;

  va_start(args, format);
  buf_addfv(&text, format, args);
  va_end(args);
  note.text = arena_dup(checking->arena, buf_text(&text));
  add(checking, &note);
  buf_release(&text);
}

#define LONG_NAME 8 /* a column's, in which two slips are still the same word */

/* --- columns --------------------------------------------------------------------------------- */

static bool has_column(const struct table *table, const char *name) {
  for (size_t i = 0; i < table->columns.len; i++)
    if (strcmp(table->columns.data[i].name, name) == 0)
      return true;
  return false;
}

/* A column of somebody else's is nobody's business, unless it looks like one of ours misspelt. */
static void check_column(struct checking *checking, const struct table *table,
                         const struct column *column) {
  int edits = strlen(column->name) < LONG_NAME ? 1 : 2;

  for (int i = 0; column->field < 0 && i < table->def->field_count; i++) {
    const char *name = table->def->fields[i].name;
    if (!has_column(table, name) && text_is_near(column->name, name, edits)) {
      check_say(checking, table->def->id, 1, -1, "unknown column '%s'; did you mean '%s'?",
                column->name, name);
      return;
    }
  }
}

/* --- ids and references ------------------------------------------------------------------------
 */

static void check_id(struct checking *checking, enum table_id table, const struct record *row) {
  const struct record *first = book_find(checking->book, table, record_id(row));

  if (first == row || !record_has(row, 0))
    return;
  if (table == TABLE_SETTINGS)
    check_say(checking, table, row->line, 0, "'%s' stands on line %u too, and that one counts",
              record_text(row, 0), first->line);
  else
    check_say(checking, table, row->line, 0, "'%s' is the id of line %u too", record_text(row, 0),
              first->line);
}

static void check_person(struct checking *checking, enum table_id table, const struct record *row,
                         int field, const char *span, size_t len) {
  if (book_contact(checking->book, span, len) != NULL)
    return;
  if (book_is_ambiguous(checking->book, span, len))
    check_say(checking, table, row->line, field, "several people are called '%.*s'; write the id",
              (int)len, span);
  else
    check_say(checking, table, row->line, field, "unknown %.*s", (int)len, span);
}

static void check_people(struct checking *checking, enum table_id table, const struct record *row,
                         int field) {
  const char *at = record_text(row, field), *part;
  size_t len;

  while (record_next_part(&at, &part, &len))
    check_person(checking, table, row, field, part, len);
}

static void check_reference(struct checking *checking, enum table_id table,
                            const struct record *row, int field) {
  const struct field *def = &table_defs[table].fields[field];
  const char *cell = record_text(row, field);

  if (def->type == FIELD_PEOPLE)
    check_people(checking, table, row, field);
  else if (def->type != FIELD_REF || cell[0] == '\0')
    return;
  else if (def->ref == TABLE_CONTACTS)
    check_person(checking, table, row, field, cell, strlen(cell));
  else if (book_find(checking->book, def->ref, cell) == NULL)
    check_say(checking, table, row->line, field, "unknown %s", cell);
}

/* --- cells ---------------------------------------------------------------------------------------
 */

static void check_cell(struct checking *checking, enum table_id table, const struct record *row,
                       int field) {
  const char *cell = record_text(row, field);
  const char *why = field_refusal(&table_defs[table].fields[field], cell, checking->arena);

  if (why[0] != '\0')
    check_say(checking, table, row->line, field, "'%s': %s", cell, why);
  if (!text_is_utf8(cell, strlen(cell)))
    check_say(checking, table, row->line, field, "bytes that are not UTF-8; kept as they are");
  else if (text_has_control(cell))
    check_say(checking, table, row->line, field, "a control character; kept, and never shown");
}

static void check_setting(struct checking *checking, const struct record *row) {
  const char *key = record_text(row, SETTINGS_KEY), *value = record_text(row, SETTINGS_VALUE);

  for (int i = 0; i < SETTING_COUNT; i++)
    if (strcmp(setting_defs[i].key, key) == 0 && value[0] != '\0') {
      const char *why = settings_refusal((enum setting)i, value, checking->arena);
      if (why[0] != '\0')
        check_say(checking, TABLE_SETTINGS, row->line, SETTINGS_VALUE, "%s '%s': %s", key, value,
                  why);
    }
  if (!settings_knows(key))
    check_say(checking, TABLE_SETTINGS, row->line, SETTINGS_KEY, "no setting is called '%s'", key);
}

static bool lacks_line_end(const struct record *record) {
  struct buf raw = BUF_INIT;
  bool lacks;

  if (record_has_raw(record))
    record_add_raw(record, &raw);
  lacks = raw.len > 0 && raw.data[raw.len - 1] != '\n';
  buf_release(&raw);
  return lacks;
}

/* A row that stops before the header does is fine, and so is a file without a line end; both at
   once is what a file looks like that was cut off. */
static void check_last_row(struct checking *checking, const struct table *table) {
  const struct record *last =
      table->records.len > 0 ? table->records.data[table->records.len - 1] : NULL;

  if (last != NULL && last->columns < table->columns.len && table->tail_len == 0 &&
      lacks_line_end(last))
    check_say(checking, table->def->id, last->line, -1,
              "the last row is short and has no line end; was the file cut off here?");
}

static void check_table(struct checking *checking, enum table_id id) {
  const struct table *table = &checking->book->tables[id];

  for (size_t i = 0; i < table->columns.len; i++)
    check_column(checking, table, &table->columns.data[i]);
  for (size_t i = 0; i < table->records.len; i++) {
    const struct record *row = table->records.data[i];
    check_id(checking, id, row);
    for (int field = 0; field < table->def->field_count; field++) {
      check_cell(checking, id, row, field);
      check_reference(checking, id, row, field);
    }
    if (id == TABLE_SETTINGS)
      check_setting(checking, row);
  }
  check_last_row(checking, table);
}

/* --- all of it
 * ------------------------------------------------------------------------------------ */

static int by_place(const void *a, const void *b) {
  const struct found *x = a, *y = b;

  if (x->note.table != y->note.table)
    return x->note.table < y->note.table ? -1 : 1;
  if (x->note.line != y->note.line)
    return x->note.line < y->note.line ? -1 : 1;
  return x->place < y->place ? -1 : x->place > y->place;
}

void book_check(const struct book *book, int today, struct notes *notes) {
  struct checking checking = {book, today, &notes->arena, VEC_INIT};

  for (size_t i = 0; i < book->notes.len; i++)
    add(&checking, &book->notes.data[i]);
  for (int i = 0; i < TABLE_COUNT; i++)
    check_table(&checking, (enum table_id)i);
  check_rules(&checking);
  if (checking.found.len > 0)
    qsort(checking.found.data, checking.found.len, sizeof checking.found.data[0], by_place);
  for (size_t i = 0; i < checking.found.len; i++)
    *vec_push(&notes->list) = checking.found.data[i].note;
  vec_release(&checking.found);
}

void note_text(const struct note *note, struct buf *out) {
  const struct table_def *def = &table_defs[note->table];

  buf_adds(out, def->file);
  if (note->line > 0)
    buf_addf(out, ":%u", note->line);
  if (note->field >= 0)
    buf_addf(out, ": %s", def->fields[note->field].name);
  buf_addf(out, ": %s", note->text);
}
