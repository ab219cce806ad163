package org.imagine4j.models.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;

/** Types of graph inputs and outputs. */
public enum ElementType {
    FLOAT(DataType.FLOAT),
    INT32(DataType.INT32),
    INT64(DataType.INT64);

    private final DataType onnx;

    ElementType(DataType onnx) {
        this.onnx = onnx;
    }

    int onnxNumber() {
        return onnx.getNumber();
    }
}
