const RealDate = Date;
const realNow = Date.now;
let ahead = 0;

/** Sets the time to this instant; from there it follows the real time. */
export function setWorldTime(instantMs: number): void {
  ahead = instantMs - realNow();
}

/** Makes `Date`, in all its forms, return the world's time. */
export function installWorldTime(): void {
  RealDate.now = () => realNow() + ahead;
  const WorldDate = new Proxy(RealDate, {
    apply: () => new RealDate(RealDate.now()).toString(),
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [RealDate.now()] : args, newTarget),
  });
  RealDate.prototype.constructor = WorldDate;
  globalThis.Date = WorldDate;
}
