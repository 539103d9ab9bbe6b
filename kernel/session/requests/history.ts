/** `history_request`: what was run before. */

import { field, optional, RequestError } from "../../protocol/fields.ts";
import type { Fields } from "../../protocol/message.ts";
import type { HistoryReply, HistoryRequest } from "../../protocol/shell.ts";
import type { Entry } from "../request.ts";

export const history: Entry = {
  async handle({ message }, session): Promise<HistoryReply> {
    return { status: "ok", history: await session.history.find(read(message.content)) };
  },
};

function read(content: Fields): HistoryRequest {
  const type = field(content, "hist_access_type", "string", "tail");
  if (type !== "tail" && type !== "range" && type !== "search") {
    throw new RequestError(`hist_access_type: "${type}" is not tail, range or search.`);
  }
  return {
    output: field(content, "output", "boolean", false),
    hist_access_type: type,
    session: field(content, "session", "number", 0),
    start: field(content, "start", "number", 0),
    stop: optional(content, "stop", "number"),
    n: optional(content, "n", "number"),
    pattern: field(content, "pattern", "string", "*"),
    unique: field(content, "unique", "boolean", false),
  };
}
