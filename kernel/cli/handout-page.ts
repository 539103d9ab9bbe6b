/** What a handout says of itself in its head: the exporter, which reads the notebook, wrote it there. */
import { closeSync, openSync, readSync } from "node:fs";

/** A page's title, and the language that it is in. */
export interface PageHead {
  title: string;
  /** As in `pt-BR`. */
  language: string;
}

/** The policy and the title come first; the styles behind them are long. */
const headLength = 65_536;

/** Reads the head of a page; `name` is its title where it tells none. */
export function readHead(path: string, name: string): PageHead {
  const buffer = Buffer.alloc(headLength);
  const file = openSync(path, "r");
  let head: string;
  try {
    head = buffer.toString("utf8", 0, readSync(file, buffer, 0, headLength, 0));
  } finally {
    closeSync(file);
  }
  const language = /<html lang="([\w-]+)"/.exec(head)?.[1] ?? "en";
  const title = /<title>([^<]*)<\/title>/.exec(head)?.[1];
  return { title: title ? unescaped(title).trim() : name, language };
}

function unescaped(text: string): string {
  const characters: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#34": '"' };
  return text.replace(/&(\w+|#\d+);/g, (whole, name: string) => {
    if (name in characters) return characters[name]!;
    return name.startsWith("#") ? String.fromCodePoint(Number(name.slice(1))) : whole;
  });
}
