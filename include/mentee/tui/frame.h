#ifndef MENTEE_TUI_FRAME_H
#define MENTEE_TUI_FRAME_H
/*
 * A grid of cells. frame_put() is the one function that puts text on it: it clips by
 * display width, passes the display gate and takes a style by name. A wide character
 * owns its cell and the next, whose text is "".
 */
#include "mentee/base/buf.h"
#include "mentee/tui/style.h"
#include <stdbool.h>

#define CELL_TEXT 24 /* a base and three combining marks, and the NUL */

struct cell {
  char text[CELL_TEXT];
  unsigned char style;
};

enum glyph {
  GLYPH_CURSOR,
  GLYPH_RULE,
  GLYPH_RULE_ON,
  GLYPH_BAR,
  GLYPH_DOT,
  GLYPH_NO_CONTACT,
  GLYPH_PASSING,
  GLYPH_TALK,
  GLYPH_LONG_TALK,
  GLYPH_CLIP,
  GLYPH_DOWN,
  GLYPH_UP,
  GLYPH_PROMPT,
  GLYPH_BEGINS,
  GLYPH_ENDS,
  GLYPH_TODAY,
  GLYPH_COUNT
};

struct frame {
  int rows, cols;
  struct cell *cells;
  bool ascii; /* text is spelled in ASCII, glyphs are those of the ASCII column */
  int cursor_row, cursor_col;
};
#define FRAME_INIT                                                                                 \
  { 0, 0, NULL, false, 0, 0 }

void frame_resize(struct frame *frame, int rows, int cols); /* clears */
void frame_clear(struct frame *frame);
void frame_blank(struct frame *frame, int row, int col); /* from the column on it is empty again */
void frame_release(struct frame *frame);
const struct cell *frame_cell(const struct frame *frame, int row, int col);

/* At most max columns (and not beyond the right edge), "…" where cut. Returns the columns used. */
int frame_put(struct frame *frame, int row, int col, int max, enum style style, const char *text);
int frame_putf(struct frame *frame, int row, int col, int max, enum style style, const char *format,
               ...) __attribute__((format(printf, 6, 7)));
/* Ends in column last. Returns the first column used. */
int frame_put_right(struct frame *frame, int row, int last, int max, enum style style,
                    const char *text);
void frame_fill(struct frame *frame, int row, int col, int count, enum style style,
                enum glyph glyph);
/* The columns that the text would take on this frame (ASCII spelling may be longer). */
int frame_width(const struct frame *frame, const char *text);
const char *frame_glyph(const struct frame *frame, enum glyph glyph);
/* A whole row, or part of it, takes a style; blank cells too. */
void frame_restyle(struct frame *frame, int row, int col, int count, enum style style);
/* How many bytes of the first line of text fit into the columns, cut after a blank where there is
 * one. */
size_t text_fits(const char *text, int columns);
/* The text wrapped at blanks to `columns`, at most `rows` rows (the last ends in "…" where more was
 * left). Returns rows used. */
int frame_put_wrapped(struct frame *frame, int row, int col, int columns, int rows,
                      enum style style, const char *text);

/* As golden files hold them: rows with trailing blanks dropped, each ended by a line end. */
void frame_text(const struct frame *frame, struct buf *out);
void frame_styles(const struct frame *frame,
                  struct buf *out); /* a letter a cell that is not blank */
#endif
