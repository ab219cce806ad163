/**
 * Magics: finding them in a cell, splitting their arguments, translating them to Java, and the few that are built in.
 */
package org.imagine4j.kernel.magic;
