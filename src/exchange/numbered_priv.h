#ifndef MENTEE_EXCHANGE_NUMBERED_PRIV_H
#define MENTEE_EXCHANGE_NUMBERED_PRIV_H
/* A contact has one address and one number; further ones stand in email_2, email_3 ... */
#include "mentee/model/book.h"

#define NUMBERED_MOST 100

/* The largest N of the book's columns NAME_N of a field; 1: there is none. */
int numbered_most(const struct book *book, int field);
#endif
