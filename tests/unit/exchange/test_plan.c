/* What an import would do to a book, and that doing it twice changes nothing. */
#include "make_book.h"
#include "mentee/base/date.h"
#include "mentee/exchange/plan.h"
#include "sample_priv.h"

#include <stdio.h>

static void add_import(struct import *import, const char *text, size_t len) {
  struct import_options options = IMPORT_OPTIONS_INIT;
  struct err err = ERR_INIT;

  if (!import_read(import, "test", text, len, &options, &err))
    fail_msg("%s", err.text);
}

static void new_id(void *context, enum table_id table, char *out) {
  int *count = context;

  snprintf(out, PLAN_ID_SIZE, "%c%05d", table_defs[table].letter, ++*count / 2); /* each twice */
}

static void dump_plan(struct buf *out, const struct plan *plan) {
  for (size_t i = 0; i < plan->rows.len; i++) {
    const struct plan_row *row = &plan->rows.data[i];
    const char *other = plan_other_name(plan, row);
    buf_addf(out, "%s %s", plan_words[row->kind], imported_text(row->person, CONTACT_NAME));
    if (other[0] != '\0' && row->kind != PLAN_NEW)
      buf_addf(out, " = %s%s%s%s", other, row->reason[0] != '\0' ? " (" : "", row->reason,
               row->reason[0] != '\0' ? ")" : "");
    for (size_t k = 0; k < row->fills.len; k++) {
      const struct plan_value *value = &row->fills.data[k];
      buf_addf(out, " +%s=%s",
               value->field >= 0 ? table_defs[TABLE_CONTACTS].fields[value->field].name
                                 : value->column,
               value->value);
    }
    for (size_t k = 0; k < row->stays.len; k++)
      buf_addf(out, " %s stays, not %s", row->stays.data[k].there, row->stays.data[k].value);
    buf_addc(out, '\n');
  }
}

static void carry_out(const struct plan *plan, struct book *book, int *ids) {
  struct plan_gifts gifts = PLAN_GIFTS_INIT;
  struct conflicts conflicts;
  struct action action;

  *ids += 2; /* an id that the book has is none to give */
  action_init(&action);
  conflicts_init(&conflicts);
  plan_action(plan, &gifts, date_from_civil(2026, 11, 20), new_id, ids, &action);
  assert_true(book_apply(book, &action, &conflicts));
  conflicts_release(&conflicts);
  action_release(&action);
}

/* Twice the same file: the second time everybody is the same. */
static void check_again(const struct import *import, struct book *book, int *ids) {
  size_t people = book_count(book, TABLE_CONTACTS), columns;
  struct plan plan;

  columns = book->tables[TABLE_CONTACTS].columns.len;
  plan_make(&plan, import, book);
  if (plan_count(&plan, PLAN_NEW) + plan_count(&plan, PLAN_CHANGED) > 0) {
    struct buf text = BUF_INIT;
    dump_plan(&text, &plan);
    fail_msg("changes something again:\n%s", buf_text(&text));
  }
  carry_out(&plan, book, ids);
  assert_int_equal(book_count(book, TABLE_CONTACTS), people);
  assert_int_equal(book->tables[TABLE_CONTACTS].columns.len, columns);
  plan_release(&plan);
}

static void check(struct book *book, const char *text, const char *wanted) {
  struct import import;
  struct plan plan;
  struct buf got = BUF_INIT;
  int ids = 0;

  import_init(&import);
  add_import(&import, text, strlen(text));
  plan_make(&plan, &import, book);
  dump_plan(&got, &plan);
  assert_string_equal(buf_text(&got), wanted);
  carry_out(&plan, book, &ids);
  plan_release(&plan);
  check_again(&import, book, &ids);
  import_release(&import);
  buf_release(&got);
}

static void a_small_book(struct book *book) {
  book_init(book);
  put_row(book, TABLE_CONTACTS, 2, "id=c1", "name=Henrike Vandersloot-Abara", "email=hva@x.example",
          "org=Larkspur", NULL);
  put_row(book, TABLE_CONTACTS, 3, "id=c2", "name=Haruka Tōgawa", "org=Meridian Proton Center",
          "phone=+1 212 555 0100", NULL);
  put_row(book, TABLE_CONTACTS, 4, "id=c3", "name=Ada Example", NULL);
  put_row(book, TABLE_CONTACTS, 5, "id=c4", "name==formula", "email=f@x.example", NULL);
}

#define CARD(body) "BEGIN:VCARD\n" body "END:VCARD\n"

static const struct {
  const char *text, *wanted;
} cases[] = {
    {CARD("FN:Jo Ferris\nORG:Calder\n"), "new Jo Ferris\n"},
    {CARD("FN:Henrike Vandersloot-Abara\nEMAIL:HVA@x.example\nORG:Larkspur\n"),
     "same Henrike Vandersloot-Abara = Henrike Vandersloot-Abara\n"},
    {CARD("FN:Haruka Togawa\nORG:Meridian Proton Center\nURL:https://t.example\n"),
     "changed Haruka Togawa = Haruka Tōgawa +links=https://t.example Haruka Tōgawa stays, not "
     "Haruka Togawa\n"},
    {CARD("FN:H. Vandersloot\nEMAIL:hva@x.example\n"),
     "unsure H. Vandersloot = Henrike Vandersloot-Abara (same e-mail)\n"},
    {CARD("FN:H. Vandersloot\nEMAIL:other@x.example\n"),
     "unsure H. Vandersloot = Henrike Vandersloot-Abara (initials fit)\n"},
    {CARD("FN:Somebody Else\nTEL:(212) 555-0100\n"),
     "unsure Somebody Else = Haruka Tōgawa (same phone)\n"},
    {CARD("FN:Ada Example\nEMAIL:ada@x.example\n"),
     "unsure Ada Example = Ada Example (same name)\n"},
    {CARD("FN:Example\\, Ada\n"), "same Example, Ada = Ada Example Ada Example stays, not Example, "
                                  "Ada\n"},
    {CARD("FN:Ada M. Example\n"),
     "unsure Ada M. Example = Ada Example (same first and last name)\n"},
    /* the А and the а are Cyrillic */
    {CARD("FN:\xD0\x90"
          "d\xD0\xB0 Example\n"),
     "unsure \xD0\x90"
     "d\xD0\xB0 Example = Ada Example (looks alike in another script)\n"},
    {CARD("FN:Henrike Vandersloot-Abara\nEMAIL:hva@x.example\nEMAIL;TYPE=home:h2@x.example\n"
          "ORG:Elsewhere\nTITLE:Chair\n"),
     "changed Henrike Vandersloot-Abara = Henrike Vandersloot-Abara +title=Chair "
     "+email_2=h2@x.example +email_2_label=home Larkspur stays, not Elsewhere\n"},
    /* twice in one file: what the second adds goes to the first */
    {CARD("FN:New One\nEMAIL:n@x.example\n") CARD("FN:New One\nEMAIL:n@x.example\nTITLE:CTO\n"
                                                  "CATEGORIES:a\n"),
     "new New One +title=CTO +tags=a\nsame New One = New One (stands in the file twice)\n"},
    /* two rows of a file are one contact: each fills what is still empty */
    {CARD("FN:Haruka Tōgawa\nTEL:+12125550100\nTITLE:Prof\n")
         CARD("FN:Haruka Tōgawa\nTEL:2125550100\nTITLE:Chair\nNICKNAME:Haru\n"),
     "changed Haruka Tōgawa = Haruka Tōgawa +title=Prof +phone_2=+12125550100 +call_by=Haru "
     "+phone_3=2125550100\nchanged Haruka Tōgawa = Haruka Tōgawa Prof stays, not Chair\n"},
    {CARD("FN:=formula\nEMAIL:f@x.example\n"), "same '=formula = =formula\n"},
    {CARD("FN:Ada Example\nUID:mentee-c3\nTITLE:CTO\n"),
     "changed Ada Example = Ada Example +title=CTO\n"},
    {CARD("FN:Nobody Known\nUID:mentee-c3\n"), "new Nobody Known\n"},
};

static void people_are_new_changed_same_or_unsure(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    struct book book;
    a_small_book(&book);
    check(&book, cases[i].text, cases[i].wanted);
    book_release(&book);
  }
}

static void an_answer_settles_who_is_unsure(void **state) {
  static const char text[] = CARD("FN:H. Vandersloot\nEMAIL:hva@x.example\nTITLE:Chair\n");
  struct import import;
  struct plan plan;
  struct book book;

  (void)state;
  a_small_book(&book);
  import_init(&import);
  add_import(&import, text, sizeof text - 1);
  plan_make(&plan, &import, &book);
  plan_decide(&plan, 0, PLAN_SKIP);
  assert_int_equal(plan.rows.data[0].kind, PLAN_SKIPPED);
  plan_decide(&plan, 0, PLAN_SOMEBODY_ELSE);
  assert_int_equal(plan.rows.data[0].kind, PLAN_NEW);
  plan_decide(&plan, 0, PLAN_SAME_PERSON);
  assert_int_equal(plan.rows.data[0].kind, PLAN_CHANGED);
  assert_string_equal(plan.rows.data[0].fills.data[0].value, "Chair");
  plan_release(&plan);
  import_release(&import);
  book_release(&book);
}

static void somebody_new_has_a_source_a_day_and_no_role(void **state) {
  static const char text[] = CARD("FN:Jo Ferris\nORG:Calder\nORG:Second\nTITLE:Physicist\n");
  struct plan_gifts gifts = {ROLE_PEER, "sno", "e1"};
  struct conflicts conflicts;
  struct import import;
  struct action action, inverse;
  struct plan plan;
  struct book book;
  const struct record *contact;
  int ids = 0;

  (void)state;
  book_init(&book);
  import_init(&import);
  add_import(&import, text, sizeof text - 1);
  check(&book, text, "new Jo Ferris\n");
  contact = book_at(&book, TABLE_CONTACTS, 0);
  assert_string_equal(record_text(contact, CONTACT_SOURCE), "import");
  assert_string_equal(record_text(contact, CONTACT_CREATED_AT), "2026-11-20");
  assert_int_equal(book_count(&book, TABLE_ROLES), 0);
  assert_string_equal(record_text(book_at(&book, TABLE_AFFILIATIONS, 0), AFFILIATION_ORG),
                      "Second");
  book_release(&book);
  /* and with gifts; then undone */
  book_init(&book);
  plan_make(&plan, &import, &book);
  action_init(&action);
  conflicts_init(&conflicts);
  plan_action(&plan, &gifts, 20000, new_id, &ids, &action);
  assert_true(book_apply(&book, &action, &conflicts));
  contact = book_at(&book, TABLE_CONTACTS, 0);
  assert_string_equal(record_text(contact, CONTACT_TAGS), "sno");
  assert_string_equal(record_text(contact, CONTACT_MET_EVENT), "e1");
  assert_string_equal(record_text(book_at(&book, TABLE_ROLES, 0), ROLES_ROLE), "peer");
  action_invert(&action, &inverse);
  assert_true(book_apply(&book, &inverse, &conflicts));
  assert_int_equal(book_count(&book, TABLE_CONTACTS), 0);
  assert_int_equal(book_count(&book, TABLE_ROLES), 0);
  conflicts_release(&conflicts);
  action_release(&action);
  action_release(&inverse);
  plan_release(&plan);
  import_release(&import);
  book_release(&book);
}

static const char *const samples[] = {
    "abook/addressbook",
    "abook/in.vcf",
    "abook/out.ldif",
    "abook/out.mutt",
    "headers/apple-icloud.vcf",
    "headers/bbdb-v9",
    "headers/google-new.csv",
    "headers/google-old.csv",
    "headers/linkedin-current-bom-preamble-crlf.csv",
    "headers/linkedin-pre-url.csv",
    "headers/monica.json",
    "headers/monica-life.json",
    "headers/neomutt-aliases",
    "headers/outlook-desktop-cp1252.csv",
    "headers/thunderbird-trailing-comma.csv",
    "headers/thunderbird.ldif",
};

/* One after another into one book, each of them twice. */
static void twice_the_same_file_changes_nothing(void **state) {
  struct book book;
  int ids = 0;

  (void)state;
  book_init(&book);
  for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
    struct buf path = BUF_INIT, bytes = BUF_INIT;
    struct import import;
    struct plan plan;
    buf_addf(&path, SAMPLES "%s", samples[i]);
    read_file(buf_text(&path), &bytes);
    import_init(&import);
    add_import(&import, buf_text(&bytes), bytes.len);
    plan_make(&plan, &import, &book);
    carry_out(&plan, &book, &ids);
    plan_release(&plan);
    check_again(&import, &book, &ids);
    import_release(&import);
    buf_release(&path);
    buf_release(&bytes);
  }
  book_release(&book);
}

static void ten_thousand_people_take_linear_time(void **state) {
  struct buf text = BUF_INIT;
  struct import import;
  struct plan plan;
  struct book book;
  int ids = 0;

  (void)state;
  for (int i = 0; i < 10000; i++)
    buf_addf(&text, "BEGIN:VCARD\nFN:J Person%d\nN:Smith;J;;;\nEMAIL:p%d@x.example\nEND:VCARD\n", i,
             i);
  book_init(&book);
  import_init(&import);
  add_import(&import, text.data, text.len);
  plan_make(&plan, &import, &book);
  carry_out(&plan, &book, &ids);
  plan_release(&plan);
  check_again(&import, &book, &ids);
  import_release(&import);
  book_release(&book);
  buf_release(&text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(people_are_new_changed_same_or_unsure),
      cmocka_unit_test(an_answer_settles_who_is_unsure),
      cmocka_unit_test(somebody_new_has_a_source_a_day_and_no_role),
      cmocka_unit_test(twice_the_same_file_changes_nothing),
      cmocka_unit_test(ten_thousand_people_take_linear_time),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
