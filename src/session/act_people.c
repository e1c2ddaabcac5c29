/* People, their fields and their roles. */
#include "acts_priv.h"

#include "mentee/base/text.h"
#include <string.h>

/* The nearest of all that a part can be, or NULL. */
static const char *nearest_part(const char *part) {
  static const struct words *const lists[] = {&words_role, &words_facet, &words_rank, &words_phase};
  const char *near = NULL;

  for (size_t i = 0; near == NULL && i < sizeof lists / sizeof lists[0]; i++)
    near = text_nearest(part, lists[i]->words, (size_t)lists[i]->count);
  return near;
}

static bool unknown_part(const char *part, size_t len, struct err *err) {
  struct buf text = BUF_INIT;
  const char *near;

  buf_add(&text, part, len);
  near = nearest_part(buf_text(&text));
  if (near != NULL)
    err_set(err, ERR_USAGE, "'%s' is no role, facet, rank or phase; did you mean '%s'?",
            buf_text(&text), near);
  else
    err_set(err, ERR_USAGE,
            "'%s' is no role, facet, rank or phase; for example mentor, sponsor, peer, "
            "mentor:primary:clinical",
            buf_text(&text));
  buf_release(&text);
  return false;
}

static bool take_part(struct role_spec *spec, const char *part, size_t len, struct err *err) {
  struct {
    const struct words *list;
    int *into;
  } kinds[] = {{&words_role, &spec->role},
               {&words_facet, &spec->facet},
               {&words_rank, &spec->rank},
               {&words_phase, &spec->phase}};

  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
    int word = act_find_word(kinds[i].list, part, len);
    if (word < 0)
      continue;
    if (*kinds[i].into != WORD_EMPTY)
      return err_set(err, ERR_USAGE, "'%.*s' and '%s' cannot both be said of one role", (int)len,
                     part, words_word(kinds[i].list, *kinds[i].into));
    *kinds[i].into = word;
    return true;
  }
  return unknown_part(part, len, err);
}

bool role_spec_parse(const char *text, struct role_spec *spec, struct err *err) {
  *spec = (struct role_spec){WORD_EMPTY, WORD_EMPTY, WORD_EMPTY, WORD_EMPTY};
  while (true) {
    size_t len = strcspn(text, ":");
    const char *part = text;
    size_t part_len = len;

    text_trim(&part, &part_len);
    if (!take_part(spec, part, part_len, err))
      return false;
    if (text[len] == '\0')
      break;
    text += len + 1;
  }
  if (spec->role == WORD_EMPTY)
    return err_set(err, ERR_USAGE, "which role? For example mentor, sponsor, peer");
  if (spec->role != ROLE_MENTOR && (spec->rank != WORD_EMPTY || spec->phase != WORD_EMPTY))
    return err_set(err, ERR_USAGE, "only a mentor is primary or secondary, trial or ongoing");
  if (spec->role == ROLE_MENTOR && spec->rank == WORD_EMPTY)
    spec->rank = RANK_SECONDARY;
  if (spec->role == ROLE_MENTOR && spec->phase == WORD_EMPTY)
    spec->phase = PHASE_TRIAL;
  return true;
}

void act_role_row(struct session *session, struct action *action, const char *contact,
                  const struct role_spec *role, int from, const struct record *before) {
  int agreed = before != NULL ? record_day(before, ROLES_AGREED_ON) : DATE_NONE;
  char id[SESSION_ID_SIZE];

  session_new_id(session, TABLE_ROLES, id);
  action_add_row(action, TABLE_ROLES, id);
  act_set(session, action, TABLE_ROLES, id, ROLES_CONTACT_ID, contact);
  act_set_word(session, action, TABLE_ROLES, id, ROLES_ROLE, role->role);
  act_set_word(session, action, TABLE_ROLES, id, ROLES_FACET, role->facet);
  act_set_word(session, action, TABLE_ROLES, id, ROLES_RANK, role->rank);
  act_set_word(session, action, TABLE_ROLES, id, ROLES_PHASE, role->phase);
  act_set_day(session, action, TABLE_ROLES, id, ROLES_FROM_ON, from);
  if (role->phase == PHASE_ONGOING) /* V6: an ongoing mentor said yes on a day */
    act_set_day(session, action, TABLE_ROLES, id, ROLES_AGREED_ON,
                agreed != DATE_NONE ? agreed : from);
}

bool session_add_contact(struct session *session, const char *name, const struct role_spec *role,
                         const struct field_value *values, size_t count, char *id_out,
                         struct err *err) {
  struct action action;
  size_t len = strlen(name);
  const char *trimmed = name;

  text_trim(&trimmed, &len);
  if (len == 0)
    return err_set(err, ERR_USAGE, "a name is needed");
  action_init(&action);
  action_title(&action, "added %.*s", (int)len, trimmed);
  session_new_id(session, TABLE_CONTACTS, id_out);
  action_add_row(&action, TABLE_CONTACTS, id_out);
  act_set(session, &action, TABLE_CONTACTS, id_out, CONTACT_NAME,
          arena_copy(&action.arena, trimmed, len));
  act_set_values(session, &action, TABLE_CONTACTS, id_out, values, count);
  act_set_day(session, &action, TABLE_CONTACTS, id_out, CONTACT_CREATED_AT, session->today);
  if (role != NULL)
    act_role_row(session, &action, id_out, role, session->today, NULL);
  return session_commit(session, &action, err);
}

/* The current role of that kind and facet, or NULL. */
static const struct record *current_role(const struct book *book, const struct record *contact,
                                         const struct role_spec *role, int day) {
  struct rows roles = book_rows_of(book, contact, TABLE_ROLES);

  for (size_t i = 0; i < roles.len; i++) {
    const struct record *row = roles.data[i];
    int to = record_day(row, ROLES_TO_ON), from = record_day(row, ROLES_FROM_ON);
    if (record_word(row, ROLES_ROLE, &words_role) == role->role &&
        record_word(row, ROLES_FACET, &words_facet) == role->facet &&
        (to == DATE_NONE || to >= day) && (from == DATE_NONE || from <= day))
      return row;
  }
  return NULL;
}

/* The same kind and facet goes on differently from a day: the row of before ends, or is changed
   where it began that very day, so that no two overlap (V4). What was agreed stays agreed. */
static bool change_role(struct session *session, struct action *action, const struct record *row,
                        const struct role_spec *role, int since) {
  const enum table_id table = TABLE_ROLES;
  const char *id = record_id(row);
  bool same_rank = record_word(row, ROLES_RANK, &words_rank) == role->rank;
  bool same_phase = record_word(row, ROLES_PHASE, &words_phase) == role->phase;

  if (same_rank && same_phase)
    return true;
  action_keep_id(action, session_book(session), row);
  if (record_day(row, ROLES_FROM_ON) != since) {
    act_set_day(session, action, table, id, ROLES_TO_ON, since - 1);
    return false;
  }
  act_set_word(session, action, table, id, ROLES_RANK, role->rank);
  act_set_word(session, action, table, id, ROLES_PHASE, role->phase);
  if (role->phase == PHASE_ONGOING)
    act_set_day(session, action, table, id, ROLES_AGREED_ON, since);
  return true;
}

bool session_begin_role(struct session *session, const char *contact, const struct role_spec *role,
                        int since, struct err *err) {
  const struct record *who, *row;
  struct action action;
  struct buf name = BUF_INIT;

  action_init(&action);
  who = act_row(session, &action, TABLE_CONTACTS, contact, err);
  if (who == NULL) {
    action_release(&action);
    return false;
  }
  act_names(session, &contact, 1, &name);
  action_title(&action, "%s: %s", buf_text(&name), words_spoken(&words_role, role->role));
  buf_release(&name);
  row = current_role(session_book(session), who, role, since);
  if (row == NULL || !change_role(session, &action, row, role, since))
    act_role_row(session, &action, contact, role, since, row);
  return session_commit(session, &action, err);
}

static bool role_is(const struct record *row, const struct role_spec *role, int last_day) {
  int to = record_day(row, ROLES_TO_ON), from = record_day(row, ROLES_FROM_ON);

  return record_word(row, ROLES_ROLE, &words_role) == role->role &&
         (role->facet == WORD_EMPTY ||
          record_word(row, ROLES_FACET, &words_facet) == role->facet) &&
         (to == DATE_NONE || to > last_day) && (from == DATE_NONE || from <= last_day);
}

bool session_end_role(struct session *session, const char *contact, const struct role_spec *role,
                      int last_day, struct err *err) {
  const struct book *book = session_book(session);
  struct action action;
  const struct record *who;
  struct rows roles;
  struct buf name = BUF_INIT;
  bool ok = false;

  action_init(&action);
  who = act_row(session, &action, TABLE_CONTACTS, contact, err);
  if (who == NULL)
    goto out;
  act_names(session, &contact, 1, &name);
  roles = book_rows_of(book, who, TABLE_ROLES);
  for (size_t i = 0; i < roles.len; i++)
    if (role_is(roles.data[i], role, last_day)) {
      action_keep_id(&action, book, roles.data[i]);
      act_set_day(session, &action, TABLE_ROLES, record_id(roles.data[i]), ROLES_TO_ON, last_day);
    }
  if (action.changes.len == 0) {
    err_set(err, ERR_MISSING, "%s is not your %s on that day", buf_text(&name),
            words_spoken(&words_role, role->role));
    goto out;
  }
  action_title(&action, "%s: no longer %s", buf_text(&name), words_spoken(&words_role, role->role));
  buf_release(&name);
  return session_commit(session, &action, err);
out:
  buf_release(&name);
  action_release(&action);
  return ok;
}
