/* R16: the training year. */
#include "books.h"

#include <stdio.h>

static void given_stage(const char *stage, const char *since) {
  char stage_row[64], since_row[64];

  snprintf(stage_row, sizeof stage_row, "me.stage,%s", stage);
  snprintf(since_row, sizeof since_row, "me.stage_from,%s", since);
  given("settings", "key,value", stage_row, since_row, NULL);
}

static void R16_speaks(void **state) {
  (void)state;
  given_stage("PGY-4", "2026-07-01");
  assert_says("2027-01-15", "R16", "@stage",
              "2\t2027-01-01\tJanuary of PGY-4: tell trusted people what you are looking for");
}

static void R16_speaks_of_the_review_each_july(void **state) {
  (void)state;
  given_stage("PGY3", "2026-07-01");
  assert_says("2027-07-01", "R16", "@stage",
              "2\t2027-07-01\tten-minute review: who moved, which roles ended, one thank-you");
}

static void R16_speaks_of_pauses_without_an_end(void **state) {
  (void)state;
  given_ann("status", "paused");
  given_stage("PGY3", "2026-07-01");
  assert_says("2027-07-01", "R16", "@stage",
              "2\t2027-07-01\tten-minute review: who moved, which roles ended, one thank-you; "
              "still paused: Low");
}

static void R16_speaks_of_a_stage_in_the_middle_of_a_time(void **state) {
  (void)state;
  given_stage("MS2", "2026-09-10");
  assert_says("2026-09-12", "R16", "@stage",
              "2\t2026-09-10\tone shadowing day, one resident conversation, one small project");
}

static void R16_silent_without_a_stage(void **state) {
  (void)state;
  given_ann("", "");
  assert_silent("2027-01-15", "R16", "@stage");
}

static void R16_silent_when_the_stage_is_empty(void **state) {
  (void)state;
  given_stage("", "");
  assert_silent("2027-07-01", "R16", "@stage");
}

static void R16_silent_before_the_stage(void **state) {
  (void)state;
  given_stage("PGY4", "2027-07-01");
  assert_silent("2027-01-15", "R16", "@stage");
}

static void R16_silent_when_let_go(void **state) {
  (void)state;
  given_stage("PGY4", "2026-07-01");
  given_released("stage-pgy4-tell", "do", "2027-01-02", "");
  assert_silent("2027-01-15", "R16", "@stage");
}

static void R16_silent_when_there_is_a_research_mentor(void **state) {
  (void)state;
  given_ann("", "");
  given_stage("PGY3", "2026-07-01");
  assert_says("2026-09-15", "R16", "@stage",
              "2\t2026-09-01\ta research mentor agreed before the research year");
  given("roles", "id,contact_id,role,facet,from_on,agreed_on",
        "r,a,mentor,research,2026-01-01,2026-02-01", NULL);
  assert_silent("2026-09-15", "R16", "@stage");
}

static void R16_silent_when_there_is_a_primary_mentor(void **state) {
  (void)state;
  given_ann("", "");
  given_stage("pgy 2", "2026-07-01");
  assert_says("2026-08-15", "R16", "@stage",
              "2\t2026-07-01\ta primary mentor on trial: most are found this year");
  given("roles", "id,contact_id,role,rank,from_on", "r,a,mentor,primary,2026-01-01", NULL);
  assert_silent("2026-08-15", "R16", "@stage");
}

static void R16_edge_the_31_days(void **state) {
  (void)state;
  given_stage("PGY4", "2026-07-01");
  assert_window("R16", "@stage", "2027-01-01", "2027-01-31");
}

static void R16_edge_90_days_of_PGY2(void **state) {
  (void)state;
  given_stage("PGY2", "2026-07-01");
  assert_window("R16", "@stage", "2026-07-01", "2026-09-28");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      CASE(R16_speaks),
      CASE(R16_speaks_of_the_review_each_july),
      CASE(R16_speaks_of_pauses_without_an_end),
      CASE(R16_speaks_of_a_stage_in_the_middle_of_a_time),
      CASE(R16_silent_without_a_stage),
      CASE(R16_silent_when_the_stage_is_empty),
      CASE(R16_silent_before_the_stage),
      CASE(R16_silent_when_let_go),
      CASE(R16_silent_when_there_is_a_research_mentor),
      CASE(R16_silent_when_there_is_a_primary_mentor),
      CASE(R16_edge_the_31_days),
      CASE(R16_edge_90_days_of_PGY2),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
