/** Requests that the language answers, also while a cell runs: they run no code. */

import { field } from "../../protocol/fields.ts";
import type { CompleteReply, InspectReply, IsCompleteReply } from "../../protocol/shell.ts";
import { toCodePoints, toUtf16 } from "../code-points.ts";
import type { Entry } from "../request.ts";

export const complete: Entry = {
  async handle({ message: { content } }, session): Promise<CompleteReply> {
    const code = field(content, "code", "string");
    const cursor = toUtf16(code, field(content, "cursor_pos", "number", Infinity));
    const language = await session.language();
    const { matches, start, end } = await language.complete(code, cursor);
    const range = {
      start: toCodePoints(code, start),
      end: toCodePoints(code, end),
    };
    return {
      status: "ok",
      matches: matches.map(({ text }) => text),
      cursor_start: range.start,
      cursor_end: range.end,
      metadata: {
        // What JupyterLab takes its icons and signatures from.
        _jupyter_types_experimental: matches.map((match) => ({ ...range, ...match })),
      },
    };
  },
};

export const inspect: Entry = {
  async handle({ message: { content } }, session): Promise<InspectReply> {
    const code = field(content, "code", "string");
    const cursor = toUtf16(code, field(content, "cursor_pos", "number", Infinity));
    const detailLevel = field(content, "detail_level", "number", 0) === 1 ? 1 : 0;
    const language = await session.language();
    const found = await language.inspect(code, cursor, detailLevel);
    return {
      status: "ok",
      found: found !== undefined,
      data: found ? { "text/markdown": found.markdown, "text/plain": found.plain } : {},
      metadata: {},
    };
  },
};

export const isComplete: Entry = {
  async handle({ message: { content } }, session): Promise<IsCompleteReply> {
    const language = await session.language();
    return language.isComplete(field(content, "code", "string"));
  },
};
