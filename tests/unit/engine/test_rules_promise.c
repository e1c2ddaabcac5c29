/* R4, R5: promises. */
#include "books.h"

static void given_promise(const char *row) {
  given("followups", "id,contact_id,direction,what,made_on,due_on,done_on,outcome", row, NULL);
}

static void R4a_speaks(void **state) {
  (void)state;
  given_ann("", "");
  given_promise("f,a,i_owe,a draft,2026-01-01,2026-03-10,,");
  assert_says("2026-03-09", "R4a", "a", "1\t2026-03-10\ttomorrow: a draft");
  assert_says("2026-03-10", "R4a", "a", "1\t2026-03-10\ttoday: a draft");
  assert_says("2026-03-11", "R4a", "a", "1\t2026-03-10\tyou promised: a draft (due 10 Mar)");
  assert_says("2027-03-11", "R4a", "a", "1\t2026-03-10\tyou promised: a draft (due 10 Mar 2026)");
}

static void R4a_silent_when_done(void **state) {
  (void)state;
  given_ann("", "");
  given_promise("f,a,i_owe,a draft,2026-01-01,2026-03-10,2026-03-12,kept");
  assert_says("2026-03-11", "R4a", "a", "1\t2026-03-10\tyou promised: a draft (due 10 Mar)");
  assert_silent("2026-03-12", "R4a", "a");
}

static void R4a_silent_when_released_or_dropped(void **state) {
  (void)state;
  given_ann("", "");
  given_promise("f,a,i_owe,a draft,2026-01-01,2026-03-10,,released");
  given_promise("g,a,i_owe,a draft,2026-01-01,2026-03-10,,dropped");
  assert_silent("2026-03-12", "R4a", "a");
}

static void R4a_silent_before_it_was_made(void **state) {
  (void)state;
  given_ann("", "");
  given_promise("f,a,i_owe,a draft,2026-03-15,2026-03-10,,");
  assert_silent("2026-03-14", "R4a", "a");
  assert_says("2026-03-15", "R4a", "a", "1\t2026-03-10\tyou promised: a draft (due 10 Mar)");
}

static void R4a_edge_day_1(void **state) {
  (void)state;
  given_ann("", "");
  given_promise("f,a,i_owe,a draft,2026-01-01,2026-03-10,,");
  assert_silent("2026-03-08", "R4a", "a");
  assert_says("2026-03-09", "R4a", "a", "1\t2026-03-10\ttomorrow: a draft");
}

static void R4a_edge_paused_people_are_still_owed(void **state) {
  (void)state;
  given_ann("status", "paused");
  given_promise("f,a,i_owe,a draft,2026-01-01,2026-03-10,,");
  assert_says("2026-03-10", "R4a", "a", "1\t2026-03-10\ttoday: a draft");
}

static void R4b_speaks(void **state) {
  (void)state;
  given_ann("", "");
  given_promise("f,a,i_owe,aims page,2026-01-01,2026-11-25,,");
  assert_says("2026-11-20", "R4b", "a", "2\t2026-11-25\tby 25 Nov: aims page");
}

static void R4b_silent_when_done(void **state) {
  (void)state;
  given_ann("", "");
  given_promise("f,a,i_owe,aims page,2026-01-01,2026-11-25,2026-11-01,");
  assert_silent("2026-11-20", "R4b", "a");
}

static void R4b_edge_days_2_to_5(void **state) {
  (void)state;
  given_ann("", "");
  given_promise("f,a,i_owe,aims page,2026-01-01,2026-11-25,,");
  assert_window("R4b", "a", "2026-11-20", "2026-11-23");
}

static void R4c_speaks(void **state) {
  (void)state;
  given_ann("", "");
  given_promise("f,a,i_owe,a morning in clinic,2026-01-01,,,");
  assert_says("2026-02-01", "R4c", "a", "5\t2026-01-31\tno date yet: a morning in clinic");
}

static void R4c_silent_of_what_they_owe(void **state) {
  (void)state;
  given_ann("", "");
  given_promise("f,a,they_owe,a morning in clinic,2026-01-01,,,");
  assert_silent("2026-06-01", "R4c", "a");
}

static void R4c_silent_when_dated(void **state) {
  (void)state;
  given_ann("", "");
  given_promise("f,a,i_owe,a morning in clinic,2026-01-01,2027-01-01,,");
  assert_silent("2026-06-01", "R4c", "a");
}

static void R4c_edge_day_30(void **state) {
  (void)state;
  given_ann("", "");
  given_promise("f,a,i_owe,a morning in clinic,2026-01-01,,,");
  assert_silent("2026-01-30", "R4c", "a");
  assert_says("2026-01-31", "R4c", "a", "5\t2026-01-31\tno date yet: a morning in clinic");
}

static void R5_speaks(void **state) {
  (void)state;
  given_ann("", "");
  given_promise("f,a,they_owe,the address,2026-01-01,2026-02-01,,");
  assert_says("2026-03-01", "R5", "a",
              "2\t2026-02-08\tstill waiting for: the address. A light nudge is fine");
}

static void R5_silent_when_answered(void **state) {
  (void)state;
  given_ann("", "");
  given_promise("f,a,they_owe,the address,2026-01-01,2026-02-01,2026-02-20,");
  assert_silent("2026-03-01", "R5", "a");
}

static void R5_edge_day_7(void **state) {
  (void)state;
  given_ann("", "");
  given_promise("f,a,they_owe,the address,2026-01-01,2026-02-01,,");
  assert_silent("2026-02-07", "R5", "a");
  assert_says("2026-02-08", "R5", "a",
              "2\t2026-02-08\tstill waiting for: the address. A light nudge is fine");
}

static void R5_edge_it_stays(void **state) {
  (void)state;
  given_ann("", "");
  given_promise("f,a,they_owe,the address,2026-01-01,2026-02-01,,");
  assert_says("2027-11-01", "R5", "a",
              "2\t2026-02-08\tstill waiting for: the address. A light nudge is fine");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      CASE(R4a_speaks),
      CASE(R4a_silent_when_done),
      CASE(R4a_silent_when_released_or_dropped),
      CASE(R4a_silent_before_it_was_made),
      CASE(R4a_edge_day_1),
      CASE(R4a_edge_paused_people_are_still_owed),
      CASE(R4b_speaks),
      CASE(R4b_silent_when_done),
      CASE(R4b_edge_days_2_to_5),
      CASE(R4c_speaks),
      CASE(R4c_silent_of_what_they_owe),
      CASE(R4c_silent_when_dated),
      CASE(R4c_edge_day_30),
      CASE(R5_speaks),
      CASE(R5_silent_when_answered),
      CASE(R5_edge_day_7),
      CASE(R5_edge_it_stays),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
