#include "page_priv.h"

#include <stdarg.h>
#include <string.h>

#define INDENT 16
#define LABEL_AT 2
#define USUAL_COLUMNS 80
#define LEAST_TEXT 20

struct page page_of(struct cli *cli) {
  const struct world *world = cli->world;
  int columns = world->stdout_is_terminal && world->columns > 0 ? world->columns : USUAL_COLUMNS;

  if (columns < INDENT + LEAST_TEXT)
    columns = INDENT + LEAST_TEXT;
  return (struct page){cli, columns, INDENT, ""};
}

bool page_is_narrow(const struct page *page) {
  return page->columns < 64;
}

void page_label(struct page *page, const char *label) {
  page->label = label;
}

static void out_row(struct page *page, const char *text) {
  int pad = page->indent - LABEL_AT - text_width(page->label);

  if (pad < 1)
    pad = page->label[0] != '\0';
  out_linef(page->cli, "%*s%s%*s%s", LABEL_AT, "", page->label, pad, "", text);
  page->label = "";
}

/* The bytes of the next row: up to the last blank that fits, or one word that is too long. */
static size_t row_length(const char *text, int columns) {
  size_t fits = 0, at = 0;
  struct buf part = BUF_INIT;

  while (text[at] != '\0') {
    size_t word = at + strspn(text + at, " ");
    word += strcspn(text + word, " ");
    buf_cut(&part, 0);
    buf_add(&part, text, word);
    if (fits > 0 && text_width(buf_text(&part)) > columns)
      break;
    fits = at = word;
  }
  buf_release(&part);
  return fits;
}

static void fold_line(struct page *page, const char *line) {
  struct buf safe = BUF_INIT;
  const char *at;

  text_defuse(&safe, line);
  at = buf_text(&safe);
  do {
    size_t len = row_length(at, page->columns - page->indent);
    out_row(page, arena_copy(&page->cli->arena, at, len));
    at += len;
    at += strspn(at, " ");
  } while (*at != '\0');
  buf_release(&safe);
}

void page_text(struct page *page, const char *text) {
  while (*text != '\0') {
    size_t len = strcspn(text, "\n");
    size_t kept = len > 0 && text[len - 1] == '\r' ? len - 1 : len;
    fold_line(page, arena_copy(&page->cli->arena, text, kept));
    text += len + (text[len] == '\n');
  }
}

void page_textf(struct page *page, const char *format, ...) {
  struct buf text = BUF_INIT;
  va_list args;

  va_start(args, format);
  buf_addfv(&text, format, args);
  va_end(args);
  page_text(page, buf_text(&text));
  buf_release(&text);
}

static void hang_line(struct page *page, const char *line, int column) {
  int indent = 0;

  do {
    size_t len = row_length(line, page->columns - indent);
    out_linef(page->cli, "%*s%.*s", indent, "", (int)len, line);
    line += len;
    line += strspn(line, " ");
    indent = column;
  } while (*line != '\0');
}

void page_hanging(struct page *page, const char *text, int column) {
  if (!page->cli->world->stdout_is_terminal) {
    out_lines(page->cli, text);
    return;
  }
  while (*text != '\0') {
    size_t len = strcspn(text, "\n");
    hang_line(page, arena_copy(&page->cli->arena, text, len), column);
    text += len + (text[len] == '\n');
  }
}

void out_undoable(struct cli *cli, const char *text) {
  struct page page = page_of(cli);

  /* the screen says how it is taken back there */
  page_both(&page, text, cli->world->printed != NULL ? "" : "mentee undo takes it back");
}

void page_both(struct page *page, const char *left, const char *right) {
  bool folds = page->cli->world->stdout_is_terminal;
  int gap = page->columns - text_width(left) - text_width(right);

  if (right[0] == '\0') {
    out_line(page->cli, left);
  } else if (gap < 1 && folds) {
    out_line(page->cli, left);
    out_linef(page->cli, "%*s%s", LABEL_AT, "", right);
  } else {
    out_linef(page->cli, "%s%*s%s", left, gap > 2 ? gap : 2, "", right);
  }
}
