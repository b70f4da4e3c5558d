import { JpawsError } from './errors.ts';
import { offsetTextFromInstant } from './date-text.ts';
import { indentedPythonJson } from './python-json.ts';
import type { Secret } from './secret.ts';
import type { Instant } from './units.ts';

/** Keys on their way out: from a role, a credentials file, or the environment. */
export interface ExportedKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: Secret<string>;
  readonly sessionToken: Secret<string> | undefined;
  readonly expiration: Instant | undefined;
}

type Pair = readonly [name: string, value: string];

interface Format {
  readonly render: (pairs: readonly Pair[]) => string;
  /** Characters that the reader would take for something else; absent where all are escaped (JSON). */
  readonly unsafe?: RegExp;
}

const lines =
  (line: (pair: Pair) => string) =>
  (pairs: readonly Pair[]): string =>
    pairs.map((pair) => `${line(pair)}\n`).join('');

const PROCESS_KEYS: Readonly<Record<string, string>> = {
  AWS_ACCESS_KEY_ID: 'AccessKeyId',
  AWS_SECRET_ACCESS_KEY: 'SecretAccessKey',
  AWS_SESSION_TOKEN: 'SessionToken',
  AWS_CREDENTIAL_EXPIRATION: 'Expiration',
};

const processJson = (pairs: readonly Pair[]): string => {
  const members = pairs.map(([name, value]) => [PROCESS_KEYS[name] ?? name, value]);
  return `${indentedPythonJson({ Version: 1, ...Object.fromEntries(members) })}\n`;
};

/*
 * The first six are `aws configure export-credentials --format`, byte for byte
 * (awscli/customizations/configure/exportcreds.py); dotenv and json are jpaws's own.
 * Of the six, only process escapes anything, so a value that needs it is refused.
 */
const formats = {
  process: { render: processJson },
  env: { render: lines(([name, value]) => `export ${name}=${value}`), unsafe: /[^A-Za-z0-9_@%+=:,./-]/ },
  'env-no-export': { render: lines(([name, value]) => `${name}=${value}`), unsafe: /[^A-Za-z0-9_@%+=:,./-]/ },
  powershell: { render: lines(([name, value]) => `$Env:${name}="${value}"`), unsafe: /["$`\u201c-\u201e]/ },
  'windows-cmd': { render: lines(([name, value]) => `set ${name}=${value}`), unsafe: /[%^&|<>"!()]/ },
  fish: { render: lines(([name, value]) => `set -gx ${name} "${value}"`), unsafe: /["$\\]/ },
  dotenv: { render: lines(([name, value]) => `${name}='${value}'`), unsafe: /['\\]/ },
  json: { render: (pairs) => `${indentedPythonJson(Object.fromEntries(pairs))}\n` },
} satisfies Record<string, Format>;

export type ExportFormat = keyof typeof formats;

export const exportFormats = Object.keys(formats) as ExportFormat[];

// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u001f\u007f]/;

/**
 * The text of the keys in that format, with LF line ends; token and expiration are left out when absent.
 * @throws EXPORT_VALUE_UNSAFE when a value would be read as something else (nothing is rendered then)
 */
export function renderKeys(keys: ExportedKeys, format: ExportFormat): string {
  const pairs = pairsOf(keys);
  const { render, unsafe } = formats[format] as Format;
  const refused = pairs.find(([, value]) => unsafe !== undefined && (unsafe.test(value) || CONTROL.test(value)));
  if (refused !== undefined) throw new JpawsError('EXPORT_VALUE_UNSAFE', { variable: refused[0], format });
  return render(pairs);
}

function pairsOf(keys: ExportedKeys): Pair[] {
  const pairs: Pair[] = [
    ['AWS_ACCESS_KEY_ID', keys.accessKeyId],
    ['AWS_SECRET_ACCESS_KEY', keys.secretAccessKey.reveal()],
  ];
  if (keys.sessionToken !== undefined) pairs.push(['AWS_SESSION_TOKEN', keys.sessionToken.reveal()]);
  if (keys.expiration !== undefined) pairs.push(['AWS_CREDENTIAL_EXPIRATION', offsetTextFromInstant(keys.expiration)]);
  return pairs;
}
