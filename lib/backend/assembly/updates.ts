import { real } from "./real";
import { SIZE, multiplyAdd, vector } from "./vector";

// One step of an optimiser for one parameter, in place: see reference-updates.ts for the formulas.

export function sgd(p: usize, g: usize, v: usize, n: i32, rate: f64, momentum: f64, nesterov: bool, decay: f64): void {
  const end = p + <usize>n * SIZE;
  for (; p < end; p += 16, g += 16, v += 16) {
    const value = v128.load(p);
    let slope = multiplyAdd(vector(decay), value, v128.load(g));
    if (momentum != 0.0) {
      const velocity = multiplyAdd(vector(momentum), v128.load(v), slope);
      v128.store(v, velocity);
      slope = nesterov ? multiplyAdd(vector(momentum), velocity, slope) : velocity;
    }
    v128.store(p, multiplyAdd(vector(-rate), slope, value));
  }
}

export function rmsProp(p: usize, g: usize, s: usize, v: usize, n: i32, rate: f64, alpha: f64, epsilon: f64, momentum: f64, decay: f64): void {
  const end = p + <usize>n * SIZE;
  for (; p < end; p += 16, g += 16, s += 16, v += 16) {
    const value = v128.load(p);
    const slope = multiplyAdd(vector(decay), value, v128.load(g));
    const share = v128.mul<real>(vector(1.0 - alpha), v128.mul<real>(slope, slope));
    const squares = multiplyAdd(vector(alpha), v128.load(s), share);
    v128.store(s, squares);
    let change = v128.div<real>(slope, v128.add<real>(v128.sqrt<real>(squares), vector(epsilon)));
    if (momentum != 0.0) {
      change = multiplyAdd(vector(momentum), v128.load(v), change);
      v128.store(v, change);
    }
    v128.store(p, multiplyAdd(vector(-rate), change, value));
  }
}

export function adam(p: usize, g: usize, m: usize, v: usize, n: i32, rate: f64, root: f64, beta1: f64, beta2: f64, epsilon: f64, decay: f64, shrink: f64): void {
  const end = p + <usize>n * SIZE;
  for (; p < end; p += 16, g += 16, m += 16, v += 16) {
    const value = v128.mul<real>(v128.load(p), vector(shrink));
    const slope = multiplyAdd(vector(decay), value, v128.load(g));
    const part = v128.mul<real>(vector(1.0 - beta1), slope);
    const mean = multiplyAdd(vector(beta1), v128.load(m), part);
    const share = v128.mul<real>(vector(1.0 - beta2), v128.mul<real>(slope, slope));
    const squares = multiplyAdd(vector(beta2), v128.load(v), share);
    v128.store(m, mean);
    v128.store(v, squares);
    const spread = v128.div<real>(v128.sqrt<real>(squares), vector(root));
    const change = v128.div<real>(mean, v128.add<real>(spread, vector(epsilon)));
    v128.store(p, multiplyAdd(vector(-rate), change, value));
  }
}
