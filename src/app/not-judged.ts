/** A scenario that cannot be run on this machine, for want of something that is no fault of its own: one line says of what. Exit code 3. */
export class NotJudged extends Error {
  override readonly name = 'NotJudged';
}
