/** Image tokens to pixels and back: the VQGAN. */
package org.imagine4j.inference.painting;
