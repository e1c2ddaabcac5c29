/* A fault while a fault is being mended: the save that was cut off is finished by a command that is
   cut off itself. */
#include "scenarios.h"
#include <errno.h>

/* `fault_recovery all`: every pair of calls; else a twentieth of them, spread over both. */
static bool all;

static const struct scenario *two_files(void) {
  for (size_t i = 0; i < SCENARIO_COUNT; i++)
    if (strcmp(scenarios[i].name, "log with a promise") == 0)
      return &scenarios[i];
  return NULL;
}

static const struct command next = {{"edit", "c2", "org=Larkspur"}};

/* Contacts may have the second command's change or not; the rest is the first one's, whole. */
static void expect_whole(struct os_mem *mem, const struct reference *reference, const char *where) {
  struct buf now = BUF_INIT;
  const char *before = strstr(buf_text(&reference->before), "roles.csv");
  const char *after = strstr(buf_text(&reference->after), "roles.csv");

  visible_state(mem, &now);
  if (strstr(buf_text(&now), before) == NULL && strstr(buf_text(&now), after) == NULL)
    fail_msg("%s: neither old nor new:\n%s", where, buf_text(&now));
  if (strstr(buf_text(&now), "Ada Larch,ada@x.example.org,oolong") == NULL)
    fail_msg("%s: lost a contact:\n%s", where, buf_text(&now));
  buf_release(&now);
}

/* Calls of the command that comes after the one that was stopped; 0 where that one left nothing. */
static long count_calls(const struct scenario *scenario, long n) {
  struct os_mem *mem = scenario_world(scenario);
  struct outcome outcome;
  struct buf left = BUF_INIT;
  long calls = 0;

  os_mem_fail_at(mem, OS_MEM_STOP, n, 0);
  command_run(mem, &scenario->command, &outcome);
  outcome_release(&outcome);
  os_mem_revive(mem);
  os_mem_door(mem)->list(mem, mem_path(".mentee/txn"), &left);
  if (left.len == 0)
    goto out;
  command_run(mem, &next, &outcome);
  outcome_release(&outcome);
  calls = os_mem_calls(mem);
out:
  buf_release(&left);
  os_mem_free(mem);
  return calls;
}

static void twice(const struct scenario *scenario, const struct reference *reference, long n,
                  enum os_mem_fault fault, long m, int cut) {
  struct os_mem *mem = scenario_world(scenario);
  struct outcome outcome;
  char where[100];

  snprintf(where, sizeof where, "stopped at %ld, then fault %d at %ld, cut %d", n, (int)fault, m,
           cut);
  os_mem_fail_at(mem, OS_MEM_STOP, n, 0);
  command_run(mem, &scenario->command, &outcome);
  outcome_release(&outcome);
  if (cut > 0)
    os_mem_cut_power(mem, OS_MEM_CUT_RANDOM, (uint64_t)(n * 1000 + m * 10 + cut));
  else
    os_mem_revive(mem);
  os_mem_fail_at(mem, fault, m, EIO);
  command_run(mem, &next, &outcome);
  outcome_release(&outcome);
  if (cut > 0)
    os_mem_cut_power(mem, OS_MEM_CUT_RANDOM, (uint64_t)(n * 1000 + m * 10 + cut + 5));
  else
    os_mem_revive(mem);
  expect_whole(mem, reference, where);
  command_run(mem, &next, &outcome);
  if (outcome.status != 0)
    fail_msg("%s: the third command: %s", where, buf_text(&outcome.said));
  expect_whole(mem, reference, where);
  outcome_release(&outcome);
  os_mem_free(mem);
}

static void a_fault_while_mending_a_fault_is_no_different(void **state) {
  const struct scenario *scenario = two_files();
  struct reference reference;

  (void)state;
  reference_make(scenario, &reference);
  for (long n = 1; n <= reference.calls; n += all ? 1 : 2) {
    long calls = count_calls(scenario, n);
    for (long m = 1 + (all ? 0 : n % 11); m <= calls; m += all ? 1 : 11) {
      twice(scenario, &reference, n, OS_MEM_STOP, m, 0);
      twice(scenario, &reference, n, OS_MEM_ERROR, m, 0);
      twice(scenario, &reference, n, OS_MEM_STOP, m, 1);
    }
  }
  reference_release(&reference);
}

int main(int argc, char **argv) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_fault_while_mending_a_fault_is_no_different),
  };
  all = argc > 1 && strcmp(argv[1], "all") == 0;
  return cmocka_run_group_tests(tests, NULL, NULL);
}
