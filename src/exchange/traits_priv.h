#ifndef MENTEE_EXCHANGE_TRAITS_PRIV_H
#define MENTEE_EXCHANGE_TRAITS_PRIV_H
/* What is compared of a person: names in words, addresses, numbers, links, each in one spelling. */
#include "mentee/exchange/same.h"

#define TRAITS_MOST_WORDS 12
#define TRAITS_MOST_VALUES 24 /* of addresses, numbers and links, each */

struct trait_list {
  const char *value[TRAITS_MOST_VALUES];
  size_t count;
};

struct traits {
  struct arena arena;
  const char *name;                    /* folded, words sorted */
  const char *look;                    /* its skeleton */
  const char *word[TRAITS_MOST_WORDS]; /* folded, in their order */
  size_t words;
  const char *family; /* folded, up to a hyphen */
  struct trait_list emails, phones, links;
  const char *org, *birthday;
  bool only_name; /* nothing else is known */
};

void traits_of(struct traits *traits, const struct who *who);
void traits_release(struct traits *traits);
bool traits_share(const struct trait_list *a, const struct trait_list *b);
/* "j" of "j smith", "j. smith". */
bool traits_is_initial(const char *word);
#endif
