/* R10: letters. */
#include "books.h"

#include <stdio.h>

static void given_letter(const char *row) {
  given("letters",
        "id,contact_id,target_id,asked_on,answer,answered_on,materials_sent_on,due_on,submitted_on,"
        "thanked_on,outcome_told_on",
        row, NULL);
}

static void given_decided(const char *decided_on) {
  char row[64];

  snprintf(row, sizeof row, "t,Northfen,%s", decided_on);
  given("targets", "id,name,decided_on", row, NULL);
}

static void R10a_speaks(void **state) {
  (void)state;
  given_ann("", "");
  given_letter("l,a,,2026-10-01,pending,,,2026-12-01,,,");
  assert_says("2026-10-08", "R10a", "a", "2\t2026-10-08\tasked for a letter 1 Oct, no answer yet");
}

static void R10a_silent_when_answered(void **state) {
  (void)state;
  given_ann("", "");
  given_letter("l,a,,2026-10-01,no,2026-10-10,,2026-12-01,,,");
  assert_says("2026-10-09", "R10a", "a", "2\t2026-10-08\tasked for a letter 1 Oct, no answer yet");
  assert_silent("2026-10-10", "R10a", "a");
}

static void R10a_silent_without_a_day(void **state) {
  (void)state;
  given_ann("", "");
  given_letter("l,a,,2026-10-01,pending,,,,,,");
  assert_silent("2026-10-20", "R10a", "a");
}

static void R10a_silent_when_let_go(void **state) {
  (void)state;
  given_ann("", "");
  given_letter("l,a,,2026-10-01,pending,,,2026-12-01,,,");
  given_released("l", "", "2026-10-08", "");
  assert_silent("2026-10-20", "R10a", "a");
}

static void R10a_edge_day_7_until_it_is_due(void **state) {
  (void)state;
  given_ann("", "");
  given_letter("l,a,,2026-10-01,pending,,,2026-12-01,,,");
  assert_window("R10a", "a", "2026-10-08", "2026-12-01");
}

static void R10a_edge_day_42(void **state) {
  (void)state;
  given_ann("", "");
  given_letter("l,a,,2026-10-21,pending,,,2026-12-01,,,");
  given_letter("m,a,,2026-10-20,pending,,,2026-12-01,,,");
  assert_says("2026-11-01", "R10a", "a",
              "2\t2026-10-27\tasked for a letter 20 Oct, no answer yet\n2\t2026-10-28\tasked for a "
              "letter 21 Oct, no answer yet (short notice)");
}

static void R10b_speaks(void **state) {
  (void)state;
  given_ann("", "");
  given_letter("l,a,,2026-09-01,strong_yes,2026-09-21,,2026-12-01,,,");
  assert_says("2026-10-01", "R10b", "a",
              "2\t2026-09-23\tletter due 1 Dec: send CV, statement, bullet points");
}

static void R10b_silent_when_sent(void **state) {
  (void)state;
  given_ann("", "");
  given_letter("l,a,,2026-09-01,strong_yes,2026-09-21,2026-09-30,2026-12-01,,,");
  assert_says("2026-09-29", "R10b", "a",
              "2\t2026-09-23\tletter due 1 Dec: send CV, statement, bullet points");
  assert_silent("2026-10-01", "R10b", "a");
}

static void R10b_silent_when_lukewarm(void **state) {
  (void)state;
  given_ann("", "");
  given_letter("l,a,,2026-09-01,lukewarm,2026-09-21,,2026-12-01,,,");
  assert_silent("2026-10-01", "R10b", "a");
}

static void R10b_silent_when_let_go(void **state) {
  (void)state;
  given_ann("", "");
  given_letter("l,a,,2026-09-01,strong_yes,2026-09-21,,2026-12-01,,,");
  given_released("l", "send", "2026-09-22", "");
  assert_silent("2026-10-01", "R10b", "a");
}

static void R10b_edge_day_2_until_it_is_due(void **state) {
  (void)state;
  given_ann("", "");
  given_letter("l,a,,2026-09-01,strong_yes,2026-09-21,,2026-12-01,,,");
  assert_window("R10b", "a", "2026-09-23", "2026-12-01");
}

static void R10b_edge_day_14(void **state) {
  (void)state;
  given_ann("", "");
  given_letter("l,a,,2026-09-01,strong_yes,2026-09-21,,2026-12-01,,,");
  assert_says("2026-11-16", "R10b", "a",
              "2\t2026-09-23\tletter due 1 Dec: send CV, statement, bullet points");
  assert_says("2026-11-17", "R10b", "a",
              "1\t2026-09-23\tletter due 1 Dec: send CV, statement, bullet points");
}

static void R10c_speaks(void **state) {
  (void)state;
  given_ann("", "");
  given_letter("l,a,,2026-09-01,strong_yes,2026-09-21,2026-09-22,2026-12-01,,,");
  assert_says("2026-11-17", "R10c", "a",
              "2\t2026-11-17\tletter due 1 Dec, not in yet: one gentle note");
}

static void R10c_silent_when_in(void **state) {
  (void)state;
  given_ann("", "");
  given_letter("l,a,,2026-09-01,strong_yes,2026-09-21,2026-09-22,2026-12-01,2026-11-16,,");
  assert_silent("2026-11-17", "R10c", "a");
}

static void R10c_silent_while_the_packet_is_missing(void **state) {
  (void)state;
  given_ann("", "");
  given_letter("l,a,,2026-09-01,strong_yes,2026-09-21,,2026-12-01,,,");
  assert_silent("2026-11-17", "R10c", "a");
}

static void R10c_silent_when_they_said_no(void **state) {
  (void)state;
  given_ann("", "");
  given_letter("l,a,,2026-09-01,no,2026-09-21,2026-09-22,2026-12-01,,,");
  assert_silent("2026-11-17", "R10c", "a");
}

static void R10c_edge_days_14_to_11_and_5_to_0(void **state) {
  (void)state;
  given_ann("", "");
  given_letter("l,a,,2026-09-01,strong_yes,2026-09-21,2026-09-22,2026-12-01,,,");
  assert_window("R10c", "a", "2026-11-17", "2026-11-20");
  assert_window("R10c", "a", "2026-11-26", "2026-12-01");
}

static void R10d_speaks(void **state) {
  (void)state;
  given_ann("", "");
  given_letter("l,a,,2026-09-01,strong_yes,2026-09-21,2026-09-22,2026-12-01,2026-11-10,,");
  assert_says("2026-11-20", "R10d", "a", "1\t2026-11-12\tletter is in: say thank you");
}

static void R10d_silent_when_thanked(void **state) {
  (void)state;
  given_ann("", "");
  given_letter(
      "l,a,,2026-09-01,strong_yes,2026-09-21,2026-09-22,2026-12-01,2026-11-10,2026-11-13,");
  assert_silent("2026-11-20", "R10d", "a");
}

static void R10d_silent_when_let_go(void **state) {
  (void)state;
  given_ann("", "");
  given_letter("l,a,,2026-09-01,strong_yes,2026-09-21,2026-09-22,2026-12-01,2026-11-10,,");
  given_released("l", "thank", "2026-11-12", "");
  assert_silent("2026-11-20", "R10d", "a");
}

static void R10d_edge_days_2_to_60(void **state) {
  (void)state;
  given_ann("", "");
  given_letter("l,a,,2026-09-01,no,2026-09-21,2026-09-22,2026-12-01,2026-11-10,,");
  assert_window("R10d", "a", "2026-11-12", "2027-01-09");
}

static void R10d_edge_a_letter_asked_for_today_exists(void **state) {
  (void)state;
  given_ann("", "");
  given_letter("l,a,,2026-11-20,strong_yes,,,2026-12-21,2026-11-10,,");
  assert_says("2026-11-20", "R10d", "a", "1\t2026-11-12\tletter is in: say thank you");
}

static void R10d_edge_a_letter_not_asked_for_yet_does_not_exist(void **state) {
  (void)state;
  given_ann("", "");
  given_letter("l,a,,2026-12-01,strong_yes,,,2026-12-21,2026-11-10,,");
  assert_silent("2026-11-20", "R10d", "a");
}

static void R10e_speaks(void **state) {
  (void)state;
  given_ann("", "");
  given_decided("2026-03-15");
  given_letter(
      "l,a,t,2025-09-01,strong_yes,2025-09-02,2025-09-03,2025-10-01,2025-09-20,2025-09-25,");
  assert_says("2026-03-22", "R10e", "a", "2\t2026-03-22\ttell Ann how it turned out");
}

static void R10e_speaks_where_the_letter_is_in_and_the_answer_was_not_written_down(void **state) {
  (void)state;
  given_ann("", "");
  given_decided("2026-03-15");
  given_letter("l,a,t,2025-09-01,,,,2025-10-01,2025-09-20,2025-09-25,");
  assert_says("2026-03-22", "R10e", "a", "2\t2026-03-22\ttell Ann how it turned out");
}

static void R10e_silent_where_nothing_came_of_it(void **state) {
  (void)state;
  given_ann("", "");
  given_decided("2026-03-15");
  given_letter("l,a,t,2025-09-01,pending,,,2025-10-01,,,");
  assert_silent("2026-03-22", "R10e", "a");
}

static void R10e_silent_when_told(void **state) {
  (void)state;
  given_ann("", "");
  given_decided("2026-03-15");
  given_letter("l,a,t,2025-09-01,strong_yes,2025-09-02,2025-09-03,2025-10-01,2025-09-20,2025-09-25,"
               "2026-03-16");
  assert_silent("2026-03-22", "R10e", "a");
}

static void R10e_silent_when_undecided(void **state) {
  (void)state;
  given_ann("", "");
  given_decided("");
  given_letter(
      "l,a,t,2025-09-01,strong_yes,2025-09-02,2025-09-03,2025-10-01,2025-09-20,2025-09-25,");
  assert_silent("2026-03-22", "R10e", "a");
}

static void R10e_silent_when_lukewarm(void **state) {
  (void)state;
  given_ann("", "");
  given_decided("2026-03-15");
  given_letter("l,a,t,2025-09-01,lukewarm,2025-09-02,,2025-10-01,,,");
  assert_silent("2026-03-22", "R10e", "a");
}

static void R10e_edge_days_7_to_269(void **state) {
  (void)state;
  given_ann("", "");
  given_decided("2026-03-15");
  given_letter(
      "l,a,t,2025-09-01,strong_yes,2025-09-02,2025-09-03,2025-10-01,2025-09-20,2025-09-25,");
  assert_window("R10e", "a", "2026-03-22", "2026-12-09");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      CASE(R10a_speaks),
      CASE(R10a_silent_when_answered),
      CASE(R10a_silent_without_a_day),
      CASE(R10a_silent_when_let_go),
      CASE(R10a_edge_day_7_until_it_is_due),
      CASE(R10a_edge_day_42),
      CASE(R10b_speaks),
      CASE(R10b_silent_when_sent),
      CASE(R10b_silent_when_lukewarm),
      CASE(R10b_silent_when_let_go),
      CASE(R10b_edge_day_2_until_it_is_due),
      CASE(R10b_edge_day_14),
      CASE(R10c_speaks),
      CASE(R10c_silent_when_in),
      CASE(R10c_silent_while_the_packet_is_missing),
      CASE(R10c_silent_when_they_said_no),
      CASE(R10c_edge_days_14_to_11_and_5_to_0),
      CASE(R10d_speaks),
      CASE(R10d_silent_when_thanked),
      CASE(R10d_silent_when_let_go),
      CASE(R10d_edge_days_2_to_60),
      CASE(R10d_edge_a_letter_asked_for_today_exists),
      CASE(R10d_edge_a_letter_not_asked_for_yet_does_not_exist),
      CASE(R10e_speaks),
      CASE(R10e_speaks_where_the_letter_is_in_and_the_answer_was_not_written_down),
      CASE(R10e_silent_where_nothing_came_of_it),
      CASE(R10e_silent_when_told),
      CASE(R10e_silent_when_undecided),
      CASE(R10e_silent_when_lukewarm),
      CASE(R10e_edge_days_7_to_269),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
