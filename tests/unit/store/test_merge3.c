/* Three versions of contacts.csv become one. */
#include "test.h"

#include "mentee/store/merge3.h"
#include <string.h>

struct merged {
  struct buf out;
  struct commit_report report;
};

static struct buf buf_of(const char *text) {
  struct buf buf = BUF_INIT;

  buf_adds(&buf, text);
  return buf;
}

static void merge(struct merged *merged, enum table_id table, const char *base, const char *ours,
                  const char *theirs) {
  struct buf b = buf_of(base), o = buf_of(ours), t = buf_of(theirs);
  struct err err = ERR_INIT;

  *merged = (struct merged){BUF_INIT, COMMIT_REPORT_INIT};
  assert_true(merge3_bytes(table, &b, &o, &t, &merged->out, &merged->report, &err));
  buf_release(&b);
  buf_release(&o);
  buf_release(&t);
}

static void merged_release(struct merged *merged) {
  buf_release(&merged->out);
  commit_report_release(&merged->report);
}

/* Clean: no conflict, and so many sentences. */
static void gives(enum table_id table, const char *base, const char *ours, const char *theirs,
                  const char *want, size_t said) {
  struct merged merged;

  merge(&merged, table, base, ours, theirs);
  assert_string_equal(buf_text(&merged.out), want);
  assert_int_equal(merged.report.conflicts.list.len, 0);
  assert_int_equal(merged.report.said.len, said);
  merged_release(&merged);
}

#define HEAD "id,name,email,tags\n"
#define ANN "c1,Ann,ann@x,\n"
#define BOB "c2,Bob,bob@x,\n"

static void edits_of_neighbouring_rows_join(void **state) {
  (void)state;
  gives(TABLE_CONTACTS, HEAD ANN BOB, HEAD "c1,Ann,ann@y,\n" BOB, HEAD ANN "c2,Bob,bob@y,\n",
        HEAD "c1,Ann,ann@y,\nc2,Bob,bob@y,\n", 0);
}

static void different_cells_of_one_row_join(void **state) {
  (void)state;
  gives(TABLE_CONTACTS, HEAD ANN, HEAD "c1,Anna,ann@x,\n", HEAD "c1,Ann,ann@y,\n",
        HEAD "c1,Anna,ann@y,\n", 0);
}

static void both_append_and_our_order_comes_first(void **state) {
  (void)state;
  gives(TABLE_CONTACTS, HEAD ANN, HEAD "c9,Zoe,,\n" ANN "c3,Cem,,\n", HEAD ANN "c4,Dan,,\n",
        HEAD "c9,Zoe,,\n" ANN "c3,Cem,,\nc4,Dan,,\n", 0);
}

static void the_same_cell_is_a_conflict_and_ours_stays(void **state) {
  struct merged merged;
  const struct conflict *conflict;

  (void)state;
  merge(&merged, TABLE_CONTACTS, HEAD ANN, HEAD "c1,Ann,ours@x,\n", HEAD "c1,Anna,theirs@x,\n");
  assert_string_equal(buf_text(&merged.out), HEAD "c1,Anna,ours@x,\n");
  assert_int_equal(merged.report.conflicts.list.len, 1);
  conflict = &merged.report.conflicts.list.data[0];
  assert_string_equal(conflict->id, "c1");
  assert_int_equal(conflict->field, CONTACT_EMAIL);
  assert_string_equal(conflict->before, "ann@x");
  assert_string_equal(conflict->after, "theirs@x");
  assert_string_equal(conflict->there, "ours@x");
  merged_release(&merged);
}

static void lists_join_as_sets(void **state) {
  (void)state;
  gives(TABLE_CONTACTS, HEAD "c1,Ann,,old;both\n", HEAD "c1,Ann,,both;ours\n",
        HEAD "c1,Ann,,old;both;theirs\n", HEAD "c1,Ann,,both;ours;theirs\n", 0);
  gives(TABLE_INTERACTIONS, "id,people\ni1,c1;c2\n", "id,people\ni1,c1;c2;c3\n",
        "id,people\ni1,c2\n", "id,people\ni1,c2;c3\n", 0);
}

static void an_edit_wins_over_a_delete_from_either_side(void **state) {
  (void)state;
  gives(TABLE_CONTACTS, HEAD ANN BOB, HEAD ANN "c2,Bob,new@x,\n", HEAD ANN,
        HEAD ANN "c2,Bob,new@x,\n", 1);
  gives(TABLE_CONTACTS, HEAD ANN BOB, HEAD ANN, HEAD ANN "c2,Bob,new@x,\n",
        HEAD ANN "c2,Bob,new@x,\n", 1);
}

static void what_both_or_one_deleted_is_gone(void **state) {
  (void)state;
  gives(TABLE_CONTACTS, HEAD ANN BOB, HEAD ANN, HEAD ANN, HEAD ANN, 0);
  gives(TABLE_CONTACTS, HEAD ANN BOB, HEAD "c1,Anna,ann@x,\n" BOB, HEAD ANN,
        HEAD "c1,Anna,ann@x,\n", 0);
}

static void columns_are_found_by_name(void **state) {
  (void)state;
  gives(TABLE_CONTACTS, "id,name,email\nc1,Ann,a@x\n", "email,id,name\na@x,c1,Anna\n",
        "id,name,email,org\nc1,Ann,b@x,LTROP\n", "email,id,name,org\nb@x,c1,Anna,LTROP\n", 0);
}

static void columns_of_others_are_kept_and_join(void **state) {
  (void)state;
  gives(TABLE_CONTACTS, "id,name,cat\nc1,Ann,Tom\n", "id,cat,name\nc1,Tom,Anna\n",
        "id,name,cat,dog,bird\nc1,Ann,Mo,Rex,\n", "id,cat,name,dog,bird\nc1,Mo,Anna,Rex\n", 0);
}

static void our_line_ends_and_quotes_stay(void **state) {
  (void)state;
  gives(TABLE_CONTACTS, HEAD ANN, "\xEF\xBB\xBFid,name,email,tags\r\n\"c1\",\"Ann\",ann@x,\r\n",
        HEAD ANN "c4,Dan,,\n",
        "\xEF\xBB\xBFid,name,email,tags\r\n\"c1\",\"Ann\",ann@x,\r\nc4,Dan,,\r\n", 0);
}

static void two_rows_of_one_new_id_are_both_kept(void **state) {
  struct merged merged, again;

  (void)state;
  merge(&merged, TABLE_CONTACTS, HEAD, HEAD "c5,Eve,,\n", HEAD "c5,Finn,,\n");
  assert_non_null(strstr(buf_text(&merged.out), HEAD "c5,Eve,,\nc"));
  assert_non_null(strstr(buf_text(&merged.out), ",Finn,,\n"));
  assert_null(strstr(buf_text(&merged.out), "c5,Finn"));
  assert_int_equal(merged.report.said.len, 1);
  merge(&again, TABLE_CONTACTS, HEAD, buf_text(&merged.out), HEAD "c5,Finn,,\n");
  assert_string_equal(buf_text(&again.out), buf_text(&merged.out));
  merged_release(&again);
  merged_release(&merged);
}

static void the_same_new_row_comes_in_once_and_gaps_are_filled(void **state) {
  (void)state;
  gives(TABLE_CONTACTS, HEAD, HEAD "c5,Eve,,\n" BOB, HEAD "c5,Eve,eve@x,\n",
        HEAD "c5,Eve,eve@x,\n" BOB, 0);
}

static void settings_of_one_key_stay_one_row(void **state) {
  struct merged merged;

  (void)state;
  merge(&merged, TABLE_SETTINGS, "key,value\n", "key,value\npace_percent,90\n",
        "key,value\npace_percent,80\n");
  assert_string_equal(buf_text(&merged.out), "key,value\npace_percent,90\n");
  assert_int_equal(merged.report.conflicts.list.len, 1);
  merged_release(&merged);
}

static void a_doubled_id_loses_no_row(void **state) {
  struct merged merged;

  (void)state;
  merge(&merged, TABLE_CONTACTS, HEAD ANN, HEAD ANN BOB, HEAD ANN "c1,Second,,\n");
  assert_non_null(strstr(buf_text(&merged.out), ",Second,,\n"));
  assert_null(strstr(buf_text(&merged.out), "c1,Second"));
  merged_release(&merged);
  gives(TABLE_CONTACTS, HEAD ANN ANN, HEAD ANN ANN BOB, HEAD ANN ANN "c4,Dan,,\n",
        HEAD ANN ANN BOB "c4,Dan,,\n", 1);
}

static void rows_typed_without_an_id_join_too(void **state) {
  (void)state;
  gives(TABLE_CONTACTS, HEAD ",Hand,,\n", HEAD ",Hand,,\n" ANN, HEAD ",Hand,,\n" BOB,
        HEAD ",Hand,,\n" ANN BOB, 0);
}

static void cells_beyond_the_header_are_told(void **state) {
  struct merged merged;

  (void)state;
  merge(&merged, TABLE_CONTACTS, "id,name\nc1,Ann\n", "id,name\nc1,Anna\n",
        "id,name\nc1,Ann,more\n");
  assert_int_equal(merged.report.conflicts.list.len, 1);
  assert_string_equal(merged.report.conflicts.list.data[0].after, ",more");
  merged_release(&merged);
}

static void a_file_that_cannot_be_read_is_not_merged(void **state) {
  struct buf base = buf_of(HEAD ANN), ours = buf_of(HEAD ANN BOB), theirs = buf_of(HEAD "c1,\"Ann");
  struct commit_report report = COMMIT_REPORT_INIT;
  struct buf out = BUF_INIT;
  struct err err = ERR_INIT;

  (void)state;
  assert_false(merge3_bytes(TABLE_CONTACTS, &base, &ours, &theirs, &out, &report, &err));
  assert_int_equal(err.kind, ERR_DATA);
  assert_non_null(strstr(err.text, "in theirs"));
  assert_int_equal(out.len, 0);
  buf_release(&base);
  buf_release(&ours);
  buf_release(&theirs);
  commit_report_release(&report);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(edits_of_neighbouring_rows_join),
      cmocka_unit_test(different_cells_of_one_row_join),
      cmocka_unit_test(both_append_and_our_order_comes_first),
      cmocka_unit_test(the_same_cell_is_a_conflict_and_ours_stays),
      cmocka_unit_test(lists_join_as_sets),
      cmocka_unit_test(an_edit_wins_over_a_delete_from_either_side),
      cmocka_unit_test(what_both_or_one_deleted_is_gone),
      cmocka_unit_test(columns_are_found_by_name),
      cmocka_unit_test(columns_of_others_are_kept_and_join),
      cmocka_unit_test(our_line_ends_and_quotes_stay),
      cmocka_unit_test(two_rows_of_one_new_id_are_both_kept),
      cmocka_unit_test(the_same_new_row_comes_in_once_and_gaps_are_filled),
      cmocka_unit_test(settings_of_one_key_stay_one_row),
      cmocka_unit_test(a_doubled_id_loses_no_row),
      cmocka_unit_test(rows_typed_without_an_id_join_too),
      cmocka_unit_test(cells_beyond_the_header_are_told),
      cmocka_unit_test(a_file_that_cannot_be_read_is_not_merged),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
