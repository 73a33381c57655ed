import {
  proxy_call_foreign_function,
  proxy_get_property,
  proxy_set_property,
} from "@solo-io/proxy-runtime/assembly/imports";
import { digit } from "../bytes/line";
import { textBytes, textSize } from "../bytes/text";
import { CONNECTION_FLAG, DECLARE_PROPERTY } from "../bytes/texts.gen";
import { POINTER_CELL, SIZE_CELL } from "./cells";
import { OK } from "./status";

// A flag that a connection has or has not, for each number one: filter state of Envoy that lives as long as the connection and
// holds nothing. Asking for it costs a third of reading a value, since there is nothing to copy. No client can set it.
//
// It is kept as the message that declares it, DeclarePropertyArguments of Envoy's
// source/extensions/common/wasm/ext/declare_property.proto, with the number in hexadecimal digits at the end of its name.

const NAME: usize = 2;
const DIGITS: u32 = 8;

/** Bytes of a flag. */
export const FLAG_SIZE: usize = 48;

/** Makes the flag at `flag`. Flags of different keys have nothing to do with each other. */
export function openFlag(flag: usize, key: u64): void {
  const text = textSize(CONNECTION_FLAG);
  const size = text + 16 + DIGITS;
  memory.copy(flag + NAME, textBytes(CONNECTION_FLAG), text);
  putDigits(flag + NAME + text, <u32>(key >> 32));
  putDigits(flag + NAME + text + DIGITS, <u32>key);
  // Field 1 the name; 3 the type, String; 5 the life span, DownstreamConnection.
  store<u8>(flag, 0x0a);
  store<u8>(flag, <u8>size, 1);
  store<u32>(flag + NAME + size, 0x02280118);
}

/** Whether the connection has the flag of that number. */
export function hasFlag(flag: usize, number: u32): bool {
  return proxy_get_property(flag + NAME, nameSize(flag, number), POINTER_CELL, SIZE_CELL) == OK;
}

/** Declares the flag of that number, while a configuration is read; false where the host has no such state. */
export function declareFlag(flag: usize, number: u32): bool {
  const size = NAME + nameSize(flag, number) + 4;
  const name = textBytes(DECLARE_PROPERTY);
  return proxy_call_foreign_function(name, textSize(DECLARE_PROPERTY), flag, size, POINTER_CELL, SIZE_CELL) == OK;
}

/** Gives the connection the flag of that number, which was declared: else it would be one of the request. */
export function setFlag(flag: usize, number: u32): void {
  proxy_set_property(flag + NAME, nameSize(flag, number), flag, 0);
}

/** Puts the number into the name and answers the name's size. */
function nameSize(flag: usize, number: u32): usize {
  const size: usize = load<u8>(flag, 1);
  putDigits(flag + NAME + size - DIGITS, number);
  return size;
}

function putDigits(to: usize, value: u32): void {
  for (let i: usize = DIGITS; i > 0; value >>= 4) {
    store<u8>(to + --i, digit(value & 15));
  }
}
