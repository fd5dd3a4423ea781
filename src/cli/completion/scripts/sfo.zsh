#compdef sfo
# zsh completion of sfo. `sfo` finds what may stand here; nothing of it is evaluated.
_sfo() {
    local -a before open open_shown whole whole_shown
    local kind word shown files
    before=("${(@Q)words[2,CURRENT-1]}")
    (( CURRENT > 2 )) || before=()
    while IFS=$'\t' read -r kind word shown; do
        case $kind in
            open) open+=("$word") open_shown+=("$shown") ;;
            word) whole+=("$word") whole_shown+=("$shown") ;;
            files) files=1 ;;
        esac
    done < <(command sfo completion zsh -- "$QIPREFIX$PREFIX" "$QIPREFIX$PREFIX$SUFFIX" "${(@)before}" 2>/dev/null)
    (( $#open )) && compadd -U -S '' -l -d open_shown -- "${(@)open}"
    (( $#whole )) && compadd -U -l -d whole_shown -- "${(@)whole}"
    [[ -n $files ]] && _files
    return 0
}
if [ "$funcstack[1]" = "_sfo" ]; then
    _sfo "$@"
else
    compdef _sfo sfo
fi
