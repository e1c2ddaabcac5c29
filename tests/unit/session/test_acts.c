/* What a person does to promises, people and rows: each is one action, and errors leave everything
   as it was. */
#include "mem_session.h"

#define TODAY date_parse("2026-11-20")

static const char *cell(const struct session *session, enum table_id table, const char *id,
                        int field) {
  const struct record *row = book_find(session_book(session), table, id);

  return row != NULL ? record_text(row, field) : "(no row)";
}

static void promise(struct mem_session *ms, char *id) {
  struct err err = ERR_INIT;

  assert_true(
      session_promise(&ms->here, "c1", "the paper", date_parse("2026-11-25"), false, "", id, &err));
}

static void a_promise_kept_in_time_is_kept_and_after_it_late(void **state) {
  struct mem_session *ms = *state;
  char id[SESSION_ID_SIZE];
  struct err err = ERR_INIT;

  promise(ms, id);
  assert_true(session_keep_promise(&ms->here, id, TODAY, &err));
  assert_string_equal(cell(&ms->here, TABLE_FOLLOWUPS, id, FOLLOWUP_OUTCOME), "kept");
  promise(ms, id);
  assert_true(session_keep_promise(&ms->here, id, date_parse("2026-11-26"), &err));
  assert_string_equal(cell(&ms->here, TABLE_FOLLOWUPS, id, FOLLOWUP_OUTCOME), "late");
}

static void a_promise_is_not_kept_before_it_was_made_nor_twice(void **state) {
  struct mem_session *ms = *state;
  char id[SESSION_ID_SIZE];
  struct err err = ERR_INIT;

  promise(ms, id);
  assert_false(session_keep_promise(&ms->here, id, date_parse("2026-11-19"), &err));
  assert_int_equal(err.kind, ERR_USAGE);
  assert_string_equal(cell(&ms->here, TABLE_FOLLOWUPS, id, FOLLOWUP_DONE_ON), "");
  err = (struct err)ERR_INIT;
  assert_true(session_release_promise(&ms->here, id, &err));
  assert_string_equal(cell(&ms->here, TABLE_FOLLOWUPS, id, FOLLOWUP_OUTCOME), "released");
  assert_false(session_keep_promise(&ms->here, id, TODAY, &err));
  assert_non_null(strstr(err.text, "closed already"));
}

static void each_move_of_a_promise_is_counted(void **state) {
  struct mem_session *ms = *state;
  char id[SESSION_ID_SIZE];
  struct err err = ERR_INIT;

  promise(ms, id);
  assert_true(session_move_promise(&ms->here, id, date_parse("2026-11-28"), &err));
  assert_true(session_move_promise(&ms->here, id, date_parse("2026-11-28"), &err));
  assert_true(session_move_promise(&ms->here, id, date_parse("2026-12-01"), &err));
  assert_string_equal(cell(&ms->here, TABLE_FOLLOWUPS, id, FOLLOWUP_DUE_ON), "2026-12-01");
  assert_string_equal(cell(&ms->here, TABLE_FOLLOWUPS, id, FOLLOWUP_TIMES_MOVED), "2");
}

static void what_concerns_nobody_is_refused(void **state) {
  struct mem_session *ms = *state;
  struct err err[5] = {ERR_INIT, ERR_INIT, ERR_INIT, ERR_INIT, ERR_INIT};

  assert_false(session_keep_promise(&ms->here, "f9", TODAY, &err[0]));
  assert_false(session_snooze(&ms->here, "c9", TODAY, &err[1]));
  assert_false(session_archive(&ms->here, "c9", &err[2]));
  assert_false(session_end_row(&ms->here, TABLE_ROLES, "r9", &err[3]));
  assert_false(session_end_row(&ms->here, TABLE_LETTERS, "l9", &err[4]));
  for (size_t i = 0; i < 5; i++)
    assert_int_equal(err[i].kind, ERR_MISSING);
  assert_int_equal(ms->here.done.len, 0);
}

static void an_interval_is_a_week_to_two_years_or_never(void **state) {
  struct mem_session *ms = *state;
  struct err err = ERR_INIT;

  assert_false(session_set_interval(&ms->here, "c1", 6, &err));
  assert_false(session_set_interval(&ms->here, "c1", 731, &err));
  assert_true(session_set_interval(&ms->here, "c1", 7, &err));
  assert_true(session_set_interval(&ms->here, "c1", 0, &err));
  assert_string_equal(ms_cell(&ms->here, "c1", CONTACT_CADENCE_DAYS), "0");
}

static void each_table_lets_go_in_its_own_way_and_undo_brings_it_back(void **state) {
  static const struct {
    enum table_id table;
    const char *file, *text;
    int field;
    const char *after;
  } rows[] = {
      {TABLE_CONTACTS, "contacts.csv", "id,name\nx1,Ann\n", CONTACT_STATUS, "archived"},
      {TABLE_ROLES, "roles.csv", "id,contact_id,role,from_on\nx1,c1,mentor,2025-01-01\n",
       ROLES_TO_ON, "2026-11-20"},
      {TABLE_AFFILIATIONS, "affiliations.csv", "id,contact_id,org\nx1,c1,Oslo\n", AFFILIATION_TO_ON,
       "2026-11-20"},
      {TABLE_INTERACTIONS, "interactions.csv",
       "id,on_date,people,status\nx1,2026-11-28,c1,planned\n", INTERACTION_STATUS, "cancelled"},
      {TABLE_FOLLOWUPS, "followups.csv", "id,contact_id,what,outcome\nx1,c1,paper,open\n",
       FOLLOWUP_OUTCOME, "released"},
      {TABLE_OPPORTUNITIES, "opportunities.csv", "id,contact_id,what,stage\nx1,c1,talk,offered\n",
       OPPORTUNITY_STAGE, "lapsed"},
      {TABLE_LETTERS, "letters.csv", "id,contact_id,purpose,asked_on\nx1,c1,job,2026-11-01\n",
       LETTER_ANSWER, "no"},
      {TABLE_EVENTS, "events.csv", "id,name,starts_on\nx1,SNO,2026-12-01\n", EVENT_STATUS,
       "cancelled"},
      {TABLE_EVENT_PEOPLE, "event_people.csv", "id,event_id,contact_id\nx1,e1,c1\n", 0, "(no row)"},
      {TABLE_LINKS, "links.csv", "id,from_contact,to_contact,kind\nx1,c1,c2,knows\n", 0,
       "(no row)"},
      {TABLE_TARGETS, "targets.csv", "id,name\nx1,Oslo\n", TARGET_STATUS, "withdrawn"},
  };
  struct mem_session *ms = *state;

  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    struct buf title = BUF_INIT;
    struct err err = ERR_INIT;
    ms_put(ms, rows[i].file, rows[i].text);
    ms_open_again(ms, &ms->here);
    if (!session_end_row(&ms->here, rows[i].table, "x1", &err))
      fail_msg("%s: %s", rows[i].file, err.text);
    assert_string_equal(cell(&ms->here, rows[i].table, "x1", rows[i].field), rows[i].after);
    assert_true(session_undo(&ms->here, &title, &err));
    assert_string_equal(ms_get(ms, rows[i].file), rows[i].text);
    buf_release(&title);
  }
}

static void several_rows_are_one_action_or_none(void **state) {
  struct mem_session *ms = *state;
  const struct field_value city = {CONTACT_CITY, "Narvik"};
  struct row_change changes[] = {{TABLE_CONTACTS, "c1", &city, 1},
                                 {TABLE_CONTACTS, "c2", &city, 1}};
  struct err err = ERR_INIT;

  assert_true(session_change_rows(&ms->here, changes, 2, "moved north", &err));
  assert_int_equal(ms->here.done.len, 1);
  assert_string_equal(ms_cell(&ms->here, "c2", CONTACT_CITY), "Narvik");
  changes[0].id = "c9";
  assert_false(session_change_rows(&ms->here, changes, 2, "moved north", &err));
  assert_int_equal(ms->here.done.len, 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      MS_EACH(a_promise_kept_in_time_is_kept_and_after_it_late),
      MS_EACH(a_promise_is_not_kept_before_it_was_made_nor_twice),
      MS_EACH(each_move_of_a_promise_is_counted),
      MS_EACH(what_concerns_nobody_is_refused),
      MS_EACH(an_interval_is_a_week_to_two_years_or_never),
      MS_EACH(each_table_lets_go_in_its_own_way_and_undo_brings_it_back),
      MS_EACH(several_rows_are_one_action_or_none),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
