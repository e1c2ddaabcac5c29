/* Sizes at random, from one cell to more than anybody has, under many kinds of terminal, stopped
   and called back in between. `all`: 2,000 of them, else 100. */
#include "pty.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define MOST_ROWS 500
#define MOST_COLS 1000

static long sizes = 100;

/* A shell whose jobs can be stopped, since nobody can stop who leads an orphaned session: each time
   it is stopped it is called back. */
/* 148: stopped by SIGTSTP, which would end a loop. */
static const char keeper[] =
    "on() { status=$?; if [ $status -eq 148 ]; then fg >/dev/null; on; fi; }; "
    "set -m; \"$0\" --store \"$1\" --today 2026-11-20; on; exit $status";

static const char *const terminals[] = {"TERM=xterm-256color", "TERM=screen", "TERM=tmux-256color",
                                        "TERM=vt100",          "TERM=vt220",  "TERM=linux",
                                        "TERM=rxvt",           "TERM=ansi",   "TERM=xterm-mono",
                                        "TERM=nobody-knows-it"};
#define TERMINALS (sizeof terminals / sizeof terminals[0])

static uint64_t seed = 20261120;

static int roll(int below) {
  seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407;
  return (int)((seed >> 33) % (uint64_t)below);
}

/* Most people's are small: half of them are, with all the edges. */
static void resize_at_random(struct pty *pty) {
  bool small = roll(2) == 0;

  pty_resize_only(pty, 1 + roll(small ? 30 : MOST_ROWS), 1 + roll(small ? 90 : MOST_COLS));
  pty_throw_away_for(pty, roll(4));
}

static void press_something(struct pty *pty) {
  static const char *const keys[] = {"j", "k", "2", "1",  "\r", "\033",
                                     "l", "?", "3", "/a", "G",  "x"};
  const char *key = keys[roll((int)(sizeof keys / sizeof keys[0]))];

  pty_send(pty, key, strlen(key));
  pty_throw_away_for(pty, roll(3));
}

/* Out of whatever is open, then a size that shows it. */
static void expect_alive(struct pty *pty, const char *where) {
  pty_new_screen(pty, 24, 80);
  for (int i = 0; i < 6; i++) {
    pty_send(pty, "\033", 1);
    pty_throw_away_for(pty, 60);
  }
  pty_send(pty, "1\014", 2);
  if (!pty_wait_for(pty, "? help"))
    fail_msg("under %s it has ended, status %x", where, (unsigned)pty_end(pty));
}

/* Again and again: what was typed while it was stopped, the terminal may have thrown away. */
static void leave(struct pty *pty) {
  for (int i = 0; i < 100 && !pty_is_over(pty); i++) {
    pty_send(pty, "\033", 1);
    pty_throw_away_for(pty, 60);
    pty_send(pty, "Q", 1);
    pty_throw_away_for(pty, 30);
  }
}

static void resize_under(struct pty *pty, const char *terminal, long times) {
  /* ncurses keeps what it tried for a terminal that it then does not know */
  const char *env[] = {terminal, "ASAN_OPTIONS=detect_leaks=0",
                       "TERMINFO_DIRS=/usr/share/terminfo:/lib/terminfo:/etc/terminfo", NULL};
  const char *args[] = {"--norc", "-c", keeper, MENTEE_BINARY, "store", NULL};
  char command[512];

  /* a copy in HOME: what is pressed may change it */
  snprintf(command, sizeof command, "rm -rf '%s/store' && cp -r '%s' '%s/store'", pty_home(pty),
           MENTEE_SAMPLE_DIR, pty_home(pty));
  assert_int_equal(system(command), 0);
  pty_run(pty, &(struct pty_start){.program = "/bin/bash", .args = args, .env = env});
  pty_expect(pty, "? help");
  for (long i = 1; i <= times; i++) {
    resize_at_random(pty);
    if (roll(3) == 0)
      press_something(pty);
    if (roll(20) == 0)
      pty_send(pty, "\032", 1);
    if (i % 50 == 0 || i == times)
      expect_alive(pty, terminal);
  }
  leave(pty);
  pty_expect_exit(pty, 0);
}

static void no_size_ends_or_hangs_it(void **state) {
  for (size_t i = 0; i < TERMINALS; i++)
    resize_under(*state, terminals[i], sizes / (long)TERMINALS);
}

int main(int argc, char **argv) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(no_size_ends_or_hangs_it, pty_setup, pty_teardown),
  };

  if (argc > 1 && strcmp(argv[1], "all") == 0)
    sizes = 2000;
  return cmocka_run_group_tests_name("sizes", tests, NULL, NULL);
}
