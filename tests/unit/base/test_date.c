#include "mentee/base/date.h"
#include "test.h"
#include <stdio.h>

static void every_day_of_four_hundred_years_goes_there_and_back(void **state) {
  int year = 1801, month = 1, day = 1;
  int at = date_from_civil(year, month, day), weekday = date_weekday(at);

  (void)state;
  while (year < 2203) {
    struct date_civil civil = date_to_civil(at);
    assert_int_equal(civil.year, year);
    assert_int_equal(civil.month, month);
    assert_int_equal(civil.day, day);
    assert_int_equal(date_from_civil(year, month, day), at);
    assert_int_equal(date_weekday(at), weekday);
    at++;
    weekday = (weekday + 1) % 7;
    if (++day > date_days_in_month(year, month)) {
      day = 1;
      if (++month > 12) {
        month = 1;
        year++;
      }
    }
  }
}

static void the_ends_of_the_calendar_hold(void **state) {
  char out[DATE_TEXT_SIZE];

  (void)state;
  assert_int_equal(date_from_civil(1970, 1, 1), 0);
  assert_int_equal(date_from_civil(1, 1, 1), -719162);
  assert_string_equal(date_iso(date_from_civil(1, 1, 1), out), "0001-01-01");
  assert_string_equal(date_iso(date_from_civil(9999, 12, 31), out), "9999-12-31");
  assert_int_equal(date_weekday(date_from_civil(1, 1, 1)), 0);
  assert_int_equal(date_weekday(date_from_civil(2026, 11, 20)), 4);
}

static void only_real_days_in_their_form_are_read(void **state) {
  static const char *const bad[] = {
      "",           "2026",       "2026-11",     "2026-11-31",  "2023-02-29",
      "1900-02-29", "2026-13-01", "2026-00-10",  "2026-01-00",  "0000-01-01",
      "20/11/2026", "2026-1-1",   "2026-11-20 ", " 2026-11-20", "2026-11-2x",
      "12026-11-20"};

  (void)state;
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
    assert_int_equal(date_parse(bad[i]), DATE_NONE);
  assert_int_equal(date_parse("2024-02-29"), date_from_civil(2024, 2, 29));
  assert_int_equal(date_parse("2000-02-29"), date_from_civil(2000, 2, 29));
  assert_int_equal(date_parse("0001-01-01"), date_from_civil(1, 1, 1));
}

static void months_are_added_from_the_first_day_without_drift(void **state) {
  int day = date_from_civil(2024, 1, 31);

  (void)state;
  assert_int_equal(date_add_months(day, 1), date_from_civil(2024, 2, 29));
  assert_int_equal(date_add_months(day, 2), date_from_civil(2024, 3, 31));
  assert_int_equal(date_add_months(day, 13), date_from_civil(2025, 2, 28));
  assert_int_equal(date_add_months(day, -2), date_from_civil(2023, 11, 30));
  assert_int_equal(date_add_months(day, 0), day);
  assert_int_equal(date_add_months(day, -12 * 3000), DATE_NONE);
  assert_int_equal(date_add_months(day, 12 * 9000), DATE_NONE);
}

static void days_are_written_in_every_form(void **state) {
  int day = date_from_civil(2026, 11, 6), today = date_from_civil(2026, 11, 20);
  char out[DATE_TEXT_SIZE];

  (void)state;
  assert_string_equal(date_iso(day, out), "2026-11-06");
  assert_string_equal(date_short(day, out), "6 Nov");
  assert_string_equal(date_short_year(day, today, out), "6 Nov");
  assert_string_equal(date_short_year(day - 365, today, out), "6 Nov 2025");
  assert_string_equal(date_long(day, out), "Friday 6 November 2026");
  assert_string_equal(date_full_month(day, out), "6 November");
  assert_string_equal(date_weekday_short(day, out), "Fri 6 Nov");
  assert_string_equal(date_weekday_month(day, out), "Fri 6 November");
  assert_string_equal(date_month_name(9), "September");
  assert_string_equal(date_month_short(9), "Sep");
  assert_string_equal(date_weekday_name(6), "Sunday");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_day_of_four_hundred_years_goes_there_and_back),
      cmocka_unit_test(the_ends_of_the_calendar_hold),
      cmocka_unit_test(only_real_days_in_their_form_are_read),
      cmocka_unit_test(months_are_added_from_the_first_day_without_drift),
      cmocka_unit_test(days_are_written_in_every_form),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
