/* One event: whom you met or want to meet, and what you came for. */
#include "events.h"

#include "mentee/base/text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum group { GROUP_MET, GROUP_CHOSEN, GROUP_NOT, GROUP_GOALS };

struct filling {
  const struct app *app;
  struct page *page;
  const struct book *book;
  const struct record *event;
  int today;
};

static const struct record *whose(const struct app *app, const struct page *page) {
  return book_find(session_book(&app->session), TABLE_EVENTS, page->subject);
}

static const char *keep(struct filling *fill, struct buf *text) {
  const char *kept = arena_dup(&fill->page->arena, buf_text(text));

  buf_release(text);
  return kept;
}

static bool has_begun(const struct filling *fill) {
  return record_day(fill->event, EVENT_STARTS_ON) <= fill->today;
}

static enum group group_of(const struct filling *fill, const struct record *person) {
  if (record_yes(person, EVENT_PERSON_MET))
    return GROUP_MET;
  return has_begun(fill) && record_day(fill->event, EVENT_ENDS_ON) < fill->today ? GROUP_NOT
                                                                                 : GROUP_CHOSEN;
}

/* "13 Nov 10:00, fifteen minutes" */
static const char *slot_text(struct filling *fill, const struct record *person) {
  const char *slot = record_text(person, EVENT_PERSON_SLOT);
  int minutes = record_number(person, EVENT_PERSON_MINUTES);
  char iso[11] = "", day[DATE_TEXT_SIZE];
  struct buf text = BUF_INIT;

  if (strlen(slot) >= 10)
    memcpy(iso, slot, 10);
  if (date_parse(iso) != DATE_NONE)
    buf_addf(&text, "%s%s", date_short(date_parse(iso), day), slot + 10);
  else
    buf_adds(&text, slot);
  if (minutes > 0) {
    buf_adds(&text, text.len > 0 ? ", " : "");
    number_word(minutes, &text);
    buf_adds(&text, " minutes");
  }
  return keep(fill, &text);
}

/* Somebody without a row of their own: "Poster 214 presenter (radiomics), did not catch ..." */
static void split_name(struct filling *fill, const char *name, struct row *row) {
  size_t len = strcspn(name, "(,");
  struct buf rest = BUF_INIT, left = BUF_INIT;

  buf_add(&left, name, len);
  while (left.len > 0 && left.data[left.len - 1] == ' ')
    buf_cut(&left, left.len - 1);
  row->left = keep(fill, &left);
  for (const char *at = name + len; *at != '\0'; at++) {
    if (*at == ')')
      buf_adds(&rest, at[1] == ',' ? ";" : "");
    else if (*at != '(' && !(*at == ',' && (at[-1] == ')' || rest.len == 0)) &&
             !(*at == ' ' && rest.len == 0))
      buf_addc(&rest, *at);
  }
  row->text = keep(fill, &rest);
}

/* By the line that is still open (modal_event.c). */
static bool is_just_added(const struct filling *fill, const struct record *person) {
  return strstr(buf_text(&fill->page->extra), record_id(person)) != NULL;
}

static const char *thanks_text(struct filling *fill, const struct record *person) {
  int thanked = record_day(person, EVENT_PERSON_FOLLOWED_UP_ON);
  struct buf text = BUF_INIT;

  if (is_just_added(fill, person))
    return "just now";
  if (thanked != DATE_NONE) {
    buf_adds(&text, "thanked ");
    day_brief(thanked, fill->today, &text);
    return keep(fill, &text);
  }
  return record_yes(person, EVENT_PERSON_MET) ? "to thank" : "";
}

static void add_person(struct filling *fill, enum group group, const struct record *person) {
  struct row *row = page_row(fill->page, ROW_ITEM, (int)group);
  const struct record *contact = book_ref_contact(fill->book, person, EVENT_PERSON_CONTACT_ID);
  const struct record *talk = contact != NULL ? event_talk(fill->app, fill->event, contact) : NULL;
  const char *name = record_text(person, EVENT_PERSON_NAME);

  row->key = record_id(person);
  row->record = person;
  row->table = TABLE_EVENT_PEOPLE;
  row->contact = contact;
  if (contact != NULL)
    row->left = record_text(contact, CONTACT_NAME);
  else
    split_name(fill, name, row);
  if (record_has(person, EVENT_PERSON_QUESTION))
    row->text = record_text(person, EVENT_PERSON_QUESTION);
  else if (record_has(person, EVENT_PERSON_NOTE))
    row->text = record_text(person, EVENT_PERSON_NOTE);
  else if (record_has(person, EVENT_PERSON_SLOT))
    row->text = slot_text(fill, person);
  else if (contact != NULL)
    row->text = talk != NULL ? record_text(talk, INTERACTION_SUBJECT) : "";
  row->right =
      group == GROUP_CHOSEN && !is_just_added(fill, person)
          ? words_spoken(&words_intent, record_word(person, EVENT_PERSON_INTENT, &words_intent))
          : thanks_text(fill, person);
}

static bool is_of(const struct filling *fill, const struct record *person, enum group group) {
  return strcmp(record_text(person, EVENT_PERSON_EVENT_ID), record_id(fill->event)) == 0 &&
         group_of(fill, person) == group;
}

/* Those to thank come first, those who are being added last: in the order of their lines. */
static int rank_of(const struct filling *fill, const struct record *person) {
  if (is_just_added(fill, person))
    return 2;
  return record_has(person, EVENT_PERSON_FOLLOWED_UP_ON) ? 1 : 0;
}

static void fill_group(struct filling *fill, enum group group, const char *title) {
  size_t count = 0, total = book_count(fill->book, TABLE_EVENT_PEOPLE);

  for (size_t i = 0; i < total; i++)
    count += is_of(fill, book_at(fill->book, TABLE_EVENT_PEOPLE, i), group);
  if (count == 0)
    return;
  page_blank(fill->page);
  page_heading(fill->page, (int)group, title)->note =
      arena_format(&fill->page->arena, "%zu", count);
  for (int rank = 0; rank <= 2; rank++)
    for (size_t i = 0; i < total; i++) {
      const struct record *person = book_at(fill->book, TABLE_EVENT_PEOPLE, i);
      if (is_of(fill, person, group) && rank_of(fill, person) == rank)
        add_person(fill, group, person);
    }
}

static int count_met(const struct filling *fill, int intent) {
  int met = 0;

  for (size_t i = 0; i < book_count(fill->book, TABLE_EVENT_PEOPLE); i++) {
    const struct record *person = book_at(fill->book, TABLE_EVENT_PEOPLE, i);
    bool mine = strcmp(record_text(person, EVENT_PERSON_EVENT_ID), record_id(fill->event)) == 0;
    bool suits = intent < 0 || record_word(person, EVENT_PERSON_INTENT, &words_intent) == intent;
    met += mine && suits && record_yes(person, EVENT_PERSON_MET);
  }
  return met;
}

static void add_goal(struct filling *fill, int wanted, int met, const char *before, const char *one,
                     const char *many) {
  struct buf text = BUF_INIT, got = BUF_INIT;
  struct row *row;

  if (wanted <= 0)
    return;
  row = page_row(fill->page, ROW_TEXT, GROUP_GOALS);
  buf_adds(&text, before);
  number_word(wanted, &text);
  buf_addf(&text, " %s", wanted == 1 ? one : many);
  row->left = keep(fill, &text);
  if (met > 0) {
    number_word(met, &got);
    buf_adds(&got, " met");
  } else {
    buf_adds(&got, record_day(fill->event, EVENT_ENDS_ON) < fill->today ? "next time" : "");
    row->style = STYLE_MUTED;
  }
  row->text = keep(fill, &got);
}

static void fill_goals(struct filling *fill) {
  int meet = record_number(fill->event, EVENT_GOAL_MEET);
  int again = record_number(fill->event, EVENT_GOAL_RECONNECT);
  int programs = record_number(fill->event, EVENT_GOAL_PROGRAMS);

  if (meet <= 0 && again <= 0 && programs <= 0)
    return;
  page_blank(fill->page);
  page_heading(fill->page, GROUP_GOALS, has_begun(fill) ? "You came to" : "You are going to");
  add_goal(fill, meet, count_met(fill, INTENT_MEET), "meet ", "person", "people");
  add_goal(fill, programs, count_met(fill, INTENT_LEARN_PROGRAM), "learn about ", "program",
           "programs");
  add_goal(fill, again, count_met(fill, INTENT_RECONNECT), "see ", "old friend", "old friends");
}

static void fill(struct app *app, struct page *page) {
  struct filling fill = {app, page, session_book(&app->session), whose(app, page),
                         app->session.today};

  if (fill.event == NULL)
    return;
  fill_group(&fill, GROUP_MET, "Met");
  fill_group(&fill, GROUP_CHOSEN, has_begun(&fill) ? "Still to meet" : "To meet");
  fill_group(&fill, GROUP_NOT, "Not this time");
  fill_goals(&fill);
}

/* --- painting ------------------------------------------------------------------------------ */

static int head_rows(const struct app *app, const struct page *page) {
  (void)app;
  (void)page;
  return 3;
}

/* "Thank-you notes are best by today, day five." */
static void advice(const struct app *app, const struct record *event, struct buf *out) {
  int to = record_day(event, EVENT_ENDS_ON), today = app->session.today, day = today - to;

  if (record_word(event, EVENT_KIND, &words_event) != EVENT_CONFERENCE || to == DATE_NONE)
    return;
  if (day < 0)
    buf_adds(out, "Whom would you like to meet? Three is plenty.");
  else if (day <= EVENT_THANKS_DAYS) {
    event_thanks_best(app, event, out);
    out->data[0] = 'T';
    buf_adds(out, ".");
  } else if (day <= 30)
    buf_adds(out, "A late note still counts.");
}

/* Of another year, where the name does not end in it. */
static void add_year(const struct record *event, const struct buf *name, int today,
                     struct buf *days) {
  int year = date_to_civil(record_day(event, EVENT_STARTS_ON)).year;
  char text[16];

  snprintf(text, sizeof text, "%d", year);
  if (days->len > 0 && year != date_to_civil(today).year && strstr(buf_text(name), text) == NULL)
    buf_addf(days, " %s", text);
}

static void paint_head(const struct app *app, const struct page *page, struct frame *frame,
                       const struct place *place) {
  const struct record *event = whose(app, page);
  struct buf name = BUF_INIT, days = BUF_INIT, text = BUF_INIT;

  if (event == NULL)
    return;
  event_name(event, &name);
  event_days(event, &days);
  add_year(event, &name, app->session.today, &days);
  advice(app, event, &text);
  place_put(frame, place, place->row, place->col, STYLE_STRONG, buf_text(&name));
  frame_put_right(frame, place->row, place->last, 20, STYLE_MUTED, buf_text(&days));
  place_put(frame, place, place->row + 1, place->col, STYLE_TEXT, buf_text(&text));
  buf_release(&name);
  buf_release(&days);
  buf_release(&text);
}

static void paint_empty(const struct app *app, const struct page *page, struct frame *frame,
                        const struct place *place) {
  static const struct empty_line lines[] = {
      EMPTY_TEXT(STYLE_STRONG, "Nobody chosen."),
      EMPTY_TEXT(STYLE_TEXT, ""),
      EMPTY_ACT(ACT_ADD, "whom you would like to meet; three is plenty"),
  };
  struct place head = *place;

  head.row = app_layout(app).body;
  head.rows = 3;
  head.col = app_layout(app).margin;
  paint_head(app, page, frame, &head);
  paint_empty_lines(app, frame, place, lines, sizeof lines / sizeof lines[0]);
}

static bool act(struct app *app, struct page *page, enum act act, unsigned *effects) {
  const struct row *row = page_selected(page);

  (void)effects;
  if (act == ACT_ADD) {
    event_people_open(app, page->subject);
    return true;
  }
  return act == ACT_OPEN && row == NULL;
}

static void hints(const struct app *app, const struct page *page, struct hints *out) {
  (void)app;
  hint_act(out, ACT_ADD, "add people");
  if (page_selected(page) != NULL) {
    hint_act(out, ACT_WRITE, NULL);
    hint_act(out, ACT_DONE, "thanked");
    hint_act(out, ACT_LOG, NULL);
    hint_act(out, ACT_EDIT, NULL);
  }
  hint_act(out, ACT_BACK, NULL);
  hint_act(out, ACT_HELP, NULL);
}

const struct view view_event = {
    .title = "Events",
    .side = true,
    .bit = IN_EVENT,
    .more_rows = 1,
    .fill = fill,
    .act = act,
    .head_rows = head_rows,
    .paint_head = paint_head,
    .paint_row = paint_name_row,
    .paint_empty = paint_empty,
    .hints = hints,
    .text_column = 3,
};
