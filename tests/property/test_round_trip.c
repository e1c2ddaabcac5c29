/*
 * Reading and writing lose nothing: load then save is the identity, and an edit changes what it
 * says and nothing else.
 */
#include "mem_store.h"
#include "mentee/store/csv_writer.h"
#include "plain_csv.h"
#include <stdio.h>

#define BOM "\xEF\xBB\xBF"

static int one_of(int count) {
  return rand() % count;
}

/* --- load then save
 * ------------------------------------------------------------------------------- */

/* False where the file is read-only, and so would never be written. */
static bool saves_as_loaded(enum table_id table, const char *bytes, size_t len) {
  struct os_mem *mem = os_mem_new();
  struct store store;
  struct buf out = BUF_INIT;
  bool writable;

  os_mem_put(mem, mem_path(table_defs[table].file), bytes, len);
  mem_load(mem, &store);
  writable = store.book.tables[table].read_only == NULL;
  if (writable) {
    csv_write_table(&out, &store.book.tables[table]);
    assert_int_equal(out.len, len);
    assert_memory_equal(buf_text(&out), bytes, len);
  }
  buf_release(&out);
  store_release(&store);
  os_mem_free(mem);
  return writable;
}

static void check_file(const char *folder, const char *file, enum table_id table, bool writable) {
  struct buf path = BUF_INIT, bytes = BUF_INIT;
  struct os_stat stat;

  buf_addf(&path, "%s/%s", folder, file);
  assert_int_equal(os_read_file(os_real(), buf_text(&path), 1 << 20, &bytes, &stat), 0);
  assert_int_equal(saves_as_loaded(table, buf_text(&bytes), bytes.len), writable);
  buf_release(&path);
  buf_release(&bytes);
}

static void the_sample_is_saved_as_it_was_loaded(void **state) {
  (void)state;
  for (int i = 0; i < TABLE_COUNT; i++)
    check_file(MENTEE_SAMPLE_DIR, table_defs[i].file, (enum table_id)i, true);
}

static void messy_files_are_saved_as_they_were_loaded_or_not_at_all(void **state) {
  static const struct {
    const char *file;
    enum table_id table;
    bool writable;
  } files[] = {
      {"bom_crlf.csv", TABLE_CONTACTS, true},
      {"extra_and_missing_columns.csv", TABLE_CONTACTS, true},
      {"bad_dates.csv", TABLE_FOLLOWUPS, true},
      {"dangling_and_duplicate.csv", TABLE_INTERACTIONS, true},
      {"invalid_utf8.csv", TABLE_CONTACTS, true},
      {"unterminated_quote.csv", TABLE_CONTACTS, false},
      {"lone_quotes.csv", TABLE_CONTACTS, false},
      {"header_only.csv", TABLE_CONTACTS, true},
      {"no_final_newline.csv", TABLE_CONTACTS, true},
      {"semicolons.csv", TABLE_CONTACTS, false},
      {"nul_and_controls.csv", TABLE_CONTACTS, false},
      {"roles_overlap.csv", TABLE_ROLES, true},
  };

  (void)state;
  for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
    check_file(MENTEE_SOURCE_DIR "/tests/data/messy", files[i].file, files[i].table,
               files[i].writable);
}

/* The acid tests of csv-spectrum, under a first column of ours. */
static void the_spectrum_of_csv_is_saved_as_it_was_loaded(void **state) {
  static const char *const texts[] = {
      "name,last,address,city,zip\nJohn,Doe,120 any st.,\"Anytown, WW\",08123\n",
      "name,b,c\n1,\"\",\"\"\n2,3,4\n",
      "name,b,c\r\n1,\"\",\"\"\r\n2,3,4\r\n",
      "name,b\n1,\"ha \"\"ha\"\" ha\"\n3,4\n",
      "name,val\n1,\"{\"\"type\"\": \"\"Point\"\", \"\"coordinates\"\": [102.0, 0.5]}\"\n",
      "name,b,c\n1,2,3\n\"Once upon \na time\",5,6\n7,8,9\n",
      "name,b,c\r\n1,2,3\r\n\"Once upon \r\na time\",5,6\r\n7,8,9\r\n",
      "name,b\n1,\"ha \n\"\"ha\"\" \nha\"\n3,4\n",
      "name,b,c\n1,2,3\n",
      "name,b,c\r\n1,2,3\r\n",
      "name,b,c\n1,2,3\n4,5,\xCA\xA4\n",
      "name,b,c\n1,2,3",
      "\"name\",\"b\"\n\n\n\"1\",\"2\"\n\n",
  };

  (void)state;
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
    assert_true(saves_as_loaded(TABLE_CONTACTS, texts[i], strlen(texts[i])));
}

/* --- random tables
 * ----------------------------------------------------------------------------------- */

/* Any byte but NUL; often the awkward ones. */
static void random_cell(struct buf *out) {
  static const char awkward[] = "\",\r\n;# \t=<>'\\\x7f\xff\xC3";
  int len = one_of(4) == 0 ? 0 : one_of(12);

  for (int i = 0; i < len; i++)
    buf_addc(out, one_of(3) == 0 ? awkward[(size_t)one_of((int)sizeof awkward - 1)]
                                 : (char)(one_of(255) + 1));
}

static void add_quoted(struct buf *out, const char *cell) {
  buf_addc(out, '"');
  for (; *cell != '\0'; cell++)
    buf_addf(out, *cell == '"' ? "\"\"" : "%c", *cell);
  buf_addc(out, '"');
}

/* As some program might have written it: quoted where it must be, and sometimes where not. */
static void add_cell(struct buf *out, const char *cell, bool alone) {
  if (one_of(4) == 0 || (alone && cell[0] == '\0') || strpbrk(cell, "\",\r\n") != NULL)
    add_quoted(out, cell);
  else if (strncmp(cell, BOM, 3) == 0 || strncmp(cell, "<<<<<<<", 7) == 0)
    add_quoted(out, cell);
  else
    buf_adds(out, cell);
}

#define MOST_COLUMNS 12

struct random_table {
  enum table_id table;
  const char *columns[MOST_COLUMNS];
  int column_count;
  bool crlf;
  struct buf text;
};

static void add_line_end(struct random_table *random) {
  buf_adds(&random->text, random->crlf ? "\r\n" : "\n");
}

/* Some fields of the table in any order, and columns of somebody else's between them. */
static void random_columns(struct random_table *random) {
  static const char *const foreign[] = {"x tea", "Notes (old)", "_1", "\xC3\xA9t\xC3\xA9"};
  const struct table_def *def = &table_defs[random->table];
  int wanted = 2 + one_of(MOST_COLUMNS - 3), unknown = 0;

  random->columns[0] = "id";
  random->column_count = 1;
  while (random->column_count < wanted) {
    const char *name = one_of(4) == 0 && unknown < 4 ? foreign[unknown++]
                                                     : def->fields[one_of(def->field_count)].name;
    bool taken = false;
    for (int i = 0; i < random->column_count; i++)
      taken = taken || strcmp(random->columns[i], name) == 0;
    if (!taken)
      random->columns[random->column_count++] = name;
  }
  for (int i = random->column_count - 1; i > 0; i--) {
    int other = one_of(i + 1);
    const char *swap = random->columns[i];
    random->columns[i] = random->columns[other];
    random->columns[other] = swap;
  }
}

static void random_row(struct random_table *random, int number) {
  int cells = one_of(5) == 0 ? 1 + one_of(MOST_COLUMNS) : random->column_count;

  for (int i = 0; i < cells; i++) {
    struct buf cell = BUF_INIT;
    bool is_id = i < random->column_count && strcmp(random->columns[i], "id") == 0;
    if (is_id && one_of(8) > 0)
      buf_addf(&cell, "x%d", number);
    else if (!is_id)
      random_cell(&cell);
    if (i > 0)
      buf_addc(&random->text, ',');
    add_cell(&random->text, buf_text(&cell), cells == 1);
    buf_release(&cell);
  }
}

static void random_table(struct random_table *random, enum table_id table, int rows) {
  memset(random, 0, sizeof *random);
  random->table = table;
  random->crlf = one_of(2) == 0;
  random_columns(random);
  if (one_of(4) == 0)
    buf_adds(&random->text, BOM);
  for (int i = 0; i < random->column_count; i++) {
    if (i > 0)
      buf_addc(&random->text, ',');
    add_cell(&random->text, random->columns[i], false);
  }
  add_line_end(random);
  for (int i = 0; i < rows; i++) {
    if (one_of(10) == 0)
      add_line_end(random);
    random_row(random, i);
    if (i + 1 < rows || one_of(3) != 0)
      add_line_end(random);
  }
}

/* A lone CR outside quotes, which add_cell() never writes, is all that would make it read-only. */
static void random_tables_are_saved_as_they_were_loaded(void **state) {
  (void)state;
  srand(17);
  for (int round = 0; round < 500; round++) {
    struct random_table random;
    random_table(&random, (enum table_id)one_of(TABLE_SETTINGS), one_of(20));
    assert_true(saves_as_loaded(random.table, buf_text(&random.text), random.text.len));
    buf_release(&random.text);
  }
}

static void every_cell_is_read_as_another_reader_reads_it(void **state) {
  static struct plain plain;

  (void)state;
  srand(18);
  for (int round = 0; round < 300; round++) {
    struct os_mem *mem = os_mem_new();
    struct random_table random;
    struct store store;
    const struct book *book = &store.book;
    random_table(&random, (enum table_id)one_of(TABLE_SETTINGS), one_of(20));
    os_mem_put(mem, mem_path(table_defs[random.table].file), buf_text(&random.text),
               random.text.len);
    mem_load(mem, &store);
    plain_parse(&plain, buf_text(&random.text), random.text.len);
    assert_int_equal(book_count(book, random.table), plain.count - 1);
    for (int row = 1; row < plain.count; row++)
      for (int i = 0; i < random.column_count; i++) {
        const struct record *record = book_at(book, random.table, (size_t)row - 1);
        int field = table_find_field(&table_defs[random.table], random.columns[i]);
        const char *want = plain_at(&plain, row, random.columns[i]);
        assert_string_equal(field >= 0 ? record_text(record, field)
                                       : book_extra(book, random.table, record, random.columns[i]),
                            want);
      }
    plain_release(&plain);
    buf_release(&random.text);
    store_release(&store);
    os_mem_free(mem);
  }
}

/* --- edits
 * ------------------------------------------------------------------------------------------- */

/* One random change of a random row, or a row that is new. */
struct edit {
  char id[24];
  int row; /* in the book before it, or its length for a new one */
  int field;
  struct buf value;
  bool new_row;
};

static bool make_edit(struct store *store, enum table_id table, int number, struct edit *edit) {
  const struct table_def *def = &table_defs[table];
  struct action action;
  struct err err = ERR_INIT;
  size_t rows = book_count(&store->book, table);

  memset(edit, 0, sizeof *edit);
  edit->new_row = rows == 0 || one_of(5) == 0;
  edit->field = 1 + one_of(def->field_count - 1);
  random_cell(&edit->value);
  action_init(&action);
  if (edit->new_row) {
    snprintf(edit->id, sizeof edit->id, "n%d", number);
    edit->row = (int)rows;
    action_add_row(&action, table, edit->id);
  } else {
    edit->row = one_of((int)rows);
    snprintf(edit->id, sizeof edit->id, "%s",
             record_id(book_at(&store->book, table, (size_t)edit->row)));
  }
  action_set(&action, &store->book, table, edit->id, edit->field, buf_text(&edit->value));
  if (!mem_commit(store, &action, NULL, &err))
    fail_msg("%s", err.text);
  return true;
}

/* Is there such a row in the table before the edit, as it is read by the other reader? */
static void compare_row(const struct plain *before, const struct plain *after, int row,
                        enum table_id table, const struct edit *edit) {
  const char *old =
      edit->new_row ? "" : plain_at(before, row, table_defs[table].fields[edit->field].name);
  bool same = !edit->new_row && strcmp(old != NULL ? old : "", buf_text(&edit->value)) == 0;

  for (int i = 0; i < after->row[0].count; i++) {
    const char *column = after->row[0].cell[i];
    const char *was = edit->new_row ? "" : plain_at(before, row, column);
    const char *is = plain_at(after, row, column);
    if (strcmp(column, table_defs[table].fields[edit->field].name) == 0)
      assert_string_equal(is, buf_text(&edit->value));
    else if (strcmp(column, "id") == 0 && !same) /* a row typed without one has it now */
      assert_string_equal(is, edit->id);
    else
      assert_string_equal(is, was != NULL ? was : "");
  }
}

static void compare(const struct plain *before, const struct plain *after, enum table_id table,
                    const struct edit *edit) {
  for (int i = 0; i < before->row[0].count; i++) /* the columns keep their places */
    assert_string_equal(after->row[0].cell[i], before->row[0].cell[i]);
  assert_int_equal(after->count, before->count + (edit->new_row ? 1 : 0));
  for (int row = 1; row < after->count; row++) {
    const struct plain_row *was = &before->row[row], *is = &after->row[row];
    if (row == edit->row + 1) {
      compare_row(before, after, row, table, edit);
    } else if (is->raw_len != was->raw_len || memcmp(is->raw, was->raw, is->raw_len) != 0) {
      /* only its line end, where it was the last one, or its surplus made room for a column */
      for (int i = 0; i < before->row[0].count && i < was->count; i++)
        assert_string_equal(is->cell[i], was->cell[i]);
      for (int i = before->row[0].count; i < was->count; i++)
        assert_string_equal(is->cell[i + is->count - was->count], was->cell[i]);
    }
  }
}

static void edit_for_a_while(struct os_mem *mem, enum table_id table, int edits) {
  static struct plain before, after;
  struct buf text = BUF_INIT;
  struct store store;

  mem_load(mem, &store);
  for (int i = 0; i < edits; i++) {
    struct edit edit;
    size_t len;
    const char *bytes;
    if (one_of(4) == 0) { /* sometimes another process goes on */
      store_release(&store);
      mem_load(mem, &store);
    }
    bytes = os_mem_get(mem, mem_path(table_defs[table].file), &len);
    buf_cut(&text, 0);
    buf_add(&text, bytes, len);
    plain_parse(&before, buf_text(&text), text.len);
    make_edit(&store, table, i, &edit);
    bytes = os_mem_get(mem, mem_path(table_defs[table].file), &len);
    plain_parse(&after, bytes, len);
    compare(&before, &after, table, &edit);
    assert_int_equal(strncmp(bytes, BOM, 3) == 0, strncmp(buf_text(&text), BOM, 3) == 0);
    plain_release(&before);
    plain_release(&after);
    buf_release(&edit.value);
  }
  buf_release(&text);
  store_release(&store);
}

static void an_edit_changes_what_it_says_and_nothing_else(void **state) {
  (void)state;
  srand(19);
  for (int round = 0; round < 300; round++) {
    struct os_mem *mem = os_mem_new();
    struct random_table random;
    random_table(&random, (enum table_id)one_of(TABLE_SETTINGS), 1 + one_of(15));
    os_mem_put(mem, mem_path(table_defs[random.table].file), buf_text(&random.text),
               random.text.len);
    edit_for_a_while(mem, random.table, 10);
    buf_release(&random.text);
    os_mem_free(mem);
  }
}

static void a_spreadsheet_survives_a_hundred_edits(void **state) {
  struct os_mem *mem = os_mem_new();

  (void)state;
  srand(20);
  mem_put(mem, "interactions.csv",
          BOM "\"My colour\",\"kind\",\"id\",\"people\",\"Sum of X\",\"on_date\",\"direction\"\r\n"
              "\"red\",\"teleportation\",\"i1\",\"c1\",\"=A1+1\",\"31/12/2026\",\"sideways\"\r\n"
              "\"bl\xff\xfe\",\"coffee\",\"\",\"c1;c2\",\"\",\"2026-01-01\",\"ask\"\r\n"
              "\r\n"
              "\"two\r\nlines\",\"walk\",\"i3\",\"\",\"\",\"2026-01-02\",\"give\",\"surplus\"\r\n"
              "\"\",\"\",\"\",\"\",\"\",\"2026-01-02\",\"\"\r\n"
              "\"short\"\r\n");
  edit_for_a_while(mem, TABLE_INTERACTIONS, 100);
  os_mem_free(mem);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_sample_is_saved_as_it_was_loaded),
      cmocka_unit_test(messy_files_are_saved_as_they_were_loaded_or_not_at_all),
      cmocka_unit_test(the_spectrum_of_csv_is_saved_as_it_was_loaded),
      cmocka_unit_test(random_tables_are_saved_as_they_were_loaded),
      cmocka_unit_test(every_cell_is_read_as_another_reader_reads_it),
      cmocka_unit_test(an_edit_changes_what_it_says_and_nothing_else),
      cmocka_unit_test(a_spreadsheet_survives_a_hundred_edits),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
