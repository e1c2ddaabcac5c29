/* A plan becomes one action. */
#include "plan_priv.h"

#include "mentee/base/date.h"
#include "mentee/base/map.h"
#include "mentee/base/text.h"
#include <string.h>

struct writing {
  const struct plan *plan;
  const struct plan_gifts *gifts;
  int today;
  plan_id_fn *new_id;
  void *context;
  struct action *action;
  struct map given; /* ids of this action, behind their table's letter */
  struct plan_ids ids;
};

/* --- places -------------------------------------------------------------------------------------
 */

static bool has_place(const struct plan *plan, const struct record *contact, const char *org) {
  struct rows rows;

  if (contact == NULL)
    return false;
  rows = book_rows_of(plan->book, contact, TABLE_AFFILIATIONS);
  for (size_t i = 0; i < rows.len; i++)
    if (text_same(record_text(rows.data[i], AFFILIATION_ORG), org))
      return true;
  return text_same(record_text(contact, CONTACT_ORG), org);
}

size_t plan_new_places(const struct plan *plan, const struct plan_row *row) {
  size_t count = 0;

  for (size_t i = 0; i < row->person->place_count; i++)
    count += !has_place(plan, row->contact, row->person->places[i].org);
  return count;
}

/* --- rows ---------------------------------------------------------------------------------------
 */

/* An id can stand in a list of people, and in a line. */
static bool is_usable_id(const char *id) {
  const char *trimmed = id;
  size_t len = strlen(id), length = len;

  text_trim(&trimmed, &length);
  for (const char *at = id; *at != '\0'; at++)
    if (*at == ';' || (unsigned char)*at < 0x20 || *at == 0x7f)
      return false;
  return len > 0 && len == length && len < PLAN_ID_SIZE;
}

/* True: it was free; *id is the action's copy from now on. */
static bool give_id(struct writing *writing, enum table_id table, const char **id) {
  char *key = arena_format(&writing->action->arena, "%c%s", table_defs[table].letter, *id);

  if (map_find(&writing->given, key) != NULL)
    return false;
  map_put(&writing->given, key, key);
  *id = key + 1;
  return true;
}

/* The wanted id where it is free, else another; wanted may be "". */
static const char *take_id(struct writing *writing, enum table_id table, const char *wanted) {
  char id[PLAN_ID_SIZE];
  const char *kept = wanted;

  if (is_usable_id(wanted) && book_find(writing->plan->book, table, wanted) == NULL &&
      give_id(writing, table, &kept))
    return kept;
  do {
    writing->new_id(writing->context, table, id);
    kept = id;
  } while (!give_id(writing, table, &kept));
  return kept;
}

static const char *begin_row(struct writing *writing, enum table_id table) {
  const char *id = take_id(writing, table, "");

  action_add_row(writing->action, table, id);
  return id;
}

static void set(struct writing *writing, enum table_id table, const char *id, int field,
                const char *value) {
  if (value[0] != '\0')
    action_fill(writing->action, table, id, field, "", value);
}

static void set_today(struct writing *writing, enum table_id table, const char *id, int field) {
  char iso[DATE_TEXT_SIZE];

  set(writing, table, id, field, date_iso(writing->today, iso));
}

static void add_places(struct writing *writing, const struct plan_row *row, const char *contact) {
  for (size_t i = 0; i < row->person->place_count; i++) {
    const struct imported_place *place = &row->person->places[i];
    const char *id;
    if (has_place(writing->plan, row->contact, place->org))
      continue;
    id = begin_row(writing, TABLE_AFFILIATIONS);
    set(writing, TABLE_AFFILIATIONS, id, AFFILIATION_CONTACT_ID, contact);
    set(writing, TABLE_AFFILIATIONS, id, AFFILIATION_ORG, place->org);
    set(writing, TABLE_AFFILIATIONS, id, AFFILIATION_TITLE, place->title);
  }
}

/* Fields of somebody new that are put together at the end (add_person, add_gifts). */
static bool is_settled(const struct writing *writing, int field) {
  return field == CONTACT_ID || field == CONTACT_TAGS || field == CONTACT_SOURCE ||
         field == CONTACT_CREATED_AT ||
         (field == CONTACT_MET_EVENT && writing->gifts->event_id[0] != '\0');
}

static void add_fills(struct writing *writing, const struct plan_row *row, const char *id) {
  for (size_t i = 0; i < row->fills.len; i++) {
    const struct plan_value *value = &row->fills.data[i];
    if (row->kind == PLAN_NEW && value->field >= 0 && is_settled(writing, value->field))
      continue;
    if (value->field >= 0)
      action_fill(writing->action, TABLE_CONTACTS, id, value->field, "", value->value);
    else
      action_fill_column(writing->action, TABLE_CONTACTS, id, value->column, "", value->value);
  }
}

/* --- somebody new -------------------------------------------------------------------------------
 */

/* Ids of another book mean nothing in this one, unless it has them too or they come along. */
static bool is_set(const struct writing *writing, const struct imported *person,
                   const struct imported_value *value) {
  const struct field *field = &table_defs[TABLE_CONTACTS].fields[value->field];

  if (is_settled(writing, value->field))
    return false;
  return field->type != FIELD_REF || person->whole ||
         plan_knows(writing->plan, person->file, field->ref, value->value) ||
         book_find(writing->plan->book, field->ref, value->value) != NULL;
}

static void add_values(struct writing *writing, const struct imported *person, const char *id) {
  struct rewriting rewriting = {writing->plan, &writing->ids, &writing->action->arena,
                                person->file,  false,         false};

  for (size_t i = 0; i < person->count; i++) {
    const struct imported_value *value = &person->values[i];
    if (value->field < 0)
      action_fill_column(writing->action, TABLE_CONTACTS, id, value->column, "", value->value);
    else if (is_set(writing, person, value))
      set(writing, TABLE_CONTACTS, id, value->field,
          plan_rewrite(&rewriting, TABLE_CONTACTS, value));
  }
}

static bool has_tag(const char *tags, const char *tag) {
  const char *part;
  size_t len;

  while (record_next_part(&tags, &part, &len))
    if (text_equal_nocase_span(part, len, tag))
      return true;
  return false;
}

/* What the row or a later one of the file says. */
static const char *row_text(const struct plan_row *row, int field) {
  const char *text = imported_text(row->person, field);

  for (size_t i = 0; i < row->fills.len && text[0] == '\0'; i++)
    if (row->fills.data[i].field == field)
      text = row->fills.data[i].value;
  return text;
}

static void add_gifts(struct writing *writing, const struct plan_row *row, const char *id) {
  const struct plan_gifts *gifts = writing->gifts;
  const char *tags = row_text(row, CONTACT_TAGS), *source = row_text(row, CONTACT_SOURCE);

  if (gifts->tag[0] != '\0' && !has_tag(tags, gifts->tag))
    tags = arena_format(&writing->action->arena, "%s%s%s", tags, tags[0] != '\0' ? ";" : "",
                        gifts->tag);
  set(writing, TABLE_CONTACTS, id, CONTACT_TAGS, tags);
  set(writing, TABLE_CONTACTS, id, CONTACT_SOURCE,
      source[0] != '\0' || row->person->ours ? source : words_word(&words_source, SOURCE_IMPORT));
  set(writing, TABLE_CONTACTS, id, CONTACT_MET_EVENT, gifts->event_id);
  if (gifts->role >= 0) {
    const char *role = begin_row(writing, TABLE_ROLES);
    set(writing, TABLE_ROLES, role, ROLES_CONTACT_ID, id);
    set(writing, TABLE_ROLES, role, ROLES_ROLE, words_word(&words_role, gifts->role));
    set_today(writing, TABLE_ROLES, role, ROLES_FROM_ON);
  }
}

/* Without a role: an imported person has no interval and no reminder (engine.md 4.2). */
static void add_person(struct writing *writing, const struct plan_row *row, const char *id) {
  const char *created = imported_text(row->person, CONTACT_CREATED_AT);

  action_add_row(writing->action, TABLE_CONTACTS, id);
  add_values(writing, row->person, id);
  if (row->person->whole || (row->person->ours && created[0] != '\0'))
    set(writing, TABLE_CONTACTS, id, CONTACT_CREATED_AT, created);
  else
    set_today(writing, TABLE_CONTACTS, id, CONTACT_CREATED_AT);
  add_gifts(writing, row, id);
  add_fills(writing, row, id);
  add_places(writing, row, id);
}

static void change_person(struct writing *writing, const struct plan_row *row) {
  action_keep_id(writing->action, writing->plan->book, row->contact);
  add_fills(writing, row, record_id(row->contact));
  add_places(writing, row, record_id(row->contact));
}

/* A row of another table, with its refs as they are here. */
static void add_extra(struct writing *writing, const struct plan_extra *extra, const char *id) {
  const struct imported_row *row = extra->row;
  struct rewriting rewriting = {writing->plan, &writing->ids, &writing->action->arena,
                                row->file,     false,         false};

  action_add_row(writing->action, row->table, id);
  for (size_t i = 0; i < row->count; i++) {
    const char *value = plan_rewrite(&rewriting, row->table, &row->values[i]);
    if (row->values[i].field >= 0)
      set(writing, row->table, id, row->values[i].field, value);
    else
      action_fill_column(writing->action, row->table, id, row->values[i].column, "", value);
  }
}

/* Before anything is written: rows refer to one another. */
static void give_ids(struct writing *writing) {
  const struct plan *plan = writing->plan;
  struct arena *arena = &writing->action->arena;

  writing->ids.people = arena_alloc(arena, plan->rows.len * sizeof *writing->ids.people);
  writing->ids.extras = arena_alloc(arena, plan->extras.len * sizeof *writing->ids.extras);
  for (size_t i = 0; i < plan->rows.len; i++)
    if (plan->rows.data[i].kind == PLAN_NEW)
      writing->ids.people[i] = take_id(writing, TABLE_CONTACTS, plan->rows.data[i].person->own_id);
  for (size_t i = 0; i < plan->extras.len; i++)
    if (plan->extras.data[i].fate == FATE_NEW)
      writing->ids.extras[i] =
          take_id(writing, plan->extras.data[i].row->table, plan->extras.data[i].row->id);
}

void plan_action(const struct plan *plan, const struct plan_gifts *gifts, int today,
                 plan_id_fn *new_id, void *context, struct action *action) {
  struct writing writing = {plan, gifts, today, new_id, context, action, MAP_INIT, {NULL, NULL}};

  give_ids(&writing);
  for (size_t i = 0; i < plan->rows.len; i++) {
    const struct plan_row *row = &plan->rows.data[i];
    if (row->kind == PLAN_NEW)
      add_person(&writing, row, writing.ids.people[i]);
    else if (row->kind == PLAN_CHANGED)
      change_person(&writing, row);
  }
  for (size_t i = 0; i < plan->extras.len; i++)
    if (plan->extras.data[i].fate == FATE_NEW)
      add_extra(&writing, &plan->extras.data[i], writing.ids.extras[i]);
  map_release(&writing.given);
}
