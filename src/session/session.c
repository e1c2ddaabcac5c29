#include "mentee/session/session.h"

#include "mentee/base/os_mem.h"
#include "mentee/session/sample.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define SAMPLE_FOLDER "/sample"
#define CONFIG_LIMIT ((size_t)1 << 20)

static bool read_config(struct session *session, struct err *err) {
  struct buf path = BUF_INIT, text = BUF_INIT;
  struct os_stat stat;
  bool ok = true;

  world_config_file(session->world, &path);
  if (path.len > 0) {
    int got = os_read_file(session->world->os, buf_text(&path), CONFIG_LIMIT, &text, &stat);
    if (got < 0 && got != -ENOENT && got != -ENOTDIR)
      ok = err_set(err, ERR_IO, "cannot read '%s': %s", buf_text(&path), os_reason(got));
  }
  if (ok)
    ok = config_parse(&session->config, buf_text(&text), "mentee.conf", err);
  buf_release(&path);
  buf_release(&text);
  return ok;
}

static void after_load(struct session *session) {
  session->settings = settings_read(&session->store.book);
  session->today = world_today(session->world, session->settings.value[SETTING_DAY_STARTS_AT]);
}

static bool load(struct session *session, const char *folder, struct err *err) {
  if (!store_load(&session->store, session->os, folder, err))
    return false;
  session->store.lock_none =
      session->config.lock != NULL && strcmp(session->config.lock, "none") == 0;
  after_load(session);
  return true;
}

bool session_open(struct session *session, struct world *world, struct err *err) {
  struct buf folder = BUF_INIT;
  bool ok;

  memset(session, 0, sizeof *session);
  session->world = world;
  session->os = world->os;
  book_init(&session->store.book);
  session->settings = settings_defaults();
  session->today = world_today(world, session->settings.value[SETTING_DAY_STARTS_AT]);
  ok = read_config(session, err) && world_store_folder(world, session->config.store, &folder, err);
  if (ok) {
    book_release(&session->store.book); /* store_load makes its own */
    ok = load(session, buf_text(&folder), err);
  }
  buf_release(&folder);
  return ok;
}

bool session_open_sample(struct session *session, struct world *world, struct err *err) {
  struct buf path = BUF_INIT;
  bool ok;

  memset(session, 0, sizeof *session);
  session->world = world;
  session->sample = true;
  session->memory = os_mem_new();
  session->os = os_mem_door(session->memory);
  for (size_t i = 0; i < sample_file_count; i++) {
    buf_cut(&path, 0);
    buf_addf(&path, "%s/%s", SAMPLE_FOLDER, sample_files[i].name);
    os_mem_put(session->memory, buf_text(&path), (const char *)sample_files[i].bytes,
               sample_files[i].len);
  }
  buf_release(&path);
  ok = config_parse(&session->config, "", "mentee.conf", err);
  return ok && load(session, SAMPLE_FOLDER, err);
}

static void clear_said(struct session *session) {
  for (size_t i = 0; i < session->said.len; i++)
    free(session->said.data[i]);
  session->said.len = 0;
}

static void forget_actions(struct action *actions, size_t count) {
  for (size_t i = 0; i < count; i++)
    action_release(&actions[i]);
}

void session_close(struct session *session) {
  clear_said(session);
  vec_release(&session->said);
  forget_actions(session->done.data, session->done.len);
  forget_actions(session->undone.data, session->undone.len);
  vec_release(&session->done);
  vec_release(&session->undone);
  store_release(&session->store);
  config_release(&session->config);
  if (session->memory != NULL)
    os_mem_free(session->memory);
  session->memory = NULL;
}

const struct book *session_book(const struct session *session) {
  return &session->store.book;
}

bool session_new_day(struct session *session) {
  int today = world_today(session->world, session->settings.value[SETTING_DAY_STARTS_AT]);
  bool turned = today != session->today;

  session->today = today;
  return turned;
}

bool session_follow(struct session *session, bool *changed, struct err *err) {
  *changed = store_changed(&session->store);
  if (!*changed)
    return true;
  *changed = store_reload(&session->store, err);
  if (*changed)
    after_load(session);
  return *changed;
}

char *session_new_id(struct session *session, enum table_id table, char *out) {
  static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";
  unsigned char bytes[7];

  do {
    session->os->random(session->os->self, bytes, sizeof bytes);
    out[0] = table_defs[table].letter;
    for (size_t i = 0; i < sizeof bytes; i++)
      out[i + 1] = digits[bytes[i] % 32];
    out[sizeof bytes + 1] = '\0';
  } while (book_find(&session->store.book, table, out) != NULL);
  return out;
}

/* Commits; what the store has to say of it goes to session->said. */
static bool commit(struct session *session, const struct action *action, struct err *err) {
  struct commit_report report = COMMIT_REPORT_INIT;
  bool ok = store_commit(&session->store, action, &report, err);

  clear_said(session);
  for (size_t i = 0; i < report.said.len; i++) {
    *vec_push(&session->said) = report.said.data[i];
    report.said.data[i] = NULL; /* taken */
  }
  report.said.len = 0;
  commit_report_release(&report);
  session->settings = settings_read(&session->store.book);
  return ok;
}

bool session_commit(struct session *session, struct action *action, struct err *err) {
  bool ok = action->changes.len == 0 || commit(session, action, err);

  if (!ok || action->changes.len == 0) {
    action_release(action);
    return ok;
  }
  forget_actions(session->undone.data, session->undone.len);
  session->undone.len = 0;
  *vec_push(&session->done) = *action;
  return true;
}

/* The conflict of an undo is about a later change, and says so. */
static bool later_change(struct err *err) {
  if (err->kind != ERR_CONFLICT)
    return false;
  return err_within(err, "changed again since, so it stays as it is");
}

bool session_undo(struct session *session, struct buf *title, struct err *err) {
  struct action inverse;
  bool ok;

  if (session->done.len == 0)
    return err_set(err, ERR_MISSING, "nothing to undo in this session");
  action_invert(&session->done.data[session->done.len - 1], &inverse);
  ok = commit(session, &inverse, err);
  action_release(&inverse);
  if (!ok)
    return later_change(err);
  session->done.len--;
  *vec_push(&session->undone) = session->done.data[session->done.len];
  buf_adds(title, session->undone.data[session->undone.len - 1].title);
  return true;
}

bool session_redo(struct session *session, struct buf *title, struct err *err) {
  if (session->undone.len == 0)
    return err_set(err, ERR_MISSING, "nothing to bring back in this session");
  if (!commit(session, &session->undone.data[session->undone.len - 1], err))
    return later_change(err);
  session->undone.len--;
  *vec_push(&session->done) = session->undone.data[session->undone.len];
  buf_adds(title, session->done.data[session->done.len - 1].title);
  return true;
}
