/* R9: a block. R17: leaving a building. */
#include "books.h"

static void given_event(const char *row) {
  given("events", "id,kind,name,society,starts_on,ends_on,contact_policy,goal_meet,site", row,
        NULL);
}

static void given_person(const char *row) {
  given("event_people",
        "id,event_id,contact_id,name,intent,outreach_on,met,question,followed_up_on", row, NULL);
}

static void given_touch(const char *row) {
  given("interactions",
        "id,on_date,people,depth,status,initiator,kind,favour,thanked_on,advice,told_on,event_id",
        row, NULL);
}

static void given_cy(void) {
  given("contacts", "id,name,created_at,pronouns", "c,Cy,2025-01-01,", NULL);
}

static void R9a_speaks(void **state) {
  (void)state;
  given_ann("", "");
  given_event("e,rotation,Block 7: GU,,2026-09-14,2026-11-22,,,North");
  given_event("n,rotation,Block 8: lymphoma,,2026-11-23,2027-01-31,,,South");
  given_person("p,n,a,,supervisor,,,,");
  assert_says(
      "2026-11-16", "R9a", "a",
      "2\t2026-11-16\tBlock 8: lymphoma starts 23 Nov: say hello, ask what good looks like");
}

static void R9a_silent_of_staff(void **state) {
  (void)state;
  given_ann("", "");
  given_event("e,rotation,Block 7: GU,,2026-09-14,2026-11-22,,,North");
  given_event("n,rotation,Block 8: lymphoma,,2026-11-23,2027-01-31,,,South");
  given_person("p,n,a,,staff,,,,");
  assert_silent("2026-11-16", "R9a", "a");
}

static void R9a_silent_when_let_go(void **state) {
  (void)state;
  given_ann("", "");
  given_event("e,rotation,Block 7: GU,,2026-09-14,2026-11-22,,,North");
  given_event("n,rotation,Block 8: lymphoma,,2026-11-23,2027-01-31,,,South");
  given_person("p,n,a,,supervisor,,,,");
  given_released("n", "schedule", "2026-11-16", "");
  assert_silent("2026-11-17", "R9a", "a");
}

static void R9a_edge_days_7_to_1(void **state) {
  (void)state;
  given_ann("", "");
  given_event("e,rotation,Block 7: GU,,2026-09-14,2026-11-22,,,North");
  given_event("n,rotation,Block 8: lymphoma,,2026-11-23,2027-01-31,,,South");
  given_person("p,n,a,,supervisor,,,,");
  assert_window("R9a", "a", "2026-11-16", "2026-11-22");
}

static void R9a_speaks_of_an_away_rotation(void **state) {
  (void)state;
  given_ann("", "");
  given_event("n,away_rotation,Northfen,,2026-11-23,2027-01-31,,,");
  given_person("p,n,a,,supervisor,,,,");
  assert_says("2026-11-22", "R9a", "a",
              "2\t2026-11-16\tNorthfen starts 23 Nov: say hello, ask what good looks like");
}

static void R9a_silent_of_what_is_no_block(void **state) {
  (void)state;
  given_ann("", "");
  given_event("n,meeting,Seminar,,2026-11-23,2027-01-31,,,");
  given_person("p,n,a,,supervisor,,,,");
  assert_silent("2026-11-22", "R9a", "a");
}

static void R9b_speaks(void **state) {
  (void)state;
  given_ann("", "");
  given_event("e,rotation,Block 7: GU,,2026-09-14,2026-11-22,,,North");
  given_event("n,rotation,Block 8: lymphoma,,2026-11-23,2027-01-31,,,South");
  given_person("p,e,a,,supervisor,,,,");
  assert_says("2026-10-19", "R9b", "a",
              "2\t2026-10-19\tmid-block feedback: one thing well, one thing to change");
}

static void R9b_silent_when_given(void **state) {
  (void)state;
  given_ann("", "");
  given_event("e,rotation,Block 7: GU,,2026-09-14,2026-11-22,,,North");
  given_event("n,rotation,Block 8: lymphoma,,2026-11-23,2027-01-31,,,South");
  given_person("p,e,a,,supervisor,,,,");
  given_touch("b,2026-10-10,a,real,held,me,feedback,,,,,");
  assert_silent("2026-10-19", "R9b", "a");
}

static void R9b_silent_when_given_with_the_block(void **state) {
  (void)state;
  given_ann("", "");
  given_event("e,rotation,Block 7: GU,,2026-09-14,2026-11-22,,,North");
  given_event("n,rotation,Block 8: lymphoma,,2026-11-23,2027-01-31,,,South");
  given_person("p,e,a,,supervisor,,,,");
  given_cy();
  given_touch("b,2026-10-10,c,real,held,me,feedback,,,,,e");
  assert_silent("2026-10-19", "R9b", "a");
}

static void R9b_edge_days_33_to_42(void **state) {
  (void)state;
  given_ann("", "");
  given_event("e,rotation,Block 7: GU,,2026-09-14,2026-11-22,,,North");
  given_event("n,rotation,Block 8: lymphoma,,2026-11-23,2027-01-31,,,South");
  given_person("p,e,a,,supervisor,,,,");
  assert_window("R9b", "a", "2026-10-17", "2026-10-26");
}

static void R9b_edge_the_middle_half(void **state) {
  (void)state;
  given_ann("", "");
  given_event("e,rotation,Block 7: GU,,2026-09-14,2026-11-22,,,North");
  given_event("n,rotation,Block 8: lymphoma,,2026-11-23,2027-01-31,,,South");
  given_person("p,e,a,,supervisor,,,,");
  given_touch("b,2026-09-30,a,real,held,me,feedback,,,,,");
  assert_says("2026-10-19", "R9b", "a",
              "2\t2026-10-19\tmid-block feedback: one thing well, one thing to change");
  given_touch("b,2026-10-01,a,real,held,me,feedback,,,,,");
  assert_silent("2026-10-19", "R9b", "a");
}

static void R9b_edge_feedback_with_somebody_else_is_not_of_the_block(void **state) {
  (void)state;
  given_ann("", "");
  given_event("e,rotation,Block 7: GU,,2026-09-14,2026-11-22,,,North");
  given_event("n,rotation,Block 8: lymphoma,,2026-11-23,2027-01-31,,,South");
  given_person("p,e,a,,supervisor,,,,");
  given_cy();
  given_touch("b,2026-10-10,c,real,held,me,feedback,,,,,");
  assert_says("2026-10-19", "R9b", "a",
              "2\t2026-10-19\tmid-block feedback: one thing well, one thing to change");
}

static void R9c_speaks(void **state) {
  (void)state;
  given_ann("", "");
  given_event("e,rotation,Block 7: GU,,2026-09-14,2026-11-22,,,North");
  given_event("n,rotation,Block 8: lymphoma,,2026-11-23,2027-01-31,,,South");
  given_person("p,e,a,,supervisor,,,,");
  assert_says("2026-11-20", "R9c", "a",
              "1\t2026-11-15\tend-of-block feedback (Block 7: GU ends 22 Nov)");
}

static void R9c_silent_when_given(void **state) {
  (void)state;
  given_ann("", "");
  given_event("e,rotation,Block 7: GU,,2026-09-14,2026-11-22,,,North");
  given_event("n,rotation,Block 8: lymphoma,,2026-11-23,2027-01-31,,,South");
  given_person("p,e,a,,supervisor,,,,");
  given_touch("b,2026-11-06,a,real,held,me,feedback,,,,,");
  assert_silent("2026-11-20", "R9c", "a");
}

static void R9c_silent_when_let_go(void **state) {
  (void)state;
  given_ann("", "");
  given_event("e,rotation,Block 7: GU,,2026-09-14,2026-11-22,,,North");
  given_event("n,rotation,Block 8: lymphoma,,2026-11-23,2027-01-31,,,South");
  given_person("p,e,a,,supervisor,,,,");
  given_released("p", "feedback", "2026-11-16", "");
  assert_silent("2026-11-20", "R9c", "a");
}

static void R9c_edge_days_7_before_to_3_after(void **state) {
  (void)state;
  given_ann("", "");
  given_event("e,rotation,Block 7: GU,,2026-09-14,2026-11-22,,,North");
  given_event("n,rotation,Block 8: lymphoma,,2026-11-23,2027-01-31,,,South");
  given_person("p,e,a,,supervisor,,,,");
  assert_window("R9c", "a", "2026-11-15", "2026-11-25");
}

static void R9c_edge_three_quarters(void **state) {
  (void)state;
  given_ann("", "");
  given_event("e,rotation,Block 7: GU,,2026-09-14,2026-11-22,,,North");
  given_event("n,rotation,Block 8: lymphoma,,2026-11-23,2027-01-31,,,South");
  given_person("p,e,a,,supervisor,,,,");
  given_touch("b,2026-11-05,a,real,held,me,feedback,,,,,");
  assert_says("2026-11-20", "R9c", "a",
              "1\t2026-11-15\tend-of-block feedback (Block 7: GU ends 22 Nov)");
}

static void R9d_speaks(void **state) {
  (void)state;
  given_ann("", "");
  given_event("e,rotation,Block 7: GU,,2026-09-14,2026-11-22,,,North");
  given_event("n,rotation,Block 8: lymphoma,,2026-11-23,2027-01-31,,,South");
  given_person("p,e,a,,staff,,,,");
  assert_says("2026-11-20", "R9d", "a", "2\t2026-11-19\tthank before the block ends");
}

static void R9d_silent_when_thanked(void **state) {
  (void)state;
  given_ann("", "");
  given_event("e,rotation,Block 7: GU,,2026-09-14,2026-11-22,,,North");
  given_event("n,rotation,Block 8: lymphoma,,2026-11-23,2027-01-31,,,South");
  given_person("p,e,a,,staff,,,,");
  given_touch("t,2026-09-14,a,light,held,me,thank_you,,,,,");
  assert_silent("2026-11-20", "R9d", "a");
}

static void R9d_silent_when_let_go(void **state) {
  (void)state;
  given_ann("", "");
  given_event("e,rotation,Block 7: GU,,2026-09-14,2026-11-22,,,North");
  given_event("n,rotation,Block 8: lymphoma,,2026-11-23,2027-01-31,,,South");
  given_person("p,e,a,,staff,,,,");
  given_released("p", "thank", "2026-11-19", "");
  assert_silent("2026-11-20", "R9d", "a");
}

static void R9d_edge_days_3_before_to_7_after(void **state) {
  (void)state;
  given_ann("", "");
  given_event("e,rotation,Block 7: GU,,2026-09-14,2026-11-22,,,North");
  given_event("n,rotation,Block 8: lymphoma,,2026-11-23,2027-01-31,,,South");
  given_person("p,e,a,,staff,,,,");
  assert_window("R9d", "a", "2026-11-19", "2026-11-29");
}

static void R9d_edge_thanks_before_the_block_are_of_another(void **state) {
  (void)state;
  given_ann("", "");
  given_event("e,rotation,Block 7: GU,,2026-09-14,2026-11-22,,,North");
  given_event("n,rotation,Block 8: lymphoma,,2026-11-23,2027-01-31,,,South");
  given_person("p,e,a,,staff,,,,");
  given_touch("t,2026-09-13,a,light,held,me,thank_you,,,,,");
  assert_says("2026-11-20", "R9d", "a", "2\t2026-11-19\tthank before the block ends");
}

static void R17_speaks(void **state) {
  (void)state;
  given("contacts", "id,name,sort_name,created_at", "b,Bo,\"High, Bo\",2025-01-01",
        "a,Ann,\"Low, Ann\",2025-01-01", NULL);
  given("roles", "id,contact_id,role,from_on", "r,a,peer,2025-01-01", "s,b,staff_ally,2025-01-01",
        NULL);
  given("affiliations", "id,contact_id,site", "f,a,North", "g,b,North", NULL);
  given_event("e,rotation,Block 7: GU,,2026-09-14,2026-11-22,,,North");
  given_event("n,rotation,Block 8: lymphoma,,2026-11-23,2027-01-31,,,South");
  assert_says("2026-11-20", "R17", "@e", "2\t2026-11-15\tbefore you leave North: Low, High");
}

static void R17_silent_when_what_comes_next_is_no_block(void **state) {
  (void)state;
  given("contacts", "id,name,sort_name,created_at", "b,Bo,\"High, Bo\",2025-01-01",
        "a,Ann,\"Low, Ann\",2025-01-01", NULL);
  given("roles", "id,contact_id,role,from_on", "r,a,peer,2025-01-01", "s,b,staff_ally,2025-01-01",
        NULL);
  given("affiliations", "id,contact_id,site", "f,a,North", "g,b,North", NULL);
  given_event("e,rotation,Block 7: GU,,2026-09-14,2026-11-22,,,North");
  given_event("n,conference,SNO,,2026-11-23,2026-11-25,,,South");
  assert_silent("2026-11-20", "R17", "@e");
}

static void R17_silent_when_the_next_block_is_here(void **state) {
  (void)state;
  given("contacts", "id,name,sort_name,created_at", "b,Bo,\"High, Bo\",2025-01-01",
        "a,Ann,\"Low, Ann\",2025-01-01", NULL);
  given("roles", "id,contact_id,role,from_on", "r,a,peer,2025-01-01", "s,b,staff_ally,2025-01-01",
        NULL);
  given("affiliations", "id,contact_id,site", "f,a,North", "g,b,North", NULL);
  given_event("e,rotation,Block 7: GU,,2026-09-14,2026-11-22,,,North");
  given_event("n,rotation,Block 8,,2026-11-23,2027-01-31,,,North");
  assert_silent("2026-11-20", "R17", "@e");
}

static void R17_silent_without_a_next_block(void **state) {
  (void)state;
  given("contacts", "id,name,sort_name,created_at", "b,Bo,\"High, Bo\",2025-01-01",
        "a,Ann,\"Low, Ann\",2025-01-01", NULL);
  given("roles", "id,contact_id,role,from_on", "r,a,peer,2025-01-01", "s,b,staff_ally,2025-01-01",
        NULL);
  given("affiliations", "id,contact_id,site", "f,a,North", "g,b,North", NULL);
  given_event("e,rotation,Block 7: GU,,2026-09-14,2026-11-22,,,North");
  assert_silent("2026-11-20", "R17", "@e");
}

static void R17_silent_of_mentors(void **state) {
  (void)state;
  given("contacts", "id,name,sort_name,created_at", "b,Bo,\"High, Bo\",2025-01-01",
        "a,Ann,\"Low, Ann\",2025-01-01", NULL);
  given("roles", "id,contact_id,role,from_on", "r,a,peer,2025-01-01", "s,b,staff_ally,2025-01-01",
        NULL);
  given("affiliations", "id,contact_id,site", "f,a,North", "g,b,North", NULL);
  given("roles", "id,contact_id,role,from_on", "t,a,mentor,2025-01-01", NULL);
  given_event("e,rotation,Block 7: GU,,2026-09-14,2026-11-22,,,North");
  given_event("n,rotation,Block 8: lymphoma,,2026-11-23,2027-01-31,,,South");
  assert_says("2026-11-20", "R17", "@e", "2\t2026-11-15\tbefore you leave North: High");
}

static void R17_silent_of_those_seen_lately(void **state) {
  (void)state;
  given("contacts", "id,name,sort_name,created_at", "b,Bo,\"High, Bo\",2025-01-01",
        "a,Ann,\"Low, Ann\",2025-01-01", NULL);
  given("roles", "id,contact_id,role,from_on", "r,a,peer,2025-01-01", "s,b,staff_ally,2025-01-01",
        NULL);
  given("affiliations", "id,contact_id,site", "f,a,North", "g,b,North", NULL);
  given_touch("t,2026-11-01,a;b,real,held,me,hallway,,,,,");
  given_event("e,rotation,Block 7: GU,,2026-09-14,2026-11-22,,,North");
  given_event("n,rotation,Block 8: lymphoma,,2026-11-23,2027-01-31,,,South");
  assert_silent("2026-11-20", "R17", "@e");
}

static void R17_silent_when_let_go(void **state) {
  (void)state;
  given("contacts", "id,name,sort_name,created_at", "b,Bo,\"High, Bo\",2025-01-01",
        "a,Ann,\"Low, Ann\",2025-01-01", NULL);
  given("roles", "id,contact_id,role,from_on", "r,a,peer,2025-01-01", "s,b,staff_ally,2025-01-01",
        NULL);
  given("affiliations", "id,contact_id,site", "f,a,North", "g,b,North", NULL);
  given_event("e,rotation,Block 7: GU,,2026-09-14,2026-11-22,,,North");
  given_event("n,rotation,Block 8: lymphoma,,2026-11-23,2027-01-31,,,South");
  given_released("e", "do", "2026-11-16", "");
  assert_silent("2026-11-20", "R17", "@e");
}

static void R17_edge_days_7_to_0(void **state) {
  (void)state;
  given("contacts", "id,name,sort_name,created_at", "b,Bo,\"High, Bo\",2025-01-01",
        "a,Ann,\"Low, Ann\",2025-01-01", NULL);
  given("roles", "id,contact_id,role,from_on", "r,a,peer,2025-01-01", "s,b,staff_ally,2025-01-01",
        NULL);
  given("affiliations", "id,contact_id,site", "f,a,North", "g,b,North", NULL);
  given_event("e,rotation,Block 7: GU,,2026-09-14,2026-11-22,,,North");
  given_event("n,rotation,Block 8: lymphoma,,2026-11-23,2027-01-31,,,South");
  assert_window("R17", "@e", "2026-11-15", "2026-11-22");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      CASE(R9a_speaks),
      CASE(R9a_silent_of_staff),
      CASE(R9a_silent_when_let_go),
      CASE(R9a_edge_days_7_to_1),
      CASE(R9a_speaks_of_an_away_rotation),
      CASE(R9a_silent_of_what_is_no_block),
      CASE(R9b_speaks),
      CASE(R9b_silent_when_given),
      CASE(R9b_silent_when_given_with_the_block),
      CASE(R9b_edge_days_33_to_42),
      CASE(R9b_edge_the_middle_half),
      CASE(R9b_edge_feedback_with_somebody_else_is_not_of_the_block),
      CASE(R9c_speaks),
      CASE(R9c_silent_when_given),
      CASE(R9c_silent_when_let_go),
      CASE(R9c_edge_days_7_before_to_3_after),
      CASE(R9c_edge_three_quarters),
      CASE(R9d_speaks),
      CASE(R9d_silent_when_thanked),
      CASE(R9d_silent_when_let_go),
      CASE(R9d_edge_days_3_before_to_7_after),
      CASE(R9d_edge_thanks_before_the_block_are_of_another),
      CASE(R17_speaks),
      CASE(R17_silent_when_what_comes_next_is_no_block),
      CASE(R17_silent_when_the_next_block_is_here),
      CASE(R17_silent_without_a_next_block),
      CASE(R17_silent_of_mentors),
      CASE(R17_silent_of_those_seen_lately),
      CASE(R17_silent_when_let_go),
      CASE(R17_edge_days_7_to_0),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
