import { escapeHtml } from "../../../lib/html.ts";

// On paper nothing moves: of a figure with frames, a few states stand side by side.

/** A figure as the notebook stores it. */
export interface FigureContent {
  data?: ({ type?: string } & Record<string, unknown>)[];
  layout?: Record<string, unknown>;
  frames?: Frame[];
}

interface Frame {
  data?: Record<string, unknown>[];
  traces?: number[];
  layout?: Record<string, unknown>;
}

const most = 4;
const sheetWidth = 820;
const gap = 12;
const headingHeight = 40;

/** Draws a figure to an SVG of the given size. */
type Draw = (figure: FigureContent, width: number, height: number) => Promise<string>;

/** The first state, the last, and up to two between them, on one SVG. */
export async function sheetOfStates(
  content: FigureContent,
  draw: Draw,
  font: string,
): Promise<string> {
  const { frames = [], layout = {} } = content;
  const chosen = spread(frames.length);
  const heading = textOf(layout.title);
  const common = frames.every((frame) => textOf(frame.layout?.title ?? layout.title) === heading);
  const columns = chosen.length === 3 ? 3 : Math.min(2, chosen.length);
  const width = Math.floor((sheetWidth - gap * (columns - 1)) / columns);
  const height = Math.round(width * (columns === 3 ? 0.95 : 0.75));
  const top = common && heading ? headingHeight : 0;
  const panels: string[] = [];
  for (const [place, index] of chosen.entries()) {
    const state = stateAt(content, index, common);
    const svg = await draw(state, width, height);
    const x = (place % columns) * (width + gap);
    const y = top + Math.floor(place / columns) * (height + gap);
    panels.push(svg.replace("<svg ", `<svg x="${x}" y="${y}" `));
  }
  const rows = Math.ceil(chosen.length / columns);
  const whole = top + rows * (height + gap) - gap;
  const title = top
    ? `<text x="14" y="26" font-family="${escapeHtml(font)}" font-size="16">${escapeHtml(plain(heading))}</text>`
    : "";
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ` +
    `width="${sheetWidth}" height="${whole}" viewBox="0 0 ${sheetWidth} ${whole}">` +
    `<rect width="${sheetWidth}" height="${whole}" fill="#ffffff"/>${title}${panels.join("")}</svg>`
  );
}

/** Up to four numbers from 0 to `count` − 1, evenly apart, both ends included. */
function spread(count: number): number[] {
  const few = Math.min(count, most);
  if (few < 2) return few === 1 ? [0] : [];
  return Array.from({ length: few }, (_, k) => Math.round((k * (count - 1)) / (few - 1)));
}

/** The figure as it stands at a frame, without what moves it; `named` by what the slider says. */
function stateAt(
  { data = [], layout = {}, frames = [] }: FigureContent,
  index: number,
  named: boolean,
): FigureContent {
  const frame = frames[index]!;
  const traces = data.map((trace) => ({ ...trace }));
  for (const [place, change] of (frame.data ?? []).entries()) {
    Object.assign(traces[frame.traces?.[place] ?? place] ?? {}, change);
  }
  const { sliders, updatemenus, width: _, ...still } = { ...layout, ...frame.layout };
  const label = (sliders as { steps?: { label?: string }[] }[] | undefined)?.[0]?.steps?.[index];
  const { b: __, ...margin } = (still.margin ?? {}) as { b?: number };
  const title = named && label?.label ? { title: { text: label.label } } : {};
  return { data: traces, layout: { ...still, margin, ...title } };
}

function textOf(title: unknown): string {
  return (title as { text?: string } | undefined)?.text ?? "";
}

function plain(html: string): string {
  return html.replace(/<[^>]*>/g, " ");
}
