#ifndef MENTEE_ENGINE_BANNER_H
#define MENTEE_ENGINE_BANNER_H
/*
 * The lines that `mentee --due` and `mentee due` print (cli.md, engine.md 4.1.2).
 * Everything that goes in passes the display gate; nothing comes out wider than asked.
 */
#include "mentee/engine/due.h"

struct banner_style {
  int columns; /* each line at most columns - 1; 0: unknown, 79 then; -1: never cut */
  bool utf8;   /* the name column holds `name`; else the family part of sort_name */
};

/* "mentee: Friday 20 November 2026\n" */
void banner_heading(struct buf *out, int today);
/* "  Togawa                 SNO follow-up (last day of the window) (+1)\n" */
void banner_line(struct buf *out, const struct reason *reason, int further,
                 const struct banner_style *style);
/* Heading, at most max lines, "  and 21 more in mentee\n"; nothing at all where nothing is due. */
void banner(struct buf *out, const struct due *due, int max_lines,
            const struct banner_style *style);
/* --discreet: counts only: "mentee: 24 things today\n" style, no name and no text. */
void banner_discreet(struct buf *out, const struct due *due);
#endif
