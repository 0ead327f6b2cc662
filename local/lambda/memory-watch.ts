import { type ChildProcess, execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** How often we look. `ps` is a process of its own, so less often there. */
const everyMs = process.platform === 'linux' ? 50 : 250;

/** Looks at the memory of a process until it is over its limit. Returns what ends the watch. */
export function watchMemory({ pid }: ChildProcess, limitMb: number, exceeded: () => void): () => void {
  const look = async () => {
    if ((await residentKb(pid)) > limitMb * 1024) exceeded();
  };
  // A process that is gone has no memory to look at.
  const timer = setInterval(() => void look().catch(() => {}), everyMs).unref();
  return () => clearInterval(timer);
}

async function residentKb(pid: number | undefined): Promise<number> {
  if (process.platform === 'win32') return 0;
  if (process.platform !== 'linux') return Number((await run('ps', ['-o', 'rss=', '-p', String(pid)])).stdout);
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
}
