/** What a session is given: all that differs between Node, a page and a test. */
import type { History } from "../history/history.ts";
import type { Language, TypesSetting } from "../language/language.ts";
import type { Channels } from "../protocol/channels.ts";
import type { StartRuntime } from "../runtime/link/runtime.ts";

export interface SessionOptions {
  channels: Channels;
  settings: Settings;
  history: History;
  folder: Folder;
  /** Called when somebody asks who we are. */
  versions(): Versions;
  /** Called when the language of the cells is first needed. */
  startLanguage(): Promise<Language>;
  /** Called for the first runtime, and for each one after a runtime that ended. */
  startRuntime: StartRuntime;
  log(line: string): void;
  /** Everything was said: the kernel may end. */
  onShutdown(): void;
}

export interface Settings {
  /** How many characters of output a cell may make. */
  outputLimit: number;
  /** What type errors do to a cell; `%types` changes it. */
  types: TypesSetting;
  /** Where the notebook's server answers, from its host on: `/`, or `/user/ana/` on a JupyterHub. */
  serverPath: string;
}

/** The notebook's folder, which may be moved or deleted while the notebook is open. */
export interface Folder {
  /** What became of it, with the cure; undefined while it is there. */
  readonly trouble: string | undefined;
  /** The same, once for each time that something becomes of it. */
  news(): string | undefined;
}

export interface Versions {
  sinapse: string;
  typescript: string;
  /** What runs us, with its version, as in `Node 24.1.0`. */
  platform: string;
}
