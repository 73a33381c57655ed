import { sameBytes } from "../../assembly/bytes/same";
import { at } from "./memory";

describe("sameBytes", () => {
  test("compares no further than told", () => {
    expect(sameBytes(at("abcX"), at("abcY"), 3)).toBe(true);
    expect(sameBytes(at("abcX"), at("abcY"), 4)).toBe(false);
  });
  test("sees a difference in the first and in the last byte", () => {
    expect(sameBytes(at("xbc"), at("abc"), 3)).toBe(false);
    expect(sameBytes(at("abx"), at("abc"), 3)).toBe(false);
  });
  test("nothing equals nothing", () => {
    expect(sameBytes(at("a"), at("b"), 0)).toBe(true);
  });
  test("case and high bits count", () => {
    expect(sameBytes(at("A"), at("a"), 1)).toBe(false);
    expect(sameBytes(at("\xc1"), at("A"), 1)).toBe(false);
  });
});
