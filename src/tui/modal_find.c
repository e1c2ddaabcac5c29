/* Find: anyone and anything, as one types, accents folded. */
#include "events.h"

#include "mentee/base/text.h"
#include "mentee/base/xmem.h"
#include "mentee/tui/key.h"
#include <stdlib.h>
#include <string.h>

static const char *const titles[SEARCH_GROUPS] = {"People", "Promises", "Log",
                                                  "Doors",  "Letters",  "Events"};

struct find_state {
  struct page *page;
  struct buf folded; /* what is looked for */
  bool people_only;
  size_t found;
};

static const struct view found_view = {.title = ""};

static bool is_gone(const struct record *contact) {
  int status = record_word(contact, CONTACT_STATUS, &words_status);

  return status == STATUS_ARCHIVED || status == STATUS_DECEASED;
}

#define ROWS_MOST 500 /* of a group; whoever looks for more types another letter */

/* What a row says is made when it is painted: of hundreds a screen shows twenty. */
static void add_group(const struct search *search, struct find_state *state, int group,
                      size_t first) {
  struct page *page = state->page;

  if (search->count[group] == 0)
    return;
  page_blank(page);
  page_heading(page, group, titles[group])->note =
      arena_format(&page->arena, "%zu", search->count[group]);
  for (size_t i = first; i < first + search->count[group] && i < first + ROWS_MOST; i++) {
    const struct search_item *item = search->hits.data[i].item;
    struct row *row = page_row(page, ROW_ITEM, group);
    row->contact = item->contact;
    row->record = item->row;
    row->table = item->table;
    row->line = (int)i;
  }
  state->found += search->count[group];
}

static void add_rows(const struct search *search, struct find_state *state) {
  size_t first = 0;

  for (int group = 0; group < SEARCH_GROUPS; group++) {
    if (group == SEARCH_PEOPLE || !state->people_only)
      add_group(search, state, group, first);
    first += search->count[group];
  }
}

static void look(struct app *app, struct modal *modal) {
  struct find_state *state = modal->state;
  struct search *search = app_search(app);
  struct page *page = state->page;
  struct err err = ERR_INIT;

  buf_cut(&state->folded, 0);
  text_fold(&state->folded, line_edit_text(&modal->line));
  page_clear_rows(page);
  page->cursor = page->top = 0;
  state->found = 0;
  if (search_look(search, line_edit_text(&modal->line), &app->due, &err))
    add_rows(search, state);
  else
    app_say_err(app, &err);
  page_edge(page, false);
}

/* --- opening --------------------------------------------------------------------------------- */

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

static const char *row_event(const struct row *row) {
  if (row->table == TABLE_EVENTS)
    return record_id(row->record);
  return row->table == TABLE_EVENT_PEOPLE ? record_text(row->record, EVENT_PERSON_EVENT_ID) : "";
}

static void open_row(struct app *app, const struct row *row) {
  bool person = row->group != SEARCH_EVENTS && row->contact != NULL;
  char *id = xstrdup(person ? record_id(row->contact) : row_event(row));

  app_pop_modal(app);
  if (person)
    app_open_page(app, &view_person, id);
  else if (id[0] != '\0')
    app_open_page(app, &view_event, id);
  free(id);
}

static unsigned open_found(struct app *app, struct modal *modal) {
  struct find_state *state = modal->state;
  const struct row *row = page_selected(state->page);
  struct buf name = BUF_INIT;

  if (row != NULL) {
    open_row(app, row);
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

  if (key_is(key, "<Enter>"))
    return open_found(app, modal);
  if (key_is(key, "<Esc>") || key_is(key, "<C-c>") || key_is(key, "<C-g>") ||
      (key_is(key, "<C-d>") && modal->line.text.len == 0)) {
    app_pop_modal(app);
    return FX_REPAINT;
  }
  if (key_is(key, "<Down>") || key_is(key, "<C-n>")) {
    page_move(state->page, 1);
  } else if (key_is(key, "<Up>") || key_is(key, "<C-p>")) {
    page_move(state->page, -1);
  } else if (key_is(key, "<PgDn>") || key_is(key, "<PgUp>")) {
    int rows = app_layout(app).list_rows - 1;
    page_move_rows(state->page, key_is(key, "<PgDn>") ? rows : -rows);
  } else if (key_is(key, "<Tab>")) {
    state->people_only = !state->people_only;
    look(app, modal);
  } else if (line_edit_key(&modal->line, key)) {
    look(app, modal);
  }
  page_scroll(state->page, app_layout(app).list_rows, 0);
  return FX_REPAINT;
}

/* --- painting -----------------------------------------------------------------------------------
 */

static void paint_nothing(const struct app *app, const struct modal *modal, struct frame *frame,
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
      EMPTY_TEXT(STYLE_STRONG, buf_text(&title)),
      EMPTY_TEXT(STYLE_TEXT, ""),
      EMPTY_KEY("Enter", buf_text(&add)),
      EMPTY_KEY("Esc", "back to where you were"),
  };
  paint_empty_lines(app, frame, &at, lines, sizeof lines / sizeof lines[0]);
  buf_release(&title);
  buf_release(&add);
}

static void when_of(const struct app *app, const struct row *row, struct buf *out) {
  const struct record *event, *talk;
  int today = app->session.today, done;

  switch (row->table) {
  case TABLE_CONTACTS:
    buf_adds(out, is_gone(row->record) ? "archived" : "");
    break;
  case TABLE_FOLLOWUPS:
    done = record_day(row->record, FOLLOWUP_DONE_ON);
    if (done != DATE_NONE)
      buf_addf(out, "kept %s %d", date_month_short(date_to_civil(done).month),
               date_to_civil(done).year);
    else
      day_brief(record_day(row->record, FOLLOWUP_DUE_ON), today, out);
    break;
  case TABLE_INTERACTIONS:
    day_brief(record_day(row->record, INTERACTION_ON_DATE), today, out);
    break;
  case TABLE_OPPORTUNITIES:
    day_brief(record_day(row->record, OPPORTUNITY_OPENED_ON), today, out);
    break;
  case TABLE_LETTERS:
    day_brief(record_day(row->record, LETTER_DUE_ON), today, out);
    break;
  default:
    event = book_find(session_book(&app->session), TABLE_EVENTS, row_event(row));
    talk = event != NULL && row->contact != NULL ? event_talk(app, event, row->contact) : NULL;
    if (event != NULL)
      day_brief(talk != NULL ? record_day(talk, INTERACTION_ON_DATE) : event_end(event), today,
                out);
    break;
  }
}

static void name_of(const struct app *app, const struct row *row, struct buf *out) {
  const struct record *event = book_find(session_book(&app->session), TABLE_EVENTS, row_event(row));
  struct buf scratch = BUF_INIT;

  if (row->contact != NULL && event == NULL)
    buf_adds(out, fitting_name(row->contact, 25, &scratch));
  else if (event != NULL)
    event_list_name(event, out);
  buf_release(&scratch);
}

/* Of a book that has just gone nothing is said. */
static const char *text_of(const struct app *app, const struct row *row, struct arena *arena) {
  const struct search *search = &app->search;

  return app->has_search && (size_t)row->line < search->hits.len
             ? search_text(search, &search->hits.data[row->line], arena)
             : "";
}

static void paint_found_row(const struct app *app, struct frame *frame, const struct place *place,
                            int at, const struct row *row, bool on, const char *words) {
  struct buf name = BUF_INIT, when = BUF_INIT;
  struct arena arena = ARENA_INIT;
  bool narrow = place->col == 0;
  int end;

  name_of(app, row, &name);
  when_of(app, row, &when);
  if (on)
    frame_put(frame, at, place->col, 1, STYLE_ACCENT, frame_glyph(frame, GLYPH_CURSOR));
  end = when.len > 0 ? frame_put_right(frame, at, place->last, 13, row_style(on, STYLE_TEXT),
                                       buf_text(&when))
                     : place->last + 1;
  paint_found(frame, at, place->col + 2, narrow ? 14 : 25, row_style(on, STYLE_TEXT),
              buf_text(&name), words);
  paint_found(frame, at, narrow ? 17 : 30, end - (narrow ? 17 : 30) - 1, row_style(on, STYLE_TEXT),
              text_of(app, row, &arena), words);
  arena_release(&arena);
  buf_release(&name);
  buf_release(&when);
}

static void paint_count(struct frame *frame, const struct modal *modal, int last) {
  const struct find_state *state = modal->state;
  struct buf count = BUF_INIT;

  if (modal->line.text.len == 0)
    return;
  buf_addf(&count, "%zu found", state->found);
  frame_put_right(frame, frame->rows - 2, last, 14, STYLE_MUTED, buf_text(&count));
  buf_release(&count);
}

static void find_paint(const struct app *app, const struct modal *modal, struct frame *frame,
                       const struct place *place) {
  const struct find_state *state = modal->state;
  const struct page *page = state->page;
  size_t end = page_end(page, page->top, place->rows, 0);

  if (page->rows.len == 0)
    paint_nothing(app, modal, frame, place);
  for (size_t i = page->top; i < end; i++) {
    const struct row *row = &page->rows.data[i];
    int at = place->row + (int)(i - page->top);
    if (row->kind == ROW_HEADING) {
      int width = frame_put(frame, at, place->col, 20, STYLE_STRONG, row->left);
      frame_put(frame, at, place->col + width + 2, 10, STYLE_MUTED, row->note);
    } else if (row->kind == ROW_ITEM) {
      paint_found_row(app, frame, place, at, row, i == page->cursor, buf_text(&state->folded));
    }
  }
  paint_count(frame, modal, place->last);
}

static const char *find_prompt(const struct app *app, const struct modal *modal) {
  (void)app;
  (void)modal;
  return "/";
}

static void find_hints(const struct app *app, const struct modal *modal, struct hints *hints) {
  const struct find_state *state = modal->state;

  (void)app;
  if (state->found == 0 && state->folded.len > 0) {
    hint_key(hints, "Enter", "add");
    hint_key(hints, "Ctrl-U", "clear");
    hint_key(hints, "Esc", "back");
    return;
  }
  hint_key(hints, "↑↓", "choose");
  hint_key(hints, "Enter", "open");
  hint_key(hints, "Tab", state->people_only ? "everything" : "people only");
  hint_key(hints, "Esc", "back to where you were");
}

static void find_release(struct modal *modal) {
  struct find_state *state = modal->state;

  page_free(state->page);
  buf_release(&state->folded);
}

/* The rows are of a book that is gone. */
static void find_changed(struct app *app, struct modal *modal) {
  struct find_state *state = modal->state;

  page_clear_rows(state->page);
  look(app, modal);
}

static const struct modal_kind find_kind = {
    .name = "find",
    .changed = find_changed,
    .whole_body = true,
    .prompt = find_prompt,
    .key = find_key,
    .paint = find_paint,
    .hints = find_hints,
    .release = find_release,
};

void find_open(struct app *app) {
  struct find_state *state = xcalloc(1, sizeof *state);

  state->page = page_new(&found_view, "");
  app_push_modal(app, &find_kind, state);
}
