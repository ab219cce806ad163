/**
 * What can be typed after a magic's name. Every magic's options are one picocli-annotated class that extends
 * {@link org.imagine4j.magics.option.MagicOptions}: its annotations are the single declaration behind parsing, error
 * messages and {@code --help}.
 */
package org.imagine4j.magics.option;
