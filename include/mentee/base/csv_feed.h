#ifndef MENTEE_BASE_CSV_FEED_H
#define MENTEE_BASE_CSV_FEED_H
/*
 * The one place where libcsv is called: physical lines in, the fields of a row out. A row may take
 * several lines; the caller feeds them, so it knows their numbers and their bytes. Spaces are kept
 * as they stand. At most one row ends in a line: a CR that is no part of the line's end may be fed
 * within quotes only.
 */
#include <stdbool.h>
#include <stddef.h>

struct csv_feed;

struct csv_fields {
  const char *text; /* the fields one behind another, each ended by NUL */
  size_t text_len;
  const char *const *cells; /* each in text */
  const size_t *starts;     /* of each in text */
  const size_t *lengths;    /* bytes, without the NUL */
  size_t count;
};

/* Strict: a quote where none may be is an error. Lax: as libcsv guesses. Never NULL; the caller
   frees it. */
struct csv_feed *csv_feed_new(char separator, bool lax);
void csv_feed_free(struct csv_feed *feed);

/* Drops the fields of a row that was done with, or broken off after an error. */
void csv_feed_begin_row(struct csv_feed *feed);
/* The same, and forgets whatever quote was open. */
void csv_feed_restart(struct csv_feed *feed);
/* How many of the bytes were taken: fewer than `len` where a quote stands where none may be. */
size_t csv_feed_line(struct csv_feed *feed, const char *line, size_t len);
/*
 * While measuring, fields are not copied: their lengths alone are kept, for who looks where they
 * stand in the lines. It takes a third less. But libcsv strips the spaces around a field then, so
 * that looking must not believe a length before it has seen what ends the field there.
 */
void csv_feed_measure(struct csv_feed *feed, bool on);
const size_t *csv_feed_lengths(const struct csv_feed *feed, size_t *count);
/* The input ends here. False: within quotes, where strict. */
bool csv_feed_end(struct csv_feed *feed);
bool csv_feed_row_is_done(const struct csv_feed *feed);
/* In bytes, of the fields that the row has so far. */
size_t csv_feed_longest(const struct csv_feed *feed);
/* Good until the next call with this feed. */
struct csv_fields csv_feed_fields(struct csv_feed *feed);
#endif
