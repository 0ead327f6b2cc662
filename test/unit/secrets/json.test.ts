import { expect, it } from 'vitest';
import { parseObject } from '../../../lambda/secrets/json.ts';

it.each<[text: string | undefined, object: object | undefined]>([
  ['{"a":1}', { a: 1 }],
  ['{}', {}],
  ['[]', undefined],
  ['null', undefined],
  ['7', undefined],
  ['"text"', undefined],
  ['{', undefined],
  ['', undefined],
  [undefined, undefined],
])('%j is the object %j', (text, object) => {
  expect(parseObject(text)).toEqual(object);
});
