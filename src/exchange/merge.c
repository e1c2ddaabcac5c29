#include "mentee/exchange/merge.h"

#include "mentee/base/buf.h"
#include "mentee/base/text.h"
#include "numbered_priv.h"
#include "plan_priv.h"
#include <string.h>

struct merging {
  const struct book *book;
  const struct record *stays, *goes;
  const char *stays_id, *goes_id;
  struct action *action;
  struct merge_report *report;
  struct buf notes; /* of the one that stays, as they will be */
};

void merge_report_release(struct merge_report *report) {
  vec_release(&report->lines);
  arena_release(&report->arena);
}

/* --- fields of the two ---------------------------------------------------------------------------
 */

static void tell(struct merging *merging, const char *label, const char *value, bool under_notes) {
  struct arena *arena = &merging->report->arena;

  *vec_push(&merging->report->lines) =
      (struct merge_line){arena_dup(arena, label), arena_dup(arena, value), under_notes};
}

static void put(struct merging *merging, int field, const char *after) {
  action_fill(merging->action, TABLE_CONTACTS, merging->stays_id, field,
              record_text(merging->stays, field), after);
}

/* "E-mail: jane@x.org", a line of the notes. */
static void put_under_notes(struct merging *merging, const char *label, const char *value) {
  if (merging->notes.len > 0)
    buf_addc(&merging->notes, '\n');
  buf_addf(&merging->notes, "%s: %s", label, value);
  tell(merging, label, value, true);
}

static bool list_has(const char *list, const char *part, size_t len) {
  const char *one;
  size_t one_len;

  while (record_next_part(&list, &one, &one_len))
    if (one_len == len && memcmp(one, part, len) == 0)
      return true;
  return false;
}

static void join_lists(struct merging *merging, int field) {
  const char *other = record_text(merging->goes, field), *part;
  struct buf list = BUF_INIT, gained = BUF_INIT;
  size_t len;

  buf_adds(&list, record_text(merging->stays, field));
  while (record_next_part(&other, &part, &len)) {
    if (list_has(buf_text(&list), part, len))
      continue;
    buf_addf(&list, "%s%.*s", list.len > 0 ? ";" : "", (int)len, part);
    buf_addf(&gained, "%s%.*s", gained.len > 0 ? ";" : "", (int)len, part);
  }
  if (gained.len > 0) {
    put(merging, field, buf_text(&list));
    tell(merging, table_defs[TABLE_CONTACTS].fields[field].label, buf_text(&gained), false);
  }
  buf_release(&list);
  buf_release(&gained);
}

/* The earlier of the days on which the two were added or met. */
static void take_earlier(struct merging *merging, int field) {
  int here = record_day(merging->stays, field), other = record_day(merging->goes, field);

  if (other >= here)
    return;
  put(merging, field, record_text(merging->goes, field));
  tell(merging, table_defs[TABLE_CONTACTS].fields[field].label, record_text(merging->goes, field),
       false);
}

static const char *extra_of(const struct merging *merging, const struct record *record,
                            const char *column) {
  return book_extra(merging->book, TABLE_CONTACTS, record, column);
}

/* The numbered column that is free in both rows; a value that stands there already needs none. */
static bool number_it(struct merging *merging, const char *name, const char *value) {
  for (int n = 2; n < NUMBERED_MOST; n++) {
    const char *column = arena_format(&merging->report->arena, "%s_%d", name, n);
    const char *here = extra_of(merging, merging->stays, column);
    if (text_equal_nocase(here, value))
      return true;
    if (here[0] != '\0' || extra_of(merging, merging->goes, column)[0] != '\0')
      continue;
    action_fill_column(merging->action, TABLE_CONTACTS, merging->stays_id, column, "", value);
    tell(merging, column, value, false);
    return true;
  }
  return false;
}

static bool can_be_numbered(int field) {
  return field == CONTACT_EMAIL || field == CONTACT_PHONE;
}

static void merge_field(struct merging *merging, int field) {
  const struct field *def = &table_defs[TABLE_CONTACTS].fields[field];
  const char *here = record_text(merging->stays, field), *other = record_text(merging->goes, field);

  if (other[0] == '\0' || strcmp(here, other) == 0 ||
      (can_be_numbered(field) && same_trimmed(here, other)))
    return;
  if (def->type == FIELD_REF && strcmp(other, merging->stays_id) == 0)
    return; /* "introduced by" oneself */
  if (here[0] == '\0' || (def->type == FIELD_REF && strcmp(here, merging->goes_id) == 0)) {
    put(merging, field, other);
    tell(merging, def->label, other, false);
  } else if (def->type == FIELD_LIST) {
    join_lists(merging, field);
  } else if (field == CONTACT_CREATED_AT || field == CONTACT_MET_ON) {
    take_earlier(merging, field);
  } else if (!(can_be_numbered(field) && number_it(merging, def->name, other))) {
    put_under_notes(merging, def->label, other);
  }
}

static void merge_notes(struct merging *merging) {
  const char *other = record_text(merging->goes, CONTACT_NOTES);

  buf_adds(&merging->notes, record_text(merging->stays, CONTACT_NOTES));
  if (other[0] == '\0' || strcmp(other, buf_text(&merging->notes)) == 0)
    return;
  buf_addf(&merging->notes, "%s%s", merging->notes.len > 0 ? "\n" : "", other);
  tell(merging, table_defs[TABLE_CONTACTS].fields[CONTACT_NOTES].label, other, false);
}

/* email_label of the row that goes, where email is another one in the row that stays. */
static bool labels_another(const struct merging *merging, const char *column) {
  static const int fields[] = {CONTACT_EMAIL, CONTACT_PHONE};

  for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
    const char *name = table_defs[TABLE_CONTACTS].fields[fields[i]].name;
    size_t len = strlen(name);
    if (strncmp(column, name, len) == 0 && strcmp(column + len, "_label") == 0)
      return record_has(merging->stays, fields[i]) &&
             !text_equal_nocase(record_text(merging->stays, fields[i]),
                                record_text(merging->goes, fields[i]));
  }
  return false;
}

static void merge_extra(struct merging *merging, const char *column) {
  const char *here = extra_of(merging, merging->stays, column);
  const char *other = extra_of(merging, merging->goes, column);

  if (other[0] == '\0')
    return;
  if (here[0] == '\0' && !labels_another(merging, column)) {
    action_fill_column(merging->action, TABLE_CONTACTS, merging->stays_id, column, "", other);
    tell(merging, column, other, false);
  } else if (strcmp(here, other) != 0) {
    put_under_notes(merging, column, other);
  }
  action_fill_column(merging->action, TABLE_CONTACTS, merging->goes_id, column, other, "");
}

static void merge_rows(struct merging *merging) {
  const struct table *table = &merging->book->tables[TABLE_CONTACTS];

  merge_notes(merging);
  for (int field = 1; field < contact_field_count; field++)
    if (field != CONTACT_NOTES)
      merge_field(merging, field);
  for (size_t i = 0; i < table->columns.len; i++)
    if (table->columns.data[i].field < 0)
      merge_extra(merging, table->columns.data[i].name);
  if (strcmp(buf_text(&merging->notes), record_text(merging->stays, CONTACT_NOTES)) != 0)
    put(merging, CONTACT_NOTES, buf_text(&merging->notes));
}

/* Every cell first, then the id: so the row can come back. */
static void end_row(struct merging *merging, enum table_id table, const struct record *row) {
  const char *id = record_id(row);

  for (int field = 1; field < table_defs[table].field_count; field++)
    if (record_has(row, field))
      action_fill(merging->action, table, id, field, record_text(row, field), "");
  action_fill(merging->action, table, id, 0, id, "");
}

/* --- rows that mean the second one
 * ----------------------------------------------------------------
 */

/* The ids or names of a people cell, with the one who stays in the other's place, once. */
static void people_cell(const struct merging *merging, const char *cell, struct buf *out) {
  const char *part;
  size_t len;

  while (record_next_part(&cell, &part, &len)) {
    const struct record *contact = book_contact(merging->book, part, len);
    if (contact == merging->goes || contact == merging->stays) {
      part = merging->stays_id;
      len = strlen(part);
    }
    if (!list_has(buf_text(out), part, len))
      buf_addf(out, "%s%.*s", out->len > 0 ? ";" : "", (int)len, part);
  }
}

static void change_cell(struct merging *merging, const struct record *row, enum table_id table,
                        int field, const char *after) {
  action_keep_id(merging->action, merging->book, row);
  action_fill(merging->action, table, record_id(row), field, record_text(row, field), after);
}

static bool mean_in(struct merging *merging, const struct record *row, enum table_id table,
                    int field) {
  const struct field *def = &table_defs[table].fields[field];
  const char *cell = record_text(row, field);
  struct buf people = BUF_INIT;
  bool changed = false;

  if (cell[0] == '\0' || def->ref != TABLE_CONTACTS)
    return false;
  if (def->type == FIELD_PEOPLE && book_has_person(merging->book, row, merging->goes)) {
    people_cell(merging, cell, &people);
    changed = true;
    change_cell(merging, row, table, field, buf_text(&people));
  } else if (def->type == FIELD_REF &&
             book_ref_contact(merging->book, row, field) == merging->goes) {
    changed = true;
    change_cell(merging, row, table, field, merging->stays_id);
  }
  buf_release(&people);
  return changed;
}

/* That the two know one another says nothing any more. */
static bool links_the_two(const struct merging *merging, const struct record *row) {
  const struct record *from = book_ref_contact(merging->book, row, LINKS_FROM_CONTACT);
  const struct record *to = book_ref_contact(merging->book, row, LINKS_TO_CONTACT);

  return record_extra_count(row) == 0 && ((from == merging->stays && to == merging->goes) ||
                                          (from == merging->goes && to == merging->stays));
}

/* Rows of one table; a contact's own row, and those of the two, are dealt with elsewhere. */
static void mean_in_table(struct merging *merging, enum table_id table) {
  for (size_t i = 0; i < book_count(merging->book, table); i++) {
    const struct record *row = book_at(merging->book, table, i);
    bool changed = false;
    if (row == merging->goes || row == merging->stays)
      continue;
    if (book_find(merging->book, table, record_id(row)) != row)
      continue; /* the second row of a doubled id cannot be named */
    if (table == TABLE_LINKS && links_the_two(merging, row)) {
      action_keep_id(merging->action, merging->book, row);
      end_row(merging, table, row);
      continue;
    }
    for (int field = 0; field < table_defs[table].field_count; field++)
      changed = mean_in(merging, row, table, field) || changed;
    merging->report->rows += changed;
  }
}

/* Cells that no column of the header names. */
static bool has_nameless_cells(const struct book *book, const struct record *record) {
  const struct table *table = &book->tables[TABLE_CONTACTS];
  uint32_t named = 0;

  for (size_t i = 0; i < table->columns.len; i++)
    named += table->columns.data[i].field < 0;
  for (uint32_t i = named; i < record_extra_count(record); i++)
    if (record_extra(record, i)[0] != '\0')
      return true;
  return false;
}

static bool refuse(const struct book *book, const struct record *stays, const struct record *goes,
                   struct err *err) {
  if (stays == goes)
    return err_set(err, ERR_USAGE, "'%s' is one and the same contact", record_id(goes));
  if (book_find(book, TABLE_CONTACTS, record_id(goes)) != goes ||
      book_find(book, TABLE_CONTACTS, record_id(stays)) != stays)
    return err_set(err, ERR_DATA, "contacts.csv: two rows have the id '%s'; 'mentee check' says so",
                   record_id(goes));
  if (has_nameless_cells(book, goes))
    return err_set(err, ERR_DATA,
                   "contacts.csv:%u: this row has more cells than the header has names; name them "
                   "first",
                   goes->line);
  return true;
}

bool merge_contacts(const struct book *book, const struct record *stays, const struct record *goes,
                    struct action *action, struct merge_report *report, struct err *err) {
  struct merging merging = {book,   stays,  goes,    record_id(stays), record_id(goes),
                            action, report, BUF_INIT};

  memset(report, 0, sizeof *report);
  if (!refuse(book, stays, goes, err))
    return false;
  action_keep_id(action, book, stays);
  action_keep_id(action, book, goes);
  merge_rows(&merging);
  for (int table = 0; table < TABLE_COUNT; table++)
    mean_in_table(&merging, (enum table_id)table);
  end_row(&merging, TABLE_CONTACTS, goes);
  buf_release(&merging.notes);
  return true;
}
