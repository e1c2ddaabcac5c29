/* What d, z and x act on, by name: reasons and records are made anew after every change. */
#include "tui_priv.h"

#include "mentee/base/xmem.h"
#include <stdlib.h>
#include <string.h>

static const char *row_id(const struct record *row) {
  return row != NULL ? record_id(row) : "";
}

struct thing thing_of_reason(const struct reason *reason) {
  return (struct thing){reason->rule, reason->row_table, xstrdup(reason->id),
                        xstrdup(row_id(reason->row)), true};
}

const struct reason *row_about(const struct app *app, const struct row *row) {
  if (row->reason >= 0)
    return &app->due.reasons.data[row->reason];
  if (row->record == NULL || row->table == TABLE_CONTACTS || row->table == TABLE_EVENTS)
    return NULL;
  for (size_t i = 0; i < app->due.reasons.len; i++)
    if (app->due.reasons.data[i].row == row->record)
      return &app->due.reasons.data[i];
  return NULL;
}

/* Of a letter or a door the rule that asks for its next step knows how it waits and is let go. */
static const struct reason *row_reason(const struct app *app, const struct row *row) {
  bool ruled = row->reason >= 0 || row->table == TABLE_LETTERS || row->table == TABLE_OPPORTUNITIES;

  return ruled ? row_about(app, row) : NULL;
}

struct thing thing_of_row(const struct app *app, const struct row *row) {
  const struct reason *reason = row_reason(app, row);

  if (reason != NULL)
    return thing_of_reason(reason);
  return (struct thing){RULE_COUNT, row->table,
                        xstrdup(row->contact != NULL ? record_id(row->contact) : ""),
                        xstrdup(row_id(row->record)), true};
}

struct thing thing_copy(const struct thing *thing) {
  return (struct thing){thing->rule, thing->table, xstrdup(thing->id), xstrdup(thing->row),
                        thing->ticked};
}

void thing_release(struct thing *thing) {
  free(thing->id);
  free(thing->row);
}

const struct reason *thing_reason(const struct app *app, const struct thing *thing) {
  for (size_t i = 0; i < app->due.reasons.len; i++) {
    const struct reason *reason = &app->due.reasons.data[i];
    if (reason->rule == thing->rule && strcmp(reason->id, thing->id) == 0 &&
        strcmp(row_id(reason->row), thing->row) == 0)
      return reason;
  }
  return NULL;
}

const struct record *thing_record(const struct app *app, const struct thing *thing) {
  return thing->table == TABLE_NONE
             ? NULL
             : book_find(session_book(&app->session), thing->table, thing->row);
}

const struct record *thing_contact(const struct app *app, const struct thing *thing) {
  return book_find(session_book(&app->session), TABLE_CONTACTS, thing->id);
}

void thing_what(const struct app *app, const struct thing *thing, struct buf *out) {
  const struct reason *reason = thing_reason(app, thing);
  const struct record *record = thing_record(app, thing);

  if (reason != NULL)
    buf_adds(out, reason->what);
  else if (record != NULL && thing->table == TABLE_FOLLOWUPS)
    buf_adds(out, record_text(record, FOLLOWUP_WHAT));
  else if (record != NULL && thing->table == TABLE_INTERACTIONS)
    buf_adds(out, record_has(record, INTERACTION_SUBJECT) ? record_text(record, INTERACTION_SUBJECT)
                                                          : "the meeting");
  else if (record != NULL && thing->table == TABLE_EVENTS)
    event_name(record, out);
  else
    buf_adds(out, "this");
}

void thing_who(const struct app *app, const struct thing *thing, struct buf *out) {
  const struct reason *reason = thing_reason(app, thing);
  const struct record *contact = thing_contact(app, thing);
  struct buf scratch = BUF_INIT;

  if (contact != NULL)
    buf_adds(out, called(contact, &scratch));
  else if (reason != NULL)
    buf_adds(out, reason_title(reason));
  buf_release(&scratch);
}

void thing_when(const struct app *app, const struct thing *thing, struct buf *out) {
  const struct reason *reason = thing_reason(app, thing);
  const struct record *record = thing_record(app, thing);
  char text[DATE_TEXT_SIZE];
  int day = DATE_NONE;

  if (reason != NULL) {
    buf_adds(out, reason->when);
    return;
  }
  if (record != NULL && thing->table == TABLE_FOLLOWUPS)
    day = record_day(record, FOLLOWUP_DUE_ON);
  if (record != NULL && thing->table == TABLE_INTERACTIONS)
    day = record_day(record, INTERACTION_ON_DATE);
  if (day != DATE_NONE)
    buf_adds(out, date_short_year(day, app->session.today, text));
}
