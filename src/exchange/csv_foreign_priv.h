#ifndef MENTEE_EXCHANGE_CSV_FOREIGN_PRIV_H
#define MENTEE_EXCHANGE_CSV_FOREIGN_PRIV_H
/*
 * Rows out of other people's CSV, by libcsv. Strict: a quote where none may be, or one that never
 * ends, is an error with its line, because guessing would shift what follows into wrong columns.
 * Lax: as libcsv guesses. Line ends are LF, CRLF or CR.
 */
#include "mentee/base/err.h"
#include <stddef.h>
#include <stdint.h>

struct foreign_row {
  const char *const *cells; /* NUL-terminated, good until the row function returns */
  const size_t *lengths;
  size_t count;
  uint32_t line;   /* where it begins, from 1 */
  const char *end; /* in the text: how far the reader is */
};

struct foreign_csv {
  const char *text;
  size_t len;
  char separator;
  bool lax;
  bool (*row)(void *context, const struct foreign_row *row); /* false: enough */
  void *context;
};

/* ERR_DATA: "people.csv:5: column 12: a quote where none may be". */
bool csv_foreign_read(const struct foreign_csv *csv, const char *name, struct err *err);
/* The separator that the first rows use: , ; or a tab. */
char csv_foreign_separator(const char *text, size_t len);
#endif
