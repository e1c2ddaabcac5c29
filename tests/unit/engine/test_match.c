#include "make_book.h"
#include "mentee/engine/match.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static const char *const people[][6] = {
    /* id, name, sort_name, call_by, org, status */
    {"c1", "Jane Doe", "", "", "Larkspur", ""},
    {"c2", "Jane Roe", "", "", "Tamarack", ""},
    {"c3", "Bùi Thị Ngọc Lan", "Bui, Thi Ngoc Lan", "Dr Lan", "Larkspur Medical", ""},
    {"c4", "Lena Voss", "", "", "Stourmouth", ""},
    {"c5", "Lena Voss", "", "", "Tamarack", ""},
    {"c6", "Haruka Tōgawa", "Togawa, Haruka", "Dr Tōgawa", "", ""},
    {"c7", "Old Friend", "", "", "", "archived"},
    {"c8", "Henrike Vandersloot-Abara", "", "Henrike", "Larkspur", ""},
    {"c9", "Jane Fonda", "", "", "", "deceased"},
    {"c10", "Zoë Marchetti", "", "Zoë", "", ""},
    {"c11", "Łukasz Ōta", "Ota, Lukasz", "", "", ""},
    {"c12", "田中 花子", "Tanaka, Hanako", "", "", ""},
};

static void make_people(struct book *book) {
  char cells[6][80];
  static const char *const fields[] = {"id", "name", "sort_name", "call_by", "org", "status"};

  book_init(book);
  for (size_t i = 0; i < sizeof people / sizeof people[0]; i++) {
    for (int f = 0; f < 6; f++)
      snprintf(cells[f], sizeof cells[f], "%s=%s", fields[f], people[i][f]);
    put_row(book, TABLE_CONTACTS, (uint32_t)i + 2, cells[0], cells[1], cells[2], cells[3], cells[4],
            cells[5], NULL);
  }
}

static void ids_of(const struct matches *matches, char *out, size_t size) {
  size_t used = 0;

  out[0] = '\0';
  for (size_t i = 0; i < matches->list.len && used < size; i++)
    used += (size_t)snprintf(out + used, size - used, "%s%s", i == 0 ? "" : " ",
                             record_id(matches->list.data[i]));
}

/* --- names --- */

static const struct {
  const char *typed, *ids;
} names[] = {
    {"c1", "c1"},
    {"c10", "c10"},
    {"Jane Doe", "c1"},
    {"jane doe", "c1"},
    {"  JANE   doe ", "c1"},
    {"Doe, Jane", "c1"},
    {"doe jane", "c1"},
    {"jane", "c1 c2"},
    {"jan", "c1 c2"},
    {"jane d", "c1"},
    {"ane", "c1 c2"},
    {"bui", "c3"},
    {"Bùi", "c3"},
    {"ngoc", "c3"},
    {"lan bui", "c3"},
    {"lan", "c3"},
    {"dr lan", "c3"},
    {"Dr. Lan", "c3"},
    {"prof bui", "c3"},
    {"dr", "c3 c6"},
    {"lena voss", "c4 c5"},
    {"voss", "c4 c5"},
    {"togawa", "c6"},
    {"TŌGAWA", "c6"},
    {"abara", "c8"},
    {"vander", "c8"},
    {"ndersloot", "c8"},
    {"zoe", "c10"},
    {"zoë m", "c10"},
    {"lukasz", "c11"},
    {"ota", "c11"},
    {"tanaka", "c12"},
    {"田中", "c12"},
    {"old", "c7"},
    {"old friend", "c7"},
    {"jane fonda", "c9"},
    {"fonda", "c9"},
    {"kowal", ""},
    {"", ""},
    {"   ", ""},
    {",", ""},
    {"dr kowal", ""},
    {"\xff\xfe", ""},
};

static void a_name_means_the_best_kind_of_match(void **state) {
  struct matches matches = MATCHES_INIT;
  struct book book;
  char ids[200];

  (void)state;
  make_people(&book);
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    match_name(&book, names[i].typed, &matches);
    ids_of(&matches, ids, sizeof ids);
    if (strcmp(ids, names[i].ids) != 0)
      print_error("'%s': %s\n", names[i].typed, ids);
    assert_string_equal(ids, names[i].ids);
  }
  matches_release(&matches);
  book_release(&book);
}

static void one_person_or_an_error_that_helps(void **state) {
  struct err err = ERR_INIT;
  struct book book;

  (void)state;
  make_people(&book);
  assert_string_equal(record_id(match_one(&book, "bui", &err)), "c3");
  assert_int_equal(err.kind, ERR_NONE);

  assert_null(match_one(&book, "lena", &err));
  assert_int_equal(err.kind, ERR_USAGE);
  assert_string_equal(err.text, "'lena' could be Lena Voss (Stourmouth), c4, or Lena Voss "
                                "(Tamarack), c5; say more of the name, or the id");

  err = (struct err)ERR_INIT;
  assert_null(match_one(&book, "togava", &err));
  assert_int_equal(err.kind, ERR_MISSING);
  assert_string_equal(err.text, "nobody called 'togava'; did you mean Haruka Tōgawa?");

  err = (struct err)ERR_INIT;
  assert_null(match_one(&book, "zzzzzz", &err));
  assert_string_equal(err.text, "nobody called 'zzzzzz'; 'mentee add' makes a new contact");
  book_release(&book);
}

/* --- typed letters --- */

static void letters_must_occur_in_order(void **state) {
  (void)state;
  assert_int_equal(match_score("haruka togawa", "xyz"), 0);
  assert_int_equal(match_score("haruka togawa", "awagot"), 0);
  assert_true(match_score("haruka togawa", "htg") > 0);
  assert_true(match_score("haruka togawa", "") > 0);
  assert_int_equal(match_score("", "a"), 0);
  assert_int_equal(match_score("ab", "abc"), 0);
}

static void better_matches_score_more(void **state) {
  static const struct {
    const char *typed, *better, *worse;
  } table[] = {
      {"lan", "lan bui", "lena anders"},          /* in a row before scattered */
      {"vo", "lena voss", "avoca"},               /* at a word before inside one */
      {"jd", "jane doe", "judd"},                 /* beginnings of words */
      {"tog", "togawa", "haruka togawa"},         /* at the start before later */
      {"abara", "vandersloot-abara", "barabara"}, /* behind a hyphen */
      {"ro", "jane roe", "jane r o"},             /* in a row */
  };

  (void)state;
  for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
    assert_true(match_score(table[i].better, table[i].typed) >
                match_score(table[i].worse, table[i].typed));
}

static void a_long_text_is_scored_in_its_beginning(void **state) {
  char text[600];

  (void)state;
  memset(text, 'a', sizeof text);
  text[sizeof text - 1] = '\0';
  assert_true(match_score(text, "aaa") > 0);
  text[500] = 'z';
  assert_int_equal(match_score(text, "z"), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_name_means_the_best_kind_of_match),
      cmocka_unit_test(one_person_or_an_error_that_helps),
      cmocka_unit_test(letters_must_occur_in_order),
      cmocka_unit_test(better_matches_score_more),
      cmocka_unit_test(a_long_text_is_scored_in_its_beginning),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
