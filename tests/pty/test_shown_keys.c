/*
 * Somebody who has never seen it: from an empty HOME they add a person, log a talk, find them, read
 * help and quit, pressing only keys that the screen shows at that moment. A key is read off the
 * screen beside its words, and is not pressed unless it stands there.
 */
#include "pty.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* "Enter", "Esc", "a": what a keyboard sends for what the screen calls a key. */
static const char *bytes_of(const char *name) {
  static const struct {
    const char *name, *bytes;
  } keys[] = {{"Enter", "\r"}, {"Esc", "\033"}, {"Tab", "\t"}, {"Space", " "}};
  static char one[8];

  for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
    if (strcmp(keys[i].name, name) == 0)
      return keys[i].bytes;
  if (strlen(name) != 1)
    fail_msg("no such key: '%s'", name);
  snprintf(one, sizeof one, "%s", name);
  return one;
}

/* The word before `what`, which begins after one blank on the key line, or after more in a list. */
static void key_beside(struct pty *pty, int row, const char *what, char *key, size_t size) {
  const char *text = pty_row(pty, row), *at = strstr(text, what), *end;
  size_t len;

  assert_non_null(at);
  for (end = at; end > text && end[-1] == ' '; end--)
    continue;
  for (at = end; at > text && at[-1] != ' '; at--)
    continue;
  len = (size_t)(end - at);
  assert_true(len > 0 && len < size);
  memcpy(key, at, len);
  key[len] = '\0';
}

static void press_shown(struct pty *pty, const char *what) {
  char key[32];

  key_beside(pty, pty_expect(pty, what), what, key, sizeof key);
  print_message("  %-6s %s\n", key, what);
  pty_keys(pty, bytes_of(key));
}

static int shell(const char *format, const char *home) {
  char command[512];

  snprintf(command, sizeof command, format, home);
  return system(command);
}

static void a_first_hour_with_nothing_but_the_keys_that_are_shown(void **state) {
  static const char *const args[] = {"--today", "2026-11-20", NULL};
  struct pty *pty = *state;
  char key[32];

  pty_run(pty, &(struct pty_start){.args = args});
  press_shown(pty, "add someone");
  pty_expect(pty, "Who comes to mind?");
  pty_keys(pty, "Jane Doe");
  press_shown(pty, "add");
  press_shown(pty, "log the first conversation");
  pty_keys(pty, "coffee: the fellowship");
  press_shown(pty, "save");
  pty_expect(pty, "Logged for today.");
  press_shown(pty, "back");
  press_shown(pty, "find");
  pty_keys(pty, "jane");
  press_shown(pty, "open");
  pty_expect(pty, "the fellowship");
  press_shown(pty, "help");
  pty_expect(pty, "Keys in");
  press_shown(pty, "back");
  press_shown(pty, "back");
  press_shown(pty, "help");
  press_shown(pty, "back, then quit"); /* as it says: out of help, and then out */
  press_shown(pty, "help");
  pty_expect(pty, "Keys in");
  key_beside(pty, pty_expect(pty, "Q          quit"), "quit", key, sizeof key);
  pty_send(pty, key, strlen(key));
  pty_expect_exit(pty, 0);
  pty_expect_restored(pty);
  assert_int_equal(shell("grep -q 'Jane Doe' %s/.local/share/mentee/contacts.csv", pty_home(pty)),
                   0);
  assert_int_equal(
      shell("grep -q 'the fellowship' %s/.local/share/mentee/interactions.csv", pty_home(pty)), 0);
}

/* The same with keys of one's own: what is shown is what works. */
static void with_keys_of_ones_own_other_keys_are_shown(void **state) {
  static const char *const args[] = {"--today", "2026-11-20", NULL};
  struct pty *pty = *state;

  assert_int_equal(shell("mkdir -p %s/.config/mentee", pty_home(pty)), 0);
  assert_int_equal(shell("printf 'keys {\n  add = \"+\"\n  log = \"@\"\n}\n' "
                         ">%s/.config/mentee/mentee.conf",
                         pty_home(pty)),
                   0);
  pty_run(pty, &(struct pty_start){.args = args});
  press_shown(pty, "add someone");
  pty_keys(pty, "Jane Doe");
  press_shown(pty, "add");
  press_shown(pty, "log the first conversation");
  pty_expect(pty, "Log with Jane Doe");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, pty_setup, pty_teardown)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(a_first_hour_with_nothing_but_the_keys_that_are_shown),
      TEST(with_keys_of_ones_own_other_keys_are_shown),
  };

  return cmocka_run_group_tests_name("shown keys", tests, NULL, NULL);
}
