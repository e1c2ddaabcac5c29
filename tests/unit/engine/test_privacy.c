#include "mentee/engine/privacy.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct {
  const char *text, *about; /* words of the question; NULL: none is asked */
} texts[] = {
    {"", NULL},
    {"Trial slots, and who else should write", NULL},
    {"CNS case conference: 12 patients", NULL},
    {"Re-irradiation constraints for patients over 70", NULL},
    {"MRN 1234567", "patient data"},
    {"mrn: 123456", "patient data"},
    {"the MRN is 0012345678", "patient data"},
    {"MRN 12345", NULL},
    {"MRN", NULL},
    {"patient John Smith was seen", "patient data"},
    {"pt. Ana Núñez, bed 4", "patient data"},
    {"Maria Lopez (patient)", "patient data"},
    {"The patient was referred by my friend Maria Lopez", NULL},
    {"talked about patient flow with Dr Lan", NULL},
    {"Patient Safety Committee seat", NULL},
    {"the patient number is 44556677", "patient data"},
    {"met Anna Lee and Bo Dee at SNO", NULL},
    {"a line\n1234567\nanother", "patient number"},
    {"12345678", "patient number"},
    {"grant 1234567 was funded", NULL},
    {"12345", NULL},
    {"12345678901", NULL},
    {"2026", NULL},
    {"SSN 123-45-6789", "social security"},
    {"call 555-12-3456 now", "social security"},
    {"call 555-123-4567", NULL},
    {"a 93-year-old with two lesions", "one patient"},
    {"93yo", "one patient"},
    {"a 90 year old", "one patient"},
    {"91 yo man", "one patient"},
    {"an 89-year-old with two lesions", NULL},
    {"a 45-year-old seen on 12 March at Larkspur", "one patient"},
    {"a 45-year-old seen on 12 March", NULL},
    {"a 45-year-old seen at Larkspur", NULL},
    {"seen on 12 March at Larkspur", NULL},
    {"born 12 March 1961", "date of birth"},
    {"DOB 1961-03-12", "date of birth"},
    {"DOB: 3/12/1961", "date of birth"},
    {"born in March", NULL},
    {"her daughter was born on 4 June", NULL},
    {"paper due 2026-11-22", NULL},
    {"I will rank you first", NULL},
    {"\xff\xfe patient \xc3", NULL},
};

static void the_table_of_texts(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
    const char *question = privacy_ask(texts[i].text);
    bool as_wanted = texts[i].about == NULL
                         ? question == NULL
                         : question != NULL && strstr(question, texts[i].about) != NULL;
    if (!as_wanted)
      print_error("'%s': %s\n", texts[i].text, question != NULL ? question : "nothing");
    assert_true(as_wanted);
  }
}

static void a_text_that_goes_out_promises_no_rank(void **state) {
  (void)state;
  assert_non_null(privacy_ask_outgoing("I will rank you first"));
  assert_non_null(privacy_ask_outgoing("Larkspur is number one on my rank list"));
  assert_non_null(privacy_ask_outgoing("you are #1 on my ranking"));
  assert_null(privacy_ask_outgoing("my first choice of topic"));
  assert_null(privacy_ask_outgoing("rank and file"));
  assert_non_null(privacy_ask_outgoing("MRN 1234567"));
}

static void a_question_never_repeats_what_it_found(void **state) {
  (void)state;
  assert_null(strstr(privacy_ask("MRN 1234567"), "1234567"));
  assert_null(strstr(privacy_ask("patient John Smith"), "Smith"));
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
    const char *question = privacy_ask(texts[i].text);
    assert_true(question == NULL || strstr(question, "iolat") == NULL);
  }
}

static void an_action_is_asked_about_its_free_texts(void **state) {
  struct action action;
  struct book book;

  (void)state;
  book_init(&book);
  action_init(&action);
  action_add_row(&action, TABLE_INTERACTIONS, "i1");
  action_set(&action, &book, TABLE_INTERACTIONS, "i1", INTERACTION_PEOPLE, "12345678");
  assert_null(privacy_ask_action(&action));
  action_set(&action, &book, TABLE_INTERACTIONS, "i1", INTERACTION_SUBJECT, "MRN 12345678");
  assert_non_null(privacy_ask_action(&action));
  action_release(&action);
  action_init(&action);
  action_add_row(&action, TABLE_FOLLOWUPS, "f1");
  action_set(&action, &book, TABLE_FOLLOWUPS, "f1", FOLLOWUP_WHAT, "see patient John Smith");
  assert_non_null(privacy_ask_action(&action));
  action_release(&action);
  book_release(&book);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_table_of_texts),
      cmocka_unit_test(a_text_that_goes_out_promises_no_rank),
      cmocka_unit_test(a_question_never_repeats_what_it_found),
      cmocka_unit_test(an_action_is_asked_about_its_free_texts),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
