/** Draws values of one distribution from one stream. */
export interface Sampler {
  sample(): number;
}
