/* Address lines for mail programs. */
#include "cli_priv.h"

#include <string.h>

enum { ADDRESS_PLAIN };
static const struct option_def options[] = {
    [ADDRESS_PLAIN] = {"plain", 0, NULL, false, "without the line that mutt expects at first"},
    OPTIONS_END,
};

static bool is_shown(const struct record *contact) {
  int status = record_word_or(contact, CONTACT_STATUS, &words_status, STATUS_ACTIVE);

  return record_has(contact, CONTACT_EMAIL) && status != STATUS_DECEASED &&
         status != STATUS_ARCHIVED && status != STATUS_DO_NOT_CONTACT;
}

/* Every word is in a name, the address or the organisation. */
static bool is_meant(const struct record *contact, const struct args *args) {
  static const int fields[] = {CONTACT_NAME, CONTACT_SORT_NAME, CONTACT_CALL_BY, CONTACT_EMAIL,
                               CONTACT_ORG};

  for (size_t i = 0; i < args->words.len; i++) {
    bool found = false;
    for (size_t j = 0; j < sizeof fields / sizeof fields[0] && !found; j++)
      found = text_has(record_text(contact, fields[j]), args->words.data[i]);
    if (!found)
      return false;
  }
  return true;
}

/* An address a line, where a cell holds several. Returns how many. */
static size_t add_lines(struct buf *out, const struct record *contact) {
  const char *at = record_text(contact, CONTACT_EMAIL), *part;
  size_t len, count = 0;

  while (record_next_part(&at, &part, &len)) {
    struct buf line = BUF_INIT, address = BUF_INIT;
    buf_add(&address, part, len);
    text_defuse(&line, buf_text(&address));
    buf_release(&address);
    buf_addc(&line, '\t');
    text_defuse(&line, record_text(contact, CONTACT_NAME));
    buf_addc(&line, '\t');
    text_defuse(&line, record_text(contact, CONTACT_ORG));
    buf_addf(out, "%s\n", buf_text(&line));
    buf_release(&line);
    count++;
  }
  return count;
}

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  const struct book *book;
  struct buf lines = BUF_INIT;
  size_t count = 0;

  if (!cli_open_reading(cli, err))
    return false;
  book = session_book(&cli->session);
  for (size_t i = 0; i < book_count(book, TABLE_CONTACTS); i++) {
    const struct record *contact = book_at(book, TABLE_CONTACTS, i);
    if (is_shown(contact) && is_meant(contact, args))
      count += add_lines(&lines, contact);
  }
  if (args->value[ADDRESS_PLAIN] == NULL)
    out_linef(cli, "%zu %s in mentee", count, count == 1 ? "address" : "addresses");
  buf_add(&cli->out, buf_text(&lines), lines.len);
  buf_release(&lines);
  cli->status = count == 0;
  return true;
}

const struct command command_address = {
    .name = "address",
    .synopsis = "address [NAME...] [--plain]",
    .summary = "addresses for mutt, neomutt and aerc",
    .options = options,
    .details =
        "One a line: address, name, organisation, with tabs between; status 1 where there is "
        "none.\n"
        "\n"
        "  set query_command = \"mentee address '%s'\"          # muttrc\n"
        "  address-book-cmd = mentee address --plain \"%s\"     # aerc.conf\n",
    .examples = "address larkspur\naddress --plain zoe\n",
    .run = run,
};
