import { scan, scanEnd } from "../../assembly/path/scan";
import * as seen from "../../assembly/bytes/classes.gen";
import { at } from "./memory";

let from: usize = 0;

function scanned(text: string): u32 {
  from = at(text);
  return scan(from, from + text.length);
}

describe("scan", () => {
  test("a clean path holds nothing", () => {
    expect(scanned("/")).toBe(0);
    expect(scanned("/a/b-c._~!$&'()*+,=:@0/")).toBe(0);
  });
  test("each byte is a trigger of its own", () => {
    expect(scanned("/A")).toBe(seen.SEEN_UPPER);
    expect(scanned("/Z")).toBe(seen.SEEN_UPPER);
    expect(scanned("/%")).toBe(seen.SEEN_PERCENT);
    expect(scanned("/\\")).toBe(seen.SEEN_BACKSLASH);
    expect(scanned("/;")).toBe(seen.SEEN_SEMICOLON);
    expect(scanned("/#")).toBe(seen.SEEN_HASH);
    expect(scanned("/ ")).toBe(seen.SEEN_UNSAFE);
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
    expect(scanned("//")).toBe(seen.SEEN_SLASH_SLASH);
    expect(scanned("/a//")).toBe(seen.SEEN_SLASH_SLASH);
    expect(scanned("/.")).toBe(seen.SEEN_SLASH_DOT);
    expect(scanned("/a/.b")).toBe(seen.SEEN_SLASH_DOT);
    expect(scanned("/a.")).toBe(0);
    expect(scanned("/a./")).toBe(0);
  });
  test("a path without a leading slash, and a dot in first place", () => {
    expect(scanned("")).toBe(seen.SEEN_NO_LEADING_SLASH);
    expect(scanned("a")).toBe(seen.SEEN_NO_LEADING_SLASH);
    expect(scanned("..")).toBe(seen.SEEN_NO_LEADING_SLASH | seen.SEEN_SLASH_DOT);
    expect(scanned("a//")).toBe(seen.SEEN_NO_LEADING_SLASH | seen.SEEN_SLASH_SLASH);
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
