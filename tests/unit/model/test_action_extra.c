/* Columns of somebody else's are changed, joined and taken back by the same actions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "make_book.h"
#include "mentee/model/action.h"
#include <string.h>

static void apply(struct book *book, const struct action *action, size_t conflicts_wanted) {
  struct conflicts conflicts;

  conflicts_init(&conflicts);
  assert_int_equal(book_apply(book, action, &conflicts), conflicts_wanted == 0);
  assert_int_equal(conflicts.list.len, conflicts_wanted);
  conflicts_release(&conflicts);
}

static void begin_ada(struct action *action) {
  action_init(action);
  action_add_row(action, TABLE_CONTACTS, "c1");
  action_fill(action, TABLE_CONTACTS, "c1", CONTACT_NAME, "", "Ada Example");
  action_fill_column(action, TABLE_CONTACTS, "c1", "email_2", "", "ada@work.example");
}

static const char *extra_of(const struct book *book, const char *id, const char *column) {
  return book_extra(book, TABLE_CONTACTS, book_find(book, TABLE_CONTACTS, id), column);
}

static void a_new_row_brings_its_column_and_undo_takes_the_row(void **state) {
  struct action action, inverse;
  struct book book;

  (void)state;
  book_init(&book);
  begin_ada(&action);
  apply(&book, &action, 0);
  assert_string_equal(extra_of(&book, "c1", "email_2"), "ada@work.example");
  assert_string_equal(extra_of(&book, "c1", "other"), "");
  assert_int_equal(book.tables[TABLE_CONTACTS].columns.len, 3);
  action_invert(&action, &inverse);
  apply(&book, &inverse, 0);
  assert_null(book_find(&book, TABLE_CONTACTS, "c1"));
  action_release(&inverse);
  action_release(&action);
  book_release(&book);
}

static void a_cell_that_changed_meanwhile_is_a_conflict(void **state) {
  struct action action, late;
  struct book book;

  (void)state;
  book_init(&book);
  begin_ada(&action);
  apply(&book, &action, 0);
  action_init(&late);
  action_fill_column(&late, TABLE_CONTACTS, "c1", "email_2", "old", "new");
  apply(&book, &late, 1);
  assert_string_equal(extra_of(&book, "c1", "email_2"), "ada@work.example");
  action_release(&late);
  action_release(&action);
  book_release(&book);
}

static void a_row_is_not_ended_while_a_foreign_column_holds_something(void **state) {
  struct action action, end;
  struct book book;

  (void)state;
  book_init(&book);
  begin_ada(&action);
  apply(&book, &action, 0);
  action_init(&end);
  action_fill(&end, TABLE_CONTACTS, "c1", CONTACT_NAME, "Ada Example", "");
  action_fill(&end, TABLE_CONTACTS, "c1", CONTACT_ID, "c1", "");
  apply(&book, &end, 1);
  action_release(&end);
  action_release(&action);
  book_release(&book);
}

static void a_long_row_keeps_its_surplus_out_of_the_new_column(void **state) {
  static const char *const surplus[] = {"beyond the header"};
  struct action action;
  struct book book;

  (void)state;
  book_init(&book);
  put_extra(&book, put_row(&book, TABLE_CONTACTS, 2, "id=c0", NULL), surplus, 1);
  begin_ada(&action);
  apply(&book, &action, 0);
  assert_string_equal(extra_of(&book, "c0", "email_2"), "");
  assert_string_equal(record_extra(book_find(&book, TABLE_CONTACTS, "c0"), 1), "beyond the header");
  action_release(&action);
  book_release(&book);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_new_row_brings_its_column_and_undo_takes_the_row),
      cmocka_unit_test(a_cell_that_changed_meanwhile_is_a_conflict),
      cmocka_unit_test(a_row_is_not_ended_while_a_foreign_column_holds_something),
      cmocka_unit_test(a_long_row_keeps_its_surplus_out_of_the_new_column),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
