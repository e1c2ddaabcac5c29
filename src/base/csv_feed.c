#include "mentee/base/csv_feed.h"

#include "mentee/base/buf.h"
#include "mentee/base/vec.h"
#include "mentee/base/xmem.h"
#include <assert.h>
#include <csv.h>
#include <stdlib.h>

/* libcsv grows its field by so much at a time; by its own 128 bytes a long one is copied for ever.
 */
#define FIELD_STEP ((size_t)64 << 10)

struct csv_feed {
  struct csv_parser parser;
  char separator;
  unsigned char options;
  struct buf text;    /* the fields of the row, each ended by NUL */
  VEC(size_t) starts; /* of each field in text */
  VEC(size_t) lengths;
  VEC(const char *) cells; /* filled when they are asked for: text may move until then */
  size_t total;            /* of a plain line's fields, in bytes */
  bool row_done, measures;
};

static int keeps_spaces(unsigned char c) {
  (void)c;
  return 0;
}

static void on_field(void *bytes, size_t len, void *context) {
  struct csv_feed *feed = context;

  assert(!feed->row_done);
  *vec_push(&feed->starts) = feed->text.len;
  *vec_push(&feed->lengths) = len;
  buf_add(&feed->text, bytes, len + 1); /* with the NUL that CSV_APPEND_NULL asks for */
}

static void on_row(int end, void *context) {
  (void)end;
  ((struct csv_feed *)context)->row_done = true;
}

static void on_measured_field(void *bytes, size_t len, void *context) {
  struct csv_feed *feed = context;

  (void)bytes;
  if (feed->lengths.len == feed->lengths.cap)
    feed->lengths.data =
        vec_grow(feed->lengths.data, &feed->lengths.cap, sizeof *feed->lengths.data);
  feed->lengths.data[feed->lengths.len++] = len;
}

/* libcsv asks for every byte whether it is a space, unless it may decide for itself. */
void csv_feed_measure(struct csv_feed *feed, bool on) {
  feed->measures = on;
  csv_set_space_func(&feed->parser, on ? NULL : keeps_spaces);
}

static void open_parser(struct csv_feed *feed) {
  /* csv_init() fails for want of memory only, and without a buffer it wants none */
  csv_init(&feed->parser, feed->options);
  csv_set_realloc_func(&feed->parser, xrealloc);
  csv_set_free_func(&feed->parser, free);
  csv_feed_measure(feed, feed->measures);
  csv_set_delim(&feed->parser, (unsigned char)feed->separator);
  csv_set_blk_size(&feed->parser, FIELD_STEP);
}

struct csv_feed *csv_feed_new(char separator, bool lax) {
  struct csv_feed *feed = xcalloc(1, sizeof *feed);

  feed->separator = separator;
  feed->options = lax ? CSV_APPEND_NULL : CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL;
  open_parser(feed);
  return feed;
}

void csv_feed_free(struct csv_feed *feed) {
  if (feed == NULL)
    return;
  csv_free(&feed->parser);
  buf_release(&feed->text);
  vec_release(&feed->starts);
  vec_release(&feed->lengths);
  vec_release(&feed->cells);
  free(feed);
}

void csv_feed_begin_row(struct csv_feed *feed) {
  buf_cut(&feed->text, 0);
  feed->starts.len = feed->lengths.len = 0;
  feed->row_done = false;
}

void csv_feed_restart(struct csv_feed *feed) {
  csv_free(&feed->parser);
  open_parser(feed);
  csv_feed_begin_row(feed);
}

size_t csv_feed_line(struct csv_feed *feed, const char *line, size_t len) {
  return csv_parse(&feed->parser, line, len, feed->measures ? on_measured_field : on_field, on_row,
                   feed);
}

bool csv_feed_end(struct csv_feed *feed) {
  return csv_fini(&feed->parser, on_field, on_row, feed) == 0;
}

bool csv_feed_row_is_done(const struct csv_feed *feed) {
  return feed->row_done;
}

size_t csv_feed_longest(const struct csv_feed *feed) {
  size_t longest = 0;

  for (size_t i = 0; i < feed->lengths.len; i++)
    if (feed->lengths.data[i] > longest)
      longest = feed->lengths.data[i];
  return longest;
}

const size_t *csv_feed_lengths(const struct csv_feed *feed, size_t *count) {
  *count = feed->lengths.len;
  return feed->lengths.data;
}

struct csv_fields csv_feed_fields(struct csv_feed *feed) {
  feed->cells.len = 0;
  for (size_t i = 0; i < feed->starts.len; i++)
    *vec_push(&feed->cells) = feed->text.data + feed->starts.data[i];
  return (struct csv_fields){buf_text(&feed->text), feed->text.len,     feed->cells.data,
                             feed->starts.data,     feed->lengths.data, feed->lengths.len};
}
