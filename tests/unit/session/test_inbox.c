/* The inbox file: what its lines say, and that only what was logged leaves it. */
#include "mem_store.h"
#include "mentee/session/inbox.h"

#define FILE_NAME "/home/phone.txt"
static const char text[] = "# mine\n"
                           "lan: coffee > a paper\n"
                           "  she liked it\n"
                           "\tand more\n"
                           "\n"
                           "no colon here\r\n"
                           "tomasz , seun : walk";

struct place {
  struct os_mem *mem;
  struct inbox inbox;
};

static int begin(void **state) {
  static struct place place;
  struct err err = ERR_INIT;

  place.mem = os_mem_new();
  os_mem_put(place.mem, FILE_NAME, text, strlen(text));
  *state = &place;
  return inbox_read(&place.inbox, os_mem_door(place.mem), FILE_NAME, &err) ? 0 : -1;
}

static int end(void **state) {
  struct place *place = *state;

  inbox_release(&place->inbox);
  os_mem_free(place->mem);
  return 0;
}

static const char *now(const struct place *place) {
  size_t len;

  return os_mem_get(place->mem, FILE_NAME, &len);
}

static void an_entry_is_a_line_and_what_is_indented_under_it(void **state) {
  const struct place *place = *state;
  const struct inbox_entry *entries = place->inbox.entries.data;

  assert_int_equal(place->inbox.entries.len, 5);
  assert_string_equal(entries[0].names, "");
  assert_string_equal(entries[1].names, "lan");
  assert_string_equal(entries[1].line, "coffee > a paper\nshe liked it\nand more");
  assert_string_equal(entries[2].names, "");
  assert_string_equal(entries[3].names, "no colon here");
  assert_string_not_equal(entries[3].problem, "");
  assert_string_equal(entries[4].names, "tomasz , seun");
  assert_string_equal(entries[4].line, "walk");
}

/* What stands behind a NUL would be left out when the rest is kept. */
static void a_file_with_a_nul_is_left_alone(void **state) {
  struct place *place = *state;
  struct inbox inbox;
  struct err err = ERR_INIT;

  os_mem_put(place->mem, FILE_NAME, "lan: tea\n\0tomasz: walk\n", 23);
  assert_false(inbox_read(&inbox, os_mem_door(place->mem), FILE_NAME, &err));
  assert_int_equal(err.kind, ERR_IO);
  inbox_release(&inbox);
}

static void what_was_logged_leaves_and_the_rest_stays_byte_for_byte(void **state) {
  struct place *place = *state;
  struct err err = ERR_INIT;

  place->inbox.entries.data[1].logged = true;
  assert_true(inbox_keep_rest(&place->inbox, os_mem_door(place->mem), &err));
  assert_string_equal(now(place), "# mine\n\nno colon here\r\ntomasz , seun : walk");
}

static void what_was_written_meanwhile_is_not_lost(void **state) {
  struct place *place = *state;
  struct err err = ERR_INIT;

  os_mem_put(place->mem, FILE_NAME, "new: line\n", 10);
  place->inbox.entries.data[1].logged = true;
  assert_false(inbox_keep_rest(&place->inbox, os_mem_door(place->mem), &err));
  assert_non_null(strstr(err.text, "changed meanwhile"));
  assert_string_equal(now(place), "new: line\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(an_entry_is_a_line_and_what_is_indented_under_it, begin, end),
      cmocka_unit_test_setup_teardown(what_was_logged_leaves_and_the_rest_stays_byte_for_byte,
                                      begin, end),
      cmocka_unit_test_setup_teardown(what_was_written_meanwhile_is_not_lost, begin, end),
      cmocka_unit_test_setup_teardown(a_file_with_a_nul_is_left_alone, begin, end),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
