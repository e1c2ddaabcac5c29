/* The harness itself, with programs that everybody has. */
#include "pty.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

static void shell(struct pty *pty, const char *script) {
  const char *args[] = {"-c", script, NULL};

  pty_run(pty, &(struct pty_start){.program = "/bin/sh", .args = args, .rows = 5, .cols = 20});
}

static void what_a_program_writes_is_seen_cell_by_cell(void **state) {
  struct pty *pty = *state;
  int row, col;

  shell(pty, "printf 'a\\033[1;31mb\\033[0m\\r\\n\\346\\210\\270e\\314\\201.'; read line");
  pty_expect_row(pty, 0, "ab");
  pty_expect_row(pty, 1, "戸e\xcc\x81.");
  assert_false(pty_cell(pty, 0, 0).bold);
  assert_true(pty_cell(pty, 0, 1).bold);
  assert_true(pty_cell(pty, 0, 1).coloured);
  assert_int_equal(pty_cell(pty, 1, 0).width, 2);
  assert_int_equal(pty_cell(pty, 1, 1).width, 0);
  assert_int_equal(pty_cell(pty, 1, 2).chars[1], 0x301);
  pty_cursor(pty, &row, &col);
  assert_int_equal(row, 1);
  assert_int_equal(col, 4);
}

static void keys_are_answered_before_settling_ends(void **state) {
  struct pty *pty = *state;

  shell(pty, "while read line; do printf '<%s>' \"$line\"; done");
  pty_settle(pty);
  for (int i = 0; i < 50; i++) {
    pty_keys(pty, "x\n");
    assert_non_null(strstr(pty_row(pty, i + 1 < 4 ? i + 1 : 4), "<x>"));
  }
}

static void an_exit_and_a_signal_are_told_apart(void **state) {
  struct pty *pty = *state;

  shell(pty, "exit 3");
  pty_expect_exit(pty, 3);
  shell(pty, "echo here; kill -USR1 $$");
  pty_expect_signal(pty, SIGUSR1);
  pty_expect(pty, "here");
  shell(pty, "read line");
  pty_hang_up(pty);
  pty_expect_signal(pty, SIGHUP);
}

static void a_terminal_left_in_disorder_is_noticed(void **state) {
  static const char *const disorders[] = {"stty -echo",
                                          "printf '\\033[?1049h'",
                                          "printf '\\033[?25l'",
                                          "printf '\\033[?1000h'",
                                          "printf '\\033[?2004h'",
                                          "printf '\\033[7m'"};
  struct pty *pty = *state;

  shell(pty, "printf '\\033[?2004h\\033[?2004l\\033[1mbold\\033[0m'");
  pty_expect_exit(pty, 0);
  pty_expect_restored(pty);
  for (size_t i = 0; i < sizeof disorders / sizeof disorders[0]; i++) {
    shell(pty, disorders[i]);
    pty_expect_exit(pty, 0);
    assert_false(pty_is_restored(pty));
  }
}

static void a_resize_reaches_the_program(void **state) {
  struct pty *pty = *state;

  shell(pty, "trap 'stty size' WINCH; while :; do read line || :; done");
  pty_settle(pty);
  pty_resize(pty, 7, 33);
  pty_expect(pty, "7 33");
}

static void the_environment_is_closed(void **state) {
  struct pty *pty = *state;
  const char *args[] = {NULL};
  const char *env[] = {"TERM=vt100", "LC_ALL", "NEW=1", NULL};

  pty_run(pty, &(struct pty_start){.program = "/usr/bin/env", .args = args, .env = env});
  pty_expect_exit(pty, 0);
  pty_expect(pty, "TERM=vt100");
  pty_expect(pty, "NEW=1");
  pty_expect_absent(pty, "LC_ALL");
  pty_expect_absent(pty, "xterm");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(what_a_program_writes_is_seen_cell_by_cell, pty_setup,
                                      pty_teardown),
      cmocka_unit_test_setup_teardown(keys_are_answered_before_settling_ends, pty_setup,
                                      pty_teardown),
      cmocka_unit_test_setup_teardown(an_exit_and_a_signal_are_told_apart, pty_setup, pty_teardown),
      cmocka_unit_test_setup_teardown(a_terminal_left_in_disorder_is_noticed, pty_setup,
                                      pty_teardown),
      cmocka_unit_test_setup_teardown(a_resize_reaches_the_program, pty_setup, pty_teardown),
      cmocka_unit_test_setup_teardown(the_environment_is_closed, pty_setup, pty_teardown),
  };

  return cmocka_run_group_tests_name("pty harness", tests, NULL, NULL);
}
