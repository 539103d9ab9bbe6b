/**
 * Imports that are under way. Node's loader has to come to the end of what it has begun: where it is
 * stopped, it never loads that module again.
 */
import { type Cell, disown, owner } from "../cell/owner.ts";

const loads = new Map<Promise<unknown>, Cell>();

/** A module that does not end in so many milliseconds after an interrupt is stopped all the same. */
const longest = 3000;

/** The modules whose loading was given up, in the middle: Node would wait for them for good. */
const givenUp: string[] = [];

/** Takes the URLs of the modules that are to be loaded anew. */
export function takeGivenUp(): string[] {
  return givenUp.splice(0);
}

const urls = new WeakMap<Promise<unknown>, string>();

/** Gives what an import gives; nothing where its cell was interrupted meanwhile. */
export async function keepLoading<T>(url: string, load: () => Promise<T>): Promise<T> {
  const cell = owner();
  const loading = load();
  urls.set(loading, url);
  loads.set(loading, cell);
  try {
    return await loading;
  } finally {
    loads.delete(loading);
    if (cell.interrupted) await new Promise(() => {});
  }
}

/** Whether anything is being imported. */
export function isLoading(): boolean {
  return loads.size > 0;
}

/** Code was stopped, and with it all that was being loaded: none of it comes to its end any more. */
export function giveUpLoads(): void {
  for (const load of loads.keys()) giveUp(load);
}

function giveUp(load: Promise<unknown>): void {
  if (loads.delete(load)) givenUp.push(urls.get(load)!);
}

/** Calls back when nothing is imported any more that the cell has begun to import, or too long. */
export function whenLoaded(cell: Cell, action: () => void): void {
  const own = [...loads].filter(([, each]) => each === cell).map(([load]) => load);
  if (own.length === 0) {
    action();
    return;
  }
  disown(() => {
    let waits = true;
    const end = () => {
      if (waits) action();
      waits = false;
      for (const load of own) giveUp(load);
    };
    setTimeout(end, longest).unref();
    void Promise.allSettled(own).then(end);
  });
}
