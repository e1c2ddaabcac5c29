#ifndef TESTS_PLAIN_CSV_H
#define TESTS_PLAIN_CSV_H
/*
 * A second reader of RFC 4180, written from the document and not from the program, to compare with.
 * It takes well-formed input only: quotes double inside quotes, rows end with LF or CRLF, lines
 * that are empty are no rows.
 */
#include "mentee/base/buf.h"
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define PLAIN_MOST_ROWS 400
#define PLAIN_MOST_CELLS 64

struct plain_row {
  char *cell[PLAIN_MOST_CELLS];
  int count;
  const char *raw; /* in the input, with its line end */
  size_t raw_len;
};

struct plain {
  struct plain_row row[PLAIN_MOST_ROWS];
  int count;
};

static inline const char *plain_cell(const char *at, const char *end, struct buf *cell) {
  if (at < end && *at == '"') {
    for (at++; at < end; at++) {
      if (*at == '"' && at + 1 < end && at[1] == '"')
        at++;
      else if (*at == '"')
        return at + 1;
      buf_addc(cell, *at);
    }
    return at;
  }
  while (at < end && *at != ',' && *at != '\n' &&
         !(*at == '\r' && (at + 1 == end || at[1] == '\n')))
    buf_addc(cell, *at++);
  return at;
}

static inline const char *plain_line_end(const char *at, const char *end) {
  if (at < end && *at == '\r')
    at++;
  return at < end && *at == '\n' ? at + 1 : at;
}

static inline void plain_parse(struct plain *plain, const char *text, size_t len) {
  const char *at = text, *end = text + len;

  plain->count = 0;
  if (len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
    at += 3;
  while (at < end) {
    struct plain_row *row = &plain->row[plain->count];
    if (plain_line_end(at, end) != at) { /* an empty line */
      at = plain_line_end(at, end);
      continue;
    }
    row->raw = at;
    row->count = 0;
    while (true) {
      struct buf cell = BUF_INIT;
      at = plain_cell(at, end, &cell);
      row->cell[row->count++] = buf_detach(&cell);
      if (at >= end || *at != ',')
        break;
      at++;
    }
    at = plain_line_end(at, end);
    row->raw_len = (size_t)(at - row->raw);
    plain->count++;
  }
}

static inline void plain_release(struct plain *plain) {
  for (int i = 0; i < plain->count; i++)
    for (int j = 0; j < plain->row[i].count; j++)
      free(plain->row[i].cell[j]);
  plain->count = 0;
}

/* The cell under a column, "" where the row is too short; NULL where there is no such column. */
static inline const char *plain_at(const struct plain *plain, int row, const char *column) {
  for (int i = 0; i < plain->row[0].count; i++)
    if (strcmp(plain->row[0].cell[i], column) == 0)
      return i < plain->row[row].count ? plain->row[row].cell[i] : "";
  return NULL;
}
#endif
