/** What `display` offers; `globals.d.ts` shows the same to the language server. */
import type { MimeBundle } from "../link/messages.ts";

export interface DisplayOptions {
  id?: string;
  update?: boolean;
  metadata?: Record<string, unknown>;
}

export interface DisplayHandle {
  readonly id: string;
  update(value: unknown): void;
}

export interface ClearOutputOptions {
  wait?: boolean;
}

type Show<Content> = (content: Content, options?: DisplayOptions) => DisplayHandle;

export interface Display extends Show<unknown> {
  html: Show<string>;
  markdown: Show<string>;
  latex: Show<string>;
  text: Show<string>;
  svg: Show<string>;
  javascript: Show<string>;
  json: Show<unknown>;
  png: Show<string | Uint8Array>;
  jpeg: Show<string | Uint8Array>;
  gif: Show<string | Uint8Array>;
  webp: Show<string | Uint8Array>;
  mime: Show<MimeBundle>;
}
