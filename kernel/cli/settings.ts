/**
 * Takes out of Jupyter's shared settings file what an earlier Sinapse merged into it: a template
 * that all exports to HTML used, also those of other notebooks.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";

/** `{ Class: { trait: value } }`, as in Jupyter's JSON settings files. */
export type Settings = Record<string, Record<string, unknown>>;

/** What a merge did to a settings file. */
export interface MergedSettings {
  path: string;
  /** The file's text before; null when there was none. */
  before: string | null;
  /** The file's text after. */
  after: string;
  /** Only what was not there before. */
  added: Settings;
}

/** Takes a merge back: the old text where nobody changed the file since, else our settings only. */
export function undoMerge({ path, before, after, added }: MergedSettings): void {
  if (!existsSync(path)) return;
  const now = readFileSync(path, "utf8");
  if (now === after) {
    if (before === null) rmSync(path);
    else writeFileSync(path, before);
    return;
  }
  const settings = parse(now);
  if (!settings) return;
  for (const [name, traits] of Object.entries(added)) {
    for (const [trait, value] of Object.entries(traits)) {
      if (settings[name] && same(settings[name][trait], value)) delete settings[name][trait];
    }
    if (settings[name] && Object.keys(settings[name]).length === 0) delete settings[name];
  }
  writeFileSync(path, `${JSON.stringify(settings, null, 2)}\n`);
}

function parse(text: string): Settings | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Settings) : undefined;
  } catch {
    return undefined;
  }
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
