import { dirname } from "node:path";

/** A folder, and each above it up to the root: where Node looks for packages, in this order. */
export function* foldersAbove(folder: string): Generator<string> {
  for (let at = folder; ; at = dirname(at)) {
    yield at;
    if (at === dirname(at)) return;
  }
}
