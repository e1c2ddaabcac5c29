/* One store, two sessions: what is saved, joined, refused, taken back and followed. */
#include "mem_session.h"

static void what_is_saved_is_on_the_disk_at_once(void **state) {
  struct mem_session *ms = *state;

  ms_must_set(&ms->here, "c1", CONTACT_CITY, "Tromsø");
  assert_string_equal(ms_get(ms, "contacts.csv"),
                      "id,name,email,city,mine\nc1,Ann Low,ann@x,Tromsø,a\n"
                      "c2,Bo High,bo@x,Bergen,b\n");
  assert_int_equal(ms->here.done.len, 1);
}

static void two_sessions_that_change_different_cells_both_keep_theirs(void **state) {
  struct mem_session *ms = *state;

  ms_must_set(&ms->here, "c1", CONTACT_CITY, "Tromsø");
  ms_must_set(&ms->there, "c1", CONTACT_EMAIL, "ann@y");
  assert_string_equal(ms_cell(&ms->there, "c1", CONTACT_CITY), "Tromsø");
  assert_string_equal(ms_get(ms, "contacts.csv"),
                      "id,name,email,city,mine\nc1,Ann Low,ann@y,Tromsø,a\n"
                      "c2,Bo High,bo@x,Bergen,b\n");
}

static void two_sessions_that_add_both_keep_theirs(void **state) {
  struct mem_session *ms = *state;
  char one[SESSION_ID_SIZE], other[SESSION_ID_SIZE];
  struct err err = ERR_INIT;

  assert_true(session_add_contact(&ms->here, "Cem", NULL, NULL, 0, one, &err));
  assert_true(session_add_contact(&ms->there, "Dan", NULL, NULL, 0, other, &err));
  assert_string_not_equal(one, other);
  assert_non_null(strstr(ms_get(ms, "contacts.csv"), "Cem"));
  assert_non_null(strstr(ms_get(ms, "contacts.csv"), "Dan"));
}

static void the_same_cell_twice_is_a_conflict_and_both_values_are_kept(void **state) {
  struct mem_session *ms = *state;
  struct err err = ERR_INIT;

  ms_must_set(&ms->here, "c1", CONTACT_CITY, "Tromsø");
  assert_false(ms_set(&ms->there, "c1", CONTACT_CITY, "Narvik", &err));
  assert_int_equal(err.kind, ERR_CONFLICT);
  assert_string_equal(ms_cell(&ms->there, "c1", CONTACT_CITY), "Tromsø");
  assert_non_null(strstr(ms_get(ms, "conflicts.csv"), ",contacts,c1,city,Oslo,Narvik,Troms"));
}

static void following_says_whether_something_changed(void **state) {
  struct mem_session *ms = *state;
  struct err err = ERR_INIT;
  bool changed;

  assert_true(session_follow(&ms->there, &changed, &err));
  assert_false(changed);
  ms_must_set(&ms->here, "c1", CONTACT_CITY, "Tromsø");
  assert_true(session_follow(&ms->there, &changed, &err));
  assert_true(changed);
  assert_string_equal(ms_cell(&ms->there, "c1", CONTACT_CITY), "Tromsø");
}

static void a_setting_of_another_session_holds_here_once_it_is_followed(void **state) {
  struct mem_session *ms = *state;
  struct err err = ERR_INIT;
  bool changed;

  assert_true(session_set_setting(&ms->here, "day_starts_at", "06:00", &err));
  assert_true(session_follow(&ms->there, &changed, &err));
  assert_int_equal(ms->there.settings.value[SETTING_DAY_STARTS_AT], 6 * 60);
}

static void undo_takes_back_the_last_and_redo_brings_it_back(void **state) {
  struct mem_session *ms = *state;
  struct buf title = BUF_INIT;
  struct err err = ERR_INIT;

  ms_must_set(&ms->here, "c1", CONTACT_CITY, "Tromsø");
  ms_must_set(&ms->here, "c2", CONTACT_CITY, "Narvik");
  assert_true(session_undo(&ms->here, &title, &err));
  assert_string_equal(ms_cell(&ms->here, "c2", CONTACT_CITY), "Bergen");
  assert_string_equal(ms_cell(&ms->here, "c1", CONTACT_CITY), "Tromsø");
  assert_true(session_redo(&ms->here, &title, &err));
  assert_string_equal(ms_cell(&ms->here, "c2", CONTACT_CITY), "Narvik");
  assert_false(session_redo(&ms->here, &title, &err));
  assert_int_equal(err.kind, ERR_MISSING);
  buf_release(&title);
}

static void undo_without_anything_done_says_so(void **state) {
  struct mem_session *ms = *state;
  struct buf title = BUF_INIT;
  struct err err = ERR_INIT;

  assert_false(session_undo(&ms->here, &title, &err));
  assert_int_equal(err.kind, ERR_MISSING);
  assert_int_equal(title.len, 0);
}

static void undo_leaves_what_another_session_wrote_since(void **state) {
  struct mem_session *ms = *state;
  struct buf title = BUF_INIT;
  struct err err = ERR_INIT;

  ms_must_set(&ms->here, "c1", CONTACT_CITY, "Tromsø");
  ms_open_again(ms, &ms->there);
  ms_must_set(&ms->there, "c1", CONTACT_CITY, "Narvik");
  assert_false(session_undo(&ms->here, &title, &err));
  assert_int_equal(err.kind, ERR_CONFLICT);
  assert_string_equal(ms_cell(&ms->here, "c1", CONTACT_CITY), "Narvik");
  assert_int_equal(ms->here.done.len, 1);
  buf_release(&title);
}

static void a_new_act_ends_what_could_be_brought_back(void **state) {
  struct mem_session *ms = *state;
  struct buf title = BUF_INIT;
  struct err err = ERR_INIT;

  ms_must_set(&ms->here, "c1", CONTACT_CITY, "Tromsø");
  assert_true(session_undo(&ms->here, &title, &err));
  ms_must_set(&ms->here, "c2", CONTACT_CITY, "Narvik");
  assert_false(session_redo(&ms->here, &title, &err));
  buf_release(&title);
}

static void a_store_of_a_newer_program_is_only_read(void **state) {
  struct mem_session *ms = *state;
  struct err err = ERR_INIT;

  ms_put(ms, "settings.csv", "key,value\nschema,99\n");
  ms_open_again(ms, &ms->here);
  assert_false(ms_set(&ms->here, "c1", CONTACT_CITY, "Tromsø", &err));
  assert_non_null(strstr(err.text, "newer"));
  assert_null(strstr(ms_get(ms, "contacts.csv"), "Tromsø"));
}

static void a_file_with_marks_of_git_is_only_read(void **state) {
  struct mem_session *ms = *state;
  struct err err = ERR_INIT;
  static const char marked[] = "id,name\n<<<<<<< ours\nc1,Ann\n=======\nc1,Anna\n>>>>>>> theirs\n";

  ms_put(ms, "contacts.csv", marked);
  ms_open_again(ms, &ms->here);
  assert_false(ms_set(&ms->here, "c1", CONTACT_CITY, "Tromsø", &err));
  assert_string_equal(ms_get(ms, "contacts.csv"), marked);
}

static void a_full_disk_changes_nothing_and_says_so(void **state) {
  struct mem_session *ms = *state;
  struct err err = ERR_INIT;

  os_mem_fill(ms->mem, true);
  assert_false(ms_set(&ms->here, "c1", CONTACT_CITY, "Tromsø", &err));
  assert_int_equal(err.kind, ERR_IO);
  assert_null(strstr(ms_get(ms, "contacts.csv"), "Tromsø"));
  os_mem_fill(ms->mem, false);
  err = (struct err)ERR_INIT;
  assert_true(ms_set(&ms->here, "c1", CONTACT_CITY, "Tromsø", &err));
}

static bool refuse(void *context, const struct action *action, struct err *err) {
  (void)action;
  ++*(int *)context;
  return err_set(err, ERR_USAGE, "not now");
}

static void who_is_asked_before_saving_can_refuse(void **state) {
  struct mem_session *ms = *state;
  struct err err = ERR_INIT;
  int asked = 0;

  ms->here.may_save = refuse;
  ms->here.may_save_context = &asked;
  assert_false(ms_set(&ms->here, "c1", CONTACT_CITY, "Tromsø", &err));
  assert_int_equal(asked, 1);
  assert_string_equal(ms_cell(&ms->here, "c1", CONTACT_CITY), "Oslo");
}

static void what_nobody_should_write_is_refused(void **state) {
  static const char *const hostile[] = {"two\nlines", "an escape \x1b[2J", "no UTF-8 \xff"};
  struct mem_session *ms = *state;

  for (size_t i = 0; i < sizeof hostile / sizeof hostile[0]; i++) {
    struct err err = ERR_INIT;
    assert_false(ms_set(&ms->here, "c1", CONTACT_CITY, hostile[i], &err));
    assert_int_equal(err.kind, ERR_USAGE);
  }
  assert_string_equal(ms_cell(&ms->here, "c1", CONTACT_CITY), "Oslo");
}

static void an_action_without_changes_writes_nothing(void **state) {
  struct mem_session *ms = *state;
  struct action action;
  struct err err = ERR_INIT;
  long calls = os_mem_calls(ms->mem);

  action_init(&action);
  assert_true(session_commit(&ms->here, &action, &err));
  assert_int_equal(os_mem_calls(ms->mem), calls);
  assert_int_equal(ms->here.done.len, 0);
}

static void the_day_turns_when_the_clock_does(void **state) {
  struct mem_session *ms = *state;

  assert_false(session_new_day(&ms->here));
  ms->world.forced_today = date_parse("2026-11-21");
  assert_true(session_new_day(&ms->here));
  assert_int_equal(ms->here.today, date_parse("2026-11-21"));
}

static void the_sample_is_changed_in_memory_alone(void **state) {
  struct mem_session *ms = *state;
  struct session sample;
  struct err err = ERR_INIT;
  long calls = os_mem_calls(ms->mem);

  assert_true(session_open_sample(&sample, &ms->world, &err));
  assert_true(ms_set(&sample, "c0003", CONTACT_CITY, "Tromsø", &err));
  assert_string_equal(ms_cell(&sample, "c0003", CONTACT_CITY), "Tromsø");
  assert_int_equal(os_mem_calls(ms->mem), calls);
  session_close(&sample);
}

static void a_configuration_that_cannot_be_read_is_said(void **state) {
  struct mem_session *ms = *state;
  struct session session;
  struct err err = ERR_INIT;

  os_mem_refuse_open(ms->mem, "/home/.config/mentee/mentee.conf", 13);
  assert_false(session_open(&session, &ms->world, &err));
  assert_non_null(strstr(err.text, "mentee.conf"));
  session_close(&session);
}

static void without_a_home_nothing_is_kept_but_the_files(void **state) {
  struct mem_session *ms = *state;

  ms->world.home = "";
  ms_open_again(ms, &ms->here);
  assert_null(ms->here.store.state);
  ms_must_set(&ms->here, "c1", CONTACT_CITY, "Tromsø");
  assert_non_null(strstr(ms_get(ms, "contacts.csv"), "Tromsø"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      MS_EACH(what_is_saved_is_on_the_disk_at_once),
      MS_EACH(two_sessions_that_change_different_cells_both_keep_theirs),
      MS_EACH(two_sessions_that_add_both_keep_theirs),
      MS_EACH(the_same_cell_twice_is_a_conflict_and_both_values_are_kept),
      MS_EACH(following_says_whether_something_changed),
      MS_EACH(a_setting_of_another_session_holds_here_once_it_is_followed),
      MS_EACH(undo_takes_back_the_last_and_redo_brings_it_back),
      MS_EACH(undo_without_anything_done_says_so),
      MS_EACH(undo_leaves_what_another_session_wrote_since),
      MS_EACH(a_new_act_ends_what_could_be_brought_back),
      MS_EACH(a_store_of_a_newer_program_is_only_read),
      MS_EACH(a_file_with_marks_of_git_is_only_read),
      MS_EACH(a_full_disk_changes_nothing_and_says_so),
      MS_EACH(who_is_asked_before_saving_can_refuse),
      MS_EACH(what_nobody_should_write_is_refused),
      MS_EACH(an_action_without_changes_writes_nothing),
      MS_EACH(the_day_turns_when_the_clock_does),
      MS_EACH(the_sample_is_changed_in_memory_alone),
      MS_EACH(a_configuration_that_cannot_be_read_is_said),
      MS_EACH(without_a_home_nothing_is_kept_but_the_files),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
