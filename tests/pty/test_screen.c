/* The full screen as a person meets it: starting, keys, wide names, sizes, colours, leaving. */
#include "pty.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const char *const today[] = {"--today", "2026-11-20", NULL};

static void open_sample(struct pty *pty, const char *const *env) {
  pty_run(pty, &(struct pty_start){.store = MENTEE_SAMPLE_DIR, .args = today, .env = env});
  pty_expect(pty, "? help");
  pty_settle(pty);
}

static int shell(const char *format, const char *home) {
  char command[512];

  snprintf(command, sizeof command, format, home);
  return system(command);
}

static void assert_store_unchanged(const struct pty *pty) {
  assert_int_equal(shell("diff -r " MENTEE_SAMPLE_DIR " %s/store", pty_home(pty)), 0);
}

static void the_first_start_says_what_this_is_and_writes_nothing(void **state) {
  struct pty *pty = *state;

  pty_run(pty, &(struct pty_start){0});
  pty_expect(pty, "add someone");
  pty_expect(pty, "look around a sample network");
  pty_keys(pty, "s");
  pty_expect(pty, "Today");
  pty_keys(pty, "j2jjq");
  pty_send(pty, "Q", 1);
  pty_expect_exit(pty, 0);
  pty_expect_restored(pty);
  assert_int_equal(shell("test -z \"$(ls -A %s)\"", pty_home(pty)), 0);
}

static void looking_and_leaving_writes_nothing(void **state) {
  struct pty *pty = *state;

  open_sample(pty, NULL);
  pty_keys(pty, "jj\r");
  pty_keys(pty, "\033");
  pty_keys(pty, "2/lan");
  pty_keys(pty, "\033");
  pty_send(pty, "Q", 1);
  pty_expect_exit(pty, 0);
  pty_expect_restored(pty);
  assert_store_unchanged(pty);
}

static void the_cursor_of_the_terminal_is_on_the_row_that_is_chosen(void **state) {
  struct pty *pty = *state;
  int row, col, next;

  open_sample(pty, NULL);
  pty_cursor(pty, &row, &col);
  assert_non_null(strstr(pty_row(pty, row), "▸"));
  pty_keys(pty, "j");
  pty_cursor(pty, &next, &col);
  assert_int_equal(next, row + 1);
  pty_keys(pty, "\033OA"); /* the up arrow in keypad mode */
  pty_cursor(pty, &next, &col);
  assert_int_equal(next, row);
}

static void wide_and_combined_characters_keep_their_columns(void **state) {
  struct pty *pty = *state;
  int row, at = 0;

  open_sample(pty, NULL);
  row = pty_expect(pty, "戸川 はるか");
  while (pty_cell(pty, row, at).chars[0] != 0x6238)
    at++;
  assert_int_equal(pty_cell(pty, row, at).width, 2);
  assert_int_equal(pty_cell(pty, row, at + 1).width, 0);
  assert_int_equal(pty_cell(pty, row, at + 2).chars[0], 0x5ddd);
  pty_keys(pty, "/bui");
  pty_expect(pty, "Bùi Thị Ngọc Lan");
}

static void a_talk_is_logged_with_one_key_and_a_line_and_undone(void **state) {
  struct pty *pty = *state;

  open_sample(pty, NULL);
  pty_keys(pty, "jl");
  pty_keys(pty, "coffee: the paper\r");
  pty_settle(pty);
  assert_int_equal(shell("grep -q 'coffee.*the paper' %s/store/interactions.csv", pty_home(pty)),
                   0);
  pty_keys(pty, "\033");
  pty_keys(pty, "u");
  pty_settle(pty);
  assert_int_not_equal(shell("grep -q 'the paper' %s/store/interactions.csv", pty_home(pty)), 0);
  pty_send(pty, "Q", 1);
  pty_expect_exit(pty, 0);
}

static void a_paste_is_text_whatever_is_in_it(void **state) {
  struct pty *pty = *state;

  open_sample(pty, NULL);
  pty_keys(pty, "l");
  pty_keys(pty, "\033[200~quietly q Q\033[201~");
  pty_expect(pty, "quietly q Q");
  pty_keys(pty, "\033");
  pty_expect(pty, "? help");
}

static void every_size_is_drawn_and_the_smallest_waits(void **state) {
  static const int sizes[][2] = {{60, 200}, {30, 120}, {10, 40}, {24, 80}};
  struct pty *pty = *state;

  open_sample(pty, NULL);
  for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
    pty_resize(pty, sizes[i][0], sizes[i][1]);
    pty_expect(pty, "gawa");
  }
  pty_resize(pty, 3, 9);
  pty_expect_absent(pty, "gawa");
  pty_resize(pty, 1, 1);
  pty_resize(pty, 24, 80);
  pty_expect(pty, "Haruka Tōgawa");
  pty_expect(pty, "? help");
}

static void resizing_while_typing_keeps_what_was_typed(void **state) {
  struct pty *pty = *state;

  open_sample(pty, NULL);
  pty_keys(pty, "lcoffee: the slots");
  pty_resize(pty, 12, 50);
  pty_expect(pty, "the slots");
  pty_resize(pty, 40, 100);
  pty_expect(pty, "the slots");
  pty_keys(pty, " of may");
  pty_expect(pty, "the slots of may");
}

static void colour_is_left_out_where_it_is_not_wanted(void **state) {
  const char *no_color[] = {"NO_COLOR=1", NULL}, *vt100[] = {"TERM=vt100", NULL};
  struct pty *pty = *state;

  open_sample(pty, no_color);
  assert_false(pty_any_colour(pty));
  open_sample(pty, vt100);
  assert_false(pty_any_colour(pty));
}

static void a_terminal_that_nobody_knows_is_taken_for_a_common_one(void **state) {
  const char *newest[] = {"TERM=newest-of-all", NULL};
  struct pty *pty = *state;

  open_sample(pty, newest);
  pty_expect(pty, "Haruka Tōgawa");
}

static void a_terminal_that_holds_no_screen_gets_lines(void **state) {
  static const char *const none[][2] = {{"TERM=dumb", NULL}, {"TERM", NULL}};
  struct pty *pty = *state;

  for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
    assert_int_equal(shell("rm -rf %s/store", pty_home(pty)), 0);
    pty_run(pty, &(struct pty_start){
                     .store = MENTEE_SAMPLE_DIR, .args = today, .env = none[i], .rows = 50});
    pty_expect_exit(pty, 0);
    pty_expect(pty, "  Haruka Tōgawa          SNO follow-up");
    pty_expect(pty, "holds no full screen; mentee help");
    assert_int_equal(pty_escapes(pty), 0);
  }
}

/* Where the terminal has no second screen, the shell's prompt comes where the keys stood. */
static void without_a_second_screen_no_key_line_is_left_behind(void **state) {
  static const char *const terms[][2] = {{"TERM=linux", NULL}, {"TERM=vt100", NULL}};
  struct pty *pty = *state;

  for (size_t i = 0; i < sizeof terms / sizeof terms[0]; i++) {
    assert_int_equal(shell("rm -rf %s/store", pty_home(pty)), 0);
    open_sample(pty, terms[i]);
    pty_send(pty, "Q", 1);
    pty_expect_exit(pty, 0);
    pty_expect_row(pty, 23, "");
    pty_expect_restored(pty);
  }
}

static void a_locale_that_is_not_installed_still_gets_utf8(void **state) {
  const char *missing[] = {"LC_ALL=xx_XX.UTF-8", NULL};
  struct pty *pty = *state;

  open_sample(pty, missing);
  pty_expect(pty, "Haruka Tōgawa");
}

static void the_example_configuration_is_taken_with_its_keys(void **state) {
  struct pty *pty = *state;

  assert_int_equal(shell("mkdir -p %s/.config/mentee", pty_home(pty)), 0);
  assert_int_equal(shell("sed 's/^#\\([a-z]\\)/\\1/' " MENTEE_SOURCE_DIR
                         "/share/mentee/mentee.conf.example >%s/.config/mentee/mentee.conf",
                         pty_home(pty)),
                   0);
  open_sample(pty, NULL);
  pty_keys(pty, "l");
  pty_expect(pty, "Esc");
}

/* Whoever leads an orphaned session cannot be stopped: the shell's jobs can. */
static void start_under_a_shell(struct pty *pty) {
  const char *args[] = {"--norc", "--noprofile", "-i", NULL};
  const char *env[] = {"PS1=ready ", NULL};
  char command[512];

  pty_run(pty, &(struct pty_start){.program = "/bin/bash", .args = args, .env = env});
  pty_expect(pty, "ready");
  snprintf(command, sizeof command,
           "sh -c 'echo $$ >~/pid; exec \"$0\" \"$@\"' %s --store %s --today 2026-11-20\r",
           MENTEE_BINARY, MENTEE_SAMPLE_DIR);
  pty_send(pty, command, strlen(command));
  pty_expect(pty, "Haruka");
}

static void expect_stopped_then_call_back(struct pty *pty) {
  pty_expect(pty, "Stopped");
  pty_send(pty, "stty -a\r", 8);
  pty_expect(pty, " icanon");
  pty_expect(pty, " echo ");
  pty_send(pty, "clear; fg\r", 10);
  pty_expect(pty, "Haruka");
  pty_expect(pty, "? help");
}

static void stopped_and_called_back_it_draws_again(void **state) {
  struct pty *pty = *state;

  start_under_a_shell(pty);
  pty_send(pty, "\032", 1);
  expect_stopped_then_call_back(pty);
  pty_send(pty, "Q", 1);
  pty_expect(pty, "ready");
}

static void stopped_from_outside_it_gives_the_terminal_back_too(void **state) {
  struct pty *pty = *state;
  char path[256];
  long pid = 0;
  FILE *file;

  start_under_a_shell(pty);
  pty_expect(pty, "? help");
  snprintf(path, sizeof path, "%s/pid", pty_home(pty));
  file = fopen(path, "r");
  assert_non_null(file);
  assert_int_equal(fscanf(file, "%ld", &pid), 1);
  fclose(file);
  assert_int_equal(kill((pid_t)pid, SIGTSTP), 0);
  expect_stopped_then_call_back(pty);
  pty_send(pty, "Q", 1);
  pty_expect(pty, "ready");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, pty_setup, pty_teardown)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(the_first_start_says_what_this_is_and_writes_nothing),
      TEST(looking_and_leaving_writes_nothing),
      TEST(the_cursor_of_the_terminal_is_on_the_row_that_is_chosen),
      TEST(wide_and_combined_characters_keep_their_columns),
      TEST(a_talk_is_logged_with_one_key_and_a_line_and_undone),
      TEST(a_paste_is_text_whatever_is_in_it),
      TEST(every_size_is_drawn_and_the_smallest_waits),
      TEST(resizing_while_typing_keeps_what_was_typed),
      TEST(colour_is_left_out_where_it_is_not_wanted),
      TEST(a_terminal_that_nobody_knows_is_taken_for_a_common_one),
      TEST(a_terminal_that_holds_no_screen_gets_lines),
      TEST(without_a_second_screen_no_key_line_is_left_behind),
      TEST(a_locale_that_is_not_installed_still_gets_utf8),
      TEST(the_example_configuration_is_taken_with_its_keys),
      TEST(stopped_and_called_back_it_draws_again),
      TEST(stopped_from_outside_it_gives_the_terminal_back_too),
  };

  return cmocka_run_group_tests_name("full screen", tests, NULL, NULL);
}
