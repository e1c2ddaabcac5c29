/*
 * Undo after do gives the very bytes of the store, and redo the bytes after; over random
 * steps (150, or as many as the first argument says), each by a process of its own or by one that
 * goes on. The files begin as people type them: quotes nobody needs, rows without ids, CRLF, no
 * line end at the end, columns of their own.
 */
#include "bare_world.h"
#include "test.h"

#include "mentee/base/date.h"
#include "mentee/base/os_mem.h"
#include "mentee/session/acts.h"
#include "mentee/session/history.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FOLDER "/home/data/mentee"
#define MOST_DEPTH 64

static uint64_t seed = 7;
static int steps = 150;

static unsigned pick(unsigned below) {
  seed ^= seed << 13;
  seed ^= seed >> 7;
  seed ^= seed << 17;
  return (unsigned)(seed >> 33) % below;
}

struct run {
  struct os_mem *mem;
  struct world world;
  struct session session;
  bool open;
  char *states[MOST_DEPTH + 1]; /* before the first action, after it, after the second ... */
  size_t depth, top; /* actions that stand; and those that can be brought back above them */
  long undone, redone, done;
};

/* Every file of the store, its name and its bytes. */
static char *bytes_of(const struct run *run) {
  struct buf all = BUF_INIT;

  for (int i = 0; i < TABLE_COUNT; i++) {
    char path[256];
    size_t len;
    const char *bytes;
    snprintf(path, sizeof path, FOLDER "/%s", table_defs[i].file);
    bytes = os_mem_get(run->mem, path, &len);
    if (bytes != NULL)
      buf_addf(&all, "== %s %zu\n%s", table_defs[i].file, len, bytes);
  }
  buf_adds(&all, ""); /* never NULL */
  return buf_detach(&all);
}

static void reopen(struct run *run) {
  struct err err = ERR_INIT;

  if (run->open)
    session_close(&run->session);
  run->open = true;
  if (!session_open(&run->session, &run->world, &err))
    fail_msg("%s", err.text);
}

static void put(struct run *run, const char *name, const char *text) {
  char path[256];

  snprintf(path, sizeof path, FOLDER "/%s", name);
  os_mem_put(run->mem, path, text, strlen(text));
}

static void begin(struct run *run) {
  memset(run, 0, sizeof *run);
  run->mem = os_mem_new();
  put(run, "contacts.csv",
      "\"id\",name,email,\"cat\"\r\n\"c1\",\"Ann Low\",a@x,Tom\r\n,Bo "
      "Typed,,\r\n\r\nc3,Cem,\"c@x\",");
  put(run, "followups.csv", "contact_id,what,id\nc1,\"send it\",f1\nc3,second,f2\n");
  run->world = bare_world(os_mem_door(run->mem));
  run->world.forced_today = date_parse("2026-11-20");
  run->world.home = "/home";
  run->world.cwd = "/";
  run->world.mentee_dir = FOLDER;
  reopen(run);
  run->states[0] = bytes_of(run);
}

static const char *some_contact(const struct run *run) {
  const struct book *book = session_book(&run->session);

  return record_id(book_at(book, TABLE_CONTACTS, pick((unsigned)book_count(book, TABLE_CONTACTS))));
}

static bool edit_something(struct run *run, struct err *err) {
  static const char *const values[] = {"", "x", "a, b", "\"q\"", " blank ", "two"};
  static const int fields[] = {CONTACT_NAME, CONTACT_EMAIL, CONTACT_ORG, CONTACT_CITY};
  struct action action;

  action_init(&action);
  for (unsigned i = pick(3) + 1; i > 0; i--)
    action_set(&action, session_book(&run->session), TABLE_CONTACTS, some_contact(run),
               fields[pick(4)], values[pick(6)]);
  if (action.changes.len == 0)
    action_set(&action, session_book(&run->session), TABLE_CONTACTS, some_contact(run),
               CONTACT_TITLE, pick(2) > 0 ? "Professor" : "Chief");
  if (action.changes.len == 0) {
    action_release(&action);
    return false;
  }
  return session_commit(&run->session, &action, err);
}

/* As merging two people does: a row goes, a column of somebody else's is written. */
static bool take_one_out(struct run *run, struct err *err) {
  const struct book *book = session_book(&run->session);
  const struct record *row = book_at(book, TABLE_FOLLOWUPS, 0);
  struct action action;

  action_init(&action);
  for (int i = 1; i < table_defs[TABLE_FOLLOWUPS].field_count; i++)
    if (record_has(row, i))
      action_fill(&action, TABLE_FOLLOWUPS, record_id(row), i, record_text(row, i), "");
  action_fill(&action, TABLE_FOLLOWUPS, record_id(row), 0, record_id(row), "");
  row = book_at(book, TABLE_CONTACTS, 0);
  action_fill_column(&action, TABLE_CONTACTS, record_id(row), "dog",
                     book_extra(book, TABLE_CONTACTS, row, "dog"), pick(2) > 0 ? "Rex" : "Waldi");
  return session_commit(&run->session, &action, err);
}

static bool do_something(struct run *run, struct err *err) {
  char id[SESSION_ID_SIZE];
  struct role_spec role;

  switch (pick(5)) {
  case 0:
    return role_spec_parse("mentor:primary", &role, err) &&
           session_add_contact(&run->session, "New One", &role, NULL, 0, id, err);
  case 1:
    return session_promise(&run->session, some_contact(run), "what", DATE_NONE, false, "", id, err);
  case 2:
    return session_pass(&run->session, &(const char *){some_contact(run)}, 1, err);
  case 3:
    if (book_count(session_book(&run->session), TABLE_FOLLOWUPS) > 0)
      return take_one_out(run, err);
    return false;
  default:
    return edit_something(run, err);
  }
}

static void remember(struct run *run) {
  if (run->depth == MOST_DEPTH) { /* the oldest is out of reach */
    free(run->states[0]);
    memmove(run->states, run->states + 1, MOST_DEPTH * sizeof run->states[0]);
    run->states[MOST_DEPTH] = NULL;
    run->depth--;
  }
  run->depth++;
  for (size_t i = run->depth; i <= MOST_DEPTH; i++) {
    free(run->states[i]);
    run->states[i] = NULL;
  }
  run->states[run->depth] = bytes_of(run);
  run->top = run->depth;
}

static void expect_state(struct run *run, const char *after) {
  char *now = bytes_of(run);

  if (strcmp(now, run->states[run->depth]) != 0)
    fail_msg("after %s: got\n%s\nwant\n%s", after, now, run->states[run->depth]);
  free(now);
}

static void step(struct run *run) {
  struct buf title = BUF_INIT;
  struct err err = ERR_INIT;
  unsigned what = pick(10);

  if (pick(2) == 0)
    reopen(run);
  if (what < 4 && run->depth > 0) {
    if (!session_undo_last(&run->session, &title, &err))
      fail_msg("undo: %s", err.text);
    run->depth--;
    run->undone++;
    expect_state(run, "an undo");
  } else if (what < 6 && run->depth < run->top) {
    if (!session_redo_last(&run->session, &title, &err))
      fail_msg("redo: %s", err.text);
    run->depth++;
    run->redone++;
    expect_state(run, "a redo");
  } else if (do_something(run, &err)) {
    remember(run);
    run->done++;
  }
  buf_release(&title);
}

static void undo_gives_the_very_bytes_and_redo_those_after(void **state) {
  struct run run;

  (void)state;
  begin(&run);
  for (int i = 0; i < steps; i++)
    step(&run);
  assert_true(run.done > steps / 5 && run.undone > steps / 8 && run.redone > steps / 20);
  session_close(&run.session);
  for (size_t i = 0; i <= MOST_DEPTH; i++)
    free(run.states[i]);
  os_mem_free(run.mem);
}

int main(int argc, char **argv) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(undo_gives_the_very_bytes_and_redo_those_after),
  };

  if (argc > 1)
    steps = (int)strtol(argv[1], NULL, 10);
  return cmocka_run_group_tests(tests, NULL, NULL);
}
