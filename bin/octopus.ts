import { takenByNpm } from '../cli/command-line/taken-by-npm.ts';
import { main } from '../cli/main.ts';
import { realWorld } from '../cli/world/world.ts';

process.exitCode = await main(process.argv.slice(2), realWorld(), takenByNpm(process.env));
