#include "mentee/model/words.h"

#include "mentee/base/text.h"
#include <string.h>

#define WORD_ROW(name, word, spoken) word,
#define SPOKEN_ROW(name, word, spoken) spoken,
#define WORDS_DEFINE(variable, list, tag)                                                          \
  static const char *const variable##_file[] = {list(WORD_ROW)};                                   \
  static const char *const variable##_screen[] = {list(SPOKEN_ROW)};                               \
  const struct words variable = {variable##_file, variable##_screen, tag##_count};
WORDS_LISTS(WORDS_DEFINE)

int words_find_span(const struct words *list, const char *span, size_t len) {
  char first;

  text_trim(&span, &len);
  if (len == 0)
    return WORD_EMPTY;
  first = text_lower(*span);
  for (int i = 0; i < list->count; i++)
    /* their first letters, lower case all, tell most apart */
    if (list->words[i][0] == first && text_equal_nocase_span(span, len, list->words[i]))
      return i;
  return WORD_UNKNOWN;
}

/* As this program writes it, nearly always. */
int words_find(const struct words *list, const char *cell) {
  if (cell[0] == '\0')
    return WORD_EMPTY;
  for (int i = 0; i < list->count; i++)
    if (list->words[i][0] == cell[0] && strcmp(list->words[i], cell) == 0)
      return i;
  return words_find_span(list, cell, strlen(cell));
}

const char *words_word(const struct words *list, int index) {
  return index >= 0 && index < list->count ? list->words[index] : "";
}

const char *words_spoken(const struct words *list, int index) {
  return index >= 0 && index < list->count ? list->spoken[index] : "";
}
