/** The oracle of the tests in this folder; it ships no types. */
declare module 'jstat' {
  const module: {
    readonly jStat: {
      readonly studentt: { inv(share: number, degrees: number): number };
      gammaln(x: number): number;
      ibeta(x: number, a: number, b: number): number;
    };
  };
  export default module;
}
