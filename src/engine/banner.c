#include "mentee/engine/banner.h"

#include "mentee/base/text.h"
#include <stdio.h>
#include <string.h>

#define NAME_COLUMNS 22
#define COLUMNS_UNKNOWN 80
#define UNCUT (1 << 20)

void banner_heading(struct buf *out, int today) {
  char text[DATE_TEXT_SIZE];

  buf_addf(out, "mentee: %s\n", date_long(today, text));
}

static int room(const struct banner_style *style) {
  if (style->columns < 0)
    return UNCUT;
  return (style->columns == 0 ? COLUMNS_UNKNOWN : style->columns) - 1;
}

/* The name column: 22 wide, cut without a mark, padded with blanks. */
static void add_name(struct buf *out, const struct reason *reason, bool utf8) {
  struct buf family = BUF_INIT;
  const char *name = reason->name;
  int width;

  if (reason->contact != NULL && !utf8) {
    contact_family(reason->contact, &family);
    name = buf_text(&family);
  } else if (reason->contact != NULL) {
    name = record_text(reason->contact, CONTACT_NAME);
  }
  width = text_clip(out, name, NAME_COLUMNS, "");
  buf_addf(out, "%*s", NAME_COLUMNS - width, "");
  buf_release(&family);
}

/* text_clip() cuts where the mark just fits, and drops the blanks before it. */
static void add_text(struct buf *out, const char *text, int columns, const char *suffix) {
  int left = columns - text_width(suffix);

  text_clip(out, text, left > 0 ? left : 0, "...");
  buf_adds(out, suffix);
}

void banner_line(struct buf *out, const struct reason *reason, int further,
                 const struct banner_style *style) {
  struct buf line = BUF_INIT;
  char suffix[24] = "";
  int columns = room(style);

  if (further > 0)
    snprintf(suffix, sizeof suffix, " (+%d)", further);
  buf_adds(&line, "  ");
  add_name(&line, reason, style->utf8);
  buf_addc(&line, ' ');
  if (columns > text_width(buf_text(&line)) + text_width(suffix) + 3)
    add_text(&line, reason->text, columns - text_width(buf_text(&line)), suffix);
  text_clip(out, buf_text(&line), columns, "...");
  buf_addc(out, '\n');
  buf_release(&line);
}

void banner(struct buf *out, const struct due *due, int max_lines,
            const struct banner_style *style) {
  size_t shown = due->shown < (size_t)max_lines ? due->shown : (size_t)max_lines;

  if (due->shown == 0)
    return;
  banner_heading(out, due->cadence.today);
  for (size_t i = 0; i < shown; i++)
    banner_line(out, &due->reasons.data[due->lines.data[i].first], due->lines.data[i].further,
                style);
  if (due->shown > shown)
    buf_addf(out, "  and %zu more in mentee\n", due->shown - shown);
}

void banner_discreet(struct buf *out, const struct due *due) {
  static const char *const words[] = {"today", "now", "this week", "to say hello"};
  size_t counts[4] = {0};
  const char *before = "mentee: ";

  for (size_t i = 0; i < due->shown; i++) {
    enum due_tier tier = due->reasons.data[due->lines.data[i].first].tier;
    counts[tier > DUE_HELLO ? DUE_HELLO : tier]++;
  }
  for (size_t i = 0; i < 4; i++)
    if (counts[i] > 0) {
      buf_addf(out, "%s%zu %s", before, counts[i], words[i]);
      before = ", ";
    }
  if (due->shown > 0)
    buf_addc(out, '\n');
}
