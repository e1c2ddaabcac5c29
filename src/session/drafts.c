#include "mentee/session/drafts.h"

#include <stdlib.h>
#include <string.h>

#define EVERY_NS ((int64_t)1000000000)
#define LIMIT ((size_t)1 << 20)
#define HEAD "mentee draft 1\n"

/* A draft is a file: kind and about are its name, and its first lines too. */
static bool path_of(const struct session *session, const char *name, struct buf *path) {
  if (session->store.state == NULL)
    return false;
  buf_addf(path, "%s/drafts%s%s", session->store.state, name[0] != '\0' ? "/" : "", name);
  return true;
}

static void name_of(const char *kind, const char *about, struct buf *name) {
  buf_addf(name, "%s-%s", kind, about[0] != '\0' ? about : "new");
  for (size_t i = 0; i < name->len; i++)
    if (name->data[i] == '/')
      name->data[i] = '_';
}

static int write_whole(struct os *os, const char *path, const char *text, size_t len) {
  int fd = os->open(os->self, path, OS_WRITE | OS_CREATE | OS_EXCLUSIVE | OS_NOFOLLOW, 0600);
  int result = fd < 0 ? fd : os_write_all(os, fd, text, len);
  int closed;

  if (result == 0)
    result = os->fsync(os->self, fd);
  closed = fd < 0 ? 0 : os->close(os->self, fd);
  return result < 0 ? result : closed;
}

/* Nobody can be told where this fails; what is on the screen is still there. */
static void write_draft(struct session *session, struct draft_keeper *keeper) {
  struct os *os = session->os;
  struct buf path = BUF_INIT, temporary = BUF_INIT, name = BUF_INIT, text = BUF_INIT;

  name_of(keeper->kind, keeper->about, &name);
  buf_addf(&text, HEAD "%s\n%s\n%s", keeper->kind, keeper->about, buf_text(&keeper->text));
  if (path_of(session, "", &path) && os_make_folders(os, buf_text(&path)) == 0) {
    buf_addf(&temporary, "%s/.%s.tmp", buf_text(&path), buf_text(&name));
    buf_addf(&path, "/%s", buf_text(&name));
    os->unlink(os->self, buf_text(&temporary));
    if (write_whole(os, buf_text(&temporary), buf_text(&text), text.len) == 0)
      os->rename(os->self, buf_text(&temporary), buf_text(&path));
  }
  keeper->written_ns = os->now_ns(os->self);
  keeper->unwritten = false;
  buf_release(&path);
  buf_release(&temporary);
  buf_release(&name);
  buf_release(&text);
}

static void copy_word(char *to, size_t size, const char *from) {
  size_t len = strlen(from);

  memcpy(to, from, len < size ? len : size - 1);
  to[len < size ? len : size - 1] = '\0';
}

static bool is_other(const struct draft_keeper *keeper, const char *kind, const char *about) {
  return strcmp(keeper->kind, kind) != 0 || strcmp(keeper->about, about) != 0;
}

void draft_keep(struct session *session, struct draft_keeper *keeper, const char *kind,
                const char *about, const char *text) {
  if (is_other(keeper, kind, about)) {
    draft_flush(session, keeper);
    keeper->written_ns = 0;
    copy_word(keeper->kind, sizeof keeper->kind, kind);
    copy_word(keeper->about, sizeof keeper->about, about);
  }
  buf_cut(&keeper->text, 0);
  buf_adds(&keeper->text, text);
  keeper->unwritten = true;
  if (session->os->now_ns(session->os->self) - keeper->written_ns >= EVERY_NS)
    write_draft(session, keeper);
}

void draft_flush(struct session *session, struct draft_keeper *keeper) {
  if (keeper->unwritten)
    write_draft(session, keeper);
}

void draft_drop(struct session *session, const char *kind, const char *about) {
  struct buf path = BUF_INIT, name = BUF_INIT;

  name_of(kind, about, &name);
  if (path_of(session, buf_text(&name), &path))
    session->os->unlink(session->os->self, buf_text(&path));
  buf_release(&path);
  buf_release(&name);
}

void draft_end(struct session *session, struct draft_keeper *keeper) {
  if (keeper->kind[0] != '\0')
    draft_drop(session, keeper->kind, keeper->about);
  buf_release(&keeper->text);
  *keeper = (struct draft_keeper)DRAFT_KEEPER_INIT;
}

/* --- what an earlier run left -------------------------------------------------------------------
 */

/* The line at *at, which is moved behind it; NULL where no line ends there. */
static char *take_line(struct arena *arena, const char **at) {
  const char *end = strchr(*at, '\n');
  char *line = end != NULL ? arena_copy(arena, *at, (size_t)(end - *at)) : NULL;

  if (end != NULL)
    *at = end + 1;
  return line;
}

static void take_draft(const struct session *session, const char *name, struct drafts *drafts) {
  struct buf path = BUF_INIT, bytes = BUF_INIT;
  const char *at, *kind = NULL, *about = NULL;
  struct os_stat stat;

  path_of(session, name, &path);
  if (os_read_file(session->os, buf_text(&path), LIMIT, &bytes, &stat) == 0 &&
      strncmp(buf_text(&bytes), HEAD, sizeof HEAD - 1) == 0) {
    at = buf_text(&bytes) + sizeof HEAD - 1;
    kind = take_line(&drafts->arena, &at);
    about = kind != NULL ? take_line(&drafts->arena, &at) : NULL;
    if (about != NULL)
      *vec_push(&drafts->list) =
          (struct half_typed){kind, about, arena_dup(&drafts->arena, at), stat.mtime_ns};
  }
  buf_release(&path);
  buf_release(&bytes);
}

static int newest_first(const void *a, const void *b) {
  const struct half_typed *left = a, *right = b;

  return (left->at_ns < right->at_ns) - (left->at_ns > right->at_ns);
}

void drafts_load(const struct session *session, struct drafts *drafts) {
  struct buf path = BUF_INIT, names = BUF_INIT;

  *drafts = (struct drafts)DRAFTS_INIT;
  if (path_of(session, "", &path) &&
      session->os->list(session->os->self, buf_text(&path), &names) == 0)
    for (size_t at = 0; at < names.len; at += strlen(names.data + at) + 1)
      if (names.data[at] != '.')
        take_draft(session, names.data + at, drafts);
  if (drafts->list.len > 1)
    qsort(drafts->list.data, drafts->list.len, sizeof drafts->list.data[0], newest_first);
  buf_release(&path);
  buf_release(&names);
}

void drafts_release(struct drafts *drafts) {
  vec_release(&drafts->list);
  arena_release(&drafts->arena);
}
