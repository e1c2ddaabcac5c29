#ifndef MENTEE_BASE_TEXT_H
#define MENTEE_BASE_TEXT_H
/*
 * Text as people see it: UTF-8 in, columns, folds and safe output. Nothing here
 * depends on the locale. Bytes that are not UTF-8 are one U+FFFD each maximal
 * bad sequence, and never an error.
 *
 * The display gate: every byte of data that goes to a terminal, a pipe or a
 * grid passes text_defuse() (or text_clip(), which calls it). C0, DEL, C1, bidi
 * overrides and isolates (U+202A-202E, U+2066-2069), tag characters, U+200B,
 * U+FEFF, line and paragraph separators become U+FFFD; ZWJ, ZWNJ, U+00AD, U+200E and U+200F are
 * dropped; at most three combining marks stay on one base; a tab or a line end becomes a blank.
 */
#include "mentee/base/buf.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Decodes one code point at text[0..len); *code is U+FFFD for a bad sequence. Returns bytes used
 * (>= 1). */
size_t text_decode(const char *text, size_t len, uint32_t *code);
void text_encode(struct buf *out, uint32_t code);
bool text_is_utf8(const char *text, size_t len);
/* A C0 character other than a tab or a line end, DEL, or one of C1. */
bool text_has_control(const char *text);

/* Columns of one code point: 0 combining, 1, 2 wide; and of defused text. */
int text_code_width(uint32_t code);
int text_width(const char *text);

/* Appends the safe form. text_defuse_lines() keeps "\n" (for notes printed whole). */
void text_defuse(struct buf *out, const char *text);
void text_defuse_lines(struct buf *out, const char *text);

/*
 * Appends at most `columns` columns of the safe form, cut at a character, ending in `mark`
 * ("…", "~" or "...") where something was cut. Returns the columns written.
 */
int text_clip(struct buf *out, const char *text, int columns, const char *mark);

/* ASCII for a terminal that has no more: accents dropped, ł ø đ ß œ – “ ” ’ … · spelled, else '?'.
 */
void text_ascii(struct buf *out, const char *text);

/*
 * Folded for comparing: case, accents and compatibility forms dropped, ł ø đ ı and the like
 * mapped to their letters, runs of blanks to one, none at the ends.
 */
void text_fold(struct buf *out, const char *text);
/* Both folded: the same; and needle within hay. */
bool text_same(const char *a, const char *b);
bool text_has(const char *hay, const char *needle);

/* The bytes for a terminal that put a text on its clipboard (OSC 52), over ssh and in tmux too
   where they allow it. */
void text_clipboard(struct buf *out, const char *text, size_t len);

/* With its first letter in lower case. */
void text_lower_first(struct buf *out, const char *text);

/* Plain ASCII helpers that know no locale. */
bool text_equal_nocase(const char *a, const char *b);
bool text_equal_nocase_span(const char *span, size_t len, const char *word);
char text_lower(char c);
bool text_is_space(char c);
/* Moves *text and *len past blanks at both ends. */
void text_trim(const char **text, size_t *len);

/* At most so many edits (insert, delete, replace, swap neighbours) apart, whatever the case. */
bool text_is_near(const char *a, const char *b, int edits);
/* The nearest of n words by edit distance, for "did you mean"; NULL where none is near. */
const char *text_nearest(const char *word, const char *const *words, size_t n);
#endif
