/* A save from the full screen that is cut off: killed at each file call, out of memory at each
   allocation. `all` tries every one of them, else some. */
#include "at_call.h"
#include "pty.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

static bool all;

/* One save over several files (it also settles something: the second Enter), then leaving; all of
   it typed ahead. */
static const char keys[] = "lcoffee: the slots > a draft of them\r\rQ";

static int shell(const struct pty *pty, const char *command) {
  char line[1024];

  snprintf(line, sizeof line,
           "S='%s/store' M='%s' HOME='%s' LC_ALL=C.UTF-8; export HOME LC_ALL; %s", pty_home(pty),
           MENTEE_BINARY, pty_home(pty), command);
  return system(line);
}

static void take_away(const struct pty *pty) {
  assert_int_equal(shell(pty, "rm -rf \"$S\" \"$HOME\"/.local \"$HOME\"/.cache"), 0);
}

static bool is_saved(const struct pty *pty) {
  bool logged = shell(pty, "grep -q 'the slots' \"$S/interactions.csv\"") == 0;
  bool promised = shell(pty, "grep -q 'a draft of them' \"$S/followups.csv\"") == 0;

  /* the line of the sample that it settles, with the day of it */
  bool settled = shell(pty, "grep -q '^p0024,.*2026-11-20' \"$S/event_people.csv\"") == 0;

  assert_int_equal(logged, promised);
  assert_int_equal(logged, settled);
  return logged;
}

/* There is no looking for leaks under ptrace, nor in what was cut off. */
static const char *const no_leaks[] = {"ASAN_OPTIONS=detect_leaks=0", NULL};

static void open_sample(struct pty *pty, const char *program, const char *const *args) {
  pty_run(pty, &(struct pty_start){
                   .program = program, .store = MENTEE_SAMPLE_DIR, .args = args, .env = no_leaks});
}

static const char *const today[] = {"--today", "2026-11-20", NULL};

/* The next command finishes or takes back what was cut off, and nothing else has changed. */
static bool whole_after(struct pty *pty, const char *what, long n) {
  bool saved;

  if (shell(pty, "$M --store \"$S\" edit c0001 org=Larkspur >/dev/null") != 0)
    fail_msg("%s %ld: the next command does not work", what, n);
  saved = is_saved(pty);
  if (shell(pty, "for f in \"$S\"/*.csv; do case $f in *contacts.csv|*event_people.csv) ;; *) "
                 "diff \"" MENTEE_SAMPLE_DIR "/${f##*/}\" \"$f\" | grep '^<' && exit 1;; "
                 "esac; done; exit 0") != 0)
    fail_msg("%s %ld: rows are gone", what, n);
  return saved;
}

/* True where call n was reached. */
static bool kill_at(struct pty *pty, long n) {
  struct at_call at = {.act = AT_CALL_KILL, .n = n, .begun = true};
  int status;

  open_sample(pty, NULL, today);
  pty_expect(pty, "? help");
  pty_settle(pty);
  assert_true(at_call_seize(pty_pid(pty)));
  pty_send(pty, keys, strlen(keys));
  pty_throw_away(pty);
  status = at_call_follow(pty_pid(pty), &at);
  pty_has_ended(pty, status);
  if (!at.touched) {
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    assert_true(is_saved(pty));
  }
  whole_after(pty, "killed at file call", n);
  take_away(pty);
  return at.touched;
}

static void killed_at_any_file_call_a_save_is_whole_or_not_there(void **state) {
  long n, tried = 0;

  if (!at_call_works())
    skip();
  for (n = 1; kill_at(*state, n); n += all ? 1 : 53)
    tried++;
  print_message("killed at %ld file calls of %ld\n", tried, n - 1);
}

/* Ends as where there is no more memory: said, exit 3, the terminal given back. */
static bool run_out_at(struct pty *pty, const char *n, bool after_typing) {
  const char *args[] = {n, "--store", NULL, "--today", "2026-11-20", NULL};
  char store[128], command[256];
  bool opened;
  int status;

  snprintf(store, sizeof store, "%s/store", pty_home(pty));
  snprintf(command, sizeof command, "cp -r '%s' \"$S\" && chmod -R u=rwX,go= \"$S\"",
           MENTEE_SAMPLE_DIR);
  assert_int_equal(shell(pty, command), 0);
  args[2] = store;
  pty_run(pty, &(struct pty_start){.program = MENTEE_SHORT_BINARY, .args = args, .env = no_leaks});
  opened = pty_wait_for(pty, "? help");
  if (opened) {
    const char *rest = keys;
    pty_settle(pty);
    if (after_typing) { /* what is counted is the save alone */
      rest = strchr(keys, '\r');
      pty_send(pty, keys, (size_t)(rest - keys));
      pty_settle(pty);
      pty_kill(pty, SIGURG);
      pty_settle(pty);
    }
    pty_send(pty, rest, strlen(rest));
  }
  status = pty_end(pty);
  pty_expect_restored(pty);
  if (!WIFEXITED(status) || (WEXITSTATUS(status) != 3 && WEXITSTATUS(status) != 0))
    fail_msg("allocation %s: status %x", n, (unsigned)status);
  if (WEXITSTATUS(status) == 0)
    assert_true(is_saved(pty));
  whole_after(pty, "no memory for allocation", strtol(n, NULL, 10));
  take_away(pty);
  return WEXITSTATUS(status) == 3;
}

static long run_out(struct pty *pty, bool after_typing, long step) {
  char n[32];
  long at = 1;

  do {
    snprintf(n, sizeof n, after_typing ? "+%ld" : "%ld", at);
    at += step;
  } while (run_out_at(pty, n, after_typing));
  return at - step;
}

static void memory_that_runs_out_anywhere_loses_nothing(void **state) {
  print_message("%ld allocations of a save\n", run_out(*state, true, all ? 1 : 601));
}

static void memory_that_runs_out_before_the_screen_is_there_loses_nothing(void **state) {
  print_message("%ld allocations from the start on\n", run_out(*state, false, all ? 97 : 4999));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, pty_setup, pty_teardown)

int main(int argc, char **argv) {
  const struct CMUnitTest tests[] = {
      TEST(killed_at_any_file_call_a_save_is_whole_or_not_there),
      TEST(memory_that_runs_out_anywhere_loses_nothing),
      TEST(memory_that_runs_out_before_the_screen_is_there_loses_nothing),
  };

  all = argc > 1 && strcmp(argv[1], "all") == 0;
  return cmocka_run_group_tests_name("a save that is cut off", tests, NULL, NULL);
}
