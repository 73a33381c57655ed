import {
  EXACT,
  PatternFault,
  patternKind,
  patternSize,
  patternStart,
  readPattern,
  WILDCARD,
} from "../../assembly/host/pattern";
import { at, textAt } from "./memory";

/** "exact NAME", "wildcard SUFFIX", or the fault's number. */
function pattern(host: string): string {
  const fault = readPattern(at(host), host.length);
  if (fault != PatternFault.None) return fault.toString();
  const kind = patternKind == EXACT ? "exact " : patternKind == WILDCARD ? "wildcard " : "? ";
  return kind + textAt(patternStart, patternSize);
}

const NOT_A_HOST = "1";
const IP_LITERAL = "2";
const TOO_LONG = "3";

describe("pattern", () => {
  test("a name, with letters, digits, hyphens and underscores", () => {
    expect(pattern("a.example.com")).toBe("exact a.example.com");
    expect(pattern("localhost")).toBe("exact localhost");
    expect(pattern("_dmarc.x-1.example")).toBe("exact _dmarc.x-1.example");
    expect(pattern("1.2.3.example")).toBe("exact 1.2.3.example");
  });
  test("one trailing dot goes", () => {
    expect(pattern("a.example.")).toBe("exact a.example");
    expect(pattern("a..")).toBe(NOT_A_HOST);
    expect(pattern(".")).toBe(NOT_A_HOST);
  });
  test("a wildcard is kept as its suffix, the catch-all as nothing", () => {
    expect(pattern("*.example.com")).toBe("wildcard .example.com");
    expect(pattern("*.com")).toBe("wildcard .com");
    expect(pattern("*")).toBe("wildcard ");
    expect(pattern("*.example.com.")).toBe("wildcard .example.com");
  });
  test("a star anywhere else is no pattern", () => {
    expect(pattern("*.")).toBe(NOT_A_HOST);
    expect(pattern("**")).toBe(NOT_A_HOST);
    expect(pattern("*a.com")).toBe(NOT_A_HOST);
    expect(pattern("*.*.com")).toBe(NOT_A_HOST);
    expect(pattern("a.*.com")).toBe(NOT_A_HOST);
    expect(pattern("a*.com")).toBe(NOT_A_HOST);
  });
  test("what is no name", () => {
    expect(pattern("")).toBe(NOT_A_HOST);
    expect(pattern("a..b")).toBe(NOT_A_HOST);
    expect(pattern(".a")).toBe(NOT_A_HOST);
    expect(pattern("a b")).toBe(NOT_A_HOST);
    expect(pattern("a/b")).toBe(NOT_A_HOST);
    expect(pattern("a:443")).toBe(NOT_A_HOST);
    expect(pattern("\xc3\xa4.de")).toBe(NOT_A_HOST);
  });
  test("an IP literal is none: TLS sends no name for it", () => {
    expect(pattern("10.0.0.1")).toBe(IP_LITERAL);
    expect(pattern("::1")).toBe(IP_LITERAL);
    expect(pattern("2001:db8::1")).toBe(IP_LITERAL);
    expect(pattern("[::1]")).toBe(IP_LITERAL);
  });
  test("253 bytes fit, 254 do not", () => {
    const label = "a".repeat(63);
    const longest = label + "." + label + "." + label + "." + "a".repeat(61);
    expect(longest.length).toBe(253);
    expect(pattern(longest)).toBe("exact " + longest);
    expect(pattern(longest + ".")).toBe("exact " + longest);
    expect(pattern(longest + "a")).toBe(TOO_LONG);
  });
});
