/**
 * The magics that every session has: one class each, declared by picocli's annotations and listed in {@link
 * org.imagine4j.kernel.magic.builtin.BuiltInMagics}. What they need of the kernel is {@link
 * org.imagine4j.kernel.magic.builtin.Session}.
 */
package org.imagine4j.kernel.magic.builtin;
