/* The panel of a line that is no person's: an event with those to thank, a building that one is
   about to leave, somebody known by name alone. */
#include "events.h"

#include "mentee/base/text.h"
#include <string.h>

#define FACT_COLUMN 20 /* from the panel's first column on */
#define NAMES_MOST 4

/* "Before you leave Larkspur Medical Center", "Block 7 ends 22 Nov" */
void leaving_title(const struct app *app, const struct record *event, struct buf *left,
                   struct buf *right) {
  const char *name = record_text(event, EVENT_NAME);
  char day[DATE_TEXT_SIZE];

  (void)app;
  buf_addf(left, "Before you leave %s", record_text(event, EVENT_SITE));
  buf_addf(right, "%.*s ends %s", (int)strcspn(name, ":("), name,
           date_short(event_end(event), day));
}

static void put_title(struct frame *frame, const struct place *place, const char *left,
                      const char *right) {
  int end = place->last + 1;

  if (right[0] != '\0')
    end = frame_put_right(frame, place->row, place->last, place_width(place) * 2 / 3, STYLE_MUTED,
                          right);
  frame_put(frame, place->row, place->col, end - place->col - 1, STYLE_STRONG, left);
}

/* "Kwabena, Marisol    two arcs compared, 24 Mar; clinic B, 12 Sep 2025" */
static void put_facts(const struct app *app, struct frame *frame, const struct place *place,
                      int row, const struct record *const *whom, size_t from, size_t to) {
  struct buf names = BUF_INIT, facts = BUF_INIT, scratch = BUF_INIT;

  for (size_t i = from; i < to; i++) {
    struct buf fact = BUF_INIT, day = BUF_INIT;
    person_fact(app, whom[i], &fact, &day);
    buf_addf(&names, "%s%s", names.len > 0 ? ", " : "", called(whom[i], &scratch));
    buf_addf(&facts, "%s%s%s%s", facts.len > 0 ? "; " : "", buf_text(&fact),
             fact.len > 0 && day.len > 0 ? ", " : "", buf_text(&day));
    buf_release(&fact);
    buf_release(&day);
  }
  frame_put(frame, row, place->col, FACT_COLUMN - 1, STYLE_TEXT, buf_text(&names));
  place_put(frame, place, row, place->col + FACT_COLUMN, STYLE_MUTED, buf_text(&facts));
  buf_release(&names);
  buf_release(&facts);
  buf_release(&scratch);
}

/* All of them, evenly over the rows that there are. */
static void paint_leaving(const struct app *app, struct frame *frame, const struct place *place,
                          const struct reason *reason) {
  struct buf left = BUF_INIT, right = BUF_INIT;
  size_t count = 0, rows = (size_t)(place->rows > 1 ? place->rows - 1 : 0);

  while (reason->whom[count] != NULL)
    count++;
  rows = count < rows ? count : rows;
  leaving_title(app, reason->row, &left, &right);
  put_title(frame, place, buf_text(&left), buf_text(&right));
  for (size_t row = 0; row < rows; row++)
    put_facts(app, frame, place, place->row + 1 + (int)row, reason->whom,
              (row * count + rows / 2) / rows,
              row + 1 == rows ? count : ((row + 1) * count + rows / 2) / rows);
  buf_release(&left);
  buf_release(&right);
}

static void add_reason_name(const struct reason *reason, struct buf *out) {
  struct buf scratch = BUF_INIT;
  const char *name = reason->contact != NULL ? called(reason->contact, &scratch)
                                             : record_text(reason->row, EVENT_PERSON_NAME);
  size_t len = strcspn(name, "(,");

  text_trim(&name, &len);
  buf_add(out, name, len);
  buf_release(&scratch);
}

/* " Three are thanked." */
static void add_thanked(const struct app *app, const struct record *event, struct buf *out) {
  struct event_tally tally = event_tally(app, event);
  struct buf count = BUF_INIT;

  number_word(tally.thanked, &count);
  if (tally.thanked > 0)
    buf_addf(out, " %c%s %s thanked.", buf_text(&count)[0] & ~0x20, buf_text(&count) + 1,
             tally.thanked == 1 ? "is" : "are");
  buf_release(&count);
  event_tally_release(&tally);
}

/* A few names; then how many more there are, and how many are thanked. */
static void to_thank_text(const struct app *app, const struct record *event, struct buf *out) {
  struct event_thanks thanks;

  event_thanks_gather(app, record_id(event), &thanks);
  for (size_t i = 0; i < thanks.list.len && i < NAMES_MOST; i++) {
    buf_adds(out, i > 0 ? ", " : "");
    add_reason_name(thanks.list.data[i], out);
  }
  if (thanks.list.len > NAMES_MOST)
    buf_addf(out, ", %zu more", thanks.list.len - NAMES_MOST);
  buf_addc(out, '.');
  add_thanked(app, event, out);
  vec_release(&thanks.list);
}

static void paint_to_thank(const struct app *app, struct frame *frame, const struct place *place,
                           const struct reason *reason) {
  struct buf name = BUF_INIT, best = BUF_INIT, text = BUF_INIT;
  int row;

  event_list_name(reason->row, &name);
  event_thanks_best(app, reason->row, &best);
  to_thank_text(app, reason->row, &text);
  put_title(frame, place, buf_text(&name), buf_text(&best));
  row = place->row + 1 +
        frame_put_wrapped(frame, place->row + 1, place->col, place_width(place), 2, STYLE_TEXT,
                          buf_text(&text));
  place_put(frame, place, row, place->col, STYLE_MUTED, "A late note still counts.");
  buf_release(&name);
  buf_release(&best);
  buf_release(&text);
}

static void paint_plain(const struct app *app, struct frame *frame, const struct place *place,
                        const struct row *row, const struct reason *reason) {
  const struct record *event = reason->row_table == TABLE_EVENTS ? reason->row : NULL;
  struct buf right = BUF_INIT;
  int at = place->row + 1;

  if (event != NULL) {
    event_name(event, &right);
    buf_adds(&right, ", ");
    event_days(event, &right);
  }
  put_title(frame, place, reason_title(reason), buf_text(&right));
  at += frame_put_wrapped(frame, at, place->col, place_width(place),
                          place->row + place->rows - at > 2 ? 2 : place->row + place->rows - at,
                          STYLE_TEXT, reason->text);
  for (int n = 1; n < (int)app->due.lines.data[row->line].count; n++)
    place_put(frame, place, at++, place->col, STYLE_TEXT,
              app->due.reasons.data[row->reason + n].text);
  buf_release(&right);
}

void paint_event_panel(const struct app *app, struct frame *frame, const struct place *place,
                       const struct row *row) {
  const struct reason *reason = &app->due.reasons.data[row->reason];

  if (reason->whom != NULL)
    paint_leaving(app, frame, place, reason);
  else if (reason->people > 0)
    paint_to_thank(app, frame, place, reason);
  else
    paint_plain(app, frame, place, row, reason);
}
