# jpaws @VERSION@ for fish 3.1 and newer: the word `jpaws`, its completion, renewal at the
# prompt, nothing else.
# Load it as a file in ~/.config/fish/conf.d/, with `source`, or with: command jpaws init fish | source
#
# The program answers the calls that change the environment with records (shells/README.md, "The contract");
# the functions below check them and set the variables. No text of the program is ever run.
#
# set, string, test, read, return, status are reserved in fish; builtins that a person's function can hide are
# called with `builtin`.

# The rooted path of the program, once it was found.
set -g __jpaws_binary ''
# Epoch seconds until which the prompt does not renew.
set -g __jpaws_quiet_until 0

# The word that people type.
function jpaws --description 'AWS credentials from IAM Identity Center for this session'
    __jpaws_find
    or return 127
    if __jpaws_is_captured $argv
        __jpaws_apply $argv
    else
        set -lx JPAWS_SHELL fish/@VERSION@
        $__jpaws_binary $argv
    end
end

# Walks PATH by hand: `command -s` can answer a file of the working folder. Only rooted entries count.
function __jpaws_find
    if test -f "$__jpaws_binary" -a -x "$__jpaws_binary"
        return 0
    end
    for __jpaws_folder in $PATH
        set -g __jpaws_binary $__jpaws_folder/jpaws
        if string match -q -- '/*' $__jpaws_folder; and test -f $__jpaws_binary -a -x $__jpaws_binary
            return 0
        end
    end
    set -g __jpaws_binary ''
    __jpaws_say 'the program jpaws is not on PATH; install it, or add its folder to PATH'
    return 1
end

# Is this a call whose reply is applied? The first word decides; a request for help is passed through.
function __jpaws_is_captured
    builtin contains -- "$argv[1]" @ENV_COMMANDS@
    and not builtin contains -- -h $argv
    and not builtin contains -- --help $argv
end

# Calls the program, checks its whole reply, then applies all of it or nothing. An empty fish_trace (no tracing) is
# local to a function, so each that touches a value sets its own.
function __jpaws_apply
    set -l fish_trace
    # With a person's empty IFS fish would not split the output of `string match` into lines.
    set -l IFS \n
    set -l __jpaws_reply
    set -l __jpaws_sound 1
    set -l __jpaws_records
    set -lx JPAWS_CONTRACT @CONTRACT@
    set -lx JPAWS_SHELL fish/@VERSION@

    # A pipe, no command substitution: that would not know the person's own redirection (`jpaws use x 2>file`), and
    # fish 3.6 may put the output of a builtin in it in front of the program's.
    $__jpaws_binary $argv | read -z __jpaws_reply
    set -l __jpaws_status $pipestatus[1]
    set -e JPAWS_CONTRACT
    set -e JPAWS_SHELL
    test $__jpaws_status -eq 0
    or return $__jpaws_status

    # The reply ends with a line end, so the last element is empty; then header, `end`, and at least one record.
    set -l __jpaws_lines (string split \n -- $__jpaws_reply)
    if test (builtin count $__jpaws_lines) -lt 4
        or test "$__jpaws_lines[1]" != jpaws/@CONTRACT@ -o "$__jpaws_lines[-2]" != end -o -n "$__jpaws_lines[-1]"
        set __jpaws_sound
    else
        for __jpaws_line in $__jpaws_lines[2..-3]
            # Only AWS_* and JPAWS_*; a CR or NUL has no place in a value.
            set -l __jpaws_record (string match -r -- '^set ((?:AWS|JPAWS)_[A-Z0-9_]+)=([^\r\x00]+)$' $__jpaws_line)
            or set __jpaws_record (string match -r -- '^unset ((?:AWS|JPAWS)_[A-Z0-9_]+)$' $__jpaws_line)
            or set __jpaws_sound
            set -a __jpaws_records "$__jpaws_record[2]=$__jpaws_record[3]"
        end
    end
    if test -z "$__jpaws_sound"
        __jpaws_say 'the reply of the program was cut off or is of another version; nothing was changed. Open a new shell'
        return 3
    end

    # An exported universal variable reaches every program, whatever a session does: where one has to go, the tools would
    # see a mixture. (After clear it is what was there before.)
    if test "$argv[1]" = use
        for __jpaws_record in (string match -r -- '^[A-Z0-9_]+=$' $__jpaws_records)
            set -l __jpaws_name (string trim -r -c = -- $__jpaws_record)
            if set -qUx $__jpaws_name
                __jpaws_say "$__jpaws_name is a universal variable, which no session can hide; nothing was changed. Remove it: set -eU $__jpaws_name"
                return 1
            end
        end
    end

    # One command decides: before it Ctrl-C leaves everything as it was, after it everything will be applied.
    set -g __jpaws_pending $__jpaws_records
    __jpaws_finish
end

# Applies the pending records. fish ends a function at Ctrl-C between any two commands and cannot be told to wait: what
# is left then is applied before the next prompt, or (fish 3.1 tells of none after Ctrl-C) before the next line is run.
function __jpaws_finish --on-event fish_prompt --on-event fish_preexec
    set -l fish_trace
    while set -q __jpaws_pending[1]
        set -l __jpaws_pair (string split -m 1 = -- $__jpaws_pending[1])
        # First erased: a path variable of a person would split the value at colons.
        set -eg $__jpaws_pair[1]
        if test -n "$__jpaws_pair[2]"
            set -gx $__jpaws_pair[1] $__jpaws_pair[2]
        end
        set -eg __jpaws_pending[1]
    end
    set -eg __jpaws_pending
    return 0
end

# Before each prompt: renews the credentials when their time has come. Until then nothing is run but builtins.
# The time was set by the program (JPAWS_RENEW_AT, epoch seconds); a text that is none of its own is left alone.
# fish keeps the last status and pipestatus over its events.
function __jpaws_prompt --on-event fish_prompt
    string match -qr -- '^[0-9]{1,12}$' "$JPAWS_RENEW_AT"
    or return 0
    set -l __jpaws_now (__jpaws_clock)
    test $JPAWS_RENEW_AT -le $__jpaws_now -a $__jpaws_quiet_until -le $__jpaws_now
    or return 0
    # Noted before the call: neither Ctrl-C nor a crash brings it back at the next prompt.
    set -g __jpaws_quiet_until (builtin math $__jpaws_now + 300)
    if __jpaws_find; and __jpaws_apply __renew </dev/null
        set -g __jpaws_quiet_until 0
    else if test $status -lt 128
        # No program, or one of another contract: that was said now, and ends the renewal until the next `use`.
        set -eg JPAWS_RENEW_AT
    end
    return 0
end

# Prints the epoch seconds. fish has no clock: the time of a folder and its age are now. Before 3.6 it cannot tell the
# age; there the time at which the last line was typed has to do.
function __jpaws_clock
    if string match -qr -- '^(3\.([6-9]|\d\d)|[4-9]|\d\d)' $version
        # fish before 3.5 refuses the whole file when it reads the name of a builtin that it lacks.
        set -l __jpaws_path path
        builtin math (builtin $__jpaws_path mtime /) + (builtin $__jpaws_path mtime -R /)
    else
        set -l __jpaws_typed (builtin history search -n 1 --show-time='%s ' 2>/dev/null)
        string match -r -- '^\d+' $__jpaws_typed[1]
        or builtin echo 0
    end
end

function __jpaws_say
    builtin printf 'jpaws: %s\n' $argv[1] >&2
end

# Completion: the program is asked with the words so far; fish quotes and filters its lines `value TAB description`.
function __jpaws_complete
    __jpaws_find 2>/dev/null
    or return 0
    set -l IFS \n
    set -l __jpaws_words (builtin commandline -opc)
    # A quote that is still open cannot be unescaped: then the text behind it stands as it is.
    set -l __jpaws_current (string unescape -- (builtin commandline -ct))
    or set __jpaws_current (string replace -r -- '^["\']' '' (builtin commandline -ct))
    set -lx JPAWS_SHELL fish/@VERSION@
    $__jpaws_binary __complete -- $__jpaws_words[2..-1] "$__jpaws_current" 2>/dev/null </dev/null
end

complete -c jpaws -e
complete -c jpaws -f -k -a '(__jpaws_complete)'
