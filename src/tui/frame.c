#include "mentee/tui/frame.h"

#include "mentee/base/text.h"
#include "mentee/base/xmem.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
  const char *unicode, *ascii;
} glyphs[GLYPH_COUNT] = {
    [GLYPH_CURSOR] = {"▸", ">"},  [GLYPH_RULE] = {"─", "-"},   [GLYPH_RULE_ON] = {"━", "="},
    [GLYPH_BAR] = {"│", "|"},     [GLYPH_DOT] = {"·", "-"},    [GLYPH_NO_CONTACT] = {"·", "."},
    [GLYPH_PASSING] = {"▂", "-"}, [GLYPH_TALK] = {"▅", "+"},   [GLYPH_LONG_TALK] = {"█", "#"},
    [GLYPH_CLIP] = {"…", "~"},    [GLYPH_DOWN] = {"↓", "v"},   [GLYPH_UP] = {"↑", "^"},
    [GLYPH_PROMPT] = {"›", ">"},  [GLYPH_BEGINS] = {"├", "|"}, [GLYPH_ENDS] = {"┤", "|"},
    [GLYPH_TODAY] = {"▴", "^"},
};

void frame_resize(struct frame *frame, int rows, int cols) {
  size_t count = (size_t)rows * (size_t)cols;

  frame->cells = xrealloc(frame->cells, count * sizeof *frame->cells + 1);
  frame->rows = rows;
  frame->cols = cols;
  frame_clear(frame);
}

void frame_clear(struct frame *frame) {
  size_t count = (size_t)frame->rows * (size_t)frame->cols;

  for (size_t i = 0; i < count; i++)
    frame->cells[i] = (struct cell){" ", STYLE_TEXT};
  frame->cursor_row = frame->cursor_col = 0;
}

void frame_blank(struct frame *frame, int row, int col) {
  for (; row >= 0 && row < frame->rows && col < frame->cols; col++)
    frame->cells[(size_t)row * (size_t)frame->cols + (size_t)col] = (struct cell){" ", STYLE_TEXT};
}

void frame_release(struct frame *frame) {
  free(frame->cells);
  frame->cells = NULL;
  frame->rows = frame->cols = 0;
}

static struct cell *cell_at(const struct frame *frame, int row, int col) {
  return &frame->cells[(size_t)row * (size_t)frame->cols + (size_t)col];
}

const struct cell *frame_cell(const struct frame *frame, int row, int col) {
  return cell_at(frame, row, col);
}

const char *frame_glyph(const struct frame *frame, enum glyph glyph) {
  return frame->ascii ? glyphs[glyph].ascii : glyphs[glyph].unicode;
}

/* The text as this frame can show it, clipped. */
static int spell(const struct frame *frame, const char *text, int max, struct buf *out) {
  struct buf ascii = BUF_INIT;
  int width;

  if (frame->ascii)
    text_ascii(&ascii, text);
  width =
      text_clip(out, frame->ascii ? buf_text(&ascii) : text, max, frame_glyph(frame, GLYPH_CLIP));
  buf_release(&ascii);
  return width;
}

int frame_width(const struct frame *frame, const char *text) {
  struct buf out = BUF_INIT;
  int width = spell(frame, text, 1 << 20, &out);

  buf_release(&out);
  return width;
}

/* A wide character half of which is written over becomes a blank. */
static void break_wide(struct frame *frame, int row, int col) {
  struct cell *cell = cell_at(frame, row, col);

  if (cell->text[0] == '\0' && col > 0)
    memcpy(cell_at(frame, row, col - 1)->text, " ", 2);
  if (col + 1 < frame->cols && cell_at(frame, row, col + 1)->text[0] == '\0')
    memcpy(cell_at(frame, row, col + 1)->text, " ", 2);
}

/* Takes one base and its combining marks from *at into a cell; returns its width. */
static int take_cluster(const char **at, struct cell *cell) {
  uint32_t code;
  size_t left = strlen(*at), len = text_decode(*at, left, &code);
  int width = text_code_width(code);

  while (len < left) {
    size_t more = text_decode(*at + len, left - len, &code);
    if (text_code_width(code) != 0 || len + more >= CELL_TEXT)
      break;
    len += more;
  }
  memcpy(cell->text, *at, len);
  cell->text[len] = '\0';
  *at += len;
  return width;
}

static void put_cells(struct frame *frame, int row, int col, enum style style, const char *text) {
  while (*text != '\0' && col < frame->cols) {
    struct cell cell = {"", (unsigned char)style};
    int width = take_cluster(&text, &cell);

    if (width <= 0)
      continue;
    for (int i = 0; i < width; i++)
      break_wide(frame, row, col + i);
    *cell_at(frame, row, col) = cell;
    for (int i = 1; i < width; i++)
      *cell_at(frame, row, col + i) = (struct cell){"", (unsigned char)style};
    col += width;
  }
}

int frame_put(struct frame *frame, int row, int col, int max, enum style style, const char *text) {
  struct buf out = BUF_INIT;
  int width = 0;

  if (max > frame->cols - col)
    max = frame->cols - col;
  if (row >= 0 && row < frame->rows && col >= 0 && max > 0) {
    width = spell(frame, text, max, &out);
    put_cells(frame, row, col, style, buf_text(&out));
  }
  buf_release(&out);
  return width;
}

int frame_putf(struct frame *frame, int row, int col, int max, enum style style, const char *format,
               ...) {
  struct buf text = BUF_INIT;
  va_list args;
  int width;

  va_start(args, format);
  buf_addfv(&text, format, args);
  va_end(args);
  width = frame_put(frame, row, col, max, style, buf_text(&text));
  buf_release(&text);
  return width;
}

int frame_put_right(struct frame *frame, int row, int last, int max, enum style style,
                    const char *text) {
  int width = frame_width(frame, text);

  if (width > max)
    width = max;
  frame_put(frame, row, last + 1 - width, width, style, text);
  return last + 1 - width;
}

void frame_fill(struct frame *frame, int row, int col, int count, enum style style,
                enum glyph glyph) {
  for (int i = 0; i < count; i++)
    frame_put(frame, row, col + i, 1, style, frame_glyph(frame, glyph));
}

void frame_restyle(struct frame *frame, int row, int col, int count, enum style style) {
  for (int i = 0; i < count && col + i < frame->cols; i++)
    cell_at(frame, row, col + i)->style = (unsigned char)style;
}

size_t text_fits(const char *text, int columns) {
  size_t at = 0, last_blank = 0, len = strcspn(text, "\n");
  int width = 0;

  while (at < len) {
    uint32_t code;
    size_t used = text_decode(text + at, len - at, &code);

    width += text_code_width(code);
    if (width > columns)
      return last_blank > 0 ? last_blank : (at > 0 ? at : used);
    at += used;
    if (code == ' ')
      last_blank = at;
  }
  return len;
}

int frame_put_wrapped(struct frame *frame, int row, int col, int columns, int rows,
                      enum style style, const char *text) {
  struct buf line = BUF_INIT;
  int used = 0;

  while (*text != '\0' && used < rows) {
    size_t len = text_fits(text, columns);
    bool last = used + 1 == rows && text[len] != '\0' && text[len + 1] != '\0';

    buf_cut(&line, 0);
    buf_add(&line, text, last ? strcspn(text, "\n") : len);
    if (last && line.len == len) /* more lines follow: say so where they are cut off */
      buf_adds(&line, frame_glyph(frame, GLYPH_CLIP));
    frame_put(frame, row + used, col, columns, style, buf_text(&line));
    used++;
    text += len;
    if (*text == '\n')
      text++;
  }
  buf_release(&line);
  return used;
}

static void add_trimmed(struct buf *out, struct buf *row) {
  while (row->len > 0 && row->data[row->len - 1] == ' ')
    buf_cut(row, row->len - 1);
  buf_add(out, buf_text(row), row->len);
  buf_addc(out, '\n');
  buf_cut(row, 0);
}

void frame_text(const struct frame *frame, struct buf *out) {
  struct buf row = BUF_INIT;

  for (int r = 0; r < frame->rows; r++) {
    for (int c = 0; c < frame->cols; c++)
      buf_adds(&row, cell_at(frame, r, c)->text);
    add_trimmed(out, &row);
  }
  buf_release(&row);
}

void frame_styles(const struct frame *frame, struct buf *out) {
  struct buf row = BUF_INIT;

  for (int r = 0; r < frame->rows; r++) {
    for (int c = 0; c < frame->cols; c++) {
      const struct cell *cell = cell_at(frame, r, c);
      /* the bar, and the row under the cursor, are seen in their blanks too */
      bool blank = strcmp(cell->text, " ") == 0 && cell->style != STYLE_BANNER &&
                   cell->style != STYLE_CURSOR;
      buf_addc(&row, blank ? ' ' : style_letter((enum style)cell->style));
    }
    add_trimmed(out, &row);
  }
  buf_release(&row);
}
