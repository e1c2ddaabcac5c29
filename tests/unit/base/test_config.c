#include "mentee/base/config.h"
#include "test.h"
#include <string.h>

static void nothing_said_is_the_defaults(void **state) {
  static const char *const texts[] = {"", "\n", "# nothing here\n"};

  (void)state;
  for (size_t i = 0; i < 3; i++) {
    struct config config = CONFIG_INIT;
    struct err err = ERR_INIT;
    assert_true(config_parse(&config, texts[i], "mentee.conf", &err));
    assert_string_equal(config.store, "");
    assert_string_equal(config.theme, "auto");
    assert_string_equal(config.lock, "file");
    assert_false(config.ascii);
    config_release(&config);
  }
}

static void what_is_said_is_read(void **state) {
  struct config config = CONFIG_INIT;
  struct err err = ERR_INIT;

  (void)state;
  assert_true(config_parse(&config, "store = \"~/people\"\nascii = true\nlock = none\n",
                           "mentee.conf", &err));
  assert_string_equal(config.store, "~/people");
  assert_string_equal(config.lock, "none");
  assert_true(config.ascii);
  config_release(&config);
}

static void what_is_wrong_is_named_with_its_line(void **state) {
  static const struct {
    const char *text, *part;
  } rows[] = {{"ascii = true\nstroe = x\n", "mentee.conf:2: no such option 'stroe'"},
              {"ascii = maybe\n", "mentee.conf:1: "},
              {"theme = pink\n", "theme is 'pink'"},
              {"lock = maybe\n", "lock is 'maybe'"},
              {"store = \"x\n", "mentee.conf"}};

  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    struct config config = CONFIG_INIT;
    struct err err = ERR_INIT;
    assert_false(config_parse(&config, rows[i].text, "mentee.conf", &err));
    assert_int_equal(err.kind, ERR_DATA);
    if (strstr(err.text, rows[i].part) == NULL)
      fail_msg("%s: %s", rows[i].text, err.text);
    config_release(&config);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(nothing_said_is_the_defaults),
      cmocka_unit_test(what_is_said_is_read),
      cmocka_unit_test(what_is_wrong_is_named_with_its_line),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
