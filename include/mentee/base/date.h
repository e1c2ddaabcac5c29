#ifndef MENTEE_BASE_DATE_H
#define MENTEE_BASE_DATE_H
/*
 * A day is an int: days since 1970-01-01 in the proleptic Gregorian calendar
 * (days_from_civil, H. Hinnant, "chrono-Compatible Low-Level Date Algorithms").
 * No time zone, no clock: today is always an argument. Years 1 to 9999.
 */
#include <stdbool.h>
#include <stddef.h>

#define DATE_NONE (-2147483647 - 1)
#define DATE_TEXT_SIZE 32

struct date_civil {
  int year, month, day; /* month 1..12, day 1..31 */
};

int date_from_civil(int year, int month, int day); /* DATE_NONE where there is no such day */
struct date_civil date_to_civil(int day);
int date_weekday(int day); /* 0 Monday .. 6 Sunday */
int date_days_in_month(int year, int month);
/* Months later, clamped to the month's end: from the original day, so no drift. */
int date_add_months(int day, int months);

/* Exactly YYYY-MM-DD and a real day, else DATE_NONE. Empty is DATE_NONE too. */
int date_parse(const char *text);

/* Each writes into out (DATE_TEXT_SIZE bytes) and returns it. */
char *date_iso(int day, char *out);   /* 2026-11-20 */
char *date_short(int day, char *out); /* 20 Nov */
char *date_short_year(int day, int today,
                      char *out);             /* 20 Nov; 20 Nov 2025 where the year differs */
char *date_long(int day, char *out);          /* Friday 20 November 2026 */
char *date_full_month(int day, char *out);    /* 20 November */
char *date_weekday_short(int day, char *out); /* Fri 20 Nov */
char *date_weekday_month(int day, char *out); /* Fri 20 November */

const char *date_month_name(int month);  /* January */
const char *date_month_short(int month); /* Jan */
const char *date_weekday_name(int weekday);
#endif
