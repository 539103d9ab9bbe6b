/** Controls in the page that a running kernel listens to: `import { widgets } from "sinapse"`. */
export { Box, column, row } from "./box.ts";
export { Button, button } from "./button.ts";
export { type CheckboxOptions, checkbox } from "./checkbox.ts";
export { type DropdownOptions, dropdown } from "./dropdown.ts";
export { type ControlSource, interact, type Values } from "./interact.ts";
export { Output, output } from "./output.ts";
export { type PlayOptions, play } from "./play.ts";
export { integerSlider, type SliderOptions, slider } from "./slider.ts";
export { type TextOptions, text } from "./text.ts";
export { type ControlOptions, ValueControl, type ValueControlParts } from "./value-control.ts";
export { Control, Widget, type WidgetKind, type WidgetState } from "./widget.ts";
