#include "csv_foreign_priv.h"

#include "mentee/base/buf.h"
#include "mentee/base/vec.h"
#include "mentee/base/xmem.h"
#include "mentee/exchange/imported.h"
#include <csv.h>
#include <string.h>

#define QUOTE_NEVER_ENDS "a quote that never ends"

struct foreign_reader {
  const struct foreign_csv *csv;
  struct csv_parser parser;
  struct buf text; /* the fields of a row, each ended by NUL */
  VEC(size_t) starts;
  VEC(size_t) lengths;
  VEC(const char *) cells;
  uint32_t line, row_line;
  const char *at, *row_at; /* how far it is; where the row began */
  bool in_row, enough;
  const char *why; /* what is wrong; NULL: nothing */
};

static int keeps_spaces(unsigned char c) {
  (void)c;
  return 0;
}

static void on_field(void *bytes, size_t len, void *context) {
  struct foreign_reader *reader = context;

  if (len > IMPORT_FIELD_LIMIT)
    reader->why = "a field longer than 1 MiB";
  if (reader->enough || reader->why != NULL)
    return;
  *vec_push(&reader->starts) = reader->text.len;
  *vec_push(&reader->lengths) = len;
  buf_add(&reader->text, bytes, len);
  buf_addc(&reader->text, '\0');
}

static void on_row(int end, void *context) {
  struct foreign_reader *reader = context;
  struct foreign_row row;

  (void)end;
  reader->in_row = false;
  if (!reader->enough && reader->why == NULL) {
    for (size_t i = 0; i < reader->starts.len; i++)
      *vec_push(&reader->cells) = reader->text.data + reader->starts.data[i];
    row = (struct foreign_row){reader->cells.data, reader->lengths.data, reader->starts.len,
                               reader->row_line, reader->at};
    reader->enough = !reader->csv->row(reader->csv->context, &row);
  }
  buf_cut(&reader->text, 0);
  reader->starts.len = reader->lengths.len = reader->cells.len = 0;
}

/* The end of the physical line at `at`, its LF, CRLF or CR included. */
static const char *line_end(const char *at, const char *end) {
  const char *newline = memchr(at, '\n', (size_t)(end - at));
  const char *stop = newline != NULL ? newline + 1 : end;
  const char *cr = memchr(at, '\r', (size_t)(stop - at));

  if (cr == NULL || cr + 1 == newline)
    return stop;
  return cr + 1;
}

static bool is_blank(const char *at, const char *end) {
  for (; at < end; at++)
    if (*at != '\n' && *at != '\r')
      return false;
  return true;
}

static void feed(struct foreign_reader *reader, const char *end, size_t *column) {
  size_t len = (size_t)(end - reader->at), parsed;
  const char *nul = memchr(reader->at, '\0', len);

  if (!reader->in_row) {
    reader->row_line = reader->line;
    reader->row_at = reader->at;
    reader->in_row = true;
  }
  if (nul != NULL && !reader->csv->lax) {
    reader->why = "a NUL byte";
    *column = (size_t)(nul - reader->at) + 1;
    return;
  }
  parsed = csv_parse(&reader->parser, reader->at, len, on_field, on_row, reader);
  if (parsed != len && reader->why == NULL) {
    reader->why = "a quote where none may be";
    *column = parsed;
  }
  if (reader->in_row && (size_t)(end - reader->row_at) > IMPORT_ROW_LIMIT)
    reader->why = "a row longer than 4 MiB, or " QUOTE_NEVER_ENDS;
}

static void read_lines(struct foreign_reader *reader, const char *end, size_t *column) {
  while (reader->at < end && reader->why == NULL && !reader->enough) {
    const char *next = line_end(reader->at, end);
    if (reader->in_row || !is_blank(reader->at, next))
      feed(reader, next, column);
    if (reader->why != NULL)
      return;
    reader->at = next;
    reader->line++;
  }
  if (reader->why != NULL || reader->enough || !reader->in_row)
    return;
  reader->line = reader->row_line; /* the line where the row began is the useful one */
  if (csv_fini(&reader->parser, on_field, on_row, reader) != 0)
    reader->why = QUOTE_NEVER_ENDS;
}

bool csv_foreign_read(const struct foreign_csv *csv, const char *name, struct err *err) {
  unsigned char options =
      csv->lax ? CSV_APPEND_NULL : CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL;
  struct foreign_reader reader;
  size_t column = 0;

  memset(&reader, 0, sizeof reader);
  reader.csv = csv;
  reader.at = reader.row_at = csv->text;
  reader.line = 1;
  csv_init(&reader.parser, options);
  csv_set_realloc_func(&reader.parser, xrealloc);
  csv_set_space_func(&reader.parser, keeps_spaces);
  csv_set_delim(&reader.parser, (unsigned char)csv->separator);
  read_lines(&reader, csv->text + csv->len, &column);
  csv_free(&reader.parser);
  buf_release(&reader.text);
  vec_release(&reader.starts);
  vec_release(&reader.lengths);
  vec_release(&reader.cells);
  if (reader.why == NULL)
    return true;
  if (column > 0)
    return err_set(err, ERR_DATA, "%s:%u: column %zu: %s", name, reader.line, column, reader.why);
  return err_set(err, ERR_DATA, "%s:%u: %s", name, reader.line, reader.why);
}

#define SNIFFED 8192

/* The first line that has one decides: a header has no lists in its cells, but rows may. */
char csv_foreign_separator(const char *text, size_t len) {
  static const char candidates[] = ",;\t";
  size_t count[3] = {0, 0, 0}, best = 0;
  bool quoted = false;

  for (size_t i = 0; i < len && i < SNIFFED; i++) {
    const char *which = text[i] != '\0' ? strchr(candidates, text[i]) : NULL;
    if (text[i] == '"')
      quoted = !quoted;
    if (which != NULL && !quoted)
      count[which - candidates]++;
    if (!quoted && (text[i] == '\n' || text[i] == '\r') && count[0] + count[1] + count[2] > 0)
      break;
  }
  for (size_t i = 1; i < 3; i++)
    if (count[i] > count[best])
      best = i;
  return candidates[best];
}
