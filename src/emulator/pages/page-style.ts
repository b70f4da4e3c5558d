/** The one style sheet of the pages; it holds nothing from outside, and its hash stands in the pages' policy. */
export const pageStyle = `
:root {
  --ground: #f3f5f7; --card: #ffffff; --text: #16202b; --quiet: #586573; --line: #d9dfe5;
  --accent: #14655f; --on-accent: #ffffff; --wash: #eef4f3;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0f151b; --card: #18212a; --text: #e8edf2; --quiet: #9ba9b6; --line: #2c3843;
    --accent: #6fcfc3; --on-accent: #06231f; --wash: #1d2b30;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; min-height: 100dvh; padding: 1.25rem; display: grid; place-items: center;
  background: var(--ground); color: var(--text); font: 1.0625rem/1.5 system-ui, sans-serif;
}
main {
  width: 100%; max-width: 27rem; padding: 1.75rem; background: var(--card);
  border: 1px solid var(--line); border-radius: 1rem;
}
.place { display: flex; align-items: center; gap: .5rem; margin: 0 0 1.25rem; color: var(--quiet); font-size: .875rem; }
.place span { width: .625rem; height: .625rem; border-radius: 50%; background: var(--accent); }
h1 { margin: 0 0 .75rem; font-size: 1.5rem; line-height: 1.25; text-wrap: balance; overflow-wrap: anywhere; }
p { margin: 0 0 1rem; overflow-wrap: anywhere; }
main > :last-child { margin-bottom: 0; }
dl { margin: 1.25rem 0; border-top: 1px solid var(--line); }
dl div { padding: .625rem 0; border-bottom: 1px solid var(--line); }
dt { color: var(--quiet); font-size: .875rem; }
dd { margin: 0; overflow-wrap: anywhere; }
.code {
  margin: 1.25rem 0; padding: .75rem; border-radius: .625rem; background: var(--wash); text-align: center;
  font: 600 1.625rem/1.3 ui-monospace, monospace; letter-spacing: .08em;
}
.quiet { color: var(--quiet); font-size: .9375rem; }
form { display: grid; gap: .75rem; margin: 1.5rem 0 0; }
label { font-size: .9375rem; color: var(--quiet); }
input, button { width: 100%; min-height: 3rem; padding: 0 1rem; border-radius: .625rem; font: inherit; }
input { border: 1px solid var(--quiet); background: transparent; color: inherit; letter-spacing: .08em; }
button { border: 1px solid var(--quiet); background: transparent; color: inherit; font-weight: 600; cursor: pointer; }
button.yes { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
@media (min-width: 26rem) { .answers { grid-template-columns: 1fr 1fr; } }
`;
