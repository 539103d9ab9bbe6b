/** `debug_request`: the Debug Adapter Protocol, answered by the runtime. */

import { field } from "../../protocol/fields.ts";
import type { DebugRequest } from "../../runtime/link/messages.ts";
import type { Entry } from "../request.ts";

export const debug: Entry = {
  handle({ message: { content, header } }, session) {
    const request: DebugRequest = {
      type: "request",
      seq: field(content, "seq", "number"),
      command: field(content, "command", "string"),
      arguments: field(content, "arguments", "object", {}) as Record<string, unknown>,
    };
    return session.debugRelay.request(request, header);
  },
};
