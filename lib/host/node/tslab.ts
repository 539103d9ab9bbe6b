/** Where the library is imported in a stock tslab kernel, figures are shown through that kernel. */
import { createRequire } from "node:module";
import type { DisplayHost } from "../../display.ts";

/** What tslab's own display API writes with, set while a cell runs. */
interface Tslab {
  lastWriteDisplayData:
    | ((content: { data: object; metadata: object; transient: object }, update: boolean) => void)
    | null;
}

let loaded: Tslab | null | undefined; // null: this is no tslab kernel

/** The host that stands for the tslab kernel of this process, if it is one. */
export function tslabHost(): DisplayHost | undefined {
  loaded ??= find();
  const write = loaded?.lastWriteDisplayData;
  if (!write) return undefined;
  return {
    display(data, { displayId, update = false, metadata = {} } = {}) {
      write({ data, metadata, transient: { display_id: displayId } }, update);
    },
  };
}

/** The kernel has loaded it before any cell runs. */
function find(): Tslab | null {
  const { cache } = createRequire(import.meta.url);
  const file = Object.keys(cache).find((each) => /[\\/]tslab[\\/]dist[\\/]jupyter\.js$/.test(each));
  return file === undefined ? null : (cache[file]?.exports as Tslab);
}
