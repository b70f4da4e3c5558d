#!/usr/bin/env bash
# macos.sh PROGRAM...: signs the programs with Apple's Developer ID and has Apple notarise them.
# The secrets come in the environment (docs/releasing.md). Without them a pre-release stays unsigned, with a warning on
# the run's page, and a release fails.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

missing=()
for name in APPLE_CERTIFICATE APPLE_CERTIFICATE_PASSWORD APPLE_API_KEY APPLE_API_KEY_ID APPLE_API_ISSUER; do
  [[ -n ${!name:-} ]] || missing+=("$name")
done
if ((${#missing[@]} > 0)); then
  if [[ ${PRERELEASE:-} == true ]]; then
    echo "::warning title=Not signed::this pre-release has no ${missing[*]}"
    exit 0
  fi
  echo "::error title=Not signed::a release needs ${missing[*]}"
  exit 1
fi

umask 077
work=$(mktemp -d)
keychain=$work/sign.keychain-db
trap 'security delete-keychain "$keychain" 2>/dev/null || true; rm -rf "$work"' EXIT

# The keychain lives as long as this script; its password protects nothing beyond that.
password=$(uuidgen)
security create-keychain -p "$password" "$keychain"
security unlock-keychain -p "$password" "$keychain"
base64 --decode <<<"$APPLE_CERTIFICATE" >"$work/certificate.p12"
security import "$work/certificate.p12" -k "$keychain" -P "$APPLE_CERTIFICATE_PASSWORD" -T /usr/bin/codesign
security set-key-partition-list -S apple-tool:,apple: -k "$password" "$keychain" >/dev/null
security list-keychains -d user -s "$keychain" login.keychain-db
identity=$(security find-identity -v -p codesigning "$keychain" | awk '/Developer ID Application/ && !seen++ { print $2 }')
if [[ -z $identity ]]; then
  echo "::error::the certificate is no Developer ID Application"
  exit 1
fi
base64 --decode <<<"$APPLE_API_KEY" >"$work/key.p8"

for program in "$@"; do
  chmod +x "$program"
  codesign --force --timestamp --options runtime --entitlements "$here/entitlements.plist" \
    --keychain "$keychain" --sign "$identity" "$program"
  codesign --verify --strict --verbose=2 "$program"
  # A bare program cannot carry Apple's ticket: macOS asks for it when the program is first started.
  ditto -c -k "$program" "$work/program.zip"
  xcrun notarytool submit "$work/program.zip" --key "$work/key.p8" --key-id "$APPLE_API_KEY_ID" \
    --issuer "$APPLE_API_ISSUER" --wait --timeout 20m --output-format json >"$work/answer.json"
  cat "$work/answer.json"
  # It ends with 0 also when Apple refuses.
  [[ $(plutil -extract status raw -o - "$work/answer.json") == Accepted ]]
done
