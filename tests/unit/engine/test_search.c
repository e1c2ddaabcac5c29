#include "books.h"
#include "mentee/engine/search.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct {
  bool made;
  struct finder finder;
  struct search search;
  struct due due;
  struct buf text;
} now;

static void forget_search(void) {
  if (now.made) {
    search_release(&now.search);
    finder_release(&now.finder);
    due_release(&now.due);
  }
  now.made = false;
  buf_release(&now.text);
}

static int forget(void **state) {
  (void)state;
  forget_search();
  forget_given();
  return 0;
}

static void begin(void) {
  struct settings settings = settings_read(given_book());

  forget_search();
  now.made = true;
  finder_make(&now.finder, given_book());
  search_make(&now.search, given_book(), &now.finder);
  due_compute(&now.due, given_book(), &settings, day("2026-11-20"));
}

/* "people c1: text" a line. */
static const char *found(const char *typed) {
  static const char *const groups[] = {"people", "promise", "log", "door", "letter", "event"};
  struct err err = ERR_INIT;

  buf_cut(&now.text, 0);
  if (!search_look(&now.search, typed, &now.due, &err))
    buf_addf(&now.text, "%s\n", err.text);
  for (size_t i = 0; i < now.search.hits.len; i++)
    buf_addf(&now.text, "%s %s: %s\n", groups[now.search.hits.data[i].item->group],
             record_id(now.search.hits.data[i].item->row),
             search_text(&now.search, &now.search.hits.data[i], &now.search.arena));
  return buf_text(&now.text);
}

static void the_sample_by_letters(void **state) {
  (void)state;
  given_folder(MENTEE_SAMPLE_DIR, 0);
  begin();
  assert_string_equal(found("constr"), "people c0020: asked me for our constraints paper\n"
                                       "promise f0030: Re-irradiation constraints paper\n"
                                       "promise f0017: SBRT constraints card\n"
                                       "log i0115: Her constraints poster\n"
                                       "event p0024: Which constraint do you not believe?\n");
  assert_int_equal(now.search.count[SEARCH_PEOPLE], 1);
  assert_int_equal(now.search.count[SEARCH_PROMISES], 2);
  assert_int_equal(now.search.count[SEARCH_LOG], 1);
  assert_int_equal(now.search.count[SEARCH_EVENTS], 1);
  found("togawa constr");
  assert_int_equal(now.search.count[SEARCH_PROMISES], 1);
  assert_int_equal(now.search.count[SEARCH_LOG], 1);
}

/* However the text came to be what it is, the answer is the same. */
static void narrowing_finds_what_looking_afresh_finds(void **state) {
  static const char *const words[] = {"constraints paper", "togawa",  "henrike cv", "zzz",
                                      "letter w",          "hrka tgw"};

  (void)state;
  given_folder(MENTEE_SAMPLE_DIR, 0);
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
    char typed[40], *afresh;
    for (size_t len = 1; len <= strlen(words[i]); len++) {
      memcpy(typed, words[i], len);
      typed[len] = '\0';
      begin();
      afresh = strdup(found(typed));
      begin();
      for (size_t upto = 1; upto <= len; upto++) {
        char prefix[40];
        memcpy(prefix, words[i], upto);
        prefix[upto] = '\0';
        found(prefix);
      }
      assert_string_equal(found(typed), afresh);
      free(afresh);
    }
  }
}

static void people_come_first_and_the_gone_last(void **state) {
  (void)state;
  given("contacts", "id,name,org,status", "a,Lan Old,There,archived", "b,Bo Lan,Here,",
        "c,Lan Bui,Here,", "d,Lena Anders,Here,", NULL);
  given("followups", "id,contact_id,direction,what,due_on", "f1,b,i_owe,Plan,2026-01-01",
        "f2,c,i_owe,Lane,2026-02-01", NULL);
  begin();
  assert_string_equal(found("la"), "people c: Here\npeople b: Here\npeople a: There\n");
  assert_string_equal(found("lan"), "people c: Here\npeople b: Here\npeople a: There\n"
                                    "promise f2: Lane\npromise f1: Plan\n");
  assert_string_equal(found("lens"), "people d: Here\n"); /* in this order: l e n .. s */
  assert_string_equal(found("qx"), "");
  assert_string_equal(found(""), "");
  assert_string_equal(found("  "), "");
}

static void a_field_asks_for_people(void **state) {
  (void)state;
  given("contacts", "id,name,org,status", "a,Ann,There,archived", "b,Bo,There,", "c,Cy,Here,",
        NULL);
  begin();
  assert_string_equal(found("org:there"), "people b: There\npeople a: There\n");
  assert_string_equal(found("orgg:there"), "unknown field 'orgg'; did you mean 'org'?\n");
  assert_string_equal(found("cy"), "people c: Here\n");
}

static void what_is_private_is_not_looked_into(void **state) {
  (void)state;
  given("contacts", "id,name,notes", "a,Ann,secret", NULL);
  given("interactions", "id,on_date,people,subject,notes,private", "i1,2026-01-01,a,secret,,yes",
        "i2,2026-01-01,a,open,secret,", NULL);
  begin();
  assert_string_equal(found("secret"), "");
}

#define WITH(test) cmocka_unit_test_teardown(test, forget)

int main(void) {
  const struct CMUnitTest tests[] = {
      WITH(the_sample_by_letters),
      WITH(narrowing_finds_what_looking_afresh_finds),
      WITH(people_come_first_and_the_gone_last),
      WITH(a_field_asks_for_people),
      WITH(what_is_private_is_not_looked_into),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
