import type { Mail } from './aws/sns/publish.ts';

/** A mail as it arrives, line by line, set off from what is around it. */
export const mailLines = ({ to, subject, body, attributes }: Mail): readonly string[] => [
  `mail to ${attributes.audience} <${to}>`,
  ...[`Subject: ${subject}`, '', ...body.split('\n')].map((line) => `| ${line}`.trimEnd()),
];
