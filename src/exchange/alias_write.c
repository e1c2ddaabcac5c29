/*
 * Aliases of mutt. A name is somebody else's text that mutt's configuration parser will read: what
 * means something to it is escaped (neomutt's write_safe_address), and nothing can end the line.
 */
#include "mentee/base/map.h"
#include "mentee/base/text.h"
#include "numbered_priv.h"
#include "writers_priv.h"
#include <string.h>

void alias_key_of(struct buf *out, const char *name) {
  struct buf folded = BUF_INIT;
  size_t start = out->len;

  text_ascii(&folded, name);
  for (size_t i = 0; i < folded.len; i++) {
    char c = text_lower(folded.data[i]);
    bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (word)
      buf_addc(out, c);
    else if (out->len > start && out->data[out->len - 1] != '.')
      buf_addc(out, '.');
  }
  while (out->len > start && out->data[out->len - 1] == '.')
    buf_cut(out, out->len - 1);
  if (out->len == start)
    buf_adds(out, "somebody");
  buf_release(&folded);
}

/* A key of the user's own that mutt can read as one word. */
static bool is_key(const char *key) {
  return key[0] != '\0' &&
         key[strspn(key, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")] ==
             '\0';
}

/* Controls and line ends become blanks. */
static void add_safe(struct buf *out, const char *text) {
  for (; *text != '\0'; text++) {
    if (strchr("\\`'\"$;#", *text) != NULL)
      buf_addc(out, '\\');
    buf_addc(out, (unsigned char)*text < 0x20 || *text == 0x7f ? ' ' : *text);
  }
}

/* "Example, Ada": in quotes where a sign in it would mean something in an address. */
static void add_name(struct buf *out, const char *name) {
  struct buf phrase = BUF_INIT;
  bool quote = strpbrk(name, ",:;<>@()[]\"\\.") != NULL;

  if (quote)
    buf_addc(&phrase, '"');
  for (; *name != '\0'; name++) {
    if (quote && (*name == '"' || *name == '\\'))
      buf_addc(&phrase, '\\');
    buf_addc(&phrase, *name);
  }
  if (quote)
    buf_addc(&phrase, '"');
  add_safe(out, buf_text(&phrase));
  buf_release(&phrase);
}

/* An address that is none cannot be written without risk. */
static bool is_address(const char *email) {
  return strchr(email, '@') != NULL && strpbrk(email, " \t\r\n<>,;\"'`\\$#()") == NULL;
}

static void add_tags(struct buf *out, const char *tags) {
  const char *part;
  size_t len;
  bool first = true;

  while (record_next_part(&tags, &part, &len)) {
    struct buf tag = BUF_INIT;
    buf_add(&tag, part, len);
    buf_adds(out, first ? " # tags:" : ",");
    first = false;
    for (size_t i = 0; i < tag.len; i++)
      buf_addc(out, (unsigned char)tag.data[i] < 0x20 || tag.data[i] == ',' || tag.data[i] == '\\'
                        ? ' '
                        : tag.data[i]);
    buf_release(&tag);
  }
}

struct alias_writer {
  const struct exporting *exporting;
  struct buf *out;
  struct map taken;
  struct arena arena;
};

/* The key, or key-2 ... where that is taken. */
static const char *fresh_key(struct alias_writer *writer, const char *key) {
  const char *tried = key;

  for (int n = 2; map_find(&writer->taken, tried) != NULL; n++)
    tried = arena_format(&writer->arena, "%s-%d", key, n);
  tried = arena_dup(&writer->arena, tried);
  map_put(&writer->taken, tried, (void *)(uintptr_t)tried);
  return tried;
}

static void write_contact(struct alias_writer *writer, const struct record *contact) {
  const struct exporting *exporting = writer->exporting;
  const char *own = book_extra(exporting->book, TABLE_CONTACTS, contact, "alias");
  struct buf key = BUF_INIT;

  if (is_key(own))
    buf_adds(&key, own);
  else
    alias_key_of(&key, record_text(contact, CONTACT_NAME));
  for (int n = 1; n <= numbered_most(exporting->book, CONTACT_EMAIL); n++) {
    const char *label;
    const char *email = export_numbered(exporting, contact, CONTACT_EMAIL, n, &label);
    size_t len = strlen(email);
    text_trim(&email, &len);
    email = arena_copy(&writer->arena, email, len);
    if (!is_address(email))
      continue;
    buf_addf(writer->out, "alias %s ", fresh_key(writer, buf_text(&key)));
    add_name(writer->out, record_text(contact, CONTACT_NAME));
    buf_addf(writer->out, " <%s>", email);
    add_tags(writer->out, record_text(contact, CONTACT_TAGS));
    buf_addc(writer->out, '\n');
  }
  buf_release(&key);
}

void alias_write(const struct exporting *exporting, struct buf *out) {
  struct alias_writer writer = {exporting, out, MAP_INIT, ARENA_INIT};

  for (size_t i = 0; i < exporting->count; i++)
    write_contact(&writer, exporting->contacts[i]);
  map_release(&writer.taken);
  arena_release(&writer.arena);
}
