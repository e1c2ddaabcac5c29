/*
 * Monica's JSON export: account.data holds collections ({type, values}); a contact has properties
 * and collections of its own. Calls and activities become interactions, tasks and what one is to be
 * reminded of once become promises, where their days are known; the rest, and notes, become lines
 * of the notes. What has no place here is named.
 */
#include "attributes_priv.h"
#include "draft_priv.h"
#include "mentee/base/date.h"
#include "mentee/base/text.h"
#include "readers_priv.h"
#include <jansson.h>
#include <string.h>

static const struct attribute properties[] = {
    {"first_name", SLOT_GIVEN, ""},     {"middle_name", SLOT_MIDDLE, ""},
    {"last_name", SLOT_FAMILY, ""},     {"nickname", CONTACT_CALL_BY, ""},
    {"job", CONTACT_TITLE, ""},         {"company", CONTACT_ORG, ""},
    {"description", CONTACT_NOTES, ""}, {"food_preferences", SLOT_KEEP, "food_preferences"},
    {"gender", SLOT_KEEP, "gender"},    {NULL, 0, ""},
};

struct monica {
  struct reading *reading;
  struct draft draft;
  json_t *field_types; /* uuid: its properties */
  json_t *activities;  /* uuid: its properties */
  json_t *attended;    /* uuid of an activity: who was there, "c-1;c-2" */
  const char *exported_on;
  struct buf left_out; /* collections of the contact at hand that have no place */
};

static const char *text_of(const json_t *object, const char *key) {
  const char *text = json_string_value(json_object_get(object, key));

  return text != NULL ? text : "";
}

static void add(struct monica *monica, int slot, const char *text) {
  entry_add(&monica->draft, slot, NULL, text, strlen(text));
}

static void add_properties(struct monica *monica, const json_t *contact) {
  for (const struct attribute *row = properties; row->name != NULL; row++) {
    const char *text = text_of(contact, row->name);
    if (row->slot == SLOT_KEEP)
      entry_keep(&monica->draft, row->label, text, strlen(text));
    else
      add(monica, row->slot, text);
  }
}

static void add_tags(struct monica *monica, const json_t *tags) {
  for (size_t i = 0; i < json_array_size(tags); i++) {
    const char *tag = json_string_value(json_array_get(tags, i));
    if (tag != NULL)
      add(monica, CONTACT_TAGS, tag);
  }
}

/* "1985-03-15T00:00:00Z", and whether its year is known. */
static void add_birthday(struct monica *monica, const json_t *date) {
  const char *text = text_of(date, "date");

  if (strlen(text) < 10)
    return;
  if (json_is_true(json_object_get(date, "is_year_unknown")))
    entry_add(&monica->draft, CONTACT_BIRTHDAY, NULL, text + 5, 5);
  else
    entry_add(&monica->draft, CONTACT_BIRTHDAY, NULL, text, 10);
}

static void add_first_met(struct monica *monica, const json_t *date) {
  const char *text = text_of(date, "date");

  if (strlen(text) >= 10)
    entry_add(&monica->draft, CONTACT_MET_ON, NULL, text, 10);
}

/* --- what a contact's collections hold ----------------------------------------------------------
 */

static void add_field(struct monica *monica, const json_t *value) {
  const json_t *own = json_object_get(value, "properties");
  const char *data = text_of(own, "data");
  const json_t *type = json_object_get(monica->field_types, text_of(own, "type"));
  const char *kind = text_of(type, "type"), *name = text_of(type, "name");
  struct buf column = BUF_INIT;

  entry_column_name(&column, name[0] != '\0' ? name : "contact_field");
  if (strcmp(kind, "email") == 0 || (kind[0] == '\0' && strchr(data, '@') != NULL))
    add(monica, CONTACT_EMAIL, data);
  else if (strcmp(kind, "phone") == 0)
    add(monica, CONTACT_PHONE, data);
  else if (strncmp(data, "http", 4) == 0)
    add(monica, CONTACT_LINKS, data);
  else
    entry_keep(&monica->draft, buf_text(&column), data, strlen(data));
  buf_release(&column);
}

static void add_address(struct monica *monica, const json_t *value) {
  static const char *const parts[] = {"street", "city", "province", "postal_code", "country"};
  const json_t *own = json_object_get(value, "properties");
  struct buf text = BUF_INIT;

  add(monica, CONTACT_CITY, text_of(own, "city"));
  for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
    if (text_of(own, parts[i])[0] != '\0')
      buf_addf(&text, "%s%s", text.len > 0 ? ", " : "", text_of(own, parts[i]));
  entry_keep(&monica->draft, "address", buf_text(&text), text.len);
  buf_release(&text);
}

/* "2024-03-12: what", a line of the notes. */
static void add_dated(struct monica *monica, const char *day, const char *what, const char *more) {
  struct buf line = BUF_INIT;

  if (strlen(day) >= 10)
    buf_addf(&line, "%.10s: ", day);
  buf_adds(&line, what);
  if (more[0] != '\0')
    buf_addf(&line, "%s%s", what[0] != '\0' ? " - " : "", more);
  entry_add(&monica->draft, CONTACT_NOTES, NULL, buf_text(&line), line.len);
  buf_release(&line);
}

static void add_note(struct monica *monica, const json_t *value) {
  add_dated(monica, text_of(value, "created_at"),
            text_of(json_object_get(value, "properties"), "body"), "");
}

/* --- rows of other tables -----------------------------------------------------------------------
 */

/* "2024-03-12T10:00:00Z" begins with a real day. */
static bool is_day(const char *text) {
  char day[11];

  if (strlen(text) < 10)
    return false;
  memcpy(day, text, 10);
  day[10] = '\0';
  return date_parse(day) != DATE_NONE;
}

/* From Monica's own, so that the same file again finds them. */
static const char *row_id(struct monica *monica, enum table_id table, const char *uuid) {
  struct buf id = BUF_INIT;
  const char *kept;

  for (; *uuid != '\0' && id.len < 40; uuid++)
    if ((*uuid >= '0' && *uuid <= '9') || (text_lower(*uuid) >= 'a' && text_lower(*uuid) <= 'z'))
      buf_addc(&id, text_lower(*uuid));
  kept = id.len > 0 ? arena_format(&monica->reading->import->arena, "%c%s",
                                   table_defs[table].letter, buf_text(&id))
                    : "";
  buf_release(&id);
  return kept;
}

#define MOST_CELLS 8
struct row_draft {
  struct monica *monica;
  enum table_id table;
  struct imported_value cells[MOST_CELLS];
  size_t count;
};

static void put_cell(struct row_draft *row, int field, const char *text) {
  bool lines = table_defs[row->table].fields[field].type == FIELD_NOTE;
  const char *value = entry_cleaned(&row->monica->draft, text, lines);

  if (value[0] != '\0')
    row->cells[row->count++] = (struct imported_value){field, NULL, value};
}

static void put_day(struct row_draft *row, int field, const char *text) {
  if (is_day(text))
    row->cells[row->count++] = (struct imported_value){
        field, NULL, arena_copy(&row->monica->reading->import->arena, text, 10)};
}

static void end_row(struct row_draft *row, const char *uuid) {
  import_add_row(row->monica->reading->import, row->table, row_id(row->monica, row->table, uuid),
                 row->cells, row->count);
}

static void add_call(struct monica *monica, const json_t *value) {
  const json_t *own = json_object_get(value, "properties");
  struct row_draft row = {monica, TABLE_INTERACTIONS, {{0, NULL, NULL}}, 0};
  const char *day = text_of(own, "called_at");

  if (!is_day(day) || monica->draft.key[0] == '\0') {
    add_dated(monica, day, "call", text_of(own, "content"));
    return;
  }
  put_day(&row, INTERACTION_ON_DATE, day);
  put_cell(&row, INTERACTION_PEOPLE, monica->draft.key);
  put_cell(&row, INTERACTION_CHANNEL, words_word(&words_channel, CHANNEL_PHONE));
  put_cell(&row, INTERACTION_KIND, words_word(&words_kind, KIND_CALL));
  if (json_is_true(json_object_get(own, "contact_called")))
    put_cell(&row, INTERACTION_INITIATOR, words_word(&words_initiator, INITIATOR_THEM));
  put_cell(&row, INTERACTION_NOTES, text_of(own, "content"));
  end_row(&row, text_of(value, "uuid"));
}

static void add_task(struct monica *monica, const json_t *value) {
  const json_t *own = json_object_get(value, "properties");
  struct row_draft row = {monica, TABLE_FOLLOWUPS, {{0, NULL, NULL}}, 0};
  bool done = json_is_true(json_object_get(own, "completed"));

  if (monica->draft.key[0] == '\0' || text_of(own, "title")[0] == '\0') {
    add_dated(monica, "", done ? "done" : "to do", text_of(own, "title"));
    return;
  }
  put_cell(&row, FOLLOWUP_CONTACT_ID, monica->draft.key);
  put_cell(&row, FOLLOWUP_DIRECTION, words_word(&words_owes, OWES_ME));
  put_cell(&row, FOLLOWUP_WHAT, text_of(own, "title"));
  put_day(&row, FOLLOWUP_MADE_ON, text_of(value, "created_at"));
  if (done) {
    const char *day = text_of(own, "completed_at");
    put_day(&row, FOLLOWUP_DONE_ON, is_day(day) ? day : text_of(value, "updated_at"));
    put_cell(&row, FOLLOWUP_OUTCOME, words_word(&words_outcome, OUTCOME_KEPT));
  }
  put_cell(&row, FOLLOWUP_NOTE, text_of(own, "description"));
  end_row(&row, text_of(value, "uuid"));
}

/* What comes again and again is no promise, and what has passed would only be late. */
static void add_reminder(struct monica *monica, const json_t *value) {
  const json_t *own = json_object_get(value, "properties");
  const char *day = text_of(own, "initial_date"), *often = text_of(own, "frequency_type");
  struct row_draft row = {monica, TABLE_FOLLOWUPS, {{0, NULL, NULL}}, 0};
  bool again = often[0] != '\0' && strcmp(often, "one_time") != 0;
  struct buf what = BUF_INIT;

  if (!again && is_day(day) && strncmp(day, monica->exported_on, 10) >= 0 &&
      monica->draft.key[0] != '\0' && text_of(own, "title")[0] != '\0') {
    put_cell(&row, FOLLOWUP_CONTACT_ID, monica->draft.key);
    put_cell(&row, FOLLOWUP_DIRECTION, words_word(&words_owes, OWES_ME));
    put_cell(&row, FOLLOWUP_WHAT, text_of(own, "title"));
    put_day(&row, FOLLOWUP_MADE_ON, text_of(value, "created_at"));
    put_day(&row, FOLLOWUP_DUE_ON, day);
    put_cell(&row, FOLLOWUP_NOTE, text_of(own, "description"));
    end_row(&row, text_of(value, "uuid"));
    return;
  }
  buf_adds(&what, "reminder");
  if (again)
    buf_addf(&what, ", every %s", often);
  add_dated(monica, day, buf_text(&what), text_of(own, "title"));
  buf_release(&what);
}

static void attend(struct monica *monica, const char *uuid) {
  const char *before = text_of(monica->attended, uuid);
  struct buf people = BUF_INIT;

  buf_addf(&people, "%s%s%s", before, before[0] != '\0' ? ";" : "", monica->draft.key);
  json_object_set_new(monica->attended, uuid, json_string(buf_text(&people)));
  buf_release(&people);
}

/* An activity of several people stands once in the file and is one interaction (add_activities). */
static void add_activity(struct monica *monica, const json_t *value) {
  const char *uuid = json_string_value(value);
  const json_t *own = uuid != NULL ? json_object_get(monica->activities, uuid)
                                   : json_object_get(value, "properties");

  if (uuid == NULL || !is_day(text_of(own, "happened_at")) || monica->draft.key[0] == '\0')
    add_dated(monica, text_of(own, "happened_at"), text_of(own, "summary"),
              text_of(own, "description"));
  else
    attend(monica, uuid);
}

static void count_photo(struct monica *monica, const json_t *value) {
  (void)value;
  entry_add(&monica->draft, SLOT_PHOTO, NULL, "x", 1);
}

static const struct collection {
  const char *type;
  void (*add)(struct monica *monica, const json_t *value);
} collections[] = {
    {"contact_field", add_field}, {"address", add_address}, {"note", add_note},
    {"call", add_call},           {"task", add_task},       {"reminder", add_reminder},
    {"activity", add_activity},   {"photo", count_photo},
};

static void add_collection(struct monica *monica, const json_t *collection) {
  const char *type = text_of(collection, "type");
  const json_t *values = json_object_get(collection, "values");

  for (size_t i = 0; i < sizeof collections / sizeof collections[0]; i++) {
    if (strcmp(collections[i].type, type) != 0)
      continue;
    for (size_t k = 0; k < json_array_size(values); k++)
      collections[i].add(monica, json_array_get(values, k));
    return;
  }
  if (json_array_size(values) > 0)
    buf_addf(&monica->left_out, "%s%zu %s", monica->left_out.len > 0 ? ", " : "",
             json_array_size(values), type);
}

/* Somebody whom no row can name: neither a key nor a name. */
static const char *key_of(const json_t *contact) {
  const json_t *own = json_object_get(contact, "properties");
  bool named = text_of(own, "first_name")[0] != '\0' || text_of(own, "last_name")[0] != '\0' ||
               text_of(own, "middle_name")[0] != '\0' || text_of(own, "nickname")[0] != '\0';

  return named && strchr(text_of(contact, "uuid"), ';') == NULL ? text_of(contact, "uuid") : "";
}

static void add_contact(struct monica *monica, const json_t *contact, uint32_t number) {
  const json_t *own = json_object_get(contact, "properties");
  const json_t *data = json_object_get(contact, "data");

  entry_begin(&monica->draft, number);
  monica->draft.key = arena_dup(&monica->reading->import->arena, key_of(contact));
  buf_cut(&monica->left_out, 0);
  add_properties(monica, own);
  add_tags(monica, json_object_get(own, "tags"));
  add_birthday(monica, json_object_get(own, "birthdate"));
  add_first_met(monica, json_object_get(own, "first_met_date"));
  if (json_is_true(json_object_get(own, "is_dead")))
    add(monica, CONTACT_STATUS, "deceased");
  for (size_t i = 0; i < json_array_size(data); i++)
    add_collection(monica, json_array_get(data, i));
  entry_end(&monica->draft);
  if (monica->left_out.len > 0)
    import_note(monica->reading->import, number, "has no place here for %s of %s %s",
                buf_text(&monica->left_out), text_of(own, "first_name"), text_of(own, "last_name"));
}

/* --- the account -------------------------------------------------------------------------------
 */

/* uuid: properties, of a list of things that have both. */
static void index_things(json_t *index, const json_t *values) {
  for (size_t i = 0; i < json_array_size(values); i++) {
    const json_t *value = json_array_get(values, i);
    json_object_set(index, text_of(value, "uuid"), json_object_get(value, "properties"));
  }
}

static const json_t *collection_of(const json_t *data, const char *type) {
  for (size_t i = 0; i < json_array_size(data); i++)
    if (strcmp(text_of(json_array_get(data, i), "type"), type) == 0)
      return json_object_get(json_array_get(data, i), "values");
  return NULL;
}

static void add_activities(struct monica *monica) {
  const char *uuid;
  json_t *people;

  entry_begin(&monica->draft, 0);
  json_object_foreach(monica->attended, uuid, people) {
    const json_t *own = json_object_get(monica->activities, uuid);
    struct row_draft row = {monica, TABLE_INTERACTIONS, {{0, NULL, NULL}}, 0};
    put_day(&row, INTERACTION_ON_DATE, text_of(own, "happened_at"));
    put_cell(&row, INTERACTION_PEOPLE, json_string_value(people));
    put_cell(&row, INTERACTION_KIND, words_word(&words_kind, KIND_MEETING));
    put_cell(&row, INTERACTION_SUBJECT, text_of(own, "summary"));
    put_cell(&row, INTERACTION_NOTES, text_of(own, "description"));
    end_row(&row, uuid);
  }
}

static void take_account(struct monica *monica, const json_t *account) {
  const json_t *data = json_object_get(account, "data");
  const json_t *contacts = collection_of(data, "contact");

  index_things(monica->activities, collection_of(data, "activity"));
  index_things(monica->field_types,
               json_object_get(json_object_get(account, "instance"), "contact_field_types"));
  for (size_t i = 0; i < json_array_size(contacts); i++)
    add_contact(monica, json_array_get(contacts, i), (uint32_t)i + 1);
  add_activities(monica);
}

bool monica_read(struct reading *reading, struct err *err) {
  struct monica monica;
  json_error_t bad;
  json_t *root = json_loadb(reading->text, reading->len, JSON_REJECT_DUPLICATES, &bad);
  const json_t *account = json_object_get(root, "account");

  if (root == NULL)
    return err_set(err, ERR_DATA, "%s:%d: no JSON: %s", reading->name, bad.line, bad.text);
  if (account == NULL) {
    json_decref(root);
    return err_set(err, ERR_DATA, "%s: JSON, but no 'account' in it as Monica writes it",
                   reading->name);
  }
  memset(&monica, 0, sizeof monica);
  monica.reading = reading;
  monica.field_types = json_object();
  monica.activities = json_object();
  monica.attended = json_object();
  monica.exported_on = text_of(root, "export_date");
  entry_init(&monica.draft, reading->import);
  take_account(&monica, account);
  entry_drop(&monica.draft);
  buf_release(&monica.left_out);
  json_decref(monica.field_types);
  json_decref(monica.activities);
  json_decref(monica.attended);
  json_decref(root);
  return true;
}

/* The start of the file is enough: "account" comes before the photos. */
bool monica_is(const struct reading *reading) {
  return reading_begins(reading, "{") && reading_find(reading, "\"account\"", 4096) != NULL;
}
