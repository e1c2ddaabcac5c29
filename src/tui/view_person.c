/* A person: who they are, what is open, and one timeline of everything. */
#include "person_rows.h"

#include "mentee/base/text.h"
#include <string.h>

#define LABEL_COLUMN 3
#define TEXT_COLUMN PERSON_TEXT_COLUMN
#define NOTE_LAST 70
#define NARROW_RIGHT 8

/* --- acts
 * --------------------------------------------------------------------------------------------- */

/* e is for the person, but on an entry that is unfolded, and on what stands under the log. */
static bool edits_row(const struct page *page, const struct row *row) {
  return row->group > SECTION_NOTHING || person_is_unfolded(page, row->key);
}

/* What a row is of: a promise, a letter, a meeting, a role. */
static bool open_row(struct app *app, const struct row *row) {
  if (row != NULL && row->record != NULL && row->table == TABLE_CONTACTS)
    log_open(app, record_id(row->record), "");
  else if (row != NULL && row->record != NULL && row->table != TABLE_NONE)
    edit_open(app, row->table, record_id(row->record));
  return true;
}

static bool act(struct app *app, struct page *page, enum act act, unsigned *effects) {
  const struct row *row = page_selected(page);
  bool edits = (act == ACT_EDIT || act == ACT_EDIT_TEXT) && (row == NULL || !edits_row(page, row));
  struct buf key = BUF_INIT;

  if (act == ACT_REVEAL) {
    if (strstr(buf_text(&page->extra), REVEALED) == NULL)
      buf_adds(&page->extra, REVEALED);
    else
      buf_cut(&page->extra, 0);
    page_refill(app, page);
    return true;
  }
  if (act == ACT_ADD_TO)
    add_menu_open(app, page->subject);
  else if (edits)
    *effects = edit_row_of(app, TABLE_CONTACTS, page->subject, act == ACT_EDIT_TEXT);
  if (act != ACT_OPEN)
    return act == ACT_ADD_TO || edits;
  if (row == NULL || row->group != SECTION_LOG)
    return open_row(app, row);
  buf_addf(&key, " %s ", row->key);
  if (person_is_unfolded(page, row->key)) {
    char *at = strstr(page->extra.data, buf_text(&key));
    memset(at + 1, ' ', key.len - 2);
  } else {
    buf_adds(&page->extra, buf_text(&key));
  }
  page_refill(app, page);
  buf_release(&key);
  return true;
}

/* --- painting
 * ------------------------------------------------------------------------------------------ */

static bool has_title(const struct record *contact) {
  return record_has(contact, CONTACT_TITLE) || record_has(contact, CONTACT_ORG) ||
         record_word(contact, CONTACT_CHANNEL, &words_channel) >= 0;
}

/* Name, how to address them, role, place: those that there are. */
static int narrow_lines(const struct record *contact) {
  struct buf aside = BUF_INIT;
  int lines;

  person_aside(contact, true, false, &aside);
  lines = 2 + (aside.len > 0) + record_has(contact, CONTACT_ORG);
  buf_release(&aside);
  return lines;
}

/* As many of its parts as fit whole: how to address them comes first. */
static void narrow_aside(const struct record *contact, const struct frame *frame, int width,
                         struct buf *out) {
  person_aside(contact, true, false, out);
  while (frame_width(frame, buf_text(out)) > width) {
    const char *text = buf_text(out), *last = NULL;
    for (const char *at = text; (at = strstr(at, " · ")) != NULL; at++)
      last = at;
    if (last == NULL)
      return;
    buf_cut(out, (size_t)(last - text));
  }
}

static void paint_narrow_head(const struct app *app, const struct record *contact,
                              struct frame *frame, const struct place *place) {
  struct buf aside = BUF_INIT, roles = BUF_INIT;
  int row = place->row;

  narrow_aside(contact, frame, place_width(place), &aside);
  person_roles(app, contact, false, &roles);
  if (app->there.len > 0)
    frame_put_right(frame, row, place->last, 12, STYLE_MUTED, buf_text(&app->there));
  frame_put(frame, row++, place->col, place_width(place) - (app->there.len > 0 ? 13 : 0),
            STYLE_STRONG, record_text(contact, CONTACT_NAME));
  if (aside.len > 0)
    place_put(frame, place, row++, place->col, STYLE_MUTED, buf_text(&aside));
  place_put(frame, place, row++, place->col, STYLE_TEXT, buf_text(&roles));
  place_put(frame, place, row, place->col, STYLE_TEXT, record_text(contact, CONTACT_ORG));
  buf_release(&aside);
  buf_release(&roles);
}

/* Their roles, how often, or that they are away: the second line. */
static bool has_roles(const struct app *app, const struct record *contact) {
  struct buf roles = BUF_INIT;
  bool has;

  person_roles(app, contact, true, &roles);
  has = roles.len > 0 || app->due.cadence.clocks[contact->index].interval > 0 ||
        app->due.cadence.facts[contact->index].status > STATUS_ACTIVE;
  buf_release(&roles);
  return has;
}

static int head_rows(const struct app *app, const struct page *page) {
  const struct record *contact = person_of_page(app, page);

  if (contact == NULL)
    return 1;
  if (app_layout(app).narrow)
    return narrow_lines(contact) + !app_layout(app).low;
  if (app->due.cadence.facts[contact->index].status == STATUS_DECEASED)
    return 2 + !app_layout(app).low;
  return 1 + has_roles(app, contact) + has_title(contact) + !app_layout(app).low;
}

static void title_line(const struct record *contact, struct buf *out) {
  add_part(out, record_text(contact, CONTACT_TITLE));
  add_part(out, record_text(contact, CONTACT_ORG));
}

static void head_line(struct frame *frame, const struct place *place, int row, enum style style,
                      const char *left, const char *right) {
  int end = place->last + 1;

  if (right[0] != '\0')
    end = frame_put_right(frame, row, place->last, place_width(place) / 2 + 6, STYLE_MUTED, right);
  frame_put(frame, row, place->col, end - place->col - 1, style, left);
}

static void paint_head(const struct app *app, const struct page *page, struct frame *frame,
                       const struct place *place) {
  const struct record *contact = person_of_page(app, page);
  struct buf aside = BUF_INIT, roles = BUF_INIT, title = BUF_INIT, often = BUF_INIT;
  int channel, status;

  if (contact == NULL) {
    place_put(frame, place, place->row, place->col, STYLE_TEXT,
              "This person was removed meanwhile.");
    return;
  }
  if (place->col == 0) {
    paint_narrow_head(app, contact, frame, place);
    return;
  }
  channel = record_word(contact, CONTACT_CHANNEL, &words_channel);
  status = app->due.cadence.facts[contact->index].status;
  person_aside(contact, false, true, &aside);
  person_roles(app, contact, true, &roles);
  title_line(contact, &title);
  if (app->due.cadence.clocks[contact->index].interval > 0)
    interval_text(app->due.cadence.clocks[contact->index].interval, &often);
  if (status > STATUS_ACTIVE) {
    buf_cut(&often, 0);
    buf_adds(&often, words_spoken(&words_status, status));
  }
  head_line(frame, place, place->row, STYLE_STRONG, record_text(contact, CONTACT_NAME),
            status == STATUS_DECEASED ? words_spoken(&words_status, status) : buf_text(&aside));
  if (status == STATUS_DECEASED) {
    head_line(frame, place, place->row + 1, STYLE_TEXT, buf_text(&title), "");
  } else {
    head_line(frame, place, place->row + 1, STYLE_TEXT, buf_text(&roles), buf_text(&often));
    head_line(frame, place, place->row + 1 + has_roles(app, contact), STYLE_TEXT, buf_text(&title),
              words_spoken(&words_channel, channel));
  }
  buf_release(&aside);
  buf_release(&roles);
  buf_release(&title);
  buf_release(&often);
}

/* The greatest depth of each month of two years: -1 nothing, else enum depth_word. */
static void months_of(const struct app *app, const struct record *contact, int first_year,
                      int *months) {
  struct rows rows = book_rows_of(session_book(&app->session), contact, TABLE_INTERACTIONS);

  for (int i = 0; i < 24; i++)
    months[i] = -1;
  for (size_t i = 0; i < rows.len; i++) {
    int day = record_day(rows.data[i], INTERACTION_ON_DATE);
    int depth = record_word_or(rows.data[i], INTERACTION_DEPTH, &words_depth, DEPTH_REAL);
    struct date_civil civil = date_to_civil(day == DATE_NONE ? 0 : day);
    int month = (civil.year - first_year) * 12 + civil.month - 1;
    if (day != DATE_NONE && day <= app->session.today && month >= 0 && month < 24 &&
        record_word_or(rows.data[i], INTERACTION_STATUS, &words_touch, TOUCH_HELD) == TOUCH_HELD &&
        depth > months[month])
      months[month] = depth;
  }
}

static void paint_strip(const struct app *app, const struct record *contact, struct frame *frame,
                        int row) {
  static const enum glyph glyphs[] = {GLYPH_PASSING, GLYPH_TALK, GLYPH_LONG_TALK};
  struct date_civil today = date_to_civil(app->session.today);
  int months[24], col = TEXT_COLUMN;

  months_of(app, contact, today.year - 1, months);
  for (int year = 0; year < 2; year++) {
    col += frame_putf(frame, row, col, 5, STYLE_MUTED, "%d ", today.year - 1 + year);
    for (int month = 0; month < (year == 0 ? 12 : today.month); month++) {
      int depth = months[year * 12 + month];
      frame_put(frame, row, col++, 1, STYLE_TEXT,
                frame_glyph(frame, depth < 0 ? GLYPH_NO_CONTACT : glyphs[depth]));
    }
    col += 2;
  }
}

/* Without a column of labels, the day or the section's name stands at the right. */
static void paint_narrow_row(struct frame *frame, const struct place *place, const struct row *row,
                             bool on) {
  bool about = row->group == SECTION_CARES || row->group == SECTION_NOTES;
  struct buf right = BUF_INIT;
  int width;

  if (about)
    text_lower_first(&right, row->left);
  else
    buf_adds(&right, row->right);
  width = frame_width(frame, buf_text(&right)) + (right.len > 0); /* a blank before it */
  if (right.len > 0 && width < NARROW_RIGHT)
    width = NARROW_RIGHT;
  frame_put_right(frame, place->row, place->last, width,
                  about ? STYLE_MUTED : row_style(on, STYLE_TEXT), buf_text(&right));
  frame_put(frame, place->row, place->col + 2, place->last - width - place->col - 1,
            row_style(on, row->style), row->text);
  buf_release(&right);
}

static void paint_row(const struct app *app, const struct page *page, struct frame *frame,
                      const struct place *place, const struct row *row, bool on) {
  int text = TEXT_COLUMN, end = place->last + 1, width;
  enum style style = row_style(on, row->style);

  (void)page;
  if (row->group == SECTION_NOTHING) {
    place_put(frame, place, place->row, place->col + 2, STYLE_KEY, row->left);
    place_put(frame, place, place->row, place->col + (row->left[0] != '\0' ? 6 : 2), style,
              row->text);
    return;
  }
  if (place->col == 0) {
    paint_narrow_row(frame, place, row, on);
    return;
  }
  place_put(frame, place, place->row, LABEL_COLUMN, STYLE_MUTED, row->left);
  if (row->group == SECTION_CONTACT) {
    paint_strip(app, row->contact, frame, place->row);
    return;
  }
  if (row->right[0] != '\0')
    end = frame_put_right(frame, place->row, place->last, place_width(place) / 2,
                          row_style(on, STYLE_TEXT), row->right);
  if (row->note[0] != '\0') {
    int last = end - 3 < NOTE_LAST ? end - 3 : NOTE_LAST;
    if (place->last != 78)
      last = end - 3;
    end = frame_put_right(frame, place->row, last, 28, STYLE_MUTED, row->note);
  }
  width = end - text - (end <= place->last ? 1 : 0);
  if (row->group == SECTION_CARES || row->group == SECTION_NOTES)
    put_words(frame, place->row, text, width, style, row->text);
  else
    frame_put(frame, place->row, text, width, style, row->text);
}

static void count_of(struct buf *out, size_t count, const char *one, const char *many) {
  struct buf text = BUF_INIT;

  buf_addf(&text, "%zu %s", count, count == 1 ? one : many);
  if (count > 0)
    add_part(out, buf_text(&text));
  buf_release(&text);
}

/* What stands under the log. */
static void more_below(const struct page *page, size_t from, struct buf *out) {
  size_t roles = 0, places = 0, ties = 0;

  for (size_t i = from; i < page->rows.len; i++) {
    roles += page->rows.data[i].group == SECTION_ROLES && page->rows.data[i].kind == ROW_ITEM;
    places += page->rows.data[i].group == SECTION_PLACES && page->rows.data[i].kind == ROW_ITEM;
    ties += page->rows.data[i].group == SECTION_TIES && page->rows.data[i].kind == ROW_ITEM;
  }
  count_of(out, roles, "role", "roles");
  count_of(out, places, "place", "places");
  count_of(out, ties, "tie", "ties");
}

static void more(const struct app *app, const struct page *page, size_t from, struct buf *out) {
  size_t touches = 0, doors = 0, promises = 0, roles = 0, rows = 0;

  for (size_t i = from; i < page->rows.len; i++) {
    const struct row *row = &page->rows.data[i];
    bool log = row->kind == ROW_ITEM && row->group == SECTION_LOG;
    rows += row->kind >= ROW_TEXT;
    touches += log && row->table == TABLE_INTERACTIONS;
    doors += log && (row->table == TABLE_LETTERS || row->table == TABLE_OPPORTUNITIES);
    promises += log && row->table == TABLE_FOLLOWUPS;
    roles += log && row->table == TABLE_ROLES;
  }
  if (app_layout(app).narrow || app_layout(app).low) {
    buf_addf(out, "%zu more", rows);
    return;
  }
  count_of(out, touches, "more in the log", "more in the log");
  count_of(out, doors, "letter or door", "letters and doors");
  count_of(out, promises, "promise", "promises");
  if (out->len == 0)
    count_of(out, roles, "earlier role", "earlier roles");
  if (out->len == 0)
    more_below(page, from, out);
  if (out->len == 0)
    buf_adds(out, "more");
}

static void hints(const struct app *app, const struct page *page, struct hints *out) {
  const struct row *row = page_selected(page);
  const struct record *contact = person_of_page(app, page);
  bool entry = row != NULL && edits_row(page, row);

  if (contact != NULL && app->due.cadence.facts[contact->index].status == STATUS_DECEASED) {
    hint_act(out, ACT_LOG, "log a memory");
    hint_act(out, ACT_EDIT, NULL);
    hint_act(out, ACT_BACK, NULL);
    hint_act(out, ACT_HELP, NULL);
    return;
  }
  hint_act(out, ACT_LOG, NULL);
  hint_act(out, ACT_WRITE, NULL);
  hint_act(out, ACT_PROMISE, NULL);
  hint_act(out, ACT_MEET, NULL);
  if (row != NULL && row->group <= SECTION_WAITING) {
    hint_act(out, ACT_DONE, NULL);
    out->list[out->len - 1].rank = app_layout(app).narrow ? 2 : 4;
  }
  hint_act(out, ACT_ADD_TO, NULL);
  hint_act(out, ACT_EDIT, entry ? "edit this entry" : NULL);
  if (row != NULL && !entry) /* the way back needs the room */
    hint_act(out, ACT_BRIEF, NULL);
  hint_act(out, ACT_BACK, NULL); /* the last to be shown, where there is room */
  hint_act(out, ACT_HELP, NULL);
}

const struct view view_person = {
    .title = "a person",
    .own_title = true,
    .bit = IN_PERSON,
    .more_rows = 1,
    .fill = person_fill,
    .act = act,
    .head_rows = head_rows,
    .paint_head = paint_head,
    .paint_row = paint_row,
    .more = more,
    .hints = hints,
    .text_column = TEXT_COLUMN,
};
