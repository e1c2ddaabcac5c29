#include "mentee/model/action.h"

#include "book_priv.h"
#include "mentee/base/date.h"
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void action_init(struct action *action) {
  memset(action, 0, sizeof *action);
  action->title = "";
}

void action_release(struct action *action) {
  vec_release(&action->changes);
  arena_release(&action->arena);
  action->title = "";
}

void action_title(struct action *action, const char *format, ...) {
  struct buf text = BUF_INIT;
  va_list args;

  va_start(args, format);
  buf_addfv(&text, format, args);
  va_end(args);
  action->title = arena_dup(&action->arena, buf_text(&text));
  buf_release(&text);
}

const char *change_column(const struct change *change) {
  return change->field >= 0 ? table_defs[change->table].fields[change->field].name : change->column;
}

static void push(struct action *action, enum table_id table, const char *id, int field,
                 const char *before, const char *after) {
  *vec_push(&action->changes) = (struct change){table,
                                                arena_dup(&action->arena, id),
                                                field,
                                                arena_dup(&action->arena, before),
                                                arena_dup(&action->arena, after),
                                                NULL,
                                                false};
}

void action_fill(struct action *action, enum table_id table, const char *id, int field,
                 const char *before, const char *after) {
  push(action, table, id, field, before, after);
}

void action_fill_column(struct action *action, enum table_id table, const char *id,
                        const char *column, const char *before, const char *after) {
  push(action, table, id, -1, before, after);
  action->changes.data[action->changes.len - 1].column = arena_dup(&action->arena, column);
}

void action_add_row(struct action *action, enum table_id table, const char *id) {
  push(action, table, id, 0, "", id);
}

void action_give_id(struct action *action, enum table_id table, const char *id) {
  push(action, table, id, 0, "", id);
  action->changes.data[action->changes.len - 1].gives_id = true;
}

/* The change of that field in this action, or NULL. */
static struct change *find_change(const struct action *action, enum table_id table, const char *id,
                                  int field) {
  for (size_t i = 0; i < action->changes.len; i++) {
    struct change *change = &action->changes.data[i];
    if (change->table == table && change->field == field && strcmp(change->id, id) == 0)
      return change;
  }
  return NULL;
}

void action_keep_id(struct action *action, const struct book *book, const struct record *record) {
  for (int i = 0; i < TABLE_COUNT; i++)
    if (book_find(book, (enum table_id)i, record_id(record)) == record && !record_has(record, 0) &&
        record_given_id(record)[0] != '\0' &&
        find_change(action, (enum table_id)i, record_given_id(record), 0) == NULL)
      action_give_id(action, (enum table_id)i, record_given_id(record));
}

void action_set(struct action *action, const struct book *book, enum table_id table, const char *id,
                int field, const char *value) {
  const struct record *record = book_find(book, table, id);
  struct change *earlier = find_change(action, table, id, field);
  const char *before = record != NULL ? record_text(record, field) : "";

  if (earlier != NULL) {
    earlier->after = arena_dup(&action->arena, value);
    return;
  }
  if (strcmp(before, value) == 0)
    return;
  if (record != NULL)
    action_keep_id(action, book, record);
  push(action, table, id, field, before, value);
}

void action_set_day(struct action *action, const struct book *book, enum table_id table,
                    const char *id, int field, int day) {
  char iso[DATE_TEXT_SIZE];

  action_set(action, book, table, id, field, day == DATE_NONE ? "" : date_iso(day, iso));
}

static void push_like(struct action *action, const struct change *change, const char *before,
                      const char *after) {
  push(action, change->table, change->id, change->field, before, after);
  if (change->column != NULL)
    action->changes.data[action->changes.len - 1].column =
        arena_dup(&action->arena, change->column);
  action->changes.data[action->changes.len - 1].gives_id = change->gives_id;
}

void action_copy(const struct action *action, struct action *copy) {
  action_init(copy);
  copy->title = arena_dup(&copy->arena, action->title);
  copy->origin = action->origin;
  copy->at_ns = action->at_ns;
  memcpy(copy->mark, action->mark, sizeof copy->mark);
  memcpy(copy->of, action->of, sizeof copy->of);
  for (size_t i = 0; i < action->changes.len; i++)
    push_like(copy, &action->changes.data[i], action->changes.data[i].before,
              action->changes.data[i].after);
}

void action_invert(const struct action *action, struct action *inverse) {
  action_init(inverse);
  inverse->title = arena_dup(&inverse->arena, action->title);
  inverse->origin = action->origin == ACTION_UNDO ? ACTION_REDO : ACTION_UNDO;
  memcpy(inverse->of, action->mark, sizeof inverse->of);
  for (size_t i = action->changes.len; i > 0; i--)
    push_like(inverse, &action->changes.data[i - 1], action->changes.data[i - 1].after,
              action->changes.data[i - 1].before);
}

bool action_touches(const struct action *action, enum table_id table) {
  for (size_t i = 0; i < action->changes.len; i++)
    if (action->changes.data[i].table == table)
      return true;
  return false;
}

/* --- conflicts ---------------------------------------------------------------------------------
 */

void conflicts_init(struct conflicts *conflicts) {
  memset(conflicts, 0, sizeof *conflicts);
}

void conflicts_release(struct conflicts *conflicts) {
  vec_release(&conflicts->list);
  arena_release(&conflicts->arena);
}

void conflicts_add(struct conflicts *conflicts, const struct change *change, const char *there) {
  struct arena *arena = &conflicts->arena;

  *vec_push(&conflicts->list) =
      (struct conflict){change->table,
                        arena_dup(arena, change->id),
                        change->field,
                        arena_dup(arena, change->before),
                        arena_dup(arena, change->after),
                        arena_dup(arena, there),
                        change->column != NULL ? arena_dup(arena, change->column) : NULL};
}

/* Whose row it is: the contact's own name, or that of the contact it belongs to. */
static const char *owner_name(const struct book *book, const struct conflict *conflict) {
  const struct record *row = book_find(book, conflict->table, conflict->id);
  const struct record *contact = NULL;

  if (row != NULL && conflict->table == TABLE_CONTACTS)
    contact = row;
  else if (row != NULL && conflict->table == TABLE_FOLLOWUPS)
    contact = book_ref_contact(book, row, FOLLOWUP_CONTACT_ID);
  else if (row != NULL && conflict->table == TABLE_ROLES)
    contact = book_ref_contact(book, row, ROLES_CONTACT_ID);
  return contact != NULL ? record_text(contact, CONTACT_NAME) : NULL;
}

void conflict_text(const struct book *book, const struct conflict *conflict, struct buf *out) {
  const char *name = owner_name(book, conflict);

  if (name != NULL)
    buf_adds(out, name);
  else
    buf_addf(out, "%s %s", table_defs[conflict->table].row, conflict->id);
  buf_addf(out, ", %s: '%s' here, '%s' in the file",
           conflict->field >= 0 ? table_defs[conflict->table].fields[conflict->field].name
                                : conflict->column,
           conflict->after, conflict->there);
}

/* --- applying ------------------------------------------------------------------------------------
 */

/* A cell of somebody else's column that was changed. */
struct draft_extra {
  const char *column, *value;
};

/* What one row becomes: its cells as the changes so far leave them. */
struct draft {
  enum table_id table;
  const char *id;
  const struct record *was; /* NULL: not there before */
  bool present;
  VEC(struct draft_extra) extras;
  const char *cell[TABLE_MAX_FIELDS];
};

struct drafts {
  VEC(struct draft) list;
  struct map by_id[TABLE_COUNT]; /* to the place in the list, from 1 */
  struct book *book;
  struct conflicts *conflicts;
};

static struct draft *draft_of(struct drafts *drafts, const struct change *change) {
  struct draft *draft;

  void *place = map_find(&drafts->by_id[change->table], change->id);

  if (place != NULL)
    return &drafts->list.data[(uintptr_t)place - 1];
  draft = vec_push(&drafts->list);
  map_put(&drafts->by_id[change->table], change->id, (void *)(uintptr_t)drafts->list.len);
  draft->table = change->table;
  draft->id = change->id;
  draft->was = book_find(drafts->book, change->table, change->id);
  draft->present = draft->was != NULL;
  for (int i = 0; i < table_defs[change->table].field_count; i++)
    draft->cell[i] = draft->was != NULL ? record_text(draft->was, i) : "";
  return draft;
}

static const char *draft_extra(const struct drafts *drafts, const struct draft *draft,
                               const char *column) {
  for (size_t i = 0; i < draft->extras.len; i++)
    if (strcmp(draft->extras.data[i].column, column) == 0)
      return draft->extras.data[i].value;
  return draft->was != NULL ? book_extra(drafts->book, draft->table, draft->was, column) : "";
}

static void set_draft_extra(struct draft *draft, const char *column, const char *value) {
  for (size_t i = 0; i < draft->extras.len; i++)
    if (strcmp(draft->extras.data[i].column, column) == 0) {
      draft->extras.data[i].value = value;
      return;
    }
  *vec_push(&draft->extras) = (struct draft_extra){column, value};
}

/* Nothing in the columns that are not ours, nor in cells beyond the header. */
static bool has_no_extra(const struct drafts *drafts, const struct draft *draft) {
  const struct table *table = &drafts->book->tables[draft->table];
  uint32_t named = 0;

  for (size_t i = 0; i < table->columns.len; i++) {
    if (table->columns.data[i].field >= 0)
      continue;
    named++;
    if (draft_extra(drafts, draft, table->columns.data[i].name)[0] != '\0')
      return false;
  }
  for (uint32_t i = named; draft->was != NULL && i < record_extra_count(draft->was); i++)
    if (record_extra(draft->was, i)[0] != '\0')
      return false;
  return true;
}

static bool is_empty_but_id(const struct drafts *drafts, const struct draft *draft) {
  for (int i = 1; i < table_defs[draft->table].field_count; i++)
    if (draft->cell[i][0] != '\0')
      return false;
  return has_no_extra(drafts, draft);
}

/* The change of an id: a row begins, ends, or gets the id it was given. */
static void change_id(struct drafts *drafts, struct draft *draft, const struct change *change) {
  if (change->gives_id) {
    draft->cell[0] = change->after;
  } else if (change->after[0] != '\0') {
    draft->present = true;
    draft->cell[0] = change->after;
  } else if (is_empty_but_id(drafts, draft) || !draft->present) {
    draft->present = false;
  } else { /* somebody wrote more into the row since it was begun here */
    conflicts_add(drafts->conflicts, change, draft->cell[0]);
  }
}

static void change_cell(struct drafts *drafts, const struct change *change) {
  struct draft *draft = draft_of(drafts, change);
  const char *there =
      change->field < 0 ? draft_extra(drafts, draft, change->column) : draft->cell[change->field];

  if (change->field == 0)
    change_id(drafts, draft, change);
  else if (!draft->present && change->after[0] == '\0')
    return; /* gone already */
  else if (!draft->present)
    conflicts_add(drafts->conflicts, change, "");
  else if (strcmp(there, change->before) == 0 && change->field < 0)
    set_draft_extra(draft, change->column, change->after);
  else if (strcmp(there, change->before) == 0)
    draft->cell[change->field] = change->after;
  else if (strcmp(there, change->after) != 0)
    conflicts_add(drafts->conflicts, change, there);
}

static void add_column(struct book *book, struct table *table, int field) {
  for (size_t i = 0; i < table->columns.len; i++)
    if (table->columns.data[i].field == field)
      return;
  *vec_push(&table->columns) =
      (struct column){arena_dup(&book->arena, table->def->fields[field].name), field};
  table->header_len = 0;
}

/* A column joins the header with its first value; a new file begins with the id. */
static void add_columns(struct book *book, struct table *table, const struct record *record) {
  for (int i = 0; i < table->def->field_count; i++)
    if (record_has(record, i))
      add_column(book, table, i);
}

/* Cells of unknown columns, with `value` at one place; those after `from` move behind it. */
static void set_extra(struct book *book, struct record *record, uint32_t count, uint32_t from,
                      uint32_t index, const char *value) {
  const char **cells = arena_alloc(&book->arena, count * sizeof *cells);
  struct record_more *more;

  for (uint32_t i = 0; i < count; i++)
    cells[i] = record_extra(record, i < from ? i : i - 1);
  cells[index] = value;
  more = record_more(&book->arena, record);
  more->extra = cells;
  more->extra_count = count;
}

/* An empty cell before what a long row had beyond the header, so that it does not slide under the
   column that joins. */
static void make_room(struct book *book, struct table *table, uint32_t unknown) {
  for (size_t i = 0; i < table->records.len; i++) {
    /* only the book may change a record: it made it */
    struct record *row = (struct record *)(uintptr_t)table->records.data[i];
    uint32_t count = record_extra_count(row);
    if (count > unknown)
      set_extra(book, row, count + 1, unknown, unknown, "");
  }
}

static uint32_t add_extra_column(struct book *book, struct table *table, const char *column) {
  int index = table_extra_index(table, column);
  uint32_t unknown = 0;

  if (index >= 0)
    return (uint32_t)index;
  for (size_t i = 0; i < table->columns.len; i++)
    unknown += table->columns.data[i].field < 0;
  make_room(book, table, unknown);
  *vec_push(&table->columns) = (struct column){arena_dup(&book->arena, column), -1};
  table->header_len = 0;
  return unknown;
}

static void write_extra(struct book *book, struct table *table, struct record *record,
                        const struct draft_extra *extra) {
  uint32_t index = add_extra_column(book, table, extra->column);
  uint32_t had = record_extra_count(record), count = had > index ? had : index + 1;

  set_extra(book, record, count, count, index, arena_dup(&book->arena, extra->value));
}

static bool same_extras(const struct record *a, const struct record *b) {
  uint32_t a_count = record_extra_count(a), b_count = record_extra_count(b);

  for (uint32_t i = 0; i < a_count || i < b_count; i++)
    if (strcmp(record_extra(a, i), record_extra(b, i)) != 0)
      return false;
  return true;
}

/* A row that is as it was read again takes its bytes back. */
static const struct record *origin_again(enum table_id table, const struct record *record) {
  const struct record *origin = record_origin(record);

  if (origin == NULL)
    return record;
  for (int i = 0; i < table_defs[table].field_count; i++)
    if (strcmp(record_text(origin, i), record_text(record, i)) != 0)
      return record;
  return same_extras(origin, record) ? origin : record;
}

static void write_extras(struct book *book, struct record *record, const struct draft *draft) {
  for (size_t i = 0; i < draft->extras.len; i++)
    write_extra(book, &book->tables[draft->table], record, &draft->extras.data[i]);
}

static bool is_changed(const struct draft *draft) {
  if (draft->extras.len > 0)
    return true;
  for (int i = 0; i < table_defs[draft->table].field_count; i++)
    if (strcmp(record_text(draft->was, i), draft->cell[i]) != 0)
      return true;
  return false;
}

static void put_draft(struct book *book, const struct draft *draft) {
  struct table *table = &book->tables[draft->table];

  if (draft->was == NULL && draft->present) {
    struct record *record = book_make_record(book, draft->table, draft->cell);
    add_columns(book, table, record);
    write_extras(book, record, draft);
    book_append(book, draft->table, record);
  } else if (draft->was != NULL && !draft->present) {
    book_remove(book, draft->table, draft->was->index);
  } else if (draft->was != NULL && is_changed(draft)) {
    struct record *record = book_edit_record(book, draft->table, draft->was, draft->cell);
    const struct record *kept;
    add_columns(book, table, record);
    write_extras(book, record, draft);
    kept = origin_again(draft->table, record);
    if (kept != record) { /* only the book may renumber a record: it made it */
      struct record *own = (struct record *)(uintptr_t)kept;
      own->index = record->index;
    }
    book_replace(book, draft->table, draft->was->index, kept);
  }
}

static void draft_all(struct drafts *drafts, const struct action *action) {
  for (size_t i = 0; i < action->changes.len; i++)
    change_cell(drafts, &action->changes.data[i]);
}

static void put_all(struct drafts *drafts) {
  for (size_t i = 0; i < drafts->list.len; i++)
    put_draft(drafts->book, &drafts->list.data[i]);
}

static void drafts_release(struct drafts *drafts) {
  for (size_t i = 0; i < drafts->list.len; i++)
    vec_release(&drafts->list.data[i].extras);
  vec_release(&drafts->list);
  for (int i = 0; i < TABLE_COUNT; i++)
    map_release(&drafts->by_id[i]);
}

bool book_apply(struct book *book, const struct action *action, struct conflicts *conflicts) {
  struct drafts drafts = {.book = book, .conflicts = conflicts};
  size_t before = conflicts->list.len;
  bool ok;

  draft_all(&drafts, action);
  ok = conflicts->list.len == before;
  if (ok)
    put_all(&drafts);
  drafts_release(&drafts);
  return ok;
}

void book_apply_loosely(struct book *book, const struct action *action,
                        struct conflicts *conflicts) {
  struct drafts drafts = {.book = book, .conflicts = conflicts};

  draft_all(&drafts, action);
  put_all(&drafts);
  drafts_release(&drafts);
}
