/**
 * Builds ONNX graphs: nodes and values ({@link org.imagine4j.models.onnx.GraphBuilder}) whose weights lie in one file
 * beside them ({@link org.imagine4j.models.onnx.WeightFile}), so that graphs share weights and a runtime can map them
 * into memory.
 *
 * <p>Knows ONNX and nothing of the networks built with it.
 */
package org.imagine4j.models.onnx;
