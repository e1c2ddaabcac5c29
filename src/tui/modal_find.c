/* Find: anyone, as one types, accents folded. */
#include "tui_priv.h"

#include "mentee/base/text.h"
#include "mentee/base/xmem.h"
#include "mentee/tui/key.h"
#include <stdlib.h>
#include <string.h>

struct find_state {
  struct page *page; /* what was found */
  struct buf folded; /* what is looked for */
};

static const struct view found_view;

static void found_row(struct page *page, const struct finder_person *person) {
  struct row *row = page_row(page, ROW_ITEM, 0);

  row->key = record_id(person->contact);
  row->contact = row->record = person->contact;
  row->table = TABLE_CONTACTS;
  row->text = record_text(person->contact, CONTACT_ORG);
  row->right = person->gone ? "archived" : "";
}

/* Every word occurs in the text; both are folded. */
static bool has_words(const char *text, const char *words) {
  while (*words != '\0') {
    char word[128];
    size_t len = strcspn(words, " ");

    if (len >= sizeof word)
      return false;
    memcpy(word, words, len);
    word[len] = '\0';
    if (strstr(text, word) == NULL)
      return false;
    words += len + (words[len] == ' ');
  }
  return true;
}

static bool fits(const struct finder_person *person, const char *words) {
  return has_words(person->name, words) || has_words(person->call_by, words) ||
         has_words(person->native_name, words) || has_words(person->more, words);
}

static void look(struct app *app, struct modal *modal) {
  struct find_state *state = modal->state;
  const struct finder *finder = app_finder(app);
  struct page *page = state->page;

  buf_cut(&state->folded, 0);
  text_fold(&state->folded, line_edit_text(&modal->line));
  page_clear_rows(page);
  page->cursor = page->top = 0;
  if (state->folded.len == 0)
    return;
  page_heading(page, 0, "People");
  for (int gone = 0; gone < 2; gone++)
    for (size_t i = 0; i < finder->count; i++)
      if (finder->people[i].gone == (gone == 1) &&
          fits(&finder->people[i], buf_text(&state->folded)))
        found_row(page, &finder->people[i]);
  if (page->rows.len == 1)
    page_clear_rows(page);
  else
    page->rows.data[0].note = arena_format(&page->arena, "%zu", page->rows.len - 1);
  page_edge(page, false);
}

/* "kowal" is meant as Kowal; what has a capital already is left as it is. */
static void as_a_name(const char *typed, struct buf *out) {
  bool begins = true, capital = false;

  for (const char *at = typed; *at != '\0'; at++)
    capital = capital || (*at >= 'A' && *at <= 'Z');
  for (; *typed != '\0'; typed++) {
    bool small = *typed >= 'a' && *typed <= 'z';
    buf_addc(out, begins && small && !capital ? (char)(*typed - 'a' + 'A') : *typed);
    begins = *typed == ' ' || *typed == '-';
  }
}

static unsigned open_found(struct app *app, struct modal *modal) {
  struct find_state *state = modal->state;
  const struct row *row = page_selected(state->page);
  struct buf name = BUF_INIT;
  char *id;

  if (row != NULL) {
    id = xstrdup(record_id(row->contact));
    app_pop_modal(app);
    app_open_page(app, &view_person, id);
    free(id);
  } else if (state->folded.len > 0) {
    as_a_name(line_edit_text(&modal->line), &name);
    app_pop_modal(app);
    add_open(app, buf_text(&name));
  } else {
    app_pop_modal(app);
  }
  buf_release(&name);
  return FX_REPAINT;
}

static unsigned find_key(struct app *app, struct modal *modal, const char *key) {
  struct find_state *state = modal->state;
  struct layout layout;

  if (key_is(key, "<Enter>"))
    return open_found(app, modal);
  if (key_is(key, "<Esc>") || key_is(key, "<C-c>") || key_is(key, "<C-g>") ||
      (key_is(key, "<C-d>") && modal->line.text.len == 0)) {
    app_pop_modal(app);
    return FX_REPAINT;
  }
  if (key_is(key, "<Down>") || key_is(key, "<C-n>"))
    page_move(state->page, 1);
  else if (key_is(key, "<Up>") || key_is(key, "<C-p>"))
    page_move(state->page, -1);
  else if (line_edit_key(&modal->line, key))
    look(app, modal);
  layout = app_layout(app);
  page_scroll(state->page, layout.list_rows, 0);
  return FX_REPAINT;
}

static void paint_nothing(const struct modal *modal, struct frame *frame,
                          const struct place *place) {
  const struct find_state *state = modal->state;
  struct buf title = BUF_INIT, add = BUF_INIT;
  struct place at = *place;

  if (state->folded.len == 0)
    return;
  at.row += place->rows >= 18 ? 6 : 1;
  at.rows -= at.row - place->row;
  at.col += 2;
  buf_addf(&title, "Nobody and nothing like “%s”.", line_edit_text(&modal->line));
  buf_adds(&add, "add ");
  as_a_name(line_edit_text(&modal->line), &add);
  buf_adds(&add, " as a new person");
  const struct empty_line lines[] = {
      {STYLE_STRONG, "", buf_text(&title)},
      {STYLE_TEXT, "", ""},
      {STYLE_TEXT, "Enter", buf_text(&add)},
      {STYLE_TEXT, "Esc", "back to where you were"},
  };
  paint_empty_lines(frame, &at, lines, sizeof lines / sizeof lines[0]);
  buf_release(&title);
  buf_release(&add);
}

static void paint_found_row(struct frame *frame, const struct place *place, int at,
                            const struct row *row, bool on, const char *words) {
  bool narrow = place->col == 0;

  if (on)
    frame_put(frame, at, place->col, 1, STYLE_ACCENT, frame_glyph(frame, GLYPH_CURSOR));
  paint_found(frame, at, place->col + 2, 25, row_style(on, STYLE_TEXT),
              record_text(row->contact, CONTACT_NAME), words);
  if (!narrow)
    paint_found(frame, at, 30, place->last - 8 - 30, row_style(on, STYLE_TEXT), row->text, words);
  frame_put_right(frame, at, place->last, 8, STYLE_MUTED, row->right);
}

static void find_paint(const struct app *app, const struct modal *modal, struct frame *frame,
                       const struct place *place) {
  const struct find_state *state = modal->state;
  const struct page *page = state->page;
  size_t end = page_end(page, page->top, place->rows, 0);

  (void)app;
  if (page->rows.len == 0)
    paint_nothing(modal, frame, place);
  for (size_t i = page->top; i < end; i++) {
    int row = place->row + (int)(i - page->top);
    if (page->rows.data[i].kind == ROW_HEADING) {
      int width = frame_put(frame, row, place->col, 20, STYLE_STRONG, page->rows.data[i].left);
      frame_put(frame, row, place->col + width + 2, 10, STYLE_MUTED, page->rows.data[i].note);
    } else {
      paint_found_row(frame, place, row, &page->rows.data[i], i == page->cursor,
                      buf_text(&state->folded));
    }
  }
  if (modal->line.text.len > 0) {
    struct buf count = BUF_INIT;
    buf_addf(&count, "%zu found", page->rows.len > 0 ? page->rows.len - 1 : 0);
    frame_put_right(frame, frame->rows - 2, place->last, 12, STYLE_MUTED, buf_text(&count));
    buf_release(&count);
  }
}

static const char *find_prompt(const struct app *app, const struct modal *modal) {
  (void)app;
  (void)modal;
  return "/";
}

static void find_hints(const struct app *app, const struct modal *modal, struct hints *hints) {
  const struct find_state *state = modal->state;

  (void)app;
  if (state->page->rows.len == 0 && state->folded.len > 0) {
    hint_key(hints, "Enter", "add");
    hint_key(hints, "Ctrl-U", "clear");
    hint_key(hints, "Esc", "back");
    return;
  }
  hint_key(hints, "↑↓", "choose");
  hint_key(hints, "Enter", "open");
  hint_key(hints, "Esc", "back to where you were");
}

static void find_release(struct modal *modal) {
  struct find_state *state = modal->state;

  page_free(state->page);
  buf_release(&state->folded);
}

static const struct modal_kind find_kind = {
    .name = "find",
    .whole_body = true,
    .prompt = find_prompt,
    .key = find_key,
    .paint = find_paint,
    .hints = find_hints,
    .release = find_release,
};

static const struct view found_view = {.title = ""};

void find_open(struct app *app) {
  struct find_state *state = xcalloc(1, sizeof *state);

  state->page = page_new(&found_view, "");
  app_push_modal(app, &find_kind, state);
}
