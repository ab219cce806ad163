/** Watching a run: one display that goes from progress over a growing preview to the pictures. */
package org.imagine4j.magics.live;
