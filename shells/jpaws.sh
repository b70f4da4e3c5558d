# shellcheck shell=sh
# jpaws @VERSION@ for POSIX shells (dash, busybox ash, mksh, ksh93): the word `jpaws`, renewal at the prompt where the
# shell can do it, nothing else. Load it with: eval "$(command jpaws init sh)"
#
# The program answers the calls that change the environment with records (shells/README.md, "The contract");
# the functions below check them and set the variables. No text of the program is ever run.
#
# A POSIX shell has no local variables. So replies are held in positional parameters, which a function has for
# itself; the variables called __jpaws_* hold no secret and stay between the calls. The backslash passes by aliases,
# `command` by functions; special builtins (set, export, trap and so on) cannot be hidden by a function.

# Which shell this is: a row of src/shells/table.ts. dash has nothing that tells its name, busybox has RANDOM. Where sh is
# bash (as on macOS), zsh or yash, this file works too.
# shellcheck disable=SC3028 # that is what is asked
case "${BASH_VERSION+bash}${ZSH_VERSION+zsh}${YASH_VERSION+yash}${KSH_VERSION-}${RANDOM+ random}" in
  bash*) __jpaws_shell=bash ;;
  zsh*) __jpaws_shell=zsh ;;
  yash*) __jpaws_shell=yash ;;
  *93*) __jpaws_shell=ksh ;;
  *MIRBSD* | *LEGACY* | *'PD KSH'*) __jpaws_shell=mksh ;;
  ' random') __jpaws_shell=ash ;;
  *) __jpaws_shell=dash ;;
esac
__jpaws_newline='
'
# dash cannot spell it in another way.
__jpaws_return=$(\command printf '\r')
# The rooted path of the program, once it was found.
__jpaws_binary=
# Renewal at the prompt rests until this second since 1970.
__jpaws_quiet_until=0

# The word that people type. An alias of that name would be put in its place here, so it goes; and it has gone only
# when the text of `eval` is read.
\unalias jpaws 2>/dev/null || :
\eval 'jpaws() { __jpaws_main "$@"; }'

# What the prompt runs, see the end of this file.
__jpaws_prompt() {
  __jpaws_renew "$?"
}

if \command test "$__jpaws_shell" = ksh; then
  # Without `function` ksh93 loses X of `X=1 jpaws list`, keeps traps and options that are set below, and a DEBUG trap
  # sees the values. Other shells cannot read these lines.
  \eval 'function jpaws { \typeset __jpaws_reply=; __jpaws_main "$@"; }'
  \eval 'function __jpaws_prompt { \typeset __jpaws_last="$?" __jpaws_reply=; __jpaws_renew "$__jpaws_last"; }'
fi

__jpaws_main() {
  __jpaws_find || \return 127
  if __jpaws_is_captured "$@"; then
    __jpaws_apply "$@" && __jpaws_hook
  else
    JPAWS_SHELL=$__jpaws_shell/@VERSION@ "$__jpaws_binary" "$@"
  fi
}

# Walks PATH by hand: `command -v` can answer the function, `./jpaws`, or a rooted path that was made from `.`.
__jpaws_find() {
  if \command test -f "$__jpaws_binary" && \command test -x "$__jpaws_binary"; then
    \return 0
  fi
  __jpaws_rest=${PATH-}:
  while \command test -n "$__jpaws_rest"; do
    __jpaws_binary=${__jpaws_rest%%:*}/jpaws
    __jpaws_rest=${__jpaws_rest#*:}
    case $__jpaws_binary in
      /*) if \command test -f "$__jpaws_binary" && \command test -x "$__jpaws_binary"; then \return 0; fi ;;
    esac
  done
  __jpaws_binary=
  __jpaws_say 'the program jpaws is not on PATH; install it, or add its folder to PATH'
  \return 1
}

# Is this a call whose reply is applied? The first word decides; a request for help is passed through.
__jpaws_is_captured() {
  # shellcheck disable=SC2194 # the words stand here when the script is rendered
  case ' @ENV_COMMANDS@ ' in
    *" ${1-} "*) ;;
    *) \return 1 ;;
  esac
  for __jpaws_word in "$@"; do
    case $__jpaws_word in
      -h | --help) \return 1 ;;
    esac
  done
}

# Keeps tracing away from the secrets, for this call only.
__jpaws_apply() {
  __jpaws_struck=
  __jpaws_status=0
  {
    __jpaws_tracing=$-
    \set +x
  } 2>/dev/null
  __jpaws_apply_untraced "$@" || __jpaws_status=$?
  case $__jpaws_tracing in
    *x*) \set -x ;;
  esac
  # Now that all is as it was, Ctrl-C ends the person's loop or list as well.
  case $__jpaws_struck in
    1) \command kill -s INT "$$" ;;
  esac
  \return "$__jpaws_status"
}

# Calls the program and applies its reply. In a session Ctrl-C is only noted, so that what is changed here for the call
# is put back in any case; in a script it is left alone, there it ends the shell.
__jpaws_apply_untraced() {
  __jpaws_applied=0
  case $- in
    *i*)
      __jpaws_keep_traps
      \trap '__jpaws_struck=1' INT
      ;;
  esac
  if \command test "$__jpaws_shell" = ksh; then
    # `$()` of ksh93 puts what a program writes into a file, `read` from a pipe does not; the last part of a pipe is
    # this very shell. Ctrl-Z must not stop the pipe; the function jpaws gives option and trap back.
    \set +m
    \trap '' TSTP
    # shellcheck disable=SC2154 # is local to the function jpaws
    __jpaws_call "$@" | {
      # shellcheck disable=SC3045 # ksh93 has it
      # A person's TMOUT would end a sign-in that takes its time.
      IFS='' \command read -t 2147483 -r -d '' __jpaws_reply || :
      __jpaws_take "${__jpaws_reply%"$__jpaws_newline"}" || __jpaws_applied=$?
    }
  else
    __jpaws_take "$(__jpaws_call "$@")" || __jpaws_applied=$?
  fi
  case $- in
    *i*) __jpaws_restore_traps ;;
  esac
  \return "$__jpaws_applied"
}

# What the program answers, then a dot and its status: this shows whether the last line has its line end. Runs in a
# subshell; the trap makes it live on after Ctrl-C, the program does not inherit it.
__jpaws_call() {
  \trap : INT
  JPAWS_CONTRACT=@CONTRACT@ JPAWS_SHELL=$__jpaws_shell/@VERSION@ "$__jpaws_binary" "$@" &&
    \command echo .0 || \command echo ".$?"
}

# Notes the person's traps, as `trap` prints them. ksh93 needs no note: a `function` gives them back at its end. mksh
# shows them only to the shell itself, not to a subshell; dash before 0.5.13 cannot tell them at all.
__jpaws_keep_traps() {
  __jpaws_traps=
  # shellcheck disable=SC2016 # only mksh can read what stands in quotes
  case $__jpaws_shell in
    ksh) ;;
    mksh) \eval '__jpaws_traps=${ \trap; }' ;;
    *) __jpaws_traps=$(\trap) ;;
  esac
}

# POSIX says that the output of `trap` is to be put back with eval: it is the person's own text, quoted by the shell.
__jpaws_restore_traps() {
  \trap - INT
  case $__jpaws_traps in
    *INT*) \eval "$__jpaws_traps" ;;
  esac
}

# Looks at the status behind the reply $1, then splits the reply at its line ends.
__jpaws_take() {
  case $__jpaws_struck in
    1) \return 130 ;;
  esac
  case ${1##*.} in
    0) ;;
    '' | *[!0123456789]*) __jpaws_refuse || \return 3 ;;
    *)
      # ksh93 says 256 + n for a signal.
      if \command test "${1##*.}" -gt 255; then \return "$((${1##*.} % 128 + 128))"; fi
      \return "${1##*.}"
      ;;
  esac

  __jpaws_options=$-
  __jpaws_separators=${IFS- unset}
  IFS=$__jpaws_newline
  \set -f
  __jpaws_taken=0
  __jpaws_apply_reply "${1%.*}" || __jpaws_taken=$?
  case $__jpaws_options in
    *f*) ;;
    *) \set +f ;;
  esac
  case $__jpaws_separators in
    ' unset') \unset -v IFS ;;
    *) IFS=$__jpaws_separators ;;
  esac
  \return "$__jpaws_taken"
}

# Checks the whole reply $1, then applies all of it or nothing. Is called with the line end as only separator.
__jpaws_apply_reply() {
  __jpaws_is_sound=1
  case $1 in
    # Splitting would pass over empty lines.
    *"$__jpaws_return"* | *"$__jpaws_newline$__jpaws_newline"*) __jpaws_is_sound= ;;
    "jpaws/@CONTRACT@$__jpaws_newline"*"${__jpaws_newline}end$__jpaws_newline") ;;
    *) __jpaws_is_sound= ;;
  esac
  # shellcheck disable=SC2086 # it is to be split, and names of files were switched off
  \set -- $1
  if \command test -z "$__jpaws_is_sound" || ! __jpaws_are_records "$@"; then
    __jpaws_refuse || \return 3
  fi

  # A read-only variable stops the shell halfway. So the names are tried first, in a subshell.
  __jpaws_tried=$(__jpaws_try "$@" 2>/dev/null) || :
  __jpaws_tried=${__jpaws_tried##*"$__jpaws_newline"}
  if \command test "$__jpaws_tried" != .; then
    __jpaws_say "$__jpaws_tried is read-only in this shell; nothing was changed. Open a new shell"
    \return 1
  fi

  # The last moment at which Ctrl-C keeps everything as it was.
  case $__jpaws_struck in
    1) \return 130 ;;
  esac
  while \shift && \command test "$#" -gt 1; do
    __jpaws_read_name "$1"
    # With a person's `typeset -i`, `export` would evaluate the value and run commands in it.
    \unset -v "$__jpaws_name"
    case $1 in
      'set '*) \export "${1#set }" ;;
    esac
  done
}

# Are all arguments between the first one and the last one records?
__jpaws_are_records() {
  while \shift && \command test "$#" -gt 1; do
    __jpaws_read_name "$1" || \return 1
  done
}

# Prints each name before it is tried, and a dot when all could be set.
__jpaws_try() {
  while \shift && \command test "$#" -gt 1; do
    __jpaws_read_name "$1"
    \command echo "$__jpaws_name"
    \unset -v "$__jpaws_name" || \exit 1
    \export "$__jpaws_name=x" || \exit 1
  done
  \command echo .
}

# Puts the name in the record $1 into __jpaws_name; fails for what is no record. Only AWS_* and JPAWS_* may be set. The
# letters are written out: in some locales [A-Z] holds more than 26 of them.
__jpaws_read_name() {
  case $1 in
    'set '*=?*)
      __jpaws_name=${1%%=*}
      __jpaws_name=${__jpaws_name#set }
      ;;
    'unset '*) __jpaws_name=${1#unset } ;;
    *) \return 1 ;;
  esac
  case $__jpaws_name in
    *[!ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_]*) \return 1 ;;
    AWS_?* | JPAWS_?*) ;;
    *) \return 1 ;;
  esac
}

__jpaws_refuse() {
  __jpaws_say 'the reply of the program was cut off or is of another version; nothing was changed. Open a new shell'
  \return 1
}

__jpaws_say() {
  \command echo "jpaws: $1" >&2
}

# At each prompt: renews the credentials when their time has come. Until then nothing is run but builtins.
# The time was set by the program (JPAWS_RENEW_AT, epoch seconds); a text that is none of its own is left alone.
# $1: the last status, which the next line finds as it was.
__jpaws_renew() {
  # A person who traces sees no more of it. ksh93 and mksh put the option back at the end of the function.
  \set +x
  case ${JPAWS_RENEW_AT-} in
    '' | *[!0123456789]* | ?????????????*) ;;
    *)
      # mksh has a variable for the clock, ksh93 a builtin.
      # shellcheck disable=SC3028 # that is what is asked
      __jpaws_now=${EPOCHREALTIME-}
      __jpaws_now=${__jpaws_now%%[!0123456789]*}
      # shellcheck disable=SC2183 # the time is the one of now
      \command test -n "$__jpaws_now" || __jpaws_now=$(\command printf '%(%s)T')
      if __jpaws_is_reached "${JPAWS_RENEW_AT#"${JPAWS_RENEW_AT%%[!0]*}"}" &&
        \command test "$__jpaws_quiet_until" -le "$__jpaws_now"; then
        # Noted before the call: neither Ctrl-C nor a crash brings it back at the next prompt.
        \: "$((__jpaws_quiet_until = __jpaws_now + 300))"
        if __jpaws_find && __jpaws_apply __renew </dev/null; then
          __jpaws_quiet_until=0
        elif \command test "$?" -lt 128; then
          # No program, or one of another contract: that was said now, and ends the renewal until the next `use`.
          \command unset -v JPAWS_RENEW_AT 2>/dev/null || :
        fi
      fi
      ;;
  esac
  # With `set -e` a status would end the shell.
  case $- in
    *e*) ;;
    *) \return "$1" ;;
  esac
}

# Is the time $1 (digits, no zero in front) not later than __jpaws_now? mksh counts with 32 bits.
__jpaws_is_reached() {
  \command test "${#1}" -lt "${#__jpaws_now}" ||
    { \command test "${#1}" -eq "${#__jpaws_now}" && \command test "$1" -le "$__jpaws_now"; }
}

# Renewal at the prompt of a session; a PS1 that was set after loading is seen at the next captured call. dash and busybox
# ash run what stands in PS1 in a subshell, whose variables do not come back.
__jpaws_hook() {
  case $-$__jpaws_shell in
    *i*mksh)
      # `${| }` runs in this very shell. An exported PS1 would reach shells that know nothing of it.
      case ${PS1-} in
        *__jpaws_prompt*) ;;
        *)
          case $(\export -p) in
            *' PS1='*) ;;
            *) PS1=${PS1-}'${|__jpaws_prompt;}' ;;
          esac
          ;;
      esac
      ;;
    *i*ksh)
      # Runs whenever ksh93 looks at PS1, whatever the person sets it to.
      \eval 'if ! \typeset -f PS1.get >/dev/null; then function PS1.get { __jpaws_prompt; }; fi'
      ;;
  esac
}

__jpaws_hook
