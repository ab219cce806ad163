package org.imagine4j.models.catalogue;

/**
 * A file of a model on a Hugging Face compatible hub.
 *
 * @param repository owner and name, for example {@code dalle-mini/dalle-mini}
 * @param path the file in the repository
 * @param folder the part of the checkpoint it belongs to: {@code dalle}, {@code vqgan} or {@code clip}
 * @param bytes its size, approximately: the hub knows it exactly
 * @param optional whether the model can do without, should the repository not have it
 */
public record KnownFile(String repository, String path, String folder, long bytes, boolean optional) {}
