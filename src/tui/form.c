#include "form.h"

#include "form_paint.h"
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
  form->name = xstrdup(id[0] != '\0' ? id : title); /* not that of another row */
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

/* --- reading back and completing -------------------------------------------------------------- */

static bool is_changed(const struct form_item *item) {
  return !item->heading && strcmp(form_text(item), item->before) != 0;
}

/* "facet: 'xy': not one of: ...", "due_on: “31 nov”: November has 30 days" without what stands
   there to be seen. */
static const char *reason_why(const struct field *field, const char *text) {
  const char *at = strstr(text, "': "), *quoted = strstr(text, "”: ");
  size_t len = strlen(field->name);

  if (at != NULL)
    return at + strlen("': ");
  if (quoted != NULL)
    return quoted + strlen("”: ");
  return strncmp(text, field->name, len) == 0 && strncmp(text + len, ": ", 2) == 0 ? text + len + 2
                                                                                   : text;
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
    buf_adds(&item->note, reason_why(field, err.text));
    item->refused = true;
  } else if (field->type == FIELD_DATE) {
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

/* A draft that was put aside does not quietly win over what was written since. */
static bool ask_once(struct form_item *item, struct err *err) {
  if (!item->asks)
    return true;
  item->asks = false;
  return err_set(err, ERR_CONFLICT, "it is '%s' by now; once more saves yours", item->before);
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
    if (value == NULL || !ask_once(item, err)) {
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

/* --- drafts ------------------------------------------------------------------------------------
 */

/* Number, text and what was there before of each item that was changed; nothing where none was. */
static void form_draft(const struct app *app, const struct modal *modal, struct buf *of,
                       struct buf *text) {
  const struct form *form = modal->state;

  (void)app;
  buf_addf(of, "form %s", form->name);
  for (size_t i = 0; i < form->items.len; i++)
    if (is_changed(&form->items.data[i]))
      buf_addf(text, "%zu\x1f%s\x1f%s\x1e", i, form_text(&form->items.data[i]),
               form->items.data[i].before);
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

static int choice_of(const struct form_item *item, const char *text) {
  for (int i = 0; i < item->choice_count; i++)
    if (strcmp(item->choices[i], text) == 0)
      return i;
  return -1;
}

static void fill_in(struct app *app, struct form *form, struct form_item *item, const char *text,
                    const char *before) {
  if (item->choices != NULL) {
    item->choice = choice_of(item, text);
  } else {
    line_edit_set(&item->line, text);
    after_change(app, form, item);
  }
  if (strcmp(before, item->before) == 0 || !is_changed(item))
    return;
  item->asks = true;
  buf_cut(&item->note, 0);
  buf_addf(&item->note, "is '%s' by now", item->before);
  item->refused = true;
}

/* The text up to the mark, which *at is moved behind. */
static const char *take_part(struct arena *arena, const char **at, char mark) {
  const char *end = strchr(*at, mark);
  const char *part = arena_copy(arena, *at, end != NULL ? (size_t)(end - *at) : strlen(*at));

  *at = end != NULL ? end + 1 : *at + strlen(*at);
  return part;
}

static void take_up(struct app *app, struct form *form) {
  struct buf name = BUF_INIT;
  const char *at = buf_text(&app->draft);

  buf_addf(&name, "form %s", form->name);
  if (strcmp(buf_text(&name), buf_text(&app->draft_of)) == 0)
    while (*at != '\0') {
      unsigned long item = strtoul(take_part(&form->arena, &at, '\x1f'), NULL, 10);
      const char *text = take_part(&form->arena, &at, '\x1f');
      const char *before = take_part(&form->arena, &at, '\x1e');
      if (item < form->items.len)
        fill_in(app, form, &form->items.data[item], text, before);
    }
  buf_release(&name);
}

/* --- keys --------------------------------------------------------------------------------------
 */

bool form_is_shown(const struct form *form, size_t at) {
  return at < form->items.len && (form->unfolded || !form->items.data[at].more);
}

static bool can_stand(const struct form *form, size_t at) {
  return form_is_shown(form, at) && !form->items.data[at].heading;
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

/* --- the kind of modal ----------------------------------------------------------------------- */

static void form_hints(const struct app *app, const struct modal *modal, struct hints *hints) {
  const struct form *form = modal->state;
  bool choices = false;

  (void)app;
  for (size_t i = 0; i < form->items.len; i++)
    choices = choices || (form_is_shown(form, i) && form->items.data[i].choices != NULL);
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

static bool is_dated(const struct form *form, const struct form_item *item) {
  return item->field >= 0 && table_defs[form->table].fields[item->field].type == FIELD_DATE &&
         form_text(item)[0] != '\0';
}

void form_open(struct app *app, struct form *form) {
  form->on = 0;
  while (form->on + 1 < form->items.len && !can_stand(form, form->on))
    form->on++;
  for (size_t i = 0; i < form->items.len && form->read == NULL; i++)
    if (is_dated(form, &form->items.data[i]))
      read_back(app, form, &form->items.data[i]);
  take_up(app, form);
  app_push_modal(app, &form_kind, form);
}
