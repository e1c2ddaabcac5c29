#include "books.h"
#include "mentee/engine/stats.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define FRIDAY "2026-11-20"

static struct stats stats;

static int forget(void **state) {
  (void)state;
  stats_release(&stats);
  memset(&stats, 0, sizeof stats);
  forget_given();
  return 0;
}

static void stats_on(const char *iso) {
  struct settings settings = settings_read(given_book());
  struct cadence cadence;

  stats_release(&stats);
  cadence_compute(&cadence, given_book(), &settings, day(iso));
  stats_compute(&stats, given_book(), &cadence);
  cadence_release(&cadence);
}

#define TOUCHES "id,on_date,people,direction,depth,status"

static void the_sample_in_numbers(void **state) {
  (void)state;
  given_folder(MENTEE_SAMPLE_DIR, 0);
  stats_on(FRIDAY);
  assert_int_equal(stats.people, 38);
  assert_int_equal(stats.gone, 2);
  assert_int_equal(stats.paused, 1);
  assert_int_equal(stats.open_mine, 10);
  assert_int_equal(stats.open_theirs, 3);
  assert_int_equal(stats.mentors, 7);
  assert_int_equal(stats.mentors_elsewhere, 4);
  assert_int_equal(stats.months[STATS_MONTHS - 1].first, day("2026-11-01"));
  assert_int_equal(stats.months[0].first, day("2024-12-01"));
}

static void touches_are_counted_by_month_and_depth(void **state) {
  (void)state;
  given("contacts", "id,name", "a,Ann", "b,Bo", NULL);
  given("interactions", TOUCHES, "1,2026-11-20,a;b,ask,,held", "2,2026-11-01,a,give,light,",
        "3,2026-10-31,a,,deep,held", "4,2026-11-21,a,ask,,held", "5,2026-11-19,a,ask,,no_reply",
        "6,2024-12-01,a,ask,,held", "7,2024-11-30,a,ask,,held", "8,2026-11-25,a,ask,,planned",
        NULL);
  stats_on(FRIDAY);
  assert_int_equal(stats.touches, 5);
  assert_int_equal(stats.this_year, 3);
  assert_int_equal(stats.months[23].real, 1);
  assert_int_equal(stats.months[23].light, 1);
  assert_int_equal(stats.months[22].deep, 1);
  assert_int_equal(stats.months[0].real, 1);
  assert_int_equal(stats.asks, 1);
  assert_int_equal(stats.gives, 1);
  assert_int_equal(stats.neither, 1);
}

static void an_interval_that_life_does_not_keep(void **state) {
  (void)state;
  given("contacts", "id,name,cadence_days,status", "a,Ann,30,", "b,Bo,30,", "c,Cy,30,archived",
        "d,Di,30,", NULL);
  given("interactions", TOUCHES, "1,2026-01-01,a;b;c,,,held", "2,2026-02-10,a;c,,,held",
        "3,2026-02-10,a,,,held", "4,2026-03-29,a;c,,,held", "5,2026-05-18,a;c,,,held",
        "6,2026-02-01,b,,,held", "7,2026-03-05,b,,,held", "8,2026-04-08,b,,,held",
        "9,2026-01-01,d,,,held", "10,2026-06-01,d,,,held", "11,2026-11-01,d,,,held", NULL);
  stats_on(FRIDAY);
  assert_int_equal(stats.gaps.len, 1);
  assert_string_equal(record_id(stats.gaps.data[0].contact), "a");
  assert_int_equal(stats.gaps.data[0].interval, 30);
  assert_int_equal(stats.gaps.data[0].median, 47);
  assert_int_equal(stats.gaps.data[0].touches, 4);
}

static void an_empty_store_is_all_zero(void **state) {
  (void)state;
  given_nothing();
  stats_on(FRIDAY);
  assert_int_equal(stats.people + stats.touches + (int)stats.gaps.len, 0);
}

#define WITH(test) cmocka_unit_test_teardown(test, forget)

int main(void) {
  const struct CMUnitTest tests[] = {
      WITH(the_sample_in_numbers),
      WITH(touches_are_counted_by_month_and_depth),
      WITH(an_interval_that_life_does_not_keep),
      WITH(an_empty_store_is_all_zero),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
