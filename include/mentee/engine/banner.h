#ifndef MENTEE_ENGINE_BANNER_H
#define MENTEE_ENGINE_BANNER_H
/*
 * The lines that `mentee --due` and `mentee due` print (cli.md, engine.md 4.1.2).
 * Everything that goes in passes the display gate; nothing comes out wider than asked.
 */
#include "mentee/engine/due.h"

/* One person's line, without the book that it came from. */
struct banner_entry {
  const char *name, *family; /* for a UTF-8 locale, for any other */
  const char *text;
  int further; /* other reasons: the (+n) */
};

/* What there is to say on one day. */
struct banner_day {
  int today;
  size_t shown;    /* lines in all */
  size_t tiers[4]; /* of them: today, now, this week, to say hello */
  const struct banner_entry *entries;
  size_t count; /* of the entries, at most as many as were asked for */
};

struct banner_style {
  int columns; /* each line at most columns - 1; 0: unknown, 79 then; -1: never cut */
  bool utf8;   /* the name column holds `name`; else the family part of sort_name */
};

/* At most `most` entries; texts are in the arena or where the reasons have them. */
void banner_day_make(struct banner_day *day, const struct due *due, size_t most,
                     struct arena *arena);

/* "mentee: Friday 20 November 2026\n" */
void banner_heading(struct buf *out, int today);
/* "  Togawa                 SNO follow-up (last day of the window) (+1)\n" */
void banner_line(struct buf *out, const struct reason *reason, int further,
                 const struct banner_style *style);
/* Heading, at most max lines, "  and 21 more in mentee\n"; nothing at all where nothing is due. */
void banner(struct buf *out, const struct banner_day *day, int max_lines,
            const struct banner_style *style);
/* --discreet: counts only: "mentee: 24 things today\n" style, no name and no text. */
void banner_discreet(struct buf *out, const struct banner_day *day);
#endif
