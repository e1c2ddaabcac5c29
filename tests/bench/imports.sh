# Part of tests/bench/run: other people's files, 10,000 vCards beside khard and abook, and 100 MB
# of CSV. Uses its variables and rows.
# shellcheck shell=sh disable=SC2154 # set by run

# cards FROM TO: so many vCards
cards() {
  awk -v from="$1" -v to="$2" 'BEGIN {
    for (i = from; i < to; i++)
      printf "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:u%d\r\nFN:Given%d Family%d\r\nN:Family%d;Given%d;;;\r\n" \
        "ORG:Org %d\r\nEMAIL;TYPE=work:p%d@x.example\r\nTEL;TYPE=cell:+1 555 %d\r\nNOTE:met in %d\r\n" \
        "END:VCARD\r\n", i, i % 97, i, i, i % 97, i % 500, i, 1000000 + i, i % 12
  }'
}
# connections ROWS: a CSV file as LinkedIn writes it, some 100 bytes a row
connections() {
  awk -v rows="$1" 'BEGIN {
    printf "First Name,Last Name,URL,Email Address,Company,Position,Connected On\r\n"
    for (i = 0; i < rows; i++)
      printf "Given%d,Family%d,https://www.linkedin.com/in/p%d,p%d@x.example,\"Org, %d\",Title %d," \
        "12 Mar 2024\r\n", i % 97, i, i, i, i % 5000, i % 40
  }'
}

import_rows() {
  import="$mentee --store $scratch/nobody $today import --dry-run"
  cards 0 1000 >"$scratch/thousand.vcf"
  cards 0 10000 >"$scratch/ten.vcf"
  connections 100000 >"$scratch/ten.csv"
  connections 1000000 >"$scratch/hundred.csv"
  # shellcheck disable=SC2086 # words
  "$tools/stopwatch" 3 $import "$scratch/thousand.vcf" -- $import "$scratch/ten.vcf" -- \
    $import "$scratch/ten.csv" >"$scratch/times"
  ratio_row 'import, vCards / a tenth of them' 10000 12 2 1
  # shellcheck disable=SC2086
  "$tools/stopwatch" 1 $import "$scratch/ten.csv" -- $import "$scratch/hundred.csv" >"$scratch/times"
  ratio_row 'import, CSV / a tenth of it' 1000000 12 2 1
  row 'import, CSV, KiB resident' 1000000 "$(awk 'NR == 2 { print $3 }' "$scratch/times")" \
    $(($(wc -c <"$scratch/hundred.csv") / 128 + 16384)) \
    "$(($(wc -c <"$scratch/hundred.csv") / 1048576)) MiB of file"
  rm "$scratch/hundred.csv"
  if command -v abook >/dev/null; then
    # shellcheck disable=SC2086
    "$tools/stopwatch" 3 $import "$scratch/ten.vcf" -- "$(command -v abook)" --convert --informat vcard \
      --infile "$scratch/ten.vcf" --outformat abook --outfile "$scratch/book" >"$scratch/times"
    ratio_row 'import, vCards / abook' 10000 - 1 2
  fi
  if command -v khard >/dev/null; then
    mkdir "$scratch/khard"
    (cd "$scratch/khard" && awk 'BEGIN { RS = "END:VCARD\r\n" } { printf "%sEND:VCARD\r\n", $0 > (NR ".vcf"); close(NR ".vcf") }' ../ten.vcf)
    printf '[addressbooks]\n[[x]]\npath = %s\n[general]\n[contact table]\n[vcard]\n' \
      "$scratch/khard" >"$scratch/khard.conf"
    # shellcheck disable=SC2086
    "$tools/stopwatch" 1 $import "$scratch/khard" -- "$(command -v khard)" -c "$scratch/khard.conf" list \
      >"$scratch/times"
    ratio_row 'import, a folder of cards / khard' 10000 - 1 2
  fi
}
