// After a page was loaded, JupyterLab no longer knows whose outputs a kernel's messages are. Those of
// interact tell by an id in their metadata, those of a control's code by their request.

import type { CellView, Message, NotebookPanel } from "./lab.ts";

const most = 500;

/** Gives the messages of a notebook's kernel the outputs that JupyterLab no longer finds. */
export function reclaim(panel: NotebookPanel): void {
  panel.sessionContext.iopubMessage.connect((_, message) => {
    const { msg_type } = message.header;
    const request = message.parent_header.msg_id ?? "";
    if (msg_type === "execute_input") remember(panel, request);
    else if (msg_type === "update_display_data") update(panel, message);
    else if (msg_type === "comm_msg") updateTexts(panel, message);
    else if (["stream", "error", "display_data"].includes(msg_type)) add(panel, message, request);
  });
}

/** Which cell asked: in this tab, also when the page was loaded again. */
function remember(panel: NotebookPanel, request: string): void {
  const asked = panel.content.widgets.find((cell) => requestOf(cell) === request);
  if (!asked) return;
  const entries = Object.entries({ ...remembered(panel), [request]: asked.model.id });
  sessionStorage.setItem(keyOf(panel), JSON.stringify(Object.fromEntries(entries.slice(-most))));
}

function remembered(panel: NotebookPanel): Record<string, string> {
  return JSON.parse(sessionStorage.getItem(keyOf(panel)) ?? "{}");
}

function keyOf(panel: NotebookPanel): string {
  return `sinapse ${panel.sessionContext.session?.kernel?.id ?? ""}`;
}

function requestOf({ outputArea }: CellView): string | undefined {
  return outputArea?.future?.msg.header.msg_id;
}

function update({ content }: NotebookPanel, message: Message): void {
  const { transient, data, metadata } = message.content;
  const id = (transient as { display_id?: string } | undefined)?.display_id;
  // Where the cell has run in this page, JupyterLab has done it.
  for (const { model } of content.widgets.filter((cell) => requestOf(cell) === undefined)) {
    for (let at = 0; at < (model.outputs?.length ?? 0); at++) {
      const { sinapse } = model.outputs!.get(at).metadata as { sinapse?: { display_id?: string } };
      if (id === undefined || sinapse?.display_id !== id) continue;
      model.outputs!.set(at, { output_type: "display_data", data, metadata });
    }
  }
}

function add(panel: NotebookPanel, message: Message, request: string): void {
  const id = remembered(panel)[request];
  const cell = panel.content.widgets.find(({ model }) => model.id === id);
  if (!cell || requestOf(cell) !== undefined) return;
  const { transient: _, ...content } = message.content;
  cell.model.outputs?.add({ output_type: message.header.msg_type, ...content });
}

/** The newest text of each control, by its widget. */
const texts = new Map<string, string>();

/** The texts that stand for controls where there is no kernel: not drawn now, but saved. */
function updateTexts({ content }: NotebookPanel, message: Message): void {
  const { texts: changed } = (message.content.data ?? {}) as { texts?: Record<string, string> };
  if (!changed) return;
  for (const [id, text] of Object.entries(changed)) texts.set(id, text);
  for (const { model } of content.widgets) {
    for (let at = 0; at < (model.outputs?.length ?? 0); at++) {
      const output = model.outputs!.get(at);
      if (!((modelId(output.data) ?? "") in changed)) continue;
      const data = { ...output.data, "text/plain": textOf(output.data) };
      const saved = { ...output.toJSON(), data };
      model.sharedModel.updateOutputs?.(at, at + 1, [saved], "silent-change");
    }
  }
}

/** The text that stands for a control; nothing for another output. */
export function textOf(data: Record<string, unknown>): string | undefined {
  const id = modelId(data);
  return id === undefined ? undefined : (texts.get(id) ?? String(data["text/plain"] ?? ""));
}

/** ipywidgets empties the id of a control that was closed. */
function modelId(data: Record<string, unknown>): string | undefined {
  return (data["application/vnd.jupyter.widget-view+json"] as { model_id?: string })?.model_id;
}
