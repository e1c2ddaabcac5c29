#ifndef MENTEE_TUI_APP_H
#define MENTEE_TUI_APP_H
/*
 * The state of the full screen. app_update() takes a key and changes state only; app_paint() puts
 * the state on a grid of cells; neither knows of a terminal. What the loop has to do for a key is
 * in the effects.
 *
 * Views are pages on a stack: the lowest is a tab, a person is opened on top of it. Prompts, menus
 * and help are modals on a second stack; the topmost gets the keys. Rows and modals name things by
 * id, since records are gone after every change.
 */
#include "mentee/engine/search.h"
#include "mentee/session/acts.h"
#include "mentee/session/drafts.h"
#include "mentee/tui/frame.h"
#include "mentee/tui/keymap.h"
#include "mentee/tui/line_edit.h"
#include "mentee/tui/shell.h"

enum effect {
  FX_REPAINT = 1,
  FX_QUIT = 2,
  FX_REDRAW = 4, /* everything, whatever the terminal shows */
  FX_SUSPEND = 8,
  FX_EDITOR = 16, /* edit_text goes to the editor; then app_edited() */
  FX_COPY = 32    /* copy_text goes to the terminal's clipboard */
};

struct page;
struct modal;

struct app {
  struct world *world;
  struct session session;
  struct keymap keymap;
  struct due due;
  unsigned reads;       /* of the store, when everything was asked */
  struct finder finder; /* made when somebody looks for a name */
  struct search search; /* made when somebody looks for anything */
  bool has_finder, has_search;
  int rows, cols;
  bool ascii;
  VEC(struct page *) pages;
  VEC(struct modal *) modals;
  struct buf message;
  enum style message_style;
  struct buf there; /* "20:52 there" of the person under the cursor */
  struct buf edit_text, copy_text;
  struct draft_keeper keeper;      /* what is half typed, on disk */
  struct buf draft, draft_of;      /* a line put aside, and the prompt and person it was for */
  int people_sort, people_columns; /* of People */
  int events_year;                 /* of Events: years from the one that holds today */
  unsigned open_groups;            /* of Today: a bit a group */
  const struct shell *shell;       /* NULL: no commands */
  struct buf looked_for;           /* folded: what / looked for in what is read */
  void (*show)(void *context);     /* paints now, in the midst of long work; NULL: nobody does */
  bool (*wants_stop)(
      void *context); /* was Esc pressed since? of show_context; NULL: it cannot be */
  void *show_context;
  struct buf busy; /* what long work is under way; "" for none */
  int busy_permille;
  int64_t busy_since;    /* of the clock; 0: nothing is */
  struct buf waits_for;  /* the key that is pressed again: another mentee was saving */
  int64_t waits_until;   /* of the clock; 0: nothing waits */
  bool held_up;          /* this key met a store that another one writes in */
  VEC(char *) commands;  /* that were run, for ↑ */
  bool asked, keeps_it;  /* a text looked like patient data; Enter again keeps it */
  size_t conflicts_left; /* that a person puts off deciding */
  int last_ctrl_c;       /* seconds of the day, to tell twice from once */
};

/* Initialises *app also on failure; app_close() in both cases. */
bool app_open(struct app *app, struct world *world, struct err *err);
void app_close(struct app *app);
/* Before the first update, and before <Resize>. */
void app_size(struct app *app, int rows, int cols);
unsigned app_update(struct app *app, const char *key);
/* What FX_EDITOR asked for: edit_text as it came back, or why it did not (err not NULL). */
unsigned app_edited(struct app *app, const struct err *err);
/* Something waits to be tried again: the next tick is to come soon. */
bool app_waits(const struct app *app);
/* On the way out, whatever ended the loop: what is half typed is offered again. */
void app_keep(struct app *app);
/* The frame takes the app's size. */
void app_paint(const struct app *app, struct frame *frame);
#endif
