#include "make_book.h"
#include "mentee/base/date.h"
#include "mentee/model/check.h"
#include "test.h"

#define TODAY "2026-11-20"

/* Checks the book and compares every note, one a line. */
static void expect(struct book *book, const char *want) {
  struct notes notes;
  struct buf all = BUF_INIT;

  notes_init(&notes);
  book_check(book, date_parse(TODAY), &notes);
  for (size_t i = 0; i < notes.list.len; i++) {
    note_text(&notes.list.data[i], &all);
    buf_addc(&all, '\n');
  }
  assert_string_equal(buf_text(&all), want);
  buf_release(&all);
  notes_release(&notes);
}

static int begin(void **state) {
  static struct book book;

  book_init(&book);
  put_row(&book, TABLE_CONTACTS, 2, "id=c1", "name=Ada", NULL);
  put_row(&book, TABLE_CONTACTS, 3, "id=c2", "name=Bo", NULL);
  *state = &book;
  return 0;
}

static int end(void **state) {
  book_release(*state);
  return 0;
}

static void a_book_without_faults_has_no_notes(void **state) {
  struct book *book = *state;

  put_row(book, TABLE_ROLES, 2, "id=r1", "contact_id=c1", "role=mentor", "facet=clinical",
          "rank=primary", "phase=ongoing", "from_on=2026-01-01", "agreed_on=2026-01-01", NULL);
  put_row(book, TABLE_ROLES, 3, "id=r2", "contact_id=c1", "role=sponsor", "from_on=2026-01-01",
          NULL);
  put_row(book, TABLE_INTERACTIONS, 2, "id=i1", "on_date=2026-01-04", "people=c1; Bo",
          "status=held", NULL);
  put_row(book, TABLE_FOLLOWUPS, 2, "id=f1", "contact_id=c1", "made_on=2026-01-01",
          "due_on=2026-01-05", "done_on=2026-01-05", "outcome=kept", NULL);
  put_row(book, TABLE_SETTINGS, 2, "key=pace_percent", "value=100", NULL);
  expect(book, "");
}

static void a_doubled_id_is_said_of_the_later_row(void **state) {
  struct book *book = *state;

  put_row(book, TABLE_CONTACTS, 4, "id=c1", "name=Cy", NULL);
  put_row(book, TABLE_SETTINGS, 2, "key=phi_lint", "value=warn", NULL);
  put_row(book, TABLE_SETTINGS, 3, "key=phi_lint", "value=off", NULL);
  expect(book, "contacts.csv:4: id: 'c1' is the id of line 2 too\n"
               "settings.csv:3: key: 'phi_lint' stands on line 2 too, and that one counts\n");
}

static void references_that_lead_nowhere_are_named(void **state) {
  struct book *book = *state;

  put_row(book, TABLE_CONTACTS, 4, "id=c4", "name=Bo", "met_event=e9", "introduced_by=c8", NULL);
  put_row(book, TABLE_INTERACTIONS, 2, "id=i1", "on_date=2026-01-04", "people=c9999;c1;Bo;Zed",
          NULL);
  expect(book, "contacts.csv:4: met_event: unknown e9\n"
               "contacts.csv:4: introduced_by: unknown c8\n"
               "interactions.csv:2: people: unknown c9999\n"
               "interactions.csv:2: people: several people are called 'Bo'; write the id\n"
               "interactions.csv:2: people: unknown Zed\n");
}

static void cells_that_do_not_suit_their_field_are_named(void **state) {
  struct book *book = *state;

  put_row(book, TABLE_CONTACTS, 4, "id=c 4", "name=D\x01", "org=\xff", "met_on=2026-11-31",
          "cadence_days=3", "level=boss", "birthday=02-30", NULL);
  put_row(book, TABLE_CONTACTS, 5, "id=c5", "name=E", "cadence_days=0", "birthday=02-29", NULL);
  put_row(book, TABLE_INTERACTIONS, 2, "id=i1", "on_date=2026-01-04", "people=c1", "time=25:00",
          "minutes=many", "private=maybe", "subject=two\nlines", NULL);
  expect(book,
         "contacts.csv:4: id: 'c 4': an id is letters, digits, '.', '_' and '-'\n"
         "contacts.csv:4: name: a control character; kept, and never shown\n"
         "contacts.csv:4: level: 'boss': not one of: student, resident, fellow, early_career, "
         "mid_career, senior, leader, staff, emeritus\n"
         "contacts.csv:4: org: bytes that are not UTF-8; kept as they are\n"
         "contacts.csv:4: met_on: '2026-11-31': November has 30 days\n"
         "contacts.csv:4: birthday: '02-30': not a birthday; write 02-29 or 1990-02-28\n"
         "contacts.csv:4: cadence_days: '3': 0 for never, or 7 to 730 days\n"
         "interactions.csv:2: time: '25:00': not a time; write 15:30\n"
         "interactions.csv:2: minutes: 'many': not a whole number\n"
         "interactions.csv:2: subject: 'two\nlines': one line only\n"
         "interactions.csv:2: private: 'maybe': yes, no or empty\n");
}

static void settings_are_held_to_their_ranges(void **state) {
  struct book *book = *state;

  put_row(book, TABLE_SETTINGS, 2, "key=pace_percent", "value=0", NULL);
  put_row(book, TABLE_SETTINGS, 3, "key=day_starts_at", "value=4am", NULL);
  put_row(book, TABLE_SETTINGS, 4, "key=colour", "value=red", NULL);
  put_row(book, TABLE_SETTINGS, 5, "key=due.max_lines", "value=", NULL);
  expect(book, "settings.csv:2: value: pace_percent '0': a number from 1 to 1000\n"
               "settings.csv:3: value: day_starts_at '4am': a time from 00:00 to 23:59\n"
               "settings.csv:4: key: no setting is called 'colour'\n");
}

static void rows_say_what_they_cannot_do_without(void **state) {
  struct book *book = *state;

  put_row(book, TABLE_CONTACTS, 4, "id=c4", NULL);
  put_row(book, TABLE_ROLES, 2, "id=r1", "role=peer", NULL);
  put_row(book, TABLE_INTERACTIONS, 2, "id=i1", NULL);
  expect(book, "contacts.csv:4: name: a contact needs a name\n"
               "roles.csv:2: contact_id: whose role this is, is not said\n"
               "roles.csv:2: from_on: a role needs the day it began\n"
               "interactions.csv:2: on_date: an interaction needs a day\n"
               "interactions.csv:2: people: nobody is named; kept under no one\n");
}

static void days_out_of_order_are_named(void **state) {
  struct book *book = *state;

  put_row(book, TABLE_ROLES, 2, "id=r1", "contact_id=c1", "role=peer", "from_on=2026-06-01",
          "to_on=2026-05-01", NULL);
  put_row(book, TABLE_FOLLOWUPS, 2, "id=f1", "contact_id=c1", "made_on=2026-11-20",
          "due_on=2026-11-01", NULL);
  put_row(book, TABLE_EVENTS, 2, "id=e1", "starts_on=2026-06-02", "ends_on=2026-06-01", NULL);
  put_row(book, TABLE_EVENTS, 3, "id=e2", "starts_on=2026-06-31", "ends_on=2026-06-01", NULL);
  expect(book, "roles.csv:2: to_on: 2026-05-01 is before from_on, 2026-06-01, so it counts as no "
               "role\n"
               "followups.csv:2: due_on: 2026-11-01 is before made_on, 2026-11-20\n"
               "events.csv:2: ends_on: 2026-06-01 is before starts_on, 2026-06-02\n"
               "events.csv:3: starts_on: '2026-06-31': June has 30 days\n");
}

static void the_same_role_twice_at_a_time_is_named_once(void **state) {
  struct book *book = *state;

  put_row(book, TABLE_ROLES, 2, "id=r1", "contact_id=c1", "role=peer", "from_on=2026-01-01", NULL);
  put_row(book, TABLE_ROLES, 3, "id=r2", "contact_id=c1", "role=peer", "from_on=2026-02-01",
          "to_on=2026-02-10", NULL);
  put_row(book, TABLE_ROLES, 4, "id=r3", "contact_id=c1", "role=peer", "from_on=2026-03-01", NULL);
  /* another person, another role, another facet, one after another, and one that is none */
  put_row(book, TABLE_ROLES, 5, "id=r4", "contact_id=c2", "role=peer", "from_on=2026-01-01", NULL);
  put_row(book, TABLE_ROLES, 6, "id=r5", "contact_id=c1", "role=sponsor", "from_on=2026-01-01",
          NULL);
  put_row(book, TABLE_ROLES, 7, "id=r6", "contact_id=c1", "role=peer", "facet=qi",
          "from_on=2026-01-01", "to_on=2026-01-31", NULL);
  put_row(book, TABLE_ROLES, 8, "id=r7", "contact_id=c1", "role=peer", "facet=qi",
          "from_on=2026-02-01", NULL);
  expect(book, "roles.csv:3: from_on: the same role at the same time as r1\n"
               "roles.csv:4: from_on: the same role at the same time as r1\n");
}

static void rank_and_phase_belong_to_mentors(void **state) {
  struct book *book = *state;

  put_row(book, TABLE_ROLES, 2, "id=r1", "contact_id=c1", "role=peer", "rank=primary",
          "phase=trial", "from_on=2026-01-01", NULL);
  put_row(book, TABLE_ROLES, 3, "id=r2", "contact_id=c1", "role=mentor", "phase=trial",
          "from_on=2026-01-01", "agreed_on=2026-01-01", NULL);
  put_row(book, TABLE_ROLES, 4, "id=r3", "contact_id=c2", "role=mentor", "phase=redefined",
          "from_on=2026-01-01", "agreed_on=2026-01-01", NULL);
  expect(book, "roles.csv:2: rank: only a mentor has a rank\n"
               "roles.csv:2: phase: only a mentor has a phase\n"
               "roles.csv:3: agreed_on: agreed on a day, but the phase is not ongoing\n");
}

static void outcomes_agree_with_their_days(void **state) {
  static const struct {
    const char *outcome, *due, *done, *note;
  } rows[] = {
      {"outcome=", "due_on=2026-02-01", "done_on=", ""},
      {"outcome=open", "due_on=2026-02-01", "done_on=2026-02-01",
       "open, but it has a day it was done"},
      {"outcome=kept", "due_on=2026-02-01", "done_on=2026-02-01", ""},
      {"outcome=kept", "due_on=", "done_on=2026-02-01", ""},
      {"outcome=kept", "due_on=2026-02-01", "done_on=2026-02-02",
       "kept, but done after it was due; that is late"},
      {"outcome=kept", "due_on=2026-02-01", "done_on=", "closed, but it has no day it was done"},
      {"outcome=late", "due_on=2026-02-01", "done_on=2026-02-02", ""},
      {"outcome=late", "due_on=2026-02-01", "done_on=2026-02-01",
       "late, but done by the day it was due; that is kept"},
      {"outcome=released", "due_on=2026-02-01", "done_on=2026-03-01", ""},
      {"outcome=dropped", "due_on=", "done_on=", ""},
  };
  struct book *book = *state;
  struct buf want = BUF_INIT;

  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    put_row(book, TABLE_FOLLOWUPS, (uint32_t)i + 2, "contact_id=c1", rows[i].outcome, rows[i].due,
            rows[i].done, NULL);
    if (rows[i].note[0] != '\0')
      buf_addf(&want, "followups.csv:%zu: outcome: %s\n", i + 2, rows[i].note);
  }
  expect(book, buf_text(&want));
  buf_release(&want);
}

static void plans_older_than_two_weeks_were_never_recorded(void **state) {
  struct book *book = *state;

  put_row(book, TABLE_INTERACTIONS, 2, "id=i1", "on_date=2026-11-06", "people=c1", "status=planned",
          NULL);
  put_row(book, TABLE_INTERACTIONS, 3, "id=i2", "on_date=2026-11-05", "people=c1", "status=planned",
          NULL);
  expect(book, "interactions.csv:3: status: planned for 2026-11-05 and never recorded\n");
}

static void two_stories_of_an_introduction_are_told(void **state) {
  struct book *book = *state;

  put_row(book, TABLE_CONTACTS, 4, "id=c3", "name=Cy", "introduced_by=c1", NULL);
  put_row(book, TABLE_LINKS, 2, "id=k1", "from_contact=c1", "to_contact=c3", "kind=introduced",
          NULL);
  put_row(book, TABLE_LINKS, 3, "id=k2", "from_contact=c2", "to_contact=c3", "kind=introduced",
          NULL);
  put_row(book, TABLE_LINKS, 4, "id=k3", "from_contact=c2", "to_contact=c3", "kind=knows", NULL);
  expect(book, "links.csv:3: from_contact: introduced c3, but contacts.csv:4 says that c1 did\n");
}

static void a_misspelt_column_is_named_and_a_foreign_one_is_not(void **state) {
  struct book *book = *state;
  struct table *table = &book->tables[TABLE_CONTACTS];

  *vec_push(&table->columns) = (struct column){"id", CONTACT_ID};
  *vec_push(&table->columns) = (struct column){"emial", -1};
  *vec_push(&table->columns) = (struct column){"x_favourite_tea", -1};
  *vec_push(&table->columns) = (struct column){"tea", -1};
  expect(book, "contacts.csv:1: unknown column 'emial'; did you mean 'email'?\n");
}

static void a_file_cut_off_in_a_row_is_noticed(void **state) {
  struct book *book = *state;
  struct table *table = &book->tables[TABLE_ROLES];
  struct record_more *more;
  struct record *row;

  *vec_push(&table->columns) = (struct column){"id", ROLES_ID};
  *vec_push(&table->columns) = (struct column){"contact_id", ROLES_CONTACT_ID};
  *vec_push(&table->columns) = (struct column){"from_on", ROLES_FROM_ON};
  row = put_row(book, TABLE_ROLES, 2, "id=r1", "contact_id=c1", "from_on=2026-01-01", NULL);
  row->columns = 2;
  more = record_more(&book->arena, row);
  more->raw = "r1,c1\n";
  more->raw_len = 6;
  expect(book, "");
  more->raw_len = 5;
  expect(book,
         "roles.csv:2: the last row is short and has no line end; was the file cut off here?\n");
}

static void what_reading_found_stands_among_the_notes(void **state) {
  struct book *book = *state;

  book_note(book, TABLE_ROLES, 0, -1, true, "nothing of it was read");
  book_note(book, TABLE_CONTACTS, 7, -1, true, "not read: a NUL byte");
  put_row(book, TABLE_CONTACTS, 9, "id=c9", NULL);
  put_row(book, TABLE_CONTACTS, 5, "id=c5", NULL);
  expect(book, "contacts.csv:5: name: a contact needs a name\n"
               "contacts.csv:7: not read: a NUL byte\n"
               "contacts.csv:9: name: a contact needs a name\n"
               "roles.csv: nothing of it was read\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(a_book_without_faults_has_no_notes),
      TEST(a_doubled_id_is_said_of_the_later_row),
      TEST(references_that_lead_nowhere_are_named),
      TEST(cells_that_do_not_suit_their_field_are_named),
      TEST(settings_are_held_to_their_ranges),
      TEST(rows_say_what_they_cannot_do_without),
      TEST(days_out_of_order_are_named),
      TEST(the_same_role_twice_at_a_time_is_named_once),
      TEST(rank_and_phase_belong_to_mentors),
      TEST(outcomes_agree_with_their_days),
      TEST(plans_older_than_two_weeks_were_never_recorded),
      TEST(two_stories_of_an_introduction_are_told),
      TEST(a_misspelt_column_is_named_and_a_foreign_one_is_not),
      TEST(a_file_cut_off_in_a_row_is_noticed),
      TEST(what_reading_found_stands_among_the_notes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
