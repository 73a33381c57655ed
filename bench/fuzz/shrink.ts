/** Runs at most. */
const most = 400;

/** A shorter text that still fails: ever smaller pieces are left out as long as `fails` says so. */
export async function shrink(text: string, fails: (shorter: string) => Promise<boolean>): Promise<string> {
  let best = text;
  let runs = 0;
  for (let piece = Math.ceil(best.length / 2); piece >= 1; piece = piece === 1 ? 0 : Math.ceil(piece / 2)) {
    for (let at = 0; at < best.length && runs < most;) {
      const shorter = best.slice(0, at) + best.slice(at + piece);
      runs++;
      if (await fails(shorter)) best = shorter;
      else at += piece;
    }
  }
  return best;
}
