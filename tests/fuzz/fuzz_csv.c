/* Any bytes as contacts.csv: nothing of them is lost, what is written is read back. */
#include "fuzz.h"
#include "mentee/base/os_mem.h"
#include "mentee/store/csv_reader.h"
#include "mentee/store/csv_writer.h"
#include "mentee/store/store.h"
#include <stdlib.h>
#include <string.h>

static const char folder[] = "/store", file[] = "/store/contacts.csv";

/* --- the reader: every byte is in one row, in one damage or in the tail --------------------------
 */

struct seen {
  const char *at;
  uint32_t line;
};

static void see(struct seen *seen, uint32_t line, const char *raw, size_t len) {
  FUZZ_CHECK(raw == seen->at && len > 0 && line > seen->line);
  seen->at += len;
  seen->line = line;
}

/* A row, written anew, is the row. */
struct again {
  const struct csv_row *row;
  bool seen;
};

static void compare_row(void *context, const struct csv_row *row) {
  struct again *again = context;

  FUZZ_CHECK(!again->seen && row->count == again->row->count);
  for (size_t i = 0; i < row->count; i++)
    FUZZ_CHECK(strcmp(row->cells[i], again->row->cells[i]) == 0);
  again->seen = true;
}

static void no_damage(void *context, uint32_t line, const char *raw, size_t len, const char *why) {
  (void)context;
  (void)line;
  (void)raw;
  (void)len;
  (void)why;
  FUZZ_CHECK(false);
}

static void write_and_read(const struct csv_row *row) {
  struct buf out = BUF_INIT;
  struct again again = {row, false};
  struct csv_sink sink = {&again, compare_row, no_damage};
  const char *tail;
  size_t tail_len;

  for (size_t i = 0; i < row->count; i++) {
    if (i > 0)
      buf_addc(&out, ',');
    csv_write_cell(&out, row->cells[i], row->count == 1);
  }
  buf_addc(&out, '\n');
  csv_read(buf_text(&out), out.len, &sink, &tail, &tail_len);
  FUZZ_CHECK(again.seen && tail_len == 0);
  buf_release(&out);
}

static void on_row(void *context, const struct csv_row *row) {
  for (size_t i = 0; i < row->count; i++)
    FUZZ_CHECK(strlen(row->cells[i]) == row->lengths[i]);
  see(context, row->line, row->raw, row->raw_len);
  write_and_read(row);
}

static void on_damage(void *context, uint32_t line, const char *raw, size_t len, const char *why) {
  FUZZ_CHECK(why[0] != '\0');
  see(context, line, raw, len);
}

static void read_rows(const char *bytes, size_t size) {
  struct seen seen = {bytes, 0};
  struct csv_sink sink = {&seen, on_row, on_damage};
  const char *tail;
  size_t tail_len;

  csv_read(bytes, size, &sink, &tail, &tail_len);
  FUZZ_CHECK(tail == seen.at && tail + tail_len == bytes + size);
}

/* --- the store: saved as it was loaded; an edit is there afterwards
 * -------------------------------- */

static void edit_first(struct store *store) {
  const struct record *first = book_at(&store->book, TABLE_CONTACTS, 0);
  struct commit_report report = COMMIT_REPORT_INIT;
  struct action action;
  struct err err = ERR_INIT;
  char *id;

  action_init(&action);
  id = arena_dup(&action.arena, record_id(first));
  action_set(&action, &store->book, TABLE_CONTACTS, id, CONTACT_NOTES, "new\n\"notes\"");
  FUZZ_CHECK(store_commit(store, &action, &report, &err));
  FUZZ_CHECK(store_reload(store, &err));
  FUZZ_CHECK(store->book.tables[TABLE_CONTACTS].read_only == NULL);
  FUZZ_CHECK(strcmp(record_text(book_at(&store->book, TABLE_CONTACTS, 0), CONTACT_NOTES),
                    "new\n\"notes\"") == 0);
  commit_report_release(&report);
  action_release(&action);
}

static void load_and_save(const char *bytes, size_t size) {
  struct os_mem *mem = os_mem_new();
  struct store store;
  struct buf out = BUF_INIT;
  struct err err = ERR_INIT;
  size_t rows;

  os_mem_put(mem, file, bytes, size);
  FUZZ_CHECK(store_load(&store, os_mem_door(mem), folder, &err));
  rows = book_count(&store.book, TABLE_CONTACTS);
  if (store.book.tables[TABLE_CONTACTS].read_only == NULL) {
    csv_write_table(&out, &store.book.tables[TABLE_CONTACTS]);
    FUZZ_CHECK(out.len == size && (size == 0 || memcmp(out.data, bytes, size) == 0));
    if (rows > 0) {
      edit_first(&store);
      FUZZ_CHECK(book_count(&store.book, TABLE_CONTACTS) == rows);
    }
  }
  buf_release(&out);
  store_release(&store);
  os_mem_free(mem);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  read_rows((const char *)data, size);
  load_and_save((const char *)data, size);
  return 0;
}
