#include "complete_priv.h"
#include "setup_priv.h"

#include "mentee/cli/completions.h"
#include <errno.h>
#include <string.h>

#define POSIX_LINE "command -v mentee >/dev/null && mentee --due --once"
#define SHARES "/usr/local/share:/usr/share"
#define RC_LIMIT ((size_t)1 << 20)

static const struct shell_def shells[] = {
    {"bash", POSIX_LINE, "mentee.bash", "bash-completion/completions/mentee", NULL, SHARES},
    {"zsh", POSIX_LINE, "_mentee", "zsh/site-functions/_mentee", "zsh/vendor-completions/_mentee",
     SHARES},
    {"fish", "status is-interactive; and type -q mentee; and mentee --due --once", "mentee.fish",
     "fish/vendor_completions.d/mentee.fish", NULL, "/usr/share"},
};
enum { SHELL_BASH, SHELL_ZSH, SHELL_FISH, SHELL_COUNT };

const char *setup_shell_name(const struct world *world) {
  const char *slash = strrchr(world->shell, '/');

  return slash != NULL ? slash + 1 : world->shell;
}

const struct shell_def *setup_shell(const struct world *world) {
  for (size_t i = 0; i < SHELL_COUNT; i++)
    if (strcmp(shells[i].name, setup_shell_name(world)) == 0)
      return &shells[i];
  return NULL;
}

static bool is_there(const struct world *world, const char *path) {
  struct os_stat stat;

  return world->os->stat(world->os->self, path, true, &stat) >= 0 && stat.kind == OS_FILE;
}

bool setup_on_path(const struct world *world) {
  struct buf file = BUF_INIT;
  bool found = false;

  for (const char *at = world->path; !found && *at != '\0'; at += *at == ':') {
    size_t len = strcspn(at, ":");
    buf_cut(&file, 0);
    buf_addf(&file, "%.*s/mentee", (int)len, at);
    found = at[0] == '/' && is_there(world, buf_text(&file));
    at += len;
  }
  buf_release(&file);
  return found;
}

/* --- the file that it reads at start ---------------------------------------------------------- */

bool setup_rc_path(const struct world *world, const struct shell_def *shell, struct buf *path) {
  bool zdotdir = shell == &shells[SHELL_ZSH] && world->zdotdir[0] == '/';

  if (world->home[0] != '/')
    return false;
  if (shell == &shells[SHELL_FISH]) {
    world_config_home(world, path);
    buf_adds(path, "/fish/config.fish");
  } else {
    buf_addf(path, "%s/%s", zdotdir ? world->zdotdir : world->home,
             shell == &shells[SHELL_ZSH] ? ".zshrc" : ".bashrc");
  }
  return true;
}

/* Reads it where it really is. */
static int read_rc(const struct world *world, const char *path, struct buf *real, struct buf *text,
                   struct os_stat *stat) {
  int result = os_follow_links(world->os, path, real);

  return result < 0 ? result : os_read_file(world->os, buf_text(real), RC_LIMIT, text, stat);
}

const char *setup_rc_read(const struct world *world, const char *path, struct buf *text) {
  struct buf real = BUF_INIT;
  struct os_stat stat;
  int result = read_rc(world, path, &real, text, &stat);

  buf_release(&real);
  if (result == -ENOENT)
    return "";
  if (result < 0)
    return os_reason(result);
  return (stat.mode & 0200) == 0 ? "it is read only" : "";
}

bool setup_rc_has(const char *text, const char *words) {
  while (*text != '\0') {
    size_t len = strcspn(text, "\n"), blank = strspn(text, " \t");
    const char *found = strstr(text, words);
    if (text[blank] != '#' && found != NULL && found < text + len)
      return true;
    text += len + (text[len] == '\n');
  }
  return false;
}

bool setup_login_reads_no_rc(const struct world *world, const struct shell_def *shell,
                             struct buf *path) {
  static const char *const names[] = {".bash_profile", ".bash_login", ".profile"};
  struct buf text = BUF_INIT;
  bool goes_on;

  if (shell != &shells[SHELL_BASH])
    return false;
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    buf_cut(path, 0);
    buf_addf(path, "%s/%s", world->home, names[i]);
    if (is_there(world, buf_text(path)))
      break;
  }
  setup_rc_read(world, buf_text(path), &text);
  goes_on =
      setup_rc_has(buf_text(&text), "bashrc") || setup_rc_has(buf_text(&text), "mentee --due");
  buf_release(&text);
  return !goes_on;
}

bool setup_rc_append(const struct world *world, const char *path, const char *lines,
                     struct err *err) {
  struct buf text = BUF_INIT, real = BUF_INIT, folder = BUF_INIT;
  struct os_stat stat;
  int read = read_rc(world, path, &real, &text, &stat), result;

  if (text.len > 0 && text.data[text.len - 1] != '\n')
    buf_addc(&text, '\n');
  buf_adds(&text, lines);
  buf_add(&folder, buf_text(&real), (size_t)(strrchr(buf_text(&real), '/') - buf_text(&real)));
  result = read == -ENOENT ? os_make_folders(world->os, buf_text(&folder)) : read;
  if (result >= 0)
    result = os_replace_file(world->os, buf_text(&real), read == -ENOENT ? NULL : &stat,
                             buf_text(&text), text.len);
  buf_release(&text);
  buf_release(&real);
  buf_release(&folder);
  return result >= 0 ||
         err_set(err, ERR_IO, "cannot change '%s': %s", path,
                 result == -EAGAIN ? "it was changed meanwhile; try again" : os_reason(result));
}

/* --- completion --------------------------------------------------------------------------------
 */

/* The n-th folder that shells look below: one's own, then the system's. Not that of the program:
   not every shell looks there. */
static bool share_folder(const struct world *world, const struct shell_def *shell, int n,
                         struct buf *path) {
  const char *dirs = world->xdg_data_dirs[0] != '\0' ? world->xdg_data_dirs : shell->share;

  buf_cut(path, 0);
  if (n == 0) {
    world_data_home(world, path);
    return true;
  }
  for (; n > 1 && *dirs != '\0'; n--) {
    dirs += strcspn(dirs, ":");
    dirs += *dirs == ':';
  }
  buf_add(path, dirs, strcspn(dirs, ":"));
  return *dirs != '\0';
}

static bool find_below_share(const struct world *world, const struct shell_def *shell,
                             const char *name, struct buf *path) {
  bool found = false;

  for (int n = 0; name != NULL && !found && share_folder(world, shell, n, path); n++) {
    found = path->len > 0;
    buf_addf(path, "/%s", name);
    found = found && is_there(world, buf_text(path));
  }
  return found;
}

bool setup_completion_place(const struct world *world, const struct shell_def *shell,
                            struct buf *path) {
  buf_cut(path, 0);
  if (shell == &shells[SHELL_FISH])
    world_config_home(world, path);
  else
    world_data_home(world, path);
  if (path->len == 0)
    return false;
  buf_addf(path, "/%s",
           shell == &shells[SHELL_FISH] ? "fish/completions/mentee.fish" : shell->installed);
  return true;
}

bool setup_completion_find(const struct world *world, const struct shell_def *shell,
                           struct buf *path) {
  return (setup_completion_place(world, shell, path) && is_there(world, buf_text(path))) ||
         find_below_share(world, shell, shell->installed, path) ||
         find_below_share(world, shell, shell->by_package, path);
}

/* "~/.local/..." as the shell expands it, whatever is in the rest. */
static void add_path(const struct world *world, const char *path, struct buf *out) {
  struct buf tilde = BUF_INIT;
  const char *text;

  world_tilde(world, path, &tilde);
  text = buf_text(&tilde);
  if (text[0] == '~')
    buf_addc(out, *text++);
  shell_quote(out, text, 0);
  buf_release(&tilde);
}

void setup_completion_line(const struct world *world, const struct shell_def *shell,
                           const char *path, struct buf *line) {
  struct buf own = BUF_INIT, loader = BUF_INIT;
  bool is_own = setup_completion_place(world, shell, &own) && strcmp(path, buf_text(&own)) == 0;

  if (shell == &shells[SHELL_BASH] &&
      !find_below_share(world, shell, "bash-completion/bash_completion", &loader)) {
    buf_adds(line, ". ");
    add_path(world, path, line);
  } else if (shell == &shells[SHELL_ZSH] && is_own) {
    buf_adds(line, "autoload -Uz compinit ");
    add_path(world, path, line);
    buf_adds(line, "; (( $+functions[compdef] )) || compinit; compdef _mentee mentee");
  }
  buf_release(&own);
  buf_release(&loader);
}

bool setup_completion_write(const struct world *world, const struct shell_def *shell,
                            const char *path, struct err *err) {
  struct buf folder = BUF_INIT;
  size_t n = 0;
  int result;

  while (strcmp(completion_files[n].name, shell->completion) != 0)
    n++;
  buf_add(&folder, path, (size_t)(strrchr(path, '/') - path));
  result = os_make_folders(world->os, buf_text(&folder));
  if (result >= 0)
    result = os_replace_file(world->os, path, NULL, (const char *)completion_files[n].bytes,
                             completion_files[n].len);
  buf_release(&folder);
  return result >= 0 || err_set(err, ERR_IO, "cannot write '%s': %s", path, os_reason(result));
}
