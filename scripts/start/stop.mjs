/** Thrown to end a command with a sentence for people, without a stack trace. */
export class Stop extends Error {
  /**
   * @param {string} message
   * @param {number} exitCode
   */
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/**
 * Runs a command to its end and exits with the code it gives.
 * @param {() => Promise<number>} command
 */
export async function run(command) {
  try {
    process.exitCode = await command();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    if (error.message !== "") console.error(error.message);
    process.exitCode = error.exitCode;
  }
}
