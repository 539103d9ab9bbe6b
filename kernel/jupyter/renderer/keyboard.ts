// plotly draws its slider and buttons as SVG that only a mouse can use.

/** What a slider of plotly's says at each step, and the frame that it goes to. */
interface Step {
  label?: string;
  args?: [string[], object];
}

/** Goes to a frame, as plotly's own slider does. */
type Animate = (plot: HTMLElement, frames: string[], options: object) => void;

const names: Record<string, string> = { "▶": "play", "❚❚": "pause" };

/** Lets the Tab key reach the slider and the buttons of a figure with frames, and other keys use them. */
export function reachByKeyboard(plot: HTMLElement, animate: Animate): void {
  for (const button of plot.querySelectorAll<SVGElement>(".updatemenu-button")) {
    const text = button.textContent?.trim() ?? "";
    name(button, "button", names[text] ?? text);
    button.onkeydown = (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      taken(event);
      button.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    };
  }
  const slider = plot.querySelector<SVGElement>(".slider-group");
  if (!slider) return;
  name(slider, "slider", "step");
  tellStep(plot, slider);
  slider.onkeydown = (event) => {
    const { active, steps } = sliderOf(plot);
    const last = steps.length - 1;
    const wanted: Record<string, number> = {
      ArrowLeft: active - 1,
      ArrowDown: active - 1,
      ArrowRight: active + 1,
      ArrowUp: active + 1,
      Home: 0,
      End: last,
    };
    const next = wanted[event.key];
    if (next === undefined) return;
    taken(event);
    const args = steps[Math.min(last, Math.max(0, next))]?.args;
    if (args) animate(plot, ...args);
  };
}

/** Tells where the slider of a figure stands. */
function tellStep(plot: HTMLElement, slider = plot.querySelector(".slider-group")): void {
  if (!slider) return;
  const { active, steps } = sliderOf(plot);
  slider.setAttribute("aria-valuemin", "0");
  slider.setAttribute("aria-valuemax", String(steps.length - 1));
  slider.setAttribute("aria-valuenow", String(active));
  slider.setAttribute("aria-valuetext", steps[active]?.label ?? "");
}

function sliderOf(plot: HTMLElement): { active: number; steps: Step[] } {
  const { layout } = plot as unknown as {
    layout: { sliders?: { active?: number; steps?: Step[] }[] };
  };
  const { active = 0, steps = [] } = layout.sliders?.[0] ?? {};
  return { active, steps };
}

function name(element: SVGElement, role: string, label: string): void {
  element.setAttribute("tabindex", "0");
  element.setAttribute("role", role);
  element.setAttribute("aria-label", label);
}

/** JupyterLab's own shortcuts would take the keys, too. */
function taken(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}
