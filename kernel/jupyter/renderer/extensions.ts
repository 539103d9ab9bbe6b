import { DrawingView, drawingType } from "./drawing-view.ts";
import { FigureView, figureType } from "./figure-view.ts";

export { widgets } from "./widgets.ts";

/** The part of @lumino/widgets' Widget that is used here. */
interface LuminoWidget {
  readonly node: HTMLElement;
  dispose(): void;
}
type LuminoWidgetClass = new () => LuminoWidget;

/** The part of JupyterLab's IMimeModel that is used here. */
interface MimeModel {
  readonly data: Readonly<Record<string, unknown>>;
}

/** What draws one MIME type into a node. */
interface View {
  show(content: unknown, text: string): void;
  dispose(): void;
}

/** The renderers, as JupyterLab's registry takes them. */
export function extensions(Widget: LuminoWidgetClass): unknown[] {
  return [
    extension(Widget, figureType, (node) => new FigureView(node)),
    extension(Widget, drawingType, (node) => new DrawingView(node)),
  ];
}

function extension(
  Widget: LuminoWidgetClass,
  mimeType: string,
  createView: (node: HTMLElement) => View,
): unknown {
  class OutputWidget extends Widget {
    readonly #view = createView(this.node);

    async renderModel({ data }: MimeModel): Promise<void> {
      this.#view.show(data[mimeType], String(data["text/plain"] ?? ""));
    }

    override dispose(): void {
      this.#view.dispose();
      super.dispose();
    }
  }
  return {
    id: `@sinapse/renderer:${mimeType}`,
    description: `Draws ${mimeType}.`,
    dataType: "json",
    rendererFactory: {
      safe: true,
      mimeTypes: [mimeType],
      createRenderer: () => new OutputWidget(),
    },
    // Before the renderer that Python's plotly brings, which ignores updates.
    rank: -1,
  };
}
