/**
 * Java, evaluated by JShell inside this very JVM: the engine, the class loader and stop checks of its snippets, and
 * where a piece of code stood in its cell. Knows neither notebooks nor messages.
 */
package org.imagine4j.kernel.jshell;
