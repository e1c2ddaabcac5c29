/* mend and copies: what `check --fix` does. */
#include "mem_store.h"
#include "mentee/store/copies.h"
#include "mentee/store/csv_reader.h"
#include "mentee/store/mend.h"

/* The steps and what is left, a line each; the file afterwards. */
static void expect(const char *file, const char *before, size_t len, const char *said,
                   const char *after) {
  struct os_mem *mem = os_mem_new();
  struct store store;
  struct mend mend;
  struct commit_report report = COMMIT_REPORT_INIT;
  struct buf all = BUF_INIT;
  struct err err = ERR_INIT;

  os_mem_put(mem, mem_path(file), before, len);
  mem_load(mem, &store);
  mend_init(&mend);
  assert_true(mend_plan(&mend, &store, &err));
  for (size_t i = 0; i < mend.steps.len; i++)
    buf_addf(&all, "%s\n", mend.steps.data[i]);
  for (size_t i = 0; i < mend.left.len; i++)
    buf_addf(&all, "left: %s\n", mend.left.data[i]);
  assert_string_equal(buf_text(&all), said);
  if (mend.steps.len > 0)
    assert_true(mend_apply(&mend, &store, &report, &err));
  assert_string_equal(mem_get(mem, file), after);
  assert_true(mend.left.len > 0 || store.book.tables[TABLE_CONTACTS].read_only == NULL);
  commit_report_release(&report);
  mend_release(&mend);
  buf_release(&all);
  store_release(&store);
  os_mem_free(mem);
}
#define EXPECT(before, said, after) expect("contacts.csv", before, sizeof(before) - 1, said, after)

static void what_is_well_stays(void **state) {
  (void)state;
  EXPECT("", "", "");
  EXPECT("id,name\n\n\"c1\",\"A\"\r\n", "", "id,name\n\n\"c1\",\"A\"\r\n");
}

static void quotes_that_enclose_no_cell_are_letters(void **state) {
  (void)state;
  EXPECT("id,name\r\n\"c1\",A \"B\" C\r\nc2,\"D\"\r\n",
         "contacts.csv:2: '\"c1\",A \"B\" C' becomes 'c1,\"A \"\"B\"\" C\"'\n",
         "id,name\r\nc1,\"A \"\"B\"\" C\"\r\nc2,\"D\"\r\n");
  EXPECT("id,name\nc1,\"never\nc2,B\n", "contacts.csv:2: 'c1,\"never' becomes 'c1,\"\"\"never\"'\n",
         "id,name\nc1,\"\"\"never\"\nc2,B\n");
  EXPECT("id,name\nc1,\"a, b\" c\n",
         "contacts.csv:2: 'c1,\"a, b\" c' becomes 'c1,\"\"\"a\",\" b\"\" c\"'\n",
         "id,name\nc1,\"\"\"a\",\" b\"\" c\"\n");
}

static void utf_16_is_left_to_the_person(void **state) {
  (void)state;
  EXPECT("\xff\xfei\0d\0\n\0", "left: contacts.csv: " CSV_UTF16 "\n", "\xff\xfei");
  EXPECT("i\0d\0\n\0", "left: contacts.csv: " CSV_UTF16 "\n", "i");
}

static void nul_bytes_go_and_lone_crs_end_lines(void **state) {
  (void)state;
  EXPECT("id,name\nc1,A\0da\n", "contacts.csv:2: 'c1,A' becomes 'c1,Ada'\n", "id,name\nc1,Ada\n");
  EXPECT("id,name\rc1,A\rc2,B\r",
         "contacts.csv:1: 'id,name\rc1,A\rc2,B' becomes 'id,name\nc1,A\nc2,B'\n",
         "id,name\nc1,A\nc2,B\r");
}

static void another_separator_becomes_a_comma(void **state) {
  (void)state;
  EXPECT("id;name;notes\nc1;\"A; B\";x, y\n",
         "contacts.csv: 2 rows get commas in place of semicolons\n",
         "id,name,notes\nc1,A; B,\"x, y\"\n");
  EXPECT("id\tname\nc1\tA\n", "contacts.csv: 2 rows get commas in place of tabs\n",
         "id,name\nc1,A\n");
}

static void what_only_a_person_can_decide_is_left(void **state) {
  (void)state;
  EXPECT("id,name\n<<<<<<< a\nc1,A\n=======\nc1,B\n>>>>>>> b\nc2,\"x\" y\n",
         "left: contacts.csv:2: a conflict mark of git; choose which lines stay\n"
         "left: contacts.csv:4: a conflict mark of git; choose which lines stay\n"
         "left: contacts.csv:6: a conflict mark of git; choose which lines stay\n",
         "id,name\n<<<<<<< a\nc1,A\n=======\nc1,B\n>>>>>>> b\nc2,\"x\" y\n");
  EXPECT("what;is;this\n1;2;3\n",
         "left: contacts.csv: mending line by line is not enough; look at it in an editor\n",
         "what;is;this\n1;2;3\n");
}

static void a_doubled_id_is_given_up_by_the_later_row(void **state) {
  struct os_mem *mem = os_mem_new();
  struct store store;
  struct mend mend;
  struct commit_report report = COMMIT_REPORT_INIT;
  struct err err = ERR_INIT;

  (void)state;
  mem_put(mem, "contacts.csv", "name,id\nA,c1\n\"B\",\"c1\"\nC,c2\n");
  mem_load(mem, &store);
  mend_init(&mend);
  assert_true(mend_plan(&mend, &store, &err));
  assert_int_equal(mend.steps.len, 1);
  assert_true(mend_apply(&mend, &store, &report, &err));
  assert_int_equal(book_count(&store.book, TABLE_CONTACTS), 3);
  assert_string_equal(record_text(book_find(&store.book, TABLE_CONTACTS, "c1"), CONTACT_NAME), "A");
  assert_string_not_equal(record_id(book_at(&store.book, TABLE_CONTACTS, 1)), "c1");
  assert_string_equal(record_text(book_at(&store.book, TABLE_CONTACTS, 1), CONTACT_NAME), "B");
  commit_report_release(&report);
  mend_release(&mend);
  store_release(&store);
  os_mem_free(mem);
}

/* --- copies
 * ---------------------------------------------------------------------------------------- */

static void copies_are_told_by_their_names(void **state) {
  static const char *const names[] = {"contacts (Ann's conflicted copy 2026-11-20).csv",
                                      "contacts (conflicted copy 2026-11-20 115200).csv",
                                      "contacts.sync-conflict-20261120-115200-ABCDEFG.csv",
                                      "roles_conflict-20261120-115200.csv"};
  static const char *const others[] = {"contacts (1).csv", "contacts.old.csv", "event_people.csv",
                                       "other.sync-conflict-20261120-115200-ABCDEFG.csv",
                                       "contacts.sync-conflict-20261120.txt"};
  static const char *const programs[] = {"Dropbox", "Nextcloud", "Syncthing", "ownCloud"};
  struct os_mem *mem = os_mem_new();
  struct store store;
  struct copies copies;
  struct err err = ERR_INIT;

  (void)state;
  for (size_t i = 0; i < 4; i++)
    mem_put(mem, names[i], "id\n");
  for (size_t i = 0; i < 5; i++)
    mem_put(mem, others[i], "id\n");
  mem_load(mem, &store);
  assert_true(copies_find(&copies, &store, &err));
  assert_int_equal(copies.list.len, 4);
  for (size_t i = 0; i < 4; i++) {
    assert_string_equal(copies.list.data[i].name, names[i]);
    assert_string_equal(copies.list.data[i].program, programs[i]);
  }
  copies_release(&copies);
  store_release(&store);
  os_mem_free(mem);
}

static void a_copy_is_taken_in_and_nothing_of_it_is_lost(void **state) {
  static const char name[] = "contacts.sync-conflict-20261120-115200-ABCDEFG.csv";
  struct os_mem *mem = os_mem_new();
  struct store store;
  struct copies copies;
  struct commit_report report = COMMIT_REPORT_INIT;
  struct err err = ERR_INIT;

  (void)state;
  mem_put(mem, "contacts.csv", "id,name,email,tags\nc1,Ada,here@x,\nc2,Bo,,red\nc3,Only here,,\n");
  mem_put(mem, name, "id,name,email,tags\nc1,Ada,there@x,\nc2,Bo,bo@x,blue\nc4,Only there,,\n");
  mem_load(mem, &store);
  assert_true(copies_find(&copies, &store, &err));
  assert_int_equal(copies.list.len, 1);
  if (!copies_take_in(&store, &copies.list.data[0], &report, &err))
    fail_msg("%s", err.text);
  assert_string_equal(mem_get(mem, "contacts.csv"),
                      "id,name,email,tags\nc1,Ada,here@x,\nc2,Bo,bo@x,red;blue\n"
                      "c3,Only here,,\nc4,Only there,,\n");
  assert_true(strstr(mem_get(mem, "conflicts.csv"), "there@x") != NULL);
  assert_true(strstr(mem_get(mem, "conflicts.csv"), "here@x") != NULL);
  assert_string_equal(mem_get(mem, name), "");
  commit_report_release(&report);
  copies_release(&copies);
  store_release(&store);
  os_mem_free(mem);
}

static void a_copy_that_cannot_be_read_whole_stays(void **state) {
  static const char name[] = "contacts (conflicted copy 2026-11-20 115200).csv";
  struct os_mem *mem = os_mem_new();
  struct store store;
  struct copies copies;
  struct commit_report report = COMMIT_REPORT_INIT;
  struct err err = ERR_INIT;

  (void)state;
  mem_put(mem, "contacts.csv", "id,name\nc1,Ada\n");
  mem_put(mem, name, "id,name\nc1,\"Eve\n");
  mem_load(mem, &store);
  assert_true(copies_find(&copies, &store, &err));
  assert_false(copies_take_in(&store, &copies.list.data[0], &report, &err));
  assert_int_equal(err.kind, ERR_DATA);
  assert_string_equal(mem_get(mem, name), "id,name\nc1,\"Eve\n");
  assert_string_equal(mem_get(mem, "contacts.csv"), "id,name\nc1,Ada\n");
  commit_report_release(&report);
  copies_release(&copies);
  store_release(&store);
  os_mem_free(mem);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_well_stays),
      cmocka_unit_test(quotes_that_enclose_no_cell_are_letters),
      cmocka_unit_test(utf_16_is_left_to_the_person),
      cmocka_unit_test(nul_bytes_go_and_lone_crs_end_lines),
      cmocka_unit_test(another_separator_becomes_a_comma),
      cmocka_unit_test(what_only_a_person_can_decide_is_left),
      cmocka_unit_test(a_doubled_id_is_given_up_by_the_later_row),
      cmocka_unit_test(copies_are_told_by_their_names),
      cmocka_unit_test(a_copy_is_taken_in_and_nothing_of_it_is_lost),
      cmocka_unit_test(a_copy_that_cannot_be_read_whole_stays),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
