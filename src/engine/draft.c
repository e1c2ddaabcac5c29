/* Filling a template, and the holes that are left. */
#include "merge_priv.h"

#include "mentee/base/text.h"
#include <string.h>

/* What a message is logged as once it is sent; by the template's id. */
static const struct {
  const char *id;
  int kind, direction;
} sent_as[] = {
    {"circle_back", KIND_CIRCLE_BACK, DIRECTION_GIVE},
    {"congratulation", KIND_CONGRATS, DIRECTION_GIVE},
    {"conference_request", KIND_REQUEST, DIRECTION_ASK},
    {"delay_notice", KIND_UPDATE, DIRECTION_GIVE},
    {"intro_email", KIND_INTRO, DIRECTION_ASK},
    {"introduction_made", KIND_INTRO_MADE, DIRECTION_GIVE},
    {"introduction_request", KIND_REQUEST, DIRECTION_ASK},
    {"letter_outcome", KIND_UPDATE, DIRECTION_GIVE},
    {"letter_request", KIND_REQUEST, DIRECTION_ASK},
    {"mentorship_ask", KIND_REQUEST, DIRECTION_ASK},
    {"sponsor_report", KIND_UPDATE, DIRECTION_GIVE},
    {"thank_you", KIND_THANK_YOU, DIRECTION_GIVE},
    {"thank_you_conference", KIND_THANK_YOU, DIRECTION_GIVE},
    {"thank_you_interview", KIND_THANK_YOU, DIRECTION_GIVE},
    {"thank_you_staff", KIND_THANK_YOU, DIRECTION_GIVE},
};

/* --- one line ------------------------------------------------------------------------------- */

/* The value, else the fallback, else the field as it stands: a hole. */
static void fill_field(const struct merge *merge, struct buf *out, const char *whole,
                       size_t whole_len, const char *name, size_t name_len, const char *fallback,
                       size_t fallback_len) {
  const char *value = merge_value(merge, arena_copy(merge->arena, name, name_len));

  if (value[0] != '\0')
    buf_adds(out, value);
  else if (fallback != NULL)
    buf_add(out, fallback, fallback_len);
  else
    buf_add(out, whole, whole_len);
}

/* False where a line had a field and is blank without it: it is left out. */
static bool fill_line(const struct merge *merge, struct buf *out, const char *line, size_t len) {
  const char *text = arena_copy(merge->arena, line, len), *at = text;
  size_t start = out->len, left;
  bool filled = false;

  while (*at != '\0') {
    const char *name, *fallback, *end;
    size_t name_len, fallback_len;
    end = *at == '{' ? merge_read(at, &name, &name_len, &fallback, &fallback_len) : NULL;
    if (end == NULL) {
      buf_addc(out, *at++);
      continue;
    }
    fill_field(merge, out, at, (size_t)(end - at), name, name_len, fallback, fallback_len);
    filled = true;
    at = end;
  }
  text = buf_text(out) + start;
  left = out->len - start;
  text_trim(&text, &left);
  if (filled && left == 0)
    buf_cut(out, start);
  return !filled || left > 0;
}

static const char *fill(const struct merge *merge, const char *text) {
  struct buf out = BUF_INIT;
  const char *kept;

  while (*text != '\0') {
    size_t len = strcspn(text, "\n");
    bool end = text[len] == '\n';
    if (fill_line(merge, &out, text, len) && end)
      buf_addc(&out, '\n');
    text += len + end;
  }
  kept = arena_copy(merge->arena, buf_text(&out), out.len);
  buf_release(&out);
  return kept;
}

/* A subject begins with a capital, whatever was merged there. */
static const char *capital_first(struct arena *arena, const char *text) {
  char *copy = arena_dup(arena, text);

  if (copy[0] >= 'a' && copy[0] <= 'z')
    copy[0] = (char)(copy[0] - ('a' - 'A'));
  return copy;
}

void draft_make(struct message *draft, const struct template *template, const struct book *book,
                const struct draft_about *about, int today) {
  struct merge merge = {&draft->arena, book, about, today};

  *draft = (struct message){ARENA_INIT, template, "", "", KIND_MESSAGE, DIRECTION_NEUTRAL};
  draft->subject = capital_first(&draft->arena, fill(&merge, template->subject));
  draft->body = fill(&merge, template->body);
  for (size_t i = 0; i < sizeof sent_as / sizeof sent_as[0]; i++)
    if (strcmp(sent_as[i].id, template->id) == 0) {
      draft->kind = sent_as[i].kind;
      draft->direction = sent_as[i].direction;
    }
}

void draft_release(struct message *draft) {
  arena_release(&draft->arena);
}

/* --- holes ----------------------------------------------------------------------------------- */

const char *draft_hole(const char *text, size_t *len) {
  for (const char *at = text; (at = strpbrk(at, "[{")) != NULL; at++) {
    const char *end = at[1] == at[0] ? strstr(at + 2, at[0] == '[' ? "]]" : "}}") : NULL;
    if (end == NULL)
      continue;
    *len = (size_t)(end + 2 - at);
    return at;
  }
  return NULL;
}

size_t draft_holes(const char *text) {
  size_t count = 0, len;

  for (const char *at = text; (at = draft_hole(at, &len)) != NULL; at += len)
    count++;
  return count;
}
