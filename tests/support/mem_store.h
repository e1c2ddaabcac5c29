#ifndef TESTS_MEM_STORE_H
#define TESTS_MEM_STORE_H
/* A store in an in-memory file system: files put as text, got as text. */
#include "mentee/base/os_mem.h"
#include "mentee/store/store.h"
#include "test.h"
#include <string.h>

#define FOLDER "/home/data/mentee"

static inline const char *mem_path(const char *file) {
  static char path[256];
  struct buf text = BUF_INIT;

  buf_addf(&text, FOLDER "/%s", file);
  memcpy(path, buf_text(&text), text.len + 1);
  buf_release(&text);
  return path;
}

static inline void mem_put(struct os_mem *mem, const char *file, const char *text) {
  os_mem_put(mem, mem_path(file), text, strlen(text));
}

/* "" where there is no such file. */
static inline const char *mem_get(const struct os_mem *mem, const char *file) {
  size_t len;
  const char *text = os_mem_get(mem, mem_path(file), &len);

  return text != NULL ? text : "";
}

static inline void mem_load(struct os_mem *mem, struct store *store) {
  struct err err = ERR_INIT;

  if (!store_load(store, os_mem_door(mem), FOLDER, &err))
    fail_msg("load: %s", err.text);
}

/* Commits and releases the action; the error's text is in *err. What the report says is appended to
 *said, a line each, where said is not NULL. */
static inline bool mem_commit(struct store *store, struct action *action, struct buf *said,
                              struct err *err) {
  struct commit_report report = COMMIT_REPORT_INIT;
  bool ok = store_commit(store, action, &report, err);

  for (size_t i = 0; i < report.said.len && said != NULL; i++)
    buf_addf(said, "%s\n", report.said.data[i]);
  commit_report_release(&report);
  action_release(action);
  return ok;
}

/* One cell of one row, committed. */
static inline bool mem_set(struct store *store, enum table_id table, const char *id, int field,
                           const char *value, struct err *err) {
  struct action action;

  action_init(&action);
  action_set(&action, &store->book, table, id, field, value);
  return mem_commit(store, &action, NULL, err);
}
#endif
