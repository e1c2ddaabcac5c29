/* The native file of abook: sections of key=value. Its own CSV loses quotes; this one does not. */
#include "attributes_priv.h"
#include "draft_priv.h"
#include "lines_priv.h"
#include "readers_priv.h"

static const struct attribute attributes[] = {
    {"name", CONTACT_NAME, ""},
    {"email", CONTACT_EMAIL, ""},
    {"phone", CONTACT_PHONE, "home"},
    {"workphone", CONTACT_PHONE, "work"},
    {"mobile", CONTACT_PHONE, "mobile"},
    {"nick", CONTACT_CALL_BY, ""},
    {"city", CONTACT_CITY, ""},
    {"url", CONTACT_LINKS, ""},
    {"notes", CONTACT_NOTES, ""},
    {"groups", CONTACT_TAGS, ""},
    {"anniversary", CONTACT_BIRTHDAY, ""}, /* where abook puts BDAY of a vCard */
    {NULL, 0, ""},
};

/* What abook took out of a vCard is still escaped. */
static void unescape(struct buf *out, const char *value, size_t len) {
  for (size_t i = 0; i < len; i++) {
    bool escape = value[i] == '\\' && i + 1 < len && strchr(",;nN", value[i + 1]) != NULL;
    if (escape)
      i++;
    buf_addc(out, escape && (value[i] == 'n' || value[i] == 'N') ? '\n' : value[i]);
  }
}

static void add_each(struct draft *draft, const struct attribute *attribute, const char *value) {
  while (*value != '\0') {
    size_t len = strcspn(value, ",");
    entry_add_labelled(draft, attribute->slot, attribute->label, value, len);
    value += len + (value[len] == ',');
  }
}

static void take_pair(struct draft *draft, const char *line, size_t len) {
  const char *equals = memchr(line, '=', len);
  const struct attribute *attribute;
  struct buf name = BUF_INIT, value = BUF_INIT;

  if (equals == NULL) {
    if (len > 0)
      import_note(draft->import, draft->line, "has a line that is no key=value");
    return;
  }
  buf_add(&name, line, (size_t)(equals - line));
  unescape(&value, equals + 1, len - (size_t)(equals + 1 - line));
  attribute = attribute_find(attributes, buf_text(&name));
  if (attribute == NULL) {
    struct buf column = BUF_INIT;
    entry_column_name(&column, buf_text(&name));
    entry_keep(draft, buf_text(&column), buf_text(&value), value.len);
    buf_release(&column);
  } else if (attribute->slot == CONTACT_EMAIL || attribute->slot == CONTACT_TAGS) {
    add_each(draft, attribute, buf_text(&value));
  } else {
    entry_add_labelled(draft, attribute->slot, attribute->label, buf_text(&value), value.len);
  }
  buf_release(&name);
  buf_release(&value);
}

bool abook_read(struct reading *reading, struct err *err) {
  struct lines lines = {reading->text, reading->text + reading->len, 0};
  struct draft draft;
  bool open = false;
  const char *line;
  size_t len;

  (void)err;
  entry_init(&draft, reading->import);
  while ((line = lines_next(&lines, &len)) != NULL && reading_progress(reading, line)) {
    if (len == 0 || line[0] == '#')
      continue;
    if (line[0] != '[') {
      if (open)
        take_pair(&draft, line, len);
      continue;
    }
    if (open)
      entry_end(&draft);
    open = len > 2 && line[1] >= '0' && line[1] <= '9'; /* [format] is no person */
    entry_begin(&draft, lines.number);
  }
  if (open)
    entry_end(&draft);
  entry_drop(&draft);
  return true;
}

bool abook_is(const struct reading *reading) {
  return reading_begins(reading, "# abook addressbook file") || reading_begins(reading, "[format]");
}
