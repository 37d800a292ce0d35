/** An address of the program, known once the compiler has come there. */
export class Label {
  address = -1;
}
