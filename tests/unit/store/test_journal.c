/* What was done is written down before it is done, and only what was done is believed. */
#include "mem_store.h"

#include "mentee/base/xmem.h"
#include "mentee/store/journal.h"
#include <errno.h>
#include <stdio.h>

#define CONTACTS "id,name,email\nc1,Ada,ada@x\nc2,Bo,bo@x\n"
#define STATE "/home/state/here"
#define DAY_NS ((int64_t)86400 * 1000000000)

struct run {
  struct os_mem *mem;
  struct store store;
};

static void load(struct run *run) {
  mem_load(run->mem, &run->store);
  run->store.state = xstrdup(STATE);
}

static int begin(void **state) {
  static struct run run;

  run.mem = os_mem_new();
  mem_put(run.mem, "contacts.csv", CONTACTS);
  load(&run);
  *state = &run;
  return 0;
}

static int end(void **state) {
  struct run *run = *state;

  store_release(&run->store);
  os_mem_free(run->mem);
  return 0;
}

static void again(struct run *run) {
  store_release(&run->store);
  os_mem_revive(run->mem);
  load(run);
}

static void set(struct run *run, const char *id, const char *value) {
  struct err err = ERR_INIT;

  if (!mem_set(&run->store, TABLE_CONTACTS, id, CONTACT_EMAIL, value, &err))
    fail_msg("%s", err.text);
}

static size_t entries(struct run *run) {
  struct journal journal;
  struct err err = ERR_INIT;
  size_t count;

  assert_true(journal_load(&journal, &run->store, &err));
  count = journal.entries.len;
  journal_release(&journal);
  return count;
}

/* The newest standing action, taken back. */
static bool undo(struct run *run, struct err *err) {
  struct journal journal;
  struct action inverse;
  bool ok;

  assert_true(journal_load(&journal, &run->store, err));
  assert_non_null(journal_last(&journal));
  action_invert(&journal_last(&journal)->action, &inverse);
  ok = mem_commit(&run->store, &inverse, NULL, err);
  journal_release(&journal);
  return ok;
}

static void each_changed_field_is_there_before_and_after(void **state) {
  struct run *run = *state;
  const struct journal_entry *last;
  struct journal journal;
  struct err err = ERR_INIT;

  set(run, "c1", "one@x");
  set(run, "c1", "tab\there, \"q\", \\ and\nline");
  again(run);
  assert_true(journal_load(&journal, &run->store, &err));
  assert_int_equal(journal.entries.len, 2);
  last = journal_last(&journal);
  assert_int_equal(last->action.changes.len, 1);
  assert_string_equal(last->action.changes.data[0].before, "one@x");
  assert_string_equal(last->action.changes.data[0].after, "tab\there, \"q\", \\ and\nline");
  assert_int_equal(last->action.changes.data[0].field, CONTACT_EMAIL);
  journal_release(&journal);
}

/* Stopped at each call: either it is done and can be undone, or it never was and the one before it
   is undone. */
static void what_was_cut_off_before_it_happened_never_was(void **state) {
  struct run *run = *state;
  bool ended = false;

  for (long n = 1; !ended; n++) {
    struct err err = ERR_INIT;
    bool done;
    mem_put(run->mem, "contacts.csv", CONTACTS);
    again(run);
    set(run, "c2", "first@x");
    os_mem_fail_at(run->mem, OS_MEM_STOP, n, 0);
    ended = mem_set(&run->store, TABLE_CONTACTS, "c1", CONTACT_EMAIL, "second@x", &err);
    again(run);
    done = strstr(mem_get(run->mem, "contacts.csv"), "second@x") != NULL;
    err = (struct err)ERR_INIT;
    if (!undo(run, &err))
      fail_msg("call %ld: %s", n, err.text);
    assert_null(strstr(mem_get(run->mem, "contacts.csv"), "second@x"));
    assert_int_equal(strstr(mem_get(run->mem, "contacts.csv"), "first@x") != NULL, done);
  }
}

static void a_torn_end_is_passed_over_and_written_after(void **state) {
  struct run *run = *state;
  struct os *os = os_mem_door(run->mem);
  int fd;

  set(run, "c1", "one@x");
  fd = os->open(os->self, STATE "/journal-2026-11", OS_WRITE | OS_APPEND, 0);
  os_write_all(os, fd, "\nmentee commit 1\naction\tzzzz", 27);
  os->close(os->self, fd);
  assert_int_equal(entries(run), 1);
  set(run, "c1", "two@x");
  assert_int_equal(entries(run), 2);
}

static void twelve_months_are_kept(void **state) {
  struct run *run = *state;
  struct os *os = os_mem_door(run->mem);

  set(run, "c1", "one@x");
  for (int month = 1; month <= 14; month++) {
    char text[32];
    os_mem_set_now(run->mem, os->now_ns(os->self) + 31 * DAY_NS);
    snprintf(text, sizeof text, "%d@x", month);
    set(run, "c1", text);
  }
  assert_int_equal(entries(run), 13); /* this month and the twelve before it */
  assert_true(os_missing(os, STATE "/journal-2026-11"));
}

static void without_a_journal_a_save_is_still_a_save(void **state) {
  struct run *run = *state;
  struct buf said = BUF_INIT;
  struct err err = ERR_INIT;
  struct action action;

  os_mem_put(run->mem, STATE, "a file where the folder should be", 1);
  action_init(&action);
  action_set(&action, &run->store.book, TABLE_CONTACTS, "c1", CONTACT_EMAIL, "new@x");
  assert_true(mem_commit(&run->store, &action, &said, &err));
  assert_non_null(strstr(mem_get(run->mem, "contacts.csv"), "new@x"));
  assert_non_null(strstr(buf_text(&said), "it may not be possible to undo it"));
  buf_release(&said);
}

/* --- changed meanwhile --------------------------------------------------------------------------
 */

static void both_values_of_a_field_are_kept_and_the_rest_is_saved(void **state) {
  struct run *run = *state;
  struct buf said = BUF_INIT;
  struct err err = ERR_INIT;
  struct action action;

  mem_put(run->mem, "contacts.csv", "id,name,email,tea\nc1,Ada,hand@x,oolong\nc2,Bo,bo@x,\n");
  action_init(&action);
  action_set(&action, &run->store.book, TABLE_CONTACTS, "c1", CONTACT_EMAIL, "mine@x");
  action_set(&action, &run->store.book, TABLE_CONTACTS, "c2", CONTACT_EMAIL, "bo@y");
  assert_true(mem_commit(&run->store, &action, &said, &err));
  assert_string_equal(mem_get(run->mem, "contacts.csv"),
                      "id,name,email,tea\nc1,Ada,hand@x,oolong\nc2,Bo,bo@y,\n");
  assert_non_null(strstr(mem_get(run->mem, "conflicts.csv"),
                         ",meanwhile,contacts,c1,email,ada@x,mine@x,hand@x\n"));
  assert_non_null(strstr(buf_text(&said), "changed in two places, both are kept"));
  buf_release(&said);
}

static void an_edit_of_a_row_that_was_taken_out_brings_it_back(void **state) {
  struct run *run = *state;

  mem_put(run->mem, "contacts.csv", "id,name,email\nc2,Bo,bo@x\n");
  set(run, "c1", "new@x");
  assert_string_equal(mem_get(run->mem, "contacts.csv"),
                      "id,name,email\nc2,Bo,bo@x\nc1,Ada,new@x\n");
}

static void lists_that_both_added_to_are_joined(void **state) {
  struct run *run = *state;
  struct err err = ERR_INIT;

  mem_put(run->mem, "contacts.csv", "id,name,tags\nc1,Ada,old\n");
  again(run);
  mem_put(run->mem, "contacts.csv", "id,name,tags\nc1,Ada,old;theirs\n");
  assert_true(mem_set(&run->store, TABLE_CONTACTS, "c1", CONTACT_TAGS, "old;mine", &err));
  assert_string_equal(mem_get(run->mem, "contacts.csv"), "id,name,tags\nc1,Ada,old;theirs;mine\n");
}

static void an_undo_is_refused_where_the_field_changed_since(void **state) {
  struct run *run = *state;
  struct err err = ERR_INIT;

  set(run, "c1", "new@x");
  mem_put(run->mem, "contacts.csv", "id,name,email\nc1,Ada,hand@x\nc2,Bo,bo@x\n");
  again(run);
  assert_false(undo(run, &err));
  assert_int_equal(err.kind, ERR_CONFLICT);
  assert_string_equal(mem_get(run->mem, "contacts.csv"),
                      "id,name,email\nc1,Ada,hand@x\nc2,Bo,bo@x\n");
  assert_string_equal(mem_get(run->mem, "conflicts.csv"), "");
}

static void an_undo_of_other_cells_goes_through_a_hand_edit(void **state) {
  struct run *run = *state;
  struct err err = ERR_INIT;

  set(run, "c1", "new@x");
  mem_put(run->mem, "contacts.csv", "id,name,email\nc1,Ada L,new@x\nc2,Bo,bo@x\n");
  again(run);
  assert_true(undo(run, &err));
  assert_string_equal(mem_get(run->mem, "contacts.csv"),
                      "id,name,email\nc1,Ada L,ada@x\nc2,Bo,bo@x\n");
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void) {
  const struct CMUnitTest tests[] = {
      EACH(each_changed_field_is_there_before_and_after),
      EACH(what_was_cut_off_before_it_happened_never_was),
      EACH(a_torn_end_is_passed_over_and_written_after),
      EACH(twelve_months_are_kept),
      EACH(without_a_journal_a_save_is_still_a_save),
      EACH(both_values_of_a_field_are_kept_and_the_rest_is_saved),
      EACH(an_edit_of_a_row_that_was_taken_out_brings_it_back),
      EACH(lists_that_both_added_to_are_joined),
      EACH(an_undo_is_refused_where_the_field_changed_since),
      EACH(an_undo_of_other_cells_goes_through_a_hand_edit),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
