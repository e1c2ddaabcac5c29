#include "mentee/store/mend.h"

#include "mentee/base/map.h"
#include "mentee/store/csv_reader.h"
#include "mentee/store/csv_writer.h"
#include "store_priv.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define BOM "\xEF\xBB\xBF"
#define SHOWN 60 /* bytes of a line that a step shows */

void mend_init(struct mend *mend) {
  memset(mend, 0, sizeof *mend);
}

void mend_release(struct mend *mend) {
  for (int i = 0; i < TABLE_COUNT; i++)
    buf_release(&mend->images[i].bytes);
  vec_release(&mend->steps);
  vec_release(&mend->left);
  arena_release(&mend->arena);
}

/* One file on its way from what it is to what it will be. */
struct mending {
  struct mend *mend;
  const struct store *store;
  const struct table_def *def;
  struct buf out;
  char separator;
  bool has_header, stuck;
  size_t separated; /* rows that were taken from another separator */
  int id_column;
  struct map ids;
};

/* --- steps
 * ---------------------------------------------------------------------------------------- */

static const char *shown(struct mending *mending, const char *bytes, size_t len) {
  while (len > 0 && (bytes[len - 1] == '\n' || bytes[len - 1] == '\r'))
    len--;
  return len <= SHOWN ? arena_copy(&mending->mend->arena, bytes, len)
                      : arena_format(&mending->mend->arena, "%.*s...", SHOWN, bytes);
}

static void add_step(struct mending *mending, uint32_t line, const char *was, size_t was_len,
                     const char *is, size_t is_len) {
  *vec_push(&mending->mend->steps) =
      arena_format(&mending->mend->arena, "%s:%u: '%s' becomes '%s'", mending->def->file, line,
                   shown(mending, was, was_len), shown(mending, is, is_len));
}

static void leave(struct mending *mending, uint32_t line, const char *why) {
  mending->stuck = true;
  *vec_push(&mending->mend->left) =
      line > 0 ? arena_format(&mending->mend->arena, "%s:%u: %s", mending->def->file, line, why)
               : arena_format(&mending->mend->arena, "%s: %s", mending->def->file, why);
}

/* --- a record as it stands
 * ---------------------------------------------------------------------------- */

/* Where the quoted cell that begins here ends (behind its quote), its text in *cell; NULL: it is
   not one that ends where a cell may. */
static const char *quoted_cell(const char *at, const char *end, char separator, struct buf *cell) {
  for (at++; at < end; at++) {
    if (*at == '"' && at + 1 < end && at[1] == '"')
      at++;
    else if (*at == '"')
      return at + 1 == end || at[1] == separator ? at + 1 : NULL;
    buf_addc(cell, *at);
  }
  return NULL;
}

/* A quote that does not enclose a whole cell is a letter like any other. */
static const char *lenient_cell(const char *at, const char *end, char separator, struct buf *cell) {
  const char *after = at < end && *at == '"' ? quoted_cell(at, end, separator, cell) : NULL;

  if (after != NULL)
    return after;
  buf_cut(cell, 0);
  while (at < end && *at != separator)
    buf_addc(cell, *at++);
  return at;
}

/* One line, read leniently, as a record that everybody reads alike. */
static void add_lenient(struct mending *mending, const char *at, const char *end) {
  struct buf cell = BUF_INIT;
  bool first = true, alone = memchr(at, mending->separator, (size_t)(end - at)) == NULL;

  while (first || at < end) {
    if (!first) {
      at++; /* the separator */
      buf_addc(&mending->out, ',');
    }
    first = false;
    buf_cut(&cell, 0);
    at = lenient_cell(at, end, mending->separator, &cell);
    csv_write_cell(&mending->out, buf_text(&cell), alone);
  }
  buf_release(&cell);
}

/* Without its NULs, a line end for each CR that stands alone. */
static void clean(const char *raw, size_t len, struct buf *text) {
  for (size_t i = 0; i < len; i++)
    if (raw[i] == '\r' && i + 1 < len && raw[i + 1] != '\n')
      buf_addc(text, '\n');
    else if (raw[i] != '\0')
      buf_addc(text, raw[i]);
}

static size_t line_length(const char *at, const char *end) {
  const char *newline = memchr(at, '\n', (size_t)(end - at));

  return newline != NULL ? (size_t)(newline + 1 - at) : (size_t)(end - at);
}

static void mend_lines(struct mending *mending, const char *at, const char *end) {
  while (at < end) {
    size_t len = line_length(at, end), text = len;
    while (text > 0 && (at[text - 1] == '\n' || at[text - 1] == '\r'))
      text--;
    if (text > 0)
      add_lenient(mending, at, at + text);
    buf_add(&mending->out, at + text, len - text);
    at += len;
  }
}

static void on_damage(void *context, uint32_t line, const char *raw, size_t raw_len,
                      const char *why) {
  struct mending *mending = context;
  struct buf text = BUF_INIT;
  size_t start = mending->out.len;

  mending->has_header = true; /* one that could not be read was in its place */
  if (strstr(why, "longer than") != NULL) {
    leave(mending, line, why);
    return;
  }
  if (strstr(why, "conflict mark") != NULL) {
    leave(mending, line, "a conflict mark of git; choose which lines stay");
    return;
  }
  clean(raw, raw_len, &text);
  mend_lines(mending, buf_text(&text), buf_text(&text) + text.len);
  add_step(mending, line, raw, raw_len, buf_text(&mending->out) + start, mending->out.len - start);
  buf_release(&text);
}

/* --- a record that is well
 * ------------------------------------------------------------------------------ */

static void find_id_column(struct mending *mending, const struct csv_row *row) {
  mending->has_header = true;
  mending->id_column = -1;
  for (size_t i = 0; i < row->count && mending->def->id != TABLE_SETTINGS; i++)
    if (mending->id_column < 0 && strcmp(row->cells[i], mending->def->fields[0].name) == 0)
      mending->id_column = (int)i;
}

static const char *new_id(struct mending *mending) {
  static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";
  struct os *os = mending->store->os;
  unsigned char bytes[7] = {0};
  char *id = arena_copy(&mending->mend->arena, "0000000", 8);

  do {
    os->random(os->self, bytes, sizeof bytes);
    id[0] = mending->def->letter;
    for (size_t i = 0; i < sizeof bytes; i++)
      id[i + 1] = digits[bytes[i] % 32];
  } while (map_find(&mending->ids, id) != NULL);
  return id;
}

/* The id that the row is to have: its own, or a new one where another row has it. */
static const char *id_of(struct mending *mending, const struct csv_row *row) {
  const char *id = mending->id_column >= 0 && (size_t)mending->id_column < row->count
                       ? row->cells[mending->id_column]
                       : "";

  if (id[0] != '\0' && map_find(&mending->ids, id) != NULL)
    id = new_id(mending);
  if (id[0] != '\0')
    map_put(&mending->ids, arena_dup(&mending->mend->arena, id), mending);
  return id;
}

static void add_row(struct mending *mending, const struct csv_row *row, const char *id) {
  size_t end = row->raw_len, blank = strspn(row->raw, "\r\n");

  buf_add(&mending->out, row->raw, blank);
  for (size_t i = 0; i < row->count; i++) {
    if (i > 0)
      buf_addc(&mending->out, ',');
    csv_write_cell(&mending->out, (int)i == mending->id_column ? id : row->cells[i],
                   row->count == 1);
  }
  while (end > blank && (row->raw[end - 1] == '\n' || row->raw[end - 1] == '\r'))
    end--;
  buf_add(&mending->out, row->raw + end, row->raw_len - end);
}

static void on_row(void *context, const struct csv_row *row) {
  struct mending *mending = context;
  size_t start = mending->out.len;
  bool is_header = !mending->has_header, is_double;
  const char *id;

  if (is_header)
    find_id_column(mending, row);
  id = is_header ? "id" : id_of(mending, row);
  is_double = !is_header && mending->id_column >= 0 && (size_t)mending->id_column < row->count &&
              strcmp(id, row->cells[mending->id_column]) != 0;
  if (mending->separator == ',' && !is_double) {
    buf_add(&mending->out, row->raw, row->raw_len);
    return;
  }
  add_row(mending, row, id);
  mending->separated += mending->separator != ',';
  if (is_double)
    add_step(mending, row->line, row->raw, row->raw_len, buf_text(&mending->out) + start,
             mending->out.len - start);
}

/* --- a file
 * ------------------------------------------------------------------------------------------------
 */

static char separator_of(const char *bytes, size_t len) {
  size_t header = line_length(bytes, bytes + len);

  if (memchr(bytes, ',', header) != NULL)
    return ',';
  return memchr(bytes, ';', header) != NULL    ? ';'
         : memchr(bytes, '\t', header) != NULL ? '\t'
                                               : ',';
}

/* Only a file that is whole afterwards is worth writing. */
static bool is_whole(struct mending *mending) {
  struct book book;
  bool whole;

  book_init(&book);
  load_table(&book, mending->def->id, buf_text(&mending->out), mending->out.len);
  whole = book.tables[mending->def->id].read_only == NULL;
  book_release(&book);
  return whole;
}

static void mend_bytes(struct mending *mending, const char *bytes, size_t len) {
  struct csv_sink sink = {mending, on_row, on_damage};
  size_t bom = len >= 3 && memcmp(bytes, BOM, 3) == 0 ? 3 : 0, tail_len;
  const char *tail;

  if (csv_is_utf16(bytes, len)) {
    leave(mending, 0, CSV_UTF16);
    return;
  }
  buf_add(&mending->out, bytes, bom);
  mending->separator = separator_of(bytes + bom, len - bom);
  csv_read_separated(bytes + bom, len - bom, mending->separator, &sink, &tail, &tail_len);
  buf_add(&mending->out, tail, tail_len);
  if (mending->separated > 0)
    *vec_push(&mending->mend->steps) = arena_format(
        &mending->mend->arena, "%s: %zu rows get commas in place of %s", mending->def->file,
        mending->separated, mending->separator == ';' ? "semicolons" : "tabs");
  if (!mending->stuck && !is_whole(mending))
    leave(mending, 0, "mending line by line is not enough; look at it in an editor");
}

static bool mend_table(struct mend *mend, struct store *store, enum table_id table,
                       struct err *err) {
  struct mending mending = {
      .mend = mend, .store = store, .def = &table_defs[table], .id_column = -1};
  struct buf path = BUF_INIT, bytes = BUF_INIT;
  struct os_stat stat;
  size_t steps = mend->steps.len;
  int result;

  store_path(store, table, &path);
  result = os_read_file(store->os, buf_text(&path), STORE_FILE_LIMIT, &bytes, &stat);
  if (result == 0 && bytes.len > 0) {
    mend_bytes(&mending, buf_text(&bytes), bytes.len);
    if (mending.stuck)
      mend->steps.len = steps; /* of a file that is not written nothing is mended */
    else if (mend->steps.len > steps)
      mend->images[table] = (struct file_image){true, true, mending.out};
  }
  if (!mend->images[table].wanted)
    buf_release(&mending.out);
  map_release(&mending.ids);
  buf_release(&path);
  buf_release(&bytes);
  return result == 0 || os_is_missing(result) ||
         err_set(err, ERR_IO, "cannot read '%s': %s", table_defs[table].file, os_reason(result));
}

bool mend_plan(struct mend *mend, struct store *store, struct err *err) {
  bool ok = true;

  for (int i = 0; i < TABLE_COUNT && ok; i++)
    ok = mend_table(mend, store, (enum table_id)i, err);
  return ok;
}

bool mend_apply(const struct mend *mend, struct store *store, struct commit_report *report,
                struct err *err) {
  struct action action;
  struct buf files = BUF_INIT;
  bool ok;

  action_init(&action);
  for (int i = 0; i < TABLE_COUNT; i++)
    if (mend->images[i].wanted)
      buf_addf(&files, "%s%s", files.len > 0 ? ", " : "", table_defs[i].file);
  action_title(&action, "Mended %s", buf_text(&files));
  ok = store_commit_images(store, &action, mend->images, report, err);
  action_release(&action);
  buf_release(&files);
  return ok;
}
