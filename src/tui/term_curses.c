/*
 * The only file of ncurses, and one of three that own state: a terminal is one per process, and
 * signal handlers can reach nothing else.
 */
#define NCURSES_NOMACROS 1
#include "mentee/tui/term.h"

#include "mentee/base/text.h"
#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#define PASTE_LIMIT ((size_t)1 << 20)
#define ESC_WAIT_MS 25

/* Said to the terminal by name, since a crash handler may only write(2). */
#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"

enum { CODE_PASTE_START = KEY_MAX + 1, CODE_PASTE_END, CODE_SHIFT_TAB };

static struct {
  SCREEN *screen;
  struct termios before;
  bool has_before, open;
  struct term_options options;
  struct cell *shown; /* what the terminal shows, cell for cell */
  int rows, cols;
  char leave[256]; /* rmcup and friends, for a crash */
  size_t leave_len;
} term;

static volatile sig_atomic_t got_signal, got_resize, got_stop;
static int wake[2] = {-1, -1}; /* a handler's byte ends the poll that the signal came just before */

static const int ending_signals[] = {SIGINT,  SIGTERM, SIGHUP,    SIGQUIT, SIGALRM,
                                     SIGUSR1, SIGUSR2, SIGVTALRM, SIGPROF};
static const int crash_signals[] = {SIGSEGV, SIGABRT, SIGBUS,  SIGFPE,
                                    SIGILL,  SIGSYS,  SIGTRAP, SIGXCPU};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* --- signals -------------------------------------------------------------------------- */

static void poke(void) {
  int saved = errno;
  ssize_t ignored = write(wake[1], "!", 1); /* full: it is awake already */

  (void)ignored;
  errno = saved;
}

static void on_ending(int number) {
  got_signal = number;
  poke();
}

static void on_resize(int number) {
  (void)number;
  got_resize = 1;
  poke();
}

static void on_stop(int number) {
  (void)number;
  got_stop = 1;
  poke();
}

/* Only what POSIX allows in a handler: the terminal is given back, then the crash goes on. */
static void on_crash(int number) {
  ssize_t ignored = write(STDOUT_FILENO, term.leave, term.leave_len);

  (void)ignored;
  if (term.has_before)
    tcsetattr(STDIN_FILENO, TCSANOW, &term.before);
  raise(number); /* SA_RESETHAND: the default now */
}

static void handle(int number, void (*handler)(int), unsigned flags) {
  struct sigaction action;

  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  action.sa_flags = (int)flags;
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, NULL);
}

/* A SIGHUP that was ignored before (nohup) stays ignored: the end of input then ends us. */
static bool is_ignored(int number) {
  struct sigaction action;

  return sigaction(number, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

static void take_signals(void) {
  for (size_t i = 0; i < COUNT(ending_signals); i++)
    if (!is_ignored(ending_signals[i]))
      handle(ending_signals[i], on_ending, 0);
  for (size_t i = 0; i < COUNT(crash_signals); i++)
    handle(crash_signals[i], on_crash, (unsigned)SA_RESETHAND | SA_NODEFER);
  handle(SIGWINCH, on_resize, 0);
  handle(SIGTSTP, on_stop, 0);
}

static void give_back_signals(void) {
  for (size_t i = 0; i < COUNT(ending_signals); i++)
    if (!is_ignored(ending_signals[i]))
      handle(ending_signals[i], SIG_DFL, 0);
  for (size_t i = 0; i < COUNT(crash_signals); i++)
    handle(crash_signals[i], SIG_DFL, 0);
  handle(SIGWINCH, SIG_DFL, 0);
  handle(SIGTSTP, SIG_DFL, 0);
}

int term_signal(void) {
  return got_signal;
}

void term_die_of_signal(void) {
  if (got_signal != 0)
    raise(got_signal);
}

/* --- taking and giving back -------------------------------------------------------------- */

static bool open_wake(struct err *err) {
  if (wake[0] >= 0)
    return true;
  if (pipe(wake) != 0)
    return err_set(err, ERR_IO, "cannot open the screen: too many files are open");
  for (int i = 0; i < 2; i++) {
    fcntl(wake[i], F_SETFD, FD_CLOEXEC);
    fcntl(wake[i], F_SETFL, O_NONBLOCK);
  }
  return true;
}

static void remember_leaving(void) {
  const char *parts[] = {PASTE_OFF, exit_attribute_mode, cursor_normal, keypad_local, exit_ca_mode};

  term.leave_len = 0;
  for (size_t i = 0; i < COUNT(parts); i++) {
    size_t len = parts[i] != NULL && parts[i] != (char *)-1 ? strlen(parts[i]) : 0;
    /* terminfo's delays ($<5>) are for printers and would be printed: such a part is left out */
    if (len == 0 || strstr(parts[i], "$<") != NULL || term.leave_len + len > sizeof term.leave)
      continue;
    memcpy(term.leave + term.leave_len, parts[i], len);
    term.leave_len += len;
  }
}

static SCREEN *new_screen(const char *name) {
  SCREEN *screen = newterm(name, stdout, stdin);

  if (screen != NULL)
    set_term(screen);
  return screen;
}

/* What terminals send whose description names another one: "Esc [4~" is End, not text to type. */
static void define_usual_keys(void) {
  static const struct {
    const char *sent;
    int key;
  } usual[] = {{"\033[1~", KEY_HOME},  {"\033[4~", KEY_END},   {"\033[7~", KEY_HOME},
               {"\033[8~", KEY_END},   {"\033[H", KEY_HOME},   {"\033[F", KEY_END},
               {"\033OH", KEY_HOME},   {"\033OF", KEY_END},    {"\033[3~", KEY_DC},
               {"\033[5~", KEY_PPAGE}, {"\033[6~", KEY_NPAGE}, {"\033[A", KEY_UP},
               {"\033[B", KEY_DOWN},   {"\033[C", KEY_RIGHT},  {"\033[D", KEY_LEFT}};

  for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++)
    if (key_defined(usual[i].sent) == 0) /* neither it nor the beginning of another */
      define_key(usual[i].sent, usual[i].key);
}

static void set_modes(void) {
  struct termios now;

  raw(); /* Ctrl-C, Ctrl-Z, Ctrl-S and Ctrl-Q are keys */
  noecho();
  nonl();
  keypad(stdscr, TRUE);
  set_escdelay(ESC_WAIT_MS);
  if (term.options.mouse)
    mousemask(BUTTON1_CLICKED | BUTTON1_DOUBLE_CLICKED | BUTTON4_PRESSED | BUTTON5_PRESSED, NULL);
  define_usual_keys();
  define_key("\033[200~", CODE_PASTE_START);
  define_key("\033[201~", CODE_PASTE_END);
  if (tcgetattr(STDIN_FILENO, &now) == 0) {
    now.c_iflag &= ~(tcflag_t)(IXON | IXOFF);
    tcsetattr(STDIN_FILENO, TCSANOW, &now);
  }
  putp(PASTE_ON);
  fflush(stdout);
}

bool term_holds_screen(const char *name) {
  int known = 0;
  bool holds;

  if (name[0] == '\0')
    return false;
  if (setupterm(name, STDOUT_FILENO, &known) != OK)
    return known != 1; /* 1: it is known, and prints on paper */
  holds = cursor_address != NULL;
  del_curterm(cur_term);
  return holds;
}

bool term_open(const struct term_options *options, struct err *err) {
  if (!open_wake(err))
    return false;
  if (setlocale(LC_CTYPE, "") == NULL || (options->utf8 && MB_CUR_MAX == 1))
    setlocale(LC_CTYPE, "C.UTF-8");
  term.options = *options;
  term.has_before = tcgetattr(STDIN_FILENO, &term.before) == 0;
  term.screen = new_screen(options->term);
  if (term.screen == NULL)
    term.screen = new_screen("xterm-256color"); /* a terminal newer than its terminfo */
  if (term.screen == NULL || cursor_address == NULL) {
    if (term.screen != NULL)
      endwin();
    return err_set(err, ERR_USAGE,
                   "terminal '%s' is not known here; the commands work: mentee help",
                   options->term);
  }
  term.open = true;
  if (options->colour && has_colors()) {
    start_color();
    use_default_colors();
  }
  set_modes();
  remember_leaving();
  take_signals();
  term_redraw();
  return true;
}

/* Without a screen of one's own to leave, the shell goes on where the keys stood. */
static void leave_screen(void) {
  putp(PASTE_OFF);
  if (exit_ca_mode == NULL && LINES > 0) {
    putp(tiparm(cursor_address, LINES - 1, 0));
    putp(clr_eol);
  }
  fflush(stdout);
  endwin();
}

void term_close(void) {
  if (!term.open)
    return;
  term.open = false;
  leave_screen();
  if (term.has_before)
    tcsetattr(STDIN_FILENO, TCSADRAIN, &term.before);
  give_back_signals();
  free(term.shown);
  term.shown = NULL;
  term.rows = term.cols = 0;
}

void term_leave(void) {
  def_prog_mode();
  leave_screen();
  handle(SIGTSTP, SIG_DFL, 0); /* an editor that is stopped stops us with it */
}

void term_return(void) {
  reset_prog_mode();
  handle(SIGTSTP, on_stop, 0);
  set_modes();
  clearok(curscr, TRUE);
  refresh();
  got_resize = 1; /* the window may have changed meanwhile */
  term_redraw();
}

void term_suspend(void) {
  term_leave();
  raise(SIGTSTP);
  term_return();
}

void term_send(const char *bytes) {
  putp(bytes);
  fflush(stdout);
}

void term_size(int *rows, int *cols) {
  *rows = LINES;
  *cols = COLS;
}

bool term_ambiguous_is_wide(void) {
  return wcwidth(L'─') == 2;
}

/* --- painting ---------------------------------------------------------------------------- */

static enum theme theme_now(void) {
  if (!term.options.colour || !has_colors())
    return THEME_MONO;
  if (term.options.theme >= THEME_DARK && COLORS < 256)
    return THEME_AUTO;
  return term.options.theme;
}

/* One pair a style, made when it is first used. */
static attr_t attributes(enum style style, short *pair) {
  struct style_look look = style_look(style, theme_now());
  attr_t attrs = A_NORMAL;

  *pair = 0;
  if (look.colour >= 0 && look.colour < COLORS) {
    *pair = (short)(style + 1);
    init_pair(*pair, (short)look.colour, -1);
  }
  if (look.attrs & ATTR_BOLD)
    attrs |= A_BOLD;
  if ((look.attrs & ATTR_DIM) && enter_dim_mode != NULL)
    attrs |= A_DIM;
  if (look.attrs & ATTR_UNDERLINE)
    attrs |= A_UNDERLINE;
  if (look.attrs & ATTR_REVERSE)
    attrs |= A_REVERSE;
  return attrs;
}

static bool same_cell(const struct cell *a, const struct cell *b) {
  return a->style == b->style && strcmp(a->text, b->text) == 0;
}

static void write_cell(int row, int col, const struct cell *cell) {
  short pair;
  attr_t attrs = attributes((enum style)cell->style, &pair);

  attr_set(attrs, pair, NULL);
  mvaddstr(row, col, cell->text[0] != '\0' ? cell->text : "");
}

static void forget_shown(const struct frame *frame) {
  size_t count = (size_t)frame->rows * (size_t)frame->cols;

  if (term.shown != NULL && term.rows == frame->rows && term.cols == frame->cols)
    return;
  free(term.shown);
  term.shown = NULL;
  term.rows = frame->rows;
  term.cols = frame->cols;
  struct frame blank = FRAME_INIT;
  frame_resize(&blank, frame->rows, frame->cols);
  term.shown = blank.cells; /* taken */
  if (count > 0)
    erase();
}

void term_blit(const struct frame *frame) {
  forget_shown(frame);
  for (int row = 0; row < frame->rows; row++)
    for (int col = 0; col < frame->cols; col++) {
      size_t at = (size_t)row * (size_t)frame->cols + (size_t)col;
      if (same_cell(&term.shown[at], &frame->cells[at]))
        continue;
      if (frame->cells[at].text[0] != '\0')
        write_cell(row, col, &frame->cells[at]);
      term.shown[at] = frame->cells[at];
    }
  move(frame->cursor_row, frame->cursor_col);
  refresh();
}

void term_redraw(void) {
  free(term.shown);
  term.shown = NULL;
  term.rows = term.cols = 0;
  clearok(stdscr, TRUE);
}

/* --- keys -------------------------------------------------------------------------------- */

static const struct {
  wint_t code;
  const char *name;
} names[] = {
    {KEY_DOWN, "<Down>"},    {KEY_UP, "<Up>"},   {KEY_LEFT, "<Left>"},   {KEY_RIGHT, "<Right>"},
    {KEY_HOME, "<Home>"},    {KEY_END, "<End>"}, {KEY_NPAGE, "<PgDn>"},  {KEY_PPAGE, "<PgUp>"},
    {KEY_BACKSPACE, "<BS>"}, {KEY_DC, "<Del>"},  {KEY_ENTER, "<Enter>"}, {KEY_BTAB, "<S-Tab>"},
    {KEY_F(1), "<F1>"},
};

static void encode(wint_t code, struct buf *key) {
  text_encode(key, (uint32_t)code);
}

/* A control character, or a character of text. */
static void name_character(wint_t code, struct buf *key) {
  if (code == '\r' || code == '\n')
    buf_adds(key, "<Enter>");
  else if (code == '\t')
    buf_adds(key, "<Tab>");
  else if (code == 0x7f || code == 0x08)
    buf_adds(key, "<BS>");
  else if (code > 0 && code <= 26)
    buf_addf(key, "<C-%c>", (char)('a' + code - 1));
  else if (code >= 0x20)
    encode(code, key);
}

static int read_code(wint_t *code, int wait_ms) {
  int result;

  timeout(wait_ms);
  result = get_wch(code);
  return result;
}

/* Everything up to the end of a paste, as it is: an Enter in it is a line end. */
static void read_paste(struct buf *key) {
  wint_t code;
  int result;

  buf_adds(key, "<Paste>");
  while ((result = read_code(&code, 2000)) != ERR) {
    if (result == KEY_CODE_YES && code == CODE_PASTE_END)
      break;
    if (result == KEY_CODE_YES || key->len > PASTE_LIMIT || code == 0)
      continue;
    encode(code == '\r' ? '\n' : code, key);
  }
}

/* Esc, or Alt and a key: ncurses has waited the Esc delay, and has the key where one followed. */
static void read_escape(struct buf *key) {
  wint_t code;
  int result = read_code(&code, 0);

  if (result == ERR) {
    buf_adds(key, "<Esc>");
  } else if (result == KEY_CODE_YES || code == 27) {
    buf_adds(key, "<Esc>");
    if (result == KEY_CODE_YES)
      ungetch((int)code);
    else
      unget_wch((wchar_t)code);
  } else if (code == '\r' || code == '\n') {
    buf_adds(key, "<A-Enter>");
  } else if (code == 0x7f || code == 0x08) {
    buf_adds(key, "<A-BS>");
  } else {
    buf_adds(key, "<A-");
    encode(code, key);
    buf_adds(key, ">");
  }
}

/* "<Click 4 10>", "<DoubleClick 4 10>", "<WheelUp>": row and column from 0. */
static void name_mouse(struct buf *key) {
  MEVENT event;

  if (getmouse(&event) != OK)
    return;
  if (event.bstate & BUTTON4_PRESSED)
    buf_adds(key, "<WheelUp>");
  else if (event.bstate & BUTTON5_PRESSED)
    buf_adds(key, "<WheelDown>");
  else if (event.bstate & BUTTON1_DOUBLE_CLICKED)
    buf_addf(key, "<DoubleClick %d %d>", event.y, event.x);
  else if (event.bstate & (BUTTON1_CLICKED | BUTTON1_PRESSED))
    buf_addf(key, "<Click %d %d>", event.y, event.x);
}

static void name_key(int result, wint_t code, struct buf *key) {
  if (result != KEY_CODE_YES) {
    if (code == 27)
      read_escape(key);
    else
      name_character(code, key);
    return;
  }
  if (code == CODE_PASTE_START) {
    read_paste(key);
    return;
  }
  if (code == KEY_MOUSE) {
    name_mouse(key);
    return;
  }
  for (size_t i = 0; i < COUNT(names); i++)
    if (names[i].code == code)
      buf_adds(key, names[i].name);
}

static void drain_wake(void) {
  char bytes[64];

  while (read(wake[0], bytes, sizeof bytes) > 0)
    continue;
}

static void take_size(void) {
  struct winsize size;

  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0)
    resizeterm(size.ws_row, size.ws_col);
}

/* Input, a signal's poke, or nothing in time. */
static int wait_for_input(int timeout_ms, bool *input, bool *gone) {
  struct pollfd files[2] = {{STDIN_FILENO, POLLIN, 0}, {wake[0], POLLIN, 0}};
  int ready = poll(files, 2, timeout_ms);

  *input = ready > 0 && (files[0].revents & POLLIN) != 0;
  *gone = ready > 0 && (files[0].revents & (POLLHUP | POLLERR | POLLNVAL)) != 0 && !*input;
  if (ready > 0 && files[1].revents != 0)
    drain_wake();
  return ready;
}

enum term_event term_wait(int timeout_ms, struct buf *key) {
  bool input, gone;
  wint_t code;
  int result;

  buf_cut(key, 0);
  /* what ncurses has read already comes first: poll() does not see it */
  result = read_code(&code, 0);
  if (result == ERR) {
    wait_for_input(timeout_ms, &input, &gone);
    if (got_signal != 0 || gone)
      return TERM_GONE;
    if (got_stop) {
      got_stop = 0;
      term_suspend(); /* and look at the size when it goes on */
    }
    if (got_resize) {
      got_resize = 0;
      take_size();
      buf_adds(key, "<Resize>");
      return TERM_KEY;
    }
    if (!input)
      return TERM_TICK;
    result = read_code(&code, ESC_WAIT_MS);
    if (result == ERR) /* readable, and nothing there: the end of input */
      return TERM_GONE;
  }
  name_key(result, code, key);
  return key->len > 0 ? TERM_KEY : TERM_TICK;
}
