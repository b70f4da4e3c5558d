// What GitHub itself has against each of the named workflow files, as JSON: its schema, its expressions, its job graph.
import { readFileSync } from 'node:fs';
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';

async function errorsIn(path: string): Promise<readonly string[]> {
  const { context, value } = parseWorkflow(
    { name: path, content: readFileSync(path, 'utf8') },
    new NoOperationTraceWriter(),
  );
  if (value !== undefined) await convertWorkflowTemplate(context, value);
  return context.errors.getErrors().map(({ message }) => message);
}

const files = process.argv.slice(2);
void Promise.all(files.map(errorsIn)).then((errors) => process.stdout.write(JSON.stringify(errors.flat())));
