/* A person as text, a field a line, for the editor; and back. */
#include "edit_form_priv.h"

#include <string.h>

#define NOTES "notes:"

/* Asked in a form; the notes come last, in as many lines as they have. */
static bool is_line(const struct field *field) {
  return field->form != FORM_NEVER && field->type != FIELD_NOTE;
}

void edit_form_write(const struct record *contact, struct buf *out) {
  const struct table_def *def = &table_defs[TABLE_CONTACTS];

  buf_addf(out, "# %s, %s. An empty value clears a field; lines that begin with # are not read.\n",
           record_text(contact, CONTACT_NAME), record_id(contact));
  for (int field = 0; field < def->field_count; field++)
    if (is_line(&def->fields[field]))
      buf_addf(out, "%s: %s\n", def->fields[field].name, record_text(contact, field));
  buf_addf(out, "\n# Everything below this line is the note.\n" NOTES "\n%s\n",
           record_text(contact, CONTACT_NOTES));
}

/* A value that is another one than before; the same text is not read again, so that what does not
   suit stays as it is. */
static bool take(struct cli *cli, const struct record *contact, int field, const char *text,
                 struct field_values *values, struct err *err) {
  const char *value;

  if (strcmp(text, record_text(contact, field)) == 0)
    return true;
  value = session_read_value(&cli->session, TABLE_CONTACTS, field, text, &cli->arena, err);
  if (value == NULL)
    return false;
  if (strcmp(value, record_text(contact, field)) != 0)
    *vec_push(&values->list) = (struct field_value){field, value};
  return true;
}

static bool take_line(struct cli *cli, const struct record *contact, const char *line,
                      struct field_values *values, struct err *err) {
  size_t len = strcspn(line, ":");
  const char *text = line + len + (line[len] == ':'), *name;
  size_t text_len = strlen(text);
  int field;

  if (line[0] == '#' || line[0] == '\0')
    return true;
  if (line[len] != ':')
    return err_set(err, ERR_USAGE, "'%s': a line is field: value", line);
  name = arena_copy(&cli->arena, line, len);
  field = table_find_field(&table_defs[TABLE_CONTACTS], name);
  if (field < 0)
    return err_set(err, ERR_USAGE, "unknown field '%s'", name);
  text_trim(&text, &text_len);
  return take(cli, contact, field, arena_copy(&cli->arena, text, text_len), values, err);
}

bool edit_form_read(struct cli *cli, const struct record *contact, const char *text,
                    struct field_values *values, struct err *err) {
  while (*text != '\0') {
    size_t len = strcspn(text, "\n");
    const char *line = arena_copy(&cli->arena, text, len);
    text += len + (text[len] == '\n');
    if (strncmp(line, NOTES, strlen(NOTES)) == 0 && line[strlen(NOTES)] == '\0') {
      size_t rest = strlen(text);
      while (rest > 0 && text_is_space(text[rest - 1]))
        rest--;
      return take(cli, contact, CONTACT_NOTES, arena_copy(&cli->arena, text, rest), values, err);
    }
    if (!take_line(cli, contact, line, values, err))
      return false;
  }
  return true;
}
