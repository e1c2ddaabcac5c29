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

static struct banner_entry entry_of(const struct reason *reason, int further, struct arena *arena) {
  struct banner_entry entry = {reason->name, reason->name, reason->text, further};
  struct buf family = BUF_INIT;

  if (reason->contact != NULL) {
    contact_family(reason->contact, &family);
    entry.name = record_text(reason->contact, CONTACT_NAME);
    entry.family = arena_dup(arena, buf_text(&family));
  }
  buf_release(&family);
  return entry;
}

void banner_day_make(struct banner_day *day, const struct due *due, size_t most,
                     struct arena *arena) {
  size_t count = due->shown < most ? due->shown : most;
  struct banner_entry *entries = arena_alloc(arena, (count + 1) * sizeof *entries);

  *day = (struct banner_day){due->cadence.today, due->shown, {0}, entries, count};
  for (size_t i = 0; i < count; i++)
    entries[i] =
        entry_of(&due->reasons.data[due->lines.data[i].first], due->lines.data[i].further, arena);
  for (size_t i = 0; i < due->shown; i++) {
    enum due_tier tier = due->reasons.data[due->lines.data[i].first].tier;
    day->tiers[tier > DUE_HELLO ? DUE_HELLO : tier]++;
  }
}

/* The name column: 22 wide, cut without a mark, padded with blanks. */
static void add_name(struct buf *out, const struct banner_entry *entry, bool utf8) {
  int width = text_clip(out, utf8 ? entry->name : entry->family, NAME_COLUMNS, "");

  buf_addf(out, "%*s", NAME_COLUMNS - width, "");
}

/* text_clip() cuts where the mark just fits, and drops the blanks before it. */
static void add_text(struct buf *out, const char *text, int columns, const char *suffix) {
  int left = columns - text_width(suffix);

  text_clip(out, text, left > 0 ? left : 0, "...");
  buf_adds(out, suffix);
}

static void add_line(struct buf *out, const struct banner_entry *entry,
                     const struct banner_style *style) {
  struct buf line = BUF_INIT;
  char suffix[24] = "";
  int columns = room(style);

  if (entry->further > 0)
    snprintf(suffix, sizeof suffix, " (+%d)", entry->further);
  buf_adds(&line, "  ");
  add_name(&line, entry, style->utf8);
  buf_addc(&line, ' ');
  if (columns > text_width(buf_text(&line)) + text_width(suffix) + 3)
    add_text(&line, entry->text, columns - text_width(buf_text(&line)), suffix);
  while (line.len > 0 && line.data[line.len - 1] == ' ') /* a name alone, on a narrow screen */
    buf_cut(&line, line.len - 1);
  text_clip(out, buf_text(&line), columns, "...");
  buf_addc(out, '\n');
  buf_release(&line);
}

void banner_line(struct buf *out, const struct reason *reason, int further,
                 const struct banner_style *style) {
  struct arena arena = ARENA_INIT;
  struct banner_entry entry = entry_of(reason, further, &arena);

  add_line(out, &entry, style);
  arena_release(&arena);
}

void banner(struct buf *out, const struct banner_day *day, int max_lines,
            const struct banner_style *style) {
  size_t lines = day->count < (size_t)max_lines ? day->count : (size_t)max_lines;

  if (day->shown == 0)
    return;
  banner_heading(out, day->today);
  for (size_t i = 0; i < lines; i++)
    add_line(out, &day->entries[i], style);
  if (day->shown > lines)
    buf_addf(out, "  and %zu more in mentee\n", day->shown - lines);
}

void banner_discreet(struct buf *out, const struct banner_day *day) {
  static const char *const words[] = {"today", "now", "this week", "to say hello"};
  const char *before = "mentee: ";

  for (size_t i = 0; i < 4; i++)
    if (day->tiers[i] > 0) {
      buf_addf(out, "%s%zu %s", before, day->tiers[i], words[i]);
      before = ", ";
    }
  if (day->shown > 0)
    buf_addc(out, '\n');
}
