#ifndef MENTEE_BASE_XMEM_H
#define MENTEE_BASE_XMEM_H
/*
 * Memory that is there or ends the program: running out is not survivable here,
 * because every accepted change is already on disk. The hook restores the
 * terminal first. Results are never NULL; sizes are checked for overflow.
 */
#include <stddef.h>

void *xmalloc(size_t size);
void *xcalloc(size_t count, size_t size);
void *xrealloc(void *old, size_t size);
char *xstrdup(const char *text);
char *xstrndup(const char *text, size_t len);

/* For tests: the n-th allocation from now fails, as if there were no more; 0: none does. */
void xmem_fail_at(long n);

/* Called once, before the program ends with status 3 for want of memory. */
void xmem_on_exhausted(void (*hook)(void));
#endif
