import { Control, layoutReference, styleReference, Widget, type WidgetState } from "./widget.ts";

/** Options that every control takes. */
export interface ControlOptions {
  /** What stands beside the control. Default: nothing. */
  label?: string;
  /** Shows the control, but lets nobody change it. Default false. */
  disabled?: boolean;
}

/** How a control of one kind is made. */
export interface ValueControlParts<Value> {
  /** ipywidgets' model, as in "FloatSliderModel". */
  model: string;
  style: string;
  /** Which entry of the state holds the value. Default "value". */
  entry?: string;
  state: WidgetState;
  /** The value as the state holds it. Default: as it is. */
  write?(value: Value): unknown;
  /** The value from the state. Default: as it is. */
  read?(stored: unknown): Value;
}

/** A control with a value, which the page and the cell's code both can change. */
export class ValueControl<Value> extends Control {
  readonly widget: Widget;
  readonly #entry: string;
  readonly #read: (stored: unknown) => Value;
  readonly #write: (value: Value) => unknown;

  /** @internal */
  constructor(parts: ValueControlParts<Value>, value: Value, options: ControlOptions) {
    super();
    this.#entry = parts.entry ?? "value";
    this.#read = parts.read ?? ((stored) => stored as Value);
    this.#write = parts.write ?? ((value) => value);
    this.widget = new Widget(
      { model: parts.model },
      {
        description: options.label ?? "",
        disabled: options.disabled ?? false,
        layout: layoutReference(),
        style: styleReference(parts.style),
        ...parts.state,
        [this.#entry]: this.#write(value),
      },
    );
  }

  /** What the control stands at. */
  get value(): Value {
    return this.#read(this.widget.state[this.#entry]);
  }

  set value(value: Value) {
    this.widget.set({ [this.#entry]: this.#write(value) });
  }

  /**
   * Calls back with each new value, wherever it comes from; returns what stops that.
   *
   * @example
   * const rate = widgets.slider({ label: "rate", max: 1 });
   * const stop = rate.observe((value) => console.log(value));
   */
  observe(callback: (value: Value) => void): () => void {
    return this.widget.on(this.#entry, (stored) => callback(this.#read(stored)));
  }

  /** @internal */
  text(): string {
    const label = String(this.widget.state.description ?? "");
    return label ? `${label} = ${this.value}` : String(this.value);
  }
}
