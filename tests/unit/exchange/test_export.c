/* What was exported and is imported again is the same; notes stay; nothing can break out. */
#include "make_book.h"
#include "mentee/base/text.h"
#include "mentee/exchange/export.h"
#include "mentee/exchange/plan.h"
#include "sample_priv.h"

#include <stdio.h>

static void new_id(void *context, enum table_id table, char *out) {
  int *count = context;

  snprintf(out, PLAN_ID_SIZE, "%c%05d", table_defs[table].letter, ++*count);
}

/* Imports a text into the book; how many people were new or changed. */
static size_t import_into(struct book *book, const char *text, size_t len) {
  struct import_options options = IMPORT_OPTIONS_INIT;
  struct plan_gifts gifts = PLAN_GIFTS_INIT;
  struct conflicts conflicts;
  struct import import;
  struct action action;
  struct plan plan;
  struct err err = ERR_INIT;
  int ids = (int)book_count(book, TABLE_CONTACTS) * 10;
  size_t count;

  import_init(&import);
  if (!import_read(&import, "test", text, len, &options, &err))
    fail_msg("%s", err.text);
  plan_make(&plan, &import, book);
  count = plan_count(&plan, PLAN_NEW) + plan_count(&plan, PLAN_CHANGED);
  action_init(&action);
  conflicts_init(&conflicts);
  plan_action(&plan, &gifts, 20000, new_id, &ids, &action);
  assert_true(book_apply(book, &action, &conflicts));
  conflicts_release(&conflicts);
  action_release(&action);
  plan_release(&plan);
  import_release(&import);
  return count;
}

/* Everybody of the book in a format. */
static void export_all(const struct book *book, const char *word, bool notes, struct buf *out) {
  VEC(const struct record *) contacts = VEC_INIT;
  struct err err = ERR_INIT;
  const struct export_format *format = export_format_find(word, &err);

  for (size_t i = 0; i < book_count(book, TABLE_CONTACTS); i++)
    *vec_push(&contacts) = book_at(book, TABLE_CONTACTS, i);
  format->write(&(struct exporting){.book = book,
                                    .contacts = contacts.data,
                                    .count = contacts.len,
                                    .everybody = true,
                                    .notes = notes,
                                    .today = 20777},
                out);
  vec_release(&contacts);
}

/* Ids and days of adding are a store's own; what refers to rows that are not there is dropped. */
static bool is_compared(int field) {
  return field != CONTACT_ID && field != CONTACT_CREATED_AT &&
         table_defs[TABLE_CONTACTS].fields[field].type != FIELD_REF;
}

static void check_same(const struct book *a, const struct book *b, const char *format) {
  const struct table *table = &a->tables[TABLE_CONTACTS];

  assert_int_equal(book_count(a, TABLE_CONTACTS), book_count(b, TABLE_CONTACTS));
  for (size_t i = 0; i < book_count(a, TABLE_CONTACTS); i++) {
    const struct record *one = book_at(a, TABLE_CONTACTS, i),
                        *other = book_at(b, TABLE_CONTACTS, i);
    for (int field = 0; field < contact_field_count; field++)
      if (is_compared(field) && strcmp(record_text(one, field), record_text(other, field)) != 0)
        fail_msg("%s, %s: '%s' became '%s'", format, table_defs[TABLE_CONTACTS].fields[field].name,
                 record_text(one, field), record_text(other, field));
    for (size_t k = 0; k < table->columns.len; k++) {
      const char *name = table->columns.data[k].name;
      if (table->columns.data[k].field < 0)
        assert_string_equal(book_extra(a, TABLE_CONTACTS, one, name),
                            book_extra(b, TABLE_CONTACTS, other, name));
    }
  }
}

#define LONG_TEXT "Zoë Škoda 🫨 戸川 はるか "
#define LONGER LONG_TEXT LONG_TEXT LONG_TEXT LONG_TEXT

static const char cards[] =
    "BEGIN:VCARD\nFN:Bùi Thị Ngọc Lan\nN:Bùi;Lan;Thị Ngọc;Dr;MD PhD\nORG:A\\;B\\, C;Dept\n"
    "TITLE:Chair\nEMAIL;TYPE=home:a@x.example\nEMAIL;TYPE=work:b@x.example\n"
    "TEL;TYPE=cell:+1 555 0100;ext=5\nTEL:22\nADR:;;1 Main "
    "St;London;;E1;UK\nURL:https://a.example\n"
    "URL:https://b.example/x?y=1\nBDAY:--0229\nCATEGORIES:a b,c\\,d\nNOTE:one\\ntwo\\, three\\\\n\n"
    "item1.X-ABDATE;type=pref:2010-06-12\nitem1.X-ABLabel:_$!<Anniversary>!$_\n"
    "X-MENTEE-SAID:" LONGER "\nX-MENTEE-STATUS:paused\nX-MENTEE-CADENCE-DAYS:30\nTZ:Asia/Tokyo\n"
    "INTEREST:x\nINTEREST:y\nX-MENTEE-NATIVE-NAME:戸川\nEND:VCARD\n"
    "BEGIN:VCARD\nFN:" LONGER "\nNOTE:" LONGER LONGER "\nBDAY:19850315\nEND:VCARD\n"
    "BEGIN:VCARD\nFN:O'Neil\\, Bob \"Bobby\"\nTITLE:=cmd|' /C "
    "calc'!A0\nNICKNAME:^'\\\\\nEND:VCARD\n"
    "BEGIN:VCARD\nFN:`x` $HOME; rm -rf #\nEMAIL:bt@x.example\nTEL:+44 20 7946\nEND:VCARD\n"
    "BEGIN:VCARD\nFN:Grace\nBDAY;VALUE=text:circa 1900\nEND:VCARD\n";

static void whole_formats_give_the_same_people(void **state) {
  static const char *const formats[] = {"vcard", "vcard3", "json", "csv", "csv-faithful"};

  (void)state;
  for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
    struct book book, again;
    struct buf out = BUF_INIT;
    book_init(&book);
    book_init(&again);
    assert_int_equal(import_into(&book, cards, sizeof cards - 1), 5);
    export_all(&book, formats[i], true, &out);
    import_into(&again, buf_text(&out), out.len);
    check_same(&book, &again, formats[i]);
    assert_int_equal(import_into(&book, buf_text(&out), out.len), 0);
    book_release(&book);
    book_release(&again);
    buf_release(&out);
  }
}

static void every_format_changes_nothing_when_it_comes_back(void **state) {
  static const char *const formats[] = {"vcard",        "vcard3", "json", "csv",
                                        "csv-faithful", "abook",  "mutt"};

  (void)state;
  for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
    for (int notes = 0; notes < 2; notes++) {
      struct book book;
      struct buf out = BUF_INIT;
      book_init(&book);
      import_into(&book, cards, sizeof cards - 1);
      export_all(&book, formats[i], notes == 1, &out);
      if (import_into(&book, buf_text(&out), out.len) != 0)
        fail_msg("%s changes something:\n%s", formats[i], buf_text(&out));
      book_release(&book);
      buf_release(&out);
    }
}

static void notes_stay(void **state) {
  (void)state;
  for (const struct export_format *format = export_formats; format->word != NULL; format++) {
    struct book book;
    struct buf out = BUF_INIT, asked = BUF_INIT;
    book_init(&book);
    put_row(&book, TABLE_CONTACTS, 2, "id=c1", "name=Ada", "email=a@x.example", "notes=HOMENOTE",
            NULL);
    *vec_push(&book.tables[TABLE_CONTACTS].columns) = (struct column){"name", CONTACT_NAME};
    *vec_push(&book.tables[TABLE_CONTACTS].columns) = (struct column){"notes", CONTACT_NOTES};
    put_row(&book, TABLE_INTERACTIONS, 2, "id=i1", "people=c1", "on_date=2026-11-21",
            "status=planned", "private=yes", "notes=SECRET", "agenda=SECRET", "advice=SECRET",
            NULL);
    export_all(&book, format->word, false, &out);
    export_all(&book, format->word, true, &asked);
    if (strstr(buf_text(&out), "HOMENOTE") != NULL || strstr(buf_text(&out), "SECRET") != NULL ||
        strstr(buf_text(&asked), "SECRET") != NULL)
      fail_msg("%s: a note leaves", format->word);
    assert_int_equal(strstr(buf_text(&asked), "HOMENOTE") != NULL, format->holds_notes);
    book_release(&book);
    buf_release(&out);
    buf_release(&asked);
  }
}

/* Text of somebody else's in places where a line end or a sign would mean something. */
static void hostile_book(struct book *book) {
  static const char *const evil[] = {"END:VCARD\nBEGIN:VCARD\nFN:Evil\nUID:x\nbroken"};
  struct record *row;

  book_init(book);
  row = put_row(book, TABLE_CONTACTS, 2, "id=c1\nEND:VCARD",
                "name=`rm` \"$(x)\" \\\nalias e E <e@x>", "email=a@x.example", "tags=a\nb;c,d",
                "org=x\r\nEND:VCARD", "birthday=\nEND:VCARD", NULL);
  *vec_push(&book->tables[TABLE_CONTACTS].columns) = (struct column){"vcard", -1};
  put_extra(book, row, evil, 1);
  put_row(book, TABLE_FOLLOWUPS, 2, "id=f1\r\nEND:VTODO", "contact_id=c1", "what=x\nEND:VTODO",
          NULL);
}

static size_t count_lines_that_begin(const char *text, const char *head) {
  size_t count = strncmp(text, head, strlen(head)) == 0;

  for (const char *at = text; (at = strchr(at, '\n')) != NULL; at++)
    count += strncmp(at + 1, head, strlen(head)) == 0;
  return count;
}

static void nothing_breaks_out_of_its_value(void **state) {
  struct buf out = BUF_INIT;
  struct book book;

  (void)state;
  hostile_book(&book);
  export_all(&book, "vcard", true, &out);
  assert_int_equal(count_lines_that_begin(buf_text(&out), "BEGIN:VCARD"), 1);
  assert_int_equal(count_lines_that_begin(buf_text(&out), "END:VCARD"), 1);
  assert_int_equal(count_lines_that_begin(buf_text(&out), "FN:"), 1);
  buf_cut(&out, 0);
  export_all(&book, "ics", true, &out);
  assert_int_equal(count_lines_that_begin(buf_text(&out), "END:VTODO"), 1);
  buf_cut(&out, 0);
  export_all(&book, "mutt", true, &out);
  assert_string_equal(
      buf_text(&out),
      "alias rm.x.alias.e.e.e.x \\\"\\`rm\\` \\\\\\\"\\$(x)\\\\\\\" \\\\\\\\ alias e E "
      "<e@x>\\\" <a@x.example> # tags:a b,c d\n");
  buf_release(&out);
  book_release(&book);
}

static void lines_are_folded_between_characters(void **state) {
  struct buf out = BUF_INIT;
  struct book book;

  (void)state;
  book_init(&book);
  put_row(&book, TABLE_CONTACTS, 2, "id=c1", "name=" LONGER LONGER, NULL);
  export_all(&book, "vcard", true, &out);
  for (const char *at = buf_text(&out); *at != '\0';) {
    size_t len = strcspn(at, "\r");
    assert_true(len <= 75);
    assert_true(text_is_utf8(at, len));
    assert_int_equal(at[len + 1], '\n');
    at += len + 2;
  }
  buf_release(&out);
  book_release(&book);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(whole_formats_give_the_same_people),
      cmocka_unit_test(every_format_changes_nothing_when_it_comes_back),
      cmocka_unit_test(notes_stay),
      cmocka_unit_test(nothing_breaks_out_of_its_value),
      cmocka_unit_test(lines_are_folded_between_characters),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
