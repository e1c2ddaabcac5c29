/* commit, txn, manifest, lock, identity: what another program did meanwhile, and what was cut off.
 */
#include "mem_store.h"
#include <errno.h>

#define CONTACTS "id,name,email\nc1,Ada,ada@x\nc2,Bo,bo@x\n"

struct two { /* two sessions of one store */
  struct os_mem *mem;
  struct store a, b;
};

static int begin(void **state) {
  static struct two two;

  two.mem = os_mem_new();
  mem_put(two.mem, "contacts.csv", CONTACTS);
  mem_load(two.mem, &two.a);
  mem_load(two.mem, &two.b);
  *state = &two;
  return 0;
}

static int end(void **state) {
  struct two *two = *state;

  store_release(&two->a);
  store_release(&two->b);
  os_mem_free(two->mem);
  return 0;
}

static void two_sessions_change_two_fields_of_one_row(void **state) {
  struct two *two = *state;
  struct err err = ERR_INIT;

  assert_true(mem_set(&two->a, TABLE_CONTACTS, "c1", CONTACT_NAME, "Ada L", &err));
  assert_true(store_changed(&two->b));
  assert_true(mem_set(&two->b, TABLE_CONTACTS, "c1", CONTACT_EMAIL, "new@x", &err));
  assert_string_equal(mem_get(two->mem, "contacts.csv"),
                      "id,name,email\nc1,Ada L,new@x\nc2,Bo,bo@x\n");
  assert_string_equal(record_text(book_find(&two->b.book, TABLE_CONTACTS, "c1"), CONTACT_NAME),
                      "Ada L");
}

static void the_same_field_is_refused_with_both_values(void **state) {
  struct two *two = *state;
  struct err err = ERR_INIT;

  assert_true(mem_set(&two->a, TABLE_CONTACTS, "c1", CONTACT_EMAIL, "a@x", &err));
  assert_false(mem_set(&two->b, TABLE_CONTACTS, "c1", CONTACT_EMAIL, "b@x", &err));
  assert_int_equal(err.kind, ERR_CONFLICT);
  assert_true(strstr(err.text, "Ada, email: 'b@x' here, 'a@x' in the file") != NULL);
  assert_string_equal(mem_get(two->mem, "contacts.csv"), "id,name,email\nc1,Ada,a@x\nc2,Bo,bo@x\n");
}

static void the_same_value_is_no_conflict(void **state) {
  struct two *two = *state;
  struct err err = ERR_INIT;

  assert_true(mem_set(&two->a, TABLE_CONTACTS, "c1", CONTACT_EMAIL, "a@x", &err));
  assert_true(mem_set(&two->b, TABLE_CONTACTS, "c1", CONTACT_EMAIL, "a@x", &err));
}

static void both_add_a_row(void **state) {
  struct two *two = *state;
  struct err err = ERR_INIT;
  struct action action;

  action_init(&action);
  action_add_row(&action, TABLE_CONTACTS, "c3");
  assert_true(mem_commit(&two->a, &action, NULL, &err));
  action_init(&action);
  action_add_row(&action, TABLE_CONTACTS, "c4");
  action_set(&action, &two->b.book, TABLE_CONTACTS, "c4", CONTACT_NAME, "Dee");
  assert_true(mem_commit(&two->b, &action, NULL, &err));
  assert_string_equal(mem_get(two->mem, "contacts.csv"), CONTACTS "c3,,\nc4,Dee,\n");
}

/* Of the same size and at the same time: the hash tells. */
static void a_change_behind_the_back_of_the_clock_is_seen(void **state) {
  struct two *two = *state;
  struct err err = ERR_INIT;
  struct os *os = os_mem_door(two->mem);
  int fd = os->open(os->self, mem_path("contacts.csv"), OS_WRITE, 0);

  os_mem_freeze(two->mem, true); /* neither time moves */
  os_write_all(os, fd, "id,name,email\nc1,Eve,ada@x\nc2,Bo,bo@x\n", strlen(CONTACTS));
  os->close(os->self, fd);
  assert_true(mem_set(&two->a, TABLE_CONTACTS, "c1", CONTACT_EMAIL, "new@x", &err));
  assert_string_equal(mem_get(two->mem, "contacts.csv"),
                      "id,name,email\nc1,Eve,new@x\nc2,Bo,bo@x\n");
}

static void a_file_that_vanished_is_not_written_back(void **state) {
  struct two *two = *state;
  struct err err = ERR_INIT;
  struct os *os = os_mem_door(two->mem);

  os->unlink(os->self, mem_path("contacts.csv"));
  assert_false(mem_set(&two->a, TABLE_CONTACTS, "c1", CONTACT_EMAIL, "new@x", &err));
  assert_int_equal(err.kind, ERR_CONFLICT);
  assert_true(os_missing(os, mem_path("contacts.csv")));
}

static void a_file_that_was_mended_meanwhile_can_be_written(void **state) {
  struct two *two = *state;
  struct err err = ERR_INIT;
  struct store broken;
  struct action action;

  mem_put(two->mem, "contacts.csv", "id,name,email\nc1,\"Ada,\n");
  mem_load(two->mem, &broken);
  assert_non_null(broken.book.tables[TABLE_CONTACTS].read_only);
  mem_put(two->mem, "contacts.csv", CONTACTS);
  action_init(&action);
  action_add_row(&action, TABLE_CONTACTS, "c3");
  assert_true(mem_commit(&broken, &action, NULL, &err));
  assert_string_equal(mem_get(two->mem, "contacts.csv"), CONTACTS "c3,,\n");
  store_release(&broken);
}

static void a_new_store_is_private(void **state) {
  struct two *two = *state;
  struct os *os = os_mem_door(two->mem);
  struct os_stat stat;
  struct store store;
  struct err err = ERR_INIT;
  struct action action;
  static const char *const folders[] = {"/new", "/new/mentee", "/new/mentee/.mentee"};

  assert_true(store_load(&store, os, "/new/mentee", &err));
  action_init(&action);
  action_add_row(&action, TABLE_CONTACTS, "c1");
  assert_true(mem_commit(&store, &action, NULL, &err));
  for (size_t i = 0; i < 3; i++) {
    assert_int_equal(os->stat(os->self, folders[i], false, &stat), 0);
    assert_int_equal(stat.mode, 0700);
  }
  assert_int_equal(os->stat(os->self, "/new/mentee/contacts.csv", false, &stat), 0);
  assert_int_equal(stat.mode, 0600);
  assert_int_equal(os->stat(os->self, "/new/mentee/.mentee/lock", false, &stat), 0);
  assert_int_equal(stat.mode, 0600);
  store_release(&store);
}

static void a_wider_mode_is_kept(void **state) {
  struct two *two = *state;
  struct os *os = os_mem_door(two->mem);
  struct os_stat stat;
  struct err err = ERR_INIT;
  int fd = os->open(os->self, mem_path("contacts.csv"), OS_READ, 0);

  os->fchmod(os->self, fd, 0640);
  os->close(os->self, fd);
  assert_true(mem_set(&two->a, TABLE_CONTACTS, "c1", CONTACT_EMAIL, "new@x", &err));
  os->stat(os->self, mem_path("contacts.csv"), true, &stat);
  assert_int_equal(stat.mode, 0640);
}

static void nothing_stays_beside_the_files(void **state) {
  struct two *two = *state;
  struct os *os = os_mem_door(two->mem);
  struct buf names = BUF_INIT;
  struct err err = ERR_INIT;

  mem_put(two->mem, ".contacts.csv.abcdefgh.tmp", "left by a killed save");
  mem_put(two->mem, ".contacts.csv.note.tmp", "somebody else's");
  assert_true(mem_set(&two->a, TABLE_CONTACTS, "c1", CONTACT_EMAIL, "new@x", &err));
  assert_int_equal(os->list(os->self, FOLDER, &names), 0);
  assert_true(os_missing(os, mem_path(".contacts.csv.abcdefgh.tmp")));
  assert_false(os_missing(os, mem_path(".contacts.csv.note.tmp")));
  buf_release(&names);
}

/* The name of what a save that is stopped leaves beside the file; never the same twice. */
static void find_temporary(struct two *two, const char *value, struct buf *name) {
  struct os *os = os_mem_door(two->mem);
  struct err err = ERR_INIT;

  for (long n = 1; name->len == 0; n++) {
    struct buf names = BUF_INIT;
    assert_true(n < 200);
    os_mem_fail_at(two->mem, OS_MEM_STOP, n, 0);
    mem_set(&two->a, TABLE_CONTACTS, "c1", CONTACT_EMAIL, value, &err);
    os_mem_revive(two->mem);
    os->list(os->self, FOLDER, &names);
    for (size_t at = 0; at < names.len; at += strlen(names.data + at) + 1)
      if (strstr(names.data + at, ".tmp") != NULL)
        buf_adds(name, names.data + at);
    buf_release(&names);
    store_release(&two->a);
    mem_load(two->mem, &two->a);
  }
}

static void a_temporary_name_cannot_be_foretold(void **state) {
  struct two *two = *state;
  struct buf first = BUF_INIT, second = BUF_INIT;
  struct err err = ERR_INIT;

  find_temporary(two, "one@x", &first);
  assert_true(mem_set(&two->a, TABLE_CONTACTS, "c1", CONTACT_EMAIL, "two@x", &err)); /* and away */
  find_temporary(two, "three@x", &second);
  assert_string_not_equal(buf_text(&first), buf_text(&second));
  buf_release(&first);
  buf_release(&second);
}

/* --- the lock
 * -------------------------------------------------------------------------------------- */

static void a_lock_that_is_held_is_waited_for_and_its_holder_named(void **state) {
  struct two *two = *state;
  struct os *os = os_mem_door(two->mem);
  struct err err = ERR_INIT;
  int64_t before, after;
  int fd;

  assert_true(mem_set(&two->a, TABLE_CONTACTS, "c1", CONTACT_EMAIL, "one@x", &err));
  fd = os->open(os->self, mem_path(".mentee/lock"), OS_READ | OS_WRITE, 0);
  assert_int_equal(os->lock(os->self, fd), 0);
  before = os->now_ns(os->self);
  assert_false(mem_set(&two->a, TABLE_CONTACTS, "c1", CONTACT_EMAIL, "two@x", &err));
  after = os->now_ns(os->self);
  assert_int_equal((after - before) / 1000000000, 10);
  assert_true(strstr(err.text, "another mentee is saving (pid 4121); waited") != NULL);
  os->close(os->self, fd);
  assert_true(mem_set(&two->a, TABLE_CONTACTS, "c1", CONTACT_EMAIL, "two@x", &err));
}

static void where_locks_do_not_work_the_write_is_refused_unless_told_otherwise(void **state) {
  struct two *two = *state;
  struct err err = ERR_INIT;

  os_mem_refuse_locks(two->mem, ENOLCK);
  assert_false(mem_set(&two->a, TABLE_CONTACTS, "c1", CONTACT_EMAIL, "one@x", &err));
  assert_true(strstr(err.text, "lock = none") != NULL);
  assert_string_equal(mem_get(two->mem, "contacts.csv"), CONTACTS);
  two->a.lock_none = true;
  assert_true(mem_set(&two->a, TABLE_CONTACTS, "c1", CONTACT_EMAIL, "one@x", &err));
}

/* --- several files
 * ---------------------------------------------------------------------------------- */

static void add_both(struct store *store, struct action *action) {
  action_init(action);
  action_add_row(action, TABLE_INTERACTIONS, "i1");
  action_set(action, &store->book, TABLE_INTERACTIONS, "i1", INTERACTION_PEOPLE, "c1");
  action_add_row(action, TABLE_FOLLOWUPS, "f1");
  action_set(action, &store->book, TABLE_FOLLOWUPS, "f1", FOLLOWUP_WHAT, "a\ttab, \"q\"\nand \\n");
  action_set(action, &store->book, TABLE_CONTACTS, "c1", CONTACT_EMAIL, "new@x");
}

static void a_change_over_three_files_leaves_no_trace(void **state) {
  struct two *two = *state;
  struct os *os = os_mem_door(two->mem);
  struct err err = ERR_INIT;
  struct action action;
  struct buf names = BUF_INIT;

  add_both(&two->a, &action);
  assert_true(mem_commit(&two->a, &action, NULL, &err));
  assert_string_equal(mem_get(two->mem, "interactions.csv"), "id,people\ni1,c1\n");
  assert_string_equal(mem_get(two->mem, "followups.csv"),
                      "id,what\nf1,\"a\ttab, \"\"q\"\"\nand \\n\"\n");
  assert_int_equal(os->list(os->self, mem_path(".mentee/txn"), &names), 0);
  assert_int_equal(names.len, 0);
  assert_false(store_changed(&two->a));
  buf_release(&names);
}

/* Stops the save at each call until the manifest stands and the files are not in place. */
static bool cut_off(struct two *two, long n) {
  struct action action;
  struct err err = ERR_INIT;
  bool ok;

  add_both(&two->a, &action);
  os_mem_fail_at(two->mem, OS_MEM_STOP, n, 0);
  ok = mem_commit(&two->a, &action, NULL, &err);
  os_mem_revive(two->mem);
  (void)ok;
  return mem_get(two->mem, ".mentee/txn/manifest-memory")[0] != '\0' &&
         strcmp(mem_get(two->mem, "contacts.csv"), CONTACTS) == 0;
}

static void cut_off_after_the_moment_of_commit(struct two *two) {
  for (long n = 1; !cut_off(two, n); n++) {
    assert_true(n < 200);
    store_release(&two->a);
    mem_load(two->mem, &two->a);
  }
}

static void a_reader_sees_a_save_that_was_cut_off_and_changes_nothing(void **state) {
  struct two *two = *state;
  struct store reader;

  cut_off_after_the_moment_of_commit(two);
  mem_load(two->mem, &reader);
  assert_string_equal(record_text(book_find(&reader.book, TABLE_CONTACTS, "c1"), CONTACT_EMAIL),
                      "new@x");
  assert_int_equal(book_count(&reader.book, TABLE_FOLLOWUPS), 1);
  assert_string_equal(mem_get(two->mem, "contacts.csv"), CONTACTS);
  store_release(&reader);
}

static void the_next_writer_finishes_a_save_that_was_cut_off(void **state) {
  struct two *two = *state;
  struct err err = ERR_INIT;
  struct buf said = BUF_INIT;
  struct action action;

  cut_off_after_the_moment_of_commit(two);
  action_init(&action);
  action_set(&action, &two->b.book, TABLE_CONTACTS, "c2", CONTACT_EMAIL, "b@x");
  assert_true(mem_commit(&two->b, &action, &said, &err));
  assert_string_equal(buf_text(&said), "finished a save that was cut off\n");
  assert_string_equal(mem_get(two->mem, "contacts.csv"),
                      "id,name,email\nc1,Ada,new@x\nc2,Bo,b@x\n");
  assert_string_equal(mem_get(two->mem, "interactions.csv"), "id,people\ni1,c1\n");
  assert_string_equal(mem_get(two->mem, ".mentee/txn/manifest-memory"), "");
  buf_release(&said);
}

static void a_file_edited_after_the_cut_off_gets_the_cells_and_keeps_its_own(void **state) {
  struct two *two = *state;
  struct err err = ERR_INIT;
  struct buf said = BUF_INIT;
  struct action action;

  cut_off_after_the_moment_of_commit(two);
  mem_put(two->mem, "contacts.csv", "id,name,email,phone\nc1,Ada,hand@x,1\nc2,Bo,bo@x,2\n");
  action_init(&action);
  action_set(&action, &two->b.book, TABLE_CONTACTS, "c2", CONTACT_NAME, "Bob");
  assert_true(mem_commit(&two->b, &action, &said, &err));
  assert_string_equal(buf_text(&said),
                      "changed meanwhile, both are kept: Ada, email: 'new@x' here, 'hand@x' in "
                      "the file\nfinished a save that was cut off\n");
  assert_string_equal(mem_get(two->mem, "contacts.csv"),
                      "id,name,email,phone\nc1,Ada,hand@x,1\nc2,Bob,bo@x,2\n");
  assert_non_null(strstr(mem_get(two->mem, "conflicts.csv"),
                         ",meanwhile,contacts,c1,email,ada@x,new@x,hand@x\n"));
  assert_string_equal(mem_get(two->mem, "interactions.csv"), "id,people\ni1,c1\n");
  buf_release(&said);
}

static void a_file_damaged_after_the_cut_off_is_not_written_over(void **state) {
  struct two *two = *state;
  struct err err = ERR_INIT;
  static const char damaged[] = "id,name,email\nc1,\"Ada,x\n";

  cut_off_after_the_moment_of_commit(two);
  mem_put(two->mem, "contacts.csv", damaged);
  assert_false(mem_set(&two->b, TABLE_SETTINGS, "x", SETTINGS_VALUE, "y", &err));
  assert_true(strstr(err.text, "cannot finish the save that was cut off") != NULL);
  assert_string_equal(mem_get(two->mem, "contacts.csv"), damaged);
}

static void a_torn_manifest_is_none(void **state) {
  struct two *two = *state;
  struct err err = ERR_INIT;
  struct buf whole = BUF_INIT;

  cut_off_after_the_moment_of_commit(two);
  buf_adds(&whole, mem_get(two->mem, ".mentee/txn/manifest-memory"));
  for (size_t len = 0; len < whole.len; len += 7) {
    struct store reader;
    os_mem_put(two->mem, mem_path(".mentee/txn/manifest-memory"), buf_text(&whole), len);
    mem_load(two->mem, &reader);
    assert_string_equal(record_text(book_find(&reader.book, TABLE_CONTACTS, "c1"), CONTACT_EMAIL),
                        "ada@x");
    store_release(&reader);
  }
  assert_true(mem_set(&two->b, TABLE_CONTACTS, "c1", CONTACT_EMAIL, "b@x", &err));
  buf_release(&whole);
}

static void what_another_machine_left_is_not_touched(void **state) {
  struct two *two = *state;
  struct err err = ERR_INIT;
  struct action action;

  mem_put(two->mem, ".mentee/txn/manifest-other", "mentee commit 1\n");
  mem_put(two->mem, ".mentee/txn/other-contacts.csv", "theirs\n");
  add_both(&two->a, &action);
  assert_true(mem_commit(&two->a, &action, NULL, &err));
  assert_string_equal(mem_get(two->mem, ".mentee/txn/other-contacts.csv"), "theirs\n");
  assert_string_equal(mem_get(two->mem, ".mentee/txn/manifest-other"), "mentee commit 1\n");
}

static void a_save_that_could_not_be_made_leaves_the_book_as_it_was(void **state) {
  struct two *two = *state;
  struct err err = ERR_INIT;
  struct action action;

  os_mem_fail_at(two->mem, OS_MEM_ERROR, 22, ENOSPC);
  for (long n = 1; n < 100; n++) {
    err = (struct err)ERR_INIT;
    action_init(&action);
    action_set(&action, &two->a.book, TABLE_CONTACTS, "c1", CONTACT_PHONE, "123");
    os_mem_fail_at(two->mem, OS_MEM_ERROR, n, ENOSPC);
    if (mem_commit(&two->a, &action, NULL, &err))
      break;
    os_mem_revive(two->mem);
    if (strstr(err.text, "did not confirm") != NULL)
      break;
    assert_string_equal(record_text(book_find(&two->a.book, TABLE_CONTACTS, "c1"), CONTACT_PHONE),
                        "");
    assert_int_equal(two->a.book.tables[TABLE_CONTACTS].columns.len, 3);
    assert_string_equal(mem_get(two->mem, "contacts.csv"), CONTACTS);
  }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(two_sessions_change_two_fields_of_one_row),
      TEST(the_same_field_is_refused_with_both_values),
      TEST(the_same_value_is_no_conflict),
      TEST(both_add_a_row),
      TEST(a_change_behind_the_back_of_the_clock_is_seen),
      TEST(a_file_that_vanished_is_not_written_back),
      TEST(a_file_that_was_mended_meanwhile_can_be_written),
      TEST(a_new_store_is_private),
      TEST(a_wider_mode_is_kept),
      TEST(nothing_stays_beside_the_files),
      TEST(a_temporary_name_cannot_be_foretold),
      TEST(a_lock_that_is_held_is_waited_for_and_its_holder_named),
      TEST(where_locks_do_not_work_the_write_is_refused_unless_told_otherwise),
      TEST(a_change_over_three_files_leaves_no_trace),
      TEST(a_reader_sees_a_save_that_was_cut_off_and_changes_nothing),
      TEST(the_next_writer_finishes_a_save_that_was_cut_off),
      TEST(a_file_edited_after_the_cut_off_gets_the_cells_and_keeps_its_own),
      TEST(a_file_damaged_after_the_cut_off_is_not_written_over),
      TEST(a_torn_manifest_is_none),
      TEST(what_another_machine_left_is_not_touched),
      TEST(a_save_that_could_not_be_made_leaves_the_book_as_it_was),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
