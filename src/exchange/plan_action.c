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
  struct map given; /* ids of this action */
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

static const char *begin_row(struct writing *writing, enum table_id table) {
  char id[PLAN_ID_SIZE];
  char *kept;

  do
    writing->new_id(writing->context, table, id);
  while (map_find(&writing->given, id) != NULL);
  kept = arena_dup(&writing->action->arena, id);
  map_put(&writing->given, kept, kept);
  action_add_row(writing->action, table, kept);
  return kept;
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

/* Fields of somebody new that are put together at the end (add_gifts). */
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

/* Ids of another book mean nothing in this one, unless it has them too. */
static bool is_set(const struct writing *writing, const struct imported_value *value) {
  const struct field *field = &table_defs[TABLE_CONTACTS].fields[value->field];

  if (is_settled(writing, value->field))
    return false;
  return field->type != FIELD_REF ||
         book_find(writing->plan->book, field->ref, value->value) != NULL;
}

static void add_values(struct writing *writing, const struct imported *person, const char *id) {
  for (size_t i = 0; i < person->count; i++) {
    const struct imported_value *value = &person->values[i];
    if (value->field < 0)
      action_fill_column(writing->action, TABLE_CONTACTS, id, value->column, "", value->value);
    else if (is_set(writing, value))
      set(writing, TABLE_CONTACTS, id, value->field, value->value);
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
      source[0] != '\0' ? source : words_word(&words_source, SOURCE_IMPORT));
  set(writing, TABLE_CONTACTS, id, CONTACT_MET_EVENT, gifts->event_id);
  if (gifts->role >= 0) {
    const char *role = begin_row(writing, TABLE_ROLES);
    set(writing, TABLE_ROLES, role, ROLES_CONTACT_ID, id);
    set(writing, TABLE_ROLES, role, ROLES_ROLE, words_word(&words_role, gifts->role));
    set_today(writing, TABLE_ROLES, role, ROLES_FROM_ON);
  }
}

/* Without a role: an imported person has no interval and no reminder (engine.md 4.2). */
static void add_person(struct writing *writing, const struct plan_row *row) {
  const char *id = begin_row(writing, TABLE_CONTACTS);

  add_values(writing, row->person, id);
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

void plan_action(const struct plan *plan, const struct plan_gifts *gifts, int today,
                 plan_id_fn *new_id, void *context, struct action *action) {
  struct writing writing = {plan, gifts, today, new_id, context, action, MAP_INIT};

  for (size_t i = 0; i < plan->rows.len; i++) {
    const struct plan_row *row = &plan->rows.data[i];
    if (row->kind == PLAN_NEW)
      add_person(&writing, row);
    else if (row->kind == PLAN_CHANGED)
      change_person(&writing, row);
  }
  map_release(&writing.given);
}
