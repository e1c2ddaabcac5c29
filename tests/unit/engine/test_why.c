/* What `why` says of each person's clock is what the expected tables hold. */
#include "books.h"

#include "mentee/engine/why.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A row of table_*.txt: "c0002 Wierzbicki-Ota  active  I= 30 due=... x= 1.23 last=... due". */
static void table_row(struct buf *out, const struct why *why) {
  struct buf family = BUF_INIT;
  char due[DATE_TEXT_SIZE], last[DATE_TEXT_SIZE] = "never";

  contact_family(why->contact, &family);
  buf_addf(out, "%-5s %-22s %-9s", record_id(why->contact), buf_text(&family),
           words_word(&words_status, why->facts.status));
  buf_release(&family);
  if (why->clock.interval == 0) {
    buf_adds(out, " -\n");
    return;
  }
  if (why->facts.last != DATE_NONE)
    date_iso(why->facts.last, last);
  buf_addf(out, " I=%3d due=%s x=%5.2f last=%s %s\n", why->clock.interval,
           date_iso(why->clock.due, due), (double)why->clock.permille / 1000, last,
           clock_state_name(why->clock.state));
}

static void assert_table(const char *iso) {
  const struct book *book = given_book();
  struct settings settings = settings_read(book);
  struct buf table = BUF_INIT;
  char path[512], *want;

  for (size_t i = 0; i < book_count(book, TABLE_CONTACTS); i++) {
    struct why why;
    why_compute(&why, book, &settings, day(iso), book_at(book, TABLE_CONTACTS, i));
    if (why.facts.known)
      table_row(&table, &why);
    why_release(&why);
  }
  snprintf(path, sizeof path, MENTEE_SOURCE_DIR "/tests/data/expected/table_%s.txt", iso);
  want = file_text(path);
  assert_string_equal(buf_text(&table), want);
  free(want);
  buf_release(&table);
}

static void the_tables_of_the_sample_are_reproduced(void **state) {
  (void)state;
  given_folder(MENTEE_SAMPLE_DIR, 0);
  assert_table("2025-10-04");
  assert_table("2026-11-20");
}

/* Of everybody in the sample: what why says speaks today is what `due --all` says of them. */
static void why_and_due_agree(void **state) {
  const struct book *book;
  struct settings settings;
  struct due due;
  (void)state;
  given_folder(MENTEE_SAMPLE_DIR, 0);
  book = given_book();
  settings = settings_read(book);
  due_compute_all(&due, book, &settings, day("2026-11-23"));
  for (size_t i = 0; i < due.reasons.len; i++) {
    const struct reason *reason = &due.reasons.data[i];
    if (reason->contact == NULL)
      continue;
    assert_string_equal(why_says("2026-11-23", rule_name(reason->rule), reason->id), reason->text);
  }
  due_release(&due);
}

static const struct why_rule *rule_in(const struct why *why, enum rule_id rule) {
  for (size_t i = 0; i < why->rules.len; i++)
    if (why->rules.data[i].rule == rule)
      return &why->rules.data[i];
  fail_msg("why has no %s", rule_name(rule));
  return NULL;
}

static void a_silent_rule_names_the_day_it_will_speak(void **state) {
  struct settings settings = settings_defaults();
  const struct why_rule *rule;
  struct buf line = BUF_INIT;
  struct why why;
  (void)state;
  given_ann("", "");
  given("roles", "id,contact_id,role,from_on", "r,a,mentor,2025-01-01", NULL);
  given("interactions", "id,on_date,people,advice", "i,2026-03-01,a,Cut aim 3.", NULL);
  why_compute(&why, given_book(), &settings, day("2026-03-10"),
              book_find(given_book(), TABLE_CONTACTS, "a"));
  rule = rule_in(&why, RULE_R7);
  assert_false(rule->speaks);
  assert_int_equal(rule->day, day("2026-03-22"));
  why_rule_text(&why, rule, &line);
  assert_string_equal(buf_text(&line), "R7    22 Mar      circle back on: “Cut aim 3.”  "
                                       "[circle_back_days 21, circle_back_until 180]\n");
  assert_int_equal(rule_in(&why, RULE_R1)->day, day("2026-05-10"));
  assert_int_equal(rule_in(&why, RULE_R6A)->day, DATE_NONE);
  buf_cut(&line, 0);
  why_rule_text(&why, rule_in(&why, RULE_R4A), &line);
  assert_string_equal(buf_text(&line), "R4a   silent      a promise of yours, late or imminent\n");
  buf_release(&line);
  why_release(&why);
}

static void assert_clock(const char *iso, const char *text) {
  struct settings settings = settings_read(given_book());
  struct buf said = BUF_INIT;
  struct why why;

  why_compute(&why, given_book(), &settings, day(iso),
              book_find(given_book(), TABLE_CONTACTS, "a"));
  why_clock_text(&why, &said);
  assert_string_equal(buf_text(&said), text);
  buf_release(&said);
  why_release(&why);
}

static void the_clock_says_its_numbers(void **state) {
  (void)state;
  given_ann("", "");
  given("roles", "id,contact_id,role,facet,from_on", "r,a,mentor,career,2025-01-01", NULL);
  given("interactions", "id,on_date,people", "i,2026-03-01,a", NULL);
  assert_clock("2026-05-20", "interval   70 days: mentor (career)\n"
                             "last       2026-03-01\n"
                             "due        2026-05-10\n"
                             "x          1.142 of an interval: due; a line will do\n"
                             "weight     4\n");
}

static void where_there_is_no_interval_it_says_why(void **state) {
  (void)state;
  given_ann("cadence_days", "0");
  assert_clock("2026-05-20", "interval   none: never, as you asked\nlast       never\n");
  given_ann("", "");
  assert_clock("2026-05-20", "interval   none: no role now\nlast       never\n");
  given("roles", "id,contact_id,role,from_on", "r,a,supervisor,2025-01-01", NULL);
  assert_clock("2026-05-20",
               "interval   none: a supervisor, you see each other daily\nlast       never\n");
  given_ann("status", "deceased");
  assert_clock("2026-05-20", "silent     in memory\ninterval   none\nlast       never\n");
}

static void an_interval_out_of_range_says_so(void **state) {
  (void)state;
  given_ann("cadence_days,met_on", "1,2026-05-19");
  assert_clock("2026-05-20", "interval   7 days: your own number, within 7 and 730\n"
                             "last       2026-05-19\n"
                             "due        2026-05-26\n"
                             "x          0.142 of an interval: fresh\n"
                             "weight     0\n");
}

static void who_came_in_a_large_import_waits_for_a_week(void **state) {
  struct settings settings = settings_defaults();
  struct why why;
  char row[64];
  int held = 0;
  (void)state;
  for (int i = 0; i < 20; i++) {
    snprintf(row, sizeof row, "c%02d,Name %d,2026-06-01,import,30", i, i);
    given("contacts", "id,name,created_at,source,cadence_days", row, NULL);
  }
  for (size_t i = 0; i < 20; i++) {
    why_compute(&why, given_book(), &settings, day("2026-07-06"),
                book_at(given_book(), TABLE_CONTACTS, i));
    held += !rule_in(&why, RULE_R2)->speaks;
    assert_int_not_equal(rule_in(&why, RULE_R2)->day, DATE_NONE);
    why_release(&why);
  }
  assert_true(held > 0);
  assert_true(held < 20);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      CASE(the_tables_of_the_sample_are_reproduced),     CASE(why_and_due_agree),
      CASE(a_silent_rule_names_the_day_it_will_speak),   CASE(the_clock_says_its_numbers),
      CASE(where_there_is_no_interval_it_says_why),      CASE(an_interval_out_of_range_says_so),
      CASE(who_came_in_a_large_import_waits_for_a_week),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
