#include "mentee/base/date_words.h"

#include "mentee/base/date.h"
#include "mentee/base/text.h"
#include <stdio.h>
#include <string.h>

#define MOST_WORDS 4
#define DAY_FORMS "for example today, friday, 22 nov, 2026-11-22, -3d, +2w"

struct word {
  const char *text;
  size_t len;
};

static int take_words(const char *text, struct word *words, int most) {
  int count = 0;

  while (count < most) {
    while (text_is_space(*text))
      text++;
    if (*text == '\0')
      break;
    words[count].text = text;
    while (*text != '\0' && !text_is_space(*text))
      text++;
    words[count].len = (size_t)(text - words[count].text);
    count++;
  }
  return count;
}

static bool is(const struct word *word, const char *text) {
  return text_equal_nocase_span(word->text, word->len, text);
}

/* The whole word is digits (at most `most`): their value, else -1. */
static int number(const char *text, size_t len, size_t most) {
  int value = 0;

  if (len == 0 || len > most)
    return -1;
  for (size_t i = 0; i < len; i++) {
    if (text[i] < '0' || text[i] > '9')
      return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

/* The word is the name, or its first letters, at least three of them. */
static bool abbreviates(const struct word *word, const char *name) {
  size_t len = word->len;

  if (len > 3 && word->text[len - 1] == '.')
    len--;
  if (len < 3 || len > strlen(name))
    return false;
  for (size_t i = 0; i < len; i++)
    if (text_lower(word->text[i]) != text_lower(name[i]))
      return false;
  return true;
}

static int weekday_of(const struct word *word) {
  for (int i = 0; i < 7; i++)
    if (abbreviates(word, date_weekday_name(i)))
      return i;
  return -1;
}

static int month_of(const struct word *word) {
  for (int i = 1; i <= 12; i++)
    if (abbreviates(word, date_month_name(i)))
      return i;
  return abbreviates(word, "sept") ? 9 : -1;
}

/* 22, 22nd, 1st. */
static int day_of(const struct word *word) {
  size_t len = word->len;

  if (len > 2 && (text_equal_nocase_span(word->text + len - 2, 2, "st") ||
                  text_equal_nocase_span(word->text + len - 2, 2, "nd") ||
                  text_equal_nocase_span(word->text + len - 2, 2, "rd") ||
                  text_equal_nocase_span(word->text + len - 2, 2, "th")))
    len -= 2;
  return number(word->text, len, 2);
}

/* What one attempt found: a day, nothing that looks like a day, or a day that is not. */
enum reading { READ_DAY, READ_NOTHING, READ_REFUSED };

struct attempt {
  const char *text; /* the whole, for messages */
  int today;
  enum date_lean lean;
  int day;
  struct err *err; /* filled where refused */
};

static enum reading refuse_day(struct attempt *try, int year, int month) {
  if (month < 1 || month > 12)
    err_set(try->err, ERR_USAGE, "“%s”: a year has twelve months", try->text);
  else if (month == 2 && year > 0)
    err_set(try->err, ERR_USAGE, "“%s”: February %d has %d days", try->text, year,
            date_days_in_month(year, month));
  else
    err_set(try->err, ERR_USAGE, "“%s”: %s has %d days", try->text, date_month_name(month),
            date_days_in_month(2024, month));
  return READ_REFUSED;
}

static enum reading full_day(struct attempt *try, int year, int month, int day) {
  try->day = date_from_civil(year, month, day);
  return try->day != DATE_NONE ? READ_DAY : refuse_day(try, year, month);
}

/* A day and month without a year: the nearest that leans the right way; today counts. */
static enum reading lean_day(struct attempt *try, int month, int day) {
  int year = date_to_civil(try->today).year;
  int step = try->lean == DATE_BACK ? -1 : 1;

  if (day < 1 || day > date_days_in_month(2024, month))
    return refuse_day(try, 0, month);
  for (int i = 0; i < 9; i++) { /* 29 February waits at most eight years */
    int found = date_from_civil(year + i * step, month, day);
    if (found != DATE_NONE &&
        (try->lean == DATE_BACK ? found <= try->today : found >= try->today)) {
      try->day = found;
      return READ_DAY;
    }
  }
  return refuse_day(try, year, month);
}

static int lean_weekday(int today, int weekday, enum date_lean lean) {
  int distance = (weekday - date_weekday(today) + 7) % 7;

  if (lean == DATE_AHEAD)
    return today + (distance == 0 ? 7 : distance);
  return today - (distance == 0 ? 7 : 7 - distance);
}

/* -3d, +2w, +1m */
static enum reading read_offset(struct attempt *try, const struct word *word) {
  int sign = word->text[0] == '-' ? -1 : 1;
  int count;
  char unit;

  if (word->len < 3 || (word->text[0] != '-' && word->text[0] != '+'))
    return READ_NOTHING;
  unit = text_lower(word->text[word->len - 1]);
  count = number(word->text + 1, word->len - 2, 4);
  if (count < 0 || strchr("dwmy", unit) == NULL)
    return READ_NOTHING;
  if (unit == 'm' || unit == 'y')
    try->day = date_add_months(try->today, sign * count * (unit == 'y' ? 12 : 1));
  else
    try->day = try->today + sign * count * (unit == 'w' ? 7 : 1);
  return try->day != DATE_NONE ? READ_DAY : READ_NOTHING;
}

/* 3/4 in both readings; year -1: none was written. */
static enum reading refuse_both(struct attempt *try, int a, int b, int year) {
  char of_year[16] = "";

  if (a < 1 || b < 1)
    return refuse_day(try, 0, 0);
  if (year >= 0)
    snprintf(of_year, sizeof of_year, " %d", year);
  err_set(try->err, ERR_USAGE, "“%s” could be %d %s%s or %d %s%s; write one of these", try->text, a,
          date_month_name(b), of_year, b, date_month_name(a), of_year);
  return READ_REFUSED;
}

/* 22/11, 22.11.2026, 2026/11/22, 2026-11-22. */
static enum reading read_numbers(struct attempt *try, const struct word *word) {
  int part[3] = {-1, -1, -1}, count = 0;
  size_t first_digits = 0, digits = 0;
  const char *at = word->text, *end = word->text + word->len;
  bool year_first;

  while (at < end && count < 3) {
    size_t len = 0;
    while (at + len < end && strchr("/.-", at[len]) == NULL)
      len++;
    digits = len;
    if (count == 0)
      first_digits = len;
    part[count] = number(at, len, 4);
    if (part[count] < 0)
      return READ_NOTHING;
    count++;
    at += len;
    if (at < end)
      at++;
    else
      break;
  }
  if (at < end || count < 2)
    return READ_NOTHING;
  year_first = first_digits == 4;
  if (count == 3 && !year_first && digits != 4)
    return READ_NOTHING; /* 22.11.26: of which century is not ours to guess */
  if (year_first)
    return count == 3 ? full_day(try, part[0], part[1], part[2]) : READ_NOTHING;
  if (memchr(word->text, '-', word->len) != NULL)
    return READ_NOTHING; /* 3-4 is a range, not a day */
  if (part[0] <= 12 && part[1] <= 12 && part[0] != part[1])
    return refuse_both(try, part[0], part[1], part[2]);
  if (part[1] > 12) { /* 11/22: the month came first */
    int swap = part[0];
    part[0] = part[1];
    part[1] = swap;
  }
  if (part[1] < 1 || part[1] > 12)
    return refuse_day(try, 0, part[1]);
  return count == 3 ? full_day(try, part[2], part[1], part[0]) : lean_day(try, part[1], part[0]);
}

static enum reading read_one(struct attempt *try, const struct word *word) {
  int weekday;

  if (is(word, "today") || is(word, "yesterday") || is(word, "tomorrow")) {
    try->day = try->today + (is(word, "today") ? 0 : is(word, "tomorrow") ? 1 : -1);
    return READ_DAY;
  }
  weekday = weekday_of(word);
  if (weekday >= 0) {
    try->day = lean_weekday(try->today, weekday, try->lean);
    return READ_DAY;
  }
  if (word->text[0] == '+' || word->text[0] == '-')
    return read_offset(try, word);
  return word->text[0] >= '0' && word->text[0] <= '9' ? read_numbers(try, word) : READ_NOTHING;
}

/* 22 nov, nov 22, last friday, next friday. */
static enum reading read_two(struct attempt *try, const struct word *words) {
  int weekday = weekday_of(&words[1]);
  int day = day_of(&words[0]), month = month_of(&words[1]);

  if (weekday >= 0 && (is(&words[0], "last") || is(&words[0], "next"))) {
    try->day = lean_weekday(try->today, weekday, is(&words[0], "last") ? DATE_BACK : DATE_AHEAD);
    return READ_DAY;
  }
  if (day < 0 || month < 0) {
    day = day_of(&words[1]);
    month = month_of(&words[0]);
  }
  return day >= 0 && month > 0 ? lean_day(try, month, day) : READ_NOTHING;
}

/* 22 nov 2026, nov 22 2026. */
static enum reading read_three(struct attempt *try, const struct word *words) {
  int year = words[2].len == 4 ? number(words[2].text, 4, 4) : -1;
  int day = day_of(&words[0]), month = month_of(&words[1]);
  size_t comma = words[1].len;

  if (day < 0 || month < 0) {
    struct word second = words[1];
    if (comma > 1 && second.text[comma - 1] == ',')
      second.len--;
    day = day_of(&second);
    month = month_of(&words[0]);
  }
  return year > 0 && day >= 0 && month > 0 ? full_day(try, year, month, day) : READ_NOTHING;
}

static enum reading read_plain(struct attempt *try, const struct word *words, int count) {
  switch (count) {
  case 1:
    return read_one(try, words);
  case 2:
    return read_two(try, words);
  case 3:
    return read_three(try, words);
  default:
    return READ_NOTHING;
  }
}

/* fri 20 nov, fri 20 nov 2026: the weekday must be that day's. */
static enum reading read_words(struct attempt *try, const struct word *words, int count) {
  int weekday = count >= 3 ? weekday_of(&words[0]) : -1;
  enum reading reading;

  if (weekday < 0)
    return read_plain(try, words, count);
  reading = read_plain(try, words + 1, count - 1);
  if (reading != READ_DAY || date_weekday(try->day) == weekday)
    return reading;
  err_set(try->err, ERR_USAGE, "“%s”: that is a %s", try->text,
          date_weekday_name(date_weekday(try->day)));
  return READ_REFUSED;
}

bool date_words_parse(const char *text, int today, enum date_lean lean, int *day, struct err *err) {
  struct word words[MOST_WORDS + 1];
  int count = take_words(text, words, MOST_WORDS + 1);
  struct attempt try = {text, today, lean, DATE_NONE, err};
  enum reading reading = count <= MOST_WORDS ? read_words(&try, words, count) : READ_NOTHING;

  if (reading == READ_DAY) {
    *day = try.day;
    return true;
  }
  if (reading == READ_NOTHING)
    err_set(err, ERR_USAGE, "“%s” is no day; " DAY_FORMS, text);
  return false;
}

size_t date_words_prefix(const char *text, int today, enum date_lean lean, int *day) {
  struct word words[MOST_WORDS];
  int count = take_words(text, words, MOST_WORDS);

  for (; count > 0; count--) {
    struct err ignored = ERR_INIT;
    struct attempt try = {text, today, lean, DATE_NONE, &ignored};
    if (read_words(&try, words, count) == READ_DAY) {
      *day = try.day;
      return (size_t)(words[count - 1].text + words[count - 1].len - text);
    }
  }
  return 0;
}

bool date_words_time(const char *text, int *minutes, struct err *err) {
  size_t len = strlen(text), hours_len = 0, rest;
  int hour, minute = 0;
  bool pm, am;

  text_trim(&text, &len);
  am = len > 2 && text_equal_nocase_span(text + len - 2, 2, "am");
  pm = len > 2 && text_equal_nocase_span(text + len - 2, 2, "pm");
  rest = am || pm ? len - 2 : len;
  while (rest > 0 && text_is_space(text[rest - 1]))
    rest--;
  while (hours_len < rest && text[hours_len] >= '0' && text[hours_len] <= '9')
    hours_len++;
  hour = number(text, hours_len, 2);
  if (hours_len < rest && (text[hours_len] == ':' || text[hours_len] == '.'))
    minute = rest - hours_len == 3 ? number(text + hours_len + 1, 2, 2) : -1;
  else if (hours_len < rest || !(am || pm))
    minute = -1; /* a bare number is no time */
  if (hour >= 0 && (am || pm))
    hour = hour < 1 || hour > 12 ? -1 : hour % 12 + (pm ? 12 : 0);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59)
    return err_set(err, ERR_USAGE, "“%.*s” is no time; for example 15:30 or 3pm", (int)len, text);
  *minutes = hour * 60 + minute;
  return true;
}

char *date_words_time_text(int minutes, char *out) {
  snprintf(out, DATE_TEXT_SIZE, "%02d:%02d", minutes / 60 % 24, minutes % 60);
  return out;
}

bool date_words_duration(const char *text, int *days, struct err *err) {
  static const struct {
    char unit;
    int days;
  } units[] = {{'d', 1}, {'w', 7}, {'m', 30}, {'y', 365}};
  size_t len = strlen(text);
  const char *at = text;

  if (len > 2 && text_lower(*at) == 'p') {
    at++;
    len--;
  }
  for (size_t i = 0; len > 1 && i < sizeof units / sizeof units[0]; i++) {
    int count = number(at, len - 1, 5);
    if (count < 0 || text_lower(at[len - 1]) != units[i].unit)
      continue;
    *days = count * units[i].days;
    return true;
  }
  return err_set(err, ERR_USAGE, "“%s” is no length of time; for example 30d, 6w, 3m, 1y or P6W",
                 text);
}

bool date_words_span(const char *text, long *seconds, struct err *err) {
  size_t len = strlen(text);
  int count = len > 1 ? number(text, len - 1, 5) : -1, days = 0;
  char unit = len > 1 ? text_lower(text[len - 1]) : ' ';
  struct err ignored = ERR_INIT;

  if (count > 0 && (unit == 'm' || unit == 'h')) /* here m is a minute */
    *seconds = (long)count * (unit == 'm' ? 60 : 3600);
  else if (date_words_duration(text, &days, &ignored) && days > 0)
    *seconds = (long)days * 86400;
  else
    return err_set(err, ERR_USAGE, "“%s” is no length of time; for example 6h, 90m, 1d or 1w",
                   text);
  return true;
}
