const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** One set for the whole process, as for exit and signals: Node warns about too many listeners. */
const ends = new Set<() => void>();

/** Calls `end` when this process exits or gets a signal to end. Returns a function that undoes this. */
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
  // Another listener decides what happens. Without one, the signal ends the process, as it would by default.
  if (process.listenerCount(signal) > 1) return;
  stopListening();
  process.kill(process.pid, signal);
}

function stopListening(): void {
  process.off('exit', endAll);
  for (const signal of signals) process.off(signal, endBySignal);
}
