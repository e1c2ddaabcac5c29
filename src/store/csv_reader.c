#include "mentee/store/csv_reader.h"

#include "mentee/base/csv_feed.h"
#include "mentee/store/store.h"
#include <string.h>

#define QUOTE_NEVER_ENDS "a quote never ends"

struct reader {
  struct csv_feed *feed;
  const struct csv_sink *sink;
  const char *bytes, *end;
  uint32_t line;
  const char *
      no_quote_after; /* from here on no quote closes: a record that opens one is damaged at once */
};

static void emit_row(struct reader *reader, const char *raw, const char *raw_end, uint32_t line) {
  struct csv_fields fields = csv_feed_fields(reader->feed);
  struct csv_row row;

  row.raw = raw;
  row.raw_len = (size_t)(raw_end - raw);
  row.line = line;
  row.text = fields.text;
  row.text_len = fields.text_len;
  row.cells = fields.cells;
  row.lengths = fields.lengths;
  row.count = fields.count;
  reader->sink->row(reader->sink->context, &row);
}

static const char *line_end(const struct reader *reader, const char *at) {
  const char *newline = memchr(at, '\n', (size_t)(reader->end - at));

  return newline != NULL ? newline + 1 : reader->end;
}

/* Without its line end, and without the CR of one. */
static size_t content_len(const char *at, const char *end) {
  if (end > at && end[-1] == '\n')
    end--;
  if (end > at && end[-1] == '\r')
    end--;
  return (size_t)(end - at);
}

static bool is_blank(const char *at, const char *end) {
  return content_len(at, end) == 0;
}

static bool starts_with(const char *at, size_t len, const char *head) {
  return len >= strlen(head) && memcmp(at, head, strlen(head)) == 0;
}

/* Marks that git leaves in a file it could not merge. */
static bool is_conflict_mark(const char *at, size_t len) {
  return starts_with(at, len, "<<<<<<< ") || starts_with(at, len, ">>>>>>> ") ||
         (len == 7 && starts_with(at, len, "=======")) || starts_with(at, len, "||||||| ");
}

/* What is wrong with a line by itself, at the start of a record; NULL: nothing. */
static const char *bad_start(const char *at, size_t len) {
  return is_conflict_mark(at, len) ? "a conflict mark of git" : NULL;
}

/* One physical line into libcsv; NULL, or why the record cannot be read. */
static const char *feed(struct reader *reader, const char *at, const char *end) {
  size_t len = (size_t)(end - at);

  if (memchr(at, '\0', len) != NULL)
    return "a NUL byte";
  if (csv_feed_line(reader->feed, at, len) != len)
    return "a quote where none may be";
  if (csv_feed_longest(reader->feed) > STORE_FIELD_LIMIT)
    return "a field longer than 1 MiB";
  return NULL;
}

/* A line without its line end, at the end of the file: libcsv must be told that it ends. */
static const char *finish_file(struct reader *reader) {
  if (!csv_feed_row_is_done(reader->feed) && !csv_feed_end(reader->feed))
    return QUOTE_NEVER_ENDS;
  return csv_feed_row_is_done(reader->feed) ? NULL : QUOTE_NEVER_ENDS;
}

/* Outside quotes a CR that is no part of a line end would make libcsv begin another row. `quoted`:
 * the line begins within quotes. */
static bool has_lone_cr(const char *at, const char *end, bool quoted) {
  const char *cr = at;

  if (memchr(at, '\r', content_len(at, end)) == NULL)
    return false;
  for (; cr < at + content_len(at, end); cr++) {
    if (*cr == '"')
      quoted = !quoted;
    if (*cr == '\r' && !quoted)
      return true;
  }
  return false;
}

/*
 * One record from its first line: reads lines until the row ends. Returns where it ended, or NULL
 * with *why set, where the record is damaged.
 */
static const char *read_record(struct reader *reader, const char *at, uint32_t *lines,
                               const char **why) {
  const char *from = at;

  *lines = 0;
  csv_feed_begin_row(reader->feed);
  while (at < reader->end) {
    const char *end = line_end(reader, at);
    if (has_lone_cr(at, end, at != from)) { /* only a quote carries a record over a line's end */
      *why = "a line end of CR alone";
      return NULL;
    }
    *why = feed(reader, at, end);
    if (*why == NULL && end == reader->end && (end == at || end[-1] != '\n'))
      *why = finish_file(reader);
    if (*why != NULL)
      return NULL;
    (*lines)++;
    at = end;
    if ((size_t)(at - from) > STORE_ROW_LIMIT) {
      *why = "a row longer than 4 MiB, or a quote that never ends";
      return NULL;
    }
    if (csv_feed_row_is_done(reader->feed))
      return at;
  }
  *why = QUOTE_NEVER_ENDS;
  return NULL;
}

/* A record that opens a quote where none can close any more is not read to the end again. */
static const char *try_record(struct reader *reader, const char *at, uint32_t *lines,
                              const char **why) {
  const char *end = line_end(reader, at), *after;
  size_t quotes = 0;

  *why = bad_start(at, content_len(at, end));
  if (*why != NULL)
    return NULL;
  if (reader->no_quote_after != NULL && end > reader->no_quote_after) {
    for (const char *quote = at; quote < end; quote++)
      quotes += *quote == '"';
    if (quotes % 2 == 1) {
      *why = QUOTE_NEVER_ENDS;
      return NULL;
    }
  }
  after = read_record(reader, at, lines, why);
  if (after == NULL && strcmp(*why, QUOTE_NEVER_ENDS) == 0 && reader->no_quote_after == NULL) {
    const char *last = reader->end;
    while (last > at && last[-1] != '"')
      last--;
    reader->no_quote_after = last;
  }
  return after;
}

void csv_read(const char *bytes, size_t len, const struct csv_sink *sink, const char **tail,
              size_t *tail_len) {
  csv_read_separated(bytes, len, ',', sink, tail, tail_len);
}

void csv_read_separated(const char *bytes, size_t len, char separator, const struct csv_sink *sink,
                        const char **tail, size_t *tail_len) {
  struct reader reader;
  const char *at = bytes, *raw = bytes;
  uint32_t line = 1;

  memset(&reader, 0, sizeof reader);
  reader.sink = sink;
  reader.feed = csv_feed_new(separator, false);
  reader.bytes = bytes;
  reader.end = bytes + len;
  while (at < reader.end) {
    const char *end = line_end(&reader, at), *after, *why = NULL;
    uint32_t lines = 1;

    if (is_blank(at, end)) {
      at = end;
      line++;
      continue;
    }
    after = try_record(&reader, at, &lines, &why);
    if (after != NULL) {
      emit_row(&reader, raw, after, line);
    } else {
      after = end;
      lines = 1;
      csv_feed_restart(reader.feed); /* what it has seen means nothing any more */
      sink->damage(sink->context, line, raw, (size_t)(after - raw), why);
    }
    line += lines;
    at = raw = after;
  }
  *tail = raw;
  *tail_len = (size_t)(reader.end - raw);
  csv_feed_free(reader.feed);
}
