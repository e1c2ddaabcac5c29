#include "mentee/exchange/formats.h"

#include "charset_priv.h"
#include "mentee/base/text.h"
#include "readers_priv.h"
#include <string.h>

#define PROGRESS_EVERY ((size_t)64 << 10)

/* Each column of the table is known by its content before the one that takes anything. */
const struct format import_formats[] = {
    {"vcard", "vCard", vcard_is, vcard_read, false},
    {"ldif", "LDIF", ldif_is, ldif_read, true},
    {"abook", "abook's address book", abook_is, abook_read, true},
    {"mutt", "aliases of mutt", alias_is, alias_read, true},
    {"bbdb", "BBDB of Emacs", bbdb_is, bbdb_read, true},
    {"monica", "Monica's JSON", monica_is, monica_read, true},
    {"mentee-json", "JSON of mentee", own_json_is, own_json_read, true},
    {"linkedin", "LinkedIn connections", csv_linkedin_is, csv_linkedin_read, true},
    {"google", "Google contacts", csv_google_is, csv_google_read, true},
    {"google-old", "Google contacts (before 2024)", csv_google_old_is, csv_google_old_read, true},
    {"thunderbird", "Thunderbird's CSV", csv_thunderbird_is, csv_thunderbird_read, true},
    {"outlook", "Outlook's CSV", csv_outlook_is, csv_outlook_read, true},
    {"mentee-csv", "contacts.csv of mentee", csv_own_is, csv_own_read, true},
    {"csv", "a CSV file", csv_any_is, csv_any_read, true},
    {NULL, NULL, NULL, NULL, false},
};

bool reading_progress(struct reading *reading, const char *at) {
  size_t done = (size_t)(at - reading->text);

  if (reading->options->progress == NULL || done < reading->told + PROGRESS_EVERY)
    return true;
  reading->told = done;
  reading->stopped =
      !reading->options->progress(reading->options->context, IMPORT_READING, done, reading->len);
  return !reading->stopped;
}

bool reading_begins(const struct reading *reading, const char *head) {
  const char *at = reading->text, *end = at + reading->len;

  while (at < end && text_is_space(*at))
    at++;
  return (size_t)(end - at) >= strlen(head) && text_equal_nocase_span(at, strlen(head), head);
}

const char *reading_find(const struct reading *reading, const char *word, size_t within) {
  size_t len = strlen(word), head = reading->len < within ? reading->len : within;

  for (size_t i = 0; i + len < head; i++)
    if (memcmp(reading->text + i, word, len) == 0)
      return reading->text + i;
  return NULL;
}

static const struct format *format_named(const char *word, struct err *err) {
  const char *words[sizeof import_formats / sizeof import_formats[0]], *near;
  size_t count = 0;

  for (const struct format *format = import_formats; format->word != NULL; format++) {
    if (text_equal_nocase(format->word, word))
      return format;
    words[count++] = format->word;
  }
  near = text_nearest(word, words, count);
  err_set(err, ERR_USAGE, "unknown format '%s'%s%s%s", word, near != NULL ? "; did you mean '" : "",
          near != NULL ? near : "", near != NULL ? "'?" : "; 'mentee help import' lists them");
  return NULL;
}

/* Among the formats of one kind; NULL: none of them. */
static const struct format *recognise(const struct reading *reading, bool whole_charset) {
  for (const struct format *format = import_formats; format->word != NULL; format++)
    if (format->whole_charset == whole_charset && format->is(reading))
      return format;
  return NULL;
}

/* Of several files: what all of them are. */
static const char *one_or(const char *before, const char *now, const char *several) {
  return before[0] == '\0' || strcmp(before, now) == 0 ? now : several;
}

static bool read_with(const struct format *format, struct reading *reading, struct err *err) {
  struct import *import = reading->import;
  size_t people = import->people.len, unread = import->unread.len, count = import->unread_count;
  size_t rows = import->rows.len;
  bool ok = format->read(reading, err);

  if (ok && reading->stopped)
    ok = err_set(err, ERR_USAGE, "reading '%s' was stopped; nothing was taken", reading->name);
  if (!ok) {
    import->people.len = people;
    import->rows.len = rows;
    import->unread.len = unread;
    import->unread_count = count;
    return false;
  }
  import->said = one_or(import->said, format->said, "several formats");
  import->charset = one_or(import->charset, reading->charset, "several character sets");
  return true;
}

bool import_read(struct import *import, const char *name, const char *bytes, size_t len,
                 const struct import_options *options, struct err *err) {
  const struct format *format = NULL;
  struct charset_text text;
  struct reading reading = {import, options, name, "", "", 0, 0, false};
  bool ok;

  import->file = arena_dup(&import->arena, name);
  import->file_number++;
  if (options->from != NULL) {
    format = format_named(options->from, err);
    if (format == NULL)
      return false;
  }
  for (int whole = format != NULL && format->whole_charset; whole < 2; whole++) {
    charset_read(&text, bytes, len, whole == 1);
    reading.charset = text.name;
    reading.text = text.text;
    reading.len = text.len;
    if (format == NULL)
      format = recognise(&reading, whole == 1);
    if (format != NULL || whole == 1)
      break;
    charset_release(&text);
  }
  ok = format != NULL
           ? read_with(format, &reading, err)
           : err_set(err, ERR_DATA,
                     "%s: not recognised as any format; --from FORMAT says what it is", name);
  charset_release(&text);
  return ok;
}
