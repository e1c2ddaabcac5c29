/* Every view at every size, in colour and without: what stands where, and nothing beside it. */
#include "pty.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const struct { int rows, cols; } sizes[] = {{24, 80}, {30, 120}, {60, 200}, {10, 40}};

/* The keys that lead there from anywhere, and what is then seen at every size. */
static const struct {
  const char *name, *keys, *seen;
  bool has_rows; /* a cursor stands on one of them */
  int backs;     /* Esc so often leads back to the views */
} views[] = {
    {"Today", "1", "SNO follow-up", true, 0},
    {"People", "2", "Prudence", true, 0},
    {"Week", "3", "Friday walk", true, 0},
    {"Promises", "4", "Henrike", true, 0},
    {"Events", "5", "SNO annual", true, 0},
    {"Team", "6", "Your team", true, 0},
    {"an event", "5g\r", "Tōgawa", true, 1},
    {"a person", "/henrike\r", "HEN-ree-kuh", true, 1},
    {"help", "1?", "next", false, 1},
    {"find", "1/wierz", "Tomasz", true, 1},
    {"command", "1:due", "due", false, 1},
    {"settings", "1:settings\r", "Stage", true, 1},
    {"history", "1:history\r", "Nothing has changed yet.", false, 1},
    {"log", "1l", "Log with", false, 1},
    {"log form", "1l\t", "What", true, 2},
    {"promise", "1p", "gawa", false, 1},
    {"later", "1z", "a date", false, 1},
    {"done", "1d", "[x]", true, 1},
    {"new person", "2a", "Name", true, 1},
    {"person's fields", "2e", "Rosalind Achieng", true, 1},
    {"new event", "5a", "12-15 nov", false, 1},
    {"somebody at an event", "5g\ra", "Who else", false, 2},
};

static void start(struct pty *pty, size_t size, const char *const *env) {
  static const char *const today[] = {"--today", "2026-11-20", NULL};
  char command[256];

  snprintf(command, sizeof command, "rm -rf '%s/store'", pty_home(pty));
  assert_int_equal(system(command), 0);
  pty_run(pty, &(struct pty_start){.store = MENTEE_SAMPLE_DIR,
                                   .args = today,
                                   .env = env,
                                   .rows = sizes[size].rows,
                                   .cols = sizes[size].cols});
  pty_expect(pty, "? help");
  pty_settle(pty);
}

static void go_back(struct pty *pty, size_t view) {
  for (int i = 0; i < views[view].backs; i++)
    pty_keys(pty, "\033");
}

/* The last row names keys; the terminal's own cursor is where the eye is. */
static void look_around(struct pty *pty, size_t view, size_t size) {
  int row, col;

  pty_expect(pty, views[view].seen);
  pty_settle(pty);
  if (pty_row(pty, sizes[size].rows - 1)[0] == '\0')
    fail_msg("%s at %dx%d: no keys are shown", views[view].name, sizes[size].cols,
             sizes[size].rows);
  pty_cursor(pty, &row, &col);
  if (row >= sizes[size].rows || col >= sizes[size].cols)
    fail_msg("%s: the cursor is outside", views[view].name);
  if (views[view].has_rows && strstr(pty_row(pty, row), "▸") == NULL &&
      strstr(pty_row(pty, row), "/ ") == NULL)
    fail_msg("%s at %dx%d: the cursor is on '%s'", views[view].name, sizes[size].cols,
             sizes[size].rows, pty_row(pty, row));
}

static void see_every_view(struct pty *pty, size_t size, const char *const *env, bool colour) {
  start(pty, size, env);
  for (size_t i = 0; i < COUNT(views); i++) {
    pty_keys(pty, views[i].keys);
    look_around(pty, i, size);
    if (pty_any_colour(pty) && !colour)
      fail_msg("%s: a colour", views[i].name);
    go_back(pty, i);
  }
  pty_send(pty, "Q", 1);
  pty_expect_exit(pty, 0);
  pty_expect_restored(pty);
}

static void every_view_at(void **state, size_t size) {
  static const char *const none[] = {NULL}, *const no_color[] = {"NO_COLOR=1", NULL};

  see_every_view(*state, size, none, true);
  see_every_view(*state, size, no_color, false);
}

static void every_view_at_80_columns(void **state) {
  every_view_at(state, 0);
}

static void every_view_at_120_columns(void **state) {
  every_view_at(state, 1);
}

static void every_view_at_200_columns(void **state) {
  every_view_at(state, 2);
}

static void every_view_at_40_columns(void **state) {
  every_view_at(state, 3);
}

static void in_ascii_nothing_else_is_written(void **state) {
  static const char *const latin[] = {"LC_ALL=C", NULL};
  struct pty *pty = *state;

  start(pty, 0, latin);
  for (size_t i = 0; i < 6; i++) {
    pty_keys(pty, views[i].keys);
    for (int row = 0; row < sizes[0].rows; row++)
      for (const char *at = pty_row(pty, row); *at != '\0'; at++)
        if ((unsigned char)*at >= 0x80)
          fail_msg("%s: '%s'", views[i].name, pty_row(pty, row));
  }
  pty_keys(pty, "1");
  pty_expect(pty, "> Haruka Togawa");
}

static void the_size_may_be_as_large_as_anybody_has(void **state) {
  struct pty *pty = *state;

  start(pty, 0, NULL);
  pty_resize(pty, 200, 500);
  for (size_t i = 0; i < COUNT(views); i++) {
    pty_keys(pty, views[i].keys);
    pty_expect(pty, views[i].seen);
    go_back(pty, i);
  }
}

/* Terminals of many kinds: with 8, 16, 88, 256 and more colours, and with none. */
static void many_kinds_of_terminals_are_drawn(void **state) {
  static const char *const terms[] = {"xterm",         "xterm-256color", "screen", "linux",
                                      "tmux-256color", "vt100",          "vt220",  "ansi",
                                      "rxvt",          "xterm-kitty",    "foot",   "unknown"};
  struct pty *pty = *state;
  char term[64];
  /* ncurses keeps some memory of a terminal that it does not know */
  const char *env[] = {term, "ASAN_OPTIONS=detect_leaks=0", NULL};

  for (size_t i = 0; i < COUNT(terms); i++) {
    snprintf(term, sizeof term, "TERM=%s", terms[i]);
    start(pty, 0, env);
    pty_expect(pty, "Haruka");
    pty_keys(pty, "j2");
    pty_expect(pty, "Prudence Achterberg");
    pty_send(pty, "Q", 1);
    pty_expect_exit(pty, 0);
    if (!pty_is_restored(pty))
      fail_msg("%s is not as it was", terms[i]);
  }
}

static void each_theme_is_drawn(void **state) {
  static const char *const themes[] = {"auto", "dark", "light", "mono"};
  struct pty *pty = *state;
  char command[512];

  for (size_t i = 0; i < COUNT(themes); i++) {
    snprintf(command, sizeof command,
             "mkdir -p '%s/.config/mentee' && echo 'theme = %s' >'%s/.config/mentee/mentee.conf'",
             pty_home(pty), themes[i], pty_home(pty));
    assert_int_equal(system(command), 0);
    start(pty, 0, NULL);
    pty_expect(pty, "Haruka");
    assert_int_equal(pty_any_colour(pty), strcmp(themes[i], "mono") != 0);
  }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, pty_setup, pty_teardown)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(every_view_at_80_columns),          TEST(every_view_at_120_columns),
      TEST(every_view_at_200_columns),         TEST(every_view_at_40_columns),
      TEST(in_ascii_nothing_else_is_written),  TEST(the_size_may_be_as_large_as_anybody_has),
      TEST(many_kinds_of_terminals_are_drawn), TEST(each_theme_is_drawn),
  };

  return cmocka_run_group_tests_name("views", tests, NULL, NULL);
}
