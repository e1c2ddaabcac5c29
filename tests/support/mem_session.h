#ifndef TESTS_MEM_SESSION_H
#define TESTS_MEM_SESSION_H
/* Two sessions of one store in an in-memory file system, as two shells have them. */
#include "bare_world.h"
#include "mentee/base/date.h"
#include "mentee/base/os_mem.h"
#include "mentee/session/acts.h"
#include "test.h"
#include <string.h>

struct mem_session {
  struct os_mem *mem;
  struct world world;
  struct session here, there;
};

static inline void ms_put(struct mem_session *ms, const char *file, const char *text) {
  struct buf path = BUF_INIT;

  buf_addf(&path, "/store/%s", file);
  os_mem_put(ms->mem, buf_text(&path), text, strlen(text));
  buf_release(&path);
}

/* "" where there is no such file. */
static inline const char *ms_get(const struct mem_session *ms, const char *file) {
  struct buf path = BUF_INIT;
  const char *text;
  size_t len;

  buf_addf(&path, "/store/%s", file);
  text = os_mem_get(ms->mem, buf_text(&path), &len);
  buf_release(&path);
  return text != NULL ? text : "";
}

static inline void ms_open(struct mem_session *ms, struct session *session) {
  struct err err = ERR_INIT;

  if (!session_open(session, &ms->world, &err))
    fail_msg("open: %s", err.text);
}

/* As another process that begins now. */
static inline void ms_open_again(struct mem_session *ms, struct session *session) {
  session_close(session);
  ms_open(ms, session);
}

static inline int ms_begin(void **state) {
  static struct mem_session ms;

  ms.mem = os_mem_new();
  ms.world = bare_world(os_mem_door(ms.mem));
  ms.world.forced_today = date_parse("2026-11-20");
  ms.world.home = "/home";
  ms.world.cwd = "/";
  ms.world.mentee_dir = "/store";
  ms_put(&ms, "contacts.csv",
         "id,name,email,city,mine\nc1,Ann Low,ann@x,Oslo,a\nc2,Bo High,bo@x,Bergen,b\n");
  ms_open(&ms, &ms.here);
  ms_open(&ms, &ms.there);
  *state = &ms;
  return 0;
}

static inline int ms_end(void **state) {
  struct mem_session *ms = *state;

  session_close(&ms->here);
  session_close(&ms->there);
  os_mem_free(ms->mem);
  return 0;
}

/* One cell of a contact, set and saved. */
static inline bool ms_set(struct session *session, const char *id, int field, const char *value,
                          struct err *err) {
  return session_edit(session, TABLE_CONTACTS, id, &(struct field_value){field, value}, 1, err);
}

static inline void ms_must_set(struct session *session, const char *id, int field,
                               const char *value) {
  struct err err = ERR_INIT;

  if (!ms_set(session, id, field, value, &err))
    fail_msg("%s: %s", id, err.text);
}

static inline const char *ms_cell(const struct session *session, const char *id, int field) {
  const struct record *row = book_find(session_book(session), TABLE_CONTACTS, id);

  return row != NULL ? record_text(row, field) : "(no row)";
}

static inline void ms_must_follow(struct session *session) {
  struct err err = ERR_INIT;
  bool changed;

  assert_true(session_follow(session, &changed, &err));
  assert_true(changed);
}

#define MS_EACH(test) cmocka_unit_test_setup_teardown(test, ms_begin, ms_end)
#endif
