/* The clock: the vectors that other programs fail, and the edge cases. */
#include "books.h"

#include <string.h>

/* --- one person's clock on a day --- */

static struct clock clock_on(const char *iso, const char *id, struct facts *facts) {
  const struct book *book = given_book();
  const struct record *contact = book_find(book, TABLE_CONTACTS, id);
  struct settings settings = settings_read(book);
  struct cadence cadence;
  struct clock clock;

  cadence_compute(&cadence, book, &settings, day(iso));
  clock = cadence.clocks[contact->index];
  if (facts != NULL)
    *facts = cadence.facts[contact->index];
  cadence_release(&cadence);
  return clock;
}

static void assert_interval(const char *iso, int days) {
  assert_int_equal(clock_on(iso, "a", NULL).interval, days);
}

static void assert_due(const char *iso, const char *due) {
  char text[DATE_TEXT_SIZE];

  assert_string_equal(date_iso(clock_on(iso, "a", NULL).due, text), due);
}

static void assert_state(const char *iso, const char *state) {
  assert_string_equal(clock_state_name(clock_on(iso, "a", NULL).state), state);
}

static void given_role(const char *role) {
  given("roles", "id,contact_id,role", role, NULL);
}

static void given_days(const char *days) {
  given_ann("cadence_days", days);
}

#define TOUCHES "id,on_date,people,depth,status,initiator"
static void given_touch(const char *row) {
  given("interactions", TOUCHES, row, NULL);
}

/* --- the vectors, by their numbers --- */

static void vector_1_one_day_late_with_nothing_written_since(void **state) {
  (void)state;
  given_days("30");
  given_touch("i,2026-03-01,a,real,held,me");
  assert_int_equal(clock_on("2026-04-01", "a", NULL).permille, 1033);
  assert_due("2026-04-01", "2026-03-31");
  assert_state("2026-04-01", "due");
}

static void vector_2_a_meeting_with_plain_defaults_leaves_the_list(void **state) {
  (void)state;
  given_days("30");
  given("interactions", "id,on_date,people", "i,2026-03-01,a", NULL);
  assert_non_null(rule_says("2026-05-01", "R1", "a"));
  given("interactions", "id,on_date,people", "j,2026-05-01,a", NULL);
  assert_string_equal(said_on("2026-05-01"), "");
}

static void vector_3_a_back_dated_touch_is_not_the_last(void **state) {
  struct facts facts;
  (void)state;
  given_days("30");
  given_touch("i,2026-03-01,a,real,held,me");
  given_touch("j,2026-02-01,a,real,held,me");
  clock_on("2026-03-10", "a", &facts);
  assert_int_equal(facts.last, day("2026-03-01"));
}

static void vector_4_a_back_dated_touch_counts_from_its_day(void **state) {
  (void)state;
  given_days("30");
  given_touch("i,2026-03-01,a,real,held,me");
  assert_due("2026-03-21", "2026-03-31");
}

static void vector_5_without_the_newest_the_one_before_is_last(void **state) {
  struct facts facts;
  (void)state;
  given_days("30");
  given_touch("i,2026-03-01,a,real,held,me");
  given_touch("j,2026-03-15,a,real,cancelled,me");
  clock_on("2026-03-20", "a", &facts);
  assert_int_equal(facts.last, day("2026-03-01"));
}

static void vector_6_never_contacted_is_said_so(void **state) {
  (void)state;
  given_ann("cadence_days", "30");
  assert_says("2025-02-10", "R2", "a", "4\t2025-01-31\tnever met: write first");
}

static void vector_7_added_today_is_not_due_today(void **state) {
  (void)state;
  given_days("30");
  assert_state("2025-01-01", "fresh");
}

static void vector_8_due_on_exactly_the_day(void **state) {
  (void)state;
  given_days("30");
  given_touch("i,2026-03-01,a,real,held,me");
  assert_state("2026-03-30", "soon");
  assert_state("2026-03-31", "due");
}

static void vector_9_an_entry_of_tomorrow_has_not_happened(void **state) {
  struct facts facts;
  (void)state;
  given_days("30");
  given_touch("i,2026-03-01,a,real,held,me");
  given_touch("j,2026-04-02,a,real,held,me");
  clock_on("2026-04-01", "a", &facts);
  assert_int_equal(facts.last, day("2026-03-01"));
  assert_state("2026-04-02", "fresh");
}

static void vector_10_the_clocks_change_and_days_do_not(void **state) {
  (void)state;
  given_days("30");
  given_touch("i,2026-03-15,a,real,held,me");
  assert_due("2026-04-01", "2026-04-14");
}

static void vector_14_of_two_with_one_name_only_one_is_reset(void **state) {
  (void)state;
  given("contacts", "id,name,created_at,cadence_days", "a,Ann Low,2025-01-01,30",
        "b,Ann Low,2025-01-01,30", NULL);
  given("interactions", "id,on_date,people", "i,2026-03-01,a;b", "j,2026-05-01,a",
        "k,2026-05-02,Ann Low", NULL);
  assert_silent("2026-05-02", "R1", "a");
  assert_says("2026-05-02", "R1", "b", "4\t2026-03-31\tlast spoke 1 Mar; a line will do");
}

static void vector_15_late_things_are_ordered_never_flat(void **state) {
  (void)state;
  given("contacts", "id,name,created_at,cadence_days", "a,Ann,2025-01-01,30", "b,Bo,2025-01-01,30",
        NULL);
  given("roles", "id,contact_id,role,from_on", "r,a,peer,2025-01-01", "s,b,peer,2025-01-01", NULL);
  given("interactions", "id,on_date,people", "i,2026-03-23,a", "j,2026-01-31,b", NULL);
  assert_string_equal(said_on("2026-04-30"),
                      "4\tR1\tb\t2026-03-02\tlast spoke 31 Jan; a real message\n"
                      "4\tR1\ta\t2026-04-22\tlast spoke 23 Mar; a line will do\n");
}

static void vector_16_a_hello_ends_the_snooze(void **state) {
  (void)state;
  given_ann("cadence_days,snooze_on,snooze_until", "30,2026-04-01,2026-05-01");
  given_touch("i,2026-02-01,a,real,held,me");
  assert_due("2026-04-09", "2026-05-01");
  given_touch("j,2026-04-10,a,real,held,me");
  assert_due("2026-04-10", "2026-05-10");
  assert_false(clock_on("2026-04-10", "a", NULL).put_off);
}

static void vector_17_three_weeks_away_loses_nothing(void **state) {
  (void)state;
  given_days("30");
  given_touch("i,2026-03-01,a,real,held,me");
  assert_says("2026-04-21", "R1", "a", "4\t2026-03-31\tlast spoke 1 Mar; a line will do");
}

static void vector_18_a_week_is_not_always_soon(void **state) {
  (void)state;
  given_days("7");
  given_touch("i,2026-03-01,a,light,held,them");
  assert_state("2026-03-01", "fresh");
  assert_state("2026-03-06", "fresh");
  assert_state("2026-03-07", "soon");
  assert_state("2026-03-08", "due");
}

/* --- intervals --- */

static void the_shortest_role_decides(void **state) {
  static const struct {
    const char *row;
    int days;
  } roles[] = {
      {"r,a,mentor,primary,ongoing", 30},
      {"r,a,mentor,secondary,trial", 30},
      {"r,a,mentor,primary,trial", 30},
      {"r,a,mentor,secondary,ongoing", 70},
      {"r,a,mentor,,", 70},
      {"r,a,sponsor,,", 90},
      {"r,a,near_peer,,", 45},
      {"r,a,peer,,", 120},
      {"r,a,mentee,,", 30},
      {"r,a,supervisor,,", 0},
      {"r,a,former_attending,,", 180},
      {"r,a,program_leader,,", 180},
      {"r,a,collaborator,,", 30},
      {"r,a,connector,,", 120},
      {"r,a,staff_ally,,", 120},
      {"r,a,co_applicant,,", 180},
      {"r,a,prospect,,", 60},
      {"r,a,acquaintance,,", 365},
      {"r,a,somebody else,,", 365},
      {"r,a,,,", 365},
  };
  (void)state;
  for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++) {
    given_ann("", "");
    given("roles", "id,contact_id,role,rank,phase", roles[i].row, NULL);
    assert_interval("2026-01-01", roles[i].days);
    if (roles[i].days > 90) {
      given("roles", "id,contact_id,role,rank,phase", "s,a,sponsor,,", NULL);
      assert_interval("2026-01-01", 90);
    }
  }
}

static void several_roles_take_the_least_days_and_the_most_weight(void **state) {
  struct facts facts;
  (void)state;
  given_ann("", "");
  given("roles", "id,contact_id,role,from_on,to_on", "r,a,program_leader,2025-01-01,",
        "s,a,sponsor,2026-01-01,2026-01-31", NULL);
  assert_int_equal(clock_on("2026-01-31", "a", &facts).interval, 90);
  assert_int_equal(facts.weight, 5);
  assert_int_equal(clock_on("2026-02-01", "a", &facts).interval, 180);
  assert_int_equal(facts.weight, 3);
}

static void a_supervisor_is_seen_daily_and_a_mentor_again_afterwards(void **state) {
  (void)state;
  given_ann("", "");
  given("roles", "id,contact_id,role,from_on,to_on", "r,a,mentor,2025-01-01,",
        "s,a,supervisor,2026-01-01,2026-03-01", NULL);
  assert_interval("2026-03-01", 0);
  assert_interval("2026-03-02", 70);
}

static void a_persons_own_number_is_final(void **state) {
  (void)state;
  given_ann("cadence_days,status", "45,retired");
  given("settings", "key,value", "pace_percent,200", NULL);
  given_role("r,a,supervisor");
  assert_interval("2026-01-01", 45);
  given_days("1");
  assert_interval("2026-01-01", 7);
  given_days("900");
  assert_interval("2026-01-01", 730);
  given_days("0");
  assert_interval("2026-01-01", 0);
  given_days("often");
  assert_interval("2026-01-01", 0);
}

static void the_pace_scales_roles_and_a_bad_pace_does_not(void **state) {
  (void)state;
  given_ann("", "");
  given_role("r,a,near_peer");
  given("settings", "key,value", "pace_percent,150", NULL);
  assert_interval("2026-01-01", 67);
  given_ann("", "");
  given_role("r,a,near_peer");
  given("settings", "key,value", "pace_percent,0", NULL);
  assert_interval("2026-01-01", 45);
  given_ann("", "");
  given_role("r,a,near_peer");
  given("settings", "key,value", "pace_percent,-50", NULL);
  assert_interval("2026-01-01", 45);
}

static void retired_people_are_left_twice_as_long(void **state) {
  (void)state;
  given_ann("status", "retired");
  given_role("r,a,mentor");
  assert_interval("2026-01-01", 180);
  given_ann("status", "retired");
  given_role("r,a,connector");
  assert_interval("2026-01-01", 240);
}

static void somebody_new_is_spoken_to_twice_early(void **state) {
  (void)state;
  given_ann("met_on", "2026-01-01");
  given_role("r,a,sponsor");
  assert_interval("2026-01-01", 30);
  assert_interval("2026-05-01", 30);
  assert_interval("2026-05-02", 90);
  given_touch("i,2026-01-10,a,real,held,me");
  given_touch("j,2026-01-20,a,light,held,me");
  assert_interval("2026-02-01", 30);
  given_touch("k,2026-02-10,a,deep,held,me");
  assert_interval("2026-02-10", 60);
  given_touch("l,2026-02-20,a,real,held,me");
  assert_interval("2026-02-20", 90);
}

static void a_peer_is_never_in_a_hurry(void **state) {
  (void)state;
  given_ann("met_on", "2026-01-01");
  given_role("r,a,peer");
  assert_interval("2026-01-02", 120);
}

static void without_any_day_there_is_no_interval(void **state) {
  (void)state;
  given("contacts", "id,name", "a,Ann", NULL);
  given_role("r,a,mentor");
  assert_interval("2026-01-01", 0);
  given_touch("i,2026-01-01,a,real,held,me");
  assert_interval("2026-01-01", 70);
}

/* --- the day --- */

static void in_passing_buys_half(void **state) {
  (void)state;
  given_days("45");
  given_touch("i,2026-03-01,a,light,held,them");
  assert_due("2026-03-02", "2026-03-24"); /* 22.5 days, rounded up */
  given_touch("j,2026-02-20,a,real,held,them");
  assert_due("2026-03-02", "2026-04-06");
}

static void the_day_after_a_talk_a_wave_changes_nothing(void **state) {
  (void)state;
  given_days("30");
  given_touch("i,2026-03-01,a,real,held,them");
  given_touch("j,2026-03-02,a,light,held,them");
  assert_due("2026-03-02", "2026-03-31");
}

static void two_talks_of_one_day_count_once(void **state) {
  (void)state;
  given_days("30");
  given_touch("i,2026-03-01,a,real,held,me");
  given_touch("j,2026-03-01,a,deep,held,me");
  assert_due("2026-03-02", "2026-03-31");
}

static void met_today_counts_as_a_talk(void **state) {
  struct facts facts;
  (void)state;
  given_ann("met_on", "2026-03-01");
  given_role("r,a,peer");
  assert_due("2026-03-01", "2026-06-29");
  clock_on("2026-03-01", "a", &facts);
  assert_int_equal(facts.last, day("2026-03-01"));
  assert_int_equal(facts.real_touches, 0);
}

static void a_leap_day_is_a_day(void **state) {
  (void)state;
  given("contacts", "id,name,created_at,cadence_days", "a,Ann,2024-01-01,365", NULL);
  given_touch("i,2024-02-29,a,real,held,me");
  assert_due("2024-03-01", "2025-02-28");
}

static void after_my_note_there_is_a_least_gap(void **state) {
  (void)state;
  given_days("7");
  given_touch("i,2026-03-01,a,real,held,me");
  assert_due("2026-03-02", "2026-03-15");
  given_role("r,a,collaborator");
  assert_due("2026-03-02", "2026-03-08");
}

static void silence_moves_the_day(void **state) {
  (void)state;
  given_ann("met_on", "2025-06-01");
  given_role("r,a,connector");
  given_touch("i,2026-01-01,a,real,no_reply,me");
  assert_due("2026-01-02", "2026-01-15");
  given_touch("j,2026-01-16,a,real,no_reply,me");
  assert_due("2026-01-16", "2026-02-15");
  given_touch("k,2026-02-20,a,real,no_reply,me");
  assert_due("2026-02-20", "2027-02-20");
  assert_state("2026-02-20", "resting");
  assert_state("2027-02-19", "resting");
  assert_state("2027-02-20", "dormant");
}

static void an_answer_ends_the_silence(void **state) {
  struct facts facts;
  (void)state;
  given_days("30");
  given_touch("i,2026-01-01,a,real,no_reply,me");
  given_touch("j,2026-01-05,a,light,held,them");
  clock_on("2026-01-05", "a", &facts);
  assert_int_equal(facts.no_reply_run, 0);
}

static void touches_of_one_day_are_ordered_by_row(void **state) {
  struct facts facts;
  (void)state;
  given_days("30");
  given_touch("i,2026-01-01,a,real,no_reply,me");
  given_touch("j,2026-01-01,a,real,held,me");
  clock_on("2026-01-05", "a", &facts);
  assert_int_equal(facts.no_reply_run, 0);
  given_touch("k,2026-01-01,a,real,no_reply,me");
  clock_on("2026-01-05", "a", &facts);
  assert_int_equal(facts.no_reply_run, 1);
}

static void a_silent_note_between_two_talks_of_one_day_is_answered(void **state) {
  struct facts facts;
  (void)state;
  given_days("30");
  given_touch("i,2026-01-01,a,real,held,me");
  given_touch("j,2026-01-01,a,real,no_reply,me");
  given_touch("k,2026-01-01,a,real,held,me");
  clock_on("2026-01-05", "a", &facts);
  assert_int_equal(facts.no_reply_run, 0);
}

static void a_snooze_without_its_day_always_counts(void **state) {
  (void)state;
  given_ann("cadence_days,snooze_until", "30,2026-05-01");
  given_touch("i,2026-03-01,a,real,held,me");
  assert_due("2026-04-10", "2026-05-01");
}

/* --- states --- */

static void a_plan_answers_for_a_while(void **state) {
  (void)state;
  given_days("60");
  given_touch("i,2026-01-01,a,real,held,me");
  given_touch("p,2026-04-30,a,real,planned,me");
  assert_state("2026-03-30", "due");
  assert_state("2026-03-31", "planned"); /* 30 days ahead, half the interval */
  assert_state("2026-04-30", "planned");
  assert_int_equal(clock_on("2026-04-30", "a", NULL).permille, 0);
  assert_state("2026-05-01", "stale");
}

static void only_passing_roles_are_nearby(void **state) {
  (void)state;
  given_ann("", "");
  given("events", "id,kind,name,site,starts_on,ends_on",
        "e,rotation,B1,North,2026-06-01,2026-08-09", "f,rotation,B2,South,2026-08-01,2026-10-01",
        NULL);
  given("affiliations", "id,contact_id,site,from_on,to_on", "f,a,North,2025-01-01,", NULL);
  given_role("r,a,peer");
  given_touch("i,2026-01-01,a,real,held,me");
  assert_state("2026-06-01", "nearby");
  assert_state("2026-05-31", "due");   /* no block, no site */
  assert_state("2026-08-01", "stale"); /* of two blocks the later start wins */
  given_role("s,a,mentor");
  assert_state("2026-06-01", "stale");
}

static void the_curve_has_its_steps(void **state) {
  static const struct {
    int days;
    const char *state, *size;
  } steps[] = {{79, "fresh", "a line will do"},  {80, "soon", "a line will do"},
               {99, "soon", "a line will do"},   {100, "due", "a line will do"},
               {149, "due", "a line will do"},   {150, "stale", "a real message"},
               {299, "stale", "a real message"}, {300, "fading", "a call or a coffee"}};
  char iso[DATE_TEXT_SIZE];
  (void)state;
  given_days("100");
  given_role("r,a,sponsor");
  given_touch("i,2026-01-01,a,real,held,me");
  for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
    struct clock clock = clock_on(date_iso(day("2026-01-01") + steps[i].days, iso), "a", NULL);
    assert_string_equal(clock_state_name(clock.state), steps[i].state);
    assert_string_equal(clock_size_text(clock.size), steps[i].size);
    assert_int_equal(clock.permille, steps[i].days * 10);
  }
}

static void x_is_rounded_down_before_the_day(void **state) {
  (void)state;
  given_days("90");
  given_touch("i,2026-01-01,a,real,held,me");
  assert_int_equal(clock_on("2026-02-23", "a", NULL).permille, 588); /* 37 days before: -411.1 */
}

static void after_a_pause_a_hello_is_due_and_no_more(void **state) {
  (void)state;
  given_ann("status,status_since,status_until", "paused,2026-08-01,2027-01-15");
  given_role("r,a,peer");
  given_touch("i,2025-06-01,a,real,held,me");
  assert_state("2027-01-14", "-");
  assert_state("2027-01-15", "due");
  assert_int_equal(clock_on("2027-01-15", "a", NULL).permille, 1499);
  assert_state("2027-01-28", "due");
  assert_state("2027-01-29", "dormant");
}

static void a_status_holds_from_its_day(void **state) {
  (void)state;
  given_ann("status,status_since", "paused,2026-08-01");
  given_role("r,a,peer");
  assert_interval("2026-07-31", 120);
  assert_interval("2026-08-01", 0);
  given_ann("status", "paused");
  given_role("r,a,peer");
  assert_interval("2026-07-31", 0);
  given_ann("status", "on leave"); /* an unknown word reads as active */
  given_role("r,a,peer");
  assert_interval("2026-07-31", 120);
}

static void nobody_exists_before_they_were_added_or_met(void **state) {
  struct facts facts;
  (void)state;
  given("contacts", "id,name,created_at,met_on", "a,Ann,2026-03-10,2026-03-01", NULL);
  clock_on("2026-02-28", "a", &facts);
  assert_false(facts.known);
  clock_on("2026-03-01", "a", &facts);
  assert_true(facts.known);
}

static void times_a_year_in_words(void **state) {
  static const struct {
    int days;
    const char *text;
  } texts[] = {{0, "never"},    {30, "monthly"},       {70, "every ten weeks"},
               {365, "yearly"}, {21, "every 3 weeks"}, {50, "every 50 days"}};
  (void)state;
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
    struct buf text = BUF_INIT;
    interval_text(texts[i].days, &text);
    assert_string_equal(buf_text(&text), texts[i].text);
    buf_release(&text);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      CASE(vector_1_one_day_late_with_nothing_written_since),
      CASE(vector_2_a_meeting_with_plain_defaults_leaves_the_list),
      CASE(vector_3_a_back_dated_touch_is_not_the_last),
      CASE(vector_4_a_back_dated_touch_counts_from_its_day),
      CASE(vector_5_without_the_newest_the_one_before_is_last),
      CASE(vector_6_never_contacted_is_said_so),
      CASE(vector_7_added_today_is_not_due_today),
      CASE(vector_8_due_on_exactly_the_day),
      CASE(vector_9_an_entry_of_tomorrow_has_not_happened),
      CASE(vector_10_the_clocks_change_and_days_do_not),
      CASE(vector_14_of_two_with_one_name_only_one_is_reset),
      CASE(vector_15_late_things_are_ordered_never_flat),
      CASE(vector_16_a_hello_ends_the_snooze),
      CASE(vector_17_three_weeks_away_loses_nothing),
      CASE(vector_18_a_week_is_not_always_soon),
      CASE(the_shortest_role_decides),
      CASE(several_roles_take_the_least_days_and_the_most_weight),
      CASE(a_supervisor_is_seen_daily_and_a_mentor_again_afterwards),
      CASE(a_persons_own_number_is_final),
      CASE(the_pace_scales_roles_and_a_bad_pace_does_not),
      CASE(retired_people_are_left_twice_as_long),
      CASE(somebody_new_is_spoken_to_twice_early),
      CASE(a_peer_is_never_in_a_hurry),
      CASE(without_any_day_there_is_no_interval),
      CASE(in_passing_buys_half),
      CASE(the_day_after_a_talk_a_wave_changes_nothing),
      CASE(two_talks_of_one_day_count_once),
      CASE(met_today_counts_as_a_talk),
      CASE(a_leap_day_is_a_day),
      CASE(after_my_note_there_is_a_least_gap),
      CASE(silence_moves_the_day),
      CASE(an_answer_ends_the_silence),
      CASE(touches_of_one_day_are_ordered_by_row),
      CASE(a_silent_note_between_two_talks_of_one_day_is_answered),
      CASE(a_snooze_without_its_day_always_counts),
      CASE(a_plan_answers_for_a_while),
      CASE(only_passing_roles_are_nearby),
      CASE(the_curve_has_its_steps),
      CASE(x_is_rounded_down_before_the_day),
      CASE(after_a_pause_a_hello_is_due_and_no_more),
      CASE(a_status_holds_from_its_day),
      CASE(nobody_exists_before_they_were_added_or_met),
      CASE(times_a_year_in_words),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
