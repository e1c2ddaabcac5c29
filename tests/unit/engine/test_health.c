#include "books.h"
#include "mentee/engine/health.h"
#include "mentee/engine/team.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define FRIDAY "2026-11-20"

static struct asked {
  bool made;
  struct cadence cadence;
  struct health health;
  struct team team;
  struct buf text;
} asked;

static void forget_asked(void) {
  if (asked.made) {
    team_release(&asked.team);
    health_release(&asked.health);
    cadence_release(&asked.cadence);
  }
  asked.made = false;
  buf_release(&asked.text);
}

static const struct health *health_on(const char *iso) {
  struct settings settings = settings_read(given_book());

  forget_asked();
  asked.made = true;
  cadence_compute(&asked.cadence, given_book(), &settings, day(iso));
  health_compute(&asked.health, given_book(), &settings, &asked.cadence);
  team_map(&asked.team, given_book(), &asked.cadence);
  return &asked.health;
}

static int forget(void **state) {
  (void)state;
  forget_asked();
  forget_given();
  return 0;
}

/* The thought of a check about somebody ("" for one about nobody), or NULL. */
static const struct thought *find(const char *check, const char *ids) {
  for (size_t i = 0; i < asked.health.thoughts.len; i++) {
    const struct thought *thought = &asked.health.thoughts.data[i];
    if (strcmp(health_check_name(thought->check), check) == 0 &&
        (ids == NULL || strcmp(thought->ids, ids) == 0))
      return thought;
  }
  return NULL;
}

/* As `team --all --tsv` has it, those that speak marked with a plus. */
static const char *all_on(const char *iso) {
  const struct health *health = health_on(iso);

  for (size_t i = 0; i < health->thoughts.len; i++) {
    const struct thought *thought = &health->thoughts.data[i];
    buf_addf(&asked.text, "%c%s\t%s\t%s\t%s\n", thought->speaks ? '+' : ' ',
             health_check_name(thought->check), thought->ids, thought->figures, thought->sentence);
  }
  return buf_text(&asked.text);
}

static void says(const char *check, const char *ids, const char *figures, const char *sentence) {
  const struct thought *thought = find(check, ids);

  if (thought == NULL)
    fail_msg("%s says nothing of %s", check, ids != NULL ? ids : "anybody");
  if (figures != NULL)
    assert_string_equal(thought->figures, figures);
  if (sentence != NULL)
    assert_string_equal(thought->sentence, sentence);
  assert_true(thought->speaks);
}

static void is_silent(const char *check, const char *ids) {
  const struct thought *thought = find(check, ids);

  if (thought != NULL && thought->speaks)
    fail_msg("%s says: %s", check, thought->sentence);
}

/* --- the sample ------------------------------------------------------------------------- */

static void the_sample_has_the_expected_figures(void **state) {
  (void)state;
  given_folder(MENTEE_SAMPLE_DIR, 0);
  health_on(FRIDAY);
  says(
      "H1", NULL,
      "primary=2;primary_engaged=2;near_peer=1;near_peer_engaged=1;secondary=5;secondary_engaged=2",
      "You have five secondary mentors on paper and two you have spoken to lately. Two is enough. "
      "Which three would you thank and let rest?");
  assert_string_equal(find("H2", NULL)->figures,
                      "clinical=2;clinical_engaged=1;research=2;research_engaged=1;career=2;"
                      "career_engaged=1;wellness=1;wellness_engaged=1;imaging=1;imaging_engaged=1");
  is_silent("H2", NULL);
  assert_string_equal(find("H3", "c0001")->figures, "asks=14;top=5");
  is_silent("H3", "c0001");
  says("H4", "c0001", "asks=6;gives=1;neither=0",
       "Five talks with Henrike since you last told her how her advice turned out (20 March). A "
       "line about it would be welcome.");
  says("H4", "c0031", "asks=3;gives=0;neither=1", NULL);
  says("H5", "c0007", "x=3.1;last=2026-04-02", NULL);
  says("H6", "c0020", "overdue=4;oldest=112;kept=0;due=4", NULL);
  says("H7", "c0034", "kind=outcome;since=2023-09-19;days=1158", NULL);
  says("H7", "c0026", "kind=favour;since=2026-08-05;days=107",
       "Ros swapped linac slots for your clinic on 5 August. It is not too late, and the block "
       "ends on Sunday.");
  says("H7", "c0006", "kind=opportunity;since=2026-09-28;days=53", NULL);
  says("H7", "c0002", "kind=letter;since=2026-11-10;days=10", NULL);
  says("H8", "", "open=10;hours=39;capacity=24", NULL);
  says("H9", "c0026", "touches=1;last_thanked=2025-09-12", NULL);
  says("H10", "c0032", "silent=192", NULL);
  says("H11", NULL, "needed=3.5;managed=1.1", NULL);
  says("H12", "c0001;c0017", "people=2;want=3", NULL);
  assert_int_equal(asked.health.order.len, 15);
}

static void a_screen_begins_with_three_different_things(void **state) {
  const struct health *health;

  (void)state;
  given_folder(MENTEE_SAMPLE_DIR, 0);
  health = health_on(FRIDAY);
  assert_int_equal(health->order.data[0]->check, HEALTH_H7);
  assert_string_equal(record_id(health->order.data[0]->contact), "c0026");
  assert_string_equal(health->order.data[1]->sentence,
                      "Six things currently depend on Henrike: letter, mentor, sponsor, tutor, a "
                      "review she owes you, a meeting. Could Tomasz take the mock review?");
  assert_string_equal(health->order.data[2]->sentence,
                      "Dr Farquharson opened a door for you in 2024: Resident-education "
                      "subcommittee, two-year term; it ended in September. He has not heard how it "
                      "went.");
}

static void rows_in_another_order_say_the_same(void **state) {
  char *want;

  (void)state;
  given_folder(MENTEE_SAMPLE_DIR, 0);
  want = strdup(all_on(FRIDAY));
  for (unsigned order = 1; order < 4; order++) {
    given_folder(MENTEE_SAMPLE_DIR, order);
    assert_string_equal(all_on(FRIDAY), want);
  }
  free(want);
}

static void no_sentence_grades_anybody(void **state) {
  static const char *const never[] = {"%", "score", "streak", "rank", "fail", "neglect", "violat"};

  (void)state;
  given_folder(MENTEE_SAMPLE_DIR, 0);
  for (int t = day("2023-11-20"); t <= day("2027-11-20"); t += 73) {
    char iso[DATE_TEXT_SIZE];
    const char *said = all_on(date_iso(t, iso));
    for (size_t i = 0; i < sizeof never / sizeof never[0]; i++)
      assert_null(strstr(said, never[i]));
  }
}

/* --- small books -------------------------------------------------------------------------- */

#define CONTACTS "id,name,pronouns,discipline,level,status,status_since,tags,created_at"
#define ROLES "id,contact_id,role,facet,rank,from_on,to_on"
#define TOUCHES "id,on_date,people,kind,direction,initiator,depth,status,subject,favour,thanked_on"
#define PROMISES "id,contact_id,direction,kind,what,made_on,due_on,done_on,outcome,hours,origin_id"

static void two_people(void) {
  given("contacts", CONTACTS, "a,Ann Low,she/her,rad_onc,senior,,,,2020-01-01",
        "b,Bo Dee,,physics,staff,,,,2020-01-01", NULL);
}

static void one_person_is_no_team(void **state) {
  (void)state;
  given("contacts", CONTACTS, "a,Ann Low,,,,,,,2020-01-01", NULL);
  assert_int_equal(health_on(FRIDAY)->thoughts.len, 0);
  given("contacts", CONTACTS, "c,Cy Gone,,,,archived,,,2020-01-01", NULL);
  assert_int_equal(health_on(FRIDAY)->thoughts.len, 0);
  given_nothing();
  given("contacts", CONTACTS, "a,Ann Low,,,,,,,2020-01-01", "d,Di Late,,,,,,,2026-11-21", NULL);
  assert_int_equal(health_on(FRIDAY)->thoughts.len, 0);
  given_nothing();
  assert_int_equal(health_on(FRIDAY)->thoughts.len, 0);
}

static void H1_names_who_is_missing_or_quiet(void **state) {
  (void)state;
  two_people();
  health_on(FRIDAY);
  says("H1", "",
       "primary=0;primary_engaged=0;near_peer=0;near_peer_engaged=0;secondary=0;"
       "secondary_engaged=0",
       "You have no primary mentor just now. Who gave you the best hour lately? Ask for one more.");
  given("roles", ROLES, "r1,a,mentor,,primary,2026-01-01,", NULL);
  given("interactions", TOUCHES, "i1,2026-11-10,a,coffee,,,,held,,,", NULL);
  health_on(FRIDAY);
  says("H1", "a", NULL,
       "Nobody is down as your near-peer. Who in the building was where you are a "
       "year ago?");
  health_on("2027-06-01");
  says("H1", "a", NULL,
       "Ann is your primary mentor on paper, and it has been quiet for a while. A few lines will "
       "do.");
}

static void H1_knows_that_a_near_peer_graduated(void **state) {
  (void)state;
  given("contacts", CONTACTS, "a,Ann Low,she/her,,,,,,2020-01-01", "b,Bo Dee,,,,,,,2020-01-01",
        "c,Cy Far,,,,,,,2020-01-01", NULL);
  given("roles", ROLES, "r1,a,near_peer,career,,2026-01-01,",
        "r2,b,mentor,research,primary,2026-01-01,", "r3,c,mentor,clinical,secondary,2026-01-01,",
        NULL);
  given("interactions", TOUCHES, "i1,2026-11-10,a;b;c,coffee,,,,held,,,", NULL);
  given("settings", "key,value", "me.program,LTROP", NULL);
  given("affiliations", "id,contact_id,program,from_on,to_on", "f1,a,LTROP,2022-07-01,2026-11-20",
        NULL);
  health_on(FRIDAY);
  is_silent("H1", NULL);
  health_on("2026-11-21");
  says("H1", NULL, NULL,
       "Ann graduated in November; she still counts as your near-peer, since a recent graduate "
       "does. Someone in the building would be nearer.");
}

static void H2_needs_somebody_in_touch_on_three_sides(void **state) {
  (void)state;
  two_people();
  given("roles", ROLES, "r1,a,mentor,research,primary,2026-01-01,",
        "r2,b,near_peer,wellness,,2026-01-01,", NULL);
  given("interactions", TOUCHES, "i1,2026-11-10,a,coffee,,,,held,,,",
        "i2,2026-11-10,b,walk,,,,held,,,", NULL);
  health_on(FRIDAY);
  says("H2", "a;b", "research=1;research_engaged=1;wellness=1;wellness_engaged=1",
       "Nobody is looking after the clinical side just now. Whose clinic do you learn most in? Ask "
       "for half an hour.");
  given("roles", ROLES, "r3,a,mentor,clinical,primary,2026-01-01,2026-11-20", NULL);
  health_on(FRIDAY);
  is_silent("H2", NULL);
  health_on("2026-11-21");
  says("H2", NULL, NULL, NULL);
}

static void H3_speaks_of_half_of_all_asks(void **state) {
  (void)state;
  two_people();
  given("interactions", TOUCHES, "i1,2026-11-01,a,coffee,ask,,,held,,,",
        "i2,2026-11-02,a,coffee,ask,,,no_reply,,,", "i3,2026-11-03,a,coffee,ask,,,held,,,",
        "i4,2026-05-24,b,coffee,ask,,,held,,,", "i5,2026-11-05,b,coffee,ask,,,held,,,", NULL);
  health_on(FRIDAY);
  is_silent("H3", "a");
  given("interactions", TOUCHES, "i6,2026-11-06,b,coffee,ask,,,held,,,", NULL);
  health_on(FRIDAY);
  says("H3", "a", "asks=6;top=3",
       "Of the last six things you asked for, three went to Ann. Could "
       "the next one go to somebody else?");
  health_on("2026-11-21"); /* one is 181 days old */
  is_silent("H3", "a");
}

static void H3_speaks_of_mentors_of_one_house(void **state) {
  (void)state;
  given("contacts", CONTACTS, "a,Ann Low,,,,,,,2020-01-01", "b,Bo Dee,,,,,,,2020-01-01",
        "c,Cy Far,,,,,,,2020-01-01", NULL);
  given("roles", ROLES, "r1,a,mentor,,primary,2026-01-01,", "r2,b,mentor,,primary,2026-01-01,",
        "r3,c,mentor,,primary,2026-01-01,", NULL);
  given("interactions", TOUCHES, "i1,2026-11-10,a;b;c,coffee,,,,held,,,", NULL);
  given("affiliations", "id,contact_id,site,from_on,to_on", "f1,a,Larkspur,,", "f2,b,Larkspur,,",
        "f3,b,Larkspur,2020-01-01,", "f4,c,Tamarack,,", NULL);
  health_on(FRIDAY);
  assert_null(strstr(all_on(FRIDAY), "one_site"));
  given("affiliations", "id,contact_id,site,from_on,to_on", "f5,c,Larkspur,,", NULL);
  assert_non_null(strstr(all_on(FRIDAY), "mentors=3;one_site=3\tAll the mentors you are in touch "
                                         "with work at Larkspur. "));
}

static void H4_wants_news_between_asks(void **state) {
  (void)state;
  two_people();
  given("interactions", TOUCHES, "i1,2026-10-01,a,coffee,ask,,,held,,,",
        "i2,2026-10-02,a,coffee,ask,,,held,,,", "i3,2026-10-03,a,feedback,give,,,held,,,",
        "i4,2026-10-04,a,coffee,ask,,,no_reply,,,", NULL);
  health_on(FRIDAY);
  is_silent("H4", "a");
  given("interactions", TOUCHES, "i5,2026-10-05,a,coffee,ask,,,held,,,", NULL);
  health_on(FRIDAY);
  says("H4", "a", "asks=3;gives=0;neither=0",
       "Your last three notes to Ann asked for something. A line about what came of it would be "
       "welcome.");
  given("interactions", TOUCHES, "i6,2026-10-06,a,update,give,,,held,,,", NULL);
  health_on(FRIDAY); /* three of four asked */
  says("H4", "a", "asks=3;gives=1;neither=0", NULL);
  given("interactions", TOUCHES, "i7,2026-10-07,a,update,give,,,held,,,", NULL);
  health_on(FRIDAY); /* three of five is 60 of a hundred, not more */
  is_silent("H4", "a");
}

static void H5_wants_news_for_sponsors(void **state) {
  (void)state;
  two_people();
  given("roles", ROLES, "r1,a,sponsor,,,2025-01-01,", NULL);
  given("interactions", TOUCHES, "i1,2026-05-25,a,coffee,,,,held,,,", NULL);
  health_on("2026-11-20"); /* 179 days, 1.98 intervals */
  is_silent("H5", "a");
  health_on("2026-11-21"); /* 2.00 intervals */
  says("H5", "a", "x=2.0;last=2026-05-25",
       "Ann stands up for you and has had no news for a while. A few lines will do.");
  given("interactions", TOUCHES, "i2,2026-11-30,a,coffee,,,,planned,,,", NULL);
  health_on("2026-11-21");
  is_silent("H5", "a");
}

static void H6_counts_promises_past_their_day(void **state) {
  (void)state;
  two_people();
  given("followups", PROMISES, "f1,a,i_owe,send,The paper,2026-10-01,2026-11-20,,,1,", NULL);
  health_on(FRIDAY);
  is_silent("H6", NULL);
  health_on("2026-11-21");
  says("H6", "a", "overdue=1;oldest=1;kept=0;due=1",
       "One promise is past its date: “The paper” for Ann, one day late. Send it, move it or let "
       "it go.");
  given("followups", PROMISES, "f2,a,i_owe,send,Two,2026-10-01,2026-10-02,2026-10-02,kept,1,",
        "f3,a,i_owe,send,Three,2026-10-01,2026-10-02,2026-10-03,late,1,",
        "f4,a,i_owe,send,Four,2026-10-01,2026-10-02,,released,1,",
        "f5,a,i_owe,send,Five,2026-10-01,2026-10-02,,dropped,1,",
        "f6,a,i_owe,thank,a favour,2026-10-01,2026-10-02,,released,,i9",
        "f8,a,i_owe,send,Eight,2026-10-01,2026-10-02,2026-10-05,released,,i9",
        "f7,a,they_owe,send,Theirs,2026-10-01,2026-10-02,,,1,", NULL);
  health_on("2026-11-21");
  says("H6", "a", "overdue=1;oldest=1;kept=3;due=6", NULL);
  assert_non_null(
      strstr(find("H6", "a")->sentence, "Of the last six, three were kept on time or let go."));
}

static void H7_remembers_thanks_until_they_are_said_or_let_go(void **state) {
  (void)state;
  two_people();
  given("interactions", TOUCHES, "i1,2026-11-13,a,coffee,,,,held,,A ride to the airport,", NULL);
  health_on("2026-11-19");
  is_silent("H7", NULL);
  health_on(FRIDAY);
  says("H7", "a", "kind=favour;since=2026-11-13;days=7",
       "Ann did you a favour on 13 November: A ride to the airport. It is not too late.");
  given("followups", PROMISES, "f1,a,i_owe,thank,,2026-11-20,2026-11-25,,released,,i1", NULL);
  health_on("2026-11-24");
  assert_true(find("H7", "a")->away);
  health_on("2026-11-25");
  assert_false(find("H7", "a")->away);
  given("followups", PROMISES, "f2,a,i_owe,thank,,2026-11-26,,,released,,i1", NULL);
  health_on("2026-11-25");
  assert_false(find("H7", "a")->away);
  health_on("2028-11-26");
  assert_true(find("H7", "a")->away);
}

static void H7_tells_outcomes_and_stories(void **state) {
  (void)state;
  two_people();
  given("letters", "id,contact_id,purpose,asked_on,submitted_on,thanked_on,outcome_told_on",
        "l1,a,residency application,2025-09-01,2025-10-01,2025-10-02,", NULL);
  given("opportunities", "id,contact_id,opened_on,what,stage,delivered_on,reported_on,thanked_on",
        "o1,b,2025-01-01,The panel,delivered,2026-01-01,,2025-01-02", NULL);
  health_on("2026-05-01");
  assert_null(find("H7", "a"));
  assert_null(find("H7", "b"));
  health_on("2026-06-28"); /* 270 and 178 days */
  says("H7", "a", "kind=outcome;since=2025-10-01;days=270",
       "Ann wrote for you in 2025 and never learned where you matched. A line would please her.");
  says("H7", "b", "kind=report;since=2026-01-01;days=178",
       "Bo opened a door for you: The panel. It ended in January, and they have not heard how it "
       "went. Two lines would do.");
}

static void H8_adds_up_hours(void **state) {
  (void)state;
  two_people();
  given("followups", PROMISES, "f1,a,i_owe,do,Big,2026-10-01,2026-12-18,,,20,",
        "f2,a,i_owe,do,Later,2026-10-01,2026-12-19,,,20,", "f3,a,i_owe,do,Undated,2026-10-01,,,,4,",
        "f4,a,they_owe,do,Theirs,2026-10-01,,,,40,", NULL);
  health_on(FRIDAY);
  is_silent("H8", "");
  assert_string_equal(find("H8", "")->figures, "open=3;hours=24;capacity=24");
  given("settings", "key,value", "capacity.hours_per_week,5", NULL);
  health_on(FRIDAY);
  says("H8", "", "open=3;hours=24;capacity=20",
       "24 hours promised for the next four weeks, 20 available. “Big” alone is 20. Before saying "
       "yes again, release or move one. The template for no is kind.");
}

static void H9_remembers_the_staff(void **state) {
  (void)state;
  two_people();
  health_on(FRIDAY);
  says("H9", "b", "touches=0;last_thanked=", NULL);
  given("interactions", TOUCHES, "i1,2026-08-22,b,thank_you,give,,light,held,,,", NULL);
  health_on(FRIDAY);
  is_silent("H9", NULL);
  health_on("2026-11-21");
  says("H9", "b", "touches=0;last_thanked=2026-08-22",
       "You last thanked somebody of the staff in August. Bo would be a beginning.");
}

static void H10_names_who_waits(void **state) {
  (void)state;
  two_people();
  given("contacts", CONTACTS, "c,Cy Hard,,,,,,conflict,2020-01-01", NULL);
  given("roles", ROLES, "r1,a,collaborator,,,2025-01-01,", NULL);
  given("followups", PROMISES, "f1,a,i_owe,do,The draft,2026-05-12,2026-07-31,,,20,", NULL);
  given("interactions", TOUCHES, "i1,2026-09-21,a,coffee,,,,held,,,",
        "i2,2026-10-21,c,message,,,,held,repair: two options,,", NULL);
  health_on(FRIDAY);
  assert_null(find("H10", "a"));
  assert_null(find("H10", "c"));
  health_on("2026-11-21");
  says("H10", "a", "silent=61",
       "Ann has waited since May for “The draft”. An honest note with two "
       "options usually mends this.");
  says("H10", "c", "silent=31",
       "Something is not settled with Cy. An honest note with two options usually mends this.");
}

static void H11_sets_the_plan_beside_what_was_possible(void **state) {
  (void)state;
  given("contacts", "id,name,cadence_days,created_at", "a,Ann Low,7,2026-11-01",
        "b,Bo Dee,70,2026-11-01", NULL);
  health_on(FRIDAY);
  says("H11", NULL, "needed=1.1;managed=0.0", NULL);
  given("interactions", TOUCHES, "i1,2026-11-10,a;b,coffee,,me,,held,,,",
        "i2,2026-11-11,a,coffee,,mutual,,held,,,", "i3,2026-11-12,a,coffee,,them,,held,,,",
        "i4,2026-11-13,a,coffee,,me,,no_reply,,,", "i5,2026-08-28,a,coffee,,me,,held,,,",
        "i6,2026-08-27,a,coffee,,me,,held,,,", NULL);
  health_on(FRIDAY);
  says("H11", NULL, "needed=1.1;managed=0.2", NULL);
  for (int i = 0; i < 7; i++) {
    char row[80];
    snprintf(row, sizeof row, "j%d,2026-11-0%d,a,coffee,,me,,held,,,", i, i + 1);
    given("interactions", TOUCHES, row, NULL);
  }
  health_on(FRIDAY); /* 10 in twelve weeks */
  is_silent("H11", NULL);
  assert_string_equal(find("H11", NULL)->figures, "needed=1.1;managed=0.8");
}

static void H12_counts_who_could_write(void **state) {
  (void)state;
  two_people();
  given("settings", "key,value", "me.stage,PGY3", NULL);
  given("interactions", TOUCHES, "i1,2026-10-01,a;b,coffee,,,,held,,,",
        "i2,2026-10-02,a,coffee,,,deep,held,,,", "i3,2026-10-03,a,coffee,,,light,held,,,", NULL);
  health_on(FRIDAY);
  says("H12", "", "people=0;want=3",
       "No attendings know your work well enough to write from experience. Three is the usual "
       "number. Another talk or two with Ann would add one.");
  given("interactions", TOUCHES, "i4,2026-10-04,a,coffee,,,,held,,,", NULL);
  health_on(FRIDAY);
  says("H12", "a", "people=1;want=3", NULL);
  given_nothing();
  two_people();
  given("settings", "key,value", "me.stage,PGY2", NULL);
  health_on(FRIDAY);
  is_silent("H12", NULL);
}

static void a_thought_may_be_put_away(void **state) {
  (void)state;
  two_people();
  health_on(FRIDAY);
  assert_string_equal(find("H1", NULL)->origin, "H1");
  given("followups", PROMISES, "f1,,i_owe,decide,,2026-11-20,,,released,,H1", NULL);
  health_on(FRIDAY);
  assert_true(find("H1", NULL)->away);
  for (size_t i = 0; i < asked.health.order.len; i++)
    assert_int_not_equal(asked.health.order.data[i]->check, HEALTH_H1);
}

static void of_those_who_are_gone_nothing_is_said(void **state) {
  static const char *const statuses[] = {"archived", "deceased", "do_not_contact"};

  (void)state;
  for (size_t i = 0; i < 3; i++) {
    char row[120];
    given_nothing();
    two_people();
    snprintf(row, sizeof row, "gone,Gone Person,,rad_onc,senior,%s,2026-11-01,conflict,2020-01-01",
             statuses[i]);
    given("contacts", CONTACTS, row, NULL);
    given("roles", ROLES, "r1,gone,sponsor,,,2025-01-01,", "r2,gone,collaborator,,,2025-01-01,",
          "r3,gone,mentor,research,primary,2025-01-01,", NULL);
    given("followups", PROMISES, "f1,gone,i_owe,do,The draft,2026-05-12,2026-07-31,,,20,", NULL);
    given("interactions", TOUCHES, "i1,2026-01-01,gone,coffee,ask,,,held,,Wrote to them,",
          "i2,2026-01-02,gone,coffee,ask,,,held,,,", "i3,2026-09-03,gone,coffee,ask,,,held,,,",
          NULL);
    assert_null(strstr(all_on(FRIDAY), "gone"));
    assert_null(strstr(all_on(FRIDAY), "Gone"));
    assert_non_null(strstr(all_on("2026-10-31"), "gone"));
  }
}

static void who_asked_for_no_contact_is_left_in_peace(void **state) {
  (void)state;
  two_people();
  given("roles", ROLES, "r1,a,sponsor,,,2020-01-01,", NULL);
  given("interactions", TOUCHES, "i1,2025-01-01,a,coffee,,,,held,,,", NULL);
  given("events", "id,kind,name,starts_on,ends_on,contact_policy,quiet_until",
        "e1,interview,Northfen,2026-11-01,2026-11-01,no_contact,2026-12-01", NULL);
  given("event_people", "id,event_id,contact_id,intent,met", "p1,e1,a,interview,yes", NULL);
  health_on(FRIDAY);
  assert_null(find("H5", "a"));
  health_on("2026-12-01");
  says("H5", "a", NULL, NULL);
}

/* --- the map -------------------------------------------------------------------------------- */

static const char *map_on(const char *iso) {
  health_on(iso);
  for (size_t i = 0; i < asked.team.rows.len; i++) {
    const struct team_row *row = &asked.team.rows.data[i];
    buf_addf(&asked.text, "%s:", row->label);
    for (size_t j = 0; j < row->in_touch.len; j++)
      buf_addf(&asked.text, " %s", record_id(row->in_touch.data[j]));
    buf_adds(&asked.text, " |");
    for (size_t j = 0; j < row->quiet.len; j++)
      buf_addf(&asked.text, " %s", record_id(row->quiet.data[j]));
    buf_addc(&asked.text, '\n');
  }
  return buf_text(&asked.text);
}

static void the_map_of_the_sample(void **state) {
  (void)state;
  given_folder(MENTEE_SAMPLE_DIR, 0);
  assert_string_equal(map_on(FRIDAY), "clinical: c0001 | c0017\n"
                                      "research: c0002 | c0018\n"
                                      "career: c0003 | c0004\n"
                                      "well-being: c0005 |\n"
                                      "imaging: c0037 |\n"
                                      "opening doors: c0001 c0006 | c0007\n");
  assert_int_equal(asked.team.people, 10);
}

static void an_empty_map_shows_its_gaps(void **state) {
  (void)state;
  given_nothing();
  assert_string_equal(map_on(FRIDAY), "clinical: |\nresearch: |\ncareer: |\nwell-being: |\n"
                                      "opening doors: |\n");
}

#define WITH(test) cmocka_unit_test_teardown(test, forget)

int main(void) {
  const struct CMUnitTest tests[] = {
      WITH(the_sample_has_the_expected_figures),
      WITH(a_screen_begins_with_three_different_things),
      WITH(rows_in_another_order_say_the_same),
      WITH(no_sentence_grades_anybody),
      WITH(one_person_is_no_team),
      WITH(H1_names_who_is_missing_or_quiet),
      WITH(H1_knows_that_a_near_peer_graduated),
      WITH(H2_needs_somebody_in_touch_on_three_sides),
      WITH(H3_speaks_of_half_of_all_asks),
      WITH(H3_speaks_of_mentors_of_one_house),
      WITH(H4_wants_news_between_asks),
      WITH(H5_wants_news_for_sponsors),
      WITH(H6_counts_promises_past_their_day),
      WITH(H7_remembers_thanks_until_they_are_said_or_let_go),
      WITH(H7_tells_outcomes_and_stories),
      WITH(H8_adds_up_hours),
      WITH(H9_remembers_the_staff),
      WITH(H10_names_who_waits),
      WITH(H11_sets_the_plan_beside_what_was_possible),
      WITH(H12_counts_who_could_write),
      WITH(a_thought_may_be_put_away),
      WITH(of_those_who_are_gone_nothing_is_said),
      WITH(who_asked_for_no_contact_is_left_in_peace),
      WITH(the_map_of_the_sample),
      WITH(an_empty_map_shows_its_gaps),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
