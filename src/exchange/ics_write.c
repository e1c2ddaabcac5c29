/* Planned meetings as events, open promises and reminders as to-dos (RFC 5545). UIDs are made of
   the ids of the rows: a calendar that reads the file again changes what it has. */
#include "content_line_priv.h"
#include "mentee/base/date.h"
#include "mentee/base/text.h"
#include "writers_priv.h"
#include <string.h>

#define MINUTES_UNSAID 60

struct calendar {
  const struct exporting *exporting;
  struct buf *out;
  char stamp[DATE_TEXT_SIZE]; /* 20261120 */
};

static void packed(int day, char *out) {
  char iso[DATE_TEXT_SIZE], *to = out;

  for (const char *at = date_iso(day, iso); *at != '\0'; at++)
    if (*at != '-')
      *to++ = *at;
  *to = '\0';
}

static void begin(const struct calendar *calendar, const char *what, const char *id) {
  struct buf uid = BUF_INIT;

  buf_addf(&uid, "mentee-%s", id);
  content_writef(calendar->out, "BEGIN:%s", what);
  content_write_text(calendar->out, "UID", buf_text(&uid));
  content_writef(calendar->out, "DTSTAMP:%sT000000Z", calendar->stamp);
  buf_release(&uid);
}

struct naming {
  struct buf names;
};

static void add_name(void *context, const struct record *contact) {
  struct naming *naming = context;

  buf_addf(&naming->names, "%s%s", naming->names.len > 0 ? ", " : "",
           record_text(contact, CONTACT_NAME));
}

/* A day, or a day and a time where the person is: no zone is written, so none is wrong. */
static void write_time(const struct calendar *calendar, const struct record *meeting) {
  int time = record_time(meeting, INTERACTION_TIME);
  int minutes = record_number(meeting, INTERACTION_MINUTES);
  char day[DATE_TEXT_SIZE];

  packed(record_day(meeting, INTERACTION_ON_DATE), day);
  if (time < 0) {
    content_writef(calendar->out, "DTSTART;VALUE=DATE:%s", day);
    return;
  }
  content_writef(calendar->out, "DTSTART:%sT%02d%02d00", day, time / 60, time % 60);
  content_writef(calendar->out, "DURATION:PT%dM", minutes > 0 ? minutes : MINUTES_UNSAID);
}

static void write_meeting(const struct calendar *calendar, const struct record *meeting) {
  const struct exporting *exporting = calendar->exporting;
  const char *subject = record_text(meeting, INTERACTION_SUBJECT);
  struct naming naming = {BUF_INIT};
  struct buf summary = BUF_INIT, more = BUF_INIT;
  static const int fields[] = {INTERACTION_AGENDA, INTERACTION_QUESTIONS};

  book_each_person(exporting->book, meeting, add_name, &naming);
  buf_addf(&summary, "%s%s%s", buf_text(&naming.names),
           subject[0] != '\0' && naming.names.len > 0 ? ": " : "", subject);
  for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
    if (export_may_leave(exporting, TABLE_INTERACTIONS, meeting, fields[i]) &&
        record_has(meeting, fields[i]))
      buf_addf(&more, "%s%s", more.len > 0 ? "\n" : "", record_text(meeting, fields[i]));
  begin(calendar, "VEVENT", record_id(meeting));
  write_time(calendar, meeting);
  content_write_text(calendar->out, "SUMMARY", buf_text(&summary));
  content_write_text(calendar->out, "DESCRIPTION", buf_text(&more));
  content_writef(calendar->out, "END:VEVENT");
  buf_release(&naming.names);
  buf_release(&summary);
  buf_release(&more);
}

static void write_todo(const struct calendar *calendar, const char *uid, const char *summary,
                       int due) {
  char day[DATE_TEXT_SIZE];

  begin(calendar, "VTODO", uid);
  if (due != DATE_NONE) {
    packed(due, day);
    content_writef(calendar->out, "DUE;VALUE=DATE:%s", day);
  }
  content_write_text(calendar->out, "SUMMARY", summary);
  content_writef(calendar->out, "STATUS:NEEDS-ACTION");
  content_writef(calendar->out, "END:VTODO");
}

/* "Ada Example: the paper", "Ada Example owes you: the draft" */
static void write_promise(const struct calendar *calendar, const struct record *promise) {
  const struct record *contact =
      book_ref_contact(calendar->exporting->book, promise, FOLLOWUP_CONTACT_ID);
  bool theirs = record_word(promise, FOLLOWUP_DIRECTION, &words_owes) == OWES_THEM;
  struct buf summary = BUF_INIT;

  buf_addf(&summary, "%s%s: %s", contact != NULL ? record_text(contact, CONTACT_NAME) : "Somebody",
           theirs ? " owes you" : "", record_text(promise, FOLLOWUP_WHAT));
  write_todo(calendar, record_id(promise), buf_text(&summary),
             record_day(promise, FOLLOWUP_DUE_ON));
  buf_release(&summary);
}

static bool is_planned(const struct record *row) {
  return record_word(row, INTERACTION_STATUS, &words_touch) == TOUCH_PLANNED &&
         record_day(row, INTERACTION_ON_DATE) != DATE_NONE;
}

static bool is_open(const struct record *row) {
  return record_word_or(row, FOLLOWUP_OUTCOME, &words_outcome, OUTCOME_OPEN) == OUTCOME_OPEN &&
         record_has(row, FOLLOWUP_WHAT);
}

static void write_rows(const struct calendar *calendar, enum table_id table,
                       bool (*is)(const struct record *row),
                       void (*write)(const struct calendar *calendar, const struct record *row)) {
  const struct book *book = calendar->exporting->book;

  for (size_t i = 0; i < book_count(book, table); i++) {
    const struct record *row = book_at(book, table, i);
    if (is(row) && export_takes_row(calendar->exporting, table, row))
      write(calendar, row);
  }
}

static void write_reminder(const struct calendar *calendar,
                           const struct export_reminder *reminder) {
  struct buf summary = BUF_INIT;

  buf_addf(&summary, "%s%s%s", reminder->name, reminder->name[0] != '\0' ? ": " : "",
           reminder->text);
  write_todo(calendar, reminder->key, buf_text(&summary), reminder->due);
  buf_release(&summary);
}

void ics_write(const struct exporting *exporting, struct buf *out) {
  struct calendar calendar = {exporting, out, ""};

  packed(exporting->today, calendar.stamp);
  content_writef(out, "BEGIN:VCALENDAR");
  content_writef(out, "VERSION:2.0");
  content_writef(out, "PRODID:-//mentee//EN");
  write_rows(&calendar, TABLE_INTERACTIONS, is_planned, write_meeting);
  write_rows(&calendar, TABLE_FOLLOWUPS, is_open, write_promise);
  for (size_t i = 0; i < exporting->reminder_count; i++)
    write_reminder(&calendar, &exporting->reminders[i]);
  content_writef(out, "END:VCALENDAR");
}
