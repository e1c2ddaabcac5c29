#ifndef MENTEE_TESTS_PTY_H
#define MENTEE_TESTS_PTY_H
/*
 * The real program in a pseudo-terminal whose other end is libvterm: what a person would see,
 * cell by cell, and what the terminal is left like. A test sends keys, waits until the program
 * has settled, and looks. An expectation that does not come true within the deadline fails the
 * test and prints the screen.
 *
 * The environment is closed: TERM=xterm-256color, LC_ALL=C.UTF-8, PATH, HOME (an empty folder that
 * goes with the test) and what the test adds.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pty;

struct pty_start {
  const char *program;     /* NULL: mentee */
  const char *const *args; /* after the program's name; NULL at the end, or NULL for none */
  const char *const *env;  /* "NAME=value", or "NAME" to take one away; as args */
  const char *store;       /* NULL: none; else this folder's files are copied to HOME/store, and
                              --store HOME/store stands before args */
  int rows, cols;          /* 0: 24, 80 */
};

/* Fixture of a cmocka test: *state becomes a struct pty with its HOME; teardown ends the program
   and takes HOME away, whatever the test did. */
int pty_setup(void **state);
int pty_teardown(void **state);

/* Starts the program; ends one that is still running first. */
void pty_run(struct pty *pty, const struct pty_start *start);
const char *pty_home(const struct pty *pty);
int pty_pid(const struct pty *pty);

/* Bytes as a keyboard would send them; then waits until the program has taken and answered them. */
void pty_keys(struct pty *pty, const char *bytes);
/* Only sends; for bytes that end the program, or many at once. */
void pty_send(struct pty *pty, const char *bytes, size_t len);
/*
 * Returns when the program has read all input, has answered, and waits for more: it has slept
 * since the last pty_send(), the terminal's queue is empty, its system call is a wait, and nothing
 * came for two milliseconds.
 */
void pty_settle(struct pty *pty);
void pty_resize(struct pty *pty, int rows, int cols);
void pty_kill(struct pty *pty, int signal);
/* The terminal goes away, as when a window is closed. Nothing can be looked at afterwards. */
void pty_hang_up(struct pty *pty);

/* One row as UTF-8 without its trailing blanks. Borrowed until the next call. */
const char *pty_row(struct pty *pty, int row);
/* Waits until some row contains the text; returns the row. */
int pty_expect(struct pty *pty, const char *text);
void pty_expect_row(struct pty *pty, int row, const char *text);
void pty_expect_absent(struct pty *pty, const char *text); /* settles, then looks once */
void pty_cursor(const struct pty *pty, int *row, int *col);

struct pty_cell {
  uint32_t chars[6]; /* the base and what combines with it; 0 at the end */
  int width;         /* 2: the next cell belongs to it; 0: this is such a cell */
  bool bold, reverse, underline;
  bool coloured; /* some colour that is not the terminal's default */
};
struct pty_cell pty_cell(const struct pty *pty, int row, int col);
bool pty_any_colour(const struct pty *pty);

/* Waits until some row contains the text; false where the program has ended before. */
bool pty_wait_for(struct pty *pty, const char *text);
/* For whoever traces the program and so waits for it: what it writes is thrown away meanwhile, and
   `status` is how it ended. */
void pty_throw_away(struct pty *pty);
void pty_has_ended(struct pty *pty, int status);
/* The same for a while. libvterm itself does not live through every size. */
void pty_throw_away_for(struct pty *pty, int milliseconds);
/* As pty_resize(), without waiting for an answer and without libvterm; then a new one of that size,
   which shows what is written from now on. */
void pty_resize_only(struct pty *pty, int rows, int cols);
void pty_new_screen(struct pty *pty, int rows, int cols);

/* Bytes that the program wrote since the last call. */
size_t pty_bytes_written(struct pty *pty);
/* Escape characters among the last 4096 bytes. */
size_t pty_escapes(const struct pty *pty);

bool pty_is_over(struct pty *pty); /* has it ended? */
/* Waits for the end; the status as waitpid() gives it. Fails the test after ten seconds. */
int pty_end(struct pty *pty);
void pty_expect_exit(struct pty *pty, int status);
void pty_expect_signal(struct pty *pty, int signal);
/* The terminal is as it was before the program: modes of the line, normal screen, cursor shown, no
   mouse, no bracketed paste, no attribute left on. */
bool pty_is_restored(struct pty *pty);
void pty_expect_restored(struct pty *pty);
#endif
