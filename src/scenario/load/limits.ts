/** How large a scenario may be. A scenario describes an experiment; data belongs into files of its own. */
export const MAX_BYTES = 1024 * 1024;
/** How deep maps and lists may be nested. */
export const MAX_DEPTH = 64;
/** How many values a file may hold, those that its aliases stand for counted each time. */
export const MAX_VALUES = 50_000;
/** How many problems are shown of one file's syntax: one mistake of indentation can cause thousands. */
export const MAX_SYNTAX_PROBLEMS = 20;
