/** ONNX Runtime as the pipeline uses it: one environment, sessions with the right options. */
package org.imagine4j.inference.runtime;
