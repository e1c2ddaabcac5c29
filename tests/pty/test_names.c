/* Names of every kind: wide, combined, right to left, joined, and what would be a control. */
#include "pty.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const char *const today[] = {"--today", "2026-11-20", NULL};

/* A name, and how a terminal shows it (NULL: as it is). */
static const struct {
  const char *name, *shown;
} names[] = {
    {"\u6238\u5ddd \u306f\u308b\u304b", NULL},
    {"\ud55c\uad6d \uc0ac\ub78c", NULL},
    {"Zoe\u0308 Combined", "Zo"},
    {"Bu\u0300i Thi\u0323 Ngo\u0323c", "Bu"},
    {"\u05d3\u05d5\u05d3 \u05dc\u05d5\u05d9", NULL},
    {"\u0633\u0627\u0631\u0629 \u062d\u062f\u0627\u062f", NULL},
    {"Override \u202egnp.exe", "Override "},
    {"Tab\u00a0Nbsp", NULL},
    {"Rocket \U0001F680 Emoji", NULL},
};

static void write_store(struct pty *pty) {
  char path[256];
  FILE *file;

  snprintf(path, sizeof path, "mkdir -p -m 700 '%s/names'", pty_home(pty));
  assert_int_equal(system(path), 0);
  snprintf(path, sizeof path, "%s/names/contacts.csv", pty_home(pty));
  file = fopen(path, "wb");
  assert_non_null(file);
  fputs("id,name,org\n", file);
  for (size_t i = 0; i < COUNT(names); i++)
    fprintf(file, "c%04zu,%s,Place\n", i + 1, names[i].name);
  fclose(file);
}

static void start(struct pty *pty, const char *const *env) {
  char store[128];
  const char *args[] = {"--store", store, today[0], today[1], NULL};

  write_store(pty);
  snprintf(store, sizeof store, "%s/names", pty_home(pty));
  pty_run(pty, &(struct pty_start){.args = args, .env = env});
  pty_expect(pty, "? help");
  pty_keys(pty, "2");
  pty_expect(pty, "9 people");
  pty_settle(pty);
}

/* Whatever a name is made of, the column after it begins in its own place. */
static void the_columns_stand_under_each_other(void **state) {
  struct pty *pty = *state;
  int row, place = 0;

  start(pty, NULL);
  for (size_t i = 0; i < COUNT(names); i++) {
    row = pty_expect(pty, names[i].shown != NULL ? names[i].shown : names[i].name);
    for (int col = 0; col < 79; col++)
      if (pty_cell(pty, row, col).chars[0] == 'P' && pty_cell(pty, row, col + 1).chars[0] == 'l')
        place = col;
    assert_int_equal(place, 47);
  }
}

static void the_cursor_goes_over_all_of_them(void **state) {
  struct pty *pty = *state;
  int row, col;

  start(pty, NULL);
  for (size_t i = 0; i < COUNT(names); i++) {
    pty_cursor(pty, &row, &col);
    assert_int_equal(col, 3);
    assert_non_null(strstr(pty_row(pty, row), "\u25b8"));
    pty_keys(pty, "j");
  }
}

static void nothing_turns_the_line_around(void **state) {
  struct pty *pty = *state;

  start(pty, NULL);
  for (int row = 0; row < 24; row++)
    assert_null(strstr(pty_row(pty, row), "\u202e"));
}

/* --- the mouse, which is off until somebody wants it -------------------------------------------
 */

static void with_mouse(struct pty *pty) {
  char command[256];

  snprintf(command, sizeof command,
           "mkdir -p '%s/.config/mentee' && echo 'mouse = on' >'%s/.config/mentee/mentee.conf'",
           pty_home(pty), pty_home(pty));
  assert_int_equal(system(command), 0);
  start(pty, NULL);
}

/* A press and its release; whether a second one follows is known after a sixth of a second. */
static void click(struct pty *pty, int row, int col) {
  char bytes[64];

  snprintf(bytes, sizeof bytes, "\033[<0;%d;%dM\033[<0;%d;%dm", col + 1, row + 1, col + 1, row + 1);
  pty_keys(pty, bytes);
  nanosleep(&(struct timespec){0, 500000000}, NULL);
  pty_settle(pty);
}

static void a_click_chooses_a_row_and_a_tab(void **state) {
  struct pty *pty = *state;
  int row, col;

  with_mouse(pty);
  click(pty, 5, 9);
  pty_cursor(pty, &row, &col);
  assert_int_equal(row, 5);
  click(pty, 0, 2);
  pty_expect_absent(pty, "9 people");
  pty_send(pty, "Q", 1);
  pty_expect_exit(pty, 0);
  pty_expect_restored(pty);
}

static void without_it_the_terminal_keeps_its_own(void **state) {
  struct pty *pty = *state;
  int row, before, col;

  start(pty, NULL);
  pty_cursor(pty, &before, &col);
  pty_keys(pty, "\033[<0;10;6M\033[<0;10;6m");
  pty_cursor(pty, &row, &col);
  assert_true(row >= before); /* whatever letters it is taken for, nothing ends */
  pty_keys(pty, "\033");
  pty_keys(pty, "\033");
  pty_expect(pty, "? help");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, pty_setup, pty_teardown)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(the_columns_stand_under_each_other),    TEST(the_cursor_goes_over_all_of_them),
      TEST(nothing_turns_the_line_around),         TEST(a_click_chooses_a_row_and_a_tab),
      TEST(without_it_the_terminal_keeps_its_own),
  };

  return cmocka_run_group_tests_name("names and mouse", tests, NULL, NULL);
}
