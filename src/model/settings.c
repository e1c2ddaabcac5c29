#include "mentee/model/settings.h"

#include "mentee/base/text.h"
#include <string.h>

#define SETTING_ROW(name, key, type, words, standard, least, most, label, help)                    \
  [name] = {key, type, words, standard, least, most, label, help},
const struct setting_def setting_defs[SETTING_COUNT] = {SETTINGS_KEYS(SETTING_ROW)};

#define TEXT_ROW(key, label, help) {key, label, help},
const struct setting_text setting_texts[] = {SETTINGS_TEXT_KEYS(TEXT_ROW)};
const size_t setting_text_count = sizeof setting_texts / sizeof setting_texts[0];

/* HH:MM as minutes, else -1. */
static int time_of(const char *text) {
  if (strlen(text) != 5 || text[2] != ':' || text[3] > '5')
    return -1;
  for (size_t i = 0; i < 5; i++)
    if (i != 2 && (text[i] < '0' || text[i] > '9'))
      return -1;
  return ((text[0] - '0') * 10 + text[1] - '0') * 60 + (text[3] - '0') * 10 + text[4] - '0';
}

/* The place of the word in the list, else -1. */
static int word_of(const char *words, const char *text) {
  const char *at = words, *part;
  size_t len;

  for (int i = 0; record_next_part(&at, &part, &len); i++)
    if (text_equal_nocase_span(part, len, text))
      return i;
  return -1;
}

static int number_of(const char *text) {
  size_t len = strlen(text);
  int value = 0;

  if (len == 0 || len > 9)
    return -1;
  for (size_t i = 0; i < len; i++) {
    if (text[i] < '0' || text[i] > '9')
      return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

/* -1 where the text is none. */
static int value_of(const struct setting_def *def, const char *text) {
  switch (def->type) {
  case SETTING_TIME:
    return time_of(text);
  case SETTING_WORD:
    return word_of(def->words, text);
  case SETTING_NUMBER:
    break;
  }
  return number_of(text);
}

struct settings settings_defaults(void) {
  struct settings settings;

  for (int i = 0; i < SETTING_COUNT; i++)
    settings.value[i] = setting_defs[i].standard;
  return settings;
}

struct settings settings_read(const struct book *book) {
  struct settings settings = settings_defaults();

  for (int i = 0; i < SETTING_COUNT; i++) {
    const char *text = book_setting(book, setting_defs[i].key);
    int value = text != NULL ? value_of(&setting_defs[i], text) : -1;
    if (value >= setting_defs[i].least && value <= setting_defs[i].most)
      settings.value[i] = value;
  }
  return settings;
}

enum setting settings_find(const char *key) {
  int i = 0;

  while (i < SETTING_COUNT && strcmp(setting_defs[i].key, key) != 0)
    i++;
  return (enum setting)i;
}

bool settings_knows(const char *key) {
  for (size_t i = 0; i < setting_text_count; i++)
    if (strcmp(setting_texts[i].key, key) == 0)
      return true;
  return settings_find(key) != SETTING_COUNT;
}

/* "monday, sunday" */
static const char *words_listed(const char *words, struct arena *arena) {
  const char *at = words, *part, *listed = "";
  size_t len;

  while (record_next_part(&at, &part, &len))
    listed = arena_format(arena, "%s%s%.*s", listed, listed[0] != '\0' ? ", " : "", (int)len, part);
  return listed;
}

const char *settings_refusal(enum setting setting, const char *value, struct arena *arena) {
  const struct setting_def *def = &setting_defs[setting];
  int number = value_of(def, value);

  if (number >= def->least && number <= def->most)
    return "";
  if (def->type == SETTING_TIME)
    return "a time from 00:00 to 23:59";
  if (def->type == SETTING_WORD)
    return arena_format(arena, "one of %s", words_listed(def->words, arena));
  return arena_format(arena, "a number from %d to %d", def->least, def->most);
}

void settings_format(enum setting setting, int value, struct buf *out) {
  const struct setting_def *def = &setting_defs[setting];
  const char *at = def->words, *part;
  size_t len;

  if (def->type == SETTING_TIME) {
    buf_addf(out, "%02d:%02d", value / 60, value % 60);
  } else if (def->type == SETTING_NUMBER) {
    buf_addf(out, "%d", value);
  } else {
    while (record_next_part(&at, &part, &len))
      if (value-- == 0)
        buf_add(out, part, len);
  }
}

int settings_schema(const struct book *book) {
  const char *text = book_setting(book, "schema");
  int value = text != NULL ? number_of(text) : -1;

  return value < 0 ? SETTINGS_SCHEMA : value;
}
