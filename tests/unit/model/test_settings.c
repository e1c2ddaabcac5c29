/* Every number of the reminders: its default is in range, a bad value counts as the default. */
#include "mentee/model/settings.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void put(struct book *book, const char *key, const char *value) {
  const char *cells[TABLE_MAX_FIELDS] = {[SETTINGS_KEY] = key, [SETTINGS_VALUE] = value};

  book_append(book, TABLE_SETTINGS, book_make_record(book, TABLE_SETTINGS, cells));
}

static int value_with(enum setting setting, const char *value) {
  struct settings settings;
  struct book book;

  book_init(&book);
  put(&book, setting_defs[setting].key, value);
  settings = settings_read(&book);
  book_release(&book);
  return settings.value[setting];
}

static void each_default_suits_its_own_range(void **state) {
  struct arena arena = ARENA_INIT;
  struct settings settings = settings_defaults();
  (void)state;
  for (int i = 0; i < SETTING_COUNT; i++) {
    const struct setting_def *def = &setting_defs[i];
    struct buf text = BUF_INIT;
    settings_format((enum setting)i, settings.value[i], &text);
    assert_string_equal(settings_refusal((enum setting)i, buf_text(&text), &arena), "");
    assert_int_equal(value_with((enum setting)i, buf_text(&text)), def->standard);
    assert_true(def->label[0] != '\0');
    buf_release(&text);
  }
  arena_release(&arena);
}

static void the_ends_of_each_range_are_taken(void **state) {
  (void)state;
  for (int i = 0; i < SETTING_COUNT; i++) {
    const int ends[] = {setting_defs[i].least, setting_defs[i].most};
    for (size_t e = 0; e < 2; e++) {
      struct buf text = BUF_INIT;
      settings_format((enum setting)i, ends[e], &text);
      assert_int_equal(value_with((enum setting)i, buf_text(&text)), ends[e]);
      buf_release(&text);
    }
  }
}

static void a_bad_value_counts_as_the_default(void **state) {
  static const char *const bad[] = {"", "-1", "often", "3.5", "1234567890", "25:00", "12:60", " 3"};
  (void)state;
  for (int i = 0; i < SETTING_COUNT; i++)
    for (size_t b = 0; b < sizeof bad / sizeof bad[0]; b++)
      assert_int_equal(value_with((enum setting)i, bad[b]), setting_defs[i].standard);
  assert_int_equal(value_with(SETTING_PACE_PERCENT, "0"), 100);
}

static void a_refusal_names_the_range(void **state) {
  struct arena arena = ARENA_INIT;
  (void)state;
  assert_string_equal(settings_refusal(SETTING_DUE_MAX_LINES, "0", &arena),
                      "a number from 1 to 99");
  assert_string_equal(settings_refusal(SETTING_DAY_STARTS_AT, "4", &arena),
                      "a time from 00:00 to 23:59");
  assert_string_equal(settings_refusal(SETTING_LEAPDAY, "feb30", &arena), "one of feb28, mar1");
  arena_release(&arena);
}

static void words_are_read_in_any_case(void **state) {
  (void)state;
  assert_int_equal(value_with(SETTING_BIRTHDAYS, "On"), 1);
  assert_int_equal(value_with(SETTING_LEAPDAY, "MAR1"), 1);
}

static void keys_are_unique_and_known(void **state) {
  (void)state;
  for (int i = 0; i < SETTING_COUNT; i++) {
    assert_int_equal(settings_find(setting_defs[i].key), i);
    assert_true(settings_knows(setting_defs[i].key));
  }
  assert_true(settings_knows("me.name"));
  assert_int_equal(settings_find("me.name"), SETTING_COUNT);
  assert_false(settings_knows("pace"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_default_suits_its_own_range),
      cmocka_unit_test(the_ends_of_each_range_are_taken),
      cmocka_unit_test(a_bad_value_counts_as_the_default),
      cmocka_unit_test(a_refusal_names_the_range),
      cmocka_unit_test(words_are_read_in_any_case),
      cmocka_unit_test(keys_are_unique_and_known),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
