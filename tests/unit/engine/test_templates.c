#include "books.h"
#include "mentee/engine/privacy.h"
#include "mentee/engine/templates.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define FRIDAY "2026-11-20"

static struct templates templates;
static struct message draft;
static bool drafted;

static int begin(void **state) {
  (void)state;
  templates_init(&templates);
  return 0;
}

static void forget_draft(void) {
  if (drafted)
    draft_release(&draft);
  drafted = false;
}

static int forget(void **state) {
  (void)state;
  forget_draft();
  templates_release(&templates);
  forget_given();
  return 0;
}

static void write_about(const char *id, const char *contact, enum table_id table, const char *row) {
  struct draft_about about = {book_find(given_book(), TABLE_CONTACTS, contact), NULL, NULL, table};
  struct err err = ERR_INIT;
  const struct template *template = templates_find(&templates, id, &err);

  forget_draft();
  assert_non_null(template);
  if (row != NULL)
    about.row = book_find(given_book(), table, row);
  draft_make(&draft, template, given_book(), &about, day(FRIDAY));
  drafted = true;
}

/* --- the list ----------------------------------------------------------------------------------
 */

static void the_program_brings_twenty_two(void **state) {
  (void)state;
  assert_int_equal(templates.list.len, 22);
  for (size_t i = 0; i < templates.list.len; i++) {
    const struct template *template = &templates.list.data[i];
    assert_true(template->id[0] != '\0' && template->use[0] != '\0' && template->rule[0] != '\0');
    assert_true(template->subject[0] != '\0' && template->body[0] != '\0');
    assert_null(privacy_ask_outgoing(template->body));
    if (i > 0)
      assert_true(strcmp(templates.list.data[i - 1].id, template->id) < 0);
  }
}

static void a_field_must_exist(void **state) {
  static const char *const texts[] = {"id: x\nSubject: {{notes}}\n", "id: x\nSubject: s\n\n{{}}",
                                      "id: x\nSubject: s\n\n{{contact.notes|x}}"};
  static const char *const typo = "id: x\nSubject: s\n\n{{me.nmae}}";
  struct err err = ERR_INIT;

  (void)state;
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
    assert_false(templates_add(&templates, "x", texts[i], strlen(texts[i]), &err));
  err = (struct err)ERR_INIT;
  assert_false(templates_add(&templates, "x.txt", typo, strlen(typo), &err));
  assert_string_equal(err.text, "'x.txt': no field 'me.nmae'; did you mean 'me.name'?");
}

static void a_template_is_found_by_its_beginning(void **state) {
  struct err err = ERR_INIT;

  (void)state;
  assert_string_equal(templates_find(&templates, "light", &err)->id, "light_touch");
  assert_string_equal(templates_find(&templates, "thank_you", &err)->id, "thank_you");
  assert_null(templates_find(&templates, "letter", &err));
  assert_int_equal(err.kind, ERR_USAGE);
  err = (struct err)ERR_INIT;
  assert_null(templates_find(&templates, "lihgt_touch", &err));
  assert_string_equal(err.text, "no template 'lihgt_touch'; did you mean 'light_touch'?");
  err = (struct err)ERR_INIT;
  assert_null(templates_find(&templates, "", &err));
}

static void a_reason_has_its_template(void **state) {
  static const struct {
    enum rule_id rule;
    const char *id;
  } table[] = {
      {RULE_R1, "light_touch"},
      {RULE_R2, "intro_email"},
      {RULE_R4A, "delay_notice"},
      {RULE_R6A, "thank_you"},
      {RULE_R6B, "thank_you_conference"},
      {RULE_R6D, "thank_you"},
      {RULE_R6E, "thank_you_interview"},
      {RULE_R7, "circle_back"},
      {RULE_R8B, "conference_request"},
      {RULE_R9D, "thank_you_staff"},
      {RULE_R10B, "letter_materials"},
      {RULE_R10C, "letter_reminder"},
      {RULE_R10D, "thank_you"},
      {RULE_R10E, "letter_outcome"},
      {RULE_R12, "sponsor_report"},
      {RULE_R13A, "mentorship_ask"},
      {RULE_R14, "reconnect"},
      {RULE_R16, "job_preferences"},
      {RULE_R17, "thank_you_staff"},
  };

  (void)state;
  for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
    assert_string_equal(templates_for_rule(&templates, table[i].rule)->id, table[i].id);
  assert_null(templates_for_rule(&templates, RULE_R3A));
}

#define ADD(text) templates_add(&templates, "mine.txt", text, strlen(text), &err)

static void a_template_of_ones_own(void **state) {
  struct err err = ERR_INIT;

  (void)state;
  assert_true(ADD("id: thank_you\r\nuse: mine\r\nrule: R6a\r\nSubject: Thanks\r\n\r\nHi\r\n"));
  assert_int_equal(templates.list.len, 22);
  assert_true(templates_find(&templates, "thank_you", &err)->own);
  assert_string_equal(templates_find(&templates, "thank_you", &err)->body, "Hi\n");
  assert_true(ADD("id: zebra\nSubject: Stripes\n\nBody"));
  assert_int_equal(templates.list.len, 23);
  assert_false(ADD("use: nothing\nSubject: x\n\nBody"));
  assert_string_equal(err.text, "'mine.txt': no line 'id: ...' in the head of the template");
  err = (struct err)ERR_INIT;
  assert_false(ADD("id: x\n\nBody"));
  assert_string_equal(err.text, "'mine.txt': no line 'subject: ...' in the head of the template");
  err = (struct err)ERR_INIT;
  assert_false(ADD("id: Two Words\nSubject: x\n"));
  assert_false(ADD(""));
}

/* --- filling ------------------------------------------------------------------------------------
 */

static void a_thank_you_names_the_favour(void **state) {
  (void)state;
  given_folder(MENTEE_SAMPLE_DIR, 0);
  write_about("thank_you", "c0026", TABLE_INTERACTIONS, "i0096");
  assert_string_equal(draft.subject, "Thank you for swapping linac slots");
  assert_string_equal(
      draft.body,
      "Dear Ros,\n\nThank you for swapping linac slots for my clinic. What stayed with me was "
      "[[the "
      "exact thing they said or did]], because [[why it changed something]].\n\nI have already "
      "[[the first small step you took]]. I will write again when there is something to show for "
      "it.\n\nWarmly,\nInes Marlowe-Adeyemi\n");
  assert_int_equal(draft_holes(draft.body), 3);
  assert_int_equal(draft.kind, KIND_THANK_YOU);
  assert_int_equal(draft.direction, DIRECTION_GIVE);
  write_about("thank_you", "c0006", TABLE_OPPORTUNITIES, "o0010");
  assert_string_equal(draft.subject, "Thank you for walking me over to the education editor");
  write_about("thank_you", "c0002", TABLE_LETTERS, "l0007");
  assert_non_null(strstr(draft.body, "Thank you for writing for me for the research-year award."));
}

static void each_reason_of_the_sample_has_its_words(void **state) {
  (void)state;
  given_folder(MENTEE_SAMPLE_DIR, 0);
  write_about("delay_notice", "c0032", TABLE_FOLLOWUPS, "f0023");
  assert_string_equal(draft.subject, "The first full draft of the survey paper: later than I said");
  assert_non_null(strstr(draft.body,
                         "I told you the first full draft of the survey paper would reach "
                         "you by 31 July. It will not. The new date is [[a date you "
                         "are sure of]];"));
  write_about("sponsor_report", "c0007", TABLE_OPPORTUNITIES, "o0004");
  assert_string_equal(draft.subject, "How the resident-education subcommittee went");
  assert_non_null(strstr(draft.body, "It took place on 30 September."));
  write_about("reconnect", "c0011", TABLE_CONTACTS, NULL);
  assert_non_null(strstr(draft.body, "We last spoke in March 2024, about "));
  write_about("thank_you_conference", "c0020", TABLE_EVENT_PEOPLE, NULL);
  assert_string_equal(draft.subject, "Good to meet you at SNO");
  assert_non_null(
      strstr(draft.body, "What I promised, the re-irradiation constraints paper, is on its way."));
  assert_non_null(strstr(draft.body, "Ines Marlowe-Adeyemi, a PGY-3 resident in radiation "
                                     "oncology, LTROP"));
  write_about("intro_email", "c0040", TABLE_CONTACTS, NULL);
  assert_string_equal(draft.subject, "A short hello from a PGY-3 resident Ines Marlowe-Adeyemi");
  assert_null(strstr(draft.body, "me.signature"));
  write_about("letter_materials", "c0001", TABLE_LETTERS, "l0006");
  assert_non_null(strstr(draft.body, "Date: 1 December."));
}

static void what_cannot_be_filled_stays_open(void **state) {
  size_t len;

  (void)state;
  given("contacts", "id,name", "a,Ann Low", NULL);
  write_about("circle_back", "a", TABLE_CONTACTS, NULL);
  assert_non_null(strstr(draft.body, "On {{interaction.date}} you told me: {{advice}}"));
  assert_true(draft_holes(draft.body) >= 5);
  assert_memory_equal(draft_hole(draft.body, &len), "{{interaction.date}}", 20);
  assert_int_equal(len, 20);
}

static void a_private_word_is_never_merged(void **state) {
  (void)state;
  given("contacts", "id,name,notes,cares_about", "a,Ann Low,SECRET note,SECRET care", NULL);
  given("interactions",
        "id,on_date,people,status,subject,agenda,questions,decisions,advice,favour,notes,private",
        "i1,2026-11-01,a,held,SECRET,SECRET,SECRET,SECRET,SECRET,SECRET,SECRET,yes",
        "i2,2026-11-02,a,held,Open,SECRET,SECRET,SECRET,,,SECRET,", NULL);
  given("followups", "id,contact_id,direction,what,note", "f1,a,i_owe,Paper,SECRET", NULL);
  given("letters", "id,contact_id,purpose,asked_on,notes", "l1,a,award,2026-01-01,SECRET", NULL);
  given("opportunities", "id,contact_id,what,opened_on,origin_id,notes",
        "o1,a,Panel,2026-01-01,i1,SECRET", NULL);
  given("event_people", "id,event_id,contact_id,note,question", "p1,e1,a,SECRET,SECRET", NULL);
  given("events", "id,kind,name,starts_on,notes", "e1,conference,Meeting,2026-01-01,SECRET", NULL);
  for (size_t i = 0; i < templates.list.len; i++) {
    static const struct {
      enum table_id table;
      const char *row;
    } rows[] = {{TABLE_CONTACTS, NULL}, {TABLE_INTERACTIONS, "i1"},  {TABLE_FOLLOWUPS, "f1"},
                {TABLE_LETTERS, "l1"},  {TABLE_OPPORTUNITIES, "o1"}, {TABLE_EVENT_PEOPLE, "p1"},
                {TABLE_EVENTS, "e1"}};
    for (size_t j = 0; j < sizeof rows / sizeof rows[0]; j++) {
      write_about(templates.list.data[i].id, "a", rows[j].table, rows[j].row);
      assert_null(strstr(draft.subject, "SECRET"));
      assert_null(strstr(draft.body, "SECRET"));
      assert_null(strstr(draft.body, "secret"));
    }
  }
}

static void data_is_one_safe_line(void **state) {
  (void)state;
  given("contacts", "id,name,call_by", "a,Ann,\"An\x1b[31m\nBcc: x@y.example\"", NULL);
  write_about("congratulation", "a", TABLE_CONTACTS, NULL);
  assert_memory_equal(draft.body, "An\xef\xbf\xbd[31m Bcc: x@y.example,\n", 28);
}

static void holes_are_found(void **state) {
  size_t len = 0;

  (void)state;
  assert_null(draft_hole("none [here] {or} [[here", &len));
  assert_null(draft_hole("", &len));
  assert_int_equal(draft_holes("[[a]] and {{b|c}} and [[d]]"), 3);
  assert_int_equal(draft_holes("[[[a]]]"), 1);
  assert_memory_equal(draft_hole("x [[the specific point]] y", &len), "[[the specific point]]", 22);
  assert_int_equal(len, 22);
}

static void odd_templates_do_no_harm(void **state) {
  struct err err = ERR_INIT;

  (void)state;
  given("contacts", "id,name", "a,Ann", NULL);
  assert_true(
      ADD("id: odd\nSubject: {{\n\n{{ me.name | x }} {{me.now}} {{me.now|y}} {{chosen|[[b]]}}\n"
          "{{me.signature|}}\n  {{me.signature|}}  \n\nend"));
  write_about("odd", "a", TABLE_CONTACTS, NULL);
  assert_string_equal(draft.subject, "{{");
  assert_string_equal(draft.body, " x  {{me.now}} y [[b]]\n\nend");
}

#define WITH(test) cmocka_unit_test_setup_teardown(test, begin, forget)

int main(void) {
  const struct CMUnitTest tests[] = {
      WITH(the_program_brings_twenty_two),
      WITH(a_field_must_exist),
      WITH(a_template_is_found_by_its_beginning),
      WITH(a_reason_has_its_template),
      WITH(a_template_of_ones_own),
      WITH(a_thank_you_names_the_favour),
      WITH(each_reason_of_the_sample_has_its_words),
      WITH(what_cannot_be_filled_stays_open),
      WITH(a_private_word_is_never_merged),
      WITH(data_is_one_safe_line),
      WITH(holes_are_found),
      WITH(odd_templates_do_no_harm),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
