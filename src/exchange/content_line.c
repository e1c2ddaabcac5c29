#include "content_line_priv.h"

#include "charset_priv.h"
#include "mentee/base/text.h"
#include <string.h>

void content_reader_init(struct content_reader *reader, const char *text, size_t len) {
  memset(reader, 0, sizeof *reader);
  reader->at = text;
  reader->end = text + len;
  reader->line = 1;
}

void content_reader_release(struct content_reader *reader) {
  buf_release(&reader->text);
  buf_release(&reader->parts);
  buf_release(&reader->value);
  vec_release(&reader->current.params);
}

/* --- physical lines ----------------------------------------------------------------------------
 */

struct span {
  const char *at;
  size_t len;
};

/* A line without its end (LF, CRLF, or CR alone); moves past it. */
static struct span take_line(struct content_reader *reader) {
  size_t left = (size_t)(reader->end - reader->at);
  const char *newline = memchr(reader->at, '\n', left);
  struct span line = {reader->at, newline != NULL ? (size_t)(newline - reader->at) : left};
  const char *cr = memchr(line.at, '\r', line.len);

  if (cr != NULL) {
    line.len = (size_t)(cr - line.at);
    reader->at = cr + 1;
    if (reader->at < reader->end && *reader->at == '\n')
      reader->at++;
  } else {
    reader->at = newline != NULL ? newline + 1 : reader->end;
  }
  reader->line++;
  return line;
}

static bool goes_on(const struct content_reader *reader) {
  return reader->at < reader->end && (*reader->at == ' ' || *reader->at == '\t');
}

static void keep(struct buf *out, struct span span) {
  const char *nul;

  while ((nul = memchr(span.at, '\0', span.len)) != NULL) {
    buf_add(out, span.at, (size_t)(nul - span.at));
    buf_adds(out, "\xEF\xBF\xBD");
    span.len -= (size_t)(nul + 1 - span.at);
    span.at = nul + 1;
  }
  buf_add(out, span.at, span.len);
}

static bool head_is(struct span line, const char *name) {
  const char *dot = memchr(line.at, '.', line.len < 80 ? line.len : 80);
  size_t len = strlen(name);

  if (line.len > len && text_equal_nocase_span(line.at, len, name) &&
      (line.at[len] == ':' || line.at[len] == ';'))
    return true;
  if (dot == NULL)
    return false;
  line.len -= (size_t)(dot + 1 - line.at);
  line.at = dot + 1;
  return line.len > len && text_equal_nocase_span(line.at, len, name) &&
         (line.at[len] == ':' || line.at[len] == ';');
}

static bool is_opaque(struct span line) {
  static const char *const names[] = {"PHOTO", "LOGO", "SOUND", "KEY"};

  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    if (head_is(line, names[i]))
      return true;
  return false;
}

static bool has_colon(struct span line) {
  return memchr(line.at, ':', line.len) != NULL;
}

/* Does the head say quoted-printable? Its lines go on behind a '=' instead of being folded. */
static bool is_quoted_printable(const char *text, const char *colon) {
  struct buf head = BUF_INIT;
  bool is;

  for (; text < colon; text++)
    buf_addc(&head, text_lower(*text));
  is = strstr(buf_text(&head), "quoted-printable") != NULL;
  buf_release(&head);
  return is;
}

/* The head is looked at once, when its ':' has come: a line may be folded a million times. */
struct folding {
  size_t looked_at;
  bool has_head, quoted;
};

static void look_for_head(const struct content_reader *reader, struct folding *folding) {
  const char *text = buf_text(&reader->text), *colon;

  if (folding->has_head)
    return;
  colon = memchr(text + folding->looked_at, ':', reader->text.len - folding->looked_at);
  folding->looked_at = reader->text.len;
  if (colon == NULL)
    return;
  folding->has_head = true;
  folding->quoted = is_quoted_printable(text, colon);
}

static void unfold(struct content_reader *reader) {
  struct folding folding = {0, false, false};

  for (;;) {
    struct span next;
    size_t len = reader->text.len;
    bool soft;

    look_for_head(reader, &folding);
    soft = folding.quoted && len > 0 && reader->text.data[len - 1] == '=';
    if (soft ? reader->at >= reader->end : !goes_on(reader))
      return;
    next = take_line(reader);
    if (soft) {
      buf_cut(&reader->text, len - 1);
    } else {
      next.at++;
      next.len--;
    }
    keep(&reader->text, next);
  }
}

static void pass_over(struct content_reader *reader) {
  while (goes_on(reader))
    take_line(reader);
}

/* --- taking a line apart -----------------------------------------------------------------------
 */

/* The head's parts take at most its own length and a NUL each: `parts` is made big enough first,
   and does not move while they are taken. */
static const char *begin_part(const struct content_reader *reader) {
  return reader->parts.data + reader->parts.len;
}

static void end_part(struct content_reader *reader) {
  buf_addc(&reader->parts, '\0');
}

static const char *add_part(struct content_reader *reader, const char *from, const char *to) {
  const char *part = begin_part(reader);

  buf_add(&reader->parts, from, (size_t)(to - from));
  end_part(reader);
  return part;
}

/* RFC 6868: ^n is a line end, ^' a quote, ^^ a caret. */
static void add_param_char(struct buf *out, const char **at, const char *end) {
  char c = **at;

  if (c == '^' && *at + 1 < end) {
    char next = (*at)[1];
    if (next == 'n' || next == '\'' || next == '^') {
      c = (char)(next == 'n' ? '\n' : next == '\'' ? '"' : '^');
      (*at)++;
    }
  }
  buf_addc(out, c);
  (*at)++;
}

/* Where the head ends: the first ':' outside quotes, or NULL. */
static const char *head_end(const char *text) {
  bool quoted = false;

  for (; *text != '\0'; text++) {
    if (*text == '"')
      quoted = !quoted;
    if (*text == ':' && !quoted)
      return text;
  }
  return NULL;
}

#define MOST_PARAMS 64 /* of one line; more say nothing */

/* One parameter from `at` (behind the ';') to the next ';' outside quotes, or `end`. */
static const char *take_param(struct content_reader *reader, const char *at, const char *end) {
  struct content_param *param = vec_push(&reader->current.params);
  const char *equals = at;
  bool quoted = false;

  while (equals < end && *equals != '=' && *equals != ';')
    equals++;
  if (equals < end && *equals == '=') {
    param->name = add_part(reader, at, equals);
    at = equals + 1;
  } else {
    param->name = "";
  }
  param->value = begin_part(reader);
  while (at < end && (quoted || *at != ';')) {
    if (*at == '"') {
      quoted = !quoted;
      at++;
    } else {
      add_param_char(&reader->parts, &at, end);
    }
  }
  end_part(reader);
  return at < end ? at + 1 : NULL;
}

static int hex(char c) {
  return c >= '0' && c <= '9'   ? c - '0'
         : c >= 'a' && c <= 'f' ? c - 'a' + 10
         : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                : -1;
}

static void undo_quoted_printable(struct buf *out, const char *value) {
  for (; *value != '\0'; value++) {
    if (*value == '=' && hex(value[1]) >= 0 && hex(value[2]) >= 0) {
      char byte = (char)(hex(value[1]) * 16 + hex(value[2]));
      if (byte == '\0')
        buf_adds(out, "\xEF\xBF\xBD");
      else
        buf_addc(out, byte);
      value += 2;
    } else {
      buf_addc(out, *value);
    }
  }
}

static bool is_utf8_name(const char *name) {
  return text_equal_nocase(name, "utf-8") || text_equal_nocase(name, "utf8");
}

/* The bytes of the value into UTF-8. */
static void decode_value(struct content_reader *reader, const char *value) {
  const struct content_line *line = &reader->current;
  struct buf bytes = BUF_INIT, *out = &reader->value;
  const char *set = content_param(line, "CHARSET");

  if (content_has(line, "ENCODING", "QUOTED-PRINTABLE"))
    undo_quoted_printable(&bytes, value);
  else
    buf_adds(&bytes, value);
  if (set[0] != '\0' && !is_utf8_name(set) && !text_is_utf8(buf_text(&bytes), bytes.len))
    charset_convert(out, buf_text(&bytes), bytes.len, set);
  else if (text_is_utf8(buf_text(&bytes), bytes.len))
    buf_add(out, buf_text(&bytes), bytes.len);
  else {
    charset_convert(out, buf_text(&bytes), bytes.len, "WINDOWS-1252");
    reader->guessed = true;
  }
  buf_release(&bytes);
}

/* A quote that is not closed hides every ':': then the first one must do. */
static const char *find_colon(const char *text) {
  const char *colon = head_end(text);

  return colon != NULL ? colon : strchr(text, ':');
}

static void take_apart(struct content_reader *reader) {
  struct content_line *line = &reader->current;
  const char *text = buf_text(&reader->text), *colon = find_colon(text), *semicolon, *dot;
  const char *at;

  line->broken = colon == NULL;
  if (line->broken)
    return;
  buf_reserve(&reader->parts, (size_t)(colon - text) + (size_t)2 * MOST_PARAMS + 4);
  semicolon = memchr(text, ';', (size_t)(colon - text));
  at = semicolon != NULL ? semicolon + 1 : NULL;
  if (semicolon == NULL)
    semicolon = colon;
  dot = memchr(text, '.', (size_t)(semicolon - text));
  if (dot != NULL)
    line->group = add_part(reader, text, dot);
  line->name = add_part(reader, dot != NULL ? dot + 1 : text, semicolon);
  while (at != NULL && line->params.len < MOST_PARAMS)
    at = take_param(reader, at, colon);
  if (!line->opaque)
    decode_value(reader, colon + 1);
  line->value = buf_text(&reader->value);
  line->value_len = reader->value.len;
}

static void begin(struct content_reader *reader) {
  struct content_line *line = &reader->current;

  buf_cut(&reader->text, 0);
  buf_cut(&reader->parts, 0);
  buf_cut(&reader->value, 0);
  line->params.len = 0;
  line->group = line->name = line->value = line->raw = "";
  line->value_len = 0;
  line->opaque = line->broken = false;
}

const struct content_line *content_next(struct content_reader *reader) {
  struct content_line *line = &reader->current;

  while (reader->at < reader->end) {
    uint32_t number = reader->line;
    struct span first = take_line(reader);

    if (first.len == 0 || (reader->was_opaque && !has_colon(first)))
      continue;
    begin(reader);
    line->line = number;
    line->opaque = is_opaque(first);
    reader->was_opaque = line->opaque;
    if (line->opaque) {
      const char *colon = memchr(first.at, ':', first.len);
      first.len = colon != NULL ? (size_t)(colon + 1 - first.at) : first.len;
    }
    keep(&reader->text, first);
    if (line->opaque)
      pass_over(reader);
    else
      unfold(reader);
    take_apart(reader);
    line->raw = buf_text(&reader->text);
    return line;
  }
  return NULL;
}

/* --- asking ------------------------------------------------------------------------------------
 */

bool content_is(const struct content_line *line, const char *name) {
  return text_equal_nocase(line->name, name);
}

const char *content_param(const struct content_line *line, const char *name) {
  for (size_t i = 0; i < line->params.len; i++)
    if (text_equal_nocase(line->params.data[i].name, name))
      return line->params.data[i].value;
  return "";
}

bool content_has(const struct content_line *line, const char *name, const char *value) {
  for (size_t i = 0; i < line->params.len; i++) {
    const char *at = line->params.data[i].value;
    if (line->params.data[i].name[0] != '\0' && !text_equal_nocase(line->params.data[i].name, name))
      continue;
    for (;;) {
      size_t len = strcspn(at, ",");
      if (text_equal_nocase_span(at, len, value))
        return true;
      if (at[len] == '\0')
        break;
      at += len + 1;
    }
  }
  return false;
}

const char *content_component(const char *value, char by, struct buf *out) {
  for (; *value != '\0'; value++) {
    if (by != '\0' && *value == by)
      return value + 1;
    if (*value == '\\' && value[1] != '\0') {
      value++;
      if (*value == 'n' || *value == 'N')
        buf_addc(out, '\n');
      else if (strchr(",;:\\", *value) != NULL)
        buf_addc(out, *value);
      else {
        buf_addc(out, '\\');
        buf_addc(out, *value);
      }
    } else {
      buf_addc(out, *value);
    }
  }
  return NULL;
}

/* --- writing -----------------------------------------------------------------------------------
 */

#define FOLD_AT 75

void content_escape(struct buf *out, const char *text) {
  for (; *text != '\0'; text++) {
    if (*text == '\n')
      buf_adds(out, "\\n");
    else if (*text != '\r') {
      if (*text == '\\' || *text == ',' || *text == ';')
        buf_addc(out, '\\');
      buf_addc(out, *text);
    }
  }
}

void content_write(struct buf *out, const char *unfolded) {
  size_t left = strlen(unfolded), room = FOLD_AT;

  while (left > room) {
    size_t len = room;
    while (len > 1 && ((unsigned char)unfolded[len] & 0xC0) == 0x80)
      len--;
    buf_add(out, unfolded, len);
    buf_adds(out, "\r\n ");
    unfolded += len;
    left -= len;
    room = FOLD_AT - 1;
  }
  buf_add(out, unfolded, left);
  buf_adds(out, "\r\n");
}

void content_writef(struct buf *out, const char *format, ...) {
  struct buf line = BUF_INIT;
  va_list args;

  va_start(args, format);
  buf_addfv(&line, format, args);
  va_end(args);
  content_write(out, buf_text(&line));
  buf_release(&line);
}

void content_write_text(struct buf *out, const char *name, const char *text) {
  struct buf line = BUF_INIT;

  if (text[0] == '\0')
    return;
  buf_addf(&line, "%s:", name);
  content_escape(&line, text);
  content_write(out, buf_text(&line));
  buf_release(&line);
}

void content_param_value(struct buf *out, const char *text) {
  bool quote = strpbrk(text, ":;,") != NULL;

  if (quote)
    buf_addc(out, '"');
  for (; *text != '\0'; text++) {
    if (*text == '\n')
      buf_adds(out, "^n");
    else if (*text == '"')
      buf_adds(out, "^'");
    else if (*text == '^')
      buf_adds(out, "^^");
    else if (*text != '\r')
      buf_addc(out, *text);
  }
  if (quote)
    buf_addc(out, '"');
}
