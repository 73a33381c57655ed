/** Lines of Envoy's log that say that something broke: errors, crashes, failed VMs. What filters report is at level warning. */
export function isBadLine(line: string): boolean {
  return (
    /^\[[^\]]*\](\[[^\]]*\])?\[(error|critical)\]/.test(line) ||
    /Uncaught|RuntimeError|Segmentation|assert failure|panic|Caught Segmentation|Caught Abort|backtrace/i.test(line)
  );
}
