import { main } from '../cli/main.ts';
import { realWorld } from '../cli/world/world.ts';

process.exitCode = await main(process.argv.slice(2), realWorld(), process.env);
