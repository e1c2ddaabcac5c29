#include "store_priv.h"

#include <errno.h>
#include <string.h>

#define TRY_EVERY_MS 20
#define WAIT_MS 10000
#define WAIT_BRIEF_MS 100

/* .mentee is ours alone: a folder, and no link that somebody planted. */
static bool make_inner(struct store *store, struct err *err) {
  struct buf path = BUF_INIT;
  bool ok;

  store_inner_path(store, "", &path);
  ok = write_make_folder(store, buf_text(&path), err);
  buf_release(&path);
  return ok;
}

static void cut_at(struct buf *text, const char *part) {
  const char *at = strstr(buf_text(text), part);

  if (at != NULL)
    buf_cut(text, (size_t)(at - buf_text(text)));
}

/* "pid 4121", or "pid 4121 on lab" of another machine; "" where that cannot be read. */
static void read_who(struct store *store, const char *path, struct buf *who) {
  struct buf here = BUF_INIT, host = BUF_INIT;
  struct os_stat stat;

  os_read_file(store->os, path, 4096, who, &stat);
  store->os->host(store->os->self, &host);
  buf_addf(&here, " on %s since ", buf_text(&host));
  cut_at(who, "\n");
  cut_at(who, buf_text(&here));
  cut_at(who, " since ");
  buf_release(&here);
  buf_release(&host);
}

static bool say_who(struct store *store, const char *path, struct err *err) {
  struct buf text = BUF_INIT;

  read_who(store, path, &text);
  err_set(err, ERR_BUSY, "not saved: another mentee is saving%s%s%s%s", text.len > 0 ? " (" : "",
          buf_text(&text), text.len > 0 ? ")" : "",
          store->brief_wait ? "" : "; waited ten seconds, try again");
  buf_release(&text);
  return false;
}

static void write_who(struct store *store, const char *path) {
  struct os *os = store->os;
  struct buf text = BUF_INIT, host = BUF_INIT;
  int fd = os->open(os->self, path, OS_WRITE | OS_TRUNCATE | OS_NOFOLLOW, 0600);

  if (fd < 0)
    return; /* it only helps the one who waits */
  os->host(os->self, &host);
  buf_addf(&text, "pid %d on %s since %lld\n", os->pid(os->self), buf_text(&host),
           (long long)(os->now_ns(os->self) / 1000000000));
  os_write_all(os, fd, buf_text(&text), text.len);
  os->close(os->self, fd);
  buf_release(&text);
  buf_release(&host);
}

static int try_for_a_while(struct os *os, int fd, int wait_ms) {
  int result = os->lock(os->self, fd);

  for (int waited = 0; result == -EAGAIN && waited < wait_ms; waited += TRY_EVERY_MS) {
    os->sleep_ms(os->self, TRY_EVERY_MS);
    result = os->lock(os->self, fd);
  }
  return result;
}

static bool refuse_lock(struct store *store, const char *path, int result, struct err *err) {
  if (result == -EAGAIN)
    return say_who(store, path, err);
  if (result == -EINVAL || result == -ENOSYS || result == -ENOLCK)
    return err_set(err, ERR_IO,
                   "not saved: locks do not work on this file system; where only one program "
                   "writes here, put 'lock = none' into mentee.conf");
  return err_set(err, ERR_IO, "not saved: cannot lock '%s': %s", path, os_reason(result));
}

bool lock_take(struct store *store, int *fd, struct err *err) {
  struct os *os = store->os;
  struct buf path = BUF_INIT;
  int result;
  bool ok;

  *fd = -1;
  if (!make_inner(store, err))
    return false;
  if (store->lock_none)
    return true;
  store_inner_path(store, "lock", &path);
  result = os->open(os->self, buf_text(&path), OS_READ | OS_WRITE | OS_CREATE | OS_NOFOLLOW, 0600);
  if (result >= 0) {
    *fd = result;
    result = try_for_a_while(os, *fd, store->brief_wait ? WAIT_BRIEF_MS : WAIT_MS);
  }
  ok = result == 0;
  if (ok) {
    write_who(store, buf_text(&path));
  } else {
    refuse_lock(store, buf_text(&path), result, err);
    lock_give_back(store, *fd);
    *fd = -1;
  }
  buf_release(&path);
  return ok;
}

void lock_give_back(struct store *store, int fd) {
  if (fd >= 0)
    store->os->close(store->os->self, fd);
}
