#ifndef MENTEE_TUI_KEY_H
#define MENTEE_TUI_KEY_H
/*
 * A key is text: a character in UTF-8 as itself ("l", "ü", " ", "<"), anything else a name:
 * <Enter> <Esc> <Tab> <S-Tab> <BS> <Del> <Up> <Down> <Left> <Right> <Home> <End> <PgUp> <PgDn>
 * <F1> <C-a> .. <C-z> <A-x> <A-BS> <A-Enter>, and what is no key but arrives like one:
 * <Resize>, <Tick> (a second passed without a key), <Suspend> is not one: that is <C-z>.
 * A pasted text is KEY_PASTE followed by it.
 */
#include <stdbool.h>

#define KEY_PASTE "<Paste>"

/* A character that can be typed into a line. */
bool key_is_text(const char *key);
bool key_is(const char *key, const char *name);
#endif
