#ifndef TESTS_MAKE_BOOK_H
#define TESTS_MAKE_BOOK_H
/* Books for tests, without a file: rows from "field=value" texts, as if read from that line. */
#include "mentee/model/book.h"
#include <stdarg.h>
#include <string.h>

static inline void put_cell(struct book *book, enum table_id table, struct record *row,
                            const char *text) {
  const char *equals = strchr(text, '=');
  char *name = arena_copy(&book->arena, text, (size_t)(equals - text));

  row->cell[table_find_field(&table_defs[table], name)] = arena_dup(&book->arena, equals + 1);
}

/* The texts end with NULL. */
static inline struct record *put_row(struct book *book, enum table_id table, uint32_t line, ...) {
  struct record *row = book_new_record(book, table);
  const char *text;
  va_list texts;

  row->line = line;
  va_start(texts, line);
  while ((text = va_arg(texts, const char *)) != NULL)
    put_cell(book, table, row, text);
  va_end(texts);
  book_append(book, table, row);
  return row;
}
#endif
