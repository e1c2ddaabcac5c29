/* The mentoring map, gaps empty, and three thoughts at a time. */
#include "tui_priv.h"

#include "mentee/base/text.h"
#include "mentee/engine/health.h"
#include "mentee/engine/team.h"
#include <stdlib.h>
#include <string.h>

enum group { GROUP_MAP, GROUP_THOUGHTS };

#define TOUCH_COLUMN 18
#define QUIET_COLUMN 50
#define LATER_DAYS 30
#define THOUGHT_WIDTH 74

static const char *names_of(struct page *page, const struct record *const *people, size_t count) {
  struct buf names = BUF_INIT, scratch = BUF_INIT;
  const char *kept;

  for (size_t i = 0; i < count; i++)
    buf_addf(&names, "%s%s", i > 0 ? ", " : "", called(people[i], &scratch));
  kept = arena_dup(&page->arena, buf_text(&names));
  buf_release(&names);
  buf_release(&scratch);
  return kept;
}

static size_t fill_map(struct app *app, struct page *page) {
  struct team team;
  size_t people;

  team_map(&team, session_book(&app->session), &app->due.cadence);
  for (size_t i = 0; i < team.rows.len; i++) {
    const struct team_row *of = &team.rows.data[i];
    struct row *row = page_row(page, ROW_ITEM, GROUP_MAP);

    row->key = arena_format(&page->arena, "map %s", of->label);
    row->left = arena_dup(&page->arena, of->label);
    row->text = of->in_touch.len > 0 ? names_of(page, of->in_touch.data, of->in_touch.len) : "·";
    row->note = names_of(page, of->quiet.data, of->quiet.len);
    row->contact = of->in_touch.len > 0 ? of->in_touch.data[0]
                   : of->quiet.len > 0  ? of->quiet.data[0]
                                        : NULL;
  }
  people = team.people;
  team_release(&team);
  return people;
}

/* A sentence takes as many rows as it needs; the first of them can hold the cursor. */
static void add_thought(struct page *page, const struct thought *thought, int at) {
  const char *text = arena_dup(&page->arena, thought->sentence);
  bool first = true;

  while (*text != '\0') {
    size_t cut = text_fits(text, THOUGHT_WIDTH);
    struct row *row;

    row = page_row(page, first ? ROW_ITEM : ROW_TEXT, GROUP_THOUGHTS + at);
    row->key =
        arena_format(&page->arena, "%s %s", health_check_name(thought->check), thought->origin);
    row->text = arena_copy(&page->arena, text, cut);
    row->contact = thought->contact;
    row->record = thought->row;
    row->table = thought->row != NULL ? thought->row_table : TABLE_NONE;
    first = false;
    text += cut;
  }
}

static const char *key_of(const struct app *app, struct page *page) {
  struct buf key = BUF_INIT;
  const char *kept;

  keymap_key(&app->keymap, ACT_OPEN, 0, &key);
  kept = arena_dup(&page->arena, buf_text(&key));
  buf_release(&key);
  return kept;
}

static void fill_thoughts(struct app *app, struct page *page, size_t people) {
  struct health health;
  struct row *heading, *row;

  health_compute(&health, session_book(&app->session), &app->session.settings, &app->due.cadence);
  if (health.order.len > 0 && people >= 2) {
    page_blank(page);
    page_row(page, ROW_BLANK, GROUP_MAP);
    heading = page_heading(page, GROUP_THOUGHTS,
                           health.order.len == 1   ? "One thought"
                           : health.order.len == 2 ? "Two thoughts"
                                                   : "Three thoughts");
    if (health.order.len > HEALTH_AT_A_TIME)
      heading->right = arena_format(&page->arena, "%zu more", health.order.len - HEALTH_AT_A_TIME);
    for (size_t i = 0; i < health.order.len && i < HEALTH_AT_A_TIME; i++) {
      page_row(page, ROW_BLANK, GROUP_THOUGHTS);
      add_thought(page, health.order.data[i], (int)i);
    }
  } else {
    page_blank(page);
    page_row(page, ROW_BLANK, GROUP_MAP);
    page_row(page, ROW_BLANK, GROUP_MAP);
    page_row(page, ROW_TEXT, GROUP_MAP)->text =
        "Small and engaged beats many. Nobody fills every line.";
    page_row(page, ROW_BLANK, GROUP_MAP);
    row = page_row(page, ROW_TEXT, GROUP_MAP);
    row->left = key_of(app, page);
    row->text = "on a line: who could it be?";
  }
  health_release(&health);
}

static void fill(struct app *app, struct page *page) {
  bool fresh = page->stale && page->cursor == 0;

  fill_thoughts(app, page, fill_map(app, page));
  for (size_t i = 0; fresh && i < page->rows.len; i++)
    if (page->rows.data[i].kind == ROW_ITEM && page->rows.data[i].group >= GROUP_THOUGHTS) {
      page->cursor = i;
      break;
    }
}

/* --- painting ---------------------------------------------------------------------------- */

static void paint_map_row(struct frame *frame, const struct place *place, const struct row *row,
                          bool on) {
  enum style style = row_style(on, STYLE_TEXT);
  bool narrow = place->col == 0;

  frame_put(frame, place->row, place->col + 2, TOUCH_COLUMN - place->col - 3, STYLE_MUTED,
            row->left);
  frame_put(frame, place->row, TOUCH_COLUMN,
            (narrow ? place->last : QUIET_COLUMN - 2) - TOUCH_COLUMN + 1,
            row->text[0] == '\xC2' ? STYLE_MUTED : style, row->text);
  if (!narrow)
    frame_put(frame, place->row, QUIET_COLUMN, place->last - QUIET_COLUMN + 1, style, row->note);
}

/* The whole of a thought is under the cursor, not its first row alone. */
static bool is_under_cursor(const struct page *page, const struct row *row) {
  const struct row *on = page_selected(page);

  return on != NULL && on->group >= GROUP_THOUGHTS && strcmp(on->key, row->key) == 0;
}

static void paint_row(const struct app *app, const struct page *page, struct frame *frame,
                      const struct place *place, const struct row *row, bool on) {
  (void)app;
  if (row->group == GROUP_MAP && row->kind == ROW_ITEM)
    paint_map_row(frame, place, row, on);
  else {
    int key = place_put(frame, place, place->row, place->col + 2, STYLE_KEY, row->left);
    place_put(frame, place, place->row, place->col + 2 + key + (key > 0 ? 2 : 0),
              row_style(on || is_under_cursor(page, row), STYLE_TEXT), row->text);
  }
}

static bool has_quiet(const struct page *page) {
  for (size_t i = 0; i < page->rows.len; i++)
    if (page->rows.data[i].group == GROUP_MAP && page->rows.data[i].note[0] != '\0')
      return true;
  return false;
}

static int head_rows(const struct app *app, const struct page *page) {
  (void)app;
  (void)page;
  return 1;
}

/* The heading of the map stands still; what the columns are stands in it. */
static void paint_head(const struct app *app, const struct page *page, struct frame *frame,
                       const struct place *place) {
  (void)app;
  frame_put(frame, place->row, place->col, 14, STYLE_STRONG, "Your team");
  place_put(frame, place, place->row, TOUCH_COLUMN, STYLE_MUTED, "in touch");
  if (place->col == 1 && has_quiet(page))
    place_put(frame, place, place->row, QUIET_COLUMN, STYLE_MUTED, "quiet for a while");
}

/* --- acts ----------------------------------------------------------------------------------- */

const struct thought *team_thought(const struct app *app, const char *key, struct health *health) {
  const struct thought *of = NULL;
  struct buf text = BUF_INIT;

  health_compute(health, session_book(&app->session), &app->session.settings, &app->due.cadence);
  for (size_t i = 0; i < health->order.len && of == NULL; i++) {
    buf_cut(&text, 0);
    buf_addf(&text, "%s %s", health_check_name(health->order.data[i]->check),
             health->order.data[i]->origin);
    if (strcmp(buf_text(&text), key) == 0)
      of = health->order.data[i];
  }
  buf_release(&text);
  return of;
}

/* What there is to do about it: with one person, on their page; with several, or none, the list. */
static void open_thought(struct app *app, const struct row *row) {
  struct health health;
  const struct thought *of = team_thought(app, row->key, &health);
  const struct record *only = of != NULL && strchr(of->ids, ';') == NULL ? of->contact : NULL;

  if (only != NULL)
    app_open_page(app, &view_person, record_id(only));
  else if (of != NULL)
    app_open_page(app, &view_thought, row->key);
  health_release(&health);
}

static void put_away(struct app *app, const struct row *row, int until) {
  struct health health;
  const struct thought *of = team_thought(app, row->key, &health);
  struct err err = ERR_INIT;
  char made[DATE_TEXT_SIZE], due[DATE_TEXT_SIZE];

  if (of != NULL) {
    const struct field_value values[] = {
        {FOLLOWUP_CONTACT_ID, of->contact != NULL ? record_id(of->contact) : ""},
        {FOLLOWUP_DIRECTION, words_word(&words_owes, OWES_ME)},
        {FOLLOWUP_KIND, words_word(&words_duty, of->duty)},
        {FOLLOWUP_WHAT, "a thought of the team"},
        {FOLLOWUP_MADE_ON, date_iso(app->session.today, made)},
        {FOLLOWUP_DUE_ON, until == DATE_NONE ? "" : date_iso(until, due)},
        {FOLLOWUP_OUTCOME, words_word(&words_outcome, OUTCOME_RELEASED)},
        {FOLLOWUP_ORIGIN_ID, of->origin},
    };
    const struct row_change change = {TABLE_FOLLOWUPS, "", values,
                                      sizeof values / sizeof values[0]};
    if (session_change_rows(&app->session, &change, 1,
                            until == DATE_NONE ? "put a thought away" : "put a thought off",
                            &err)) {
      app_changed(app);
      app_say(app, until == DATE_NONE ? "Put away.  u undoes" : "Put off for a month.  u undoes");
    } else {
      app_say_err(app, &err);
    }
  }
  health_release(&health);
}

static bool act(struct app *app, struct page *page, enum act act, unsigned *effects) {
  const struct row *row = page_selected(page);

  (void)effects;
  if (act == ACT_OPEN && row != NULL && row->group == GROUP_MAP) {
    app_open_page(app, &view_side, row->left);
    return true;
  }
  if (act == ACT_OPEN && row != NULL) {
    open_thought(app, row);
    return true;
  }
  if (row == NULL || row->group < GROUP_THOUGHTS || (act != ACT_LATER && act != ACT_LET_GO))
    return false;
  put_away(app, row, act == ACT_LATER ? app->session.today + LATER_DAYS : DATE_NONE);
  return true;
}

static void hints(const struct app *app, const struct page *page, struct hints *out) {
  const struct row *row = page_selected(page);

  (void)app;
  if (row != NULL && row->group >= GROUP_THOUGHTS) {
    hint_act(out, ACT_OPEN, "do something about it");
    hint_act(out, ACT_LATER, "not now");
    hint_act(out, ACT_LET_GO, "not this one");
    hint_act(out, ACT_SECTION, "the map");
  } else {
    if (row != NULL)
      hint_act(out, ACT_OPEN, "who could it be?");
    hint_act(out, ACT_ADD, NULL);
  }
  hint_act(out, ACT_HELP, NULL);
}

const struct view view_team = {
    .title = "Team",
    .bit = IN_TEAM,
    .fill = fill,
    .act = act,
    .head_rows = head_rows,
    .paint_head = paint_head,
    .paint_row = paint_row,
    .hints = hints,
    .text_column = 3,
};
