#include "books.h"
#include "mentee/engine/week.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define FRIDAY "2026-11-20"

static struct planned {
  bool made;
  struct due due;
  struct week_plan plan;
  struct buf text;
} planned;

static void forget_plan(void) {
  if (planned.made) {
    week_plan_release(&planned.plan);
    due_release(&planned.due);
  }
  planned.made = false;
  buf_release(&planned.text);
}

static int forget(void **state) {
  (void)state;
  forget_plan();
  forget_given();
  return 0;
}

static const struct week_plan *plan_on(const char *iso) {
  struct settings settings = settings_read(given_book());

  forget_plan();
  planned.made = true;
  due_compute(&planned.due, given_book(), &settings, day(iso));
  week_plan(&planned.plan, given_book(), &settings, &planned.due);
  return &planned.plan;
}

/* One week as "20 Nov Name: text" lines, "-" for any day. */
static const char *week_text(size_t at) {
  const struct week *week = &planned.plan.weeks.data[at];
  char text[DATE_TEXT_SIZE];

  buf_cut(&planned.text, 0);
  for (size_t i = 0; i < week->items.len; i++) {
    const struct week_item *item = &week->items.data[i];
    buf_addf(&planned.text, "%s %s: %s\n",
             item->day == DATE_NONE ? "-" : date_short(item->day, text), item->name, item->text);
  }
  return buf_text(&planned.text);
}

static const char *people_of(size_t at) {
  const struct week *week = &planned.plan.weeks.data[at];

  buf_cut(&planned.text, 0);
  for (size_t i = 0; i < week->people.len; i++)
    buf_addf(&planned.text, "%s%s", i > 0 ? " " : "", record_id(week->people.data[i]));
  return buf_text(&planned.text);
}

static void the_sample_is_levelled_to_four_a_week(void **state) {
  (void)state;
  given_folder(MENTEE_SAMPLE_DIR, 0);
  plan_on(FRIDAY);
  assert_string_equal(week_text(0),
                      "20 Nov Márton Szentgyörgyi: 15:30 Friday walk\n"
                      "21 Nov Henrike Vandersloot-Abara: CV and six bullet points for the letter\n"
                      "22 Nov Block 7: GU: ends; before you leave: 4 people\n"
                      "- Tomasz Wierzbicki-Ōta: a line will do\n"
                      "- Saoirse Ó Dálaigh: a line will do\n"
                      "- Wilhelmina \"Billie\" Castellanos-Wu: a line will do\n");
  assert_string_equal(week_text(1),
                      "23 Nov Block 8: lymphoma: begins at Tamarack\n"
                      "24 Nov Henrike Vandersloot-Abara: 16:00 Mock review of the award "
                      "application\n"
                      "25 Nov Tomasz Wierzbicki-Ōta: Aims page, version 2\n"
                      "27 Nov Theodora “Teddy” Vesterholt: Teddy’s thank-you note drafts\n"
                      "- Benedikta Hrafnsdóttir: a call or a coffee\n"
                      "- Oluwaseun Adebowale-Finch: a call or a coffee\n"
                      "- Chiamaka Lindholm: a real message\n");
  assert_string_equal(people_of(2), "c0008 c0031 c0032 c0033");
  assert_string_equal(people_of(3), "c0040 c0004 c0028 c0019");
  assert_string_equal(people_of(4), "c0020 c0007 c0037 c0010");
  for (size_t i = 0; i < 5; i++)
    assert_true(planned.plan.weeks.data[i].full);
}

static void rows_in_another_order_give_the_same_plan(void **state) {
  (void)state;
  for (unsigned order = 1; order < 4; order++) {
    given_folder(MENTEE_SAMPLE_DIR, order);
    plan_on(FRIDAY);
    assert_string_equal(people_of(0), "c0005 c0002 c0012 c0003");
    assert_string_equal(people_of(4), "c0020 c0007 c0037 c0010");
  }
}

static void a_week_begins_where_the_setting_says(void **state) {
  (void)state;
  given("contacts", "id,name", "a,Ann", NULL);
  plan_on(FRIDAY);
  assert_int_equal(planned.plan.weeks.data[0].first, day("2026-11-16"));
  plan_on("2026-11-22");
  assert_int_equal(planned.plan.weeks.data[0].first, day("2026-11-16"));
  given("settings", "key,value", "week_starts_on,sunday", NULL);
  plan_on(FRIDAY);
  assert_int_equal(planned.plan.weeks.data[0].first, day("2026-11-15"));
  plan_on("2026-11-22");
  assert_int_equal(planned.plan.weeks.data[0].first, day("2026-11-22"));
}

static void a_full_window_takes_the_least_loaded_week(void **state) {
  (void)state;
  given("settings", "key,value", "capacity.touches_per_week,1", NULL);
  given("contacts", "id,name,cadence_days,met_on,created_at", "a,Ann,7,2026-10-01,2026-10-01",
        "b,Bo,7,2026-10-01,2026-10-01", "c,Cy,7,2026-10-01,2026-10-01",
        "d,Di,7,2026-10-01,2026-10-01", NULL);
  plan_on("2026-11-16"); /* windows 16 to 30 Nov: three weeks, four people */
  assert_string_equal(people_of(0), "a d");
  assert_string_equal(people_of(1), "b");
  assert_string_equal(people_of(2), "c");
}

static void nobody_out_of_reach_is_planned(void **state) {
  (void)state;
  given("contacts", "id,name,cadence_days,met_on,created_at,status,snooze_until",
        "a,Ann,30,2026-10-01,2026-10-01,deceased,", "b,Bo,30,2026-10-01,2026-10-01,paused,",
        "c,Cy,0,2026-10-01,2026-10-01,,", "d,Di,30,2020-01-01,2020-01-01,,",
        "e,Ed,30,2026-10-01,2026-10-01,,9999-01-01", NULL);
  given("interactions", "id,on_date,people,kind,status,subject",
        "i1,9999-12-01,e,coffee,planned,Far", NULL);
  given("followups", "id,contact_id,direction,what,due_on", "f1,e,i_owe,Far,9999-12-01", NULL);
  plan_on(FRIDAY);
  assert_int_equal(planned.plan.weeks.len, WEEKS_AT_LEAST);
  for (size_t i = 0; i < planned.plan.weeks.len; i++)
    assert_int_equal(planned.plan.weeks.data[i].items.len, 0);
}

static void a_meeting_is_with_who_can_come(void **state) {
  (void)state;
  given("contacts", "id,name,status,created_at", "a,Ann,deceased,2026-01-01", "b,Bo,,2026-01-01",
        NULL);
  given("interactions", "id,on_date,time,people,kind,status", "i1,2026-11-20,,a;b,coffee,planned",
        "i2,2026-11-20,09:00,a,coffee,planned", "i3,2026-11-20,08:00,somebody new,coffee,planned",
        NULL);
  plan_on(FRIDAY);
  assert_string_equal(week_text(0), "20 Nov Bo: coffee\n20 Nov somebody new: 08:00 coffee\n");
}

static void an_empty_store_has_empty_weeks(void **state) {
  (void)state;
  given_nothing();
  plan_on(FRIDAY);
  assert_int_equal(planned.plan.weeks.len, WEEKS_AT_LEAST);
  assert_false(planned.plan.weeks.data[0].full);
}

/* --- imports -------------------------------------------------------------------------------- */

static void given_import(int people) {
  char row[80];

  given_nothing();
  for (int i = 0; i < people; i++) {
    snprintf(row, sizeof row, "c%02d,Person %02d,30,import,2026-11-02", i, i);
    given("contacts", "id,name,cadence_days,source,created_at", row, NULL);
  }
}

static int count_due(const char *iso) {
  const struct due *due;

  plan_on(iso);
  due = &planned.due;
  return (int)due->shown;
}

/* Due on 2 December; windows 26 November to 17 December. */
static void a_small_import_is_due_like_anybody(void **state) {
  (void)state;
  given_import(8);
  assert_int_equal(count_due("2026-12-01"), 0);
  assert_int_equal(count_due("2026-12-02"), 8);
}

static void a_large_import_speaks_so_many_a_week(void **state) {
  (void)state;
  given_import(16);
  assert_int_equal(count_due("2026-12-01"), 0);
  assert_int_equal(count_due("2026-12-02"), 8); /* weeks of 23 and 30 November */
  assert_int_equal(count_due("2026-12-07"), 12);
  assert_int_equal(count_due("2026-12-13"), 12);
  assert_int_equal(count_due("2026-12-14"), 16);
}

static void whoever_was_spoken_to_is_held_back_no_longer(void **state) {
  (void)state;
  given_import(16);
  given("interactions", "id,on_date,people,kind,status", "i1,2026-11-03,c15,coffee,held", NULL);
  assert_int_equal(count_due("2026-12-03"), 9);
}

static void everything_still_shows_them_all(void **state) {
  struct settings settings;
  struct due all;

  (void)state;
  given_import(16);
  settings = settings_read(given_book());
  due_compute_all(&all, given_book(), &settings, day("2026-12-02"));
  assert_int_equal(all.shown, 16);
  due_release(&all);
}

#define WITH(test) cmocka_unit_test_teardown(test, forget)

int main(void) {
  const struct CMUnitTest tests[] = {
      WITH(the_sample_is_levelled_to_four_a_week),
      WITH(rows_in_another_order_give_the_same_plan),
      WITH(a_week_begins_where_the_setting_says),
      WITH(a_full_window_takes_the_least_loaded_week),
      WITH(nobody_out_of_reach_is_planned),
      WITH(a_meeting_is_with_who_can_come),
      WITH(an_empty_store_has_empty_weeks),
      WITH(a_small_import_is_due_like_anybody),
      WITH(a_large_import_speaks_so_many_a_week),
      WITH(whoever_was_spoken_to_is_held_back_no_longer),
      WITH(everything_still_shows_them_all),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
