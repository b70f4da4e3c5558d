# The road of `jpaws demo` for fish; runs after the integration, in the same file.

# Shows a line as a person would type it, then runs it in this very shell.
function __jpaws_step
    if isatty stdout; and test -z "$NO_COLOR"
        printf '\n\033[2m>\033[0m \033[1m%s\033[0m\n' "$argv"
    else
        printf '\n> %s\n' "$argv"
    end
    $argv
    or exit
end

__jpaws_step jpaws configure koa-dev-customer --account 931827427725 --role idp_customer_access --yes
if test "$JPAWS_DEMO" = automatic
    __jpaws_step jpaws login koa-dev-customer --device-code --no-browser
else
    __jpaws_step jpaws login koa-dev-customer
end
__jpaws_step jpaws use koa-dev-customer
__jpaws_step jpaws status
__jpaws_step jpaws whoami
__jpaws_step jpaws clear
__jpaws_step jpaws status
