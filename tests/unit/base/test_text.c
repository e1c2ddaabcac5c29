#include "mentee/base/text.h"
#include "test.h"
#include <stdlib.h>
#include <string.h>

static void expect_defused(const char *text, const char *want) {
  struct buf out = BUF_INIT;

  text_defuse(&out, text);
  assert_string_equal(buf_text(&out), want);
  buf_release(&out);
}

#define R "\xEF\xBF\xBD"

static void the_gate_lets_no_control_through(void **state) {
  (void)state;
  expect_defused("plain", "plain");
  expect_defused("a\x1b[31mb\x07", "a" R "[31mb" R);
  expect_defused("a\tb\nc\r\nd\re", "a b c d e");
  expect_defused("del\x7f", "del" R);
  expect_defused("c1 \xC2\x9B"
                 "31m",
                 "c1 " R "31m");
  expect_defused("\xE2\x80\xAE"
                 "evil\xE2\x80\xAC",
                 R "evil" R);                           /* RLO, PDF */
  expect_defused("\xE2\x81\xA6x\xE2\x81\xA9", R "x" R); /* LRI, PDI */
  expect_defused("\xE2\x80\x8Bx\xEF\xBB\xBF", R "x" R); /* ZWSP, BOM */
  expect_defused("\xE2\x80\xA8x\xE2\x80\xA9", R "x" R); /* LS, PS */
  expect_defused("\xF3\xA0\x81\x81", R);                /* a tag character */
  expect_defused("a\xE2\x80\x8C"
                 "b\xE2\x80\x8D"
                 "c\xC2\xAD"
                 "d\xE2\x80\x8E"
                 "e",
                 "abcde");
  expect_defused("Z\xC3\xBCrich \xE6\x88\xB8\xE5\xB7\x9D",
                 "Z\xC3\xBCrich \xE6\x88\xB8\xE5\xB7\x9D");
}

static void marks_are_capped_and_need_a_base(void **state) {
  (void)state;
  expect_defused("e\xCC\x81", "e\xCC\x81");
  expect_defused("e\xCC\x81\xCC\x82\xCC\x83\xCC\x84\xCC\x85", "e\xCC\x81\xCC\x82\xCC\x83");
  expect_defused("\xCC\x81"
                 "e",
                 "e");
}

static void bad_bytes_are_shown_and_nothing_hides_behind_them(void **state) {
  (void)state;
  expect_defused("a\xff"
                 "b",
                 "a" R "b");
  expect_defused("\xC3", R);
  expect_defused("\xE6\x88", R);
  expect_defused("\x80\x80", R R);
  expect_defused("\xC0\x80", R);              /* overlong NUL */
  expect_defused("\xED\xA0\x80", R);          /* a surrogate */
  expect_defused("\xF5\x80\x80\x80x", R "x"); /* above U+10FFFF */
  expect_defused("\xE6"
                 "abc",
                 R "abc");
}

/* Whatever bytes go in: valid UTF-8 comes out, without a byte below 0x20 or a C1 code point. */
static void random_bytes_come_out_safe(void **state) {
  (void)state;
  srand(11);
  for (int round = 0; round < 20000; round++) {
    char text[24];
    struct buf out = BUF_INIT, clipped = BUF_INIT, ascii = BUF_INIT, folded = BUF_INIT;
    int len = rand() % 23, columns = rand() % 12;

    for (int i = 0; i < len; i++)
      text[i] = (char)(rand() % 4 == 0 ? rand() % 128 + 1 : rand() % 255 + 1);
    text[len] = '\0';
    text_defuse(&out, text);
    assert_true(text_is_utf8(buf_text(&out), out.len));
    for (size_t at = 0; at < out.len;) {
      uint32_t code;
      at += text_decode(out.data + at, out.len - at, &code);
      assert_true(code >= 0x20 && (code < 0x7f || code > 0x9f));
      assert_true(code < 0x202A || code > 0x202E);
    }
    assert_true(text_clip(&clipped, text, columns, "~") <= columns);
    assert_true(text_width(buf_text(&clipped)) <= columns);
    text_ascii(&ascii, text);
    for (size_t i = 0; i < ascii.len; i++)
      assert_true(ascii.data[i] >= 0x20 && ascii.data[i] < 0x7f);
    text_fold(&folded, text);
    buf_release(&out);
    buf_release(&clipped);
    buf_release(&ascii);
    buf_release(&folded);
  }
}

static void widths_are_counted_in_columns(void **state) {
  (void)state;
  assert_int_equal(text_width("abc"), 3);
  assert_int_equal(text_width("\xE6\x88\xB8\xE5\xB7\x9D"), 4);
  assert_int_equal(text_width("e\xCC\x81"), 1);
  assert_int_equal(text_width("\x1b"), 1);
  assert_int_equal(text_width(""), 0);
}

static void expect_clipped(const char *text, int columns, const char *want) {
  struct buf out = BUF_INIT;

  assert_int_equal(text_clip(&out, text, columns, "\xE2\x80\xA6"), text_width(want));
  assert_string_equal(buf_text(&out), want);
  buf_release(&out);
}

static void text_is_cut_at_a_character(void **state) {
  (void)state;
  expect_clipped("abcdef", 6, "abcdef");
  expect_clipped("abcdef", 5, "abcd\xE2\x80\xA6");
  expect_clipped("abc def", 5, "abc\xE2\x80\xA6");
  expect_clipped("\xE6\x88\xB8\xE5\xB7\x9D\xE3\x81\xAF", 4, "\xE6\x88\xB8\xE2\x80\xA6");
  expect_clipped("ab", 0, "");
  expect_clipped("abc", 1, "\xE2\x80\xA6");
}

static void expect_ascii(const char *text, const char *want) {
  struct buf out = BUF_INIT;

  text_ascii(&out, text);
  assert_string_equal(buf_text(&out), want);
  buf_release(&out);
}

static void text_is_spelled_in_ascii(void **state) {
  (void)state;
  expect_ascii("B\xC3\xB9i Th\xE1\xBB\x8B Ng\xE1\xBB\x8D"
               "c Lan",
               "Bui Thi Ngoc Lan");
  expect_ascii("\xC5\x81ukasz \xC3\x98stergaard stra\xC3\x9F"
               "e",
               "Lukasz Ostergaard strasse");
  expect_ascii("\xE2\x80\x9Cx\xE2\x80\x9D \xE2\x80\x93 \xE2\x80\xA6", "\"x\" - ...");
  expect_ascii("\xE6\x88\xB8", "?");
}

static void folding_forgets_case_accents_and_blanks(void **state) {
  (void)state;
  assert_true(text_same("  B\xC3\xB9i   Lan ", "bui lan"));
  assert_true(text_same("STRASSE", "stra\xC3\x9F"
                                   "e"));
  assert_true(text_same("\xEF\xBC\xA1"
                        "da",
                        "ada")); /* full-width A */
  assert_false(text_same("ada", "adam"));
  assert_true(text_has("Saoirse \xC3\x93 D\xC3\xA1laigh", "o da"));
  assert_true(text_has("anything", ""));
  assert_false(text_has("", "x"));
}

static void ascii_helpers_know_no_locale(void **state) {
  const char *text = "\t x y \n";
  size_t len = strlen(text);
  struct buf out = BUF_INIT;

  (void)state;
  text_trim(&text, &len);
  assert_int_equal(len, 3);
  assert_memory_equal(text, "x y", 3);
  assert_true(text_equal_nocase("HeLd", "held"));
  assert_false(text_equal_nocase("hel", "held"));
  assert_false(text_equal_nocase("held", "hel"));
  assert_true(text_equal_nocase_span("heldXX", 4, "HELD"));
  assert_int_equal(text_lower('Z'), 'z');
  text_lower_first(&out, "\xC3\x89lan Vital");
  assert_string_equal(buf_text(&out), "\xC3\xA9lan Vital");
  buf_cut(&out, 0);
  text_lower_first(&out, "");
  assert_string_equal(buf_text(&out), "");
  buf_release(&out);
}

static void the_nearest_word_is_offered_where_one_is_near(void **state) {
  static const char *const words[] = {"email", "phone", "name", "org"};

  (void)state;
  assert_string_equal(text_nearest("emial", words, 4), "email");
  assert_string_equal(text_nearest("Phon", words, 4), "phone");
  assert_null(text_nearest("x_favourite_tea", words, 4));
  assert_null(text_nearest("", words, 4));
  assert_null(text_nearest("email", words, 0));
  assert_true(text_is_near("emial", "email", 1));
  assert_true(text_is_near("Email", "email", 0));
  assert_false(text_is_near("tea", "tz", 1));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_gate_lets_no_control_through),
      cmocka_unit_test(marks_are_capped_and_need_a_base),
      cmocka_unit_test(bad_bytes_are_shown_and_nothing_hides_behind_them),
      cmocka_unit_test(random_bytes_come_out_safe),
      cmocka_unit_test(widths_are_counted_in_columns),
      cmocka_unit_test(text_is_cut_at_a_character),
      cmocka_unit_test(text_is_spelled_in_ascii),
      cmocka_unit_test(folding_forgets_case_accents_and_blanks),
      cmocka_unit_test(ascii_helpers_know_no_locale),
      cmocka_unit_test(the_nearest_word_is_offered_where_one_is_near),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
