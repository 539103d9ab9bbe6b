/** What the library computes, shows and reads, as data: the same in Node and in a browser's worker. */
import { data, nn, optim, plot, tensor } from "sinapse";

const displaySymbol: unique symbol = Symbol.for("Jupyter.display") as never;
interface Shown {
  [displaySymbol](): Record<string, unknown> | Promise<Record<string, unknown>>;
}

/** The network of README.md, trained: every loss, every weight, and the figure of its boundary. */
export function train() {
  const { x, y } = data.moons({ points: 200, noise: 0.15, seed: 1 });
  const hidden = nn.linear(2, 16, { seed: 1 });
  const model = nn.sequential(hidden, nn.tanh(), nn.linear(16, 1, { seed: 2 }));
  const optimizer = optim.adam(model.parameters(), { learningRate: 0.05 });
  const losses: number[] = [];
  for (let epoch = 0; epoch < 200; epoch++) {
    const loss = nn.binaryCrossEntropyWithLogits(model(x), y);
    optimizer.zeroGrad();
    loss.backward();
    optimizer.step();
    losses.push(loss.item());
  }
  const weights = model.parameters().map((parameter) => [...parameter.data]);
  return { losses, weights, boundary: shown(plot.decisionBoundary(model, x, y)) };
}

/** Drawings: neurons, and a graph that Graphviz lays out. */
export async function draw() {
  const model = nn.sequential(nn.linear(2, 3, { seed: 1 }), nn.sigmoid(), nn.linear(3, 1));
  const a = tensor(2, { requiresGrad: true });
  return {
    neurons: shown(plot.network(model)),
    graph: await shown(plot.graph(a.mul(a).add(1))),
    pixels: shown(plot.images([data.photo("flower", { width: 24, height: 16 })])),
  };
}

/** Tables and images, as the readers understand them. */
export function read() {
  const table = data.parseCsv("height,weight\n1.70,65\n1.82,80");
  return {
    heights: table.numbers("height"),
    photo: [...data.photo("china", { width: 20 }).data],
    irises: [...data.iris().x.data],
    digits: data.digits().x.sum().item(),
  };
}

/** What is saved to a file and read back. */
export function saved() {
  const model = nn.linear(2, 1, { seed: 3 });
  nn.save(model, "model.json");
  return [...nn.load(nn.linear(2, 1), "model.json").weight.data];
}

/** The errors about files, in both languages. */
export function withoutFiles(): string[] {
  const found = (["en", "pt"] as const).flatMap((chosen) => {
    plot.language(chosen);
    const tries = [
      () => data.readCsv("houses.csv"),
      () => nn.save({}, "model.json"),
      () => data.iris(),
    ];
    return tries.map((attempt) => {
      try {
        attempt();
        return "no error";
      } catch (error) {
        return (error as Error).message;
      }
    });
  });
  plot.language("en");
  return found;
}

const shown = (figure: unknown) => (figure as Shown)[displaySymbol]();
