/* A person in words, as panels and the person's page say it. */
#include "tui_priv.h"

#include "mentee/base/text.h"
#include <stdlib.h>
#include <string.h>

#define THERE_FROM_MINUTES 180

const char *called(const struct record *contact, struct buf *scratch) {
  return contact_call_by(contact, scratch);
}

const char *fitting_name(const struct record *contact, int width, struct buf *scratch) {
  const char *name = record_text(contact, CONTACT_NAME);
  const char *call_by = record_text(contact, CONTACT_CALL_BY);
  const char *family = strrchr(name, ' ');

  if (text_width(name) <= width || call_by[0] == '\0' || family == NULL ||
      strchr(call_by, ' ') != NULL)
    return name;
  buf_cut(scratch, 0);
  buf_addf(scratch, "%s%s", call_by, family);
  return buf_text(scratch);
}

void add_part(struct buf *out, const char *part) {
  if (part[0] == '\0')
    return;
  if (out->len > 0)
    buf_adds(out, " · ");
  buf_adds(out, part);
}

/* What the name itself does not say: "Dr Tōgawa", but not "Tomasz". */
static bool call_by_says_more(const struct record *contact) {
  const char *call_by = record_text(contact, CONTACT_CALL_BY);
  const char *name = record_text(contact, CONTACT_NAME);
  size_t len = strlen(call_by);

  return len > 0 && !(strncmp(name, call_by, len) == 0 && (name[len] == ' ' || name[len] == '\0'));
}

void person_aside(const struct record *contact, bool with_call_by, bool with_credentials,
                  struct buf *out) {
  if (with_call_by && call_by_says_more(contact))
    add_part(out, record_text(contact, CONTACT_CALL_BY));
  add_part(out, record_text(contact, CONTACT_SAID));
  add_part(out, record_text(contact, CONTACT_PRONOUNS));
  if (with_credentials)
    add_part(out, record_text(contact, CONTACT_CREDENTIALS));
}

void day_brief(int day, int today, struct buf *out) {
  struct date_civil civil = date_to_civil(day == DATE_NONE ? 0 : day);

  if (day == DATE_NONE)
    return;
  if (civil.year == date_to_civil(today).year)
    buf_addf(out, "%d %s", civil.day, date_month_short(civil.month));
  else
    buf_addf(out, "%s %d", date_month_short(civil.month), civil.year);
}

/* "SNO, 14 Nov" where they were met at an event, else the day. */
static void add_since(const struct app *app, const struct record *contact,
                      const struct record *role, int name, struct buf *out) {
  const char *event_id = record_text(contact, CONTACT_MET_EVENT);
  const struct record *event = book_find(session_book(&app->session), TABLE_EVENTS, event_id);
  int from = record_day(role, ROLES_FROM_ON);

  if (from == DATE_NONE)
    return;
  buf_adds(out, " since ");
  if (name == ROLE_PROSPECT && event_id[0] != '\0' && event != NULL)
    buf_addf(out, "%s, ",
             record_text(event, record_has(event, EVENT_SOCIETY) ? EVENT_SOCIETY : EVENT_NAME));
  if (from == app->session.today)
    buf_adds(out, "today");
  else
    day_brief(from, app->session.today, out);
}

static void role_text(const struct app *app, const struct record *contact,
                      const struct record *role, struct buf *out) {
  int name = record_word_or(role, ROLES_ROLE, &words_role, ROLE_ACQUAINTANCE);
  int facet = record_word(role, ROLES_FACET, &words_facet);

  buf_adds(out, words_spoken(&words_role, name));
  if (name == ROLE_MENTOR && facet >= 0)
    buf_addf(out, " (%s)", words_spoken(&words_facet, facet));
  add_since(app, contact, role, name, out);
}

void person_roles(const struct app *app, const struct record *contact, bool all, struct buf *out) {
  const struct book *book = session_book(&app->session);
  struct rows rows = book_rows_of(book, contact, TABLE_ROLES);
  int others = 0, today = app->session.today;
  const struct record *role = contact_main_role(book, contact, today, &others);

  if (role == NULL)
    return;
  role_text(app, contact, role, out);
  for (size_t i = 0; all && i < rows.len; i++) {
    struct buf text = BUF_INIT;
    if (rows.data[i] != role && span_holds(rows.data[i], ROLES_FROM_ON, ROLES_TO_ON, today)) {
      role_text(app, contact, rows.data[i], &text);
      add_part(out, buf_text(&text));
    }
    buf_release(&text);
  }
}

static const struct record *last_touch(const struct app *app, const struct record *contact) {
  struct rows rows = book_rows_of(session_book(&app->session), contact, TABLE_INTERACTIONS);
  const struct record *last = NULL;

  for (size_t i = 0; i < rows.len; i++) {
    int day = record_day(rows.data[i], INTERACTION_ON_DATE);
    bool held =
        record_word_or(rows.data[i], INTERACTION_STATUS, &words_touch, TOUCH_HELD) == TOUCH_HELD;
    if (held && day != DATE_NONE && day <= app->session.today &&
        (last == NULL || day >= record_day(last, INTERACTION_ON_DATE)))
      last = rows.data[i];
  }
  return last;
}

void person_last(const struct app *app, const struct record *contact, struct buf *out) {
  const struct record *last = last_touch(app, contact);
  char day[DATE_TEXT_SIZE];

  if (last == NULL)
    return;
  buf_addf(
      out, "%s, %s",
      date_short_year(record_day(last, INTERACTION_ON_DATE), app->session.today, day),
      words_spoken(&words_kind, record_word_or(last, INTERACTION_KIND, &words_kind, KIND_MEETING)));
  if (record_has(last, INTERACTION_PRIVATE) && record_yes(last, INTERACTION_PRIVATE))
    return;
  if (record_has(last, INTERACTION_SUBJECT))
    buf_addf(out, ": %s", record_text(last, INTERACTION_SUBJECT));
}

/* "End-of-block feedback" within a sentence; "CNS" and "Dr Lan" stay as they are. */
static void add_lower_first(struct buf *out, const char *text) {
  bool lowers = text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'a' && text[1] <= 'z';

  buf_addc(out, lowers ? (char)(text[0] - 'A' + 'a') : text[0]);
  buf_add(out, text + 1, strcspn(text + 1, "\n"));
}

void person_fact(const struct app *app, const struct record *contact, struct buf *what,
                 struct buf *when) {
  const struct record *last = last_touch(app, contact);
  char day[DATE_TEXT_SIZE];

  if (last == NULL)
    return;
  if (record_has(last, INTERACTION_SUBJECT) && !record_yes(last, INTERACTION_PRIVATE))
    add_lower_first(what, record_text(last, INTERACTION_SUBJECT));
  else
    buf_adds(what, words_spoken(&words_kind,
                                record_word_or(last, INTERACTION_KIND, &words_kind, KIND_MEETING)));
  buf_adds(when, date_short_year(record_day(last, INTERACTION_ON_DATE), app->session.today, day));
}

void person_there(const struct app *app, const struct record *contact, struct buf *out) {
  struct os *os = app->world->os;
  const char *zone = record_text(contact, CONTACT_TZ);
  int64_t utc = os->now_ns(os->self) / 1000000000;
  int here, there, minutes;

  if (zone[0] == '\0' || os->zone_minutes(os->self, "", utc, &here) < 0 ||
      os->zone_minutes(os->self, zone, utc, &there) < 0 || abs(there - here) < THERE_FROM_MINUTES)
    return;
  minutes = (world_minutes(app->world) + there - here + 2 * 1440) % 1440;
  buf_addf(out, "%02d:%02d there", minutes / 60, minutes % 60);
}

const struct due_line *person_line(const struct app *app, const struct record *contact) {
  for (size_t i = 0; i < app->due.lines.len; i++)
    if (app->due.reasons.data[app->due.lines.data[i].first].contact == contact)
      return &app->due.lines.data[i];
  return NULL;
}

int person_line_index(const struct app *app, const struct record *contact) {
  const struct due_line *line = person_line(app, contact);

  return line != NULL ? (int)(line - app->due.lines.data) : -1;
}

const char *first_line(struct arena *arena, const char *text) {
  return text[strcspn(text, "\n")] == '\0' ? text : arena_copy(arena, text, strcspn(text, "\n"));
}
