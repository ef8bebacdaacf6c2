/** P(X <= count) for a Poisson variable of the given mean; summed from the largest term down, in logarithms, so that it never underflows. */
export function poissonAtMost(count: number, mean: number): number {
  if (count < 0) return 0;
  if (mean <= 0) return 1;
  let logTerm = -mean;
  let logSum = logTerm;
  for (let k = 1; k <= count; k += 1) {
    logTerm += Math.log(mean / k);
    const [high, low] = logSum > logTerm ? [logSum, logTerm] : [logTerm, logSum];
    logSum = high + Math.log1p(Math.exp(low - high));
    if (k > mean && logTerm < logSum - 40) break;
  }
  return Math.min(1, Math.exp(logSum));
}
