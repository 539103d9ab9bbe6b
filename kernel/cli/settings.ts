/** Merges settings into Jupyter's shared settings file, and takes exactly them out again. */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { texts } from "../bootstrap/texts.mjs";

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

/**
 * What merging would make of a settings file. What the file already sets wins.
 *
 * @returns the merge (undefined when nothing is to be written), and sentences for the person
 */
export function planMerge(
  path: string,
  wanted: Settings,
): { merge: MergedSettings | undefined; notes: string[] } {
  const before = existsSync(path) ? readFileSync(path, "utf8") : null;
  const settings = parse(before ?? "{}");
  if (!settings) return { merge: undefined, notes: [texts.unreadableSettings(path)] };
  const added: Settings = {};
  const notes: string[] = [];
  for (const [name, traits] of Object.entries(wanted)) {
    for (const [trait, value] of Object.entries(traits)) {
      const present = settings[name]?.[trait];
      if (present === undefined) {
        added[name] = { ...added[name], [trait]: value };
        settings[name] = { ...settings[name], [trait]: value };
      } else if (!same(present, value)) notes.push(texts.settingKept(path, `${name}.${trait}`));
    }
  }
  if (Object.keys(added).length === 0) return { merge: undefined, notes };
  return { merge: { path, before, after: print(settings), added }, notes };
}

/** Writes a planned merge. */
export function applyMerge(merge: MergedSettings): void {
  writeFileSync(merge.path, merge.after);
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
  writeFileSync(path, print(settings));
}

function parse(text: string): Settings | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Settings) : undefined;
  } catch {
    return undefined;
  }
}

function print(settings: Settings): string {
  return `${JSON.stringify(settings, null, 2)}\n`;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
