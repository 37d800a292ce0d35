/** Why a number cannot be what its name says; undefined when it can. The building blocks of every distribution's check. */
export function notPositive(name: string, value: number): string | undefined {
  return value > 0 && value < Number.POSITIVE_INFINITY ? undefined : `the ${name} must be more than 0`;
}

export function negative(name: string, value: number): string | undefined {
  return value >= 0 && value < Number.POSITIVE_INFINITY ? undefined : `the ${name} must not be negative`;
}
