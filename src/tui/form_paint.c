#include "form_paint.h"

#include "form.h"
#include "mentee/base/text.h"

static int label_width(const struct form *form, const struct frame *frame) {
  int widest = 9;

  for (size_t i = 0; i < form->items.len; i++)
    if (form_is_shown(form, i)) {
      int width = frame_width(frame, form->items.data[i].label);
      widest = width > widest ? width : widest;
    }
  return widest;
}

#define CHOICE_GAP 3

/* Where a word of the choices goes: a column of its own, or after the one before. */
static int choice_column(const struct form_item *item, int i, int col) {
  return i >= 0 && item->columns != NULL && item->columns[i] > 0 ? item->columns[i] : col;
}

/* The first word to show so that the chosen one is seen whole; it stands in brackets. */
static int first_choice(const struct frame *frame, int col, int last,
                        const struct form_item *item) {
  for (int from = 0; from < item->choice; from++) {
    int end = col + (from > 0 ? 2 : 0);
    for (int i = from; i <= item->choice; i++)
      end = choice_column(item, from > 0 ? -1 : i, end) + frame_width(frame, item->choices[i]) +
            (i < item->choice ? CHOICE_GAP : 2);
    if (end <= last + 1)
      return from;
  }
  return item->choice > 0 ? item->choice : 0;
}

static int paint_choices(struct frame *frame, int row, int col, int last,
                         const struct form_item *item) {
  int from = first_choice(frame, col, last, item);

  if (from > 0)
    col += frame_put(frame, row, col, 1, STYLE_MUTED, frame_glyph(frame, GLYPH_CLIP)) + 1;
  for (int i = from; i < item->choice_count && col <= last; i++) {
    bool on = i == item->choice;
    if (from == 0)
      col = choice_column(item, i, col);
    col += frame_putf(frame, row, col, last - col + 1, on ? STYLE_CHOICE_ON : STYLE_TEXT,
                      on ? "[%s]" : "%s", item->choices[i]);
    col += CHOICE_GAP;
  }
  return col;
}

static int paint_value(struct frame *frame, int row, int col, int last, struct form_item *item,
                       bool on) {
  const char *text = line_edit_text(&item->line);
  struct buf before = BUF_INIT;
  int room, cursor, end;
  size_t from = 0;

  if (item->prefix != NULL && (text[0] != '\0' || on))
    col += frame_put(frame, row, col, 4, STYLE_TEXT, item->prefix);
  room = last - col + 1;
  buf_add(&before, text, item->line.cursor);
  cursor = frame_width(frame, buf_text(&before));
  while (on && cursor >= room && from < before.len) {
    from++;
    while (((unsigned char)text[from] & 0xC0) == 0x80)
      from++;
    cursor = frame_width(frame, buf_text(&before) + from);
  }
  end = col + frame_put(frame, row, col, room, STYLE_TEXT, text + from);
  if (on && item->ghost.len > 0)
    end += frame_put(frame, row, end, last - end + 1, STYLE_GHOST, buf_text(&item->ghost));
  if (on) {
    frame->cursor_row = row;
    frame->cursor_col = col + cursor;
  }
  buf_release(&before);
  return end;
}

struct form_place {
  int label, value, last;
};

static void paint_item(struct frame *frame, int row, const struct form_place *at,
                       struct form_item *item, bool on) {
  int end;

  if (item->heading) {
    frame_put(frame, row, at->label, at->last, STYLE_MUTED, item->label);
    return;
  }
  if (on)
    frame_put(frame, row, at->label - 2, 1, STYLE_ACCENT, frame_glyph(frame, GLYPH_CURSOR));
  frame_put(frame, row, at->label, at->value - at->label - 1, on ? STYLE_KEY : STYLE_MUTED,
            item->label);
  if (item->choices != NULL) {
    end = paint_choices(frame, row, at->value, at->last, item);
    if (on) {
      frame->cursor_row = row;
      frame->cursor_col = at->value;
    }
  } else {
    end = paint_value(frame, row, at->value, at->last, item, on);
  }
  if (item->note.len > 0)
    frame_put_right(frame, row, at->last, at->last - end - 1,
                    item->refused ? STYLE_ERROR : STYLE_MUTED, buf_text(&item->note));
  else if (item->hint[0] != '\0' && form_text(item)[0] == '\0')
    frame_put_right(frame, row, at->last, at->last - end - 1, STYLE_MUTED, item->hint);
}

static void paint_title(struct frame *frame, const struct form *form, int margin, int last) {
  int end = last + 1;

  if (form->aside.len > 0 && margin + frame_width(frame, buf_text(&form->title)) + 2 +
                                     frame_width(frame, buf_text(&form->aside)) <=
                                 last)
    end = frame_put_right(frame, 0, last, last / 2, STYLE_MUTED, buf_text(&form->aside));
  frame_put(frame, 0, margin, end - margin - 1, STYLE_STRONG, buf_text(&form->title));
  frame_fill(frame, 1, 0, frame->cols, STYLE_RULE, GLYPH_RULE);
}

/* Rows of the form, in the order that they are shown; *shown is filled with item numbers. */
static size_t list_shown(const struct form *form, size_t *shown, size_t most) {
  size_t count = 0;

  for (size_t i = 0; i < form->items.len && count < most; i++)
    if (form_is_shown(form, i))
      shown[count++] = i;
  return count;
}

static size_t first_shown(const struct form *form, const size_t *shown, size_t count, int room) {
  size_t at = 0;

  while (at < count && shown[at] != form->on)
    at++;
  return at >= (size_t)room ? at - (size_t)room + 1 : 0;
}

static void paint_foot(struct frame *frame, const struct form *form, int row,
                       const struct form_place *at) {
  for (size_t i = 0; form->foot != NULL && form->foot[i] != NULL; i++)
    frame_put(frame, row + (int)i, at->label, at->last, STYLE_MUTED, form->foot[i]);
}

void form_paint(const struct app *app, const struct modal *modal, struct frame *frame,
                const struct place *place) {
  struct form *form = modal->state;
  struct layout layout = app_layout(app);
  struct form_place at = {layout.margin + 2, 0, frame->cols - 2};
  int row = layout.low ? 1 : 3, room;
  size_t shown[TABLE_MAX_FIELDS + 16], count, first;
  bool roomy = form->row > 0 && frame->rows >= 24 && frame->cols >= 76;

  (void)place;
  at.value = at.label + label_width(form, frame) + 2;
  if (roomy) {
    row = form->row;
    at.label = form->label;
    at.value = form->value;
    frame_put(frame, row, at.label, at.last, STYLE_STRONG, buf_text(&form->title));
    row += 2;
  } else {
    paint_title(frame, form, layout.margin, layout.narrow ? frame->cols - 1 : at.last);
    row = layout.low ? 2 : row;
  }
  room = frame->rows - 2 - row;
  count = list_shown(form, shown, sizeof shown / sizeof shown[0]);
  first = first_shown(form, shown, count, room);
  for (size_t i = first; i < count && (int)(i - first) < room; i++)
    paint_item(frame, row + (int)(i - first), &at, &form->items.data[shown[i]],
               shown[i] == form->on);
  if (roomy)
    paint_foot(frame, form, row + (int)count + 2, &at);
  else if (!form->unfolded && count < form->items.len && (int)count < room)
    frame_putf(frame, row + (int)count, at.label, at.last, STYLE_MUTED, "%zu more fields below",
               form->items.len - count);
}
