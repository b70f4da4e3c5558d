# jpaws @VERSION@ for zsh: the word `jpaws`, its completion, renewal at the prompt, nothing else.
# Load it with a plugin manager, with `source`, or with: eval "$(command jpaws init zsh)"
#
# The program answers the calls that change the environment with records (shells/README.md, "The contract");
# the functions below check them and set the variables. No text of the program is ever run.
#
# This file is also read under `emulate sh` and `emulate ksh`, SH_GLOB, IGNORE_BRACES, KSH_ARRAYS: no (a|b) patterns,
# a line end before each closing brace. Every builtin is called as `\builtin NAME`: the backslash passes by aliases,
# `builtin` by functions. Variables are called __jpaws_*: a person's read-only `line` would stop a local one.

# The rooted path of the program, once it was found.
\builtin typeset -g __jpaws_binary=''
# Epoch seconds until which the prompt does not renew.
\builtin typeset -g __jpaws_quiet_until=0

# The word that people type.
function jpaws {
  __jpaws_find || \builtin return 127
  if __jpaws_is_captured "$@"; then
    __jpaws_apply "$@"
  else
    JPAWS_SHELL=zsh/@VERSION@ "$__jpaws_binary" "$@"
  fi
}

# Walks PATH by hand: `whence -p` can answer a file of the working folder. Only rooted entries count.
function __jpaws_find {
  \builtin emulate -L zsh
  if [[ -f $__jpaws_binary && -x $__jpaws_binary ]]; then
    \builtin return 0
  fi
  \builtin local __jpaws_folder=''
  # Where zsh was started as sh, `path` does not follow PATH.
  for __jpaws_folder in "${(@s.:.)PATH}"; do
    __jpaws_binary=$__jpaws_folder/jpaws
    if [[ $__jpaws_folder == /* && -f $__jpaws_binary && -x $__jpaws_binary ]]; then
      \builtin return 0
    fi
  done
  __jpaws_binary=''
  __jpaws_say 'the program jpaws is not on PATH; install it, or add its folder to PATH'
  \builtin return 1
}

# Is this a call whose reply is applied? The first word decides; a request for help is passed through.
function __jpaws_is_captured {
  \builtin emulate -L zsh
  if [[ ' @ENV_COMMANDS@ ' != *" ${1-} "* ]]; then
    \builtin return 1
  fi
  \builtin local __jpaws_word=''
  for __jpaws_word in "$@"; do
    if [[ $__jpaws_word == -h || $__jpaws_word == --help ]]; then
      \builtin return 1
    fi
  done
}

# Calls the program, checks its whole reply, then applies all of it or nothing. Options, tracing and traps are those
# of this function only: zsh puts them back at its end, also when Ctrl-C ends it.
function __jpaws_apply {
  \builtin emulate -L zsh
  \builtin set +xv
  # Without it the status after Ctrl-C is 2.
  \builtin trap '\builtin return 130' INT
  # The output of a person's own traps would mix with the reply.
  \builtin trap - DEBUG ZERR
  \builtin local __jpaws_reply='' __jpaws_status='' __jpaws_name='' __jpaws_blocked='' __jpaws_index=''
  \builtin local -a __jpaws_names __jpaws_values

  # The line behind the reply carries the status, and shows whether the reply's last line has its line end.
  __jpaws_reply=$(
    JPAWS_CONTRACT=@CONTRACT@ JPAWS_SHELL=zsh/@VERSION@ "$__jpaws_binary" "$@" &&
      \builtin echo .0 || \builtin echo ".$?"
  )
  # From here Ctrl-C is ignored: between two records it would end a loop, not the call, and leave a mixture.
  \builtin trap '' INT
  __jpaws_status=${__jpaws_reply##*.}
  # `return TEXT` would evaluate the text.
  case $__jpaws_status in
    0)
      ;;
    ''|*[!0-9]*)
      \builtin return 1
      ;;
    *)
      \builtin return "$__jpaws_status"
      ;;
  esac

  if ! __jpaws_read "${__jpaws_reply%.*}"; then
    __jpaws_say 'the reply of the program was cut off or is of another version; nothing was changed. Open a new shell'
    \builtin return 3
  fi

  # A read-only or private variable ends zsh's function halfway. So the names are tried first, in the subshell of the
  # substitution; `blocked` is the last name that was tried.
  __jpaws_blocked=$(
    for __jpaws_name in "${__jpaws_names[@]}"; do
      \builtin echo "$__jpaws_name"
      \builtin unset -v "$__jpaws_name" 2>/dev/null || \builtin exit 1
      \builtin export "$__jpaws_name=x" 2>/dev/null || \builtin exit 1
    done
    \builtin echo .
  ) || \builtin true
  __jpaws_blocked=${__jpaws_blocked##*$'\n'}
  if [[ $__jpaws_blocked != . ]]; then
    __jpaws_say "$__jpaws_blocked is read-only in this shell; nothing was changed. Open a new shell"
    \builtin return 1
  fi

  for (( __jpaws_index = 1; __jpaws_index <= $#__jpaws_names; __jpaws_index++ )); do
    # First unset: arrays, integers, tied and upper-case variables of a person lose what would change the value.
    \builtin unset -v "${__jpaws_names[__jpaws_index]}"
    if [[ -n ${__jpaws_values[__jpaws_index]} ]]; then
      \builtin export "${__jpaws_names[__jpaws_index]}=${__jpaws_values[__jpaws_index]}"
    fi
  done
  # A person or a tool may have made a new list since then, without the renewal.
  if [[ " ${(j: :)precmd_functions} " != *' __jpaws_prompt '* ]]; then
    __jpaws_hook
  fi
}

# Splits a reply into __jpaws_names and __jpaws_values (empty: unset) of the caller; fails unless all of it is sound.
# A here-document would write the secrets to a temporary file, `${text#*$newline}` takes seconds for long values.
function __jpaws_read {
  \builtin emulate -L zsh
  \builtin set +xv
  \builtin local __jpaws_line='' __jpaws_name='' __jpaws_value=''
  \builtin local -a __jpaws_lines
  if [[ $1 == *$'\r'* || $1 == *$'\0'* ]]; then
    \builtin return 1
  fi
  __jpaws_lines=("${(@ps:\n:)1}")
  # The text ends with a line end, so the last element is empty; then header, `end`, and at least one record.
  if [[ $#__jpaws_lines -lt 4 || -n ${__jpaws_lines[-1]} ]]; then
    \builtin return 1
  fi
  if [[ ${__jpaws_lines[1]} != jpaws/@CONTRACT@ || ${__jpaws_lines[-2]} != end ]]; then
    \builtin return 1
  fi
  for __jpaws_line in "${__jpaws_lines[@]:1:$#__jpaws_lines - 3}"; do
    if [[ $__jpaws_line == 'set '*=?* ]]; then
      __jpaws_name=${__jpaws_line%%=*}
      __jpaws_value=${__jpaws_line:$#__jpaws_name + 1}
      __jpaws_name=${__jpaws_name:4}
    elif [[ $__jpaws_line == 'unset '* ]]; then
      __jpaws_name=${__jpaws_line:6}
      __jpaws_value=''
    else
      \builtin return 1
    fi
    # Only AWS_* and JPAWS_*. The letters are written out: in some locales [A-Z] holds more than 26 of them.
    if [[ $__jpaws_name != AWS_?* && $__jpaws_name != JPAWS_?* ]] ||
      [[ $__jpaws_name == *[^ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_]* ]]; then
      \builtin return 1
    fi
    __jpaws_names+=("$__jpaws_name")
    __jpaws_values+=("$__jpaws_value")
  done
  (( $#__jpaws_names == $#__jpaws_lines - 3 ))
}

# Before each prompt: renews the credentials when their time has come. Until then nothing is run but builtins.
# The time was set by the program (JPAWS_RENEW_AT, epoch seconds); a text that is none of its own is left alone.
# zsh shows every function of precmd_functions the last status, and the next line the last status and pipestatus.
function __jpaws_prompt {
  # A person who traces sees nothing of it.
  {
    \builtin emulate -L zsh
    \builtin set +xv
  } 2>/dev/null
  # powerlevel10k warns at length of what is printed under its instant prompt: the next prompt renews.
  if [[ -n ${__p9k_instant_prompt_active-} ]]; then
    \builtin return 0
  fi
  # The prompt's own expansion tells the time without a module.
  \builtin local __jpaws_now="${(%):-%D{%s\}}"
  if [[ -z ${JPAWS_RENEW_AT-} || $JPAWS_RENEW_AT == *[^0123456789]* ]] || (( $#JPAWS_RENEW_AT > 12 )); then
    \builtin return 0
  fi
  if (( __jpaws_now < JPAWS_RENEW_AT || __jpaws_now < __jpaws_quiet_until )); then
    \builtin return 0
  fi
  # Noted before the call: neither Ctrl-C nor a crash brings it back at the next prompt.
  __jpaws_quiet_until=$(( __jpaws_now + 300 ))
  if __jpaws_find && __jpaws_apply __renew </dev/null; then
    __jpaws_quiet_until=0
  elif (( $? < 128 )); then
    # No program, or one of another contract: that was said now, and ends the renewal until the next `use`.
    \builtin unset -v JPAWS_RENEW_AT 2>/dev/null
  fi
  \builtin return 0
}

function __jpaws_say {
  \builtin printf 'jpaws: %s\n' "$1" >&2
}

# Asks the program what can stand for the last of these words; its candidates come into __jpaws_values, and into
# __jpaws_texts as they are shown, with their descriptions in one column. Whole arrays at once: thousands are quick.
function __jpaws_ask {
  \builtin emulate -L zsh
  __jpaws_find 2>/dev/null || \builtin return 1
  \builtin local __jpaws_value='' __jpaws_wide=0 __jpaws_at=0
  \builtin local -a __jpaws_lines __jpaws_shown
  __jpaws_lines=("${(@f)$(JPAWS_SHELL=zsh/@VERSION@ "$__jpaws_binary" __complete -- "$@" 2>/dev/null </dev/null)}")
  __jpaws_lines=("${(@M)__jpaws_lines:#?*$'\t'*}")
  __jpaws_values=("${(@)__jpaws_lines%%$'\t'*}")
  __jpaws_texts=("${(@)__jpaws_values}")
  __jpaws_shown=("${(@)__jpaws_lines#*$'\t'}")
  if [[ -z ${(j::)__jpaws_shown} ]]; then
    \builtin return 0
  fi
  for __jpaws_value in "${(@)__jpaws_values}"; do
    if (( $#__jpaws_value > __jpaws_wide )); then
      __jpaws_wide=$#__jpaws_value
    fi
  done
  for (( __jpaws_at = 1; __jpaws_at <= $#__jpaws_values; __jpaws_at++ )); do
    if [[ -n $__jpaws_shown[__jpaws_at] ]]; then
      __jpaws_value="${(r:__jpaws_wide:)__jpaws_values[__jpaws_at]}  $__jpaws_shown[__jpaws_at]"
      __jpaws_texts[__jpaws_at]=${__jpaws_value[1,COLUMNS - 1]}
    fi
  done
}

# Completion after compinit; zsh quotes the candidates for where they will stand.
function __jpaws_complete {
  \builtin emulate -L zsh
  \builtin local -a __jpaws_values __jpaws_texts __jpaws_options
  __jpaws_ask "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" || \builtin return 1
  if (( $+functions[_description] )); then
    # A person's styles: matching in any case, headings, groups.
    \builtin setopt "${_comp_options[@]}"
    _description values __jpaws_options jpaws
  fi
  # The program has chosen already: in another case, too, where nothing begins with the letters as typed.
  __jpaws_options+=(-M 'm:{[:lower:][:upper:]}={[:upper:][:lower:]}')
  \builtin compadd "${__jpaws_options[@]}" -l -d __jpaws_texts -a __jpaws_values
}

# Completion without compinit, which zsh asks for an array of that name.
function __jpaws_reply {
  \builtin emulate -L zsh
  \builtin local -a __jpaws_values __jpaws_texts __jpaws_words
  \builtin local __jpaws_at=''
  \builtin read -cA __jpaws_words
  \builtin read -cn __jpaws_at
  __jpaws_ask "${(@Q)__jpaws_words[2,__jpaws_at-1]}" "${(Q)1}"
  reply=("${__jpaws_values[@]}")
}

# compdef exists once compinit has run, which may be later in the start-up file: so the prompt registers.
function __jpaws_register {
  {
    \builtin emulate -L zsh
    \builtin set +xv
  } 2>/dev/null
  if (( $+functions[compdef] )); then
    compdef __jpaws_complete jpaws
    precmd_functions=("${(@)precmd_functions:#__jpaws_register}")
  else
    \builtin compctl -K __jpaws_reply jpaws 2>/dev/null
  fi
}

# Adds two functions to those that zsh calls at each prompt of a session, once however often this file is loaded.
function __jpaws_hook {
  \builtin emulate -L zsh
  if [[ -o interactive ]]; then
    precmd_functions=("${(@)precmd_functions:#__jpaws_*}" __jpaws_register __jpaws_prompt)
  fi
}

__jpaws_hook
