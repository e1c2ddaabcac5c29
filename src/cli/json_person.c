/* One person, whole: for `list`, without what happened, and for `show`, with it. */
#include "json_person_priv.h"

static void add_rows(struct json *json, const struct book *book, const struct record *contact,
                     enum table_id table, const char *key, int but) {
  struct rows rows = book_rows_of(book, contact, table);

  if (rows.len == 0)
    return;
  json_open_list(json, key);
  for (size_t i = 0; i < rows.len; i++) {
    bool hides = table == TABLE_INTERACTIONS && record_yes(rows.data[i], INTERACTION_PRIVATE);
    json_open(json);
    /* a private note never leaves by a command */
    json_cells(json, table, rows.data[i], hides ? INTERACTION_NOTES : but);
    json_close(json);
  }
  json_close_list(json);
}

static void add_reasons(struct json *json, const struct due *due, const struct record *contact) {
  bool any = false;

  for (size_t i = 0; i < due->reasons.len; i++) {
    if (due->reasons.data[i].contact != contact)
      continue;
    if (!any)
      json_open_list(json, "due");
    any = true;
    json_open(json);
    json_reason(json, &due->reasons.data[i]);
    json_close(json);
  }
  if (any)
    json_close_list(json);
}

void json_reason(struct json *json, const struct reason *reason) {
  json_number(json, "tier", (long)reason->tier);
  json_text(json, "rule", rule_name(reason->rule));
  json_text(json, "id", reason->id);
  json_text(json, "name",
            reason->contact != NULL ? record_text(reason->contact, CONTACT_NAME) : reason->name);
  json_day(json, "due_on", reason->due);
  json_text(json, "text", reason->text);
}

void json_person(struct json *json, const struct book *book, const struct due *due,
                 const struct record *contact, bool whole) {
  static const struct {
    enum table_id table;
    const char *key;
    int but;
  } parts[] = {
      {TABLE_AFFILIATIONS, "affiliations", AFFILIATION_CONTACT_ID},
      {TABLE_INTERACTIONS, "interactions", -1},
      {TABLE_FOLLOWUPS, "followups", FOLLOWUP_CONTACT_ID},
      {TABLE_OPPORTUNITIES, "opportunities", OPPORTUNITY_CONTACT_ID},
      {TABLE_LETTERS, "letters", LETTER_CONTACT_ID},
  };
  const struct facts *facts = &due->cadence.facts[contact->index];
  const struct clock *clock = &due->cadence.clocks[contact->index];

  json_open(json);
  json_cells(json, TABLE_CONTACTS, contact, -1);
  json_day(json, "last_on", facts->last);
  if (clock->interval > 0) {
    json_day(json, "next_on", clock->due);
    json_number(json, "every_days", clock->interval);
    json_text(json, "state", clock_state_name(clock->state));
  }
  add_rows(json, book, contact, TABLE_ROLES, "roles", ROLES_CONTACT_ID);
  add_reasons(json, due, contact);
  for (size_t i = 0; whole && i < sizeof parts / sizeof parts[0]; i++)
    add_rows(json, book, contact, parts[i].table, parts[i].key, parts[i].but);
  json_close(json);
}
