/* The list of templates: reading them, finding one. */
#include "merge_priv.h"

#include "mentee/base/text.h"
#include <string.h>

/* --- reading one ---------------------------------------------------------------------------- */

/* A line of the head that begins with the key: its value in the arena, else NULL. */
static const char *head_value(struct arena *arena, const char *line, size_t len, const char *key) {
  size_t key_len = strlen(key);
  const char *value = line + key_len;

  if (len <= key_len || line[key_len] != ':' || !text_equal_nocase_span(line, key_len, key))
    return NULL;
  value++;
  len -= key_len + 1;
  text_trim(&value, &len);
  return arena_copy(arena, value, len);
}

enum { HEAD_ID, HEAD_USE, HEAD_RULE, HEAD_SUBJECT, HEAD_KEYS };
static const char *const head_keys[HEAD_KEYS] = {"id", "use", "rule", "subject"};

/* Lines up to the first blank one; returns where the body begins. */
static const char *read_head(struct arena *arena, const char *text, const char **values) {
  while (*text != '\0') {
    size_t len = strcspn(text, "\n"), trimmed = len;
    const char *line = text;
    text += len + (text[len] == '\n');
    text_trim(&line, &trimmed);
    if (trimmed == 0)
      break;
    for (int i = 0; i < HEAD_KEYS; i++)
      if (values[i] == NULL)
        values[i] = head_value(arena, line, trimmed, head_keys[i]);
  }
  return text;
}

static bool is_id(const char *id) {
  for (const char *at = id; *at != '\0'; at++)
    if (!(*at >= 'a' && *at <= 'z') && !(*at >= '0' && *at <= '9') && *at != '_' && *at != '-')
      return false;
  return id[0] != '\0';
}

/* Every field in a text exists. */
static bool knows_fields(struct arena *arena, const char *text, struct err *err) {
  const char *name, *fallback, *end;
  size_t name_len, fallback_len;

  while ((text = strstr(text, "{{")) != NULL) {
    end = merge_read(text, &name, &name_len, &fallback, &fallback_len);
    if (end != NULL && !merge_knows(arena_copy(arena, name, name_len), err))
      return false;
    text = end != NULL ? end : text + 2;
  }
  return true;
}

static bool parse(struct arena *arena, const char *name, const char *bytes, size_t len,
                  struct template *template, struct err *err) {
  const char *values[HEAD_KEYS] = {NULL}, *body;
  struct buf lines = BUF_INIT;

  for (size_t i = 0; i < len; i++)
    if (bytes[i] != '\r' && bytes[i] != '\0')
      buf_addc(&lines, bytes[i]);
  body = arena_dup(arena, read_head(arena, buf_text(&lines), values));
  buf_release(&lines);
  if (values[HEAD_ID] == NULL || values[HEAD_SUBJECT] == NULL) {
    err_set(err, ERR_DATA, "'%s': no line '%s: ...' in the head of the template", name,
            head_keys[values[HEAD_ID] == NULL ? HEAD_ID : HEAD_SUBJECT]);
    return false;
  }
  if (!is_id(values[HEAD_ID])) {
    err_set(err, ERR_DATA, "'%s': the id '%s' is no word of a-z, 0-9, _ and -", name,
            values[HEAD_ID]);
    return false;
  }
  *template = (struct template){values[HEAD_ID],
                                values[HEAD_USE] != NULL ? values[HEAD_USE] : "",
                                values[HEAD_RULE] != NULL ? values[HEAD_RULE] : "",
                                values[HEAD_SUBJECT],
                                body,
                                false};
  if (knows_fields(arena, template->subject, err) && knows_fields(arena, template->body, err))
    return true;
  err_within(err, "'%s'", name);
  return false;
}

/* --- the list ------------------------------------------------------------------------------- */

/* Into its place by id. */
static void put(struct templates *templates, const struct template *template) {
  size_t at = 0;

  while (at < templates->list.len && strcmp(templates->list.data[at].id, template->id) < 0)
    at++;
  if (at == templates->list.len || strcmp(templates->list.data[at].id, template->id) != 0) {
    *vec_push(&templates->list) = *template;
    memmove(templates->list.data + at + 1, templates->list.data + at,
            (templates->list.len - 1 - at) * sizeof *templates->list.data);
  }
  templates->list.data[at] = *template;
}

void templates_init(struct templates *templates) {
  *templates = (struct templates){ARENA_INIT, VEC_INIT};
  for (size_t i = 0; i < template_file_count; i++) {
    struct err ignored = ERR_INIT; /* a test reads each of them */
    struct template template;
    if (parse(&templates->arena, template_files[i].name, (const char *)template_files[i].bytes,
              template_files[i].len, &template, &ignored))
      put(templates, &template);
  }
}

bool templates_add(struct templates *templates, const char *name, const char *bytes, size_t len,
                   struct err *err) {
  struct template template;

  if (!parse(&templates->arena, name, bytes, len, &template, err))
    return false;
  template.own = true;
  put(templates, &template);
  return true;
}

void templates_release(struct templates *templates) {
  vec_release(&templates->list);
  arena_release(&templates->arena);
}

static bool no_such_template(const struct templates *templates, const char *id, struct err *err) {
  VEC(const char *) ids = VEC_INIT;
  const char *nearest;

  for (size_t i = 0; i < templates->list.len; i++)
    *vec_push(&ids) = templates->list.data[i].id;
  nearest = text_nearest(id, ids.data, ids.len);
  vec_release(&ids);
  if (nearest != NULL)
    return err_set(err, ERR_MISSING, "no template '%s'; did you mean '%s'?", id, nearest);
  return err_set(err, ERR_MISSING, "no template '%s'; for example light_touch or thank_you", id);
}

const struct template *templates_find(const struct templates *templates, const char *id,
                                      struct err *err) {
  const struct template *found = NULL, *other = NULL;

  for (size_t i = 0; i < templates->list.len; i++) {
    const struct template *template = &templates->list.data[i];
    if (strcmp(template->id, id) == 0)
      return template;
    if (id[0] == '\0' || strncmp(template->id, id, strlen(id)) != 0)
      continue;
    other = found;
    found = template;
  }
  if (found != NULL && other == NULL)
    return found;
  if (found != NULL)
    err_set(err, ERR_USAGE, "'%s' could be the template '%s' or '%s'", id, other->id, found->id);
  else
    no_such_template(templates, id, err);
  return NULL;
}

/* Reasons that share a template with another one, or have a part of its rule. */
static const struct {
  enum rule_id rule;
  const char *as;
} also[] = {
    {RULE_R4A, "R4"},    {RULE_R4B, "R4"},   {RULE_R4C, "R4"},  {RULE_R5, "R1"},
    {RULE_R6D, "R6a"},   {RULE_R8A, "R8b"},  {RULE_R8C, "R8b"}, {RULE_R8D, "R8b"},
    {RULE_R10A, "R10c"}, {RULE_R10D, "R6a"}, {RULE_R17, "R9d"}, {RULE_R13C, "R1"},
    {RULE_R15, "give"},
};

static const struct template *find_by_rule(const struct templates *templates, const char *rule) {
  for (size_t i = 0; i < templates->list.len; i++)
    if (strcmp(templates->list.data[i].rule, rule) == 0)
      return &templates->list.data[i];
  return NULL;
}

const struct template *templates_for_rule(const struct templates *templates, enum rule_id rule) {
  const struct template *found = find_by_rule(templates, rule_name(rule));

  for (size_t i = 0; found == NULL && i < sizeof also / sizeof also[0]; i++)
    if (also[i].rule == rule)
      found = find_by_rule(templates, also[i].as);
  return found;
}
