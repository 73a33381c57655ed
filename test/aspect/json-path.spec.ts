import { atRoot, enter, leave, onIndex, onKey, pathDepth, putPath } from "../../assembly/bytes/json-path";
import { begin, line, lineSize } from "../../assembly/bytes/line";
import { at, textAt } from "./memory";

function path(): string {
  begin(at("\x00"));
  putPath(pathDepth());
  return textAt(line(), lineSize());
}

function key(name: string): void {
  onKey(at(name), name.length);
}

describe("json-path", () => {
  test("begins at the root", () => {
    atRoot();
    expect(path()).toBe("$");
    expect(pathDepth()).toBe(0);
  });
  test("names keys and indices on the way", () => {
    atRoot();
    enter();
    key("path");
    enter();
    key("steps");
    enter();
    onIndex(12);
    expect(path()).toBe("$.path.steps[12]");
    onIndex(13);
    expect(path()).toBe("$.path.steps[13]");
    leave();
    expect(path()).toBe("$.path.steps");
    key("preset");
    expect(path()).toBe("$.path.preset");
    leave();
    leave();
    expect(path()).toBe("$");
  });
  test("leaves the last levels out when told", () => {
    atRoot();
    enter();
    key("a");
    enter();
    key("b");
    begin(at("\x00"));
    putPath(1);
    expect(textAt(line(), lineSize())).toBe("$.a");
  });
  test("cuts a long key", () => {
    atRoot();
    enter();
    key("k".repeat(100));
    expect(path()).toBe("$." + "k".repeat(64) + "...");
  });
  test("shows sixteen levels of deeper places, and finds back", () => {
    atRoot();
    for (let i = 0; i < 20; i++) {
      enter();
      onIndex(i);
    }
    expect(path()).toBe("$[0][1][2][3][4][5][6][7][8][9][10][11][12][13][14][15]");
    for (let i = 0; i < 19; i++) leave();
    expect(path()).toBe("$[0]");
  });
});
