/**
 * Models as people know them: their names, cards and recommended settings.
 *
 * <p>The packages below hold what turns a published checkpoint into ONNX graphs on disk:
 *
 * <ul>
 *   <li>{@link org.imagine4j.models.checkpoint} reads the weights,
 *   <li>{@link org.imagine4j.models.onnx} builds ONNX graphs,
 *   <li>{@link org.imagine4j.models.dallebart} and {@link org.imagine4j.models.vqgan} know the two networks,
 *   <li>{@link org.imagine4j.models.catalogue} knows the published models by name,
 *   <li>{@link org.imagine4j.models.hub} downloads,
 *   <li>{@link org.imagine4j.models.store} keeps imported models on disk and brings the bundled one.
 * </ul>
 */
package org.imagine4j.models;
