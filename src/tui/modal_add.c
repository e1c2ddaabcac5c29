/* Somebody new, in one line: a name, then what they are and where. */
#include "tui_priv.h"

#include "mentee/base/text.h"
#include "mentee/base/xmem.h"
#include "mentee/tui/key.h"
#include <string.h>

struct newcomer {
  struct buf name, where;
  struct role_spec role;
  bool has_role;
};

/* "Jane Doe, mentor, Larkspur": what is no role is the place. */
static void read_line(const char *text, struct newcomer *out) {
  *out = (struct newcomer){.has_role = false};
  for (int part = 0; *text != '\0'; part++) {
    size_t len = strcspn(text, ","), kept = len;
    const char *at = text;
    struct buf word = BUF_INIT;
    struct err ignored = ERR_INIT;

    text_trim(&at, &kept);
    buf_add(&word, at, kept);
    if (part == 0)
      buf_adds(&out->name, buf_text(&word));
    else if (!out->has_role && role_spec_parse(buf_text(&word), &out->role, &ignored))
      out->has_role = true;
    else if (word.len > 0)
      buf_addf(&out->where, "%s%s", out->where.len > 0 ? ", " : "", buf_text(&word));
    buf_release(&word);
    text += len + (text[len] == ',');
  }
}

static void newcomer_release(struct newcomer *newcomer) {
  buf_release(&newcomer->name);
  buf_release(&newcomer->where);
}

static unsigned save(struct app *app, struct modal *modal) {
  struct newcomer new;
  struct field_value where = {CONTACT_ORG, ""};
  char id[SESSION_ID_SIZE];
  struct err err = ERR_INIT;

  read_line(line_edit_text(&modal->line), &new);
  where.value = buf_text(&new.where);
  if (new.name.len == 0) {
    app_say(app, "What is the name?");
  } else if (!session_add_contact(&app->session, buf_text(&new.name),
                                  new.has_role ? &new.role : NULL, &where, new.where.len > 0, id,
                                  &err)) {
    app_say_err(app, &err);
  } else {
    app_pop_modal(app);
    app_changed(app);
    app_switch_view(app, &view_people);
    app_open_page(app, &view_person, id);
    app_say(app, "Added.  u undoes");
  }
  newcomer_release(&new);
  return FX_REPAINT;
}

static unsigned add_key(struct app *app, struct modal *modal, const char *key) {
  if (key_is(key, "<Enter>"))
    return save(app, modal);
  if (key_is(key, "<Esc>") || key_is(key, "<C-c>") || key_is(key, "<C-g>") ||
      (key_is(key, "<C-d>") && modal->line.text.len == 0))
    app_pop_modal(app);
  else
    line_edit_key(&modal->line, key);
  return FX_REPAINT;
}

static void add_title(const struct app *app, const struct modal *modal, struct buf *left,
                      struct buf *right) {
  (void)app;
  (void)modal;
  buf_adds(left, "Who comes to mind?");
  buf_adds(right, "name, what they are, where");
}

static void add_paint(const struct app *app, const struct modal *modal, struct frame *frame,
                      const struct place *place) {
  struct newcomer new;
  struct buf text = BUF_INIT;
  int row = place->row + !place->small;

  (void)app;
  read_line(line_edit_text(&modal->line), &new);
  add_part(&text, buf_text(&new.name));
  if (new.has_role)
    add_part(&text, words_spoken(&words_role, new.role.role));
  add_part(&text, buf_text(&new.where));
  if (text.len > 0) {
    place_put(frame, place, row, place->col, STYLE_MUTED, "reads");
    place_put(frame, place, row, place->col + 7, STYLE_TEXT, buf_text(&text));
  } else {
    place_put(frame, place, row, place->col, STYLE_MUTED,
              "Only the name is needed. The rest can wait.");
  }
  newcomer_release(&new);
  buf_release(&text);
}

static const char *add_prompt(const struct app *app, const struct modal *modal) {
  (void)app;
  (void)modal;
  return "Name";
}

static void add_hints(const struct app *app, const struct modal *modal, struct hints *hints) {
  (void)app;
  (void)modal;
  hint_key(hints, "Enter", "add");
  hint_key(hints, "Esc", "back");
}

static const struct modal_kind add_kind = {
    .name = "add",
    .title = add_title,
    .prompt = add_prompt,
    .ghost = "Jane Doe, mentor, Larkspur",
    .key = add_key,
    .paint = add_paint,
    .hints = add_hints,
};

void add_open(struct app *app, const char *name) {
  line_edit_set(&app_push_modal(app, &add_kind, NULL)->line, name);
}
