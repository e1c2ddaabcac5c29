/* What a login shell gets: one person a line, never wider than asked, never a control character. */
#include "books.h"

#include "mentee/base/text.h"
#include "mentee/engine/banner.h"
#include <stdio.h>
#include <string.h>

static void assert_banner(const char *iso, int max_lines, struct banner_style style,
                          const char *text) {
  struct settings settings = settings_read(given_book());
  struct buf out = BUF_INIT;
  struct arena arena = ARENA_INIT;
  struct banner_day said;
  struct due due;

  due_compute(&due, given_book(), &settings, day(iso));
  banner_day_make(&said, &due, (size_t)max_lines, &arena);
  banner(&out, &said, max_lines, &style);
  assert_string_equal(buf_text(&out), text);
  buf_release(&out);
  arena_release(&arena);
  due_release(&due);
}

static const struct banner_style plain = {0, false};

static void given_promises(const char *name, const char *what, int count) {
  char row[256];

  for (int i = 0; i < count; i++) {
    snprintf(row, sizeof row, "c%d,%s,,2026-01-01", i, name);
    given("contacts", "id,name,sort_name,created_at", row, NULL);
    snprintf(row, sizeof row, "f%d,c%d,i_owe,%s,2026-01-01,2026-05-31", i, i, what);
    given("followups", "id,contact_id,direction,what,made_on,due_on", row, NULL);
  }
}

static void nothing_due_is_nothing_at_all(void **state) {
  (void)state;
  given_promises("Ann Low", "a draft", 1);
  assert_banner("2026-05-01", 3, plain, "");
}

static void what_waits_in_the_tray_is_nothing_at_all(void **state) {
  (void)state;
  given("contacts", "id,name,created_at", "a,Ann,2026-01-01", NULL);
  given("followups", "id,contact_id,direction,what,made_on", "f,a,i_owe,a morning,2026-01-01",
        NULL);
  assert_string_equal(said_on("2026-05-01"), "5\tR4c\ta\t2026-01-31\tno date yet: a morning\n");
  assert_banner("2026-05-01", 3, plain, "");
}

static void further_people_are_counted(void **state) {
  (void)state;
  given_promises("Ann Low", "a draft", 5);
  assert_banner("2026-06-01", 3, plain,
                "mentee: Monday 1 June 2026\n"
                "  Low                    you promised: a draft (due 31 May)\n"
                "  Low                    you promised: a draft (due 31 May)\n"
                "  Low                    you promised: a draft (due 31 May)\n"
                "  and 2 more in mentee\n");
  assert_banner("2026-06-01", 5, plain,
                "mentee: Monday 1 June 2026\n"
                "  Low                    you promised: a draft (due 31 May)\n"
                "  Low                    you promised: a draft (due 31 May)\n"
                "  Low                    you promised: a draft (due 31 May)\n"
                "  Low                    you promised: a draft (due 31 May)\n"
                "  Low                    you promised: a draft (due 31 May)\n");
}

static void a_long_text_is_cut_before_its_count(void **state) {
  (void)state;
  given_promises("Ann Low", "the very first full draft of the survey paper with tables", 1);
  given("followups", "id,contact_id,direction,what,made_on,due_on",
        "g,c0,i_owe,another,2026-01-01,2026-06-03", NULL);
  assert_banner(
      "2026-06-01", 3, plain,
      "mentee: Monday 1 June 2026\n"
      "  Low                    you promised: the very first full draft of the... (+1)\n");
}

static void a_text_that_just_fits_is_whole(void **state) {
  (void)state;
  given_promises("Ann Low", "123456789012345678901234567", 1); /* 54 columns of text */
  assert_banner(
      "2026-06-01", 3, plain,
      "mentee: Monday 1 June 2026\n"
      "  Low                    you promised: 123456789012345678901234567 (due 31 May)\n");
}

static void the_name_is_that_of_the_locale(void **state) {
  static const struct banner_style utf8 = {0, true};
  (void)state;
  given("contacts", "id,name,sort_name,created_at",
        "a,Bùi Thị Ngọc Lan,\"Bui, Thi Ngoc Lan\",2026-01-01", NULL);
  given("followups", "id,contact_id,direction,what,made_on,due_on",
        "f,a,i_owe,“notes”,2026-01-01,2026-05-31", NULL);
  assert_banner("2026-06-01", 3, plain,
                "mentee: Monday 1 June 2026\n"
                "  Bui                    you promised: “notes” (due 31 May)\n");
  assert_banner("2026-06-01", 3, utf8,
                "mentee: Monday 1 June 2026\n"
                "  Bùi Thị Ngọc Lan       you promised: “notes” (due 31 May)\n");
}

static void a_missing_sort_name_is_derived(void **state) {
  (void)state;
  given_promises("Márton Szentgyörgyi", "a draft", 1);
  assert_banner("2026-06-01", 3, plain,
                "mentee: Monday 1 June 2026\n"
                "  Szentgyorgyi           you promised: a draft (due 31 May)\n");
}

static void a_long_name_is_cut(void **state) {
  (void)state;
  given_promises("Ann Featherstonehaugh-Cholmondeley", "a draft", 1);
  assert_banner("2026-06-01", 3, plain,
                "mentee: Monday 1 June 2026\n"
                "  Featherstonehaugh-Chol you promised: a draft (due 31 May)\n");
}

static void an_event_has_its_name_in_the_column(void **state) {
  (void)state;
  given("events", "id,kind,name,starts_on,goal_meet", "e,conference,Winter symposium,2026-06-20,2",
        NULL);
  assert_banner("2026-06-01", 3, plain,
                "mentee: Monday 1 June 2026\n"
                "  Winter symposium       Winter symposium: 0 of 2 people chosen\n");
}

/* Every width: no line is wider, and none is empty. */
static void no_line_is_wider_than_asked(void **state) {
  const struct book *book;
  struct settings settings;
  struct due due;
  (void)state;
  given_folder(MENTEE_SAMPLE_DIR, 0);
  book = given_book();
  settings = settings_read(book);
  due_compute(&due, book, &settings, day("2026-11-20"));
  for (int columns = 10; columns < 140; columns++)
    for (int utf8 = 0; utf8 < 2; utf8++)
      for (size_t i = 0; i < due.lines.len; i++) {
        const struct banner_style style = {columns, utf8 != 0};
        struct buf line = BUF_INIT;
        banner_line(&line, &due.reasons.data[due.lines.data[i].first], due.lines.data[i].further,
                    &style);
        assert_int_equal(line.data[line.len - 1], '\n');
        buf_cut(&line, line.len - 1);
        assert_true(text_width(buf_text(&line)) <= columns - 1);
        buf_release(&line);
      }
  due_release(&due);
}

static void no_control_character_gets_out(void **state) {
  (void)state;
  given_promises("Ann\x1b[2J Low\x07",
                 "a\x1b]0;draft\x07 \xe2\x80\xae"
                 "fdp",
                 1);
  assert_banner(
      "2026-06-01", 3, plain,
      "mentee: Monday 1 June 2026\n"
      "  Low\xef\xbf\xbd                   you promised: a\xef\xbf\xbd]0;draft\xef\xbf\xbd "
      "\xef\xbf\xbd"
      "fdp (due 31 May)\n");
}

static void discreet_says_counts_alone(void **state) {
  struct settings settings = settings_defaults();
  struct buf out = BUF_INIT;
  struct arena arena = ARENA_INIT;
  struct banner_day said;
  struct due due;

  (void)state;
  given_folder(MENTEE_SAMPLE_DIR, 0);
  due_compute(&due, given_book(), &settings, day("2026-11-20"));
  banner_day_make(&said, &due, 0, &arena); /* no line of it is wanted */
  banner_discreet(&out, &said);
  assert_string_equal(buf_text(&out), "mentee: 1 today, 8 now, 9 this week, 6 to say hello\n");
  arena_release(&arena);
  buf_release(&out);
  due_release(&due);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      CASE(nothing_due_is_nothing_at_all),       CASE(what_waits_in_the_tray_is_nothing_at_all),
      CASE(further_people_are_counted),          CASE(a_long_text_is_cut_before_its_count),
      CASE(a_text_that_just_fits_is_whole),      CASE(the_name_is_that_of_the_locale),
      CASE(a_missing_sort_name_is_derived),      CASE(a_long_name_is_cut),
      CASE(an_event_has_its_name_in_the_column), CASE(no_line_is_wider_than_asked),
      CASE(no_control_character_gets_out),       CASE(discreet_says_counts_alone),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
