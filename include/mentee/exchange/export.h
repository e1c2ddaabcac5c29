#ifndef MENTEE_EXCHANGE_EXPORT_H
#define MENTEE_EXCHANGE_EXPORT_H
/*
 * People into other programs' files. What was exported and is imported again changes nothing; JSON
 * into an empty store gives the same rows in every table, for what leaves: bytes that are no UTF-8
 * become U+FFFD, and cells beyond a header have no name to leave under.
 *
 * Notes stay at home: they leave only where they are asked for; those of an interaction marked
 * private never, whatever is asked.
 */
#include "mentee/model/book.h"

/* A reminder, computed by who calls: this room asks no rules. */
struct export_reminder {
  const char *key; /* stable: "R1-c0001" */
  const char *text, *name;
  int due; /* day, or DATE_NONE */
};

struct exporting {
  const struct book *book;
  const struct record *const *contacts;
  size_t count;
  const bool *chosen; /* the same, by a contact's index in its table; NULL with everybody */
  bool everybody;     /* no query: rows that are nobody's (goals, events) go too */
  const struct export_reminder *reminders;
  size_t reminder_count;
  bool notes; /* they go too */
  int today;  /* the stamp of a calendar */
};

struct export_format {
  const char *word; /* "vcard" */
  const char *said;
  bool holds_notes; /* of contacts, where they are asked for */
  void (*write)(const struct exporting *exporting, struct buf *out);
};
extern const struct export_format export_formats[]; /* ended by a NULL word */

/* NULL, and ERR_USAGE with the nearest, where there is none. */
const struct export_format *export_format_find(const char *word, struct err *err);
/* One card of the format "vcard" or "vcard3", for a folder of one a file; *uid is its UID. */
void export_card(const struct exporting *exporting, const struct record *contact, int version,
                 struct buf *out, struct buf *uid);
#endif
