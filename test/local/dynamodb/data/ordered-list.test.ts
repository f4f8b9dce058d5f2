import fc from "fast-check";
import { expect, test } from "vitest";
import { OrderedList } from "../../../../local/services/dynamodb/data/ordered-list.ts";

const aList = () => new OrderedList<number>((left, right) => left - right);

test("equals a sorted set, whatever is added and removed, from anywhere in both directions", () => {
  const change = fc.record({ isNew: fc.boolean(), value: fc.nat(2000) });
  fc.assert(
    fc.property(
      fc.array(change, { maxLength: 3000, size: "max" }),
      fc.nat(2000),
      (changes, from) => {
        const list = aList();
        const model = new Set<number>();
        for (const { isNew, value } of changes) {
          if (isNew) list.add(value);
          else list.remove(value);
          if (isNew) model.add(value);
          else model.delete(value);
        }
        const sorted = [...model].toSorted((a, b) => a - b);
        expect(list.size).toBe(sorted.length);
        expect(list.first()).toBe(sorted[0]);
        expect([...list.upwards(from)]).toEqual(sorted.filter((each) => each >= from));
        expect([...list.downwards(from)]).toEqual(
          sorted.filter((each) => each < from).toReversed(),
        );
      },
    ),
    { numRuns: 30 },
  );
});

test("adding an equal member replaces the one that was there", () => {
  const list = new OrderedList<{ at: number; text: string }>((left, right) => left.at - right.at);
  list.add({ at: 1, text: "old" });
  list.add({ at: 1, text: "new" });
  expect([...list.upwards({ at: 0, text: "" })]).toEqual([{ at: 1, text: "new" }]);
});

test("stays quick with many members", () => {
  const list = aList();
  for (let value = 0; value < 100_000; value += 1) list.add((value * 7919) % 100_003);
  const [first] = list.upwards(50_000);
  expect([list.size, first]).toEqual([100_000, 50_000]);
});
