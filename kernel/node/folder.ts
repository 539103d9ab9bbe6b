/** The notebook's folder, which may be moved or deleted while the notebook is open. */
import { type Stats, statSync } from "node:fs";
import type { Folder } from "../session/options.ts";
import { texts } from "../texts/texts.ts";

/** What became of the folder. */
type State = "there" | "gone" | "replaced";

export class NotebookFolder implements Folder {
  readonly path: string;
  readonly #first: Stats | undefined;
  #told: State = "there";

  constructor(path: string) {
    this.path = path;
    this.#first = lookAt(path);
  }

  get trouble(): string | undefined {
    const state = this.#state();
    if (state === "there") return undefined;
    return state === "gone" ? texts.folderGone(this.path) : texts.folderReplaced(this.path);
  }

  news(): string | undefined {
    const state = this.#state();
    if (state === this.#told) return undefined;
    this.#told = state;
    return this.trouble;
  }

  #state(): State {
    const now = lookAt(this.path);
    if (!now) return "gone";
    const first = this.#first;
    // Some file systems give out numbers anew.
    const another = first && now.ino !== first.ino && now.birthtimeMs !== first.birthtimeMs;
    return another ? "replaced" : "there";
  }
}

function lookAt(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
