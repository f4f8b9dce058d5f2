/** What AWS allows; times are seconds. */
export interface Allowance {
  readonly every: number;
  readonly burst: number;
  readonly atOnce: number;
  /** So many in a window of so long, where there is one. */
  readonly window?: { readonly most: number; readonly length: number };
}

/**
 * When the last of these would be done for somebody who knows at once when one is done, and calls at the
 * very moment at which AWS would not refuse: nobody can be faster with the same durations.
 */
export function idealMakespan(durations: readonly number[], allowed: Allowance): number {
  const calls: number[] = [];
  const running: number[] = [];
  let fullAt = Number.NEGATIVE_INFINITY;
  for (const duration of durations) {
    running.sort((a, b) => a - b);
    const free = running.length < allowed.atOnce ? 0 : (running.shift() ?? 0);
    const token = fullAt - (allowed.burst - 1) * allowed.every;
    const window = windowOpens(calls, allowed);
    const at = Math.max(0, free, token, window, calls.at(-1) ?? 0);
    fullAt = Math.max(fullAt, at) + allowed.every;
    calls.push(at);
    running.push(at + duration);
  }
  return Math.max(...running, ...calls.map((at, index) => at + (durations[index] ?? 0)));
}

function windowOpens(calls: readonly number[], { window }: Allowance): number {
  if (window === undefined) return 0;
  const oldest = calls.at(-window.most);
  return calls.length < window.most || oldest === undefined ? 0 : oldest + window.length;
}
