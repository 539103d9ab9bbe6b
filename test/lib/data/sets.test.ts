import { data } from "sinapse";
import { describe, expect, test } from "vitest";

// The means and counts are those of the original files, computed outside of this project.
describe("the sets carried by the package", () => {
  test("digits: 1,797 images of 64 pixels from 0 to 1, 178 zeros among them", () => {
    const { x, y, classes, source } = data.digits();
    expect(x.shape).toEqual([1797, 64]);
    expect([x.min().item(), x.max().item()]).toEqual([0, 1]);
    expect(x.mean().item() * 16).toBeCloseTo(4.8842, 3);
    expect(y.data.filter((digit) => digit === 0).length).toBe(178);
    expect(classes[7]).toBe("7");
    expect(source).toContain("CC BY 4.0");
  });

  test("breast cancer: 212 malignant and 357 benign tumours, 30 features", () => {
    const { x, y, features, classes } = data.breastCancer();
    expect([x.shape, y.shape]).toEqual([
      [569, 30],
      [569, 1],
    ]);
    expect(y.sum().item()).toBe(357);
    expect(classes).toEqual(["malignant", "benign"]);
    expect(features[0]).toBe("mean radius");
    expect(x.at(0, 0).item()).toBeCloseTo(17.99, 5);
  });

  test("iris: 50 flowers of each species", () => {
    const { x, y, classes, features } = data.iris();
    expect(classes.map((_, label) => y.data.filter((value) => value === label).length)).toEqual([
      50, 50, 50,
    ]);
    expect(features[2]).toBe("petal length (cm)");
    expect(x.mean(0).at(0).item()).toBeCloseTo(5.8433, 4); // Fisher's table: 5.84 cm
  });

  test("photos: red, green and blue from 0 to 1", () => {
    const flower = data.photo("flower");
    expect(flower.shape).toEqual([213, 320, 3]);
    expect(flower.min().item()).toBeGreaterThanOrEqual(0);
    expect(flower.max().item()).toBeLessThanOrEqual(1);
    const [red, , blue] = flower.slice([80, 130], [130, 190]).mean(0).mean(0).tolist() as number[];
    expect(red).toBeGreaterThan(2 * blue!); // the blossom is orange
  });

  test("a photo shrunk to 50×50 has 7,500 inputs and keeps its mean colour", () => {
    const [full, small] = [
      data.photo("china"),
      data.photo("china", { width: 50, height: 50 }),
    ] as const;
    expect(small.size).toBe(7500);
    const means = [full, small].map((image) => image.mean(0).mean(0).data);
    for (const [channel, mean] of means[0]!.entries())
      expect(means[1]![channel]).toBeCloseTo(mean, 5);
  });

  test("one side alone keeps the proportions", () => {
    expect(data.photo("flower", { width: 32 }).shape).toEqual([21, 32, 3]);
  });
});
