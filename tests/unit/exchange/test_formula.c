/* Cells that a spreadsheet would compute, and those that only look so. */
#include "mentee/exchange/formula.h"
#include "sample_priv.h"

static const char *const formulas[] = {
    "=1+1",
    "=cmd|' /C calc'!A0",
    "=HYPERLINK(\"http://x\",\"y\")",
    "@SUM(1+1)",
    "@ada",
    "+cmd|' /C calc'!A0",
    "-cmd|' /C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "-2+3+A1",
    "- a list",
    "-",
    "+",
    "+ ",
    " =1",
    "\t=1",
    "\r=1",
    "\n=1",
    "\xEF\xBC\x9D"
    "1+1",
    "\xEF\xBC\xA0SUM(1)",
    "\xEF\xBC\x8B"
    "cmd",
    "\xEF\xBC\x8D"
    "cmd",
    "\xC2\xA0=1",
    "\xEF\xBB\xBF=1",
    "\xE2\x80\x8B=1",
    "\x01=1",
    "+1 (call me)",
    "-1e5x",
};

static const char *const harmless[] = {
    "",
    "Ada",
    "a=b",
    "'=1",
    "1+1",
    "+1",
    "-5",
    "-3.5e10",
    "+44 20 7946 0000",
    "+1-555-0100;ext=5",
    "+1 (212) 555-0100 x12",
    "+41 31 000 00 00 ext. 7",
    "-12,5 %",
    "Zoë Škoda",
    "ada@example.org",
    "+49/30/123",
};

static void formulas_are_seen(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof formulas / sizeof formulas[0]; i++)
    if (!formula_is(formulas[i]))
      fail_msg("'%s' passes", formulas[i]);
}

static void numbers_and_words_are_not(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof harmless / sizeof harmless[0]; i++)
    if (formula_is(harmless[i]))
      fail_msg("'%s' is taken for a formula", harmless[i]);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(formulas_are_seen),
      cmocka_unit_test(numbers_and_words_are_not),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
