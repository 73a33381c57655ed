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
  writeStage,
} from "../../assembly/path/pipeline";
import { SEEN_ALWAYS, SEEN_PERCENT, SEEN_SLASH_SLASH, SEEN_UPPER } from "../../assembly/bytes/classes.gen";
import { STEP_COUNT } from "../../assembly/path/registry.gen";
import { scan } from "../../assembly/path/scan";
import { fullScreen } from "./full-screen";
import { at, textAt } from "./memory";

const STAGES = memory.data(576, 8);
const LONG = memory.data(131072, 16);
let stages: u32 = 0;

function list(): void {
  stages = 0;
}

function add(step: u32, action: u32): void {
  writeStage(stageAt(STAGES, stages++), step, action, 1);
}

function addWith(step: u32, action: u32, option: u32): void {
  writeStage(stageAt(STAGES, stages++), step, action, option);
}

function run(path: string): Outcome {
  const from = at(path);
  const outcome = runPipeline(
    STAGES,
    stages,
    from,
    path.length,
    scan(fullScreen(), from, from + path.length),
    fullScreen(),
  );
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
  test("triggers are a step's own, without the mark of a check", () => {
    expect(triggersOf(Step.LowerCase)).toBe(SEEN_UPPER);
    expect(triggersOf(Step.MergeSlashes)).toBe(SEEN_SLASH_SLASH);
    expect(triggersOf(Step.InvalidPercent)).toBe(SEEN_PERCENT);
    for (let step: u32 = 0; step < STEP_COUNT; step++) {
      expect(triggersOf(step)).toBeGreaterThan(0, step.toString());
      expect(triggersOf(step)).toBeLessThan(SEEN_ALWAYS << 1, step.toString());
    }
  });
  test("checks are told from steps that rewrite", () => {
    const checks: u32[] = [
      Step.AboveRoot,
      Step.Control,
      Step.InvalidPercent,
      Step.InvalidUtf8,
      Step.NonAscii,
      Step.Nul,
      Step.TooLong,
      Step.Undecoded,
    ];
    for (let step: u32 = 0; step < STEP_COUNT; step++) expect(isCheck(step)).toBe(checks.includes(step));
  });
  test("a stage is eight bytes: step, action, and an option of 32 bits", () => {
    expect(stageAt(STAGES, 3)).toBe(STAGES + 24);
    memory.fill(STAGES, 0xff, 24);
    writeStage(stageAt(STAGES, 1), Step.TooLong, ACTION_REPORT, 131072);
    expect(load<u64>(STAGES)).toBe(u64.MAX_VALUE);
    expect(load<u64>(STAGES + 16)).toBe(u64.MAX_VALUE);
    expect<u32>(load<u8>(STAGES + 8)).toBe(Step.TooLong);
    expect<u32>(load<u8>(STAGES + 9)).toBe(ACTION_REPORT);
    expect(load<u16>(STAGES + 10)).toBe(0);
    expect(load<u32>(STAGES + 12)).toBe(131072);
  });
  test("each stage runs with its own option, one above 65535 too", () => {
    list();
    addWith(Step.TooLong, ACTION_REPORT, 3);
    addWith(Step.DecodePercent, ACTION_REWRITE, 2);
    addWith(Step.TooLong, ACTION_REJECT, 4);
    expect(run("/%25%34%31")).toBe(Outcome.Rewritten);
    expect(value()).toBe("/A");
    expect(reports).toBe(1);
    expect(run("/abcd")).toBe(Outcome.Rejected);
    expect(decidingStep).toBe(Step.TooLong);
    memory.fill(LONG, 0x61, MAX_PATH);
    list();
    addWith(Step.TooLong, ACTION_REJECT, 131071);
    expect(runPipeline(STAGES, 1, LONG, 131071, scan(fullScreen(), LONG, LONG + 131071), fullScreen())).toBe(
      Outcome.Clean,
    );
    expect(runPipeline(STAGES, 1, LONG, 131072, scan(fullScreen(), LONG, LONG + 131072), fullScreen())).toBe(
      Outcome.Rejected,
    );
  });
  test("a step that looks at every path runs on one in which the scan saw nothing else", () => {
    list();
    addWith(Step.TooLong, ACTION_REJECT, 1);
    expect(triggersOf(Step.TooLong)).toBe(SEEN_ALWAYS);
    expect(run("/a")).toBe(Outcome.Rejected);
    expect(run("/")).toBe(Outcome.Clean);
    expect(run("")).toBe(Outcome.Clean);
  });
  test("a slash or a dot that comes to the end on the way is seen by the steps behind", () => {
    list();
    add(Step.StripParams, ACTION_REWRITE);
    add(Step.StripTrailingSlash, ACTION_REWRITE);
    add(Step.StripTrailingDots, ACTION_REWRITE);
    expect(run("/a./;b")).toBe(Outcome.Rewritten);
    expect(value()).toBe("/a");
  });
  test("the longest path may grow threefold", () => {
    memory.fill(LONG, 0xff, MAX_PATH);
    list();
    add(Step.EscapeUnsafe, ACTION_REWRITE);
    add(Step.LowerCase, ACTION_REWRITE);
    const outcome = runPipeline(
      STAGES,
      stages,
      LONG,
      MAX_PATH,
      scan(fullScreen(), LONG, LONG + MAX_PATH),
      fullScreen(),
    );
    expect(outcome).toBe(Outcome.Rewritten);
    expect(resultSize).toBe(3 * MAX_PATH);
    expect(textAt(result, 6)).toBe("%ff%ff");
    expect(textAt(result + resultSize - 3, 3)).toBe("%ff");
  });
  test("so may one of bytes and of %uXXXX that grow by half, and neither grows again", () => {
    const escape = at("%u8000");
    for (let i: usize = 0; i + 6 <= MAX_PATH; i += 6) memory.copy(LONG + i, escape, 6);
    const size = MAX_PATH - (MAX_PATH % 6);
    list();
    add(Step.DecodeUnicode, ACTION_REWRITE);
    expect(runPipeline(STAGES, stages, LONG, size, scan(fullScreen(), LONG, LONG + size), fullScreen())).toBe(
      Outcome.Rewritten,
    );
    expect(resultSize).toBe((size / 2) * 3);
    expect(textAt(result + resultSize - 9, 9)).toBe("%E8%80%80");
    add(Step.DecodePercent, ACTION_REWRITE);
    add(Step.EscapeUnsafe, ACTION_REWRITE);
    add(Step.DecodeUnicode, ACTION_REWRITE);
    expect(runPipeline(STAGES, stages, LONG, size, scan(fullScreen(), LONG, LONG + size), fullScreen())).toBe(
      Outcome.Rewritten,
    );
    expect(resultSize).toBe((size / 2) * 3);
  });
});
