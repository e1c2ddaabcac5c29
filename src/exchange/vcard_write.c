/*
 * Contacts into vCards, by the table that reads them. What no property can say goes under
 * X-MENTEE-..., and the lines that an import kept are written back as they were.
 */
#include "vcard_priv.h"

#include "content_line_priv.h"
#include "draft_priv.h"
#include "mentee/base/text.h"
#include "numbered_priv.h"
#include "writers_priv.h"
#include <string.h>

#define APPLE_NO_YEAR "1604"

struct card {
  const struct exporting *exporting;
  const struct record *contact;
  int version;
  struct buf *out;
  const char *kept; /* lines of the column vcard */
  const char *uid;
};

static const char *extra(const struct card *card, const char *column) {
  return book_extra(card->exporting->book, TABLE_CONTACTS, card->contact, column);
}

/* --- lines that were kept --------------------------------------------------------------------- */

/* Is such a line one that a card may have but once, or that would end it? */
static bool is_ours(const struct content_line *line) {
  static const char *const names[] = {"BEGIN", "END", "VERSION", "FN", "N", "UID", "PRODID"};

  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    if (content_is(line, names[i]))
      return true;
  return line->broken || line->opaque;
}

static void each_kept(const struct card *card,
                      void (*visit)(void *context, const struct content_line *line),
                      void *context) {
  struct content_reader reader;
  const struct content_line *line;

  content_reader_init(&reader, card->kept, strlen(card->kept));
  while ((line = content_next(&reader)) != NULL)
    visit(context, line);
  content_reader_release(&reader);
}

static void write_kept_line(void *context, const struct content_line *line) {
  const struct card *card = context;

  if (!is_ours(line))
    content_write(card->out, line->raw);
}

static void look_for_address(void *context, const struct content_line *line) {
  bool *has = context;

  *has = *has || content_is(line, "ADR");
}

static void look_for_uid(void *context, const struct content_line *line) {
  struct buf *uid = context;

  if (content_is(line, "UID") && uid->len == 0)
    content_component(line->value, '\0', uid);
}

/* --- names --------------------------------------------------------------------------------------
 */

/* Is the folded word one of the folded family name's? */
static bool is_word_of(const char *family, const char *word) {
  size_t len = strlen(word);

  for (const char *at = family; *at != '\0';) {
    size_t one = strcspn(at, " ");
    if (one == len && memcmp(at, word, len) == 0)
      return true;
    at += one + (at[one] == ' ');
  }
  return false;
}

static void add_word(struct buf *out, const char *word, size_t len) {
  if (out->len > 0)
    buf_addc(out, ' ');
  buf_add(out, word, len);
}

static void fold_span(struct buf *out, const char *text, size_t len) {
  struct buf word = BUF_INIT;

  buf_add(&word, text, len);
  text_fold(out, buf_text(&word));
  buf_release(&word);
}

/* Without a sort_name the last word is the family's, as contact_derive_sort_name() has it. */
static void split_at_last_word(const char *name, struct buf *family, struct buf *given) {
  size_t len = strlen(name), last;

  text_trim(&name, &len);
  for (last = len; last > 0 && !text_is_space(name[last - 1]);)
    last--;
  buf_add(last > 0 ? family : given, name + last, len - last);
  while (last > 0 && text_is_space(name[last - 1]))
    last--;
  buf_add(given, name, last);
}

/* sort_name is ASCII where that has the letters: the family's words are taken from the name as it
   is written, where they are in it. */
static void split_by_sort_name(const char *name, const char *sort_name, struct buf *family,
                               struct buf *given) {
  struct buf key = BUF_INIT, folded = BUF_INIT, word = BUF_INIT;

  buf_add(&key, sort_name, strcspn(sort_name, ","));
  text_fold(&folded, buf_text(&key));
  while (*name != '\0') {
    size_t len = strcspn(name, " ");
    buf_cut(&word, 0);
    fold_span(&word, name, len);
    if (len > 0)
      add_word(is_word_of(buf_text(&folded), buf_text(&word)) ? family : given, name, len);
    name += len + (name[len] == ' ');
  }
  if (family->len == 0) { /* none of its words, as in names that have one word: 김민수 */
    buf_add(family, buf_text(&key), key.len);
    buf_cut(given, 0);
    buf_adds(given, sort_name + key.len + 1 + (sort_name[key.len + 1] == ' '));
  }
  buf_release(&key);
  buf_release(&folded);
  buf_release(&word);
}

static void write_name(const struct card *card) {
  const char *name = record_text(card->contact, CONTACT_NAME);
  const char *sort_name = record_text(card->contact, CONTACT_SORT_NAME);
  struct buf family = BUF_INIT, given = BUF_INIT, line = BUF_INIT;

  if (strchr(sort_name, ',') != NULL)
    split_by_sort_name(name, sort_name, &family, &given);
  else
    split_at_last_word(name, &family, &given);
  buf_adds(&line, "N:");
  content_escape(&line, buf_text(&family));
  buf_addc(&line, ';');
  content_escape(&line, buf_text(&given));
  buf_adds(&line, ";;");
  content_escape(&line, extra(card, "name_prefix"));
  buf_addc(&line, ';');
  content_escape(&line, record_text(card->contact, CONTACT_CREDENTIALS));
  content_write(card->out, buf_text(&line));
  buf_release(&family);
  buf_release(&given);
  buf_release(&line);
}

/* --- properties ----------------------------------------------------------------------------------
 */

/* home, work, or a word of the user's; vCard says cell where people say mobile. */
static void add_type(struct buf *line, const char *label) {
  if (label[0] == '\0')
    return;
  buf_adds(line, ";TYPE=");
  content_param_value(line, strcmp(label, "mobile") == 0 ? "cell" : label);
}

static void write_numbered(const struct card *card, const struct vcard_property *property) {
  int most = numbered_most(card->exporting->book, property->slot);

  for (int n = 1; n <= most; n++) {
    struct buf line = BUF_INIT;
    const char *label;
    const char *value = export_numbered(card->exporting, card->contact, property->slot, n, &label);
    if (value[0] != '\0') {
      buf_adds(&line, property->name);
      add_type(&line, label);
      buf_addc(&line, ':');
      content_escape(&line, value);
      content_write(card->out, buf_text(&line));
    }
    buf_release(&line);
  }
}

/* --0315 in 4.0; 3.0 knows no day without a year, and Apple's way of it is read by most. */
static void write_birthday(const struct card *card, const char *value) {
  size_t len = strlen(value);
  struct buf read = BUF_INIT;

  if (!birthday_read(value, &read))
    content_write_text(card->out, card->version == 4 ? "BDAY;VALUE=text" : VCARD_OWN "BIRTHDAY",
                       value);
  else if (len == 5 && card->version == 4)
    content_writef(card->out, "BDAY:--%.2s%s", value, value + 3);
  else if (len == 5)
    content_writef(card->out, "BDAY;X-APPLE-OMIT-YEAR=" APPLE_NO_YEAR ":" APPLE_NO_YEAR "-%s",
                   value);
  else if (card->version == 4)
    content_writef(card->out, "BDAY:%.4s%.2s%s", value, value + 5, value + 8);
  else
    content_writef(card->out, "BDAY:%s", value);
  buf_release(&read);
}

static void write_city(const struct card *card, const char *city) {
  struct buf line = BUF_INIT;
  bool has = false;

  each_kept(card, look_for_address, &has);
  if (has)
    return;
  buf_adds(&line, "ADR:;;;");
  content_escape(&line, city);
  buf_adds(&line, ";;;");
  content_write(card->out, buf_text(&line));
  buf_release(&line);
}

static void write_org(const struct card *card) {
  struct buf line = BUF_INIT;

  if (!record_has(card->contact, CONTACT_ORG))
    return;
  buf_adds(&line, "ORG:");
  content_escape(&line, record_text(card->contact, CONTACT_ORG));
  if (extra(card, "department")[0] != '\0') {
    buf_addc(&line, ';');
    content_escape(&line, extra(card, "department"));
  }
  content_write(card->out, buf_text(&line));
  buf_release(&line);
}

/* One property a part, or all parts between commas. */
static void write_list(const struct card *card, const struct vcard_property *property,
                       const char *list) {
  struct buf line = BUF_INIT, one = BUF_INIT;
  const char *part;
  size_t len;

  while (record_next_part(&list, &part, &len)) {
    buf_cut(&one, 0);
    buf_add(&one, part, len);
    if (property->form != VCARD_LIST) {
      content_write_text(card->out, property->name, buf_text(&one));
      continue;
    }
    buf_adds(&line, line.len > 0 ? "," : "");
    content_escape(&line, buf_text(&one));
  }
  if (line.len > 0)
    content_writef(card->out, "%s:%s", property->name, buf_text(&line));
  buf_release(&line);
  buf_release(&one);
}

static const struct vcard_property *property_of(const struct card *card, int field) {
  for (const struct vcard_property *property = vcard_properties; property->name != NULL; property++)
    if (property->slot == field && (card->version == 4 ? property->in_4 : property->in_3))
      return property;
  return NULL;
}

/* X-MENTEE-CALL-BY of call_by. */
static void write_own(const struct card *card, const char *name, const char *value) {
  struct buf property = BUF_INIT;

  buf_adds(&property, VCARD_OWN);
  for (; *name != '\0'; name++)
    buf_addc(&property, (char)(*name == '_'                   ? '-'
                               : *name >= 'a' && *name <= 'z' ? *name - ('a' - 'A')
                                                              : *name));
  content_write_text(card->out, buf_text(&property), value);
  buf_release(&property);
}

/* Not said by a property of its own: by N, ORG, or not at all. */
static bool is_elsewhere(int field) {
  return field == CONTACT_ID || field == CONTACT_CREATED_AT || field == CONTACT_CREDENTIALS ||
         field == CONTACT_ORG;
}

static void write_field(const struct card *card, int field) {
  const struct vcard_property *property = property_of(card, field);
  const struct field *def = &table_defs[TABLE_CONTACTS].fields[field];
  const char *value = record_text(card->contact, field);

  if (property != NULL && property->form == VCARD_URI)
    write_numbered(card, property);
  else if (value[0] == '\0' ||
           !export_may_leave(card->exporting, TABLE_CONTACTS, card->contact, field))
    return;
  else if (property == NULL)
    write_own(card, def->name, value);
  else if (field == CONTACT_BIRTHDAY)
    write_birthday(card, value);
  else if (field == CONTACT_CITY)
    write_city(card, value);
  else if (def->type == FIELD_LIST)
    write_list(card, property, value);
  else
    content_write_text(card->out, property->name, value);
}

/* Columns that a property says already. */
static bool is_said(const char *column) {
  return strcmp(column, VCARD_COLUMN) == 0 || strcmp(column, "name_prefix") == 0 ||
         strcmp(column, "department") == 0 || strncmp(column, "email_", 6) == 0 ||
         strncmp(column, "phone_", 6) == 0;
}

/* A name that a property can bear; and come back from. */
static bool is_plain(const char *column) {
  return column[0] != '\0' &&
         column[strspn(column, "abcdefghijklmnopqrstuvwxyz0123456789_")] == '\0' &&
         table_find_field(&table_defs[TABLE_CONTACTS], column) < 0;
}

static void write_extras(const struct card *card) {
  const struct table *table = &card->exporting->book->tables[TABLE_CONTACTS];

  for (size_t i = 0; i < table->columns.len; i++) {
    const char *name = table->columns.data[i].name;
    struct buf property = BUF_INIT;
    if (table->columns.data[i].field >= 0 || is_said(name))
      continue;
    if (is_plain(name)) {
      write_own(card, name, extra(card, name));
      continue;
    }
    buf_adds(&property, VCARD_OWN "COLUMN;X-NAME=");
    content_param_value(&property, name);
    content_write_text(card->out, buf_text(&property), extra(card, name));
    buf_release(&property);
  }
}

/* Second organisations: what an import makes affiliations of. */
static void write_places(const struct card *card) {
  struct rows rows = book_rows_of(card->exporting->book, card->contact, TABLE_AFFILIATIONS);

  for (size_t i = 0; i < rows.len; i++) {
    const char *org = record_text(rows.data[i], AFFILIATION_ORG);
    if (org[0] == '\0' || text_same(org, record_text(card->contact, CONTACT_ORG)) ||
        record_has(rows.data[i], AFFILIATION_TO_ON))
      continue;
    content_write_text(card->out, "ORG", org);
    content_write_text(card->out, "TITLE", record_text(rows.data[i], AFFILIATION_TITLE));
  }
}

static void write_card(const struct card *card) {
  content_writef(card->out, "BEGIN:VCARD");
  content_writef(card->out, "VERSION:%d.0", card->version);
  content_writef(card->out, "PRODID:-//mentee//EN");
  content_write_text(card->out, "UID", card->uid);
  write_field(card, CONTACT_NAME);
  write_name(card);
  write_org(card);
  for (int field = CONTACT_NAME + 1; field < contact_field_count; field++)
    if (!is_elsewhere(field))
      write_field(card, field);
  write_extras(card);
  if (record_has(card->contact, CONTACT_ORG) && record_has(card->contact, CONTACT_TITLE))
    write_places(card);
  each_kept(card, write_kept_line, (void *)(uintptr_t)card);
  content_writef(card->out, "END:VCARD");
}

void export_card(const struct exporting *exporting, const struct record *contact, int version,
                 struct buf *out, struct buf *uid) {
  struct card card = {exporting, contact, version, out, "", ""};

  card.kept = extra(&card, VCARD_COLUMN);
  each_kept(&card, look_for_uid, uid);
  if (uid->len == 0)
    buf_addf(uid, VCARD_UID "%s", record_id(contact));
  card.uid = buf_text(uid);
  write_card(&card);
}

static void write_all(const struct exporting *exporting, int version, struct buf *out) {
  for (size_t i = 0; i < exporting->count; i++) {
    struct buf uid = BUF_INIT;
    export_card(exporting, exporting->contacts[i], version, out, &uid);
    buf_release(&uid);
  }
}

void vcard4_write(const struct exporting *exporting, struct buf *out) {
  write_all(exporting, 4, out);
}

void vcard3_write(const struct exporting *exporting, struct buf *out) {
  write_all(exporting, 3, out);
}
