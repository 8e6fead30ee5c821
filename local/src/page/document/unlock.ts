/** Asks the reader for a document's password until the server takes one. It goes there in a request's body and is kept nowhere. */
import { Trouble, asTrouble } from '../connection/http.js';
import type { PasswordProblem } from '../words/codes.js';
import type { ViewHost } from '../views/view.js';

/** What is wrong with the last password, or with the way it took, and does not end the asking. */
const problems: readonly PasswordProblem[] = ['WrongPassword', 'Throttling', 'Network'];

/** @param problem what the server has said of the password it was given with the document */
export async function unlock(host: ViewHost, problem: PasswordProblem | null): Promise<void> {
  const { session } = host;
  for (;;) {
    const password = await host.askPassword(problem);
    try {
      await session.post('password', { password });
      host.passwordAccepted();
      return;
    } catch (error) {
      session.signal.throwIfAborted();
      const { code } = asTrouble(error);
      const found = problems.find((each) => each === code);
      if (!found) throw error instanceof Trouble ? error : new Trouble('PasswordRequired');
      problem = found;
    }
  }
}
