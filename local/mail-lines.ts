import type { Mail } from './aws/sns/publish.ts';

/** A mail as it arrives, in lines that are marked so that they stand out from other output. */
export const mailLines = ({ to, subject, body, attributes }: Mail): readonly string[] => [
  `mail to ${attributes.audience} <${to}>`,
  ...[`Subject: ${subject}`, '', ...body.split('\n')].map((line) => `| ${line}`.trimEnd()),
];
