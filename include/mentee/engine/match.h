#ifndef MENTEE_ENGINE_MATCH_H
#define MENTEE_ENGINE_MATCH_H
/*
 * Who is meant. A NAME is an id, a full name, or enough of one; case and accents do
 * not matter. And which contacts a QUERY holds (cli.md): words and field:value pairs.
 */
#include "mentee/engine/due.h"

struct matches {
  VEC(const struct record *) list;
};
#define MATCHES_INIT                                                                               \
  { VEC_INIT }
void matches_release(struct matches *matches);

/*
 * Everyone that `name` can mean, best kind of match only: the id; else the full name, sort_name,
 * native_name or call_by; else every word a prefix of a word of the name, call_by or sort_name;
 * else a substring. Archived and deceased people only where nobody else matches.
 */
void match_name(const struct book *book, const char *name, struct matches *matches);

/*
 * One person, or an error: ERR_MISSING "nobody called 'kowal'; ..." with the nearest name,
 * ERR_USAGE for several: "'jane' could be Jane Doe (Larkspur), c1, or Jane Roe (...), c2; say more
 * of the name, or the id".
 */
const struct record *match_one(const struct book *book, const char *name, struct err *err);

/* The finder's score of a text against typed letters: 0 no match; larger is better. Both folded. */
int match_score(const char *folded_text, const char *folded_typed);

/* Contacts that a QUERY holds, in sort order. Understands words, field:value for every contact
   field, role:, facet:, due:yes|no, quiet:>90d, tag:, notes:, and -pair for not. ERR_USAGE for an
   unknown field, with the nearest. `all`: archived and deceased too. */
bool query_contacts(const struct book *book, const struct due *due, const char *query, bool all,
                    struct matches *matches, struct err *err);
#endif
