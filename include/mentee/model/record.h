#ifndef MENTEE_MODEL_RECORD_H
#define MENTEE_MODEL_RECORD_H
/*
 * One row of a CSV file: its cells as text, exactly as they were read. Nothing
 * typed is stored; the accessors read a cell when asked. A record never changes:
 * an edit makes a new one. Cells are never NULL, "" is empty.
 */
#include "mentee/base/arena.h"
#include "mentee/base/buf.h"
#include "mentee/model/tables.h"
#include <stdbool.h>
#include <stdint.h>

/* What few rows have. */
struct record_more {
  const char *raw; /* its bytes in the file with blank lines before it and its line end; NULL:
                      they stand in text, or there are none */
  size_t raw_len;
  const char
      *given_id; /* of a row typed without an id: what it will get when next written; else "" */
  const char *const
      *extra; /* cells of unknown columns in file order, then the surplus of a long row */
  uint32_t extra_count;
  const struct record *origin; /* as it was read from the file; NULL for a row begun here */
};

/*
 * Small, for there are a million of them: where each cell begins is told in as few bytes as reach
 * the end of the row. The text of most rows is their lines themselves, in which NUL took the place
 * of the comma, the closing quote or the line end behind each cell: so the bytes of the file are in
 * memory once.
 */
struct record {
  const char *text;               /* its cells one behind another, each ended by NUL */
  const struct record_more *more; /* NULL: it has nothing of that */
  uint32_t in_place;              /* bytes of its line, where that became the text; else 0 */
  uint32_t line;                  /* the physical line it began on, from 1; 0: not from a file */
  uint32_t columns; /* cells the row had in the file (fewer than the header: a short row) */
  uint32_t index;   /* place in its table, kept by the book */
  uint8_t width;    /* bytes for each of: */
  uint8_t at[];     /* where the cells begin in text, by field */
};

/* Never NULL. */
const char *record_text(const struct record *record, int field);
bool record_has(const struct record *record, int field); /* the cell is not empty */
/* The id in the cell, else the one it will get. */
const char *record_id(const struct record *record);
const char *record_given_id(const struct record *record); /* "" where its cell has one */
const struct record *record_origin(const struct record *record);
/* Cells of unknown columns in file order, then the surplus of a long row; "" beyond them. */
uint32_t record_extra_count(const struct record *record);
const char *record_extra(const struct record *record, uint32_t index);

/* Is it as it was read? Then these are its bytes in the file, blank lines before it and its line
 * end included. */
bool record_has_raw(const struct record *record);
void record_add_raw(const struct record *record, struct buf *out);

/* DATE_NONE where empty or not a real day. */
int record_day(const struct record *record, int field);
/* Index, WORD_EMPTY or WORD_UNKNOWN; record_word_or() gives `otherwise` for both of these. */
int record_word(const struct record *record, int field, const struct words *list);
int record_word_or(const struct record *record, int field, const struct words *list, int otherwise);
/* -1 where empty or not a whole number of at most nine digits. */
int record_number(const struct record *record, int field);
bool record_yes(const struct record *record, int field);
int record_time(const struct record *record, int field); /* minutes since midnight or -1 */

/*
 * The parts of a ;-separated cell, trimmed, empty ones passed over.
 *   const char *part, *at = cell; size_t len;
 *   while (record_next_part(&at, &part, &len)) ...
 */
bool record_next_part(const char **at, const char **part, size_t *len);

/* --- making (the book, and the store's reader) --- */

/* In the arena; every cell is "" as yet, that is: begins at the NUL that ends the text. */
struct record *record_new(struct arena *arena, const struct table_def *def, const char *text,
                          size_t text_len);
void record_place_far(struct record *record, int field, size_t at);
static inline void record_place(struct record *record, int field, size_t at) {
  if (record->width == 1)
    record->at[field] = (uint8_t)at;
  else
    record_place_far(record, field, at);
}
/* To be filled: a copy of what it has so far. */
struct record_more *record_more(struct arena *arena, struct record *record);

/* "" where the value suits the field, else why not ("November has 30 days"), in a static text or in
 * `arena`. */
const char *field_refusal(const struct field *field, const char *value, struct arena *arena);
/* "" where a text can be written now. Stricter than what a file may hold: no control character, and
 * UTF-8 alone. */
const char *field_text_refusal(const struct field *field, const char *value);
#endif
