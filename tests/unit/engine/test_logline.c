#include "mentee/engine/logline.h"

#include "mentee/base/buf.h"
#include "mentee/base/date.h"
#include "mentee/base/text.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* Friday 20 November 2026 */
#define TODAY date_from_civil(2026, 11, 20)

static bool is_name(void *context, const char *name) {
  static const char *const names[] = {"tomasz",     "dr lan",           "henrike",
                                      "Anders And", "Bùi Thị Ngọc Lan", "ludwig van der berg"};

  (void)context;
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    if (text_same(names[i], name))
      return true;
  return false;
}

/*
 * What was read, as "day | kind channel depth | with | subject | mine @day | theirs @day | notes",
 * a kind that was not said in parentheses, empty parts at the end left out.
 */
static void add_day(struct buf *out, int day) {
  char text[DATE_TEXT_SIZE];

  if (day != DATE_NONE)
    buf_adds(out, date_short_year(day, TODAY, text));
}

static void add_promise(struct buf *out, const char *what, int by) {
  buf_addf(out, " | %s", what);
  if (by != DATE_NONE)
    buf_adds(out, " @");
  add_day(out, by);
}

static void describe(const struct logline *log, struct buf *out) {
  buf_cut(out, 0);
  add_day(out, log->day);
  if (log->kind_said)
    buf_addf(out, " | %s %s %s", words_word(&words_kind, log->kind),
             log->channel >= 0 ? words_word(&words_channel, log->channel) : "-",
             words_word(&words_depth, log->depth));
  else
    buf_addf(out, " | -");
  buf_adds(out, " | ");
  for (size_t i = 0; i < log->with.len; i++)
    buf_addf(out, "%s%s", i > 0 ? ", " : "", log->with.data[i]);
  buf_addf(out, " | %s", log->subject);
  add_promise(out, log->mine, log->mine_by);
  add_promise(out, log->theirs, log->theirs_by);
  buf_addf(out, " | %s", log->notes);
  while (out->len > 0 && strchr(" |", out->data[out->len - 1]) != NULL)
    buf_cut(out, out->len - 1);
}

static const struct vector {
  const char *line, *read;
} vectors[] = {
    /* nothing, or next to nothing */
    {"", " | -"},
    {"   ", " | -"},
    {"\t", " | -"},
    {"trial slots", " | - |  | trial slots"},
    {"trial slots  ", " | - |  | trial slots"},
    {".", " | - |  | ."},
    {":", " | - |  | :"},
    {": x", " | - |  | : x"},

    /* days, looking back */
    {"today: x", "20 Nov | - |  | x"},
    {"yesterday: x", "19 Nov | - |  | x"},
    {"tue: x", "17 Nov | - |  | x"},
    {"Tuesday: x", "17 Nov | - |  | x"},
    {"fri: x", "13 Nov | - |  | x"},
    {"sat: x", "14 Nov | - |  | x"},
    {"last friday: x", "13 Nov | - |  | x"},
    {"-3d: x", "17 Nov | - |  | x"},
    {"-2w: x", "6 Nov | - |  | x"},
    {"17 nov: x", "17 Nov | - |  | x"},
    {"nov 17: x", "17 Nov | - |  | x"},
    {"20 nov: x", "20 Nov | - |  | x"},
    {"21 nov: x", "21 Nov 2025 | - |  | x"},
    {"tue 17 nov: x", "17 Nov | - |  | x"},
    {"wed 17 nov: x", " | - |  | wed 17 nov: x"},
    {"2026-11-02: x", "2 Nov | - |  | x"},
    {"22.10.2026: x", "22 Oct | - |  | x"},
    {"tomorrow: x", "21 Nov | - |  | x"},
    {"3/4: x", " | - |  | 3/4: x"},
    {"31 nov: x", " | - |  | 31 nov: x"},
    {"tue", "17 Nov | -"},
    {"tue:", "17 Nov | -"},
    {"tue wed: x", " | - |  | tue wed: x"},
    {"mon ami: x", " | - |  | mon ami: x"},

    /* kinds */
    {"coffee", " | coffee in_person real"},
    {"walk: x", " | walk in_person real |  | x"},
    {"meeting: x", " | meeting in_person real |  | x"},
    {"call: x", " | call phone real |  | x"},
    {"video: x", " | meeting video real |  | x"},
    {"email: x", " | message email light |  | x"},
    {"e-mail: x", " | message email light |  | x"},
    {"text: x", " | message text light |  | x"},
    {"message: x", " | message message light |  | x"},
    {"hallway: x", " | hallway in_person light |  | x"},
    {"thanks: x", " | thank_you - light |  | x"},
    {"congrats: x", " | congrats - light |  | x"},
    {"circle back: told him", " | circle_back - real |  | told him"},
    {"circle-back: told him", " | circle_back - real |  | told him"},
    {"poster: x", " | poster - real |  | x"},
    {"COFFEE: X", " | coffee in_person real |  | X"},
    {"coffee coffee: x", " | - |  | coffee coffee: x"},
    {"coffees: x", " | - |  | coffees: x"},
    {"tue coffee: x", "17 Nov | coffee in_person real |  | x"},
    {"coffee tue: x", "17 Nov | coffee in_person real |  | x"},
    {"17 nov 2025 circle back: x", "17 Nov 2025 | circle_back - real |  | x"},

    /* with whom */
    {"with tomasz: x", " | - | tomasz | x"},
    {"with tomasz and dr lan: x", " | - | tomasz, dr lan | x"},
    {"with tomasz, dr lan & henrike: x", " | - | tomasz, dr lan, henrike | x"},
    {"With Tomasz AND Henrike: x", " | - | Tomasz, Henrike | x"},
    {"with anybody at all: x", " | - | anybody at all | x"},
    {"coffee with tomasz", " | coffee in_person real | tomasz"},
    {"coffee with a view", " | - |  | coffee with a view"},
    {"call with tomasz about slots", " | - |  | call with tomasz about slots"},
    {"with Anders And: x", " | - | Anders | x"},
    {"with sandra and: x", " | - | sandra | x"},
    {"with ludwig van der berg and henrike", " | - | ludwig van der berg, henrike"},
    {"tue with Bùi Thị Ngọc Lan: đi cà phê", "17 Nov | - | Bùi Thị Ngọc Lan | đi cà phê"},
    {"with: x", " | - |  | with: x"},
    {"coffee with: x", " | - |  | coffee with: x"},
    {"with and: x", " | - |  | with and: x"},
    {"with", " | - |  | with"},
    {"without tomasz: x", " | - |  | without tomasz: x"},
    {"with tomasz:x", " | - |  | with tomasz:x"},

    /* the colon */
    {"re: trial slots", " | - |  | re: trial slots"},
    {"tue: coffee: x", "17 Nov | - |  | coffee: x"},
    {"coffee : x", " | coffee in_person real |  | x"},
    {"meeting at 15:30", " | - |  | meeting at 15:30"},
    {"15:30: x", " | - |  | 15:30: x"},
    {"coffee at 10: fine", " | - |  | coffee at 10: fine"},
    {"review of my poster: fine", " | - |  | review of my poster: fine"},
    {"call back the office", " | - |  | call back the office"},
    {"note > tell him: yes", " | - |  | note | tell him: yes"},

    /* as it is */
    {" coffee: x", " | - |  | coffee: x"},
    {" tue", " | - |  | tue"},
    {" p < 0.05 > 0.01", " | - |  | p < 0.05 > 0.01"},

    /* promises */
    {"a > b", " | - |  | a | b"},
    {"a < b", " | - |  | a |  | b"},
    {"> send it", " | - |  |  | send it"},
    {"< send it", " | - |  |  |  | send it"},
    {"a > b by fri", " | - |  | a | b @27 Nov"},
    {"a > b by friday", " | - |  | a | b @27 Nov"},
    {"a > b by next fri", " | - |  | a | b @27 Nov"},
    {"a > b by sat", " | - |  | a | b @21 Nov"},
    {"a > b by tomorrow", " | - |  | a | b @21 Nov"},
    {"a > b by today", " | - |  | a | b @20 Nov"},
    {"a > b by 20 nov", " | - |  | a | b @20 Nov"},
    {"a > b by 19 nov", " | - |  | a | b @19 Nov 2027"},
    {"a > b by +2w", " | - |  | a | b @4 Dec"},
    {"a > b by 2026-12-01", " | - |  | a | b @1 Dec"},
    {"a > b, by fri", " | - |  | a | b @27 Nov"},
    {"a > b BY FRI", " | - |  | a | b @27 Nov"},
    {"a > send by mail", " | - |  | a | send by mail"},
    {"a > send by mail by fri", " | - |  | a | send by mail @27 Nov"},
    {"a > stand by by fri", " | - |  | a | stand by @27 Nov"},
    {"a > by fri", " | - |  | a | by fri"},
    {"a > b by 31 nov", " | - |  | a | b by 31 nov"},
    {"a > b by 3/4", " | - |  | a | b by 3/4"},
    {"a > b by", " | - |  | a | b by"},
    {"a > b by fri at noon", " | - |  | a | b by fri at noon"},
    {"a > goodbye", " | - |  | a | goodbye"},
    {"a > b > c", " | - |  | a > b | c"},
    {"a > b < c", " | - |  | a | b | c"},
    {"a < b > c", " | - |  | a | c | b"},
    {"a < b > c < d", " | - |  | a < b | c | d"},
    {"a > b by fri < c by mon", " | - |  | a | b @27 Nov | c @23 Nov"},
    {"a > ", " | - |  | a >"},
    {"a >", " | - |  | a >"},
    {"a > < b", " | - |  | a > |  | b"},
    {"a>b", " | - |  | a>b"},
    {"a ->b", " | - |  | a ->b"},
    {"a >> b", " | - |  | a >> b"},
    {"dose >= 54 Gy", " | - |  | dose >= 54 Gy"},
    {"coffee with tomasz > send it by mon",
     " | coffee in_person real | tomasz |  | send it @23 Nov"},
    {"tue > b", "17 Nov | - |  |  | b"},
    {"tue coffee with tomasz: trial slots > send the survivorship paper by fri",
     "17 Nov | coffee in_person real | tomasz | trial slots | send the survivorship paper @27 Nov"},
    {"with tomasz: trial slots > send the paper by fri < the protocol by 4 dec",
     " | - | tomasz | trial slots | send the paper @27 Nov | the protocol @4 Dec"},

    /* further lines */
    {"coffee: a\nb", " | coffee in_person real |  | a |  |  | b"},
    {"coffee: a\n\n  b\nc\n\n", " | coffee in_person real |  | a |  |  |   b\nc"},
    {"coffee: a\r\nb\r\nc\r\n", " | coffee in_person real |  | a |  |  | b\nc"},
    {"\nb", " | - |  |  |  |  | b"},
    {"a\n\n", " | - |  | a"},
    {"a\n> b by fri", " | - |  | a |  |  | > b by fri"},
    {" coffee: a\nb", " | - |  | coffee: a |  |  | b"},

    /* odd input */
    {"coffee:\tx", " | coffee in_person real |  | x"},
    {"a\t>\tb\tby\tfri", " | - |  | a | b @27 Nov"},
    {"\xff\xfe: x", " | - |  | \xff\xfe: x"},
    {"田中さんと: x", " | - |  | 田中さんと: x"},
    {"🙂 > 🙂 by fri", " | - |  | 🙂 | 🙂 @27 Nov"},
};

static void a_line_is_read_as_the_table_says(void **state) {
  struct buf read = BUF_INIT;

  (void)state;
  assert_true(sizeof vectors / sizeof vectors[0] >= 60);
  for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
    struct arena arena = ARENA_INIT;
    struct logline log;
    logline_parse(&log, &arena, vectors[i].line, TODAY, is_name, NULL);
    describe(&log, &read);
    if (strcmp(buf_text(&read), vectors[i].read) != 0)
      print_error("'%s'\n", vectors[i].line);
    assert_string_equal(buf_text(&read), vectors[i].read);
    logline_release(&log);
    arena_release(&arena);
  }
  buf_release(&read);
}

static void without_anybody_to_ask_no_name_is_known(void **state) {
  struct arena arena = ARENA_INIT;
  struct logline log;

  (void)state;
  logline_parse(&log, &arena, "coffee with tomasz", TODAY, NULL, NULL);
  assert_string_equal(log.subject, "coffee with tomasz");
  assert_int_equal(log.with.len, 0);
  logline_release(&log);
  arena_release(&arena);
}

/* Enough that a pass over the rest for each byte would be felt: this is linear. */
static void a_huge_line_is_read_in_one_go(void **state) {
  struct arena arena = ARENA_INIT;
  struct buf line = BUF_INIT;
  struct logline log;

  (void)state;
  buf_adds(&line, "with ");
  for (int i = 0; i < 200000; i++)
    buf_adds(&line, "by ");
  buf_adds(&line, "> ");
  for (int i = 0; i < 200000; i++)
    buf_adds(&line, "bye ");
  logline_parse(&log, &arena, buf_text(&line), TODAY, is_name, NULL);
  assert_int_equal(strlen(log.mine), 200000 * 4 - 1);
  logline_release(&log);
  buf_release(&line);
  arena_release(&arena);
}

static void a_kind_word_may_come_alone(void **state) {
  int kind = 0, channel = 0, depth = 0;

  (void)state;
  assert_true(logline_kind("Circle back", &kind, &channel, &depth));
  assert_int_equal(kind, KIND_CIRCLE_BACK);
  assert_int_equal(channel, WORD_EMPTY);
  assert_int_equal(depth, DEPTH_REAL);
  assert_true(logline_kind("video", &kind, &channel, &depth));
  assert_int_equal(kind, KIND_MEETING);
  assert_int_equal(channel, CHANNEL_VIDEO);
  assert_false(logline_kind("", &kind, &channel, &depth));
  assert_false(logline_kind("a word far longer than any kind is", &kind, &channel, &depth));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_line_is_read_as_the_table_says),
      cmocka_unit_test(without_anybody_to_ask_no_name_is_known),
      cmocka_unit_test(a_huge_line_is_read_in_one_go),
      cmocka_unit_test(a_kind_word_may_come_alone),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
