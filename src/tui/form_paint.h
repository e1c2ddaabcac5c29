#ifndef MENTEE_TUI_FORM_PAINT_H
#define MENTEE_TUI_FORM_PAINT_H
/*
 * How a form looks: its title, its fields under each other with the one that is edited in view,
 * choices with the chosen word in brackets, and at the right how a value was read. A form that says
 * where it stands (form.row) is painted there where the screen has the room, else in the usual
 * place.
 */
#include "tui_priv.h"

void form_paint(const struct app *app, const struct modal *modal, struct frame *frame,
                const struct place *place);
#endif
