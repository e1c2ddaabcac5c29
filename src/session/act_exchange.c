/* Import and merge: what the rooms of formats make, put into the store. */
#include "mentee/session/exchange.h"

#include "acts_priv.h"
#include "mentee/base/xmem.h"
#include "session_priv.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define IMPORT_FILE_LIMIT ((size_t)1 << 30)
#define STANDARD_INPUT 0

void importing_init(struct importing *importing) {
  memset(importing, 0, sizeof *importing);
  import_init(&importing->import);
}

void importing_release(struct importing *importing) {
  if (importing->planned)
    plan_release(&importing->plan);
  import_release(&importing->import);
  free(importing->name);
  importing->name = NULL;
  importing->planned = false;
}

/* --- reading ------------------------------------------------------------------------------------
 */

static const char *base_name(const char *path) {
  const char *slash = strrchr(path, '/');

  return slash != NULL && slash[1] != '\0' ? slash + 1 : path;
}

/* Standard input to its end. */
static int read_input(struct os *os, struct buf *bytes) {
  char piece[65536];
  int64_t got;

  while ((got = os->read(os->self, STANDARD_INPUT, piece, sizeof piece)) > 0) {
    if (bytes->len > IMPORT_FILE_LIMIT)
      return -EFBIG;
    buf_add(bytes, piece, (size_t)got);
  }
  return (int)got;
}

static bool read_one(struct session *session, const char *path,
                     const struct import_options *options, struct importing *importing,
                     struct err *err) {
  struct os *os = session->world->os;
  struct buf bytes = BUF_INIT;
  struct os_stat stat;
  bool is_input = strcmp(path, "-") == 0, ok;
  int got =
      is_input ? read_input(os, &bytes) : os_read_file(os, path, IMPORT_FILE_LIMIT, &bytes, &stat);

  if (got < 0)
    ok = err_set(err, ERR_IO, "cannot read '%s': %s", path, os_reason(got));
  else
    ok = import_read(&importing->import, is_input ? "standard input" : base_name(path),
                     buf_text(&bytes), bytes.len, options, err);
  buf_release(&bytes);
  return ok;
}

static int by_name(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool ends_with(const char *name, const char *end) {
  size_t len = strlen(name), tail = strlen(end);

  return len > tail && strcmp(name + len - tail, end) == 0;
}

/* Every card of a folder, as khard and vdirsyncer keep them. */
static bool read_folder(struct session *session, const char *path,
                        const struct import_options *options, struct importing *importing,
                        struct err *err) {
  VEC(const char *) cards = VEC_INIT;
  struct buf names = BUF_INIT, card = BUF_INIT;
  int got = session->world->os->list(session->world->os->self, path, &names);
  bool ok = true;

  if (got < 0) {
    ok = err_set(err, ERR_IO, "cannot read '%s': %s", path, os_reason(got));
    goto out;
  }
  for (size_t at = 0; at < names.len; at += strlen(names.data + at) + 1)
    if (ends_with(names.data + at, ".vcf") && names.data[at] != '.')
      *vec_push(&cards) = names.data + at;
  if (cards.len == 0) {
    ok = err_set(err, ERR_MISSING, "no .vcf file in '%s'", path);
    goto out;
  }
  qsort(cards.data, cards.len, sizeof cards.data[0], by_name);
  for (size_t i = 0; i < cards.len && ok; i++) {
    buf_cut(&card, 0);
    buf_addf(&card, "%s/%s", path, cards.data[i]);
    ok = read_one(session, buf_text(&card), options, importing, err);
  }
out:
  vec_release(&cards);
  buf_release(&names);
  buf_release(&card);
  return ok;
}

static bool is_folder(struct session *session, const char *path) {
  struct os *os = session->world->os;
  struct os_stat stat;

  return strcmp(path, "-") != 0 && os->stat(os->self, path, true, &stat) == 0 &&
         stat.kind == OS_FOLDER;
}

static void name_it(struct importing *importing, const char *const *paths, size_t count) {
  struct buf name = BUF_INIT;

  if (count == 1)
    buf_adds(&name, strcmp(paths[0], "-") == 0 ? "standard input" : base_name(paths[0]));
  else
    buf_addf(&name, "%zu files", count);
  importing->name = buf_detach(&name);
}

static bool make_plan(struct session *session, struct importing *importing,
                      const struct import_options *options) {
  if (importing->planned)
    plan_release(&importing->plan);
  importing->planned = true;
  return plan_make_telling(&importing->plan, &importing->import, session_book(session),
                           options->progress, options->context);
}

bool session_import_read(struct session *session, const char *const *paths, size_t count,
                         const struct import_options *options, struct importing *importing,
                         struct err *err) {
  importing_init(importing);
  name_it(importing, paths, count);
  for (size_t i = 0; i < count; i++) {
    bool ok = is_folder(session, paths[i]) ? read_folder(session, paths[i], options, importing, err)
                                           : read_one(session, paths[i], options, importing, err);
    if (!ok)
      return false;
  }
  return make_plan(session, importing, options) ||
         err_set(err, ERR_USAGE, "reading '%s' was stopped; nothing was taken", importing->name);
}

void session_import_plan(struct session *session, struct importing *importing) {
  static const struct import_options nobody_listens = IMPORT_OPTIONS_INIT;

  (void)make_plan(session, importing, &nobody_listens); /* nor stops it */
}

/* --- writing ------------------------------------------------------------------------------------
 */

size_t importing_count(const struct importing *importing) {
  return plan_count(&importing->plan, PLAN_NEW) + plan_count(&importing->plan, PLAN_CHANGED);
}

size_t importing_rows(const struct importing *importing) {
  return plan_extra_count(&importing->plan, FATE_NEW);
}

static void give_id(void *context, enum table_id table, char *out) {
  session_new_id(context, table, out);
}

bool session_import_write(struct session *session, struct importing *importing,
                          const struct plan_gifts *gifts, struct err *err) {
  size_t count = importing_count(importing), rows = importing_rows(importing);
  struct action action;

  action_init(&action);
  plan_action(&importing->plan, gifts, session->today, give_id, session, &action);
  if (rows > 0)
    action_title(&action, "Imported %s: %zu %s and %zu %s", importing->name, count,
                 count == 1 ? "person" : "people", rows, rows == 1 ? "row" : "rows");
  else
    action_title(&action, "Imported %s: %zu %s", importing->name, count,
                 count == 1 ? "person" : "people");
  return session_commit_carried(session, &action, err);
}

static bool merge_action(const struct session *session, const char *stays, const char *goes,
                         struct action *action, struct merge_report *report, struct err *err) {
  const struct book *book = session_book(session);
  const struct record *one = book_find(book, TABLE_CONTACTS, stays);
  const struct record *other = book_find(book, TABLE_CONTACTS, goes);

  action_init(action);
  memset(report, 0, sizeof *report);
  if (one == NULL || other == NULL)
    return err_set(err, ERR_MISSING, "no contact '%s'; it may have been removed meanwhile",
                   one == NULL ? stays : goes);
  action_title(action, "Merged %s into %s", record_text(other, CONTACT_NAME),
               record_text(one, CONTACT_NAME));
  return merge_contacts(book, one, other, action, report, err);
}

bool session_merge_preview(const struct session *session, const char *stays, const char *goes,
                           struct merge_report *report, struct err *err) {
  struct action action;
  bool ok = merge_action(session, stays, goes, &action, report, err);

  action_release(&action);
  return ok;
}

bool session_merge(struct session *session, const char *stays, const char *goes, struct err *err) {
  struct merge_report report;
  struct action action;
  bool ok = merge_action(session, stays, goes, &action, &report, err);

  merge_report_release(&report);
  if (ok)
    return session_commit_carried(session, &action, err);
  action_release(&action);
  return false;
}
