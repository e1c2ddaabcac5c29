/* Every place where something is typed: a new size, a paste, the editor, a window that closes. */
#include "pty.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const char *const today[] = {"--today", "2026-11-20", NULL};

/* The keys that lead into it, and how many Esc lead out again. */
static const struct {
  const char *name, *keys;
  int backs;
} inputs[] = {
    {"log", "1l", 1},
    {"log form", "1l\t", 2},
    {"promise", "1p", 1},
    {"meeting", "1m", 1},
    {"later", "1z", 1},
    {"who", "1L", 1},
    {"find", "1/", 1},
    {"command", "1:", 1},
    {"new person", "2a", 1},
    {"a person's field", "2e\025", 1},
    {"tag", "2t", 1},
    {"new event", "5a", 1},
    {"somebody at an event", "5g\ra", 2},
    {"import", "1:import\r", 1},
};

static int shell(const char *format, const char *home) {
  char command[1024];

  snprintf(command, sizeof command, format, home, home);
  return system(command);
}

static void start(struct pty *pty, const char *const *env) {
  assert_int_equal(shell("rm -rf '%s/store'", pty_home(pty)), 0);
  pty_run(pty, &(struct pty_start){.store = MENTEE_SAMPLE_DIR, .args = today, .env = env});
  pty_expect(pty, "? help");
  pty_settle(pty);
}

/* The same store again, as it was left. */
static void start_again(struct pty *pty) {
  char store[128];
  const char *args[] = {"--store", store, "--today", "2026-11-20", NULL};

  snprintf(store, sizeof store, "%s/store", pty_home(pty));
  pty_run(pty, &(struct pty_start){.args = args});
  pty_expect(pty, "? help");
  pty_settle(pty);
}

#define MANY 400000 /* people: the reading of them takes long enough to be seen */

static void put_big_file(const char *path) {
  FILE *file = fopen(path, "w");

  assert_non_null(file);
  fputs("First Name,Last Name,URL,Email Address,Company,Position,Connected On\n", file);
  for (int i = 0; i < MANY; i++)
    fprintf(file, "Ada,Number%d,https://www.linkedin.com/in/n%d,,Somewhere,Physicist,20 Nov 2025\n",
            i, i);
  assert_int_equal(fclose(file), 0);
}

static void a_long_reading_is_stopped_by_esc_with_nothing_written(void **state) {
  struct pty *pty = *state;
  char path[128], keys[160];

  start(pty, NULL);
  snprintf(path, sizeof path, "%s/big.csv", pty_home(pty));
  put_big_file(path);
  snprintf(keys, sizeof keys, ":import %s\r", path);
  pty_send(pty, keys, strlen(keys));
  pty_expect(pty, "Esc stop; nothing is taken then");
  pty_send(pty, "\033", 1);
  pty_expect(pty, "was stopped");
  pty_expect_absent(pty, "Nothing has been written yet");
  assert_int_equal(shell("! grep -q Number '%s/store/contacts.csv'", pty_home(pty)), 0);
  pty_keys(pty, "2");
  pty_expect(pty, "2 People");
}

static void leave(struct pty *pty, size_t input) {
  for (int i = 0; i < inputs[input].backs; i++)
    pty_keys(pty, "\033");
}

static void a_new_size_keeps_what_is_typed_and_where(void **state) {
  static const int sizes[][2] = {{10, 40}, {60, 200}, {30, 120}, {12, 50}, {24, 80}};
  struct pty *pty = *state;
  int row, col, row_after, col_after;

  start(pty, NULL);
  for (size_t i = 0; i < COUNT(inputs); i++) {
    pty_keys(pty, inputs[i].keys);
    pty_keys(pty, "haxy");
    pty_expect(pty, "haxy");
    pty_settle(pty);
    pty_cursor(pty, &row, &col);
    for (size_t size = 0; size < COUNT(sizes); size++) {
      pty_resize(pty, sizes[size][0], sizes[size][1]);
      pty_expect(pty, "haxy");
    }
    pty_settle(pty);
    pty_cursor(pty, &row_after, &col_after);
    if (row != row_after || col != col_after)
      fail_msg("%s: the cursor went from %d, %d to %d, %d", inputs[i].name, row, col, row_after,
               col_after);
    pty_keys(pty, "\002b"); /* one back, and a letter: between x and y */
    pty_expect(pty, "haxby");
    leave(pty, i);
  }
  pty_expect(pty, "? help");
}

/* Too small is no reason to lose anything. */
static void a_window_that_is_too_small_waits(void **state) {
  struct pty *pty = *state;

  start(pty, NULL);
  for (size_t i = 0; i < COUNT(inputs); i++) {
    pty_keys(pty, inputs[i].keys);
    pty_keys(pty, "haxy");
    pty_resize(pty, 3, 30);
    pty_expect(pty, "Nothing is lost.");
    pty_resize(pty, 24, 80);
    pty_expect(pty, "haxy");
    leave(pty, i);
  }
}

static void a_paste_is_text_in_every_input(void **state) {
  struct pty *pty = *state;

  start(pty, NULL);
  for (size_t i = 0; i < COUNT(inputs); i++) {
    pty_keys(pty, inputs[i].keys);
    pty_keys(pty, "\033[200~qQ:q \033\003 Qzx\rq\r\033[201~");
    pty_expect(pty, "Qzx");
    leave(pty, i);
    if (strcmp(inputs[i].name, "somebody at an event") == 0)
      pty_keys(pty, "\033"); /* a list of people was read */
  }
  pty_keys(pty, "1");
  pty_expect(pty, "? help");
  assert_int_equal(shell("! grep -r Qzx '%s/store'", pty_home(pty)), 0);
}

/* --- the editor ------------------------------------------------------------------------------- */

/* An editor whose name has a blank in it, and which wants its option. */
static void make_editor(struct pty *pty, const char *does) {
  char path[256], text[512];
  FILE *file;

  snprintf(path, sizeof path, "%s/my editor", pty_home(pty));
  file = fopen(path, "wb");
  assert_non_null(file);
  snprintf(text, sizeof text, "#!/bin/sh\n[ \"$1\" = --wait ] || exit 3\nshift\n%s\n", does);
  fputs(text, file);
  fclose(file);
  assert_int_equal(chmod(path, 0700), 0);
}

static void start_with_editor(struct pty *pty) {
  char visual[256];
  const char *env[] = {visual, "EDITOR=/bin/false", NULL};

  snprintf(visual, sizeof visual, "VISUAL='%s/my editor' --wait", pty_home(pty));
  start(pty, env);
}

static void the_editor_gives_back_what_was_written(void **state) {
  struct pty *pty = *state;

  make_editor(pty, "printf 'walk: by the river\\nThree thoughts.\\n' >\"$1\"");
  start_with_editor(pty);
  pty_keys(pty, "lcoffee\030\005"); /* Ctrl-X Ctrl-E */
  pty_expect(pty, "by the river");
  pty_keys(pty, "\r");
  pty_expect(pty, "Does it settle this too?");
  pty_keys(pty, "\r");
  pty_expect(pty, "u undoes");
  assert_int_equal(shell("grep -q 'walk.*by the river' '%s/store/interactions.csv'", pty_home(pty)),
                   0);
  assert_int_equal(shell("grep -q 'Three thoughts.' '%s/store/interactions.csv'", pty_home(pty)),
                   0);
}

static void an_editor_that_ends_with_an_error_changes_nothing(void **state) {
  struct pty *pty = *state;

  make_editor(pty, "echo gone >\"$1\"; exit 1");
  start_with_editor(pty);
  pty_keys(pty, "lcoffee: kept\030\005");
  pty_expect(pty, "coffee: kept");
  pty_expect_absent(pty, "gone");
}

/* The editor has the terminal to itself: as it was before, with line editing and echo. */
static void the_editor_finds_the_terminal_as_it_was(void **state) {
  struct pty *pty = *state;

  make_editor(pty, "stty -a >\"$HOME/modes\"; read answer; echo \"text: $answer\" >\"$1\"");
  start_with_editor(pty);
  pty_keys(pty, "lx\030\005");
  pty_send(pty, "typed there\r", 12);
  pty_expect(pty, "typed there");
  assert_int_equal(
      shell("grep -q ' icanon' '%s/modes' && grep -q ' echo ' '%s/modes'", pty_home(pty)), 0);
  pty_keys(pty, "\033");
  pty_send(pty, "Q", 1);
  pty_expect_exit(pty, 0);
  pty_expect_restored(pty);
}

/* --- what was half written ---------------------------------------------------------------------
 */

static void expect_offered_again(struct pty *pty) {
  start_again(pty);
  pty_expect(pty, "was put aside");
  pty_keys(pty, "l");
  pty_expect(pty, "coffee: half a sen");
  pty_keys(pty, "\025\r"); /* an empty line is an entry; the draft is used up */
}

static void half_a_line_is_offered_again_after_a_signal(void **state) {
  static const int signals[] = {SIGHUP, SIGTERM, SIGINT, SIGQUIT};
  struct pty *pty = *state;

  for (size_t i = 0; i < COUNT(signals); i++) {
    start(pty, NULL);
    pty_keys(pty, "lcoffee: half a sen");
    pty_kill(pty, signals[i]);
    pty_expect_signal(pty, signals[i]);
    expect_offered_again(pty);
  }
}

static void half_a_line_is_offered_again_after_a_closed_window(void **state) {
  struct pty *pty = *state;

  start(pty, NULL);
  pty_keys(pty, "lcoffee: half a sen");
  pty_hang_up(pty);
  pty_expect_signal(pty, SIGHUP);
  expect_offered_again(pty);
}

static void half_a_line_is_offered_again_after_a_kill(void **state) {
  static const int signals[] = {SIGKILL, SIGSEGV, SIGABRT};
  struct pty *pty = *state;

  for (size_t i = 0; i < COUNT(signals); i++) {
    start(pty, NULL);
    pty_keys(pty, "lcoffee: half a sen");
    nanosleep(&(struct timespec){2, 0}, NULL); /* a second is what may be lost */
    pty_settle(pty);
    pty_kill(pty, signals[i]);
    pty_expect_signal(pty, signals[i]);
    expect_offered_again(pty);
  }
}

static void half_a_form_is_offered_again(void **state) {
  struct pty *pty = *state;

  start(pty, NULL);
  pty_keys(pty, "2a");
  pty_keys(pty, "Half A. Person\t\tHoshino");
  pty_kill(pty, SIGTERM);
  pty_expect_signal(pty, SIGTERM);
  start_again(pty);
  pty_expect(pty, "put aside");
  pty_keys(pty, "2a");
  pty_expect(pty, "Half A. Person");
  pty_expect(pty, "Hoshino");
}

static void ctrl_c_twice_leaves_and_keeps_the_line(void **state) {
  struct pty *pty = *state;

  start(pty, NULL);
  pty_keys(pty, "lcoffee: half a sen");
  pty_send(pty, "\003\003", 2);
  pty_expect_exit(pty, 0);
  pty_expect_restored(pty);
  expect_offered_again(pty);
}

static void ctrl_c_once_is_esc(void **state) {
  struct pty *pty = *state;

  start(pty, NULL);
  pty_keys(pty, "lcoffee: half a sen");
  pty_keys(pty, "\003");
  pty_expect_absent(pty, "Log with");
  nanosleep(&(struct timespec){2, 100000000}, NULL);
  pty_keys(pty, "\003");
  pty_expect(pty, "? help");
  pty_keys(pty, "l");
  pty_expect(pty, "coffee: half a sen");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, pty_setup, pty_teardown)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(a_new_size_keeps_what_is_typed_and_where),
      TEST(a_window_that_is_too_small_waits),
      TEST(a_paste_is_text_in_every_input),
      TEST(the_editor_gives_back_what_was_written),
      TEST(an_editor_that_ends_with_an_error_changes_nothing),
      TEST(the_editor_finds_the_terminal_as_it_was),
      TEST(half_a_line_is_offered_again_after_a_signal),
      TEST(half_a_line_is_offered_again_after_a_closed_window),
      TEST(half_a_line_is_offered_again_after_a_kill),
      TEST(half_a_form_is_offered_again),
      TEST(ctrl_c_twice_leaves_and_keeps_the_line),
      TEST(ctrl_c_once_is_esc),
      TEST(a_long_reading_is_stopped_by_esc_with_nothing_written),
  };

  return cmocka_run_group_tests_name("inputs", tests, NULL, NULL);
}
