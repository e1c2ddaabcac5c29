/* Lines of commands that are longer than the terminal go on beneath their text. */
#include "pty.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void run(struct pty *pty, int cols, const char *command) {
  const char *const args[] = {"--today", "2026-11-20", command, "lan", NULL};

  pty_run(pty,
          &(struct pty_start){.args = args, .store = MENTEE_SAMPLE_DIR, .rows = 200, .cols = cols});
  pty_expect_exit(pty, 0);
}

static void a_rule_goes_on_under_its_words(void **state) {
  struct pty *pty = *state;
  int row;

  run(pty, 80, "why");
  row = pty_expect(pty, "R13a  silent      a mentor on trial who talks with you  [offer.talks 2,");
  assert_string_equal(pty_row(pty, row + 1), "                  offer.talk_days 90]");
  run(pty, 40, "why");
  row = pty_expect(pty, "R13a  silent      a mentor on trial who");
  assert_string_equal(pty_row(pty, row + 1), "  talks with you  [offer.talks 2,");
}

static void the_head_of_a_page_goes_on_beneath(void **state) {
  struct pty *pty = *state;
  int row;

  run(pty, 40, "show");
  row = pty_expect(pty, "mentor (career) since Mar 2025");
  assert_string_equal(pty_row(pty, row + 1), "  ten weeks");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(a_rule_goes_on_under_its_words, pty_setup, pty_teardown),
      cmocka_unit_test_setup_teardown(the_head_of_a_page_goes_on_beneath, pty_setup, pty_teardown),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
