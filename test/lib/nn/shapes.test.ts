import { data, nn, ones, type Tensor, tensor } from "sinapse";
import { describe, expect, test } from "vitest";

// The lines marked @ts-expect-error are checked by the compiler: without its error they fail.
describe("the compiler knows the shapes of layers", () => {
  const { x } = data.xor();

  test("a layer's output has the shape its sizes give", () => {
    const hidden: Tensor<[4, 3]> = nn.linear(2, 3)(x);
    // @ts-expect-error 3 outputs, not 5
    const wrong: Tensor<[4, 5]> = hidden;
    expect(wrong.shape).toEqual([4, 3]);
  });

  test("a sequential has the shape of its last layer", () => {
    const model = nn.sequential(nn.linear(2, 3), nn.sigmoid(), nn.linear(3, 1));
    const y: Tensor<[4, 1]> = model(x);
    expect(y.shape).toEqual([4, 1]);
  });

  test("a batch of unknown size keeps its other axes", () => {
    const rows: Tensor<[number, 2]> = x;
    const y: Tensor<[number, 1]> = nn.linear(2, 1)(rows);
    expect(y.shape).toEqual([4, 1]);
  });

  test("layers that do not fit together are an error before the cell runs", () => {
    // @ts-expect-error linear(4, 1): takes 4 inputs, not 3
    const model = nn.sequential(nn.linear(2, 3), nn.sigmoid(), nn.linear(4, 1));
    expect(() => model(x as never)).toThrow(
      "linear(4, 1): expected inputs of shape [..., 4], got [4, 3].",
    );
  });

  test("so are they inside a sequential of sequentials", () => {
    const inner = nn.sequential(nn.linear(2, 3), nn.tanh());
    // @ts-expect-error linear(2, 1): takes 2 inputs, not 3
    nn.sequential(inner, nn.linear(2, 1));
    const model = nn.sequential(inner, nn.linear(3, 1));
    const y: Tensor<[4, 1]> = model(x);
    expect(y.shape).toEqual([4, 1]);
  });

  test("an input that does not fit is an error before the cell runs", () => {
    const model = nn.sequential(nn.linear(2, 3), nn.linear(3, 1));
    // @ts-expect-error linear(2, 3): takes 2 inputs, not 5
    expect(() => model(ones([4, 5]))).toThrow("got [4, 5]");
  });

  test("sizes that are not literal are checked when the layer runs", () => {
    const size: number = JSON.parse("7");
    const model = nn.sequential(nn.linear(size, 3), nn.linear(3, size));
    expect(() => model(x)).toThrow("linear(7, 3): expected inputs of shape [..., 7], got [4, 2].");
  });

  test("a list of layers made in a loop is a model of unknown shape", () => {
    const layers: nn.Layer[] = [nn.linear(2, 4), nn.relu(), nn.linear(4, 1)];
    const y: Tensor = nn.sequential(...layers)(x);
    expect(y.shape).toEqual([4, 1]);
  });

  test("flatten keeps the batch", () => {
    const y: Tensor<[2, number]> = nn.flatten()(ones([2, 3, 4]));
    expect(y.shape).toEqual([2, 12]);
  });

  test("data sets carry their shapes", () => {
    const digits = data.digits();
    const images: Tensor<[1797, 64]> = digits.x;
    const moons: Tensor<[50, 1]> = data.moons({ points: 50 }).y;
    const clouds: Tensor<[60]> = data.blobs({ points: 60, classes: 3 }).y;
    const photo: Tensor<[50, 40, 3]> = data.photo("flower", { height: 50, width: 40 });
    expect([images.shape, moons.shape, clouds.shape, photo.shape]).toEqual([
      [1797, 64],
      [50, 1],
      [60],
      [50, 40, 3],
    ]);
  });

  test("a vector goes through a layer as one example", () => {
    const y: Tensor<[3]> = nn.linear(2, 3)(tensor([1, 2]));
    expect(y.shape).toEqual([3]);
  });
});
