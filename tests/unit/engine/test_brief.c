#include "books.h"
#include "mentee/engine/brief.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define FRIDAY "2026-11-20"

static struct buf page;

static int forget(void **state) {
  (void)state;
  buf_release(&page);
  forget_given();
  return 0;
}

static const char *brief_on(const char *iso, const char *id, int columns) {
  struct brief brief;

  buf_cut(&page, 0);
  brief_make(&brief, given_book(), book_find(given_book(), TABLE_CONTACTS, id), day(iso));
  brief_text(&brief, columns, &page);
  brief_release(&brief);
  return buf_text(&page);
}

static void the_page_of_the_sample(void **state) {
  (void)state;
  given_folder(MENTEE_SAMPLE_DIR, 0);
  assert_string_equal(
      brief_on(FRIDAY, "c0001", 80),
      "Henrike Vandersloot-Abara                       Henrike · HEN-ree-kuh · she/her\n"
      "Tuesday 24 November, 16:00, 30 minutes, in person\n"
      "Mock review of the award application\n"
      "\n"
      "  Bring       CV and six bullet points for the letter, promised for 21 Nov\n"
      "  Waiting     Comments on aims page, 24 Nov\n"
      "  Last time   4 Nov, meeting: Letter timeline, mock review\n"
      "              13 Oct, e-mail: Which aims reviewer would push hardest?\n"
      "  Questions   none yet; three to five is plenty\n"
      "  Cares       Trainees who write up negative results. Daughter starts college\n"
      "              autumn 2027.\n"
      "  Notes       Prefers a one-page agenda the evening before.\n"
      "              Does not do phone calls before 09:00.\n"
      "              Says no quickly and means it kindly.\n");
}

static void somebody_new_has_a_short_page(void **state) {
  (void)state;
  given("contacts", "id,name", "a,Ann Low", NULL);
  assert_string_equal(brief_on(FRIDAY, "a", 80),
                      "Ann Low                                            Ann\n");
}

static void only_what_has_happened_and_is_open(void **state) {
  (void)state;
  given("contacts", "id,name", "a,Ann Low", NULL);
  given(
      "interactions", "id,on_date,time,people,kind,status,subject,advice,told_on,questions,private",
      "i1,2026-11-21,,a,coffee,held,Tomorrow,,,,", "i2,2026-11-19,,a,coffee,held,Secret,,,,yes",
      "i3,2025-11-18,,a,walk,,Old,Cut aim 3.,,,", "i4,2025-11-17,,a,walk,,Older,Told,2026-01-01,,",
      "i5,2026-12-02,10:00,a,coffee,planned,Later,,,,",
      "i6,2026-12-02,09:00,a,coffee,planned,Sooner,,,Why?,",
      "i7,2026-11-18,,a,call,no_reply,No,,,,", NULL);
  given("followups", "id,contact_id,direction,what,made_on,due_on,done_on,outcome",
        "f1,a,i_owe,Undated,2026-01-01,,,", "f2,a,i_owe,Done,2026-01-01,,2026-02-01,kept",
        "f3,a,i_owe,Free,2026-01-01,,,released", "f4,a,they_owe,Next year,2026-01-01,2027-01-02,,",
        NULL);
  assert_string_equal(brief_on(FRIDAY, "a", 80),
                      "Ann Low                                            Ann\n"
                      "Wednesday 2 December, 09:00\n"
                      "Sooner\n"
                      "\n"
                      "  Bring       Undated\n"
                      "  Waiting     Next year, 2 Jan 2027\n"
                      "  Tell them   what came of “Cut aim 3.”\n"
                      "  Last time   19 Nov, coffee\n"
                      "              18 Nov 2025, walk: Old\n"
                      "  Questions   Why?\n");
}

static void words_wrap_by_their_width(void **state) {
  (void)state;
  given("contacts", "id,name,cares_about",
        "a,Ann Low,田中 花子 and averyveryverylongwordthatfitsnowhere \x1b[31mred", NULL);
  assert_string_equal(brief_on(FRIDAY, "a", 40),
                      "Ann Low                             Ann\n"
                      "\n"
                      "  Cares       田中 花子 and\n"
                      "              averyveryverylongwordthatfitsnowhere\n"
                      "              \xef\xbf\xbd[31mred\n");
}

#define WITH(test) cmocka_unit_test_teardown(test, forget)

int main(void) {
  const struct CMUnitTest tests[] = {
      WITH(the_page_of_the_sample),
      WITH(somebody_new_has_a_short_page),
      WITH(only_what_has_happened_and_is_open),
      WITH(words_wrap_by_their_width),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
