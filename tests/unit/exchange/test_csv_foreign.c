/* Other people's CSV: csv-spectrum whole, and what is refused with its line. */
#include "../../../src/exchange/csv_foreign_priv.h"
#include "sample_priv.h"

#include <jansson.h>

static const char *const spectrum[] = {
    "comma_in_quotes",
    "empty",
    "empty_crlf",
    "escaped_quotes",
    "json",
    "newlines",
    "newlines_crlf",
    "quotes_and_newlines",
    "simple",
    "simple_crlf",
    "utf8",
};

/* Rows as JSON objects under the names of the first row, as csv-spectrum has them. */
struct as_json {
  json_t *rows, *names;
};

static bool json_row(void *context, const struct foreign_row *row) {
  struct as_json *as = context;
  json_t *object = as->names != NULL ? json_object() : json_array();

  for (size_t i = 0; i < row->count; i++) {
    json_t *cell = json_stringn(row->cells[i], row->lengths[i]);
    if (as->names == NULL)
      json_array_append_new(object, cell);
    else
      json_object_set_new(object, json_string_value(json_array_get(as->names, i)), cell);
  }
  if (as->names == NULL)
    as->names = object;
  else
    json_array_append_new(as->rows, object);
  return true;
}

static void csv_spectrum_reads_as_its_json(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof spectrum / sizeof spectrum[0]; i++) {
    struct as_json as = {json_array(), NULL};
    struct buf path = BUF_INIT, text = BUF_INIT;
    struct err err = ERR_INIT;
    json_error_t bad;
    json_t *wanted;

    buf_addf(&path, SAMPLES "csv-spectrum/csvs/%s.csv", spectrum[i]);
    read_file(buf_text(&path), &text);
    struct foreign_csv csv = {buf_text(&text), text.len, ',', false, json_row, &as};
    assert_true(csv_foreign_read(&csv, spectrum[i], &err));
    buf_cut(&path, 0);
    buf_addf(&path, SAMPLES "csv-spectrum/json/%s.json", spectrum[i]);
    wanted = json_load_file(buf_text(&path), 0, &bad);
    assert_non_null(wanted);
    if (!json_equal(wanted, as.rows))
      fail_msg("%s differs", spectrum[i]);
    json_decref(wanted);
    json_decref(as.rows);
    json_decref(as.names);
    buf_release(&path);
    buf_release(&text);
  }
}

static bool dump_row(void *context, const struct foreign_row *row) {
  struct buf *out = context;

  buf_addf(out, "%u", row->line);
  for (size_t i = 0; i < row->count; i++)
    buf_addf(out, "[%s]", row->cells[i]);
  buf_addc(out, '\n');
  return true;
}

static void check(const char *text, size_t len, char separator, bool lax, const char *wanted) {
  struct buf got = BUF_INIT;
  struct foreign_csv csv = {text, len, separator, lax, dump_row, &got};
  struct err err = ERR_INIT;

  if (!csv_foreign_read(&csv, "x.csv", &err))
    buf_addf(&got, "%s\n", err.text);
  assert_string_equal(buf_text(&got), wanted);
  buf_release(&got);
}

#define CHECK(text, separator, lax, wanted) check(text, sizeof text - 1, separator, lax, wanted)

static void lines_are_counted_whatever_ends_them(void **state) {
  (void)state;
  CHECK("a,b\r\n\r\n\"c\nd\",e\nf\n", ',', false, "1[a][b]\n3[c\nd][e]\n5[f]\n");
  CHECK("a;b\rc;d\r", ';', false, "1[a][b]\n2[c][d]\n");
  CHECK(" a ,b", ',', false, "1[ a ][b]\n");
  CHECK("", ',', false, "");
}

static void what_is_not_strict_is_refused_with_its_place(void **state) {
  static const char abook[] = "\"x\",\"y\"\n\"O'Neil, Bob \"Bobby\"\",\"b@e\"\n\"z\",\"w\"\n";

  (void)state;
  CHECK(abook, ',', false, "1[x][y]\nx.csv:2: column 14: a quote where none may be\n");
  CHECK("a,b\n\"c\nd\n", ',', false, "1[a][b]\nx.csv:2: a quote that never ends\n");
  CHECK("a,b\nc\0,d\n", ',', false, "1[a][b]\nx.csv:2: column 2: a NUL byte\n");
}

static void lax_reads_on(void **state) {
  static const char odd[] = "a,\"b\"c,d\n";

  (void)state;
  CHECK("a,b\n\"c\nd\n", ',', true, "1[a][b]\n2[c\nd\n]\n");
  CHECK(odd, ',', false, "x.csv:1: column 5: a quote where none may be\n");
  CHECK(odd, ',', true, "1[a][b\"c,d\n]\n");
}

static void the_separator_is_what_the_rows_use(void **state) {
  (void)state;
  assert_int_equal(csv_foreign_separator("a;b;c\n\"x,y,z\";2;3\n", 19), ';');
  assert_int_equal(csv_foreign_separator("Notes:\na,b\n1;2;3,4;5;6\n", 24), ',');
  assert_int_equal(csv_foreign_separator("a\tb\n", 4), '\t');
  assert_int_equal(csv_foreign_separator("", 0), ',');
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(csv_spectrum_reads_as_its_json),
      cmocka_unit_test(lines_are_counted_whatever_ends_them),
      cmocka_unit_test(what_is_not_strict_is_refused_with_its_place),
      cmocka_unit_test(lax_reads_on),
      cmocka_unit_test(the_separator_is_what_the_rows_use),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
