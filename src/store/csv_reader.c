#include "mentee/store/csv_reader.h"

#include "mentee/base/csv_feed.h"
#include "mentee/base/vec.h"
#include "mentee/store/store.h"
#include <string.h>

#define QUOTE_NEVER_ENDS "a quote never ends"

/* The next place of a byte; looked for again only where it is behind. */
struct ahead {
  char byte;
  const char *next;
};

struct reader {
  struct csv_feed *feed;
  const struct csv_sink *sink;
  char *writable; /* the input; NULL: it must stay as it is */
  const char *bytes, *end;
  struct ahead cr, nul;
  VEC(size_t) starts; /* of the cells of a row in its place */
  size_t doubled;     /* quotes in them */
  const char *
      no_quote_after; /* from here on no quote closes: a record that opens one is damaged at once */
};

static bool stands_in(const struct reader *reader, struct ahead *ahead, const char *at,
                      const char *end) {
  if (ahead->next == NULL || ahead->next < at) {
    ahead->next = memchr(at, ahead->byte, (size_t)(reader->end - at));
    if (ahead->next == NULL)
      ahead->next = reader->end;
  }
  return ahead->next < end;
}

/* Reading goes on before the line that was read last; what libcsv has seen means nothing. */
static void step_back(struct reader *reader) {
  csv_feed_restart(reader->feed);
  reader->cr.next = reader->nul.next = NULL;
}

static void emit_row(struct reader *reader, const char *raw, const char *raw_end, uint32_t line) {
  struct csv_fields fields = csv_feed_fields(reader->feed);
  const struct csv_row row = {
      .raw = raw,
      .raw_len = (size_t)(raw_end - raw),
      .line = line,
      .text = fields.text,
      .text_len = fields.text_len,
      .cells = fields.cells,
      .starts = fields.starts,
      .lengths = fields.lengths,
      .count = fields.count,
  };

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

  if (stands_in(reader, &reader->nul, at, end))
    return "a NUL byte";
  if (csv_feed_line(reader->feed, at, len) != len)
    return "a quote where none may be";
  if (len > STORE_FIELD_LIMIT && csv_feed_longest(reader->feed) > STORE_FIELD_LIMIT)
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
static bool has_lone_cr(struct reader *reader, const char *at, const char *end, bool quoted) {
  const char *cr = at;

  if (!stands_in(reader, &reader->cr, at, at + content_len(at, end)))
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
    if (has_lone_cr(reader, at, end,
                    at != from)) { /* only a quote carries a record over a line's end */
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

/* The quote that closes a cell, and how many in the cell are doubled. */
static const char *find_closing(const char *cell, const char *end, size_t *doubled) {
  const char *at = cell;

  while ((at = memchr(at, '"', (size_t)(end - at))) != NULL) {
    if (at + 1 == end || at[1] != '"')
      return at;
    (*doubled)++;
    at += 2;
  }
  return NULL;
}

/* Where the cells stand, for what libcsv found is their lengths; false: not as they are. */
static bool find_cells(struct reader *reader, const char *at, const char *end,
                       const size_t *lengths, size_t count) {
  const char *from = at;
  size_t *starts, all_doubled = 0;

  while (reader->starts.len < count)
    *vec_push(&reader->starts) = 0;
  starts = reader->starts.data;
  for (size_t i = 0; i < count; i++) {
    if (*at != '"') {
      starts[i] = (size_t)(at - from);
      at += lengths[i];
    } else {
      size_t doubled = 0;
      const char *stop = find_closing(++at, end, &doubled);
      starts[i] = (size_t)(at - from);
      if (stop == NULL || (size_t)(stop - at) != lengths[i] + doubled)
        return false;
      all_doubled += doubled;
      at = stop + 1;
    }
    if (at > end || (i + 1 < count && *at++ != ','))
      return false;
  }
  reader->doubled = all_doubled;
  return count > 0 && at == end;
}

/* The cell as it is meant; the bytes that this leaves over stand between it and its quote. */
static void undouble(char *cell, size_t len) {
  const char *from = cell;

  for (size_t i = 0; i < len; i++, from++) {
    cell[i] = *from;
    from += *from == '"';
  }
}

/* Where the row ends, or NULL where anything about it wants a closer look. */
static const char *measure_row(struct reader *reader, const char *at, uint32_t *lines) {
  const char *from = at;

  csv_feed_measure(reader->feed, true);
  csv_feed_begin_row(reader->feed);
  while (!csv_feed_row_is_done(reader->feed)) {
    const char *end = line_end(reader, at);
    size_t content = content_len(at, end);
    if (at == reader->end || end[-1] != '\n' || (size_t)(end - from) > STORE_FIELD_LIMIT ||
        stands_in(reader, &reader->nul, at, end) ||
        stands_in(reader, &reader->cr, at, at + content) ||
        csv_feed_line(reader->feed, at, (size_t)(end - at)) != (size_t)(end - at))
      return NULL;
    (*lines)++;
    at = end;
  }
  return at;
}

static void undouble_all(const struct reader *reader, const struct csv_row *row) {
  for (size_t i = 0; reader->doubled > 0 && i < row->count; i++)
    if (row->starts[i] > 0 && row->in_place[row->starts[i] - 1] == '"')
      undouble(row->in_place + row->starts[i], row->lengths[i]);
}

/* Most rows are this: their cells need no other place than where they stand. */
static const char *emit_in_place(struct reader *reader, const char *at, uint32_t *line) {
  struct csv_row row = {.raw = at, .line = *line};
  uint32_t lines = 0;
  const char *end = measure_row(reader, at, &lines);

  csv_feed_measure(reader->feed, false);
  row.lengths = csv_feed_lengths(reader->feed, &row.count);
  if (end == NULL || !find_cells(reader, at, at + content_len(at, end), row.lengths, row.count)) {
    step_back(reader);
    return NULL;
  }
  row.raw_len = (size_t)(end - at);
  row.in_place = reader->writable + (at - reader->bytes);
  row.starts = reader->starts.data;
  row.text_len = row.starts[row.count - 1] + row.lengths[row.count - 1] + 1;
  undouble_all(reader, &row);
  reader->sink->row(reader->sink->context, &row);
  *line += lines;
  return end;
}

/* The record that begins there, and blank lines before it from `raw` on; where it ends. */
static const char *read_row(struct reader *reader, const char *raw, const char *at,
                            uint32_t *line) {
  const char *end, *why = NULL, *after = NULL;
  uint32_t lines = 1;

  if (reader->writable != NULL && raw == at && *line > 1 && reader->no_quote_after == NULL &&
      strchr("<>=|", *at) == NULL) /* which may begin a conflict mark; a NUL is damage */
    after = emit_in_place(reader, at, line);
  if (after != NULL)
    return after;
  after = try_record(reader, at, &lines, &why);
  if (after != NULL) {
    emit_row(reader, raw, after, *line);
    *line += lines;
    return after;
  }
  end = line_end(reader, at);
  step_back(reader);
  reader->sink->damage(reader->sink->context, *line, raw, (size_t)(end - raw), why);
  (*line)++;
  return end;
}

static void read_all(struct reader *reader, const char **tail, size_t *tail_len) {
  const char *at = reader->bytes, *raw = at;
  uint32_t line = 1;

  reader->cr.byte = '\r';
  while (at < reader->end) {
    const char *end = *at == '\n' || *at == '\r' ? line_end(reader, at) : at;
    if (end > at && is_blank(at, end)) {
      at = end;
      line++;
    } else {
      at = raw = read_row(reader, raw, at, &line);
    }
  }
  *tail = raw;
  *tail_len = (size_t)(reader->end - raw);
  csv_feed_free(reader->feed);
  vec_release(&reader->starts);
}

void csv_read(const char *bytes, size_t len, const struct csv_sink *sink, const char **tail,
              size_t *tail_len) {
  csv_read_separated(bytes, len, ',', sink, tail, tail_len);
}

void csv_read_in_place(char *bytes, size_t len, const struct csv_sink *sink, const char **tail,
                       size_t *tail_len) {
  struct reader reader = {.sink = sink, .writable = bytes, .bytes = bytes, .end = bytes + len};

  reader.feed = csv_feed_new(',', false);
  read_all(&reader, tail, tail_len);
}

void csv_read_separated(const char *bytes, size_t len, char separator, const struct csv_sink *sink,
                        const char **tail, size_t *tail_len) {
  struct reader reader = {.sink = sink, .bytes = bytes, .end = bytes + len};

  reader.feed = csv_feed_new(separator, false);
  read_all(&reader, tail, tail_len);
}

bool csv_is_utf16(const char *bytes, size_t len) {
  return len >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0 ||
                      (bytes[0] == '\0') != (bytes[1] == '\0'));
}
