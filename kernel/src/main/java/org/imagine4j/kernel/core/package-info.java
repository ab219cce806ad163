/**
 * The kernel proper: what each Jupyter request means. A table of handlers, busy and idle, the order of execution, output
 * streams, history. Knows neither sockets nor Java the language: {@link org.imagine4j.kernel.core.Interpreter} is all
 * it sees of the one, {@link org.imagine4j.kernel.wire.Transport} of the other.
 */
package org.imagine4j.kernel.core;
