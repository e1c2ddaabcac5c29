#include "mentee/base/err.h"
#include "test.h"
#include <string.h>

static void an_error_is_filled_and_given_its_place(void **state) {
  struct err err = ERR_INIT;

  (void)state;
  assert_int_equal(err_exit_status(&err), 0);
  assert_false(err_set(&err, ERR_USAGE, "unknown column '%s'", "emial"));
  assert_false(err_within(&err, "contacts.csv:%d", 12));
  assert_string_equal(err.text, "contacts.csv:12: unknown column 'emial'");
}

static void every_kind_has_its_exit_status(void **state) {
  static const struct {
    enum err_kind kind;
    int status;
  } rows[] = {{ERR_MISSING, 1}, {ERR_USAGE, 2}, {ERR_DATA, 3}, {ERR_CONFLICT, 3}, {ERR_IO, 3}};

  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    struct err err = ERR_INIT;
    err_set(&err, rows[i].kind, "x");
    assert_int_equal(err_exit_status(&err), rows[i].status);
  }
}

static void a_text_that_is_too_long_is_cut(void **state) {
  struct err err = ERR_INIT;
  char text[3000];

  (void)state;
  memset(text, 'a', sizeof text - 1);
  text[sizeof text - 1] = '\0';
  err_set(&err, ERR_IO, "%s", text);
  assert_int_equal(strlen(err.text), sizeof err.text - 1);
  err_within(&err, "%s", text);
  assert_int_equal(strlen(err.text), sizeof err.text - 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_error_is_filled_and_given_its_place),
      cmocka_unit_test(every_kind_has_its_exit_status),
      cmocka_unit_test(a_text_that_is_too_long_is_cut),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
