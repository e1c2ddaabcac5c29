#ifndef MENTEE_BASE_DATE_WORDS_H
#define MENTEE_BASE_DATE_WORDS_H
/*
 * Days, times and durations as people write them, in English, whatever the
 * locale. Case does not matter. Pure: today is an argument.
 *
 *   2026-11-22  today  yesterday  tomorrow  friday  fri  last friday  next friday
 *   -3d  +2w  22 nov  nov 22  22 november 2026  nov 22 2026  fri 20 nov 2026  22.11.2026  22/11
 *
 * A bare weekday, or a day and month without a year, leans: back, it is the
 * latest one before today (a day and month may be today itself); ahead, the
 * next one after today (a day and month may be today itself). 3/4 and its like
 * are refused with both readings. A day that is not real ("31 nov") is refused
 * with the reason: “31 nov”: November has 30 days.
 */
#include "mentee/base/err.h"
#include <stdbool.h>
#include <stddef.h>

enum date_lean { DATE_BACK, DATE_AHEAD };

/* The whole of text must be one day. ERR_USAGE says what was not understood and what would be. */
bool date_words_parse(const char *text, int today, enum date_lean lean, int *day, struct err *err);

/*
 * The longest prefix of whole words (at most four) that is a day; returns its length in bytes,
 * 0 where there is none. A prefix that looks like a day but is not real counts as none.
 */
size_t date_words_prefix(const char *text, int today, enum date_lean lean, int *day);

/* 15:30, 9:05, 15.30, 3pm, 3:30 pm -> minutes since midnight. */
bool date_words_time(const char *text, int *minutes, struct err *err);
char *date_words_time_text(int minutes, char *out); /* 15:30 */

/* 30d 6w 3m 1y, or ISO 8601 P6W P30D P3M P1Y -> days (m = 30, y = 365). */
bool date_words_duration(const char *text, int *days, struct err *err);
/* 6h 90m, or a duration as above but for months written m: 1d 1w P1D -> seconds, for --once. */
bool date_words_span(const char *text, long *seconds, struct err *err);
#endif
