/* Days as other programs write them. Months are English whatever the locale. */
#include "draft_priv.h"

#include "mentee/base/buf.h"
#include "mentee/base/date.h"
#include "mentee/base/text.h"
#include <string.h>

#define APPLE_NO_YEAR 1604 /* what iOS writes where no year is known */
#define KHARD_NO_YEAR 1900
#define MOST_NUMBERS 3

/* A text cut into runs of digits and of letters; a month's name counts as its number. */
struct pieces {
  int number[MOST_NUMBERS], digits[MOST_NUMBERS];
  size_t count;
  int month_at; /* which of them is a month by its name; -1 */
  bool open;    /* begins with "--": no year */
};

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

static int month_of(const char *word, size_t len) {
  for (int month = 1; month <= 12; month++)
    if (text_equal_nocase_span(word, len, date_month_name(month)) ||
        text_equal_nocase_span(word, len, date_month_short(month)))
      return month;
  return text_equal_nocase_span(word, len, "Sept") ? 9 : 0;
}

static size_t word_len(const char *text) {
  size_t len = 0;

  while ((text[len] >= 'a' && text[len] <= 'z') || (text[len] >= 'A' && text[len] <= 'Z'))
    len++;
  return len;
}

static bool take_digits(struct pieces *pieces, const char **text) {
  size_t len = strspn(*text, "0123456789");
  int value = 0;

  if (pieces->count == MOST_NUMBERS || len > 8)
    return false;
  for (size_t i = 0; i < len; i++)
    value = value * 10 + ((*text)[i] - '0');
  pieces->digits[pieces->count] = (int)len;
  pieces->number[pieces->count++] = value;
  *text += len;
  return true;
}

static bool take_month(struct pieces *pieces, const char **text) {
  size_t len = word_len(*text);
  int month = month_of(*text, len);

  if (month == 0 || pieces->count == MOST_NUMBERS || pieces->month_at >= 0)
    return false;
  pieces->month_at = (int)pieces->count;
  pieces->digits[pieces->count] = 2;
  pieces->number[pieces->count++] = month;
  *text += len;
  return true;
}

/* The time behind a day says nothing of the day. */
static bool is_time(const struct pieces *pieces, const char *text) {
  return pieces->count > 0 && (text[0] == 'T' || text[0] == ' ') && is_digit(text[1]) &&
         strchr(text, ':') != NULL;
}

static bool cut(const char *text, struct pieces *pieces) {
  memset(pieces, 0, sizeof *pieces);
  pieces->month_at = -1;
  text += strspn(text, " \t");
  pieces->open = strncmp(text, "--", 2) == 0;
  while (*text != '\0') {
    if (is_digit(*text)) {
      if (!take_digits(pieces, &text))
        return false;
    } else if (is_time(pieces, text) ||
               (text[0] == 'T' && pieces->count > 0 && is_digit(text[1]))) {
      break;
    } else if (strchr(" \t-./,", *text) != NULL) {
      text++;
    } else if (!take_month(pieces, &text)) {
      return false;
    }
  }
  return pieces->count > 0;
}

/* Two digits of a year: this century up to 2068, as POSIX strptime reads %y. */
static int full_year(int year, int digits) {
  if (digits > 2)
    return year;
  return year < 69 ? 2000 + year : 1900 + year;
}

/* Packed forms: 19850315, and 0315 behind "--". */
static bool unpack(const struct pieces *pieces, struct date_civil *day) {
  int value = pieces->number[0];

  if (pieces->count != 1)
    return false;
  if (pieces->digits[0] == 8)
    *day = (struct date_civil){value / 10000, value / 100 % 100, value % 100};
  else if (pieces->digits[0] == 4 && pieces->open)
    *day = (struct date_civil){0, value / 100, value % 100};
  else
    return false;
  return true;
}

/* 15 Mar 1985, Mar 15 1985, 15-Mar: the month is known by its name. */
static bool by_month_name(const struct pieces *pieces, struct date_civil *day) {
  int rest[MOST_NUMBERS], digits[MOST_NUMBERS];
  size_t count = 0;

  for (size_t i = 0; i < pieces->count; i++)
    if ((int)i != pieces->month_at) {
      digits[count] = pieces->digits[i];
      rest[count++] = pieces->number[i];
    }
  day->month = pieces->number[pieces->month_at];
  if (count == 0)
    return false;
  if (count == 2 && digits[0] > 2) { /* 1985 Mar 15 */
    day->day = rest[1];
    day->year = rest[0];
  } else {
    day->day = rest[0];
    day->year = count == 2 ? full_year(rest[1], digits[1]) : 0;
  }
  return true;
}

/* 1985-03-15, 03-15, 15.3.1985 and 3/15/1985 where only one reading is a day. */
static bool by_place(const struct pieces *pieces, struct date_civil *day) {
  const int *n = pieces->number;

  if (pieces->count == 3 && pieces->digits[0] == 4) {
    *day = (struct date_civil){n[0], n[1], n[2]};
  } else if (pieces->count == 2 && pieces->digits[0] == 2 && pieces->digits[1] == 2) {
    *day = (struct date_civil){0, n[0], n[1]};
  } else if (pieces->count == 3) {
    bool day_first = n[0] > 12, month_first = n[1] > 12;
    if (day_first == month_first && n[0] != n[1])
      return false;
    *day = (struct date_civil){full_year(n[2], pieces->digits[2]), day_first ? n[1] : n[0],
                               day_first ? n[0] : n[1]};
  } else {
    return false;
  }
  return true;
}

static bool read_day(const char *text, struct date_civil *day) {
  struct pieces pieces;
  int leap_or_year;

  if (!cut(text, &pieces))
    return false;
  *day = (struct date_civil){0, 0, 0};
  if (pieces.month_at >= 0 ? !by_month_name(&pieces, day)
                           : !unpack(&pieces, day) && !by_place(&pieces, day))
    return false;
  leap_or_year = day->year == 0 ? 2000 : day->year;
  return date_from_civil(leap_or_year, day->month, day->day) != DATE_NONE;
}

bool birthday_read(const char *text, struct buf *out) {
  struct date_civil day;

  if (!read_day(text, &day))
    return false;
  if (day.year == 0 || day.year == APPLE_NO_YEAR || day.year == KHARD_NO_YEAR)
    buf_addf(out, "%02d-%02d", day.month, day.day);
  else
    buf_addf(out, "%04d-%02d-%02d", day.year, day.month, day.day);
  return true;
}

bool day_read(const char *text, struct buf *out) {
  struct date_civil day;

  if (!read_day(text, &day) || day.year == 0)
    return false;
  buf_addf(out, "%04d-%02d-%02d", day.year, day.month, day.day);
  return true;
}
