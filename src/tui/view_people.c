/* People: everyone, by family name; marked ones are acted on together. */
#include "tui_priv.h"

#include "mentee/base/text.h"
#include "people.h"
#include <stdlib.h>
#include <string.h>

#define FIRST_COLUMN 30
#define SECOND_COLUMN 47

static const char *const sort_names[] = {"by family name", "by the last talk", "by role",
                                         "by place"};
#define SORTS 4

/* What stands between the name and the last talk. */
static const struct {
  const char *first, *second;
} column_sets[] = {{"Role", "Where"}, {"Every", "E-mail"}, {"Said", "City"}};
#define COLUMN_SETS 3

/* --- rows ------------------------------------------------------------------------------------ */

static bool is_seen(const struct record *contact) {
  int status = record_word(contact, CONTACT_STATUS, &words_status);

  return status != STATUS_ARCHIVED && status != STATUS_DECEASED;
}

struct keyed {
  const struct record *contact;
  long key;
  const char *text;
  size_t at; /* by name, which breaks ties */
};

static int compare(const void *left, const void *right) {
  const struct keyed *a = left, *b = right;
  int order = (a->key > b->key) - (a->key < b->key);

  if (order == 0)
    order = strcmp(a->text, b->text);
  return order != 0 ? order : (a->at > b->at) - (a->at < b->at);
}

static struct keyed key_of(const struct app *app, const struct record *contact, size_t at) {
  const struct facts *facts = &app->due.cadence.facts[contact->index];
  int others = 0;
  const struct record *role =
      contact_main_role(session_book(&app->session), contact, app->session.today, &others);
  struct keyed key = {contact, 0, "", at};

  if (app->people_sort == 1) /* the latest first; nobody spoken to last */
    key.key = facts->last_touch == DATE_NONE ? 1 : -(long)facts->last_touch;
  else if (app->people_sort == 2)
    key.key = role != NULL ? record_word_or(role, ROLES_ROLE, &words_role, ROLE_ACQUAINTANCE)
                           : ROLE_ACQUAINTANCE + 1;
  else if (app->people_sort == 3)
    key.text = record_text(contact, CONTACT_ORG);
  return key;
}

static void sort_again(const struct app *app, const struct record **list, size_t count) {
  struct arena arena = ARENA_INIT;
  struct keyed *keys = arena_alloc(&arena, (count + 1) * sizeof *keys);

  for (size_t i = 0; i < count; i++)
    keys[i] = key_of(app, list[i], i);
  qsort(keys, count, sizeof *keys, compare);
  for (size_t i = 0; i < count; i++)
    list[i] = keys[i].contact;
  arena_release(&arena);
}

static void fill(struct app *app, struct page *page) {
  const struct book *book = session_book(&app->session);
  const struct finder *finder = app_finder(app);
  size_t count = book_count(book, TABLE_CONTACTS), seen = 0;
  const struct record **list = arena_alloc(&page->arena, (count + 1) * sizeof(void *));

  for (size_t i = 0; i < count; i++)
    if (is_seen(book_at(book, TABLE_CONTACTS, i)))
      list[seen++] = book_at(book, TABLE_CONTACTS, i);
  finder_sort(finder, list, seen);
  if (app->people_sort != 0)
    sort_again(app, list, seen);
  for (size_t i = 0; i < seen; i++) {
    struct row *row = page_row(page, ROW_ITEM, 0);
    row->key = record_id(list[i]);
    row->contact = row->record = list[i];
    row->table = TABLE_CONTACTS;
  }
}

static bool is_marked(const struct page *page, const char *id) {
  struct buf key = BUF_INIT;
  bool marked;

  if (page->extra.len == 0)
    return false;
  buf_addf(&key, " %s ", id);
  marked = strstr(buf_text(&page->extra), buf_text(&key)) != NULL;
  buf_release(&key);
  return marked;
}

static void toggle_mark(struct page *page, const char *id) {
  struct buf key = BUF_INIT, rest = BUF_INIT;
  char *at;

  buf_addf(&key, " %s ", id);
  at = page->extra.len > 0 ? strstr(page->extra.data, buf_text(&key)) : NULL;
  if (at == NULL) {
    buf_adds(&page->extra, buf_text(&key));
  } else {
    buf_add(&rest, page->extra.data, (size_t)(at - page->extra.data));
    buf_adds(&rest, at + key.len);
    buf_cut(&page->extra, 0);
    buf_adds(&page->extra, buf_text(&rest));
  }
  buf_release(&key);
  buf_release(&rest);
}

void people_marked(const struct app *app, const struct page *page, struct marked *marked) {
  (void)app;
  *marked = (struct marked){ARENA_INIT, VEC_INIT};
  for (size_t i = 0; i < page->rows.len && page->extra.len > 0; i++)
    if (is_marked(page, page->rows.data[i].key))
      *vec_push(&marked->ids) = arena_dup(&marked->arena, page->rows.data[i].key);
}

void marked_release(struct marked *marked) {
  vec_release(&marked->ids);
  arena_release(&marked->arena);
}

/* --- acts ---------------------------------------------------------------------------------------
 */

static bool act_on_marked(struct app *app, struct page *page, enum act act) {
  struct marked marked;
  bool mine = true;

  if (page->extra.len == 0)
    return false;
  people_marked(app, page, &marked);
  if (act == ACT_LOG)
    log_open_for_all(app, marked.ids.data, marked.ids.len);
  else if (act == ACT_TAG)
    bulk_open(app, BULK_TAG, marked.ids.data, marked.ids.len);
  else if (act == ACT_ADD)
    bulk_open(app, BULK_ROLE, marked.ids.data, marked.ids.len);
  else if (act == ACT_LET_GO)
    bulk_archive(app, marked.ids.data, marked.ids.len);
  else if (act == ACT_BACK)
    buf_cut(&page->extra, 0);
  else
    mine = false;
  marked_release(&marked);
  return mine;
}

static void open_sample_of(struct app *app) {
  struct err err = ERR_INIT;

  if (!app_open_sample(app, &err))
    app_say_err(app, &err);
}

static bool act(struct app *app, struct page *page, enum act act, unsigned *effects) {
  const struct row *row = page_selected(page);

  (void)effects;
  if (act == ACT_IMPORT && page->rows.len > 0)
    return true; /* a letter of the empty first screens alone; :import elsewhere */
  if (act_on_marked(app, page, act))
    return true;
  if (act == ACT_MARK && row != NULL) {
    toggle_mark(page, row->key);
    page_move(page, 1);
    return true;
  }
  if (act == ACT_TAG && row != NULL) {
    bulk_open(app, BULK_TAG, &row->key, 1);
    return true;
  }
  if (act == ACT_SORT && page->rows.len == 0) { /* s: on the empty first screen, the sample */
    open_sample_of(app);
    return true;
  }
  if (act == ACT_SORT) {
    app->people_sort = (app->people_sort + 1) % SORTS;
    page->stale = true;
    return true;
  }
  if (act == ACT_COLUMNS) {
    app->people_columns = (app->people_columns + 1) % COLUMN_SETS;
    return true;
  }
  return false;
}

/* --- painting ------------------------------------------------------------------------------------
 */

static int head_rows(const struct app *app, const struct page *page) {
  return page->rows.len > 0 && !app_layout(app).low;
}

static void paint_head(const struct app *app, const struct page *page, struct frame *frame,
                       const struct place *place) {
  bool narrow = place->col == 0;

  (void)page;
  frame_put(frame, place->row, place->col + 2, 20, STYLE_MUTED, "Name");
  if (!narrow) {
    frame_put(frame, place->row, FIRST_COLUMN, 16, STYLE_MUTED,
              column_sets[app->people_columns].first);
    frame_put(frame, place->row, SECOND_COLUMN, 20, STYLE_MUTED,
              column_sets[app->people_columns].second);
  }
  frame_put_right(frame, place->row, place->last, 8, STYLE_MUTED, "Last");
}

/* "sponsor +1", "paused to 15 Jan" */
static void role_cell(const struct app *app, const struct record *contact, struct buf *out) {
  int others = 0, today = app->session.today, until = record_day(contact, CONTACT_STATUS_UNTIL);
  const struct record *role =
      contact_main_role(session_book(&app->session), contact, today, &others);
  char day[DATE_TEXT_SIZE];

  if (app->due.cadence.facts[contact->index].status == STATUS_PAUSED) {
    buf_adds(out, "paused");
    if (until != DATE_NONE)
      buf_addf(out, " to %s", date_short(until, day));
  } else if (role != NULL) {
    buf_adds(out, words_spoken(&words_role,
                               record_word_or(role, ROLES_ROLE, &words_role, ROLE_ACQUAINTANCE)));
    if (others > 0)
      buf_addf(out, " +%d", others);
  }
}

static void cells(const struct app *app, const struct record *contact, struct buf *first,
                  struct buf *second) {
  const struct clock *clock = &app->due.cadence.clocks[contact->index];

  switch (app->people_columns) {
  case 0:
    role_cell(app, contact, first);
    buf_adds(second, record_text(contact, CONTACT_ORG));
    break;
  case 1:
    if (clock->interval > 0)
      interval_text(clock->interval, first);
    buf_adds(second, record_text(contact, CONTACT_EMAIL));
    break;
  default:
    buf_adds(first, record_text(contact, CONTACT_SAID));
    buf_adds(second, record_text(contact, CONTACT_CITY));
    break;
  }
}

static void paint_row(const struct app *app, const struct page *page, struct frame *frame,
                      const struct place *place, const struct row *row, bool on) {
  enum style style = row_style(on, STYLE_TEXT);
  struct buf first = BUF_INIT, second = BUF_INIT, last = BUF_INIT;
  bool narrow = place->col == 0;

  cells(app, row->contact, &first, &second);
  day_brief(app->due.cadence.facts[row->contact->index].last_touch, app->session.today, &last);
  if (is_marked(page, row->key))
    frame_put(frame, place->row, narrow ? 1 : 0, 1, STYLE_STRONG, "*");
  frame_put(frame, place->row, place->col + 2, narrow ? place->last - 11 : 25, style,
            record_text(row->contact, CONTACT_NAME));
  if (!narrow) {
    frame_put(frame, place->row, FIRST_COLUMN, 16, style, buf_text(&first));
    frame_put(frame, place->row, SECOND_COLUMN, place->last - 8 - SECOND_COLUMN, style,
              buf_text(&second));
  }
  frame_put_right(frame, place->row, place->last, 8, style, buf_text(&last));
  buf_release(&first);
  buf_release(&second);
  buf_release(&last);
}

static void paint_empty(const struct app *app, const struct page *page, struct frame *frame,
                        const struct place *place) {
  static const struct empty_line lines[] = {
      EMPTY_TEXT(STYLE_STRONG, "Nobody here yet."),
      EMPTY_TEXT(STYLE_TEXT, ""),
      EMPTY_ACT(ACT_ADD, "add someone"),
      EMPTY_ACT(ACT_IMPORT, "bring people in from LinkedIn, a phone, mutt, any CSV"),
      EMPTY_ACT(ACT_SAMPLE, "look around a sample network"),
  };

  (void)page;
  paint_empty_lines(app, frame, place, lines, sizeof lines / sizeof lines[0]);
}

static void status(const struct app *app, const struct page *page, struct buf *left,
                   struct buf *right) {
  struct layout layout = app_layout(app);
  size_t count = page->rows.len;
  size_t end = page_end(page, page->top, layout.list_rows - head_rows(app, page), 0);
  struct marked marked;
  struct arena arena = ARENA_INIT;
  struct buf scratch = BUF_INIT;
  const char *unread;

  if (count == 0)
    return;
  people_marked(app, page, &marked);
  if (marked.ids.len > 0) {
    buf_addf(left, "%zu marked: ", marked.ids.len);
    for (size_t i = 0; i < marked.ids.len; i++)
      buf_addf(left, "%s%s", i > 0 ? ", " : "",
               called(book_find(session_book(&app->session), TABLE_CONTACTS, marked.ids.data[i]),
                      &scratch));
  } else {
    buf_addf(left, count == 1 ? "%zu person" : "%zu people, ", count);
    buf_adds(left, count == 1 ? "" : sort_names[app->people_sort]);
    unread = not_read_text(app, &arena, TABLE_CONTACTS);
    buf_addf(left, "%s%s", unread[0] != '\0' ? "; " : "", unread);
    buf_addf(right, "%zu–%zu", page->top + 1, end);
  }
  marked_release(&marked);
  arena_release(&arena);
  buf_release(&scratch);
}

static void hints(const struct app *app, const struct page *page, struct hints *out) {
  (void)app;
  if (page->rows.len == 0) {
    hint_act(out, ACT_ADD, NULL);
    hint_act(out, ACT_IMPORT, NULL);
    hint_act(out, ACT_SAMPLE, NULL);
    hint_act(out, ACT_HELP, NULL);
    hint_act(out, ACT_QUIT_VIEW, NULL);
    return;
  }
  if (page->extra.len > 0) {
    hint_act(out, ACT_LOG, "log one meeting for all");
    hint_act(out, ACT_TAG, NULL);
    hint_act(out, ACT_ADD, "add a role");
    hint_act(out, ACT_LET_GO, NULL);
    hint_act(out, ACT_BACK, "unmark");
    return;
  }
  hint_act(out, ACT_FIND, NULL);
  hint_act(out, ACT_ADD, NULL);
  hint_act(out, ACT_LOG, NULL);
  hint_act(out, ACT_EDIT, NULL);
  hint_act(out, ACT_MARK, NULL);
  hint_act(out, ACT_SORT, NULL);
  hint_act(out, ACT_COLUMNS, NULL);
  hint_act(out, ACT_LET_GO, NULL);
  hint_act(out, ACT_HELP, NULL);
}

const struct view view_people = {
    .title = "People",
    .side = true,
    .bit = IN_PEOPLE,
    .fill = fill,
    .act = act,
    .head_rows = head_rows,
    .paint_head = paint_head,
    .paint_row = paint_row,
    .paint_empty = paint_empty,
    .status = status,
    .hints = hints,
    .text_column = 3,
};
