type Emitter = Pick<NodeJS.Process, 'on' | 'off'>;

/**
 * One mistake in one listener must not take every open terminal and running job with it: it is said, and the server
 * goes on. Gives what ends that.
 */
export function outliveMistakes(of: Emitter, report: (thrown: unknown) => void): () => void {
  const told = (thrown: unknown) => {
    try {
      report(thrown);
    } catch {
      // A terminal that was closed takes no more words.
    }
  };
  of.on('uncaughtException', told);
  of.on('unhandledRejection', told);
  return () => {
    of.off('uncaughtException', told);
    of.off('unhandledRejection', told);
  };
}
