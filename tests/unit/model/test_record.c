/* record, field_refusal, words, tables, settings: what a cell says. */
#include "make_book.h"
#include "mentee/base/date.h"
#include "mentee/model/settings.h"
#include "test.h"

static void cells_are_read_when_asked(void **state) {
  struct book book;
  struct record *row;

  (void)state;
  book_init(&book);
  row = put_row(&book, TABLE_INTERACTIONS, 2, "id=i1", "on_date=2026-11-20", "time=9:05",
                "minutes= 30 ", "kind=COFFEE", "direction=sideways", "private=Yes", NULL);
  assert_int_equal(record_day(row, INTERACTION_ON_DATE), date_parse("2026-11-20"));
  assert_int_equal(record_day(row, INTERACTION_TOLD_ON), DATE_NONE);
  assert_int_equal(record_time(row, INTERACTION_TIME), 545);
  assert_int_equal(record_number(row, INTERACTION_MINUTES), 30);
  assert_int_equal(record_word(row, INTERACTION_KIND, &words_kind), KIND_COFFEE);
  assert_int_equal(record_word(row, INTERACTION_DIRECTION, &words_direction), WORD_UNKNOWN);
  assert_int_equal(record_word(row, INTERACTION_STATUS, &words_touch), WORD_EMPTY);
  assert_int_equal(record_word_or(row, INTERACTION_STATUS, &words_touch, TOUCH_HELD), TOUCH_HELD);
  assert_true(record_yes(row, INTERACTION_PRIVATE));
  assert_false(record_has(row, INTERACTION_NOTES));
  assert_string_equal(record_text(row, INTERACTION_NOTES), "");
  book_release(&book);
}

static void numbers_and_times_that_are_none_are_minus_one(void **state) {
  static const char *const numbers[] = {"x", "1.5", "-3", "1234567890", "", " ", "3x"};
  static const char *const times[] = {"24:00", "12:60", "1230",   "",
                                      "a:30",  "12:3",  "123:45", ":30"};
  const char *cells[TABLE_MAX_FIELDS] = {NULL};
  struct book book;

  (void)state;
  book_init(&book);
  for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
    cells[INTERACTION_MINUTES] = numbers[i];
    assert_int_equal(
        record_number(book_make_record(&book, TABLE_INTERACTIONS, cells), INTERACTION_MINUTES), -1);
  }
  for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
    cells[INTERACTION_TIME] = times[i];
    assert_int_equal(
        record_time(book_make_record(&book, TABLE_INTERACTIONS, cells), INTERACTION_TIME), -1);
  }
  book_release(&book);
}

static void the_parts_of_a_list_are_trimmed_and_empty_ones_passed_over(void **state) {
  const char *at = " c1;; c2 ;\t; c3", *part, *want[] = {"c1", "c2", "c3"};
  size_t len, count = 0;

  (void)state;
  while (record_next_part(&at, &part, &len)) {
    assert_true(count < 3);
    assert_int_equal(len, 2);
    assert_memory_equal(part, want[count++], 2);
  }
  assert_int_equal(count, 3);
}

static void a_value_is_refused_with_the_reason(void **state) {
  static const struct {
    enum table_id table;
    int field;
    const char *value, *why;
  } rows[] = {
      {TABLE_CONTACTS, CONTACT_MET_ON, "2026-11-31", "November has 30 days"},
      {TABLE_CONTACTS, CONTACT_MET_ON, "2023-02-29", "February 2023 has 28 days"},
      {TABLE_CONTACTS, CONTACT_MET_ON, "2026-13-01", "a year has twelve months"},
      {TABLE_CONTACTS, CONTACT_MET_ON, "20/11/2026", "not a date; write 2026-11-20"},
      {TABLE_CONTACTS, CONTACT_MET_ON, "0000-01-01", "years go from 0001 to 9999"},
      {TABLE_CONTACTS, CONTACT_MET_ON, "2026-01-00", "not a date; write 2026-11-20"},
      {TABLE_CONTACTS, CONTACT_MET_ON, "", ""},
      {TABLE_CONTACTS, CONTACT_BIRTHDAY, "02-29", ""},
      {TABLE_CONTACTS, CONTACT_BIRTHDAY, "1990-02-29", "not a birthday; write 02-29 or 1990-02-28"},
      {TABLE_CONTACTS, CONTACT_NAME, "two\nlines", "one line only"},
      {TABLE_CONTACTS, CONTACT_NOTES, "two\nlines", ""},
      {TABLE_CONTACTS, CONTACT_ID, "c 1", "an id is letters, digits, '.', '_' and '-'"},
      {TABLE_INTERACTIONS, INTERACTION_TIME, "25:00", "not a time; write 15:30"},
      {TABLE_INTERACTIONS, INTERACTION_MINUTES, "-1", "not a whole number"},
      {TABLE_INTERACTIONS, INTERACTION_PRIVATE, "perhaps", "yes, no or empty"},
      {TABLE_ROLES, ROLES_RANK, "third", "not one of: primary, secondary"},
      {TABLE_ROLES, ROLES_RANK, "Primary", ""},
  };
  struct arena arena = ARENA_INIT;

  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
    assert_string_equal(
        field_refusal(&table_defs[rows[i].table].fields[rows[i].field], rows[i].value, &arena),
        rows[i].why);
  arena_release(&arena);
}

static void every_table_is_described_once(void **state) {
  (void)state;
  for (int t = 0; t < TABLE_COUNT; t++) {
    const struct table_def *def = &table_defs[t];
    assert_int_equal(def->id, t);
    assert_true(def->field_count > 0 && def->field_count <= TABLE_MAX_FIELDS);
    assert_int_equal(def->fields[0].type, FIELD_ID);
    for (int f = 0; f < def->field_count; f++) {
      assert_int_equal(table_find_field(def, def->fields[f].name), f); /* no name twice */
      assert_int_equal(def->fields[f].words != NULL, def->fields[f].type == FIELD_WORD);
      assert_int_equal(def->fields[f].ref != TABLE_NONE,
                       def->fields[f].type == FIELD_REF || def->fields[f].type == FIELD_PEOPLE);
    }
    for (int other = 0; other < t; other++)
      assert_int_not_equal(table_defs[other].letter, def->letter);
  }
  assert_int_equal(table_find_field(&table_defs[TABLE_CONTACTS], "nothing"), -1);
}

static void words_are_compared_without_case(void **state) {
  (void)state;
  assert_int_equal(words_find(&words_role, "Mentor"), ROLE_MENTOR);
  assert_int_equal(words_find(&words_role, " near_peer "), ROLE_NEAR_PEER);
  assert_int_equal(words_find(&words_role, "near-peer"), WORD_UNKNOWN);
  assert_int_equal(words_find(&words_role, ""), WORD_EMPTY);
  assert_string_equal(words_word(&words_role, ROLE_NEAR_PEER), "near_peer");
  assert_string_equal(words_spoken(&words_role, ROLE_NEAR_PEER), "near-peer");
  assert_string_equal(words_word(&words_role, WORD_UNKNOWN), "");
}

static void settings_out_of_range_are_the_default(void **state) {
  struct book book;
  struct settings settings;
  struct arena arena = ARENA_INIT;

  (void)state;
  book_init(&book);
  put_row(&book, TABLE_SETTINGS, 2, "key=day_starts_at", "value=05:30", NULL);
  put_row(&book, TABLE_SETTINGS, 3, "key=due.max_lines", "value=0", NULL);
  put_row(&book, TABLE_SETTINGS, 4, "key=pace_percent", "value=150", NULL);
  put_row(&book, TABLE_SETTINGS, 5, "key=schema", "value=2", NULL);
  settings = settings_read(&book);
  assert_int_equal(settings.value[SETTING_DAY_STARTS_AT], 330);
  assert_int_equal(settings.value[SETTING_DUE_MAX_LINES], 3);
  assert_int_equal(settings.value[SETTING_PACE_PERCENT], 150);
  assert_int_equal(settings_schema(&book), 2);
  assert_true(settings_knows("me.name"));
  assert_false(settings_knows("me.nam"));
  assert_string_equal(settings_refusal(SETTING_DAY_STARTS_AT, "23:59", &arena), "");
  assert_string_equal(settings_refusal(SETTING_DAY_STARTS_AT, "24:00", &arena),
                      "a time from 00:00 to 23:59");
  book_release(&book);
  arena_release(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(cells_are_read_when_asked),
      cmocka_unit_test(numbers_and_times_that_are_none_are_minus_one),
      cmocka_unit_test(the_parts_of_a_list_are_trimmed_and_empty_ones_passed_over),
      cmocka_unit_test(a_value_is_refused_with_the_reason),
      cmocka_unit_test(every_table_is_described_once),
      cmocka_unit_test(words_are_compared_without_case),
      cmocka_unit_test(settings_out_of_range_are_the_default),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
