/**
 * What a field begins with that will hold large or fractional numbers. The virtual machine keeps small integers and
 * doubles differently, and -0 is a double: with it, the first instant beyond two seconds does not change the shape of
 * every object of the class, which would throw away the code that had been optimized for the old one.
 */
export const ZERO: number = -0;
