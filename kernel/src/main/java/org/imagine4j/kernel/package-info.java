/**
 * A Jupyter kernel for Java. {@link org.imagine4j.kernel.Main} starts it, {@link org.imagine4j.kernel.Kernel} puts its
 * three layers together: {@code wire} (ZeroMQ), {@code core} (the protocol), {@code notebook} (Java in a notebook, on
 * the engine in {@code jshell} and the {@code magic}s). {@code render} is how values look, {@code maven} where libraries
 * come from. {@link org.imagine4j.kernel.Notebook} is what cells can call.
 */
package org.imagine4j.kernel;
