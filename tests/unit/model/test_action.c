#include "make_book.h"
#include "mentee/model/action.h"
#include "test.h"

static int begin(void **state) {
  static struct book book;

  book_init(&book);
  put_row(&book, TABLE_CONTACTS, 2, "id=c1", "name=Ada", "email=ada@x", NULL);
  put_row(&book, TABLE_CONTACTS, 3, "name=Bo", NULL); /* typed by hand */
  *state = &book;
  return 0;
}

static int end(void **state) {
  book_release(*state);
  return 0;
}

static bool apply(struct book *book, const struct action *action, struct buf *said) {
  struct conflicts conflicts;
  bool ok;

  conflicts_init(&conflicts);
  ok = book_apply(book, action, &conflicts);
  for (size_t i = 0; i < conflicts.list.len; i++) {
    conflict_text(book, &conflicts.list.data[i], said);
    buf_addc(said, '\n');
  }
  conflicts_release(&conflicts);
  return ok;
}

static const char *cell(struct book *book, enum table_id table, const char *id, int field) {
  return record_text(book_find(book, table, id), field);
}

static void a_row_begins_with_its_id_and_ends_with_it(void **state) {
  struct book *book = *state;
  struct action action, inverse;
  struct buf said = BUF_INIT;

  action_init(&action);
  action_add_row(&action, TABLE_ROLES, "r1");
  action_set(&action, book, TABLE_ROLES, "r1", ROLES_ROLE, "peer");
  action_set(&action, book, TABLE_ROLES, "r1", ROLES_ROLE, "mentor"); /* the last word counts */
  assert_int_equal(action.changes.len, 2);
  assert_true(action_touches(&action, TABLE_ROLES));
  assert_false(action_touches(&action, TABLE_CONTACTS));
  assert_true(apply(book, &action, &said));
  assert_string_equal(cell(book, TABLE_ROLES, "r1", ROLES_ROLE), "mentor");
  assert_true(apply(book, &action, &said)); /* done already counts as done */
  assert_int_equal(book_count(book, TABLE_ROLES), 1);
  action_invert(&action, &inverse);
  assert_true(apply(book, &inverse, &said));
  assert_int_equal(book_count(book, TABLE_ROLES), 0);
  assert_null(book_find(book, TABLE_ROLES, "r1"));
  action_release(&action);
  action_release(&inverse);
  buf_release(&said);
}

static void a_value_that_is_there_already_adds_nothing(void **state) {
  struct book *book = *state;
  struct action action;

  action_init(&action);
  action_set(&action, book, TABLE_CONTACTS, "c1", CONTACT_EMAIL, "ada@x");
  action_set_day(&action, book, TABLE_CONTACTS, "c1", CONTACT_MET_ON, -2147483647 - 1);
  assert_int_equal(action.changes.len, 0);
  action_release(&action);
}

static void a_field_that_changed_meanwhile_refuses_the_whole_action(void **state) {
  struct book *book = *state;
  struct action action, other;
  struct buf said = BUF_INIT;

  action_init(&action);
  action_init(&other);
  action_set(&action, book, TABLE_CONTACTS, "c1", CONTACT_PHONE, "1");
  action_set(&action, book, TABLE_CONTACTS, "c1", CONTACT_EMAIL, "mine");
  action_set(&other, book, TABLE_CONTACTS, "c1", CONTACT_EMAIL, "theirs");
  assert_true(apply(book, &other, &said));
  assert_false(apply(book, &action, &said));
  assert_string_equal(buf_text(&said), "Ada, email: 'mine' here, 'theirs' in the file\n");
  assert_string_equal(cell(book, TABLE_CONTACTS, "c1", CONTACT_PHONE), "");
  action_release(&action);
  action_release(&other);
  buf_release(&said);
}

static void loosely_applied_it_does_what_it_can(void **state) {
  struct book *book = *state;
  struct action action, other;
  struct conflicts conflicts;
  struct buf said = BUF_INIT;

  action_init(&action);
  action_init(&other);
  conflicts_init(&conflicts);
  action_set(&action, book, TABLE_CONTACTS, "c1", CONTACT_PHONE, "1");
  action_set(&action, book, TABLE_CONTACTS, "c1", CONTACT_EMAIL, "mine");
  action_set(&other, book, TABLE_CONTACTS, "c1", CONTACT_EMAIL, "theirs");
  assert_true(apply(book, &other, &said));
  book_apply_loosely(book, &action, &conflicts);
  assert_int_equal(conflicts.list.len, 1);
  assert_string_equal(conflicts.list.data[0].there, "theirs");
  assert_string_equal(cell(book, TABLE_CONTACTS, "c1", CONTACT_PHONE), "1");
  assert_string_equal(cell(book, TABLE_CONTACTS, "c1", CONTACT_EMAIL), "theirs");
  conflicts_release(&conflicts);
  action_release(&action);
  action_release(&other);
}

static void a_row_typed_without_an_id_gets_it_and_loses_it_again(void **state) {
  struct book *book = *state;
  struct action action, inverse;
  struct buf said = BUF_INIT;
  const struct record *bo = book_at(book, TABLE_CONTACTS, 1);
  char *id = arena_dup(&book->arena, record_id(bo));

  action_init(&action);
  record_more(&book->arena, (struct record *)(uintptr_t)bo)->raw = ",Bo\n"; /* from a file */
  action_set(&action, book, TABLE_CONTACTS, id, CONTACT_EMAIL, "bo@x");
  assert_int_equal(action.changes.len, 2);
  assert_true(apply(book, &action, &said));
  assert_string_equal(cell(book, TABLE_CONTACTS, id, CONTACT_ID), id);
  assert_string_equal(cell(book, TABLE_CONTACTS, id, CONTACT_EMAIL), "bo@x");
  action_invert(&action, &inverse);
  assert_true(apply(book, &inverse, &said));
  assert_string_equal(cell(book, TABLE_CONTACTS, id, CONTACT_ID), "");
  assert_string_equal(cell(book, TABLE_CONTACTS, id, CONTACT_NAME), "Bo");
  assert_ptr_equal(book_at(book, TABLE_CONTACTS, 1), bo); /* as it was read, bytes and all */
  action_release(&action);
  action_release(&inverse);
}

static void a_row_that_others_wrote_more_into_is_not_taken_back(void **state) {
  struct book *book = *state;
  struct action action, more, inverse;
  struct buf said = BUF_INIT;

  action_init(&action);
  action_init(&more);
  action_add_row(&action, TABLE_ROLES, "r1");
  action_set(&action, book, TABLE_ROLES, "r1", ROLES_ROLE, "peer");
  assert_true(apply(book, &action, &said));
  action_set(&more, book, TABLE_ROLES, "r1", ROLES_WHY, "a reason");
  assert_true(apply(book, &more, &said));
  action_invert(&action, &inverse);
  assert_false(apply(book, &inverse, &said));
  assert_string_equal(cell(book, TABLE_ROLES, "r1", ROLES_ROLE), "peer");
  action_release(&action);
  action_release(&more);
  action_release(&inverse);
  buf_release(&said);
}

static void a_change_to_a_row_that_is_gone_is_a_conflict(void **state) {
  struct book *book = *state;
  struct action action;
  struct buf said = BUF_INIT;

  action_init(&action);
  action_fill(&action, TABLE_CONTACTS, "c9", CONTACT_EMAIL, "a", "b");
  assert_false(apply(book, &action, &said));
  assert_string_equal(buf_text(&said), "contact c9, email: 'b' here, '' in the file\n");
  action_release(&action);
  buf_release(&said);
}

static void a_removed_row_renumbers_the_ones_after_it(void **state) {
  struct book *book = *state;
  struct action action, inverse;
  struct buf said = BUF_INIT;

  action_init(&action);
  for (int i = 0; i < 3; i++)
    action_add_row(&action, TABLE_ROLES, i == 0 ? "r0" : i == 1 ? "r1" : "r2");
  assert_true(apply(book, &action, &said));
  action_init(&inverse);
  action_fill(&inverse, TABLE_ROLES, "r1", 0, "r1", "");
  assert_true(apply(book, &inverse, &said));
  assert_int_equal(book_count(book, TABLE_ROLES), 2);
  assert_int_equal(book_find(book, TABLE_ROLES, "r2")->index, 1);
  action_release(&action);
  action_release(&inverse);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(a_row_begins_with_its_id_and_ends_with_it),
      TEST(a_value_that_is_there_already_adds_nothing),
      TEST(a_field_that_changed_meanwhile_refuses_the_whole_action),
      TEST(loosely_applied_it_does_what_it_can),
      TEST(a_row_typed_without_an_id_gets_it_and_loses_it_again),
      TEST(a_row_that_others_wrote_more_into_is_not_taken_back),
      TEST(a_change_to_a_row_that_is_gone_is_a_conflict),
      TEST(a_removed_row_renumbers_the_ones_after_it),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
