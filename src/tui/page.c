/* Rows and the cursor on them: what every list has in common. */
#include "tui_priv.h"

#include "mentee/base/xmem.h"
#include <stdlib.h>
#include <string.h>

struct page *page_new(const struct view *view, const char *subject) {
  struct page *page = xcalloc(1, sizeof *page);

  page->view = view;
  page->subject = xstrdup(subject);
  page->stale = true;
  return page;
}

void page_free(struct page *page) {
  if (page == NULL)
    return;
  arena_release(&page->arena);
  vec_release(&page->rows);
  buf_release(&page->extra);
  buf_release(&page->held);
  free(page->subject);
  free(page);
}

void page_clear_rows(struct page *page) {
  arena_release(&page->arena);
  page->rows.len = 0;
}

struct row *page_row(struct page *page, enum row_kind kind, int group) {
  struct row *row = vec_push(&page->rows);

  *row = (struct row){.kind = kind,
                      .group = group,
                      .key = "",
                      .table = TABLE_NONE,
                      .left = "",
                      .text = "",
                      .note = "",
                      .right = "",
                      .line = -1,
                      .reason = -1,
                      .style = STYLE_TEXT};
  return row;
}

struct row *page_heading(struct page *page, int group, const char *text) {
  struct row *row = page_row(page, ROW_HEADING, group);

  row->left = text;
  return row;
}

void page_blank(struct page *page) {
  if (page->rows.len > 0)
    page_row(page, ROW_BLANK, page->rows.data[page->rows.len - 1].group);
}

static bool is_item(const struct page *page, size_t at) {
  return at < page->rows.len && page->rows.data[at].kind == ROW_ITEM;
}

const struct row *page_selected(const struct page *page) {
  return is_item(page, page->cursor) ? &page->rows.data[page->cursor] : NULL;
}

/* The item at or after a row, else the one before it. */
static size_t nearest_item(const struct page *page, size_t at) {
  size_t down = at, up = at < page->rows.len ? at : page->rows.len;

  while (down < page->rows.len && !is_item(page, down))
    down++;
  if (down < page->rows.len)
    return down;
  while (up > 0 && !is_item(page, up - 1))
    up--;
  return up > 0 ? up - 1 : 0;
}

static size_t items_before(const struct page *page, size_t at) {
  size_t count = 0;

  for (size_t i = 0; i < at && i < page->rows.len; i++)
    count += page->rows.data[i].kind == ROW_ITEM;
  return count;
}

static size_t nth_item(const struct page *page, size_t n) {
  for (size_t i = 0; i < page->rows.len; i++)
    if (page->rows.data[i].kind == ROW_ITEM && n-- == 0)
      return i;
  return nearest_item(page, page->rows.len);
}

static size_t item_of_key(const struct page *page, const char *key, size_t otherwise) {
  if (is_item(page, otherwise) && strcmp(page->rows.data[otherwise].key, key) == 0)
    return otherwise;
  for (size_t i = 0; i < page->rows.len; i++)
    if (page->rows.data[i].kind == ROW_ITEM && strcmp(page->rows.data[i].key, key) == 0)
      return i;
  return otherwise;
}

void page_hold(struct page *page) {
  const struct row *on = page_selected(page);

  buf_cut(&page->held, 0);
  if (on != NULL)
    buf_adds(&page->held, on->key);
  page->held_at = page->cursor;
}

void page_refill(struct app *app, struct page *page) {
  bool held = page->held.len > 0 && page->held_at == page->cursor;
  char *key = held ? xstrdup(buf_text(&page->held)) : NULL;
  size_t before = items_before(page, page->cursor);

  page_clear_rows(page);
  page->view->fill(app, page);
  page->stale = false;
  if (key != NULL)
    page->cursor = item_of_key(page, key, nth_item(page, before));
  else
    page->cursor = nearest_item(page, page->cursor);
  if (page->top >= page->rows.len)
    page->top = 0;
  free(key);
  page_hold(page);
}

/* What stands under the last row that the cursor can be on is seen, too: page_scroll() does it. */
static void see_end(struct page *page) {
  if (page->cursor + 1 < page->rows.len)
    page->top = page->rows.len;
}

void page_move(struct page *page, int by) {
  size_t at = page->cursor;

  while (by > 0 ? at + 1 < page->rows.len : at > 0) {
    at = by > 0 ? at + 1 : at - 1;
    if (is_item(page, at)) {
      page->cursor = at;
      page_hold(page);
      return;
    }
  }
  if (by < 0)
    page->top = 0; /* what stands above the first row is seen again */
  else
    see_end(page);
}

void page_move_rows(struct page *page, int rows) {
  size_t at = page->cursor, step = (size_t)(rows < 0 ? -rows : rows);

  at = rows < 0 ? (at > step ? at - step : 0) : at + step;
  page->cursor = nearest_item(page, at < page->rows.len ? at : page->rows.len);
  page_hold(page);
}

void page_edge(struct page *page, bool last) {
  page->cursor = nearest_item(page, last ? page->rows.len : 0);
  page_hold(page);
  if (!last)
    page->top = 0;
  else
    see_end(page);
}

static size_t group_start(const struct page *page, size_t at) {
  while (at > 0 && page->rows.data[at - 1].group == page->rows.data[at].group)
    at--;
  return at;
}

void page_section(struct page *page, bool back) {
  size_t at = page->cursor;

  if (!is_item(page, at))
    return;
  if (back) {
    at = group_start(page, at);
    at = group_start(page, at > 0 ? at - 1 : page->rows.len - 1);
  } else {
    while (at < page->rows.len && page->rows.data[at].group == page->rows.data[page->cursor].group)
      at++;
    at = at < page->rows.len ? at : 0;
  }
  page->cursor = nearest_item(page, at);
  page_hold(page);
}

size_t page_end(const struct page *page, size_t top, int rows, int more) {
  size_t room = rows > 0 ? (size_t)rows : 0, end;

  if (page->rows.len - top <= room)
    return page->rows.len;
  end = top + (room > (size_t)more ? room - (size_t)more : 0);
  while (
      more > 0 && end > top &&
      (page->rows.data[end - 1].kind == ROW_BLANK || page->rows.data[end - 1].kind == ROW_HEADING))
    end--;
  return end;
}

static bool shows_cursor(const struct page *page, size_t top, int rows, int more) {
  return page->cursor >= top && page->cursor < page_end(page, top, rows, more);
}

/*
 * Stays where it is while the cursor is in sight; else the beginning, else the cursor's group at
 * the top, else as little as it takes.
 */
void page_scroll(struct page *page, int rows, int more) {
  size_t group, room = (size_t)(rows > more + 1 ? rows - more : 1);

  if (page->top == page->rows.len && page->top > 0) {
    page->top = page->rows.len > (size_t)rows ? page->rows.len - (size_t)rows : 0;
    page->top = page->top < page->cursor ? page->top : page->cursor;
  }
  if (page->rows.len == 0 || shows_cursor(page, page->top, rows, more))
    return;
  if (shows_cursor(page, 0, rows, more)) {
    page->top = 0;
    return;
  }
  group = group_start(page, page->cursor);
  if (page->rows.data[group].kind == ROW_BLANK && group + 1 < page->rows.len)
    group++;
  if (shows_cursor(page, group, rows, more))
    page->top = group;
  else if (page->cursor < page->top)
    page->top = page->cursor;
  else
    page->top = page->cursor + 1 > room ? page->cursor + 1 - room : 0;
  while (page->top < page->cursor && (page->rows.data[page->top].kind == ROW_BLANK ||
                                      !shows_cursor(page, page->top, rows, more)))
    page->top++;
}
