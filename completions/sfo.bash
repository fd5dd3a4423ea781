# bash completion of sfo. `sfo` finds what may stand here; nothing of it is evaluated.
_sfo() {
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        COMPREPLY+=("$line")
    done < <(command sfo completion bash -- "${COMP_LINE:0:COMP_POINT}" "${COMP_LINE:COMP_POINT}" "$2" "$COMP_TYPE" 2>/dev/null)
}
complete -o nospace -o default -F _sfo sfo
