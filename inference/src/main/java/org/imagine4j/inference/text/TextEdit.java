package org.imagine4j.inference.text;

/**
 * One place where a step changed a text.
 *
 * @param before what stood there; empty for an insertion
 * @param after what stands there now; empty for a removal
 */
public record TextEdit(Span before, Span after) {}
