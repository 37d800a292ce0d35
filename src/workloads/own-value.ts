/** What a map of a scenario holds under a key that somebody else wrote; nothing that every object has, such as `constructor`. */
export function ownValue<Value>(map: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}
