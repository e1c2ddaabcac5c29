/*
 * What --json and --jsonl promise scripts: one shape a command, here as tables, for the sample and
 * for stores that nobody would wish for. A key that is not in its table fails, so does one that
 * must be there and is not, and so does a text that is no JSON. mentee(5) names every key.
 */
#include "commands.h"
#include "mentee/base/text.h"
#include <jansson.h>

struct shape {
  const char *key;
  json_type type;
  bool always;               /* else it is left out where it is empty */
  const struct shape *items; /* of a list: its objects, beside the columns of `table` */
  enum table_id table;       /* TABLE_NONE: no columns */
  int but;                   /* the column that goes without saying, or -1 */
};
#define SHAPE_END                                                                                  \
  { NULL, JSON_NULL, false, NULL, TABLE_NONE, -1 }
#define VALUE(key, type, always)                                                                   \
  { key, type, always, NULL, TABLE_NONE, -1 }
#define ROWS(key, table, but)                                                                      \
  { key, JSON_ARRAY, false, NULL, table, but }

static const struct shape reason[] = {
    VALUE("tier", JSON_INTEGER, true),
    VALUE("rule", JSON_STRING, true),
    VALUE("id", JSON_STRING, true),
    VALUE("name", JSON_STRING, false),
    VALUE("due_on", JSON_STRING, false),
    VALUE("text", JSON_STRING, true),
    SHAPE_END,
};
#define OF_A_PERSON                                                                                \
  VALUE("last_on", JSON_STRING, false), VALUE("next_on", JSON_STRING, false),                      \
      VALUE("every_days", JSON_INTEGER, false), VALUE("state", JSON_STRING, false),                \
      ROWS("roles", TABLE_ROLES, ROLES_CONTACT_ID), {                                              \
    "due", JSON_ARRAY, false, reason, TABLE_NONE, -1                                               \
  }
static const struct shape person[] = {OF_A_PERSON, SHAPE_END};
static const struct shape person_whole[] = {
    OF_A_PERSON,
    ROWS("affiliations", TABLE_AFFILIATIONS, AFFILIATION_CONTACT_ID),
    ROWS("interactions", TABLE_INTERACTIONS, -1),
    ROWS("followups", TABLE_FOLLOWUPS, FOLLOWUP_CONTACT_ID),
    ROWS("opportunities", TABLE_OPPORTUNITIES, OPPORTUNITY_CONTACT_ID),
    ROWS("letters", TABLE_LETTERS, LETTER_CONTACT_ID),
    SHAPE_END,
};

/* Every command that speaks JSON. */
static const struct speaker {
  struct command command;
  const struct shape *shape;
  enum table_id table;
  bool lines;
} speakers[] = {
    {{{"list", "--all", "--json"}}, person, TABLE_CONTACTS, false},
    {{{"list", "--all", "--jsonl"}}, person, TABLE_CONTACTS, true},
    {{{"show", "ID", "--json"}}, person_whole, TABLE_CONTACTS, true},
    {{{"due", "--json"}}, reason, TABLE_NONE, false},
    {{{"due", "--jsonl"}}, reason, TABLE_NONE, true},
    {{{"due", "--all", "--within", "1y", "--json"}}, reason, TABLE_NONE, false},
    {{{"due", "--all", "--within", "1y", "--jsonl"}}, reason, TABLE_NONE, true},
};

/* --- one object against its table ------------------------------------------------------------ */

static void check_object(const json_t *object, const struct shape *shape, enum table_id table,
                         int but, const char *where);

static const struct shape *shape_find(const struct shape *shape, const char *key) {
  for (; shape != NULL && shape->key != NULL; shape++)
    if (strcmp(shape->key, key) == 0)
      return shape;
  return NULL;
}

static void check_value(const struct shape *known, const json_t *value, const char *where) {
  if (json_typeof(value) != known->type)
    fail_msg("%s: %s is of another type", where, known->key);
  for (size_t i = 0; known->type == JSON_ARRAY && i < json_array_size(value); i++)
    check_object(json_array_get(value, i), known->items, known->table, known->but, known->key);
}

static void check_cell(enum table_id table, int but, const char *key, const json_t *value,
                       const char *where) {
  int field = table != TABLE_NONE ? table_find_field(&table_defs[table], key) : -1;

  if (field < 0 || field == but)
    fail_msg("%s: the key '%s' is in no shape", where, key);
  if (!json_is_string(value) || json_string_length(value) == 0)
    fail_msg("%s: %s is no text", where, key);
}

static void check_object(const json_t *object, const struct shape *shape, enum table_id table,
                         int but, const char *where) {
  const char *key;
  json_t *value;

  assert_true(json_is_object(object));
  json_object_foreach((json_t *)object, key, value) {
    const struct shape *known = shape_find(shape, key);
    if (known != NULL)
      check_value(known, value, where);
    else
      check_cell(table, but, key, value, where);
  }
  for (; shape != NULL && shape->key != NULL; shape++)
    if (shape->always && json_object_get(object, shape->key) == NULL)
      fail_msg("%s: the key '%s' is missing", where, shape->key);
}

/* --- what a command printed ------------------------------------------------------------------ */

static json_t *read_json(const char *text, size_t len, const char *where) {
  json_error_t error;
  json_t *json = json_loadb(text, len, JSON_REJECT_DUPLICATES, &error);

  if (json == NULL)
    fail_msg("%s: %s: %.*s", where, error.text, (int)(len > 200 ? 200 : len), text);
  return json;
}

/* A terminal may be what reads it: nothing that the gate would refuse. */
static void check_visible(const char *text, const char *where) {
  struct buf safe = BUF_INIT;

  text_defuse_lines(&safe, text);
  if (strcmp(buf_text(&safe), text) != 0)
    fail_msg("%s: a character that is not for a terminal", where);
  buf_release(&safe);
}

/* Standard error stands among it: damage of a file, and who was not found. */
static void without_complaints(const char *said, struct buf *out) {
  while (*said != '\0') {
    size_t len = strcspn(said, "\n");
    if (strncmp(said, "mentee: ", 8) != 0)
      buf_addf(out, "%.*s\n", (int)len, said);
    said += len + (said[len] == '\n');
  }
}

static size_t check_lines(const struct speaker *speaker, const char *text, const char *where) {
  size_t count = 0;

  for (; *text != '\0'; count++) {
    size_t len = strcspn(text, "\n");
    json_t *json = read_json(text, len, where);
    check_object(json, speaker->shape, speaker->table, -1, where);
    json_decref(json);
    text += len + 1;
  }
  return count;
}

static size_t check_array(const struct speaker *speaker, const char *text, const char *where) {
  json_t *json = read_json(text, strlen(text), where);
  size_t count = json_array_size(json);

  assert_true(json_is_array(json));
  for (size_t i = 0; i < count; i++)
    check_object(json_array_get(json, i), speaker->shape, speaker->table, -1, where);
  json_decref(json);
  return count;
}

/* Returns how many objects there were. */
static size_t check_shape(struct os_mem *mem, const struct speaker *speaker, const char *id,
                          const char *where) {
  struct command command = speaker->command;
  struct outcome outcome;
  struct buf text = BUF_INIT;
  size_t count = 0;

  if (strcmp(command.words[1], "ID") == 0)
    command.words[1] = id;
  command_run(mem, &command, &outcome);
  without_complaints(buf_text(&outcome.said), &text);
  check_visible(buf_text(&text), where);
  if (text.len > 0)
    count = speaker->lines ? check_lines(speaker, buf_text(&text), where)
                           : check_array(speaker, buf_text(&text), where);
  outcome_release(&outcome);
  buf_release(&text);
  return count;
}

/* --- stores ---------------------------------------------------------------------------------- */

static void the_sample_has_the_shapes(void **state) {
  struct os_mem *mem = os_mem_new();

  (void)state;
  command_put_sample(mem, MENTEE_SAMPLE_DIR);
  for (size_t i = 0; i < sizeof speakers / sizeof speakers[0]; i++)
    if (check_shape(mem, &speakers[i], "c0001", speakers[i].command.words[0]) == 0)
      fail_msg("%s said nothing", speakers[i].command.words[0]);
  for (int i = 1; i <= 40; i++) {
    char id[16];
    snprintf(id, sizeof id, "c%04d", i);
    check_shape(mem, &speakers[2], id, id);
  }
  os_mem_free(mem);
}

static void hostile_files_have_the_shapes(void **state) {
  static const char *const files[] = {
      "bad_dates",         "bom_crlf",    "dangling_and_duplicate",    "empty_file",
      "invalid_utf8",      "semicolons",  "extra_and_missing_columns", "header_only",
      "no_final_newline",  "lone_quotes", "nul_and_controls",          "roles_overlap",
      "unterminated_quote"};
  char path[512];

  (void)state;
  for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
    struct os_mem *mem = os_mem_new();
    snprintf(path, sizeof path, "%s/tests/data/messy/%s.csv", MENTEE_SOURCE_DIR, files[i]);
    command_put_file(mem, path,
                     strcmp(files[i], "roles_overlap") == 0 ? "roles.csv" : "contacts.csv");
    for (size_t j = 0; j < sizeof speakers / sizeof speakers[0]; j++)
      check_shape(mem, &speakers[j], "c0001", files[i]);
    os_mem_free(mem);
  }
}

/* A row of every table about the first contact, with that text wherever one fits. */
static void put_table(struct os_mem *mem, enum table_id id, const char *payload) {
  const struct table_def *def = &table_defs[id];
  struct buf text = BUF_INIT;

  for (int i = 0; i < def->field_count; i++)
    buf_addf(&text, "%s%s", i > 0 ? "," : "", def->fields[i].name);
  buf_addc(&text, '\n');
  for (int i = 0; i < def->field_count; i++) {
    const struct field *field = &def->fields[i];
    buf_adds(&text, i > 0 ? "," : "");
    if (field->type == FIELD_ID)
      buf_addf(&text, "%c1", def->letter);
    else if (field->type == FIELD_REF || field->type == FIELD_PEOPLE)
      buf_addf(&text, "%c1", table_defs[field->ref].letter);
    else
      csv_write_cell(&text, payload, false);
  }
  buf_addc(&text, '\n');
  os_mem_put(mem, mem_path(def->file), buf_text(&text), text.len);
  buf_release(&text);
}

static void check_payload(const char *payload, const char *where) {
  struct os_mem *mem = os_mem_new();

  for (int i = 0; i < TABLE_COUNT; i++)
    put_table(mem, (enum table_id)i, payload);
  for (size_t i = 0; i < sizeof speakers / sizeof speakers[0]; i++) {
    size_t count = check_shape(mem, &speakers[i], "c1", where);
    if (speakers[i].table == TABLE_CONTACTS)
      assert_int_equal(count, 1);
  }
  os_mem_free(mem);
}

static void every_byte_and_character_makes_json(void **state) {
  static const char *const texts[] = {"a\"b\\c/d",
                                      "\xED\xA0\x80 half a pair",
                                      "\xF0\x9F\x98\x80 beyond",
                                      "\xF3\xA0\x81\x81 tag",
                                      "\xE2\x80\xAE bidi",
                                      "\xE2\x80\xA8 line",
                                      "\xEF\xBB\xBF bom",
                                      "\xC0\x80 long",
                                      "\xF4\x90\x80\x80",
                                      "mentee\xE2\x80\x8D join",
                                      "\t\r\n",
                                      "e\xCC\x81 an accent"};
  char byte_text[] = "a ? b", where[16];

  (void)state;
  for (int byte = 1; byte < 256; byte++) {
    byte_text[2] = (char)byte;
    snprintf(where, sizeof where, "byte %02x", (unsigned)byte);
    check_payload(byte_text, where);
  }
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
    check_payload(texts[i], texts[i]);
}

/* --- the manual ------------------------------------------------------------------------------ */

static void check_named(const char *section, const struct shape *shape) {
  char marked[64];

  for (; shape->key != NULL; shape++) {
    snprintf(marked, sizeof marked, ".Li %s", shape->key);
    if (strstr(section, marked) == NULL)
      fail_msg("mentee(5) does not name '%s' under JSON", shape->key);
  }
}

static void the_manual_names_every_key(void **state) {
  struct buf page = BUF_INIT;
  struct os_stat stat;
  const char *section;

  (void)state;
  assert_true(os_read_file(os_real(), MENTEE_SOURCE_DIR "/man/mentee.5", (size_t)1 << 20, &page,
                           &stat) >= 0);
  section = strstr(buf_text(&page), "\n.Sh JSON");
  assert_non_null(section);
  check_named(section, reason);
  check_named(section, person_whole);
  buf_release(&page);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_sample_has_the_shapes),
      cmocka_unit_test(hostile_files_have_the_shapes),
      cmocka_unit_test(every_byte_and_character_makes_json),
      cmocka_unit_test(the_manual_names_every_key),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
