/*
 * The manifest of a commit over several files: lines of tab-separated words, ended by a checksum,
 * so that a torn one is no manifest at all.
 */
#include "manifest_priv.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

void manifest_init(struct manifest *manifest) {
  memset(manifest, 0, sizeof *manifest);
  action_init(&manifest->action);
}

void manifest_release(struct manifest *manifest) {
  for (size_t i = 0; i < manifest->files.len; i++)
    vec_release(&manifest->files.data[i].back.list);
  vec_release(&manifest->files);
  action_release(&manifest->action);
}

void action_name(struct action *action, struct os *os) {
  static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";
  unsigned char bytes[ACTION_MARK_SIZE - 1] = {0};

  os->random(os->self, bytes, sizeof bytes);
  for (size_t i = 0; i < sizeof bytes; i++)
    action->mark[i] = digits[bytes[i] % 32];
  action->mark[ACTION_MARK_SIZE - 1] = '\0';
  action->at_ns = os->now_ns(os->self);
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

static char letter_of(char byte) {
  switch (byte) {
  case '\t':
    return 't';
  case '\n':
    return 'n';
  case '\r':
    return 'r';
  case '\0':
    return '0';
  default:
    return byte;
  }
}

static void add_escaped(struct buf *out, const char *bytes, size_t len) {
  buf_addc(out, '\t');
  for (size_t i = 0; i < len; i++) {
    char letter = letter_of(bytes[i]);
    if (letter != bytes[i] || letter == '\\')
      buf_addc(out, '\\');
    buf_addc(out, letter);
  }
}

static void add_text(struct buf *out, const char *text) {
  add_escaped(out, text, strlen(text));
}

static void format_file(const struct txn_file *file, struct buf *out) {
  buf_addf(out, "file\t%s\t%d\t%016" PRIx64 "\t%d\t%016" PRIx64 "\n", table_defs[file->table].name,
           file->was_present ? 1 : 0, file->was, file->stays ? 1 : 0, file->staged);
  for (size_t i = 0; i < file->back.list.len; i++) {
    const struct hunk *hunk = &file->back.list.data[i];
    buf_addf(out, "back\t%zu\t%zu", hunk->at, hunk->len);
    add_escaped(out, hunk->bytes, hunk->bytes_len);
    buf_addc(out, '\n');
  }
}

static void format_change(const struct change *change, struct buf *out) {
  buf_addf(out, "%s\t%s", change->gives_id ? "given" : "change", table_defs[change->table].name);
  add_text(out, change->id);
  add_text(out, change_column(change));
  add_text(out, change->before);
  add_text(out, change->after);
  buf_addc(out, '\n');
}

static const char *const origins[] = {"here", "undo", "redo", "sync", "void"};

void manifest_format(const struct manifest *manifest, struct buf *out) {
  const struct action *action = &manifest->action;
  size_t start = out->len;

  buf_adds(out, MANIFEST_HEAD "\n");
  buf_addf(out, "action\t%s\t%" PRId64 "\t%s\t%s", action->mark, action->at_ns,
           origins[action->origin], action->of);
  add_text(out, action->title);
  buf_addc(out, '\n');
  for (size_t i = 0; i < manifest->files.len; i++)
    format_file(&manifest->files.data[i], out);
  for (size_t i = 0; i < action->changes.len; i++)
    format_change(&action->changes.data[i], out);
  buf_addf(out, "end\t%016" PRIx64 "\n", store_hash(out->data + start, out->len - start));
}

/* --- reading -----------------------------------------------------------------------------------
 */

#define MOST_WORDS 6

/* The words of one line, split in place, their escapes undone. */
struct words_of_line {
  char *word[MOST_WORDS];
  size_t len[MOST_WORDS], count;
};

static char byte_of(char letter) {
  switch (letter) {
  case 't':
    return '\t';
  case 'n':
    return '\n';
  case 'r':
    return '\r';
  case '0':
    return '\0';
  default:
    return letter;
  }
}

static void split(char *line, struct words_of_line *words) {
  memset(words, 0, sizeof *words);
  while (words->count < MOST_WORDS) {
    char *to = words->word[words->count] = line;
    bool last;
    for (; *line != '\0' && *line != '\t'; line++) {
      if (*line == '\\' && line[1] != '\0')
        *to++ = byte_of(*++line);
      else
        *to++ = *line;
    }
    words->len[words->count] = (size_t)(to - words->word[words->count]);
    words->count++;
    last = *line == '\0';
    *to = '\0';
    if (last)
      return;
    line++;
  }
}

static enum table_id table_named(const char *name) {
  for (int i = 0; i < TABLE_COUNT; i++)
    if (strcmp(table_defs[i].name, name) == 0)
      return (enum table_id)i;
  return TABLE_NONE;
}

static uint64_t hash_of(const char *text) {
  return (uint64_t)strtoull(text, NULL, 16);
}

static bool take_file(struct manifest *manifest, const struct words_of_line *line) {
  enum table_id table = line->count == 6 ? table_named(line->word[1]) : TABLE_NONE;

  if (table == TABLE_NONE)
    return false;
  *vec_push(&manifest->files) = (struct txn_file){.table = table,
                                                  .was_present = line->word[2][0] == '1',
                                                  .was = hash_of(line->word[3]),
                                                  .stays = line->word[4][0] == '1',
                                                  .staged = hash_of(line->word[5])};
  return true;
}

/* Of the file that was named last. */
static bool take_hunk(struct manifest *manifest, const struct words_of_line *line) {
  if (line->count != 4 || manifest->files.len == 0)
    return false;
  *vec_push(&manifest->files.data[manifest->files.len - 1].back.list) = (struct hunk){
      (size_t)strtoull(line->word[1], NULL, 10), (size_t)strtoull(line->word[2], NULL, 10),
      arena_copy(&manifest->action.arena, line->word[3], line->len[3]), line->len[3]};
  return true;
}

static void copy_mark(char *mark, const char *word) {
  size_t len = strlen(word);

  memcpy(mark, word, len < ACTION_MARK_SIZE ? len + 1 : ACTION_MARK_SIZE);
  mark[ACTION_MARK_SIZE - 1] = '\0';
}

static bool take_action(struct manifest *manifest, const struct words_of_line *line) {
  struct action *action = &manifest->action;

  if (line->count != 6)
    return false;
  copy_mark(action->mark, line->word[1]);
  action->at_ns = (int64_t)strtoll(line->word[2], NULL, 10);
  for (size_t i = 0; i < sizeof origins / sizeof origins[0]; i++)
    if (strcmp(origins[i], line->word[3]) == 0)
      action->origin = (enum action_origin)i;
  copy_mark(action->of, line->word[4]);
  action->title = arena_dup(&action->arena, line->word[5]);
  return true;
}

static bool take_change(struct manifest *manifest, const struct words_of_line *line) {
  enum table_id table = line->count == 6 ? table_named(line->word[1]) : TABLE_NONE;
  struct arena *arena = &manifest->action.arena;
  int field;

  if (table == TABLE_NONE)
    return false;
  field = table_find_field(&table_defs[table], line->word[3]);
  *vec_push(&manifest->action.changes) =
      (struct change){table,
                      arena_dup(arena, line->word[2]),
                      field,
                      arena_dup(arena, line->word[4]),
                      arena_dup(arena, line->word[5]),
                      field < 0 ? arena_dup(arena, line->word[3]) : NULL,
                      strcmp(line->word[0], "given") == 0};
  return true;
}

static bool take_line(struct manifest *manifest, char *text) {
  static const struct {
    const char *word;
    bool (*take)(struct manifest *manifest, const struct words_of_line *line);
  } kinds[] = {{"action", take_action},
               {"file", take_file},
               {"back", take_hunk},
               {"change", take_change},
               {"given", take_change}};
  struct words_of_line line;

  split(text, &line);
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
    if (strcmp(line.word[0], kinds[i].word) == 0)
      return kinds[i].take(manifest, &line);
  return strcmp(line.word[0], MANIFEST_HEAD) == 0;
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
  return err_set(err, ERR_IO, "cannot read '%s/.mentee/txn': %s", store->folder, os_reason(result));
}
