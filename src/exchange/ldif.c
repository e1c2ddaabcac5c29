/* LDIF (RFC 2849) as Thunderbird, SOGo and abook write address books. */
#include "attributes_priv.h"
#include "draft_priv.h"
#include "lines_priv.h"
#include "readers_priv.h"

static const struct attribute attributes[] = {
    {"cn", CONTACT_NAME, ""},
    {"commonname", CONTACT_NAME, ""},
    {"displayName", CONTACT_NAME, ""},
    {"givenName", SLOT_GIVEN, ""},
    {"sn", SLOT_FAMILY, ""},
    {"surname", SLOT_FAMILY, ""},
    {"mozillaNickname", CONTACT_CALL_BY, ""},
    {"xmozillanickname", CONTACT_CALL_BY, ""},
    {"mail", CONTACT_EMAIL, ""},
    {"mozillaSecondEmail", CONTACT_EMAIL, ""},
    {"xmozillasecondemail", CONTACT_EMAIL, ""},
    {"telephoneNumber", CONTACT_PHONE, "work"},
    {"homePhone", CONTACT_PHONE, "home"},
    {"mobile", CONTACT_PHONE, "mobile"},
    {"cellphone", CONTACT_PHONE, "mobile"},
    {"title", CONTACT_TITLE, ""},
    {"o", CONTACT_ORG, ""},
    {"company", CONTACT_ORG, ""},
    {"ou", SLOT_KEEP, "department"},
    {"department", SLOT_KEEP, "department"},
    {"l", CONTACT_CITY, ""},
    {"locality", CONTACT_CITY, ""},
    {"mozillaHomeLocalityName", CONTACT_CITY, ""},
    {"description", CONTACT_NOTES, ""},
    {"notes", CONTACT_NOTES, ""},
    {"mozillaHomeUrl", CONTACT_LINKS, ""},
    {"mozillaWorkUrl", CONTACT_LINKS, ""},
    {"homeurl", CONTACT_LINKS, ""},
    {"workurl", CONTACT_LINKS, ""},
    {"birthyear", SLOT_BIRTH_YEAR, ""},
    {"birthmonth", SLOT_BIRTH_MONTH, ""},
    {"birthday", SLOT_BIRTH_DAY, ""},
    {"jpegPhoto", SLOT_PHOTO, ""},
    {"userCertificate", SLOT_PHOTO, ""},
    {"dn", SLOT_DROP, ""},
    {"version", SLOT_DROP, ""},
    {"changetype", SLOT_DROP, ""},
    {"objectclass", SLOT_DROP, ""},
    {"modifytimestamp", SLOT_DROP, ""},
    {NULL, 0, ""},
};

struct ldif {
  struct reading *reading;
  struct draft draft;
  struct lines lines;
  struct buf line, value; /* unfolded; decoded */
  bool open, is_list, changes;
};

static int base64_digit(char c) {
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const char *at = c != '\0' ? strchr(digits, c) : NULL;

  return at != NULL ? (int)(at - digits) : -1;
}

static void decode_base64(struct buf *out, const char *text) {
  unsigned bits = 0, count = 0;

  for (; *text != '\0'; text++) {
    int digit = base64_digit(*text);
    if (digit < 0)
      continue; /* blanks, and the padding at the end */
    bits = (bits << 6 | (unsigned)digit) & 0xFFFFFu;
    count += 6;
    if (count >= 8) {
      count -= 8;
      buf_addc(out, (char)(unsigned char)(bits >> count & 0xFFu));
    }
  }
}

static void begin_entry(struct ldif *ldif, uint32_t line) {
  if (ldif->open)
    return;
  ldif->open = true;
  ldif->is_list = ldif->changes = false;
  entry_begin(&ldif->draft, line);
}

static void end_entry(struct ldif *ldif) {
  if (!ldif->open)
    return;
  ldif->open = false;
  if (ldif->is_list)
    import_note(ldif->reading->import, ldif->draft.line, "is a list of people, not a person");
  else if (ldif->changes)
    import_note(ldif->reading->import, ldif->draft.line, "changes or deletes an entry");
  else if (!entry_is_empty(&ldif->draft))
    entry_end(&ldif->draft);
}

/* Some programs put the whole date where Thunderbird puts the day. */
static int slot_for(const struct attribute *attribute, const char *value) {
  return attribute->slot == SLOT_BIRTH_DAY && strlen(value) > 2 ? CONTACT_BIRTHDAY
                                                                : attribute->slot;
}

static void take_attribute(struct ldif *ldif, const char *name) {
  const struct attribute *attribute = attribute_find(attributes, name);
  const char *value = buf_text(&ldif->value);
  struct buf column = BUF_INIT;

  if (text_equal_nocase(name, "objectclass"))
    ldif->is_list = ldif->is_list || text_equal_nocase(value, "groupOfNames") ||
                    text_equal_nocase(value, "mozillaList");
  if (text_equal_nocase(name, "changetype"))
    ldif->changes = !text_equal_nocase(value, "add");
  if (attribute == NULL) {
    entry_column_name(&column, name);
    entry_keep(&ldif->draft, buf_text(&column), value, ldif->value.len);
  } else if (attribute->slot == SLOT_KEEP) {
    entry_keep(&ldif->draft, attribute->label, value, ldif->value.len);
  } else {
    entry_add_labelled(&ldif->draft, slot_for(attribute, value), attribute->label, value,
                       ldif->value.len);
  }
  buf_release(&column);
}

/* "name: text", "name:: base64", "name;lang-en: text" */
static void take_line(struct ldif *ldif) {
  const char *text = buf_text(&ldif->line), *colon = strchr(text, ':'), *value;
  char name[128];
  size_t len;

  if (ldif->line.len == 0)
    return;
  begin_entry(ldif, ldif->lines.number);
  len = strcspn(text, ":;");
  if (colon == NULL || len >= sizeof name) {
    import_note(ldif->reading->import, ldif->lines.number, "is no attribute of an entry");
    return;
  }
  memcpy(name, text, len);
  name[len] = '\0';
  value = colon + 1;
  buf_cut(&ldif->value, 0);
  if (*value == ':')
    decode_base64(&ldif->value, value + 1);
  else
    buf_adds(&ldif->value, value + strspn(value, " "));
  take_attribute(ldif, name);
}

bool ldif_read(struct reading *reading, struct err *err) {
  struct ldif ldif;
  const char *line;
  size_t len;

  (void)err;
  memset(&ldif, 0, sizeof ldif);
  ldif.reading = reading;
  ldif.lines = (struct lines){reading->text, reading->text + reading->len, 0};
  entry_init(&ldif.draft, reading->import);
  while ((line = lines_next(&ldif.lines, &len)) != NULL && reading_progress(reading, line)) {
    if (len > 0 && line[0] == '#')
      continue;
    if (len > 0 && line[0] == ' ') {
      buf_add(&ldif.line, line + 1, len - 1);
      continue;
    }
    take_line(&ldif);
    buf_cut(&ldif.line, 0);
    buf_add(&ldif.line, line, len);
    if (len == 0)
      end_entry(&ldif);
  }
  take_line(&ldif);
  end_entry(&ldif);
  entry_drop(&ldif.draft);
  buf_release(&ldif.line);
  buf_release(&ldif.value);
  return true;
}

bool ldif_is(const struct reading *reading) {
  struct lines lines = {reading->text, reading->text + reading->len, 0};
  const char *line;
  size_t len;

  while ((line = lines_next(&lines, &len)) != NULL && lines.number < 30) {
    if (len == 0 || line[0] == '#')
      continue;
    if (len >= 8 && text_equal_nocase_span(line, 8, "version:"))
      continue;
    return len >= 3 && text_equal_nocase_span(line, 3, "dn:");
  }
  return false;
}
