#include "mentee/model/record.h"

#include "mentee/base/date.h"
#include "mentee/base/text.h"
#include <string.h>

#define FIELD_LIMIT ((size_t)1 << 20)

static const struct record_more nothing_more = {.given_id = ""};

static size_t wide_at(const struct record *record, int field) {
  const uint8_t *at = record->at + (size_t)field * record->width;
  uint16_t two;
  uint32_t four;

  if (record->width == sizeof two) {
    memcpy(&two, at, sizeof two);
    return two;
  }
  memcpy(&four, at, sizeof four);
  return four;
}

const char *record_text(const struct record *record, int field) {
  return record->text + (record->width == 1 ? record->at[field] : wide_at(record, field));
}

bool record_has(const struct record *record, int field) {
  return record_text(record, field)[0] != '\0';
}

static const struct record_more *more_of(const struct record *record) {
  return record->more != NULL ? record->more : &nothing_more;
}

const char *record_id(const struct record *record) {
  return record_has(record, 0) ? record_text(record, 0) : more_of(record)->given_id;
}

const char *record_given_id(const struct record *record) {
  return more_of(record)->given_id;
}

const struct record *record_origin(const struct record *record) {
  return more_of(record)->origin;
}

uint32_t record_extra_count(const struct record *record) {
  return more_of(record)->extra_count;
}

const char *record_extra(const struct record *record, uint32_t index) {
  return index < more_of(record)->extra_count ? record->more->extra[index] : "";
}

bool record_has_raw(const struct record *record) {
  return record->in_place > 0 || more_of(record)->raw != NULL;
}

/* The quotes in a cell are doubled again, into the bytes that were left over; returns what comes
   after the one that closes it. */
static char *restore_quoted(char *cell, char *stop) {
  char *from = stop, *to = stop;

  for (const char *at = cell; at < stop; at++)
    to += *at == '"';
  *to = '"';
  stop = to + 1;
  while (from < to) {
    *--to = *--from;
    if (*from == '"')
      *--to = '"';
  }
  return stop;
}

/* A row that became text: what its cells say of what stood behind each. */
static void restore(char *row, size_t len) {
  char *end = row + len, *at = row, *stop;

  while (at < end && (stop = memchr(at, '\0', (size_t)(end - at))) != NULL) {
    if (*at == '"') {
      at = restore_quoted(at + 1, stop);
      at += *at == ',';
    } else {
      *stop = stop + 1 == end ? '\n' : stop + 2 == end && stop[1] == '\n' ? '\r' : ',';
      at = stop + 1;
    }
  }
}

void record_add_raw(const struct record *record, struct buf *out) {
  size_t from = out->len;

  if (record->in_place == 0) {
    buf_add(out, more_of(record)->raw, more_of(record)->raw_len);
    return;
  }
  buf_add(out, record->text, record->in_place);
  restore(out->data + from, record->in_place);
}

struct record *record_new(struct arena *arena, const struct table_def *def, const char *text,
                          size_t text_len) {
  uint8_t width = text_len <= UINT8_MAX + 1 ? 1 : text_len <= UINT16_MAX + 1 ? 2 : 4;
  struct record *record = arena_alloc(arena, sizeof *record + (size_t)def->field_count * width);

  record->text = text;
  record->width = width;
  if (width == 1)
    memset(record->at, (int)text_len - 1, (size_t)def->field_count);
  else
    for (int i = 0; i < def->field_count; i++)
      record_place(record, i, text_len - 1);
  return record;
}

void record_place_far(struct record *record, int field, size_t at) {
  uint8_t *place = record->at + (size_t)field * record->width;
  uint16_t two = (uint16_t)at;
  uint32_t four = (uint32_t)at;

  if (record->width == sizeof two)
    memcpy(place, &two, sizeof two);
  else
    memcpy(place, &four, sizeof four);
}

struct record_more *record_more(struct arena *arena, struct record *record) {
  struct record_more *more = arena_alloc(arena, sizeof *more);

  *more = *more_of(record);
  record->more = more;
  return more;
}

int record_day(const struct record *record, int field) {
  const char *cell = record_text(record, field);

  return cell[0] == '\0' ? DATE_NONE : date_parse(cell);
}

int record_word(const struct record *record, int field, const struct words *list) {
  return words_find(list, record_text(record, field));
}

int record_word_or(const struct record *record, int field, const struct words *list,
                   int otherwise) {
  int word = record_word(record, field, list);

  return word < 0 ? otherwise : word;
}

static int number_of(const char *text) {
  size_t len = strlen(text);
  int value = 0;

  text_trim(&text, &len);
  if (len == 0 || len > 9)
    return -1;
  for (size_t i = 0; i < len; i++) {
    if (text[i] < '0' || text[i] > '9')
      return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

int record_number(const struct record *record, int field) {
  return number_of(record_text(record, field));
}

bool record_yes(const struct record *record, int field) {
  return text_equal_nocase(record_text(record, field), "yes");
}

static int time_of(const char *text) {
  size_t len = strlen(text);
  int hour, minute;

  if ((len != 5 && len != 4) || text[len - 3] != ':')
    return -1;
  minute = (text[len - 2] - '0') * 10 + (text[len - 1] - '0');
  hour = len == 5 ? (text[0] - '0') * 10 + (text[1] - '0') : text[0] - '0';
  for (size_t i = 0; i < len; i++)
    if (i != len - 3 && (text[i] < '0' || text[i] > '9'))
      return -1;
  return hour > 23 || minute > 59 ? -1 : hour * 60 + minute;
}

int record_time(const struct record *record, int field) {
  return time_of(record_text(record, field));
}

bool record_next_part(const char **at, const char **part, size_t *len) {
  while (**at != '\0') {
    *part = *at;
    while (**at != '\0' && **at != ';')
      (*at)++;
    *len = (size_t)(*at - *part);
    if (**at == ';')
      (*at)++;
    text_trim(part, len);
    if (*len > 0)
      return true;
  }
  return false;
}

/* --- what suits a field ------------------------------------------------------------------- */

static const char *refuse_date(const char *value, struct arena *arena) {
  int year = 0, month = 0, day = 0;
  bool shaped = strlen(value) == 10 && value[4] == '-' && value[7] == '-';

  if (date_parse(value) != DATE_NONE)
    return "";
  for (int i = 0; shaped && i < 10; i++)
    if (i != 4 && i != 7) {
      shaped = value[i] >= '0' && value[i] <= '9';
      if (i < 4)
        year = year * 10 + (value[i] - '0');
      else if (i < 7)
        month = month * 10 + (value[i] - '0');
      else
        day = day * 10 + (value[i] - '0');
    }
  if (!shaped)
    return "not a date; write 2026-11-20";
  if (year < 1)
    return "years go from 0001 to 9999";
  if (month < 1 || month > 12)
    return "a year has twelve months";
  if (day < 1)
    return "not a date; write 2026-11-20";
  return arena_format(arena, "%s%s has %d days", date_month_name(month),
                      month == 2 ? arena_format(arena, " %d", year) : "",
                      date_days_in_month(year, month));
}

static const char *refuse_birthday(const char *value, struct arena *arena) {
  if (strlen(value) == 5) /* MM-DD: 29 February is somebody's, so a leap year decides */
    value = arena_format(arena, "2024-%s", value);
  return refuse_date(value, arena)[0] == '\0' ? "" : "not a birthday; write 02-29 or 1990-02-28";
}

static const char *refuse_word(const struct field *field, const char *value, struct arena *arena) {
  struct buf all = BUF_INIT;
  const char *text;

  if (words_find(field->words, value) != WORD_UNKNOWN)
    return "";
  for (int i = 0; i < field->words->count; i++)
    buf_addf(&all, "%s%s", i > 0 ? ", " : "", field->words->words[i]);
  text = arena_format(arena, "not one of: %s", buf_text(&all));
  buf_release(&all);
  return text;
}

static const char *refuse_id(const char *value) {
  size_t len = strlen(value);

  for (size_t i = 0; i < len; i++) {
    char c = value[i];
    if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
          c == '_' || c == '-'))
      return "an id is letters, digits, '.', '_' and '-'";
  }
  return len > 64 ? "an id has at most 64 characters" : "";
}

static const char *refuse_text(const struct field *field, const char *value) {
  if (strlen(value) > FIELD_LIMIT)
    return "longer than 1 MiB";
  if (field->type != FIELD_NOTE && strpbrk(value, "\r\n") != NULL)
    return "one line only";
  return "";
}

const char *field_text_refusal(const struct field *field, const char *value) {
  if (!text_is_utf8(value, strlen(value)))
    return "bytes that are not UTF-8; nothing was saved";
  if (text_has_control(value))
    return "a control character; nothing was saved, say it again without it";
  return refuse_text(field, value);
}

const char *field_refusal(const struct field *field, const char *value, struct arena *arena) {
  if (value[0] == '\0')
    return "";
  switch (field->type) {
  case FIELD_DATE:
    return refuse_date(value, arena);
  case FIELD_BIRTHDAY:
    return refuse_birthday(value, arena);
  case FIELD_TIME:
    return time_of(value) >= 0 ? "" : "not a time; write 15:30";
  case FIELD_NUMBER:
    return number_of(value) >= 0 ? "" : "not a whole number";
  case FIELD_WORD:
    return refuse_word(field, value, arena);
  case FIELD_YES:
    return text_equal_nocase(value, "yes") || text_equal_nocase(value, "no") ? ""
                                                                             : "yes, no or empty";
  case FIELD_ID:
    return refuse_id(value);
  case FIELD_REF:
  case FIELD_PEOPLE:
  case FIELD_LIST:
  case FIELD_TEXT:
  case FIELD_NOTE:
    break;
  }
  return refuse_text(field, value);
}
