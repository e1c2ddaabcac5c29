#include "mentee/store/kept.h"

#include "mentee/base/date.h"
#include "mentee/store/csv_reader.h"
#include "mentee/store/csv_writer.h"
#include "store_priv.h"
#include <errno.h>
#include <string.h>

#define FILE_NAME "conflicts.csv"

enum kept_column { KEPT_ID, AT, FROM, TABLE, ROW, FIELD, BEFORE, HERE, THERE, COLUMNS };
static const char *const column_names[COLUMNS] = {"id",    "at",     "from", "table", "row",
                                                  "field", "before", "here", "there"};

/* --- reading ------------------------------------------------------------------------------------
 */

struct reading {
  struct kept *kept;
  bool has_header;
};

static enum table_id table_named(const char *name) {
  for (int i = 0; i < TABLE_COUNT; i++)
    if (strcmp(table_defs[i].name, name) == 0)
      return (enum table_id)i;
  return TABLE_NONE;
}

static void take_row(void *context, const struct csv_row *row) {
  struct reading *reading = context;
  struct arena *arena = &reading->kept->arena;
  const char *cell[COLUMNS];
  enum table_id table;
  int field;

  if (!reading->has_header || row->count < COLUMNS) {
    reading->has_header = true;
    return;
  }
  for (int i = 0; i < COLUMNS; i++)
    cell[i] = arena_copy(arena, row->cells[i], row->lengths[i]);
  table = table_named(cell[TABLE]);
  if (table == TABLE_NONE)
    return;
  field = table_find_field(&table_defs[table], cell[FIELD]);
  *vec_push(&reading->kept->list) =
      (struct kept_conflict){cell[KEPT_ID], cell[AT],    cell[FROM],   table,      cell[ROW],
                             field,         cell[FIELD], cell[BEFORE], cell[HERE], cell[THERE]};
}

static void pass_damage(void *context, uint32_t line, const char *raw, size_t raw_len,
                        const char *why) {
  (void)context;
  (void)line;
  (void)raw;
  (void)raw_len;
  (void)why;
}

bool kept_load(struct kept *kept, struct os *os, const char *folder, struct err *err) {
  struct buf path = BUF_INIT, bytes = BUF_INIT;
  struct reading reading = {kept, false};
  struct csv_sink sink = {&reading, take_row, pass_damage};
  struct os_stat stat;
  const char *tail;
  size_t tail_len;
  int result;

  *kept = (struct kept)KEPT_INIT;
  buf_addf(&path, "%s/" FILE_NAME, folder);
  result = os_read_file(os, buf_text(&path), STORE_FILE_LIMIT, &bytes, &stat);
  if (result == 0)
    csv_read(buf_text(&bytes), bytes.len, &sink, &tail, &tail_len);
  buf_release(&path);
  buf_release(&bytes);
  return result == 0 || result == -ENOENT ||
         err_set(err, ERR_IO, "cannot read '" FILE_NAME "': %s", os_reason(result));
}

void kept_release(struct kept *kept) {
  vec_release(&kept->list);
  arena_release(&kept->arena);
}

/* --- writing ------------------------------------------------------------------------------------
 */

static void write_cells(struct buf *out, const char *const *cells) {
  for (int i = 0; i < COLUMNS; i++) {
    if (i > 0)
      buf_addc(out, ',');
    csv_write_cell(out, cells[i], false);
  }
  buf_addc(out, '\n');
}

static void format(const struct kept *kept, struct buf *out) {
  write_cells(out, column_names);
  for (size_t i = 0; i < kept->list.len; i++) {
    const struct kept_conflict *one = &kept->list.data[i];
    const char *cells[COLUMNS] = {one->id,   one->at,     one->from,   table_defs[one->table].name,
                                  one->row,  one->column, one->before, one->here,
                                  one->there};
    write_cells(out, cells);
  }
}

/* The whole file anew, or gone where nothing waits any more. */
static bool save(const struct kept *kept, struct os *os, const char *folder, struct err *err) {
  struct store store = {.os = os};
  struct buf path = BUF_INIT, temporary = BUF_INIT, text = BUF_INIT;
  int result = 0;
  bool ok = true;

  buf_addf(&path, "%s/" FILE_NAME, folder);
  buf_addf(&temporary, "%s/." FILE_NAME ".tmp", folder);
  if (kept->list.len == 0) {
    result = os->unlink(os->self, buf_text(&path));
    result = result == -ENOENT ? 0 : result;
  } else {
    format(kept, &text);
    os->unlink(os->self, buf_text(&temporary)); /* what a cut-off left */
    ok = write_new(&store, buf_text(&temporary), 0600, buf_text(&text), text.len, err);
    if (ok)
      result = os->rename(os->self, buf_text(&temporary), buf_text(&path));
  }
  if (ok && result == 0)
    result = os_sync_folder(os, folder);
  buf_release(&path);
  buf_release(&temporary);
  buf_release(&text);
  if (ok && result < 0)
    return err_set(err, ERR_IO, "cannot write '" FILE_NAME "': %s", os_reason(result));
  return ok;
}

static const char *now_text(struct os *os, struct arena *arena) {
  int64_t seconds = os->now_ns(os->self) / 1000000000;
  char iso[DATE_TEXT_SIZE];
  int minutes = 0;

  os->zone_minutes(os->self, "", seconds, &minutes);
  seconds += (int64_t)minutes * 60;
  return arena_format(arena, "%s %02d:%02d", date_iso((int)(seconds / 86400), iso),
                      (int)(seconds / 3600 % 24), (int)(seconds / 60 % 60));
}

static const char *new_id(struct os *os, struct arena *arena) {
  static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";
  unsigned char bytes[7] = {0};
  char id[9] = "x";

  os->random(os->self, bytes, sizeof bytes);
  for (size_t i = 0; i < sizeof bytes; i++)
    id[i + 1] = digits[bytes[i] % 32];
  return arena_dup(arena, id);
}

static bool has(const struct kept *kept, const struct kept_conflict *one) {
  for (size_t i = 0; i < kept->list.len; i++) {
    const struct kept_conflict *other = &kept->list.data[i];
    if (other->table == one->table && strcmp(other->row, one->row) == 0 &&
        strcmp(other->column, one->column) == 0 && strcmp(other->here, one->here) == 0 &&
        strcmp(other->there, one->there) == 0)
      return true;
  }
  return false;
}

bool kept_add(struct os *os, const char *folder, const struct conflicts *conflicts,
              enum kept_side side, struct err *err) {
  struct kept kept;
  bool ok = kept_load(&kept, os, folder, err);

  for (size_t i = 0; ok && i < conflicts->list.len; i++) {
    const struct conflict *conflict = &conflicts->list.data[i];
    bool here_waits = side == KEPT_HERE_WAITS;
    struct kept_conflict one = {
        .at = now_text(os, &kept.arena),
        .from = here_waits ? "meanwhile" : "sync",
        .table = conflict->table,
        .row = conflict->id,
        .field = conflict->field,
        .column = conflict->field >= 0 ? table_defs[conflict->table].fields[conflict->field].name
                                       : conflict->column,
        .before = conflict->before,
        .here = here_waits ? conflict->after : conflict->there,
        .there = here_waits ? conflict->there : conflict->after,
    };
    one.id = new_id(os, &kept.arena);
    if (!has(&kept, &one))
      *vec_push(&kept.list) = one;
  }
  ok = ok && save(&kept, os, folder, err);
  kept_release(&kept);
  return ok;
}

static bool drop(struct os *os, const char *folder, const char *id, struct err *err) {
  struct kept kept;
  bool ok = kept_load(&kept, os, folder, err);
  size_t left = 0;

  for (size_t i = 0; ok && i < kept.list.len; i++)
    if (strcmp(kept.list.data[i].id, id) != 0)
      kept.list.data[left++] = kept.list.data[i];
  kept.list.len = left;
  ok = ok && save(&kept, os, folder, err);
  kept_release(&kept);
  return ok;
}

bool kept_drop(struct store *store, const char *id, struct err *err) {
  int fd;
  bool ok;

  if (!lock_take(store, &fd, err))
    return false;
  ok = drop(store->os, store->folder, id, err);
  lock_give_back(store, fd);
  return ok;
}
