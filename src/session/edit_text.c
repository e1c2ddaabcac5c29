/* A text goes to the person's editor and comes back: a private file, no shell. */
#include "mentee/session/edit_text.h"

#include "mentee/base/program.h"
#include <string.h>

#define TEXT_LIMIT ((size_t)4 << 20)

static const char *editor_of(const struct world *world, const char *configured) {
  if (configured != NULL && configured[0] != '\0')
    return configured;
  if (world->visual[0] != '\0')
    return world->visual;
  return world->editor[0] != '\0' ? world->editor : "vi";
}

static bool write_file(struct os *os, const char *path, const struct buf *text, struct err *err) {
  int fd, done;

  os->unlink(os->self, path); /* one that a crash has left */
  fd = os->open(os->self, path, OS_WRITE | OS_CREATE | OS_EXCLUSIVE | OS_NOFOLLOW, 0600);
  if (fd < 0)
    return err_set(err, ERR_IO, "cannot make '%s': %s", path, os_reason(fd));
  done = os_write_all(os, fd, buf_text(text), text->len);
  os->close(os->self, fd);
  return done >= 0 || err_set(err, ERR_IO, "cannot write '%s': %s", path, os_reason(done));
}

static bool path_of(const struct world *world, struct buf *path, struct err *err) {
  struct os *os = world->os;

  world_state_folder(world, path);
  if (path->len == 0)
    return err_set(err, ERR_IO, "there is no place for a text: HOME is not set");
  if (os_make_folders(os, buf_text(path)) < 0)
    return err_set(err, ERR_IO, "cannot make '%s'", buf_text(path));
  buf_addf(path, "/edit-%d.txt", os->pid(os->self));
  return true;
}

bool edit_text(const struct world *world, const char *configured, struct buf *text,
               struct err *err) {
  struct os *os = world->os;
  struct buf path = BUF_INIT, back = BUF_INIT;
  struct os_stat stat;
  int status = 0;
  bool ok = path_of(world, &path, err) && write_file(os, buf_text(&path), text, err);

  ok = ok && program_run(editor_of(world, configured), buf_text(&path), &status, err);
  if (ok && status != 0)
    ok = err_set(err, ERR_USAGE, "the editor ended with an error; nothing was taken over");
  if (ok && os_read_file(os, buf_text(&path), TEXT_LIMIT, &back, &stat) < 0)
    ok = err_set(err, ERR_IO, "the text is not there any more");
  if (ok) {
    buf_cut(text, 0);
    buf_add(text, buf_text(&back), back.len);
    while (text->len > 0 && (text->data[text->len - 1] == '\n' || text->data[text->len - 1] == ' '))
      buf_cut(text, text->len - 1);
  }
  if (path.len > 0)
    os->unlink(os->self, buf_text(&path));
  buf_release(&path);
  buf_release(&back);
  return ok;
}
