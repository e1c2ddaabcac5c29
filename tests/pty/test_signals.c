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

static int rounds = 40; /* `all`: 200 */

static const int endings[] = {SIGINT,  SIGTERM, SIGHUP,    SIGQUIT, SIGALRM,
                              SIGUSR1, SIGUSR2, SIGVTALRM, SIGPROF};
static const int crashes[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSYS, SIGTRAP, SIGXCPU};

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

static void take_home_away(const struct pty *pty) {
  char command[256];

  snprintf(command, sizeof command, "rm -rf '%s'/store '%s'/.local '%s'/.cache", pty_home(pty),
           pty_home(pty), pty_home(pty));
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
  /* a sanitizer that is not set up yet may hang in its own handler */
  static const char *const env[] = {"ASAN_OPTIONS=handle_segv=0:handle_abort=0:handle_sigbus=0:"
                                    "handle_sigfpe=0:handle_sigill=0",
                                    NULL};
  struct pty *pty = *state;
  uint64_t random = 1;

  for (int round = 0; round < rounds; round++) {
    static const char *const args[] = {"--today", "2026-11-20", NULL};
    int signal = round % 2 == 0 ? endings[(size_t)round / 2 % COUNT(endings)]
                                : crashes[(size_t)round / 2 % COUNT(crashes)];
    size_t sent;
    pty_run(pty, &(struct pty_start){.store = MENTEE_SAMPLE_DIR, .args = args, .env = env});
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

/* What was half typed is offered again, however it ended: at once after a signal that can be waited
   for, after a crash or a kill where it was a second old. */
static void expect_offered(struct pty *pty) {
  static const char *const args[] = {"--today", "2026-11-20", NULL};

  take_store_away(pty);
  pty_run(pty, &(struct pty_start){.store = MENTEE_SAMPLE_DIR, .args = args});
  pty_expect(pty, "was put aside");
  pty_settle(pty);
  pty_keys(pty, "l");
  pty_expect(pty, "half a sentence");
  pty_keys(pty, "\033");
}

static void what_was_half_typed_is_offered_again(void **state) {
  static const int others[] = {SIGSEGV, SIGABRT, SIGKILL};
  struct pty *pty = *state;

  for (size_t i = 0; i < COUNT(endings) + COUNT(others); i++) {
    int signal = i < COUNT(endings) ? endings[i] : others[i - COUNT(endings)];
    open_sample(pty);
    pty_keys(pty, "lcoffee: half a sentence");
    if (i >= COUNT(endings))
      pty_throw_away_for(pty, 2200);
    pty_kill(pty, signal);
    pty_expect_signal(pty, signal);
    expect_offered(pty);
    pty_kill(pty, SIGKILL);
    pty_end(pty);
    take_home_away(pty);
  }
}

static void what_was_half_typed_outlives_the_window(void **state) {
  struct pty *pty = *state;

  open_sample(pty);
  pty_keys(pty, "lcoffee: half a sentence");
  pty_hang_up(pty);
  pty_expect_signal(pty, SIGHUP);
  expect_offered(pty);
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

int main(int argc, char **argv) {
  const struct CMUnitTest tests[] = {
      TEST(an_ending_signal_gives_the_terminal_back),
      TEST(a_crash_gives_the_terminal_back),
      TEST(a_signal_in_the_middle_of_typing_gives_the_terminal_back),
      TEST(a_signal_at_any_moment_gives_the_terminal_back),
      TEST(what_was_half_typed_is_offered_again),
      TEST(what_was_half_typed_outlives_the_window),
      TEST(a_closed_window_ends_it),
      TEST(a_closed_window_ends_it_even_where_the_signal_is_ignored),
  };

  if (argc > 1 && strcmp(argv[1], "all") == 0)
    rounds = 200;
  return cmocka_run_group_tests_name("signals", tests, NULL, NULL);
}
