#ifndef MENTEE_TUI_TERM_H
#define MENTEE_TUI_TERM_H
/*
 * The terminal: the only room of ncurses (term_curses.c). It is taken with term_open() and given
 * back with term_close() as it was, on every way out: by a return, a signal that can be caught,
 * a crash, or memory running out.
 */
#include "mentee/base/buf.h"
#include "mentee/base/err.h"
#include "mentee/tui/frame.h"

struct term_options {
  const char *term; /* $TERM, "" where unset */
  bool colour, utf8, mouse;
  enum theme theme;
};

/* False where the cursor cannot be placed: TERM is "dumb", unset, or a printer. One that nobody
   knows is taken for a common one. */
bool term_holds_screen(const char *name);
/* ERR_USAGE where neither this terminal nor a common one is known here. */
bool term_open(const struct term_options *options, struct err *err);
void term_close(void);
void term_size(int *rows, int *cols);
bool term_ambiguous_is_wide(void); /* box drawing takes two columns here: draw in ASCII */

/*
 * Waits for a key, at most timeout_ms (-1: for ever); the key's text replaces what is in *key.
 * TERM_TICK: time passed. TERM_GONE: the terminal is gone, or a signal asked to end: term_signal()
 * says which (0: end of input).
 */
enum term_event { TERM_KEY, TERM_TICK, TERM_GONE };
enum term_event term_wait(int timeout_ms, struct buf *key);
int term_signal(void);

/* Writes the cells that differ from what is on the screen, and puts the cursor. */
void term_blit(const struct frame *frame);
void term_redraw(void); /* the next blit writes everything */
/* Gives the terminal to another program, and takes it again. */
void term_leave(void);
void term_return(void);
/* A sequence for the terminal itself, such as the clipboard's. */
void term_send(const char *bytes);
void term_suspend(void); /* Ctrl-Z: gives the terminal back, stops, takes it again */
/* After term_close(): ends the process by the signal that asked for it; returns where there was
 * none. */
void term_die_of_signal(void);
#endif
