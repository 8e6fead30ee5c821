/** Requests for tokens, as pages send them, and many of them at once. */

/** @throws {Error} when the answer is none that opens a document */
export async function askForToken(endpoint: string, sourceURI: string): Promise<void> {
  const body = JSON.stringify({ action: 'open', sourceURI, permission: { readonly: true } });
  const answer = await fetch(endpoint, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`the token endpoint answered ${answer.status}: ${text}`);
}

/** @param atOnce how many are under way at any time @param duration ms */
export async function requestsPerSecond(ask: () => Promise<unknown>, atOnce: number, duration: number): Promise<number> {
  let answered = 0;
  const start = performance.now();
  const one = async () => {
    while (performance.now() - start < duration) {
      await ask();
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return (answered / (performance.now() - start)) * 1_000;
}
