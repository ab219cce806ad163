/**
 * The PyTorch port min-dalle gives the same parameters other names and other layouts; here they get flax's back, so that
 * everything else knows one naming only.
 */
package org.imagine4j.models.mindalle;
