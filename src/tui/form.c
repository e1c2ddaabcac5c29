#include "form.h"

#include "mentee/base/date_words.h"
#include "mentee/base/text.h"
#include "mentee/base/xmem.h"
#include "mentee/tui/key.h"
#include <stdlib.h>
#include <string.h>

#define CHOICES_INLINE 4 /* more words than these are typed, and completed */

/* --- making ------------------------------------------------------------------------------- */

struct form *form_new(enum table_id table, const char *id, const char *title) {
  struct form *form = xcalloc(1, sizeof *form);

  form->table = table;
  form->id = xstrdup(id);
  form->name = xstrdup(title);
  form->verb = "save";
  buf_adds(&form->title, title);
  return form;
}

struct form_item *form_item(struct form *form, int field, const char *label, const char *text) {
  struct form_item *item = vec_push(&form->items);

  *item = (struct form_item){.label = label, .hint = "", .field = field, .choice = -1};
  item->before = xstrdup(text);
  line_edit_set(&item->line, text);
  return item;
}

void form_preset(struct form *form, int field, const char *value) {
  *vec_push(&form->presets) = (struct field_value){field, arena_dup(&form->arena, value)};
}

/* A cell as a person reads it: words as they are said, people by their names. */
static const char *shown_text(struct form *form, const struct app *app, const struct field *field,
                              const char *cell) {
  const struct book *book = session_book(&app->session);
  int word = field->words != NULL ? words_find(field->words, cell) : WORD_EMPTY;
  const struct record *record = field->ref != TABLE_NONE ? book_find(book, field->ref, cell) : NULL;

  if (word >= 0)
    return words_spoken(field->words, word);
  if (record != NULL && field->ref == TABLE_CONTACTS)
    return arena_dup(&form->arena, record_text(record, CONTACT_NAME));
  return cell;
}

static void add_field(struct form *form, const struct app *app, int at,
                      const struct record *record) {
  const struct field *field = &table_defs[form->table].fields[at];
  const char *cell = record != NULL ? record_text(record, at) : "";
  struct form_item *item = form_item(form, at, field->label, shown_text(form, app, field, cell));

  item->more = field->form == FORM_MORE;
  item->hint = field->help;
  if (field->words != NULL && field->words->count <= CHOICES_INLINE) {
    item->choices = field->words->spoken;
    item->choice_count = field->words->count;
    item->choice = words_find(field->words, cell);
  }
}

void form_add_fields(struct form *form, const struct app *app, const struct record *record) {
  const struct table_def *def = &table_defs[form->table];

  for (int pass = FORM_FIRST; pass <= FORM_MORE; pass++)
    for (int i = 0; i < def->field_count; i++)
      if ((int)def->fields[i].form == pass)
        add_field(form, app, i, record);
}

const char *form_text(const struct form_item *item) {
  if (item->choices != NULL)
    return item->choice >= 0 ? item->choices[item->choice] : "";
  return line_edit_text(&item->line);
}

/* --- reading back and completing ---------------------------------------------------------------
 */

static bool is_changed(const struct form_item *item) {
  return !item->heading && strcmp(form_text(item), item->before) != 0;
}

/* "facet: 'xy': not one of: ..." without what stands there to be seen. */
static const char *reason_why(const char *text) {
  const char *at = strstr(text, "': ");

  return at != NULL ? at + 3 : text;
}

/* How a day, a time or a name was read; why a value is refused. */
static void read_back(struct app *app, struct form *form, struct form_item *item) {
  struct arena arena = ARENA_INIT;
  struct err err = ERR_INIT;
  const struct field *field;
  const char *value, *text = form_text(item);
  char day[DATE_TEXT_SIZE];

  buf_cut(&item->note, 0);
  item->refused = false;
  if (item->field < 0 || text[0] == '\0')
    return;
  field = &table_defs[form->table].fields[item->field];
  value = session_read_value(&app->session, form->table, item->field, text, &arena, &err);
  if (value == NULL) {
    buf_adds(&item->note, reason_why(err.text));
    item->refused = true;
  } else if (field->type == FIELD_DATE && strcmp(value, text) != 0) {
    buf_addf(&item->note, "%s %d", date_weekday_short(date_parse(value), day),
             date_to_civil(date_parse(value)).year);
  }
  arena_release(&arena);
}

/* The rest of the first word, earlier value or name that begins with what is typed. */
static void offer(struct form_item *item, const char *candidate) {
  const char *typed = line_edit_text(&item->line);
  size_t len = strlen(typed);

  if (item->ghost.len == 0 && strlen(candidate) > len &&
      text_equal_nocase_span(candidate, len, typed) && strchr(candidate, '\n') == NULL)
    buf_adds(&item->ghost, candidate + len);
}

static void complete(struct app *app, struct form *form, struct form_item *item) {
  const struct book *book = session_book(&app->session);
  const struct field *field;

  buf_cut(&item->ghost, 0);
  if (item->field < 0 || item->line.text.len == 0 || item->line.cursor != item->line.text.len)
    return;
  field = &table_defs[form->table].fields[item->field];
  if (field->words != NULL)
    for (int i = 0; i < field->words->count; i++)
      offer(item, field->words->spoken[i]);
  else if (field->ref == TABLE_CONTACTS)
    for (size_t i = 0; i < book_count(book, TABLE_CONTACTS); i++)
      offer(item, record_text(book_at(book, TABLE_CONTACTS, i), CONTACT_NAME));
  else if (field->type == FIELD_TEXT)
    for (size_t i = 0; i < book_count(book, form->table) && item->ghost.len == 0; i++)
      offer(item, record_text(book_at(book, form->table, i), item->field));
}

static void after_change(struct app *app, struct form *form, struct form_item *item) {
  if (form->read != NULL)
    form->read(app, form, item);
  else
    read_back(app, form, item);
  complete(app, form, item);
  if (item->ghost.len > 0 && item->refused) { /* half a word is no mistake */
    buf_cut(&item->note, 0);
    item->refused = false;
  }
}

bool form_values(struct app *app, struct form *form, struct form_values *values, struct err *err) {
  *values = (struct form_values){ARENA_INIT, VEC_INIT};
  for (size_t i = 0; i < form->presets.len; i++)
    *vec_push(&values->list) = form->presets.data[i];
  for (size_t i = 0; i < form->items.len; i++) {
    struct form_item *item = &form->items.data[i];
    const char *value, *text = form_text(item);

    if (item->field < 0 || !is_changed(item))
      continue;
    value = text[0] == '\0' ? ""
                            : session_read_value(&app->session, form->table, item->field, text,
                                                 &values->arena, err);
    if (value == NULL) {
      form->on = i;
      form->unfolded = form->unfolded || item->more;
      return err_within(err, "%s", item->label);
    }
    *vec_push(&values->list) = (struct field_value){item->field, value};
  }
  return true;
}

void form_values_release(struct form_values *values) {
  vec_release(&values->list);
  arena_release(&values->arena);
}

/* --- drafts
 * --------------------------------------------------------------------------------------- */

/* Number, text, number, text of the items that were changed; nothing where none was. */
static void form_draft(const struct app *app, const struct modal *modal, struct buf *of,
                       struct buf *text) {
  const struct form *form = modal->state;

  (void)app;
  buf_addf(of, "form %s", form->name);
  for (size_t i = 0; i < form->items.len; i++)
    if (is_changed(&form->items.data[i]))
      buf_addf(text, "%zu\x1f%s\x1e", i, form_text(&form->items.data[i]));
}

static void put_aside(struct app *app, const struct modal *modal) {
  struct buf of = BUF_INIT, text = BUF_INIT;

  form_draft(app, modal, &of, &text);
  if (text.len > 0) {
    buf_cut(&app->draft, 0);
    buf_adds(&app->draft, buf_text(&text));
    buf_cut(&app->draft_of, 0);
    buf_adds(&app->draft_of, buf_text(&of));
    app_say(app, "Put aside; it is offered again.");
  }
  buf_release(&of);
  buf_release(&text);
}

static void take_up(struct app *app, struct form *form) {
  struct buf name = BUF_INIT;
  const char *at = buf_text(&app->draft);

  buf_addf(&name, "form %s", form->name);
  if (strcmp(buf_text(&name), buf_text(&app->draft_of)) == 0)
    while (*at != '\0') {
      char *end;
      unsigned long item = strtoul(at, &end, 10);
      size_t len = strcspn(end, "\x1e");
      struct buf text = BUF_INIT;
      if (*end == '\x1f')
        buf_add(&text, end + 1, len - 1);
      if (item < form->items.len && form->items.data[item].choices == NULL) {
        line_edit_set(&form->items.data[item].line, buf_text(&text));
        after_change(app, form, &form->items.data[item]);
      }
      buf_release(&text);
      at = end + len + (end[len] == '\x1e');
    }
  buf_release(&name);
}

/* --- keys
 * -------------------------------------------------------------------------------------------- */

static bool is_shown(const struct form *form, size_t at) {
  return at < form->items.len && (form->unfolded || !form->items.data[at].more);
}

static bool can_stand(const struct form *form, size_t at) {
  return is_shown(form, at) && !form->items.data[at].heading;
}

static void go(struct form *form, int by) {
  size_t at = form->on;

  while (by > 0 ? at + 1 < form->items.len : at > 0) {
    at = by > 0 ? at + 1 : at - 1;
    if (by > 0 && form->items.data[at].more)
      form->unfolded = true; /* going on past the first fields opens the further ones */
    if (can_stand(form, at)) {
      form->on = at;
      return;
    }
  }
}

static void choose(struct form_item *item, int by) {
  int next = item->choice + by;

  item->choice = next < 0 ? -1 : next < item->choice_count ? next : item->choice_count - 1;
}

static void take_ghost(struct form_item *item) {
  struct buf text = BUF_INIT;

  buf_adds(&text, line_edit_text(&item->line));
  buf_adds(&text, buf_text(&item->ghost));
  line_edit_set(&item->line, buf_text(&text));
  buf_cut(&item->ghost, 0);
  buf_release(&text);
}

static unsigned save(struct app *app, struct form *form) {
  struct err err = ERR_INIT;

  if (!form->save(app, form, &err)) {
    app_say_err(app, &err);
    return FX_REPAINT;
  }
  buf_cut(&app->draft, 0);
  buf_cut(&app->draft_of, 0);
  return FX_REPAINT;
}

static unsigned item_key(struct app *app, struct form *form, const char *key) {
  struct form_item *item = &form->items.data[form->on];
  bool at_end = item->line.cursor == item->line.text.len;

  if (item->choices != NULL) {
    if (key_is(key, "<Left>") || key_is(key, "<Right>") || key_is(key, " "))
      choose(item, key_is(key, "<Left>") ? -1 : 1);
    return FX_REPAINT;
  }
  if (item->ghost.len > 0 && at_end && (key_is(key, "<Right>") || key_is(key, "<C-e>")))
    take_ghost(item);
  else if (!line_edit_key(&item->line, key))
    return FX_REPAINT;
  after_change(app, form, item);
  return FX_REPAINT;
}

static unsigned form_edited(struct app *app, struct modal *modal, const struct err *err) {
  struct form *form = modal->state;
  struct form_item *item = &form->items.data[form->on];

  if (err != NULL) {
    app_say_err(app, err);
    return FX_REPAINT;
  }
  line_edit_set(&item->line, buf_text(&app->edit_text));
  after_change(app, form, item);
  return FX_REPAINT;
}

static bool wants_editor(struct form *form, const char *key) {
  bool wants = key_is(key, "<A-e>") || (form->control_x && key_is(key, "<C-e>"));

  form->control_x = key_is(key, "<C-x>");
  return wants && form->items.data[form->on].choices == NULL;
}

static unsigned form_key(struct app *app, struct modal *modal, const char *key) {
  struct form *form = modal->state;
  struct form_item *item = &form->items.data[form->on];

  if (wants_editor(form, key)) {
    buf_cut(&app->edit_text, 0);
    buf_adds(&app->edit_text, line_edit_text(&item->line));
    return FX_REPAINT | FX_EDITOR;
  }

  if (key_is(key, "<Enter>") || key_is(key, "<C-s>"))
    return save(app, form);
  if (key_is(key, "<Esc>") || key_is(key, "<C-c>") || key_is(key, "<C-g>")) {
    put_aside(app, modal);
    app_pop_modal(app);
  } else if (key_is(key, "<Tab>")) {
    if (item->ghost.len > 0) {
      take_ghost(item);
      after_change(app, form, item);
    }
    go(form, 1);
  } else if (key_is(key, "<Down>") || key_is(key, "<C-n>")) {
    go(form, 1);
  } else if (key_is(key, "<S-Tab>") || key_is(key, "<Up>") || key_is(key, "<C-p>")) {
    go(form, -1);
  } else {
    return item_key(app, form, key);
  }
  return FX_REPAINT;
}

/* --- painting
 * ------------------------------------------------------------------------------------------ */

static int label_width(const struct form *form, const struct frame *frame) {
  int widest = 9;

  for (size_t i = 0; i < form->items.len; i++)
    if (is_shown(form, i)) {
      int width = frame_width(frame, form->items.data[i].label);
      widest = width > widest ? width : widest;
    }
  return widest;
}

#define CHOICE_GAP 3

/* Where a word of the choices goes: a column of its own, or after the one before. */
static int choice_column(const struct form_item *item, int i, int col) {
  return i >= 0 && item->columns != NULL && item->columns[i] > 0 ? item->columns[i] : col;
}

/* The first word to show so that the chosen one is seen whole; it stands in brackets. */
static int first_choice(const struct frame *frame, int col, int last,
                        const struct form_item *item) {
  for (int from = 0; from < item->choice; from++) {
    int end = col + (from > 0 ? 2 : 0);
    for (int i = from; i <= item->choice; i++)
      end = choice_column(item, from > 0 ? -1 : i, end) + frame_width(frame, item->choices[i]) +
            (i < item->choice ? CHOICE_GAP : 2);
    if (end <= last + 1)
      return from;
  }
  return item->choice > 0 ? item->choice : 0;
}

static int paint_choices(struct frame *frame, int row, int col, int last,
                         const struct form_item *item) {
  int from = first_choice(frame, col, last, item);

  if (from > 0)
    col += frame_put(frame, row, col, 1, STYLE_MUTED, frame_glyph(frame, GLYPH_CLIP)) + 1;
  for (int i = from; i < item->choice_count && col <= last; i++) {
    bool on = i == item->choice;
    if (from == 0)
      col = choice_column(item, i, col);
    col += frame_putf(frame, row, col, last - col + 1, on ? STYLE_CHOICE_ON : STYLE_TEXT,
                      on ? "[%s]" : "%s", item->choices[i]);
    col += CHOICE_GAP;
  }
  return col;
}

static int paint_value(struct frame *frame, int row, int col, int last, struct form_item *item,
                       bool on) {
  const char *text = line_edit_text(&item->line);
  struct buf before = BUF_INIT;
  int room, cursor, end;
  size_t from = 0;

  if (item->prefix != NULL && (text[0] != '\0' || on))
    col += frame_put(frame, row, col, 4, STYLE_TEXT, item->prefix);
  room = last - col + 1;
  buf_add(&before, text, item->line.cursor);
  cursor = frame_width(frame, buf_text(&before));
  while (on && cursor >= room && from < before.len) {
    from++;
    while (((unsigned char)text[from] & 0xC0) == 0x80)
      from++;
    cursor = frame_width(frame, buf_text(&before) + from);
  }
  end = col + frame_put(frame, row, col, room, STYLE_TEXT, text + from);
  if (on && item->ghost.len > 0)
    end += frame_put(frame, row, end, last - end + 1, STYLE_GHOST, buf_text(&item->ghost));
  if (on) {
    frame->cursor_row = row;
    frame->cursor_col = col + cursor;
  }
  buf_release(&before);
  return end;
}

struct form_place {
  int label, value, last;
};

static void paint_item(struct frame *frame, int row, const struct form_place *at,
                       struct form_item *item, bool on) {
  int end;

  if (item->heading) {
    frame_put(frame, row, at->label, at->last, STYLE_MUTED, item->label);
    return;
  }
  if (on)
    frame_put(frame, row, at->label - 2, 1, STYLE_ACCENT, frame_glyph(frame, GLYPH_CURSOR));
  frame_put(frame, row, at->label, at->value - at->label - 1, on ? STYLE_KEY : STYLE_MUTED,
            item->label);
  if (item->choices != NULL) {
    end = paint_choices(frame, row, at->value, at->last, item);
    if (on) {
      frame->cursor_row = row;
      frame->cursor_col = at->value;
    }
  } else {
    end = paint_value(frame, row, at->value, at->last, item, on);
  }
  if (item->note.len > 0)
    frame_put_right(frame, row, at->last, at->last - end - 1,
                    item->refused ? STYLE_ERROR : STYLE_MUTED, buf_text(&item->note));
  else if (item->hint[0] != '\0' && form_text(item)[0] == '\0')
    frame_put_right(frame, row, at->last, at->last - end - 1, STYLE_MUTED, item->hint);
}

static void paint_title(struct frame *frame, const struct form *form, int margin, int last) {
  int end = last + 1;

  if (form->aside.len > 0)
    end = frame_put_right(frame, 0, last, last / 2, STYLE_MUTED, buf_text(&form->aside));
  frame_put(frame, 0, margin, end - margin - 1, STYLE_STRONG, buf_text(&form->title));
  frame_fill(frame, 1, 0, frame->cols, STYLE_RULE, GLYPH_RULE);
}

/* Rows of the form, in the order that they are shown; *shown is filled with item numbers. */
static size_t list_shown(const struct form *form, size_t *shown, size_t most) {
  size_t count = 0;

  for (size_t i = 0; i < form->items.len && count < most; i++)
    if (is_shown(form, i))
      shown[count++] = i;
  return count;
}

static size_t first_shown(const struct form *form, const size_t *shown, size_t count, int room) {
  size_t at = 0;

  while (at < count && shown[at] != form->on)
    at++;
  return at >= (size_t)room ? at - (size_t)room + 1 : 0;
}

static void paint_foot(struct frame *frame, const struct form *form, int row,
                       const struct form_place *at) {
  for (size_t i = 0; form->foot != NULL && form->foot[i] != NULL; i++)
    frame_put(frame, row + (int)i, at->label, at->last, STYLE_MUTED, form->foot[i]);
}

static void form_paint(const struct app *app, const struct modal *modal, struct frame *frame,
                       const struct place *place) {
  struct form *form = modal->state;
  struct layout layout = app_layout(app);
  struct form_place at = {layout.margin + 2, 0, frame->cols - 2};
  int row = layout.low ? 1 : 3, room;
  size_t shown[TABLE_MAX_FIELDS + 16], count, first;
  bool roomy = form->row > 0 && frame->rows >= 24 && frame->cols >= 76;

  (void)place;
  at.value = at.label + label_width(form, frame) + 2;
  if (roomy) {
    row = form->row;
    at.label = form->label;
    at.value = form->value;
    frame_put(frame, row, at.label, at.last, STYLE_STRONG, buf_text(&form->title));
    row += 2;
  } else {
    paint_title(frame, form, layout.margin, layout.narrow ? frame->cols - 1 : at.last);
    row = layout.low ? 2 : row;
  }
  room = frame->rows - 2 - row;
  count = list_shown(form, shown, sizeof shown / sizeof shown[0]);
  first = first_shown(form, shown, count, room);
  for (size_t i = first; i < count && (int)(i - first) < room; i++)
    paint_item(frame, row + (int)(i - first), &at, &form->items.data[shown[i]],
               shown[i] == form->on);
  if (roomy)
    paint_foot(frame, form, row + (int)count + 2, &at);
  else if (!form->unfolded && count < form->items.len && (int)count < room)
    frame_putf(frame, row + (int)count, at.label, at.last, STYLE_MUTED, "%zu more fields below",
               form->items.len - count);
}

static void form_hints(const struct app *app, const struct modal *modal, struct hints *hints) {
  const struct form *form = modal->state;
  bool choices = false;

  (void)app;
  for (size_t i = 0; i < form->items.len; i++)
    choices = choices || (is_shown(form, i) && form->items.data[i].choices != NULL);
  hint_key(hints, "Enter", form->verb);
  hint_key(hints, "Tab", "next");
  if (choices)
    hint_key(hints, "←→", "choose");
  if (form->row == 0) {
    hint_key(hints, "Ctrl-X Ctrl-E", "editor");
    hints->list[hints->len - 1].rank = 9;
  }
  hint_key(hints, "Esc", form->row > 0 ? "back" : "put aside");
}

static void item_release(struct form_item *item) {
  line_edit_release(&item->line);
  buf_release(&item->note);
  buf_release(&item->ghost);
  free(item->before);
}

static void form_release(struct modal *modal) {
  struct form *form = modal->state;

  for (size_t i = 0; i < form->items.len; i++)
    item_release(&form->items.data[i]);
  vec_release(&form->items);
  vec_release(&form->presets);
  arena_release(&form->arena);
  buf_release(&form->title);
  buf_release(&form->aside);
  free(form->id);
  free(form->name);
}

static const struct modal_kind form_kind = {
    .name = "form",
    .whole_body = true,
    .whole_screen = true,
    .holds_book = true,
    .key = form_key,
    .draft = form_draft,
    .edited = form_edited,
    .paint = form_paint,
    .hints = form_hints,
    .release = form_release,
};

void form_open(struct app *app, struct form *form) {
  form->on = 0;
  while (form->on + 1 < form->items.len && form->items.data[form->on].heading)
    form->on++;
  take_up(app, form);
  app_push_modal(app, &form_kind, form);
}
