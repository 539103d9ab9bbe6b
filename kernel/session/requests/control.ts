/** Requests about the kernel itself; they come on the control channel. */
import type {
  CreateSubshellReply,
  DeleteSubshellReply,
  InterruptReply,
  ListSubshellReply,
  ShutdownReply,
} from "../../protocol/control.ts";
import { field } from "../../protocol/fields.ts";
import type { Entry } from "../request.ts";

export const interrupt: Entry = {
  handle(_request, session): InterruptReply {
    session.interrupt();
    return { status: "ok" };
  },
};

export const shutdown: Entry = {
  handle({ message }, session): ShutdownReply {
    const restart = field(message.content, "restart", "boolean", false);
    const reply: ShutdownReply = { status: "ok", restart };
    session.publish("shutdown_reply", reply, message.header);
    session.shutdown();
    return reply;
  },
};

export const createSubshell: Entry = {
  handle: (_request, session): CreateSubshellReply => ({
    status: "ok",
    subshell_id: session.subshells.create(),
  }),
};

export const deleteSubshell: Entry = {
  handle({ message }, session): DeleteSubshellReply {
    session.subshells.delete(field(message.content, "subshell_id", "string"));
    return { status: "ok" };
  },
};

export const listSubshells: Entry = {
  handle: (_request, session): ListSubshellReply => ({
    status: "ok",
    subshell_id: session.subshells.list(),
  }),
};
