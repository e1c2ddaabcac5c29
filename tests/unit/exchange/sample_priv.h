#ifndef MENTEE_TESTS_EXCHANGE_SAMPLE_PRIV_H
#define MENTEE_TESTS_EXCHANGE_SAMPLE_PRIV_H
/* What the tests of this room share: reading a file of tests/data, and an import as plain text. */
#include "mentee/base/os.h"
#include "mentee/exchange/formats.h"
#include "mentee/model/tables.h"
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define SAMPLES MENTEE_SOURCE_DIR "/tests/data/import-samples/"

static inline void read_file(const char *path, struct buf *out) {
  struct os_stat stat;

  if (os_read_file(os_real(), path, (size_t)1 << 28, out, &stat) != 0)
    fail_msg("cannot read %s", path);
}

/* A value on one line. */
static inline void dump_value(struct buf *out, const char *name, const char *value) {
  buf_addf(out, "  %s=", name);
  for (; *value != '\0'; value++) {
    if (*value == '\n')
      buf_adds(out, "\\n");
    else
      buf_addc(out, *value);
  }
  buf_addc(out, '\n');
}

static inline void dump_import(struct buf *out, const struct import *import) {
  buf_addf(out, "%s, %s\n", import->said, import->charset);
  for (size_t i = 0; i < import->people.len; i++) {
    const struct imported *person = &import->people.data[i];
    buf_addf(out, "line %u%s%s%s\n", person->line, person->formula ? " formula" : "",
             person->own_id[0] != '\0' ? " own " : "", person->own_id);
    for (size_t k = 0; k < person->count; k++) {
      const struct imported_value *value = &person->values[k];
      dump_value(out,
                 value->field >= 0 ? table_defs[TABLE_CONTACTS].fields[value->field].name
                                   : value->column,
                 value->value);
    }
    for (size_t k = 0; k < person->place_count; k++)
      buf_addf(out, "  at %s, %s\n", person->places[k].org, person->places[k].title);
  }
  for (size_t i = 0; i < import->rows.len; i++) {
    const struct imported_row *row = &import->rows.data[i];
    buf_addf(out, "%s %s\n", table_defs[row->table].row, row->id);
    for (size_t k = 0; k < row->count; k++)
      dump_value(out,
                 row->values[k].field >= 0
                     ? table_defs[row->table].fields[row->values[k].field].name
                     : row->values[k].column,
                 row->values[k].value);
  }
  for (size_t i = 0; i < import->unread.len; i++)
    buf_addf(out, "unread line %u %s\n", import->unread.data[i].line, import->unread.data[i].text);
  if (import->empty > 0)
    buf_addf(out, "empty %zu\n", import->empty);
  if (import->photos > 0)
    buf_addf(out, "photos %zu\n", import->photos);
  for (size_t i = 0; i < import->unmapped.len; i++)
    buf_addf(out, "unmapped %s\n", import->unmapped.data[i]);
}

/* Reads the text and compares what it is with the dump that is wanted. */
static inline void assert_reads(const char *text, size_t len, const char *wanted) {
  struct import_options options = IMPORT_OPTIONS_INIT;
  struct import import;
  struct buf got = BUF_INIT;
  struct err err = ERR_INIT;

  import_init(&import);
  if (!import_read(&import, "test", text, len, &options, &err))
    buf_addf(&got, "%s\n", err.text);
  else
    dump_import(&got, &import);
  assert_string_equal(buf_text(&got), wanted);
  buf_release(&got);
  import_release(&import);
}
#endif
