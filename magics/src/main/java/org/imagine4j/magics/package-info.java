/**
 * The Java API: {@link org.imagine4j.magics.Imagine} asks for pictures, {@link org.imagine4j.magics.Studio} plans and
 * makes them. The magics stand on these two as well, so that a notebook's {@code %imagine} and Java's {@code Imagine}
 * mean the same thing.
 *
 * <p>Dependencies inside this module point one way: {@code jjava → magic → option, live → render, notebook → sweep
 * → } this package {@code → gallery}. Only {@code jjava} knows a kernel.
 */
package org.imagine4j.magics;
