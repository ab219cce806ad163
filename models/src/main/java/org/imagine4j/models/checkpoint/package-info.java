/**
 * Reads published checkpoints: what parameters a file holds and, streaming, their values.
 *
 * <p>A {@link org.imagine4j.models.checkpoint.Checkpoint} is an index of {@link org.imagine4j.models.checkpoint.Tensor
 * tensors}; values stay in the file until they are read in blocks, so that a checkpoint of any size needs little Java
 * heap. There is one class for each file format. {@link org.imagine4j.models.checkpoint.Parameters} are what a network
 * asks for, by name and shape.
 */
package org.imagine4j.models.checkpoint;
