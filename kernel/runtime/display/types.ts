/**
 * What `display` offers. Cells see it through `globals.d.ts`, so that it imports nothing: the checker
 * reads it with every notebook.
 */

/** MIME type → content: text, JSON, or base64 for binary formats. */
export type MimeBundle = Record<string, unknown>;

export interface DisplayOptions {
  /** Names the display, so that it can be updated later. Default: a new name. */
  id?: string;
  /** Replaces the displays of that name instead of adding one. Default: false. */
  update?: boolean;
  /** Display metadata by MIME type, as in `{ "image/png": { width: 200 } }`. */
  metadata?: Record<string, unknown>;
}

/** A display that can be replaced in place. */
export interface DisplayHandle {
  readonly id: string;
  /**
   * Shows a value where the display stands.
   *
   * ```ts
   * const status = display("training…");
   * train();
   * status.update("done");
   * ```
   */
  update(content: unknown): void;
}

export interface Display {
  /**
   * Shows a value below the cell, as the cell's last expression would be shown: figures, tables of
   * records, images, everything that says how it is displayed, and any other value as text.
   *
   * ```ts
   * display(x.shape);
   * display([{ name: "bias", value: 0.5 }]);
   * ```
   *
   * @returns A handle with which the display can be updated.
   */
  (value: unknown, options?: DisplayOptions): DisplayHandle;
  /** Shows HTML: `display.html("<b>done</b>")`. */
  html(html: string, options?: DisplayOptions): DisplayHandle;
  /** Shows Markdown with formulas: `display.markdown("loss **0.1**, $w = 2$")`. */
  markdown(markdown: string, options?: DisplayOptions): DisplayHandle;
  /** Shows LaTeX: `display.latex("$$\\sigma(z)$$")`. */
  latex(latex: string, options?: DisplayOptions): DisplayHandle;
  /** Shows plain text: `display.text("as it is")`. */
  text(text: string, options?: DisplayOptions): DisplayHandle;
  /** Shows an SVG drawing: `display.svg("<svg …>…</svg>")`. */
  svg(svg: string, options?: DisplayOptions): DisplayHandle;
  /** Runs JavaScript in the page, where the front end allows it. */
  javascript(javascript: string, options?: DisplayOptions): DisplayHandle;
  /** Shows a value as a tree that can be unfolded: `display.json({ layers: [2, 3, 1] })`. */
  json(value: unknown, options?: DisplayOptions): DisplayHandle;
  /** Shows a PNG image from its bytes or base64 text: `display.png(readFileSync("a.png"))`. */
  png(image: Uint8Array | string, options?: DisplayOptions): DisplayHandle;
  /** Shows a JPEG image from its bytes or base64 text. */
  jpeg(image: Uint8Array | string, options?: DisplayOptions): DisplayHandle;
  /** Shows a GIF image from its bytes or base64 text. */
  gif(image: Uint8Array | string, options?: DisplayOptions): DisplayHandle;
  /** Shows a WebP image from its bytes or base64 text. */
  webp(image: Uint8Array | string, options?: DisplayOptions): DisplayHandle;
  /** Shows a MIME bundle as it is: `display.mime({ "text/html": "<b>a</b>", "text/plain": "a" })`. */
  mime(bundle: MimeBundle, options?: DisplayOptions): DisplayHandle;
}

export interface ClearOutputOptions {
  /** Removes it only when the next output comes, so that nothing flickers. */
  wait?: boolean;
}
