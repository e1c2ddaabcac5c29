/* Two rows of one person become one: everything is kept, and it can be undone. */
#include "make_book.h"
#include "mentee/exchange/merge.h"
#include "mentee/exchange/same.h"
#include "test.h"

static const char *const columns[] = {"email_2", "x_badge"};

static void add_extra(struct book *book, struct record *row, const char *badge) {
  const char **cells = arena_alloc(&book->arena, 2 * sizeof *cells);

  cells[0] = "";
  cells[1] = badge;
  put_extra(book, row, cells, 2);
}

static void two_of_one(struct book *book) {
  book_init(book);
  for (size_t i = 0; i < 2; i++)
    *vec_push(&book->tables[TABLE_CONTACTS].columns) = (struct column){columns[i], -1};
  add_extra(book,
            put_row(book, TABLE_CONTACTS, 2, "id=c1", "name=Ada Example", "email=a@x.example",
                    "org=Larkspur", "tags=cns;proton", "notes=first", "created_at=2026-02-01",
                    NULL),
            "");
  add_extra(book,
            put_row(book, TABLE_CONTACTS, 3, "id=c2", "name=A. Example", "email=b@x.example",
                    "org=Meridian", "city=Bern", "tags=proton;qi", "notes=second",
                    "created_at=2026-01-01", "introduced_by=c1", NULL),
            "17");
  put_row(book, TABLE_CONTACTS, 4, "id=c3", "name=Bo Other", "introduced_by=c2", NULL);
  put_row(book, TABLE_ROLES, 2, "id=r1", "contact_id=c2", "role=mentor", "from_on=2026-01-01",
          NULL);
  put_row(book, TABLE_INTERACTIONS, 2, "id=i1", "on_date=2026-03-01", "people=c2;c3;c1", NULL);
  put_row(book, TABLE_INTERACTIONS, 3, "id=i2", "on_date=2026-03-02", "people=A. Example", NULL);
  put_row(book, TABLE_INTERACTIONS, 4, "id=i3", "on_date=2026-03-03", "people=c3", NULL);
  put_row(book, TABLE_LINKS, 2, "id=k1", "from_contact=c1", "to_contact=c2", "kind=knows", NULL);
  put_row(book, TABLE_LINKS, 3, "id=k2", "from_contact=c2", "to_contact=c3", "kind=knows", NULL);
}

static const struct record *contact(const struct book *book, const char *id) {
  return book_find(book, TABLE_CONTACTS, id);
}

static void apply(struct book *book, const struct action *action) {
  struct conflicts conflicts;

  conflicts_init(&conflicts);
  assert_true(book_apply(book, action, &conflicts));
  conflicts_release(&conflicts);
}

static void check_merged(const struct book *book) {
  const struct record *ada = contact(book, "c1");

  assert_null(contact(book, "c2"));
  assert_string_equal(record_text(ada, CONTACT_NAME), "Ada Example");
  assert_string_equal(record_text(ada, CONTACT_EMAIL), "a@x.example");
  assert_string_equal(book_extra(book, TABLE_CONTACTS, ada, "email_2"), "b@x.example");
  assert_string_equal(book_extra(book, TABLE_CONTACTS, ada, "x_badge"), "17");
  assert_string_equal(record_text(ada, CONTACT_CITY), "Bern");
  assert_string_equal(record_text(ada, CONTACT_TAGS), "cns;proton;qi");
  assert_string_equal(record_text(ada, CONTACT_CREATED_AT), "2026-01-01");
  assert_string_equal(record_text(ada, CONTACT_INTRODUCED_BY), "");
  assert_string_equal(record_text(ada, CONTACT_NOTES),
                      "first\nsecond\nName: A. Example\nWhere: Meridian");
  assert_string_equal(record_text(contact(book, "c3"), CONTACT_INTRODUCED_BY), "c1");
  assert_string_equal(record_text(book_at(book, TABLE_ROLES, 0), ROLES_CONTACT_ID), "c1");
  assert_string_equal(record_text(book_at(book, TABLE_INTERACTIONS, 0), INTERACTION_PEOPLE),
                      "c1;c3");
  assert_string_equal(record_text(book_at(book, TABLE_INTERACTIONS, 1), INTERACTION_PEOPLE), "c1");
  assert_string_equal(record_text(book_at(book, TABLE_INTERACTIONS, 2), INTERACTION_PEOPLE), "c3");
  assert_int_equal(book_count(book, TABLE_LINKS), 1);
  assert_string_equal(record_text(book_at(book, TABLE_LINKS, 0), LINKS_FROM_CONTACT), "c1");
}

static void everything_is_kept_and_undone(void **state) {
  struct merge_report report;
  struct action action, inverse;
  struct err err = ERR_INIT;
  struct book book;

  (void)state;
  two_of_one(&book);
  action_init(&action);
  assert_true(
      merge_contacts(&book, contact(&book, "c1"), contact(&book, "c2"), &action, &report, &err));
  assert_int_equal(report.rows, 5);
  apply(&book, &action);
  check_merged(&book);
  action_invert(&action, &inverse);
  apply(&book, &inverse);
  assert_string_equal(record_text(contact(&book, "c2"), CONTACT_ORG), "Meridian");
  assert_string_equal(book_extra(&book, TABLE_CONTACTS, contact(&book, "c2"), "x_badge"), "17");
  assert_string_equal(record_text(contact(&book, "c1"), CONTACT_NOTES), "first");
  assert_string_equal(record_text(book_at(&book, TABLE_INTERACTIONS, 0), INTERACTION_PEOPLE),
                      "c2;c3;c1");
  assert_int_equal(book_count(&book, TABLE_LINKS), 2);
  merge_report_release(&report);
  action_release(&inverse);
  action_release(&action);
  book_release(&book);
}

static void one_and_the_same_is_refused(void **state) {
  struct merge_report report;
  struct action action;
  struct err err = ERR_INIT;
  struct book book;

  (void)state;
  two_of_one(&book);
  action_init(&action);
  assert_false(
      merge_contacts(&book, contact(&book, "c1"), contact(&book, "c1"), &action, &report, &err));
  assert_int_equal(err.kind, ERR_USAGE);
  assert_int_equal(action.changes.len, 0);
  merge_report_release(&report);
  action_release(&action);
  book_release(&book);
}

static void count_pair(void *context, const struct record *a, const struct record *b,
                       const char *reason) {
  assert_string_equal(record_id(a), "c1");
  assert_string_equal(record_id(b), "c2");
  assert_string_equal(reason, "initials fit");
  ++*(int *)context;
}

static void a_pair_is_found_once(void **state) {
  struct book book;
  int pairs = 0;

  (void)state;
  two_of_one(&book);
  same_pairs(&book, count_pair, &pairs);
  assert_int_equal(pairs, 1);
  book_release(&book);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(everything_is_kept_and_undone),
      cmocka_unit_test(one_and_the_same_is_refused),
      cmocka_unit_test(a_pair_is_found_once),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
