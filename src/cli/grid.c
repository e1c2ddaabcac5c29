#include "grid_priv.h"
#include "page_priv.h"

#define GAP 2 /* blanks between columns */
#define LEAST_WIDTH 6
#define LEFT_OUT (-1)

void grid_column(struct grid *grid, const char *heading, bool right) {
  *vec_push(&grid->columns) = (struct grid_column){heading, right};
}

void grid_cell(struct grid *grid, const char *text) {
  *vec_push(&grid->cells) = text;
}

void grid_release(struct grid *grid) {
  vec_release(&grid->columns);
  vec_release(&grid->cells);
}

struct widths {
  VEC(int) list; /* LEFT_OUT: the column is not shown */
};

static int natural_width(const struct grid *grid, size_t column, bool sparse) {
  int widest = 0, heading = text_width(grid->columns.data[column].heading);

  for (size_t i = column; i < grid->cells.len; i += grid->columns.len) {
    int width = text_width(grid->cells.data[i]);
    widest = width > widest ? width : widest;
  }
  if (widest == 0 && sparse)
    return LEFT_OUT;
  return widest > heading ? widest : heading;
}

/* False where there are too many columns for that. */
static bool fit(struct widths *widths, int total, int columns) {
  while (total > columns) {
    size_t widest = 0;
    for (size_t i = 1; i < widths->list.len; i++)
      if (widths->list.data[i] > widths->list.data[widest])
        widest = i;
    if (widths->list.data[widest] <= LEAST_WIDTH)
      return false;
    widths->list.data[widest]--;
    total--;
  }
  return true;
}

static bool find_widths(const struct grid *grid, bool sparse, struct widths *widths) {
  const struct world *world = grid->cli->world;
  int total = -GAP;

  for (size_t i = 0; i < grid->columns.len; i++) {
    int width = natural_width(grid, i, sparse);
    *vec_push(&widths->list) = width;
    total += width == LEFT_OUT ? 0 : width + GAP;
  }
  return !world->stdout_is_terminal || world->columns <= 0 ||
         fit(widths, total, world->columns - 1);
}

/* One cell, padded; what is before it is already there. */
static void add_cell(const struct grid *grid, const struct widths *widths, size_t column,
                     const char *text, struct buf *line) {
  int width = widths->list.data[column];
  bool right = grid->columns.data[column].right;
  struct buf clipped = BUF_INIT;
  int used;

  if (width == LEFT_OUT)
    return;
  used = text_clip(&clipped, text, width, grid->cli->ascii ? "~" : "\xE2\x80\xA6");
  if (right)
    buf_addf(line, "%*s", width - used, "");
  buf_adds(line, buf_text(&clipped));
  buf_addf(line, "%*s", (right ? 0 : width - used) + GAP, "");
  buf_release(&clipped);
}

/* Nothing is gained by blanks at the end. */
static void out_row(struct cli *cli, struct buf *line) {
  while (line->len > 0 && line->data[line->len - 1] == ' ')
    buf_cut(line, line->len - 1);
  out_line(cli, buf_text(line));
  buf_cut(line, 0);
}

/* A row as lines of heading and cell, where they do not fit beside each other. */
static void out_stacked(const struct grid *grid) {
  struct page page = page_of(grid->cli);
  size_t columns = grid->columns.len;

  for (size_t i = 0; i < grid->cells.len; i++) {
    if (i > 0 && i % columns == 0)
      out_line(grid->cli, "");
    if (grid->cells.data[i][0] == '\0')
      continue;
    page_label(&page, grid->columns.data[i % columns].heading);
    page_text(&page, grid->cells.data[i]);
  }
}

static void out_table(const struct grid *grid, const struct widths *widths) {
  struct buf line = BUF_INIT;
  size_t columns = grid->columns.len;

  for (size_t i = 0; i < columns; i++)
    add_cell(grid, widths, i, grid->columns.data[i].heading, &line);
  out_row(grid->cli, &line);
  for (size_t i = 0; i < grid->cells.len && columns > 0; i++) {
    add_cell(grid, widths, i % columns, grid->cells.data[i], &line);
    if (i % columns == columns - 1)
      out_row(grid->cli, &line);
  }
  buf_release(&line);
}

void grid_out(const struct grid *grid, bool sparse) {
  struct widths widths = {VEC_INIT};

  if (find_widths(grid, sparse, &widths))
    out_table(grid, &widths);
  else
    out_stacked(grid);
  vec_release(&widths.list);
}
