import { displayBundle, displaySymbol, type MimeBundle } from "../display.ts";
import { whole } from "../interrupts.ts";
import { type Comm, kernelComms } from "./comm.ts";

/** The front end's model of a widget: JSON, widgets inside it as `IPY_MODEL_` and their id. */
export type WidgetState = Record<string, unknown>;

/** Which model and view of ipywidgets stand for a widget in the page. */
export interface WidgetKind {
  model: string;
  /** Default: `model` with "View" in place of "Model". */
  view?: string;
  /** Default "@jupyter-widgets/controls" 2.0.0. */
  module?: "@jupyter-widgets/base" | "@jupyter-widgets/controls" | "@jupyter-widgets/output";
}

const versions = {
  "@jupyter-widgets/base": "2.0.0",
  "@jupyter-widgets/controls": "2.0.0",
  "@jupyter-widgets/output": "1.0.0",
};
const protocol = { version: "2.1.0" };

/** All widgets that are open, by id: a page that was reloaded asks for them. */
const open = new Map<string, Widget>();

/**
 * One widget: its state here and in the page are kept equal over a comm, as ipywidgets' protocol
 * says. Outside a notebook it works without a page.
 */
export class Widget {
  readonly state: WidgetState;
  readonly #kind: Required<WidgetKind>;
  readonly #comm: Comm | undefined;
  readonly #observers = new Map<string, Set<(value: unknown) => void>>();
  /** The outputs that this widget is a part of: what stands for each where there is no page. */
  readonly #shown = new Map<string, () => string>();
  readonly #listeners = new Set<(content: Record<string, unknown>) => void>();

  constructor(kind: WidgetKind, state: WidgetState) {
    const {
      model,
      view = model.replace(/Model$/, "View"),
      module = "@jupyter-widgets/controls",
    } = kind;
    this.#kind = { model, view, module };
    this.state = {
      _model_module: module,
      _model_module_version: versions[module],
      _model_name: model,
      _view_module: module,
      _view_module_version: versions[module],
      _view_name: view,
      _view_count: null,
      ...state,
    };
    answerPages();
    this.#comm = whole(() => this.#open());
  }

  /** Connects to the page, and answers it. */
  #open(): Comm | undefined {
    const data = { state: this.state, buffer_paths: [] };
    const comm = kernelComms()?.open("jupyter.widget", data, { metadata: protocol });
    if (!comm) return undefined;
    comm.onMessage = (message) => this.#receive(message.data as PageMessage);
    comm.onClose = () => open.delete(comm.id);
    open.set(comm.id, this);
    return comm;
  }

  /** What stands for this widget in the state of another. */
  get reference(): string {
    return `IPY_MODEL_${this.#comm?.id ?? ""}`;
  }

  /** Changes the state, here and in the page, and calls the observers of what changed. */
  set(change: WidgetState): void {
    whole(() => {
      Object.assign(this.state, change);
      this.#comm?.send({ method: "update", state: change, buffer_paths: [], ...this.#texts() });
    });
    throwFirst(this.#notify(change).errors);
  }

  /** Calls back after each change of one entry of the state; returns what stops that. */
  on<Value>(name: string, callback: (value: Value) => void): () => void {
    const observers = this.#observers.get(name) ?? new Set();
    this.#observers.set(name, observers);
    observers.add(callback as (value: unknown) => void);
    return () => observers.delete(callback as (value: unknown) => void);
  }

  /** Calls back at each event, as a click; returns what stops that. */
  onEvent(callback: (content: Record<string, unknown>) => void): () => void {
    this.#listeners.add(callback);
    return () => this.#listeners.delete(callback);
  }

  /** It is a part of what another widget shows, whose text changes with it. */
  isShownIn({ reference }: Widget, text: () => string): void {
    this.#shown.set(reference.replace("IPY_MODEL_", ""), text);
  }

  #texts(): { texts?: Record<string, string> } {
    if (this.#shown.size === 0) return {};
    return { texts: Object.fromEntries([...this.#shown].map(([id, text]) => [id, text()])) };
  }

  /** Takes the widget out of the page. */
  close(): void {
    if (!this.#comm) return;
    open.delete(this.#comm.id);
    this.#comm.close();
  }

  /** The widget as an output; `text` stands for it where there is no page. */
  bundle(text: string): MimeBundle {
    const view = { version_major: 2, version_minor: 0, model_id: this.#comm?.id };
    return {
      ...(this.#comm ? { "application/vnd.jupyter.widget-view+json": view } : {}),
      "text/plain": text,
    };
  }

  /** The widget as a page that was reloaded reads it. */
  get description(): Record<string, unknown> {
    const { model, module } = this.#kind;
    return {
      model_name: model,
      model_module: module,
      model_module_version: versions[module],
      state: this.state,
    };
  }

  /** Resolves when all that was called back is done. */
  async #receive(message: PageMessage): Promise<void> {
    if (message.method === "request_state") {
      this.#comm?.send({ method: "update", state: this.state, buffer_paths: [] });
    } else if (message.method === "custom") {
      await finish(callAll(this.#listeners, message.content ?? {}));
    } else if (message.method === "update") {
      const change = message.state ?? {};
      whole(() => {
        Object.assign(this.state, change);
        // Other views of the widget hear of the change by the echo.
        const echo = { method: "echo_update", state: change, buffer_paths: [] };
        this.#comm?.send({ ...echo, ...this.#texts() });
      });
      await finish(this.#notify(change));
    }
  }

  #notify(change: WidgetState): Called {
    const calls = Object.entries(change).map(([name, value]) =>
      callAll(this.#observers.get(name) ?? [], value),
    );
    return {
      errors: calls.flatMap(({ errors }) => errors),
      promises: calls.flatMap(({ promises }) => promises),
    };
  }
}

/** What callbacks came to: errors at once, and what they promised. */
interface Called {
  errors: unknown[];
  promises: Promise<unknown>[];
}

/** Calls all of them, whatever becomes of one. */
function callAll<Value>(callbacks: Iterable<(value: Value) => unknown>, value: Value): Called {
  const called: Called = { errors: [], promises: [] };
  for (const callback of [...callbacks]) {
    try {
      const result = callback(value);
      if (result instanceof Promise) called.promises.push(result);
    } catch (error) {
      called.errors.push(error);
    }
  }
  return called;
}

/** Throws the first error; each further one is reported by itself. */
function throwFirst(errors: unknown[]): void {
  for (const other of errors.slice(1)) void Promise.reject(other);
  if (errors.length > 0) throw errors[0];
}

/** Waits for what callbacks promised, and throws what went wrong. */
async function finish({ errors, promises }: Called): Promise<void> {
  for (const settled of await Promise.allSettled(promises)) {
    if (settled.status === "rejected") errors.push(settled.reason);
  }
  throwFirst(errors);
}

interface PageMessage {
  method?: string;
  state?: WidgetState;
  content?: Record<string, unknown>;
}

let answering = false;

/** Answers a reloaded page that asks for the states of all widgets. */
function answerPages(): void {
  const comms = kernelComms();
  if (answering || !comms) return;
  comms.register("jupyter.widget.control", (comm) => {
    comm.onMessage = ({ data }) => {
      if ((data as PageMessage).method !== "request_states") return;
      const states = Object.fromEntries([...open].map(([id, widget]) => [id, widget.description]));
      comm.send({ method: "update_states", states, buffer_paths: [] });
    };
  });
  answering = true;
}

/** What all controls share: they show themselves, and can be taken away. */
export abstract class Control {
  /** The widget behind the control. @internal */
  abstract readonly widget: Widget;

  /** One line that stands for the control where there is no page. @internal */
  abstract text(): string;

  /** Shows the control now, from inside a loop too. */
  show(): void {
    displayBundle(this[displaySymbol]());
  }

  /** Takes the control out of the page. */
  close(): void {
    this.widget.close();
  }

  /** Itself, and what is in it. @internal */
  parts(): readonly Control[] {
    return [this];
  }

  [displaySymbol](): MimeBundle {
    for (const { widget } of this.parts()) widget.isShownIn(this.widget, () => this.text());
    return this.widget.bundle(this.text());
  }
}

/**
 * A layout of its own for a control: the page needs one for each widget, and a shared one would be
 * missing in a page that was opened later.
 */
export function layoutReference(): string {
  return new Widget({ model: "LayoutModel", module: "@jupyter-widgets/base" }, {}).reference;
}

/** A style of its own for a control. */
export function styleReference(model: string): string {
  const view = { _view_module: "@jupyter-widgets/base", _view_name: "StyleView" };
  const labels = model === "ButtonStyleModel" ? {} : { description_width: "initial" };
  return new Widget({ model, view: "StyleView" }, { ...view, ...labels }).reference;
}
