import { Control, layoutReference, Widget } from "./widget.ts";

/** Controls side by side or below each other. */
export class Box extends Control {
  readonly widget: Widget;
  readonly children: readonly Control[];

  /** @internal */
  constructor(model: "HBoxModel" | "VBoxModel", children: readonly Control[]) {
    super();
    this.children = children;
    this.widget = new Widget(
      { model },
      {
        children: children.map(({ widget }) => widget.reference),
        box_style: "",
        layout: layoutReference(),
      },
    );
  }

  /** @internal */
  override parts(): readonly Control[] {
    return [this, ...this.children.flatMap((child) => child.parts())];
  }

  /** @internal */
  text(): string {
    return this.children.map((child) => child.text()).join("\n");
  }
}

/** Puts controls side by side. */
export function row(...children: Control[]): Box {
  return new Box("HBoxModel", children);
}

/** Puts controls below each other. */
export function column(...children: Control[]): Box {
  return new Box("VBoxModel", children);
}
