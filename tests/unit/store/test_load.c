#include "mem_store.h"
#include "mentee/base/date.h"
#include "mentee/model/check.h"
#include <errno.h>

#define MESSY MENTEE_SOURCE_DIR "/tests/data/messy/"

struct mess {
  struct os_mem *mem;
  struct store store;
  struct buf before; /* the file's bytes */
  char file[64];
};

/* The messy file in the place of a table's. */
static void begin(struct mess *mess, const char *name, enum table_id table) {
  struct buf path = BUF_INIT;
  struct os_stat stat;

  memset(mess, 0, sizeof *mess);
  mess->mem = os_mem_new();
  buf_addf(&path, MESSY "%s", name);
  assert_int_equal(os_read_file(os_real(), buf_text(&path), 1 << 20, &mess->before, &stat), 0);
  strcpy(mess->file, table_defs[table].file);
  if (table != TABLE_CONTACTS)
    mem_put(mess->mem, "contacts.csv", "id,name\nc0001,Ada Larch\nc0002,Bo Finch\n");
  os_mem_put(mess->mem, mem_path(mess->file), buf_text(&mess->before), mess->before.len);
  mem_load(mess->mem, &mess->store);
  buf_release(&path);
}

static void expect_same_bytes(const struct mess *mess) {
  size_t len;
  const char *bytes = os_mem_get(mess->mem, mem_path(mess->file), &len);

  assert_int_equal(len, mess->before.len);
  assert_memory_equal(bytes, buf_text(&mess->before), len);
}

static void end(struct mess *mess) {
  store_release(&mess->store);
  os_mem_free(mess->mem);
  buf_release(&mess->before);
}

static void expect_notes(const struct mess *mess, const char *want) {
  struct notes notes;
  struct buf all = BUF_INIT;

  notes_init(&notes);
  book_check(&mess->store.book, date_parse("2026-11-20"), &notes);
  for (size_t i = 0; i < notes.list.len; i++) {
    note_text(&notes.list.data[i], &all);
    buf_addc(&all, '\n');
  }
  assert_string_equal(buf_text(&all), want);
  buf_release(&all);
  notes_release(&notes);
}

static void add_contact(struct mess *mess, const char *id, const char *name) {
  struct action action;
  struct err err = ERR_INIT;

  action_init(&action);
  action_add_row(&action, TABLE_CONTACTS, id);
  action_set(&action, &mess->store.book, TABLE_CONTACTS, id, CONTACT_NAME, name);
  if (!mem_commit(&mess->store, &action, NULL, &err))
    fail_msg("%s", err.text);
}

/* What was there stays, byte for byte, and this follows it. */
static void expect_appended(const struct mess *mess, const char *more) {
  size_t len;
  const char *bytes = os_mem_get(mess->mem, mem_path(mess->file), &len);

  assert_int_equal(len, mess->before.len + strlen(more));
  assert_memory_equal(bytes, buf_text(&mess->before), mess->before.len);
  assert_string_equal(bytes + mess->before.len, more);
}

static void expect_read_only(struct mess *mess, enum table_id table, const char *why) {
  struct action action;
  struct err err = ERR_INIT;

  action_init(&action);
  action_add_row(&action, table, "x1");
  assert_false(mem_commit(&mess->store, &action, NULL, &err));
  assert_int_equal(err.kind, ERR_DATA);
  if (strstr(err.text, why) == NULL)
    fail_msg("'%s' does not say '%s'", err.text, why);
  expect_same_bytes(mess);
}

static const char *contact(const struct mess *mess, const char *id, int field) {
  const struct record *row = book_find(&mess->store.book, TABLE_CONTACTS, id);

  return row != NULL ? record_text(row, field) : "(none)";
}

static void bom_and_crlf_are_kept(void **state) {
  struct mess mess;

  (void)state;
  begin(&mess, "bom_crlf.csv", TABLE_CONTACTS);
  expect_notes(&mess, "");
  assert_true(mess.store.book.tables[TABLE_CONTACTS].bom);
  assert_true(strstr(contact(&mess, "c0001", CONTACT_NOTES), "\r\n") != NULL);
  add_contact(&mess, "c9", "New One");
  assert_memory_equal(mem_get(mess.mem, "contacts.csv"), buf_text(&mess.before), mess.before.len);
  assert_true(strstr(mem_get(mess.mem, "contacts.csv"), "\r\nc9,New One,\r\n") != NULL);
  end(&mess);
}

static void extra_columns_short_and_long_rows_are_kept(void **state) {
  struct mess mess;

  (void)state;
  begin(&mess, "extra_and_missing_columns.csv", TABLE_CONTACTS);
  expect_notes(&mess, "contacts.csv:4: 5 cells under a header of 4; the rest is kept\n");
  assert_string_equal(contact(&mess, "c0002", CONTACT_EMAIL), "");
  assert_string_equal(contact(&mess, "c0003", CONTACT_EMAIL), "cy@elm.example.org");
  add_contact(&mess, "c9", "New One");
  expect_appended(&mess, "c9,New One,,\n");
  end(&mess);
}

static void bad_dates_stay_and_count_as_empty(void **state) {
  struct mess mess;

  (void)state;
  begin(&mess, "bad_dates.csv", TABLE_FOLLOWUPS);
  expect_notes(&mess, "followups.csv:2: made_on: '2023-02-29': February 2023 has 28 days\n"
                      "followups.csv:3: made_on: '2026-11-31': November has 30 days\n"
                      "followups.csv:4: made_on: '20/11/2026': not a date; write 2026-11-20\n"
                      "followups.csv:6: due_on: 2026-11-01 is before made_on, 2026-11-20\n");
  assert_int_equal(
      record_day(book_find(&mess.store.book, TABLE_FOLLOWUPS, "f0001"), FOLLOWUP_MADE_ON),
      DATE_NONE);
  end(&mess);
}

static void dangling_and_doubled_rows_are_all_there(void **state) {
  struct mess mess;
  const struct book *book;

  (void)state;
  begin(&mess, "dangling_and_duplicate.csv", TABLE_INTERACTIONS);
  book = &mess.store.book;
  expect_notes(
      &mess,
      "interactions.csv:3: id: 'i0001' is the id of line 2 too\n"
      "interactions.csv:4: people: unknown c9999\n"
      "interactions.csv:5: people: nobody is named; kept under no one\n"
      "interactions.csv:7: kind: 'teleportation': not one of: meeting, coffee, walk, call, "
      "message, intro, request, update, circle_back, thank_you, congrats, feedback, review, "
      "interview, poster, webinar, hallway, social, shadow, deliver, intro_made, intro_received, "
      "admin, other\n"
      "interactions.csv:7: direction: 'sideways': not one of: ask, give, neutral\n");
  assert_int_equal(book_count(book, TABLE_INTERACTIONS), 6);
  assert_int_equal(
      book_rows_of(book, book_find(book, TABLE_CONTACTS, "c0001"), TABLE_INTERACTIONS).len, 4);
  end(&mess);
}

static void bytes_that_are_not_utf8_are_written_back(void **state) {
  struct mess mess;

  (void)state;
  begin(&mess, "invalid_utf8.csv", TABLE_CONTACTS);
  assert_null(mess.store.book.tables[TABLE_CONTACTS].read_only);
  assert_true(book_count(&mess.store.book, TABLE_CONTACTS) > 0);
  add_contact(&mess, "c9", "New One");
  assert_memory_equal(mem_get(mess.mem, "contacts.csv"), buf_text(&mess.before), mess.before.len);
  end(&mess);
}

static void a_quote_that_never_ends_is_named_where_it_began(void **state) {
  struct mess mess;

  (void)state;
  begin(&mess, "unterminated_quote.csv", TABLE_CONTACTS);
  assert_true(mess.store.book.notes.len > 0);
  assert_int_equal(mess.store.book.notes.data[0].line, 2);
  assert_true(book_count(&mess.store.book, TABLE_CONTACTS) > 0); /* later lines are still read */
  expect_read_only(&mess, TABLE_CONTACTS, "contacts.csv: line 2 was not read");
  end(&mess);
}

static void a_lone_quote_costs_its_record_alone(void **state) {
  struct mess mess;

  (void)state;
  begin(&mess, "lone_quotes.csv", TABLE_CONTACTS);
  expect_notes(&mess, "contacts.csv:2: not read: a quote where none may be\n"
                      "contacts.csv:3: not read: a quote where none may be\n");
  expect_read_only(&mess, TABLE_CONTACTS, "line 2 was not read");
  end(&mess);
}

static void an_empty_file_is_a_new_one(void **state) {
  struct mess mess;

  (void)state;
  begin(&mess, "empty_file.csv", TABLE_CONTACTS);
  expect_notes(&mess, "");
  add_contact(&mess, "c9", "New One");
  assert_string_equal(mem_get(mess.mem, "contacts.csv"), "id,name\nc9,New One\n");
  end(&mess);
}

static void a_header_alone_is_no_trouble(void **state) {
  struct mess mess;

  (void)state;
  begin(&mess, "header_only.csv", TABLE_CONTACTS);
  expect_notes(&mess, "");
  assert_int_equal(book_count(&mess.store.book, TABLE_CONTACTS), 0);
  add_contact(&mess, "c9", "New One");
  assert_memory_equal(mem_get(mess.mem, "contacts.csv"), buf_text(&mess.before), mess.before.len);
  end(&mess);
}

static void a_missing_last_line_end_is_no_trouble(void **state) {
  struct mess mess;

  (void)state;
  begin(&mess, "no_final_newline.csv", TABLE_CONTACTS);
  expect_notes(&mess, "");
  assert_int_equal(book_count(&mess.store.book, TABLE_CONTACTS), 1);
  end(&mess);
}

static void semicolons_are_not_guessed_at(void **state) {
  struct mess mess;

  (void)state;
  begin(&mess, "semicolons.csv", TABLE_CONTACTS);
  expect_notes(&mess, "contacts.csv: looks separated by semicolons, not commas; nothing of it was "
                      "read\n");
  expect_read_only(&mess, TABLE_CONTACTS, "semicolons");
  end(&mess);
}

static void expect_refused(const char *bytes, size_t len, const char *why) {
  struct os_mem *mem = os_mem_new();
  struct store store;

  os_mem_put(mem, mem_path("contacts.csv"), bytes, len);
  mem_load(mem, &store);
  assert_non_null(strstr(store.book.tables[TABLE_CONTACTS].read_only, why));
  assert_int_equal(book_count(&store.book, TABLE_CONTACTS), 0);
  assert_int_equal(store.book.notes.len, 1);
  store_release(&store);
  os_mem_free(mem);
}

static void quotes_around_everything_hide_no_semicolons(void **state) {
  (void)state;
  expect_refused("\"id\";\"name\"\r\n\"c1\";\"Ada\"\r\n", 25, "semicolons");
}

static void utf_16_is_said_to_be_that(void **state) {
  (void)state;
  expect_refused("\xff\xfei\0d\0,\0n\0", 10, "UTF-16");
  expect_refused("i\0d\0,\0n\0", 8, "UTF-16");
}

static void a_nul_makes_the_file_read_only(void **state) {
  struct mess mess;

  (void)state;
  begin(&mess, "nul_and_controls.csv", TABLE_CONTACTS);
  assert_true(mess.store.book.notes.data[0].line > 0);
  assert_string_equal(mess.store.book.notes.data[0].text, "not read: a NUL byte");
  expect_read_only(&mess, TABLE_CONTACTS, "was not read");
  end(&mess);
}

/* Their cells stand where they were read, so what stood between them must be found again. */
static void every_row_gives_its_bytes_back(void **state) {
  static const char *const rows[] = {
      "c1,Ada,ada@x\n",
      "c2,Bo,bo@x\r\n",
      "c3,,\n",
      "c4,,\r\n",
      "c5,\"Bo, Finch\",\n",
      "c6,\"\",\"\"\r\n",
      "\"c7\",\"a \"\"b\"\"\",x\n",
      "c8,\"\"\"\",y\r\n",
      "c9,\"one\ntwo\r\nthree\",\"z\"\n",
      "ca, kept ,\tso\n",
      "cb,\"\"\"\"\"\",\"\"\"q\"\n",
      "\r\n\ncc,after blanks,\n",
      "cd,long,row,and,more\n",
      "ce\n",
      "cg,no end",
  };
  struct os_mem *mem = os_mem_new();
  struct buf text = BUF_INIT, raw = BUF_INIT;
  struct store store;

  (void)state;
  buf_adds(&text, "id,name,email\n");
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
    buf_adds(&text, rows[i]);
  os_mem_put(mem, mem_path("contacts.csv"), buf_text(&text), text.len);
  mem_load(mem, &store);
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    buf_cut(&raw, 0);
    record_add_raw(book_at(&store.book, TABLE_CONTACTS, i), &raw);
    assert_string_equal(buf_text(&raw), rows[i]);
  }
  assert_string_equal(record_text(book_find(&store.book, TABLE_CONTACTS, "c7"), CONTACT_NAME),
                      "a \"b\"");
  assert_string_equal(record_text(book_find(&store.book, TABLE_CONTACTS, "ca"), CONTACT_NAME),
                      " kept ");
  store_release(&store);
  os_mem_free(mem);
  buf_release(&text);
  buf_release(&raw);
}

static void overlapping_roles_are_said(void **state) {
  struct mess mess;

  (void)state;
  begin(&mess, "roles_overlap.csv", TABLE_ROLES);
  expect_notes(&mess, "roles.csv:3: from_on: the same role at the same time as r0001\n"
                      "roles.csv:4: to_on: 2026-05-01 is before from_on, 2026-06-01, so it counts "
                      "as no role\n");
  end(&mess);
}

static void the_sample_has_nothing_to_check(void **state) {
  struct store store;
  struct notes notes;
  struct err err = ERR_INIT;
  struct buf all = BUF_INIT;

  (void)state;
  assert_true(store_load(&store, os_real(), MENTEE_SAMPLE_DIR, &err));
  notes_init(&notes);
  book_check(&store.book, date_parse("2026-11-20"), &notes);
  for (size_t i = 0; i < notes.list.len; i++) {
    note_text(&notes.list.data[i], &all);
    buf_addc(&all, '\n');
  }
  assert_string_equal(buf_text(&all), "");
  notes_release(&notes);
  store_release(&store);
  buf_release(&all);
}

/* --- the folder ----------------------------------------------------------------------------------
 */

static void a_folder_that_is_not_there_is_an_empty_store(void **state) {
  struct os_mem *mem = os_mem_new();
  struct store store;

  (void)state;
  mem_load(mem, &store);
  assert_false(store.exists);
  assert_int_equal(book_count(&store.book, TABLE_CONTACTS), 0);
  assert_false(store_changed(&store));
  store_release(&store);
  os_mem_free(mem);
}

static void a_read_error_is_never_an_empty_file(void **state) {
  static const int errors[] = {EIO, EACCES, EMFILE, ESTALE, ENOTDIR};
  struct os_mem *mem = os_mem_new();
  struct store store;
  long calls;

  (void)state;
  mem_put(mem, "contacts.csv", "id,name\nc1,Ada\n");
  mem_put(mem, "roles.csv", "id,contact_id\nr1,c1\n");
  os_mem_fail_at(mem, OS_MEM_NO_FAULT, 0, 0);
  mem_load(mem, &store);
  store_release(&store);
  calls = os_mem_calls(mem);
  for (size_t e = 0; e < sizeof errors / sizeof errors[0]; e++)
    for (long n = 1; n <= calls; n++) {
      struct err err = ERR_INIT;
      os_mem_fail_at(mem, OS_MEM_ERROR, n, errors[e]);
      if (store_load(&store, os_mem_door(mem), FOLDER, &err)) {
        /* an error while looking again: read again, and all there */
        assert_int_equal(book_count(&store.book, TABLE_CONTACTS), 1);
        assert_int_equal(book_count(&store.book, TABLE_ROLES), 1);
      } else {
        assert_int_equal(err.kind, ERR_IO);
      }
      store_release(&store);
    }
  os_mem_free(mem);
}

static void a_file_that_cannot_be_opened_is_no_empty_one(void **state) {
  static const int errors[] = {EIO, EACCES, EMFILE, ESTALE, ENOTDIR, ELOOP};
  struct os_mem *mem = os_mem_new();

  (void)state;
  mem_put(mem, "contacts.csv", "id,name\nc1,Ada\n");
  for (size_t e = 0; e < sizeof errors / sizeof errors[0]; e++) {
    struct store store;
    struct err err = ERR_INIT;
    os_mem_refuse_open(mem, FOLDER "/contacts.csv", errors[e]);
    assert_false(store_load(&store, os_mem_door(mem), FOLDER, &err));
    assert_int_equal(err.kind, ERR_IO);
    assert_true(strstr(err.text, "cannot read 'contacts.csv': ") == err.text);
    store_release(&store);
  }
  os_mem_free(mem);
}

static void a_newer_schema_is_only_read(void **state) {
  struct os_mem *mem = os_mem_new();
  struct store store;
  struct err err = ERR_INIT;

  (void)state;
  mem_put(mem, "settings.csv", "key,value\nschema,2\n");
  mem_put(mem, "contacts.csv", "id,name\nc1,Ada\n");
  mem_load(mem, &store);
  assert_false(mem_set(&store, TABLE_CONTACTS, "c1", CONTACT_NAME, "Eve", &err));
  assert_int_equal(err.kind, ERR_DATA);
  assert_string_equal(mem_get(mem, "contacts.csv"), "id,name\nc1,Ada\n");
  assert_string_equal(mem_get(mem, ".mentee/lock"), ""); /* not even looked for */
  store_release(&store);
  os_mem_free(mem);
}

static void a_doubled_column_is_said_and_the_first_one_counts(void **state) {
  struct os_mem *mem = os_mem_new();
  struct store store;
  struct err err = ERR_INIT;

  (void)state;
  mem_put(mem, "contacts.csv", "id,name,name\nc1,Ada,Eve\n");
  mem_load(mem, &store);
  assert_int_equal(store.book.notes.len, 1);
  assert_string_equal(record_text(book_find(&store.book, TABLE_CONTACTS, "c1"), CONTACT_NAME),
                      "Ada");
  assert_true(mem_set(&store, TABLE_CONTACTS, "c1", CONTACT_NAME, "Ida", &err));
  assert_string_equal(mem_get(mem, "contacts.csv"), "id,name,name\nc1,Ida,Eve\n");
  store_release(&store);
  os_mem_free(mem);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(bom_and_crlf_are_kept),
      cmocka_unit_test(extra_columns_short_and_long_rows_are_kept),
      cmocka_unit_test(bad_dates_stay_and_count_as_empty),
      cmocka_unit_test(dangling_and_doubled_rows_are_all_there),
      cmocka_unit_test(bytes_that_are_not_utf8_are_written_back),
      cmocka_unit_test(a_quote_that_never_ends_is_named_where_it_began),
      cmocka_unit_test(a_lone_quote_costs_its_record_alone),
      cmocka_unit_test(an_empty_file_is_a_new_one),
      cmocka_unit_test(a_header_alone_is_no_trouble),
      cmocka_unit_test(a_missing_last_line_end_is_no_trouble),
      cmocka_unit_test(semicolons_are_not_guessed_at),
      cmocka_unit_test(quotes_around_everything_hide_no_semicolons),
      cmocka_unit_test(utf_16_is_said_to_be_that),
      cmocka_unit_test(a_nul_makes_the_file_read_only),
      cmocka_unit_test(every_row_gives_its_bytes_back),
      cmocka_unit_test(overlapping_roles_are_said),
      cmocka_unit_test(the_sample_has_nothing_to_check),
      cmocka_unit_test(a_folder_that_is_not_there_is_an_empty_store),
      cmocka_unit_test(a_read_error_is_never_an_empty_file),
      cmocka_unit_test(a_file_that_cannot_be_opened_is_no_empty_one),
      cmocka_unit_test(a_newer_schema_is_only_read),
      cmocka_unit_test(a_doubled_column_is_said_and_the_first_one_counts),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
