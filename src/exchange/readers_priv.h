#ifndef MENTEE_EXCHANGE_READERS_PRIV_H
#define MENTEE_EXCHANGE_READERS_PRIV_H
/* The readers of the formats (formats.c has the table of them), and what they are given. */
#include "mentee/exchange/formats.h"

struct reading {
  struct import *import;
  const struct import_options *options;
  const char *name;    /* of the file, for messages */
  const char *charset; /* that it was in, for the preview */
  const char *text;    /* without BOM; UTF-8, but for vCard, whose values each have their own set */
  size_t len;
  size_t told;  /* what progress was told last */
  bool stopped; /* it said to stop */
};

/* Tells how far the reader is, not more often than every 64 KiB. False: somebody asked to stop;
   what was read so far is taken away again (formats.c). */
bool reading_progress(struct reading *reading, const char *at);
/* The first line that is not blank begins so, whatever its case. */
bool reading_begins(const struct reading *reading, const char *head);

/* Where the word stands in the first bytes, with at least one byte after it; NULL: it does not. */
const char *reading_find(const struct reading *reading, const char *word, size_t within);

#define READER_DECLARE(name)                                                                       \
  bool name##_is(const struct reading *reading);                                                   \
  bool name##_read(struct reading *reading, struct err *err);
READER_DECLARE(vcard)
READER_DECLARE(ldif)
READER_DECLARE(abook)
READER_DECLARE(alias)
READER_DECLARE(bbdb)
READER_DECLARE(monica)
READER_DECLARE(own_json)
READER_DECLARE(csv_any)

/* X(function, word of csv_formats and of --from) */
#define CSV_READERS(X)                                                                             \
  X(csv_own, "mentee-csv")                                                                         \
  X(csv_linkedin, "linkedin")                                                                      \
  X(csv_google, "google")                                                                          \
  X(csv_google_old, "google-old")                                                                  \
  X(csv_thunderbird, "thunderbird")                                                                \
  X(csv_outlook, "outlook")
#define CSV_DECLARE(name, word) READER_DECLARE(name)
CSV_READERS(CSV_DECLARE)
#endif
