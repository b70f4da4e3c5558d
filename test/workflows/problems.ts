import { parse } from 'yaml';
import { filledIn, type Job, needsOf, rowsOf, secretsIn, type Step, type Workflow } from './workflow.ts';

type Rule = (name: string, job: Job, workflow: Workflow) => readonly string[];

/** Events whose workflow runs with the repository's rights on what a stranger sent. */
const DANGEROUS_EVENTS = ['pull_request_target', 'workflow_run', 'issue_comment'];
const PINNED = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/;
const NPM_CODE = /\bnpm\b|\bnpx\b|\bnode\b|\.ci\/run/;

const each = (job: Job, problem: (step: Step) => string | false | undefined): readonly string[] =>
  job.steps.map(problem).filter((text): text is string => typeof text === 'string');

const rules: readonly Rule[] = [
  (_, job) => (job['timeout-minutes'] === undefined ? ['has no time limit'] : []),
  (_, job) => (job.permissions === undefined ? ['does not say its permissions'] : []),
  (_, job) => each(job, ({ uses }) => uses !== undefined && !PINNED.test(uses) && `${uses} is not pinned by commit`),
  (_, job) =>
    each(job, ({ uses, with: words }) =>
      uses?.startsWith('actions/checkout@') === true && words?.['persist-credentials'] !== false
        ? 'leaves the token in the checkout'
        : undefined,
    ),
  (_, job) =>
    each(job, ({ run }) => run?.includes('${{') === true && `an expression stands in a script: ${run.split('\n')[0]}`),
  (_, job) => {
    const hasCode = job.steps.some(({ run }) => run !== undefined && NPM_CODE.test(run));
    const secrets = secretsIn(job);
    const writes = Object.values(job.permissions ?? {}).includes('write');
    return [
      ...(hasCode && secrets.length > 0 ? [`gives ${secrets.join(', ')} to a machine that runs packages' code`] : []),
      ...(hasCode && writes ? ["runs packages' code with the right to write"] : []),
      ...(secrets.length > 0 && job.environment === undefined ? ['takes secrets outside an environment'] : []),
      ...(secrets.length > secretsIn(job.steps.map(({ env }) => env)).length ? ['hands secrets on beyond env'] : []),
    ];
  },
  (_, job, { jobs }) => [
    ...needsOf(job)
      .filter((needed) => !(needed in jobs))
      .map((needed) => `needs ${needed}, which does not exist`),
    ...[...JSON.stringify(job).matchAll(/needs\.(\w+)\.outputs\.(\w+)/g)]
      .filter(
        ([, from = '', output = '']) => !needsOf(job).includes(from) || jobs[from]?.outputs?.[output] === undefined,
      )
      .map(([text]) => `reads ${text}, which nobody gives`),
  ],
  (_, job) =>
    [...JSON.stringify(job).matchAll(/matrix\.(\w+)/g)]
      .filter(([, field = '']) => !rowsOf(job).every((row) => field in row))
      .map(([text]) => `reads ${text}, which not every row has`),
  (_, job, workflow) =>
    downloads(job)
      .filter((wanted) => !uploads(workflow).some((name) => fits(name, wanted)))
      .map((wanted) => `downloads ${wanted}, which nobody uploads`),
];

const fits = (name: string, wanted: string): boolean =>
  wanted.endsWith('*') ? name.startsWith(wanted.slice(0, -1)) : name === wanted;

function artifacts(job: Job, action: string): readonly string[] {
  return job.steps
    .filter(({ uses }) => uses?.startsWith(`${action}@`))
    .map(({ with: words }) => String(words?.['name'] ?? words?.['pattern']))
    .flatMap((name) => rowsOf(job).map((row) => filledIn(name, row)));
}

const downloads = (job: Job): readonly string[] => artifacts(job, 'actions/download-artifact');
const uploads = ({ jobs }: Workflow): readonly string[] =>
  Object.values(jobs).flatMap((job) => artifacts(job, 'actions/upload-artifact'));

/** What is wrong with a workflow, as sentences; none when every rule is kept. */
export function problemsIn(text: string): readonly string[] {
  const workflow = parse(text) as Workflow;
  const events = DANGEROUS_EVENTS.filter((event) => event in workflow.on).map((event) => `runs on ${event}`);
  const isEmpty = JSON.stringify(workflow.permissions) === '{}';
  const inJobs = Object.entries(workflow.jobs).flatMap(([name, job]) =>
    rules.flatMap((rule) => rule(name, job, workflow)).map((problem) => `${name} ${problem}`),
  );
  return [
    ...events,
    ...(isEmpty ? [] : ['the workflow has permissions of its own']),
    ...(workflow.concurrency === undefined ? ['two runs may disturb each other'] : []),
    ...unnamedVersions(text),
    ...inJobs,
  ];
}

/** A commit says nothing to a reader: its version stands behind it. */
function unnamedVersions(text: string): readonly string[] {
  return [...text.matchAll(/uses: (\S+)(.*)$/gm)]
    .filter(([, , rest = '']) => !/^ # v\d+\.\d+\.\d+$/.test(rest))
    .map(([, action = '']) => `${action} does not name its version`);
}
