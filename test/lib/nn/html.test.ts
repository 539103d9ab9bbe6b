import { exercise, nn, plot } from "sinapse";
import { expect, test } from "vitest";

// Names and texts of a student stand in tables, notes and drawings as they are written.

const hostile = `<b a="x" c='y'>&amp;`;
const written = "&lt;b a=&quot;x&quot; c='y'&gt;&amp;amp;";
type Shown = Record<symbol, () => Record<string, string>>;
const html = (value: unknown) => {
  const bundle = (value as Shown)[Symbol.for("Jupyter.display")]!();
  return Object.values(bundle).join("\n");
};

test.each<[string, () => string]>([
  ["a summary", () => html(nn.summary(nn.layer({ label: hostile, forward: (x) => x })))],
  [
    "the table of tries",
    () =>
      html(
        exercise.tryAnswers(
          exercise.create({ expected: "a", because: hostile, otherwise: "no" }),
          "a",
        ),
      ),
  ],
  [
    "the note on an answer",
    () => html(exercise.create({ expected: 1, because: hostile, otherwise: "no" })(1)),
  ],
  [
    "the neurons of a drawing",
    () => plot.network(nn.sequential(nn.linear(1, 1)), { inputNames: [hostile] }).svg,
  ],
])("%s escapes every character that HTML would take for its own", (_, show) => {
  const shown = show();
  expect(shown).toContain(written);
});
