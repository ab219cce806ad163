/**
 * How values look: each {@link org.imagine4j.magics.render.View} offers HTML, plain text and sometimes a PNG.
 *
 * <p>The HTML is built from {@link org.imagine4j.magics.render.Html} elements, which escape whatever they are given. It
 * carries inline styles (a notebook that is opened without being trusted keeps them), takes its text colours from
 * its surroundings so that it reads well in light and dark themes, and needs no script and nothing from the network.
 * What answers to pointing has a stylesheet of its own, see {@link org.imagine4j.magics.render.Stage}, without which
 * everything is still there to be seen.
 */
package org.imagine4j.magics.render;
