#include "csv_foreign_priv.h"

#include "mentee/base/csv_feed.h"
#include "mentee/exchange/imported.h"
#include <string.h>

#define QUOTE_NEVER_ENDS "a quote that never ends"

struct foreign_reader {
  const struct foreign_csv *csv;
  struct csv_feed *feed;
  uint32_t line, row_line;
  const char *at, *row_at; /* how far it is; where the row began */
  bool in_row, enough;
  const char *why; /* what is wrong; NULL: nothing */
};

static void emit_row(struct foreign_reader *reader) {
  struct csv_fields fields = csv_feed_fields(reader->feed);
  struct foreign_row row = {fields.cells, fields.lengths, fields.count, reader->row_line,
                            reader->at};

  reader->in_row = false;
  if (csv_feed_longest(reader->feed) > IMPORT_FIELD_LIMIT)
    reader->why = "a field longer than 1 MiB";
  else
    reader->enough = !reader->csv->row(reader->csv->context, &row);
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

static void begin_row(struct foreign_reader *reader) {
  reader->row_line = reader->line;
  reader->row_at = reader->at;
  reader->in_row = true;
  csv_feed_begin_row(reader->feed);
}

/* One physical line. Sets `why`, and the column where it can be told. */
static void feed(struct foreign_reader *reader, const char *end, size_t *column) {
  size_t len = (size_t)(end - reader->at), parsed;
  const char *nul = memchr(reader->at, '\0', len);

  if (!reader->in_row)
    begin_row(reader);
  if (nul != NULL && !reader->csv->lax) {
    reader->why = "a NUL byte";
    *column = (size_t)(nul - reader->at) + 1;
    return;
  }
  if ((size_t)(end - reader->row_at) > IMPORT_ROW_LIMIT) {
    reader->why = "a row longer than 4 MiB, or " QUOTE_NEVER_ENDS;
    return;
  }
  parsed = csv_feed_line(reader->feed, reader->at, len);
  if (parsed != len) {
    reader->why = "a quote where none may be";
    *column = parsed;
  } else if (csv_feed_row_is_done(reader->feed)) {
    emit_row(reader);
  }
}

/* A last line without its end, or a quote that is still open. */
static void finish(struct foreign_reader *reader) {
  reader->line = reader->row_line; /* the line where the row began is the useful one */
  if (!csv_feed_end(reader->feed))
    reader->why = QUOTE_NEVER_ENDS;
  else if (csv_feed_row_is_done(reader->feed))
    emit_row(reader);
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
  if (reader->in_row && !reader->enough)
    finish(reader);
}

bool csv_foreign_read(const struct foreign_csv *csv, const char *name, struct err *err) {
  struct foreign_reader reader;
  size_t column = 0;

  memset(&reader, 0, sizeof reader);
  reader.csv = csv;
  reader.at = reader.row_at = csv->text;
  reader.line = 1;
  reader.feed = csv_feed_new(csv->separator, csv->lax);
  read_lines(&reader, csv->text + csv->len, &column);
  csv_feed_free(reader.feed);
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
