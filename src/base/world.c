#include "mentee/base/world.h"

#include "mentee/base/date.h"
#include <stdlib.h>
#include <string.h>

#define DAY_SECONDS 86400

/* An XDG folder counts only where it is absolute (the specification says so). */
static bool xdg_or_home(const struct world *world, const char *xdg, const char *below_home,
                        struct buf *path) {
  if (xdg[0] == '/')
    buf_adds(path, xdg);
  else if (world->home[0] == '/')
    buf_addf(path, "%s/%s", world->home, below_home);
  else
    return false;
  return true;
}

void world_expand(const struct world *world, const char *text, struct buf *path) {
  static const char *const heads[] = {"~/", "$HOME/", "${HOME}/"};

  for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++)
    if (strncmp(text, heads[i], strlen(heads[i])) == 0 && world->home[0] != '\0') {
      buf_addf(path, "%s/%s", world->home, text + strlen(heads[i]));
      return;
    }
  buf_adds(path, text);
}

bool world_store_folder(const struct world *world, const char *configured, struct buf *path,
                        struct err *err) {
  if (world->store_flag[0] != '\0')
    buf_adds(path, world->store_flag);
  else if (world->mentee_dir[0] != '\0')
    buf_adds(path, world->mentee_dir);
  else if (configured[0] != '\0')
    world_expand(world, configured, path);
  else if (xdg_or_home(world, world->xdg_data_home, ".local/share", path))
    buf_adds(path, "/mentee");
  else
    return err_set(err, ERR_USAGE,
                   "cannot tell where the store is: HOME is not set; give --store DIR");
  while (path->len > 1 && path->data[path->len - 1] == '/')
    buf_cut(path, path->len - 1);
  return true;
}

void world_data_home(const struct world *world, struct buf *path) {
  xdg_or_home(world, world->xdg_data_home, ".local/share", path);
}

void world_config_home(const struct world *world, struct buf *path) {
  xdg_or_home(world, world->xdg_config_home, ".config", path);
}

void world_config_file(const struct world *world, struct buf *path) {
  if (xdg_or_home(world, world->xdg_config_home, ".config", path))
    buf_adds(path, "/mentee/mentee.conf");
}

void world_state_folder(const struct world *world, struct buf *path) {
  if (xdg_or_home(world, world->xdg_state_home, ".local/state", path))
    buf_adds(path, "/mentee");
}

void world_look_at_clock(struct world *world) {
  struct os *os = world->os;
  int64_t seconds = os->now_ns(os->self) / 1000000000;
  int minutes = 0;

  if (os->zone_minutes(os->self, "", seconds, &minutes) < 0)
    minutes = 0;
  world->now = seconds + (int64_t)minutes * 60;
}

/* The path from the root, without "." and doubled slashes; ".." goes up. */
static void absolute(const struct world *world, const char *folder, struct buf *path) {
  if (folder[0] != '/' && world->cwd != NULL && world->cwd[0] == '/')
    absolute(&(struct world){.cwd = ""}, world->cwd, path);
  while (*folder != '\0') {
    size_t len = strcspn(folder, "/");
    if (len == 2 && strncmp(folder, "..", 2) == 0)
      buf_cut(path, (size_t)(path->len > 0 ? strrchr(path->data, '/') - path->data : 0));
    else if (len > 0 && !(len == 1 && folder[0] == '.'))
      buf_addf(path, "/%.*s", (int)len, folder);
    folder += len + (folder[len] == '/');
  }
}

/* "/0123456789abcdef", made of the store's path. */
static void add_store_key(const struct world *world, const char *store_folder, struct buf *path) {
  struct buf whole = BUF_INIT;
  uint64_t hash = 14695981039346656037u;

  absolute(world, store_folder, &whole);
  for (size_t i = 0; i < whole.len; i++)
    hash = (hash ^ (unsigned char)whole.data[i]) * 1099511628211u;
  buf_addf(path, "/%016llx", (unsigned long long)hash);
  buf_release(&whole);
}

void world_store_state(const struct world *world, const char *store_folder, struct buf *path) {
  world_state_folder(world, path);
  if (path->len > 0)
    add_store_key(world, store_folder, path);
}

void world_cache_file(const struct world *world, const char *store_folder, struct buf *path) {
  bool off = world->cache_mode != NULL && strcmp(world->cache_mode, "off") == 0;

  if (off || !xdg_or_home(world, world->xdg_cache_home, ".cache", path))
    return;
  buf_adds(path, "/mentee");
  add_store_key(world, store_folder, path);
}

int world_today(const struct world *world, int day_starts_at_minutes) {
  int64_t seconds = world->now - (int64_t)day_starts_at_minutes * 60;

  if (world->forced_today != DATE_NONE)
    return world->forced_today;
  return (int)((seconds >= 0 ? seconds : seconds - (DAY_SECONDS - 1)) / DAY_SECONDS);
}

int world_minutes(const struct world *world) {
  int64_t second = world->now % DAY_SECONDS;

  return (int)((second < 0 ? second + DAY_SECONDS : second) / 60);
}

void world_tilde(const struct world *world, const char *path, struct buf *out) {
  size_t len = strlen(world->home);

  if (len > 1 && strncmp(path, world->home, len) == 0 && (path[len] == '/' || path[len] == '\0'))
    buf_addf(out, "~%s", path + len);
  else
    buf_adds(out, path);
}
