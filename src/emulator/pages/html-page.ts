import { createHash } from 'node:crypto';
import type { Answer } from '../http.ts';
import { escapeMarkup } from './escape-markup.ts';
import { pageStyle } from './page-style.ts';

const styleHash = createHash('sha256').update(pageStyle).digest('base64');

/** Markup that is finished: everything from outside in it was escaped. */
export interface Markup {
  readonly text: string;
}

/** Markup from a template; what is put in is escaped, unless it is Markup itself. */
export function markup(literals: TemplateStringsArray, ...values: readonly (string | Markup)[]): Markup {
  const textOf = (value: string | Markup): string => (typeof value === 'string' ? escapeMarkup(value) : value.text);
  return { text: literals.reduce((before, literal, index) => `${before}${textOf(values[index - 1] ?? '')}${literal}`) };
}

const document = (title: string, content: Markup): string =>
  markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${{ text: pageStyle }}</style>
</head>
<body>
<main>
<p class="place"><span aria-hidden="true"></span>Identity Center on this machine</p>
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`.text;

/** A page that keeps nothing, loads nothing, runs nothing and cannot be framed. */
export interface PageContent {
  readonly status: number;
  /** Plain text; the heading too. */
  readonly title: string;
  readonly content: Markup;
  /** Origins besides our own that a form may lead to: browsers hold the redirect after it against the policy as well. */
  readonly formTargets?: readonly string[];
}

export const htmlPage = ({ status, title, content, formTargets = [] }: PageContent): Answer => ({
  status,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': [
      "default-src 'none'",
      `style-src 'sha256-${styleHash}'`,
      ["form-action 'self'", ...formTargets].join(' '),
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  },
  body: document(title, content),
});
