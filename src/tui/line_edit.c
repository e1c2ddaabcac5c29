#include "mentee/tui/line_edit.h"

#include "mentee/base/text.h"
#include "mentee/tui/key.h"
#include <string.h>

static const char *text_of(const struct line_edit *line) {
  return buf_text(&line->text);
}

const char *line_edit_text(const struct line_edit *line) {
  return text_of(line);
}

void line_edit_set(struct line_edit *line, const char *text) {
  buf_cut(&line->text, 0);
  buf_adds(&line->text, text);
  line->cursor = line->text.len;
}

void line_edit_release(struct line_edit *line) {
  buf_release(&line->text);
  buf_release(&line->cut);
  line->cursor = 0;
}

static void insert(struct line_edit *line, const char *bytes, size_t len) {
  struct buf tail = BUF_INIT;

  buf_add(&tail, text_of(line) + line->cursor, line->text.len - line->cursor);
  buf_cut(&line->text, line->cursor);
  buf_add(&line->text, bytes, len);
  line->cursor = line->text.len;
  buf_add(&line->text, buf_text(&tail), tail.len);
  buf_release(&tail);
}

static void cut_range(struct line_edit *line, size_t from, size_t to, bool keep) {
  struct buf tail = BUF_INIT;

  if (from >= to)
    return;
  if (keep) {
    buf_cut(&line->cut, 0);
    buf_add(&line->cut, text_of(line) + from, to - from);
  }
  buf_add(&tail, text_of(line) + to, line->text.len - to);
  buf_cut(&line->text, from);
  buf_add(&line->text, buf_text(&tail), tail.len);
  buf_release(&tail);
  line->cursor = from;
}

/* A character is a base with what combines with it. */
static size_t next_edge(const struct line_edit *line, size_t at) {
  const char *text = text_of(line);
  uint32_t code;

  if (at >= line->text.len)
    return line->text.len;
  at += text_decode(text + at, line->text.len - at, &code);
  while (at < line->text.len) {
    size_t used = text_decode(text + at, line->text.len - at, &code);
    if (text_code_width(code) != 0 || code < 0x20)
      break;
    at += used;
  }
  return at;
}

static size_t previous_edge(const struct line_edit *line, size_t at) {
  size_t edge = 0, next;

  while ((next = next_edge(line, edge)) < at)
    edge = next;
  return edge;
}

static size_t word_back(const struct line_edit *line) {
  const char *text = text_of(line);
  size_t at = line->cursor;

  while (at > 0 && text_is_space(text[at - 1]))
    at--;
  while (at > 0 && !text_is_space(text[at - 1]))
    at--;
  return at;
}

static size_t word_ahead(const struct line_edit *line) {
  const char *text = text_of(line);
  size_t at = line->cursor;

  while (at < line->text.len && text_is_space(text[at]))
    at++;
  while (at < line->text.len && !text_is_space(text[at]))
    at++;
  return at;
}

enum edit {
  EDIT_START,
  EDIT_END,
  EDIT_LEFT,
  EDIT_RIGHT,
  EDIT_WORD_LEFT,
  EDIT_WORD_RIGHT,
  EDIT_RUBOUT,
  EDIT_DELETE,
  EDIT_CUT_WORD_LEFT,
  EDIT_CUT_WORD_RIGHT,
  EDIT_CUT_TO_END,
  EDIT_CUT_TO_START,
  EDIT_PUT_BACK,
  EDIT_LINE_END
};

static const struct {
  const char *key;
  enum edit edit;
} keys[] = {
    {"<C-a>", EDIT_START},
    {"<Home>", EDIT_START},
    {"<C-e>", EDIT_END},
    {"<End>", EDIT_END},
    {"<C-b>", EDIT_LEFT},
    {"<Left>", EDIT_LEFT},
    {"<C-f>", EDIT_RIGHT},
    {"<Right>", EDIT_RIGHT},
    {"<A-b>", EDIT_WORD_LEFT},
    {"<A-f>", EDIT_WORD_RIGHT},
    {"<C-h>", EDIT_RUBOUT},
    {"<BS>", EDIT_RUBOUT},
    {"<C-d>", EDIT_DELETE},
    {"<Del>", EDIT_DELETE},
    {"<C-w>", EDIT_CUT_WORD_LEFT},
    {"<A-BS>", EDIT_CUT_WORD_LEFT},
    {"<A-d>", EDIT_CUT_WORD_RIGHT},
    {"<C-k>", EDIT_CUT_TO_END},
    {"<C-u>", EDIT_CUT_TO_START},
    {"<C-y>", EDIT_PUT_BACK},
    {"<A-Enter>", EDIT_LINE_END},
};

static void apply(struct line_edit *line, enum edit edit) {
  size_t at = line->cursor;

  switch (edit) {
  case EDIT_START:
    line->cursor = 0;
    break;
  case EDIT_END:
    line->cursor = line->text.len;
    break;
  case EDIT_LEFT:
    line->cursor = at > 0 ? previous_edge(line, at) : 0;
    break;
  case EDIT_RIGHT:
    line->cursor = next_edge(line, at);
    break;
  case EDIT_WORD_LEFT:
    line->cursor = word_back(line);
    break;
  case EDIT_WORD_RIGHT:
    line->cursor = word_ahead(line);
    break;
  case EDIT_RUBOUT:
    if (at > 0)
      cut_range(line, previous_edge(line, at), at, false);
    break;
  case EDIT_DELETE:
    cut_range(line, at, next_edge(line, at), false);
    break;
  case EDIT_CUT_WORD_LEFT:
    cut_range(line, word_back(line), at, true);
    break;
  case EDIT_CUT_WORD_RIGHT:
    cut_range(line, at, word_ahead(line), true);
    break;
  case EDIT_CUT_TO_END:
    cut_range(line, at, line->text.len, true);
    break;
  case EDIT_CUT_TO_START:
    cut_range(line, 0, at, true);
    break;
  case EDIT_PUT_BACK:
    insert(line, buf_text(&line->cut), line->cut.len);
    break;
  case EDIT_LINE_END:
    insert(line, "\n", 1);
    break;
  }
}

/* A line end of another system's is a line end; a NUL cannot be typed. */
static void paste(struct line_edit *line, const char *text) {
  struct buf clean = BUF_INIT;

  for (; *text != '\0'; text++) {
    if (*text == '\r' && text[1] == '\n')
      continue;
    buf_addc(&clean, *text == '\r' ? '\n' : *text);
  }
  while (clean.len > 0 && clean.data[clean.len - 1] == '\n')
    buf_cut(&clean, clean.len - 1);
  insert(line, buf_text(&clean), clean.len);
  buf_release(&clean);
}

bool line_edit_key(struct line_edit *line, const char *key) {
  if (strncmp(key, KEY_PASTE, strlen(KEY_PASTE)) == 0) {
    paste(line, key + strlen(KEY_PASTE));
    return true;
  }
  for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
    if (strcmp(key, keys[i].key) == 0) {
      apply(line, keys[i].edit);
      return true;
    }
  if (!key_is_text(key))
    return false;
  insert(line, key, strlen(key));
  return true;
}
