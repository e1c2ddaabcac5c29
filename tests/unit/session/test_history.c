/* What was done is told, taken back and brought back by whichever process comes next. */
#include "mem_session.h"
#include "mentee/session/history.h"
#include "mentee/session/restore.h"

static void the_history_tells_the_newest_first(void **state) {
  struct mem_session *ms = *state;
  struct history history = HISTORY_INIT;
  struct err err = ERR_INIT;

  ms_must_set(&ms->here, "c1", CONTACT_CITY, "Tromsø");
  ms_must_set(&ms->there, "c2", CONTACT_CITY, "Narvik");
  ms_must_follow(&ms->here);
  assert_true(session_history(&ms->here, NULL, &history, &err));
  assert_int_equal(history.rows.len, 2);
  assert_string_equal(history.rows.data[0].contact, "c2");
  assert_string_equal(history.rows.data[1].contact, "c1");
  assert_string_equal(history.rows.data[0].details, "contacts.csv, one field");
  history_release(&history);
  assert_true(session_history(&ms->here, "c1", &history, &err));
  assert_int_equal(history.rows.len, 1);
  history_release(&history);
}

static void the_last_of_the_store_is_taken_back_by_another_process(void **state) {
  struct mem_session *ms = *state;
  struct buf title = BUF_INIT;
  struct err err = ERR_INIT;

  ms_must_set(&ms->here, "c1", CONTACT_CITY, "Tromsø");
  ms_open_again(ms, &ms->there);
  assert_true(session_undo_last(&ms->there, &title, &err));
  assert_string_equal(ms_cell(&ms->there, "c1", CONTACT_CITY), "Oslo");
  ms_open_again(ms, &ms->here);
  assert_true(session_redo_last(&ms->here, &title, &err));
  assert_string_equal(ms_cell(&ms->here, "c1", CONTACT_CITY), "Tromsø");
  assert_false(session_redo_last(&ms->here, &title, &err));
  assert_int_equal(err.kind, ERR_MISSING);
  buf_release(&title);
}

static void undo_goes_on_to_what_came_before(void **state) {
  struct mem_session *ms = *state;
  struct buf title = BUF_INIT;
  struct err err = ERR_INIT;

  ms_must_set(&ms->here, "c1", CONTACT_CITY, "Tromsø");
  ms_must_set(&ms->here, "c1", CONTACT_CITY, "Narvik");
  ms_open_again(ms, &ms->there);
  assert_true(session_undo_last(&ms->there, &title, &err));
  assert_true(session_undo_last(&ms->there, &title, &err));
  assert_string_equal(ms_cell(&ms->there, "c1", CONTACT_CITY), "Oslo");
  assert_false(session_undo_last(&ms->there, &title, &err));
  assert_int_equal(err.kind, ERR_MISSING);
  buf_release(&title);
}

static void an_earlier_one_that_a_later_change_holds_is_refused_with_that_change(void **state) {
  struct mem_session *ms = *state;
  struct history history = HISTORY_INIT;
  struct buf title = BUF_INIT;
  struct err err = ERR_INIT;

  ms_must_set(&ms->here, "c1", CONTACT_CITY, "Tromsø");
  ms_must_set(&ms->here, "c1", CONTACT_CITY, "Narvik");
  assert_true(session_history(&ms->here, NULL, &history, &err));
  assert_false(session_undo_mark(&ms->there, history.rows.data[1].mark, &title, &err));
  assert_int_equal(err.kind, ERR_CONFLICT);
  assert_string_equal(ms_cell(&ms->there, "c1", CONTACT_CITY), "Narvik");
  history_release(&history);
  buf_release(&title);
}

static void an_earlier_one_that_nothing_holds_is_taken_back_alone(void **state) {
  struct mem_session *ms = *state;
  struct history history = HISTORY_INIT;
  struct buf title = BUF_INIT;
  struct err err = ERR_INIT;

  ms_must_set(&ms->here, "c1", CONTACT_CITY, "Tromsø");
  ms_must_set(&ms->here, "c2", CONTACT_CITY, "Narvik");
  assert_true(session_history(&ms->here, NULL, &history, &err));
  assert_true(session_undo_mark(&ms->there, history.rows.data[1].mark, &title, &err));
  assert_string_equal(ms_cell(&ms->there, "c1", CONTACT_CITY), "Oslo");
  assert_string_equal(ms_cell(&ms->there, "c2", CONTACT_CITY), "Narvik");
  history_release(&history);
  assert_true(session_history(&ms->there, NULL, &history, &err));
  assert_true(history.rows.data[1].undone);
  history_release(&history);
  buf_release(&title);
}

static void what_a_command_did_can_be_undone_in_the_session_that_takes_it_up(void **state) {
  struct mem_session *ms = *state;
  char mark[ACTION_MARK_SIZE];
  struct buf title = BUF_INIT;
  struct err err = ERR_INIT;

  ms_must_set(&ms->here, "c1", CONTACT_CITY, "Tromsø");
  assert_true(session_newest_mark(&ms->here, mark, &err));
  ms_must_set(&ms->there, "c2", CONTACT_CITY, "Narvik");
  ms_must_follow(&ms->here);
  assert_true(session_take_up(&ms->here, mark, &err));
  assert_true(session_undo(&ms->here, &title, &err));
  assert_string_equal(ms_cell(&ms->here, "c2", CONTACT_CITY), "Bergen");
  buf_release(&title);
}

static void the_journal_cut_off_anywhere_still_tells_what_is_whole(void **state) {
  struct mem_session *ms = *state;
  struct buf path = BUF_INIT, whole = BUF_INIT;
  const char *text;
  size_t len, rows = 0;

  ms_must_set(&ms->here, "c1", CONTACT_CITY, "Tromsø");
  ms_must_set(&ms->here, "c2", CONTACT_CITY, "Narvik, \"north\"");
  buf_addf(&path, "%s/journal-2026-11", ms->here.store.state);
  text = os_mem_get(ms->mem, buf_text(&path), &len);
  assert_non_null(text);
  buf_add(&whole, text, len);
  for (size_t cut = 0; cut <= whole.len; cut++) {
    struct history history = HISTORY_INIT;
    struct err err = ERR_INIT;
    os_mem_put(ms->mem, buf_text(&path), buf_text(&whole), cut);
    assert_true(session_history(&ms->here, NULL, &history, &err));
    assert_true(history.rows.len <= 2 && history.rows.len >= rows);
    rows = history.rows.len;
    history_release(&history);
  }
  assert_int_equal(rows, 2);
  buf_release(&path);
  buf_release(&whole);
}

static void the_store_as_it_was_comes_back_to_the_byte_and_can_be_undone(void **state) {
  struct mem_session *ms = *state;
  struct restore_points points = RESTORE_POINTS_INIT;
  struct buf lines = BUF_INIT, title = BUF_INIT;
  struct err err = ERR_INIT;
  size_t index;

  ms_must_set(&ms->here, "c1", CONTACT_CITY, "Tromsø");
  ms_must_set(&ms->here, "c2", CONTACT_CITY, "Narvik");
  assert_true(session_restore_points(&ms->here, &points, &err));
  assert_true(restore_points_find(&points, "2", ms->here.today, &index, &err));
  assert_true(session_restore_look(&ms->here, &points, index, &lines, &err));
  assert_string_equal(buf_text(&lines), "contacts.csv: 2 fields change\n");
  assert_true(session_restore(&ms->here, &points, index, &err));
  assert_string_equal(
      ms_get(ms, "contacts.csv"),
      "id,name,email,city,mine\nc1,Ann Low,ann@x,Oslo,a\nc2,Bo High,bo@x,Bergen,b\n");
  assert_true(session_undo(&ms->here, &title, &err));
  assert_string_equal(ms_cell(&ms->here, "c2", CONTACT_CITY), "Narvik");
  assert_false(restore_points_find(&points, "9", ms->here.today, &index, &err));
  assert_false(restore_points_find(&points, "some day", ms->here.today, &index, &err));
  restore_points_release(&points);
  buf_release(&lines);
  buf_release(&title);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      MS_EACH(the_history_tells_the_newest_first),
      MS_EACH(the_last_of_the_store_is_taken_back_by_another_process),
      MS_EACH(undo_goes_on_to_what_came_before),
      MS_EACH(an_earlier_one_that_a_later_change_holds_is_refused_with_that_change),
      MS_EACH(an_earlier_one_that_nothing_holds_is_taken_back_alone),
      MS_EACH(what_a_command_did_can_be_undone_in_the_session_that_takes_it_up),
      MS_EACH(the_journal_cut_off_anywhere_still_tells_what_is_whole),
      MS_EACH(the_store_as_it_was_comes_back_to_the_byte_and_can_be_undone),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
