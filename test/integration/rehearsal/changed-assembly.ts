import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRecord } from '../../../local/aws/secrets/check.ts';

interface Statement {
  Effect: string;
  Action: string | string[];
}

interface Template {
  readonly Resources: Record<string, { readonly Type: string; Properties: Record<string, unknown> }>;
}

export const templateName = 'OctopusCards-Production.template.json';

export const readTemplate = (assembly: string): Template =>
  JSON.parse(readFileSync(join(assembly, templateName), 'utf8'));

/** A copy of the synthesized stacks with a changed template; the bundles stay where they are. */
export function changedAssembly(assembly: string, change: (template: Template) => void) {
  const directory = mkdtempSync(join(tmpdir(), 'octopus-cards-changed-'));
  cpSync(join(assembly, 'OctopusCards-Production.assets.json'), join(directory, 'OctopusCards-Production.assets.json'));
  const template = readTemplate(assembly);
  change(template);
  writeFileSync(join(directory, templateName), JSON.stringify(template));
  return { directory, [Symbol.dispose]: () => rmSync(directory, { recursive: true }) };
}

/** The statements that allow something to the role of the function `rotate`. */
export function allowedToRotate({ Resources }: Template): readonly Statement[] {
  const roles = Object.entries(Resources).filter(
    ([id, { Type }]) => Type === 'AWS::IAM::Role' && /^RotateRole/.test(id),
  );
  return roles
    .flatMap(([, { Properties }]) => [Properties.Policies ?? []].flat())
    .map((policy) => Object(policy).PolicyDocument)
    .filter(isRecord)
    .flatMap(({ Statement }) => [Statement].flat())
    .filter((statement): statement is Statement => isRecord(statement) && statement.Effect === 'Allow');
}

export const actionsOf = (statements: readonly Statement[]): readonly string[] =>
  [...new Set(statements.flatMap(({ Action }) => [Action].flat()))].toSorted();

/** Takes one action away from the function. */
export function withoutAction(action: string) {
  return (template: Template): void => {
    for (const statement of allowedToRotate(template)) {
      const left = [statement.Action].flat().filter((one) => one !== action);
      statement.Action = left.length > 0 ? left : ['none:Nothing'];
    }
  };
}
