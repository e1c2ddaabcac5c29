#include "mentee/base/date.h"

#include <stdio.h>
#include <string.h>

static const char *const months[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};
static const char *const months_short[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
static const char *const weekdays[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                       "Friday", "Saturday", "Sunday"};

static bool is_leap(int year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int date_days_in_month(int year, int month) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/* The year begins in March here, so that the leap day is its last; years are never negative. */
static int days_from_civil(int year, int month, int day) {
  int y = month <= 2 ? year - 1 : year;
  int doy = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;

  return y * 365 + y / 4 - y / 100 + y / 400 + doy - 719468;
}

int date_from_civil(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 ||
      day > date_days_in_month(year, month))
    return DATE_NONE;
  return days_from_civil(year, month, day);
}

struct date_civil date_to_civil(int day) {
  int z = day + 719468;
  int era = (z >= 0 ? z : z - 146096) / 146097;
  int doe = z - era * 146097;
  int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  int mp = (5 * doy + 2) / 153;
  struct date_civil civil;

  civil.day = doy - (153 * mp + 2) / 5 + 1;
  civil.month = mp < 10 ? mp + 3 : mp - 9;
  civil.year = yoe + era * 400 + (civil.month <= 2 ? 1 : 0);
  return civil;
}

int date_weekday(int day) {
  int weekday = (day + 3) % 7; /* 1970-01-01 was a Thursday */

  return weekday < 0 ? weekday + 7 : weekday;
}

int date_add_months(int day, int count) {
  struct date_civil civil = date_to_civil(day);
  int total = civil.year * 12 + civil.month - 1 + count;
  int year = total / 12, month = total % 12 + 1, most;

  if (total < 12 || year > 9999)
    return DATE_NONE;
  most = date_days_in_month(year, month);
  return date_from_civil(year, month, civil.day < most ? civil.day : most);
}

/* Two digits, or a number below zero that the year cannot make up for. */
static int two_digits(const char *text) {
  unsigned tens = (unsigned char)text[0] - '0', ones;

  if (tens > 9)
    return -100000;
  ones = (unsigned char)text[1] - '0';
  return ones > 9 ? -100000 : (int)(tens * 10 + ones);
}

int date_parse(const char *text) {
  int year, month, day;

  year = two_digits(text) * 100;
  if (year < 0 || (year += two_digits(text + 2)) < 0 || text[4] != '-')
    return DATE_NONE;
  month = two_digits(text + 5);
  if (month < 0 || text[7] != '-')
    return DATE_NONE;
  day = two_digits(text + 8);
  if (day < 0 || text[10] != '\0')
    return DATE_NONE;
  return date_from_civil(year, month, day);
}

const char *date_month_name(int month) {
  return months[month - 1];
}

const char *date_month_short(int month) {
  return months_short[month - 1];
}

const char *date_weekday_name(int weekday) {
  return weekdays[weekday];
}

char *date_iso(int day, char *out) {
  struct date_civil c = date_to_civil(day);

  snprintf(out, DATE_TEXT_SIZE, "%04d-%02d-%02d", c.year, c.month, c.day);
  return out;
}

char *date_short(int day, char *out) {
  struct date_civil c = date_to_civil(day);

  snprintf(out, DATE_TEXT_SIZE, "%d %s", c.day, months_short[c.month - 1]);
  return out;
}

char *date_short_year(int day, int today, char *out) {
  struct date_civil c = date_to_civil(day);

  if (c.year == date_to_civil(today).year)
    return date_short(day, out);
  snprintf(out, DATE_TEXT_SIZE, "%d %s %d", c.day, months_short[c.month - 1], c.year);
  return out;
}

char *date_long(int day, char *out) {
  struct date_civil c = date_to_civil(day);

  snprintf(out, DATE_TEXT_SIZE, "%s %d %s %d", weekdays[date_weekday(day)], c.day,
           months[c.month - 1], c.year);
  return out;
}

char *date_full_month(int day, char *out) {
  struct date_civil c = date_to_civil(day);

  snprintf(out, DATE_TEXT_SIZE, "%d %s", c.day, months[c.month - 1]);
  return out;
}

char *date_weekday_short(int day, char *out) {
  struct date_civil c = date_to_civil(day);

  snprintf(out, DATE_TEXT_SIZE, "%.3s %d %s", weekdays[date_weekday(day)], c.day,
           months_short[c.month - 1]);
  return out;
}

char *date_weekday_month(int day, char *out) {
  struct date_civil c = date_to_civil(day);

  snprintf(out, DATE_TEXT_SIZE, "%.3s %d %s", weekdays[date_weekday(day)], c.day,
           months[c.month - 1]);
  return out;
}
