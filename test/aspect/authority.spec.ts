import {
  foldHost,
  HOST_FOLD,
  HOST_LOWER_CASE,
  HOST_STRIP_PORT,
  HOST_STRIP_TRAILING_DOT,
} from "../../assembly/host/authority";
import { at, textAt } from "./memory";

function folded(host: string, steps: u32): string {
  const from = at(host);
  return textAt(from, foldHost(from, host.length, steps));
}

describe("authority", () => {
  test("lower-case folds ASCII only", () => {
    expect(folded("Admin.EXAMPLE.com:80.", HOST_LOWER_CASE)).toBe("admin.example.com:80.");
    expect(folded("\xc3\x84", HOST_LOWER_CASE)).toBe("\xc3\x84");
  });
  test("strip-port cuts behind the last colon, whatever stands there", () => {
    expect(folded("a:443", HOST_STRIP_PORT)).toBe("a");
    expect(folded("a:", HOST_STRIP_PORT)).toBe("a");
    expect(folded("a:b", HOST_STRIP_PORT)).toBe("a");
    expect(folded("a:1:2", HOST_STRIP_PORT)).toBe("a:1");
    expect(folded("a", HOST_STRIP_PORT)).toBe("a");
    expect(folded(":80", HOST_STRIP_PORT)).toBe("");
  });
  test("an IPv6 literal stays whole", () => {
    expect(folded("[::1]:443", HOST_STRIP_PORT)).toBe("[::1]");
    expect(folded("[::1]", HOST_STRIP_PORT)).toBe("[::1]");
    expect(folded("[2001:DB8::1]", HOST_FOLD)).toBe("[2001:db8::1]");
  });
  test("strip-trailing-dot cuts one", () => {
    expect(folded("a.", HOST_STRIP_TRAILING_DOT)).toBe("a");
    expect(folded("a..", HOST_STRIP_TRAILING_DOT)).toBe("a.");
    expect(folded("[::1.]", HOST_STRIP_TRAILING_DOT)).toBe("[::1.]");
    expect(folded(".", HOST_STRIP_TRAILING_DOT)).toBe("");
  });
  test("strip-trailing-dot sees the dot before a port that stays, as Envoy does", () => {
    expect(folded("a.:443", HOST_STRIP_TRAILING_DOT)).toBe("a:443");
    expect(folded("a..:443", HOST_STRIP_TRAILING_DOT)).toBe("a.:443");
    expect(folded("A.b.:", HOST_STRIP_TRAILING_DOT | HOST_LOWER_CASE)).toBe("a.b:");
    expect(folded(".:443", HOST_STRIP_TRAILING_DOT)).toBe(".:443");
    expect(folded("[::1]:443", HOST_STRIP_TRAILING_DOT)).toBe("[::1]:443");
  });
  test("all together: the port goes first", () => {
    expect(folded("Admin.example.COM.:443", HOST_FOLD)).toBe("admin.example.com");
    expect(folded("", HOST_FOLD)).toBe("");
    expect(folded(".:", HOST_FOLD)).toBe("");
  });
  test("no step, no change", () => {
    expect(folded("A.:1", 0)).toBe("A.:1");
  });
});
