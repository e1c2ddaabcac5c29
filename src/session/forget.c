#include "mentee/session/forget.h"

#include "mentee/session/drafts.h"
#include "session_priv.h"
#include <string.h>

#define LOOK_LIMIT ((size_t)64 << 20)

/* --- what ---------------------------------------------------------------------------------------
 */

/* The table whose rows bear that id; else the one whose letter it begins with. */
static enum table_id table_of(const struct session *session, const char *id) {
  for (int i = 0; i < TABLE_COUNT; i++)
    if (book_find(session_book(session), (enum table_id)i, id) != NULL)
      return (enum table_id)i;
  for (int i = 0; i < TABLE_COUNT; i++)
    if (table_defs[i].letter == id[0] && i != TABLE_SETTINGS)
      return (enum table_id)i;
  return TABLE_NONE;
}

static bool find_field(enum table_id table, const char *name, int *field, struct err *err) {
  *field = table_find_field(&table_defs[table], name);
  return *field > 0 ||
         err_set(err, ERR_USAGE, "%s has no field '%s'", table_defs[table].file, name);
}

static bool is_empty(const struct session *session, const struct forgetting *forgetting,
                     enum table_id table, const char *id) {
  return book_find(session_book(session), table, id) == NULL && forgetting->texts.len == 0 &&
         forgetting->targets.len <= 1;
}

/* An id may hold dots itself: the longest one that is somebody's counts. */
bool session_forget_find(const struct session *session, const char *what,
                         struct forgetting *forgetting, struct err *err) {
  const char *dot = strrchr(what, '.');
  enum table_id table = table_of(session, what);
  const char *id = what;
  int field = 0;

  if (dot != NULL &&
      (table == TABLE_NONE || book_find(session_book(session), table, what) == NULL)) {
    id = arena_copy(&forgetting->arena, what, (size_t)(dot - what));
    table = table_of(session, id);
    if (table != TABLE_NONE && !find_field(table, dot + 1, &field, err))
      return false;
  }
  if (table == TABLE_NONE)
    return err_set(err, ERR_MISSING, "no row has the id '%s'; mentee show NAME prints ids", id);
  if (!forget_find(forgetting, &session->store, table, id, field, err))
    return false;
  return !is_empty(session, forgetting, table, id) ||
         err_set(err, ERR_MISSING, "nothing holds '%s' any more", id);
}

static void describe_target(const struct session *session, const struct forget_target *target,
                            struct buf *lines) {
  const struct table_def *def = &table_defs[target->table];
  const struct record *row = book_find(session_book(session), target->table, target->id);
  const struct record *contact =
      session_contact_of(session_book(session), target->table, target->id);

  buf_addf(lines, "%s: %s", def->file, target->id);
  if (contact != NULL)
    buf_addf(lines, ", %s", record_text(contact, CONTACT_NAME));
  if (target->field > 0)
    buf_addf(lines, ": %s", def->fields[target->field].name);
  else if (row == NULL)
    buf_adds(lines, ", gone from the file already");
  buf_addc(lines, '\n');
}

void session_forget_text(const struct session *session, const struct forgetting *forgetting,
                         struct buf *lines) {
  for (size_t i = 0; i < forgetting->targets.len; i++)
    describe_target(session, &forgetting->targets.data[i], lines);
}

/* --- doing it -----------------------------------------------------------------------------------
 */

static void drop_drafts(struct session *session, const struct forgetting *forgetting) {
  struct drafts drafts;

  drafts_load(session, &drafts);
  for (size_t i = 0; i < drafts.list.len; i++) {
    const struct half_typed *draft = &drafts.list.data[i];
    bool goes = forgetting_holds(forgetting, draft->text);
    for (size_t k = 0; k < forgetting->targets.len && !goes; k++)
      goes = strcmp(draft->about, forgetting->targets.data[k].id) == 0;
    if (goes)
      draft_drop(session, draft->kind, draft->about);
  }
  drafts_release(&drafts);
}

/* What an editor that was killed has left (edit_text.c). */
static void drop_edited(struct session *session, const struct forgetting *forgetting) {
  struct buf folder = BUF_INIT, names = BUF_INIT;

  world_state_folder(session->world, &folder);
  if (folder.len > 0 && session->os->list(session->os->self, buf_text(&folder), &names) == 0)
    for (size_t at = 0; at < names.len; at += strlen(names.data + at) + 1) {
      struct buf path = BUF_INIT, text = BUF_INIT;
      struct os_stat stat;
      buf_addf(&path, "%s/%s", buf_text(&folder), names.data + at);
      if (strncmp(names.data + at, "edit-", 5) == 0 &&
          os_read_file(session->os, buf_text(&path), LOOK_LIMIT, &text, &stat) == 0 &&
          forgetting_holds(forgetting, buf_text(&text)))
        session->os->unlink(session->os->self, buf_text(&path));
      buf_release(&path);
      buf_release(&text);
    }
  buf_release(&folder);
  buf_release(&names);
}

static void drop_cache(struct session *session) {
  struct buf path = BUF_INIT;

  world_cache_file(session->world, session->store.folder, &path);
  if (path.len > 0)
    session->os->unlink(session->os->self, buf_text(&path));
  buf_release(&path);
}

bool session_forget(struct session *session, struct forgetting *forgetting, struct err *err) {
  struct commit_report report = COMMIT_REPORT_INIT;
  bool ok = store_forget(&session->store, forgetting, &report, err);

  session_take_report(session, &report);
  commit_report_release(&report);
  session_forget_undo(session);
  drop_drafts(session, forgetting);
  drop_edited(session, forgetting);
  drop_cache(session);
  return ok;
}

/* --- what is left -------------------------------------------------------------------------------
 */

static void look_at(const struct session *session, const struct forgetting *forgetting,
                    const char *name, struct buf *lines) {
  struct buf path = BUF_INIT, bytes = BUF_INIT;
  struct os_stat stat;

  buf_addf(&path, "%s/%s", session->store.folder, name);
  if (session->os->stat(session->os->self, buf_text(&path), false, &stat) == 0 &&
      stat.kind == OS_FILE &&
      os_read_file(session->os, buf_text(&path), LOOK_LIMIT, &bytes, &stat) == 0 &&
      forgetting_holds(forgetting, buf_text(&bytes)))
    buf_addf(lines, "%s still holds some of it\n", name);
  buf_release(&path);
  buf_release(&bytes);
}

void session_forget_left(const struct session *session, const struct forgetting *forgetting,
                         struct buf *lines) {
  struct buf path = BUF_INIT, names = BUF_INIT;

  if (session->os->list(session->os->self, session->store.folder, &names) == 0)
    for (size_t at = 0; at < names.len; at += strlen(names.data + at) + 1)
      look_at(session, forgetting, names.data + at, lines);
  buf_addf(&path, "%s/.git", session->store.folder);
  if (!os_missing(session->os, buf_text(&path)))
    buf_adds(lines,
             "git still holds it in what was committed before, here and on every machine that\n"
             "synced; git filter-repo rewrites that\n");
  buf_release(&path);
  buf_release(&names);
}
