import { Step } from "../../assembly/bytes/words.gen";
import {
  ACTION_REDIRECT,
  ACTION_REJECT,
  ACTION_REPORT,
  ACTION_REWRITE,
  decidingStep,
  isCheck,
  MAX_PATH,
  Outcome,
  reportedStep,
  reports,
  result,
  resultSize,
  runPipeline,
  stageAt,
  triggersOf,
  triggersOfAll,
  writeStage,
} from "../../assembly/path/pipeline";
import { SEEN_SLASH_SLASH, SEEN_UPPER } from "../../assembly/bytes/classes.gen";
import { scan } from "../../assembly/path/scan";
import { at, textAt } from "./memory";

const STAGES = memory.data(512, 4);
const LONG = memory.data(131072, 16);
let stages: u32 = 0;

function list(): void {
  stages = 0;
}

function add(step: u32, action: u32): void {
  writeStage(stageAt(STAGES, stages++), step, action, 1);
}

function run(path: string): Outcome {
  const from = at(path);
  const outcome = runPipeline(STAGES, stages, from, path.length, scan(from, from + path.length));
  expect(textAt(from, path.length)).toBe(path, "the input is not written to");
  return outcome;
}

function value(): string {
  return textAt(result, resultSize);
}

describe("pipeline", () => {
  test("steps run in their order, each on what the one before wrote", () => {
    list();
    add(Step.DecodeSlashes, ACTION_REWRITE);
    add(Step.MergeSlashes, ACTION_REWRITE);
    add(Step.LowerCase, ACTION_REWRITE);
    expect(run("/A%2f/B")).toBe(Outcome.Rewritten);
    expect(value()).toBe("/a/b");
    list();
    add(Step.MergeSlashes, ACTION_REWRITE);
    add(Step.DecodeSlashes, ACTION_REWRITE);
    expect(run("/A%2f/B")).toBe(Outcome.Rewritten);
    expect(value()).toBe("/A//B");
  });
  test("a trigger that appears on the way is seen by the steps behind", () => {
    list();
    add(Step.DecodeUnreserved, ACTION_REWRITE);
    add(Step.RemoveDotSegments, ACTION_REWRITE);
    add(Step.LowerCase, ACTION_REWRITE);
    expect(run("/a/%2e%2e/%41")).toBe(Outcome.Rewritten);
    expect(value()).toBe("/a");
  });
  test("nothing to do, nothing done", () => {
    list();
    add(Step.LowerCase, ACTION_REJECT);
    expect(run("/a")).toBe(Outcome.Clean);
    expect(value()).toBe("/a");
    expect(reports).toBe(0);
  });
  test("reject stops at its step, and beats an earlier redirect", () => {
    list();
    add(Step.LowerCase, ACTION_REDIRECT);
    add(Step.MergeSlashes, ACTION_REJECT);
    expect(run("/A")).toBe(Outcome.Redirected);
    expect(decidingStep).toBe(Step.LowerCase);
    expect(run("/A//b")).toBe(Outcome.Rejected);
    expect(decidingStep).toBe(Step.MergeSlashes);
  });
  test("a redirect goes to what all steps make of it, and names the first that asked", () => {
    list();
    add(Step.FoldBackslash, ACTION_REWRITE);
    add(Step.MergeSlashes, ACTION_REDIRECT);
    add(Step.LowerCase, ACTION_REDIRECT);
    expect(run("/A\\\\B")).toBe(Outcome.Redirected);
    expect(decidingStep).toBe(Step.MergeSlashes);
    expect(value()).toBe("/a/b");
  });
  test("report keeps the value and is counted", () => {
    list();
    add(Step.LowerCase, ACTION_REPORT);
    add(Step.MergeSlashes, ACTION_REPORT);
    expect(run("/A//B")).toBe(Outcome.Clean);
    expect(value()).toBe("/A//B");
    expect(reports).toBe(2);
    expect(reportedStep).toBe(Step.LowerCase);
    expect(run("/a")).toBe(Outcome.Clean);
    expect(reports).toBe(0);
  });
  test("a check rejects or reports, and a step that refuses rejects whatever its action", () => {
    list();
    add(Step.Nul, ACTION_REPORT);
    expect(run("/%00")).toBe(Outcome.Clean);
    expect(reports).toBe(1);
    list();
    add(Step.EnvoyNormalizePath, ACTION_REWRITE);
    expect(run("/%00")).toBe(Outcome.Rejected);
    expect(decidingStep).toBe(Step.EnvoyNormalizePath);
  });
  test("triggers of a list are those of its steps together", () => {
    list();
    add(Step.LowerCase, ACTION_REWRITE);
    add(Step.MergeSlashes, ACTION_REWRITE);
    expect(triggersOf(Step.LowerCase)).toBe(SEEN_UPPER);
    expect(triggersOfAll(STAGES, stages)).toBe(SEEN_UPPER | SEEN_SLASH_SLASH);
    expect(triggersOfAll(STAGES, 0)).toBe(0);
  });
  test("nul alone is a check", () => {
    expect(isCheck(Step.Nul)).toBe(true);
    expect(isCheck(Step.LowerCase)).toBe(false);
  });
  test("the longest path may grow threefold", () => {
    memory.fill(LONG, 0xff, MAX_PATH);
    list();
    add(Step.EscapeUnsafe, ACTION_REWRITE);
    add(Step.LowerCase, ACTION_REWRITE);
    const outcome = runPipeline(STAGES, stages, LONG, MAX_PATH, scan(LONG, LONG + MAX_PATH));
    expect(outcome).toBe(Outcome.Rewritten);
    expect(resultSize).toBe(3 * MAX_PATH);
    expect(textAt(result, 6)).toBe("%ff%ff");
    expect(textAt(result + resultSize - 3, 3)).toBe("%ff");
  });
});
