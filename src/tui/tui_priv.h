#ifndef MENTEE_TUI_PRIV_H
#define MENTEE_TUI_PRIV_H
/* What views and modals are made of. */
#include "mentee/tui/app.h"
#include "mentee/tui/keymap.h"

/* --- the grid of a screen (layout.c) ------------------------------------------------ */

struct layout {
  bool narrow;           /* 40-59 columns: one column of names as you call them, no panel */
  bool low;              /* 10-15 rows: one header row, no panel, no blank lines */
  bool side;             /* from 110 columns on the panel stands at the right */
  int margin;            /* the column of headings and of the cursor mark */
  int last;              /* the last column of the list */
  int body;              /* the first row under header and banner */
  int list_rows;         /* rows of the list, from body on */
  int panel, panel_rows; /* first row and rows of the panel; 0 rows: none */
  int message, keys;     /* rows */
};
struct layout app_layout(const struct app *app);
bool app_too_small(const struct app *app);

/* A rectangle to paint in: rows from row on, columns col to last. */
struct place {
  int row, rows, col, last;
  bool small; /* the whole of a small screen */
};

/* --- rows and pages (page.c) ---------------------------------------------------------- */

enum row_kind { ROW_BLANK, ROW_HEADING, ROW_TEXT, ROW_ITEM };

struct row {
  enum row_kind kind;
  int group;
  const char *key;              /* of an item: where the cursor stays when rows change */
  const struct record *contact; /* whom it is about, or NULL */
  const struct record *record;
  enum table_id table;
  const char *left, *text, *note, *right; /* never NULL */
  int line, reason; /* of due.lines or of what was found, of due.reasons; -1 */
  int count;        /* what a closed group holds */
  enum style style; /* of the text where the row is not the cursor's */
};

struct view;
struct page {
  const struct view *view;
  struct arena arena; /* of the rows' texts */
  VEC(struct row) rows;
  size_t cursor, top;
  char *subject;    /* id of the person, event ... it is about; "" */
  struct buf extra; /* what the view keeps: unfolded rows */
  struct buf held;  /* the key of the row held_at: a change may take the book from under the rows */
  size_t held_at;
  bool stale;
};

struct page *page_new(const struct view *view, const char *subject);
void page_free(struct page *page);
void page_clear_rows(struct page *page);
struct row *page_row(struct page *page, enum row_kind kind, int group);
struct row *page_heading(struct page *page, int group, const char *text);
void page_blank(struct page *page);
const struct row *page_selected(const struct page *page);
/* Remembers the cursor's row, for when the rows are filled anew. */
void page_hold(struct page *page);
/* Fills the rows anew and keeps the cursor on its key, else on what came next. */
void page_refill(struct app *app, struct page *page);
void page_move(struct page *page, int by);
void page_move_rows(struct page *page, int rows);
void page_edge(struct page *page, bool last);
void page_section(struct page *page, bool back);
/* One past the last row that a window of so many rows from top shows, where `more` rows are kept
   for a line that says what follows. */
size_t page_end(const struct page *page, size_t top, int rows, int more);
void page_scroll(struct page *page, int rows, int more);

/* --- views ------------------------------------------------------------------------------ */

struct hint {
  enum act act;     /* ACT_NONE: key is a text */
  const char *key;  /* as shown */
  const char *word; /* NULL: the act's own */
  int rank; /* 0 is the most useful; the last ones fall off where they do not fit; of the n-th
               one twice n, where nothing else is said */
};
#define HINTS_MOST 16
struct hints {
  bool read_only; /* acts that change something are left out */
  const struct keymap *keymap;
  struct hint list[HINTS_MOST];
  size_t len;
};
void hint_act(struct hints *hints, enum act act, const char *word);
void hint_key(struct hints *hints, const char *key, const char *word);
/* Left out, and refused with the reason, where the store cannot be written. */
bool act_changes_something(enum act act);
/* `:`, where there are commands. */
void hint_command(const struct app *app, struct hints *hints);

struct view {
  const char *title; /* of its tab; "" for none */
  unsigned bit;      /* of view_bits */
  const char *aside; /* at the right of the title, where it is titled */
  bool titled;       /* its title instead of the tabs: digits do not switch views */
  bool plain;        /* no header and no rule */
  bool own_title;    /* on a narrow screen its first line stands for the header */
  bool panel;        /* says who is under the cursor */
  bool side;         /* says so at the right of a wide screen alone */
  int more_rows;     /* what the line about the rest takes, with the blank line before it */
  void (*fill)(struct app *app, struct page *page);
  /* False: not mine, the app's own are tried. */
  bool (*act)(struct app *app, struct page *page, enum act act, unsigned *effects);
  /* Rows above the list that do not scroll; paint_head paints them from place.row on (NULL: they
     are blank). */
  int (*head_rows)(const struct app *app, const struct page *page);
  void (*paint_head)(const struct app *app, const struct page *page, struct frame *frame,
                     const struct place *place);
  void (*paint_row)(const struct app *app, const struct page *page, struct frame *frame,
                    const struct place *place, const struct row *row, bool on);
  void (*paint_panel)(const struct app *app, const struct page *page, struct frame *frame,
                      const struct place *place);
  void (*paint_empty)(const struct app *app, const struct page *page, struct frame *frame,
                      const struct place *place);
  void (*more)(const struct app *app, const struct page *page, size_t from, struct buf *out);
  void (*status)(const struct app *app, const struct page *page, struct buf *left,
                 struct buf *right);
  void (*hints)(const struct app *app, const struct page *page, struct hints *hints);
  int text_column; /* where the hardware cursor stands in a row */
};
extern const struct view view_today, view_people, view_week, view_promises, view_events, view_event,
    view_team, view_settings, view_history, view_person, view_leaving, view_side, view_thought,
    view_welcome;
/* The views of row 0, by their digits. */
extern const struct view *const app_tabs[];
extern const size_t app_tab_count;

struct page *app_page(const struct app *app);
void app_open_page(struct app *app, const struct view *view, const char *subject);
void app_switch_view(struct app *app, const struct view *view);
void app_close_page(struct app *app);
/* After a change of the store: everything is asked again. */
void app_changed(struct app *app);
const struct finder *app_finder(struct app *app);
struct search *app_search(struct app *app);
/* The person that a key acts on: under the cursor, or whose page this is. NULL: nobody. */
const struct record *app_contact(const struct app *app);
unsigned app_quit(struct app *app);
/* What an act does where the view does not want it for itself. */
unsigned app_act(struct app *app, struct page *page, enum act act);
void app_keep_draft(struct app *app);
void app_take_up_draft(struct app *app);
bool app_open_sample(struct app *app, struct err *err);
void app_open_own(struct app *app, struct err *err);
void app_first_page(struct app *app);
/* Asks what to keep, where something was done in it (sample_carry.c). */
unsigned sample_leave(struct app *app);

/* --- saying (message row) -------------------------------------------------------------- */

void app_say(struct app *app, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* After a change: what the session has to say of it, else this. */
void app_say_done(struct app *app, const char *format, ...) __attribute__((format(printf, 2, 3)));
void app_say_err(struct app *app, const struct err *err);

/* --- another mentee is saving (app_wait.c) ------------------------------------------------- */

/* A save met the lock of another one: says so, and the key is pressed again at each tick, for ten
   seconds. False: they are over. */
bool wait_begin(struct app *app, const struct err *err);
/* After a key (or "<Edited>"): whether it waits. */
void wait_look(struct app *app, const char *key);
/* The ten seconds are over: what waited is tried for the last time. */
bool wait_is_over(const struct app *app);
/* Whatever waits is left alone: nothing of it was saved. */
void wait_leave(struct app *app);

/* --- what the store says of itself (store_state.c) --------------------------------------- */

/* What a person should know of the store before anything else. */
void app_say_state(struct app *app);
/* "line 12 not read", of the first line of a file that was not; "". */
const char *not_read_text(const struct app *app, struct arena *arena, enum table_id table);
/* Reads what others wrote; true where there was something, which is said. */
bool app_follow(struct app *app, struct err *err);

/* Long work, and how far it is (busy.c): nothing is seen of it for the first moment. False: Esc was
   pressed, and the work is to stop with nothing done. */
bool busy_show(struct app *app, const char *what, size_t done, size_t total);
void busy_over(struct app *app);
void busy_paint(const struct app *app, struct frame *frame, int row);

/* --- modals ----------------------------------------------------------------------------- */

struct modal_kind {
  const char *name;
  bool whole_body; /* covers the list: help, find */
  bool whole_screen;
  bool keeps_more; /* the list keeps its line about the rest */
  /* Saves against what was read when it opened: until it closes nothing is read again, so that a
     field which changes elsewhere meanwhile is asked about and not overwritten. */
  bool holds_book;
  int (*rows)(const struct app *app, const struct modal *modal); /* of the panel; NULL: 4 */
  /* The first row of the panel, and what stands at its right. NULL: none. */
  void (*title)(const struct app *app, const struct modal *modal, struct buf *left,
                struct buf *right);
  /* "Log": what stands before the line that is typed; NULL: nothing is typed. */
  const char *(*prompt)(const struct app *app, const struct modal *modal);
  const char *ghost; /* what an empty line could hold */
  unsigned (*key)(struct app *app, struct modal *modal, const char *key);
  /* What is under the title. */
  void (*paint)(const struct app *app, const struct modal *modal, struct frame *frame,
                const struct place *place);
  void (*hints)(const struct app *app, const struct modal *modal, struct hints *hints);
  /* To the next place that holds the words: from here (0), after it (1) or before it (-1); around
     the end. False: there is none. NULL: nothing is read here. */
  bool (*look)(struct app *app, struct modal *modal, const char *words, int by);
  /* What is typed so far, and under which name it is offered again; NULL: nothing is kept. */
  void (*draft)(const struct app *app, const struct modal *modal, struct buf *of, struct buf *text);
  /* The editor gave app->edit_text back; err: it did not. */
  unsigned (*edited)(struct app *app, struct modal *modal, const struct err *err);
  void (*changed)(struct app *app, struct modal *modal); /* the book did */
  void (*release)(struct modal *modal);
};
struct modal {
  const struct modal_kind *kind;
  struct line_edit line;
  void *state; /* of its kind; freed after release */
};
struct modal *app_modal(const struct app *app);
struct modal *app_push_modal(struct app *app, const struct modal_kind *kind, void *state);
void app_pop_modal(struct app *app);

/* Fields that were changed in two places: asks about the first, where there are any. */
void conflict_look(struct app *app);
/* A save met a change of the same field elsewhere, and both values wait to be asked about. */
bool conflict_waits(struct app *app);
/* Lines that wait in the inbox of mentee.conf: asks whether to log them. */
void inbox_look(struct app *app);
void help_open(struct app *app);
void command_open(struct app *app);
void find_open(struct app *app);
/* `/` in what is read; then n (1) and N (-1): the next place that holds the words. */
void look_open(struct app *app);
void look_on(struct app *app, int by);
void look_hints(const struct app *app, struct hints *hints);
bool text_holds(const char *text, const char *folded_words);
/* The words that a log line and a role can be said in. */
void words_open(struct app *app);

/* Asks for a file, or reads one; then what would become of everybody in it. */
void import_ask(struct app *app);
bool import_open(struct app *app, const char *path);
/* A page to read. */
void text_open(struct app *app, const char *title, const char *aside, const char *text);
/* The template of the reason (or of that name), in the editor. */
unsigned write_open(struct app *app, const char *contact, const struct reason *reason,
                    const char *name);

/* To somebody whom one would like to meet at an event that is to come. */
unsigned write_open_asking(struct app *app, const struct record *event_person);
/* To everybody of an event whom one has still to thank, or to ask before it, one after another;
   false: nobody. */
bool write_open_all(struct app *app, const char *event);

enum ask_then { ASK_LOG, ASK_PROMISE, ASK_MEET, ASK_WRITE, ASK_LETTER, ASK_DOOR };
/* Asks who, then goes on. */
void who_open(struct app *app, enum ask_then then);
void line_open_for(struct app *app, enum ask_then then, const char *contact);
/* Where the log is of a reason with a plan, the plan's id. */
void log_open(struct app *app, const char *contact, const char *planned_id);
/* "Logged for 17 November. Dr Lan: next around 26 January.  u undoes" */
void say_logged(struct app *app, const char *contact, int day);
/* The form of an entry, with what was typed in the line. */
void log_form_open(struct app *app, const struct log_entry *entry);
/* Advice was written down with a touch: will you come back to it? */
void offer_circle_back(struct app *app, const char *touch);
void add_open(struct app *app, const char *name);
/* Forms of the tables (form_rows.c). */
void edit_open(struct app *app, enum table_id table, const char *id);
/* The same in the editor (modal_row_text.c). */
unsigned row_text_open(struct app *app, enum table_id table, const char *id);
/* One or the other. */
unsigned edit_row_of(struct app *app, enum table_id table, const char *id, bool as_text);
void add_row_open(struct app *app, enum table_id table, const char *contact);
void add_menu_open(struct app *app, const char *contact);
/* What d, z and x act on, by name (thing.c). */
struct thing {
  enum rule_id rule; /* RULE_COUNT: no reason, a row of a table */
  enum table_id table;
  char *id, *row; /* of the person or event; of the record */
  bool ticked;
};
/* The reason that a row shows, or that its record has; NULL: none. */
const struct reason *row_about(const struct app *app, const struct row *row);
struct thing thing_of_reason(const struct reason *reason);
struct thing thing_copy(const struct thing *thing);
struct thing thing_of_row(const struct app *app, const struct row *row);
void thing_release(struct thing *thing);
const struct reason *thing_reason(const struct app *app, const struct thing *thing);
const struct record *thing_record(const struct app *app, const struct thing *thing);
const struct record *thing_contact(const struct app *app, const struct thing *thing);
void thing_what(const struct app *app, const struct thing *thing, struct buf *out);
void thing_who(const struct app *app, const struct thing *thing, struct buf *out);
void thing_when(const struct app *app, const struct thing *thing, struct buf *out);
void thing_let_go(struct app *app, const struct thing *thing);
void event_add_open(struct app *app);
void event_people_open(struct app *app, const char *event);

/* "Sent: Revised Table 2, for Casimir.  u undoes" */
void say_done(struct app *app, const char *text, const char *who);
void answer_open(struct app *app, const char *letter);
void next_step(struct app *app, const struct row *row);

/* d, z and x on a row. */
unsigned row_done(struct app *app, const struct row *row);
unsigned row_later(struct app *app, const struct row *row);
unsigned row_let_go(struct app *app, const struct row *row);

/* --- painting ----------------------------------------------------------------------------- */

/* The cursor's row takes style C, whatever it is else; muted things stay muted. */
enum style row_style(bool on, enum style style);
int place_width(const struct place *place);
/* Within the place: from a column on, or ending in its last. */
int place_put(struct frame *frame, const struct place *place, int row, int col, enum style style,
              const char *text);
/* Of a view: a blank row between the rule and its list, where there is room. */
int head_of_one_row(const struct app *app, const struct page *page);
/* Of a view: a name, what about them, and when. */
void paint_name_row(const struct app *app, const struct page *page, struct frame *frame,
                    const struct place *place, const struct row *row, bool on);
/* A key and what it does, at a column; returns where the next one can begin. */
int put_choice(struct frame *frame, const struct place *place, int row, int col, const char *key,
               const char *text);
/* "[x] sent: Revised Table 2" */
void paint_tick(struct frame *frame, const struct place *place, int row, bool ticked, bool on,
                const char *text);
/* The line that is typed, the part around the cursor, from one column to another. */
void paint_input(struct frame *frame, int row, int col, int last, const struct modal *modal);
/* Key-and-words lines of an empty view, from place.row on. */
struct empty_line {
  enum style style;
  enum act act; /* whose key it is, as it is bound; ACT_NONE: none, or that of `key` */
  const char
      *key; /* of what is open, which nobody binds; NULL: the text stands in the first column */
  const char *text;
};
#define EMPTY_TEXT(style, text)                                                                    \
  { style, ACT_NONE, NULL, text }
#define EMPTY_ACT(act, text)                                                                       \
  { STYLE_TEXT, act, NULL, text }
#define EMPTY_KEY(key, text)                                                                       \
  { STYLE_TEXT, ACT_NONE, key, text }
void paint_empty_lines(const struct app *app, struct frame *frame, const struct place *place,
                       const struct empty_line *lines, size_t count);
void paint_hints(struct frame *frame, int row, int margin, int last, const struct hints *hints);
/* Of a line that is no person's (paint_event.c). */
void paint_event_panel(const struct app *app, struct frame *frame, const struct place *place,
                       const struct row *row);
void leaving_title(const struct app *app, const struct record *event, struct buf *left,
                   struct buf *right);
/* Why Today says that one leaves that building; NULL: it does not. */
const struct reason *leaving_reason(const struct app *app, const char *event);
struct health;
/* The thought of that key ("H5 o0003"), or NULL; the caller releases *health (view_team.c). */
const struct thought *team_thought(const struct app *app, const char *key, struct health *health);
/* At the right of a wide screen (paint_side.c). */
void paint_side_panel(const struct app *app, struct frame *frame, const struct place *place,
                      const struct record *contact, int line);
void paint_contact_panel(const struct app *app, struct frame *frame, const struct place *place,
                         const struct record *contact, int line);
/* text with the words that were looked for in style match */
void paint_found(struct frame *frame, int row, int col, int max, enum style style, const char *text,
                 const char *folded_words);
/* Prose cut at a word, ending in "…". */
int put_words(struct frame *frame, int row, int col, int max, enum style style, const char *text);

/* --- people in words (person_text.c) ---------------------------------------------------------- */

/* The name where it fits, else how they are called with the family name: "Billie Castellanos-Wu".
 */
const char *fitting_name(const struct record *contact, int width, struct buf *scratch);
const char *called(const struct record *contact, struct buf *scratch);
/* "Dr Tōgawa · ha-ROO-ka TOH-gah-wa · she/her" */
void person_aside(const struct record *contact, bool with_call_by, bool with_credentials,
                  struct buf *out);
/* "mentor (clinical) since Jan 2025"; all: the further ones after it */
void person_roles(const struct app *app, const struct record *contact, bool all, struct buf *out);
/* "14 Nov, poster: Her constraints poster" or "" */
void person_last(const struct app *app, const struct record *contact, struct buf *out);
/* "end-of-block feedback", "12 Sep 2025": the last thing that was talked about, and when. */
void person_fact(const struct app *app, const struct record *contact, struct buf *what,
                 struct buf *when);
/* "20:52 there", or "" where the difference is less than three hours. */
void person_there(const struct app *app, const struct record *contact, struct buf *out);
/* "18 Aug" of this year, else "Sep 2025"; "" for no day. */
void day_brief(int day, int today, struct buf *out);
/* Reasons of a contact: the line of due that is theirs, or NULL. */
const struct due_line *person_line(const struct app *app, const struct record *contact);
/* Its place in due.lines, -1: none. */
int person_line_index(const struct app *app, const struct record *contact);
const char *first_line(struct arena *arena, const char *text);
/* "SNO annual meeting 2026", "12–15 Nov" */
void event_name(const struct record *event, struct buf *out);
void event_days(const struct record *event, struct buf *out);
void number_word(int number, struct buf *out);    /* "three"; figures from sixteen on */
void add_part(struct buf *out, const char *part); /* " · " between parts; "" adds nothing */
#endif
