#include "mentee/tui/style.h"

#define MONO_ROW(style, letter, mono, attr, colour, attr256, dark, light) {mono, -1},
#define AUTO_ROW(style, letter, mono, attr, colour, attr256, dark, light) {attr, colour},
#define DARK_ROW(style, letter, mono, attr, colour, attr256, dark, light) {attr256, dark},
#define LIGHT_ROW(style, letter, mono, attr, colour, attr256, dark, light) {attr256, light},
#define LETTER_ROW(style, letter, mono, attr, colour, attr256, dark, light) letter,

static const struct style_look looks[][STYLE_COUNT] = {
    [THEME_MONO] = {STYLES(MONO_ROW)},
    [THEME_AUTO] = {STYLES(AUTO_ROW)},
    [THEME_DARK] = {STYLES(DARK_ROW)},
    [THEME_LIGHT] = {STYLES(LIGHT_ROW)},
};
static const char letters[STYLE_COUNT] = {STYLES(LETTER_ROW)};

struct style_look style_look(enum style style, enum theme theme) {
  return looks[theme][style];
}

char style_letter(enum style style) {
  return letters[style];
}
