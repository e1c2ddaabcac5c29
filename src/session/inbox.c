#include "mentee/session/inbox.h"

#include "mentee/base/text.h"
#include "mentee/engine/match.h"
#include <errno.h>
#include <string.h>

#define FILE_LIMIT ((size_t)4 << 20)

/* --- the file ----------------------------------------------------------------------------------
 */

static size_t line_length(const char *text) {
  size_t len = strcspn(text, "\n");

  return len + (text[len] == '\n');
}

static const char *keep(struct inbox *inbox, struct buf *text) {
  const char *kept = arena_copy(&inbox->arena, buf_text(text), text->len);

  buf_release(text);
  return kept;
}

/* "Jane: coffee" and the notes indented under it. */
static void read_entry(struct inbox *inbox, struct inbox_entry *entry) {
  struct buf line = BUF_INIT;
  const char *at = entry->raw, *name = at, *colon;
  size_t first = strcspn(at, "\r\n"), len;

  colon = memchr(at, ':', first);
  entry->names = entry->line = entry->problem = "";
  if (first == strspn(at, " \t\r") || at[0] == '#')
    return;
  if (colon == NULL) {
    entry->names = arena_copy(&inbox->arena, at, first);
    entry->problem = "no colon: a line is NAME: WHAT";
    return;
  }
  len = (size_t)(colon - at);
  text_trim(&name, &len);
  entry->names = arena_copy(&inbox->arena, name, len);
  colon++;
  while (*colon == ' ')
    colon++;
  buf_add(&line, colon, first - (size_t)(colon - at));
  for (size_t i = line_length(at); i < entry->raw_len; i += line_length(at + i)) {
    const char *note = at + i + strspn(at + i, " \t");
    buf_addc(&line, '\n');
    buf_add(&line, note, strcspn(note, "\r\n"));
  }
  entry->line = keep(inbox, &line);
}

bool inbox_read(struct inbox *inbox, struct os *os, const char *file, struct err *err) {
  int got;

  *inbox = (struct inbox){.file = file};
  got = os_read_file(os, file, FILE_LIMIT, &inbox->text, &inbox->stat);
  if (got == -ENOENT)
    return err_set(err, ERR_MISSING, "no file '%s'", file);
  if (got < 0)
    return err_set(err, ERR_IO, "cannot read '%s': %s", file, os_reason(got));
  if (memchr(buf_text(&inbox->text), '\0', inbox->text.len) != NULL)
    return err_set(err, ERR_IO, "cannot read '%s': a NUL byte is in it, so it is no text", file);
  for (const char *at = buf_text(&inbox->text); *at != '\0';) {
    struct inbox_entry *entry = vec_push(&inbox->entries);
    entry->raw = at;
    entry->raw_len = line_length(at);
    while ((at[entry->raw_len] == ' ' || at[entry->raw_len] == '\t') && at[0] != '\n')
      entry->raw_len += line_length(at + entry->raw_len);
    read_entry(inbox, entry);
    at += entry->raw_len;
  }
  return true;
}

void inbox_release(struct inbox *inbox) {
  vec_release(&inbox->entries);
  buf_release(&inbox->text);
  arena_release(&inbox->arena);
}

bool inbox_keep_rest(const struct inbox *inbox, struct os *os, struct err *err) {
  struct buf rest = BUF_INIT, path = BUF_INIT;
  int result = os_follow_links(os, inbox->file, &path);

  for (size_t i = 0; i < inbox->entries.len; i++)
    if (!inbox->entries.data[i].logged)
      buf_add(&rest, inbox->entries.data[i].raw, inbox->entries.data[i].raw_len);
  if (result >= 0)
    result = os_replace_file(os, buf_text(&path), &inbox->stat, buf_text(&rest), rest.len);
  buf_release(&rest);
  buf_release(&path);
  return result >= 0 ||
         err_set(err, ERR_IO, "logged, but the lines are still in '%s': %s", inbox->file,
                 result == -EAGAIN ? "it was changed meanwhile" : os_reason(result));
}

/* --- logging it all ----------------------------------------------------------------------------
 */

struct found {
  VEC(const char *) ids;
};

static bool add_person(const struct session *session, const char *name, struct found *found,
                       struct arena *arena, struct err *err) {
  const struct record *contact = match_one(session_book(session), name, err);

  if (contact == NULL)
    return false;
  if (record_word(contact, CONTACT_STATUS, &words_status) == STATUS_DO_NOT_CONTACT)
    return err_set(err, ERR_USAGE, "%s is not to be contacted", record_text(contact, CONTACT_NAME));
  for (size_t i = 0; i < found->ids.len; i++)
    if (strcmp(found->ids.data[i], record_id(contact)) == 0)
      return true;
  *vec_push(&found->ids) = arena_dup(arena, record_id(contact));
  return true;
}

static bool is_name(void *context, const char *name) {
  const struct session *session = context;
  struct matches matches = MATCHES_INIT;
  bool found;

  match_name(session_book(session), name, &matches);
  found = matches.list.len > 0;
  matches_release(&matches);
  return found;
}

/* "lan,tomasz"; "Bui, Thi Ngoc Lan" is one. */
static bool add_people(struct session *session, const char *names, struct found *found,
                       struct arena *arena, struct err *err) {
  if (strchr(names, ',') == NULL || is_name(session, names))
    return add_person(session, names, found, arena, err);
  while (*names != '\0') {
    size_t len = strcspn(names, ","), part_len = len;
    const char *part = names;
    text_trim(&part, &part_len);
    if (part_len > 0 && !add_person(session, arena_copy(arena, part, part_len), found, arena, err))
      return false;
    names += len + (names[len] == ',');
  }
  return found->ids.len > 0 || err_set(err, ERR_USAGE, "with whom?");
}

/* An entry as it will be logged. Its texts are in the inbox's arena. */
struct ready {
  struct logline line;
  struct found people;
  struct log_clears clears;
};

static bool make_ready(struct session *session, struct inbox *inbox,
                       const struct inbox_entry *entry, struct ready *ready, struct log_entry *log,
                       struct err *err) {
  const struct record *contact, *plan;

  logline_parse(&ready->line, &inbox->arena, entry->line, session->today, is_name, session);
  if (!add_people(session, entry->names, &ready->people, &inbox->arena, err))
    return false;
  for (size_t i = 0; i < ready->line.with.len; i++)
    if (!add_person(session, ready->line.with.data[i], &ready->people, &inbox->arena, err))
      return false;
  *log = (struct log_entry)LOG_ENTRY_INIT;
  log_entry_from_line(log, &ready->line);
  log->people = ready->people.ids.data;
  log->people_count = ready->people.ids.len;
  contact = book_find(session_book(session), TABLE_CONTACTS, log->people[0]);
  if (log->status != TOUCH_NO_REPLY && session_find_plan(session, contact, log->day, &plan) == 1)
    log->planned_id = arena_dup(&inbox->arena, record_id(plan));
  session_log_clears(session, log, &ready->clears);
  log->clears = &ready->clears;
  return true;
}

static void ready_release(struct ready *ready) {
  logline_release(&ready->line);
  vec_release(&ready->people.ids);
  log_clears_release(&ready->clears);
}

static bool can_be_logged(const struct inbox_entry *entry) {
  return entry->names[0] != '\0' && entry->problem[0] == '\0';
}

size_t inbox_find_people(struct inbox *inbox, struct session *session) {
  size_t count = 0;

  for (size_t i = 0; i < inbox->entries.len; i++) {
    struct inbox_entry *entry = &inbox->entries.data[i];
    struct found found = {VEC_INIT};
    struct err err = ERR_INIT;
    if (!can_be_logged(entry))
      continue;
    if (!add_people(session, entry->names, &found, &inbox->arena, &err))
      entry->problem = arena_dup(&inbox->arena, err.text);
    else
      count++;
    vec_release(&found.ids);
  }
  return count;
}

/* A planned meeting takes place once, whatever the lines say. */
static void drop_second_plans(struct log_entry *logs, size_t count) {
  for (size_t i = 0; i < count; i++)
    for (size_t j = 0; j < i; j++)
      if (logs[i].planned_id[0] != '\0' && strcmp(logs[i].planned_id, logs[j].planned_id) == 0)
        logs[i].planned_id = "";
}

bool session_log_inbox(struct session *session, struct inbox *inbox, struct err *err) {
  struct ready *ready = arena_alloc(&inbox->arena, (inbox->entries.len + 1) * sizeof *ready);
  struct log_entry *logs = arena_alloc(&inbox->arena, (inbox->entries.len + 1) * sizeof *logs);
  size_t begun = 0, count = 0;
  bool ok;

  for (size_t i = 0; i < inbox->entries.len; i++) {
    struct inbox_entry *entry = &inbox->entries.data[i];
    struct err why = ERR_INIT;
    if (!can_be_logged(entry))
      continue;
    entry->logged = make_ready(session, inbox, entry, &ready[begun++], &logs[count], &why);
    count += entry->logged;
    if (!entry->logged)
      entry->problem = arena_dup(&inbox->arena, why.text);
  }
  drop_second_plans(logs, count);
  ok = session_log_several(session, logs, count, err);
  for (size_t i = 0; i < begun; i++)
    ready_release(&ready[i]);
  return ok;
}
