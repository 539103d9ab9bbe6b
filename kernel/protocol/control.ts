/** The control channel: answered at once, also while a cell runs. */

export interface ShutdownReply {
  status: "ok";
  restart: boolean;
}

export interface InterruptReply {
  status: "ok";
}

export interface CreateSubshellReply {
  status: "ok";
  subshell_id: string;
}

export interface DeleteSubshellReply {
  status: "ok";
}

export interface ListSubshellReply {
  status: "ok";
  subshell_id: string[];
}
