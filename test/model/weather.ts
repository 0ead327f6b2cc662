import type { World } from '../../local/world.ts';
import { type History, recordHistory } from './history.ts';

/** How the vendor answers everybody. */
export const vendorWeathers = [
  'down',
  'every-second-time-down',
  'rate-limited',
  'another-envelope',
  'egress-blocked',
] as const;
export type VendorWeather = (typeof vendorWeathers)[number];

/** What happens to the function at its n-th outgoing call, AWS's or the vendor's, counted from when it is armed. */
export type Disturbance =
  /** It dies there: the call is not made, or made and its answer lost. It lives again at its next invocation. */
  | { readonly kind: 'cut-off'; readonly at: number; readonly loss: 'drop-before' | 'drop-after' }
  /** Somebody does something directly before the call. */
  | { readonly kind: 'meanwhile'; readonly at: number; readonly act: () => Promise<void> };

export interface Weather {
  readonly history: History;
  vendor: VendorWeather | undefined;
  snsDown: boolean;
  /** Whether reads lag behind writes. */
  lags: boolean;
  /** Whether the vendor's next callers are applications: their logins are not those of a function. */
  isOfApplication: boolean;
  readonly arm: (disturbance: Disturbance | undefined) => void;
  /** All faults are over. */
  readonly clear: () => void;
}

/** Faults that last until they are lifted, and one disturbance of a run, over the calls of a world. */
export function createWeather(world: World): Weather {
  const history = recordHistory(world);
  let armed: { readonly what: Disturbance; calls: number } | undefined;
  let diedIn: number | undefined;
  let logins = 0;

  async function disturb(): Promise<'pass' | 'drop-before' | 'drop-after'> {
    if (diedIn === history.invocations()) return 'drop-before';
    if (armed === undefined) return 'pass';
    armed.calls += 1;
    const { what, calls } = armed;
    if (calls !== what.at) return 'pass';
    armed = undefined;
    if (what.kind === 'meanwhile') {
      await what.act();
      history.look('person');
      return 'pass';
    }
    diedIn = history.invocations();
    history.noteLost();
    return what.loss;
  }

  const weather: Weather = {
    history,
    vendor: undefined,
    snsDown: false,
    lags: false,
    isOfApplication: false,
    arm(what) {
      armed = what && { what, calls: 0 };
    },
    clear() {
      armed = undefined;
      weather.vendor = undefined;
      weather.snsDown = false;
      weather.lags = false;
      world.octopus.clearFaults();
      world.octopus.callFrom(undefined);
      world.aws.secretsManager.lag(undefined);
    },
  };

  world.aws.intercept = async ({ accessKeyId, service, operation }) => {
    if (!world.isFunction(accessKeyId)) return 'pass';
    if (weather.snsDown && service === 'sns' && operation === 'Publish') {
      history.noteLost();
      return 'drop-before';
    }
    // What a run told and marked, the next one may not see yet.
    if (weather.lags && operation === 'Publish') history.noteLost();
    return await disturb();
  };
  world.octopus.intercept = async () => {
    if (weather.isOfApplication) return 'pass';
    const interception = await disturb();
    logins += 1;
    const isOver = weather.vendor === 'every-second-time-down' && logins % 2 === 1;
    const vendor = isOver ? undefined : weather.vendor;
    history.noteLogin(vendor);
    if (interception !== 'pass' || vendor === undefined) return interception;
    return answerAs(world, vendor);
  };
  return weather;
}

function answerAs(world: World, weather: VendorWeather): 'pass' | 'drop-before' {
  switch (weather) {
    case 'down':
    case 'every-second-time-down':
      return 'drop-before';
    case 'rate-limited':
      world.octopus.failNext({ kind: 'status', status: 429, headers: { 'retry-after': '30' } });
      return 'pass';
    case 'another-envelope':
      world.octopus.failNext({ kind: 'wrong-envelope' });
      return 'pass';
    case 'egress-blocked':
      world.octopus.failNext(403);
      return 'pass';
  }
}
