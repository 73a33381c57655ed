import { EXACT, WILDCARD } from "../../assembly/host/pattern";
import { HostRecord } from "../../assembly/host/record";
import {
  ANY_PORT,
  bucketCount,
  fillRecord,
  findHost,
  hashBackwards,
  linkRecords,
  recordStride,
} from "../../assembly/host/table";
import { at } from "./memory";

const BASE = memory.data(65536, 16);
const BUCKETS: u32 = 8192;

let last: u32 = 0;
let records: u32 = 0;
let count: u32 = 0;

function clear(): void {
  memory.fill(BASE, 0, 65536);
  // Offset 0 means none, so the records begin behind it.
  last = BUCKETS * 2;
  records = 0;
}

/** Adds a host; a suffix with a leading dot, or nothing, is a wildcard. */
function add(host: string, port: u32, listener: u32): void {
  const wildcard = host == "" || host.startsWith(".");
  const kind = wildcard ? WILDCARD : EXACT;
  fillRecord(changetype<HostRecord>(BASE + last), kind, at(host), host.length, port, listener);
  last += <u32>recordStride(host.length);
  records++;
}

function link(): void {
  count = bucketCount(records);
  linkRecords(BASE, BUCKETS * 2, last, 64, count);
}

/** The listener that a host belongs to, or -1. */
function find(host: string, port: u32, least: usize = 1): i32 {
  const record = findHost(BASE, 64, count, at(host), host.length, port, least);
  return record === null ? -1 : <i32>record.listener;
}

describe("table", () => {
  test("the most specific host wins: exact, longer wildcard, shorter, catch-all", () => {
    clear();
    add("", 0, 1);
    add(".example.com", 0, 2);
    add(".a.example.com", 0, 3);
    add("x.a.example.com", 0, 4);
    link();
    expect(find("x.a.example.com", ANY_PORT)).toBe(4);
    expect(find("y.a.example.com", ANY_PORT)).toBe(3);
    expect(find("z.y.a.example.com", ANY_PORT)).toBe(3);
    expect(find("a.example.com", ANY_PORT)).toBe(2);
    expect(find("example.com", ANY_PORT)).toBe(1);
    expect(find("other", ANY_PORT)).toBe(1);
    expect(find("", ANY_PORT)).toBe(1);
  });
  test("a wildcard stands for as many bytes as asked for, and for whole labels", () => {
    clear();
    add(".example.com", 0, 2);
    link();
    expect(find(".example.com", ANY_PORT)).toBe(-1, "an authority: one byte at least");
    expect(find(".example.com", ANY_PORT, 0)).toBe(2, "an SNI: none");
    expect(find("example.com", ANY_PORT)).toBe(-1);
    expect(find("notexample.com", ANY_PORT)).toBe(-1);
    expect(find("a.example.com", ANY_PORT)).toBe(2);
  });
  test("without a catch-all a stranger finds nothing", () => {
    clear();
    add("a", 0, 1);
    link();
    expect(find("b", ANY_PORT)).toBe(-1);
    expect(find("", ANY_PORT)).toBe(-1);
  });
  test("a listener holds on its port, one without port on every port", () => {
    clear();
    add("a", 443, 1);
    add("b", 0, 2);
    add("a", 8443, 3);
    link();
    expect(find("a", 443)).toBe(1);
    expect(find("a", 8443)).toBe(3);
    expect(find("a", 80)).toBe(-1);
    expect(find("a", ANY_PORT)).toBe(1);
    expect(find("b", 80)).toBe(2);
  });
  test("a wildcard on the port beats an exact name on another", () => {
    clear();
    add("x.a", 443, 1);
    add(".a", 8443, 2);
    link();
    expect(find("x.a", 443)).toBe(1);
    expect(find("x.a", 8443)).toBe(2);
  });
  test("hundreds of hosts in few buckets are all found", () => {
    clear();
    for (let i = 0; i < 500; i++) add("host-" + i.toString(), 0, i);
    count = 8;
    linkRecords(BASE, BUCKETS * 2, last, 64, count);
    for (let i = 0; i < 500; i++) expect(find("host-" + i.toString(), ANY_PORT)).toBe(i);
    expect(find("host-500", ANY_PORT)).toBe(-1);
  });
  test("hashBackwards of a suffix is a step on the way to that of the whole", () => {
    const text = at("a.example");
    expect(hashBackwards(text + 1, 8)).toBe(hashBackwards(at(".example"), 8));
    expect(hashBackwards(text, 9)).not.toBe(hashBackwards(text + 1, 8));
  });
  test("bucketCount is a power of two that holds all, at least 8", () => {
    expect(bucketCount(0)).toBe(8);
    expect(bucketCount(8)).toBe(8);
    expect(bucketCount(9)).toBe(16);
    expect(bucketCount(5000)).toBe(8192);
  });
});
