# Completion of mentee for fish. What can follow is told by the program itself; nothing of it is
# evaluated here.
function __mentee_complete
    set -l words (mentee help --complete fish -- (commandline -cp) 2>/dev/null)
    if test "$words[1]" = \tfiles
        __fish_complete_path (commandline -ct)
    else
        printf '%s\n' $words
    end
end
complete -c mentee -f -a '(__mentee_complete)'
