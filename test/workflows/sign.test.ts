// The signing scripts of the release, with stand-ins for the tools of macOS and Windows.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { test, type TestContext } from 'node:test';
import { emptyFolder } from '../binary/packed.ts';
import { runScript, skipWithoutEngine } from '../powershell/engine.ts';
import { quoteText } from '../powershell/module.ts';

const scripts = resolve(import.meta.dirname, '../../.github/sign');
const inBase64 = (text: string): string => Buffer.from(text).toString('base64');

const appleSecrets = {
  APPLE_CERTIFICATE: inBase64('the certificate'),
  APPLE_CERTIFICATE_PASSWORD: 'certificate-password',
  APPLE_API_KEY: inBase64('the key'),
  APPLE_API_KEY_ID: 'KEYID',
  APPLE_API_ISSUER: 'ISSUER',
};

const MAC_TOOLS: Readonly<Record<string, string>> = {
  security: 'if [ "$1" = find-identity ]; then echo \'  1) ABCDEF "Developer ID Application: Someone"\'; fi',
  codesign: '',
  ditto: ': >"$4"',
  xcrun: 'echo "{\\"status\\":\\"$NOTARY_SAYS\\"}"',
  plutil: 'sed -n \'s/.*"status":"\\([A-Za-z]*\\)".*/\\1/p\' "$6"',
  uuidgen: 'echo password-of-the-keychain',
};

interface Signed {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The calls of the tools, in their order. */
  readonly calls: readonly string[];
  /** What is left in the temporary folder. */
  readonly left: readonly string[];
}

function signForMac(t: TestContext, env: Readonly<Record<string, string>>): Signed {
  const [tools, temporary] = [emptyFolder(t), emptyFolder(t)];
  const log = join(tools, 'log');
  writeFileSync(log, '');
  for (const [name, text] of Object.entries(MAC_TOOLS)) {
    writeFileSync(join(tools, name), `#!/bin/sh\necho "${name} $*" >>'${log}'\n${text}\n`, { mode: 0o755 });
  }
  const program = join(tools, 'program');
  writeFileSync(program, '');
  const { status, stdout, stderr } = spawnSync('bash', [join(scripts, 'macos.sh'), program], {
    encoding: 'utf8',
    env: { PATH: [tools, process.env['PATH']].join(delimiter), TMPDIR: temporary, NOTARY_SAYS: 'Accepted', ...env },
  });
  const calls = readFileSync(log, 'utf8').split('\n').slice(0, -1);
  return { status, stdout, stderr, calls, left: readdirSync(temporary) };
}

const inBash = { skip: process.platform === 'win32' ? 'macOS tools in bash' : false };

test('a program for macOS is signed, checked and notarised, and nothing is left behind', inBash, (t) => {
  const { status, stderr, calls, left } = signForMac(t, appleSecrets);
  assert.equal(status, 0, stderr);
  const order = ['security import', 'codesign --force', 'codesign --verify', 'xcrun notarytool', 'security delete-key'];
  const places = order.map((start) => calls.findIndex((call) => call.startsWith(start)));
  assert.deepEqual(
    places,
    [...places].sort((a, b) => a - b),
  );
  assert.ok(!places.includes(-1), calls.join('\n'));
  assert.match(calls.find((call) => call.startsWith('codesign --force')) ?? '', /--options runtime .*--sign ABCDEF /);
  assert.deepEqual(left, []);
});

test('a program that Apple refuses fails the release, and nothing is left behind', inBash, (t) => {
  const { status, left, calls } = signForMac(t, { ...appleSecrets, NOTARY_SAYS: 'Invalid' });
  assert.equal(status, 1);
  assert.deepEqual(left, []);
  assert.ok(calls.at(-1)?.startsWith('security delete-keychain'));
});

for (const name of Object.keys(appleSecrets)) {
  test(`without ${name} a release for macOS fails, and a pre-release is not signed`, inBash, (t) => {
    const release = signForMac(t, { ...appleSecrets, [name]: '', PRERELEASE: 'false' });
    assert.deepEqual([release.status, release.calls], [1, []]);
    assert.match(release.stdout, new RegExp(`^::error title=Not signed::a release needs ${name}$`, 'm'));
    const pre = signForMac(t, { ...appleSecrets, [name]: '', PRERELEASE: 'true' });
    assert.deepEqual([pre.status, pre.calls], [0, []]);
    assert.match(pre.stdout, new RegExp(`^::warning title=Not signed::this pre-release has no ${name}$`, 'm'));
  });
}

const windowsSecrets = {
  WINDOWS_CERTIFICATE: inBase64('the certificate'),
  WINDOWS_CERTIFICATE_PASSWORD: 'certificate-password',
};

/** Stand-ins for what only Windows has; each says what it was called for. */
const WINDOWS_COMMANDS = `
  function Import-PfxCertificate { param($FilePath, $CertStoreLocation, $Password)
    [Console]::WriteLine("import $([IO.File]::ReadAllText($FilePath)) into $CertStoreLocation with $($Password.GetType().Name) $($Password.Length)")
    @{ Thumbprint = 'THUMB' } }
  function Get-ChildItem { param($LiteralPath, [switch] $Recurse, [switch] $File)
    foreach ($path in [IO.Directory]::GetFiles($LiteralPath, '*', 'AllDirectories')) { [IO.FileInfo]::new($path) } }
  function Set-AuthenticodeSignature { param($FilePath, $Certificate, $HashAlgorithm, $IncludeChain, $TimestampServer)
    @{ Status = $env:SIGNATURE; StatusMessage = 'as asked'; TimeStamperCertificate = 'yes' } }
  function Write-Output { param($Text) [Console]::WriteLine($Text) }
  function Remove-Item { param($LiteralPath, [switch] $DeleteKey)
    if ($LiteralPath -like 'Cert:*') { [Console]::WriteLine("remove $LiteralPath $DeleteKey") } else { [IO.File]::Delete($LiteralPath) } }
`;

async function signForWindows(t: TestContext, env: Readonly<Record<string, string>>): Promise<Omit<Signed, 'calls'>> {
  const [folder, temporary] = [emptyFolder(t), emptyFolder(t)];
  mkdirSync(join(folder, 'powershell', 'JpAws'), { recursive: true });
  for (const name of ['A.ps1', 'B.psm1', 'C.psd1', 'D.format.ps1xml', 'E.help.txt']) {
    writeFileSync(join(folder, 'powershell', 'JpAws', name), '');
  }
  writeFileSync(join(folder, 'jpaws.exe'), '');
  const script = `${WINDOWS_COMMANDS}\n& ${quoteText(join(scripts, 'windows.ps1'))} ${quoteText(folder)}`;
  const result = await runScript({ script, env: { RUNNER_TEMP: temporary, SIGNATURE: 'Valid', ...env } });
  return { ...result, left: readdirSync(temporary) };
}

test('scripts and program for Windows are signed, and nothing is left behind', skipWithoutEngine(), async (t) => {
  const { status, stdout, stderr, left } = await signForWindows(t, windowsSecrets);
  assert.equal(status, 0, stderr + stdout);
  const signed = [...stdout.matchAll(/^signed (\S+)/gm)].map(([, name]) => name);
  assert.deepEqual(signed.sort(), ['A.ps1', 'B.psm1', 'C.psd1', 'D.format.ps1xml', 'jpaws.exe']);
  assert.match(stdout, /^import the certificate into Cert:\\CurrentUser\\My with SecureString 20\r?$/m);
  assert.match(stdout, /^remove Cert:\\CurrentUser\\My\\THUMB True\r?$/m);
  assert.deepEqual(left, []);
});

test('a signature that does not hold fails the release, and nothing is left behind', skipWithoutEngine(), async (t) => {
  const { status, stdout, stderr, left } = await signForWindows(t, { ...windowsSecrets, SIGNATURE: 'UnknownError' });
  assert.equal(status, 1);
  assert.match(stdout + stderr, /UnknownError as asked/);
  assert.match(stdout, /^remove Cert:/m);
  assert.deepEqual(left, []);
});

for (const name of Object.keys(windowsSecrets)) {
  test(
    `without ${name} a release for Windows fails, and a pre-release is not signed`,
    skipWithoutEngine(),
    async (t) => {
      const { [name]: _, ...others } = windowsSecrets as Readonly<Record<string, string>>;
      const release = await signForWindows(t, { ...others, PRERELEASE: 'false' });
      assert.equal(release.status, 1);
      assert.match(release.stdout, new RegExp(`^::error title=Not signed::a release needs ${name}\\r?$`, 'm'));
      const pre = await signForWindows(t, { ...others, PRERELEASE: 'true' });
      assert.equal(pre.status, 0);
      assert.match(pre.stdout, new RegExp(`^::warning title=Not signed::this pre-release has no ${name}\\r?$`, 'm'));
      assert.doesNotMatch(release.stdout + pre.stdout, /^signed|^import/m);
    },
  );
}
