/** The same values in an array of at least `length`, at least twice as long as before. */
export function grown<Column extends Float64Array | Int32Array | Uint8Array>(values: Column, length: number): Column {
  const larger = new (values.constructor as new (length: number) => Column)(Math.max(values.length * 2, length));
  larger.set(values);
  return larger;
}
