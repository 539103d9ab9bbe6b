/** Pager payloads: text that the front end shows beside the notebook when the cell has ended. */
import type { ExecuteDoneMessage } from "./messages.ts";

type Payload = NonNullable<ExecuteDoneMessage["payload"]>;

let collected: Payload = [];

/** Adds an entry to the payload of the running cell. */
export function addPayload(entry: Payload[number]): void {
  collected.push(entry);
}

/** The running cell's payload, absent where it is empty. */
export function takePayload(): Payload | undefined {
  const payload = collected;
  collected = [];
  return payload.length > 0 ? payload : undefined;
}
