import { describe, expect, it } from 'vitest';
import { resourcesOf, templateOf } from './template-of.ts';

// A logical id that changes makes CloudFormation replace what is deployed: a secret would get a second life under the
// same name, and the schedule of the first would be taken away.
describe('logical ids', () => {
  it('are these', () => {
    expect(Object.keys(resourcesOf(templateOf('sandbox')))).toMatchInlineSnapshot(`
      [
        "TopicsOpsCB2224C4",
        "TopicsOpsPolicy7BED6AEE",
        "TopicsOpsopsexamplecom08FDBD72",
        "TopicsSupportA9CEA63B",
        "TopicsSupportPolicy9F6B9076",
        "TopicsSupportoctopussupportexamplecom269AAF44",
        "RotateLogs54215EB0",
        "RotateRoleB0A25615",
        "RotateFunction80E9DEEB",
        "RotateSecretsManagerMayInvoke803978D6",
        "AlarmsrotateFailedStepEABAA165",
        "AlarmsrotateCutOff1017509F",
        "AlarmsrotateNotStarted7100965D",
        "Alarmsrotateuntoldfailures5BD5ACC4",
        "Alarmsrotatethrottled7D4F454B",
        "AlarmsrotateneartimeoutC5AABE85",
        "AlarmsopsundeliveredCAFF4260",
        "Alarmssupportundelivered95C5E9BE",
        "OperatorPolicyE15C973E",
        "RotationEventsRotationAbandonedB4D4663C",
        "RotationEventsTestRotationFailedD620852B",
        "CredentialapiSecret177F75A9",
        "CredentialapiIntake2084AD2E",
        "CredentialapiRotationE933F5C4",
      ]
    `);
  });

  it('are the same in both environments', () => {
    const [sandbox, production] = (['sandbox', 'production'] as const).map((environment) =>
      Object.keys(resourcesOf(templateOf(environment))),
    );
    expect(production).toEqual(sandbox);
  });

  const named = (...names: string[]) =>
    resourcesOf(templateOf('production', { credentials: names.map((name) => ({ name })) }));
  const three = named('api', 'a-pi', 'shop');

  it('stay, with everything under them, when credentials are put in another order', () => {
    expect(named('shop', 'api', 'a-pi')).toEqual(three);
  });

  it('stay, with everything under them, when a credential is added or removed', () => {
    expect(named('first', 'api', 'a-pi', 'last', 'shop')).toMatchObject(three);
    expect(three).toMatchObject(named('shop'));
  });

  it('differ for names that differ in a hyphen', () => {
    expect(Object.values(three).filter(({ Type }) => Type === 'AWS::SecretsManager::Secret')).toHaveLength(6);
  });

  it('stay when an address is added before another', () => {
    const before = resourcesOf(templateOf('production'));
    const after = resourcesOf(templateOf('production', { opsEmails: ['a@example.com', 'ops@example.com'] }));
    expect(after).toMatchObject(before);
  });
});
