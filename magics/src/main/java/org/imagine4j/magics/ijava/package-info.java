/**
 * The adapter for IJava 1.3.0, built on the library below that kernel; of its own classes, which no repository has, nothing is
 * needed but a few methods, found by name. Nothing else links to any of it.
 */
package org.imagine4j.magics.ijava;
