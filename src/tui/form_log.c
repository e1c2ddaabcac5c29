/* What happened, as a form: Tab in the line leads here with what was typed. */
#include "form.h"

#include "mentee/base/date_words.h"
#include "mentee/base/text.h"
#include "mentee/base/xmem.h"
#include "mentee/engine/match.h"
#include <stdlib.h>
#include <string.h>

enum {
  ITEM_WHAT,
  ITEM_WHO,
  ITEM_WHEN,
  ITEM_HOW,
  ITEM_DEPTH,
  ITEM_DIRECTION,
  ITEM_BLANK_1,
  ITEM_DECIDED_1,
  ITEM_DECIDED_2,
  ITEM_DECIDED_3,
  ITEM_ADVICE,
  ITEM_BLANK_2,
  ITEM_FAVOUR,
  ITEM_MINE,
  ITEM_THEIRS,
  ITEM_PRIVATE
};

static const int choice_columns[] = {0, 28, 38};
static const char *const numbers[] = {"1  ", "2  ", "3  "};

/* What the form says, read; texts in the arena. */
struct log_form {
  struct arena arena;
  struct log_entry entry;
  VEC(const char *) people;
  VEC(struct field_value) more;
  struct logline mine, theirs;
};

static const char *item_text(const struct form *form, int item) {
  return form_text(&form->items.data[item]);
}

/* --- reading -----------------------------------------------------------------------------------
 */

static bool read_people(struct app *app, const char *text, struct log_form *out, struct err *err) {
  while (*text != '\0') {
    size_t len = strcspn(text, ",;"), kept;
    const char *at = text, *and_at = strstr(text, " and ");
    const struct record *contact;

    if (and_at != NULL && (size_t)(and_at - text) < len)
      len = (size_t)(and_at - text);
    kept = len;
    text_trim(&at, &kept);
    text += len + (text[len] == ' ' ? strlen(" and ") : text[len] != '\0');
    if (kept == 0)
      continue;
    contact = match_one(session_book(&app->session), arena_copy(&out->arena, at, kept), err);
    if (contact == NULL)
      return false;
    *vec_push(&out->people) = arena_dup(&out->arena, record_id(contact));
  }
  return out->people.len > 0 || err_set(err, ERR_USAGE, "with whom?");
}

/* "today 15:30", "tue", "17 nov 9:00" */
static bool read_when(const struct app *app, const char *text, int *day, int *time,
                      struct err *err) {
  size_t used = date_words_prefix(text, app->session.today, DATE_BACK, day);
  struct err ignored = ERR_INIT;

  *time = -1;
  if (text[0] == '\0') {
    *day = DATE_NONE;
    return true;
  }
  if (used == 0)
    return date_words_parse(text, app->session.today, DATE_BACK, day, err);
  text += used;
  while (*text == ' ' || *text == ',')
    text++;
  return *text == '\0' || date_words_time(text, time, &ignored) ||
         err_set(err, ERR_USAGE, "“%s” is no time of day; for example 15:30", text);
}

/* "walk, in person" */
static void read_how(const char *text, struct log_entry *entry) {
  size_t len = strcspn(text, ",");
  struct buf word = BUF_INIT;
  int kind = KIND_MEETING, channel = WORD_EMPTY, depth = WORD_EMPTY;

  buf_add(&word, text, len);
  if (!logline_kind(buf_text(&word), &kind, &channel, &depth))
    for (int i = 0; i < words_kind.count; i++)
      if (strcmp(words_spoken(&words_kind, i), buf_text(&word)) == 0)
        kind = i;
  entry->kind = kind;
  entry->channel = channel;
  text += len + (text[len] == ',');
  while (*text == ' ')
    text++;
  for (int i = 0; i < words_channel.count; i++)
    if (strcmp(words_spoken(&words_channel, i), text) == 0)
      entry->channel = i;
  buf_release(&word);
}

static void read_promise(const struct app *app, struct arena *arena, const char *text, char mark,
                         struct logline *out) {
  logline_parse(out, arena, text[0] != '\0' ? arena_format(arena, "%c %s", mark, text) : "",
                app->session.today, NULL, NULL);
}

static void add_value(struct log_form *out, int field, const char *value) {
  if (value[0] != '\0')
    *vec_push(&out->more) = (struct field_value){field, arena_dup(&out->arena, value)};
}

static void read_notes(const struct form *form, struct log_form *out) {
  struct buf decided = BUF_INIT;

  for (int item = ITEM_DECIDED_1; item <= ITEM_DECIDED_3; item++)
    if (item_text(form, item)[0] != '\0')
      buf_addf(&decided, "%s%s", decided.len > 0 ? "\n" : "", item_text(form, item));
  add_value(out, INTERACTION_DECISIONS, buf_text(&decided));
  add_value(out, INTERACTION_ADVICE, item_text(form, ITEM_ADVICE));
  add_value(out, INTERACTION_FAVOUR, item_text(form, ITEM_FAVOUR));
  if (item_text(form, ITEM_PRIVATE)[0] == 'y' || item_text(form, ITEM_PRIVATE)[0] == 'Y')
    add_value(out, INTERACTION_PRIVATE, "yes");
  buf_release(&decided);
}

static bool read_form(struct app *app, struct form *form, struct log_form *out, struct err *err) {
  *out = (struct log_form){.entry = LOG_ENTRY_INIT};
  if (!read_people(app, item_text(form, ITEM_WHO), out, err) ||
      !read_when(app, item_text(form, ITEM_WHEN), &out->entry.day, &out->entry.time, err))
    return false;
  read_how(item_text(form, ITEM_HOW), &out->entry);
  read_notes(form, out);
  read_promise(app, &out->arena, item_text(form, ITEM_MINE), '>', &out->mine);
  read_promise(app, &out->arena, item_text(form, ITEM_THEIRS), '<', &out->theirs);
  out->entry.people = out->people.data;
  out->entry.people_count = out->people.len;
  out->entry.subject = item_text(form, ITEM_WHAT);
  out->entry.depth = form->items.data[ITEM_DEPTH].choice;
  out->entry.direction = form->items.data[ITEM_DIRECTION].choice;
  out->entry.mine = out->mine.mine;
  out->entry.mine_by = out->mine.mine_by;
  out->entry.theirs = out->theirs.theirs;
  out->entry.theirs_by = out->theirs.theirs_by;
  out->entry.planned_id = form->id;
  out->entry.more = out->more.data;
  out->entry.more_count = out->more.len;
  return true;
}

static void log_form_release(struct log_form *out) {
  logline_release(&out->mine);
  logline_release(&out->theirs);
  vec_release(&out->people);
  vec_release(&out->more);
  arena_release(&out->arena);
}

static bool save_log(struct app *app, struct form *form, struct err *err) {
  struct log_form read;
  char id[SESSION_ID_SIZE];
  char *advice = xstrdup(item_text(form, ITEM_ADVICE)), *first = NULL;
  int day = DATE_NONE;
  bool ok = read_form(app, form, &read, err) && session_log(&app->session, &read.entry, id, err);

  if (ok) {
    first = xstrdup(read.people.data[0]);
    day = read.entry.day;
  }
  log_form_release(&read);
  if (ok) {
    app_pop_modal(app);
    if (app_modal(app) != NULL) /* the line that led here */
      app_pop_modal(app);
    say_logged(app, first, day);
    if (advice[0] != '\0')
      offer_circle_back(app, id);
  }
  free(first);
  free(advice);
  return ok;
}

/* --- reading back -------------------------------------------------------------------------------
 */

static void read_item(struct app *app, struct form *form, struct form_item *item) {
  size_t at = (size_t)(item - form->items.data);
  const struct record *plan = book_find(session_book(&app->session), TABLE_INTERACTIONS, form->id);
  struct log_form read = {.entry = LOG_ENTRY_INIT};
  struct err err = ERR_INIT;
  char day[DATE_TEXT_SIZE];
  int on, time;

  item->refused = false;
  if (at != ITEM_PRIVATE)
    buf_cut(&item->note, 0);
  if (at == ITEM_WHEN && form_text(item)[0] != '\0') {
    item->refused = !read_when(app, form_text(item), &on, &time, &err);
    buf_adds(&item->note, item->refused ? err.text : date_weekday_short(on, day));
    if (!item->refused && plan != NULL && record_number(plan, INTERACTION_MINUTES) > 0)
      buf_addf(&item->note, ", %d minutes", record_number(plan, INTERACTION_MINUTES));
  } else if (at == ITEM_WHO && form_text(item)[0] != '\0') {
    item->refused = !read_people(app, form_text(item), &read, &err);
    buf_adds(&item->note, item->refused ? err.text : "");
    vec_release(&read.people);
    arena_release(&read.arena);
  } else if (at == ITEM_ADVICE && form_text(item)[0] != '\0') {
    buf_addf(&item->note, "circle back about %s",
             date_short(app->session.today + app->session.settings.value[SETTING_CIRCLE_BACK_DAYS],
                        day));
  }
}

/* --- opening
 * --------------------------------------------------------------------------------------- */

static struct form_item *add(struct form *form, const char *label, const char *text,
                             const char *hint) {
  struct form_item *item = form_item(form, -1, label, text);

  item->hint = hint;
  return item;
}

static void add_choices(struct form *form, const char *label, const char *const *choices, int count,
                        int choice) {
  struct form_item *item = add(form, label, "", "");

  item->choices = choices;
  item->choice_count = count;
  item->choice = choice;
  item->columns = choice_columns;
}

static void add_blank(struct form *form) {
  add(form, "", "", "")->heading = true;
}

static void add_items(struct app *app, struct form *form, const struct log_entry *entry,
                      const char *who, const char *when, const char *how) {
  struct buf promise = BUF_INIT;
  char day[DATE_TEXT_SIZE];

  add(form, "What", entry->subject, "one line");
  add(form, "Who", who, "");
  add(form, "When", when, "");
  add(form, "How", how, "");
  add_choices(form, "How much", words_depth.spoken, words_depth.count,
              entry->depth >= 0 ? entry->depth : DEPTH_REAL);
  add_choices(form, "I", words_direction.spoken, words_direction.count,
              entry->direction >= 0 ? entry->direction : DIRECTION_NEUTRAL);
  add_blank(form);
  for (int i = 0; i < 3; i++)
    add(form, i == 0 ? "Decided" : "", "", i == 0 ? "three is plenty" : "")->prefix = numbers[i];
  add(form, "Advice", "", "");
  add_blank(form);
  add(form, "They did", "", "a favour, or a door they opened");
  buf_adds(&promise, entry->mine);
  if (entry->mine_by != DATE_NONE)
    buf_addf(&promise, " by %s", date_short(entry->mine_by, day));
  add(form, "I promise", buf_text(&promise), "what, by when");
  buf_cut(&promise, 0);
  buf_adds(&promise, entry->theirs);
  if (entry->theirs_by != DATE_NONE)
    buf_addf(&promise, " by %s", date_short(entry->theirs_by, day));
  add(form, "They will", buf_text(&promise), "what, by when");
  buf_adds(&add(form, "Private", "no", "")->note, "yes hides it until you press v");
  (void)app;
  buf_release(&promise);
}

static void names_of(struct app *app, const struct log_entry *entry, struct buf *out) {
  for (size_t i = 0; i < entry->people_count; i++) {
    const struct record *contact =
        book_find(session_book(&app->session), TABLE_CONTACTS, entry->people[i]);
    struct buf scratch = BUF_INIT;
    if (contact != NULL)
      buf_addf(out, "%s%s", out->len > 0 ? ", " : "", called(contact, &scratch));
    buf_release(&scratch);
  }
}

static void when_of(const struct app *app, const struct log_entry *entry, const struct record *plan,
                    struct buf *out) {
  int day = entry->day != DATE_NONE ? entry->day : app->session.today;
  int time = entry->time >= 0 ? entry->time
             : plan != NULL   ? record_time(plan, INTERACTION_TIME)
                              : -1;
  char text[DATE_TEXT_SIZE];

  buf_adds(out,
           day == app->session.today ? "today" : date_short_year(day, app->session.today, text));
  if (time >= 0)
    buf_addf(out, " %s", date_words_time_text(time, text));
}

void log_form_open(struct app *app, const struct log_entry *entry) {
  const struct book *book = session_book(&app->session);
  const struct record *plan = book_find(book, TABLE_INTERACTIONS, entry->planned_id);
  const struct record *who = book_find(book, TABLE_CONTACTS, entry->people[0]);
  struct buf title = BUF_INIT, names = BUF_INIT, when = BUF_INIT, how = BUF_INIT;
  int kind = entry->kind >= 0 ? entry->kind
             : plan != NULL   ? record_word_or(plan, INTERACTION_KIND, &words_kind, KIND_MEETING)
                              : KIND_MEETING;
  int channel = entry->channel >= 0 ? entry->channel
                : plan != NULL      ? record_word(plan, INTERACTION_CHANNEL, &words_channel)
                                    : WORD_EMPTY;
  struct form *form;

  buf_addf(&title, "A %s with %s", words_spoken(&words_kind, kind),
           who != NULL ? record_text(who, CONTACT_NAME) : "somebody");
  names_of(app, entry, &names);
  when_of(app, entry, plan, &when);
  buf_adds(&how, words_spoken(&words_kind, kind));
  if (channel >= 0)
    buf_addf(&how, ", %s", words_spoken(&words_channel, channel));
  form = form_new(TABLE_INTERACTIONS, entry->planned_id, buf_text(&title));
  if (plan != NULL)
    buf_addf(&form->aside, "planned for %s", buf_text(&when));
  add_items(app, form, entry, buf_text(&names), buf_text(&when), buf_text(&how));
  form->save = save_log;
  form->read = read_item;
  read_item(app, form, &form->items.data[ITEM_WHEN]);
  if (plan != NULL && record_has(plan, INTERACTION_SUBJECT))
    form->items.data[ITEM_WHAT].hint =
        arena_dup(&form->arena, record_text(plan, INTERACTION_SUBJECT));
  form_open(app, form);
  buf_release(&title);
  buf_release(&names);
  buf_release(&when);
  buf_release(&how);
}
