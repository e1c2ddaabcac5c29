#ifndef TESTS_MAKE_BOOK_H
#define TESTS_MAKE_BOOK_H
/* Books for tests, without a file: rows from "field=value" texts, as if read from that line. */
#include "mentee/model/book.h"
#include <stdarg.h>
#include <string.h>

static inline void put_cell(struct book *book, enum table_id table, const char **cells,
                            const char *text) {
  const char *equals = strchr(text, '=');
  char *name = arena_copy(&book->arena, text, (size_t)(equals - text));

  cells[table_find_field(&table_defs[table], name)] = equals + 1;
}

/* The texts end with NULL. */
static inline struct record *put_row(struct book *book, enum table_id table, uint32_t line, ...) {
  const char *cells[TABLE_MAX_FIELDS] = {NULL}, *text;
  struct record *row;
  va_list texts;

  va_start(texts, line);
  while ((text = va_arg(texts, const char *)) != NULL)
    put_cell(book, table, cells, text);
  va_end(texts);
  row = book_make_record(book, table, cells);
  row->line = line;
  book_append(book, table, row);
  return row;
}

/* Cells of columns that are not ours, and surplus; they must outlive the book. */
static inline void put_extra(struct book *book, struct record *row, const char *const *extra,
                             uint32_t count) {
  struct record_more *more = record_more(&book->arena, row);

  more->extra = extra;
  more->extra_count = count;
}
#endif
