#include "store_priv.h"

#include "mentee/base/map.h"
#include "mentee/base/xmem.h"
#include "mentee/model/settings.h"
#include "mentee/store/csv_reader.h"
#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define BOM "\xEF\xBB\xBF"
#define READ_AGAIN 3 /* times at most, where files change while they are read */

/* --- one file into one table ----------------------------------------------------------------- */

struct loading {
  struct book *book;
  struct table *table;
  enum table_id id;
  bool has_header, unreadable;
  bool has_foreign; /* columns that are not ours */
};

static void set_read_only(struct loading *loading, const char *why) {
  if (loading->table->read_only == NULL)
    loading->table->read_only = arena_dup(&loading->book->arena, why);
}

static bool has_column(const struct table *table, int field) {
  for (size_t i = 0; i < table->columns.len; i++)
    if (table->columns.data[i].field == field)
      return true;
  return false;
}

static void refuse_file(struct loading *loading, const char *why) {
  loading->has_header = loading->unreadable = true;
  book_note(loading->book, loading->id, 0, -1, true, "%s", why);
  set_read_only(loading, why);
}

/* What a header without a comma looks like; NULL: like nothing known. */
static const char *why_separated(const char *header, size_t len) {
  if (memchr(header, ',', len) != NULL)
    return NULL;
  if (memchr(header, ';', len) != NULL)
    return "looks separated by semicolons, not commas; nothing of it was read";
  if (memchr(header, '\t', len) != NULL)
    return "looks separated by tabs, not commas; nothing of it was read";
  return NULL;
}

static void refuse_header(struct loading *loading, const struct csv_row *row) {
  const char *why = why_separated(row->raw, row->raw_len);

  refuse_file(loading, why != NULL ? why : "no column that mentee knows; nothing of it was read");
}

static void take_header(struct loading *loading, const struct csv_row *row) {
  struct table *table = loading->table;
  bool knows_one = false;

  loading->has_header = true;
  table->header_raw = row->raw;
  table->header_len = row->raw_len;
  table->crlf = row->raw_len >= 2 && memcmp(row->raw + row->raw_len - 2, "\r\n", 2) == 0;
  for (size_t i = 0; i < row->count; i++) {
    int field = table_find_field(table->def, row->cells[i]);
    if (field >= 0 && has_column(table, field)) {
      book_note(loading->book, loading->id, row->line, field, false,
                "this column stands in the header twice; the first one counts");
      field = -1;
    }
    knows_one = knows_one || field >= 0;
    loading->has_foreign = loading->has_foreign || field < 0;
    *vec_push(&table->columns) =
        (struct column){arena_copy(&loading->book->arena, row->cells[i], row->lengths[i]), field};
  }
  if (!knows_one)
    refuse_header(loading, row);
}

/* Cells of columns that are not ours, and what a long row has too many. */
static uint32_t count_extra(const struct loading *loading, const struct csv_row *row) {
  const struct table *table = loading->table;
  uint32_t extra =
      row->count > table->columns.len ? (uint32_t)(row->count - table->columns.len) : 0;

  for (size_t i = 0; loading->has_foreign && i < row->count && i < table->columns.len; i++)
    extra += table->columns.data[i].field < 0;
  return extra;
}

/* Every cell of the row to its field, or among the extras; NUL behind each. */
static void place_cells(const struct loading *loading, struct record *record, char *text,
                        const struct csv_row *row, const char **extra) {
  const struct column *columns = loading->table->columns.data;
  const size_t *starts = row->starts, *lengths = row->lengths;
  size_t count = row->count, known = loading->table->columns.len;

  for (size_t i = 0; i < count; i++) {
    int field = i < known ? columns[i].field : -1;
    text[starts[i] + lengths[i]] = '\0';
    if (field < 0) {
      assert(extra != NULL); /* counted before */
      *extra++ = text + starts[i];
    } else if (lengths[i] > 0) {
      record_place(record, field, starts[i]);
    }
  }
}

static void take_row(struct loading *loading, const struct csv_row *row) {
  struct arena *arena = &loading->book->arena;
  const struct table *table = loading->table;
  uint32_t extras = count_extra(loading, row);
  const char **extra = extras > 0 ? arena_alloc(arena, extras * sizeof *extra) : NULL;
  char *text = row->in_place != NULL ? row->in_place : arena_copy(arena, row->text, row->text_len);
  struct record *record = record_new(arena, table->def, text, row->text_len);

  place_cells(loading, record, text, row, extra);
  record->in_place = row->in_place != NULL ? (uint32_t)row->raw_len : 0;
  record->line = row->line;
  record->columns = (uint32_t)row->count;
  if (extras > 0 || row->in_place == NULL) {
    struct record_more *more = record_more(arena, record);
    more->extra = extra;
    more->extra_count = extras;
    more->raw = row->in_place == NULL ? row->raw : NULL;
    more->raw_len = row->in_place == NULL ? row->raw_len : 0;
  }
  if (row->count > table->columns.len)
    book_note(loading->book, loading->id, row->line, -1, false,
              "%zu cells under a header of %zu; the rest is kept", row->count, table->columns.len);
  book_append(loading->book, loading->id, record);
}

/* Quotes around each cell are none where something else separates them. */
static void damaged_header(struct loading *loading, const char *raw, size_t raw_len,
                           const char *why) {
  const char *separated = why_separated(raw, raw_len);

  if (separated != NULL) {
    refuse_file(loading, separated);
    return;
  }
  loading->has_header = loading->unreadable = true;
  book_note(loading->book, loading->id, 0, -1, true, "the header cannot be read: %s", why);
  set_read_only(loading, "its header was not read");
}

/* What was read stays; so that nothing of the rest is lost, nothing is written. */
static void stop_reading(struct loading *loading, uint32_t line) {
  loading->unreadable = true;
  book_note(loading->book, loading->id, line, -1, true,
            "not read from here on: a file holds %zu rows at most", STORE_ROWS_LIMIT);
  set_read_only(loading, "it holds more rows than can be read");
}

static void on_row(void *context, const struct csv_row *row) {
  struct loading *loading = context;

  if (!loading->has_header)
    take_header(loading, row);
  else if (!loading->unreadable && book_count(loading->book, loading->id) == STORE_ROWS_LIMIT)
    stop_reading(loading, row->line);
  else if (!loading->unreadable)
    take_row(loading, row);
}

static void on_damage(void *context, uint32_t line, const char *raw, size_t raw_len,
                      const char *why) {
  struct loading *loading = context;

  if (loading->unreadable)
    return;
  if (!loading->has_header) {
    damaged_header(loading, raw, raw_len, why);
    return;
  }
  book_note(loading->book, loading->id, line, -1, true, "not read: %s", why);
  if (loading->table->read_only == NULL)
    loading->table->read_only = arena_format(&loading->book->arena, "line %u was not read", line);
}

static void load_in_place(struct book *book, enum table_id table, char *bytes, size_t len) {
  struct loading loading = {.book = book, .table = &book->tables[table], .id = table};
  struct csv_sink sink = {&loading, on_row, on_damage};

  loading.table->bom = len >= 3 && memcmp(bytes, BOM, 3) == 0;
  if (loading.table->bom) {
    bytes += 3;
    len -= 3;
  }
  if (csv_is_utf16(bytes, len))
    refuse_file(&loading, CSV_UTF16);
  csv_read_in_place(bytes, len, &sink, &loading.table->tail, &loading.table->tail_len);
}

void load_table(struct book *book, enum table_id table, const char *bytes, size_t len) {
  load_in_place(book, table, arena_copy(&book->arena, bytes, len), len);
}

/* --- all of them -------------------------------------------------------------------------------
 */

static bool read_bytes(struct store *store, const char *path, enum table_id table,
                       struct buf *bytes, struct err *err) {
  struct file_identity *identity = &store->files[table];
  int result;

  identity->checked_ns = store->os->now_ns(store->os->self);
  result = os_read_file(store->os, path, STORE_FILE_LIMIT, bytes, &identity->stat);
  identity->present = result == 0;
  if (result == 0)
    identity->hash = store_hash(buf_text(bytes), bytes->len);
  if (result == 0 || result == -ENOENT)
    return true;
  return err_set(err, ERR_IO, "cannot read '%s': %s", table_defs[table].file, os_reason(result));
}

static const struct txn_file *staged_file(const struct manifest *manifest, enum table_id table) {
  for (size_t i = 0; i < manifest->files.len; i++)
    if (manifest->files.data[i].table == table)
      return &manifest->files.data[i];
  return NULL;
}

/* A commit that was cut off after its moment of commit: what it staged is the truth. A staged file
   that is gone was put in place just now, and everything is read again. */
static bool read_staged(struct store *store, const struct txn_file *file, struct buf *bytes,
                        struct err *err) {
  const struct file_identity *identity = &store->files[file->table];
  struct buf path = BUF_INIT, staged = BUF_INIT;
  struct os_stat stat;
  bool waits =
      identity->present == file->was_present && (!identity->present || identity->hash == file->was);
  int result = -ENOENT;

  if (waits && !file->stays) {
    buf_cut(bytes, 0);
  } else if (waits) {
    txn_staged_path(store, file->table, &path);
    result = os_read_file(store->os, buf_text(&path), STORE_FILE_LIMIT, &staged, &stat);
  }
  if (result == 0 && store_hash(buf_text(&staged), staged.len) == file->staged) {
    buf_cut(bytes, 0);
    buf_add(bytes, buf_text(&staged), staged.len);
  }
  buf_release(&path);
  buf_release(&staged);
  if (result == 0 || result == -ENOENT)
    return true;
  return err_set(err, ERR_IO, "cannot read what a save that was cut off left of '%s': %s",
                 table_defs[file->table].file, os_reason(result));
}

static bool read_table(struct store *store, const struct manifest *manifest, enum table_id table,
                       struct err *err) {
  struct buf path = BUF_INIT, bytes = BUF_INIT;
  const struct txn_file *staged = staged_file(manifest, table);
  bool ok;

  store_path(store, table, &path);
  ok = read_bytes(store, buf_text(&path), table, &bytes, err);
  if (ok && staged != NULL)
    ok = read_staged(store, staged, &bytes, err);
  if (ok && bytes.len > 0) {
    size_t len = bytes.len;
    char *own = arena_adopt(&store->book.arena, buf_detach(&bytes));
    load_in_place(&store->book, table, own, len);
  }
  buf_release(&path);
  buf_release(&bytes);
  return ok;
}

/* Did anything move while it was read? Times alone: what is read here is shown, not written. */
static bool stood_still(struct store *store, bool had_manifest, const struct os_stat *manifest) {
  struct manifest again;
  struct os_stat stat;
  struct err ignored = ERR_INIT;
  bool has = false, same = true;

  for (int i = 0; i < TABLE_COUNT && same; i++) {
    struct buf path = BUF_INIT;
    int result;
    store_path(store, (enum table_id)i, &path);
    result = store->os->stat(store->os->self, buf_text(&path), true, &stat);
    same = (result == 0) == store->files[i].present &&
           (result != 0 || identity_equal(&stat, &store->files[i].stat));
    buf_release(&path);
  }
  manifest_init(&again);
  same = same && manifest_read(store, &again, &stat, &has, &ignored);
  manifest_release(&again);
  return same && has == had_manifest && (!has || identity_equal(&stat, manifest));
}

static bool read_once(struct store *store, bool *still, struct err *err) {
  struct manifest manifest;
  struct os_stat stat;
  bool has, ok;

  manifest_init(&manifest);
  ok = manifest_read(store, &manifest, &stat, &has, err);
  for (int i = 0; i < TABLE_COUNT && ok; i++)
    ok = read_table(store, &manifest, (enum table_id)i, err);
  manifest_release(&manifest);
  *still = ok && stood_still(store, has, &stat);
  return ok;
}

static void note_schema(struct store *store) {
  if (settings_schema(&store->book) > SETTINGS_SCHEMA)
    store->read_only = xstrdup("this store was written by a newer mentee");
}

bool store_load(struct store *store, struct os *os, const char *folder, struct err *err) {
  struct os_stat stat;
  bool still = false, ok = true;
  int result;

  memset(store, 0, sizeof *store);
  store->os = os;
  store->folder = xstrdup(folder);
  book_init(&store->book);
  result = os->stat(os->self, folder, true, &stat);
  store->exists = result == 0;
  if (result == -ENOENT)
    return true;
  if (result < 0)
    return err_set(err, ERR_IO, "cannot enter '%s': %s", folder, os_reason(result));
  if (stat.kind != OS_FOLDER)
    return err_set(err, ERR_IO, "'%s' is no folder; a store is a folder of CSV files", folder);
  for (int i = 0; i < READ_AGAIN && ok && !still; i++) {
    if (i > 0) {
      book_release(&store->book);
      book_init(&store->book);
    }
    ok = read_once(store, &still, err);
  }
  if (ok)
    note_schema(store);
  return ok;
}

bool store_reload(struct store *store, struct err *err) {
  struct store fresh;

  if (!store_load(&fresh, store->os, store->folder, err)) {
    store_release(&fresh);
    return false;
  }
  fresh.lock_none = store->lock_none;
  fresh.brief_wait = store->brief_wait;
  fresh.reads = store->reads + 1;
  fresh.state = store->state;
  store->state = NULL;
  store_release(store);
  *store = fresh;
  return true;
}

void store_release(struct store *store) {
  book_release(&store->book);
  free(store->folder);
  free(store->read_only);
  free(store->state);
  store->folder = store->read_only = store->state = NULL;
}
