/*
 * Nothing from the data reaches a terminal as control: every byte and every Cc and Cf character,
 * through every field of every table, out of every command that prints.
 */
#include "commands.h"
#include "mentee/base/text.h"

/* Commands that print what is in the store; NAME stands for the contact. */
static const struct command printing[] = {
    {{"--due", "--max", "40"}},
    {{"--due", "--discreet"}},
    {{"due"}},
    {{"due", "--all"}},
    {{"list", "--all"}},
    {{"show", "c1"}},
    {{"check"}},
    {{"check", "--fix"}},
    {{"why", "c1"}},
    {{"week"}},
    {{"team"}},
    {{"stats"}},
    {{"brief", "c1"}},
    {{"who", "Larkspur"}},
    {{"next"}},
    {{"history"}},
    {{"event", "list"}},
    {{"letter", "list"}},
    {{"opportunity", "list"}},
    {{"target", "list"}},
    {{"affiliation", "list"}},
    {{"link", "list"}},
    {{"settings"}},
    {{"address", "Larkspur"}},
    {{"address", "--plain", "Larkspur"}},
    {{"write", "c1", "light_touch", "--print"}},
    {{"export", "--to", "mutt"}},
    {{"show", "nobody\x1b[31m\xC2\x9B"}},
    {{"list", "x\x1b:y"}},
    {{"due", "--all", "--tsv"}},
    {{"list", "--all", "--tsv"}},
};

/* What some names are written with; a cell of a screen drops them, a script gets the very bytes. */
static bool is_in_names(uint32_t code) {
  return code == 0x00AD || (code >= 0x200C && code <= 0x200F);
}

static bool is_refused(uint32_t code, bool tsv) {
  if (code == '\n' || (tsv && (code == '\t' || is_in_names(code))))
    return false;
  return code < 0x20 || (code >= 0x7f && code <= 0x9f) || (code >= 0x200B && code <= 0x200F) ||
         (code >= 0x2028 && code <= 0x202E) || (code >= 0x2060 && code <= 0x206F) ||
         code == 0xFEFF || code == 0x00AD || (code >= 0xE0000 && code <= 0xE0FFF) || code == 0x061C;
}

static void expect_safe(const char *text, bool tsv, const char *what, uint32_t code) {
  size_t left = strlen(text);

  if (!text_is_utf8(text, left))
    fail_msg("%s: U+%04X: not UTF-8", what, (unsigned)code);
  while (left > 0) {
    uint32_t shown;
    size_t used = text_decode(text, left, &shown);
    if (is_refused(shown, tsv))
      fail_msg("%s: U+%04X came out as U+%04X: %.80s", what, (unsigned)code, (unsigned)shown, text);
    text += used;
    left -= used;
  }
}

/* A row of every table, the payload in each field that is no id, reference, date or word. */
static void put_table(struct os_mem *mem, enum table_id id, const char *payload) {
  const struct table_def *def = &table_defs[id];
  struct buf text = BUF_INIT;

  for (int i = 0; i < def->field_count; i++)
    buf_addf(&text, "%s%s", i > 0 ? "," : "", def->fields[i].name);
  buf_addc(&text, '\n');
  for (int i = 0; i < def->field_count; i++) {
    const struct field *field = &def->fields[i];
    if (i > 0)
      buf_addc(&text, ',');
    if (field->type == FIELD_ID)
      buf_addf(&text, "%c1", def->letter);
    else if (field->type == FIELD_REF || field->type == FIELD_PEOPLE)
      buf_addf(&text, "%c1", table_defs[field->ref].letter);
    else if (field->type == FIELD_DATE)
      buf_adds(&text, strstr(field->name, "to_on") != NULL || strstr(field->name, "done") != NULL
                          ? ""
                          : "2026-11-18");
    else if (field->type == FIELD_WORD && strcmp(field->name, "role") == 0)
      buf_adds(&text, "mentor");
    else
      csv_write_cell(&text, payload, false);
  }
  buf_addc(&text, '\n');
  os_mem_put(mem, mem_path(def->file), buf_text(&text), text.len);
  buf_release(&text);
}

static void push(const char *payload, uint32_t code) {
  struct os_mem *mem = os_mem_new();

  for (int i = 0; i < TABLE_COUNT; i++)
    put_table(mem, (enum table_id)i, payload);
  for (size_t i = 0; i < sizeof printing / sizeof printing[0]; i++) {
    const struct command *command = &printing[i];
    bool tsv = strcmp(command->words[0], "address") == 0 ||
               (command->words[2] != NULL && strcmp(command->words[2], "--tsv") == 0);
    struct outcome outcome;
    command_run(mem, command, &outcome);
    expect_safe(buf_text(&outcome.said), tsv, command->words[0], code);
    outcome_release(&outcome);
  }
  os_mem_free(mem);
}

static void push_code(uint32_t code) {
  struct buf payload = BUF_INIT;

  buf_adds(&payload, "Larkspur ");
  text_encode(&payload, code);
  buf_adds(&payload, "[31mred");
  push(buf_text(&payload), code);
  buf_release(&payload);
}

static void no_byte_gets_through(void **state) {
  (void)state;
  for (int byte = 1; byte < 256; byte++) {
    char payload[] = "Larkspur ?[31m";
    if (byte >= 0x20 && byte < 0x7f)
      continue; /* printable */
    payload[9] = (char)byte;
    push(payload, (uint32_t)byte);
  }
}

static void no_control_and_no_format_character_gets_through(void **state) {
  static const struct {
    uint32_t first, last;
  } ranges[] = {{0x80, 0x9f},     {0xAD, 0xAD},       {0x600, 0x605},     {0x61C, 0x61C},
                {0x6DD, 0x6DD},   {0x70F, 0x70F},     {0x8E2, 0x8E2},     {0x180E, 0x180E},
                {0x200B, 0x200F}, {0x2028, 0x202E},   {0x2060, 0x206F},   {0xFEFF, 0xFEFF},
                {0xFFF9, 0xFFFB}, {0xE0001, 0xE0001}, {0xE0020, 0xE0023}, {0xE007E, 0xE007F}};

  (void)state;
  for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
    for (uint32_t code = ranges[i].first; code <= ranges[i].last; code++)
      push_code(code);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(no_byte_gets_through),
      cmocka_unit_test(no_control_and_no_format_character_gets_through),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
