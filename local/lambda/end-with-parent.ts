const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Of the whole process, because exit and signals are: each listener more would be one towards Node's warning. */
const ends = new Set<() => void>();

/** Calls `end` when this process exits or is told to. Returns what takes that back. */
export function endWithParent(end: () => void): () => void {
  if (ends.size === 0) {
    process.on('exit', endAll);
    for (const signal of signals) process.on(signal, endBySignal);
  }
  ends.add(end);
  return () => {
    if (ends.delete(end) && ends.size === 0) stopListening();
  };
}

function endAll(): void {
  for (const end of ends) end();
}

function endBySignal(signal: NodeJS.Signals): void {
  endAll();
  // Another listener decides what becomes of this process. Without one, the signal ends it, as if we had not listened.
  if (process.listenerCount(signal) > 1) return;
  stopListening();
  process.kill(process.pid, signal);
}

function stopListening(): void {
  process.off('exit', endAll);
  for (const signal of signals) process.off(signal, endBySignal);
}
