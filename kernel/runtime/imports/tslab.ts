/**
 * `import * as tslab from "tslab"`: tslab's own display API, writing to our kernel. tslab's package
 * is not loaded, as it brings a compiler of its own.
 */
import { Buffer } from "node:buffer";
import { randomUUID } from "node:crypto";
import { createRequire } from "node:module";
import type { Display, versions as Versions } from "tslab";
import { sendDisplay } from "../display/send.ts";

class TslabDisplay implements Display {
  /** Present for a display that every call overwrites. */
  readonly #id: string | undefined;
  #shown = false;

  constructor(id?: string) {
    this.#id = id;
  }

  javascript(text: string): void {
    this.raw("text/javascript", text);
  }

  html(text: string): void {
    this.raw("text/html", text);
  }

  markdown(text: string): void {
    this.raw("text/markdown", text);
  }

  latex(text: string): void {
    this.raw("text/latex", text);
  }

  svg(text: string): void {
    this.raw("image/svg+xml", text);
  }

  png(bytes: Uint8Array): void {
    this.raw("image/png", bytes);
  }

  jpeg(bytes: Uint8Array): void {
    this.raw("image/jpeg", bytes);
  }

  gif(bytes: Uint8Array): void {
    this.raw("image/gif", bytes);
  }

  pdf(bytes: Uint8Array): void {
    this.raw("application/pdf", bytes);
  }

  text(text: string): void {
    this.raw("text/plain", text);
  }

  raw(mime: string, content: string | Uint8Array): void {
    const data = typeof content === "string" ? content : Buffer.from(content).toString("base64");
    const id = this.#id === undefined ? {} : { displayId: this.#id, update: this.#shown };
    sendDisplay({ [mime]: data }, id);
    this.#shown = true;
  }
}

/** Shows contents in the notebook. */
export const display: Display = new TslabDisplay();

/** A display in which each content takes the place of the one before. */
export function newDisplay(): Display {
  return new TslabDisplay(randomUUID());
}

const require = createRequire(import.meta.url);

/** The versions of tslab, TypeScript and Node. */
export const versions: typeof Versions = {
  tslab: require("tslab/package.json").version,
  typescript: require("typescript/package.json").version,
  node: process.version,
};
