/* The people of our own JSON export: contacts, and where else they are. */
#include "draft_priv.h"
#include "readers_priv.h"
#include <jansson.h>
#include <string.h>

static const char *text_of(const json_t *object, const char *key) {
  const char *text = json_string_value(json_object_get(object, key));

  return text != NULL ? text : "";
}

static void add_cell(struct draft *draft, const char *name, const char *value) {
  int field = table_find_field(&table_defs[TABLE_CONTACTS], name);

  if (field == CONTACT_ID)
    draft->own_id = arena_dup(&draft->import->arena, value);
  else if (field >= 0 && field != CONTACT_CREATED_AT)
    entry_add(draft, field, NULL, value, strlen(value));
  else if (field < 0)
    entry_keep(draft, name, value, strlen(value));
}

/* An affiliation that is over is history, not where somebody is. */
static void add_places(struct draft *draft, const json_t *affiliations, const char *id) {
  const json_t *row;
  size_t i;

  json_array_foreach(affiliations, i, row) {
    const char *org = text_of(row, "org"), *title = text_of(row, "title");
    if (strcmp(text_of(row, "contact_id"), id) != 0 || text_of(row, "to_on")[0] != '\0')
      continue;
    entry_add(draft, SLOT_SECOND_ORG, NULL, org, strlen(org));
    entry_add(draft, SLOT_SECOND_TITLE, NULL, title, strlen(title));
  }
}

/* Affiliations by the contact that they are of. */
static json_t *index_affiliations(const json_t *root) {
  json_t *index = json_object(), *row;
  size_t i;

  json_array_foreach(json_object_get(root, "affiliations"), i, row) {
    const char *id = text_of(row, "contact_id");
    json_t *list = json_object_get(index, id);
    if (list == NULL) {
      list = json_array();
      json_object_set_new(index, id, list);
    }
    json_array_append(list, row);
  }
  return index;
}

static void take_contacts(struct reading *reading, json_t *root) {
  json_t *affiliations = index_affiliations(root), *contact, *value;
  struct draft draft;
  const char *name;
  size_t i;

  entry_init(&draft, reading->import);
  json_array_foreach(json_object_get(root, "contacts"), i, contact) {
    entry_begin(&draft, (uint32_t)i + 1);
    json_object_foreach(contact, name, value) {
      if (json_string_value(value) != NULL)
        add_cell(&draft, name, json_string_value(value));
    }
    add_places(&draft, json_object_get(affiliations, text_of(contact, "id")),
               text_of(contact, "id"));
    entry_end(&draft);
  }
  entry_drop(&draft);
  json_decref(affiliations);
}

bool own_json_read(struct reading *reading, struct err *err) {
  json_error_t bad;
  json_t *root = json_loadb(reading->text, reading->len, JSON_REJECT_DUPLICATES, &bad);

  if (root == NULL)
    return err_set(err, ERR_DATA, "%s:%d: no JSON: %s", reading->name, bad.line, bad.text);
  take_contacts(reading, root);
  json_decref(root);
  return true;
}

bool own_json_is(const struct reading *reading) {
  return reading_begins(reading, "{") && reading_find(reading, "\"mentee\":", 64) != NULL;
}
