import { main } from '../cli/main.ts';
import { takenByNpm } from '../cli/taken-by-npm.ts';
import { realWorld } from '../cli/world.ts';

process.exitCode = await main(process.argv.slice(2), realWorld(), takenByNpm(process.env));
