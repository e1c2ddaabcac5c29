#include "mentee/exchange/export.h"

#include "mentee/base/text.h"
#include "writers_priv.h"
#include <stdio.h>
#include <string.h>

const struct export_format export_formats[] = {
    {"vcard", "vCard 4.0", true, vcard4_write},
    {"vcard3", "vCard 3.0", true, vcard3_write},
    {"ics", "iCalendar: meetings, promises, reminders", false, ics_write},
    {"json", "JSON, every table", true, json_write},
    {"csv", "CSV that is safe to open in a spreadsheet", true, csv_safe_write},
    {"csv-faithful", "CSV, every cell as it is", true, csv_faithful_write},
    {"abook", "abook's address book", true, abook_write},
    {"mutt", "aliases of mutt and neomutt", false, alias_write},
    {NULL, NULL, false, NULL},
};

const struct export_format *export_format_find(const char *word, struct err *err) {
  const char *words[sizeof export_formats / sizeof export_formats[0]], *near;
  size_t count = 0;

  for (const struct export_format *format = export_formats; format->word != NULL; format++) {
    if (text_equal_nocase(format->word, word))
      return format;
    words[count++] = format->word;
  }
  near = text_nearest(word, words, count);
  err_set(err, ERR_USAGE, "unknown format '%s'%s%s%s", word, near != NULL ? "; did you mean '" : "",
          near != NULL ? near : "", near != NULL ? "'?" : "; 'mentee help export' lists them");
  return NULL;
}

bool export_may_leave(const struct exporting *exporting, enum table_id table,
                      const struct record *row, int field) {
  const char *name = table_defs[table].fields[field].name;

  if (table == TABLE_INTERACTIONS && record_yes(row, INTERACTION_PRIVATE))
    return table_defs[table].fields[field].type != FIELD_NOTE;
  return exporting->notes || (strcmp(name, "notes") != 0 && strcmp(name, "note") != 0);
}

bool export_takes_contact(const struct exporting *exporting, const struct record *contact) {
  return exporting->everybody || exporting->chosen[contact->index];
}

struct taking {
  const struct exporting *exporting;
  bool takes;
};

static void take_person(void *context, const struct record *contact) {
  struct taking *taking = context;

  taking->takes = taking->takes || export_takes_contact(taking->exporting, contact);
}

bool export_takes_row(const struct exporting *exporting, enum table_id table,
                      const struct record *row) {
  const struct table_def *def = &table_defs[table];
  struct taking taking = {exporting, false};

  if (exporting->everybody)
    return true;
  if (table == TABLE_CONTACTS)
    return export_takes_contact(exporting, row);
  if (table == TABLE_INTERACTIONS) {
    book_each_person(exporting->book, row, take_person, &taking);
    return taking.takes;
  }
  for (int field = 0; field < def->field_count; field++)
    if (def->fields[field].type == FIELD_REF && def->fields[field].ref == TABLE_CONTACTS) {
      const struct record *contact = book_ref_contact(exporting->book, row, field);
      if (contact != NULL && export_takes_contact(exporting, contact))
        return true;
    }
  return false;
}

const char *export_numbered(const struct exporting *exporting, const struct record *contact,
                            int field, int n, const char **label) {
  const char *name = table_defs[TABLE_CONTACTS].fields[field].name;
  char column[40];
  const char *value;

  if (n > 1)
    snprintf(column, sizeof column, "%s_%d_label", name, n);
  else
    snprintf(column, sizeof column, "%s_label", name);
  *label = book_extra(exporting->book, TABLE_CONTACTS, contact, column);
  if (n == 1)
    return record_text(contact, field);
  snprintf(column, sizeof column, "%s_%d", name, n);
  value = book_extra(exporting->book, TABLE_CONTACTS, contact, column);
  return value;
}
