/* Promises: mine and theirs; letters, doors and goals with their next step. */
#include "tui_priv.h"

#include "mentee/base/text.h"
#include <stdlib.h>
#include <string.h>

enum group { GROUP_MINE, GROUP_THEIRS, GROUP_LETTERS, GROUP_DOORS, GROUP_GOALS };

#define WHO_COLUMN 48 /* of promises */
#define WHAT_COLUMN 30
#define WHAT_WIDTH 28
#define SHORT_NOTICE_DAYS 28
#define LETTER_KEEPS_DAYS 60 /* a letter that is done with is seen so long after its day */

struct filling {
  const struct app *app;
  struct page *page;
  const struct book *book;
  int today;
};

static const char *keep(struct filling *fill, struct buf *text) {
  const char *kept = arena_dup(&fill->page->arena, buf_text(text));

  buf_release(text);
  return kept;
}

static const char *keep_day(struct filling *fill, const char *before, int day, const char *after) {
  char text[DATE_TEXT_SIZE];

  return arena_format(&fill->page->arena, "%s%s%s", before, date_short_year(day, fill->today, text),
                      after);
}

static struct row *add(struct filling *fill, enum group group, enum table_id table,
                       const struct record *record, const struct record *contact) {
  struct row *row = page_row(fill->page, ROW_ITEM, (int)group);

  row->key = record_id(record);
  row->record = record;
  row->table = table;
  row->contact = contact;
  return row;
}

static void heading(struct filling *fill, enum group group, const char *title, const char *note) {
  static const enum table_id tables[] = {[GROUP_MINE] = TABLE_FOLLOWUPS,
                                         [GROUP_THEIRS] = TABLE_FOLLOWUPS,
                                         [GROUP_LETTERS] = TABLE_LETTERS,
                                         [GROUP_DOORS] = TABLE_OPPORTUNITIES,
                                         [GROUP_GOALS] = TABLE_TARGETS};
  struct row *row;

  page_blank(fill->page);
  row = page_heading(fill->page, (int)group, title);
  row->note = note;
  row->right = not_read_text(fill->app, &fill->page->arena, tables[group]);
  row->style = STYLE_WARN;
}

/* --- promises --------------------------------------------------------------------------- */

struct promise {
  const struct record *record;
  int due; /* DATE_NONE */
};
struct promises {
  VEC(struct promise) list;
};

static void gather(const struct filling *fill, int direction, struct promises *promises) {
  for (size_t i = 0; i < book_count(fill->book, TABLE_FOLLOWUPS); i++) {
    const struct record *record = book_at(fill->book, TABLE_FOLLOWUPS, i);
    int outcome = record_word_or(record, FOLLOWUP_OUTCOME, &words_outcome, OUTCOME_OPEN);

    if (record_word(record, FOLLOWUP_DIRECTION, &words_owes) == direction &&
        outcome == OUTCOME_OPEN && !record_has(record, FOLLOWUP_DONE_ON))
      *vec_push(&promises->list) = (struct promise){record, record_day(record, FOLLOWUP_DUE_ON)};
  }
}

static int by_day(const void *left, const void *right) {
  const struct promise *a = left, *b = right;
  int order = (a->due > b->due) - (a->due < b->due);

  return order != 0 ? order
                    : (a->record->index > b->record->index) - (a->record->index < b->record->index);
}

static const char *due_text(struct filling *fill, int due) {
  if (due == DATE_NONE)
    return "no date";
  if (due == fill->today)
    return "today";
  return due == fill->today + 1 ? "tomorrow" : keep_day(fill, "", due, "");
}

static void add_promise(struct filling *fill, enum group group, const struct promise *promise) {
  struct row *row = add(fill, group, TABLE_FOLLOWUPS, promise->record,
                        book_ref_contact(fill->book, promise->record, FOLLOWUP_CONTACT_ID));
  struct buf name = BUF_INIT, scratch = BUF_INIT;

  row->text = record_text(promise->record, FOLLOWUP_WHAT);
  if (row->contact != NULL)
    buf_adds(&name, called(row->contact, &scratch));
  row->note = keep(fill, &name);
  buf_release(&scratch);
  row->right = due_text(fill, promise->due);
}

/* The coming ones by day, then those from before, the newest first, then those without a day. */
static void fill_promises(struct filling *fill, int direction, enum group group,
                          const char *title) {
  struct promises promises = {VEC_INIT};
  bool before = false;

  gather(fill, direction, &promises);
  if (promises.list.len > 1)
    qsort(promises.list.data, promises.list.len, sizeof *promises.list.data, by_day);
  if (promises.list.len > 0)
    heading(fill, group, title, arena_format(&fill->page->arena, "%zu", promises.list.len));
  for (size_t i = 0; i < promises.list.len; i++)
    if (promises.list.data[i].due >= fill->today)
      add_promise(fill, group, &promises.list.data[i]);
  for (size_t i = promises.list.len; i > 0; i--) {
    const struct promise *promise = &promises.list.data[i - 1];
    if (promise->due == DATE_NONE || promise->due >= fill->today)
      continue;
    if (!before && group == GROUP_MINE) {
      struct row *label = page_row(fill->page, ROW_TEXT, (int)group);
      label->text = "from before";
      label->style = STYLE_MUTED;
    }
    before = true;
    add_promise(fill, group, promise);
  }
  for (size_t i = 0; i < promises.list.len; i++)
    if (promises.list.data[i].due == DATE_NONE)
      add_promise(fill, group, &promises.list.data[i]);
  vec_release(&promises.list);
}

/* --- letters -------------------------------------------------------------------------------- */

static bool is_refused(const struct record *letter) {
  int answer = record_word(letter, LETTER_ANSWER, &words_answer);

  return answer == ANSWER_NO;
}

static bool letter_is_open(const struct filling *fill, const struct record *letter) {
  int due = record_day(letter, LETTER_DUE_ON);

  if (is_refused(letter) || record_has(letter, LETTER_OUTCOME_TOLD_ON))
    return false;
  return !record_has(letter, LETTER_THANKED_ON) || due == DATE_NONE ||
         due >= fill->today - LETTER_KEEPS_DAYS;
}

static void letter_step(struct filling *fill, const struct record *letter, struct row *row) {
  int asked = record_day(letter, LETTER_ASKED_ON), due = record_day(letter, LETTER_DUE_ON);
  int answered = record_day(letter, LETTER_ANSWERED_ON);

  if (record_has(letter, LETTER_THANKED_ON)) {
    row->text = keep_day(fill, "thanked ", record_day(letter, LETTER_THANKED_ON), "");
    row->right = "tell how it went";
  } else if (record_has(letter, LETTER_SUBMITTED_ON)) {
    row->text = keep_day(fill, "in since ", record_day(letter, LETTER_SUBMITTED_ON), "");
    row->right = "say thank you";
  } else if (record_has(letter, LETTER_MATERIALS_SENT_ON)) {
    row->text = keep_day(fill, "packet sent ", record_day(letter, LETTER_MATERIALS_SENT_ON), "");
    row->right = "not in yet";
  } else if (answered != DATE_NONE) {
    row->text = keep_day(fill, "said yes ", answered, "");
    row->right = "send the packet";
  } else if (asked != DATE_NONE) {
    bool hurried = due != DATE_NONE && due - asked < SHORT_NOTICE_DAYS;
    row->text = keep_day(fill, "asked ", asked, hurried ? ", short notice" : "");
    row->right = "no answer yet";
  } else {
    row->right = "ask";
  }
}

/* What a target is called: examples carry "(sample)" in their name. */
static const char *plain_name(struct filling *fill, const char *name) {
  const char *mark = strstr(name, " (sample)");

  return mark != NULL && mark[9] == '\0'
             ? arena_copy(&fill->page->arena, name, (size_t)(mark - name))
             : name;
}

static const char *letter_purpose(struct filling *fill, const struct record *letter) {
  const struct record *target =
      book_find(fill->book, TABLE_TARGETS, record_text(letter, LETTER_TARGET_ID));
  int due = record_day(letter, LETTER_DUE_ON);
  const char *name = target != NULL ? plain_name(fill, record_text(target, TARGET_NAME))
                                    : record_text(letter, LETTER_PURPOSE);

  return due == DATE_NONE
             ? name
             : arena_format(&fill->page->arena, "%s%s", name, keep_day(fill, ", due ", due, ""));
}

static bool same_purpose(const struct record *a, const struct record *b) {
  return strcmp(record_text(a, LETTER_PURPOSE), record_text(b, LETTER_PURPOSE)) == 0 &&
         strcmp(record_text(a, LETTER_DUE_ON), record_text(b, LETTER_DUE_ON)) == 0;
}

static void fill_purpose(struct filling *fill, size_t first) {
  const struct record *of = book_at(fill->book, TABLE_LETTERS, first);
  size_t in = 0, all = 0, heading_at;

  heading(fill, GROUP_LETTERS, "Letters", letter_purpose(fill, of));
  heading_at = fill->page->rows.len - 1;
  for (size_t i = first; i < book_count(fill->book, TABLE_LETTERS); i++) {
    const struct record *letter = book_at(fill->book, TABLE_LETTERS, i);
    struct row *row;
    if (!letter_is_open(fill, letter) || !same_purpose(of, letter))
      continue;
    all++;
    in += record_has(letter, LETTER_SUBMITTED_ON);
    row = add(fill, GROUP_LETTERS, TABLE_LETTERS, letter,
              book_ref_contact(fill->book, letter, LETTER_CONTACT_ID));
    row->left = row->contact != NULL ? record_text(row->contact, CONTACT_NAME)
                                     : record_text(letter, LETTER_CONTACT_ID);
    letter_step(fill, letter, row);
  }
  if (fill->page->rows.data[heading_at].right[0] != '\0')
    return; /* a line of the file was not read */
  fill->page->rows.data[heading_at].style = STYLE_MUTED;
  fill->page->rows.data[heading_at].right =
      arena_format(&fill->page->arena, "%zu of %zu %s in", in, all, in == 1 ? "is" : "are");
}

static bool purpose_was_seen(const struct filling *fill, size_t at) {
  for (size_t i = 0; i < at; i++)
    if (letter_is_open(fill, book_at(fill->book, TABLE_LETTERS, i)) &&
        same_purpose(book_at(fill->book, TABLE_LETTERS, i), book_at(fill->book, TABLE_LETTERS, at)))
      return true;
  return false;
}

static void fill_letters(struct filling *fill) {
  for (size_t i = 0; i < book_count(fill->book, TABLE_LETTERS); i++)
    if (letter_is_open(fill, book_at(fill->book, TABLE_LETTERS, i)) && !purpose_was_seen(fill, i))
      fill_purpose(fill, i);
}

/* --- doors --------------------------------------------------------------------------------------
 */

enum door_step { DOOR_THANK, DOOR_TELL, DOOR_STARTS, DOOR_UNDER_WAY, DOOR_DONE };

static enum door_step door_step(const struct record *door) {
  int stage = record_word(door, OPPORTUNITY_STAGE, &words_stage);

  if (!record_has(door, OPPORTUNITY_THANKED_ON) && stage != STAGE_LAPSED)
    return DOOR_THANK;
  if (stage == STAGE_DELIVERED)
    return record_has(door, OPPORTUNITY_REPORTED_ON) ? DOOR_DONE : DOOR_TELL;
  if (stage == STAGE_DECLINED || stage == STAGE_LAPSED)
    return DOOR_DONE;
  return record_has(door, OPPORTUNITY_MY_DEADLINE) && stage != STAGE_IN_PROGRESS ? DOOR_STARTS
                                                                                 : DOOR_UNDER_WAY;
}

static const char *door_next(struct filling *fill, const struct record *door, enum door_step step) {
  switch (step) {
  case DOOR_THANK:
    return "say thank you";
  case DOOR_TELL:
    return "tell the story";
  case DOOR_STARTS:
    return keep_day(fill, "starts ", record_day(door, OPPORTUNITY_MY_DEADLINE), "");
  default:
    return "under way";
  }
}

static void fill_doors(struct filling *fill) {
  bool begun = false;

  for (int step = DOOR_THANK; step < DOOR_DONE; step++)
    for (size_t i = 0; i < book_count(fill->book, TABLE_OPPORTUNITIES); i++) {
      const struct record *door = book_at(fill->book, TABLE_OPPORTUNITIES, i);
      struct row *row;
      if ((int)door_step(door) != step)
        continue;
      if (!begun)
        heading(fill, GROUP_DOORS, "Doors  ", "what someone opened for you");
      begun = true;
      row = add(fill, GROUP_DOORS, TABLE_OPPORTUNITIES, door,
                book_ref_contact(fill->book, door, OPPORTUNITY_CONTACT_ID));
      row->left = row->contact != NULL ? record_text(row->contact, CONTACT_NAME) : "";
      row->text = record_text(door, OPPORTUNITY_WHAT);
      row->right = door_next(fill, door, (enum door_step)step);
    }
}

/* --- goals
 * ---------------------------------------------------------------------------------------- */

static bool goal_is_open(const struct record *goal) {
  int status = record_word(goal, TARGET_STATUS, &words_target_status);

  return !record_has(goal, TARGET_DECIDED_ON) && status != TARGET_CLOSED &&
         status != TARGET_MATCHED && status != TARGET_DECLINED && status != TARGET_WITHDRAWN;
}

/* Somebody whose organisation bears the goal's name. */
static const struct record *works_there(const struct filling *fill, const char *name) {
  size_t len = strcspn(name, ",(");

  while (len > 0 && name[len - 1] == ' ')
    len--;
  for (size_t i = 0; len > 0 && i < book_count(fill->book, TABLE_CONTACTS); i++) {
    const struct record *contact = book_at(fill->book, TABLE_CONTACTS, i);
    const char *org = record_text(contact, CONTACT_ORG);
    if (strncmp(org, name, len) == 0 && (org[len] == '\0' || org[len] == ' '))
      return contact;
  }
  return NULL;
}

static void fill_goals(struct filling *fill) {
  bool begun = false;

  for (size_t i = 0; i < book_count(fill->book, TABLE_TARGETS); i++) {
    const struct record *goal = book_at(fill->book, TABLE_TARGETS, i);
    int decide = record_day(goal, TARGET_DECIDE_BY);
    const struct record *there;
    struct buf scratch = BUF_INIT;
    struct row *row;

    if (!goal_is_open(goal))
      continue;
    if (!begun)
      heading(fill, GROUP_GOALS, "Goals  ", "what you are aiming at");
    begun = true;
    there = works_there(fill, record_text(goal, TARGET_NAME));
    row = add(fill, GROUP_GOALS, TABLE_TARGETS, goal, NULL);
    row->left = plain_name(fill, record_text(goal, TARGET_NAME));
    row->text =
        words_spoken(&words_target_status, record_word(goal, TARGET_STATUS, &words_target_status));
    row->right = decide != DATE_NONE ? keep_day(fill, "decide by ", decide, "")
                 : there != NULL
                     ? arena_format(&fill->page->arena, "%s works there", called(there, &scratch))
                     : "–";
    buf_release(&scratch);
  }
}

static void fill(struct app *app, struct page *page) {
  struct filling fill = {app, page, session_book(&app->session), app->session.today};

  fill_promises(&fill, OWES_ME, GROUP_MINE, "You owe");
  fill_promises(&fill, OWES_THEM, GROUP_THEIRS, "They owe you");
  fill_letters(&fill);
  fill_doors(&fill);
  fill_goals(&fill);
}

/* --- painting
 * ------------------------------------------------------------------------------------------ */

static void paint_promise(struct frame *frame, const struct place *place, const struct row *row,
                          bool on) {
  bool narrow = place->col == 0;
  enum style style = row_style(on, row->style);
  int col = place->col + 2, who = narrow ? place->last - 20 : place->last - 30;

  frame_put(frame, place->row, col, who - col - 1, style, row->text);
  frame_put(frame, place->row, who, narrow ? 11 : 20, style, row->note);
  frame_put_right(frame, place->row, place->last, narrow ? 8 : 11, style, row->right);
}

static void paint_row(const struct app *app, const struct page *page, struct frame *frame,
                      const struct place *place, const struct row *row, bool on) {
  enum style style = row_style(on, STYLE_TEXT);
  bool narrow = place->col == 0;
  int end;

  (void)app;
  (void)page;
  if (row->group <= GROUP_THEIRS) {
    paint_promise(frame, place, row, on);
    return;
  }
  end = frame_put_right(frame, place->row, place->last, 24, style, row->right);
  frame_put(frame, place->row, place->col + 2, narrow ? end - 3 : 25, style, row->left);
  if (!narrow)
    frame_put(frame, place->row, WHAT_COLUMN,
              end - WHAT_COLUMN - 2 < WHAT_WIDTH ? end - WHAT_COLUMN - 2 : WHAT_WIDTH, style,
              row->text);
}

static void more(const struct app *app, const struct page *page, size_t from, struct buf *out) {
  static const char *const names[] = {"", "they owe you", "letters", "doors", "goals"};
  size_t count[5] = {0};

  (void)app;
  for (size_t i = from; i < page->rows.len; i++)
    count[page->rows.data[i].group] += page->rows.data[i].kind == ROW_ITEM;
  for (int group = 0; group < 5; group++)
    if (count[group] > 0 && group == GROUP_MINE)
      buf_addf(out, "%zu more you owe", count[group]);
    else if (count[group] > 0)
      buf_addf(out, "%s%s %zu", out->len > 0 ? " · " : "", names[group], count[group]);
}

static void paint_empty(const struct app *app, const struct page *page, struct frame *frame,
                        const struct place *place) {
  static const struct empty_line lines[] = {
      EMPTY_TEXT(STYLE_STRONG, "Nothing promised, either way."),
      EMPTY_TEXT(STYLE_TEXT, ""),
      EMPTY_ACT(ACT_PROMISE_WHO, "promise somebody something"),
      EMPTY_ACT(ACT_COMMAND, "letter, door, goal: the other things that have a next step"),
  };

  (void)page;
  paint_empty_lines(app, frame, place, lines,
                    sizeof lines / sizeof lines[0] - (app->shell == NULL));
}

static void hints(const struct app *app, const struct page *page, struct hints *out) {
  const struct row *row = page_selected(page);

  if (row == NULL) {
    hint_act(out, ACT_PROMISE_WHO, "promise");
    hint_act(out, ACT_FIND, NULL);
    hint_command(app, out);
    hint_act(out, ACT_HELP, NULL);
    return;
  }
  if (row->group <= GROUP_THEIRS) {
    hint_act(out, ACT_DONE, NULL);
    hint_act(out, ACT_LATER, NULL);
    hint_act(out, ACT_LET_GO, NULL);
    hint_act(out, ACT_WRITE, NULL);
    hint_act(out, ACT_ADD, NULL);
    hint_act(out, ACT_OPEN, "person");
    hint_act(out, ACT_FIND, NULL);
  } else {
    if (row->group != GROUP_GOALS)
      hint_act(out, ACT_DONE, "next step done");
    hint_act(out, row->contact != NULL ? ACT_WRITE : ACT_LET_GO, NULL);
    hint_act(out, ACT_ADD, "add…");
    hint_act(out, ACT_EDIT, NULL);
    hint_act(out, ACT_OPEN, "open");
  }
  hint_act(out, ACT_HELP, NULL);
}

static bool act(struct app *app, struct page *page, enum act act, unsigned *effects) {
  const struct row *row = page_selected(page);

  (void)effects;
  if (act == ACT_OPEN && row != NULL && row->contact == NULL) {
    edit_open(app, row->table, record_id(row->record));
    return true;
  }
  if (act != ACT_ADD)
    return false;
  if (row != NULL && row->group == GROUP_GOALS)
    add_row_open(app, TABLE_TARGETS, "");
  else if (row != NULL && row->group > GROUP_THEIRS)
    who_open(app, row->group == GROUP_LETTERS ? ASK_LETTER : ASK_DOOR);
  else
    who_open(app, ASK_PROMISE);
  return true;
}

const struct view view_promises = {
    .title = "Promises",
    .side = true,
    .bit = IN_PROMISES,
    .more_rows = 2,
    .fill = fill,
    .act = act,
    .paint_row = paint_row,
    .paint_empty = paint_empty,
    .more = more,
    .hints = hints,
    .text_column = 3,
};
