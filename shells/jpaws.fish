# jpaws @VERSION@ for fish 3.1 and newer: the word `jpaws`, its completion, nothing else.
# Load it with a plugin manager, with `source`, or with: command jpaws init fish | source
#
# The program answers the calls that change the environment with records (shells/README.md, "The contract");
# the functions below check them and set the variables. No text of the program is ever run.
#
# set, string, test, read, return, status are reserved in fish; builtins that a person's function can hide are
# called with `builtin`.

# The rooted path of the program, once it was found.
set -g __jpaws_binary ''

# The word that people type.
function jpaws --description 'AWS credentials from IAM Identity Center for this session'
    __jpaws_find
    or return 127
    if __jpaws_is_captured $argv
        __jpaws_apply $argv
    else
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
    builtin contains -- "$argv[1]" (string split ' ' -- '@ENV_COMMANDS@')
    and not builtin contains -- -h $argv
    and not builtin contains -- --help $argv
end

# Calls the program, checks its whole reply, then applies all of it or nothing. Everything that touches a value stands
# in this one function, since the empty fish_trace (no tracing) is local to it.
function __jpaws_apply
    set -l fish_trace
    # With a person's empty IFS fish would not split the reply into lines.
    set -l IFS \n
    set -l __jpaws_status
    set -l __jpaws_names
    set -l __jpaws_values
    set -lx JPAWS_CONTRACT @CONTRACT@

    # The line behind the reply carries the status, and shows whether the reply's last line has its line end.
    set -l __jpaws_lines ($__jpaws_binary $argv; and builtin echo .0; or builtin echo .$status)
    set -e JPAWS_CONTRACT
    set __jpaws_status (string match -r -- '\.[0-9]+$' "$__jpaws_lines[-1]" | string sub -s 2)
    test -n "$__jpaws_status"
    or return 1
    test $__jpaws_status -eq 0
    or return $__jpaws_status

    set -l __jpaws_sound 1
    if test (builtin count $__jpaws_lines) -lt 4
        or test "$__jpaws_lines[1]" != jpaws/@CONTRACT@ -o "$__jpaws_lines[-2]" != end -o "$__jpaws_lines[-1]" != .0
        set __jpaws_sound
    else
        for __jpaws_line in $__jpaws_lines[2..-3]
            # Only AWS_* and JPAWS_*; a CR or NUL has no place in a value.
            set -l __jpaws_record (string match -r -- '^(?:set ((?:AWS|JPAWS)_[A-Z0-9_]+)=([^\r\x00]+)|unset ((?:AWS|JPAWS)_[A-Z0-9_]+))$' $__jpaws_line)
            switch (builtin count $__jpaws_record)
                case 3
                    set -a __jpaws_names $__jpaws_record[2]
                    set -a __jpaws_values $__jpaws_record[3]
                case 2
                    set -a __jpaws_names $__jpaws_record[2]
                    set -a __jpaws_values ''
                case '*'
                    set __jpaws_sound
                    break
            end
        end
    end
    if test -z "$__jpaws_sound"
        __jpaws_say 'the reply of the program was cut off or is of another version; nothing was changed. Open a new shell'
        return 3
    end

    for __jpaws_name in $__jpaws_names
        # First erased: a path variable of a person would split the value at colons.
        set -eg $__jpaws_name
        if test -n "$__jpaws_values[1]"
            set -gx $__jpaws_name $__jpaws_values[1]
        else if set -qU $__jpaws_name
            # A universal variable belongs to all sessions: this one only stops handing it on.
            set -gu $__jpaws_name
        end
        set -e __jpaws_values[1]
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
    set -l __jpaws_current (builtin commandline -ct | string unescape)
    or set __jpaws_current (builtin commandline -ct | string replace -r -- '^["\']' '')
    $__jpaws_binary __complete -- $__jpaws_words[2..-1] "$__jpaws_current" 2>/dev/null </dev/null
end

complete -c jpaws -e
complete -c jpaws -f -k -a '(__jpaws_complete)'
