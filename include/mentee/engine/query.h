#ifndef MENTEE_ENGINE_QUERY_H
#define MENTEE_ENGINE_QUERY_H
/*
 * Which contacts a QUERY holds (cli.md): words and field:value pairs, all of which must hold.
 *
 *   role:sponsor org:larkspur due:yes -tag:letters quiet:>90d "radiation safety" zoe
 *
 * A word is one of names, organisation, tags or interests, in part. A value is what the field
 * holds, in part, for every field of a contact; "field:" alone is a field with something in it; a
 * minus before it turns a part round. Beyond the fields: role: (of today, with a facet behind a
 * colon), facet:, tag:, due:yes|no, quiet: (days since the last touch or the meeting, with < or >),
 * notes: (all notes, of the person and of what is theirs), status: (as of today). Dates and numbers
 * take < and > too: met_on:>2025-01-01.
 *
 * A longer text of the same query mostly holds fewer people: query_narrows() says when, so that a
 * screen filters what it has instead of everyone.
 */
#include "mentee/engine/due.h"
#include "mentee/engine/match.h"

struct query_part; /* query.c */

struct query {
  struct arena arena;
  VEC(struct query_part *) parts;
  bool asks_status; /* then archived and deceased people are not left out */
};

/* Initialises *query, also where it fails. ERR_USAGE for a field that does not exist, with the
   nearest, and for a value that the field cannot have. */
bool query_parse(struct query *query, const char *text, int today, struct err *err);
void query_release(struct query *query);

/* Every name that can stand before a colon, one after another; NULL: no more. */
const char *query_key(size_t n);

/* What a query is asked of. `is_due`: by the contact's index, from query_due(). */
struct query_world {
  const struct book *book;
  const struct finder *finder;
  const struct due *due;
  bool *is_due;
};
void query_world_make(struct query_world *world, const struct book *book,
                      const struct finder *finder, const struct due *due);
void query_world_release(struct query_world *world);

/* Parts that cost more are asked last. */
bool query_holds(const struct query *query, const struct query_world *world,
                 const struct record *contact);
/* Whoever `longer` holds is held by `shorter` too. */
bool query_narrows(const char *shorter, const char *longer);

/* Everyone a QUERY holds, in sort order; `all`: archived and deceased people as well, after the
   others. The finder may be NULL: one is made. */
bool query_contacts(const struct book *book, const struct due *due, const struct finder *finder,
                    const char *query, bool all, struct matches *matches, struct err *err);
#endif
