/* R13: offers. */
#include "books.h"

static void given_role(const char *row) {
  given("roles", "id,contact_id,role,from_on,rank,phase,to_on,agreed_on", row, NULL);
}

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

static void R13a_speaks(void **state) {
  (void)state;
  given_ann("call_by", "Annie");
  given_role("r,a,mentor,2026-01-01,secondary,trial,,");
  given_touch("i,2026-03-01,a,real,held,me,meeting,,,,,");
  given_touch("j,2026-04-01,a,deep,held,me,meeting,,,,,");
  assert_says(
      "2026-04-02", "R13a", "a",
      "5\t2026-04-01\tTwo good talks with Annie. Would you like to ask for something steadier?");
}

static void R13a_silent_when_agreed(void **state) {
  (void)state;
  given_ann("", "");
  given_role("r,a,mentor,2026-01-01,secondary,trial,,2026-04-01");
  given_touch("i,2026-03-01,a,real,held,me,meeting,,,,,");
  given_touch("j,2026-04-01,a,deep,held,me,meeting,,,,,");
  assert_silent("2026-04-02", "R13a", "a");
}

static void R13a_silent_after_one_talk_and_a_wave(void **state) {
  (void)state;
  given_ann("", "");
  given_role("r,a,mentor,2026-01-01,secondary,trial,,");
  given_touch("i,2026-03-01,a,real,held,me,meeting,,,,,");
  given_touch("j,2026-04-01,a,light,held,me,hallway,,,,,");
  assert_silent("2026-04-02", "R13a", "a");
}

static void R13a_silent_when_retired(void **state) {
  (void)state;
  given_ann("status", "retired");
  given_role("r,a,mentor,2026-01-01,secondary,trial,,");
  given_touch("i,2026-03-01,a,real,held,me,meeting,,,,,");
  given_touch("j,2026-04-01,a,deep,held,me,meeting,,,,,");
  assert_silent("2026-04-02", "R13a", "a");
}

static void R13a_silent_when_declined(void **state) {
  (void)state;
  given_ann("", "");
  given_role("r,a,mentor,2026-01-01,secondary,trial,,");
  given_touch("i,2026-03-01,a,real,held,me,meeting,,,,,");
  given_touch("j,2026-04-01,a,deep,held,me,meeting,,,,,");
  given_released("r", "schedule", "2026-04-02", "");
  assert_silent("2026-04-02", "R13a", "a");
}

static void R13a_edge_day_90(void **state) {
  (void)state;
  given_ann("", "");
  given_role("r,a,mentor,2026-01-01,secondary,trial,,");
  given_touch("i,2026-03-01,a,real,held,me,meeting,,,,,");
  given_touch("j,2026-04-01,a,deep,held,me,meeting,,,,,");
  assert_window("R13a", "a", "2026-04-01", "2026-05-30");
}

static void R13b_speaks(void **state) {
  (void)state;
  given_ann("", "");
  given_door("o,a,2026-03-01,panel,no,offered,,,2026-03-02,");
  assert_says("2026-03-10", "R13b", "a",
              "5\t2026-03-01\tAnn opened a door. Record her as a sponsor too?");
}

static void R13b_silent_when_asked_for(void **state) {
  (void)state;
  given_ann("", "");
  given_door("o,a,2026-03-01,panel,yes,offered,,,2026-03-02,");
  assert_silent("2026-03-10", "R13b", "a");
}

static void R13b_silent_when_a_sponsor(void **state) {
  (void)state;
  given_ann("", "");
  given_role("r,a,sponsor,2026-02-01,,,,");
  given_door("o,a,2026-03-01,panel,no,offered,,,2026-03-02,");
  assert_silent("2026-03-10", "R13b", "a");
}

static void R13b_silent_when_declined(void **state) {
  (void)state;
  given_ann("", "");
  given_door("o,a,2026-03-01,panel,no,offered,,,2026-03-02,");
  given_released("o", "decide", "2026-03-05", "");
  assert_silent("2026-03-10", "R13b", "a");
}

static void R13b_edge_only_the_last_door(void **state) {
  (void)state;
  given_ann("", "");
  given_door("o,a,2026-03-01,panel,no,offered,,,2026-03-02,");
  given_door("q,a,2026-03-05,chapter,no,offered,,,2026-03-06,");
  assert_says("2026-03-10", "R13b", "a",
              "5\t2026-03-05\tAnn opened a door. Record her as a sponsor too?");
}

static void R13b_edge_day_365(void **state) {
  (void)state;
  given_ann("", "");
  given_door("o,a,2026-03-01,panel,no,offered,,,2026-03-02,");
  assert_window("R13b", "a", "2026-03-01", "2027-03-01");
}

static void R13c_speaks(void **state) {
  (void)state;
  given_ann("", "");
  given_role("r,a,mentor,2026-01-01,secondary,trial,,");
  given_touch("i,2026-02-01,a,real,held,me,meeting,,,,,");
  assert_says(
      "2026-08-01", "R13c", "a",
      "5\t2026-07-31\tThis one may have run its course. Keep, thank and close, or try once more?");
}

static void R13c_silent_when_spoken_to(void **state) {
  (void)state;
  given_ann("", "");
  given_role("r,a,mentor,2026-01-01,secondary,trial,,");
  given_touch("i,2026-06-01,a,light,held,them,message,,,,,");
  assert_silent("2026-08-01", "R13c", "a");
}

static void R13c_silent_when_ongoing(void **state) {
  (void)state;
  given_ann("", "");
  given_role("r,a,mentor,2025-01-01,secondary,ongoing,,2025-01-01");
  given_touch("i,2026-02-01,a,real,held,me,meeting,,,,,");
  assert_silent("2026-08-01", "R13c", "a");
}

static void R13c_silent_when_put_off_for_a_month(void **state) {
  (void)state;
  given_ann("", "");
  given_role("r,a,mentor,2026-01-01,secondary,trial,,");
  given_touch("i,2026-02-01,a,real,held,me,meeting,,,,,");
  given_released("r", "decide", "2026-08-01", "2026-09-01");
  assert_silent("2026-08-31", "R13c", "a");
  assert_says(
      "2026-09-01", "R13c", "a",
      "5\t2026-07-31\tThis one may have run its course. Keep, thank and close, or try once more?");
}

static void R13c_edge_day_180(void **state) {
  (void)state;
  given_ann("", "");
  given_role("r,a,mentor,2026-01-01,secondary,trial,,");
  given_touch("i,2026-02-01,a,real,held,me,meeting,,,,,");
  assert_silent("2026-07-30", "R13c", "a");
  assert_says(
      "2026-07-31", "R13c", "a",
      "5\t2026-07-31\tThis one may have run its course. Keep, thank and close, or try once more?");
}

static void R13d_speaks(void **state) {
  (void)state;
  given_ann("", "");
  given_role("r,a,peer,2025-01-01,,,2026-01-31,");
  given_role("s,a,supervisor,2026-01-01,,,2026-02-28,");
  assert_says("2026-03-01", "R13d", "a",
              "5\t2026-03-01\tno role since 28 Feb: keep as former attending?");
  assert_says("2027-03-01", "R13d", "a",
              "5\t2026-03-01\tno role since 28 Feb 2026: keep as former attending?");
}

static void R13d_silent_while_a_role_holds(void **state) {
  (void)state;
  given_ann("", "");
  given_role("r,a,peer,2025-01-01,,,,");
  given_role("s,a,supervisor,2026-01-01,,,2026-02-28,");
  assert_silent("2026-03-01", "R13d", "a");
}

static void R13d_silent_when_none_has_begun(void **state) {
  (void)state;
  given_ann("", "");
  given_role("s,a,supervisor,2026-04-01,,,2026-05-28,");
  assert_silent("2026-03-01", "R13d", "a");
}

static void R13d_silent_when_declined(void **state) {
  (void)state;
  given_ann("", "");
  given_role("s,a,supervisor,2026-01-01,,,2026-02-28,");
  given_released("s", "review", "2026-03-01", "");
  assert_silent("2026-03-01", "R13d", "a");
}

static void R13d_edge_a_role_to_come_does_not_count(void **state) {
  (void)state;
  given_ann("", "");
  given_role("r,a,near_peer,2025-01-01,,,2026-01-31,");
  given_role("s,a,supervisor,2026-04-01,,,2026-05-28,");
  assert_window("R13d", "a", "2026-02-01", "2026-03-31");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      CASE(R13a_speaks),
      CASE(R13a_silent_when_agreed),
      CASE(R13a_silent_after_one_talk_and_a_wave),
      CASE(R13a_silent_when_retired),
      CASE(R13a_silent_when_declined),
      CASE(R13a_edge_day_90),
      CASE(R13b_speaks),
      CASE(R13b_silent_when_asked_for),
      CASE(R13b_silent_when_a_sponsor),
      CASE(R13b_silent_when_declined),
      CASE(R13b_edge_only_the_last_door),
      CASE(R13b_edge_day_365),
      CASE(R13c_speaks),
      CASE(R13c_silent_when_spoken_to),
      CASE(R13c_silent_when_ongoing),
      CASE(R13c_silent_when_put_off_for_a_month),
      CASE(R13c_edge_day_180),
      CASE(R13d_speaks),
      CASE(R13d_silent_while_a_role_holds),
      CASE(R13d_silent_when_none_has_begun),
      CASE(R13d_silent_when_declined),
      CASE(R13d_edge_a_role_to_come_does_not_count),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
