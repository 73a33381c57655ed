import { scan, scanEnd } from "../../assembly/path/scan";
import * as seen from "../../assembly/bytes/classes.gen";
import { fullScreen } from "./full-screen";
import { at } from "./memory";

let from: usize = 0;

/** The triggers but `always`, which every answer must hold. */
function scanned(text: string): u32 {
  from = at(text);
  const answer = scan(fullScreen(), from, from + text.length);
  expect(answer & seen.SEEN_ALWAYS).toBe(seen.SEEN_ALWAYS, text);
  return answer & ~seen.SEEN_ALWAYS;
}

describe("scan", () => {
  test("a clean path holds nothing", () => {
    expect(scanned("/")).toBe(0);
    expect(scanned("/a/b-c._~!$&'()*+,=:@0")).toBe(0);
  });
  test("each byte is a trigger of its own", () => {
    expect(scanned("/A")).toBe(seen.SEEN_UPPER);
    expect(scanned("/Z")).toBe(seen.SEEN_UPPER);
    expect(scanned("/%")).toBe(seen.SEEN_PERCENT);
    expect(scanned("/\\")).toBe(seen.SEEN_BACKSLASH);
    expect(scanned("/;")).toBe(seen.SEEN_SEMICOLON);
    expect(scanned("/#")).toBe(seen.SEEN_HASH);
    expect(scanned("/ a")).toBe(seen.SEEN_UNSAFE);
    expect(scanned("/\x00")).toBe(seen.SEEN_CONTROL);
    expect(scanned("/\x1f")).toBe(seen.SEEN_CONTROL | seen.SEEN_UNSAFE);
    expect(scanned("/\x7f")).toBe(seen.SEEN_CONTROL | seen.SEEN_UNSAFE);
    expect(scanned("/\x80")).toBe(seen.SEEN_NON_ASCII | seen.SEEN_UNSAFE);
    expect(scanned("/\xff")).toBe(seen.SEEN_NON_ASCII | seen.SEEN_UNSAFE);
  });
  test("the unsafe printable bytes", () => {
    const unsafe = '"<>^`{|}';
    for (let i = 0; i < unsafe.length; i++) expect(scanned("/" + unsafe.charAt(i))).toBe(seen.SEEN_UNSAFE);
  });
  test("slashes side by side, and a dot behind a slash", () => {
    expect(scanned("//a")).toBe(seen.SEEN_SLASH_SLASH);
    expect(scanned("/a//b")).toBe(seen.SEEN_SLASH_SLASH);
    expect(scanned("/.a")).toBe(seen.SEEN_SLASH_DOT);
    expect(scanned("/a/.b")).toBe(seen.SEEN_SLASH_DOT);
    expect(scanned("/a.b")).toBe(0);
  });
  test("a slash at the end, but not one that is the whole path", () => {
    expect(scanned("/a/")).toBe(seen.SEEN_TRAILING_SLASH);
    expect(scanned("//")).toBe(seen.SEEN_TRAILING_SLASH | seen.SEEN_SLASH_SLASH);
    expect(scanned("a/")).toBe(seen.SEEN_TRAILING_SLASH | seen.SEEN_NO_LEADING_SLASH);
    expect(scanned("/a/?b")).toBe(seen.SEEN_TRAILING_SLASH);
    expect(scanned("/?b/")).toBe(0);
    expect(scanned("/a?/")).toBe(0);
  });
  test("a dot or a space at the end of a segment", () => {
    expect(scanned("/a.")).toBe(seen.SEEN_SEGMENT_END);
    expect(scanned("/a./b")).toBe(seen.SEEN_SEGMENT_END);
    expect(scanned("/a ")).toBe(seen.SEEN_SEGMENT_END | seen.SEEN_UNSAFE);
    expect(scanned("/a /b")).toBe(seen.SEEN_SEGMENT_END | seen.SEEN_UNSAFE);
    expect(scanned("/a.?b")).toBe(seen.SEEN_SEGMENT_END);
    expect(scanned("/a?b.")).toBe(0);
    expect(scanned("/.")).toBe(seen.SEEN_SEGMENT_END | seen.SEEN_SLASH_DOT);
    expect(scanned("/a./")).toBe(seen.SEEN_SEGMENT_END | seen.SEEN_TRAILING_SLASH);
    expect(scanned("./a")).toBe(seen.SEEN_SEGMENT_END | seen.SEEN_NO_LEADING_SLASH | seen.SEEN_SLASH_DOT);
    expect(scanned("/a.b/c d/e")).toBe(seen.SEEN_UNSAFE);
  });
  test("no byte before the path is taken for its end", () => {
    const whole = at("./a.");
    expect(scan(fullScreen(), whole + 1, whole + 3) & seen.SEEN_SEGMENT_END).toBe(0);
    expect(scan(fullScreen(), whole + 1, whole + 2) & seen.SEEN_SEGMENT_END).toBe(0);
    expect(scan(fullScreen(), whole + 1, whole + 1) & (seen.SEEN_SEGMENT_END | seen.SEEN_TRAILING_SLASH)).toBe(0);
  });
  test("a path without a leading slash, and a dot in first place", () => {
    expect(scanned("")).toBe(seen.SEEN_NO_LEADING_SLASH);
    expect(scanned("a")).toBe(seen.SEEN_NO_LEADING_SLASH);
    expect(scanned(".a")).toBe(seen.SEEN_NO_LEADING_SLASH | seen.SEEN_SLASH_DOT);
    expect(scanned("a//b")).toBe(seen.SEEN_NO_LEADING_SLASH | seen.SEEN_SLASH_SLASH);
    expect(scanned("\\")).toBe(seen.SEEN_NO_LEADING_SLASH | seen.SEEN_BACKSLASH);
  });
  test("stops at the first question mark and sees nothing behind it", () => {
    expect(scanned("/a?A%//..;?")).toBe(0);
    expect(scanEnd - from).toBe(2);
    expect(scanned("?A")).toBe(seen.SEEN_NO_LEADING_SLASH);
    expect(scanEnd - from).toBe(0);
    expect(scanned("/ab")).toBe(0);
    expect(scanEnd - from).toBe(3);
  });
});
