// Plain JavaScript: to take the types off this file, Node would load its TypeScript support before any cache is on,
// and that alone takes longer than the rest of the start.
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// Inside the project, and never in a shared temporary folder, which is where Node keeps this cache by default: another
// user could plant code there, and this process handles secrets.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/octopus', import.meta.url)));

await import('./octopus.ts');
