#ifndef MENTEE_BASE_WORLD_H
#define MENTEE_BASE_WORLD_H
/*
 * Everything that the program knows of its surroundings, filled once by main.c.
 * Below it nobody asks the clock, the environment or the file system directly.
 * Texts are borrowed, never NULL ("" where the environment has none).
 */
#include "mentee/base/os.h"

struct world {
  struct os *os;
  int64_t now;            /* local wall-clock seconds since 1970-01-01 00:00 local */
  int forced_today;       /* --today, or DATE_NONE */
  const char *home;       /* $HOME */
  const char *cwd;        /* where it was started; "" where that cannot be told */
  const char *program;    /* as it was called; NULL: not known */
  const char *store_flag; /* --store */
  const char *mentee_dir, *xdg_data_home, *xdg_config_home, *xdg_state_home, *xdg_cache_home;
  const char *xdg_data_dirs; /* as it is; "": the usual ones */
  const char *shell, *path;  /* $SHELL, $PATH */
  const char *zdotdir;       /* $ZDOTDIR: where zsh looks for .zshrc */
  const char *visual, *editor;
  const char *cache_mode; /* $MENTEE_CACHE: "off" or anything else */
  bool utf8;              /* LC_ALL, LC_CTYPE, LANG: the first that is set ends in UTF-8 or utf8 */
  bool ascii;             /* --ascii */
  bool colour;            /* --color, NO_COLOR, TERM, terminal: decided */
  int columns;            /* of standard output: ioctl, else COLUMNS, else 80; 0 where unknown */
  bool stdout_is_terminal, stdin_is_terminal;
  struct buf *printed; /* takes what would go to standard output and error; NULL: these do */
  bool remote_without_terminal; /* SSH_CONNECTION set, SSH_TTY not */
};

/* Sets `now` from the door's clock. */
void world_look_at_clock(struct world *world);

/* The folder of the store (store.md 6) into *path: --store, $MENTEE_DIR, `configured`, XDG, HOME.
 */
bool world_store_folder(const struct world *world, const char *configured, struct buf *path,
                        struct err *err);
void world_data_home(const struct world *world, struct buf *path); /* "" without HOME */
void world_config_home(const struct world *world, struct buf *path);
/* "~/x" and "$HOME/x" of the configuration, in full. */
void world_expand(const struct world *world, const char *text, struct buf *path);
void world_config_file(const struct world *world, struct buf *path);
void world_state_folder(const struct world *world,
                        struct buf *path); /* $XDG_STATE_HOME/mentee; "" without HOME */
/* What this machine keeps for the store in that folder (journal, backups, drafts): a folder below
   the state folder, named after the store's path. "" without HOME. */
void world_store_state(const struct world *world, const char *store_folder, struct buf *path);

/* Where what `--due` says of the store in that folder is remembered; "" where it is not to be. */
void world_cache_file(const struct world *world, const char *store_folder, struct buf *path);

/* Local date of (now - day_starts_at), or --today. Minutes since midnight. */
int world_today(const struct world *world, int day_starts_at_minutes);
int world_minutes(const struct world *world); /* the clock on the wall */
/* "~/.local/share/mentee" for a path below HOME. */
void world_tilde(const struct world *world, const char *path, struct buf *out);
#endif
