import { describe, expect, it } from 'vitest';
import { csvRow } from '../../../../cli/history/csv.ts';

describe('a row of a table for a spreadsheet', () => {
  it.each<[string, Parameters<typeof csvRow>[0], string]>([
    ['plain texts', ['one', 'two words', '…0001'], 'one,two words,…0001'],
    ['what is not known', [null, '', 'x'], ',,x'],
    ['numbers', [0, 1, -1], '0,1,-1'],
    ['a comma', ['a,b'], '"a,b"'],
    ['quotes', ['say "so"'], '"say ""so"""'],
    ['a line break', ['a\r\nb', 'a\nb'], '"a\r\nb","a\nb"'],
    ['a formula', ['=1+1', '+1', '-1', '@SUM(A1)'], "'=1+1,'+1,'-1,'@SUM(A1)"],
    ['a formula behind spaces', ['  =1+1'], "'  =1+1"],
    ['a formula behind a tab or a line break', ['\t=1', '\r=1'], '\'\t=1,"\'\r=1"'],
    ['a formula with a comma', ['=HYPERLINK("http://x","y")'], '"\'=HYPERLINK(""http://x"",""y"")"'],
    ['a sign in the middle', ['a=b', '2 - 1'], 'a=b,2 - 1'],
  ])('has %s', (_, cells, row) => {
    expect(csvRow(cells)).toBe(row);
  });
});
