#include "mentee/store/csv_writer.h"

#include <string.h>

#define BOM "\xEF\xBB\xBF"

static bool needs_quotes(const char *cell, bool only_cell_of_row) {
  size_t len = strlen(cell);

  if (len == 0)
    return only_cell_of_row; /* an empty line is no row */
  if (strpbrk(cell, ",\"\r\n") != NULL)
    return true;
  if (cell[0] == ' ' || cell[0] == '\t' || cell[len - 1] == ' ' || cell[len - 1] == '\t')
    return true;
  if (strncmp(cell, BOM, 3) == 0 || cell[0] == '#')
    return true;
  /* what git's conflict marks look like, in the first cell of a row */
  return strncmp(cell, "<<<<<<<", 7) == 0 || strncmp(cell, "=======", 7) == 0 ||
         strncmp(cell, ">>>>>>>", 7) == 0 || strncmp(cell, "|||||||", 7) == 0;
}

void csv_write_cell(struct buf *out, const char *cell, bool only_cell_of_row) {
  if (!needs_quotes(cell, only_cell_of_row)) {
    buf_adds(out, cell);
    return;
  }
  buf_addc(out, '"');
  for (; *cell != '\0'; cell++) {
    if (*cell == '"')
      buf_addc(out, '"');
    buf_addc(out, *cell);
  }
  buf_addc(out, '"');
}

static const char *line_end(const struct table *table) {
  return table->crlf ? "\r\n" : "\n";
}

static void write_header(struct buf *out, const struct table *table) {
  if (table->bom)
    buf_adds(out, BOM);
  if (table->header_len > 0) {
    buf_add(out, table->header_raw, table->header_len);
    return;
  }
  if (table->columns.len == 0)
    return; /* blank lines and nothing else */
  for (size_t i = 0; i < table->columns.len; i++) {
    if (i > 0)
      buf_addc(out, ',');
    csv_write_cell(out, table->columns.data[i].name, table->columns.len == 1);
  }
  buf_adds(out, line_end(table));
}

/* The columns that a row has had so far; a row from the file may be shorter than the header. */
static const char *cell_of(const struct record *record, const struct column *column,
                           uint32_t *extra) {
  if (column->field >= 0)
    return record_text(record, column->field);
  return *extra < record_extra_count(record) ? record_extra(record, (*extra)++) : "";
}

/* Up to the last column that holds something, or that the row had in the file. */
static size_t columns_needed(const struct table *table, const struct record *record) {
  size_t needed = 0, had = record->columns;
  uint32_t extra = 0;

  for (size_t i = 0; i < table->columns.len; i++)
    if (cell_of(record, &table->columns.data[i], &extra)[0] != '\0')
      needed = i + 1;
  if (extra < record_extra_count(record) || record_origin(record) == NULL)
    return table->columns.len; /* surplus cells keep their place behind the header's */
  if (had > table->columns.len)
    had = table->columns.len;
  return needed > had ? needed : had;
}

static void write_row(struct buf *out, const struct table *table, const struct record *record) {
  size_t count = columns_needed(table, record);
  uint32_t extra = 0;
  bool alone = count == 1 && record_extra_count(record) == 0;

  for (size_t i = 0; i < count; i++) {
    if (i > 0)
      buf_addc(out, ',');
    csv_write_cell(out, cell_of(record, &table->columns.data[i], &extra), alone);
  }
  for (; extra < record_extra_count(record); extra++) {
    buf_addc(out, ',');
    csv_write_cell(out, record_extra(record, extra), false);
  }
  buf_adds(out, line_end(table));
}

/* The last row of a file may lack its line end; the row that comes after it needs one. */
static void end_line(struct buf *out, const struct table *table) {
  if (out->len > 0 && out->data[out->len - 1] != '\n')
    buf_adds(out, line_end(table));
}

/* A row whose surplus would slide under a column that joined after it was read. */
static bool must_move(const struct table *table, const struct record *record) {
  size_t unknown = 0;

  for (size_t i = 0; i < table->columns.len; i++)
    unknown += table->columns.data[i].field < 0;
  return table->header_len == 0 && record_extra_count(record) > unknown;
}

void csv_write_table(struct buf *out, const struct table *table) {
  write_header(out, table);
  for (size_t i = 0; i < table->records.len; i++) {
    const struct record *record = table->records.data[i];
    end_line(out, table);
    if (record_has_raw(record) && !must_move(table, record))
      record_add_raw(record, out);
    else
      write_row(out, table, record);
  }
  buf_add(out, table->tail, table->tail_len);
}
