#include "mentee/session/session.h"

#include "mentee/base/os_mem.h"
#include "mentee/base/xmem.h"
#include "mentee/engine/privacy.h"
#include "mentee/session/history.h"
#include "mentee/session/login.h"
#include "mentee/session/sample.h"
#include "mentee/store/copies.h"
#include "mentee/store/mend.h"
#include "session_priv.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define SAMPLE_FOLDER "/sample"
#define CONFIG_LIMIT ((size_t)1 << 20)

static bool read_config(struct world *world, struct config *config, struct err *err) {
  struct buf path = BUF_INIT, text = BUF_INIT;
  struct os_stat stat;
  bool ok = true;

  *config = (struct config)CONFIG_INIT;
  world_config_file(world, &path);
  if (path.len > 0) {
    int got = os_read_file(world->os, buf_text(&path), CONFIG_LIMIT, &text, &stat);
    if (got < 0 && got != -ENOENT && got != -ENOTDIR)
      ok = err_set(err, ERR_IO, "cannot read '%s': %s", buf_text(&path), os_reason(got));
  }
  if (ok)
    ok = config_parse(config, buf_text(&text), "mentee.conf", err);
  buf_release(&path);
  buf_release(&text);
  return ok;
}

bool session_find_store(struct world *world, struct config *config, struct buf *folder,
                        struct err *err) {
  return read_config(world, config, err) && world_store_folder(world, config->store, folder, err);
}

static void after_load(struct session *session) {
  session->settings = settings_read(&session->store.book);
  session->today = world_today(session->world, session->settings.value[SETTING_DAY_STARTS_AT]);
}

struct world session_surroundings(const struct session *session) {
  struct world around = *session->world;

  if (session->sample) {
    around.os = session->os;
    around.store_flag = SAMPLE_FOLDER;
    around.home = around.cwd = "/";
    around.mentee_dir = around.xdg_data_home = around.xdg_config_home = "";
    around.xdg_state_home = around.xdg_cache_home = around.xdg_data_dirs = "";
  }
  return around;
}

/* Where journal, backups and drafts are; none without a home. */
static char *state_folder(const struct session *session, const char *folder) {
  struct world around = session_surroundings(session);
  struct buf path = BUF_INIT;

  world_store_state(&around, folder, &path);
  return path.len > 0 ? buf_detach(&path) : NULL;
}

static bool load(struct session *session, const char *folder, struct err *err) {
  bool ok = store_load(&session->store, session->os, folder, err);

  session->store.state = state_folder(session, folder);
  if (!ok)
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
  ok = session_find_store(world, &session->config, &folder, err);
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

static void forget_actions(struct actions *actions) {
  for (size_t i = 0; i < actions->len; i++)
    action_release(&actions->data[i]);
  vec_release(actions);
}

void session_forget_undo(struct session *session) {
  forget_actions(&session->done);
  forget_actions(&session->undone);
}

void session_close(struct session *session) {
  clear_said(session);
  vec_release(&session->said);
  forget_actions(&session->done);
  forget_actions(&session->undone);
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

void session_take_report(struct session *session, struct commit_report *report) {
  clear_said(session);
  for (size_t i = 0; i < report->said.len; i++) {
    *vec_push(&session->said) = report->said.data[i];
    report->said.data[i] = NULL; /* taken */
  }
  report->said.len = 0;
  session->settings = settings_read(&session->store.book);
}

/* *done is what was done at last, to undo that. */
static bool commit(struct session *session, const struct action *action,
                   const struct file_image *images, struct action *done, struct err *err) {
  struct commit_report report = COMMIT_REPORT_INIT;
  bool ok = store_commit_images(&session->store, action, images, &report, err);

  session_take_report(session, &report);
  if (!ok && action->of[0] != '\0' && report.conflicts.list.len > 0)
    session_explain_conflict(session, action->of, &report.conflicts.list.data[0], err);
  if (ok) {
    *done = report.done;
    action_init(&report.done);
    login_remember(session, LOGIN_AFTER_SAVE);
  }
  commit_report_release(&report);
  return ok;
}

static bool after_mending(struct session *session, struct commit_report *report, bool ok) {
  session_take_report(session, report);
  commit_report_release(report);
  if (ok)
    login_remember(session, LOGIN_AFTER_SAVE);
  return ok;
}

bool session_mend(struct session *session, const struct mend *mend, struct err *err) {
  struct commit_report report = COMMIT_REPORT_INIT;
  bool ok = mend_apply(mend, &session->store, &report, err);

  return after_mending(session, &report, ok);
}

bool session_take_in(struct session *session, const struct conflict_copy *copy, struct err *err) {
  struct commit_report report = COMMIT_REPORT_INIT;
  bool ok = copies_take_in(&session->store, copy, &report, err);

  return after_mending(session, &report, ok);
}

bool session_commit_inverse(struct session *session, const struct action *inverse,
                            struct err *err) {
  struct action done;
  bool ok = commit(session, inverse, NULL, &done, err);

  if (ok)
    action_release(&done);
  return ok;
}

/* R18: asked, never refused. What was saved stays until somebody takes it out. */
static void ask_about_patients(struct session *session, const struct action *done) {
  const char *question =
      session->settings.value[SETTING_PHI_LINT] != PRIVACY_WARNS ? NULL : privacy_ask_action(done);

  if (question != NULL)
    *vec_push(&session->said) = xstrdup(question);
}

static bool may_save(const struct session *session, const struct action *action, struct err *err) {
  return session->may_save == NULL || session->may_save(session->may_save_context, action, err);
}

bool session_commit_images(struct session *session, const struct action *action,
                           const struct file_image *images, struct err *err) {
  struct action done;

  if (!may_save(session, action, err) || !commit(session, action, images, &done, err))
    return false;
  if (session->may_save == NULL) /* else it was asked before */
    ask_about_patients(session, &done);
  forget_actions(&session->undone);
  *vec_push(&session->done) = done;
  return true;
}

bool session_commit_carried(struct session *session, struct action *action, struct err *err) {
  bool ok = action->changes.len == 0 || session_commit_images(session, action, NULL, err);

  action_release(action);
  return ok;
}

/* The one gate of what people write, by whichever command, form, editor or pasted text. */
static bool is_writable(const struct change *change, struct err *err) {
  const struct field *field;
  const char *why;

  if (change->field < 0)
    return true;
  field = &table_defs[change->table].fields[change->field];
  why = field_text_refusal(field, change->after);
  return why[0] == '\0' || err_set(err, ERR_USAGE, "%s: %s", field->name, why);
}

bool session_commit(struct session *session, struct action *action, struct err *err) {
  for (size_t i = 0; i < action->changes.len; i++)
    if (!is_writable(&action->changes.data[i], err)) {
      action_release(action);
      return false;
    }
  return session_commit_carried(session, action, err);
}

/* Takes back the last of *from; what did that is the last of *to. */
static bool turn(struct session *session, struct actions *from, struct actions *to,
                 struct buf *title, struct err *err) {
  struct action *last = &from->data[from->len - 1];
  struct action inverse, done;
  bool ok;

  action_invert(last, &inverse);
  ok = commit(session, &inverse, NULL, &done, err);
  action_release(&inverse);
  if (!ok)
    return false;
  buf_adds(title, last->title);
  action_release(last);
  from->len--;
  *vec_push(to) = done;
  return true;
}

bool session_undo(struct session *session, struct buf *title, struct err *err) {
  if (session->done.len == 0)
    return err_set(err, ERR_MISSING, "nothing to undo in this session");
  return turn(session, &session->done, &session->undone, title, err);
}

bool session_redo(struct session *session, struct buf *title, struct err *err) {
  if (session->undone.len == 0)
    return err_set(err, ERR_MISSING, "nothing to bring back in this session");
  return turn(session, &session->undone, &session->done, title, err);
}
