/** Pager payloads: text that the front end shows beside the notebook when the cell has ended. */
import type { ExecuteDoneMessage } from "../link/messages.ts";
import { type Cell, owner } from "./owner.ts";

type Payload = NonNullable<ExecuteDoneMessage["payload"]>;

const payloads = new WeakMap<Cell, Payload>();

/** Adds an entry to the payload of the running cell. */
export function addPayload(entry: Payload[number]): void {
  const cell = owner();
  payloads.set(cell, [...(payloads.get(cell) ?? []), entry]);
}

/** The cell's payload, absent where it is empty. */
export function payloadOf(cell: Cell): Payload | undefined {
  return payloads.get(cell);
}
