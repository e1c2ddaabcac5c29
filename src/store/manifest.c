/*
 * The manifest of a commit over several files: lines of tab-separated words, ended by a checksum,
 * so that a torn one is no manifest at all.
 */
#include "manifest_priv.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define HEAD "mentee commit 1"

void manifest_init(struct manifest *manifest) {
  memset(manifest, 0, sizeof *manifest);
  action_init(&manifest->action);
}

void manifest_release(struct manifest *manifest) {
  vec_release(&manifest->files);
  action_release(&manifest->action);
}

/* Another machine's manifest and staged files have other names: they are never touched. */
void manifest_host(const struct store *store, struct buf *host) {
  size_t start = host->len;

  if (store->os->host(store->os->self, host) < 0)
    buf_adds(host, "localhost");
  for (size_t i = start; i < host->len; i++) {
    char c = host->data[i];
    if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'))
      host->data[i] = '_';
  }
}

void manifest_path(const struct store *store, struct buf *path) {
  store_inner_path(store, "txn/manifest-", path);
  manifest_host(store, path);
}

/* --- writing -----------------------------------------------------------------------------------
 */

static void add_escaped(struct buf *out, const char *text) {
  buf_addc(out, '\t');
  for (; *text != '\0'; text++) {
    char letter = *text == '\t' ? 't' : *text == '\n' ? 'n' : *text == '\r' ? 'r' : *text;
    if (letter != *text || *text == '\\')
      buf_addc(out, '\\');
    buf_addc(out, letter);
  }
}

void manifest_format(const struct manifest *manifest, struct buf *out) {
  buf_adds(out, HEAD "\n");
  for (size_t i = 0; i < manifest->files.len; i++) {
    const struct txn_file *file = &manifest->files.data[i];
    buf_addf(out, "file\t%s\t%d\t%016" PRIx64 "\t%016" PRIx64 "\n", table_defs[file->table].name,
             file->was_present ? 1 : 0, file->was, file->staged);
  }
  for (size_t i = 0; i < manifest->action.changes.len; i++) {
    const struct change *change = &manifest->action.changes.data[i];
    buf_addf(out, "%s\t%s", change->gives_id ? "given" : "change", table_defs[change->table].name);
    add_escaped(out, change->id);
    add_escaped(out, change_column(change));
    add_escaped(out, change->before);
    add_escaped(out, change->after);
    buf_addc(out, '\n');
  }
  buf_addf(out, "end\t%016" PRIx64 "\n", store_hash(buf_text(out), out->len));
}

/* --- reading -----------------------------------------------------------------------------------
 */

#define MOST_WORDS 6

/* Splits one line in place and undoes the escapes. */
static size_t split(char *line, char **words) {
  size_t count = 0;
  char *to;

  while (count < MOST_WORDS) {
    words[count++] = to = line;
    for (; *line != '\0' && *line != '\t'; line++) {
      if (*line == '\\' && line[1] != '\0') {
        line++;
        *to++ = (char)(*line == 't' ? '\t' : *line == 'n' ? '\n' : *line == 'r' ? '\r' : *line);
      } else {
        *to++ = *line;
      }
    }
    bool last = *line == '\0';
    *to = '\0';
    if (last)
      break;
    line++;
  }
  return count;
}

static enum table_id table_named(const char *name) {
  for (int i = 0; i < TABLE_COUNT; i++)
    if (strcmp(table_defs[i].name, name) == 0)
      return (enum table_id)i;
  return TABLE_NONE;
}

static bool take_file(struct manifest *manifest, char **words, size_t count) {
  enum table_id table = count == 5 ? table_named(words[1]) : TABLE_NONE;

  if (table == TABLE_NONE)
    return false;
  *vec_push(&manifest->files) =
      (struct txn_file){table, words[2][0] == '1', (uint64_t)strtoull(words[3], NULL, 16),
                        (uint64_t)strtoull(words[4], NULL, 16)};
  return true;
}

static bool take_change(struct manifest *manifest, char **words, size_t count) {
  enum table_id table = count == 6 ? table_named(words[1]) : TABLE_NONE;
  struct arena *arena = &manifest->action.arena;
  int field;

  if (table == TABLE_NONE)
    return false;
  field = table_find_field(&table_defs[table], words[3]);
  *vec_push(&manifest->action.changes) =
      (struct change){table,
                      arena_dup(arena, words[2]),
                      field,
                      arena_dup(arena, words[4]),
                      arena_dup(arena, words[5]),
                      field < 0 ? arena_dup(arena, words[3]) : NULL,
                      strcmp(words[0], "given") == 0};
  return true;
}

static bool take_line(struct manifest *manifest, char *line) {
  char *words[MOST_WORDS];
  size_t count = split(line, words);

  if (strcmp(words[0], "file") == 0)
    return take_file(manifest, words, count);
  if (strcmp(words[0], "change") == 0 || strcmp(words[0], "given") == 0)
    return take_change(manifest, words, count);
  return strcmp(words[0], HEAD) == 0;
}

/* The checksum is the last line; what stands before it is the manifest. */
static bool is_whole(const char *text, size_t len, size_t *body) {
  const char *end = NULL;

  for (const char *at = text; (at = strstr(at, "\nend\t")) != NULL; at++)
    end = at + 1;
  if (end == NULL || len - (size_t)(end - text) != strlen("end\t") + 17)
    return false;
  *body = (size_t)(end - text);
  return (uint64_t)strtoull(end + 4, NULL, 16) == store_hash(text, *body);
}

bool manifest_parse(struct manifest *manifest, char *text, size_t len) {
  size_t body;
  bool ok = strlen(text) == len && is_whole(text, len, &body);

  for (size_t at = 0; ok && at < body;) {
    size_t line = strcspn(text + at, "\n");
    text[at + line] = '\0';
    ok = take_line(manifest, text + at);
    at += line + 1;
  }
  return ok;
}

bool manifest_read(const struct store *store, struct manifest *manifest, struct os_stat *stat,
                   bool *has, struct err *err) {
  struct buf path = BUF_INIT, text = BUF_INIT;
  int result;

  manifest_path(store, &path);
  result = os_read_file(store->os, buf_text(&path), STORE_FILE_LIMIT, &text, stat);
  *has = result == 0 && text.len > 0 && manifest_parse(manifest, text.data, text.len);
  buf_release(&path);
  buf_release(&text);
  if (result == 0 || result == -ENOENT)
    return true;
  return err_set(err, ERR_IO, "cannot read '.mentee/txn' in '%s': %s", store->folder,
                 os_reason(result));
}
