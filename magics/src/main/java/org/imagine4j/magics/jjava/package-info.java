/**
 * The adapter for kernels with JJava's extension interface: stock JJava and our own kernel. It keeps to the part of
 * that interface that is the same in all releases from 1.0-a6 on.
 */
package org.imagine4j.magics.jjava;
