import { textBytes, textSize } from "../../assembly/bytes/text";
import { wordNumber, wordText } from "../../assembly/bytes/words";
import { at, textAt } from "./memory";

/** A table as scripts/gen.mjs writes it, of two words with an empty one between. */
function table(): usize {
  return at("\x03one\x00\x05three\xff");
}

function number(word: string): i32 {
  return wordNumber(table(), at(word), word.length);
}

describe("words", () => {
  test("wordNumber counts the words from 0, empty ones too", () => {
    expect(number("one")).toBe(0);
    expect(number("three")).toBe(2);
  });
  test("wordNumber finds neither beginnings nor longer words nor another case", () => {
    expect(number("on")).toBe(-1);
    expect(number("ones")).toBe(-1);
    expect(number("One")).toBe(-1);
    expect(number("two")).toBe(-1);
  });
  test("an empty word is never found, though the table holds one", () => {
    expect(number("")).toBe(-1);
  });
  test("wordText gives the text of a number", () => {
    const text = wordText(table(), 2);
    expect(textAt(textBytes(text), textSize(text))).toBe("three");
    expect(textSize(wordText(table(), 1))).toBe(0);
  });
});
