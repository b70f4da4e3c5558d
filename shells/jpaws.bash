# shellcheck shell=bash
# jpaws @VERSION@ for bash 3.2 and newer: the word `jpaws`, its completion, renewal at the prompt, nothing else.
# Load it with `source`, or with: eval "$(command jpaws init bash)"
#
# The program answers the calls that change the environment with records (shells/README.md, "The contract");
# the functions below check them and set the variables. No text of the program is ever run.
#
# Every builtin is called as `\builtin NAME`: the backslash passes by aliases, `builtin` passes by functions.
# Variables are called __jpaws_*, also the local ones: a person's `declare -r line`, and with `shopt -s
# localvar_inherit` also a `declare -i line`, would reach into a local variable of the same name.
# Words that are whole are quoted whole ("a=$b"), since `set -k` takes bare assignments out of an argument list.

# The rooted path of the program, once it was found.
__jpaws_binary=
# Epoch seconds until which the prompt does not renew.
__jpaws_quiet_until=0
# Epoch seconds at which the session began, for a bash without a clock.
__jpaws_began=
# Stands in a text of PROMPT_COMMAND: does nothing in a shell that inherits the text and has not loaded jpaws.
# shellcheck disable=SC2016 # bash expands it at the prompt
__jpaws_at_prompt='"${__jpaws_hooked-:}"'
__jpaws_hooked=__jpaws_prompt
# git-bash turns arguments and variables that begin like a path into paths of Windows, a secret with a slash in front
# too. While the program runs these variables keep it from that (names by their beginning: AWS_SE begins the secret key
# and the session token).
__jpaws_unturned=()
case ${OSTYPE-} in
  msys* | cygwin*)
    __jpaws_unturned=('MSYS_NO_PATHCONV=1' 'MSYS2_ARG_CONV_EXCL=*')
    __jpaws_unturned[2]="MSYS2_ENV_CONV_EXCL=JPAWS_;AWS_ACCESS_KEY_ID;AWS_SE${MSYS2_ENV_CONV_EXCL:+;$MSYS2_ENV_CONV_EXCL}"
    ;;
esac

# The word that people type.
function jpaws {
  __jpaws_find || \builtin return 127
  \builtin test "${#__jpaws_unturned[@]}" -eq 0 || \builtin local -x "${__jpaws_unturned[@]}"
  if __jpaws_is_captured "$@"; then
    __jpaws_apply "$@"
  else
    JPAWS_SHELL=bash/@VERSION@ "$__jpaws_binary" "$@"
  fi
}

# Walks PATH by hand: `type -P` and `command -v` can answer `./jpaws`. Only rooted entries count, so that no file
# of the working folder is ever started.
function __jpaws_find {
  if \builtin test -f "$__jpaws_binary" && \builtin test -x "$__jpaws_binary"; then
    \builtin return 0
  fi
  \builtin local "__jpaws_rest=${PATH-}:" '__jpaws_folder='
  while \builtin test -n "$__jpaws_rest"; do
    __jpaws_folder=${__jpaws_rest%%:*}
    __jpaws_rest=${__jpaws_rest#*:}
    __jpaws_binary=$__jpaws_folder/jpaws
    if \builtin test "${__jpaws_folder:0:1}" = / && \builtin test -f "$__jpaws_binary" &&
      \builtin test -x "$__jpaws_binary"; then
      \builtin return 0
    fi
  done
  __jpaws_binary=
  __jpaws_say 'the program jpaws is not on PATH; install it, or add its folder to PATH'
  \builtin return 1
}

# Is this a call whose reply is applied? The first word decides; a request for help is passed through.
function __jpaws_is_captured {
  # shellcheck disable=SC2194 # the words stand here when the script is rendered
  case ' @ENV_COMMANDS@ ' in
    *" ${1-} "*) ;;
    *) \builtin return 1 ;;
  esac
  \builtin local '__jpaws_word='
  for __jpaws_word in "$@"; do
    case $__jpaws_word in
      -h | --help) \builtin return 1 ;;
    esac
  done
}

# Keeps tracing away from the secrets, for this call only.
function __jpaws_apply {
  if \builtin test "${BASH_VERSINFO[0]}${BASH_VERSINFO[1]}" -ge 44; then
    # Puts the options back at the end of the function, also when Ctrl-C ends it. Without -T and -E a person's DEBUG
    # or ERR trap stays out of the substitutions, where its output would mix with the reply.
    \builtin local -
    { \builtin set +xTE; } 2>/dev/null
    __jpaws_apply_untraced "$@"
  elif \builtin test "${-/[xTE]/}" = "$-"; then
    __jpaws_apply_untraced "$@"
  else
    # bash before 4.4 has no `local -`: there Ctrl-C leaves tracing off.
    \builtin local '__jpaws_status=0' "__jpaws_flags=${-//[!xTE]/}"
    { \builtin set +xTE; } 2>/dev/null
    __jpaws_apply_untraced "$@" || __jpaws_status=$?
    # shellcheck disable=SC2154 # the first line of this branch gives it its value
    \builtin set "-$__jpaws_flags"
    \builtin return "$__jpaws_status"
  fi
}

# Calls the program, checks its whole reply, then applies all of it or nothing.
function __jpaws_apply_untraced {
  \builtin local '__jpaws_reply=' '__jpaws_status=' '__jpaws_index=' '__jpaws_tried='
  \builtin local -a __jpaws_names __jpaws_values

  # The line behind the reply carries the status, and shows whether the reply's last line has its line end.
  __jpaws_reply=$(
    JPAWS_CONTRACT=@CONTRACT@ JPAWS_SHELL=bash/@VERSION@ "$__jpaws_binary" "$@" &&
      \builtin echo .0 || \builtin echo ".$?"
  )
  __jpaws_status=${__jpaws_reply##*.}
  case $__jpaws_status in
    0) ;;
    '' | *[!0-9]*) \builtin return 1 ;;
    *) \builtin return "$__jpaws_status" ;;
  esac

  if ! __jpaws_read "${__jpaws_reply%.*}"; then
    __jpaws_say 'the reply of the program was cut off or is of another version; nothing was changed. Open a new shell'
    \builtin return 3
  fi

  # A read-only variable stops bash halfway. So the names are tried first, in the subshell of the substitution: it
  # prints each name before the attempt (in posix mode a failure ends it), then a dot and the person's Ctrl-C trap.
  __jpaws_tried=$(
    for __jpaws_name in "${__jpaws_names[@]}"; do
      \builtin echo "$__jpaws_name"
      __jpaws_unset "$__jpaws_name" 2>/dev/null || \builtin exit 1
      \builtin export "$__jpaws_name=x" 2>/dev/null || \builtin exit 1
    done
    \builtin echo .
    \builtin trap -p INT
  ) || \builtin true
  if \builtin test "${__jpaws_tried%%.*}" = "$__jpaws_tried"; then
    __jpaws_say "${__jpaws_tried##*$'\n'} is read-only in this shell; nothing was changed. Open a new shell"
    \builtin return 1
  fi

  # Ctrl-C between two variables would leave a mixture.
  \builtin trap '' INT
  for __jpaws_index in "${!__jpaws_names[@]}"; do
    # First unset: with a person's `declare -i`, `export` would evaluate the value and run commands in it.
    __jpaws_unset "${__jpaws_names[__jpaws_index]}"
    if \builtin test -n "${__jpaws_values[__jpaws_index]}"; then
      \builtin export "${__jpaws_names[__jpaws_index]}=${__jpaws_values[__jpaws_index]}"
    fi
  done
  __jpaws_restore_trap "${__jpaws_tried#*.}"
  # What a person or a tool has put into PROMPT_COMMAND since then may have taken the place of the renewal.
  __jpaws_hook
}

# Puts the Ctrl-C trap back that `trap -p INT` printed as: trap -- 'TEXT' SIGINT (in posix mode INT). Its text is only
# handed on, not run.
function __jpaws_restore_trap {
  \builtin local "__jpaws_text=${1#*"'"}" $'__jpaws_inner=\'\\\'\'' "__jpaws_plain='"
  if \builtin test "$__jpaws_text" = "$1"; then
    \builtin trap - INT
  else
    __jpaws_text=${__jpaws_text%"'"*}
    \builtin trap -- "${__jpaws_text//"$__jpaws_inner"/$__jpaws_plain}" INT
  fi
}

# Removes a variable with its attributes, and what shows up below it when it was local to a calling function. With a
# person's `declare -n`, `unset -v` would remove the variable that the name stands for.
function __jpaws_unset {
  if \builtin test -R "$1" 2>/dev/null; then
    \builtin unset -n "$1" || \builtin return 1
  fi
  \builtin unset -v "$1" || \builtin return 1
  while \builtin test -n "${!1+set}"; do
    \builtin unset -v "$1" || \builtin return 1
  done
}

# Splits a reply into __jpaws_names and __jpaws_values (empty: unset) of the caller; fails unless all of it is sound.
# Texts are compared with `test`: `shopt -s nocasematch` changes `case` and `[[`.
function __jpaws_read {
  \builtin local "__jpaws_rest=$1" '__jpaws_line=' '__jpaws_name=' '__jpaws_value=' '__jpaws_count=0'
  \builtin local '__jpaws_newline='
  __jpaws_newline=$'\n'
  __jpaws_line=jpaws/@CONTRACT@$__jpaws_newline
  \builtin test "${__jpaws_rest:0:${#__jpaws_line}}" = "$__jpaws_line" || \builtin return 1
  __jpaws_rest=${__jpaws_rest:${#__jpaws_line}}
  while \builtin test "$__jpaws_rest" != "end$__jpaws_newline"; do
    __jpaws_line=${__jpaws_rest%%"$__jpaws_newline"*}
    \builtin test "$__jpaws_line" != "$__jpaws_rest" || \builtin return 1
    __jpaws_rest=${__jpaws_rest:${#__jpaws_line}+1}

    if \builtin test "${__jpaws_line:0:4}" = 'set '; then
      __jpaws_name=${__jpaws_line%%=*}
      __jpaws_value=${__jpaws_line:${#__jpaws_name}+1}
      __jpaws_name=${__jpaws_name:4}
      \builtin test -n "$__jpaws_value" || \builtin return 1
    elif \builtin test "${__jpaws_line:0:6}" = 'unset '; then
      __jpaws_name=${__jpaws_line:6}
      __jpaws_value=
    else
      \builtin return 1
    fi
    \builtin test "${__jpaws_line%%$'\r'*}" = "$__jpaws_line" || \builtin return 1
    __jpaws_is_name "$__jpaws_name" || \builtin return 1
    __jpaws_names[__jpaws_count]=$__jpaws_name
    __jpaws_values[__jpaws_count]=$__jpaws_value
    __jpaws_count=$((__jpaws_count + 1))
  done
  \builtin test "$__jpaws_count" -gt 0
}

# Only AWS_* and JPAWS_* may be set. The letters are written out: in some locales [A-Z] holds more than 26 of them.
function __jpaws_is_name {
  case $1 in
    AWS_?* | JPAWS_?*) ;;
    *) \builtin return 1 ;;
  esac
  \builtin test "${1%%[!ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_]*}" = "$1"
}

function __jpaws_say {
  \builtin printf 'jpaws: %s\n' "$1" >&2
}

# At each prompt: renews the credentials when their time has come. Until then nothing is run but builtins.
# The time was set by the program (JPAWS_RENEW_AT, epoch seconds); a text that is none of its own is left alone.
function __jpaws_prompt {
  # A person who traces sees no more of it than that it was called. (bash before 4.4 has no `local -`.)
  {
    \builtin local "__jpaws_last=$?" '__jpaws_now=' '__jpaws_element='
    \builtin test "${BASH_VERSINFO[0]}${BASH_VERSINFO[1]}" -lt 44 || { \builtin local - && \builtin set +x; }
  } 2>/dev/null
  case ${JPAWS_RENEW_AT-} in
    '' | *[!0123456789]* | ?????????????*) ;;
    *)
      __jpaws_clock
      if \builtin test "$JPAWS_RENEW_AT" -le "$__jpaws_now" && \builtin test "$__jpaws_quiet_until" -le "$__jpaws_now"; then
        # Noted before the call: neither Ctrl-C nor a crash brings it back at the next prompt.
        __jpaws_quiet_until=$((__jpaws_now + 300))
        \builtin test "${#__jpaws_unturned[@]}" -eq 0 || \builtin local -x "${__jpaws_unturned[@]}"
        if __jpaws_find && __jpaws_apply __renew </dev/null; then
          __jpaws_quiet_until=0
        elif \builtin test "$?" -lt 128; then
          # No program, or one of another contract: that was said now, and ends the renewal until the next `use`.
          __jpaws_unset JPAWS_RENEW_AT 2>/dev/null || \builtin true
        fi
      fi
      ;;
  esac
  # An element of the list that stands alone has nothing behind it, and bash itself keeps the status for the next one:
  # a status here would only run a person's ERR trap once more.
  for __jpaws_element in ${PROMPT_COMMAND[@]+"${PROMPT_COMMAND[@]}"}; do
    case $__jpaws_element in
      __jpaws_prompt | "$__jpaws_at_prompt") \builtin return 0 ;;
    esac
  done
  # The status goes on to what stands behind this in PROMPT_COMMAND; with `set -e` it would end the shell.
  # shellcheck disable=SC2154 # the first line gives it its value
  case $- in
    *e*) ;;
    *) \builtin return "$__jpaws_last" ;;
  esac
}

# Epoch seconds into __jpaws_now. Before 4.2 bash has no clock but the seconds of the session: one `date` tells when it
# began.
function __jpaws_clock {
  if \builtin test "${BASH_VERSINFO[0]}${BASH_VERSINFO[1]}" -ge 42; then
    \builtin printf -v __jpaws_now '%(%s)T' -1
    \builtin return
  fi
  if \builtin test -z "$__jpaws_began"; then
    __jpaws_began=$(/bin/date +%s) || \builtin true
    # In front of it may stand what a person's DEBUG trap prints.
    __jpaws_began=$((${__jpaws_began##*$'\n'} - SECONDS))
  fi
  __jpaws_now=$((__jpaws_began + SECONDS))
}

# Adds __jpaws_prompt to what the person and other tools do at the prompt of a session, unless it is there already.
function __jpaws_hook {
  case $- in
    *i*) ;;
    *) \builtin return 0 ;;
  esac
  case "${PROMPT_COMMAND[*]-} ${precmd_functions[*]-} ${STARSHIP_PROMPT_COMMAND-} ${__vsc_original_prompt_command[*]-}" in
    *__jpaws_prompt* | *__jpaws_hooked*) \builtin return 0 ;;
  esac
  if \builtin test -n "${bash_preexec_imported-}${__bp_imported-}"; then
    # bash-preexec keeps PROMPT_COMMAND to itself, and calls each of these functions with the last status.
    precmd_functions[${#precmd_functions[@]}]=__jpaws_prompt
  elif ! __jpaws_is_writable PROMPT_COMMAND; then
    \builtin return 0
  elif \builtin test -n "${VSCODE_SHELL_INTEGRATION-}"; then
    # VS Code sees by a DEBUG trap that a command begins, and takes what stands behind its own part for one. It runs the
    # whole text of the first element.
    # shellcheck disable=SC2128,SC2178 # the first element is meant
    PROMPT_COMMAND=$__jpaws_at_prompt${PROMPT_COMMAND:+;$PROMPT_COMMAND}
  elif __jpaws_has_command_list; then
    # Each element finds the last status and PIPESTATUS as they were. Behind the others: tools that are loaded again
    # look for themselves in the first one.
    PROMPT_COMMAND=(${PROMPT_COMMAND[@]+"${PROMPT_COMMAND[@]}"} __jpaws_prompt)
  else
    # In one text only the first command finds PIPESTATUS: that is the person's.
    # shellcheck disable=SC2128,SC2178 # a text, or the first element of a list that an older bash does not know
    case ${PROMPT_COMMAND-} in
      '') PROMPT_COMMAND=$__jpaws_at_prompt ;;
      *'#'* | *[\;\&\ $'\t\n']) PROMPT_COMMAND=$PROMPT_COMMAND$'\n'$__jpaws_at_prompt ;;
      *) PROMPT_COMMAND="$PROMPT_COMMAND;$__jpaws_at_prompt" ;;
    esac
  fi
}

# Can the variable be assigned to? `local` refuses the name of one that is read-only.
function __jpaws_is_writable {
  \builtin local "$1" 2>/dev/null
}

# PROMPT_COMMAND may be a list (bash 5.1). A text that is exported stays one: a list does not reach the children.
function __jpaws_has_command_list {
  \builtin test "${BASH_VERSINFO[0]}${BASH_VERSINFO[1]}" -ge 51 || \builtin return 1
  case ${PROMPT_COMMAND+${PROMPT_COMMAND@a}} in
    *a*) ;;
    *x*) \builtin return 1 ;;
  esac
}

# Completion: the program is asked with the words so far; its candidates are quoted for where they will stand.
# Nothing that was typed is expanded, and nothing that the program answers is run.
function __jpaws_complete {
  \builtin local '__jpaws_current=' '__jpaws_raw=' '__jpaws_quote=' '__jpaws_answer=' '__jpaws_line=' '__jpaws_value='
  \builtin local '__jpaws_typed=' '__jpaws_glob=1'
  \builtin local -a __jpaws_words __jpaws_lines __jpaws_texts
  COMPREPLY=()
  # Behind a redirection stands the name of a file, which bash completes by itself (4 and newer).
  case ${3-} in
    '<' | '>' | '>>' | '>|' | '<>' | '&>' | '&>>')
      \builtin compopt -o default 2>/dev/null
      \builtin return 0
      ;;
  esac
  __jpaws_find 2>/dev/null || \builtin return 0
  \builtin test "${#__jpaws_unturned[@]}" -eq 0 || \builtin local -x "${__jpaws_unturned[@]}"
  __jpaws_split "${COMP_LINE:0:COMP_POINT}"
  __jpaws_answer=$(JPAWS_SHELL=bash/@VERSION@ "$__jpaws_binary" __complete -- ${__jpaws_words[@]+"${__jpaws_words[@]:1}"} \
    "$__jpaws_current" 2>/dev/null </dev/null) || \builtin return 0

  # Splitting by IFS is the one way that takes linear time in all versions; file names must stay out of it.
  case $- in *f*) __jpaws_glob= ;; esac
  \builtin set -f
  \builtin local $'IFS=\n'
  # shellcheck disable=SC2206 # see above
  __jpaws_lines=($__jpaws_answer)
  \builtin test -z "$__jpaws_glob" || \builtin set +f

  # bash replaces only the part of the word that it hands over as $2 (`:` and `=` divide words for it): what stands
  # in front of that is taken off each candidate.
  __jpaws_typed=$__jpaws_current
  # The only candidate may differ in case from what was typed: it replaces that. Of several none may be shortened.
  \builtin test "${#__jpaws_lines[@]}" -ne 1 || __jpaws_typed=
  case $__jpaws_raw in
    *"$2") __jpaws_split "x ${__jpaws_raw:0:${#__jpaws_raw}-${#2}}" ;;
    *) __jpaws_split 'x ' ;;
  esac
  for __jpaws_line in ${__jpaws_lines[@]+"${__jpaws_lines[@]}"}; do
    __jpaws_value=${__jpaws_line%%$'\t'*}
    if \builtin test "${__jpaws_value:0:${#__jpaws_typed}}" = "$__jpaws_typed"; then
      __jpaws_texts[${#COMPREPLY[@]}]=${__jpaws_line:${#__jpaws_value}+1}
      __jpaws_quote_value "${__jpaws_value:${#__jpaws_current}}"
      COMPREPLY[${#COMPREPLY[@]}]=$__jpaws_value
    fi
  done
  if \builtin test "${#COMPREPLY[@]}" -eq 1; then
    COMPREPLY[0]=${COMPREPLY[0]}$__jpaws_quote
  else
    __jpaws_describe
  fi
}

# Puts its description behind each candidate, one on a line, where bash shows a list: COMP_TYPE (bash 4 and newer) is
# then the code of `?` (nothing is inserted), or of `!` or `@` (what all have in common is inserted: outside of quotes
# that ends before the blank in front of a description, since blanks of names are quoted).
function __jpaws_describe {
  case ${COMP_TYPE-}$__jpaws_quote in
    63* | 33 | 64) ;;
    *) \builtin return 0 ;;
  esac
  \builtin local "__jpaws_wide=${COLUMNS-}" '__jpaws_longest=0' '__jpaws_blank=' '__jpaws_index='
  case $__jpaws_wide in
    [1-9][0-9] | [1-9][0-9][0-9]) ;;
    *) __jpaws_wide=80 ;;
  esac
  for __jpaws_value in ${COMPREPLY[@]+"${COMPREPLY[@]}"}; do
    \builtin test "${#__jpaws_value}" -le "$__jpaws_longest" || __jpaws_longest=${#__jpaws_value}
  done
  \builtin printf -v __jpaws_blank '%*s' "$__jpaws_wide" ''
  for __jpaws_index in ${COMPREPLY[@]+"${!COMPREPLY[@]}"}; do
    \builtin test -n "${__jpaws_texts[__jpaws_index]}" || \builtin continue
    __jpaws_value=${COMPREPLY[__jpaws_index]}
    __jpaws_value=$__jpaws_value${__jpaws_blank:0:__jpaws_longest-${#__jpaws_value}}'  '${__jpaws_texts[__jpaws_index]}
    # More than half of the width: one candidate on a line.
    \builtin test "${#__jpaws_value}" -gt "$((__jpaws_wide / 2))" ||
      __jpaws_value=$__jpaws_value${__jpaws_blank:0:__jpaws_wide/2-${#__jpaws_value}}
    COMPREPLY[__jpaws_index]=${__jpaws_value:0:__jpaws_wide-2}
  done
}

# Splits a command line at the cursor, without expanding anything. Leaves the whole words before the cursor in
# __jpaws_words, the last one in __jpaws_current (unquoted) and __jpaws_raw (as typed), and its open quote.
function __jpaws_split {
  \builtin local "__jpaws_line=$1" '__jpaws_at=0' '__jpaws_char=' '__jpaws_started='
  __jpaws_words=()
  __jpaws_current=''
  __jpaws_raw=''
  __jpaws_quote=''
  while \builtin test "$__jpaws_at" -lt "${#__jpaws_line}"; do
    __jpaws_char=${__jpaws_line:__jpaws_at:1}
    __jpaws_at=$((__jpaws_at + 1))
    if \builtin test -z "$__jpaws_quote" && \builtin test -z "${__jpaws_char#[ $'\t\n']}"; then
      if \builtin test -n "$__jpaws_started"; then
        __jpaws_words[${#__jpaws_words[@]}]=$__jpaws_current
      fi
      __jpaws_current=''
      __jpaws_raw=''
      __jpaws_started=''
      \builtin continue
    fi
    __jpaws_started=1
    __jpaws_raw=$__jpaws_raw$__jpaws_char
    # shellcheck disable=SC1003 # a backslash is meant
    case $__jpaws_quote$__jpaws_char in
      \' | \") __jpaws_quote=$__jpaws_char ;;
      "''" | '""') __jpaws_quote= ;;
      '\' | '"\')
        __jpaws_char=${__jpaws_line:__jpaws_at:1}
        __jpaws_at=$((__jpaws_at + 1))
        __jpaws_raw=$__jpaws_raw$__jpaws_char
        case $__jpaws_quote$__jpaws_char in
          '"'[!\"\\\$\`]) __jpaws_current=$__jpaws_current\\ ;;
        esac
        __jpaws_current=$__jpaws_current$__jpaws_char
        ;;
      *) __jpaws_current=$__jpaws_current$__jpaws_char ;;
    esac
  done
}

# Writes the text into __jpaws_value as it must stand behind the quote that is open at the cursor.
function __jpaws_quote_value {
  \builtin local "__jpaws_rest=$1" '__jpaws_char='
  __jpaws_value=
  case $__jpaws_quote in
    '') \builtin test -z "$1" || \builtin printf -v __jpaws_value %q "$1" ;;
    *)
      while \builtin test -n "$__jpaws_rest"; do
        __jpaws_char=${__jpaws_rest:0:1}
        __jpaws_rest=${__jpaws_rest:1}
        case $__jpaws_quote$__jpaws_char in
          "''") __jpaws_char="'\\''" ;;
          # History expansion knows no backslash inside of double quotes.
          '"!') __jpaws_char="\"'!'\"" ;;
          '"'[\"\\\$\`]) __jpaws_char=\\$__jpaws_char ;;
        esac
        __jpaws_value=$__jpaws_value$__jpaws_char
      done
      ;;
  esac
}

\builtin complete -F __jpaws_complete jpaws

__jpaws_hook
