# Completion of mentee for bash. What can follow is told by the program itself; nothing of it is
# evaluated here.
_mentee() {
  local word
  COMPREPLY=()
  while IFS= read -r word; do
    if [ "$word" = $'\tfiles' ]; then
      compopt -o default +o nospace 2>/dev/null
      return
    fi
    COMPREPLY+=("$word")
  done < <(mentee help --complete bash -- "${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null)
}
complete -o nospace -F _mentee mentee
