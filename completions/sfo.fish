# fish completion of sfo. `sfo` finds what may stand here; nothing of it is evaluated.
function __sfo_complete
    set -l words (commandline -opc)
    set -e words[1]
    set -l typed (commandline -ct | string collect --allow-empty)
    set -l whole (commandline -t | string collect --allow-empty)
    set -l found (command sfo completion fish -- "$typed" "$whole" $words 2>/dev/null)
    if test "$found" = files
        __fish_complete_path "$typed"
    else
        string join -- \n $found
    end
end
complete -c sfo -f -a '(__sfo_complete)'
