#ifndef TESTS_TEST_H
#define TESTS_TEST_H
/* What every cmocka test needs, in the order that cmocka.h asks for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#endif
