import type { Row } from './row.ts';
import { labelRows } from './rows/labels.ts';
import { notModelledRows } from './rows/not-modelled.ts';
import { publishingRows } from './rows/publishing.ts';
import { puttingRows } from './rows/putting.ts';
import { readingRows } from './rows/reading.ts';
import { rotatingRows } from './rows/rotating.ts';
import { rotationRuleRows } from './rows/rotation-rules.ts';
import { runningRows } from './rows/running.ts';

/** What is known of AWS, fact by fact. */
export const rows: readonly Row[] = [
  ...readingRows,
  ...puttingRows,
  ...labelRows,
  ...rotatingRows,
  ...rotationRuleRows,
  ...runningRows,
  ...publishingRows,
  ...notModelledRows,
];
