/* R1, R2, R14, R15: hellos and days to remember; R11, R19: those left in peace. */
#include "books.h"

#include <stdio.h>

static void given_role(const char *row) {
  given("roles", "id,contact_id,role,from_on,rank,phase,to_on,agreed_on", row, NULL);
}

static void given_touch(const char *row) {
  given("interactions",
        "id,on_date,people,depth,status,initiator,kind,favour,thanked_on,advice,told_on,event_id",
        row, NULL);
}

static void given_birthdays(void) {
  given("settings", "key,value", "birthdays,on", NULL);
}

/* Ann, on 10 January; "" is no day. */
static void given_interview(const char *policy, const char *ends_on, const char *quiet_until) {
  char row[128];

  snprintf(row, sizeof row, "e,interview,Calloway,2026-01-10,%s,%s,%s", ends_on, policy,
           quiet_until);
  given("events", "id,kind,name,starts_on,ends_on,contact_policy,quiet_until", row, NULL);
  given("event_people", "id,event_id,contact_id,met", "p,e,a,yes", NULL);
}

static void R1_speaks(void **state) {
  (void)state;
  given_ann("", "");
  given_role("r,a,mentor,2025-01-01,secondary,ongoing,,2025-01-01");
  given_touch("i,2026-01-01,a,real,held,me,meeting,,,,,");
  assert_says("2026-03-12", "R1", "a", "3\t2026-03-12\tlast spoke 1 Jan; a line will do");
  assert_says("2026-04-16", "R1", "a", "3\t2026-03-12\tlast spoke 1 Jan; a real message");
  assert_says("2026-07-30", "R1", "a", "3\t2026-03-12\tlast spoke 1 Jan; a call or a coffee");
}

static void R1_silent_when_fresh(void **state) {
  (void)state;
  given_ann("", "");
  given_role("r,a,mentor,2025-01-01,secondary,ongoing,,2025-01-01");
  given_touch("i,2026-01-01,a,real,held,me,meeting,,,,,");
  assert_silent("2026-03-11", "R1", "a");
}

static void R1_silent_when_planned(void **state) {
  (void)state;
  given_ann("", "");
  given_role("r,a,mentor,2025-01-01,secondary,ongoing,,2025-01-01");
  given_touch("i,2026-01-01,a,real,held,me,meeting,,,,,");
  given_touch("p,2026-04-03,a,real,planned,me,coffee,,,,,");
  assert_silent("2026-02-26", "R1", "a");
  assert_silent("2026-03-12", "R1", "a");
}

static void R1_silent_when_put_off(void **state) {
  (void)state;
  given_ann("snooze_on,snooze_until", "2026-03-12,2026-04-01");
  given_role("r,a,mentor,2025-01-01,secondary,ongoing,,2025-01-01");
  given_touch("i,2026-01-01,a,real,held,me,meeting,,,,,");
  assert_silent("2026-03-31", "R1", "a");
  assert_says("2026-04-01", "R1", "a", "3\t2026-04-01\tlast spoke 1 Jan; a line will do");
}

static void R1_silent_when_paused(void **state) {
  (void)state;
  given_ann("status,status_since,status_until", "paused,2026-02-01,2026-09-01");
  given_role("r,a,mentor,2025-01-01,secondary,ongoing,,2025-01-01");
  given_touch("i,2026-01-01,a,real,held,me,meeting,,,,,");
  assert_silent("2026-08-31", "R1", "a");
  assert_says("2026-09-01", "R1", "a", "3\t2026-03-12\tlast spoke 1 Jan; a line will do");
}

static void R1_silent_when_never_wanted(void **state) {
  (void)state;
  given_ann("cadence_days", "0");
  given_role("r,a,mentor,2025-01-01,secondary,ongoing,,2025-01-01");
  given_touch("i,2026-01-01,a,real,held,me,meeting,,,,,");
  assert_silent("2026-12-01", "R1", "a");
}

static void R1_silent_of_a_supervisor(void **state) {
  (void)state;
  given_ann("", "");
  given_role("r,a,supervisor,2026-01-01,,,2026-06-30,");
  given_touch("i,2026-01-01,a,real,held,me,meeting,,,,,");
  assert_silent("2026-06-01", "R1", "a");
}

static void R1_silent_of_who_works_in_my_building(void **state) {
  (void)state;
  given_ann("", "");
  given_role("r,a,peer,2025-01-01,,,,");
  given_touch("i,2026-01-01,a,real,held,me,meeting,,,,,");
  given("events", "id,kind,name,site,starts_on,ends_on",
        "e,rotation,Block 1,North,2026-06-01,2026-08-09", NULL);
  given("affiliations", "id,contact_id,site", "f,a,North", NULL);
  assert_says("2026-05-31", "R1", "a", "4\t2026-05-01\tlast spoke 1 Jan; a line will do");
  assert_silent("2026-06-01", "R1", "a");
  assert_silent("2026-08-09", "R1", "a");
  assert_says("2026-08-10", "R1", "a", "4\t2026-05-01\tlast spoke 1 Jan; a real message");
}

static void R1_edge_day_70(void **state) {
  (void)state;
  given_ann("", "");
  given_role("r,a,mentor,2025-01-01,secondary,ongoing,,2025-01-01");
  given_touch("i,2026-01-01,a,real,held,me,meeting,,,,,");
  assert_silent("2026-03-11", "R1", "a");
  assert_says("2026-03-12", "R1", "a", "3\t2026-03-12\tlast spoke 1 Jan; a line will do");
}

static void R1_edge_sizes_are_capped_by_closeness(void **state) {
  (void)state;
  given_ann("", "");
  given_role("r,a,acquaintance,2025-01-01,,,,");
  given_touch("i,2023-08-01,a,real,held,me,meeting,,,,,");
  assert_says("2026-07-30", "R1", "a", "4\t2024-07-31\tlast spoke 1 Aug 2023; a line will do");
}

static void R2_speaks(void **state) {
  (void)state;
  given_ann("", "");
  given_role("r,a,prospect,2025-01-01,,,,");
  assert_says("2025-01-08", "R2", "a", "4\t2025-01-08\tnever met: write first");
  assert_says("2026-01-08", "R2", "a", "4\t2025-01-08\tnever met: write first");
}

static void R2_silent_when_met(void **state) {
  (void)state;
  given_ann("met_on", "2025-01-01");
  given_role("r,a,prospect,2025-01-01,,,,");
  assert_silent("2025-06-01", "R2", "a");
}

static void R2_silent_without_a_role(void **state) {
  (void)state;
  given_ann("", "");
  assert_silent("2025-06-01", "R2", "a");
}

static void R2_edge_day_7(void **state) {
  (void)state;
  given_ann("", "");
  given_role("r,a,prospect,2025-01-01,,,,");
  assert_silent("2025-01-07", "R2", "a");
  assert_says("2025-01-08", "R2", "a", "4\t2025-01-08\tnever met: write first");
}

static void R2_edge_a_mentor_waits_an_interval(void **state) {
  (void)state;
  given_ann("", "");
  given_role("r,a,mentor,2025-01-01,primary,ongoing,,");
  assert_silent("2025-01-30", "R2", "a");
  assert_says("2025-01-31", "R2", "a", "3\t2025-01-31\tnever met: write first");
}

static void R14_speaks(void **state) {
  (void)state;
  given_ann("", "");
  given_role("r,a,peer,2025-01-01,,,,");
  given_touch("i,2025-02-01,a,real,held,me,meeting,,,,,");
  assert_says("2026-02-01", "R14", "a", "5\t2025-06-01\treconnect: last spoke 1 Feb 2025");
}

static void R14_silent_of_a_sponsor(void **state) {
  (void)state;
  given_ann("", "");
  given_role("r,a,sponsor,2025-01-01,,,,");
  given_touch("i,2025-02-01,a,real,held,me,meeting,,,,,");
  assert_silent("2027-02-01", "R14", "a");
}

static void R14_silent_when_put_off(void **state) {
  (void)state;
  given_ann("snooze_on,snooze_until", "2026-03-01,2026-06-01");
  given_role("r,a,peer,2025-01-01,,,,");
  given_touch("i,2025-02-01,a,real,held,me,meeting,,,,,");
  assert_silent("2026-05-31", "R14", "a");
  assert_says("2026-06-01", "R14", "a", "5\t2026-06-01\treconnect: last spoke 1 Feb 2025");
}

static void R14_silent_when_paused(void **state) {
  (void)state;
  given_ann("status", "paused");
  given_role("r,a,peer,2025-01-01,,,,");
  given_touch("i,2025-02-01,a,real,held,me,meeting,,,,,");
  assert_silent("2026-05-31", "R14", "a");
}

static void R14_edge_day_365(void **state) {
  (void)state;
  given_ann("", "");
  given_role("r,a,peer,2025-01-01,,,,");
  given_touch("i,2025-02-01,a,real,held,me,meeting,,,,,");
  assert_silent("2026-01-31", "R14", "a");
  assert_says("2026-02-01", "R14", "a", "5\t2025-06-01\treconnect: last spoke 1 Feb 2025");
}

static void R14_edge_three_years_of_a_yearly_person(void **state) {
  (void)state;
  given_ann("", "");
  given_role("r,a,acquaintance,2023-01-01,,,,");
  given_touch("i,2023-08-01,a,real,held,me,meeting,,,,,");
  assert_silent("2026-07-30", "R14", "a");
  assert_says("2026-07-31", "R14", "a", "5\t2024-07-31\treconnect: last spoke 1 Aug 2023");
}

static void R15_speaks(void **state) {
  (void)state;
  given_ann("birthday", "1980-03-12");
  given_birthdays();
  assert_says("2026-03-12", "R15", "a", "4\t2026-03-12\tbirthday: today");
  assert_says("2026-03-14", "R15", "a", "4\t2026-03-12\tbirthday: 12 Mar");
}

static void R15_speaks_a_year_after_a_letter_and_a_match(void **state) {
  (void)state;
  given_ann("", "");
  given_birthdays();
  given("targets", "id,name,status,decided_on", "t,Northfen,matched,2025-03-15", NULL);
  given("letters", "id,contact_id,target_id,submitted_on", "l,a,t,2025-02-01", NULL);
  assert_says("2026-02-01", "R15", "a", "4\t2026-02-01\ta year since their letter: today");
  assert_says("2026-03-15", "R15", "a", "4\t2026-03-15\ta year since your match: today");
}

static void R15_silent_when_off(void **state) {
  (void)state;
  given_ann("birthday", "03-12");
  assert_silent("2026-03-12", "R15", "a");
}

static void R15_silent_when_deceased(void **state) {
  (void)state;
  given_ann("birthday,status", "03-12,deceased");
  given_birthdays();
  assert_silent("2026-03-12", "R15", "a");
}

static void R15_edge_day_2(void **state) {
  (void)state;
  given_ann("birthday", "03-12");
  given_birthdays();
  assert_window("R15", "a", "2026-03-12", "2026-03-14");
}

static void R15_edge_29_february(void **state) {
  (void)state;
  given_ann("birthday", "02-29");
  given_birthdays();
  assert_window("R15", "a", "2026-02-28", "2026-03-02");
  assert_window("R15", "a", "2028-02-29", "2028-03-02");
  given("settings", "key,value", "leapday,mar1", NULL);
  assert_window("R15", "a", "2026-03-01", "2026-03-03");
}

static void R15_edge_new_year(void **state) {
  (void)state;
  given_ann("birthday", "12-31");
  given_birthdays();
  assert_says("2027-01-01", "R15", "a", "4\t2026-12-31\tbirthday: 31 Dec");
}

static void R11_speaks(void **state) {
  (void)state;
  given_ann("", "");
  given_interview("no_contact", "", "2026-03-15");
  given_role("r,a,mentor,2025-01-01,secondary,ongoing,,2025-01-01");
  assert_string_equal(why_says("2026-03-14", "R11", "a"), "quiet until 15 Mar (they asked)");
  assert_string_equal(said_on("2026-03-14"), "");
}

static void R11_silent_when_they_welcome_notes(void **state) {
  (void)state;
  given_ann("", "");
  given_interview("thanks_ok", "", "");
  assert_null(why_says("2026-01-12", "R11", "a"));
  assert_says("2026-01-12", "R6e", "a", "1\t2026-01-11\tthank-you after Calloway");
}

static void R11_edge_the_day_they_gave(void **state) {
  (void)state;
  given_ann("", "");
  given_interview("no_contact", "", "2026-03-15");
  given("followups", "id,contact_id,direction,what,made_on,due_on",
        "f,a,i_owe,a draft,2025-12-01,2026-01-01", NULL);
  assert_says("2026-01-09", "R4a", "a", "1\t2026-01-01\tyou promised: a draft (due 1 Jan)");
  assert_silent("2026-01-10", "R4a", "a");
  assert_silent("2026-03-14", "R4a", "a");
  assert_says("2026-03-15", "R4a", "a", "1\t2026-01-01\tyou promised: a draft (due 1 Jan)");
}

static void R11_edge_day_120(void **state) {
  (void)state;
  given_ann("", "");
  given_interview("no_contact", "2026-01-11", "");
  assert_non_null(why_says("2026-05-10", "R11", "a"));
  assert_null(why_says("2026-05-11", "R11", "a"));
}

static void R19_speaks(void **state) {
  (void)state;
  given_ann("", "");
  given_role("r,a,peer,2025-01-01,,,,");
  given_touch("i,2026-01-01,a,real,no_reply,me,message,,,,,");
  assert_string_equal(
      why_says("2026-01-10", "R19", "a"),
      "One note without an answer. It is rarely about you. Nothing to do until 15 Jan.");
  given_touch("j,2026-01-15,a,real,no_reply,me,message,,,,,");
  given_touch("k,2026-02-20,a,real,no_reply,me,message,,,,,");
  assert_string_equal(
      why_says("2026-02-20", "R19", "a"),
      "Three notes without an answer. It is rarely about you. Resting until 20 Feb 2027.");
}

static void R19_silent_when_they_answered(void **state) {
  (void)state;
  given_ann("", "");
  given_role("r,a,peer,2025-01-01,,,,");
  given_touch("i,2026-01-01,a,real,no_reply,me,message,,,,,");
  given_touch("j,2026-01-02,a,light,held,them,message,,,,,");
  assert_null(why_says("2026-01-10", "R19", "a"));
}

static void R19_edge_days_14_30_365(void **state) {
  (void)state;
  given_ann("met_on", "2024-01-01");
  given_role("r,a,peer,2025-01-01,,,,");
  given_touch("i,2026-01-01,a,real,no_reply,me,message,,,,,");
  assert_says("2026-01-15", "R14", "a", "5\t2026-01-15\treconnect: last spoke 1 Jan 2024");
  given_touch("j,2026-01-16,a,real,no_reply,me,message,,,,,");
  assert_says("2026-02-15", "R14", "a", "5\t2026-02-15\treconnect: last spoke 1 Jan 2024");
  given_touch("k,2026-02-16,a,real,no_reply,me,message,,,,,");
  assert_silent("2027-02-15", "R14", "a");
  assert_says("2027-02-16", "R14", "a", "5\t2027-02-16\treconnect: last spoke 1 Jan 2024");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      CASE(R1_speaks),
      CASE(R1_silent_when_fresh),
      CASE(R1_silent_when_planned),
      CASE(R1_silent_when_put_off),
      CASE(R1_silent_when_paused),
      CASE(R1_silent_when_never_wanted),
      CASE(R1_silent_of_a_supervisor),
      CASE(R1_silent_of_who_works_in_my_building),
      CASE(R1_edge_day_70),
      CASE(R1_edge_sizes_are_capped_by_closeness),
      CASE(R2_speaks),
      CASE(R2_silent_when_met),
      CASE(R2_silent_without_a_role),
      CASE(R2_edge_day_7),
      CASE(R2_edge_a_mentor_waits_an_interval),
      CASE(R14_speaks),
      CASE(R14_silent_of_a_sponsor),
      CASE(R14_silent_when_put_off),
      CASE(R14_silent_when_paused),
      CASE(R14_edge_day_365),
      CASE(R14_edge_three_years_of_a_yearly_person),
      CASE(R15_speaks),
      CASE(R15_speaks_a_year_after_a_letter_and_a_match),
      CASE(R15_silent_when_off),
      CASE(R15_silent_when_deceased),
      CASE(R15_edge_day_2),
      CASE(R15_edge_29_february),
      CASE(R15_edge_new_year),
      CASE(R11_speaks),
      CASE(R11_silent_when_they_welcome_notes),
      CASE(R11_edge_the_day_they_gave),
      CASE(R11_edge_day_120),
      CASE(R19_speaks),
      CASE(R19_silent_when_they_answered),
      CASE(R19_edge_days_14_30_365),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
