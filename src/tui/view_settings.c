/* Every number with its default; they travel with the data. */
#include "tui_priv.h"

#include "mentee/base/text.h"
#include "mentee/base/xmem.h"
#include "mentee/tui/key.h"
#include <stdlib.h>
#include <string.h>

#define VALUE_COLUMN 32
#define HELP_COLUMN 52

#define GROUP_KEYS 6

/* A group is the keys that begin so; the last takes what no other has. */
static const struct {
  const char *title, *begins[GROUP_KEYS + 1];
} groups[] = {
    {"You", {"me.", NULL}},
    {"The day", {"day_", "week_", NULL}},
    {"Reminders", {"due.", "pace", "capacity", "review_", "circle_back", "birthday"}},
    {"How often", {"interval.", NULL}},
    {"What comes first", {"weight.", NULL}},
    {"What you look for", {"job.", NULL}},
    {"The rules' numbers", {"", NULL}},
};
#define GROUPS (sizeof groups / sizeof groups[0])

static size_t group_of(const char *key) {
  for (size_t group = 0; group < GROUPS; group++)
    for (int i = 0; groups[group].begins[i] != NULL; i++)
      if (strncmp(key, groups[group].begins[i], strlen(groups[group].begins[i])) == 0)
        return group;
  return GROUPS - 1;
}

static const char *weekday_of(const char *word) {
  for (int day = 0; day < 7; day++)
    if (text_equal_nocase(date_weekday_name(day), word))
      return date_weekday_name(day);
  return NULL;
}

static const char *listed(struct arena *arena, const char *parts) {
  const char *at = parts, *part, *list = "";
  size_t len;

  while (record_next_part(&at, &part, &len))
    list = arena_format(arena, "%s%s%.*s", list, list[0] != '\0' ? ", " : "", (int)len, part);
  return list;
}

/* As a page draws it, not as the file keeps it: "Monday", "1 Jul 2026", "PGY-3", "CNS, lung". */
static const char *shown_value(struct arena *arena, const char *key, const char *value) {
  char day[DATE_TEXT_SIZE];

  if (date_parse(value) != DATE_NONE)
    return arena_dup(arena, date_short_year(date_parse(value), 0, day));
  if (weekday_of(value) != NULL)
    return weekday_of(value);
  if (strncmp(value, "PGY", 3) == 0 && value[3] >= '0' && value[3] <= '9')
    return arena_format(arena, "PGY-%s", value + 3);
  return strncmp(key, "job.", 4) == 0 ? listed(arena, value) : value;
}

static void add_setting(struct app *app, struct page *page, int group, const char *key,
                        const char *label, const char *help, const char *standard) {
  const char *value = book_setting(session_book(&app->session), key);
  struct row *row = page_row(page, ROW_ITEM, group);

  row->key = key;
  row->left = label;
  row->text = value != NULL && value[0] != '\0' ? arena_dup(&page->arena, value)
                                                : arena_dup(&page->arena, standard);
  row->right = shown_value(&page->arena, key, row->text);
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

static void paint_row(const struct app *app, const struct page *page, struct frame *frame,
                      const struct place *place, const struct row *row, bool on) {
  enum style style = row_style(on, STYLE_TEXT);
  bool narrow = place->col == 0;
  int value = narrow ? place->last - 9 : VALUE_COLUMN;

  (void)app;
  (void)page;
  paint_found(frame, place->row, place->col + 2, value - place->col - 3, style, row->left,
              buf_text(&app->looked_for));
  frame_put(frame, place->row, value,
            (narrow || row->note[0] == '\0' ? place->last + 1 : HELP_COLUMN - 2) - value, style,
            row->right);
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

/* --- changing one, on its own row -------------------------------------------------------------
 */

struct value_state {
  char *key, *label;
  struct buf refused; /* why the value cannot be; what was typed stays */
};

/* What a value can be: "7 to 730", "one of monday, sunday", "". */
static void range_text(const char *key, struct buf *out) {
  enum setting setting = settings_find(key);
  struct arena arena = ARENA_INIT;

  if (setting != SETTING_COUNT)
    buf_adds(out, settings_refusal(setting, "\x01", &arena)); /* no value is that */
  arena_release(&arena);
}

static bool set_value(struct app *app, const char *key, const char *value, struct err *err) {
  enum setting setting = settings_find(key);
  struct arena arena = ARENA_INIT;
  bool given = value[0] != '\0';
  const char *why =
      setting != SETTING_COUNT && given ? settings_refusal(setting, value, &arena) : "";
  bool ok = why[0] != '\0' ? err_set(err, ERR_USAGE, "%s", why)
                           : session_set_setting(&app->session, key, value, err);

  arena_release(&arena);
  if (!ok)
    return false;
  app_changed(app);
  app_say_done(app, given ? "Changed.  u undoes" : "The default again.  u undoes");
  return true;
}

/* The one word that begins so. */
static void complete_word(struct modal *modal) {
  const struct value_state *state = modal->state;
  enum setting setting = settings_find(state->key);
  const char *typed = line_edit_text(&modal->line), *part, *at;
  size_t len, count = 0;
  struct buf word = BUF_INIT;

  if (setting == SETTING_COUNT || setting_defs[setting].type != SETTING_WORD)
    return;
  for (at = setting_defs[setting].words; record_next_part(&at, &part, &len);)
    if (strlen(typed) <= len && strncmp(part, typed, strlen(typed)) == 0) {
      buf_cut(&word, 0);
      buf_add(&word, part, len);
      count++;
    }
  if (count == 1)
    line_edit_set(&modal->line, buf_text(&word));
  buf_release(&word);
}

static void take_value(struct app *app, struct modal *modal) {
  struct value_state *state = modal->state;
  struct err err = ERR_INIT;

  buf_cut(&state->refused, 0);
  if (set_value(app, state->key, line_edit_text(&modal->line), &err)) {
    app_pop_modal(app);
  } else if (err.kind == ERR_USAGE && !app->asked) {
    const char *why = strstr(err.text, "”: "); /* what was typed stands beside it */
    buf_adds(&state->refused, why != NULL ? why + strlen("”: ") : err.text);
  } else {
    app_say_err(app, &err);
  }
}

static unsigned value_key(struct app *app, struct modal *modal, const char *key) {
  struct value_state *state = modal->state;

  if (key_is(key, "<Enter>"))
    take_value(app, modal);
  else if (key_is(key, "<Esc>") || key_is(key, "<C-c>") || key_is(key, "<C-g>"))
    app_pop_modal(app);
  else if (key_is(key, "<Tab>"))
    complete_word(modal);
  else if (line_edit_key(&modal->line, key))
    buf_cut(&state->refused, 0);
  return FX_REPAINT;
}

static void value_title(const struct app *app, const struct modal *modal, struct buf *left,
                        struct buf *right) {
  (void)right;
  if (app_layout(app).narrow || app_layout(app).low)
    buf_adds(left, ((const struct value_state *)modal->state)->label);
}

/* The screen's row of the row under the cursor. */
static int cursor_row(const struct app *app) {
  const struct page *page = app_page(app);

  return app_layout(app).body + head_of_one_row(app, page) + (int)(page->cursor - page->top);
}

static void value_paint(const struct app *app, const struct modal *modal, struct frame *frame,
                        const struct place *place) {
  const struct value_state *state = modal->state;
  int row = place->small ? place->row : cursor_row(app);
  int col = place->small ? place->col : VALUE_COLUMN,
      last = place->small ? place->last : HELP_COLUMN - 2;
  struct buf range = BUF_INIT;
  bool refused = state->refused.len > 0;

  range_text(state->key, &range);
  frame_blank(frame, row, col);
  frame_put(frame, place->small ? row + 2 : row, place->small ? place->col : HELP_COLUMN,
            frame->cols - (place->small ? place->col : HELP_COLUMN) - 1,
            refused ? STYLE_ERROR : STYLE_MUTED,
            refused ? buf_text(&state->refused) : buf_text(&range));
  paint_input(frame, row, col, last, modal);
  buf_release(&range);
}

static int value_rows(const struct app *app, const struct modal *modal) {
  (void)app;
  (void)modal;
  return 0;
}

static void value_hints(const struct app *app, const struct modal *modal, struct hints *hints) {
  const struct value_state *state = modal->state;
  enum setting setting = settings_find(state->key);

  (void)app;
  hint_key(hints, "Enter", "save");
  if (setting != SETTING_COUNT && setting_defs[setting].type == SETTING_WORD)
    hint_key(hints, "Tab", "complete");
  hint_key(hints, "Ctrl-U", "clear; empty is the default");
  hint_key(hints, "Esc", "leave it");
}

static void value_release(struct modal *modal) {
  struct value_state *state = modal->state;

  free(state->key);
  free(state->label);
  buf_release(&state->refused);
}

static const struct modal_kind value_kind = {
    .name = "value",
    .keeps_more = true,
    .rows = value_rows,
    .title = value_title,
    .key = value_key,
    .paint = value_paint,
    .hints = value_hints,
    .release = value_release,
};

static bool act(struct app *app, struct page *page, enum act act, unsigned *effects) {
  const struct row *row = page_selected(page);
  struct value_state *state;
  struct err err = ERR_INIT;

  (void)effects;
  if (row == NULL || (act != ACT_OPEN && act != ACT_EDIT && act != ACT_DEFAULT))
    return false;
  if (act == ACT_DEFAULT) {
    if (row->count == 0)
      app_say(app, "This is the default.");
    else if (!set_value(app, row->key, "", &err))
      app_say_err(app, &err);
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
    .head_rows = head_of_one_row,
    .paint_row = paint_row,
    .more = more,
    .hints = hints,
    .text_column = 3,
};
