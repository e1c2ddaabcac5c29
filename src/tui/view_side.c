/* People of the team: who looks after one side of it, and who could; whom a thought is about. */
#include "tui_priv.h"

#include "mentee/engine/health.h"
#include "mentee/engine/team.h"
#include <string.h>

enum group { GROUP_NOW, GROUP_COULD };

#define COULD_MOST 12

static void add_person(const struct app *app, struct page *page, enum group group,
                       const struct record *contact, bool quiet) {
  struct row *row = page_row(page, ROW_ITEM, (int)group);
  struct buf roles = BUF_INIT, day = BUF_INIT;

  person_roles(app, contact, false, &roles);
  if (quiet)
    add_part(&roles, "quiet for a while");
  day_brief(app->due.cadence.facts[contact->index].last_touch, app->session.today, &day);
  row->key = record_id(contact);
  row->contact = row->record = contact;
  row->table = TABLE_CONTACTS;
  row->left = record_text(contact, CONTACT_NAME);
  row->text = arena_dup(&page->arena, buf_text(&roles));
  row->right = arena_dup(&page->arena, buf_text(&day));
  buf_release(&roles);
  buf_release(&day);
}

static void fill_now(const struct app *app, struct page *page, const struct team_row *side) {
  if (side->in_touch.len + side->quiet.len == 0)
    return;
  page_heading(page, GROUP_NOW, "Now");
  for (size_t i = 0; i < side->in_touch.len; i++)
    add_person(app, page, GROUP_NOW, side->in_touch.data[i], false);
  for (size_t i = 0; i < side->quiet.len; i++)
    add_person(app, page, GROUP_NOW, side->quiet.data[i], true);
}

static void fill_could(const struct app *app, struct page *page, const struct team_row *side) {
  struct team_people people;

  team_could_be(&people, side, session_book(&app->session), &app->due.cadence);
  if (people.list.len > 0) {
    page_blank(page);
    page_heading(page, GROUP_COULD, "Who could it be?");
  }
  for (size_t i = 0; i < people.list.len && i < COULD_MOST; i++)
    add_person(app, page, GROUP_COULD, people.list.data[i],
               !person_is_engaged(&app->due.cadence, people.list.data[i]));
  vec_release(&people.list);
}

static void side_fill(struct app *app, struct page *page) {
  struct team team;

  team_map(&team, session_book(&app->session), &app->due.cadence);
  for (size_t i = 0; i < team.rows.len; i++)
    if (strcmp(team.rows.data[i].label, page->subject) == 0) {
      fill_now(app, page, &team.rows.data[i]);
      fill_could(app, page, &team.rows.data[i]);
    }
  team_release(&team);
}

static int side_head_rows(const struct app *app, const struct page *page) {
  (void)app;
  (void)page;
  return 2;
}

static void side_paint_head(const struct app *app, const struct page *page, struct frame *frame,
                            const struct place *place) {
  bool doors = strcmp(page->subject, "opening doors") == 0;

  (void)app;
  frame_putf(frame, place->row, place->col, place_width(place), STYLE_STRONG, "Your team: %s%s",
             page->subject, doors || strcmp(page->subject, "in general") == 0 ? "" : " side");
}

static void paint_empty(const struct app *app, const struct page *page, struct frame *frame,
                        const struct place *place) {
  static const struct empty_line lines[] = {
      EMPTY_TEXT(STYLE_STRONG, "Nobody you have yet."),
      EMPTY_TEXT(STYLE_TEXT, ""),
      EMPTY_TEXT(STYLE_TEXT, "Somebody you have may know somebody: a question costs little."),
  };

  (void)page;
  paint_empty_lines(app, frame, place, lines, sizeof lines / sizeof lines[0]);
}

static void hints(const struct app *app, const struct page *page, struct hints *out) {
  (void)app;
  if (page_selected(page) != NULL) {
    hint_act(out, ACT_OPEN, "the person");
    hint_act(out, ACT_ADD_TO, NULL);
    hint_act(out, ACT_WRITE, NULL);
    hint_act(out, ACT_PROMISE, NULL);
    hint_act(out, ACT_LOG, NULL);
  }
  hint_act(out, ACT_BACK, NULL);
  hint_act(out, ACT_HELP, NULL);
}

const struct view view_side = {
    .title = "a side of the team",
    .side = true,
    .bit = IN_GROUP,
    .fill = side_fill,
    .head_rows = side_head_rows,
    .paint_head = side_paint_head,
    .paint_row = paint_name_row,
    .paint_empty = paint_empty,
    .hints = hints,
    .text_column = 3,
};

/* --- whom a thought is about ---------------------------------------------------------------- */

#define SENTENCE_ROWS 4

static void thought_fill(struct app *app, struct page *page) {
  const struct book *book = session_book(&app->session);
  struct health health;
  const struct thought *thought = team_thought(app, page->subject, &health);
  const char *at = thought != NULL ? thought->ids : "", *id;
  size_t len;

  buf_cut(&page->extra, 0);
  buf_adds(&page->extra, thought != NULL ? thought->sentence : "");
  while (record_next_part(&at, &id, &len)) {
    const char *one = arena_copy(&page->arena, id, len);
    const struct record *contact = book_find(book, TABLE_CONTACTS, one);
    if (contact != NULL)
      add_person(app, page, GROUP_NOW, contact, !person_is_engaged(&app->due.cadence, contact));
  }
  health_release(&health);
}

static int thought_head_rows(const struct app *app, const struct page *page) {
  (void)page;
  return app_layout(app).low ? 3 : SENTENCE_ROWS + 1;
}

static void thought_paint_head(const struct app *app, const struct page *page, struct frame *frame,
                               const struct place *place) {
  (void)app;
  frame_put_wrapped(frame, place->row, place->col, place_width(place), place->rows - 1,
                    STYLE_STRONG, buf_text(&page->extra));
}

const struct view view_thought = {
    .title = "a thought of the team",
    .side = true,
    .bit = IN_GROUP,
    .fill = thought_fill,
    .head_rows = thought_head_rows,
    .paint_head = thought_paint_head,
    .paint_row = paint_name_row,
    .hints = hints,
    .text_column = 3,
};
