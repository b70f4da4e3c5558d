// The package of the PowerShell Gallery, installed in an empty folder as its clients do it, and used.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { before, test, type TestContext } from 'node:test';
import { galleryPackage } from '../../src/build/gallery-package.ts';
import { binary, emptyFolder, version } from '../binary/packed.ts';
import { runScript, skipWithoutEngine } from '../powershell/engine.ts';
import { quoteText } from '../powershell/module.ts';
import { accountId, profileName, roleName, somebody } from '../road/person.ts';

const onWindows = process.platform === 'win32';
const date = new Date('2026-01-02T03:04:06Z');
/** A module's version has no word for a pre-release: that is a field of its own. */
const [moduleVersion = '', prerelease = ''] = version.split('-');
const built = join(dirname(binary), 'powershell', 'JpAws');

/** The program that the package brings is the one for Windows; elsewhere some bytes take its place in most tests. */
const program = onWindows ? readFileSync(binary) : new TextEncoder().encode('MZ: a stand-in');

function moduleAsBuilt(): Map<string, Uint8Array> {
  const files = readdirSync(built, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name));
  return new Map(paths.map((path) => [relative(built, path).replaceAll(sep, '/'), readFileSync(path)]));
}

const make = (content: Uint8Array = program): ReturnType<typeof galleryPackage> =>
  galleryPackage({
    module: moduleAsBuilt(),
    program: content,
    notices: new TextEncoder().encode('none'),
    date,
    level: 1,
  });

let made: Awaited<ReturnType<typeof make>>;
before(async () => {
  made = await make();
});

/** Writes the package into a folder of its own. */
function saved(t: TestContext, { fileName, content } = made): string {
  const path = join(emptyFolder(t), fileName);
  writeFileSync(path, content);
  return path;
}

/** What Install-PSResource does with a package: unpacks it, drops the package's own parts, names the folder by version. */
const INSTALL = `
function Install-Package([string] $Package, [string] $ModulePath) {
  $folder = [System.IO.Path]::Combine($ModulePath, 'JpAws', '${moduleVersion}')
  [System.IO.Compression.ZipFile]::ExtractToDirectory($Package, $folder)
  foreach ($part in '[Content_Types].xml', 'JpAws.nuspec') { [System.IO.File]::Delete([System.IO.Path]::Combine($folder, $part)) }
  foreach ($part in '_rels', 'package') { [System.IO.Directory]::Delete([System.IO.Path]::Combine($folder, $part), $true) }
  $folder
}`;

test('the same module makes the same package, byte for byte', async () => {
  assert.ok(made.content.equals((await make()).content));
  assert.equal(made.fileName, `JpAws.${version}.nupkg`);
});

test(
  'NuGet itself reads the package: its name, version, tags, licence and every file',
  skipWithoutEngine(),
  async (t) => {
    const script = `
    $sdk = $null
    foreach ($folder in $env:PATH -split [System.IO.Path]::PathSeparator) {
      $dotnet = [System.IO.Path]::Combine($folder, '${onWindows ? 'dotnet.exe' : 'dotnet'}')
      if (-not $sdk -and [System.IO.File]::Exists($dotnet)) {
        $real = [System.IO.File]::ResolveLinkTarget($dotnet, $true)
        if ($real) { $dotnet = $real.FullName }
        $sdk = [System.IO.Directory]::GetFiles([System.IO.Path]::Combine([System.IO.Path]::GetDirectoryName($dotnet), 'sdk'), 'NuGet.Packaging.dll', 'AllDirectories') |
          Where-Object { $_ -notmatch 'net4' } | ForEach-Object { $_ }
      }
    }
    if (-not $sdk -or [Environment]::Version.Major -lt 10) { 'no SDK'; return }
    $null = [System.Reflection.Assembly]::LoadFrom(@($sdk)[0])
    $reader = [NuGet.Packaging.PackageArchiveReader]::new(${quoteText(saved(t))})
    $reader.GetIdentity().ToString()
    $reader.NuspecReader.GetTags()
    $reader.NuspecReader.GetLicenseUrl()
    $reader.NuspecReader.GetProjectUrl()
    $reader.GetFiles() -join ' '
    $reader.Dispose()`;
    const { stdout, stderr } = await runScript({ script });
    if (stdout === 'no SDK\n') return t.skip('there is no .NET SDK on PATH, or PowerShell runs on an older .NET');
    const [identity, tags = '', licence, project, files = ''] = stdout.split(/\r?\n/);
    assert.equal(identity, `JpAws.${version}`, stderr);
    assert.match(tags, /^PSModule .*\bPSCommand_Use-JpAws\b/);
    assert.ok(licence?.startsWith(`${project}/`));
    const expected = [...moduleAsBuilt().keys(), 'LICENSE.txt', 'THIRD-PARTY-LICENSES.txt', 'bin/win-x64/jpaws.exe'];
    const own = (name: string): boolean => !/^(?:_rels|package)\/|^\[Content_Types\]\.xml$|\.nuspec$/.test(name);
    assert.deepEqual(files.split(' ').filter(own).sort(), expected.sort());
  },
);

test(
  'PowerShell finds the manifest of the package valid, and every word of its data',
  skipWithoutEngine(),
  async (t) => {
    const modules = emptyFolder(t);
    const { stdout, stderr } = await runScript({
      script: `${INSTALL}
      $folder = Install-Package ${quoteText(saved(t))} ${quoteText(modules)}
      $info = Test-ModuleManifest ([System.IO.Path]::Combine($folder, 'JpAws.psd1')) -ErrorAction Stop
      "$($info.Name) $($info.Version) $($info.PowerShellVersion) $($info.CompatiblePSEditions -join ',')"
      "$($info.ProjectUri) $($info.LicenseUri) $($info.IconUri)"
      $info.ReleaseNotes
      ($info.Tags -contains 'PSEdition_Desktop') -and ($info.Tags -contains 'PSEdition_Core')
      "<$($info.PrivateData.PSData.Prerelease)>"
      @($info.ExportedFunctions.Keys | Where-Object { $_ -match '[*?]' }).Count`,
    });
    const { homepage } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
      homepage: string;
    };
    const raw = homepage.replace('//github.com', '//raw.githubusercontent.com');
    assert.deepEqual(
      stdout.split(/\r?\n/),
      [
        `JpAws ${moduleVersion} 5.1 Desktop,Core`,
        `${homepage} ${homepage}/blob/main/LICENSE ${raw}/main/docs/icon.png`,
        `${homepage}/releases/tag/v${version}`,
        'True',
        `<${prerelease}>`,
        '0',
        '',
      ],
      stderr,
    );
  },
);

/** The places where the module finds the program. On macOS and Linux a person has it from elsewhere, on PATH. */
const places = [
  { place: 'beside the module', isBeside: true },
  { place: 'on PATH', isBeside: false },
];

for (const { place, isBeside } of places.filter((row) => row.isBeside || !onWindows)) {
  test(
    `the package, installed in an empty folder, walks the whole road with the program ${place}`,
    skipWithoutEngine(),
    async (t) => {
      const person = await somebody(t);
      const modules = emptyFolder(t);
      const file = saved(t, isBeside ? await make(readFileSync(binary)) : made);
      const { stdout, stderr } = await runScript({
        env: {
          ...(person.env as Record<string, string>),
          PSModulePath: modules,
          AWS_REGION: 'us-east-2',
          // By this the module knows Windows; elsewhere it then finds this machine's program where jpaws.exe stands.
          ...(isBeside ? { OS: 'Windows_NT' } : {}),
        },
        path: isBeside ? [] : [dirname(binary)],
        script: `${INSTALL}
        $folder = Install-Package ${quoteText(file)} ${quoteText(modules)}
        ${isBeside && !onWindows ? "[System.IO.File]::SetUnixFileMode([System.IO.Path]::Combine($folder, 'bin', 'win-x64', 'jpaws.exe'), 'UserRead, UserExecute')" : ''}
        Import-Module JpAws -ErrorAction Stop
        $module = Get-Module JpAws
        "$($module.Version) $($module.ModuleBase)"
        $null = New-JpAwsProfile ${profileName} -Account ${accountId} -Role ${roleName} -Yes
        $null = Connect-JpAws ${profileName} -DeviceCode -NoBrowser
        $null = Use-JpAws ${profileName}
        "$($env:AWS_ACCESS_KEY_ID.Substring(0, 4)) $env:AWS_REGION $env:JPAWS_PROFILE"
        $identity = Get-JpAwsIdentity
        "$($identity.Account) $($identity.Arn -match '${roleName}')"
        @(Get-JpAwsProfile).Count
        Clear-JpAws
        "<$env:AWS_ACCESS_KEY_ID$env:AWS_SECRET_ACCESS_KEY$env:AWS_SESSION_TOKEN$env:JPAWS_PROFILE> $env:AWS_REGION $LASTEXITCODE"`,
      });
      assert.deepEqual(
        stdout.split(/\r?\n/),
        [
          `${moduleVersion} ${join(realpathSync(modules), 'JpAws', moduleVersion)}`,
          `ASIA eu-west-1 ${profileName}`,
          `${accountId} True`,
          '1',
          '<> us-east-2 0',
          '',
        ],
        stderr,
      );
      assert.ok(person.list('sso', 'cache').length > 0);
    },
  );
}

test('calling a function of the installed package loads it by name alone', skipWithoutEngine(), async (t) => {
  const modules = emptyFolder(t);
  const { stdout, stderr } = await runScript({
    env: { PSModulePath: modules },
    script: `${INSTALL}
      $null = Install-Package ${quoteText(saved(t))} ${quoteText(modules)}
      Clear-JpAws -ErrorAction SilentlyContinue
      (Get-Module JpAws).Version.ToString()`,
    path: onWindows ? [] : [dirname(binary)],
  });
  assert.equal(stdout.split(/\r?\n/)[0], moduleVersion, stderr);
});
