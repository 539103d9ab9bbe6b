/** Tab: what can stand at the cursor. */

import type { CompletionItem } from "vscode-languageserver-types";
import { lineStarts, offsetOf, positionAt } from "../compile/lines.ts";
import { type Prepared, toSource, toText } from "../compile/prepare.ts";
import type { Completion, Completions } from "../language.ts";
import type { Known } from "./cells.ts";
import type { Notebook } from "./notebook.ts";
import { namesInHover } from "./plain-names.ts";

/** LSP's kinds, by number, in the words that front ends have icons for. */
const kinds =
  "text method function constructor field variable class interface module property unit value enum keyword snippet color file reference folder enummember constant struct event operator typeparameter".split(
    " ",
  );

const kindOfDeclared: Record<Known["kind"], string> = {
  variable: "variable",
  constant: "constant",
  function: "function",
  class: "class",
  type: "interface",
  import: "module",
};

/** More matches than this help nobody. */
const most = 300;
/** So few matches are shown with their signatures. */
const mostSignatures = 12;

const inIdentifier = /[\p{ID_Continue}$\u200c\u200d]/u;
const startsIdentifier = /[\p{ID_Start}$_]/u;

/** The identifier that ends a text, as far as it is one: of `1a`, `a`. */
function identifierBefore(text: string): string {
  let start = text.length;
  let found = start;
  for (;;) {
    const pair = /[\uDC00-\uDFFF]/.test(text[start - 1] ?? "") ? 2 : 1;
    const character = text.slice(Math.max(0, start - pair), start);
    if (character === "#") return text.slice(start - 1);
    if (!inIdentifier.test(character)) return text.slice(found);
    start -= character.length;
    if (startsIdentifier.test(character)) found = start;
  }
}

/** Completes at `cursor` in the cell that `notebook` shows. */
export async function complete(
  notebook: Notebook,
  prepared: Prepared,
  cursor: number,
): Promise<Completions> {
  const { source } = prepared;
  const prefix = identifierBefore(source.slice(0, cursor));
  const starts = lineStarts(prepared.text);
  const { line, column } = positionAt(starts, toText(prepared, cursor));
  const reply = await notebook.server.request<
    { items?: CompletionItem[] } | CompletionItem[] | null
  >("textDocument/completion", {
    textDocument: { uri: notebook.uriOf(notebook.current) },
    position: { line, character: column },
    context: { triggerKind: 1 },
  });
  const offered = (Array.isArray(reply) ? reply : reply?.items) ?? [];
  const startOf = ({ textEdit }: CompletionItem): number => {
    const replaced = textEdit && ("range" in textEdit ? textEdit.range : textEdit.replace);
    return replaced ? toSource(prepared, offsetOf(starts, replaced.start)) : cursor - prefix.length;
  };
  // All matches of a reply replace the same text: some, as in `a.["b c"]`, would replace more.
  const places = offered.map(startOf);
  const start =
    places.length > 0 ? places.reduce((a, b) => Math.max(a, b)) : cursor - prefix.length;
  const range = { start, end: cursor };
  const items = offered.filter((item) => startOf(item) === range.start);
  const typed = source.slice(range.start, cursor).toLowerCase();
  const isFunction = ["apply", "bind", "call"].every((name) =>
    items.some(({ label }) => label === name),
  );
  const ranked = items
    .map((item) => ({ item, text: item.textEdit?.newText ?? item.insertText ?? item.label }))
    .filter(({ item, text }) => !text.startsWith("__") && matches(item, text, typed))
    .sort(
      (a, b) => rank(a.item, isFunction) - rank(b.item, isFunction) || a.text.localeCompare(b.text),
    );
  const found = ranked
    .slice(0, most)
    .map(({ item, text }): Completion & { item?: CompletionItem } => ({
      text,
      type: kindOf(item, notebook),
      item,
    }));
  const all: (Completion & { item?: CompletionItem })[] = [
    ...earlierNames(notebook, prepared, range.start, typed, found),
    ...found,
  ];
  await addSignatures(notebook, all);
  return { matches: all.map(({ item: _, ...completion }) => completion), ...range };
}

/** Names of earlier cells are variables to the server, whatever they were declared as. */
function kindOf({ label, kind = 1 }: CompletionItem, notebook: Notebook): string {
  const known = kind === 6 ? notebook.cells.known.get(label) : undefined;
  return known ? kindOfDeclared[known.kind] : (kinds[kind - 1] ?? "text");
}

function matches(item: CompletionItem, text: string, typed: string): boolean {
  const candidate = (item.filterText ?? text).toLowerCase();
  return candidate.startsWith(typed) || text.toLowerCase().startsWith(typed);
}

/** Members that every function has; of a model or of `display` they are not what is looked for. */
const ofFunctions = new Set(
  "apply arguments bind call caller length name prototype toString".split(" "),
);

/** What the notebook itself declares comes first, keywords come last. */
function rank({ sortText = "15", kind, label }: CompletionItem, isFunction: boolean): number {
  const keyword = kind === 14 ? 50 : 0;
  const hidden = label.startsWith("_") || (isFunction && ofFunctions.has(label)) ? 20 : 0;
  return Number.parseInt(sortText, 10) + keyword + hidden;
}

/** Names of earlier cells that the cell does not mention yet. */
function earlierNames(
  notebook: Notebook,
  { source }: Prepared,
  start: number,
  typed: string,
  found: Completion[],
): Completion[] {
  const before = source.slice(0, start).trimEnd();
  const isMember = /(?:^|[^.])\.$/.test(before) && !before.endsWith("...");
  const inString =
    found.length > 0 && !found.some(({ type }) => type === "keyword" || type === "variable");
  if (typed === "" || isMember || inString) return [];
  const present = new Set(found.map(({ text }) => text));
  return [...notebook.cells.known.values()]
    .filter(({ name }) => !present.has(name) && name.toLowerCase().startsWith(typed))
    .map(({ name, kind }) => ({ text: name, type: kindOfDeclared[kind] }));
}

async function addSignatures(
  notebook: Notebook,
  found: (Completion & { item?: CompletionItem })[],
): Promise<void> {
  if (found.length > mostSignatures) return;
  await Promise.all(
    found.map(async (completion) => {
      if (!completion.item?.data) return;
      const resolved = await notebook.server
        .request<CompletionItem>("completionItem/resolve", completion.item)
        .catch(() => undefined);
      if (!resolved?.detail) return;
      completion.signature = withoutAlias(namesInHover(resolved.detail));
      const [, kind] = /^(function|class|enum|namespace) /.exec(completion.signature) ?? [];
      if (kind) completion.type = kind === "namespace" ? "module" : kind;
    }),
  );
}

/** `(alias) const a: number\nimport a` → `const a: number`. */
export function withoutAlias(detail: string): string {
  return detail.replace(/^\(alias\) /, "").replace(/\nimport [^\n]*$/, "");
}
