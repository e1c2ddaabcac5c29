#include "mentee/model/settings.h"

#include "mentee/base/text.h"
#include <string.h>

#define SETTING_ROW(name, key, type, standard, least, most, label)                                 \
  [name] = {key, type, standard, least, most, label},
const struct setting_def setting_defs[SETTING_COUNT] = {SETTINGS_KEYS(SETTING_ROW)};

#define TEXT_KEY_ROW(key) key,
static const char *const text_keys[] = {SETTINGS_TEXT_KEYS(TEXT_KEY_ROW)};

/* A whole number, or HH:MM as minutes; -1 for anything else. */
static int value_of(const struct setting_def *def, const char *text) {
  int value = 0;
  size_t len = strlen(text);

  if (def->type == SETTING_TIME) {
    if (len != 5 || text[2] != ':')
      return -1;
    for (size_t i = 0; i < len; i++)
      if (i != 2 && (text[i] < '0' || text[i] > '9'))
        return -1;
    value = ((text[0] - '0') * 10 + text[1] - '0') * 60 + (text[3] - '0') * 10 + text[4] - '0';
    return text[3] > '5' ? -1 : value;
  }
  if (len == 0 || len > 9)
    return -1;
  for (size_t i = 0; i < len; i++) {
    if (text[i] < '0' || text[i] > '9')
      return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
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

bool settings_knows(const char *key) {
  for (int i = 0; i < SETTING_COUNT; i++)
    if (strcmp(setting_defs[i].key, key) == 0)
      return true;
  for (size_t i = 0; i < sizeof text_keys / sizeof text_keys[0]; i++)
    if (strcmp(text_keys[i], key) == 0)
      return true;
  return false;
}

const char *settings_refusal(enum setting setting, const char *value, struct arena *arena) {
  const struct setting_def *def = &setting_defs[setting];
  int number = value_of(def, value);

  if (number >= def->least && number <= def->most)
    return "";
  if (def->type == SETTING_TIME)
    return "a time from 00:00 to 23:59";
  return arena_format(arena, "a number from %d to %d", def->least, def->most);
}

int settings_schema(const struct book *book) {
  static const struct setting_def number = {"schema", SETTING_NUMBER, 1, 0, 999999999, ""};
  const char *text = book_setting(book, "schema");
  int value = text != NULL ? value_of(&number, text) : -1;

  return value < 0 ? SETTINGS_SCHEMA : value;
}
