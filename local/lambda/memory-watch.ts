import { type ChildProcess, execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** How often the memory is measured. `ps` is a process of its own, so it runs less often. */
const everyMs = process.platform === 'linux' ? 50 : 250;

/** Measures the memory of a process until it is over its limit. Returns a function that ends this. */
export function watchMemory({ pid }: ChildProcess, limitMb: number, exceeded: () => void): () => void {
  const look = async () => {
    if ((await residentKb(pid)) > limitMb * 1024) exceeded();
  };
  // A process that is gone has no memory to measure.
  const timer = setInterval(() => void look().catch(() => {}), everyMs).unref();
  return () => clearInterval(timer);
}

async function residentKb(pid: number | undefined): Promise<number> {
  if (process.platform === 'win32') return 0;
  if (process.platform !== 'linux') return Number((await run('ps', ['-o', 'rss=', '-p', String(pid)])).stdout);
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
}
