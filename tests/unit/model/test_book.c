/* book, its indexes, contacts. */
#include "make_book.h"
#include "test.h"

static int begin(void **state) {
  static struct book book;

  book_init(&book);
  put_row(&book, TABLE_CONTACTS, 2, "id=c1", "name=Ada Larch", NULL);
  put_row(&book, TABLE_CONTACTS, 3, "id=c2", "name=Bo", NULL);
  put_row(&book, TABLE_CONTACTS, 4, "id=c3", "name=Bo", NULL);
  put_row(&book, TABLE_CONTACTS, 5, "name=Cy Elm", NULL);
  *state = &book;
  return 0;
}

static int end(void **state) {
  book_release(*state);
  return 0;
}

static void count_person(void *context, const struct record *contact) {
  buf_addf(context, "%s,", record_text(contact, CONTACT_NAME));
}

static void a_contact_is_found_by_id_or_by_a_name_that_one_bears(void **state) {
  struct book *book = *state;

  assert_ptr_equal(book_contact(book, "c1", 2), book_at(book, TABLE_CONTACTS, 0));
  assert_ptr_equal(book_contact(book, " Ada Larch ", 11), book_at(book, TABLE_CONTACTS, 0));
  assert_ptr_equal(book_contact(book, "Cy Elm", 6), book_at(book, TABLE_CONTACTS, 3));
  assert_null(book_contact(book, "Bo", 2));
  assert_null(book_contact(book, "ada larch", 9));
  assert_null(book_contact(book, "", 0));
}

static void a_row_without_an_id_gets_one_that_stays_the_same(void **state) {
  struct book *book = *state, again;
  const struct record *row = book_at(book, TABLE_CONTACTS, 3);

  assert_string_equal(record_text(row, CONTACT_ID), "");
  assert_int_equal(record_id(row)[0], 'c');
  assert_int_equal(strlen(record_id(row)), 8);
  assert_ptr_equal(book_find(book, TABLE_CONTACTS, record_id(row)), row);
  book_init(&again);
  put_row(&again, TABLE_CONTACTS, 9, "name=Cy Elm", NULL);
  assert_string_equal(record_id(book_at(&again, TABLE_CONTACTS, 0)), record_id(row));
  put_row(&again, TABLE_CONTACTS, 10, "name=Cy Elm", NULL); /* alike, and yet another */
  assert_string_not_equal(record_id(book_at(&again, TABLE_CONTACTS, 1)), record_id(row));
  book_release(&again);
}

static void each_person_of_an_interaction_is_visited_once(void **state) {
  struct book *book = *state;
  struct record *row =
      put_row(book, TABLE_INTERACTIONS, 2, "id=i1", "people=c1;;Ada Larch; c9 ;c2;c1", NULL);
  struct buf names = BUF_INIT;

  book_each_person(book, row, count_person, &names);
  assert_string_equal(buf_text(&names), "Ada Larch,Bo,");
  assert_true(book_has_person(book, row, book_at(book, TABLE_CONTACTS, 1)));
  assert_false(book_has_person(book, row, book_at(book, TABLE_CONTACTS, 2)));
  buf_release(&names);
}

static void the_rows_of_a_contact_come_in_the_order_of_the_file(void **state) {
  struct book *book = *state;
  const struct record *ada = book_at(book, TABLE_CONTACTS, 0);
  struct rows rows;

  put_row(book, TABLE_INTERACTIONS, 2, "id=i1", "people=c2;c1", NULL);
  put_row(book, TABLE_INTERACTIONS, 3, "id=i2", "people=c2", NULL);
  put_row(book, TABLE_INTERACTIONS, 4, "id=i3", "people=Ada Larch", NULL);
  put_row(book, TABLE_ROLES, 2, "id=r1", "contact_id=c1", NULL);
  rows = book_rows_of(book, ada, TABLE_INTERACTIONS);
  assert_int_equal(rows.len, 2);
  assert_string_equal(record_id(rows.data[0]), "i1");
  assert_string_equal(record_id(rows.data[1]), "i3");
  assert_int_equal(book_rows_of(book, ada, TABLE_ROLES).len, 1);
  assert_int_equal(book_rows_of(book, ada, TABLE_LETTERS).len, 0);
  assert_int_equal(book_rows_of(book, ada, TABLE_SETTINGS).len, 0);
  put_row(book, TABLE_INTERACTIONS, 5, "id=i4", "people=c1", NULL); /* the index follows */
  assert_int_equal(book_rows_of(book, ada, TABLE_INTERACTIONS).len, 3);
}

static void a_doubled_id_means_its_first_row(void **state) {
  struct book *book = *state;

  put_row(book, TABLE_CONTACTS, 6, "id=c1", "name=Zed", NULL);
  assert_int_equal(book_count(book, TABLE_CONTACTS), 5);
  assert_string_equal(record_text(book_find(book, TABLE_CONTACTS, "c1"), CONTACT_NAME),
                      "Ada Larch");
}

static void a_setting_is_read_by_its_key(void **state) {
  struct book *book = *state;

  put_row(book, TABLE_SETTINGS, 2, "key=me.name", "value=Sam", NULL);
  assert_string_equal(book_setting(book, "me.name"), "Sam");
  assert_null(book_setting(book, "me.program"));
}

static void a_contact_is_sorted_and_addressed(void **state) {
  static const struct {
    const char *name, *sort_name, *call_by, *key, *family, *called;
  } rows[] = {
      {"name=Lena Mary Voss", "sort_name=", "call_by=", "Voss, Lena Mary", "Voss", "Lena"},
      {"name=Jane, Doe", "sort_name=", "call_by=", "Doe, Jane,", "Doe", "Jane"},
      {"name=Cher", "sort_name=", "call_by=", "Cher", "Cher", "Cher"},
      {"name=B\xC3\xB9i Th\xE1\xBB\x8B Lan", "sort_name=Bui, Thi Lan", "call_by=Dr Lan",
       "Bui, Thi Lan", "Bui", "Dr Lan"},
      {"name= \xC5\x81ukasz  Nowak ", "sort_name=", "call_by=", "Nowak, Lukasz", "Nowak",
       "\xC5\x81ukasz"},
      {"name=", "sort_name=", "call_by=", "", "", "c9"},
  };

  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    struct book book;
    struct record *row;
    struct buf text = BUF_INIT, scratch = BUF_INIT;
    book_init(&book);
    row = put_row(&book, TABLE_CONTACTS, 2, "id=c9", rows[i].name, rows[i].sort_name,
                  rows[i].call_by, NULL);
    contact_sort_key(row, &text);
    assert_string_equal(buf_text(&text), rows[i].key);
    buf_cut(&text, 0);
    contact_family(row, &text);
    assert_string_equal(buf_text(&text), rows[i].family);
    assert_string_equal(contact_call_by(row, &scratch), rows[i].called);
    buf_release(&text);
    buf_release(&scratch);
    book_release(&book);
  }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(a_contact_is_found_by_id_or_by_a_name_that_one_bears),
      TEST(a_row_without_an_id_gets_one_that_stays_the_same),
      TEST(each_person_of_an_interaction_is_visited_once),
      TEST(the_rows_of_a_contact_come_in_the_order_of_the_file),
      TEST(a_doubled_id_means_its_first_row),
      TEST(a_setting_is_read_by_its_key),
      TEST(a_contact_is_sorted_and_addressed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
