import type { Baseline } from "../domain/baseline/baseline.ts";
import { checkBaseline } from "./baseline/check.ts";
import bounded from "./baselines/bounded.json" with { type: "json" };
import standard from "./baselines/standard.json" with { type: "json" };

/** Every baseline that a lease template can name. */
export const baselines: readonly Baseline[] = [
  checkBaseline("standard.json", standard),
  checkBaseline("bounded.json", bounded),
];

export const baselineNames = baselines.map(({ name }) => name);
