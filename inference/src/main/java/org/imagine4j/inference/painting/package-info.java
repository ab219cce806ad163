/** Image tokens to pixels: the VQGAN decoder. */
package org.imagine4j.inference.painting;
