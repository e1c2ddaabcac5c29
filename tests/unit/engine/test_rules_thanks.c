/* R6a, R6d: thanks. R7: circling back. R12: telling a sponsor. */
#include "books.h"

static void given_touch(const char *row) {
  given("interactions",
        "id,on_date,people,depth,status,initiator,kind,favour,thanked_on,advice,told_on,event_id",
        row, NULL);
}

static void given_door(const char *row) {
  given(
      "opportunities",
      "id,contact_id,opened_on,what,asked_for,stage,delivered_on,reported_on,thanked_on,origin_id",
      row, NULL);
}

static void R6a_speaks(void **state) {
  (void)state;
  given_ann("", "");
  given_touch("i,2026-03-01,a,real,held,them,hallway,swapped slots,,,,");
  assert_says("2026-03-03", "R6a", "a", "2\t2026-03-03\tsay thank you: swapped slots");
}

static void R6a_silent_when_thanked(void **state) {
  (void)state;
  given_ann("", "");
  given_touch("i,2026-03-01,a,real,held,them,hallway,swapped slots,2026-03-10,,,");
  assert_says("2026-03-09", "R6a", "a", "2\t2026-03-03\tsay thank you: swapped slots");
  assert_silent("2026-03-10", "R6a", "a");
}

static void R6a_silent_when_let_go(void **state) {
  (void)state;
  given_ann("", "");
  given_touch("i,2026-03-01,a,real,held,them,hallway,swapped slots,,,,");
  given_released("i", "thank", "2026-03-05", "");
  assert_says("2026-03-04", "R6a", "a", "2\t2026-03-03\tsay thank you: swapped slots");
  assert_silent("2026-03-05", "R6a", "a");
  assert_silent("2026-04-30", "R6a", "a");
}

static void R6a_silent_when_put_off(void **state) {
  (void)state;
  given_ann("", "");
  given_touch("i,2026-03-01,a,real,held,them,hallway,swapped slots,,,,");
  given_released("i", "thank", "2026-03-05", "2026-03-20");
  assert_silent("2026-03-19", "R6a", "a");
  assert_says("2026-03-20", "R6a", "a", "2\t2026-03-03\tsay thank you: swapped slots");
}

static void R6a_silent_when_a_door_of_that_touch_is_recorded(void **state) {
  (void)state;
  given_ann("", "");
  given_touch("i,2026-03-01,a,real,held,them,hallway,swapped slots,,,,");
  given_door("o,a,2026-03-02,panel,no,offered,,,,i");
  assert_silent("2026-03-05", "R6a", "a");
  assert_says("2026-03-05", "R6d", "a", "2\t2026-03-04\tsay thank you: panel");
}

static void R6a_silent_when_a_door_opened_that_day(void **state) {
  (void)state;
  given_ann("", "");
  given_touch("i,2026-03-01,a,real,held,them,hallway,swapped slots,,,,");
  given_door("o,a,2026-03-01,panel,no,offered,,,,");
  assert_silent("2026-03-05", "R6a", "a");
}

static void R6a_edge_day_2(void **state) {
  (void)state;
  given_ann("", "");
  given_touch("i,2026-03-01,a,real,held,them,hallway,swapped slots,,,,");
  assert_silent("2026-03-02", "R6a", "a");
  assert_says("2026-03-03", "R6a", "a", "2\t2026-03-03\tsay thank you: swapped slots");
}

static void R6a_edge_day_60(void **state) {
  (void)state;
  given_ann("", "");
  given_touch("i,2026-03-01,a,real,held,them,hallway,swapped slots,,,,");
  assert_window("R6a", "a", "2026-03-03", "2026-04-30");
}

static void R6a_edge_a_promise_let_go_is_no_thank_you(void **state) {
  (void)state;
  given_ann("", "");
  given_touch("i,2026-03-01,a,real,held,them,hallway,swapped slots,,,,");
  given("followups", "id,contact_id,direction,kind,what,made_on,outcome,origin_id",
        "f,a,i_owe,send,a draft,2026-03-01,released,i", NULL);
  assert_says("2026-03-10", "R6a", "a", "2\t2026-03-03\tsay thank you: swapped slots");
}

static void R6d_speaks(void **state) {
  (void)state;
  given_ann("", "");
  given_door("o,a,2026-03-01,panel,no,declined,,,,");
  assert_says("2026-03-03", "R6d", "a", "2\t2026-03-03\tsay thank you: panel");
}

static void R6d_silent_when_thanked(void **state) {
  (void)state;
  given_ann("", "");
  given_door("o,a,2026-03-01,panel,no,offered,,,2026-03-02,");
  assert_silent("2026-03-10", "R6d", "a");
}

static void R6d_silent_when_let_go(void **state) {
  (void)state;
  given_ann("", "");
  given_door("o,a,2026-03-01,panel,no,offered,,,,");
  given_released("o", "thank", "2026-03-05", "");
  assert_silent("2026-03-10", "R6d", "a");
}

static void R6d_edge_day_60(void **state) {
  (void)state;
  given_ann("", "");
  given_door("o,a,2026-03-01,panel,no,offered,,,,");
  assert_window("R6d", "a", "2026-03-03", "2026-04-30");
}

static void R7_speaks(void **state) {
  (void)state;
  given_ann("", "");
  given_touch("i,2026-03-01,a,real,held,them,meeting,,,Cut aim 3.,,");
  assert_says("2026-03-22", "R7", "a", "2\t2026-03-22\tcircle back on: “Cut aim 3.”");
}

static void R7_speaks_of_the_first_line(void **state) {
  (void)state;
  given_ann("", "");
  given("interactions", "id,on_date,people,advice", "i,2026-03-01,a,\"Cut aim 3.\nAnd aim 2.\"",
        NULL);
  assert_says("2026-03-22", "R7", "a", "2\t2026-03-22\tcircle back on: “Cut aim 3.”");
}

static void R7_silent_when_told(void **state) {
  (void)state;
  given_ann("", "");
  given_touch("i,2026-03-01,a,real,held,them,meeting,,,Cut aim 3.,2026-03-30,");
  assert_says("2026-03-29", "R7", "a", "2\t2026-03-22\tcircle back on: “Cut aim 3.”");
  assert_silent("2026-03-30", "R7", "a");
}

static void R7_silent_when_circled_back_later(void **state) {
  (void)state;
  given_ann("", "");
  given_touch("i,2026-03-01,a,real,held,them,meeting,,,Cut aim 3.,,");
  given_touch("j,2026-03-02,a,light,held,me,circle_back,,,,,");
  assert_silent("2026-03-30", "R7", "a");
}

static void R7_silent_when_let_go(void **state) {
  (void)state;
  given_ann("", "");
  given_touch("i,2026-03-01,a,real,held,them,meeting,,,Cut aim 3.,,");
  given_released("i", "feedback", "2026-03-05", "");
  assert_silent("2026-03-30", "R7", "a");
}

static void R7_edge_days_21_to_180(void **state) {
  (void)state;
  given_ann("", "");
  given_touch("i,2026-03-01,a,real,held,them,meeting,,,Cut aim 3.,,");
  assert_window("R7", "a", "2026-03-22", "2026-08-28");
}

static void R7_edge_circling_back_the_same_day_was_about_something_else(void **state) {
  (void)state;
  given_ann("", "");
  given_touch("i,2026-03-01,a,real,held,them,meeting,,,Cut aim 3.,,");
  given_touch("j,2026-03-01,a,light,held,me,circle_back,,,,,");
  assert_says("2026-03-30", "R7", "a", "2\t2026-03-22\tcircle back on: “Cut aim 3.”");
}

static void R12_speaks(void **state) {
  (void)state;
  given_ann("", "");
  given_door("o,a,2025-03-01,subcommittee,no,in_progress,2026-03-01,,2025-03-02,");
  assert_says("2026-03-08", "R12", "a", "2\t2026-03-08\ttell the story: subcommittee");
}

static void R12_silent_when_told(void **state) {
  (void)state;
  given_ann("", "");
  given_door("o,a,2025-03-01,subcommittee,no,delivered,2026-03-01,2026-03-05,2025-03-02,");
  assert_silent("2026-03-08", "R12", "a");
}

static void R12_silent_when_let_go(void **state) {
  (void)state;
  given_ann("", "");
  given_door("o,a,2025-03-01,subcommittee,no,delivered,2026-03-01,,2025-03-02,");
  given_released("o", "feedback", "2026-03-05", "");
  assert_silent("2026-03-08", "R12", "a");
}

static void R12_edge_days_7_to_120(void **state) {
  (void)state;
  given_ann("", "");
  given_door("o,a,2025-03-01,subcommittee,no,delivered,2026-03-01,,2025-03-02,");
  assert_window("R12", "a", "2026-03-08", "2026-06-29");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      CASE(R6a_speaks),
      CASE(R6a_silent_when_thanked),
      CASE(R6a_silent_when_let_go),
      CASE(R6a_silent_when_put_off),
      CASE(R6a_silent_when_a_door_of_that_touch_is_recorded),
      CASE(R6a_silent_when_a_door_opened_that_day),
      CASE(R6a_edge_day_2),
      CASE(R6a_edge_day_60),
      CASE(R6a_edge_a_promise_let_go_is_no_thank_you),
      CASE(R6d_speaks),
      CASE(R6d_silent_when_thanked),
      CASE(R6d_silent_when_let_go),
      CASE(R6d_edge_day_60),
      CASE(R7_speaks),
      CASE(R7_speaks_of_the_first_line),
      CASE(R7_silent_when_told),
      CASE(R7_silent_when_circled_back_later),
      CASE(R7_silent_when_let_go),
      CASE(R7_edge_days_21_to_180),
      CASE(R7_edge_circling_back_the_same_day_was_about_something_else),
      CASE(R12_speaks),
      CASE(R12_silent_when_told),
      CASE(R12_silent_when_let_go),
      CASE(R12_edge_days_7_to_120),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
