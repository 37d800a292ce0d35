/** `user:password@` of an address; up to the last @, since a password that was not encoded may contain one. */
const PASSWORD = /\b((?:[a-z][a-z0-9+.-]*:\/\/|(?:rediss?|postgres(?:ql)?):\/?)[^\s:@/"']*):[^\s]*@/gi;
/** `?password=...` */
const PARAMETER = /([?&]password=)[^&\s"',}]*/gi;

/** A text as it may be shown: `redis://user:***@host`. For everything that prints what somebody wrote. */
export function hideSecrets(text: string): string {
  return text.replace(PASSWORD, '$1:***@').replace(PARAMETER, '$1***');
}
