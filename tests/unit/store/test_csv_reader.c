#include "mentee/store/csv_reader.h"
#include "mentee/store/store.h"
#include "test.h"
#include <stdlib.h>
#include <string.h>

/* What was read, as text: "2[a|b]" a row that began on line 2, "3!why" a damage, "~" the tail. */
static void show_row(void *context, const struct csv_row *row) {
  struct buf *out = context;

  buf_addf(out, "%u[", row->line);
  for (size_t i = 0; i < row->count; i++) {
    assert_int_equal(strlen(row->cells[i]), row->lengths[i]);
    buf_addf(out, "%s%s", i > 0 ? "|" : "", row->cells[i]);
  }
  buf_addc(out, ']');
}

static void show_damage(void *context, uint32_t line, const char *raw, size_t raw_len,
                        const char *why) {
  (void)raw;
  (void)raw_len;
  buf_addf(context, "%u!%s.", line, why);
}

static void read_all(const char *text, size_t len, struct buf *out) {
  struct csv_sink sink = {out, show_row, show_damage};
  const char *tail;
  size_t tail_len;

  csv_read(text, len, &sink, &tail, &tail_len);
  if (tail_len > 0)
    buf_addf(out, "~%zu", tail_len);
}

static void expect(const char *text, size_t len, const char *want) {
  struct buf out = BUF_INIT;

  read_all(text, len, &out);
  assert_string_equal(buf_text(&out), want);
  buf_release(&out);
}
#define EXPECT(text, want) expect(text, sizeof(text) - 1, want)

static void rows_are_read_with_their_lines(void **state) {
  (void)state;
  EXPECT("", "");
  EXPECT("a,b\n", "1[a|b]");
  EXPECT("a,b", "1[a|b]");
  EXPECT("a,b\r\nc,d\r\n", "1[a|b]2[c|d]");
  EXPECT("a,b\r", "1[a|b]");
  EXPECT("a,,c\n,,\n", "1[a||c]2[||]");
  EXPECT("\n\na\n\nb\n\n\n", "3[a]5[b]~2");
  EXPECT("\r\n \na", "2[ ]3[a]");
  EXPECT(" a , b\t\n", "1[ a | b\t]");
  EXPECT("\"\"\n", "1[]");
  EXPECT("a;b\n", "1[a;b]");
}

static void quotes_hold_anything(void **state) {
  (void)state;
  EXPECT("\"a,b\",\"c\"\"d\"\n", "1[a,b|c\"d]");
  EXPECT("\"a\nb\r\nc\rd\",e\nf\n", "1[a\nb\r\nc\rd|e]4[f]");
  EXPECT("x,\"a\n\n\nb\"\ny\n", "1[x|a\n\n\nb]5[y]");
  EXPECT("\"last\"", "1[last]");
  EXPECT("\"a\nb\"", "1[a\nb]");
}

static void a_damaged_record_hides_no_neighbour(void **state) {
  (void)state;
  EXPECT("a\nb\"c\nd\n", "1[a]2!a quote where none may be.3[d]");
  EXPECT("a\n\"b\"c,d\ne\n", "1[a]2!a quote where none may be.3[e]");
  EXPECT("a\n\"b\" ,c\ne\n", "1[a]2!a quote where none may be.3[e]");
  EXPECT("a\n\"b\nc\nd\n", "1[a]2!a quote never ends.3[c]4[d]");
  EXPECT("a\n\"b\n\"c\nd\n", "1[a]2!a quote where none may be.3!a quote never ends.4[d]");
  EXPECT("a\nb\0c\nd\n", "1[a]2!a NUL byte.3[d]");
  EXPECT("a\n\"b\0\"\nd\n", "1[a]2!a NUL byte.3[d]");
  EXPECT("a\rb\nc\n", "1!a line end of CR alone.2[c]");
  EXPECT("a\r\r\nc\n", "1!a line end of CR alone.2[c]");
  EXPECT("\"x\n\"\ry\nc\n", "1!a line end of CR alone.2!a quote never ends.3[c]");
  EXPECT("\"x\ny\"\r\"\nz\"\n",
         "1!a line end of CR alone.2!a quote where none may be.3!a quote where "
         "none may be.");
  EXPECT("\"", "1!a quote never ends.");
  EXPECT("a,\"", "1!a quote never ends.");
}

static void conflict_marks_are_seen(void **state) {
  (void)state;
  EXPECT("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> other\nd\n",
         "1[a]2!a conflict mark of git.3[b]4!a conflict mark of git.5[c]6!a conflict mark of "
         "git.7[d]");
  EXPECT("||||||| base\n", "1!a conflict mark of git.");
  EXPECT("========\n<<<<<<<\n", "1[========]2[<<<<<<<]");
  EXPECT("\"<<<<<<< x\"\n", "1[<<<<<<< x]");
}

/* A field of 1 MiB is read, one more byte is not; a row of more than 4 MiB is not. */
static void limits_are_kept(void **state) {
  struct buf text = BUF_INIT, out = BUF_INIT;
  struct buf field = BUF_INIT;

  (void)state;
  for (size_t i = 0; i < STORE_FIELD_LIMIT; i++)
    buf_addc(&field, 'x');
  buf_addf(&text, "%s\n%sx\nend\n", buf_text(&field), buf_text(&field));
  read_all(buf_text(&text), text.len, &out);
  assert_true(strstr(buf_text(&out), "]2!a field longer than 1 MiB.3[end]") != NULL);
  buf_cut(&text, 0);
  buf_cut(&out, 0);
  for (int i = 0; i < 5; i++)
    buf_addf(&text, "%s%s", i > 0 ? "," : "", buf_text(&field));
  buf_addf(&text, "\nend\n\"%s\n", buf_text(&field));
  for (int i = 0; i < 5; i++)
    buf_addf(&text, "%s\n", buf_text(&field));
  buf_adds(&text, "\"\nlast\n");
  read_all(buf_text(&text), text.len, &out);
  assert_memory_equal(buf_text(&out), "1!a row longer than 4 MiB", 24);
  assert_true(strstr(buf_text(&out), "2[end]3!a row longer") != NULL);
  assert_true(strstr(buf_text(&out), "[last]") != NULL);
  buf_release(&text);
  buf_release(&out);
  buf_release(&field);
}

/* Every byte of the input is in exactly one row, damage or the tail. */
struct bytes {
  const char *at;
};

static void eat_row(void *context, const struct csv_row *row) {
  struct bytes *bytes = context;

  assert_ptr_equal(row->raw, bytes->at);
  assert_true(row->raw_len > 0);
  bytes->at += row->raw_len;
}

static void eat_damage(void *context, uint32_t line, const char *raw, size_t raw_len,
                       const char *why) {
  struct bytes *bytes = context;

  assert_true(line > 0 && why[0] != '\0');
  assert_ptr_equal(raw, bytes->at);
  bytes->at += raw_len;
}

static void no_byte_is_lost_whatever_the_input(void **state) {
  static const char letters[] = "ab,\"\"\n\n\r\0;<=> \t\xff";
  char text[200];

  (void)state;
  srand(3);
  for (int round = 0; round < 30000; round++) {
    size_t len = (size_t)rand() % sizeof text, tail_len;
    const char *tail;
    struct bytes bytes = {text};
    struct csv_sink sink = {&bytes, eat_row, eat_damage};
    for (size_t i = 0; i < len; i++)
      text[i] = letters[(size_t)rand() % (sizeof letters - 1)];
    csv_read(text, len, &sink, &tail, &tail_len);
    assert_ptr_equal(tail, bytes.at);
    assert_ptr_equal(tail + tail_len, text + len);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(rows_are_read_with_their_lines),
      cmocka_unit_test(quotes_hold_anything),
      cmocka_unit_test(a_damaged_record_hides_no_neighbour),
      cmocka_unit_test(conflict_marks_are_seen),
      cmocka_unit_test(limits_are_kept),
      cmocka_unit_test(no_byte_is_lost_whatever_the_input),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
