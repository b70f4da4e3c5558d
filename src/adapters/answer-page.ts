import { createHash } from 'node:crypto';

interface PageText {
  readonly title: string;
  readonly text: string;
}

export type PageKind = 'done' | 'refused' | 'unknown';

const texts = {
  done: { title: 'Sign-in confirmed', text: 'You can close this tab and go back to your terminal.' },
  refused: {
    title: 'The sign-in was not completed',
    text: 'Your terminal says why. You can close this tab and go back to it.',
  },
  unknown: {
    title: 'Nothing to see here',
    text: 'This address only takes the end of a sign-in that jpaws began. You can close this tab.',
  },
} satisfies Record<PageKind, PageText>;

const style = `
:root { color-scheme: light dark; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; font: 1.0625rem/1.5 system-ui, sans-serif; }
main { box-sizing: border-box; max-width: 28rem; padding: 2rem 1.5rem; text-align: center; }
h1 { margin: 0 0 .5rem; font-size: 1.5rem; font-weight: 600; line-height: 1.25; }
p { margin: 0; opacity: .8; }
small { display: block; margin-top: 2rem; opacity: .55; }
`;

/** The page that the browser shows at the end of a sign-in. Fixed text: nothing of the request is in it. */
export function answerPage(kind: PageKind): string {
  const { title, text } = texts[kind];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · jpaws</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${text}</p>
<small>jpaws</small>
</main>
</body>
</html>
`;
}

/**
 * The headers of the page: not stored anywhere, no script, nothing loaded, not framed, and its address (which holds
 * the code) is told to nobody.
 */
export function answerPageHeaders(): Record<string, string> {
  const styleHash = createHash('sha256').update(style).digest('base64');
  return {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    Connection: 'close',
  };
}
