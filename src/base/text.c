#include "mentee/base/text.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#define REPLACEMENT 0xFFFDu
#define MOST_MARKS 3 /* combining marks that stay on one base */

size_t text_decode(const char *text, size_t len, uint32_t *code) {
  utf8proc_int32_t value;
  utf8proc_ssize_t used;

  if ((unsigned char)text[0] < 0x80) {
    *code = (unsigned char)text[0];
    return 1;
  }
  used = utf8proc_iterate((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)len, &value);
  if (used > 0) {
    *code = (uint32_t)value;
    return (size_t)used;
  }
  *code = REPLACEMENT;
  used = 1; /* the bad byte takes the continuation bytes that belong to nothing with it */
  while ((size_t)used < len && ((unsigned char)text[used] & 0xC0) == 0x80 &&
         ((unsigned char)text[0] & 0xC0) == 0xC0)
    used++;
  return (size_t)used;
}

void text_encode(struct buf *out, uint32_t code) {
  utf8proc_uint8_t bytes[4];
  utf8proc_ssize_t len = utf8proc_encode_char((utf8proc_int32_t)code, bytes);

  if (len > 0)
    buf_add(out, (const char *)bytes, (size_t)len);
}

bool text_is_utf8(const char *text, size_t len) {
  utf8proc_int32_t value;

  for (size_t at = 0; at < len;) {
    utf8proc_ssize_t used =
        utf8proc_iterate((const utf8proc_uint8_t *)text + at, (utf8proc_ssize_t)(len - at), &value);
    if (used <= 0)
      return false;
    at += (size_t)used;
  }
  return true;
}

bool text_has_control(const char *text) {
  size_t left = strlen(text);

  while (left > 0) {
    uint32_t code;
    size_t used = text_decode(text, left, &code);
    if ((code < 0x20 && code != '\n' && code != '\r' && code != '\t') ||
        (code >= 0x7f && code < 0xa0))
      return true;
    text += used;
    left -= used;
  }
  return false;
}

int text_code_width(uint32_t code) {
  int width;

  if (code < 0x20 || code == 0x7f)
    return 0;
  if (code < 0x7f)
    return 1;
  width = utf8proc_charwidth((utf8proc_int32_t)code);
  return width < 0 ? 0 : width > 2 ? 2 : width;
}

static bool is_mark(utf8proc_category_t category) {
  return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME;
}

enum gate { GATE_PASS, GATE_DROP, GATE_REPLACE, GATE_MARK };

/* What the display gate does with a code point that is no ASCII. */
static enum gate gate(uint32_t code) {
  utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);

  if (code == 0x200C || code == 0x200D || code == 0x00AD || code == 0x200E || code == 0x200F)
    return GATE_DROP;
  if (code >= 0xFE00 && code <= 0xFE0F) /* variation selectors: terminals disagree on the width */
    return GATE_DROP;
  switch (category) {
  case UTF8PROC_CATEGORY_CC:
  case UTF8PROC_CATEGORY_CF:
  case UTF8PROC_CATEGORY_CS:
  case UTF8PROC_CATEGORY_CO:
  case UTF8PROC_CATEGORY_CN:
  case UTF8PROC_CATEGORY_ZL:
  case UTF8PROC_CATEGORY_ZP:
    return GATE_REPLACE;
  default:
    break;
  }
  if (is_mark(category))
    return GATE_MARK;
  /* Hangul fillers and the like draw nothing and are no marks */
  return text_code_width(code) == 0 && category != UTF8PROC_CATEGORY_MC ? GATE_REPLACE : GATE_PASS;
}

static bool is_skin_tone(uint32_t code) {
  return code >= 0x1F3FB && code <= 0x1F3FF;
}

/* The safe form, one code point at a time. */
struct gate_state {
  int marks;   /* on the base before; MOST_MARKS where a mark would have none */
  bool joined; /* a ZWJ was dropped: what follows is part of the emoji before it */
  bool has_base;
};

/* The code point to show, or 0 for none. */
static uint32_t pass_code(struct gate_state *state, uint32_t code) {
  enum gate what;

  if (code < 0x80) {
    state->marks = 0;
    state->has_base = code >= 0x20 && code < 0x7f;
    state->joined = false;
    if (code == '\t' || code == '\n' || code == '\r')
      return ' ';
    return code < 0x20 || code == 0x7f ? REPLACEMENT : code;
  }
  what = gate(code);
  if (what == GATE_DROP) {
    state->joined = state->joined || (code == 0x200D && state->has_base);
    return 0;
  }
  if (what == GATE_MARK)
    return state->has_base && state->marks++ < MOST_MARKS ? code : 0;
  if (state->has_base && (is_skin_tone(code) || (state->joined && text_code_width(code) == 2))) {
    state->joined = false;
    return 0;
  }
  state->joined = false;
  state->marks = 0;
  state->has_base = true;
  return what == GATE_REPLACE ? REPLACEMENT : code;
}

static bool is_printable(char byte) {
  return byte >= 0x20 && byte < 0x7f;
}

static size_t printable_run(const char *text) {
  size_t len = 0;

  while (is_printable(text[len]))
    len++;
  return len;
}

static bool is_plain(const char *text) {
  return text[printable_run(text)] == '\0';
}

static void defuse(struct buf *out, const char *text, bool keep_lines) {
  struct gate_state state = {0, false, false};
  size_t left = strlen(text);

  if (is_plain(text)) {
    buf_add(out, text, left);
    return;
  }
  while (left > 0) {
    uint32_t code, shown;
    size_t used = printable_run(text);

    if (used > 0) { /* in one piece; each is a base, and nothing is joined to it */
      buf_add(out, text, used);
      state = (struct gate_state){0, false, true};
      text += used;
      left -= used;
      continue;
    }
    used = text_decode(text, left, &code);
    /* the line end of another system's is one blank, or one line end */
    if (code == '\r' && left > 1 && text[1] == '\n') {
      text++;
      left--;
      continue;
    }
    shown = pass_code(&state, code);
    if (keep_lines && code == '\n')
      shown = '\n';
    if (shown != 0)
      text_encode(out, shown);
    text += used;
    left -= used;
  }
}

void text_defuse(struct buf *out, const char *text) {
  defuse(out, text, false);
}

void text_defuse_lines(struct buf *out, const char *text) {
  defuse(out, text, true);
}

static int safe_width(const char *text, size_t len) {
  int width = 0;

  for (size_t at = 0; at < len;) {
    uint32_t code = (unsigned char)text[at];
    at += is_printable(text[at]) ? 1 : text_decode(text + at, len - at, &code);
    width += text_code_width(code);
  }
  return width;
}

int text_width(const char *text) {
  struct buf safe = BUF_INIT;
  int width;

  if (is_plain(text))
    return (int)strlen(text);
  text_defuse(&safe, text);
  width = safe_width(buf_text(&safe), safe.len);
  buf_release(&safe);
  return width;
}

/* The bytes of safe text that fit into the columns, whole characters with their marks. */
static size_t fits(const char *text, size_t len, int columns, int *used_columns) {
  size_t at = 0;
  int width = 0;

  while (at < len) {
    size_t used = 1;
    int wide = 1;

    if (!is_printable(text[at])) {
      uint32_t code;
      used = text_decode(text + at, len - at, &code);
      wide = text_code_width(code);
    }
    if (width + wide > columns)
      break;
    width += wide;
    at += used;
  }
  *used_columns = width;
  return at;
}

int text_clip(struct buf *out, const char *text, int columns, const char *mark) {
  struct buf safe = BUF_INIT;
  int width, mark_width = text_width(mark);
  size_t len;

  if (columns <= 0)
    return 0;
  text_defuse(&safe, text);
  len = fits(buf_text(&safe), safe.len, columns, &width);
  if (len < safe.len) {
    if (mark_width > columns)
      mark = "", mark_width = 0;
    len = fits(buf_text(&safe), safe.len, columns - mark_width, &width);
    while (len > 0 && safe.data[len - 1] == ' ') {
      len--;
      width--;
    }
    buf_add(out, buf_text(&safe), len);
    buf_adds(out, mark);
    width += mark_width;
  } else {
    buf_add(out, buf_text(&safe), len);
  }
  buf_release(&safe);
  return width;
}

/* Letters and signs that do not decompose to ASCII. `fold`: also when comparing. */
static const struct {
  uint32_t code;
  char ascii[5]; /* no pointers: each would be moved at every start */
  bool fold;
} spelled[] = {
    {0x0141, "L", true},  {0x0142, "l", true},  {0x00D8, "O", true},     {0x00F8, "o", true},
    {0x0110, "D", true},  {0x0111, "d", true},  {0x00D0, "D", true},     {0x00F0, "d", true},
    {0x00DE, "Th", true}, {0x00FE, "th", true}, {0x00C6, "Ae", true},    {0x00E6, "ae", true},
    {0x0152, "Oe", true}, {0x0153, "oe", true}, {0x00DF, "ss", true},    {0x1E9E, "SS", true},
    {0x0131, "i", true},  {0x0126, "H", true},  {0x0127, "h", true},     {0x0166, "T", true},
    {0x0167, "t", true},  {0x014A, "N", true},  {0x014B, "n", true},     {0x0138, "k", true},
    {0x018F, "E", true},  {0x0259, "e", true},  {0x2013, "-", true},     {0x2014, "-", true},
    {0x2010, "-", true},  {0x2011, "-", true},  {0x2212, "-", true},     {0x2018, "'", true},
    {0x2019, "'", true},  {0x02BC, "'", true},  {0x201C, "\"", true},    {0x201D, "\"", true},
    {0x201E, "\"", true}, {0x00AB, "\"", true}, {0x00BB, "\"", true},    {0x2026, "...", false},
    {0x00B7, "-", false}, {0x2022, "*", false}, {0x2192, "->", false},   {0x2190, "<-", false},
    {0x203A, ">", false}, {0x00D7, "x", false}, {0x00A0, " ", true},     {0x202F, " ", true},
    {0x2191, "^", false}, {0x2193, "v", false}, {0x00B0, " deg", false},
};

static const char *spelling(uint32_t code, bool folding) {
  for (size_t i = 0; i < sizeof spelled / sizeof spelled[0]; i++)
    if (spelled[i].code == code)
      return folding && !spelled[i].fold ? NULL : spelled[i].ascii;
  return NULL;
}

#define DECOMPOSED 32

/* The code point without its marks, spelled in letters where it has such a spelling. */
static void add_base(struct buf *out, uint32_t code, bool folding) {
  utf8proc_int32_t parts[DECOMPOSED];
  int boundary = 0;
  utf8proc_option_t options = (utf8proc_option_t)(UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE);
  utf8proc_ssize_t count;
  const char *letters = spelling(code, folding);

  if (letters != NULL) {
    buf_adds(out, letters);
    return;
  }
  if (folding)
    options = (utf8proc_option_t)(options | UTF8PROC_CASEFOLD);
  count = utf8proc_decompose_char((utf8proc_int32_t)code, parts, DECOMPOSED, options, &boundary);
  for (utf8proc_ssize_t i = 0; i < count && i < DECOMPOSED; i++) {
    if (is_mark(utf8proc_category(parts[i])))
      continue;
    letters = parts[i] >= 0x80 ? spelling((uint32_t)parts[i], folding) : NULL;
    if (letters != NULL)
      buf_adds(out, letters);
    else if (parts[i] < 0x80 || folding)
      text_encode(out, (uint32_t)parts[i]);
    else
      buf_addc(out, '?');
  }
}

void text_ascii(struct buf *out, const char *text) {
  struct buf safe = BUF_INIT;

  if (is_plain(text)) {
    buf_adds(out, text);
    return;
  }
  text_defuse(&safe, text);
  for (size_t at = 0; at < safe.len;) {
    uint32_t code;
    at += text_decode(safe.data + at, safe.len - at, &code);
    if (code < 0x80)
      buf_addc(out, (char)code);
    else
      add_base(out, code, false);
  }
  buf_release(&safe);
}

void text_fold(struct buf *out, const char *text) {
  struct buf raw = BUF_INIT;
  size_t left = strlen(text), start = out->len;
  bool gap = false;

  while (left > 0) {
    uint32_t code;
    size_t used = text_decode(text, left, &code);

    buf_cut(&raw, 0);
    if (code < 0x80)
      buf_addc(&raw, text_lower((char)code));
    else
      add_base(&raw, code, true);
    for (size_t i = 0; i < raw.len; i++) {
      char c = text_lower(raw.data[i]);
      if (text_is_space(c)) {
        gap = out->len > start;
        continue;
      }
      if (gap)
        buf_addc(out, ' ');
      gap = false;
      buf_addc(out, c);
    }
    text += used;
    left -= used;
  }
  buf_release(&raw);
}

bool text_same(const char *a, const char *b) {
  struct buf left = BUF_INIT, right = BUF_INIT;
  bool same;

  text_fold(&left, a);
  text_fold(&right, b);
  same = strcmp(buf_text(&left), buf_text(&right)) == 0;
  buf_release(&left);
  buf_release(&right);
  return same;
}

bool text_has(const char *hay, const char *needle) {
  struct buf whole = BUF_INIT, part = BUF_INIT;
  bool has;

  text_fold(&whole, hay);
  text_fold(&part, needle);
  has = strstr(buf_text(&whole), buf_text(&part)) != NULL;
  buf_release(&whole);
  buf_release(&part);
  return has;
}

char text_lower(char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool text_is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f';
}

bool text_equal_nocase_span(const char *span, size_t len, const char *word) {
  for (size_t i = 0; i < len; i++)
    if (word[i] == '\0' || text_lower(span[i]) != text_lower(word[i]))
      return false;
  return word[len] == '\0';
}

bool text_equal_nocase(const char *a, const char *b) {
  return text_equal_nocase_span(a, strlen(a), b);
}

void text_trim(const char **text, size_t *len) {
  while (*len > 0 && text_is_space(**text)) {
    (*text)++;
    (*len)--;
  }
  while (*len > 0 && text_is_space((*text)[*len - 1]))
    (*len)--;
}

void text_lower_first(struct buf *out, const char *text) {
  uint32_t code;

  if (*text == '\0')
    return;
  text += text_decode(text, strlen(text), &code);
  text_encode(out, (uint32_t)utf8proc_tolower((utf8proc_int32_t)code));
  buf_adds(out, text);
}

#define NEAR_LIMIT 64

/* Edits (insert, delete, replace, swap neighbours): optimal string alignment. */
static int distance(const char *a, const char *b) {
  int rows[3][NEAR_LIMIT + 1];
  int la = (int)strlen(a), lb = (int)strlen(b);

  if (la > NEAR_LIMIT || lb > NEAR_LIMIT)
    return NEAR_LIMIT;
  for (int j = 0; j <= lb; j++)
    rows[0][j] = j;
  for (int i = 1; i <= la; i++) {
    int *now = rows[i % 3], *before = rows[(i + 2) % 3], *twice = rows[(i + 1) % 3];
    now[0] = i;
    for (int j = 1; j <= lb; j++) {
      bool same = text_lower(a[i - 1]) == text_lower(b[j - 1]);
      int best = before[j - 1] + (same ? 0 : 1);
      if (before[j] + 1 < best)
        best = before[j] + 1;
      if (now[j - 1] + 1 < best)
        best = now[j - 1] + 1;
      if (i > 1 && j > 1 && text_lower(a[i - 1]) == text_lower(b[j - 2]) &&
          text_lower(a[i - 2]) == text_lower(b[j - 1]) && twice[j - 2] + 1 < best)
        best = twice[j - 2] + 1;
      now[j] = best;
    }
  }
  return rows[la % 3][lb];
}

bool text_is_near(const char *a, const char *b, int edits) {
  return distance(a, b) <= edits;
}

const char *text_nearest(const char *word, const char *const *words, size_t n) {
  const char *nearest = NULL;
  int len = (int)strlen(word);
  int best = len < 5 ? 1 : len < 8 ? 2 : 3;

  for (size_t i = 0; i < n; i++) {
    int far = distance(word, words[i]);
    if (far > best || far >= len || (far == best && nearest != NULL))
      continue;
    best = far;
    nearest = words[i];
  }
  return nearest;
}

void text_clipboard(struct buf *out, const char *text, size_t len) {
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const unsigned char *bytes = (const unsigned char *)text;

  buf_adds(out, "\033]52;c;");
  for (size_t i = 0; i < len; i += 3) {
    size_t left = len - i;
    unsigned group = (unsigned)bytes[i] << 16 | (left > 1 ? (unsigned)bytes[i + 1] << 8 : 0) |
                     (left > 2 ? bytes[i + 2] : 0u);
    buf_addc(out, digits[group >> 18]);
    buf_addc(out, digits[group >> 12 & 63]);
    buf_addc(out, left > 1 ? digits[group >> 6 & 63] : '=');
    buf_addc(out, left > 2 ? digits[group & 63] : '=');
  }
  buf_addc(out, '\007');
}
