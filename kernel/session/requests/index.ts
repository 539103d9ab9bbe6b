/** Message type → how it is answered, for the channels that carry requests. */
import type { Entry } from "../request.ts";
import { commClose, commInfo, commMessage, commOpen } from "./comm.ts";
import { createSubshell, deleteSubshell, interrupt, listSubshells, shutdown } from "./control.ts";
import { debug } from "./debug.ts";
import { execute } from "./execute.ts";
import { history } from "./history.ts";
import { connect, kernelInfo } from "./kernel-info.ts";
import { complete, inspect, isComplete } from "./language.ts";

const shell: Record<string, Entry> = {
  kernel_info_request: kernelInfo,
  execute_request: execute,
  complete_request: complete,
  inspect_request: inspect,
  is_complete_request: isComplete,
  history_request: history,
  comm_info_request: commInfo,
  connect_request: connect,
  comm_open: commOpen,
  comm_msg: commMessage,
  comm_close: commClose,
  // Older front ends send these here.
  interrupt_request: interrupt,
  shutdown_request: shutdown,
};

const control: Record<string, Entry> = {
  kernel_info_request: kernelInfo,
  interrupt_request: interrupt,
  shutdown_request: shutdown,
  debug_request: debug,
  create_subshell_request: createSubshell,
  delete_subshell_request: deleteSubshell,
  list_subshell_request: listSubshells,
};

export const requests = { shell, control };
