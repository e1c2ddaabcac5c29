#include "mentee/session/row_text.h"

#include "mentee/base/text.h"
#include <string.h>

/* Asked in a form, and in one line; the notes come last, in as many lines as they have. */
static bool is_line(const struct field *field) {
  return field->form != FORM_NEVER && field->type != FIELD_NOTE;
}

static const char *skip_blanks(const char *line) {
  return line + strspn(line, " ");
}

/* The note that a line "notes:" begins; -1: it begins none. */
static int note_begun(const struct table_def *def, const char *line, size_t len) {
  for (int field = 0; field < def->field_count; field++) {
    const char *name = def->fields[field].name;
    if (def->fields[field].type == FIELD_NOTE && len == strlen(name) + 1 && line[len - 1] == ':' &&
        strncmp(line, name, len - 1) == 0)
      return field;
  }
  return -1;
}

/* A line of a note that looks as if another one began is told apart by one more blank. */
static bool looks_begun(const struct table_def *def, const char *line, size_t len) {
  size_t blanks = (size_t)(skip_blanks(line) - line);

  return blanks < len && note_begun(def, line + blanks, len - blanks) >= 0;
}

static void write_note(const struct table_def *def, const char *text, struct buf *out) {
  while (*text != '\0') {
    size_t len = strcspn(text, "\n");
    if (looks_begun(def, text, len))
      buf_adds(out, " ");
    buf_add(out, text, len + (text[len] == '\n'));
    text += len + (text[len] == '\n');
  }
  buf_adds(out, "\n");
}

void row_text_write(enum table_id table, const struct record *row, struct buf *out) {
  const struct table_def *def = &table_defs[table];
  bool begun = false;

  buf_addf(out, "# %s%s%s. An empty value clears a field; lines that begin with # are not read.\n",
           table == TABLE_CONTACTS ? record_text(row, CONTACT_NAME) : "",
           table == TABLE_CONTACTS ? ", " : "", record_id(row));
  for (int field = 0; field < def->field_count; field++)
    if (is_line(&def->fields[field]))
      buf_addf(out, "%s: %s\n", def->fields[field].name, record_text(row, field));
  for (int field = 0; field < def->field_count; field++)
    if (def->fields[field].type == FIELD_NOTE) {
      if (!begun)
        buf_adds(out, "\n# Everything below this line is the note.\n");
      begun = true;
      buf_addf(out, "%s:\n", def->fields[field].name);
      write_note(def, record_text(row, field), out);
    }
}

struct reader {
  const struct session *session;
  enum table_id table;
  const struct record *row;
  struct arena *arena;
  struct field_values *values;
};

/* A value that is another one than before; the same text is not read again, so that what does not
   suit stays as it is. */
static bool take(const struct reader *in, int field, const char *text, struct err *err) {
  const char *value;

  if (strcmp(text, record_text(in->row, field)) == 0)
    return true;
  value = session_read_value(in->session, in->table, field, text, in->arena, err);
  if (value == NULL)
    return false;
  if (strcmp(value, record_text(in->row, field)) != 0)
    *vec_push(&in->values->list) = (struct field_value){field, value};
  return true;
}

static bool take_line(const struct reader *in, const char *line, struct err *err) {
  size_t len = strcspn(line, ":");
  const char *text = line + len + (line[len] == ':');
  size_t text_len = strlen(text);
  int field;

  if (line[0] == '#' || line[0] == '\0')
    return true;
  if (line[len] != ':')
    return err_set(err, ERR_USAGE, "'%s': a line is field: value", line);
  field = table_find_field(&table_defs[in->table], arena_copy(in->arena, line, len));
  if (field < 0)
    return err_set(err, ERR_USAGE, "unknown field '%.*s'", (int)len, line);
  text_trim(&text, &text_len);
  return take(in, field, arena_copy(in->arena, text, text_len), err);
}

/* The lines of a note up to the next one; *text moves on. */
static bool take_note(const struct reader *in, int field, const char **text, struct err *err) {
  const struct table_def *def = &table_defs[in->table];
  struct buf note = BUF_INIT;
  size_t end;
  bool ok;

  while (**text != '\0') {
    size_t len = strcspn(*text, "\n");
    const char *line = *text;
    if (note_begun(def, line, len) >= 0)
      break;
    *text += len + (line[len] == '\n');
    if (line[0] == ' ' && looks_begun(def, line, len))
      line++, len--;
    buf_add(&note, line, len);
    buf_adds(&note, "\n");
  }
  end = note.len;
  while (end > 0 && text_is_space(note.data[end - 1]))
    end--;
  buf_cut(&note, end);
  ok = take(in, field, arena_dup(in->arena, buf_text(&note)), err);
  buf_release(&note);
  return ok;
}

bool row_text_read(const struct session *session, enum table_id table, const struct record *row,
                   const char *text, struct arena *arena, struct field_values *values,
                   struct err *err) {
  struct reader in = {session, table, row, arena, values};

  while (*text != '\0') {
    size_t len = strcspn(text, "\n");
    const char *line = arena_copy(arena, text, len);
    int note = note_begun(&table_defs[table], line, len);
    text += len + (text[len] == '\n');
    if (note >= 0 ? !take_note(&in, note, &text, err) : !take_line(&in, line, err))
      return false;
  }
  return true;
}
