/** `debug_request`: the Debug Adapter Protocol, answered by the child's control thread. */
import type { DebugRequest } from "../../runtime/link/messages.ts";
import { field } from "../fields.ts";
import type { Entry } from "../request.ts";

export const debug: Entry = {
  handle({ message: { content, header } }, session) {
    const request: DebugRequest = {
      type: "request",
      seq: field(content, "seq", "number"),
      command: field(content, "command", "string"),
      arguments: field(content, "arguments", "object", {}) as Record<string, unknown>,
    };
    return session.debugger.request(request, header);
  },
};
