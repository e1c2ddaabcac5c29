/* What was changed in two places waits for a person, and loses neither value. */
#include "mem_session.h"
#include "mentee/session/conflicts.h"
#include "mentee/session/forget.h"
#include "mentee/session/history.h"
#include "mentee/session/sync.h"

#define HEADER "id,at,from,table,row,field,before,here,there\n"

static void load(struct mem_session *ms, struct field_conflicts *conflicts) {
  struct err err = ERR_INIT;

  if (!session_conflicts(&ms->here, conflicts, &err))
    fail_msg("%s", err.text);
}

/* The city of c1: Oslo before, Narvik wanted here, Tromsø there and in the file. */
static void make_conflict(struct mem_session *ms) {
  struct err err = ERR_INIT;

  ms_must_set(&ms->there, "c1", CONTACT_CITY, "Tromsø");
  assert_false(ms_set(&ms->here, "c1", CONTACT_CITY, "Narvik", &err));
}

static void it_is_told_with_what_was_before_and_what_both_wrote(void **state) {
  struct mem_session *ms = *state;
  struct field_conflicts conflicts;

  make_conflict(ms);
  load(ms, &conflicts);
  assert_int_equal(conflicts.list.len, 1);
  assert_string_equal(conflicts.list.data[0].who, "Ann Low");
  assert_string_equal(conflicts.list.data[0].before, "Oslo");
  assert_string_equal(conflicts.list.data[0].here, "Narvik");
  assert_string_equal(conflicts.list.data[0].there, "Tromsø");
  assert_false(conflicts.list.data[0].here_stands);
  field_conflicts_release(&conflicts);
}

static void either_value_or_another_can_be_chosen_and_the_one_left_is_in_the_history(void **state) {
  static const char *const choices[] = {"Narvik", "Tromsø", "Bodø"};
  struct mem_session *ms = *state;

  for (size_t i = 0; i < 3; i++) {
    struct field_conflicts conflicts;
    struct buf title = BUF_INIT;
    struct err err = ERR_INIT;
    if (i > 0)
      ms_must_set(&ms->here, "c1", CONTACT_CITY, "Oslo");
    ms_open_again(ms, &ms->there);
    ms_open_again(ms, &ms->here);
    make_conflict(ms);
    load(ms, &conflicts);
    assert_true(session_choose(&ms->here, &conflicts.list.data[0], choices[i], &err));
    assert_string_equal(ms_cell(&ms->here, "c1", CONTACT_CITY), choices[i]);
    assert_string_equal(ms_get(ms, "conflicts.csv"), "");
    assert_false(session_choose(&ms->here, &conflicts.list.data[0], choices[i], &err));
    assert_int_equal(err.kind, ERR_MISSING);
    assert_true(session_undo_last(&ms->here, &title, &err));
    buf_release(&title);
    field_conflicts_release(&conflicts);
  }
}

static void what_has_moved_on_is_asked_no_more(void **state) {
  struct mem_session *ms = *state;
  struct field_conflicts conflicts;

  make_conflict(ms);
  ms_must_set(&ms->here, "c1", CONTACT_CITY, "Bodø");
  load(ms, &conflicts);
  assert_int_equal(conflicts.list.len, 0);
  field_conflicts_release(&conflicts);
}

static void a_column_of_another_program_is_chosen_by_its_name(void **state) {
  struct mem_session *ms = *state;
  struct field_conflicts conflicts;
  struct err err = ERR_INIT;

  ms_put(ms, "conflicts.csv", HEADER "x1,2026-11-20 06:49,sync,contacts,c1,mine,z,a,b\n");
  load(ms, &conflicts);
  assert_int_equal(conflicts.list.len, 1);
  assert_string_equal(conflicts.list.data[0].what, "mine");
  assert_true(session_choose(&ms->here, &conflicts.list.data[0], "b", &err));
  assert_non_null(strstr(ms_get(ms, "contacts.csv"), "Ann Low,ann@x,Oslo,b\n"));
  field_conflicts_release(&conflicts);
}

static void cells_beyond_the_header_are_listed_and_only_what_stands_can_be_chosen(void **state) {
  struct mem_session *ms = *state;
  struct field_conflicts conflicts;
  struct err err = ERR_INIT;

  ms_put(ms, "contacts.csv", "id,name\nc1,Ann Low,\"x, y\",z\n");
  ms_put(ms, "conflicts.csv",
         HEADER "x1,2026-11-20 06:49,sync,contacts,c1,(beyond the header),,"
                "\",\"\"x, y\"\",z\",\",w\"\n");
  ms_open_again(ms, &ms->here);
  load(ms, &conflicts);
  assert_int_equal(conflicts.list.len, 1);
  assert_true(conflicts.list.data[0].by_hand);
  assert_true(conflicts.list.data[0].here_stands);
  assert_false(session_choose(&ms->here, &conflicts.list.data[0], ",w", &err));
  assert_non_null(strstr(err.text, "by hand"));
  assert_string_not_equal(ms_get(ms, "conflicts.csv"), "");
  assert_true(
      session_choose(&ms->here, &conflicts.list.data[0], conflicts.list.data[0].here, &err));
  assert_string_equal(ms_get(ms, "conflicts.csv"), "");
  assert_string_equal(ms_get(ms, "contacts.csv"), "id,name\nc1,Ann Low,\"x, y\",z\n");
  field_conflicts_release(&conflicts);
}

static void a_list_that_is_no_list_is_passed_over(void **state) {
  static const char *const texts[] = {"",
                                      "id\n",
                                      HEADER "x1,when\n",
                                      "\"no end",
                                      HEADER "x1,2026-11-20 06:49,sync,no_table,c1,city,a,b,c\n",
                                      HEADER "x1,whenever,sync,contacts,c9,city,a,b,c\n"};
  struct mem_session *ms = *state;

  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
    struct field_conflicts conflicts;
    ms_put(ms, "conflicts.csv", texts[i]);
    load(ms, &conflicts);
    assert_int_equal(conflicts.list.len, 0);
    field_conflicts_release(&conflicts);
  }
}

/* --- what git calls ----------------------------------------------------------------------------
 */

static bool merge(struct mem_session *ms, const char *base, const char *ours, const char *theirs,
                  bool *clean, struct err *err) {
  struct commit_report report = COMMIT_REPORT_INIT;
  bool ok;

  ms_put(ms, "B", base);
  ms_put(ms, "O", ours);
  ms_put(ms, "T", theirs);
  ok = sync_merge_driver(ms->world.os, "/store/B", "/store/O", "/store/T", "/store/contacts.csv",
                         &report, clean, err);
  commit_report_release(&report);
  return ok;
}

static void the_merge_driver_joins_cells_of_one_row(void **state) {
  struct mem_session *ms = *state;
  struct err err = ERR_INIT;
  bool clean;

  assert_true(merge(ms, "id,name,email\nc1,Ann,a\n", "id,name,email\nc1,Anna,a\n",
                    "id,name,email\nc1,Ann,b\n", &clean, &err));
  assert_true(clean);
  assert_string_equal(ms_get(ms, "O"), "id,name,email\nc1,Anna,b\n");
}

static void the_merge_driver_keeps_ours_and_lists_both(void **state) {
  struct mem_session *ms = *state;
  struct err err = ERR_INIT;
  bool clean;

  assert_true(
      merge(ms, "id,name\nc1,Ann\n", "id,name\nc1,Anna\n", "id,name\nc1,Anni\n", &clean, &err));
  assert_false(clean);
  assert_string_equal(ms_get(ms, "O"), "id,name\nc1,Anna\n");
  assert_non_null(strstr(ms_get(ms, "conflicts.csv"), ",sync,contacts,c1,name,Ann,Anna,Anni\n"));
}

static void the_merge_driver_leaves_what_it_cannot_read(void **state) {
  struct mem_session *ms = *state;
  struct err err = ERR_INIT;
  bool clean;

  assert_false(
      merge(ms, "id,name\nc1,Ann\n", "id,name\nc1,Anna\n", "id,name\nc1,\"An\n", &clean, &err));
  assert_string_equal(ms_get(ms, "O"), "id,name\nc1,Anna\n");
}

/* --- forgetting --------------------------------------------------------------------------------
 */

static void what_is_forgotten_is_nowhere_and_cannot_be_undone(void **state) {
  struct mem_session *ms = *state;
  struct forgetting forgetting;
  struct buf lines = BUF_INIT, path = BUF_INIT, title = BUF_INIT;
  struct err err = ERR_INIT;
  const char *journal;
  size_t len;

  ms_must_set(&ms->here, "c1", CONTACT_NOTES, "something private");
  forgetting_init(&forgetting);
  assert_true(session_forget_find(&ms->here, "c1.notes", &forgetting, &err));
  session_forget_text(&ms->here, &forgetting, &lines);
  assert_non_null(strstr(buf_text(&lines), "contacts.csv"));
  assert_true(session_forget(&ms->here, &forgetting, &err));
  assert_null(strstr(ms_get(ms, "contacts.csv"), "private"));
  buf_addf(&path, "%s/journal-2026-11", ms->here.store.state);
  journal = os_mem_get(ms->mem, buf_text(&path), &len);
  assert_non_null(journal);
  assert_null(strstr(journal, "private"));
  assert_false(session_undo(&ms->here, &title, &err));
  forgetting_release(&forgetting);
  buf_release(&lines);
  buf_release(&path);
  buf_release(&title);
}

static void what_nobody_knows_cannot_be_forgotten(void **state) {
  static const char *const texts[] = {"c9", "c1.shoe", "", "c1."};
  struct mem_session *ms = *state;

  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
    struct forgetting forgetting;
    struct err err = ERR_INIT;
    forgetting_init(&forgetting);
    assert_false(session_forget_find(&ms->here, texts[i], &forgetting, &err));
    assert_string_not_equal(err.text, "");
    forgetting_release(&forgetting);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      MS_EACH(it_is_told_with_what_was_before_and_what_both_wrote),
      MS_EACH(either_value_or_another_can_be_chosen_and_the_one_left_is_in_the_history),
      MS_EACH(what_has_moved_on_is_asked_no_more),
      MS_EACH(a_column_of_another_program_is_chosen_by_its_name),
      MS_EACH(cells_beyond_the_header_are_listed_and_only_what_stands_can_be_chosen),
      MS_EACH(a_list_that_is_no_list_is_passed_over),
      MS_EACH(the_merge_driver_joins_cells_of_one_row),
      MS_EACH(the_merge_driver_keeps_ours_and_lists_both),
      MS_EACH(the_merge_driver_leaves_what_it_cannot_read),
      MS_EACH(what_is_forgotten_is_nowhere_and_cannot_be_undone),
      MS_EACH(what_nobody_knows_cannot_be_forgotten),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
