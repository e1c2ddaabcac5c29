/* Each file call of each command fails, stops the process, or loses the power. */
#include "scenarios.h"
#include <errno.h>

/* `fault_calls all`: every command, more errors, more ways in which the power goes; and with the
   beginning of names instead, those commands. */
static bool all;
static const char *only;
static long points; /* runs with a fault in them */

static bool is_tried(const struct scenario *scenario) {
  if (only != NULL)
    return strncmp(scenario->name, only, strlen(only)) == 0;
  return all || scenario->empty || strcmp(scenario->name, "log with a promise") == 0;
}

static const char *place(const struct scenario *scenario, const char *fault, long n) {
  static char text[200];

  snprintf(text, sizeof text, "%s, %s at call %ld", scenario->name, fault, n);
  return text;
}

static void stop_at_every_call(const struct scenario *scenario) {
  struct reference reference;

  reference_make(scenario, &reference);
  for (long n = 1; n <= reference.calls; n++) {
    struct os_mem *mem = scenario_world(scenario);
    const char *where = place(scenario, "stopped", n);
    struct outcome outcome;
    enum seen seen;
    os_mem_fail_at(mem, OS_MEM_STOP, n, 0);
    command_run(mem, &scenario->command, &outcome);
    os_mem_revive(mem);
    seen = scenario_seen(mem, &reference);
    if (seen == SEEN_NEITHER)
      fail_msg("%s: neither old nor new", where);
    scenario_go_on(mem, &reference, seen, where);
    points++;
    outcome_release(&outcome);
    os_mem_free(mem);
  }
  reference_release(&reference);
}

static void a_process_stopped_at_any_call_leaves_all_old_or_all_new(void **state) {
  (void)state;
  for (size_t i = 0; i < SCENARIO_COUNT; i++)
    if (is_tried(&scenarios[i]))
      stop_at_every_call(&scenarios[i]);
}

/* The exit status tells which; what could not be confirmed is said to be so. */
static void judge(struct os_mem *mem, const struct reference *reference,
                  const struct outcome *outcome, const char *where) {
  enum seen seen = scenario_seen(mem, reference);
  bool unconfirmed = strstr(buf_text(&outcome->said), "did not confirm") != NULL;

  if (seen == SEEN_NEITHER)
    fail_msg("%s: neither old nor new", where);
  if (outcome->status == 0 && seen != SEEN_AFTER)
    fail_msg("%s: said done, and is not: %s", where, buf_text(&outcome->said));
  if (outcome->status != 0 && seen == SEEN_AFTER && !unconfirmed)
    fail_msg("%s: said not done, and is: %s", where, buf_text(&outcome->said));
  if (outcome->status != 0 && outcome->status != 3)
    fail_msg("%s: exit %d: %s", where, outcome->status, buf_text(&outcome->said));
  if (outcome->status != 0 && outcome->said.len == 0)
    fail_msg("%s: exit %d without a word", where, outcome->status);
  scenario_go_on(mem, reference, seen, where);
}

static void fail_at_every_call(const struct scenario *scenario, enum os_mem_fault fault,
                               int error) {
  struct reference reference;
  char name[64];

  snprintf(name, sizeof name, "%s of '%s'", fault == OS_MEM_ERROR ? "one error" : "errors",
           os_reason(-error));
  reference_make(scenario, &reference);
  for (long n = 1; n <= reference.calls; n++) {
    struct os_mem *mem = scenario_world(scenario);
    struct outcome outcome;
    os_mem_fail_at(mem, fault, n, error);
    command_run(mem, &scenario->command, &outcome);
    os_mem_revive(mem);
    judge(mem, &reference, &outcome, place(scenario, name, n));
    points++;
    outcome_release(&outcome);
    os_mem_free(mem);
  }
  reference_release(&reference);
}

static void any_error_once_is_told_by_the_exit_status(void **state) {
  static const int errors[] = {ENOSPC, EIO, EDQUOT, EROFS, EACCES, EMFILE, ESTALE, ENOLCK, EFBIG};
  size_t count = all ? sizeof errors / sizeof errors[0] : 2;

  (void)state;
  for (size_t i = 0; i < SCENARIO_COUNT; i++)
    for (size_t e = 0; is_tried(&scenarios[i]) && e < count; e++)
      fail_at_every_call(&scenarios[i], OS_MEM_ERROR, errors[e]);
}

static void lasting_errors_are_told_by_the_exit_status(void **state) {
  static const int errors[] = {ENOSPC, EIO, EROFS};

  (void)state;
  for (size_t i = 0; i < SCENARIO_COUNT; i++)
    for (size_t e = 0; is_tried(&scenarios[i]) && e < sizeof errors / sizeof errors[0]; e++)
      fail_at_every_call(&scenarios[i], OS_MEM_LASTING, errors[e]);
}

static void a_disk_that_fills_up_within_a_write_loses_nothing(void **state) {
  (void)state;
  for (size_t i = 0; i < SCENARIO_COUNT; i++)
    if (is_tried(&scenarios[i]))
      fail_at_every_call(&scenarios[i], OS_MEM_SHORT, ENOSPC);
}

/* --- power ---------------------------------------------------------------------------------------
 */

/* Early, late, and random ones. */
#define CUTS 5
#define CUTS_OF_ALL 14

static void cut(struct os_mem *mem, int variant) {
  if (variant < 2)
    os_mem_cut_power(mem, variant == 0 ? OS_MEM_CUT_EARLY : OS_MEM_CUT_LATE, 0);
  else
    os_mem_cut_power(mem, OS_MEM_CUT_RANDOM, (uint64_t)variant * 7919);
}

static void cut_at_call(const struct scenario *scenario, const struct reference *reference, long n,
                        int variant) {
  struct os_mem *mem = scenario_world(scenario);
  const char *where = place(scenario, "power cut", n);
  struct outcome outcome;
  enum seen seen;

  os_mem_fail_at(mem, OS_MEM_STOP, n, 0);
  command_run(mem, &scenario->command, &outcome);
  cut(mem, variant);
  seen = scenario_seen(mem, reference);
  if (seen == SEEN_NEITHER)
    fail_msg("%s, variant %d: neither old nor new", where, variant);
  if (n > reference->calls && seen != SEEN_AFTER)
    fail_msg("%s, variant %d: said done, and lost it", where, variant);
  scenario_go_on(mem, reference, seen, where);
  points++;
  outcome_release(&outcome);
  os_mem_free(mem);
}

static void a_power_cut_at_any_call_leaves_all_old_or_all_new(void **state) {
  (void)state;
  for (size_t i = 0; i < SCENARIO_COUNT; i++) {
    struct reference reference;
    if (!is_tried(&scenarios[i]))
      continue;
    reference_make(&scenarios[i], &reference);
    for (long n = 1; n <= reference.calls + 1; n++)
      for (int variant = 0; variant < (all ? CUTS_OF_ALL : CUTS); variant++)
        cut_at_call(&scenarios[i], &reference, n, variant);
    reference_release(&reference);
  }
}

static int tell_points(void **state) {
  (void)state;
  print_message("%ld faults\n", points);
  return 0;
}

int main(int argc, char **argv) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_process_stopped_at_any_call_leaves_all_old_or_all_new),
      cmocka_unit_test(any_error_once_is_told_by_the_exit_status),
      cmocka_unit_test(lasting_errors_are_told_by_the_exit_status),
      cmocka_unit_test(a_disk_that_fills_up_within_a_write_loses_nothing),
      cmocka_unit_test(a_power_cut_at_any_call_leaves_all_old_or_all_new),
  };
  all = argc > 1 && strcmp(argv[1], "all") == 0;
  only = argc > 1 && !all ? argv[1] : NULL;
  return cmocka_run_group_tests(tests, NULL, tell_points);
}
