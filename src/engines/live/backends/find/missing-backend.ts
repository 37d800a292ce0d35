/** There is no server for a node that wants one: the scenario cannot be judged here, exit code 3. One line says what is missing and what to do. */
export class MissingBackend extends Error {
  override readonly name = 'MissingBackend';
}
