#include "mentee/base/date_words.h"

#include "mentee/base/date.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define FRIDAY "2026-11-20"
#define LEAP_DAY "2024-02-29"
#define NEW_YEAR "2026-01-01"

static const struct {
  const char *today, *text, *back, *ahead; /* ISO days */
} days[] = {
    {FRIDAY, "2026-11-22", "2026-11-22", "2026-11-22"},
    {FRIDAY, "today", "2026-11-20", "2026-11-20"},
    {FRIDAY, "Today", "2026-11-20", "2026-11-20"},
    {FRIDAY, "  today  ", "2026-11-20", "2026-11-20"},
    {FRIDAY, "yesterday", "2026-11-19", "2026-11-19"},
    {FRIDAY, "tomorrow", "2026-11-21", "2026-11-21"},
    {FRIDAY, "friday", "2026-11-13", "2026-11-27"},
    {FRIDAY, "FRI", "2026-11-13", "2026-11-27"},
    {FRIDAY, "fri.", "2026-11-13", "2026-11-27"},
    {FRIDAY, "thu", "2026-11-19", "2026-11-26"},
    {FRIDAY, "thurs", "2026-11-19", "2026-11-26"},
    {FRIDAY, "tues", "2026-11-17", "2026-11-24"},
    {FRIDAY, "sat", "2026-11-14", "2026-11-21"},
    {FRIDAY, "last friday", "2026-11-13", "2026-11-13"},
    {FRIDAY, "next friday", "2026-11-27", "2026-11-27"},
    {FRIDAY, "last mon", "2026-11-16", "2026-11-16"},
    {FRIDAY, "next mon", "2026-11-23", "2026-11-23"},
    {FRIDAY, "-3d", "2026-11-17", "2026-11-17"},
    {FRIDAY, "+2w", "2026-12-04", "2026-12-04"},
    {FRIDAY, "+1m", "2026-12-20", "2026-12-20"},
    {FRIDAY, "-1y", "2025-11-20", "2025-11-20"},
    {FRIDAY, "+0d", "2026-11-20", "2026-11-20"},
    {FRIDAY, "22 nov", "2025-11-22", "2026-11-22"},
    {FRIDAY, "22 Nov.", "2025-11-22", "2026-11-22"},
    {FRIDAY, "22nd november", "2025-11-22", "2026-11-22"},
    {FRIDAY, "nov 22", "2025-11-22", "2026-11-22"},
    {FRIDAY, "nov 22nd", "2025-11-22", "2026-11-22"},
    {FRIDAY, "20 nov", "2026-11-20", "2026-11-20"},
    {FRIDAY, "19 nov", "2026-11-19", "2027-11-19"},
    {FRIDAY, "4 sept", "2026-09-04", "2027-09-04"},
    {FRIDAY, "1 may", "2026-05-01", "2027-05-01"},
    {FRIDAY, "22 nov 2026", "2026-11-22", "2026-11-22"},
    {FRIDAY, "nov 22 2026", "2026-11-22", "2026-11-22"},
    {FRIDAY, "nov 22, 2026", "2026-11-22", "2026-11-22"},
    {FRIDAY, "22 november 2026", "2026-11-22", "2026-11-22"},
    {FRIDAY, "fri 27 nov", NULL, "2026-11-27"}, /* 27 Nov 2025 was a Thursday */
    {FRIDAY, "Fri 20 Nov 2026", "2026-11-20", "2026-11-20"},
    {FRIDAY, "Friday 20 November 2026", "2026-11-20", "2026-11-20"},
    {FRIDAY, "22.11.2026", "2026-11-22", "2026-11-22"},
    {FRIDAY, "22/11", "2025-11-22", "2026-11-22"},
    {FRIDAY, "11/22", "2025-11-22", "2026-11-22"},
    {FRIDAY, "11/22/2026", "2026-11-22", "2026-11-22"},
    {FRIDAY, "5/5", "2026-05-05", "2027-05-05"}, /* one reading only */
    {FRIDAY, "2026/11/22", "2026-11-22", "2026-11-22"},
    {FRIDAY, "29 feb", "2024-02-29", "2028-02-29"},
    {FRIDAY, "2024-02-29", "2024-02-29", "2024-02-29"},
    {LEAP_DAY, "+1y", "2025-02-28", "2025-02-28"},
    {LEAP_DAY, "+12m", "2025-02-28", "2025-02-28"},
    {LEAP_DAY, "29 feb", "2024-02-29", "2024-02-29"},
    {NEW_YEAR, "yesterday", "2025-12-31", "2025-12-31"},
    {NEW_YEAR, "31 dec", "2025-12-31", "2026-12-31"},
    {NEW_YEAR, "-1w", "2025-12-25", "2025-12-25"},
    {"2026-01-31", "+1m", "2026-02-28", "2026-02-28"},
};

static void check_day(const char *today, const char *text, enum date_lean lean, const char *want) {
  struct err err = ERR_INIT;
  char iso[DATE_TEXT_SIZE];
  int day = DATE_NONE;
  bool read = date_words_parse(text, date_parse(today), lean, &day, &err);

  if (read != (want != NULL) || (read && strcmp(date_iso(day, iso), want) != 0))
    print_error("'%s' on %s, %s: %s\n", text, today, lean == DATE_BACK ? "back" : "ahead",
                read ? iso : err.text);
  assert_int_equal(read, want != NULL);
  if (read)
    assert_string_equal(date_iso(day, iso), want);
}

static void days_lean_as_asked(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
    check_day(days[i].today, days[i].text, DATE_BACK, days[i].back);
    check_day(days[i].today, days[i].text, DATE_AHEAD, days[i].ahead);
  }
}

static const struct {
  const char *text, *why;
} refused[] = {
    {"3/4", "“3/4” could be 3 April or 4 March; write one of these"},
    {"3/4/2026", "“3/4/2026” could be 3 April 2026 or 4 March 2026; write one of these"},
    {"3.4.2026", "“3.4.2026” could be 3 April 2026 or 4 March 2026; write one of these"},
    {"12/11", "“12/11” could be 12 November or 11 December; write one of these"},
    {"31 nov", "“31 nov”: November has 30 days"},
    {"nov 31", "“nov 31”: November has 30 days"},
    {"31/11", "“31/11”: November has 30 days"},
    {"0 nov", "“0 nov”: November has 30 days"},
    {"30 feb", "“30 feb”: February has 29 days"},
    {"29 feb 2026", "“29 feb 2026”: February 2026 has 28 days"},
    {"2026-02-29", "“2026-02-29”: February 2026 has 28 days"},
    {"2026-13-01", "“2026-13-01”: a year has twelve months"},
    {"13/14", "“13/14”: a year has twelve months"},
    {"thu 20 nov 2026", "“thu 20 nov 2026”: that is a Friday"},
    {"last 20 nov 2026", NULL},
    {"wed 20 nov", "“wed 20 nov”: that is a Friday"},
    {"", NULL},
    {"   ", NULL},
    {"soon", NULL},
    {"fr", NULL},
    {"nov", NULL},
    {"22", NULL},
    {"3-4", NULL},
    {"-d", NULL},
    {"+3", NULL},
    {"+3x", NULL},
    {"+99999d", NULL},
    {"+9999y", NULL},
    {"last", NULL},
    {"last 22 nov", NULL},
    {"2026-11", NULL},
    {"2026-11-22 or so", NULL},
    {"22 nov 26 at noon", NULL},
    {"22 nov 26", NULL},
    {"22.11.26", NULL}, /* of which century is not ours to guess */
    {"\xff", NULL},
    {"22 nov\xc3", NULL},
};

static void what_is_no_day_is_refused_with_the_reason(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
    struct err err = ERR_INIT;
    int day = 4711;
    bool read = date_words_parse(refused[i].text, date_parse(FRIDAY), DATE_AHEAD, &day, &err);
    if (read || (refused[i].why != NULL && strcmp(err.text, refused[i].why) != 0))
      print_error("'%s': %s\n", refused[i].text, read ? "read" : err.text);
    assert_false(read);
    assert_int_equal(day, 4711);
    assert_int_equal(err.kind, ERR_USAGE);
    if (refused[i].why != NULL)
      assert_string_equal(err.text, refused[i].why);
    else
      assert_non_null(strstr(err.text, "” is no day; for example"));
  }
}

static const struct {
  const char *text;
  size_t len;
  const char *day;
} prefixes[] = {
    {"tue coffee", 3, "2026-11-17"},
    {"17 nov coffee", 6, "2026-11-17"},
    {"17 nov 2025 coffee", 11, "2025-11-17"},
    {"tue 17 nov coffee", 10, "2026-11-17"},
    {"tue 17 nov 2026 coffee", 15, "2026-11-17"},
    {"last fri coffee", 8, "2026-11-13"},
    {"coffee tue", 0, NULL},
    {"31 nov", 0, NULL},
    {"3/4 coffee", 0, NULL},
    {"", 0, NULL},
    {"tuesdays", 0, NULL},
};

static void a_day_may_begin_a_text(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++) {
    int day = DATE_NONE;
    size_t len = date_words_prefix(prefixes[i].text, date_parse(FRIDAY), DATE_BACK, &day);
    char iso[DATE_TEXT_SIZE];
    assert_int_equal(len, prefixes[i].len);
    if (len > 0)
      assert_string_equal(date_iso(day, iso), prefixes[i].day);
  }
}

static const struct {
  const char *text;
  int days; /* -1: refused */
} durations[] = {
    {"30d", 30}, {"6w", 42},   {"3m", 90},    {"1y", 365},       {"P6W", 42},     {"p30d", 30},
    {"P3M", 90}, {"P1Y", 365}, {"0d", 0},     {"90D", 90},       {"", -1},        {"d", -1},
    {"30", -1},  {"P", -1},    {"PW", -1},    {"-3d", -1},       {"3 d", -1},     {"3dd", -1},
    {"3x", -1},  {"P6", -1},   {"six w", -1}, {"99999d", 99999}, {"100000d", -1}, {"1.5y", -1},
};

static void durations_are_days(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof durations / sizeof durations[0]; i++) {
    struct err err = ERR_INIT;
    int count = -1;
    bool read = date_words_duration(durations[i].text, &count, &err);
    if (read != (durations[i].days >= 0))
      print_error("'%s'\n", durations[i].text);
    assert_int_equal(read, durations[i].days >= 0);
    assert_int_equal(count, durations[i].days);
  }
}

static const struct {
  const char *text;
  int minutes; /* -1: refused */
} times[] = {
    {"15:30", 930},  {"9:05", 545},    {"09:05", 545}, {"15.30", 930}, {"3pm", 900},
    {"3 pm", 900},   {"3:30 pm", 930}, {"12am", 0},    {"12pm", 720},  {"0:00", 0},
    {"23:59", 1439}, {"24:00", -1},    {"15:60", -1},  {"13pm", -1},   {"0am", -1},
    {"15", -1},      {"", -1},         {"noon", -1},   {"15:3", -1},   {"15:300", -1},
    {"1530", -1},
};

static void times_are_minutes(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
    struct err err = ERR_INIT;
    int minutes = -1;
    bool read = date_words_time(times[i].text, &minutes, &err);
    if (read != (times[i].minutes >= 0))
      print_error("'%s'\n", times[i].text);
    assert_int_equal(read, times[i].minutes >= 0);
    assert_int_equal(minutes, times[i].minutes);
  }
}

static const struct {
  const char *text;
  long seconds; /* -1: refused */
} spans[] = {
    {"6h", 21600}, {"90m", 5400}, {"1d", 86400},   {"0h", -1},     {"h", -1},        {"6", -1},
    {"", -1},      {"-6h", -1},   {"2w", 1209600}, {"P1D", 86400}, {"1y", 31536000}, {"0w", -1},
};

static void spans_are_seconds(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof spans / sizeof spans[0]; i++) {
    struct err err = ERR_INIT;
    long seconds = -1;
    assert_int_equal(date_words_span(spans[i].text, &seconds, &err), spans[i].seconds >= 0);
    assert_int_equal(seconds, spans[i].seconds);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(days_lean_as_asked),
      cmocka_unit_test(what_is_no_day_is_refused_with_the_reason),
      cmocka_unit_test(a_day_may_begin_a_text),
      cmocka_unit_test(durations_are_days),
      cmocka_unit_test(times_are_minutes),
      cmocka_unit_test(spans_are_seconds),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
