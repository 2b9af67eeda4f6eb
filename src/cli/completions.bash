# Bash splits words at = and :, which stand in values; they are put together again here.
_kadergraaf() {
    local IFS=$'\013' words=() glue='' word current
    for word in "${COMP_WORDS[@]:0:COMP_CWORD+1}"; do
        if [[ ${#words[@]} -gt 1 && ( $glue || $word == [=:] ) ]]; then
            words[${#words[@]} - 1]+=$word
        else
            words+=("$word")
        fi
        [[ $word == [=:] ]] && glue=1 || glue=''
    done
    current=${words[${#words[@]} - 1]}
    COMPREPLY=( $( \
        _CLAP_IFS="$IFS" \
        _CLAP_COMPLETE_INDEX=$((${#words[@]} - 1)) \
        _CLAP_COMPLETE_COMP_TYPE="$COMP_TYPE" \
        _CLAP_COMPLETE_SPACE=false \
        VARIABLE=bash "${words[0]}" -- "${words[@]}" \
    ) ) || unset COMPREPLY
    # Only what stands behind the last = or : is replaced.
    word=${COMP_WORDS[COMP_CWORD]}
    [[ $word == [=:] ]] && word=''
    COMPREPLY=( "${COMPREPLY[@]#"${current%"$word"}"}" )
    [[ ${COMPREPLY-} =~ [=/:]$ ]] && compopt -o nospace
}
complete -o nosort -o bashdefault -F _kadergraaf kadergraaf
