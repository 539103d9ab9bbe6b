/** A slider with a play button, for the steps of a drawing; both work by keyboard. */
export class Player {
  readonly node = document.createElement("div");
  readonly #button = document.createElement("button");
  readonly #slider = document.createElement("input");
  readonly #label = document.createElement("span");
  readonly #steps: readonly string[];
  readonly #show: (step: number) => void;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** Begins with the last step: it shows everything. */
  constructor(steps: readonly string[], show: (step: number) => void) {
    this.#steps = steps;
    this.#show = show;
    this.node.className = "player";
    this.#button.type = "button";
    this.#button.addEventListener("click", () => (this.#timer ? this.stop() : this.#play()));
    this.#slider.type = "range";
    this.#slider.min = "0";
    this.#slider.max = String(steps.length - 1);
    this.#slider.setAttribute("aria-label", "step");
    this.#slider.addEventListener("input", () => {
      this.stop();
      this.#go(this.#slider.valueAsNumber);
    });
    // JupyterLab's own shortcuts would take the arrow keys.
    this.node.addEventListener("keydown", (event) => event.stopPropagation());
    this.node.append(this.#button, this.#slider, this.#label);
    this.stop();
    this.#go(steps.length - 1);
  }

  /** Stops playing. */
  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#button.textContent = "▶";
    this.#button.setAttribute("aria-label", "play");
  }

  #play(): void {
    const last = this.#steps.length - 1;
    if (this.#slider.valueAsNumber === last) this.#go(0);
    this.#timer = setInterval(() => {
      const next = this.#slider.valueAsNumber + 1;
      this.#go(next);
      if (next === last) this.stop();
    }, 800);
    this.#button.textContent = "❚❚";
    this.#button.setAttribute("aria-label", "pause");
  }

  #go(step: number): void {
    this.#slider.value = String(step);
    this.#slider.setAttribute("aria-valuetext", this.#steps[step] ?? "");
    this.#label.textContent = this.#steps[step] ?? "";
    this.#show(step);
  }
}
