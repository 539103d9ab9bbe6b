// The one place through which a figure passes on its way to plotly. Of all that the built-in traces
// and layouts take, two things reach out of the page: the address of a picture (`images[].source`,
// also in templates, frames, and what buttons and sliders change), and the attributes of tags in texts.
import { staysInPage } from "./safe-style.ts";
import { isPicture } from "./sanitize.ts";
import type { FigureContent } from "./states.ts";

type Attributes = Record<string, unknown>;

/** A figure that fetches nothing: a copy, which shares arrays of numbers with what was given. */
export function safeFigure(content: unknown): FigureContent {
  const { data, layout, frames } = isObject(content) ? content : {};
  return {
    data: objects(data),
    layout: isObject(layout) ? safeObject(layout) : {},
    ...(Array.isArray(frames) ? { frames: objects(frames) } : {}),
  };
}

function objects(list: unknown): Attributes[] {
  return Array.isArray(list) ? list.filter(isObject).map(safeObject) : [];
}

function safeObject(object: Attributes): Attributes {
  const safe: Attributes = {};
  for (const [path, value] of Object.entries(object)) {
    // A frame or a button may name an attribute by its path: "images[0].source".
    if (isUnsafe(lastName(path), value)) continue;
    safe[path] = safeValue(value);
  }
  return safe;
}

function isUnsafe(name: string, value: unknown): boolean {
  if (name === "source") return !isPicture(value);
  // Identifiers end up in url(#…).
  if (name === "uid") return !/^[\w-]*$/.test(String(value));
  if (name === "args" || name === "args2") return !Array.isArray(value) || changesSource(value);
  return ["__proto__", "constructor", "prototype"].includes(name);
}

/** Arguments of plotly's `relayout`, as an attribute and its value. */
function changesSource([attribute, value]: unknown[]): boolean {
  return (
    typeof attribute === "string" && lastName(attribute) === "source" && isUnsafe("source", value)
  );
}

function lastName(path: string): string {
  return (path.split(".").at(-1) ?? "").replace(/(\[\d+\])+$/, "");
}

function safeValue(value: unknown): unknown {
  if (typeof value === "string") return safeText(value);
  if (Array.isArray(value)) return value.every(isPlain) ? value : value.map(safeValue);
  return isObject(value) ? safeObject(value) : value;
}

/** What most arrays consist of; millions of them must cost little. */
function isPlain(value: unknown): boolean {
  return typeof value === "number" || value === null || typeof value === "boolean";
}

function isObject(value: unknown): value is Attributes {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !ArrayBuffer.isView(value)
  );
}

const knownTag = /^<(\/?)(a|b|br|em|extra|i|s|span|sub|sup|u)(\s[^<>]*)?>$/i;

/**
 * A text with plotly's tags in it. Each tag is written anew with what is harmless of its attributes.
 * What might become one only together with another text, by `%{…}`, becomes the sign that it shows.
 */
function safeText(text: string): string {
  if (!text.includes("<")) return text;
  return text.replace(/<[^<>]*>?/g, (piece) => {
    const [, slash = "", name = "", attributes = ""] = knownTag.exec(piece) ?? [];
    if (!name) return /^<([a-z/%]|$)/i.test(piece) ? `&lt;${piece.slice(1)}` : piece;
    return slash ? `</${name}>` : `<${name}${safeAttributes(attributes)}>`;
  });
}

function safeAttributes(attributes: string): string {
  const given = attributes.matchAll(/(?:^|\s)(style|href|target)\s*=\s*(?:"([^"]*)"|'([^']*)')/gi);
  return [...given]
    .map(([, name = "", one, other]) => [name.toLowerCase(), one ?? other ?? ""] as const)
    .filter(([name, value]) => {
      if (/%[{a-z]|["']/i.test(value) && name !== "href") return false;
      if (name === "style") return !value.includes("&") && staysInPage(value);
      if (name === "href")
        return /^(https?:|mailto:)[^"'&]*$/i.test(value) && !value.includes("%{");
      return /^\w+$/.test(value);
    })
    .map(([name, value]) => ` ${name}="${value}"`)
    .join("");
}
