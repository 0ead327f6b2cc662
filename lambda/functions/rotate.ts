import { createIntake } from '../intake/intake.ts';
import type { Rotation } from '../rotation/rotation.ts';
import { parseRotationEvent, type RotationEvent } from '../rotation/rotation-event.ts';
import { runStep } from '../rotation/run-step.ts';
import { intakeNameOf } from '../secrets/credential-name.ts';
import { createSecretStore } from '../secrets/secret-store.ts';
import { type FunctionPorts, type Invocation, marginMs } from './function-ports.ts';
import { handoverPorts } from './handover-ports.ts';

/** The rotation function: one call per step. It fails with a `RotationError`, or an `AwsCallFailed`. */
export function createRotate(ports: FunctionPorts): (event: unknown, invocation: Invocation) => Promise<void> {
  return async (event, invocation) => {
    const startedAt = ports.clock.now().getTime();
    const facts = { step: 'unknown', credential: 'unknown', token: 'unknown' };
    const finish = (verdict: string) => ({ ...facts, verdict, durationMs: ports.clock.now().getTime() - startedAt });
    try {
      const parsed = parseRotationEvent(event, ports.config.environment);
      Object.assign(facts, { step: parsed.step, credential: parsed.credential, token: parsed.token });
      const deadline = startedAt + invocation.getRemainingTimeInMillis() - marginMs;
      const verdict = await runStep(parsed, createRotation(ports, parsed, deadline));
      ports.log.step(finish(verdict));
    } catch (error) {
      ports.log.failedStep(finish(error instanceof Error ? error.name : 'UnknownError'), error);
      throw error;
    }
  };
}

function createRotation(ports: FunctionPorts, event: RotationEvent, deadline: number): Rotation {
  const { config, secretsManager, notify, octopus, clock, log } = ports;
  const { credential, secretId, token } = event;
  const origin = { environment: config.environment, credential };
  return {
    token,
    origin,
    baseUrl: config.baseUrl,
    configuredClientId: config.credentials.get(credential),
    egress: config.egress,
    credential: createSecretStore(secretsManager, secretId),
    intake: createIntake(createSecretStore(secretsManager, intakeNameOf(config.environment, credential)), clock),
    login: (pair) => octopus.login(pair, { deadline }),
    notify,
    clock,
    handover: handoverPorts(ports, credential),
    record: (transition) => log.transition({ credential, ...transition }),
  };
}
