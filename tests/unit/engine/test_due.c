#include "books.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const days[] = {"2024-01-05", "2024-02-29", "2025-10-04", "2026-11-20",
                                   "2026-11-23"};
#define DAYS (sizeof days / sizeof days[0])
#define EXPECTED MENTEE_SOURCE_DIR "/tests/data/expected"

static char *expected(const char *kind, const char *iso, const char *ending) {
  char path[512];

  snprintf(path, sizeof path, EXPECTED "/%s_%s.%s", kind, iso, ending);
  return file_text(path);
}

static int forget(void **state) {
  (void)state;
  forget_given();
  return 0;
}

/* Lines of `text` about one id whose rule the table has, in their order. */
static void lines_of(struct buf *out, const char *text, const char *id) {
  while (*text != '\0') {
    const char *end = strchr(text, '\n'), *rule = strchr(text, '\t') + 1;
    const char *who = strchr(rule, '\t') + 1;
    char name[8];

    snprintf(name, sizeof name, "%.*s", (int)(who - rule - 1), rule);
    if (rule_by_name(name) != RULE_COUNT && strncmp(who, id, strlen(id)) == 0 &&
        who[strlen(id)] == '\t')
      buf_add(out, text, (size_t)(end + 1 - text));
    text = end + 1;
  }
}

static void each_person_hears_what_is_expected(void **state) {
  const struct book *book;
  (void)state;
  given_folder(MENTEE_SAMPLE_DIR, 0);
  book = given_book();
  for (size_t i = 0; i < DAYS; i++) {
    char *want = expected("tsv", days[i], "tsv");
    const char *said = said_on(days[i]);
    for (size_t c = 0; c < book_count(book, TABLE_CONTACTS); c++) {
      const char *id = record_id(book_at(book, TABLE_CONTACTS, c));
      struct buf a = BUF_INIT, b = BUF_INIT;
      lines_of(&a, want, id);
      lines_of(&b, said, id);
      assert_string_equal(buf_text(&b), buf_text(&a));
      buf_release(&a);
      buf_release(&b);
    }
    free(want);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_teardown(each_person_hears_what_is_expected, forget),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
