#include "mentee/engine/brief.h"

#include "mentee/base/date.h"
#include "mentee/base/date_words.h"
#include "mentee/base/text.h"
#include "mentee/engine/say.h"
#include <string.h>

#define LAST_TIMES 2 /* enough to pick up the thread */

struct briefing {
  struct brief *brief;
  const struct book *book;
  const struct record *contact;
  int today;
  const char *label; /* of the next row of this section; "" once it was used */
};

static const char *keep(struct briefing *on, struct buf *text) {
  const char *kept = arena_copy(&on->brief->arena, buf_text(text), text->len);

  buf_release(text);
  return kept;
}

static void add_row(struct briefing *on, const char *text) {
  *vec_push(&on->brief->rows) = (struct brief_row){on->label, text};
  on->label = "";
}

/* Each line of a note, blank ones left out. */
static void add_lines(struct briefing *on, const char *label, const char *note) {
  on->label = label;
  while (*note != '\0') {
    size_t len = strcspn(note, "\n"), trimmed = len;
    const char *line = note;
    text_trim(&line, &trimmed);
    if (trimmed > 0)
      add_row(on, arena_copy(&on->brief->arena, line, trimmed));
    note += len + (note[len] == '\n');
  }
}

/* --- the head ---------------------------------------------------------------------------- */

static void add_part(struct buf *out, const char *part, const char *between) {
  if (part[0] == '\0')
    return;
  if (out->len > 0)
    buf_adds(out, between);
  buf_adds(out, part);
}

static const char *about(struct briefing *on) {
  struct buf text = BUF_INIT, scratch = BUF_INIT;

  add_part(&text, contact_call_by(on->contact, &scratch), " · ");
  add_part(&text, record_text(on->contact, CONTACT_SAID), " · ");
  add_part(&text, record_text(on->contact, CONTACT_PRONOUNS), " · ");
  buf_release(&scratch);
  return keep(on, &text);
}

static int touch_status(const struct record *row) {
  return record_has(row, INTERACTION_STATUS)
             ? record_word_or(row, INTERACTION_STATUS, &words_touch, TOUCH_CANCELLED)
             : TOUCH_HELD;
}

static bool comes_earlier(const struct record *a, const struct record *b) {
  int left = record_day(a, INTERACTION_ON_DATE), right = record_day(b, INTERACTION_ON_DATE);

  if (left != right)
    return left < right;
  return record_time(a, INTERACTION_TIME) < record_time(b, INTERACTION_TIME);
}

static const struct record *next_meeting(const struct briefing *on) {
  struct rows rows = book_rows_of(on->book, on->contact, TABLE_INTERACTIONS);
  const struct record *next = NULL;

  for (size_t i = 0; i < rows.len; i++) {
    int day = record_day(rows.data[i], INTERACTION_ON_DATE);
    if (touch_status(rows.data[i]) == TOUCH_PLANNED && day != DATE_NONE && day >= on->today &&
        (next == NULL || comes_earlier(rows.data[i], next)))
      next = rows.data[i];
  }
  return next;
}

static const char *meeting_when(struct briefing *on, const struct record *meeting) {
  int time = record_time(meeting, INTERACTION_TIME);
  int minutes = record_number(meeting, INTERACTION_MINUTES);
  int day = record_day(meeting, INTERACTION_ON_DATE);
  int channel = record_word(meeting, INTERACTION_CHANNEL, &words_channel);
  struct buf text = BUF_INIT;
  char part[DATE_TEXT_SIZE];

  buf_addf(&text, "%s ", date_weekday_name(date_weekday(day)));
  say_day(&text, day, on->today);
  if (time >= 0)
    add_part(&text, date_words_time_text(time, part), ", ");
  if (minutes > 0)
    buf_addf(&text, ", %d minutes", minutes);
  add_part(&text, words_spoken(&words_channel, channel), ", ");
  return keep(on, &text);
}

/* --- promises, advice ------------------------------------------------------------------------ */

static bool is_open(const struct record *row, int today) {
  int made = record_day(row, FOLLOWUP_MADE_ON), done = record_day(row, FOLLOWUP_DONE_ON);
  int outcome = record_word(row, FOLLOWUP_OUTCOME, &words_outcome);

  return (made == DATE_NONE || made <= today) && (done == DATE_NONE || done > today) &&
         outcome != OUTCOME_RELEASED && outcome != OUTCOME_DROPPED;
}

static void add_promises(struct briefing *on, const char *label, int owes, const char *due_is) {
  struct rows rows = book_rows_of(on->book, on->contact, TABLE_FOLLOWUPS);
  char day[DATE_TEXT_SIZE];

  on->label = label;
  for (size_t i = 0; i < rows.len; i++) {
    int due = record_day(rows.data[i], FOLLOWUP_DUE_ON);
    struct buf text = BUF_INIT;
    if (record_word(rows.data[i], FOLLOWUP_DIRECTION, &words_owes) != owes ||
        !is_open(rows.data[i], on->today))
      continue;
    buf_adds(&text, record_text(rows.data[i], FOLLOWUP_WHAT));
    if (due != DATE_NONE)
      buf_addf(&text, ", %s%s", due_is, date_short_year(due, on->today, day));
    add_row(on, keep(on, &text));
  }
}

static bool has_happened(const struct briefing *on, const struct record *row) {
  int day = record_day(row, INTERACTION_ON_DATE);

  return touch_status(row) == TOUCH_HELD && day != DATE_NONE && day <= on->today;
}

static bool is_private(const struct record *row) {
  return record_yes(row, INTERACTION_PRIVATE);
}

/* Advice that they do not know the outcome of, its first line. */
static void add_advice(struct briefing *on) {
  struct rows rows = book_rows_of(on->book, on->contact, TABLE_INTERACTIONS);

  on->label = "Tell them";
  for (size_t i = 0; i < rows.len; i++) {
    const struct record *row = rows.data[i];
    int told = record_day(row, INTERACTION_TOLD_ON);
    const char *advice = record_text(row, INTERACTION_ADVICE);
    if (advice[0] != '\0' && !is_private(row) && has_happened(on, row) &&
        (told == DATE_NONE || told > on->today))
      add_row(on, arena_format(&on->brief->arena, "what came of “%.*s”",
                               (int)strcspn(advice, "\r\n"), advice));
  }
}

/* --- the last times ----------------------------------------------------------------------------
 */

static void add_last_time(struct briefing *on, const struct record *row) {
  const char *subject = is_private(row) ? "" : record_text(row, INTERACTION_SUBJECT);
  struct buf text = BUF_INIT;
  char day[DATE_TEXT_SIZE];

  buf_addf(&text, "%s, %s", date_short_year(record_day(row, INTERACTION_ON_DATE), on->today, day),
           say_touch_kind(row));
  add_part(&text, subject, ": ");
  add_row(on, keep(on, &text));
}

static void add_last_times(struct briefing *on) {
  struct rows rows = book_rows_of(on->book, on->contact, TABLE_INTERACTIONS);
  const struct record *last[LAST_TIMES] = {NULL};

  for (size_t i = 0; i < rows.len; i++) {
    int at = LAST_TIMES;
    if (!has_happened(on, rows.data[i]))
      continue;
    while (at > 0 && (last[at - 1] == NULL || !comes_earlier(rows.data[i], last[at - 1])))
      at--;
    for (int j = LAST_TIMES - 1; j > at; j--)
      last[j] = last[j - 1];
    if (at < LAST_TIMES)
      last[at] = rows.data[i];
  }
  on->label = "Last time";
  for (int i = 0; i < LAST_TIMES && last[i] != NULL; i++)
    add_last_time(on, last[i]);
}

static void add_meeting(struct briefing *on, const struct record *meeting) {
  add_lines(on, "Agenda", record_text(meeting, INTERACTION_AGENDA));
  add_lines(on, "Questions",
            record_has(meeting, INTERACTION_QUESTIONS) ? record_text(meeting, INTERACTION_QUESTIONS)
                                                       : "none yet; three to five is plenty");
}

void brief_make(struct brief *brief, const struct book *book, const struct record *contact,
                int today) {
  struct briefing on = {brief, book, contact, today, ""};
  const struct record *meeting;

  *brief = (struct brief){.arena = ARENA_INIT, .when = "", .subject = "", .rows = VEC_INIT};
  meeting = next_meeting(&on);
  brief->name = record_text(contact, CONTACT_NAME);
  brief->about = about(&on);
  if (meeting != NULL) {
    brief->when = meeting_when(&on, meeting);
    brief->subject = record_text(meeting, INTERACTION_SUBJECT);
  }
  add_promises(&on, "Bring", OWES_ME, "promised for ");
  add_promises(&on, "Waiting", OWES_THEM, "");
  add_advice(&on);
  add_last_times(&on);
  if (meeting != NULL)
    add_meeting(&on, meeting);
  add_lines(&on, "Cares", record_text(contact, CONTACT_CARES_ABOUT));
  add_lines(&on, "Notes", record_text(contact, CONTACT_NOTES));
}

/* --- as text --------------------------------------------------------------------------------- */

enum { ABOUT_COLUMN = 51, LABEL_COLUMN = 2, TEXT_COLUMN = 14, LEAST_COLUMNS = 30 };

static void pad_to(struct buf *out, int used, int column) {
  do
    buf_addc(out, ' ');
  while (++used < column);
}

/* The bytes of the words that fit into the columns; a word too long for a line stands alone. */
static size_t fit_words(const char *text, int columns) {
  struct buf line = BUF_INIT;
  size_t fits = 0;

  for (size_t at = 0; text[at] != '\0';) {
    size_t end = at + strspn(text + at, " ");
    end += strcspn(text + end, " ");
    buf_cut(&line, 0);
    buf_add(&line, text, end);
    if (fits > 0 && text_width(buf_text(&line)) > columns)
      break;
    fits = at = end;
  }
  buf_release(&line);
  return fits;
}

static void add_wrapped(struct buf *out, const char *label, const char *text, int columns) {
  struct buf safe = BUF_INIT;
  const char *left;

  text_defuse(&safe, text);
  left = buf_text(&safe);
  do {
    size_t len = fit_words(left, columns - TEXT_COLUMN);
    buf_addf(out, "%*s%s", LABEL_COLUMN, "", label);
    pad_to(out, LABEL_COLUMN + text_width(label), TEXT_COLUMN);
    buf_add(out, left, len);
    buf_addc(out, '\n');
    left += len;
    left += strspn(left, " ");
    label = "";
  } while (*left != '\0');
  buf_release(&safe);
}

static void add_head_line(struct buf *out, const char *text) {
  if (text[0] == '\0')
    return;
  text_defuse(out, text);
  buf_addc(out, '\n');
}

/* The name, and how it is said further right: nearer on a narrow screen, or below it. */
static void add_name(const struct brief *brief, int columns, struct buf *out) {
  int width = text_width(brief->name), at = columns - text_width(brief->about) - 1;

  text_defuse(out, brief->name);
  if (brief->about[0] != '\0' && at <= width)
    buf_addc(out, '\n');
  else if (brief->about[0] != '\0') {
    pad_to(out, width + 1, at < ABOUT_COLUMN ? at : ABOUT_COLUMN);
    buf_addc(out, ' ');
  }
  text_defuse(out, brief->about);
  buf_addc(out, '\n');
}

void brief_text(const struct brief *brief, int columns, struct buf *out) {
  add_name(brief, columns, out);
  add_head_line(out, brief->when);
  add_head_line(out, brief->subject);
  if (brief->rows.len > 0)
    buf_addc(out, '\n');
  for (size_t i = 0; i < brief->rows.len; i++)
    add_wrapped(out, brief->rows.data[i].label, brief->rows.data[i].text,
                columns < LEAST_COLUMNS ? LEAST_COLUMNS : columns);
}

void brief_release(struct brief *brief) {
  vec_release(&brief->rows);
  arena_release(&brief->arena);
}
