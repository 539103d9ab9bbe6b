import { template } from "../../../lib/plot/parts/theme.ts";
import { type TraceType, traceTypes } from "../../../lib/plot/parts/trace-types.ts";
import { reachByKeyboard } from "./keyboard.ts";
import { makeRoom, narrowest } from "./room.ts";
import { safeFigure } from "./safe-figure.ts";
import { type FigureContent, sheetOfStates } from "./states.ts";
import { onThemeChange, surroundings } from "./surroundings.ts";

export const figureType = "application/vnd.plotly.v1+json";

/** The part of plotly.js that is used here. */
interface Plotly {
  react(node: HTMLElement, figure: Record<string, unknown>): Promise<unknown>;
  purge(node: HTMLElement): void;
  animate(node: HTMLElement, frames: string[], options: object): Promise<unknown>;
  toImage(figure: HTMLElement | Record<string, unknown>, options: ImageOptions): Promise<string>;
}

/** A figure as plotly.js takes it. */
interface Prepared extends Record<string, unknown> {
  layout: Record<string, unknown>;
}

interface ImageOptions {
  format: "png" | "svg";
  width?: number;
  height?: number;
  scale?: number;
  /** A colour for a background that is transparent. */
  setBackground?: string;
  /** Gives the SVG itself, not its address. */
  imageDataOnly?: boolean;
}

const config = {
  displaylogo: false,
  showSendToCloud: false,
  plotlyServerURL: "",
  modeBarButtonsToRemove: ["lasso2d", "select2d", "autoScale2d"],
};
const defaultHeight = 380;
const greatestWidth = 820;
const traces3d: ReadonlySet<string> = new Set(["surface", "scatter3d", "mesh3d"]);

let loading: Promise<Plotly> | undefined;

/** plotly.js, loaded with the first figure. */
function loadPlotly(): Promise<Plotly> {
  loading ??= import("./plotly.ts").then((module) => module.default as unknown as Plotly);
  return loading;
}

/**
 * Draws one output. The latest figure wins: there is no queue, at most one draw an animation frame,
 * and none while the output is out of sight. A view of a 3-D figure gives its WebGL context back
 * when it leaves the screen, since a page has only some 16 of them.
 */
export class FigureView {
  readonly #node: HTMLElement;
  readonly #plot = document.createElement("div");
  readonly #observers: { disconnect(): void }[] = [];
  #content: FigureContent | undefined;
  #cameras: Record<string, unknown> = {};
  #visible = false;
  #dirty = false;
  #scheduled = false;
  #drawing = false;
  #disposed = false;
  #draws = 0;

  constructor(node: HTMLElement) {
    this.#node = node;
    node.classList.add("sinapse-figure");
    this.#plot.style.maxWidth = "100%";
    this.#plot.style.overflowX = "auto";
    node.append(this.#plot);
    const sight = new IntersectionObserver(
      (entries) => this.#onSight(entries.at(-1)!.isIntersecting),
      { rootMargin: "200px" },
    );
    sight.observe(node);
    const size = new ResizeObserver(() => this.#onResize());
    size.observe(node);
    this.#observers.push(sight, size, { disconnect: onThemeChange(() => this.#invalidate()) });
  }

  /** Shows a figure in place of the one before; zoom and camera are kept. */
  show(content: unknown, text: string): void {
    this.#content = safeFigure(content);
    const { layout } = this.#content;
    // Not "img": there are buttons inside, and what is inside an image cannot be reached.
    this.#plot.setAttribute("role", "figure");
    this.#plot.setAttribute("aria-label", text);
    this.#node.style.minHeight = `${layout?.height ?? defaultHeight}px`;
    this.#invalidate();
  }

  /** Draws now, in sight or not, and takes a picture of what paper would not show: 3-D, frames. */
  async prepareForPrint(): Promise<void> {
    if (this.#dirty && !this.#drawing) await this.#draw();
    const is3dFigure = this.#content?.data?.some(is3d) ?? false;
    const moves = (this.#content?.frames?.length ?? 0) > 0;
    if (this.#draws === 0 || !(is3dFigure || moves)) return;
    const plotly = await loadPlotly();
    const picture = document.createElement("img");
    picture.className = "snapshot";
    picture.alt = this.#plot.getAttribute("aria-label") ?? "";
    picture.src = moves
      ? `data:image/svg+xml,${encodeURIComponent(await this.#sheet())}`
      : await plotly.toImage(this.#plot, { format: "png", scale: 2 });
    this.#plot.before(picture);
    if (is3dFigure && !this.#visible) await this.#release();
  }

  /** The figure as an SVG that stands alone, on white; nothing where it cannot be drawn. */
  async toSvg(): Promise<string> {
    if (this.#dirty && !this.#drawing) await this.#draw();
    if (this.#draws === 0) return "";
    if (this.#content?.frames?.length) return this.#sheet();
    const plotly = await loadPlotly();
    const options = { format: "svg", setBackground: "white", imageDataOnly: true } as const;
    const svg = await plotly.toImage(this.#plot, options);
    if (this.#content?.data?.some(is3d) && !this.#visible) await this.#release();
    return svg;
  }

  /** The figure's states side by side. */
  #sheet(): Promise<string> {
    const draw = async (state: FigureContent, width: number, height: number) => {
      const prepared = this.#prepared({ ...state, layout: { ...state.layout, width, height } });
      return (await loadPlotly()).toImage(prepared, {
        format: "svg",
        // With room for what a narrow figure needed.
        width,
        height,
        setBackground: "white",
        imageDataOnly: true,
      });
    };
    return sheetOfStates(this.#content!, draw, surroundings(this.#plot).font);
  }

  dispose(): void {
    this.#disposed = true;
    for (const observer of this.#observers) observer.disconnect();
    if (this.#draws > 0) void loadPlotly().then((plotly) => plotly.purge(this.#plot));
  }

  #invalidate(): void {
    this.#dirty = true;
    this.#schedule();
  }

  #schedule(): void {
    if (this.#scheduled || this.#drawing || !this.#visible || !this.#dirty) return;
    this.#scheduled = true;
    requestAnimationFrame(() => {
      this.#scheduled = false;
      if (this.#visible) void this.#draw();
    });
  }

  async #draw(): Promise<void> {
    const content = this.#content;
    if (this.#disposed || !content) return;
    this.#drawing = true;
    this.#dirty = false;
    try {
      const unknown = unknownTrace(content);
      if (unknown) throw new Error(`The trace type "${unknown}" cannot be drawn here.`);
      const plotly = await loadPlotly();
      if (this.#disposed) return;
      const figure = this.#prepared(content);
      await plotly.react(this.#plot, figure);
      this.#node.style.minHeight = `${figure.layout.height}px`;
      this.#draws += 1;
      delete this.#plot.dataset.released;
      this.#plot.dataset.draws = String(this.#draws);
      this.#nameImage();
      if (content.frames?.length) this.#reach(plotly);
      // What scrolls must be reached by keyboard.
      if (this.#plot.scrollWidth > this.#plot.clientWidth) this.#plot.tabIndex = 0;
      else this.#plot.removeAttribute("tabindex");
      this.#onResize();
    } catch (error) {
      this.#node.style.minHeight = "";
      this.#plot.textContent = `${error instanceof Error ? error.message : error} ${this.#plot.getAttribute("aria-label")}`;
    } finally {
      this.#drawing = false;
      this.#schedule();
    }
  }

  /** Slider and buttons by keyboard, now and after each step: plotly draws them anew. */
  #reach(plotly: Plotly): void {
    const animate = (plot: HTMLElement, frames: string[], options: object) =>
      void plotly.animate(plot, frames, options).catch(() => {});
    reachByKeyboard(this.#plot, animate);
    const drawn = this.#plot as unknown as Partial<{
      on(name: string, callback: () => void): void;
      removeAllListeners(name: string): void;
    }>;
    drawn.removeAllListeners?.("plotly_animated");
    drawn.on?.("plotly_animated", () => reachByKeyboard(this.#plot, animate));
  }

  /** The picture alone is an image; plotly draws it as several layers, of which one tells. */
  #nameImage(): void {
    for (const [layer, svg] of [...this.#plot.querySelectorAll(".main-svg")].entries()) {
      if (svg.querySelector(".slider-group, .updatemenu-button")) {
        // What the Tab key reaches must not be hidden.
        svg.removeAttribute("aria-hidden");
        svg.setAttribute("role", "group");
      } else if (layer > 0) svg.setAttribute("aria-hidden", "true");
      else {
        svg.setAttribute("role", "img");
        svg.setAttribute("aria-label", this.#plot.getAttribute("aria-label") ?? "");
      }
    }
  }

  /** The figure with the look of its surroundings; a copy, since plotly writes into what it gets. */
  #prepared(content: FigureContent): Prepared {
    const { data = [], layout = {}, frames = [] } = structuredClone(content);
    const around = surroundings(this.#plot);
    layout.template ??= template(around);
    layout.width ??= this.#width();
    layout.height ??= defaultHeight;
    makeRoom(layout, data, around.font);
    for (const [scene, camera] of Object.entries(this.#cameras)) {
      layout[scene] = { ...(layout[scene] as object), camera };
    }
    return { data, layout, config, frames };
  }

  #width(): number {
    const room = Math.min(this.#plot.clientWidth || greatestWidth, greatestWidth);
    return Math.max(room, narrowest(this.#content?.layout ?? {}));
  }

  #onSight(visible: boolean): void {
    this.#visible = visible;
    if (visible) this.#schedule();
    else if (this.#draws > 0 && this.#content?.data?.some(is3d)) void this.#release();
  }

  /** Gives the WebGL context back; what is needed to draw again as it was is kept. */
  async #release(): Promise<void> {
    const { layout } = this.#plot as unknown as { layout?: Record<string, { camera?: unknown }> };
    for (const [key, value] of Object.entries(layout ?? {})) {
      if (key.startsWith("scene") && value.camera) this.#cameras[key] = value.camera;
    }
    (await loadPlotly()).purge(this.#plot);
    this.#plot.dataset.released = "";
    this.#dirty = true;
    this.#schedule();
  }

  #onResize(): void {
    if (this.#draws === 0 || this.#content?.layout?.width || !this.#plot.clientWidth) return;
    const drawn = this.#plot as unknown as { layout?: { width?: number } };
    if (drawn.layout && drawn.layout.width !== this.#width()) this.#invalidate();
  }
}

function is3d({ type }: { type?: string }): boolean {
  return type !== undefined && traces3d.has(type);
}

/** plotly draws a trace type that it lacks as a scatter plot, without a word. */
function unknownTrace({ data = [] }: FigureContent): string | undefined {
  return data.find(({ type }) => type && !traceTypes.includes(type as TraceType))?.type;
}
