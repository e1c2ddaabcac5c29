/* The panel at the right of a wide screen: the same person, with more of them. */
#include "tui_priv.h"

#include <string.h>

struct writer {
  struct frame *frame;
  const struct place *place;
  int row;
};

static void say(struct writer *out, enum style style, const char *text) {
  int left = out->place->row + out->place->rows - out->row;

  if (text[0] != '\0' && left > 0)
    out->row += frame_put_wrapped(out->frame, out->row, out->place->col, place_width(out->place),
                                  left, style, text);
}

static void section(struct writer *out, const char *label) {
  out->row++;
  say(out, STYLE_MUTED, label);
}

static void say_name(struct writer *out, const struct record *contact) {
  const char *native = record_text(contact, CONTACT_NATIVE_NAME);
  struct buf aside = BUF_INIT;
  int width = frame_put(out->frame, out->row, out->place->col, place_width(out->place),
                        STYLE_STRONG, record_text(contact, CONTACT_NAME));

  if (native[0] != '\0' && !out->frame->ascii)
    place_put(out->frame, out->place, out->row, out->place->col + width + 2, STYLE_MUTED, native);
  out->row++;
  person_aside(contact, true, false, &aside);
  if (frame_width(out->frame, buf_text(&aside)) <= place_width(out->place)) {
    say(out, STYLE_MUTED, buf_text(&aside));
  } else { /* how the name is said has a line of its own */
    struct buf short_aside = BUF_INIT;
    const char *said = record_text(contact, CONTACT_SAID);
    const char *at = strstr(buf_text(&aside), said);
    size_t before = (size_t)(at - buf_text(&aside)), len = strlen(said) + strlen(" · ");
    buf_add(&short_aside, buf_text(&aside), before);
    if (before + len < aside.len)
      buf_adds(&short_aside, buf_text(&aside) + before + len);
    say(out, STYLE_MUTED, buf_text(&short_aside));
    say(out, STYLE_MUTED, said);
    buf_release(&short_aside);
  }
  buf_release(&aside);
}

static void say_reasons(const struct app *app, struct writer *out, int line) {
  const struct due_line *of = line >= 0 ? &app->due.lines.data[line] : NULL;

  if (of == NULL)
    return;
  section(out, "Now");
  for (size_t i = 0; i < of->count; i++) {
    const struct reason *reason = &app->due.reasons.data[of->first + i];
    say(out, STYLE_TEXT, i == 0 ? reason->what : reason->text);
  }
}

static void say_log(const struct app *app, struct writer *out, const struct record *contact) {
  struct rows rows = book_rows_of(session_book(&app->session), contact, TABLE_INTERACTIONS);
  int end = out->place->row + out->place->rows;

  if (rows.len == 0 || out->row + 2 >= end)
    return;
  section(out, "Log");
  for (size_t i = rows.len; i > 0 && out->row < end; i--) {
    const struct record *row = rows.data[i - 1];
    int day = record_day(row, INTERACTION_ON_DATE);
    struct buf text = BUF_INIT;

    if (record_word_or(row, INTERACTION_STATUS, &words_touch, TOUCH_HELD) != TOUCH_HELD ||
        day > app->session.today)
      continue;
    day_brief(day, app->session.today, &text);
    buf_addf(&text, "  %s",
             record_has(row, INTERACTION_SUBJECT) && !record_yes(row, INTERACTION_PRIVATE)
                 ? record_text(row, INTERACTION_SUBJECT)
                 : words_spoken(&words_kind,
                                record_word_or(row, INTERACTION_KIND, &words_kind, KIND_MEETING)));
    place_put(out->frame, out->place, out->row++, out->place->col, STYLE_TEXT, buf_text(&text));
    buf_release(&text);
  }
}

void paint_side_panel(const struct app *app, struct frame *frame, const struct place *place,
                      const struct record *contact, int line) {
  struct writer out = {frame, place, place->row};
  struct buf roles = BUF_INIT;

  say_name(&out, contact);
  out.row++;
  person_roles(app, contact, false, &roles);
  say(&out, STYLE_TEXT, buf_text(&roles));
  say(&out, STYLE_TEXT, record_text(contact, CONTACT_ORG));
  say(&out, STYLE_TEXT, buf_text(&app->there));
  say_reasons(app, &out, line);
  if (record_has(contact, CONTACT_CARES_ABOUT)) {
    section(&out, "Cares");
    say(&out, STYLE_TEXT, record_text(contact, CONTACT_CARES_ABOUT));
  }
  if (record_has(contact, CONTACT_NOTES)) {
    section(&out, "Notes");
    say(&out, STYLE_TEXT, record_text(contact, CONTACT_NOTES));
  }
  say_log(app, &out, contact);
  buf_release(&roles);
}
