/* However it ends, the terminal is given back, and the end is the signal's own. */
#include "pty.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#define ROUNDS 40

static const int endings[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
static const int crashes[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static void open_sample(struct pty *pty) {
  static const char *const args[] = {"--today", "2026-11-20", NULL};

  pty_run(pty, &(struct pty_start){.store = MENTEE_SAMPLE_DIR, .args = args});
  pty_expect(pty, "? help");
  pty_settle(pty);
}

static void take_store_away(const struct pty *pty) {
  char command[256];

  snprintf(command, sizeof command, "rm -rf '%s/store'", pty_home(pty));
  assert_int_equal(system(command), 0);
}

static void an_ending_signal_gives_the_terminal_back(void **state) {
  struct pty *pty = *state;

  for (size_t i = 0; i < COUNT(endings); i++) {
    open_sample(pty);
    pty_kill(pty, endings[i]);
    pty_expect_signal(pty, endings[i]);
    pty_expect_restored(pty);
    take_store_away(pty);
  }
}

static void a_crash_gives_the_terminal_back(void **state) {
  struct pty *pty = *state;

  for (size_t i = 0; i < COUNT(crashes); i++) {
    open_sample(pty);
    pty_kill(pty, crashes[i]);
    pty_expect_signal(pty, crashes[i]);
    pty_expect_restored(pty);
    take_store_away(pty);
  }
}

static void a_signal_in_the_middle_of_typing_gives_the_terminal_back(void **state) {
  struct pty *pty = *state;

  for (size_t i = 0; i < COUNT(endings); i++) {
    open_sample(pty);
    pty_keys(pty, "lcoffee: half a sen");
    pty_kill(pty, endings[i]);
    pty_expect_signal(pty, endings[i]);
    pty_expect_restored(pty);
    take_store_away(pty);
  }
}

/* The moments are random and the same every time; before the screen is there, during keys, after.
 */
static void a_signal_at_any_moment_gives_the_terminal_back(void **state) {
  static const char keys[] = "jjl\033/lan\r\0332jj1kk?\033";
  struct pty *pty = *state;
  uint64_t random = 1;

  for (int round = 0; round < ROUNDS; round++) {
    static const char *const args[] = {"--today", "2026-11-20", NULL};
    int signal = round % 2 == 0 ? endings[(size_t)round / 2 % COUNT(endings)]
                                : crashes[(size_t)round / 2 % COUNT(crashes)];
    size_t sent;
    pty_run(pty, &(struct pty_start){.store = MENTEE_SAMPLE_DIR, .args = args});
    random = random * UINT64_C(6364136223846793005) + 1442695040888963407;
    sent = (size_t)(random >> 33) % sizeof keys;
    if (sent > 0)
      pty_expect(pty, "? help");
    pty_send(pty, keys, sent);
    nanosleep(&(struct timespec){0, (long)(random >> 40) % 20000000}, NULL);
    pty_kill(pty, signal);
    pty_expect_signal(pty, signal);
    pty_expect_restored(pty);
    take_store_away(pty);
  }
}

static void a_closed_window_ends_it(void **state) {
  struct pty *pty = *state;

  open_sample(pty);
  pty_keys(pty, "lcoffee: half");
  pty_hang_up(pty);
  pty_expect_signal(pty, SIGHUP);
}

/* nohup: nobody says that the terminal has gone; the end of input does. */
static void a_closed_window_ends_it_even_where_the_signal_is_ignored(void **state) {
  struct pty *pty = *state;
  char command[512];
  const char *args[] = {"-c", command, NULL};

  snprintf(command, sizeof command, "trap '' HUP; exec %s --store %s", MENTEE_BINARY,
           MENTEE_SAMPLE_DIR);
  pty_run(pty, &(struct pty_start){.program = "/bin/sh", .args = args});
  pty_expect(pty, "? help");
  pty_settle(pty);
  pty_hang_up(pty);
  pty_end(pty);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, pty_setup, pty_teardown)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(an_ending_signal_gives_the_terminal_back),
      TEST(a_crash_gives_the_terminal_back),
      TEST(a_signal_in_the_middle_of_typing_gives_the_terminal_back),
      TEST(a_signal_at_any_moment_gives_the_terminal_back),
      TEST(a_closed_window_ends_it),
      TEST(a_closed_window_ends_it_even_where_the_signal_is_ignored),
  };

  return cmocka_run_group_tests_name("signals", tests, NULL, NULL);
}
