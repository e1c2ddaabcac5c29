#!/bin/sh
# Fails where a row of the rule table lacks a test that it speaks, that it is silent on a condition,
# or what it does on an edge. usage: check-rule-tests.sh SOURCE_DIR
set -u
source=${1:?source directory}
header=$source/include/mentee/engine/due.h
tests=$source/tests/unit/engine
missing=0

rules=$(sed -n 's/^ *X(RULE_[A-Z0-9]*, "\([A-Za-z0-9]*\)".*/\1/p' "$header")
[ -n "$rules" ] || { echo "no rules in $header"; exit 1; }
for rule in $rules; do
  for kind in speaks silent_ edge_; do
    if ! grep -hq "CASE(${rule}_${kind}" "$tests"/test_rules_*.c; then
      echo "${rule}: no test ${rule}_${kind}..."
      missing=$((missing + 1))
    fi
  done
done
[ "$missing" -eq 0 ] || exit 1
echo "$(echo "$rules" | wc -w) rules, each with its tests"
