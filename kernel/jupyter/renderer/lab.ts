// The parts of JupyterLab's objects that are used here, in its own names.

/** One output of a cell. */
export interface OutputModel {
  readonly type: string;
  readonly data: Record<string, unknown>;
  readonly metadata: Record<string, unknown>;
  toJSON(): object;
}

export interface OutputAreaModel {
  readonly length: number;
  get(index: number): OutputModel;
  set(index: number, output: object): void;
  add(output: object): number;
}

export interface CellModel {
  readonly id: string;
  /** Of cells with code. */
  readonly outputs?: OutputAreaModel;
  readonly sharedModel: {
    updateOutputs?(start: number, end: number, outputs: object[], origin?: string): void;
  };
}

export interface CellView {
  readonly model: CellModel;
  /** Absent while the cell is not on the screen. */
  readonly outputArea?: {
    /** The request whose outputs these are; none after the page was loaded. */
    readonly future?: { readonly msg: { readonly header: { readonly msg_id: string } } };
    readonly widgets: readonly { readonly node: HTMLElement }[];
    readonly model: OutputAreaModel;
  };
}

/** A message on IOPub. */
export interface Message {
  readonly header: { readonly msg_type: string };
  readonly parent_header: { readonly msg_id?: string };
  readonly content: Record<string, unknown>;
}

interface Signal<Argument> {
  connect(slot: (sender: unknown, argument: Argument) => void): void;
}

export interface NotebookPanel {
  readonly node: HTMLElement;
  readonly disposed: Signal<void>;
  readonly sessionContext: {
    readonly session: {
      readonly kernel: { readonly id: string; readonly status: string } | null;
    } | null;
    readonly isReady: boolean;
    readonly iopubMessage: Signal<Message>;
    readonly statusChanged: Signal<string>;
  };
  readonly content: { readonly widgets: readonly CellView[] };
}

export interface Lab {
  readonly restored: Promise<unknown>;
  readonly shell: {
    widgets(area: string): Iterable<unknown>;
    readonly layoutModified?: Signal<void>;
    readonly currentChanged?: Signal<unknown>;
  };
}

/** Whether something in the main area is a notebook. */
export function isNotebook(widget: unknown): widget is NotebookPanel {
  const { sessionContext, content } = widget as Partial<NotebookPanel>;
  return sessionContext !== undefined && Array.isArray(content?.widgets);
}
