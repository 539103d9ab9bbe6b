/** Replacements in a text, applied at once, with the source map that leads back to the original. */

import { lineStarts, positionAt } from "./lines.ts";
import { type Mapping, vlq } from "./source-map.ts";

/** Its text may still be set until the edits are applied. */
interface Edit {
  readonly start: number;
  readonly end: number;
  text: string;
  readonly order: number;
}

export class Edits {
  readonly source: string;
  readonly #edits: Edit[] = [];

  constructor(source: string) {
    this.source = source;
  }

  replace(start: number, end: number, text: string): Edit {
    const edit = { start, end, text, order: this.#edits.length };
    this.#edits.push(edit);
    return edit;
  }

  insert(at: number, text: string): Edit {
    return this.replace(at, at, text);
  }

  /** Replaces by spaces, so that nothing moves. */
  blank(start: number, end: number): void {
    this.replace(start, end, this.source.slice(start, end).replace(/[^\r\n]/g, " "));
  }

  /** Replaces by `text` and keeps the number of lines. */
  replaceLines(start: number, end: number, text: string): void {
    this.replace(start, end, text + this.source.slice(start, end).replace(/[^\n]/g, ""));
  }

  /**
   * The edited text and its source map (version 3) as JSON.
   * @param name the file name that the map gives to the original
   * @param earlier leads on from this text to an original before it, sorted by position
   */
  apply(name: string, earlier?: Mapping[]): { text: string; sourceMap: string } {
    const edits = this.#edits.sort(inOrder);
    const trace = new Trace(this.source, name, earlier);
    let at = 0;
    for (const { start, end, text } of edits) {
      trace.copy(at, start);
      trace.insert(text, start);
      at = Math.max(at, end);
    }
    trace.copy(at, this.source.length);
    return trace.finish();
  }
}

/** What is inserted at a place comes before what is replaced there. */
function inOrder(a: Edit, b: Edit): number {
  return (
    a.start - b.start || Number(a.end > a.start) - Number(b.end > b.start) || a.order - b.order
  );
}

/** Writes the generated text and the mappings of its lines side by side. */
class Trace {
  #text = "";
  #mappings = "";
  #column = 0;
  #previous = { column: 0, originalLine: 0, originalColumn: 0 };
  #lineIsEmpty = true;
  readonly #source: string;
  readonly #name: string;
  readonly #earlier: Mapping[] | undefined;
  readonly #lineStarts: number[];

  constructor(source: string, name: string, earlier: Mapping[] | undefined) {
    this.#source = source;
    this.#name = name;
    this.#earlier = earlier;
    this.#lineStarts = lineStarts(source);
  }

  insert(text: string, from: number): void {
    // Each word leads to the place of the insertion itself, not to what stands behind it.
    for (const word of text.match(/\w+|\W+/g) ?? []) {
      this.#segment(from);
      this.#append(word);
    }
  }

  copy(start: number, end: number): void {
    let at = start;
    while (at < end) {
      const newline = this.#source.indexOf("\n", at);
      const stop = newline < 0 || newline >= end ? end : newline + 1;
      for (const cut of this.#cuts(at, stop)) {
        this.#segment(at);
        this.#append(this.#source.slice(at, cut));
        at = cut;
      }
    }
  }

  finish(): { text: string; sourceMap: string } {
    const map = { version: 3, sources: [this.#name], names: [], mappings: this.#mappings };
    return { text: this.#text, sourceMap: JSON.stringify(map) };
  }

  /** Where a copied piece of one line must be cut so that each part has one mapping. */
  #cuts(start: number, end: number): number[] {
    const cuts: number[] = [];
    const earlier = this.#earlier ?? [];
    for (let at = firstAfter(earlier, start); at < earlier.length; at++) {
      const { generated } = earlier[at] as Mapping;
      if (generated >= end) break;
      cuts.push(generated);
    }
    return [...cuts, end];
  }

  #append(text: string): void {
    this.#text += text;
    for (const character of text.match(/\n|[^\n]+/g) ?? []) {
      if (character === "\n") {
        this.#mappings += ";";
        this.#column = 0;
        this.#previous.column = 0;
        this.#lineIsEmpty = true;
      } else {
        this.#column += character.length;
      }
    }
  }

  #segment(from: number): void {
    const { line, column } = this.#original(from);
    this.#mappings +=
      (this.#lineIsEmpty ? "" : ",") +
      vlq(this.#column - this.#previous.column) +
      "A" +
      vlq(line - this.#previous.originalLine) +
      vlq(column - this.#previous.originalColumn);
    this.#previous = { column: this.#column, originalLine: line, originalColumn: column };
    this.#lineIsEmpty = false;
  }

  #original(from: number): { line: number; column: number } {
    const earlier = this.#earlier;
    if (earlier) return earlier[firstAfter(earlier, from) - 1] ?? { line: 0, column: 0 };
    return positionAt(this.#lineStarts, from);
  }
}

/** The index of the first mapping behind a position. */
function firstAfter(mappings: Mapping[], position: number): number {
  let low = 0;
  let high = mappings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((mappings[middle] as Mapping).generated > position) high = middle;
    else low = middle + 1;
  }
  return low;
}
