/* What may follow, as the synopsis of a command has it. */
#include "complete_priv.h"

#include <string.h>

#define MOST_TOKENS 16

struct token {
  const char *text; /* "NAME[,NAME...]", "yes|no": without the brackets around it and the dots */
  size_t len;
  bool optional, repeats;
};

struct form {
  struct token tokens[MOST_TOKENS];
  size_t count;
};

static size_t count_of(const char *text, size_t len, char byte) {
  size_t count = 0;

  for (size_t i = 0; i < len; i++)
    count += text[i] == byte;
  return count;
}

/* "[TEXT...]]" is TEXT, optional, repeated. */
static struct token trim(const char *text, size_t len, bool inside) {
  struct token token = {text, len, inside, false};

  while (token.len > 0 && token.text[0] == '[') {
    token.text++;
    token.len--;
    token.optional = true;
  }
  while (token.len > 0 && token.text[token.len - 1] == ']' &&
         count_of(token.text, token.len, ']') > count_of(token.text, token.len, '['))
    token.len--;
  if (token.len > 3 && strncmp(token.text + token.len - 3, "...", 3) == 0) {
    token.len -= 3;
    token.repeats = true;
  }
  return token;
}

static bool takes_next(const struct command *command, const struct token *token) {
  char name[64] = "";
  struct typed_option typed;
  int option;

  memcpy(name, token->text, token->len < sizeof name ? token->len : 0);
  typed = typed_option(name);
  option = option_find(command->options, &typed);
  return option >= 0 && command->options[option].argument != NULL &&
         !command->options[option].optional;
}

/* One form, without its options, up to " | " or the end of the line; returns what follows. */
static const char *read_form(const struct command *command, const char *at, struct form *form) {
  size_t depth = 0;
  bool skip = false;

  form->count = 0;
  while (*at != '\0' && *at != '\n' && strncmp(at, "| ", 2) != 0) {
    size_t len = strcspn(at, " \n");
    struct token token = trim(at, len, depth > 0);
    bool is_option = token.len > 1 && token.text[0] == '-';
    if (!is_option && !skip && form->count < MOST_TOKENS)
      form->tokens[form->count++] = token;
    skip = is_option && takes_next(command, &token);
    depth += count_of(at, len, '[') - count_of(at, len, ']');
    at += len + (at[len] == ' ');
  }
  return *at == '|' ? at + 2 : at;
}

/* "yes|no" without capitals stands for itself. */
static bool is_literal(const struct token *token) {
  for (size_t i = 0; i < token->len; i++)
    if (token->text[i] >= 'A' && token->text[i] <= 'Z')
      return false;
  return true;
}

static bool takes(const struct token *token, const char *word) {
  size_t word_len = strlen(word), len;

  if (!is_literal(token))
    return true;
  for (size_t at = 0; at < token->len; at += len + 1) {
    const char *end = memchr(token->text + at, '|', token->len - at);
    len = end != NULL ? (size_t)(end - token->text) - at : token->len - at;
    if (len == word_len && strncmp(token->text + at, word, len) == 0)
      return true;
  }
  return false;
}

/* Where one can be: bit i is before token i. What may be left out is passed over. */
static unsigned pass_over(const struct form *form, unsigned places) {
  for (size_t i = 0; i < form->count; i++)
    if ((places & (1U << i)) != 0 && form->tokens[i].optional)
      places |= 2U << i;
  return places;
}

static void expect(const struct form *form, const char *const *words, size_t count, form_fn *tell,
                   void *context) {
  unsigned places = pass_over(form, 1);

  for (size_t w = 0; w < count; w++) {
    unsigned next = 0;
    for (size_t i = 0; i < form->count; i++)
      if ((places & (1U << i)) != 0 && takes(&form->tokens[i], words[w]))
        next |= (2U << i) | (form->tokens[i].repeats ? 1U << i : 0);
    places = pass_over(form, next);
  }
  for (size_t i = 0; i < form->count; i++)
    if ((places & (1U << i)) != 0)
      tell(context, form->tokens[i].text, form->tokens[i].len);
}

void forms_expect(const struct command *command, const char *const *words, size_t count,
                  form_fn *tell, void *context) {
  const char *at = command->synopsis;
  struct form form;

  while (*at != '\0') {
    if (strncmp(at, command->name, strlen(command->name)) == 0)
      at += strlen(command->name);
    at += strspn(at, " ");
    at = read_form(command, at, &form);
    expect(&form, words, count, tell, context);
    at += *at == '\n';
  }
}
