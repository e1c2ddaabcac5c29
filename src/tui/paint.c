/* What views and modals paint with. */
#include "tui_priv.h"

#include "mentee/base/text.h"
#include <string.h>

enum style row_style(bool on, enum style style) {
  return on && style == STYLE_TEXT ? STYLE_CURSOR : style;
}

int place_width(const struct place *place) {
  return place->last - place->col + 1;
}

int place_put(struct frame *frame, const struct place *place, int row, int col, enum style style,
              const char *text) {
  if (row < place->row || row >= place->row + place->rows)
    return 0;
  return frame_put(frame, row, col, place->last - col + 1, style, text);
}

int put_choice(struct frame *frame, const struct place *place, int row, int col, const char *key,
               const char *text) {
  col += place_put(frame, place, row, col, STYLE_KEY, key) + 1;
  return col + place_put(frame, place, row, col, STYLE_TEXT, text) + 4;
}

int head_of_one_row(const struct app *app, const struct page *page) {
  (void)page;
  return !app_layout(app).low;
}

void paint_name_row(const struct app *app, const struct page *page, struct frame *frame,
                    const struct place *place, const struct row *row, bool on) {
  enum style style = row_style(on, STYLE_TEXT);
  bool narrow = place->col == 0;
  int end = place->last + 1;

  (void)app;
  (void)page;
  if (row->right[0] != '\0')
    end = frame_put_right(frame, place->row, place->last, 16, style, row->right);
  frame_put(frame, place->row, place->col + 2, narrow ? end - 4 : 26, style, row->left);
  if (!narrow)
    frame_put(frame, place->row, 30, end - 30 - 1, row_style(on, row->style), row->text);
}

void paint_tick(struct frame *frame, const struct place *place, int row, bool ticked, bool on,
                const char *text) {
  enum style style = row_style(on, STYLE_TEXT);

  place_put(frame, place, row, place->col + 2, style, ticked ? "[x]" : "[ ]");
  place_put(frame, place, row, place->col + 6, style, text);
  if (on) {
    place_put(frame, place, row, place->col, STYLE_ACCENT, frame_glyph(frame, GLYPH_CURSOR));
    frame->cursor_row = row;
    frame->cursor_col = place->col + 2;
  }
}

static void empty_key(const struct app *app, const struct empty_line *line, struct buf *out) {
  buf_cut(out, 0);
  if (line->act != ACT_NONE)
    keymap_key(&app->keymap, line->act, 0, out);
  else if (line->key != NULL)
    buf_adds(out, line->key);
}

void paint_empty_lines(const struct app *app, struct frame *frame, const struct place *place,
                       const struct empty_line *lines, size_t count) {
  struct buf key = BUF_INIT;
  int words = 0;

  for (size_t i = 0; i < count; i++) {
    empty_key(app, &lines[i], &key);
    int width = frame_width(frame, buf_text(&key));
    words = width > words ? width : words;
  }
  words = place->col + (words > 1 ? words + 2 : words + 3);
  for (size_t i = 0; i < count; i++) {
    int row = place->row + (int)i;
    empty_key(app, &lines[i], &key);
    place_put(frame, place, row, place->col, STYLE_KEY, buf_text(&key));
    place_put(frame, place, row, key.len > 0 ? words : place->col, lines[i].style, lines[i].text);
  }
  buf_release(&key);
}

/* --- the key line ------------------------------------------------------------------------- */

/* The way out is the last that is dropped where there is no room, but for what Enter does. */
void hint_key(struct hints *hints, const char *key, const char *word) {
  int rank = strcmp(key, "Esc") == 0 ? 1 : 2 * (int)hints->len;

  if (hints->len < HINTS_MOST)
    hints->list[hints->len] = (struct hint){ACT_NONE, key, word, rank};
  hints->len += hints->len < HINTS_MOST;
}

bool act_changes_something(enum act act) {
  enum help_group group = act_defs[act].group;

  return group == HELP_PERSON || group == HELP_REASON || act == ACT_ADD || act == ACT_ADD_TO ||
         act == ACT_EDIT || act == ACT_EDIT_TEXT || act == ACT_MARK || act == ACT_TAG ||
         act == ACT_LOG_WHO || act == ACT_PROMISE_WHO || act == ACT_MEET_WHO ||
         act == ACT_DEFAULT || act == ACT_IMPORT;
}

void hint_act(struct hints *hints, enum act act, const char *word) {
  if (hints->read_only && act_changes_something(act))
    return;
  hint_key(hints, "", word != NULL ? word : act_defs[act].word);
  hints->list[hints->len - 1].act = act;
}

void hint_command(const struct app *app, struct hints *hints) {
  if (app->shell != NULL)
    hint_act(hints, ACT_COMMAND, NULL);
}

static void hint_text(const struct keymap *keymap, const struct hint *hint, struct buf *out) {
  if (hint->act == ACT_NONE)
    buf_adds(out, hint->key);
  else
    keymap_key(keymap, hint->act, 0, out);
}

static int hint_width(const struct frame *frame, const struct keymap *keymap,
                      const struct hint *hint) {
  struct buf key = BUF_INIT;
  int width;

  hint_text(keymap, hint, &key);
  width = frame_width(frame, buf_text(&key)) + 1 + frame_width(frame, hint->word);
  buf_release(&key);
  return width;
}

static bool is_help(const struct hint *hint) {
  return hint->act == ACT_HELP;
}

/* Which are shown: the most useful first, until one does not fit; help always. */
static unsigned choose_hints(const struct frame *frame, const struct hints *hints, int room) {
  unsigned shown = 0;
  int used = 0;

  for (size_t i = 0; i < hints->len; i++)
    if (is_help(&hints->list[i])) {
      shown |= 1u << i;
      used = hint_width(frame, hints->keymap, &hints->list[i]);
    }
  for (int rank = 0; rank < 2 * HINTS_MOST; rank++)
    for (size_t i = 0; i < hints->len; i++) {
      int width = hint_width(frame, hints->keymap, &hints->list[i]) + (used > 0 ? 2 : 0);
      if (hints->list[i].rank != rank || is_help(&hints->list[i]))
        continue;
      if (used + width > room)
        return shown;
      shown |= 1u << i;
      used += width;
    }
  return shown;
}

void paint_hints(struct frame *frame, int row, int margin, int last, const struct hints *hints) {
  unsigned shown = choose_hints(frame, hints, last - margin + 1);
  int col = margin;

  for (size_t i = 0; i < hints->len; i++) {
    struct buf key = BUF_INIT;

    if ((shown & 1u << i) == 0)
      continue;
    hint_text(hints->keymap, &hints->list[i], &key);
    col += frame_put(frame, row, col, frame->cols, STYLE_KEY, buf_text(&key)) + 1;
    col += frame_put(frame, row, col, frame->cols, STYLE_MUTED, hints->list[i].word) + 2;
    buf_release(&key);
  }
}

/* --- prose and found words ------------------------------------------------------------------- */

/* Bytes of text that fit into the columns, cut after a word; all of them where it fits whole. */
static size_t words_that_fit(const struct frame *frame, const char *text, int max) {
  size_t kept = 0, at = 0;

  if (frame_width(frame, text) <= max)
    return strlen(text);
  for (;;) {
    struct buf part = BUF_INIT;
    size_t end = at + strcspn(text + at, " ");
    int width;

    buf_add(&part, text, end);
    width = frame_width(frame, buf_text(&part));
    buf_release(&part);
    if (width + 1 > max || text[end] == '\0')
      return kept;
    kept = end;
    at = end + 1;
  }
}

int put_words(struct frame *frame, int row, int col, int max, enum style style, const char *text) {
  size_t len = words_that_fit(frame, text, max);
  struct buf cut = BUF_INIT;
  int width;

  buf_add(&cut, text, len);
  if (text[len] != '\0' && len > 0)
    buf_adds(&cut, "…");
  width = frame_put(frame, row, col, max, style, len > 0 ? buf_text(&cut) : text);
  buf_release(&cut);
  return width;
}

/* Bytes of text, from its beginning, whose fold is exactly the word; 0: it is not there. */
static size_t folds_to(const char *text, const char *word) {
  size_t len = strlen(text), word_len = strlen(word), at = 0;
  struct buf fold = BUF_INIT;
  bool same = false;

  while (at < len && !same) {
    uint32_t code;
    struct buf part = BUF_INIT;

    at += text_decode(text + at, len - at, &code);
    buf_add(&part, text, at);
    buf_cut(&fold, 0);
    text_fold(&fold, buf_text(&part));
    buf_release(&part);
    if (fold.len > word_len)
      break;
    same = fold.len == word_len && strcmp(buf_text(&fold), word) == 0;
  }
  while (same && at < len) { /* what combines with the last letter belongs to it */
    uint32_t code;
    size_t used = text_decode(text + at, len - at, &code);
    if (text_code_width(code) != 0)
      break;
    at += used;
  }
  buf_release(&fold);
  return same ? at : 0;
}

static void mark_word(struct frame *frame, int row, int col, int width, const char *text,
                      const char *word) {
  for (const char *at = text; *at != '\0'; at++) {
    struct buf before = BUF_INIT, found = BUF_INIT;
    size_t len;

    /* a fold has no blank in front: the letters alone are what was found */
    if (*at == ' ' || ((unsigned char)*at & 0xC0) == 0x80 || (len = folds_to(at, word)) == 0)
      continue;
    buf_add(&before, text, (size_t)(at - text));
    buf_add(&found, at, len);
    int from = frame_width(frame, buf_text(&before));
    int count = frame_width(frame, buf_text(&found));
    if (from + count <= width)
      frame_restyle(frame, row, col + from, count, STYLE_MATCH);
    buf_release(&before);
    buf_release(&found);
    return;
  }
}

void paint_found(struct frame *frame, int row, int col, int max, enum style style, const char *text,
                 const char *folded_words) {
  int width = frame_put(frame, row, col, max, style, text);

  while (*folded_words != '\0') {
    size_t len = strcspn(folded_words, " ");
    struct buf word = BUF_INIT;

    buf_add(&word, folded_words, len);
    mark_word(frame, row, col, width, text, buf_text(&word));
    buf_release(&word);
    folded_words += len + (folded_words[len] == ' ');
  }
}

/* --- the panel about a person --------------------------------------------------------------------
 */

static void paint_name(struct frame *frame, const struct place *place,
                       const struct record *contact) {
  struct buf aside = BUF_INIT;
  const char *native = record_text(contact, CONTACT_NATIVE_NAME);
  int col, right;

  person_aside(contact, true, false, &aside);
  right = place->last + 1;
  if (aside.len > 0)
    right = frame_put_right(frame, place->row, place->last, place_width(place) / 2 + 10,
                            STYLE_MUTED, buf_text(&aside));
  col = place->col + frame_put(frame, place->row, place->col, right - place->col - 2, STYLE_STRONG,
                               record_text(contact, CONTACT_NAME));
  if (!frame->ascii && native[0] != '\0' && col + 2 + frame_width(frame, native) < right)
    frame_put(frame, place->row, col + 2, right - col - 2, STYLE_MUTED, native);
  buf_release(&aside);
}

static void labelled(struct frame *frame, const struct place *place, int row, const char *label,
                     const char *text) {
  place_put(frame, place, row, place->col, STYLE_MUTED, label);
  place_put(frame, place, row, place->col + 7, STYLE_TEXT, text);
}

static void who_line(const struct app *app, const struct record *contact, struct buf *out) {
  person_roles(app, contact, false, out);
  add_part(out, record_text(contact, CONTACT_ORG));
  add_part(out, buf_text(&app->there));
}

static const struct reason *reason_of(const struct app *app, int line, size_t n) {
  const struct due_line *of = line >= 0 ? &app->due.lines.data[line] : NULL;

  return of != NULL && n < of->count ? &app->due.reasons.data[of->first + n] : NULL;
}

static void paint_bottom(const struct app *app, struct frame *frame, const struct place *place,
                         const struct record *contact, int line) {
  struct buf text = BUF_INIT, last = BUF_INIT;
  int row = place->row + 1, end = place->row + place->rows;
  const struct reason *reason;

  who_line(app, contact, &text);
  person_last(app, contact, &last);
  if (place->rows > 2)
    place_put(frame, place, row++, place->col, STYLE_TEXT, buf_text(&text));
  for (size_t n = 1; (reason = reason_of(app, line, n)) != NULL; n++) {
    bool room = row < end - (last.len > 0 && place->rows > 2);
    if (room && reason->tier < DUE_TRAY) {
      labelled(frame, place, row, n == 1 ? "also" : "", reason->text);
      row++;
    }
  }
  if (row < end && last.len > 0)
    labelled(frame, place, row, "last", buf_text(&last));
  buf_release(&text);
  buf_release(&last);
}

void paint_contact_panel(const struct app *app, struct frame *frame, const struct place *place,
                         const struct record *contact, int line) {
  paint_name(frame, place, contact);
  paint_bottom(app, frame, place, contact, line);
}
