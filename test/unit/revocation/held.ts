import type { Behind } from '../../../lambda/handover/behind.ts';
import { toInstant } from '../../../lambda/secrets/label.ts';
import { fingerprintOf, instants, type Version } from '../secrets/shorthand.ts';
import { decided, type Given } from './decided.ts';

export const settings = { hours: 24, atMostDays: 14 } as const;
const hourMs = 3_600_000;
const hoursOf = { m: 1 / 60, h: 1, d: 24 } as const;

/** `-25h` as an instant, in the form of a label. */
const written = (distance: string): string => {
  const [, count, unit = 'h'] = /^([+-]\d+)([mhd])$/.exec(distance) ?? [];
  const at = Date.parse(instants.now) + Number(count) * hoursOf[unit as 'm' | 'h' | 'd'] * hourMs;
  return toInstant(new Date(at)).replace(/[-:]/g, '');
};
export const spelledOut = (label: string): string =>
  label.replace(/=([+-]\d+[mhd])/g, (_, distance) => `=${written(distance)}`);
export const old = (label: string): Version => [[spelledOut(label)], 'a'];
export const live: Version = [['AWSCURRENT', 'live at=june live=june'], 'b'];

export const nobody: Behind = { readers: [], notLookedUp: [] };
export const app: Behind = { readers: [{ principal: 'app', lastReadAt: undefined }], notLookedUp: [] };
export const unknown: Behind = { readers: [], notLookedUp: ['CloudTrail did not answer.'] };
export const elsewhere = { liveElsewhere: { [fingerprintOf('a')]: 'shop' } };

/** The decision on the pair that was replaced by the live one, in a line. */
export const decidedOn = (label: string, given: Given): string =>
  decided('a', { live, old: old(label) }, { handover: settings, ...given });
