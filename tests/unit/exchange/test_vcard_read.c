/* vCards as programs write them, and as they should not. */
#include "sample_priv.h"

#define CARD(body) "BEGIN:VCARD\r\nVERSION:3.0\r\n" body "END:VCARD\r\n"

struct case_of {
  const char *text, *wanted;
};

/* clang-format off */
static const struct case_of cases[] = {
    {CARD("FN:Ada Ex\r\n ample\r\n"), "vCard, UTF-8\nline 1\n  name=Ada Example\n"},
    /* folded inside ë */
    {CARD("FN:Zo\xC3\r\n \xAB \xC5\xA0koda\r\n"), "vCard, UTF-8\nline 1\n  name=Zoë Škoda\n"},
    {"\xEF\xBB\xBF" "BEGIN:VCARD\nFN:Ada\nEND:VCARD\n", "vCard, UTF-8\nline 1\n  name=Ada\n"},
    /* 2.1: quoted-printable with soft line ends, bare types, CHARSET */
    {"BEGIN:VCARD\r\nVERSION:2.1\r\nFN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:J=C3=BCrgen =\r\n"
     "Exa=\r\nmple\r\nTEL;CELL;VOICE:1\r\nEND:VCARD\r\n",
     "vCard, UTF-8\nline 1\n  name=Jürgen Example\n  phone=1\n  phone_label=mobile\n"},
    {"BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=ISO-8859-1;QUOTED-PRINTABLE:Sm=EErn;J=FCrgen\nEND:VCARD\n",
     "vCard, UTF-8\nline 1\n  name=Jürgen Smîrn\n"},
    /* bytes that are not UTF-8 and say nothing of themselves */
    {CARD("FN:J\xFCrgen\r\n"), "vCard, windows-1252\nline 1\n  name=Jürgen\n"},
    /* quoted parameters, RFC 6868, a ':' within quotes */
    {CARD("FN:Ada\r\nEMAIL;X-A=\"a:b;c\";TYPE=\"work,pref\":a@b.example\r\n"),
     "vCard, UTF-8\nline 1\n  name=Ada\n  email=a@b.example\n  email_label=work\n"},
    /* Gmail and Apple escape the colon */
    {CARD("FN:Ada\r\nURL:https\\://ada.example\r\n"),
     "vCard, UTF-8\nline 1\n  name=Ada\n  links=https://ada.example\n"},
    /* structured values with escaped ; and several organisations */
    {CARD("FN:Ada\r\nORG:A\\;B\\, C;Dept\r\nTITLE:One\r\nORG:Second\r\nTITLE:Two\r\n"),
     "vCard, UTF-8\nline 1\n  name=Ada\n  org=A;B, C\n  title=One\n  department=Dept\n"
     "  at Second, Two\n"},
    {CARD("FN:Ada\r\nADR:;;1 Main St;London;;E1;UK\r\n"),
     "vCard, UTF-8\nline 1\n  name=Ada\n  city=London\n  vcard=ADR:;;1 Main St;London;;E1;UK\n"},
    {CARD("FN:Ada\r\nTEL;VALUE=uri;TYPE=\"voice,home\":tel:+1-555;ext=5\r\n"),
     "vCard, UTF-8\nline 1\n  name=Ada\n  phone=+1-555;ext=5\n  phone_label=home\n"},
    {CARD("FN:Ada\r\nCATEGORIES:a,b\\,c\r\nCATEGORIES:a\r\n"),
     "vCard, UTF-8\nline 1\n  name=Ada\n  tags=a;b,c\n"},
    /* birthdays without a year, in all their spellings */
    {CARD("FN:Ada\r\nBDAY:--0315\r\n"), "vCard, UTF-8\nline 1\n  name=Ada\n  birthday=03-15\n"},
    {CARD("FN:Ada\r\nBDAY:--03-15\r\n"), "vCard, UTF-8\nline 1\n  name=Ada\n  birthday=03-15\n"},
    {CARD("FN:Ada\r\nBDAY:1604-05-09\r\n"), "vCard, UTF-8\nline 1\n  name=Ada\n  birthday=05-09\n"},
    {CARD("FN:Ada\r\nBDAY:19000229\r\n"),
     "vCard, UTF-8\nline 1\n  name=Ada\n  birthday_as_written=19000229\n"},
    {CARD("FN:Ada\r\nBDAY:19850315T000000Z\r\n"),
     "vCard, UTF-8\nline 1\n  name=Ada\n  birthday=1985-03-15\n"},
    {CARD("FN:Ada\r\nBDAY;VALUE=text:circa 1800\r\n"),
     "vCard, UTF-8\nline 1\n  name=Ada\n  birthday_as_written=circa 1800\n"},
    /* a family name that is not the last word */
    {CARD("FN:Bùi Thị Ngọc Lan\r\nN:Bùi;Lan;Thị Ngọc;;\r\n"),
     "vCard, UTF-8\nline 1\n  name=Bùi Thị Ngọc Lan\n  sort_name=Bui, Lan Thi Ngoc\n"},
    {CARD("N:Example;Ada;;Dr;MD PhD\r\n"),
     "vCard, UTF-8\nline 1\n  name=Ada Example\n  credentials=MD PhD\n  name_prefix=Dr\n"},
    /* degrees behind the family name */
    {CARD("N:Voss\\, MD\\, PhD;Lena;;;\r\n"),
     "vCard, UTF-8\nline 1\n  name=Lena Voss\n  credentials=MD PhD\n"},
    {CARD("N:Voss\\, Lena;;;;\r\n"), "vCard, UTF-8\nline 1\n  name=Voss, Lena\n"
                                    "  sort_name=Voss, Lena\n"},
    /* organisations and lists are no people; Apple shows some people as their company */
    {CARD("FN:Acme\r\nN:;;;;\r\nORG:Acme\r\nX-ABShowAs:COMPANY\r\n"),
     "vCard, UTF-8\nunread line 1 is an organisation, not a person: Acme\n"},
    {CARD("FN:All\r\nKIND:group\r\nMEMBER:urn:uuid:1\r\n"),
     "vCard, UTF-8\nunread line 1 is a list of people, not a person: All\n"},
    {CARD("FN:Ada\r\nN:;Ada;;;\r\nX-ABShowAs:COMPANY\r\n"),
     "vCard, UTF-8\nline 1\n  name=Ada\n  vcard=X-ABShowAs:COMPANY\n"},
    /* END is missing; then at the end of the file, too */
    {"BEGIN:VCARD\nFN:Ada\nBEGIN:VCARD\nFN:Grace\n",
     "vCard, UTF-8\nline 1\n  name=Ada\nline 3\n  name=Grace\n"},
    /* the card of an agent is not a card of ours */
    {"BEGIN:VCARD\nFN:Ada\nAGENT:\nBEGIN:VCARD\nFN:Bob\nEND:VCARD\nTITLE:CTO\nEND:VCARD\n",
     "vCard, UTF-8\nline 1\n  name=Ada\n  title=CTO\n"},
    /* photos are left out and counted; base64 of 2.1 may run on unfolded */
    {"BEGIN:VCARD\nFN:Ada\nPHOTO;ENCODING=BASE64;JPEG:AAAA\nBBBB\nCCCC=\n\nTITLE:CTO\nEND:VCARD\n",
     "vCard, UTF-8\nline 1\n  name=Ada\n  title=CTO\nphotos 1\n"},
    {CARD("FN:Ada\r\nPHOTO;ENCODING=b:AAAA\r\n BBBB\r\nitem1.LOGO:data:x\r\n"),
     "vCard, UTF-8\nline 1\n  name=Ada\nphotos 2\n"},
    {CARD("FN:Ada\r\nX-MS-CARDPICTURE;TYPE=JPEG;ENCODING=BASE64:AAAA\r\n BBBB\r\n"),
     "vCard, UTF-8\nline 1\n  name=Ada\nphotos 1\n"},
    /* Google's group of everybody is no tag */
    {CARD("FN:Ada\r\nCATEGORIES:myContacts,ESMO\r\n"),
     "vCard, UTF-8\nline 1\n  name=Ada\n  tags=ESMO\n"},
    /* letters that ASCII has no spelling for sort as they are */
    {CARD("FN:김민수\r\nN:김;민수;;;\r\n"),
     "vCard, UTF-8\nline 1\n  name=김민수\n  sort_name=김, 민수\n"},
    {CARD("FN:Иван Петров\r\nN:Петров;Иван;;;\r\n"),
     "vCard, UTF-8\nline 1\n  name=Иван Петров\n"},
    /* what cannot be a name is said; what is empty is counted */
    {CARD("ORG:Example Ltd\r\n"), "vCard, UTF-8\nunread line 1 has no name (Example Ltd)\n"},
    {CARD(""), "vCard, UTF-8\nempty 1\n"},
    {CARD("FN:Ada\r\nno property\r\n"),
     "vCard, UTF-8\nline 1\n  name=Ada\nunread line 4 is no property of a card\n"},
    {CARD("EMAIL:only@mail.example\r\n"),
     "vCard, UTF-8\nline 1\n  name=only@mail.example\n  email=only@mail.example\n"},
    /* controls cannot get in; formulas are made text */
    {CARD("FN:Ada \x1b[31mred\r\n"), "vCard, UTF-8\nline 1\n  name=Ada \xEF\xBF\xBD[31mred\n"},
    {CARD("FN:Ada\r\nTITLE:=cmd|' /C calc'!A0\r\n"),
     "vCard, UTF-8\nline 1 formula\n  name=Ada\n  title='=cmd|' /C calc'!A0\n"},
    /* our own */
    {CARD("FN:Ada\r\nUID:mentee-c0001\r\nX-MENTEE-SAID:AY-da\r\nX-MENTEE-PHONE-2:5\r\n"),
     "vCard, UTF-8\nline 1 own c0001\n  name=Ada\n  said=AY-da\n  phone_2=5\n"},
    {CARD("FN:Ada\r\nTZ:Europe/Zurich\r\nTZ:-05:00\r\n"),
     "vCard, UTF-8\nline 1\n  name=Ada\n  tz=Europe/Zurich\n  vcard=TZ:-05:00\n"},
};
/* clang-format on */

static void cards_read_as_they_mean(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
    assert_reads(cases[i].text, strlen(cases[i].text), cases[i].wanted);
}

static void a_nul_does_not_end_a_name(void **state) {
  static const char card[] = "BEGIN:VCARD\nFN:A\0da\nEND:VCARD\n";

  (void)state;
  assert_reads(card, sizeof card - 1,
               "vCard, UTF-8\nline 1\n  name=A\xEF\xBF\xBD"
               "da\n");
}

/* Neither takes time or memory that grows faster than the file; with recursion the first would end
   the program. */
static void two_hundred_thousand_begins_are_read(void **state) {
  struct import_options options = IMPORT_OPTIONS_INIT;
  struct import import;
  struct buf text = BUF_INIT;
  struct err err = ERR_INIT;

  (void)state;
  buf_adds(&text, "BEGIN:VCARD\nFN:Ada\nAGENT:\n");
  for (int i = 0; i < 200000; i++)
    buf_adds(&text, "BEGIN:VCARD\n");
  for (int i = 0; i < 200000; i++)
    buf_adds(&text, "END:VCARD\n");
  buf_adds(&text, "TITLE:CTO\nEND:VCARD\n");
  for (int i = 0; i < 200000; i++)
    buf_adds(&text, "BEGIN:VCARD\n");
  import_init(&import);
  assert_true(import_read(&import, "test", text.data, text.len, &options, &err));
  assert_int_equal(import.people.len, 1);
  assert_string_equal(imported_text(&import.people.data[0], CONTACT_TITLE), "CTO");
  assert_int_equal(import.empty, 200000);
  import_release(&import);
  buf_release(&text);
}

static void a_photo_of_fifty_megabytes_keeps_nothing_in_memory(void **state) {
  static const char line[] =
      " AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n";
  struct import_options options = IMPORT_OPTIONS_INIT;
  struct import import;
  struct buf text = BUF_INIT;
  struct err err = ERR_INIT;

  (void)state;
  buf_adds(&text, "BEGIN:VCARD\r\nFN:Ada\r\nPHOTO;ENCODING=b:\r\n");
  while (text.len < 50000000)
    buf_add(&text, line, sizeof line - 1);
  buf_adds(&text, "END:VCARD\r\n");
  import_init(&import);
  assert_true(import_read(&import, "test", text.data, text.len, &options, &err));
  assert_int_equal(import.people.len, 1);
  assert_int_equal(import.photos, 1);
  assert_true(import.arena.used < 10000);
  import_release(&import);
  buf_release(&text);
}

static void many_values_of_one_property_are_told(void **state) {
  struct import_options options = IMPORT_OPTIONS_INIT;
  struct import import;
  struct buf text = BUF_INIT;
  struct err err = ERR_INIT;

  (void)state;
  buf_adds(&text, "BEGIN:VCARD\nFN:Ada\n");
  for (int i = 0; i < 4000; i++)
    buf_addf(&text, "CATEGORIES:tag%d\nEMAIL:a%d@b.example\nX-A:%d\n", i, i, i);
  buf_adds(&text, "END:VCARD\n");
  import_init(&import);
  assert_true(import_read(&import, "test", text.data, text.len, &options, &err));
  assert_int_equal(import.people.len, 1);
  assert_true(import.unread_count > 0);
  assert_true(import.unread.len <= IMPORT_MOST_NOTES);
  import_release(&import);
  buf_release(&text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(cards_read_as_they_mean),
      cmocka_unit_test(a_nul_does_not_end_a_name),
      cmocka_unit_test(two_hundred_thousand_begins_are_read),
      cmocka_unit_test(a_photo_of_fifty_megabytes_keeps_nothing_in_memory),
      cmocka_unit_test(many_values_of_one_property_are_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
