#ifndef MENTEE_STORE_CSV_READER_H
#define MENTEE_STORE_CSV_READER_H
/*
 * Rows out of bytes: libcsv, fed one physical line at a time, so that a row is a
 * whole number of lines and its bytes and line number are known. Strict: after an
 * error reading starts again at the line after the one where that record began,
 * and what could not be read is told, never guessed.
 */
#include "mentee/base/buf.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct csv_row {
  const char *raw; /* in the input, blank lines before it and the line end included */
  size_t raw_len;
  uint32_t line;    /* where the record itself begins, from 1 */
  const char *text; /* the cells one behind another, each ended by NUL; good until the next call */
  size_t text_len;
  const char *const *cells; /* each in text */
  const size_t *starts;     /* of each in text */
  const size_t *lengths;
  size_t count;
  char *in_place; /* csv_read_in_place() only: what stands for text */
};

struct csv_sink {
  void *context;
  void (*row)(void *context, const struct csv_row *row);
  /* A record that could not be read: its physical line alone. */
  void (*damage)(void *context, uint32_t line, const char *raw, size_t raw_len, const char *why);
};

/* Do the bytes begin as UTF-16 does, by its mark or a NUL beside each letter of a header? No such
   file is read here, and what would be left of it without its NULs is no text. */
bool csv_is_utf16(const char *bytes, size_t len);
#define CSV_UTF16 "it is written in UTF-16, not UTF-8; save it again as CSV UTF-8"

/* What follows the last row (blank lines) is returned in *tail. The BOM is not part of the input.
 */
void csv_read(const char *bytes, size_t len, const struct csv_sink *sink, const char **tail,
              size_t *tail_len);
/*
 * The same for who may write to the input. A row after the first whose cells stand in the input as
 * they are is not copied: starts count from in_place, which is raw; text and cells are NULL. The
 * sink may put a NUL behind each cell. In a cell within quotes each doubled quote has become one,
 * so that as many bytes are left over before the quote that closes it.
 */
void csv_read_in_place(char *bytes, size_t len, const struct csv_sink *sink, const char **tail,
                       size_t *tail_len);
/* The same where something else stands between the cells. */
void csv_read_separated(const char *bytes, size_t len, char separator, const struct csv_sink *sink,
                        const char **tail, size_t *tail_len);
#endif
