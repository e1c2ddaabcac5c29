/* Every number with its default; they travel with the data. */
#include "tui_priv.h"

#include "mentee/base/xmem.h"
#include "mentee/tui/key.h"
#include <stdlib.h>
#include <string.h>

#define VALUE_COLUMN 32
#define HELP_COLUMN 52

/* A group is the keys that begin so; the last takes what no other has. */
static const struct {
  const char *title, *begins[4];
} groups[] = {
    {"You", {"me.", NULL}},
    {"The day", {"day_", "week_", "review_", NULL}},
    {"Reminders", {"due.", "pace", "capacity", "birthday"}},
    {"How often", {"interval.", NULL}},
    {"What comes first", {"weight.", NULL}},
    {"What you look for", {"job.", NULL}},
    {"The rules' numbers", {"", NULL}},
};
#define GROUPS (sizeof groups / sizeof groups[0])

static size_t group_of(const char *key) {
  for (size_t group = 0; group < GROUPS; group++)
    for (int i = 0; i < 4 && groups[group].begins[i] != NULL; i++)
      if (strncmp(key, groups[group].begins[i], strlen(groups[group].begins[i])) == 0)
        return group;
  return GROUPS - 1;
}

static void add_setting(struct app *app, struct page *page, int group, const char *key,
                        const char *label, const char *help, const char *standard) {
  const char *value = book_setting(session_book(&app->session), key);
  struct row *row = page_row(page, ROW_ITEM, group);

  row->key = key;
  row->left = label;
  row->text = value != NULL && value[0] != '\0' ? arena_dup(&page->arena, value)
                                                : arena_dup(&page->arena, standard);
  row->note = help;
  row->count = value != NULL && value[0] != '\0'; /* it is one's own, not the default */
}

static void fill_group(struct app *app, struct page *page, size_t group) {
  page_blank(page);
  page_heading(page, (int)group, groups[group].title);
  for (size_t i = 0; i < setting_text_count; i++)
    if (group_of(setting_texts[i].key) == group && strcmp(setting_texts[i].key, "schema") != 0)
      add_setting(app, page, (int)group, setting_texts[i].key, setting_texts[i].label,
                  setting_texts[i].help, "");
  for (int i = 0; i < SETTING_COUNT; i++) {
    struct buf standard = BUF_INIT;
    if (group_of(setting_defs[i].key) == group) {
      settings_format((enum setting)i, setting_defs[i].standard, &standard);
      add_setting(app, page, (int)group, setting_defs[i].key, setting_defs[i].label,
                  setting_defs[i].help, buf_text(&standard));
    }
    buf_release(&standard);
  }
}

static void fill(struct app *app, struct page *page) {
  for (size_t group = 0; group < GROUPS; group++)
    fill_group(app, page, group);
}

static int head_rows(const struct app *app, const struct page *page) {
  (void)page;
  return !app_layout(app).low;
}

static void paint_head(const struct app *app, const struct page *page, struct frame *frame,
                       const struct place *place) {
  (void)app;
  (void)page;
  (void)frame;
  (void)place;
}

static void paint_row(const struct app *app, const struct page *page, struct frame *frame,
                      const struct place *place, const struct row *row, bool on) {
  enum style style = row_style(on, STYLE_TEXT);
  bool narrow = place->col == 0;
  int value = narrow ? place->last - 9 : VALUE_COLUMN;

  (void)app;
  (void)page;
  paint_found(frame, place->row, place->col + 2, value - place->col - 3, style, row->left,
              buf_text(&app->looked_for));
  frame_put(frame, place->row, value, (narrow ? place->last + 1 : HELP_COLUMN - 2) - value, style,
            row->text);
  if (!narrow)
    place_put(frame, place, place->row, HELP_COLUMN, STYLE_MUTED, row->note);
}

static void more(const struct app *app, const struct page *page, size_t from, struct buf *out) {
  size_t count = 0;

  (void)app;
  for (size_t i = from; i < page->rows.len; i++)
    count += page->rows.data[i].kind == ROW_ITEM;
  buf_addf(out, "%zu more", count);
}

/* --- changing one ------------------------------------------------------------------------- */

struct value_state {
  char *key, *label;
};

static const char *refusal(struct arena *arena, const char *key, const char *value) {
  enum setting setting = settings_find(key);

  return setting == SETTING_COUNT || value[0] == '\0' ? ""
                                                      : settings_refusal(setting, value, arena);
}

static void set_value(struct app *app, const char *key, const char *value) {
  struct arena arena = ARENA_INIT;
  struct err err = ERR_INIT;
  const char *why = refusal(&arena, key, value);

  if (why[0] != '\0') {
    err_set(&err, ERR_USAGE, "%s", why);
    app_say_err(app, &err);
  } else if (session_set_setting(&app->session, key, value, &err)) {
    app_changed(app);
    app_say(app, value[0] != '\0' ? "Changed.  u undoes" : "The default again.  u undoes");
  } else {
    app_say_err(app, &err);
  }
  arena_release(&arena);
}

static unsigned value_key(struct app *app, struct modal *modal, const char *key) {
  struct value_state *state = modal->state;

  if (key_is(key, "<Enter>")) {
    set_value(app, state->key, line_edit_text(&modal->line));
    if (app->message_style == STYLE_TEXT)
      app_pop_modal(app);
  } else if (key_is(key, "<Esc>") || key_is(key, "<C-c>") || key_is(key, "<C-g>")) {
    app_pop_modal(app);
  } else {
    line_edit_key(&modal->line, key);
  }
  return FX_REPAINT;
}

static void value_title(const struct app *app, const struct modal *modal, struct buf *left,
                        struct buf *right) {
  const struct value_state *state = modal->state;
  enum setting setting = settings_find(state->key);

  (void)app;
  buf_adds(left, state->label);
  if (setting != SETTING_COUNT && setting_defs[setting].type == SETTING_NUMBER)
    buf_addf(right, "%d to %d", setting_defs[setting].least, setting_defs[setting].most);
  else if (setting != SETTING_COUNT && setting_defs[setting].type == SETTING_WORD)
    buf_adds(right, setting_defs[setting].words);
}

static void value_paint(const struct app *app, const struct modal *modal, struct frame *frame,
                        const struct place *place) {
  const struct value_state *state = modal->state;
  enum setting setting = settings_find(state->key);

  (void)app;
  if (setting != SETTING_COUNT)
    frame_put_wrapped(frame, place->row, place->col, place_width(place), 2, STYLE_MUTED,
                      setting_defs[setting].help);
}

static const char *value_prompt(const struct app *app, const struct modal *modal) {
  (void)app;
  (void)modal;
  return "Value";
}

static void value_hints(const struct app *app, const struct modal *modal, struct hints *hints) {
  (void)app;
  (void)modal;
  hint_key(hints, "Enter", "save");
  hint_key(hints, "Esc", "leave it");
}

static void value_release(struct modal *modal) {
  struct value_state *state = modal->state;

  free(state->key);
  free(state->label);
}

static const struct modal_kind value_kind = {
    .name = "value",
    .title = value_title,
    .prompt = value_prompt,
    .key = value_key,
    .paint = value_paint,
    .hints = value_hints,
    .release = value_release,
};

static bool act(struct app *app, struct page *page, enum act act, unsigned *effects) {
  const struct row *row = page_selected(page);
  struct value_state *state;

  (void)effects;
  if (row == NULL || (act != ACT_OPEN && act != ACT_EDIT && act != ACT_DEFAULT))
    return false;
  if (act == ACT_DEFAULT) {
    set_value(app, row->key, "");
    return true;
  }
  state = xcalloc(1, sizeof *state);
  state->key = xstrdup(row->key);
  state->label = xstrdup(row->left);
  line_edit_set(&app_push_modal(app, &value_kind, state)->line, row->text);
  return true;
}

static void hints(const struct app *app, const struct page *page, struct hints *out) {
  (void)app;
  (void)page;
  hint_act(out, ACT_OPEN, "change");
  hint_act(out, ACT_DEFAULT, NULL);
  hint_act(out, ACT_LOOK, NULL);
  hint_act(out, ACT_BACK, NULL);
  hint_act(out, ACT_HELP, NULL);
}

const struct view view_settings = {
    .title = "Settings",
    .aside = "they travel with your data, in settings.csv",
    .titled = true,
    .bit = IN_SETTINGS,
    .more_rows = 2,
    .fill = fill,
    .act = act,
    .head_rows = head_rows,
    .paint_head = paint_head,
    .paint_row = paint_row,
    .more = more,
    .hints = hints,
    .text_column = 3,
};
