#include "books.h"
#include "mentee/engine/who.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define FRIDAY "2026-11-20"

static struct buf said;

static int forget(void **state) {
  (void)state;
  buf_release(&said);
  forget_given();
  return 0;
}

/* "now Siobhán: Assistant Professor, ..." a line. */
static const char *who_on(const char *iso, const char *place) {
  static const char *const ties[] = {"now", "before", "knows", "goal"};
  struct err err = ERR_INIT;
  struct who who;

  buf_cut(&said, 0);
  if (!who_is_there(&who, given_book(), place, day(iso), &err))
    buf_addf(&said, "%s\n", err.text);
  if (who.target != NULL)
    buf_addf(&said, "= %s\n", record_id(who.target));
  for (size_t i = 0; i < who.people.len; i++)
    buf_addf(&said, "%s %s: %s\n", ties[who.people.data[i].tie],
             record_id(who.people.data[i].contact), who.people.data[i].how);
  who_release(&who);
  return buf_text(&said);
}

static void a_goal_of_the_sample(void **state) {
  static const char *const northfen =
      "= t0002\n"
      "now c0032: Assistant Professor, Northfen University, since 2024\n"
      "now c0013: Program director, Northfen University, since 2020\n"
      "before c0012: Professor, Northfen University, 1994 to 2025\n"
      "before c0001: Resident, Northfen University, 2001 to 2005\n"
      "knows c0036: introduced Siobhán\n"
      "knows c0010: introduced you to Dr Sæther\n"
      "goal c0001: trained at Northfen University residency\n";

  (void)state;
  given_folder(MENTEE_SAMPLE_DIR, 0);
  assert_string_equal(who_on(FRIDAY, "northfen"), northfen);
  assert_string_equal(who_on(FRIDAY, "t0002"), northfen);
  assert_string_equal(who_on(FRIDAY, "Northfen University residency"), northfen);
  given_folder(MENTEE_SAMPLE_DIR, 3);
  assert_string_equal(who_on(FRIDAY, "northfen"), northfen);
}

static void a_place_is_meant_by_a_part_or_its_initials(void **state) {
  static const char *const same[] = {"Larkspur Med Ctr", "LARKSPUR", "larkspur medical center"};

  (void)state;
  given_folder(MENTEE_SAMPLE_DIR, 0);
  for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
    assert_non_null(strstr(who_on(FRIDAY, same[i]), "now c0026: Chief therapist"));
    assert_null(strstr(buf_text(&said), "="));
  }
  assert_non_null(strstr(who_on(FRIDAY, "ltrop"), "= t0001\n"));
  assert_non_null(strstr(buf_text(&said), "now c0017: Attending, Fennimore Children’s"));
  assert_null(strstr(buf_text(&said), "c0026"));
}

static void days_decide_who_is_there(void **state) {
  (void)state;
  given("contacts", "id,name,org,status,status_since,introduced_by", "a,Ann Low,,,,",
        "b,Bo Dee,Here Hospital,,,c", "c,Cy Far,,,,", "d,Di Gone,Here,deceased,2026-01-01,", NULL);
  given("affiliations", "id,contact_id,org,title,from_on,to_on",
        "f1,a,Here,Fellow,2025-01-01,2025-12-31", NULL);
  assert_string_equal(who_on("2025-12-31", "here"), "now a: Fellow, Here, since 2025\n"
                                                    "now b: Here Hospital\n"
                                                    "now d: Here\n"
                                                    "knows c: introduced you to Bo\n");
  assert_string_equal(who_on("2026-01-01", "here"), "now b: Here Hospital\n"
                                                    "before a: Fellow, Here, 2025 to 2025\n"
                                                    "knows c: introduced you to Bo\n");
  assert_string_equal(who_on("2024-12-31", "here"), "now b: Here Hospital\n"
                                                    "now d: Here\n"
                                                    "knows c: introduced you to Bo\n");
}

static void nowhere_is_said_so(void **state) {
  (void)state;
  given("contacts", "id,name,org", "a,Ann Low,Here", NULL);
  assert_string_equal(who_on(FRIDAY, "nowhere"),
                      "nobody and no place like 'nowhere'; say a part of its name\n");
  assert_string_equal(who_on(FRIDAY, ""), "nobody and no place like ''; say a part of its name\n");
}

#define WITH(test) cmocka_unit_test_teardown(test, forget)

int main(void) {
  const struct CMUnitTest tests[] = {
      WITH(a_goal_of_the_sample),
      WITH(a_place_is_meant_by_a_part_or_its_initials),
      WITH(days_decide_who_is_there),
      WITH(nowhere_is_said_so),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
