#include "make_book.h"
#include "mentee/engine/query.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static int today(void) {
  return date_parse("2026-11-20");
}

static void make_network(struct book *book) {
  enum table_id contacts = TABLE_CONTACTS;

  book_init(book);
  put_row(book, contacts, 2, "id=c1", "name=Zoë Marchetti", "org=Larkspur Medical",
          "tags=cns;letters", "discipline=rad_onc", "level=senior", "email=z@x.example",
          "created_at=2025-01-01", NULL);
  put_row(book, contacts, 3, "id=c2", "name=Abe Stroud", "org=Tamarack",
          "interests=brachytherapy; QA", "discipline=physics", "cadence_days=45",
          "created_at=2026-10-01", "notes=Hosts a podcast", NULL);
  put_row(book, contacts, 4, "id=c3", "name=Lena Voss", "org=Larkspur Medical", "status=paused",
          "met_on=2026-06-01", NULL);
  put_row(book, contacts, 5, "id=c4", "name=Old Voss", "org=Larkspur Medical", "status=archived",
          NULL);
  put_row(book, TABLE_ROLES, 2, "id=r1", "contact_id=c1", "role=sponsor", NULL);
  put_row(book, TABLE_ROLES, 3, "id=r2", "contact_id=c2", "role=mentor", "facet=research",
          "rank=primary", NULL);
  put_row(book, TABLE_ROLES, 4, "id=r3", "contact_id=c2", "role=near_peer", "to_on=2026-01-01",
          NULL);
  put_row(book, TABLE_INTERACTIONS, 2, "id=i1", "on_date=2026-06-01", "people=c1", "status=held",
          "kind=coffee", "notes=Spoke of a Grant", NULL);
  put_row(book, TABLE_INTERACTIONS, 3, "id=i2", "on_date=2026-11-10", "people=c2", "status=held",
          "kind=coffee", NULL);
}

static const struct {
  const char *query, *ids;
} holds[] = {
    {"", "c1 c2 c3"},
    {"   ", "c1 c2 c3"},
    {"zoe", "c1"},
    {"ZOË", "c1"},
    {"larkspur", "c1 c3"},
    {"brachy", "c2"},
    {"letters", "c1"},
    {"larkspur voss", "c3"},
    {"-larkspur", "c2"},
    {"\"larkspur medical\"", "c1 c3"},
    {"\"medical larkspur\"", ""},
    {"voss marchetti", ""},
    {"role:sponsor", "c1"},
    {"role:mentor", "c2"},
    {"role:mentor:research", "c2"},
    {"role:primary", "c2"},
    {"role:mentor:clinical", ""},
    {"role:near_peer", ""},
    {"-role:", "c3"},
    {"facet:research", "c2"},
    {"org:larkspur", "c1 c3"},
    {"ORG:Larkspur", "c1 c3"},
    {"org:\"larkspur medical\"", "c1 c3"},
    {"tag:letters", "c1"},
    {"-tag:letters", "c2 c3"},
    {"email:", "c1"},
    {"-email:", "c2 c3"},
    {"discipline:physics", "c2"},
    {"discipline:\"radiation oncology\"", "c1"},
    {"cadence_days:45", "c2"},
    {"cadence_days:>30", "c2"},
    {"cadence_days:<30", ""},
    {"created_at:>2026-01-01", "c2"},
    {"created_at:2025", "c1"},
    {"met_on:<2026-07-01", "c3"},
    {"quiet:>90d", "c1 c3"},
    {"quiet:<90d", "c2"},
    {"quiet:10d", "c1 c2 c3"},
    {"quiet:>10", "c1 c3"},
    {"quiet:>9", "c1 c2 c3"},
    {"due:yes", "c1"},
    {"due:no", "c2 c3"},
    {"-due:yes", "c2 c3"},
    {"notes:podcast", "c2"},
    {"notes:grant", "c1"},
    {"status:paused", "c3"},
    {"status:archived", "c4"},
    {"status:active", "c1 c2"},
    {"name:voss", "c3"},
    {"org:larkspur due:yes -tag:letters", ""},
    {"org:larkspur due:yes tag:letters quiet:>90d zoe", "c1"},
    {"-", ""},
};

static void ids_of(const struct matches *matches, char *out, size_t size) {
  size_t used = 0;

  out[0] = '\0';
  for (size_t i = 0; i < matches->list.len && used < size; i++)
    used += (size_t)snprintf(out + used, size - used, "%s%s", i == 0 ? "" : " ",
                             record_id(matches->list.data[i]));
}

static void a_query_holds_whom_it_says(void **state) {
  struct settings settings = settings_defaults();
  struct matches matches = MATCHES_INIT;
  struct err err = ERR_INIT;
  struct book book;
  struct due due;
  char ids[200];

  (void)state;
  make_network(&book);
  due_compute(&due, &book, &settings, today());
  for (size_t i = 0; i < sizeof holds / sizeof holds[0]; i++) {
    assert_true(query_contacts(&book, &due, NULL, holds[i].query, false, &matches, &err));
    ids_of(&matches, ids, sizeof ids);
    if (strcmp(ids, holds[i].ids) != 0)
      print_error("'%s': %s\n", holds[i].query, ids);
    assert_string_equal(ids, holds[i].ids);
  }
  assert_true(query_contacts(&book, &due, NULL, "voss", true, &matches, &err));
  ids_of(&matches, ids, sizeof ids);
  assert_string_equal(ids, "c3 c4");
  matches_release(&matches);
  due_release(&due);
  book_release(&book);
}

/* Five people of one conference are one line, and due each. */
static void due_are_the_people_of_an_event_too(void **state) {
  struct settings settings = settings_defaults();
  struct matches matches = MATCHES_INIT;
  struct err err = ERR_INIT;
  struct book book;
  struct due due;
  char id[12], name[20], of[20], row[12];

  (void)state;
  book_init(&book);
  put_row(&book, TABLE_EVENTS, 2, "id=e1", "kind=conference", "name=SNO", "starts_on=2026-11-12",
          "ends_on=2026-11-15", NULL);
  for (int i = 0; i < 5; i++) {
    snprintf(id, sizeof id, "id=c%d", i);
    snprintf(name, sizeof name, "name=Person %d", i);
    snprintf(of, sizeof of, "contact_id=c%d", i);
    snprintf(row, sizeof row, "id=p%d", i);
    put_row(&book, TABLE_CONTACTS, (uint32_t)i + 2, id, name, "created_at=2026-11-15", NULL);
    put_row(&book, TABLE_EVENT_PEOPLE, (uint32_t)i + 2, row, "event_id=e1", of, "met=yes", NULL);
  }
  due_compute(&due, &book, &settings, today());
  assert_true(query_contacts(&book, &due, NULL, "due:yes", false, &matches, &err));
  assert_int_equal(matches.list.len, 5);
  matches_release(&matches);
  due_release(&due);
  book_release(&book);
}

static const struct {
  const char *query, *text;
} refused[] = {
    {"roel:sponsor", "unknown field 'roel'; did you mean 'role'?"},
    {"emial:x", "unknown field 'emial'; did you mean 'email'?"},
    {"xyzzyq:1", "unknown field 'xyzzyq'; for example role:sponsor or org:larkspur"},
    {"due:maybe", "due cannot be 'maybe'; write for example due:yes or due:no"},
    {"quiet:>long", "quiet cannot be '>long'; write for example quiet:>90d"},
    {"quiet:", "quiet cannot be ''; write for example quiet:>90d"},
    {"met_on:>soon", "met_on cannot be '>soon'; write for example met_on:>2026-01-31"},
    {"cadence_days:x", "cadence_days cannot be 'x'; write for example cadence_days:>30"},
    {"zoe -roel:x", "unknown field 'roel'; did you mean 'role'?"},
};

static void what_cannot_be_asked_is_refused_with_help(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
    struct err err = ERR_INIT;
    struct query query;
    assert_false(query_parse(&query, refused[i].query, today(), &err));
    assert_int_equal(err.kind, ERR_USAGE);
    assert_string_equal(err.text, refused[i].text);
    query_release(&query);
  }
}

static void more_letters_of_a_word_narrow_a_query(void **state) {
  (void)state;
  assert_true(query_narrows("", "z"));
  assert_true(query_narrows("z", "zo"));
  assert_true(query_narrows("z", "z org"));
  assert_true(query_narrows("org:x ", "org:x a"));
  assert_true(query_narrows("org:x a", "org:x ab"));
  assert_false(query_narrows("zo", "z"));
  assert_false(query_narrows("org", "org:x"));
  assert_false(query_narrows("-a", "-ab"));
  assert_false(query_narrows("quiet:<9", "quiet:<90"));
  assert_false(query_narrows("\"a", "\"a b"));
  assert_false(query_narrows("\xC3", "\xC3\xA4")); /* half a letter is another one */
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_query_holds_whom_it_says),
      cmocka_unit_test(due_are_the_people_of_an_event_too),
      cmocka_unit_test(what_cannot_be_asked_is_refused_with_help),
      cmocka_unit_test(more_letters_of_a_word_narrow_a_query),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
