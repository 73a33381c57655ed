import * as json from "../../assembly/bytes/json";
import { stringSize, stringStart } from "../../assembly/bytes/json-text";
import { line, lineSize } from "../../assembly/bytes/line";
import { at, textAt } from "./memory";

const KEYS = memory.data<u8>([1, 97, 1, 98, 4, 108, 105, 115, 116, 255]); // a b list

function open(text: string): void {
  json.openJson(at("\x02> "), at(text), text.length);
}

function complaint(): string {
  return json.failed() ? textAt(line(), lineSize()) : "none";
}

/** Reads {"a": whole 1-9, "b": boolean, "list": [words]} and answers what it held, or the complaint. */
function read(text: string): string {
  open(text);
  let found = "";
  json.openObject();
  for (let key = json.nextKey(KEYS); key >= 0; key = json.nextKey(KEYS)) {
    if (key == 0) found += " a=" + json.readWhole(1, 9).toString();
    else if (key == 1) found += " b=" + json.readBoolean().toString();
    else {
      json.openArray();
      for (let i: u32 = 0; json.nextItem(i); i++) found += " " + i.toString() + ":" + json.readWord(KEYS).toString();
    }
  }
  json.closeJson();
  return json.failed() ? complaint() : found;
}

describe("json", () => {
  test("objects in any order, with any white space", () => {
    expect(read("{}")).toBe("");
    expect(read('{"a":3,"b":true}')).toBe(" a=3 b=true");
    expect(read(' {\n\t"b" : false ,\r "a" : 9 } ')).toBe(" b=false a=9");
    expect(read('{"\\u0061":1}')).toBe(" a=1");
  });
  test("arrays of words", () => {
    expect(read('{"list":[]}')).toBe("");
    expect(read('{"list":["b","list","\\u0061"]}')).toBe(" 0:1 1:2 2:0");
  });
  test("an unknown key is named with those there are", () => {
    expect(read('{"a":1,"c":2}')).toBe('> $.c (byte 7): found "c", expected one of "a", "b", "list"');
    expect(read('{"A":1}')).toBe('> $.A (byte 1): found "A", expected one of "a", "b", "list"');
    expect(read('{"":1}')).toBe('> $. (byte 1): found "", expected one of "a", "b", "list"');
  });
  test("a key twice is refused, whatever stands between", () => {
    expect(read('{"a":1,"b":true,"a":1}')).toBe('> $.a (byte 16): found "a" again, expected each key once');
  });
  test("a word that is none is named with those there are", () => {
    expect(read('{"list":["a","x"]}')).toBe('> $.list[1] (byte 13): found "x", expected one of "a", "b", "list"');
    expect(read('{"list":[1]}')).toBe('> $.list[0] (byte 9): found 1, expected one of "a", "b", "list"');
  });
  test("whole numbers within their bounds, written as JSON writes them", () => {
    expect(read('{"a":0}')).toBe("> $.a (byte 5): found 0, expected a whole number from 1 to 9");
    expect(read('{"a":10}')).toBe("> $.a (byte 5): found 10, expected a whole number from 1 to 9");
    expect(read('{"a":-1}')).toBe("> $.a (byte 5): found -1, expected a whole number from 1 to 9");
    expect(read('{"a":1.0}')).toBe("> $.a (byte 5): found 1.0, expected a whole number from 1 to 9");
    expect(read('{"a":1e0}')).toBe("> $.a (byte 5): found 1e0, expected a whole number from 1 to 9");
    expect(read('{"a":01}')).toBe("> $.a (byte 5): found 01, expected a whole number from 1 to 9");
    expect(read('{"a":"1"}')).toBe('> $.a (byte 5): found "1", expected a whole number from 1 to 9');
    expect(read('{"a":4294967297}')).toBe("> $.a (byte 5): found 4294967297, expected a whole number from 1 to 9");
    expect(read('{"a":18446744073709551617}')).toBe(
      "> $.a (byte 5): found 18446744073709551617, expected a whole number from 1 to 9",
    );
  });
  test("booleans are true and false and nothing like them", () => {
    expect(read('{"b":null}')).toBe("> $.b (byte 5): found null, expected true or false");
    expect(read('{"b":trueish}')).toBe("> $.b (byte 5): found trueish, expected true or false");
    expect(read('{"b":True}')).toBe("> $.b (byte 5): found True, expected true or false");
    expect(read('{"b":"true"}')).toBe('> $.b (byte 5): found "true", expected true or false');
    expect(read('{"b":{}}')).toBe("> $.b (byte 5): found an object, expected true or false");
    expect(read('{"b":[]}')).toBe("> $.b (byte 5): found an array, expected true or false");
    expect(read('{"b":tru')).toBe("> $.b (byte 5): found tru, expected true or false");
    json.openJson(at("\x02> "), at("true"), 3);
    expect(json.readBoolean()).toBe(false);
    expect(complaint()).toBe("> $ (byte 0): found tru, expected true or false");
  });
  test("punctuation that is missing or too much", () => {
    expect(read('{"a":1 "b":true}')).toBe('> $ (byte 7): found "b", expected "," or "}"');
    expect(read('{"a":1,}')).toBe('> $ (byte 7): found "}", expected a key in double quotes');
    expect(read('{"a" 1}')).toBe('> $ (byte 5): found 1, expected ":"');
    expect(read("{a:1}")).toBe("> $ (byte 1): found a, expected a key in double quotes");
    expect(read('{,"a":1}')).toBe('> $ (byte 1): found ",", expected a key in double quotes');
    expect(read('{"list":["a" "b"]}')).toBe('> $.list (byte 13): found "b", expected "," or "]"');
    expect(read('{"list":["a",]}')).toBe('> $.list[1] (byte 13): found "]", expected one of "a", "b", "list"');
    expect(read('{"a":1}}')).toBe('> $ (byte 7): found "}", expected nothing more');
    expect(read('{"a":1}\x00')).toBe("> $ (byte 7): found byte 0x00, expected nothing more");
  });
  test("a text that ends too early", () => {
    expect(read("")).toBe("> $ (byte 0): found the end of the text, expected an object");
    expect(read(" ")).toBe("> $ (byte 1): found the end of the text, expected an object");
    expect(read("{")).toBe("> $ (byte 1): found the end of the text, expected a key in double quotes");
    expect(read('{"a":')).toBe("> $.a (byte 5): found the end of the text, expected a whole number from 1 to 9");
    expect(read('{"a":1')).toBe('> $ (byte 6): found the end of the text, expected "," or "}"');
    expect(read('{"list":["a"')).toBe('> $.list (byte 12): found the end of the text, expected "," or "]"');
  });
  test("a fault in a key is one of the object that it stands in", () => {
    expect(read('{"a\\q":1}')).toBe('> $ (byte 3): found "\\x5c", expected a valid escape');
    expect(read('{"b":true,"a\n":1}')).toBe("> $ (byte 12): found byte 0x0a, expected no raw control byte");
    expect(read('{"b":true,"a:1}')).toBe("> $ (byte 10): found the end of the text, expected a closing double quote");
  });
  test("a fault in a value names its key", () => {
    expect(read('{"list":["a\\q"]}')).toBe('> $.list[0] (byte 11): found "\\x5c", expected a valid escape');
    expect(read('{"list":["a]}')).toBe(
      "> $.list[0] (byte 9): found the end of the text, expected a closing double quote",
    );
  });
  test("another value than an object", () => {
    expect(read("[]")).toBe("> $ (byte 0): found an array, expected an object");
    expect(read('"a"')).toBe('> $ (byte 0): found "a", expected an object');
    expect(read("\xef\xbb\xbf{}")).toBe("> $ (byte 0): found byte 0xef, expected an object");
  });
  test("readText hands out the string", () => {
    open('"abc"');
    expect(json.readText(at("\x01x"))).toBe(true);
    expect(textAt(stringStart, stringSize)).toBe("abc");
    open("1");
    expect(json.readText(at("\x06a text"))).toBe(false);
    expect(complaint()).toBe("> $ (byte 0): found 1, expected a text");
  });
  test("an error of meaning goes back to where its value stood", () => {
    open('{"a":1,"b":true}');
    json.openObject();
    json.nextKey(KEYS);
    json.readWhole(1, 9);
    json.nextKey(KEYS);
    const place = json.place();
    json.readBoolean();
    json.nextKey(KEYS);
    json.returnTo(place, KEYS, 1);
    json.complain(at("\x03one"), at("\x07another"));
    expect(complaint()).toBe("> $.b (byte 11): found one, expected another");
  });
  test("only the first complaint counts, and nothing is read behind it", () => {
    open('{"a":0,"c":1}');
    json.openObject();
    json.nextKey(KEYS);
    expect(json.readWhole(1, 9)).toBe(1);
    const first = complaint();
    expect(json.nextKey(KEYS)).toBe(json.NONE);
    expect(json.readBoolean()).toBe(false);
    json.complain(at("\x01x"), at("\x01y"));
    json.closeJson();
    expect(complaint()).toBe(first);
  });
});
