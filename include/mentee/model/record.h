#ifndef MENTEE_MODEL_RECORD_H
#define MENTEE_MODEL_RECORD_H
/*
 * One row of a CSV file: its cells as text, exactly as they were read. Nothing
 * typed is stored; the accessors read a cell when asked. A record never changes:
 * an edit makes a new one. Cells are never NULL, "" is empty.
 */
#include "mentee/base/arena.h"
#include "mentee/model/tables.h"
#include <stdbool.h>
#include <stdint.h>

struct record {
  const char *raw; /* its bytes in the file with blank lines before it and its line end; NULL:
                      written anew */
  size_t raw_len;
  uint32_t line;    /* the physical line it began on, from 1; 0: not from a file */
  uint32_t columns; /* cells the row had in the file (fewer than the header: a short row) */
  uint32_t index;   /* place in its table, kept by the book */
  const char
      *given_id; /* of a row typed without an id: what it will get when next written; else "" */
  const char *const
      *extra; /* cells of unknown columns in file order, then the surplus of a long row */
  uint32_t extra_count;
  const struct record *origin; /* as it was read from the file; NULL for a row begun here */
  const char *cell[];          /* by field */
};

/* Never NULL. */
const char *record_text(const struct record *record, int field);
bool record_has(const struct record *record, int field); /* the cell is not empty */
/* The id in the cell, else the one it will get. */
const char *record_id(const struct record *record);

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

/* "" where the value suits the field, else why not ("November has 30 days"), in a static text or in
 * `arena`. */
const char *field_refusal(const struct field *field, const char *value, struct arena *arena);
/* "" where a text can be written now. Stricter than what a file may hold: no control character, and
 * UTF-8 alone. */
const char *field_text_refusal(const struct field *field, const char *value);
#endif
