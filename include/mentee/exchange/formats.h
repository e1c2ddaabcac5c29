#ifndef MENTEE_EXCHANGE_FORMATS_H
#define MENTEE_EXCHANGE_FORMATS_H
/*
 * The formats that can be read, one row each: its word for --from, what it is called, how its
 * content is recognised, and the function that reads it.
 */
#include "mentee/exchange/imported.h"

struct import_options {
  const char *from;    /* a format's word; NULL: recognised from the content */
  bool lax;            /* CSV: quotes where none may be are read as libcsv guesses */
  const char *mapping; /* "Column=field;Other column=field" for CSV; NULL */
  /* Told now and then while reading, then while planning; NULL: nobody listens. */
  import_progress_fn *progress;
  void *context;
};
#define IMPORT_OPTIONS_INIT                                                                        \
  { NULL, false, NULL, NULL, NULL }

struct reading; /* what a reader is given; of this room alone */

struct format {
  const char *word; /* "linkedin" */
  const char *said; /* "LinkedIn connections" */
  bool (*is)(const struct reading *reading);
  bool (*read)(struct reading *reading, struct err *err);
  bool whole_charset; /* the file is in one character set; else each value has its own */
};
/* In the order in which they are tried; ended by NULL words. */
extern const struct format import_formats[];

/*
 * Reads the bytes of a file, whose name is for messages. Adds to *import (several files can follow
 * one another). ERR_USAGE: an unknown format; ERR_DATA: not recognised, or CSV that is not strict,
 * with file, line and reason; ERR_USAGE: progress() said to stop. Then nothing was added.
 */
bool import_read(struct import *import, const char *name, const char *bytes, size_t len,
                 const struct import_options *options, struct err *err);
#endif
