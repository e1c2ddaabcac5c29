/* The fields of templates, one table; each reads only the cells that it names. */
#include "merge_priv.h"

#include "mentee/base/text.h"
#include "mentee/engine/say.h"
#include <string.h>

/* --- which row ------------------------------------------------------------------------------- */

typedef bool fits_fn(const struct merge *merge, const struct record *row);

static bool is_private(const struct record *row, enum table_id table) {
  return table == TABLE_INTERACTIONS && record_yes(row, INTERACTION_PRIVATE);
}

/* The row that the message is about, where it is of that table; else the contact's that fits and
   has the latest day; NULL: there is none. */
static const struct record *row_of(const struct merge *merge, enum table_id table, int day_field,
                                   fits_fn *fits) {
  struct rows rows;
  const struct record *best = NULL;

  if (merge->about->row != NULL && merge->about->row_table == table)
    return is_private(merge->about->row, table) ? NULL : merge->about->row;
  if (merge->about->contact == NULL)
    return NULL;
  rows = book_rows_of(merge->book, merge->about->contact, table);
  for (size_t i = 0; i < rows.len; i++)
    if (fits(merge, rows.data[i]) &&
        (best == NULL || record_day(rows.data[i], day_field) >= record_day(best, day_field)))
      best = rows.data[i];
  return best;
}

static bool by_today(const struct merge *merge, const struct record *row, int field) {
  int day = record_day(row, field);

  return day != DATE_NONE && day <= merge->today;
}

static bool is_held(const struct merge *merge, const struct record *row) {
  return by_today(merge, row, INTERACTION_ON_DATE) && !record_yes(row, INTERACTION_PRIVATE) &&
         (!record_has(row, INTERACTION_STATUS) ||
          record_word(row, INTERACTION_STATUS, &words_touch) == TOUCH_HELD);
}

static bool has_advice(const struct merge *merge, const struct record *row) {
  return is_held(merge, row) && record_has(row, INTERACTION_ADVICE);
}

static bool has_favour(const struct merge *merge, const struct record *row) {
  return is_held(merge, row) && record_has(row, INTERACTION_FAVOUR) &&
         !by_today(merge, row, INTERACTION_THANKED_ON);
}

static const struct record *advice_row(const struct merge *merge) {
  return row_of(merge, TABLE_INTERACTIONS, INTERACTION_ON_DATE, has_advice);
}

static const struct record *favour_row(const struct merge *merge) {
  return row_of(merge, TABLE_INTERACTIONS, INTERACTION_ON_DATE, has_favour);
}

static const struct record *last_row(const struct merge *merge) {
  struct merge any = *merge;
  struct draft_about about = *merge->about;

  about.row = NULL; /* the last time, whatever the message is about */
  any.about = &about;
  return row_of(&any, TABLE_INTERACTIONS, INTERACTION_ON_DATE, is_held);
}

static bool is_open_promise(const struct merge *merge, const struct record *row) {
  int outcome = record_word(row, FOLLOWUP_OUTCOME, &words_outcome);
  int made = record_day(row, FOLLOWUP_MADE_ON);

  return record_word(row, FOLLOWUP_DIRECTION, &words_owes) != OWES_THEM &&
         (made == DATE_NONE || made <= merge->today) && !by_today(merge, row, FOLLOWUP_DONE_ON) &&
         outcome != OUTCOME_RELEASED && outcome != OUTCOME_DROPPED &&
         record_has(row, FOLLOWUP_WHAT);
}

static const struct record *promise_row(const struct merge *merge) {
  return row_of(merge, TABLE_FOLLOWUPS, FOLLOWUP_MADE_ON, is_open_promise);
}

static bool is_asked_letter(const struct merge *merge, const struct record *row) {
  return by_today(merge, row, LETTER_ASKED_ON) || !record_has(row, LETTER_ASKED_ON);
}

static const struct record *letter_row(const struct merge *merge) {
  return row_of(merge, TABLE_LETTERS, LETTER_ASKED_ON, is_asked_letter);
}

static bool is_opened(const struct merge *merge, const struct record *row) {
  return by_today(merge, row, OPPORTUNITY_OPENED_ON);
}

static const struct record *door_row(const struct merge *merge) {
  return row_of(merge, TABLE_OPPORTUNITIES, OPPORTUNITY_OPENED_ON, is_opened);
}

/* The event that the message is about: itself, of the person at it, or the latest they are at. */
static const struct record *event_row(const struct merge *merge) {
  const struct draft_about *about = merge->about;
  const struct record *best = NULL;
  struct rows rows;

  if (about->row != NULL && about->row_table == TABLE_EVENTS)
    return about->row;
  if (about->row != NULL && about->row_table == TABLE_EVENT_PEOPLE)
    return book_find(merge->book, TABLE_EVENTS, record_text(about->row, EVENT_PERSON_EVENT_ID));
  if (about->contact == NULL)
    return NULL;
  rows = book_rows_of(merge->book, about->contact, TABLE_EVENT_PEOPLE);
  for (size_t i = 0; i < rows.len; i++) {
    const struct record *event =
        book_find(merge->book, TABLE_EVENTS, record_text(rows.data[i], EVENT_PERSON_EVENT_ID));
    if (event != NULL &&
        (best == NULL || record_day(event, EVENT_STARTS_ON) > record_day(best, EVENT_STARTS_ON)))
      best = event;
  }
  return best;
}

/* --- values ---------------------------------------------------------------------------------- */

static const char *keep(const struct merge *merge, struct buf *text) {
  const char *kept = arena_copy(merge->arena, buf_text(text), text->len);

  buf_release(text);
  return kept;
}

static const char *cell_of(const struct record *row, int field) {
  return row == NULL ? "" : record_text(row, field);
}

/* As it stands within a sentence: "First draft" -> "first draft", "CV" stays. */
static const char *within_sentence(const struct merge *merge, const char *text) {
  struct buf out = BUF_INIT;
  bool word = text[0] != '\0' && (text[1] == ' ' || (text[1] >= 'a' && text[1] <= 'z'));

  if (!word)
    return text;
  text_lower_first(&out, text);
  return keep(merge, &out);
}

/* "Swapped two slots" -> "swapping two slots": behind "Thank you for". */
static const char *doing(const struct merge *merge, const char *what) {
  struct buf out = BUF_INIT;

  if (!say_is_deed(what))
    return within_sentence(merge, what);
  say_doing(&out, what);
  return keep(merge, &out);
}

/* Needs no "the": "a talk", "my CV", "Teddy’s drafts". */
static bool stands_alone(const char *text) {
  static const char *const words[] = {"a",     "an",  "the", "my",    "your", "our",  "his", "her",
                                      "their", "one", "two", "three", "four", "five", "some"};
  size_t len = strcspn(text, " ");

  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
    if (text_equal_nocase_span(text, len, words[i]))
      return true;
  return (len > 2 && text_equal_nocase_span(text + len - 2, 2, "'s")) ||
         (len > 4 && text_equal_nocase_span(text + len - 4, 4, "’s"));
}

/* "First full draft" -> "the first full draft" */
static const char *with_article(const struct merge *merge, const char *text) {
  if (text[0] == '\0' || stands_alone(text))
    return within_sentence(merge, text);
  if (say_is_deed(text))
    return doing(merge, text);
  return arena_format(merge->arena, "the %s", within_sentence(merge, text));
}

static const char *day_of(const struct merge *merge, const struct record *row, int field) {
  int day = row == NULL ? DATE_NONE : record_day(row, field);
  struct buf out = BUF_INIT;

  if (day == DATE_NONE)
    return "";
  say_day(&out, day, merge->today);
  return keep(merge, &out);
}

/* Up to a comma, a semicolon or " for ": enough for a subject. */
static const char *shortened(const struct merge *merge, const char *text) {
  const char *joint = strstr(text, " for ");
  size_t len = strcspn(text, ",;:(");

  if (joint != NULL && (size_t)(joint - text) < len)
    len = (size_t)(joint - text);
  while (len > 0 && text_is_space(text[len - 1]))
    len--;
  return arena_copy(merge->arena, text, len);
}

static const char *called(const struct merge *merge, const struct record *contact) {
  struct buf out = BUF_INIT;

  if (contact == NULL)
    return "";
  say_name(&out, contact);
  return keep(merge, &out);
}

static const char *setting_text(const struct merge *merge, const char *key) {
  const char *value = book_setting(merge->book, key);

  return value != NULL ? value : "";
}

/* "northeast;mountain" -> "northeast, mountain" */
static const char *setting_list(const struct merge *merge, const char *key) {
  const char *at = setting_text(merge, key), *part;
  struct buf out = BUF_INIT;
  size_t len;

  while (record_next_part(&at, &part, &len)) {
    if (out.len > 0)
      buf_adds(&out, ", ");
    buf_add(&out, part, len);
  }
  return keep(merge, &out);
}

/* --- the fields ------------------------------------------------------------------------------ */

static const char *me_name(const struct merge *merge) {
  return setting_text(merge, "me.name");
}

/* The year in "PGY3", "PGY-3", "MS4"; 0: none. */
static int stage_year(const char *stage) {
  size_t len = strlen(stage);
  char last = len > 0 ? stage[len - 1] : '\0';

  return last >= '1' && last <= '9' ? last - '0' : 0;
}

static bool is_resident(const char *stage) {
  return strlen(stage) >= 4 && text_equal_nocase_span(stage, 3, "pgy") && stage_year(stage) > 0;
}

static const char *me_stage(const struct merge *merge) {
  const char *stage = setting_text(merge, "me.stage");

  if (is_resident(stage))
    return arena_format(merge->arena, "a PGY-%d resident", stage_year(stage));
  return stage[0] == '\0' ? "" : arena_format(merge->arena, "an %s student", stage);
}

/* PGY3 -> "a PGY-3 resident in radiation oncology", MS4 -> "a fourth-year medical student" */
static const char *me_stage_long(const struct merge *merge) {
  static const char *const years[] = {"first", "second", "third", "fourth"};
  const char *stage = setting_text(merge, "me.stage");
  int year = stage_year(stage);

  if (is_resident(stage))
    return arena_format(merge->arena, "%s in radiation oncology", me_stage(merge));
  if (strlen(stage) >= 3 && text_equal_nocase_span(stage, 2, "ms") && year >= 1 && year <= 4)
    return arena_format(merge->arena, "a %s-year medical student", years[year - 1]);
  return me_stage(merge);
}

static const char *me_program(const struct merge *merge) {
  return setting_text(merge, "me.program");
}

static const char *me_signature(const struct merge *merge) {
  return setting_text(merge, "me.signature");
}

/* Somebody of an event without a row of their own has the name that stands there. */
static const char *contact_call(const struct merge *merge) {
  const struct draft_about *about = merge->about;
  const char *name;
  size_t len;

  if (about->contact == NULL && about->row != NULL && about->row_table == TABLE_EVENT_PEOPLE) {
    name = record_text(about->row, EVENT_PERSON_NAME);
    len = strcspn(name, "(,");
    text_trim(&name, &len);
    return arena_copy(merge->arena, name, len);
  }
  return called(merge, merge->about->contact);
}

static const char *other_call(const struct merge *merge) {
  return called(merge, merge->about->other);
}

static const char *event_name(const struct merge *merge) {
  return cell_of(event_row(merge), EVENT_NAME);
}

static const char *event_short(const struct merge *merge) {
  const struct record *event = event_row(merge);

  if (event == NULL)
    return "";
  return record_has(event, EVENT_SOCIETY) ? record_text(event, EVENT_SOCIETY)
                                          : shortened(merge, record_text(event, EVENT_NAME));
}

static const char *event_starts(const struct merge *merge) {
  return day_of(merge, event_row(merge), EVENT_STARTS_ON);
}

static const char *event_ends(const struct merge *merge) {
  const struct record *event = event_row(merge);

  return day_of(merge, event,
                event != NULL && record_has(event, EVENT_ENDS_ON) ? EVENT_ENDS_ON
                                                                  : EVENT_STARTS_ON);
}

static const char *interaction_date(const struct merge *merge) {
  return day_of(merge, advice_row(merge), INTERACTION_ON_DATE);
}

static const char *advice(const struct merge *merge) {
  return cell_of(advice_row(merge), INTERACTION_ADVICE);
}

static const char *chosen(const struct merge *merge) {
  return within_sentence(merge, cell_of(advice_row(merge), INTERACTION_CHOSEN));
}

/* Of a door they opened: as it was told that day, else what it is. */
static const char *door_favour(const struct merge *merge, const struct record *door) {
  const struct record *origin =
      book_find(merge->book, TABLE_INTERACTIONS, record_text(door, OPPORTUNITY_ORIGIN_ID));

  if (origin != NULL && record_has(origin, INTERACTION_FAVOUR) &&
      !is_private(origin, TABLE_INTERACTIONS))
    return doing(merge, record_text(origin, INTERACTION_FAVOUR));
  return with_article(merge, record_text(door, OPPORTUNITY_WHAT));
}

static const char *favour(const struct merge *merge) {
  const struct record *row = merge->about->row;

  if (row != NULL && merge->about->row_table == TABLE_OPPORTUNITIES)
    return door_favour(merge, row);
  if (row != NULL && merge->about->row_table == TABLE_LETTERS)
    return arena_format(merge->arena, "writing for me for the %s",
                        record_has(row, LETTER_PURPOSE) ? record_text(row, LETTER_PURPOSE)
                                                        : "application");
  return doing(merge, cell_of(favour_row(merge), INTERACTION_FAVOUR));
}

static const char *favour_short(const struct merge *merge) {
  return shortened(merge, favour(merge));
}

/* What is sent is a thing; what is done is a verb, as it was typed. */
static const char *promise_what(const struct merge *merge) {
  const struct record *row = promise_row(merge);
  const char *what = cell_of(row, FOLLOWUP_WHAT);

  return row != NULL && record_word(row, FOLLOWUP_KIND, &words_duty) == DUTY_SEND
             ? with_article(merge, what)
             : within_sentence(merge, what);
}

static const char *promise_due(const struct merge *merge) {
  return day_of(merge, promise_row(merge), FOLLOWUP_DUE_ON);
}

static const char *promise_line(const struct merge *merge) {
  const struct record *row = promise_row(merge);
  int due = row != NULL ? record_day(row, FOLLOWUP_DUE_ON) : DATE_NONE;

  if (row == NULL)
    return "";
  if (due == DATE_NONE || due <= merge->today)
    return arena_format(merge->arena, "What I promised, %s, is on its way.", promise_what(merge));
  return arena_format(merge->arena, "What I promised, %s, will be with you by %s.",
                      promise_what(merge), promise_due(merge));
}

static const char *letter_purpose(const struct merge *merge) {
  return cell_of(letter_row(merge), LETTER_PURPOSE);
}

static const char *letter_due(const struct merge *merge) {
  return day_of(merge, letter_row(merge), LETTER_DUE_ON);
}

static const char *opportunity_what(const struct merge *merge) {
  return with_article(merge, cell_of(door_row(merge), OPPORTUNITY_WHAT));
}

static const char *opportunity_short(const struct merge *merge) {
  return shortened(merge, opportunity_what(merge));
}

static const char *opportunity_delivered(const struct merge *merge) {
  const char *day = day_of(merge, door_row(merge), OPPORTUNITY_DELIVERED_ON);

  return day[0] == '\0' ? "" : arena_format(merge->arena, "on %s", day);
}

static const char *last_month(const struct merge *merge) {
  const struct record *last = last_row(merge);
  struct buf out = BUF_INIT;

  if (last != NULL)
    say_month(&out, record_day(last, INTERACTION_ON_DATE), merge->today);
  return keep(merge, &out);
}

static const char *last_subject(const struct merge *merge) {
  return within_sentence(merge, cell_of(last_row(merge), INTERACTION_SUBJECT));
}

/* Whom or what they could introduce you to: the other person, or the goal. */
static const char *target_name(const struct merge *merge) {
  if (merge->about->other != NULL)
    return record_text(merge->about->other, CONTACT_NAME);
  if (merge->about->row != NULL && merge->about->row_table == TABLE_TARGETS)
    return record_text(merge->about->row, TARGET_NAME);
  return "";
}

static const char *link_how(const struct merge *merge) {
  for (size_t i = 0; i < book_count(merge->book, TABLE_LINKS); i++) {
    const struct record *row = book_at(merge->book, TABLE_LINKS, i);
    const struct record *from = book_ref_contact(merge->book, row, LINKS_FROM_CONTACT);
    const struct record *to = book_ref_contact(merge->book, row, LINKS_TO_CONTACT);
    if (merge->about->other != NULL && record_has(row, LINKS_NOTE) &&
        ((from == merge->about->contact && to == merge->about->other) ||
         (to == merge->about->contact && from == merge->about->other)))
      return within_sentence(merge, record_text(row, LINKS_NOTE));
  }
  return "";
}

static const char *job_geography(const struct merge *merge) {
  return setting_list(merge, "job.geography");
}

static const char *job_practice(const struct merge *merge) {
  return setting_list(merge, "job.practice_type");
}

static const char *job_sites(const struct merge *merge) {
  return setting_list(merge, "job.disease_sites");
}

/* What they are a mentor for today. */
static const char *facet(const struct merge *merge) {
  struct rows rows;

  if (merge->about->contact == NULL)
    return "";
  rows = book_rows_of(merge->book, merge->about->contact, TABLE_ROLES);
  for (size_t i = 0; i < rows.len; i++) {
    int word = record_word(rows.data[i], ROLES_FACET, &words_facet);
    if (word >= 0 && record_word(rows.data[i], ROLES_ROLE, &words_role) == ROLE_MENTOR &&
        span_holds(rows.data[i], ROLES_FROM_ON, ROLES_TO_ON, merge->today))
      return words_spoken(&words_facet, word);
  }
  return "";
}

/* Left to the fallback: only the person who writes knows. */
static const char *nothing(const struct merge *merge) {
  (void)merge;
  return "";
}

static const struct {
  const char *field;
  const char *(*value)(const struct merge *merge);
} fields[] = {
    {"me.name", me_name},
    {"me.stage", me_stage},
    {"me.stage_long", me_stage_long},
    {"me.program", me_program},
    {"me.signature", me_signature},
    {"me.now", nothing},
    {"contact.call_by", contact_call},
    {"contact.cares_about", nothing}, /* read beside the editor, never merged */
    {"event.name", event_name},
    {"event.short", event_short},
    {"event.date", event_starts},
    {"event.starts", event_starts},
    {"event.ends", event_ends},
    {"interaction.date", interaction_date},
    {"advice", advice},
    {"chosen", chosen},
    {"favour", favour},
    {"favour.short", favour_short},
    {"promise.what", promise_what},
    {"promise.due", promise_due},
    {"promise.new_due", nothing},
    {"promise.line", promise_line},
    {"letter.purpose", letter_purpose},
    {"letter.due", letter_due},
    {"letter.where", nothing},
    {"opportunity.what", opportunity_what},
    {"opportunity.short", opportunity_short},
    {"opportunity.delivered", opportunity_delivered},
    {"last.month", last_month},
    {"last.subject", last_subject},
    {"target.name", target_name},
    {"link.how", link_how},
    {"other.call_by", other_call},
    {"job.start", nothing},
    {"job.geography", job_geography},
    {"job.practice_type", job_practice},
    {"job.disease_sites", job_sites},
    {"slot.options", nothing},
    {"ask.minutes", nothing},
    {"window", nothing},
    {"alternative", nothing},
    {"free.from", nothing},
    {"count.meetings", nothing},
    {"cadence.words", nothing},
    {"supervisor.call_by", nothing},
    {"facet", facet},
};

#define FIELDS (sizeof fields / sizeof fields[0])

/* Data goes into a message as one safe line. */
static const char *safe_line(const struct merge *merge, const char *value) {
  struct buf safe = BUF_INIT;
  size_t len;

  text_defuse(&safe, value);
  value = buf_text(&safe);
  len = safe.len;
  text_trim(&value, &len);
  value = arena_copy(merge->arena, value, len);
  buf_release(&safe);
  return value;
}

const char *merge_value(const struct merge *merge, const char *field) {
  for (size_t i = 0; i < FIELDS; i++)
    if (strcmp(fields[i].field, field) == 0)
      return safe_line(merge, fields[i].value(merge));
  return "";
}

bool merge_knows(const char *field, struct err *err) {
  const char *names[FIELDS], *nearest;

  for (size_t i = 0; i < FIELDS; i++) {
    names[i] = fields[i].field;
    if (strcmp(names[i], field) == 0)
      return true;
  }
  nearest = text_nearest(field, names, FIELDS);
  if (nearest != NULL)
    return err_set(err, ERR_DATA, "no field '%s'; did you mean '%s'?", field, nearest);
  return err_set(err, ERR_DATA, "no field '%s'; for example contact.call_by or me.name", field);
}

const char *merge_read(const char *at, const char **name, size_t *name_len, const char **fallback,
                       size_t *fallback_len) {
  const char *end = strstr(at, "}}"), *bar;

  if (strncmp(at, "{{", 2) != 0 || end == NULL)
    return NULL;
  *name = at + 2;
  bar = memchr(*name, '|', (size_t)(end - *name));
  *name_len = (size_t)((bar != NULL ? bar : end) - *name);
  text_trim(name, name_len);
  *fallback = bar != NULL ? bar + 1 : NULL;
  *fallback_len = bar != NULL ? (size_t)(end - *fallback) : 0;
  return end + 2;
}
