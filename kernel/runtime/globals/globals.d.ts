/**
 * What a cell finds in its global scope besides JavaScript and Node. The kernel's language server
 * includes this file in every notebook; the values are installed in `install.ts`.
 */

// What `display` offers is typed where it is made.
type MimeBundle = import("../display/types.js").MimeBundle;
type DisplayOptions = import("../display/types.js").DisplayOptions;
type DisplayHandle = import("../display/types.js").DisplayHandle;
type Display = import("../display/types.js").Display;

declare const display: Display;

/**
 * Removes what the cell has shown so far.
 *
 * ```ts
 * clearOutput({ wait: true });
 * display(`epoch ${epoch}`);
 * ```
 *
 * @param options.wait Removes it only when the next output comes, so that nothing flickers.
 */
declare function clearOutput(options?: import("../display/types.js").ClearOutputOptions): void;

/**
 * Asks for a line of text and waits for it.
 *
 * ```ts
 * const name = input("Your name? ");
 * ```
 *
 * @throws Error where nobody can answer, as when nbconvert runs the notebook.
 */
declare function input(prompt?: string): string;

/** Asks for a line of text that is not shown while it is typed. */
declare function getpass(prompt?: string): string;

/** Asks for a line of text, like the browser's `prompt`; `null` where it is empty. */
declare function prompt(message?: string, initial?: string): string | null;

/** Asks a question that is answered with y or n, like the browser's `confirm`. */
declare function confirm(message?: string): boolean;

/** Shows a message and waits for Enter, like the browser's `alert`. */
declare function alert(message?: string): void;

interface ProgressOptions {
  /** Stands before the bar. */
  label?: string;
  /** How many values there will be, where the iterable does not say. */
  total?: number;
}

/**
 * Gives the same values and shows how far the loop is.
 *
 * ```ts
 * for (const epoch of progress(2000)) train(epoch);
 * for (const batch of progress(batches, { label: "epoch 1" })) step(batch);
 * ```
 *
 * @param iterable What to loop over; a number n stands for 0, 1, …, n − 1.
 */
declare function progress(count: number, options?: ProgressOptions): Generator<number>;
declare function progress<T>(iterable: Iterable<T>, options?: ProgressOptions): Generator<T>;
declare function progress<T>(
  iterable: AsyncIterable<T>,
  options?: ProgressOptions,
): AsyncGenerator<T>;

/** What came with a comm message. */
interface CommData {
  data: unknown;
  metadata: Record<string, unknown>;
  buffers: Uint8Array[];
}

/** A connection to an object in the page, such as a widget. */
interface Comm {
  readonly id: string;
  readonly targetName: string;
  /** Sends data, and bytes beside it, to the page. */
  send(
    data: unknown,
    options?: { metadata?: Record<string, unknown>; buffers?: Uint8Array[] },
  ): void;
  /** Closes the connection. */
  close(data?: unknown): void;
  /** Called with every message from the page. */
  onMessage?: (message: CommData) => void | Promise<void>;
  /** Called when the page closed the connection. */
  onClose?: (message: CommData) => void | Promise<void>;
}

/**
 * Connections between cells and the page.
 *
 * ```ts
 * const comm = comms.open("my-widget", { value: 1 });
 * comm.onMessage = ({ data }) => console.log(data);
 * ```
 */
declare const comms: {
  /** Opens a connection to what the page registered under a name. */
  open(
    targetName: string,
    data?: unknown,
    options?: { id?: string; metadata?: Record<string, unknown>; buffers?: Uint8Array[] },
  ): Comm;
  /** Accepts the connections that the page opens under a name. */
  register(
    targetName: string,
    opened: (comm: Comm, message: CommData) => void | Promise<void>,
  ): void;
  unregister(targetName: string): void;
};

/** Imports CommonJS modules from the notebook's folder upward. */
declare const require: NodeJS.Require;
