/* `/` in what is read (help, a page, the history, the settings): to the next place that holds the
   words, as they are typed; n and N go on from there. */
#include "tui_priv.h"

#include "mentee/base/text.h"
#include "mentee/base/xmem.h"
#include "mentee/tui/key.h"
#include <string.h>

bool text_holds(const char *text, const char *folded_words) {
  struct buf folded = BUF_INIT;
  bool holds = true;

  text_fold(&folded, text);
  while (holds && *folded_words != '\0') {
    size_t len = strcspn(folded_words, " ");
    struct buf word = BUF_INIT;
    buf_add(&word, folded_words, len);
    holds = strstr(buf_text(&folded), buf_text(&word)) != NULL;
    buf_release(&word);
    folded_words += len + (folded_words[len] == ' ');
  }
  buf_release(&folded);
  return holds;
}

static bool row_holds(const struct row *row, const char *words) {
  struct buf text = BUF_INIT;
  bool holds;

  buf_addf(&text, "%s %s %s %s", row->left, row->text, row->note, row->right);
  holds = row->kind == ROW_ITEM && text_holds(buf_text(&text), words);
  buf_release(&text);
  return holds;
}

static bool look_in_page(struct page *page, const char *words, int by) {
  size_t count = page->rows.len;

  for (size_t i = by == 0 ? 0 : 1; i <= count && count > 0; i++) {
    size_t at = (page->cursor + (by < 0 ? count * 2 - i : i)) % count;
    if (!row_holds(&page->rows.data[at], words))
      continue;
    page->cursor = at;
    page_hold(page);
    return true;
  }
  return false;
}

/* The modal that is read: the topmost, or the one under the line that is typed. */
static struct modal *read_modal(const struct app *app) {
  for (size_t i = app->modals.len; i > 0; i--)
    if (app->modals.data[i - 1]->kind->look != NULL)
      return app->modals.data[i - 1];
  return NULL;
}

void look_on(struct app *app, int by) {
  struct modal *modal = read_modal(app);
  const char *words = buf_text(&app->looked_for);
  bool found;

  if (words[0] == '\0') {
    app_say(app, "Nothing was looked for yet.");
    return;
  }
  found = modal != NULL ? modal->kind->look(app, modal, words, by)
                        : look_in_page(app_page(app), words, by);
  if (!found)
    app_say(app, "Nothing here like “%s”.", words);
}

void look_hints(const struct app *app, struct hints *hints) {
  if (app->looked_for.len > 0)
    hint_key(hints, "n N", "next, previous");
}

static unsigned look_key(struct app *app, struct modal *modal, const char *key) {
  if (key_is(key, "<Enter>")) {
    app_pop_modal(app);
  } else if (key_is(key, "<Esc>") || key_is(key, "<C-c>") || key_is(key, "<C-g>") ||
             (modal->line.text.len == 0 && (key_is(key, "<C-d>") || key_is(key, "<BS>")))) {
    buf_cut(&app->looked_for, 0);
    app_pop_modal(app);
  } else if (line_edit_key(&modal->line, key)) {
    buf_cut(&app->looked_for, 0);
    text_fold(&app->looked_for, line_edit_text(&modal->line));
    if (app->looked_for.len > 0)
      look_on(app, 0);
  }
  return FX_REPAINT;
}

static const char *look_prompt(const struct app *app, const struct modal *modal) {
  (void)app;
  (void)modal;
  return "/";
}

static void look_paint(const struct app *app, const struct modal *modal, struct frame *frame,
                       const struct place *place) {
  const struct modal *under = read_modal(app);

  (void)modal;
  if (under != NULL)
    under->kind->paint(app, under, frame, place);
  frame_blank(frame, app_layout(app).message, 0); /* the line that is typed stands there */
}

static void look_line_hints(const struct app *app, const struct modal *modal, struct hints *hints) {
  (void)app;
  (void)modal;
  hint_key(hints, "Enter", "stay there");
  hint_key(hints, "Esc", "back");
}

static int no_rows(const struct app *app, const struct modal *modal) {
  (void)app;
  (void)modal;
  return 0;
}

/* Over a modal that covers the screen it does so too; over a list it leaves it in sight. */
static const struct modal_kind look_whole_kind = {
    .name = "look",
    .whole_body = true,
    .whole_screen = true,
    .prompt = look_prompt,
    .key = look_key,
    .paint = look_paint,
    .hints = look_line_hints,
};
static const struct modal_kind look_kind = {
    .name = "look",
    .rows = no_rows,
    .prompt = look_prompt,
    .key = look_key,
    .paint = look_paint,
    .hints = look_line_hints,
};

void look_open(struct app *app) {
  bool whole = read_modal(app) != NULL;

  buf_cut(&app->looked_for, 0);
  app_push_modal(app, whole ? &look_whole_kind : &look_kind, NULL);
}
