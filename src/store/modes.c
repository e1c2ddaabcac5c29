#include "mentee/store/modes.h"

#include "store_priv.h"
#include <errno.h>
#include <string.h>

#define OTHERS 077u /* the group, and everybody */
#define CHANGE 022u

static int look_at(struct loose_modes *modes, const struct store *store, const char *path) {
  struct os_stat stat;
  int result = store->os->stat(store->os->self, path, true, &stat);

  if (result == 0 && (stat.mode & OTHERS) != 0)
    *vec_push(&modes->list) =
        (struct loose_mode){arena_dup(&modes->arena, path), stat.mode, stat.kind == OS_FOLDER};
  return os_is_missing(result) ? 0 : result;
}

bool modes_find(struct loose_modes *modes, const struct store *store, struct err *err) {
  struct buf path = BUF_INIT;
  int result;

  memset(modes, 0, sizeof *modes);
  result = look_at(modes, store, store->folder);
  for (int i = 0; i < TABLE_COUNT && result == 0; i++) {
    buf_cut(&path, 0);
    store_path(store, (enum table_id)i, &path);
    result = look_at(modes, store, buf_text(&path));
  }
  buf_release(&path);
  return result == 0 ||
         err_set(err, ERR_IO, "cannot look at '%s': %s", store->folder, os_reason(result));
}

bool mode_lets_change(const struct loose_mode *mode) {
  return (mode->mode & CHANGE) != 0;
}

void modes_text(const struct loose_mode *mode, struct buf *out) {
  buf_addf(out, "others on this machine can %s '%s' (mode %04o)",
           mode_lets_change(mode) ? "change"
           : mode->folder         ? "look into"
                                  : "read",
           mode->path, mode->mode);
}

static int close_one(struct os *os, const struct loose_mode *loose) {
  int fd = os->open(os->self, loose->path, loose->folder ? OS_READ | OS_FOLDER_FD : OS_READ, 0);
  int result = fd < 0 ? fd : os->fchmod(os->self, fd, loose->mode & ~OTHERS);
  int closed = fd < 0 ? 0 : os->close(os->self, fd);

  return result < 0 ? result : closed;
}

bool modes_close(const struct loose_modes *modes, struct store *store, struct err *err) {
  for (size_t i = 0; i < modes->list.len; i++) {
    int result = close_one(store->os, &modes->list.data[i]);
    if (result < 0)
      return err_set(err, ERR_IO, "cannot close '%s' to others: %s", modes->list.data[i].path,
                     os_reason(result));
  }
  return true;
}

void loose_modes_release(struct loose_modes *modes) {
  vec_release(&modes->list);
  arena_release(&modes->arena);
}
