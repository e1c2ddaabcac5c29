/* Today: the reasons in five groups, one person a line. */
#include "events.h"

#include <stdio.h>
#include <string.h>

enum group { GROUP_TODAY, GROUP_NOW, GROUP_WEEK, GROUP_HELLO, GROUP_TRAY, GROUP_COUNT };

#define WHEN_WIDTH 8

static const struct {
  const char *title, *more;
  bool closed;     /* until it is opened */
  const char *key; /* of the closed row */
} groups[GROUP_COUNT] = {
    [GROUP_TODAY] = {"Today", "more today", false, ""},
    [GROUP_NOW] = {"Now", "more now", false, ""},
    [GROUP_WEEK] = {"This week", "more this week", false, ""},
    [GROUP_HELLO] = {"Say hello", "to say hello", true, "@hello"},
    [GROUP_TRAY] = {"No hurry", "no hurry", true, "@tray"},
};

static enum group group_of(enum due_tier tier) {
  static const enum group of[DUE_TIERS] = {GROUP_TODAY, GROUP_NOW,   GROUP_WEEK,
                                           GROUP_HELLO, GROUP_HELLO, GROUP_TRAY};

  return of[tier];
}

static const struct reason *first_reason(const struct app *app, size_t line) {
  return &app->due.reasons.data[app->due.lines.data[line].first];
}

static bool is_low(const struct app *app) {
  return app_layout(app).low;
}

static void fill_line(const struct app *app, struct page *page, size_t at, enum group group) {
  const struct reason *reason = first_reason(app, at);
  struct row *row = page_row(page, ROW_ITEM, group);
  int further = app->due.lines.data[at].further;

  row->key = reason->id;
  row->contact = reason->contact;
  row->record = reason->row;
  row->table = reason->row_table;
  row->line = (int)at;
  row->reason = (int)app->due.lines.data[at].first;
  row->text = reason->what;
  row->right = reason->when;
  if (further > 0)
    row->note = arena_format(&page->arena, "+%d", further);
}

/* "Saoirse, Calliope, Abby" */
static const char *names_of(const struct app *app, struct page *page, size_t from, size_t to) {
  struct buf names = BUF_INIT, scratch = BUF_INIT;
  const char *kept;

  for (size_t i = from; i < to; i++) {
    const struct record *contact = first_reason(app, i)->contact;
    if (contact != NULL)
      buf_addf(&names, "%s%s", names.len > 0 ? ", " : "", called(contact, &scratch));
  }
  kept = arena_dup(&page->arena, buf_text(&names));
  buf_release(&names);
  buf_release(&scratch);
  return kept;
}

static void fill_closed(const struct app *app, struct page *page, enum group group, size_t from,
                        size_t to) {
  struct row *row = page_row(page, ROW_ITEM, group);

  row->key = groups[group].key;
  row->left = groups[group].title;
  row->count = (int)(to - from);
  row->note = arena_format(&page->arena, "%zu", to - from);
  row->text = names_of(app, page, from, to);
}

static void fill_group(const struct app *app, struct page *page, enum group group, size_t from,
                       size_t to) {
  bool low = is_low(app);

  if (!low)
    page_blank(page);
  if (groups[group].closed && (app->open_groups & 1u << group) == 0) {
    fill_closed(app, page, group, from, to);
    return;
  }
  if (!low) {
    struct row *heading = page_heading(page, (int)group, groups[group].title);
    if (groups[group].closed)
      heading->note = arena_format(&page->arena, "%zu", to - from);
  }
  for (size_t i = from; i < to; i++)
    fill_line(app, page, i, group);
}

static void fill(struct app *app, struct page *page) {
  size_t from = 0, count = app->due.lines.len;
  bool fresh = page->cursor == 0;

  while (from < count) {
    enum group group = group_of(first_reason(app, from)->tier);
    size_t to = from;
    while (to < count && group_of(first_reason(app, to)->tier) == group)
      to++;
    fill_group(app, page, group, from, to);
    from = to;
  }
  for (size_t i = 0; fresh && i < page->rows.len; i++)
    if (page->rows.data[i].kind == ROW_ITEM && page->rows.data[i].group == GROUP_NOW) {
      page->cursor = i; /* it begins on the first row of Now */
      break;
    }
}

/* --- acts ----------------------------------------------------------------------------------- */

static bool set_open(struct app *app, struct page *page, int group, bool open) {
  unsigned bit = 1u << group;

  if (!groups[group].closed || ((app->open_groups & bit) != 0) == open)
    return false;
  app->open_groups ^= bit;
  page_refill(app, page);
  return true;
}

static void to_group(struct page *page, int group) {
  for (size_t i = 0; i < page->rows.len; i++)
    if (page->rows.data[i].kind == ROW_ITEM && page->rows.data[i].group == group) {
      page->cursor = i;
      return;
    }
}

static bool act(struct app *app, struct page *page, enum act act, unsigned *effects) {
  const struct row *row = page_selected(page);
  int group = row != NULL ? row->group : 0;
  const struct reason *reason =
      row != NULL && row->reason >= 0 ? &app->due.reasons.data[row->reason] : NULL;
  bool opens = act == ACT_UNFOLD || (act == ACT_OPEN && row != NULL && row->count > 0);

  (void)effects;
  if (act == ACT_OPEN && reason != NULL && reason->contact == NULL && reason->row != NULL &&
      (reason->row_table == TABLE_EVENTS || reason->row_table == TABLE_EVENT_PEOPLE)) {
    app_open_page(app, reason->whom != NULL ? &view_leaving : &view_event,
                  reason->row_table == TABLE_EVENTS
                      ? record_id(reason->row)
                      : record_text(reason->row, EVENT_PERSON_EVENT_ID));
    return true;
  }
  if (row == NULL || (!opens && act != ACT_FOLD))
    return false;
  if (set_open(app, page, group, opens))
    to_group(page, group);
  return true;
}

/* --- painting ----------------------------------------------------------------------------------
 */

static const char *name_of(const struct app *app, const struct row *row, bool narrow,
                           struct buf *scratch) {
  if (row->contact == NULL && row->line >= 0 && row->table == TABLE_EVENTS &&
      app->due.reasons.data[row->reason].place[0] == '\0') {
    event_list_name(row->record, scratch);
    return buf_text(scratch);
  }
  if (row->contact == NULL && row->line >= 0) { /* without what was noted of them in brackets */
    const char *title = reason_title(&app->due.reasons.data[row->reason]);
    const char *mark = strstr(title, " (");
    buf_add(scratch, title, mark != NULL ? (size_t)(mark - title) : strlen(title));
    return buf_text(scratch);
  }
  if (row->contact == NULL)
    return "";
  return narrow ? called(row->contact, scratch) : record_text(row->contact, CONTACT_NAME);
}

/* As many names as fit whole. */
static void put_names(struct frame *frame, int row, int col, int max, const char *names) {
  size_t len = strlen(names), end = 0, fits = 0;
  struct buf text = BUF_INIT;
  int width;

  do { /* from the front: there may be thousands of them */
    end += strcspn(names + end + (end > 0), ",") + (end > 0);
    buf_cut(&text, 0);
    buf_add(&text, names, end);
    width = frame_width(frame, buf_text(&text));
    if (end < len)
      buf_adds(&text, ", …");
    if (frame_width(frame, buf_text(&text)) <= max)
      fits = end;
  } while (end < len && width <= max);
  buf_cut(&text, 0);
  buf_add(&text, names, fits);
  if (fits < len)
    buf_adds(&text, fits > 0 ? ", …" : "…");
  frame_put(frame, row, col, max, STYLE_MUTED, buf_text(&text));
  buf_release(&text);
}

static void paint_closed(struct frame *frame, const struct place *place, const struct row *row,
                         bool on) {
  int col = place->col + (on ? 2 : 0);

  col += frame_put(frame, place->row, col, 12, on ? STYLE_CURSOR : STYLE_STRONG, row->left) + 2;
  frame_put(frame, place->row, col, 4, STYLE_MUTED, row->note);
  col = place->col + 15;
  put_names(frame, place->row, col + (on ? 2 : 0), place->last - col - (on ? 1 : -1), row->text);
}

static void paint_row(const struct app *app, const struct page *page, struct frame *frame,
                      const struct place *place, const struct row *row, bool on) {
  bool narrow = place->col == 0;
  int name = place->col + 2, text = narrow ? 15 : 30, end = place->last - 9;
  struct buf scratch = BUF_INIT;
  int note = row->note[0] != '\0' && !narrow ? frame_width(frame, row->note) + 1 : 0;
  int width;

  (void)page;
  if (row->count > 0) {
    paint_closed(frame, place, row, on);
    return;
  }
  frame_put(frame, place->row, name, narrow ? 12 : 25, row_style(on, STYLE_TEXT),
            name_of(app, row, narrow, &scratch));
  width = frame_put(frame, place->row, text, end - text + 1 - note, row_style(on, STYLE_TEXT),
                    row->text);
  if (note > 0)
    frame_put(frame, place->row, text + width + 1, note, STYLE_MUTED, row->note);
  /* a day of another year has room for its month and year */
  if (frame_width(frame, row->right) > WHEN_WIDTH && strchr(row->right, ' ') != NULL)
    frame_put_right(frame, place->row, place->last, WHEN_WIDTH, row_style(on, STYLE_TEXT),
                    strchr(row->right, ' ') + 1);
  else
    frame_put_right(frame, place->row, place->last, WHEN_WIDTH, row_style(on, STYLE_TEXT),
                    row->right);
  buf_release(&scratch);
}

static void paint_panel(const struct app *app, const struct page *page, struct frame *frame,
                        const struct place *place) {
  const struct row *row = page_selected(page);

  if (row->contact != NULL && app_layout(app).side && app_modal(app) == NULL)
    paint_side_panel(app, frame, place, row->contact, row->line);
  else if (row->contact != NULL && place->col == 1)
    paint_contact_panel(app, frame, place, row->contact, row->line);
  else if (row->contact != NULL)
    paint_side_panel(app, frame, place, row->contact, row->line);
  else if (row->count == 0 && row->reason >= 0)
    paint_event_panel(app, frame, place, row);
  else if (row->count > 0)
    frame_put_wrapped(frame, place->row, place->col, place_width(place), place->rows, STYLE_TEXT,
                      row->text);
}

static void more(const struct app *app, const struct page *page, size_t from, struct buf *out) {
  int count[GROUP_COUNT] = {0};

  for (size_t i = from; i < page->rows.len; i++)
    if (page->rows.data[i].kind == ROW_ITEM)
      count[page->rows.data[i].group] +=
          page->rows.data[i].count > 0 ? page->rows.data[i].count : 1;
  if (is_low(app)) {
    buf_addf(out, "%d more",
             count[GROUP_TODAY] + count[GROUP_NOW] + count[GROUP_WEEK] + count[GROUP_HELLO]);
    return;
  }
  for (int group = 0; group < GROUP_COUNT; group++)
    if (count[group] > 0)
      buf_addf(out, "%s%d %s", out->len > 0 ? " · " : "", count[group], groups[group].more);
}

static void next_text(const struct app *app, struct buf *out) {
  bool planned;
  int day;
  const struct record *who = due_next(&app->due, session_book(&app->session), &day, &planned);
  char text[DATE_TEXT_SIZE];
  struct buf scratch = BUF_INIT;

  if (who == NULL)
    buf_adds(out, "Nobody is waiting to hear from you.");
  else if (planned)
    buf_addf(out, "Next: %s, %s.", called(who, &scratch), date_weekday_month(day, text));
  else
    buf_addf(out, "Next: %s, around %s.", record_text(who, CONTACT_NAME),
             date_full_month(day, text));
  buf_release(&scratch);
}

/* A talk or a promise of this session: adding somebody leaves nothing behind that was due. */
static bool is_something_done(const struct app *app) {
  for (size_t i = 0; i < app->session.done.len; i++)
    if (action_touches(&app->session.done.data[i], TABLE_INTERACTIONS) ||
        action_touches(&app->session.done.data[i], TABLE_FOLLOWUPS))
      return true;
  return false;
}

static void paint_empty(const struct app *app, const struct page *page, struct frame *frame,
                        const struct place *place) {
  struct buf next = BUF_INIT;

  (void)page;
  next_text(app, &next);
  const struct empty_line lines[] = {
      EMPTY_TEXT(STYLE_STRONG,
                 is_something_done(app) ? "That was the last one." : "Nothing is due."),
      EMPTY_TEXT(STYLE_TEXT, ""),
      EMPTY_TEXT(STYLE_TEXT, buf_text(&next)),
      EMPTY_TEXT(STYLE_TEXT, ""),
      EMPTY_ACT(ACT_ADD_TO, "add someone else"),
      EMPTY_ACT(ACT_LOG_WHO, "log a conversation with anyone"),
      EMPTY_ACT(ACT_VIEW_2, "everyone you have"),
  };
  paint_empty_lines(app, frame, place, lines, sizeof lines / sizeof lines[0]);
  buf_release(&next);
}

static int files_that_exist(const struct app *app) {
  int files = 0;

  for (int table = 0; table < TABLE_COUNT; table++)
    files += session_book(&app->session)->tables[table].columns.len > 0;
  return files;
}

/* Where nothing is due there is room to say where it all is. */
static void status(const struct app *app, const struct page *page, struct buf *left,
                   struct buf *right) {
  static const char *const numbers[] = {"no", "one", "two", "three", "four", "five", "six"};
  int files = files_that_exist(app);
  struct buf folder = BUF_INIT;

  (void)right;
  if (page->rows.len > 0 || app->session.sample)
    return;
  world_tilde(app->world, app->session.store.folder, &folder);
  buf_addf(left, "Saved in %s", buf_text(&folder));
  if (files >= 1 && files <= 6)
    buf_addf(left, ": %s small CSV file%s", numbers[files], files == 1 ? "" : "s");
  buf_adds(left, ".");
  if (app->session.done.len > 0)
    buf_adds(left, "  u undoes");
  buf_release(&folder);
}

/* "the four of them" */
static const char *the_people(size_t count) {
  static const char *const words[] = {"the list",          "the one of them",  "the two of them",
                                      "the three of them", "the four of them", "the five of them"};

  return count < sizeof words / sizeof words[0] ? words[count] : words[0];
}

/* Of an event, a building that one leaves, somebody known by name alone. */
static void hint_event(const struct app *app, const struct row *row, struct hints *out) {
  const struct reason *reason = &app->due.reasons.data[row->reason];
  size_t count = 0;

  while (reason->whom != NULL && reason->whom[count] != NULL)
    count++;
  if (reason->people > 0)
    hint_act(out, ACT_WRITE, "write to them, one after another");
  hint_act(out, ACT_OPEN, the_people(count));
  if (count > 0) {
    hint_act(out, ACT_PASS, NULL);
    hint_act(out, ACT_DONE, NULL);
    hint_act(out, ACT_LATER, NULL);
    hint_act(out, ACT_FIND, NULL);
  } else {
    hint_act(out, ACT_LATER, NULL);
    hint_act(out, ACT_DONE, NULL);
  }
  if (count == 0 && reason->people == 0)
    hint_act(out, ACT_LET_GO, NULL);
  hint_act(out, ACT_HELP, NULL);
}

static void hints(const struct app *app, const struct page *page, struct hints *out) {
  static const enum act usual[] = {ACT_LOG,  ACT_PASS,  ACT_WRITE, ACT_PROMISE,
                                   ACT_DONE, ACT_LATER, ACT_FIND,  ACT_HELP};
  static const int ranks[] = {0, 4, 5, 6, 1, 2, 3, 0};
  const struct row *row = page_selected(page);

  if (row == NULL) {
    hint_act(out, ACT_ADD_TO, "add");
    hint_act(out, ACT_LOG_WHO, NULL);
    hint_act(out, ACT_FIND, NULL);
    hint_command(app, out);
    hint_act(out, ACT_HELP, NULL);
    hint_act(out, ACT_QUIT_VIEW, NULL);
    return;
  }
  if (row->count > 0) {
    hint_act(out, ACT_OPEN, "open");
    hint_act(out, ACT_FIND, NULL);
    hint_act(out, ACT_HELP, NULL);
    return;
  }
  if (row->contact == NULL) {
    hint_event(app, row, out);
    return;
  }
  for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++) {
    hint_act(out, usual[i], NULL);
    out->list[out->len - 1].rank = ranks[i];
  }
}

const struct view view_today = {
    .title = "Today",
    .bit = IN_TODAY,
    .panel = true,
    .more_rows = 2,
    .fill = fill,
    .act = act,
    .paint_row = paint_row,
    .paint_panel = paint_panel,
    .paint_empty = paint_empty,
    .more = more,
    .status = status,
    .hints = hints,
    .text_column = 3,
};
