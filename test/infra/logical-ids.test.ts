import { describe, expect, it } from 'vitest';
import { egress, resourcesOf, templateOf, withoutNames } from './template-of.ts';

// When a logical id changes, CloudFormation replaces the deployed resource: it would try to create a second secret with
// the same name, and delete the schedule of the first one.
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
        "GivenUp4E100BCE",
        "GivenUpPolicyCD7D91E1",
        "RotateLogs54215EB0",
        "RotateRoleB0A25615",
        "RotateFunction80E9DEEB",
        "RotateSecretsManagerMayInvoke803978D6",
        "WatchLogsC2DE470E",
        "WatchRoleDDF31036",
        "WatchFunctionE77E8A53",
        "WatchWhenItFailsB267844B",
        "RollbackLogs4F0D16F7",
        "RollbackRole58532620",
        "RollbackFunction0D77E616",
        "WatchSchedulesGroup2ADC415F",
        "WatchSchedulesRole84C972B9",
        "AlarmsrotateFailedStepEABAA165",
        "AlarmsrotateCutOff1017509F",
        "AlarmsrotateNotStarted7100965D",
        "Alarmsrotateunreportedfailures937D3CC6",
        "Alarmsrotatethrottled7D4F454B",
        "AlarmsrotateneartimeoutC5AABE85",
        "AlarmswatchFailedRun722D08DF",
        "AlarmswatchCutOff37D96E9C",
        "AlarmswatchNotStarted4AF1CD80",
        "Alarmswatchunreportedfailures383019F5",
        "AlarmswatchthrottledD0D08E57",
        "Alarmswatchneartimeout96CB3847",
        "AlarmsrollbackFailedRunD119EA27",
        "AlarmsrollbackCutOffBBEFA4AF",
        "AlarmsrollbackNotStarted1BE5D6F9",
        "Alarmsrollbackunreportedfailures44EB320A",
        "Alarmsrollbackthrottled4192627C",
        "AlarmsrollbackneartimeoutE69628D9",
        "AlarmsopsundeliveredCAFF4260",
        "Alarmssupportundelivered95C5E9BE",
        "AlarmswatchgivenupF0605097",
        "OperatorPolicyE15C973E",
        "RotationEventsRotationFailed2562C335",
        "RotationEventsRotationAbandonedB4D4663C",
        "RotationEventsTestRotationFailedD620852B",
        "CredentialapiSecret177F75A9",
        "CredentialapiIntake2084AD2E",
        "CredentialapiIntakePolicyB97C86CD",
        "CredentialapiRotationE933F5C4",
        "CredentialapiWatchSchedule958FAA20",
        "CredentialapiNotWatched88F68B7F",
        "Dashboard7A714131",
      ]
    `);
  });

  // Retained resources, and resources that other people know: keys, addresses, the policies of secrets.
  it('are these beside them, with everything on', () => {
    const settings = {
      egress: egress.fixed,
      encryption: 'customer-key',
      credentials: [{ name: 'api', readers: ['arn:aws:iam::111122223333:role/shop'] }],
    };
    const plain = Object.keys(resourcesOf(templateOf('sandbox')));
    const all = Object.keys(resourcesOf(templateOf('sandbox', settings)));
    expect(all.filter((id) => !plain.includes(id))).toMatchInlineSnapshot(`
      [
        "EncryptionKey3A692D6E",
        "EgressNetworkAddress19CBE1E4",
        "EgressNetworkVpc89B2523E",
        "EgressNetworkVpcPublicSubnet1Subnet6EB8B762",
        "EgressNetworkVpcPublicSubnet1RouteTable9873A7F8",
        "EgressNetworkVpcPublicSubnet1RouteTableAssociation7DD1B891",
        "EgressNetworkVpcPublicSubnet1DefaultRouteD5C526F1",
        "EgressNetworkVpcPublicSubnet1NATGateway12A20AD3",
        "EgressNetworkVpcPublicSubnet2SubnetD59FE79A",
        "EgressNetworkVpcPublicSubnet2RouteTable3F1A7E0F",
        "EgressNetworkVpcPublicSubnet2RouteTableAssociationA47E1462",
        "EgressNetworkVpcPublicSubnet2DefaultRoute9200ECCE",
        "EgressNetworkVpcPrivateSubnet1SubnetA203ACFC",
        "EgressNetworkVpcPrivateSubnet1RouteTable43B283A2",
        "EgressNetworkVpcPrivateSubnet1RouteTableAssociation366ACEE9",
        "EgressNetworkVpcPrivateSubnet1DefaultRoute3F7079FB",
        "EgressNetworkVpcPrivateSubnet2Subnet3A637E41",
        "EgressNetworkVpcPrivateSubnet2RouteTable09444A13",
        "EgressNetworkVpcPrivateSubnet2RouteTableAssociationC8B35811",
        "EgressNetworkVpcPrivateSubnet2DefaultRouteC3D8E5E9",
        "EgressNetworkVpcIGW247F4223",
        "EgressNetworkVpcVPCGWB473BADB",
        "EgressNetworkFlowLogs4377DA10",
        "EgressNetworkFlowLogsRole383FD6C5",
        "EgressNetworkFlowLogD9D37A0C",
        "EgressFunctionsC45B6347",
        "CredentialapiSecretPolicyB2C14E80",
      ]
    `);
    expect(all).toEqual(expect.arrayContaining(plain));
  });

  it('are the same in both environments', () => {
    const [sandbox, production] = (['sandbox', 'production'] as const).map((environment) =>
      Object.keys(resourcesOf(templateOf(environment, { encryption: 'customer-key' }))),
    );
    expect(production).toEqual(sandbox);
  });

  const named = (...names: string[]) =>
    withoutNames(resourcesOf(templateOf('production', { credentials: names.map((name) => ({ name })) })));
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
