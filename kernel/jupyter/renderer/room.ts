// What plotly leaves to chance when a figure gets narrow: long titles run out of the figure, legends
// of several rows cover the title, captions each other, and surfaces are cut off at the sides.

type Attributes = Record<string, unknown>;

const titleSize = 16;
const titleLine = 21;
const titleTop = 16;
const legendSize = 13;
const legendRow = 19;
/** What a legend entry takes beside its text. */
const legendSymbol = 42;
/** What axis names and tick labels, or a colour bar with its name, take at the sides. */
const sides = 90;
const colorbarSide = 80;
/** A panel that is narrower can no longer be read. */
const narrowestPanel = 180;
const usualTop = 56;
const usualWidth = 720;

/** The narrowest width at which the panels of a figure can be read. */
export function narrowest(layout: Attributes): number {
  const starts = Object.entries(layout)
    .filter(([name]) => /^(xaxis|scene)\d*$/.test(name))
    .map(([, axis]) => {
      const { domain } = axis as { domain?: number[] | { x?: number[] } };
      return (Array.isArray(domain) ? domain : domain?.x)?.[0] ?? 0;
    });
  const columns = new Set(starts).size;
  return columns > 2 ? columns * narrowestPanel : 0;
}

/** Makes room for title, legend and captions, and steps back from surfaces. Changes `layout`. */
export function makeRoom(layout: Attributes, data: readonly Attributes[], font: string): void {
  const [width, height] = [layout.width as number, layout.height as number];
  const lines = wrapTitle(layout, width, font);
  const rows = legendRows(layout, data, width, font);
  const extra = (lines - 1) * titleLine + (rows - 1) * legendRow;
  if (extra > 0) {
    const margin = (layout.margin ?? {}) as { t?: number };
    layout.margin = { ...margin, t: (margin.t ?? usualTop) + extra };
    layout.height = height + extra;
  }
  shrinkPictures(layout, width, font);
  const back = Math.max(1, (1.3 * height) / width);
  for (const [name, scene] of Object.entries(layout)) {
    if (back > 1 && /^scene\d*$/.test(name)) stepBack(scene as Attributes, back);
  }
}

/** Breaks a long title between words, and tells how many lines it has. */
function wrapTitle(layout: Attributes, width: number, font: string): number {
  const title = layout.title as { text?: string } | undefined;
  if (!title?.text) return 1;
  const lines = title.text.split("<br>").flatMap((line) => {
    const broken: string[] = [];
    // A tag stays whole.
    for (const word of line.match(/(?:<[^>]*>|[^\s<])+/g) ?? []) {
      const longer = broken.length > 0 ? `${broken.at(-1)} ${word}` : word;
      if (broken.length > 0 && textWidth(longer, titleSize, font) <= width - 32) {
        broken[broken.length - 1] = longer;
      } else broken.push(word);
    }
    return broken;
  });
  title.text = lines.join("<br>");
  // plotly counts the first line's place from the middle of all lines.
  if (lines.length > 1) Object.assign(title, { pad: { t: titleTop + (lines.length - 1) * 9 } });
  return Math.max(1, lines.length);
}

/** How many rows a legend above the axes takes. */
function legendRows(
  layout: Attributes,
  data: readonly Attributes[],
  width: number,
  font: string,
): number {
  const { orientation, y } = (layout.legend ?? {}) as { orientation?: string; y?: number };
  if (!layout.showlegend || orientation !== "h" || !(Number(y) >= 1)) return 1;
  const entries = data
    .filter(({ name, showlegend }) => name !== undefined && showlegend !== false)
    .map(({ name }) => textWidth(String(name), legendSize, font) + legendSymbol);
  const bar = data.some(({ type, showscale }) => type === "contour" && showscale !== false);
  const room = width - sides - (bar ? colorbarSide : 0);
  if (entries.reduce((sum, entry) => sum + entry, 0) <= room) return 1;
  // Rows of a legend that does not fit into one stand in columns of the same width.
  return Math.ceil(entries.length / Math.max(1, Math.floor(room / Math.max(...entries))));
}

/** A grid of pictures gets lower as it gets narrower; its captions, smaller. */
function shrinkPictures(layout: Attributes, width: number, font: string): void {
  const { columns } = (layout.meta ?? {}) as { columns?: number };
  if (!columns) return;
  const { t = usualTop } = (layout.margin ?? {}) as { t?: number };
  const height = layout.height as number;
  layout.height = Math.round(t + (height - t) * Math.min(1, width / usualWidth));
  const captions = (layout.annotations ?? []) as { text?: string; font?: object }[];
  const widest = Math.max(1, ...captions.map(({ text }) => textWidth(text ?? "", 13, font)));
  const size = Math.min(13, Math.max(8, Math.floor((13 * 0.9 * width) / columns / widest)));
  for (const caption of captions) caption.font = { size, ...caption.font };
}

function stepBack(scene: Attributes, factor: number): void {
  const camera = (scene.camera ?? {}) as { eye?: Record<string, number> };
  if (!camera.eye) return;
  const eye = Object.entries(camera.eye).map(([axis, place]) => [axis, place * factor]);
  scene.camera = { ...camera, eye: Object.fromEntries(eye) };
}

let measure: CanvasRenderingContext2D | null | undefined;

function textWidth(text: string, size: number, font: string): number {
  const plain = text.replace(/<[^>]*>/g, "");
  measure ??= document.createElement("canvas").getContext("2d");
  if (!measure) return plain.length * size * 0.55;
  measure.font = `${size}px ${font}`;
  return measure.measureText(plain).width;
}
