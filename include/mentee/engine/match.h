#ifndef MENTEE_ENGINE_MATCH_H
#define MENTEE_ENGINE_MATCH_H
/*
 * Who is meant. A NAME is an id, a full name, or enough of one; case and accents do
 * not matter (cli.md). Which contacts a QUERY holds: query.h.
 */
#include "mentee/engine/finder.h"

struct matches {
  VEC(const struct record *) list;
};
#define MATCHES_INIT                                                                               \
  { VEC_INIT }
void matches_release(struct matches *matches);

/*
 * Everyone that `name` can mean, best kind of match only: the id; else the full name, sort_name or
 * native_name; else how they are called; else every word a prefix of a word of the names; else
 * those where all words occur. Archived and deceased people only where nobody else is meant, unless
 * it is their full name. A title before the name ("Dr Lan") is passed over where nobody bears it.
 * In sort order. Nobody: an empty list.
 */
void match_name(const struct book *book, const char *name, struct matches *matches);
/* The same, with a finder that is there already: for many names, or as somebody types. */
void match_name_in(const struct finder *finder, const struct book *book, const char *name,
                   struct matches *matches);

/*
 * One person, or an error: ERR_MISSING "nobody called 'kowal'; ..." with the nearest name,
 * ERR_USAGE for several: "'jane' could be Jane Doe (Larkspur), c1, or Jane Roe (...), c2; say more
 * of the name, or the id".
 */
const struct record *match_one(const struct book *book, const char *name, struct err *err);

/*
 * "Jane Doe (Larkspur), c1": whom a name can mean. Where another of `among` (NULL: nobody) bears
 * the same name at the same place: "Jane Doe (Larkspur, fellow, mentor, added 2026-11-20), c1".
 */
void match_describe(const struct book *book, const struct record *contact,
                    const struct matches *among, struct buf *out);

/*
 * How well typed letters fit a text: 0 where they do not occur in this order; else larger is
 * better. Letters in a row and at the beginning of words count most, then few and short gaps (the
 * measure of fzy, J. Hawthorn). Both folded. Only the first 255 bytes of the text count.
 */
int match_score(const char *folded_text, const char *folded_typed);
#endif
