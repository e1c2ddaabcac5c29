#include "mentee/session/templates.h"

#include <stdlib.h>
#include <string.h>

#define FILE_LIMIT ((size_t)1 << 20)

/* ".../mentee/templates"; "" where there is no place for a configuration. */
static void folder_of(const struct session *session, struct buf *path) {
  world_config_file(session->world, path);
  while (path->len > 0 && path->data[path->len - 1] != '/')
    buf_cut(path, path->len - 1);
  if (path->len > 0)
    buf_adds(path, "templates");
}

static bool is_template(const char *name) {
  size_t len = strlen(name);

  return len > 4 && name[0] != '.' && strcmp(name + len - 4, ".txt") == 0;
}

static bool add_file(const struct session *session, struct templates *templates, const char *folder,
                     const char *name, struct err *err) {
  struct buf path = BUF_INIT, text = BUF_INIT;
  struct os_stat stat;
  int got;
  bool ok;

  buf_addf(&path, "%s/%s", folder, name);
  got = os_read_file(session->world->os, buf_text(&path), FILE_LIMIT, &text, &stat);
  ok = got < 0 ? err_set(err, ERR_IO, "cannot read '%s': %s", name, os_reason(got))
               : templates_add(templates, name, buf_text(&text), text.len, err);
  buf_release(&path);
  buf_release(&text);
  return ok;
}

static int by_name(const void *left, const void *right) {
  return strcmp(*(const char *const *)left, *(const char *const *)right);
}

void session_templates(const struct session *session, struct templates *templates,
                       struct err *problem) {
  struct os *os = session->world->os;
  struct buf folder = BUF_INIT, names = BUF_INIT;
  VEC(const char *) files = VEC_INIT;
  struct err err = ERR_INIT;

  templates_init(templates);
  folder_of(session, &folder);
  if (folder.len > 0 && os->list(os->self, buf_text(&folder), &names) >= 0)
    for (size_t at = 0; at < names.len; at += strlen(names.data + at) + 1)
      if (is_template(names.data + at))
        *vec_push(&files) = names.data + at;
  if (files.len > 1)
    qsort(files.data, files.len, sizeof *files.data, by_name);
  for (size_t i = 0; i < files.len; i++)
    if (!add_file(session, templates, buf_text(&folder), files.data[i], &err))
      *problem = err;
  vec_release(&files);
  buf_release(&folder);
  buf_release(&names);
}
