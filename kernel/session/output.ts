/**
 * What cells show, on its way to IOPub: each piece goes to the cell that caused it, however late
 * it comes; text is joined to few messages; a cell that writes without end is cut.
 */

import type { Publish } from "../protocol/channels.ts";
import type { IopubMessages } from "../protocol/iopub.ts";
import type { Header } from "../protocol/message.ts";
import { beginning, endsInHalf } from "../texts/beginning.ts";
import { texts } from "../texts/texts.ts";

type Shown = "display_data" | "execute_result" | "error" | "clear_output";

/** One cell or one comm message that can cause output. */
interface Source {
  header: Header;
  /** Of a silent request: nothing is shown. */
  silent: boolean;
  /** How many characters it may still show. */
  left: number;
}

interface Pending {
  source: Source;
  type: "stream" | "update_display_data";
  /** Later pieces with the same key join this one. */
  key: string;
  content: IopubMessages["stream"] | IopubMessages["update_display_data"];
}

const rememberedSources = 10_000;
const rememberedComms = 100;
const delay = 10;
const longest = 100_000;
const charactersPerWait = 5_000;

export class Output {
  readonly #publish: Publish;
  readonly #limit: number;
  readonly #sources = new Map<string, Source>();
  /** Comm messages, of which there are many while a slider is dragged. */
  readonly #passing = new Map<string, Source>();
  #latest: Source | undefined;
  #pending: Pending[] = [];
  #pendingLength = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param limit How many characters each cell may show. */
  constructor(publish: Publish, limit: number) {
    this.#publish = publish;
    this.#limit = limit;
  }

  /** From now on the request with this id and header can cause output. */
  open(id: string, header: Header, silent = false): void {
    this.#latest = { header, silent, left: this.#limit };
    remember(this.#sources, id, this.#latest, rememberedSources);
  }

  /** From now on the comm message with this id can, if what it is for was not opened by a cell. */
  pass(id: string, header: Header): void {
    const source = { header, silent: false, left: this.#limit };
    remember(this.#passing, id, source, rememberedComms);
  }

  /** The header of the request `parent`; that of the latest request where it is not known. */
  header(parent: string | undefined): Header | undefined {
    return this.#source(parent)?.header;
  }

  stream(parent: string, name: "stdout" | "stderr", text: string): void {
    const source = this.#source(parent);
    if (!source || source.silent || source.left <= 0) return;
    this.#append(source, name, beginning(text, source.left));
    this.#count(source, text.length);
  }

  #append(source: Source, name: "stdout" | "stderr", text: string): void {
    const last = this.#pending.at(-1);
    if (last?.source === source && last.type === "stream" && last.key === name) {
      (last.content as IopubMessages["stream"]).text += text;
    } else {
      this.#pending.push({ source, type: "stream", key: name, content: { name, text } });
    }
    this.#wait(text.length, this.#limit - source.left);
  }

  /** Shows an output in the place of an earlier one; of many in a short time, the newest counts. */
  update(parent: string, displayId: string, content: IopubMessages["update_display_data"]): void {
    const source = this.#source(parent);
    if (!source || source.silent) return;
    const type = "update_display_data";
    const same = (piece: Pending) => piece.type === type && piece.key === displayId;
    this.#pending = this.#pending.filter((piece) => !same(piece));
    this.#pending.push({ source, type, key: displayId, content: withLanguage(content) });
    this.#wait(0, 0);
  }

  show<Type extends Shown>(parent: string, type: Type, content: IopubMessages[Type]): void {
    const source = this.#source(parent);
    if (!source || source.silent) return;
    if (type === "clear_output") source.left = this.#limit;
    if (type === "display_data" && source.left <= 0) return;
    this.flush();
    this.#publish(type, withLanguage(content), source.header);
    if (type === "display_data") this.#count(source, lengthOf(content));
  }

  /** Sends what waits to be joined. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#pendingLength = 0;
    for (const { source, type, content } of this.#pending.splice(0)) {
      this.#publish(type, content as IopubMessages[typeof type], source.header);
    }
  }

  /** Sends it in the middle of what is written: of a character, the second half may follow. */
  #flushSoFar(): void {
    const last = this.#pending.at(-1);
    const text = last?.type === "stream" ? (last.content as IopubMessages["stream"]).text : "";
    if (!last || !endsInHalf(text)) {
      this.flush();
      return;
    }
    const { name } = last.content as IopubMessages["stream"];
    last.content = { name, text: text.slice(0, -1) };
    if (text.length === 1) this.#pending.pop();
    this.flush();
    this.#pending.push({ ...last, content: { name, text: text.slice(-1) } });
  }

  #source(parent: string | undefined): Source | undefined {
    const id = parent ?? "";
    return this.#sources.get(id) ?? this.#passing.get(id) ?? this.#latest;
  }

  /** Front ends draw all that a cell has shown with each piece: of much, the pieces are large. */
  #wait(length: number, shown: number): void {
    this.#pendingLength += length;
    if (this.#pendingLength > Math.max(longest, shown)) this.#flushSoFar();
    else
      this.#timer ??= setTimeout(
        () => this.#flushSoFar(),
        Math.max(delay, shown / charactersPerWait),
      );
  }

  /** Counts output against the limit of its cell; says once that it was cut. */
  #count(source: Source, length: number): void {
    source.left -= length;
    if (source.left > 0) return;
    this.flush();
    const text = `\n${texts.outputCut(this.#limit)}\n`;
    this.#publish("stream", { name: "stderr", text }, source.header);
  }
}

/** A control's output tells our language: the page says in it later that the session has ended. */
function withLanguage<Content extends object>(content: Content): Content {
  const { data = {}, metadata = {} } = content as {
    data?: object;
    metadata?: { sinapse?: object };
  };
  if (!("application/vnd.jupyter.widget-view+json" in data)) return content;
  const sinapse = { ...metadata.sinapse, language: texts.locale };
  return { ...content, metadata: { ...metadata, sinapse } };
}

function lengthOf(content: object): number {
  return JSON.stringify(content).length;
}

/** Keeps so many of the newest. */
function remember(sources: Map<string, Source>, id: string, source: Source, most: number): void {
  sources.set(id, source);
  if (sources.size > most) sources.delete(sources.keys().next().value!);
}
