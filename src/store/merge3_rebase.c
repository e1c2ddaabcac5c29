#include "merge3_priv.h"

#include <string.h>

/* All that the action does with one row. */
struct part {
  enum table_id table;
  const char *id;
  const char *new_id; /* where the ground has another row of that id; else NULL */
  bool begins, ends;
  VEC(const struct change *) changes;
};

struct rebasing {
  const struct book *base, *ground;
  struct action *out;
  struct commit_report *report;
  VEC(struct part) parts;
  struct map places[TABLE_COUNT]; /* id to the place among the parts, from 1 */
  bool renamed;
};

static struct part *part_of(struct rebasing *rebasing, const struct change *change) {
  struct map *places = &rebasing->places[change->table];
  const void *place = map_find(places, change->id);
  struct part *part;

  if (place != NULL)
    return &rebasing->parts.data[(uintptr_t)place - 1];
  part = vec_push(&rebasing->parts);
  map_put(places, change->id, (void *)(uintptr_t)rebasing->parts.len);
  part->table = change->table;
  part->id = change->id;
  return part;
}

static void gather(struct rebasing *rebasing, const struct action *action) {
  for (size_t i = 0; i < action->changes.len; i++) {
    const struct change *change = &action->changes.data[i];
    struct part *part = part_of(rebasing, change);
    *vec_push(&part->changes) = change;
    if (change->field == 0 && !change->gives_id) {
      part->begins = part->begins || change->before[0] == '\0';
      part->ends = change->after[0] == '\0';
    }
  }
}

static const char *there_of(const struct rebasing *rebasing, const struct record *row,
                            const struct change *change) {
  if (change->field >= 0)
    return record_text(row, change->field);
  return book_extra(rebasing->ground, change->table, row, change->column);
}

static void emit(struct rebasing *rebasing, const struct part *part, const struct change *like,
                 const char *before, const char *after);

/* --- lists as sets --- */

static bool has_part(const char *list, const char *part, size_t len) {
  const char *other;
  size_t other_len;

  while (record_next_part(&list, &other, &other_len))
    if (other_len == len && memcmp(other, part, len) == 0)
      return true;
  return false;
}

static void add_part(struct buf *out, const char *part, size_t len) {
  if (out->len > 0)
    buf_addc(out, ';');
  buf_add(out, part, len);
}

/* What is there, without what was taken out, and with what was added. */
static void join_lists(const char *before, const char *after, const char *there, struct buf *out) {
  const char *at = there, *part;
  size_t len;

  while (record_next_part(&at, &part, &len))
    if (has_part(after, part, len) || !has_part(before, part, len))
      add_part(out, part, len);
  at = after;
  while (record_next_part(&at, &part, &len))
    if (!has_part(before, part, len) && !has_part(there, part, len))
      add_part(out, part, len);
}

static bool is_list(const struct change *change) {
  enum field_type type;

  if (change->field < 0)
    return false;
  type = table_defs[change->table].fields[change->field].type;
  return type == FIELD_LIST || type == FIELD_PEOPLE;
}

/* --- one row --- */

static void rebase_cell(struct rebasing *rebasing, const struct part *part,
                        const struct record *row, const struct change *change) {
  const char *there = there_of(rebasing, row, change);
  struct buf joined = BUF_INIT;

  if (strcmp(there, change->after) == 0)
    return;
  if (strcmp(there, change->before) == 0) {
    emit(rebasing, part, change, there, change->after);
  } else if (is_list(change)) {
    join_lists(change->before, change->after, there, &joined);
    if (strcmp(there, buf_text(&joined)) != 0)
      emit(rebasing, part, change, there, buf_text(&joined));
  } else {
    conflicts_add(&rebasing->report->conflicts, change, there);
  }
  buf_release(&joined);
}

static void rebase_edit(struct rebasing *rebasing, const struct part *part,
                        const struct record *row) {
  for (size_t i = 0; i < part->changes.len; i++) {
    const struct change *change = part->changes.data[i];
    if (change->field != 0)
      rebase_cell(rebasing, part, row, change);
    else if (change->gives_id && !record_has(row, 0))
      emit(rebasing, part, change, "", change->after);
  }
}

static const struct change *change_of(const struct part *part, int field, const char *column) {
  for (size_t i = 0; i < part->changes.len; i++) {
    const struct change *change = part->changes.data[i];
    if (change->field == field && (field >= 0 || strcmp(change->column, column) == 0))
      return change;
  }
  return NULL;
}

struct reviving {
  struct rebasing *rebasing;
  const struct part *part;
  const struct record *was;
};

static void revive_extra(void *context, const char *column) {
  const struct reviving *reviving = context;
  const char *value =
      book_extra(reviving->rebasing->base, reviving->part->table, reviving->was, column);

  if (value[0] != '\0' && change_of(reviving->part, -1, column) == NULL)
    action_fill_column(reviving->rebasing->out, reviving->part->table, reviving->part->id, column,
                       "", value);
}

/* The ground took the row out and the action edits it: it is begun again, as it was and edited. */
static void revive(struct rebasing *rebasing, const struct part *part) {
  struct reviving reviving = {rebasing, part, book_find(rebasing->base, part->table, part->id)};
  const struct record *was = reviving.was;

  action_add_row(rebasing->out, part->table, part->id);
  for (int i = 1; was != NULL && i < table_defs[part->table].field_count; i++)
    if (record_has(was, i) && change_of(part, i, NULL) == NULL)
      action_fill(rebasing->out, part->table, part->id, i, "", record_text(was, i));
  if (was != NULL)
    merge3_each_extra(&rebasing->base->tables[part->table], revive_extra, &reviving);
  for (size_t i = 0; i < part->changes.len; i++)
    if (part->changes.data[i]->field != 0 && part->changes.data[i]->after[0] != '\0')
      emit(rebasing, part, part->changes.data[i], "", part->changes.data[i]->after);
  report_say(rebasing->report, "a %s that was taken out elsewhere was changed here, so it stays",
             table_defs[part->table].row);
}

/* The action takes the row out, and the ground changed it since: it stays. */
static void rebase_end(struct rebasing *rebasing, const struct part *part,
                       const struct record *row) {
  const struct record *was = book_find(rebasing->base, part->table, part->id);

  if (was != NULL && !merge3_same_rows(rebasing->base, was, rebasing->ground, row, part->table)) {
    report_say(rebasing->report, "a %s that was taken out was changed elsewhere, so it stays",
               table_defs[part->table].row);
    return;
  }
  for (size_t i = 0; i < part->changes.len; i++)
    emit(rebasing, part, part->changes.data[i], part->changes.data[i]->before,
         part->changes.data[i]->after);
}

/* --- both began the same id --- */

static const struct change *contradiction(const struct rebasing *rebasing, const struct part *part,
                                          const struct record *row) {
  for (size_t i = 0; i < part->changes.len; i++) {
    const struct change *change = part->changes.data[i];
    const char *there = there_of(rebasing, row, change);
    if (change->field != 0 && there[0] != '\0' && strcmp(there, change->after) != 0)
      return change;
  }
  return NULL;
}

static uint64_t hash_text(uint64_t hash, const char *text) {
  return (hash ^ store_hash(text, strlen(text))) * 1099511628211u;
}

/* Made of what is in the row, so that every machine gives the same one. */
static const char *id_from_content(struct rebasing *rebasing, const struct part *part) {
  static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";
  uint64_t hash = hash_text(0, part->id);
  char id[9] = {table_defs[part->table].letter};

  for (size_t i = 0; i < part->changes.len; i++)
    hash = hash_text(hash, part->changes.data[i]->after);
  do {
    uint64_t rest = hash >> 8;
    for (int i = 1; i < 8; i++, rest >>= 5)
      id[i] = digits[rest % 32];
    hash = hash_text(hash, "+");
  } while (map_find(&rebasing->places[part->table], id) != NULL);
  return arena_dup(&rebasing->out->arena, id);
}

static void give_new_ids(struct rebasing *rebasing) {
  for (size_t i = 0; i < rebasing->parts.len; i++) {
    struct part *part = &rebasing->parts.data[i];
    const struct record *row = book_find(rebasing->ground, part->table, part->id);
    if (!part->begins || part->ends || row == NULL || part->table == TABLE_SETTINGS ||
        contradiction(rebasing, part, row) == NULL)
      continue;
    part->new_id = id_from_content(rebasing, part);
    rebasing->renamed = true;
    report_say(rebasing->report, "two %ss have the id %s; the one that came in is %s now",
               table_defs[part->table].row, part->id, part->new_id);
  }
}

static const char *new_id_of(const struct rebasing *rebasing, enum table_id table, const char *id,
                             size_t len) {
  const void *place = map_find_span(&rebasing->places[table], id, len);

  return place != NULL ? rebasing->parts.data[(uintptr_t)place - 1].new_id : NULL;
}

/* References to a row that got a new id follow it. */
static void rename_references(const struct rebasing *rebasing, enum table_id table,
                              const char *value, struct buf *out) {
  const char *part;
  size_t len;

  while (record_next_part(&value, &part, &len)) {
    const char *renamed = new_id_of(rebasing, table, part, len);
    add_part(out, renamed != NULL ? renamed : part, renamed != NULL ? strlen(renamed) : len);
  }
}

static bool refers(const struct rebasing *rebasing, const struct change *change) {
  return rebasing->renamed && change->field >= 0 &&
         table_defs[change->table].fields[change->field].ref != TABLE_NONE;
}

static void emit(struct rebasing *rebasing, const struct part *part, const struct change *like,
                 const char *before, const char *after) {
  const char *id = part->new_id != NULL ? part->new_id : part->id;
  struct buf renamed = BUF_INIT;

  if (refers(rebasing, like)) {
    rename_references(rebasing, table_defs[like->table].fields[like->field].ref, after, &renamed);
    after = buf_text(&renamed);
  }
  if (like->field < 0)
    action_fill_column(rebasing->out, part->table, id, like->column, before, after);
  else if (like->gives_id)
    action_give_id(rebasing->out, part->table, id);
  else if (like->field == 0 && after[0] != '\0')
    action_add_row(rebasing->out, part->table, id);
  else
    action_fill(rebasing->out, part->table, id, like->field, like->field == 0 ? id : before, after);
  buf_release(&renamed);
}

/* As the action has it: on this ground nothing stands in its way. */
static void copy_part(struct rebasing *rebasing, const struct part *part) {
  for (size_t i = 0; i < part->changes.len; i++)
    emit(rebasing, part, part->changes.data[i], part->changes.data[i]->before,
         part->changes.data[i]->after);
}

static void rebase_part(struct rebasing *rebasing, const struct part *part) {
  const struct record *row = book_find(rebasing->ground, part->table, part->id);

  if (part->begins && (row == NULL || part->new_id != NULL)) {
    const struct record *same =
        part->new_id != NULL ? book_find(rebasing->ground, part->table, part->new_id) : NULL;
    if (same == NULL) /* else it came in before */
      copy_part(rebasing, part);
  } else if (part->ends && row != NULL) {
    rebase_end(rebasing, part, row);
  } else if (row != NULL) {
    rebase_edit(rebasing, part, row);
  } else if (!part->ends) {
    revive(rebasing, part);
  }
}

void merge3_rebase(const struct action *action, const struct book *base, const struct book *ground,
                   struct action *rebased, struct commit_report *report) {
  struct rebasing rebasing = {.base = base, .ground = ground, .out = rebased, .report = report};

  action_init(rebased);
  rebased->title = arena_dup(&rebased->arena, action->title);
  gather(&rebasing, action);
  give_new_ids(&rebasing);
  for (size_t i = 0; i < rebasing.parts.len; i++)
    rebase_part(&rebasing, &rebasing.parts.data[i]);
  for (size_t i = 0; i < rebasing.parts.len; i++)
    vec_release(&rebasing.parts.data[i].changes);
  vec_release(&rebasing.parts);
  for (int i = 0; i < TABLE_COUNT; i++)
    map_release(&rebasing.places[i]);
}
