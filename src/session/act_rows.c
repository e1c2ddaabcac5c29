/* Rows of every table, by their fields: values as people type them, what follows from some of
   them, and the days that must stand in order. */
#include "acts_priv.h"

#include "mentee/base/date_words.h"
#include "mentee/base/text.h"
#include "mentee/engine/match.h"
#include "mentee/model/check.h"
#include <string.h>

static const char *nearest_field(const struct table_def *def, const char *name) {
  const char *names[TABLE_MAX_FIELDS];

  for (int i = 0; i < def->field_count; i++)
    names[i] = def->fields[i].name;
  return text_nearest(name, names, (size_t)def->field_count);
}

/* "fri" of a deadline is the next one, of everything else the last one. */
static bool looks_ahead(const struct field *field) {
  static const char *const names[] = {"due_on",       "my_deadline",  "decide_by",
                                      "starts_on",    "ends_on",      "quiet_until",
                                      "status_until", "snooze_until", "goal_by"};

  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    if (strcmp(field->name, names[i]) == 0)
      return true;
  return false;
}

static const char *read_day(const struct session *session, const struct field *field,
                            const char *text, struct arena *arena, struct err *err) {
  char iso[DATE_TEXT_SIZE];
  int day;

  if (!date_words_parse(text, session->today, looks_ahead(field) ? DATE_AHEAD : DATE_BACK, &day,
                        err))
    return NULL;
  return arena_dup(arena, date_iso(day, iso));
}

static const char *read_word(const struct field *field, const char *text) {
  int word = act_find_word(field->words, text, strlen(text));

  return word >= 0 ? words_word(field->words, word) : text;
}

static const char *read_time(const char *text, struct arena *arena, struct err *err) {
  char clock[DATE_TEXT_SIZE];
  int minutes;

  if (!date_words_time(text, &minutes, err))
    return NULL;
  return arena_dup(arena, date_words_time_text(minutes, clock));
}

/* The field that says what a row of that table is, for those that are referred to by name. */
static int name_field(enum table_id table) {
  return table == TABLE_EVENTS ? EVENT_NAME : table == TABLE_TARGETS ? TARGET_NAME : -1;
}

const struct record *session_find_row(const struct session *session, enum table_id table,
                                      const char *name, struct err *err) {
  const struct book *book = session_book(session);
  const struct record *row = book_find(book, table, name), *other = NULL;
  int field = name_field(table);

  if (table == TABLE_CONTACTS)
    return match_one(book, name, err);
  if (row != NULL)
    return row;
  for (size_t i = 0; field >= 0 && i < book_count(book, table); i++) {
    const struct record *at = book_at(book, table, i);
    if (text_same(record_text(at, field), name))
      return at;
    if (!text_has(record_text(at, field), name))
      continue;
    other = row;
    row = at;
    if (other != NULL)
      break;
  }
  if (other != NULL)
    err_set(err, ERR_USAGE, "'%s' could be %s, %s, or %s, %s; say more of the name, or the id",
            name, record_text(other, field), record_id(other), record_text(row, field),
            record_id(row));
  else if (row == NULL)
    err_set(err, ERR_MISSING, "no %s '%s'", table_defs[table].row, name);
  return other != NULL ? NULL : row;
}

static const char *read_ref(const struct session *session, enum table_id table, const char *text,
                            struct arena *arena, struct err *err) {
  const struct record *row;

  if (table == TABLE_INTERACTIONS && book_find(session_book(session), table, text) == NULL) {
    err_set(err, ERR_USAGE, "no interaction '%s'", text);
    return NULL;
  }
  row = session_find_row(session, table, text, err);
  return row != NULL ? arena_dup(arena, record_id(row)) : NULL;
}

/* "lan;tomasz" or "lan, tomasz" */
static const char *read_people(const struct session *session, const char *text, struct arena *arena,
                               struct err *err) {
  struct buf cell = BUF_INIT;
  const char *kept = NULL;

  while (*text != '\0') {
    size_t len = strcspn(text, ";,"), part_len = len;
    const char *part = text, *id;
    text_trim(&part, &part_len);
    text += len + (text[len] != '\0');
    if (part_len == 0)
      continue;
    id = read_ref(session, TABLE_CONTACTS, arena_copy(arena, part, part_len), arena, err);
    if (id == NULL)
      goto out;
    buf_addf(&cell, "%s%s", cell.len > 0 ? ";" : "", id);
  }
  kept = arena_dup(arena, buf_text(&cell));
out:
  buf_release(&cell);
  return kept;
}

/* The value as the file wants it, before it is checked; NULL: *err says why not. */
static const char *read_any(const struct session *session, const struct field *field,
                            const char *text, struct arena *arena, struct err *err) {
  switch (field->type) {
  case FIELD_DATE:
    return read_day(session, field, text, arena, err);
  case FIELD_WORD:
    return read_word(field, text);
  case FIELD_TIME:
    return read_time(text, arena, err);
  case FIELD_REF:
    return read_ref(session, field->ref, text, arena, err);
  case FIELD_PEOPLE:
    return read_people(session, text, arena, err);
  case FIELD_ID:
    err_set(err, ERR_USAGE, "never changes");
    return NULL;
  case FIELD_TEXT:
  case FIELD_NOTE:
  case FIELD_NUMBER:
  case FIELD_LIST:
  case FIELD_YES:
  case FIELD_BIRTHDAY:
    break;
  }
  return text;
}

const char *session_read_value(const struct session *session, enum table_id table, int field,
                               const char *text, struct arena *arena, struct err *err) {
  const struct field *def = &table_defs[table].fields[field];
  const char *value = "", *refusal;

  if (text[0] != '\0' || def->type == FIELD_ID)
    value = read_any(session, def, text, arena, err);
  if (value == NULL) {
    err_within(err, "%s", def->name);
    return NULL;
  }
  refusal = field_refusal(def, value, arena);
  if (refusal[0] == '\0')
    return arena_dup(arena, value);
  err_set(err, ERR_USAGE, "%s: '%s': %s", def->name, value, refusal);
  return NULL;
}

bool session_value_parse(const struct session *session, const char *text, enum table_id table,
                         struct arena *arena, struct field_value *out, struct err *err) {
  const struct table_def *def = &table_defs[table];
  const char *equals = strchr(text, '='), *name, *near;

  if (equals == NULL || equals == text)
    return err_set(err, ERR_USAGE, "'%s' is not FIELD=VALUE; for example %s", text,
                   table == TABLE_CONTACTS
                       ? "email=jane@example.org"
                       : arena_format(arena, "%s=...", def->fields[def->field_count - 1].name));
  name = arena_copy(arena, text, (size_t)(equals - text));
  out->field = table_find_field(def, name);
  if (out->field < 0) {
    near = nearest_field(def, name);
    return err_set(err, ERR_USAGE, "unknown field '%s'%s%s%s", name,
                   near != NULL ? "; did you mean '" : "", near != NULL ? near : "",
                   near != NULL ? "'?" : "");
  }
  out->value = session_read_value(session, table, out->field, equals + 1, arena, err);
  return out->value != NULL;
}

/* --- days in their order (V3) -------------------------------------------------------------------
 */

static const struct order {
  enum table_id table;
  int first, second;
} orders[] = {
    {TABLE_CONTACTS, CONTACT_STATUS_SINCE, CONTACT_STATUS_UNTIL},
    {TABLE_ROLES, ROLES_FROM_ON, ROLES_TO_ON},
    {TABLE_AFFILIATIONS, AFFILIATION_FROM_ON, AFFILIATION_TO_ON},
    {TABLE_FOLLOWUPS, FOLLOWUP_MADE_ON, FOLLOWUP_DONE_ON},
    {TABLE_EVENTS, EVENT_STARTS_ON, EVENT_ENDS_ON},
};

/* The text that a field will have. */
static const char *text_after(const struct record *row, const struct field_value *values,
                              size_t count, int field) {
  for (size_t i = count; i > 0; i--)
    if (values[i - 1].field == field)
      return values[i - 1].value;
  return row != NULL ? record_text(row, field) : "";
}

static bool in_order(enum table_id table, const struct record *row,
                     const struct field_value *values, size_t count, struct err *err) {
  for (size_t i = 0; i < sizeof orders / sizeof orders[0]; i++) {
    const char *first, *second;
    if (orders[i].table != table)
      continue;
    first = text_after(row, values, count, orders[i].first);
    second = text_after(row, values, count, orders[i].second);
    if (date_parse(first) != DATE_NONE && date_parse(second) != DATE_NONE &&
        date_parse(second) < date_parse(first))
      return err_set(err, ERR_USAGE, "%s: %s is before %s, %s",
                     table_defs[table].fields[orders[i].second].name, second,
                     table_defs[table].fields[orders[i].first].name, first);
  }
  return true;
}

/* --- cells that a row cannot do without ---------------------------------------------------------
 */

static bool keeps_needed(enum table_id table, const struct field_value *values, size_t count,
                         struct err *err) {
  for (size_t i = 0; i < count; i++) {
    const char *need = check_need(table, values[i].field);
    if (need != NULL && values[i].value[strspn(values[i].value, " \t")] == '\0')
      return err_set(err, ERR_USAGE, "%s: %s", table_defs[table].fields[values[i].field].name,
                     need);
  }
  return true;
}

/* --- what follows from a value ------------------------------------------------------------------
 */

/* A status that is set holds from today on, unless its day is said; back to active has no day. */
static void date_status(struct session *session, struct action *action, const char *id,
                        const struct field_value *values, size_t count) {
  int status = STATUS_ACTIVE;
  bool set = false;

  for (size_t i = 0; i < count; i++) {
    if (values[i].field == CONTACT_STATUS_SINCE)
      return;
    if (values[i].field == CONTACT_STATUS) {
      set = true;
      status = words_find(&words_status, values[i].value);
    }
  }
  if (set)
    action_set_day(action, session_book(session), TABLE_CONTACTS, id, CONTACT_STATUS_SINCE,
                   status > STATUS_ACTIVE ? session->today : DATE_NONE);
}

void act_set_values(struct session *session, struct action *action, enum table_id table,
                    const char *id, const struct field_value *values, size_t count) {
  for (size_t i = 0; i < count; i++)
    act_set(session, action, table, id, values[i].field, values[i].value);
  if (table == TABLE_CONTACTS)
    date_status(session, action, id, values, count);
}

static const int naming_field[TABLE_COUNT] = {
    [TABLE_CONTACTS] = CONTACT_NAME,
    [TABLE_AFFILIATIONS] = AFFILIATION_ORG,
    [TABLE_INTERACTIONS] = INTERACTION_SUBJECT,
    [TABLE_FOLLOWUPS] = FOLLOWUP_WHAT,
    [TABLE_OPPORTUNITIES] = OPPORTUNITY_WHAT,
    [TABLE_LETTERS] = LETTER_PURPOSE,
    [TABLE_EVENTS] = EVENT_NAME,
    [TABLE_EVENT_PEOPLE] = EVENT_PERSON_NAME,
    [TABLE_TARGETS] = TARGET_NAME,
};

const char *act_row_name(enum table_id table, const struct record *row) {
  return naming_field[table] == 0 ? "" : record_text(row, naming_field[table]);
}

/* What a row is called in a title: the name it has, or what it says first. */
static const char *row_title(const struct session *session, enum table_id table, const char *id,
                             const struct field_value *values, size_t count, struct buf *out) {
  const char *text = naming_field[table] == 0
                         ? ""
                         : text_after(book_find(session_book(session), table, id), values, count,
                                      naming_field[table]);

  buf_addf(out, "%s %s", table_defs[table].row, text[0] != '\0' ? text : id);
  return buf_text(out);
}

bool session_add_row(struct session *session, enum table_id table, const struct field_value *values,
                     size_t count, char *id_out, struct err *err) {
  struct action action;
  struct buf title = BUF_INIT;

  if (!keeps_needed(table, values, count, err) || !in_order(table, NULL, values, count, err))
    return false;
  action_init(&action);
  session_new_id(session, table, id_out);
  action_add_row(&action, table, id_out);
  act_set_values(session, &action, table, id_out, values, count);
  action_title(&action, "added %s", row_title(session, table, id_out, values, count, &title));
  buf_release(&title);
  return session_commit(session, &action, err);
}

bool session_edit(struct session *session, enum table_id table, const char *id,
                  const struct field_value *values, size_t count, struct err *err) {
  const struct record *row;
  struct action action;
  struct buf title = BUF_INIT;

  action_init(&action);
  row = act_row(session, &action, table, id, err);
  if (row == NULL || !keeps_needed(table, values, count, err) ||
      !in_order(table, row, values, count, err)) {
    action_release(&action);
    return false;
  }
  act_set_values(session, &action, table, id, values, count);
  action_title(&action, "changed %s: %s%s", row_title(session, table, id, NULL, 0, &title),
               table_defs[table].fields[values[0].field].label, count > 1 ? " and more" : "");
  buf_release(&title);
  return session_commit(session, &action, err);
}

void act_remove_row(const struct session *session, struct action *action, enum table_id table,
                    const char *id) {
  for (int field = table_defs[table].field_count - 1; field >= 0; field--)
    act_set(session, action, table, id, field, ""); /* the id last: there the row ends */
}

bool session_remove_row(struct session *session, enum table_id table, const char *id,
                        struct err *err) {
  struct action action;

  action_init(&action);
  if (act_row(session, &action, table, id, err) == NULL) {
    action_release(&action);
    return false;
  }
  action_title(&action, "removed a %s", table_defs[table].row);
  act_remove_row(session, &action, table, id);
  return session_commit(session, &action, err);
}

bool session_set_settings(struct session *session, const struct setting_value *values, size_t count,
                          struct err *err) {
  const enum table_id table = TABLE_SETTINGS;
  struct action action;

  action_init(&action);
  for (size_t i = 0; i < count; i++) {
    if (book_find(session_book(session), table, values[i].key) == NULL)
      action_add_row(&action, table, values[i].key);
    act_set(session, &action, table, values[i].key, SETTINGS_VALUE, values[i].value);
  }
  if (count == 1)
    action_title(&action, "setting %s: %s", values[0].key, values[0].value);
  else
    action_title(&action, "%zu settings", count);
  return session_commit(session, &action, err);
}

bool session_set_setting(struct session *session, const char *key, const char *value,
                         struct err *err) {
  struct setting_value one = {key, value};
  char iso[DATE_TEXT_SIZE];
  int day;

  if (value[0] == '\0')
    return book_find(session_book(session), TABLE_SETTINGS, key) == NULL ||
           session_remove_row(session, TABLE_SETTINGS, key, err);
  if (strcmp(key, "me.stage_from") == 0) {
    if (!date_words_parse(value, session->today, DATE_BACK, &day, err))
      return false;
    one.value = date_iso(day, iso);
  }
  return session_set_settings(session, &one, 1, err);
}

bool session_change_rows(struct session *session, const struct row_change *changes, size_t count,
                         const char *title, struct err *err) {
  struct action action;

  action_init(&action);
  for (size_t i = 0; i < count; i++) {
    const char *id = changes[i].id;
    char fresh[SESSION_ID_SIZE];

    if (id[0] == '\0') {
      id = session_new_id(session, changes[i].table, fresh);
      action_add_row(&action, changes[i].table, id);
    } else if (act_row(session, &action, changes[i].table, id, err) == NULL) {
      action_release(&action);
      return false;
    }
    act_set_values(session, &action, changes[i].table, id, changes[i].values, changes[i].count);
  }
  action_title(&action, "%s", title);
  return session_commit(session, &action, err);
}
