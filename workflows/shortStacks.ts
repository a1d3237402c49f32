/**
 * Loaded before the first case. The SDK takes a stack trace of every promise that a case makes and looks each of its places up
 * in the source map: more than all our own work. One place, where an error was thrown, is what a programming error keeps.
 */
Error.stackTraceLimit = 1;
