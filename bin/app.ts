import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { EnvironmentStack } from '../lib/app/environment-stack.ts';
import { contextKey, parseSettings } from '../lib/app/settings.ts';

// Stack traces of constructs would write this machine's paths into cdk.out.
const context = { 'aws:cdk:disable-creation-stack-traces': true };
const app = new App({ autoSynth: false, analyticsReporting: false, stackTraces: false, context });
const parsed = parseSettings(app.node.tryGetContext(contextKey));
if (parsed.kind === 'mistakes') {
  process.stderr.write(`cdk.json has mistakes:\n${parsed.mistakes.map((mistake) => `  ${mistake}\n`).join('')}`);
  process.exitCode = 1;
} else {
  new EnvironmentStack(app, 'sandbox', parsed.settings.sandbox);
  new EnvironmentStack(app, 'production', parsed.settings.production);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  app.synth();
}
