#include "json_priv.h"

#include <string.h>

/* What the display gate would change: a terminal may well be what reads it. */
static bool is_for_display(uint32_t code) {
  struct buf raw = BUF_INIT, safe = BUF_INIT;
  bool same;

  if (code < 0x80)
    return code >= 0x20 && code != 0x7f;
  buf_addc(&raw, 'a'); /* an accent stands on something */
  text_encode(&raw, code);
  text_defuse(&safe, buf_text(&raw));
  same = strcmp(buf_text(&raw), buf_text(&safe)) == 0;
  buf_release(&raw);
  buf_release(&safe);
  return same;
}

static void add_escaped(struct buf *out, uint32_t code) {
  if (code >= 0x10000)
    buf_addf(out, "\\u%04x\\u%04x", (unsigned)(0xD800 + ((code - 0x10000) >> 10)),
             (unsigned)(0xDC00 + ((code - 0x10000) & 0x3FF)));
  else
    buf_addf(out, "\\u%04x", (unsigned)code);
}

/* Bytes that are no UTF-8 become U+FFFD: JSON has no place for them. */
static void add_string(struct buf *out, const char *text) {
  size_t left = strlen(text);

  buf_addc(out, '"');
  while (left > 0) {
    uint32_t code;
    size_t used = text_decode(text, left, &code);
    if (code == '"' || code == '\\')
      buf_addf(out, "\\%c", (char)code);
    else if (code == '\n')
      buf_adds(out, "\\n");
    else if (!is_for_display(code))
      add_escaped(out, code);
    else
      text_encode(out, code);
    text += used;
    left -= used;
  }
  buf_addc(out, '"');
}

static void comma(struct json *json) {
  if (!json->first)
    buf_addc(json->out, ',');
  json->first = false;
}

static void add_key(struct json *json, const char *key) {
  comma(json);
  add_string(json->out, key);
  buf_addc(json->out, ':');
}

void json_begin(struct json *json, struct buf *out, bool lines) {
  *json = (struct json){out, lines, true, 0};
  if (!lines)
    buf_addc(out, '[');
}

void json_end(struct json *json) {
  if (!json->lines)
    buf_adds(json->out, json->first ? "]\n" : "\n]\n");
}

void json_open(struct json *json) {
  if (json->depth > 0 || !json->lines)
    comma(json);
  if (json->depth == 0 && !json->lines)
    buf_adds(json->out, "\n ");
  buf_addc(json->out, '{');
  json->first = true;
  json->depth++;
}

void json_close(struct json *json) {
  buf_addc(json->out, '}');
  json->first = false;
  json->depth--;
  if (json->depth == 0)
    buf_adds(json->out, json->lines ? "\n" : "");
}

void json_open_list(struct json *json, const char *key) {
  add_key(json, key);
  buf_addc(json->out, '[');
  json->first = true;
}

void json_close_list(struct json *json) {
  buf_addc(json->out, ']');
  json->first = false;
}

void json_text(struct json *json, const char *key, const char *text) {
  if (text[0] == '\0')
    return;
  add_key(json, key);
  add_string(json->out, text);
}

void json_number(struct json *json, const char *key, long number) {
  add_key(json, key);
  buf_addf(json->out, "%ld", number);
}

void json_day(struct json *json, const char *key, int day) {
  char iso[DATE_TEXT_SIZE];

  if (day != DATE_NONE)
    json_text(json, key, date_iso(day, iso));
}

void json_cells(struct json *json, enum table_id table, const struct record *row, int but) {
  const struct table_def *def = &table_defs[table];

  json_text(json, def->fields[0].name, record_id(row));
  for (int field = 1; field < def->field_count; field++)
    if (field != but)
      json_text(json, def->fields[field].name, record_text(row, field));
}
