/* Export: who is chosen, their reminders, and where the bytes go. */
#include "mentee/session/exchange.h"

#include "mentee/engine/query.h"
#include "mentee/exchange/export.h"
#include <stdlib.h>
#include <string.h>

struct choosing {
  const struct session *session;
  const struct export_request *request;
  struct due due;
  struct exporting exporting;
  VEC(const struct record *) contacts;
  VEC(bool) chosen;
  VEC(struct export_reminder) reminders;
  struct arena arena;
};

static void choosing_release(struct choosing *choosing) {
  due_release(&choosing->due);
  vec_release(&choosing->contacts);
  vec_release(&choosing->chosen);
  vec_release(&choosing->reminders);
  arena_release(&choosing->arena);
}

/* --- who ----------------------------------------------------------------------------------------
 */

static bool choose_by_query(struct choosing *choosing, struct err *err) {
  const struct book *book = session_book(choosing->session);
  struct matches matches = MATCHES_INIT;
  bool ok =
      query_contacts(book, &choosing->due, NULL, choosing->request->query, false, &matches, err);

  for (size_t i = 0; i < book_count(book, TABLE_CONTACTS); i++)
    *vec_push(&choosing->chosen) = false;
  for (size_t i = 0; ok && i < matches.list.len; i++) {
    *vec_push(&choosing->contacts) = matches.list.data[i];
    choosing->chosen.data[matches.list.data[i]->index] = true;
  }
  matches_release(&matches);
  return ok && (choosing->contacts.len > 0 ||
                err_set(err, ERR_MISSING, "nobody is like '%s'", choosing->request->query));
}

static bool choose(struct choosing *choosing, struct err *err) {
  const struct book *book = session_book(choosing->session);

  if (choosing->request->query[0] != '\0')
    return choose_by_query(choosing, err);
  for (size_t i = 0; i < book_count(book, TABLE_CONTACTS); i++)
    *vec_push(&choosing->contacts) = book_at(book, TABLE_CONTACTS, i);
  return true;
}

/* --- reminders
 * ------------------------------------------------------------------------------------
 */

/* Meetings and promises are in a calendar as what they are. */
static bool is_a_row_already(enum rule_id rule) {
  return rule >= RULE_R3A && rule <= RULE_R5;
}

static void add_reminder(struct choosing *choosing, const struct reason *reason) {
  const struct record *contact = reason->contact;

  if (reason->tier == DUE_TRAY || is_a_row_already(reason->rule))
    return;
  if (choosing->chosen.len > 0 && (contact == NULL || !choosing->chosen.data[contact->index]))
    return;
  *vec_push(&choosing->reminders) = (struct export_reminder){
      arena_format(&choosing->arena, "%s-%s", rule_name(reason->rule), reason->id),
      reason->what[0] != '\0' ? reason->what : reason->text,
      contact != NULL ? record_text(contact, CONTACT_NAME) : reason->name, reason->due};
}

static bool begin(struct choosing *choosing, const struct session *session,
                  const struct export_request *request, struct err *err) {
  memset(choosing, 0, sizeof *choosing);
  choosing->session = session;
  choosing->request = request;
  due_compute_all(&choosing->due, session_book(session), &session->settings, session->today);
  if (!choose(choosing, err))
    return false;
  for (size_t i = 0; i < choosing->due.reasons.len; i++)
    add_reminder(choosing, &choosing->due.reasons.data[i]);
  choosing->exporting = (struct exporting){session_book(session),
                                           choosing->contacts.data,
                                           choosing->contacts.len,
                                           choosing->chosen.data,
                                           request->query[0] == '\0',
                                           choosing->reminders.data,
                                           choosing->reminders.len,
                                           request->notes,
                                           session->today};
  return true;
}

static void report(const struct choosing *choosing, bool holds_notes,
                   struct export_result *result) {
  result->people = choosing->contacts.len;
  for (size_t i = 0; i < choosing->contacts.len && holds_notes && !choosing->request->notes; i++)
    result->notes_stayed =
        result->notes_stayed || record_has(choosing->contacts.data[i], CONTACT_NOTES);
}

bool session_export(const struct session *session, const struct export_request *request,
                    struct export_result *result, struct err *err) {
  const struct export_format *format = export_format_find(request->format, err);
  struct choosing choosing;
  bool ok;

  memset(result, 0, sizeof *result);
  if (format == NULL)
    return false;
  ok = begin(&choosing, session, request, err);
  if (ok) {
    format->write(&choosing.exporting, &result->text);
    report(&choosing, format->holds_notes, result);
  }
  choosing_release(&choosing);
  return ok;
}

/* --- into files
 * -----------------------------------------------------------------------------------
 */

static int write_and_close(struct os *os, int fd, const struct buf *bytes) {
  int result = os_write_all(os, fd, buf_text(bytes), bytes->len), closed;

  if (result == 0)
    result = os->fsync(os->self, fd);
  closed = os->close(os->self, fd);
  return result < 0 ? result : closed;
}

/* A device or pipe that stands there is written to, not replaced. */
static int write_through(struct os *os, const char *path, const struct buf *bytes) {
  int fd = os->open(os->self, path, OS_WRITE, 0);
  int result, closed;

  if (fd < 0)
    return fd;
  result = os_write_all(os, fd, buf_text(bytes), bytes->len);
  closed = os->close(os->self, fd);
  return result < 0 ? result : closed;
}

static int replace_file(struct os *os, const char *path, const struct buf *bytes) {
  struct buf part = BUF_INIT;
  uint32_t random = 0;
  int result;

  os->random(os->self, &random, sizeof random);
  buf_addf(&part, "%s.%08x.part", path, random);
  result =
      os->open(os->self, buf_text(&part), OS_WRITE | OS_CREATE | OS_EXCLUSIVE | OS_NOFOLLOW, 0600);
  if (result >= 0) {
    result = write_and_close(os, result, bytes);
    if (result == 0)
      result = os->rename(os->self, buf_text(&part), path);
    if (result < 0)
      os->unlink(os->self, buf_text(&part));
  }
  buf_release(&part);
  return result;
}

static bool put_file(const struct session *session, const char *path, const struct buf *bytes,
                     struct err *err) {
  struct os *os = session->world->os;
  struct os_stat stat;
  bool other = os->stat(os->self, path, true, &stat) == 0 && stat.kind != OS_FILE;
  int result = other ? write_through(os, path, bytes) : replace_file(os, path, bytes);

  return result >= 0 || err_set(err, ERR_IO, "cannot write '%s': %s", path, os_reason(result));
}

bool session_export_to(const struct session *session, const struct export_request *request,
                       const char *path, struct export_result *result, struct err *err) {
  return session_export(session, request, result, err) &&
         put_file(session, path, &result->text, err);
}

/* A UID is somebody else's text: as a file's name it must not lead elsewhere. */
static void card_path(struct buf *path, const char *folder, const char *uid) {
  size_t start;

  buf_addf(path, "%s/", folder);
  start = path->len;
  for (; *uid != '\0' && path->len < start + 200; uid++) {
    bool plain = (*uid >= 'a' && *uid <= 'z') || (*uid >= 'A' && *uid <= 'Z') ||
                 (*uid >= '0' && *uid <= '9') || *uid == '-' || *uid == '_' ||
                 (*uid == '.' && path->len > start);
    buf_addc(path, plain ? *uid : '_');
  }
  buf_adds(path, ".vcf");
}

static bool put_cards(const struct choosing *choosing, const char *folder, int version,
                      struct err *err) {
  bool ok = true;

  for (size_t i = 0; i < choosing->contacts.len && ok; i++) {
    struct buf card = BUF_INIT, uid = BUF_INIT, path = BUF_INIT;
    export_card(&choosing->exporting, choosing->contacts.data[i], version, &card, &uid);
    card_path(&path, folder, buf_text(&uid));
    ok = put_file(choosing->session, buf_text(&path), &card, err);
    buf_release(&card);
    buf_release(&uid);
    buf_release(&path);
  }
  return ok;
}

bool session_export_cards(const struct session *session, const struct export_request *request,
                          const char *folder, struct export_result *result, struct err *err) {
  bool old = strcmp(request->format, "vcard3") == 0;
  struct choosing choosing;
  int made;
  bool ok;

  memset(result, 0, sizeof *result);
  if (!old && strcmp(request->format, "vcard") != 0)
    return err_set(err, ERR_USAGE, "a folder of cards is vcard or vcard3, not '%s'",
                   request->format);
  ok = begin(&choosing, session, request, err);
  made = ok ? os_make_folders(session->world->os, folder) : 0;
  if (made < 0)
    ok = err_set(err, ERR_IO, "cannot make '%s': %s", folder, os_reason(made));
  ok = ok && put_cards(&choosing, folder, old ? 3 : 4, err);
  if (ok)
    report(&choosing, true, result);
  choosing_release(&choosing);
  return ok;
}
