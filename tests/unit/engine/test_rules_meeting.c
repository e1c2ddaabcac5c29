/* R3: meetings. */
#include "books.h"

static void given_plan(const char *row) {
  given("interactions", "id,on_date,time,people,status,kind,subject,agenda,questions", row, NULL);
}

static void R3a_speaks(void **state) {
  (void)state;
  given_ann("", "");
  given_plan("i,2026-03-10,15:30,a,planned,walk,Friday walk,,");
  assert_says("2026-03-10", "R3a", "a", "0\t2026-03-10\ttoday 15:30: Friday walk");
}

static void R3a_speaks_without_a_time(void **state) {
  (void)state;
  given_ann("", "");
  given_plan("i,2026-03-10,,a,planned,walk,Friday walk,,");
  assert_says("2026-03-10", "R3a", "a", "0\t2026-03-10\ttoday: Friday walk");
}

static void R3a_silent_when_held(void **state) {
  (void)state;
  given_ann("", "");
  given_plan("i,2026-03-10,15:30,a,held,walk,Friday walk,,");
  assert_silent("2026-03-10", "R3a", "a");
}

static void R3a_silent_when_cancelled(void **state) {
  (void)state;
  given_ann("", "");
  given_plan("i,2026-03-10,15:30,a,cancelled,walk,Friday walk,,");
  assert_silent("2026-03-10", "R3a", "a");
}

static void R3a_edge_the_day(void **state) {
  (void)state;
  given_ann("", "");
  given_plan("i,2026-03-10,15:30,a,planned,walk,Friday walk,,");
  assert_window("R3a", "a", "2026-03-10", "2026-03-10");
}

static void R3a_edge_each_of_several_people(void **state) {
  (void)state;
  given("contacts", "id,name,created_at", "a,Ann,2025-01-01", "b,Bo,2025-01-01", NULL);
  given_plan("i,2026-03-10,15:30,a;b;a,planned,walk,Friday walk,,");
  assert_string_equal(said_on("2026-03-10"), "0\tR3a\ta\t2026-03-10\ttoday 15:30: Friday walk\n"
                                             "0\tR3a\tb\t2026-03-10\ttoday 15:30: Friday walk\n");
}

static void R3b_speaks(void **state) {
  (void)state;
  given_ann("", "");
  given_plan("i,2026-03-10,16:00,a,planned,review,mock review,,");
  assert_says("2026-03-09", "R3b", "a", "1\t2026-03-10\ttomorrow 16:00: mock review (agenda?)");
}

static void R3b_silent_of_the_agenda_when_it_is_there(void **state) {
  (void)state;
  given_ann("", "");
  given("interactions", "id,on_date,time,people,status,kind,subject,agenda,questions",
        "i,2026-03-10,16:00,a,planned,review,mock review,The aims,\"One?\nTwo?\n\nThree?\"", NULL);
  assert_says("2026-03-09", "R3b", "a", "1\t2026-03-10\ttomorrow 16:00: mock review");
}

static void R3b_silent_when_let_go(void **state) {
  (void)state;
  given_ann("", "");
  given_plan("i,2026-03-10,16:00,a,planned,review,mock review,,");
  given_released("i", "schedule", "2026-03-09", "");
  assert_silent("2026-03-09", "R3b", "a");
  assert_says("2026-03-10", "R3a", "a", "0\t2026-03-10\ttoday 16:00: mock review");
}

static void R3b_edge_day_1(void **state) {
  (void)state;
  given_ann("", "");
  given_plan("i,2026-03-10,16:00,a,planned,review,mock review,,");
  assert_window("R3b", "a", "2026-03-09", "2026-03-09");
}

static void R3b_edge_two_questions_are_too_few(void **state) {
  (void)state;
  given_ann("", "");
  given("interactions", "id,on_date,time,people,status,kind,subject,agenda,questions",
        "i,2026-03-10,16:00,a,planned,review,mock review,The aims,\"One?\nTwo?\"", NULL);
  assert_says("2026-03-09", "R3b", "a", "1\t2026-03-10\ttomorrow 16:00: mock review (agenda?)");
}

static void R3c_speaks(void **state) {
  (void)state;
  given_ann("", "");
  given_plan("i,2026-03-10,16:00,a,planned,coffee,Coffee after tumor board,,");
  assert_says("2026-03-13", "R3c", "a",
              "1\t2026-03-10\tdid coffee after tumor board happen on 10 Mar?");
}

static void R3c_silent_when_held(void **state) {
  (void)state;
  given_ann("", "");
  given_plan("i,2026-03-10,16:00,a,held,coffee,Coffee,,");
  assert_silent("2026-03-13", "R3c", "a");
}

static void R3c_edge_day_14(void **state) {
  (void)state;
  given_ann("", "");
  given_plan("i,2026-03-10,16:00,a,planned,coffee,Coffee,,");
  assert_window("R3c", "a", "2026-03-11", "2026-03-24");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      CASE(R3a_speaks),
      CASE(R3a_speaks_without_a_time),
      CASE(R3a_silent_when_held),
      CASE(R3a_silent_when_cancelled),
      CASE(R3a_edge_the_day),
      CASE(R3a_edge_each_of_several_people),
      CASE(R3b_speaks),
      CASE(R3b_silent_of_the_agenda_when_it_is_there),
      CASE(R3b_silent_when_let_go),
      CASE(R3b_edge_day_1),
      CASE(R3b_edge_two_questions_are_too_few),
      CASE(R3c_speaks),
      CASE(R3c_silent_when_held),
      CASE(R3c_edge_day_14),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
