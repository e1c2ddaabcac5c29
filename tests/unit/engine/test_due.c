#include "books.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const days[] = {"2024-01-05", "2024-02-29", "2025-10-04", "2026-11-20",
                                   "2026-11-23"};
#define DAYS (sizeof days / sizeof days[0])
#define EXPECTED MENTEE_SOURCE_DIR "/tests/data/expected"

static char *expected(const char *kind, const char *iso, const char *ending) {
  char path[512];

  snprintf(path, sizeof path, EXPECTED "/%s_%s.%s", kind, iso, ending);
  return file_text(path);
}

/* Rules that the expected lists leave out. */
static bool is_extra(const char *line) {
  static const char *const extra[] = {"R8c", "R8d", "R10e", "R13a", "R13b", "R13c", "R15", "R16"};
  const char *rule = strchr(line, '\t') + 1;
  size_t len = strcspn(rule, "\t");

  for (size_t i = 0; i < sizeof extra / sizeof extra[0]; i++)
    if (strlen(extra[i]) == len && strncmp(extra[i], rule, len) == 0)
      return true;
  return false;
}

static void without_extra(struct buf *out, const char *lines) {
  while (*lines != '\0') {
    const char *end = strchr(lines, '\n') + 1;
    if (!is_extra(lines))
      buf_add(out, lines, (size_t)(end - lines));
    lines = end;
  }
}

static void the_sample_says_what_is_expected(void **state) {
  (void)state;
  given_folder(MENTEE_SAMPLE_DIR, 0);
  for (size_t i = 0; i < DAYS; i++) {
    char *want = expected("tsv", days[i], "tsv");
    struct buf said = BUF_INIT;

    without_extra(&said, said_on(days[i]));
    assert_string_equal(buf_text(&said), want);
    buf_release(&said);
    free(want);
  }
}

/* Byte for byte; the count of further lines alone may be larger, by lines of other rules. */
static void the_banner_is_as_expected(void **state) {
  (void)state;
  given_folder(MENTEE_SAMPLE_DIR, 0);
  for (size_t i = 0; i < DAYS; i++) {
    char *want = expected("due", days[i], "txt");
    assert_string_equal(banner_on(days[i]), want);
    free(want);
  }
}

static void the_order_of_rows_means_nothing(void **state) {
  (void)state;
  for (size_t i = 0; i < DAYS; i++) {
    struct buf as_is = BUF_INIT;

    given_folder(MENTEE_SAMPLE_DIR, 0);
    buf_adds(&as_is, said_on(days[i]));
    for (unsigned seed = 1; seed < 6; seed++) {
      given_folder(MENTEE_SAMPLE_DIR, seed * 7919u);
      assert_string_equal(said_on(days[i]), buf_text(&as_is));
    }
    buf_release(&as_is);
  }
}

static int by_text(const void *left, const void *right) {
  const char *const *a = left, *const *b = right;

  return strcmp(*a, *b);
}

static void assert_nobody_twice(const struct due *due) {
  VEC(const char *) ids = VEC_INIT;

  for (size_t i = 0; i < due->lines.len; i++)
    *vec_push(&ids) = due->reasons.data[due->lines.data[i].first].id;
  if (ids.len > 1)
    qsort(ids.data, ids.len, sizeof *ids.data, by_text);
  for (size_t i = 1; i < ids.len; i++)
    assert_string_not_equal(ids.data[i - 1], ids.data[i]);
  vec_release(&ids);
}

static void every_day_of_four_years_has_one_line_a_person(void **state) {
  const struct book *book;
  struct settings settings;
  (void)state;
  given_folder(MENTEE_SAMPLE_DIR, 0);
  book = given_book();
  settings = settings_read(book);
  settings.value[SETTING_BIRTHDAYS] = 1;
  for (int today = day("2023-11-20"); today <= day("2027-11-20"); today++) {
    struct due due;
    due_compute(&due, book, &settings, today);
    assert_nobody_twice(&due);
    for (size_t i = 0; i < due.reasons.len; i++) {
      assert_true(due.reasons.data[i].text[0] != '\0');
      assert_true(due.reasons.data[i].what[0] != '\0');
      assert_true(due.reasons.data[i].origin[0] != '\0');
    }
    due_release(&due);
  }
}

static void of_some_people_nothing_is_ever_said(void **state) {
  static const char *const statuses[] = {"archived", "deceased", "do_not_contact"};
  char row[128];
  (void)state;
  for (size_t i = 0; i < 3; i++) {
    given_nothing();
    snprintf(row, sizeof row, "a,Ann Low,2025-01-01,%s,2026-03-10,03-12", statuses[i]);
    given("contacts", "id,name,created_at,status,status_since,birthday", row, NULL);
    given("settings", "key,value", "birthdays,on", NULL);
    given("roles", "id,contact_id,role,from_on,to_on", "r,a,mentor,2025-01-01,2026-03-01", NULL);
    given("followups", "id,contact_id,direction,what,made_on,due_on",
          "f,a,i_owe,a draft,2026-01-01,2026-03-01", NULL);
    given("interactions", "id,on_date,people,status,favour,subject",
          "i1,2026-03-01,a,held,swapped slots,", "i2,2026-03-12,a,planned,,Walk", NULL);
    given("events", "id,kind,name,starts_on", "e,conference,SNO,2026-03-07", NULL);
    given("event_people", "id,event_id,contact_id,met", "p,e,a,yes", NULL);
    assert_non_null(rule_says("2026-03-09", "R4a", "a"));
    assert_non_null(rule_says("2026-03-09", "R6a", "a"));
    assert_non_null(rule_says("2026-03-09", "R6b", "a"));
    assert_string_equal(said_on("2026-03-10"), "");
    assert_string_equal(said_on("2026-03-12"), "");
  }
}

static void of_a_cancelled_event_nothing_is_asked(void **state) {
  (void)state;
  given_ann("", "");
  given("events", "id,kind,name,starts_on,ends_on,goal_meet,status",
        "e,conference,SNO,2026-03-20,2026-03-22,3,Cancelled",
        "b,rotation,Block 7,2026-03-20,2026-05-22,,cancelled", NULL);
  given("event_people", "id,event_id,contact_id,intent", "p,e,a,meet", "q,b,a,supervisor", NULL);
  assert_string_equal(said_on("2026-03-15"), "");
}

/* What a screen shows of each: name, text, right edge. */
static void each_reason_has_words_for_a_screen(void **state) {
  struct settings settings = settings_defaults();
  struct buf said = BUF_INIT;
  struct due due;
  (void)state;
  given_ann("", "");
  given("roles", "id,contact_id,role", "r,a,peer", NULL);
  given("affiliations", "id,contact_id,site", "f,a,North", NULL);
  given("events", "id,kind,name,society,site,starts_on,ends_on",
        "e,rotation,Block 7: GU,,North,2026-09-14,2026-11-22",
        "n,rotation,Block 8: lymphoma,,South,2026-11-23,2027-01-31",
        "s,conference,SNO annual meeting,SNO,,2026-11-12,2026-11-15", NULL);
  given("event_people", "id,event_id,contact_id,name,intent,met", "p,n,a,,supervisor,",
        "q,s,,Poster 214,meet,yes", NULL);
  due_compute(&due, given_book(), &settings, day("2026-11-21"));
  for (size_t i = 0; i < due.reasons.len; i++) {
    const struct reason *reason = &due.reasons.data[i];
    buf_addf(&said, "%s | %s | %s\n", reason_title(reason), reason->what, reason->when);
  }
  assert_string_equal(buf_text(&said),
                      "North | before you leave: 1 person | tomorrow\n"
                      "Poster 214 | SNO follow-up, a late note still counts | 20 Nov\n"
                      " | Block 8 starts: say hello | 23 Nov\n");
  buf_release(&said);
  due_release(&due);
}

/* --- one line for an event --- */

static void given_conference(int people) {
  char row[64];

  given("events", "id,kind,name,society,starts_on,ends_on",
        "e,conference,SNO annual meeting,SNO,2026-11-12,2026-11-15", NULL);
  for (int i = 0; i < people; i++) {
    snprintf(row, sizeof row, "p%d,e,,Name %d,meet,yes,", i, i);
    given("event_people", "id,event_id,contact_id,name,intent,met,followed_up_on", row, NULL);
  }
  given("contacts", "id,name,created_at", "a,Ann Low,2026-11-13", NULL);
  given("event_people", "id,event_id,contact_id,name,intent,met,followed_up_on",
        "pa,e,a,,meet,yes,", "pz,e,,Thanked,meet,yes,2026-11-16", "pn,e,,Missed,meet,no,", NULL);
  given("followups", "id,contact_id,direction,what,made_on,due_on",
        "f,a,i_owe,a paper,2026-11-13,2026-11-18", NULL);
}

static void more_than_three_to_thank_are_one_line(void **state) {
  (void)state;
  given_conference(3);
  assert_string_equal(banner_on("2026-11-20"),
                      "mentee: Friday 20 November 2026\n"
                      "  SNO annual meeting     SNO: 4 of 5 people to thank\n"
                      "  Low                    you promised: a paper (due 18 Nov)\n");
}

static void somebody_who_stands_there_twice_is_one_of_them(void **state) {
  (void)state;
  given_conference(3);
  given("event_people", "id,event_id,contact_id,name,intent,met,followed_up_on",
        "pb,e,a,,meet,yes,", NULL);
  assert_string_equal(banner_on("2026-11-20"),
                      "mentee: Friday 20 November 2026\n"
                      "  SNO annual meeting     SNO: 4 of 5 people to thank\n"
                      "  Low                    you promised: a paper (due 18 Nov)\n");
}

static void three_to_thank_are_three_lines(void **state) {
  (void)state;
  given_conference(2);
  assert_string_equal(banner_on("2026-11-20"),
                      "mentee: Friday 20 November 2026\n"
                      "  Low                    SNO follow-up (last day of the window) (+1)\n"
                      "  Name 0                 SNO follow-up (last day of the window)\n"
                      "  Name 1                 SNO follow-up (last day of the window)\n");
}

static void all_lists_each_of_them(void **state) {
  (void)state;
  given_conference(3);
  assert_string_equal(said_on("2026-11-20"),
                      "1\tR6b\ta\t2026-11-18\tSNO follow-up (last day of the window)\n"
                      "1\tR4a\ta\t2026-11-18\tyou promised: a paper (due 18 Nov)\n"
                      "2\tR6b\t?Name 0\t2026-11-18\tSNO follow-up (last day of the window)\n"
                      "2\tR6b\t?Name 1\t2026-11-18\tSNO follow-up (last day of the window)\n"
                      "2\tR6b\t?Name 2\t2026-11-18\tSNO follow-up (last day of the window)\n");
}

static void those_for_whom_a_line_stands_follow_it(void **state) {
  struct settings settings;
  struct due due;
  (void)state;
  given_conference(5);
  settings = settings_read(given_book());
  due_compute(&due, given_book(), &settings, day("2026-11-20"));
  assert_int_equal(due.lines.len, 2);
  assert_int_equal(due.lines.data[0].count, 7);
  assert_int_equal(due.lines.data[0].further, 0);
  assert_int_equal(due.reasons.data[0].people, 6);
  assert_null(due.reasons.data[0].contact);
  for (size_t i = 1; i < 7; i++)
    assert_true(due.reasons.data[i].gathered);
  due_release(&due);
}

/* --- letting go --- */

static void letting_go_of_an_event_for_one_person_is_of_them_alone(void **state) {
  (void)state;
  given("contacts", "id,name,created_at", "a,Ann,2025-01-01", "b,Bo,2025-01-01", NULL);
  given("events", "id,kind,name,starts_on,ends_on", "e,rotation,Block 7,2026-09-14,2026-11-22",
        NULL);
  given("event_people", "id,event_id,contact_id,intent", "p,e,a,staff", "q,e,b,staff", NULL);
  given("followups", "id,contact_id,kind,made_on,outcome,origin_id",
        "f,a,thank,2026-11-20,released,e", NULL);
  assert_silent("2026-11-20", "R9d", "a");
  assert_says("2026-11-20", "R9d", "b", "2\t2026-11-19\tthank before the block ends");
}

static void a_release_without_a_duty_is_of_all_duties(void **state) {
  (void)state;
  given_ann("", "");
  given("interactions", "id,on_date,people,favour,advice", "i,2026-03-01,a,a bed,Cut aim 3.", NULL);
  given("roles", "id,contact_id,role,from_on,to_on", "r,a,peer,2025-01-01,2026-01-31", NULL);
  given_released("i", "other", "2026-03-02", "");
  given_released("r", "", "2026-03-02", "");
  assert_string_equal(said_on("2026-03-30"), "");
}

/* As of a day: what is let go later is not let go yet. */
static void what_is_let_go_tomorrow_is_heard_today(void **state) {
  (void)state;
  given_ann("", "");
  given("interactions", "id,on_date,people,favour", "i,2026-03-01,a,a bed", NULL);
  given_released("i", "thank", "2026-03-10", "");
  assert_says("2026-03-09", "R6a", "a", "2\t2026-03-03\tsay thank you: a bed");
  assert_silent("2026-03-10", "R6a", "a");
}

/* --- order --- */

static void freshest_first_and_the_long_quiet_by_weight(void **state) {
  (void)state;
  given("contacts", "id,name,sort_name,created_at,met_on", "a,Ann,\"Low, Ann\",2025-01-01,",
        "b,Bo,\"High, Bo\",2025-01-01,2025-01-01", "c,Cy,\"Mid, Cy\",2025-01-01,2026-01-15", NULL);
  given("roles", "id,contact_id,role,from_on", "r1,b,peer,2025-01-01", "r2,c,sponsor,2025-01-01",
        NULL);
  given("followups", "id,contact_id,direction,what,made_on,due_on",
        "f1,a,i_owe,old,2026-01-01,2026-03-01", "f2,a,i_owe,new,2026-01-01,2026-05-30", NULL);
  assert_string_equal(said_on("2026-06-01"),
                      "1\tR4a\ta\t2026-05-30\tyou promised: new (due 30 May)\n"
                      "1\tR4a\ta\t2026-03-01\tyou promised: old (due 1 Mar)\n"
                      "3\tR1\tc\t2026-04-15\tlast spoke 15 Jan; a real message\n"
                      "5\tR14\tb\t2025-05-01\treconnect: last spoke 1 Jan 2025\n");
}

static void equals_are_ordered_by_reasons_weight_day_family_and_id(void **state) {
  (void)state;
  given("contacts", "id,name,sort_name,created_at", "a,Z,\"Zed, A\",2025-01-01",
        "b,M,\"Mid, B\",2025-01-01", "c,M,\"Mid, C\",2025-01-01", "d,Q,\"Quo, D\",2025-01-01",
        NULL);
  given("roles", "id,contact_id,role,from_on,to_on", "r,a,sponsor,2026-05-30,", NULL);
  given("followups", "id,contact_id,direction,what,made_on,due_on",
        "f1,a,i_owe,x,2026-01-01,2026-05-31", "f2,b,i_owe,x,2026-01-01,2026-05-31",
        "f3,c,i_owe,x,2026-01-01,2026-05-31", "f4,d,i_owe,x,2026-01-01,2026-05-31",
        "f5,d,i_owe,y,2026-01-01,2026-06-04", NULL);
  assert_string_equal(banner_on("2026-06-01"),
                      "mentee: Monday 1 June 2026\n"
                      "  Zed                    you promised: x (due 31 May) (+1)\n"
                      "  Quo                    you promised: x (due 31 May) (+1)\n"
                      "  Mid                    you promised: x (due 31 May)\n"
                      "  and 1 more in mentee\n");
}

/* --- what comes next, and what Monday offers --- */

static void the_next_thing_is_named(void **state) {
  struct settings settings;
  struct due due;
  bool planned;
  int next;
  (void)state;
  given("contacts", "id,name,created_at", "a,Jane Doe,2026-11-20", "b,Bo,2026-11-20", NULL);
  given("roles", "id,contact_id,role,from_on", "r,a,mentor,2026-11-20", "s,b,peer,2026-11-20",
        NULL);
  settings = settings_read(given_book());
  due_compute(&due, given_book(), &settings, day("2026-11-20"));
  assert_int_equal(due.lines.len, 0);
  assert_string_equal(record_id(due_next(&due, given_book(), &next, &planned)), "a");
  assert_int_equal(next, day("2027-01-29"));
  assert_false(planned);
  due_release(&due);
}

static void of_one_day_a_meeting_is_next_before_a_hello(void **state) {
  struct settings settings = settings_defaults();
  struct due due;
  bool planned;
  int next;
  (void)state;
  given("contacts", "id,name,created_at,cadence_days", "a,Ann,2026-11-20,10", "b,Bo,2026-11-20,0",
        "c,Cy,2026-11-20,10", NULL);
  given("interactions", "id,on_date,people,status", "i,2026-11-30,b,planned", NULL);
  due_compute(&due, given_book(), &settings, day("2026-11-20"));
  assert_string_equal(record_id(due_next(&due, given_book(), &next, &planned)), "b");
  assert_int_equal(next, day("2026-11-30"));
  assert_true(planned);
  due_release(&due);
  given_nothing();
  given("contacts", "id,name,created_at,cadence_days", "c,Cy,2026-11-20,10", "a,Ann,2026-11-20,10",
        NULL);
  due_compute(&due, given_book(), &settings, day("2026-11-20"));
  assert_string_equal(record_id(due_next(&due, given_book(), &next, &planned)), "a");
  assert_false(planned);
  due_release(&due);
}

static void those_who_did_a_favour_are_offered_first(void **state) {
  struct settings settings = settings_defaults();
  struct due due;
  (void)state;
  given("contacts", "id,name,created_at", "a,Ann,2023-01-01", "b,Bo,2023-01-01", "c,Cy,2023-01-01",
        NULL);
  given("roles", "id,contact_id,role", "r,a,peer", "s,b,peer", "t,c,peer", NULL);
  given("interactions", "id,on_date,people,favour", "i,2023-01-01,a,", "j,2023-06-01,b,a bed",
        "k,2023-02-01,c,", NULL);
  due_compute(&due, given_book(), &settings, day("2026-11-23"));
  assert_string_equal(due_reconnection(&due)->id, "b");
  due_release(&due);
}

static void monday_offers_one_reconnection(void **state) {
  struct settings settings = settings_defaults();
  struct due due;
  (void)state;
  given_folder(MENTEE_SAMPLE_DIR, 0);
  due_compute(&due, given_book(), &settings, day("2026-11-23"));
  assert_string_equal(due_reconnection(&due)->id, "c0013"); /* leads a program */
  due_release(&due);
  due_compute(&due, given_book(), &settings, day("2026-11-24"));
  assert_null(due_reconnection(&due));
  due_release(&due);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      CASE(the_sample_says_what_is_expected),
      CASE(the_banner_is_as_expected),
      CASE(the_order_of_rows_means_nothing),
      CASE(every_day_of_four_years_has_one_line_a_person),
      CASE(of_some_people_nothing_is_ever_said),
      CASE(of_a_cancelled_event_nothing_is_asked),
      CASE(each_reason_has_words_for_a_screen),
      CASE(more_than_three_to_thank_are_one_line),
      CASE(somebody_who_stands_there_twice_is_one_of_them),
      CASE(three_to_thank_are_three_lines),
      CASE(all_lists_each_of_them),
      CASE(those_for_whom_a_line_stands_follow_it),
      CASE(letting_go_of_an_event_for_one_person_is_of_them_alone),
      CASE(a_release_without_a_duty_is_of_all_duties),
      CASE(what_is_let_go_tomorrow_is_heard_today),
      CASE(freshest_first_and_the_long_quiet_by_weight),
      CASE(equals_are_ordered_by_reasons_weight_day_family_and_id),
      CASE(the_next_thing_is_named),
      CASE(of_one_day_a_meeting_is_next_before_a_hello),
      CASE(those_who_did_a_favour_are_offered_first),
      CASE(monday_offers_one_reconnection),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
