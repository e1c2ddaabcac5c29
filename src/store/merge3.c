#include "merge3_priv.h"

#include "mentee/store/csv_writer.h"
#include <string.h>

/* --- two rows compared --------------------------------------------------------------------------
 */

void merge3_each_extra(const struct table *table, merge3_extra_fn visit, void *context) {
  for (size_t i = 0; i < table->columns.len; i++) {
    const struct column *column = &table->columns.data[i];
    if (column->field < 0 && table_find_field(table->def, column->name) < 0)
      visit(context, column->name);
  }
}

static bool has_column(const struct table *table, const char *name) {
  for (size_t i = 0; i < table->columns.len; i++)
    if (strcmp(table->columns.data[i].name, name) == 0)
      return true;
  return false;
}

struct row_pair {
  const struct book *book_a, *book_b;
  const struct record *a, *b;
  enum table_id table;
  bool same;
};

static void compare_extra(void *context, const char *column) {
  struct row_pair *pair = context;

  if (strcmp(book_extra(pair->book_a, pair->table, pair->a, column),
             book_extra(pair->book_b, pair->table, pair->b, column)) != 0)
    pair->same = false;
}

bool merge3_same_rows(const struct book *book_a, const struct record *a, const struct book *book_b,
                      const struct record *b, enum table_id table) {
  struct row_pair pair = {book_a, book_b, a, b, table, true};

  for (int i = 1; i < table_defs[table].field_count; i++)
    if (strcmp(record_text(a, i), record_text(b, i)) != 0)
      return false;
  merge3_each_extra(&book_a->tables[table], compare_extra, &pair);
  merge3_each_extra(&book_b->tables[table], compare_extra, &pair);
  return pair.same;
}

/* --- what one side did --------------------------------------------------------------------------
 */

struct diffing {
  struct action *action;
  struct row_pair pair; /* a: in base, b: in other; NULL: not there */
  const char *id;
};

static const char *extra_of(const struct book *book, enum table_id table,
                            const struct record *record, const char *column) {
  return record != NULL ? book_extra(book, table, record, column) : "";
}

static void diff_extra(void *context, const char *column) {
  struct diffing *diffing = context;
  const struct row_pair *pair = &diffing->pair;
  const char *before = extra_of(pair->book_a, pair->table, pair->a, column);
  const char *after = extra_of(pair->book_b, pair->table, pair->b, column);

  if (strcmp(before, after) != 0)
    action_fill_column(diffing->action, pair->table, diffing->id, column, before, after);
}

/* A column that both headers have is visited once. */
static void diff_other_extra(void *context, const char *column) {
  const struct row_pair *pair = &((struct diffing *)context)->pair;

  if (!has_column(&pair->book_a->tables[pair->table], column))
    diff_extra(context, column);
}

static void diff_cells(struct diffing *diffing) {
  const struct row_pair *pair = &diffing->pair;

  for (int i = 1; i < table_defs[pair->table].field_count; i++) {
    const char *before = pair->a != NULL ? record_text(pair->a, i) : "";
    const char *after = pair->b != NULL ? record_text(pair->b, i) : "";
    if (strcmp(before, after) != 0)
      action_fill(diffing->action, pair->table, diffing->id, i, before, after);
  }
  merge3_each_extra(&pair->book_a->tables[pair->table], diff_extra, diffing);
  merge3_each_extra(&pair->book_b->tables[pair->table], diff_other_extra, diffing);
}

static void diff_row(struct action *action, const struct row_pair *pair, const char *id) {
  struct diffing diffing = {action, *pair, id};

  if (pair->a == NULL)
    action_add_row(action, pair->table, id);
  else if (pair->b != NULL && !record_has(pair->a, 0) && record_has(pair->b, 0))
    action_give_id(action, pair->table, id);
  diff_cells(&diffing);
  if (pair->b == NULL)
    action_fill(action, pair->table, id, 0, id, "");
}

void merge3_diff(const struct book *base, const struct book *other, enum table_id table,
                 struct action *action) {
  struct row_pair pair = {.book_a = base, .book_b = other, .table = table};

  for (size_t i = 0; i < book_count(other, table); i++) {
    pair.b = book_at(other, table, i);
    pair.a = book_find(base, table, record_id(pair.b));
    if (book_find(other, table, record_id(pair.b)) == pair.b)
      diff_row(action, &pair, record_id(pair.b));
  }
  pair.b = NULL;
  for (size_t i = 0; i < book_count(base, table); i++) {
    pair.a = book_at(base, table, i);
    if (book_find(base, table, record_id(pair.a)) == pair.a &&
        book_find(other, table, record_id(pair.a)) == NULL)
      diff_row(action, &pair, record_id(pair.a));
  }
}

/* --- whole tables -------------------------------------------------------------------------------
 */

/* Is there a row of that id, any one of a doubled id, with the same cells? */
static bool has_such_row(const struct book *book, enum table_id table, const struct book *other,
                         const struct record *record) {
  for (size_t i = 0; i < book_count(book, table); i++) {
    const struct record *row = book_at(book, table, i);
    if (strcmp(record_id(row), record_id(record)) == 0 &&
        merge3_same_rows(book, row, other, record, table))
      return true;
  }
  return false;
}

static void say_doubles(const struct book *book, enum table_id table,
                        struct commit_report *report) {
  for (size_t i = 0; i < book_count(book, table); i++) {
    const struct record *row = book_at(book, table, i);
    if (book_find(book, table, record_id(row)) != row)
      report_say(report, "%s:%u: the id %s stands twice; both rows are kept",
                 table_defs[table].file, row->line, record_id(row));
  }
}

static void apply_rebased(const struct action *action, const struct book *base, struct book *ours,
                          struct commit_report *report) {
  struct conflicts none;
  struct action rebased;

  conflicts_init(&none);
  merge3_rebase(action, base, ours, &rebased, report);
  book_apply_loosely(ours, &rebased, &none);
  action_release(&rebased);
  conflicts_release(&none);
}

/* A second row of an id that only they have comes in under a new one. */
static void take_doubles(const struct book *base, struct book *ours, const struct book *theirs,
                         enum table_id table, struct commit_report *report) {
  struct row_pair pair = {.book_a = base, .book_b = theirs, .table = table};

  for (size_t i = 0; i < book_count(theirs, table); i++) {
    struct action action;
    pair.b = book_at(theirs, table, i);
    if (book_find(theirs, table, record_id(pair.b)) == pair.b ||
        has_such_row(base, table, theirs, pair.b) || has_such_row(ours, table, theirs, pair.b))
      continue;
    action_init(&action);
    diff_row(&action, &pair, record_id(pair.b));
    apply_rebased(&action, base, ours, report);
    action_release(&action);
  }
}

static uint32_t count_unknown(const struct table *table) {
  uint32_t unknown = 0;

  for (size_t i = 0; i < table->columns.len; i++)
    unknown += table->columns.data[i].field < 0;
  return unknown;
}

void merge3_surplus(const struct table *table, const struct record *record, struct buf *out) {
  for (uint32_t i = count_unknown(table); record != NULL && i < record_extra_count(record); i++) {
    buf_addc(out, ',');
    csv_write_cell(out, record_extra(record, i), false);
  }
}

static bool has_surplus(const struct table *table) {
  for (size_t i = 0; i < table->records.len; i++)
    if (record_extra_count(table->records.data[i]) > count_unknown(table))
      return true;
  return false;
}

/* Cells without a name cannot be merged by name: where theirs are new, they are told and kept. */
static void list_surplus(const struct book *base, const struct book *ours,
                         const struct book *theirs, enum table_id table,
                         struct commit_report *report) {
  for (size_t i = 0; i < book_count(theirs, table); i++) {
    const struct record *row = book_at(theirs, table, i);
    const char *id = record_id(row);
    struct buf was = BUF_INIT, here = BUF_INIT, there = BUF_INIT;
    merge3_surplus(&base->tables[table], book_find(base, table, id), &was);
    merge3_surplus(&ours->tables[table], book_find(ours, table, id), &here);
    merge3_surplus(&theirs->tables[table], row, &there);
    if (strcmp(buf_text(&there), buf_text(&was)) != 0 &&
        strcmp(buf_text(&there), buf_text(&here)) != 0)
      conflicts_add(
          &report->conflicts,
          &(struct change){table, id, -1, buf_text(&was), buf_text(&there), MERGE3_SURPLUS, false},
          buf_text(&here));
    buf_release(&was);
    buf_release(&here);
    buf_release(&there);
  }
}

/* Columns that they have and that hold nothing yet. Where a long row has cells beyond the header,
   a column would slide over them. */
static void join_columns(const struct table *base, struct book *ours, const struct table *theirs) {
  struct table *table = &ours->tables[theirs->def->id];

  if (has_surplus(table))
    return;
  for (size_t i = 0; i < theirs->columns.len; i++) {
    const struct column *column = &theirs->columns.data[i];
    if (has_column(table, column->name) || has_column(base, column->name))
      continue;
    *vec_push(&table->columns) =
        (struct column){arena_dup(&ours->arena, column->name), column->field};
    table->header_len = 0;
  }
}

void merge3_tables(const struct book *base, struct book *ours, const struct book *theirs,
                   enum table_id table, struct commit_report *report) {
  struct action action;

  action_init(&action);
  merge3_diff(base, theirs, table, &action);
  say_doubles(ours, table, report);
  list_surplus(base, ours, theirs, table, report);
  apply_rebased(&action, base, ours, report);
  take_doubles(base, ours, theirs, table, report);
  join_columns(&base->tables[table], ours, &theirs->tables[table]);
  action_release(&action);
}

static bool read_side(struct book *book, enum table_id table, const struct buf *bytes,
                      const char *whose, struct err *err) {
  book_init(book);
  load_table(book, table, buf_text(bytes), bytes->len);
  if (book->tables[table].read_only == NULL)
    return true;
  return err_set(err, ERR_DATA, "%s: nothing was merged: %s %s", table_defs[table].file, whose,
                 book->tables[table].read_only);
}

static bool same_bytes(const struct buf *a, const struct buf *b) {
  return a->len == b->len && memcmp(buf_text(a), buf_text(b), a->len) == 0;
}

bool merge3_bytes(enum table_id table, const struct buf *base, const struct buf *ours,
                  const struct buf *theirs, struct buf *out, struct commit_report *report,
                  struct err *err) {
  struct book book_base, book_ours, book_theirs;
  bool ok;

  if (same_bytes(base, ours) || same_bytes(base, theirs) || same_bytes(ours, theirs)) {
    const struct buf *one = same_bytes(base, ours) ? theirs : ours;
    buf_add(out, buf_text(one), one->len);
    return true;
  }
  ok = read_side(&book_base, table, base, "in the common ancestor", err);
  ok = read_side(&book_ours, table, ours, "in ours", ok ? err : &(struct err)ERR_INIT) && ok;
  ok = read_side(&book_theirs, table, theirs, "in theirs", ok ? err : &(struct err)ERR_INIT) && ok;
  if (ok) {
    merge3_tables(&book_base, &book_ours, &book_theirs, table, report);
    csv_write_table(out, &book_ours.tables[table]);
  }
  book_release(&book_base);
  book_release(&book_ours);
  book_release(&book_theirs);
  return ok;
}
