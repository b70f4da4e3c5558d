# shellcheck shell=sh
# The road of `jpaws demo` for shells of the POSIX family; runs after the integration, in the same file.

# Shows a line as a person would type it, then runs it in this very shell.
__jpaws_step() {
  if [ -t 1 ] && [ -z "${NO_COLOR-}" ]; then
    printf '\n\033[2m$\033[0m \033[1m%s\033[0m\n' "$*"
  else
    printf '\n$ %s\n' "$*"
  fi
  "$@" || exit
}

__jpaws_step jpaws configure koa-dev-customer --account 931827427725 --role idp_customer_access --yes
if [ "$JPAWS_DEMO" = automatic ]; then
  __jpaws_step jpaws login koa-dev-customer --device-code --no-browser
else
  __jpaws_step jpaws login koa-dev-customer
fi
__jpaws_step jpaws use koa-dev-customer
__jpaws_step jpaws status
__jpaws_step jpaws whoami
__jpaws_step jpaws clear
__jpaws_step jpaws status
