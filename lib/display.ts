/**
 * How a value shows itself in a notebook, and how code inside a loop shows something at once.
 * The kernel installs a host; without one (plain Node) only the text is printed.
 */
import { host } from "./host.ts";

/** A MIME bundle: MIME type → JSON value or text (binary formats as base64). */
export type MimeBundle = Record<string, unknown>;

/** Marks the method with which a value displays itself. */
export const displaySymbol: unique symbol = Symbol.for("Jupyter.display");

/** Marks the method with which a value tells its text to Node's console. */
export const inspectSymbol: unique symbol = Symbol.for("nodejs.util.inspect.custom");

/** A value that displays itself: what a cell's last line shows of it. */
export interface Displayable {
  [displaySymbol](): MimeBundle | Promise<MimeBundle>;
}

export interface DisplayOptions {
  /** Names the output, so that a later call can replace it. */
  displayId?: string;
  /** Replaces the output named `displayId` instead of adding one. Default false. */
  update?: boolean;
  /** Output metadata, by MIME type. */
  metadata?: Record<string, unknown>;
  /** It stands where it is to stand, also inside {@link DisplayHost.place}. Default false. */
  placed?: boolean;
}

/** Takes what some code shows, in place of the cell. */
export interface Places {
  write(text: string): void;
  display(data: MimeBundle, options: DisplayOptions): void;
}

/** What the kernel offers to the library. */
export interface DisplayHost {
  /** Sends an output of the running cell at once, from a synchronous loop too. */
  display(data: MimeBundle, options?: DisplayOptions): void;
  /**
   * Calls back once, after the running cell's code has ended and before its result is sent.
   * A live figure sends its last state there.
   *
   * @returns false where the cell has already ended: nothing will be called then.
   */
  atCellEnd?(callback: () => void): boolean;
  /** Runs an action that shows its text and its displays elsewhere; its end is a cell's end to it. */
  place?<T>(places: Places, action: () => T): T;
  /** What a cell shows of an error. */
  describeError?(thrown: unknown): string;
}

const hostSymbol = Symbol.for("sinapse.displayHost");

/** The host that the kernel installed, if any. */
export function displayHost(): DisplayHost | undefined {
  const installed = (globalThis as Record<symbol, unknown>)[hostSymbol] as DisplayHost | undefined;
  return installed ?? host().display?.();
}

/** Shows a MIME bundle now; outside a notebook, prints its text. */
export function displayBundle(data: MimeBundle, options?: DisplayOptions): void {
  const shown = displayHost();
  if (shown) shown.display(data, options);
  else if (!options?.update && data["text/plain"] !== undefined) console.log(data["text/plain"]);
}

/**
 * Calls back at the end of the running cell.
 *
 * @returns false where no cell is running: nothing will be called then.
 */
export function atCellEnd(callback: () => void): boolean {
  return displayHost()?.atCellEnd?.(callback) ?? false;
}

/** Runs an action that shows its text and its displays elsewhere, also what it does later. */
export function placeOutputs<T>(places: Places, action: () => T): T {
  const shown = displayHost();
  return shown?.place ? shown.place(places, action) : action();
}

/** An error as a cell shows it. */
export function errorText(thrown: unknown): string {
  const text = displayHost()?.describeError?.(thrown);
  return text ?? String((thrown as Error | undefined)?.stack ?? thrown);
}

const program = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;
let lastDisplayId = 0;

/** A display id that no other output has, of this program or of another. */
export function newDisplayId(): string {
  lastDisplayId += 1;
  return `sinapse-${program}-${lastDisplayId}`;
}
