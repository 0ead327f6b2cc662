import { parseSettings } from '../../lib/app/settings.ts';

/** The settings that have no default. */
export const minimal = { opsEmails: ['ops@example.com'], supportEmails: ['octopus-support@example.com'] };

export const withSandbox = (change: object) =>
  parseSettings({ sandbox: { ...minimal, ...change }, production: minimal });
