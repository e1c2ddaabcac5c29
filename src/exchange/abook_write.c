/* abook's native file. It has no place for an employer; what it has none for stays here. */
#include "numbered_priv.h"
#include "writers_priv.h"
#include <string.h>

/* A value is one line. */
static void add_pair(struct buf *out, const char *key, const char *value) {
  if (value[0] == '\0')
    return;
  buf_addf(out, "%s=", key);
  for (; *value != '\0'; value++)
    buf_addc(out, *value == '\n' || *value == '\r' ? ' ' : *value);
  buf_addc(out, '\n');
}

static void add_list(struct buf *out, const char *key, const char *list) {
  struct buf joined = BUF_INIT;
  const char *part;
  size_t len;

  while (record_next_part(&list, &part, &len))
    buf_addf(&joined, "%s%.*s", joined.len > 0 ? "," : "", (int)len, part);
  add_pair(out, key, buf_text(&joined));
  buf_release(&joined);
}

static void add_emails(const struct exporting *exporting, const struct record *contact,
                       struct buf *out) {
  struct buf joined = BUF_INIT;

  for (int n = 1; n <= numbered_most(exporting->book, CONTACT_EMAIL); n++) {
    const char *label;
    const char *value = export_numbered(exporting, contact, CONTACT_EMAIL, n, &label);
    if (value[0] == '\0')
      continue;
    buf_addf(&joined, "%s%s", joined.len > 0 ? "," : "", value);
  }
  add_pair(out, "email", buf_text(&joined));
  buf_release(&joined);
}

/* abook has one place for each kind; the first number without one is at home. */
static void add_phones(const struct exporting *exporting, const struct record *contact,
                       struct buf *out) {
  static const struct {
    const char *label, *key;
  } kinds[] = {{"", "phone"}, {"home", "phone"}, {"work", "workphone"}, {"mobile", "mobile"}};
  bool taken[sizeof kinds / sizeof kinds[0]] = {false};

  for (int n = 1; n <= numbered_most(exporting->book, CONTACT_PHONE); n++) {
    const char *label;
    const char *value = export_numbered(exporting, contact, CONTACT_PHONE, n, &label);
    if (value[0] == '\0')
      continue;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
      if (strcmp(kinds[i].label, label) != 0 || taken[i])
        continue;
      taken[i] = true;
      taken[0] = taken[0] || i == 1;
      taken[1] = taken[1] || i == 0;
      add_pair(out, kinds[i].key, value);
    }
  }
}

/* The first link: abook has place for one. */
static void add_link(const struct record *contact, struct buf *out) {
  const char *links = record_text(contact, CONTACT_LINKS), *part;
  struct buf link = BUF_INIT;
  size_t len;

  if (record_next_part(&links, &part, &len))
    buf_add(&link, part, len);
  add_pair(out, "url", buf_text(&link));
  buf_release(&link);
}

void abook_write(const struct exporting *exporting, struct buf *out) {
  buf_adds(out, "# abook addressbook file\n\n[format]\nprogram=abook\nversion=0.6.1\n\n");
  for (size_t i = 0; i < exporting->count; i++) {
    const struct record *contact = exporting->contacts[i];
    buf_addf(out, "\n[%zu]\n", i);
    add_pair(out, "name", record_text(contact, CONTACT_NAME));
    add_emails(exporting, contact, out);
    add_phones(exporting, contact, out);
    add_pair(out, "city", record_text(contact, CONTACT_CITY));
    add_pair(out, "nick", record_text(contact, CONTACT_CALL_BY));
    add_link(contact, out);
    if (exporting->notes)
      add_pair(out, "notes", record_text(contact, CONTACT_NOTES));
    if (strlen(record_text(contact, CONTACT_BIRTHDAY)) == 10)
      add_pair(out, "anniversary", record_text(contact, CONTACT_BIRTHDAY));
    add_list(out, "groups", record_text(contact, CONTACT_TAGS));
  }
}
