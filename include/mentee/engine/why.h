#ifndef MENTEE_ENGINE_WHY_H
#define MENTEE_ENGINE_WHY_H
/*
 * Why somebody is, or is not, in the list: every rule about one person, whether it speaks, and if
 * not, the day it will. The day is found by asking the same rules about each day to come, so it can
 * never differ from what they will do; it holds as long as nothing else happens.
 */
#include "mentee/engine/due.h"

#define WHY_DAYS 400 /* looked ahead */

struct why_rule {
  enum rule_id rule;
  bool speaks;       /* today */
  int day;           /* today, or the day it will; DATE_NONE: not within WHY_DAYS */
  const char *text;  /* what it says then; else what it watches */
  const char *reads; /* its numbers: "thanks.from_days 2, thanks.until_days 60"; or "" */
};

struct why {
  struct arena arena;
  const struct record *contact;
  int today;
  struct facts facts;
  struct clock clock;
  const char *interval; /* "70 days: mentor (career)"; "none: supervisor, you see each other" */
  const char
      *silence; /* why no rule may speak: "in memory", "quiet until 15 Mar (they asked)"; "" */
  VEC(struct why_rule) rules; /* those about a person, in the order of RULES */
};

/* Initialises *why; it points into the book. */
void why_compute(struct why *why, const struct book *book, const struct settings *settings,
                 int today, const struct record *contact);
void why_release(struct why *why);

/* The numbers of the clock, a line each: "due        5 Nov 2026", "x          2.40 of an interval:
   stale; a real message" ... */
void why_clock_text(const struct why *why, struct buf *out);
/* One rule, one line: "R7    10 Dec  circle back on: ...". */
void why_rule_text(const struct why *why, const struct why_rule *rule, struct buf *out);
#endif
