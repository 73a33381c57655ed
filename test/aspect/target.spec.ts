import { NO_PATH, pathOffset } from "../../assembly/path/target";
import { at } from "./memory";

function offset(target: string): usize {
  return pathOffset(at(target), target.length);
}

describe("target", () => {
  test("origin form: all of it", () => {
    expect(offset("/")).toBe(0);
    expect(offset("/a/b?c")).toBe(0);
    expect(offset("//host/a")).toBe(0);
    expect(offset("/http://host/a")).toBe(0);
  });
  test("an empty target: an empty path", () => {
    expect(offset("")).toBe(0);
    // The host's pointer is 0 then, or one from before: what lies there says nothing.
    expect(pathOffset(0, 0)).toBe(0);
    const place = at("x");
    for (let byte: u32 = 0; byte < 256; byte++) {
      store<u8>(place, byte);
      expect(pathOffset(place, 0)).toBe(0, byte.toString());
    }
  });
  test("what has no leading slash and is no absolute form: all of it", () => {
    expect(offset("a/b")).toBe(0);
    expect(offset("?q")).toBe(0);
    expect(offset("\\a")).toBe(0);
    expect(offset("**")).toBe(0);
    expect(offset("*/a")).toBe(0);
    expect(offset("host:443")).toBe(0);
    expect(offset("mailto:a")).toBe(0);
    expect(offset("http:/a")).toBe(0);
    expect(offset("http:")).toBe(0);
    expect(offset("http:/")).toBe(0);
    expect(offset("://a/b")).toBe(0);
    expect(offset("1a://b/c")).toBe(0);
    expect(offset("a_b://c/d")).toBe(0);
  });
  test("the asterisk form names no path", () => {
    expect(offset("*")).toBe(NO_PATH);
  });
  test("absolute form: from the first slash behind the authority", () => {
    expect(offset("http://host/a")).toBe(11);
    expect(offset("HTTPS://Host:443/")).toBe(16);
    expect(offset("http:///a")).toBe(7);
    expect(offset("a+b-c.d1://x/y")).toBe(12);
    expect(offset("http://[::1]/a")).toBe(12);
  });
  test("a backslash begins the path as browsers have it", () => {
    expect(offset("http://host\\a")).toBe(11);
  });
  test("absolute form without a path", () => {
    expect(offset("http://host")).toBe(NO_PATH);
    expect(offset("http://host?a/b")).toBe(NO_PATH);
    expect(offset("http://host#a/b")).toBe(NO_PATH);
  });
});
