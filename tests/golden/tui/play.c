/*
 * Plays a script of keys on the full screen, in memory, and compares what is seen with a file:
 *   play CASE.keys            CASE.screen (the text) and CASE.style (a letter a cell)
 *
 *   # a comment                     size 80x24 (at the beginning, or again later)
 *   now 2026-11-20 06:52            store sample | none | FOLDER (below stores/)
 *   ascii                           conf LINE (of mentee.conf)
 *   j j <Enter> "typed text" <Tick> paste "one\ntwo"
 *   put x.csv files/x.csv           a file below HOME
 *   editor TEXT                     what the editor gives back ("\\n" is a line end); fails
 *   disk full | free, lock taken | free               from then on
 *   file contacts.csv has "TEXT"    (has no: it is not there) what is on disk at that moment
 *
 * UPDATE_GOLDEN=1 writes both files; look at every difference then.
 */
#include "bare_world.h"
#include "mentee/base/date.h"
#include "mentee/base/os_mem.h"
#include "mentee/cli/cli.h"
#include "mentee/tui/app.h"
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HOME "/home/ines"
#define STORE HOME "/.local/share/mentee"
#define LINE_MOST 4096

struct play {
  const char *script, *folder;
  int line;
  struct os_mem *mem;
  struct world world;
  struct app app;
  struct frame frame;
  struct buf conf;
  int rows, cols;
  struct buf editor;
  bool filled, open, ascii, failed, editor_fails;
  char store[256];
};

static void fail(struct play *play, const char *what, const char *which) {
  fprintf(stderr, "%s:%d: %s %s\n", play->script, play->line, what, which);
  play->failed = true;
}

static bool slurp(const char *path, struct buf *out) {
  FILE *file = fopen(path, "rb");
  char bytes[4096];
  size_t got;

  if (file == NULL)
    return false;
  while ((got = fread(bytes, 1, sizeof bytes, file)) > 0)
    buf_add(out, bytes, got);
  fclose(file);
  return true;
}

static void put_store(struct play *play, const char *folder) {
  DIR *dir = opendir(folder);
  struct dirent *entry;

  if (dir == NULL) {
    fail(play, "no such store:", folder);
    return;
  }
  while ((entry = readdir(dir)) != NULL) {
    struct buf from = BUF_INIT, to = BUF_INIT, bytes = BUF_INIT;
    size_t len = strlen(entry->d_name);

    buf_addf(&from, "%s/%s", folder, entry->d_name);
    buf_addf(&to, STORE "/%s", entry->d_name);
    if (len > 4 && strcmp(entry->d_name + len - 4, ".csv") == 0 && slurp(buf_text(&from), &bytes))
      os_mem_put(play->mem, buf_text(&to), buf_text(&bytes), bytes.len);
    buf_release(&from);
    buf_release(&to);
    buf_release(&bytes);
  }
  closedir(dir);
}

/* Before the first file that a script puts beside or over those of the store. */
static void fill_store(struct play *play) {
  struct buf folder = BUF_INIT;

  if (play->filled)
    return;
  play->filled = true;
  os_mem_put(play->mem, HOME "/.profile", "", 0);
  if (strcmp(play->store, "sample") == 0)
    buf_adds(&folder, MENTEE_SAMPLE_DIR);
  else if (strcmp(play->store, "none") != 0)
    buf_addf(&folder, "%s/stores/%s", play->folder, play->store);
  if (folder.len > 0)
    put_store(play, buf_text(&folder));
  buf_release(&folder);
}

static bool shell_command(size_t n, struct shell_command *command) {
  struct cli_command of;

  if (!cli_command(n, &of))
    return false;
  *command = (struct shell_command){of.name, of.synopsis, of.summary, of.outside};
  return true;
}

static void open_app(struct play *play) {
  static const struct shell shell = {shell_command, cli_run_captured};
  struct err err = ERR_INIT;

  if (play->open)
    return;
  play->open = true;
  fill_store(play);
  if (play->conf.len > 0)
    os_mem_put(play->mem, HOME "/.config/mentee/mentee.conf", buf_text(&play->conf),
               play->conf.len);
  play->world.ascii = play->ascii;
  if (!app_open(&play->app, &play->world, &err))
    fail(play, "cannot open:", err.text);
  play->app.shell = &shell;
  app_size(&play->app, play->rows, play->cols);
  app_update(&play->app, "<Resize>");
}

/* The editor of this script: what it said last, each time; else nothing is changed. */
static unsigned edit(struct play *play) {
  struct err err = ERR_INIT;

  if (play->editor.len > 0) {
    buf_cut(&play->app.edit_text, 0);
    buf_adds(&play->app.edit_text, buf_text(&play->editor));
  }
  if (play->editor_fails)
    err_set(&err, ERR_USAGE, "the editor ended with an error; nothing was taken over");
  return app_edited(&play->app, play->editor_fails ? &err : NULL);
}

static void press(struct play *play, const char *key) {
  unsigned effects;

  open_app(play);
  effects = app_update(&play->app, key);
  while (effects & FX_EDITOR)
    effects = edit(play);
  app_paint(&play->app, &play->frame); /* after every key, as the program does */
}

/* One character after another. */
static void type(struct play *play, const char *text, size_t len) {
  for (size_t at = 0; at < len;) {
    size_t used = 1;
    char key[8];

    while (at + used < len && ((unsigned char)text[at + used] & 0xC0) == 0x80)
      used++;
    snprintf(key, sizeof key, "%.*s", (int)used, text + at);
    press(play, key);
    at += used;
  }
}

static void paste(struct play *play, const char *text, size_t len) {
  struct buf key = BUF_INIT;

  buf_adds(&key, "<Paste>");
  for (size_t i = 0; i < len; i++)
    if (text[i] == '\\' && i + 1 < len && text[i + 1] == 'n')
      buf_addc(&key, '\n'), i++;
    else
      buf_addc(&key, text[i]);
  press(play, buf_text(&key));
  buf_release(&key);
}

/* Keys apart by blanks; in double quotes text. */
static void keys(struct play *play, const char *at) {
  bool pastes = false;

  while (*at != '\0') {
    size_t len = strcspn(at, " ");
    if (*at == ' ') {
      at++;
      continue;
    }
    if (*at == '"') {
      at++;
      len = strcspn(at, "\"");
      (pastes ? paste : type)(play, at, len);
      pastes = false;
      at += len + (at[len] == '"');
      continue;
    }
    pastes = len == 5 && strncmp(at, "paste", 5) == 0;
    if (!pastes) {
      char key[64];
      snprintf(key, sizeof key, "%.*s", (int)len, at);
      press(play, strcmp(key, "<Space>") == 0 ? " " : key);
    }
    at += len;
  }
}

static void file_has(struct play *play, const char *rest) {
  char name[64], want[8], text[512];
  struct buf path = BUF_INIT;
  const char *bytes;
  size_t len;
  bool has;

  open_app(play);
  if (sscanf(rest, "%63s %7s \"%511[^\"]\"", name, want, text) != 3) {
    fail(play, "not understood:", rest);
    return;
  }
  buf_addf(&path, "%s/%s", play->app.session.store.folder, name);
  bytes = os_mem_get(play->app.session.memory != NULL ? play->app.session.memory : play->mem,
                     buf_text(&path), &len);
  has = bytes != NULL && strstr(bytes, text) != NULL;
  if (has != (strcmp(want, "has") == 0))
    fail(play, has ? "is there after all:" : "is not there:", text);
  buf_release(&path);
}

static void set_now(struct play *play, const char *text) {
  char day[16];
  int hours, minutes;

  if (sscanf(text, "%15s %d:%d", day, &hours, &minutes) != 3 || date_parse(day) == DATE_NONE) {
    fail(play, "not a time:", text);
    return;
  }
  os_mem_set_now(play->mem,
                 ((int64_t)date_parse(day) * 86400 + hours * 3600 + minutes * 60 + 5 * 3600) *
                     1000000000);
  world_look_at_clock(&play->world);
}

static void set_size(struct play *play, const char *text) {
  if (sscanf(text, "%dx%d", &play->cols, &play->rows) != 2)
    fail(play, "not a size:", text);
  if (play->open) {
    app_size(&play->app, play->rows, play->cols);
    press(play, "<Resize>");
  }
}

/* "x.csv files/x.csv": below HOME, from below the scripts. */
static void put_file(struct play *play, const char *text) {
  char to[128], from[128];
  struct buf path = BUF_INIT, target = BUF_INIT, bytes = BUF_INIT;

  if (sscanf(text, "%127s %127s", to, from) != 2) {
    fail(play, "not understood:", text);
    return;
  }
  fill_store(play);
  buf_addf(&path, "%s/%s", play->folder, from);
  buf_addf(&target, HOME "/%s", to);
  if (slurp(buf_text(&path), &bytes))
    os_mem_put(play->mem, buf_text(&target), buf_text(&bytes), bytes.len);
  else
    fail(play, "no such file:", buf_text(&path));
  buf_release(&path);
  buf_release(&target);
  buf_release(&bytes);
}

static void set_editor(struct play *play, const char *text) {
  buf_cut(&play->editor, 0);
  play->editor_fails = strcmp(text, "fails") == 0;
  for (; *text != '\0'; text++)
    if (text[0] == '\\' && text[1] == 'n')
      buf_addc(&play->editor, '\n'), text++;
    else
      buf_addc(&play->editor, *text);
}

/* What the world does to a save from now on. */
static void set_disk(struct play *play, const char *text) {
  os_mem_fill(play->mem, strcmp(text, "full") == 0);
}

static void set_lock(struct play *play, const char *text) {
  os_mem_refuse_locks(play->mem, strcmp(text, "taken") == 0 ? EAGAIN : 0);
}

static bool word(const char **line, const char *name) {
  size_t len = strlen(name);

  if (strncmp(*line, name, len) != 0 || ((*line)[len] != ' ' && (*line)[len] != '\0'))
    return false;
  *line += len + ((*line)[len] == ' ');
  return true;
}

static void take_line(struct play *play, const char *line) {
  if (line[0] == '#' || line[0] == '\0')
    return;
  if (word(&line, "size"))
    set_size(play, line);
  else if (word(&line, "now"))
    set_now(play, line);
  else if (word(&line, "store"))
    snprintf(play->store, sizeof play->store, "%s", line);
  else if (word(&line, "ascii"))
    play->ascii = true;
  else if (word(&line, "conf"))
    buf_addf(&play->conf, "%s\n", line);
  else if (word(&line, "put"))
    put_file(play, line);
  else if (word(&line, "editor"))
    set_editor(play, line);
  else if (word(&line, "disk"))
    set_disk(play, line);
  else if (word(&line, "lock"))
    set_lock(play, line);
  else if (word(&line, "file"))
    file_has(play, line);
  else
    keys(play, line);
}

static void compare(struct play *play, const char *ending, const struct buf *seen) {
  struct buf path = BUF_INIT, want = BUF_INIT;
  FILE *file;

  buf_add(&path, play->script, strlen(play->script) - strlen(".keys"));
  buf_adds(&path, ending);
  if (getenv("UPDATE_GOLDEN") != NULL && getenv("CI") == NULL) {
    file = fopen(buf_text(&path), "wb");
    if (file == NULL || fwrite(buf_text(seen), 1, seen->len, file) != seen->len)
      fail(play, "cannot write", buf_text(&path));
    if (file != NULL)
      fclose(file);
  } else if (!slurp(buf_text(&path), &want)) {
    fail(play, "no such file:", buf_text(&path));
  } else if (want.len != seen->len || memcmp(buf_text(&want), buf_text(seen), seen->len) != 0) {
    fail(play, "differs from", buf_text(&path));
    fprintf(stderr, "--- seen\n%s--- wanted\n%s", buf_text(seen), buf_text(&want));
  }
  buf_release(&path);
  buf_release(&want);
}

static void play_script(struct play *play) {
  char line[LINE_MOST];
  FILE *file = fopen(play->script, "rb");

  if (file == NULL) {
    fail(play, "no such script", "");
    return;
  }
  while (fgets(line, sizeof line, file) != NULL && !play->failed) {
    play->line++;
    line[strcspn(line, "\n")] = '\0';
    take_line(play, line);
  }
  fclose(file);
  if (!play->failed)
    open_app(play);
}

int main(int argc, char **argv) {
  struct play play = {.rows = 24, .cols = 80, .store = "sample"};
  struct buf text = BUF_INIT, styles = BUF_INIT;
  char folder[1024];

  if (argc != 2)
    return 2;
  play.script = argv[1];
  snprintf(folder, sizeof folder, "%s", argv[1]);
  if (strrchr(folder, '/') != NULL)
    *strrchr(folder, '/') = '\0';
  else
    snprintf(folder, sizeof folder, ".");
  play.folder = folder;
  play.mem = os_mem_new();
  play.world = bare_world(os_mem_door(play.mem));
  play.world.home = HOME;
  play.world.utf8 = true;
  play.world.colour = true;
  play.world.columns = 80;
  play.world.stdout_is_terminal = true;
  play.world.stdin_is_terminal = true;
  world_look_at_clock(&play.world);
  play_script(&play);
  if (!play.failed) {
    app_paint(&play.app, &play.frame);
    frame_text(&play.frame, &text);
    frame_styles(&play.frame, &styles);
    compare(&play, ".screen", &text);
    compare(&play, ".style", &styles);
  }
  app_close(&play.app);
  frame_release(&play.frame);
  buf_release(&play.conf);
  buf_release(&play.editor);
  buf_release(&text);
  buf_release(&styles);
  os_mem_free(play.mem);
  return play.failed ? 1 : 0;
}
