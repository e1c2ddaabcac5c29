/* R6b, R6e: after a conference or an interview. R8: before a conference. */
#include "books.h"

static void given_event(const char *row) {
  given("events", "id,kind,name,society,starts_on,ends_on,contact_policy,goal_meet,site", row,
        NULL);
}

static void given_person(const char *row) {
  given("event_people",
        "id,event_id,contact_id,name,intent,outreach_on,met,question,followed_up_on", row, NULL);
}

static void R6b_speaks(void **state) {
  (void)state;
  given_ann("", "");
  given_event("e,conference,SNO annual meeting,SNO,2026-11-12,2026-11-15,,,");
  given_person("p,e,a,,meet,,yes,,");
  assert_says("2026-11-16", "R6b", "a", "2\t2026-11-18\tSNO follow-up");
  assert_says("2026-11-18", "R6b", "a", "1\t2026-11-18\tSNO follow-up");
  assert_says("2026-11-20", "R6b", "a", "1\t2026-11-18\tSNO follow-up (last day of the window)");
  assert_says("2026-11-21", "R6b", "a", "2\t2026-11-18\tSNO follow-up (a late note still counts)");
}

static void R6b_speaks_of_who_has_no_row(void **state) {
  (void)state;
  given_event("e,conference,SNO annual meeting,SNO,2026-11-12,2026-11-15,,,");
  given_person("p,e,,Poster 214,meet,,yes,,");
  assert_says("2026-11-18", "R6b", "?Poster 214", "2\t2026-11-18\tSNO follow-up");
}

static void R6b_speaks_by_name_without_a_society(void **state) {
  (void)state;
  given_ann("", "");
  given_event("e,conference,Local day,,2026-11-15,,,,");
  given_person("p,e,a,,reconnect,,yes,,");
  assert_says("2026-11-18", "R6b", "a", "2\t2026-11-18\tLocal day follow-up");
}

static void R6b_silent_when_followed_up(void **state) {
  (void)state;
  given_ann("", "");
  given_event("e,conference,SNO annual meeting,SNO,2026-11-12,2026-11-15,,,");
  given_person("p,e,a,,meet,,yes,,2026-11-17");
  assert_says("2026-11-16", "R6b", "a", "2\t2026-11-18\tSNO follow-up");
  assert_silent("2026-11-17", "R6b", "a");
}

static void R6b_silent_when_not_met(void **state) {
  (void)state;
  given_ann("", "");
  given_event("e,conference,SNO annual meeting,SNO,2026-11-12,2026-11-15,,,");
  given_person("p,e,a,,meet,,no,,");
  assert_silent("2026-11-18", "R6b", "a");
}

static void R6b_silent_when_let_go(void **state) {
  (void)state;
  given_ann("", "");
  given_event("e,conference,SNO annual meeting,SNO,2026-11-12,2026-11-15,,,");
  given_person("p,e,a,,meet,,yes,,");
  given_released("p", "thank", "2026-11-17", "");
  assert_silent("2026-11-18", "R6b", "a");
}

static void R6b_edge_days_1_to_30(void **state) {
  (void)state;
  given_ann("", "");
  given_event("e,conference,SNO annual meeting,SNO,2026-11-12,2026-11-15,,,");
  given_person("p,e,a,,meet,,yes,,");
  assert_window("R6b", "a", "2026-11-16", "2026-12-15");
}

static void R6b_edge_one_day_conference(void **state) {
  (void)state;
  given_ann("", "");
  given_event("e,conference,Local day,,2026-11-15,2026-11-15,,,");
  given_person("p,e,a,,meet,,yes,,");
  assert_says("2026-11-20", "R6b", "a",
              "1\t2026-11-18\tLocal day follow-up (last day of the window)");
}

static void R6b_edge_each_conference_has_its_own_thanks(void **state) {
  (void)state;
  given_ann("", "");
  given_event("e,conference,SNO,,2026-11-12,2026-11-15,,,");
  given_event("g,conference,ASTRO,,2026-11-10,2026-11-14,,,");
  given_person("p,e,a,,meet,,yes,,2026-11-16");
  given_person("q,g,a,,meet,,yes,,");
  assert_says("2026-11-18", "R6b", "a", "1\t2026-11-17\tASTRO follow-up");
}

static void R6e_speaks(void **state) {
  (void)state;
  given_ann("", "");
  given_event("e,interview,LTROP interview,,2026-01-04,2026-01-04,open,,");
  given_person("p,e,a,,interview,,yes,,");
  assert_says("2026-01-05", "R6e", "a", "1\t2026-01-05\tthank-you after LTROP interview");
}

static void R6e_speaks_with_tact_where_no_policy_is_known(void **state) {
  (void)state;
  given_ann("", "");
  given_event("e,interview,LTROP interview,,2026-01-04,2026-01-04,,,");
  given_person("p,e,a,,interview,,yes,,");
  assert_says("2026-01-05", "R6e", "a",
              "1\t2026-01-05\tthank-you after LTROP interview (if they welcome notes)");
}

static void R6e_silent_when_they_asked_for_no_contact(void **state) {
  (void)state;
  given_ann("", "");
  given_event("e,interview,LTROP interview,,2026-01-04,2026-01-04,no_contact,,");
  given_person("p,e,a,,interview,,yes,,");
  assert_silent("2026-01-05", "R6e", "a");
}

static void R6e_silent_when_followed_up(void **state) {
  (void)state;
  given_ann("", "");
  given_event("e,interview,LTROP interview,,2026-01-04,2026-01-04,open,,");
  given_person("p,e,a,,interview,,yes,,2026-01-05");
  assert_silent("2026-01-05", "R6e", "a");
}

static void R6e_silent_when_let_go(void **state) {
  (void)state;
  given_ann("", "");
  given_event("e,interview,LTROP interview,,2026-01-04,2026-01-04,open,,");
  given_person("p,e,a,,interview,,yes,,");
  given_released("p", "thank", "2026-01-05", "");
  assert_silent("2026-01-05", "R6e", "a");
}

static void R6e_edge_days_1_to_7(void **state) {
  (void)state;
  given_ann("", "");
  given_event("e,interview,LTROP interview,,2026-01-03,2026-01-04,thanks_ok,,");
  given_person("p,e,a,,interview,,yes,,");
  assert_window("R6e", "a", "2026-01-05", "2026-01-11");
}

static void R8a_speaks(void **state) {
  (void)state;
  given_ann("", "");
  given_event("e,conference,Winter symposium,ASTRO,2027-02-18,2027-02-20,,2,");
  given_person("p,e,a,,meet,,,,");
  assert_says("2027-01-21", "R8a", "@e", "2\t2027-01-21\tWinter symposium: 1 of 2 people chosen");
}

static void R8a_silent_when_enough_are_chosen(void **state) {
  (void)state;
  given_event("e,conference,Winter symposium,ASTRO,2027-02-18,2027-02-20,,2,");
  given_person("p,e,,One,meet,,,,");
  given_person("q,e,,Two,meet,,,,");
  assert_silent("2027-01-21", "R8a", "@e");
}

static void R8a_silent_without_a_goal(void **state) {
  (void)state;
  given_event("e,conference,Winter symposium,ASTRO,2027-02-18,2027-02-20,,,");
  assert_silent("2027-01-21", "R8a", "@e");
}

static void R8a_silent_when_let_go(void **state) {
  (void)state;
  given_event("e,conference,Winter symposium,ASTRO,2027-02-18,2027-02-20,,2,");
  given_released("e", "decide", "2027-01-01", "");
  assert_silent("2027-01-21", "R8a", "@e");
}

static void R8a_edge_days_28_to_1(void **state) {
  (void)state;
  given_event("e,conference,Winter symposium,ASTRO,2027-02-18,2027-02-20,,2,");
  assert_window("R8a", "@e", "2027-01-21", "2027-02-17");
}

static void R8b_speaks(void **state) {
  (void)state;
  given_ann("", "");
  given_event("e,conference,Winter symposium,ASTRO,2027-02-18,2027-02-20,,2,");
  given_person("p,e,a,,reconnect,,,,");
  given_person("q,e,,Bo,meet,2027-01-20,,,");
  given_person("r,e,,Cy,forum,,,,");
  assert_says("2027-01-28", "R8b", "@e", "2\t2027-01-28\tWinter symposium: 1 not yet written to");
}

static void R8b_silent_when_all_are_written_to(void **state) {
  (void)state;
  given_event("e,conference,Winter symposium,ASTRO,2027-02-18,2027-02-20,,2,");
  given_person("q,e,,Bo,meet,2027-01-20,,,");
  assert_silent("2027-01-28", "R8b", "@e");
}

static void R8b_silent_of_whom_nothing_is_said(void **state) {
  (void)state;
  given_ann("status", "deceased");
  given_event("e,conference,Winter symposium,ASTRO,2027-02-18,2027-02-20,,2,");
  given_person("p,e,a,,reconnect,,,,");
  assert_silent("2027-01-28", "R8b", "@e");
}

static void R8b_edge_days_21_to_7(void **state) {
  (void)state;
  given_event("e,conference,Winter symposium,ASTRO,2027-02-18,2027-02-20,,2,");
  given_person("p,e,,Bo,meet,,,,");
  assert_window("R8b", "@e", "2027-01-28", "2027-02-11");
}

static void R8c_speaks(void **state) {
  (void)state;
  given_event("e,conference,Winter symposium,ASTRO,2027-02-18,2027-02-20,,2,");
  given_person("p,e,,Bo,meet,,,,");
  assert_says("2027-02-11", "R8c", "@e",
              "2\t2027-02-11\tWinter symposium: pack CV, cards, your one-line introduction");
}

static void R8c_silent_with_nobody_to_meet(void **state) {
  (void)state;
  given_event("e,conference,Winter symposium,ASTRO,2027-02-18,2027-02-20,,2,");
  assert_silent("2027-02-11", "R8c", "@e");
}

static void R8c_edge_days_7_to_2(void **state) {
  (void)state;
  given_event("e,conference,Winter symposium,ASTRO,2027-02-18,2027-02-20,,2,");
  given_person("p,e,,Bo,meet,,,,");
  assert_window("R8c", "@e", "2027-02-11", "2027-02-16");
}

static void R8d_speaks(void **state) {
  (void)state;
  given_event("e,conference,Winter symposium,ASTRO,2027-02-18,2027-02-20,,2,");
  given_person("p,e,,Bo,meet,,,,");
  given_person("q,e,,Cy,meet,,,Why?,");
  assert_says("2027-02-17", "R8d", "@e",
              "2\t2027-02-17\tWinter symposium: a question each for 1 of them");
}

static void R8d_silent_when_each_has_a_question(void **state) {
  (void)state;
  given_event("e,conference,Winter symposium,ASTRO,2027-02-18,2027-02-20,,2,");
  given_person("q,e,,Cy,meet,,,Why?,");
  assert_silent("2027-02-17", "R8d", "@e");
}

static void R8d_edge_days_1_to_0(void **state) {
  (void)state;
  given_event("e,conference,Winter symposium,ASTRO,2027-02-18,2027-02-20,,2,");
  given_person("p,e,,Bo,meet,,,,");
  assert_window("R8d", "@e", "2027-02-17", "2027-02-18");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      CASE(R6b_speaks),
      CASE(R6b_speaks_of_who_has_no_row),
      CASE(R6b_speaks_by_name_without_a_society),
      CASE(R6b_silent_when_followed_up),
      CASE(R6b_silent_when_not_met),
      CASE(R6b_silent_when_let_go),
      CASE(R6b_edge_days_1_to_30),
      CASE(R6b_edge_one_day_conference),
      CASE(R6b_edge_each_conference_has_its_own_thanks),
      CASE(R6e_speaks),
      CASE(R6e_speaks_with_tact_where_no_policy_is_known),
      CASE(R6e_silent_when_they_asked_for_no_contact),
      CASE(R6e_silent_when_followed_up),
      CASE(R6e_silent_when_let_go),
      CASE(R6e_edge_days_1_to_7),
      CASE(R8a_speaks),
      CASE(R8a_silent_when_enough_are_chosen),
      CASE(R8a_silent_without_a_goal),
      CASE(R8a_silent_when_let_go),
      CASE(R8a_edge_days_28_to_1),
      CASE(R8b_speaks),
      CASE(R8b_silent_when_all_are_written_to),
      CASE(R8b_silent_of_whom_nothing_is_said),
      CASE(R8b_edge_days_21_to_7),
      CASE(R8c_speaks),
      CASE(R8c_silent_with_nobody_to_meet),
      CASE(R8c_edge_days_7_to_2),
      CASE(R8d_speaks),
      CASE(R8d_silent_when_each_has_a_question),
      CASE(R8d_edge_days_1_to_0),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
