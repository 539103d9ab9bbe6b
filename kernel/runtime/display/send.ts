/** Sends displays as messages of the cell that the running code belongs to. */

import type { DisplayOptions } from "../../../lib/display.ts";
import { owner } from "../cell/owner.ts";
import type { MimeBundle } from "../link/messages.ts";
import { send } from "../output/sender.ts";

/** Shows a MIME bundle. */
export function sendDisplay(data: MimeBundle, options: DisplayOptions = {}): void {
  const cell = owner();
  if (cell.silent) return;
  if (cell.places && !options.placed) {
    cell.places.display(data, options);
    return;
  }
  const { displayId, update = false, metadata = {} } = options;
  send({
    type: update ? "update_display_data" : "display_data",
    parent: cell.id,
    data,
    metadata,
    ...(displayId !== undefined && { displayId }),
  });
}

/** Removes what the cell has shown so far; with `wait`, when the next output comes. */
export function sendClearOutput(wait: boolean): void {
  const cell = owner();
  if (!cell.silent) send({ type: "clear_output", parent: cell.id, wait });
}
