/**
 * What the library asks of where it runs. Node's host lies in `host/node/`; without one, the library
 * takes what every engine has, and a page may give it more.
 */
import type { DisplayHost } from "./display.ts";
import { browserHost } from "./host/browser.ts";

export { memoryFiles } from "./host/memory-files.ts";

export interface Host {
  /** Files by their paths. Default: none. */
  readonly files?: Files | undefined;
  /** The path of a data file that the package carries, such as "iris.csv". */
  carried(name: string): string | URL;
  /**
   * Unpacks a gzip file.
   * @throws RangeError where it has more than `most` bytes; another error where it is damaged.
   */
  gunzip(bytes: Uint8Array, most: number): Uint8Array;
  /** What shows outputs where another kernel than Sinapse runs the code. */
  display?(): DisplayHost | undefined;
  /** The backend that the surroundings ask for. Default: the fastest. */
  readonly backend?: string | undefined;
  /** Switches on, before they are used, instructions that multiply and add in one step. */
  allowFusedMultiplyAdd?(): void;
  /** Asks the engine to collect garbage. */
  collectGarbage?(): void;
}

/** Files that are read and written at once, without waiting. */
export interface Files {
  /** The file at a path, or a sentence about where it was looked for and what is there instead. */
  find(path: string | URL): FoundFile | string;
  /** Writes a file whole, in place of what was there. */
  write(path: string | URL, content: string | Uint8Array): void;
}

export interface FoundFile {
  kind: "file" | "folder" | "other";
  /** In bytes. */
  size: number;
  read(): Uint8Array;
}

let current: Host = browserHost;

/** The host in use. */
export function host(): Host {
  return current;
}

/**
 * Gives the library more than its host has, or something else: call it before all the rest. In a page,
 * after `useHost({ files: memoryFiles({ "iris.csv": bytes }) })`, data.iris() works.
 */
export function useHost(given: Partial<Host>): void {
  current = { ...current, ...given };
}
