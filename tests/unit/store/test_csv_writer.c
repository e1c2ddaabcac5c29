#include "mem_store.h"
#include "mentee/store/csv_writer.h"

static void expect_cell(const char *cell, bool alone, const char *want) {
  struct buf out = BUF_INIT;

  csv_write_cell(&out, cell, alone);
  assert_string_equal(buf_text(&out), want);
  buf_release(&out);
}

static void a_cell_is_quoted_only_where_needed(void **state) {
  (void)state;
  expect_cell("plain", false, "plain");
  expect_cell("a;b'c", false, "a;b'c");
  expect_cell("", false, "");
  expect_cell("", true, "\"\"");
  expect_cell("a,b", false, "\"a,b\"");
  expect_cell("say \"hi\"", false, "\"say \"\"hi\"\"\"");
  expect_cell("two\nlines", false, "\"two\nlines\"");
  expect_cell("cr\r", false, "\"cr\r\"");
  expect_cell(" left", false, "\" left\"");
  expect_cell("right\t", false, "\"right\t\"");
  expect_cell("#tag", false, "\"#tag\"");
  expect_cell("\xEF\xBB\xBFx", false, "\"\xEF\xBB\xBFx\"");
  expect_cell("<<<<<<< x", false, "\"<<<<<<< x\"");
  expect_cell("=cmd()", false, "=cmd()"); /* the store's own cells are never altered */
}

/* Loads a file, sets cells through commits, and compares the file. */
struct edit {
  const char *id;
  int field;
  const char *value;
};

static void expect_file(const char *before, const struct edit *edits, size_t count,
                        const char *after) {
  struct os_mem *mem = os_mem_new();
  struct store store;
  struct err err = ERR_INIT;

  mem_put(mem, "contacts.csv", before);
  mem_load(mem, &store);
  for (size_t i = 0; i < count; i++)
    if (!mem_set(&store, TABLE_CONTACTS, edits[i].id, edits[i].field, edits[i].value, &err))
      fail_msg("%s", err.text);
  assert_string_equal(mem_get(mem, "contacts.csv"), after);
  store_release(&store);
  os_mem_free(mem);
}

static void only_the_row_that_changed_is_written_differently(void **state) {
  static const struct edit edit[] = {{"c2", CONTACT_EMAIL, "bo@new"}};

  (void)state;
  expect_file("id,name,email\n\"c1\",\"Ada\",ada@x\n\nc2,\"Bo\",\nc3,Cy,,\n", edit, 1,
              "id,name,email\n\"c1\",\"Ada\",ada@x\nc2,Bo,bo@new\nc3,Cy,,\n");
}

static void line_ends_bom_and_foreign_columns_stay(void **state) {
  static const struct edit edit[] = {{"c1", CONTACT_EMAIL, "a@x"}};

  (void)state;
  expect_file("\xEF\xBB\xBFid,tea,name,email\r\nc1,oolong,Ada,\r\nc2,\"a,b\",Bo,b\r\n", edit, 1,
              "\xEF\xBB\xBFid,tea,name,email\r\nc1,oolong,Ada,a@x\r\nc2,\"a,b\",Bo,b\r\n");
}

static void a_column_joins_the_header_with_its_first_value(void **state) {
  static const struct edit edit[] = {{"c2", CONTACT_EMAIL, "bo@x"}};

  (void)state;
  expect_file("id,name\nc1,Ada\nc2,Bo\n", edit, 1, "id,name,email\nc1,Ada\nc2,Bo,bo@x\n");
}

static void surplus_cells_do_not_slide_under_a_new_column(void **state) {
  static const struct edit edit[] = {{"c1", CONTACT_EMAIL, "ada@x"}};

  (void)state;
  expect_file("id,name\nc1,Ada\nc2,Bo,surplus\n", edit, 1,
              "id,name,email\nc1,Ada,ada@x\nc2,Bo,,surplus\n");
}

static void a_short_row_grows_only_as_far_as_needed(void **state) {
  static const struct edit edit[] = {{"c1", CONTACT_ORG, "Larch"}};

  (void)state;
  expect_file("id,name,org,email,phone\nc1,Ada\n", edit, 1,
              "id,name,org,email,phone\nc1,Ada,Larch\n");
}

static void a_last_row_without_a_line_end_gets_one_when_a_row_follows(void **state) {
  struct os_mem *mem = os_mem_new();
  struct store store;
  struct action action;
  struct err err = ERR_INIT;

  (void)state;
  mem_put(mem, "contacts.csv", "id,name\r\nc1,Ada");
  mem_load(mem, &store);
  action_init(&action);
  action_add_row(&action, TABLE_CONTACTS, "c2");
  action_set(&action, &store.book, TABLE_CONTACTS, "c2", CONTACT_NAME, "Bo");
  assert_true(mem_commit(&store, &action, NULL, &err));
  assert_string_equal(mem_get(mem, "contacts.csv"), "id,name\r\nc1,Ada\r\nc2,Bo\r\n");
  store_release(&store);
  os_mem_free(mem);
}

static void a_change_back_gives_the_bytes_back(void **state) {
  static const struct edit edits[] = {{"c1", CONTACT_NAME, "Eve"}, {"c1", CONTACT_NAME, "Ada"}};

  (void)state;
  expect_file("id,name\n\"c1\",\"Ada\"\n", edits, 2, "id,name\n\"c1\",\"Ada\"\n");
}

static void a_row_without_an_id_gets_it_when_it_is_written(void **state) {
  struct os_mem *mem = os_mem_new();
  struct store store;
  struct err err = ERR_INIT;
  char id[16];
  struct buf want = BUF_INIT;

  (void)state;
  mem_put(mem, "contacts.csv", "id,name,email\n,Ada,\n,Bo,\n");
  mem_load(mem, &store);
  memcpy(id, record_id(book_at(&store.book, TABLE_CONTACTS, 0)), 9);
  assert_true(mem_set(&store, TABLE_CONTACTS, id, CONTACT_EMAIL, "a@x", &err));
  buf_addf(&want, "id,name,email\n%s,Ada,a@x\n,Bo,\n", id);
  assert_string_equal(mem_get(mem, "contacts.csv"), buf_text(&want));
  buf_release(&want);
  store_release(&store);
  os_mem_free(mem);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_cell_is_quoted_only_where_needed),
      cmocka_unit_test(only_the_row_that_changed_is_written_differently),
      cmocka_unit_test(line_ends_bom_and_foreign_columns_stay),
      cmocka_unit_test(a_column_joins_the_header_with_its_first_value),
      cmocka_unit_test(surplus_cells_do_not_slide_under_a_new_column),
      cmocka_unit_test(a_short_row_grows_only_as_far_as_needed),
      cmocka_unit_test(a_last_row_without_a_line_end_gets_one_when_a_row_follows),
      cmocka_unit_test(a_change_back_gives_the_bytes_back),
      cmocka_unit_test(a_row_without_an_id_gets_it_when_it_is_written),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
