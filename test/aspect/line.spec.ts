import {
  begin,
  line,
  lineSize,
  put,
  putByte,
  putHexByte,
  putNumber,
  putQuoted,
  putWords,
} from "../../assembly/bytes/line";
import { at, textAt } from "./memory";

function start(): void {
  begin(at("\x02> "));
}

function written(): string {
  return textAt(line(), lineSize());
}

function quoted(text: string): string {
  start();
  putQuoted(at(text), text.length);
  return written();
}

function decimal(value: u32): string {
  start();
  putNumber(value);
  return written();
}

describe("line", () => {
  test("begin forgets what was there before", () => {
    start();
    put(at("\x03abc"));
    expect(written()).toBe("> abc");
    start();
    expect(written()).toBe("> ");
  });
  test("putNumber writes decimal digits, from 0 to the largest", () => {
    expect(decimal(0)).toBe("> 0");
    expect(decimal(9)).toBe("> 9");
    expect(decimal(10)).toBe("> 10");
    expect(decimal(400)).toBe("> 400");
    expect(decimal(4294967295)).toBe("> 4294967295");
  });
  test("putQuoted shows printable ASCII as it is", () => {
    expect(quoted("/a b~")).toBe('> "/a b~"');
    expect(quoted("")).toBe('> ""');
  });
  test("putQuoted escapes what could end the quotes, the line, or is no ASCII", () => {
    expect(quoted('a"b\\c')).toBe('> "a\\x22b\\x5cc"');
    expect(quoted("\n\r\x1b\x7f\x80\xff")).toBe('> "\\x0a\\x0d\\x1b\\x7f\\x80\\xff"');
  });
  test("putQuoted cuts off behind 64 bytes and says so", () => {
    expect(quoted("a".repeat(64))).toBe('> "' + "a".repeat(64) + '"');
    expect(quoted("a".repeat(65))).toBe('> "' + "a".repeat(64) + '..."');
  });
  test("putHexByte names a byte", () => {
    start();
    putHexByte(0x1f);
    expect(written()).toBe("> byte 0x1f");
  });
  test("putWords lists the words of a table, empty ones left out", () => {
    start();
    putWords(at("\x00\x01a\x00\x02bc\xff"));
    expect(written()).toBe('> "a", "bc"');
    start();
    putWords(at("\xff"));
    expect(written()).toBe("> ");
  });
  test("a line that grows too long ends in an ellipsis, whatever is put behind it", () => {
    start();
    for (let i = 0; i < 3000; i++) putByte(120);
    put(at("\x04more"));
    expect(lineSize()).toBe(2051);
    expect(written()).toBe("> " + "x".repeat(2046) + "...");
  });
  test("a line that fits exactly has none", () => {
    start();
    for (let i = 0; i < 2046; i++) putByte(120);
    expect(written()).toBe("> " + "x".repeat(2046));
  });
});
