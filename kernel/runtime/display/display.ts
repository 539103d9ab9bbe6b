/** `display` and `clearOutput`, as user code sees them. */
import { Buffer } from "node:buffer";
import { randomUUID } from "node:crypto";
import { type Cell, owner } from "../cell/owner.ts";
import type { MimeBundle } from "../link/messages.ts";
import { imageType } from "./conventions.ts";
import { type Description, describe } from "./describe.ts";
import { Handle } from "./handle.ts";
import { sendClearOutput, sendDisplay } from "./send.ts";
import type { ClearOutputOptions, Display, DisplayHandle, DisplayOptions } from "./types.ts";

/** Shows whatever `describing` makes of a value, at once where it can. */
function shower(describing: (value: unknown) => Description | Promise<Description>) {
  const show = (value: unknown, options: DisplayOptions): void => {
    const { id, update = false } = options;
    const emit = ({ data, metadata }: Description) =>
      sendDisplay(data, {
        update,
        metadata: { ...metadata, ...options.metadata },
        ...(id !== undefined && { displayId: id }),
      });
    const description = describing(value);
    if (description instanceof Promise) keep(owner(), description.then(emit));
    else emit(description);
  };
  return (value: unknown, options: DisplayOptions = {}): DisplayHandle => {
    const id = options.id ?? randomUUID();
    show(value, { ...options, id });
    return new Handle(id, show);
  };
}

/** Lets the cell's end wait for a display; errors of it become the cell's. */
function keep(cell: Cell, display: Promise<void>): void {
  cell.displays.add(display);
  display.then(
    () => cell.displays.delete(display),
    () => {},
  );
}

function as(mime: string, plain: (content: unknown) => string = String) {
  return shower((content) => ({
    data:
      mime === "text/plain"
        ? { [mime]: String(content) }
        : { [mime]: content, "text/plain": plain(content) },
    metadata: {},
  }));
}

function image(mime: string) {
  return shower((content) => {
    if (typeof content !== "string" && !(content instanceof Uint8Array)) {
      throw new TypeError(`display: expected the image's bytes or base64 text, got ${content}`);
    }
    const data = typeof content === "string" ? content : Buffer.from(content).toString("base64");
    const found = typeof content === "string" ? mime : (imageType(content) ?? mime);
    return { data: { [found]: data, "text/plain": found }, metadata: {} };
  });
}

/** The global `display`. */
export const display: Display = Object.assign(shower(describe), {
  html: as("text/html"),
  markdown: as("text/markdown"),
  latex: as("text/latex"),
  text: as("text/plain"),
  svg: as("image/svg+xml", () => "SVG image"),
  javascript: as("application/javascript"),
  json: as("application/json", (value) => JSON.stringify(value, null, 2)),
  png: image("image/png"),
  jpeg: image("image/jpeg"),
  gif: image("image/gif"),
  webp: image("image/webp"),
  mime: shower((bundle) => {
    if (typeof bundle !== "object" || bundle === null) {
      throw new TypeError(`display.mime: expected an object of MIME types, got ${String(bundle)}`);
    }
    return { data: bundle as MimeBundle, metadata: {} };
  }),
});

/** The global `clearOutput`. */
export function clearOutput(options: ClearOutputOptions = {}): void {
  sendClearOutput(options.wait ?? false);
}
