#ifndef MENTEE_TUI_STYLE_H
#define MENTEE_TUI_STYLE_H
/*
 * A style has a name; nothing else in the program knows a colour. Each row: the
 * letter that golden files use, then mono, 8/16 colours, 256 on dark, 256 on light.
 * A colour of -1 is the terminal's own.
 */
enum style_attr {
  ATTR_NONE = 0,
  ATTR_BOLD = 1,
  ATTR_DIM = 2,
  ATTR_UNDERLINE = 4,
  ATTR_REVERSE = 8
};

/* X(STYLE, letter, mono, attr of 8/16, colour of 8/16, attr of 256, dark, light) */
#define STYLES(X)                                                                                  \
  X(STYLE_TEXT, '.', ATTR_NONE, ATTR_NONE, -1, ATTR_NONE, -1, -1)                                  \
  X(STYLE_STRONG, 'H', ATTR_BOLD, ATTR_BOLD, -1, ATTR_BOLD, -1, -1)                                \
  X(STYLE_CURSOR, 'C', ATTR_BOLD, ATTR_BOLD, -1, ATTR_BOLD, -1, -1)                                \
  X(STYLE_MUTED, 'm', ATTR_NONE, ATTR_DIM, -1, ATTR_NONE, 247, 242)                                \
  X(STYLE_TAB, 't', ATTR_NONE, ATTR_DIM, -1, ATTR_NONE, 247, 242)                                  \
  X(STYLE_TAB_ON, 'T', ATTR_BOLD, ATTR_BOLD, -1, ATTR_BOLD, -1, -1)                                \
  X(STYLE_RULE, 'r', ATTR_NONE, ATTR_DIM, -1, ATTR_NONE, 240, 250)                                 \
  X(STYLE_RULE_ON, 'R', ATTR_BOLD, ATTR_NONE, 6, ATTR_NONE, 109, 24)                               \
  X(STYLE_ACCENT, 'a', ATTR_BOLD, ATTR_NONE, 6, ATTR_NONE, 109, 24)                                \
  X(STYLE_KEY, 'K', ATTR_BOLD, ATTR_BOLD, -1, ATTR_BOLD, -1, -1)                                   \
  X(STYLE_INPUT, 'i', ATTR_NONE, ATTR_NONE, -1, ATTR_NONE, -1, -1)                                 \
  X(STYLE_GHOST, 'g', ATTR_UNDERLINE, ATTR_DIM, -1, ATTR_NONE, 247, 242)                           \
  X(STYLE_CHOICE_ON, 'o', ATTR_BOLD, ATTR_BOLD, -1, ATTR_BOLD, -1, -1)                             \
  X(STYLE_MATCH, 'x', ATTR_BOLD | ATTR_UNDERLINE, ATTR_BOLD | ATTR_UNDERLINE, -1,                  \
    ATTR_BOLD | ATTR_UNDERLINE, -1, -1)                                                            \
  X(STYLE_WARN, 'w', ATTR_BOLD, ATTR_BOLD, 3, ATTR_BOLD, 179, 94)                                  \
  X(STYLE_ERROR, 'e', ATTR_BOLD, ATTR_BOLD, 1, ATTR_BOLD, 174, 124)                                \
  X(STYLE_PRIVATE, 'p', ATTR_NONE, ATTR_DIM, -1, ATTR_NONE, 247, 242)                              \
  X(STYLE_BANNER, 'B', ATTR_REVERSE, ATTR_REVERSE, -1, ATTR_REVERSE, -1, -1)

#define STYLE_ENUM_ROW(style, letter, mono, attr, colour, attr256, dark, light) style,
enum style { STYLES(STYLE_ENUM_ROW) STYLE_COUNT };

enum theme { THEME_MONO, THEME_AUTO, THEME_DARK, THEME_LIGHT };

struct style_look {
  unsigned attrs; /* of style_attr */
  int colour;     /* foreground, or -1 */
};
struct style_look style_look(enum style style, enum theme theme);
char style_letter(enum style style);
#endif
