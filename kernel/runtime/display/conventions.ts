/** The ways in which a value can say how it is shown, one entry each; the first that fits counts. */
import { Buffer } from "node:buffer";
import type { MimeBundle } from "../link/messages.ts";
import { isTable, tableHtml } from "./table.ts";

type Convention = (value: unknown) => MimeBundle | Promise<MimeBundle> | undefined;

/** The ecosystem's symbol, as in Deno. */
const jupyterDisplay: Convention = (value) => {
  const bundle = call(value, Symbol.for("Jupyter.display"));
  return isThenable(bundle)
    ? Promise.resolve(bundle).then((made) => asBundle(made) ?? {})
    : asBundle(bundle);
};

/** ijavascript's methods. */
const toMime: Convention = (value) => asBundle(call(value, "_toMime"));
const toHtml = method("_toHtml", "text/html");
const toMarkdown = method("_toMarkdown", "text/markdown");
const toSvg = method("_toSvg", "image/svg+xml");
const toPng = method("_toPng", "image/png");
const toJpeg = method("_toJpeg", "image/jpeg");

/** Vega-Lite's charts. */
const toSpec: Convention = (value) => {
  const spec = call(value, "toSpec");
  return typeof spec === "object" && spec !== null
    ? { "application/vnd.vegalite.v5+json": spec }
    : undefined;
};

/** Elements of a DOM such as jsdom's. */
const element: Convention = (value) => {
  const html = property(value, "outerHTML");
  if (typeof html !== "string") return undefined;
  return /^<svg[\s>]/i.test(html) ? { "image/svg+xml": html } : { "text/html": html };
};

/** A canvas. */
const canvas: Convention = (value) => {
  const url = call(value, "toDataURL");
  const found = typeof url === "string" && /^data:(image\/\w+);base64,(.*)$/s.exec(url);
  return found ? { [found[1]!]: found[2]! } : undefined;
};

/** The bytes of an image file. */
const imageBytes: Convention = (value) => {
  if (!(value instanceof Uint8Array)) return undefined;
  const mime = imageType(value);
  return mime ? { [mime]: Buffer.from(value).toString("base64"), "text/plain": mime } : undefined;
};

const table: Convention = (value) =>
  isTable(value) ? { "text/html": tableHtml(value) } : undefined;

/** In the order in which they are tried. */
export const conventions: Convention[] = [
  jupyterDisplay,
  toMime,
  toHtml,
  toMarkdown,
  toSvg,
  toPng,
  toJpeg,
  toSpec,
  element,
  canvas,
  imageBytes,
  table,
];

const signatures: [mime: string, ...bytes: number[]][] = [
  ["image/png", 0x89, 0x50, 0x4e, 0x47],
  ["image/jpeg", 0xff, 0xd8, 0xff],
  ["image/gif", 0x47, 0x49, 0x46, 0x38],
];

/** The MIME type of an image file's bytes. */
export function imageType(bytes: Uint8Array): string | undefined {
  return signatures.find(([, ...start]) =>
    start.every((byte, index) => bytes[index] === byte),
  )?.[0];
}

function method(name: string, mime: string): Convention {
  return (value) => {
    const content = call(value, name);
    if (isThenable(content)) return Promise.resolve(content).then((text) => ({ [mime]: text }));
    return content === undefined ? undefined : { [mime]: content };
  };
}

function call(value: unknown, name: PropertyKey): unknown {
  const found = property(value, name);
  return typeof found === "function" ? found.call(value) : undefined;
}

function property(value: unknown, name: PropertyKey): unknown {
  const holds = (typeof value === "object" && value !== null) || typeof value === "function";
  return holds ? (value as Record<PropertyKey, unknown>)[name] : undefined;
}

function asBundle(bundle: unknown): MimeBundle | undefined {
  return typeof bundle === "object" && bundle !== null ? { ...bundle } : undefined;
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof property(value, "then") === "function";
}
