/**
 * The stop button ends code wherever it is: no `finally` runs, in the library neither. Two things
 * hold against that. What the student holds (parameters, gradients, running statistics) changes
 * only between `beginWhole` and `endWhole`: the kernel waits for that, for 50 ms at most. And what
 * a module keeps in variables is established anew afterwards: see `afterInterrupt`.
 *
 * A kernel and the library have the same object, which the first of them makes.
 */
interface Interrupts {
  /** How many calls run, one within the other, that are to be done as a whole. */
  depth: number;
  /** The code is to be stopped as soon as they are done. */
  stopping: boolean;
  /** Waits to be stopped; the kernel's. */
  stop(): void;
  /** Runs what belongs to no cell: it goes on when the running cell is stopped; the kernel's. */
  outside<T>(action: () => T): T;
  /** What establishes the modules' variables anew. */
  readonly restores: Set<() => void>;
}

const symbol = Symbol.for("sinapse.interrupts");
const shared = globalThis as { [symbol]?: Interrupts };

/** What the kernel and the library share about interrupts. @internal */
export const interrupts: Interrupts = shared[symbol] ?? {
  depth: 0,
  stopping: false,
  stop() {},
  outside: (action) => action(),
  restores: new Set(),
};
if (!shared[symbol]) Object.defineProperty(globalThis, symbol, { value: interrupts });

/**
 * From here to `endWhole` all is done, or nothing: an interrupt waits. Keep it short, and put
 * `endWhole` into a `finally`.
 */
export function beginWhole(): void {
  if (interrupts.stopping && interrupts.depth === 0) interrupts.stop();
  interrupts.depth += 1;
}

/** Ends what `beginWhole` began. */
export function endWhole(): void {
  interrupts.depth -= 1;
  if (interrupts.stopping && interrupts.depth === 0) interrupts.stop();
}

/** Does all of a short action, or nothing: an interrupt waits for its end. */
export function whole<T>(action: () => T): T {
  beginWhole();
  try {
    return action();
  } finally {
    endWhole();
  }
}

/**
 * Registers what puts a module's variables right after an interrupt. It is called between two turns
 * of the event loop, perhaps more than once, and changes nothing there if all is right.
 */
export function afterInterrupt(restore: () => void): void {
  interrupts.restores.add(restore);
}

/** Puts everything right that stopped code may have left behind. Called by the kernel. */
export function restoreAfterInterrupt(): void {
  interrupts.depth = 0;
  interrupts.stopping = false;
  for (const restore of interrupts.restores) attempt(restore);
}

/** What is to be mended if code that runs now is stopped. */
const unfinished = new Set<() => void>();
afterInterrupt(mendUnfinished);

/** Has `mend` called if an interrupt ends the code before it calls the function that this gives. */
export function unlessFinished(mend: () => void): () => void {
  unfinished.add(mend);
  return () => void unfinished.delete(mend);
}

/** Mends what was not finished. */
export function mendUnfinished(): void {
  for (const mend of unfinished) {
    unfinished.delete(mend);
    attempt(mend);
  }
}

/** One that fails must not keep the others from being called. */
function attempt(action: () => void): void {
  try {
    action();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
