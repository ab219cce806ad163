package org.imagine4j.models.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import org.imagine4j.models.Precision;

/** Types of a graph's values. */
public enum ElementType {
    FLOAT(DataType.FLOAT, 4),
    FLOAT16(DataType.FLOAT16, 2),
    DOUBLE(DataType.DOUBLE, 8),
    UINT8(DataType.UINT8, 1),
    INT32(DataType.INT32, 4),
    INT64(DataType.INT64, 8),
    BOOL(DataType.BOOL, 1);

    private final DataType onnx;
    private final int bytes;

    ElementType(DataType onnx, int bytes) {
        this.onnx = onnx;
        this.bytes = bytes;
    }

    /** The floating-point type that a graph of a precision computes in. */
    public static ElementType floatsOf(Precision precision) {
        return precision == Precision.FP16 ? FLOAT16 : FLOAT;
    }

    int onnxNumber() {
        return onnx.getNumber();
    }

    /** Size of one number in bytes. */
    int bytes() {
        return bytes;
    }
}
