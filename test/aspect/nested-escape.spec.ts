import { closeNested, rememberPercent } from "../../assembly/path/nested-escape";
import { at, textAt } from "./memory";

/**
 * The output after its last byte was decoded. `loose` is the place of the last "%" in it that began no escape, -1 for none;
 * `rest` is the input still to come.
 */
function close(output: string, loose: i32, rest: string): string {
  const from = at(output + "........");
  const next = at(rest);
  rememberPercent(loose < 0 ? 0 : from + loose);
  const out = closeNested(from + output.length, next, next + rest.length);
  return textAt(from, out - from);
}

describe("nested-escape", () => {
  test("without a loose percent sign nothing happens", () => {
    expect(close("/AA", -1, "")).toBe("/AA");
  });
  test("two decoded digits complete it", () => {
    expect(close("/%AA", 1, "")).toBe("/%25AA");
    expect(close("/%4A", 1, "z")).toBe("/%254A");
  });
  test("a decoded digit and one that comes next complete it; the next stays in the input", () => {
    expect(close("/%A", 1, "1")).toBe("/%25A");
  });
  test("no digit, no escape", () => {
    expect(close("/%Az", 1, "")).toBe("/%Az");
    expect(close("/%z", 1, "1")).toBe("/%z");
    expect(close("/%A", 1, "g")).toBe("/%A");
    expect(close("/%A", 1, "%41")).toBe("/%A");
    expect(close("/%A", 1, "\xb1")).toBe("/%A");
    expect(close("/%A", 1, "")).toBe("/%A");
  });
  test("a percent sign further away is forgotten", () => {
    expect(close("/%xAA", 1, "")).toBe("/%xAA");
    expect(close("/%/abA", 1, "1")).toBe("/%/abA");
  });
});
