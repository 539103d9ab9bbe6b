import { Control, layoutReference, styleReference, Widget } from "./widget.ts";

/** A button. */
export class Button extends Control {
  readonly widget: Widget;

  /** @internal */
  constructor(label: string) {
    super();
    this.widget = new Widget(
      { model: "ButtonModel" },
      {
        description: label,
        disabled: false,
        button_style: "",
        icon: "",
        layout: layoutReference(),
        style: styleReference("ButtonStyleModel"),
      },
    );
  }

  /** Calls back at each click; returns what stops that. */
  onClick(callback: () => void): () => void {
    return this.widget.onEvent(({ event }) => {
      if (event === "click") callback();
    });
  }

  /** @internal */
  text(): string {
    return `[${this.widget.state.description}]`;
  }
}

/**
 * A button to click.
 *
 * @example
 * const more = widgets.button("Train for 100 steps");
 * more.onClick(() => train(100));
 * more
 */
export function button(label: string): Button {
  return new Button(label);
}
