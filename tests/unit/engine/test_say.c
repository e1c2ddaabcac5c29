#include "make_book.h"
#include "mentee/engine/say.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define TODAY date_from_civil(2026, 11, 20)

static struct buf said;

static int forget(void **state) {
  (void)state;
  buf_release(&said);
  return 0;
}

#define SAID(call, want)                                                                           \
  do {                                                                                             \
    buf_cut(&said, 0);                                                                             \
    call;                                                                                          \
    assert_string_equal(buf_text(&said), want);                                                    \
  } while (0)

static void counts_are_words_up_to_twelve(void **state) {
  (void)state;
  SAID(say_count(&said, 0), "no");
  SAID(say_count(&said, 1), "one");
  SAID(say_count(&said, 12), "twelve");
  SAID(say_count(&said, 13), "13");
  SAID(say_count(&said, -1), "-1");
  SAID(say_count_first(&said, 6), "Six");
  SAID(say_count_first(&said, 39), "39");
}

static void days_have_a_year_where_it_is_another(void **state) {
  (void)state;
  SAID(say_day(&said, date_from_civil(2026, 8, 5), TODAY), "5 August");
  SAID(say_day(&said, date_from_civil(2025, 8, 5), TODAY), "5 August 2025");
  SAID(say_month(&said, date_from_civil(2026, 7, 1), TODAY), "July");
  SAID(say_month(&said, date_from_civil(2027, 7, 1), TODAY), "July 2027");
}

static void pronouns_are_as_stated(void **state) {
  static const struct {
    const char *cell, *subject, *object, *possessive;
    bool plural;
  } table[] = {
      {"pronouns=she/her", "she", "her", "her", false},
      {"pronouns=She/Her/Hers", "she", "her", "her", false},
      {"pronouns=he/him", "he", "him", "his", false},
      {"pronouns=they/them", "they", "them", "their", true},
      {"pronouns=", "they", "them", "their", true},
      {"pronouns=ask me", "they", "them", "their", true},
      {"pronouns=ze/hir/hir", "ze", "hir", "hir", false},
      {"pronouns=anaverylongpronounindeed/x/y", "they", "them", "their", true},
  };
  struct book book;

  (void)state;
  book_init(&book);
  for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
    struct pronouns they =
        say_pronouns(put_row(&book, TABLE_CONTACTS, 2, "name=Ann", table[i].cell, NULL));
    assert_string_equal(they.subject, table[i].subject);
    assert_string_equal(they.object, table[i].object);
    assert_string_equal(they.possessive, table[i].possessive);
    assert_int_equal(they.plural, table[i].plural);
  }
  book_release(&book);
}

static void people_are_called_as_they_like(void **state) {
  const struct record *people[3];
  struct book book;

  (void)state;
  book_init(&book);
  people[0] = put_row(&book, TABLE_CONTACTS, 2, "name=Rosalind Achieng", "call_by=Ros", NULL);
  people[1] = put_row(&book, TABLE_CONTACTS, 3, "name=Bo Dee", NULL);
  people[2] = put_row(&book, TABLE_CONTACTS, 4, "name=Lan", "call_by=Dr Lan", NULL);
  SAID(say_names(&said, people, 0), "");
  SAID(say_names(&said, people, 1), "Ros");
  SAID(say_names(&said, people, 2), "Ros and Bo");
  SAID(say_names(&said, people, 3), "Ros, Bo and Dr Lan");
  book_release(&book);
}

static void what_was_mine_is_yours(void **state) {
  (void)state;
  SAID(say_to_you(&said, "Swapped slots for my clinic"), "Swapped slots for your clinic");
  SAID(say_to_you(&said, "Phoned Dr A about me, unprompted"), "Phoned Dr A about you, unprompted");
  SAID(say_to_you(&said, "I came; myth, mea, Pálmy"), "you came; myth, mea, Pálmy");
  SAID(say_to_you(&said, ""), "");
}

static void deeds_are_done(void **state) {
  static const char *const doing[][2] = {
      {"Swapped linac slots", "swapping linac slots"},
      {"Wrote to the director", "writing to the director"},
      {"Introduced me to Bo", "introducing me to Bo"},
      {"Tried it", "trying it"},
      {"Agreed to review", "agreeing to review"},
      {"Lent, again", "lending, again"},
      {"sent", "sending"},
  };
  static const char *const things[] = {"A ride to the airport", "Bed", "red ink", "", "Education"};

  (void)state;
  for (size_t i = 0; i < sizeof doing / sizeof doing[0]; i++) {
    assert_true(say_is_deed(doing[i][0]));
    SAID(say_doing(&said, doing[i][0]), doing[i][1]);
  }
  for (size_t i = 0; i < sizeof things / sizeof things[0]; i++)
    assert_false(say_is_deed(things[i]));
}

static void a_message_by_mail_is_an_email(void **state) {
  struct book book;

  (void)state;
  book_init(&book);
  assert_string_equal(
      say_touch_kind(put_row(&book, TABLE_INTERACTIONS, 2, "kind=request", "channel=email", NULL)),
      "e-mail");
  assert_string_equal(say_touch_kind(put_row(&book, TABLE_INTERACTIONS, 3, "kind=thank_you",
                                             "channel=email", NULL)),
                      "thank-you");
  assert_string_equal(say_touch_kind(put_row(&book, TABLE_INTERACTIONS, 4, NULL)), "meeting");
  book_release(&book);
}

#define WITH(test) cmocka_unit_test_teardown(test, forget)

int main(void) {
  const struct CMUnitTest tests[] = {
      WITH(counts_are_words_up_to_twelve), WITH(days_have_a_year_where_it_is_another),
      WITH(pronouns_are_as_stated),        WITH(people_are_called_as_they_like),
      WITH(what_was_mine_is_yours),        WITH(deeds_are_done),
      WITH(a_message_by_mail_is_an_email),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
