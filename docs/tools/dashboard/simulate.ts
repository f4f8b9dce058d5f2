/** Numbers that look like those of a working deployment, the same for each name: nothing of it is measured. */
export function simulated(label: string, points: number): readonly number[] {
  const next = chance(label);
  const [level, swing] = SHAPES.find(([form]) => form.test(label))?.[1] ?? [20, 10];
  const rare = /fail|faults|not delivered|need a person|^vend$|^teardown$|^stock$|^sweep$/.test(
    label,
  );
  return Array.from({ length: points }, (_, index) => {
    const day = 1 + Math.sin((index / points) * 14 * Math.PI - 1.5);
    if (rare && level <= 1) return next() > 0.97 ? 1 : 0;
    return Math.max(0, level + swing * (day - 1) + swing * (next() - 0.5));
  });
}

type Shape = readonly [level: number, swing: number];

const SHAPES: readonly (readonly [RegExp, Shape])[] = [
  [/^\$ spent/, [410, 60]],
  [/^\$ forecast/, [760, 90]],
  [/^\$ budget/, [1900, 0]],
  [/slots/, [31, 4]],
  [/closures left|closures in 30/, [188, 20]],
  [/pool/, [4, 2]],
  [/waiting/, [1, 1.5]],
  [/need a person|faults|not delivered/, [0, 0]],
  [/requests/, [90, 70]],
  [/refused/, [6, 6]],
  [/vended|torn down/, [3, 3]],
  [/made for/, [1, 1]],
  [/create-account|confirm|await|baseline/, [900, 500]],
  [/-/, [250, 180]],
];

/** A number from 0 to 1 at each call, which follows from the text. */
function chance(text: string): () => number {
  let state = [...text].reduce((sum, each) => (sum * 31 + (each.codePointAt(0) ?? 0)) >>> 0, 7);
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
