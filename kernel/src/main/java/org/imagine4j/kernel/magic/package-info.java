/**
 * Magics: finding them in a cell, splitting their arguments, translating them to Java, and what each declares of itself.
 * Those that are built in live in {@code builtin}.
 */
package org.imagine4j.kernel.magic;
