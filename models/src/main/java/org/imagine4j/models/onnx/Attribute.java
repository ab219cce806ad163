package org.imagine4j.models.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import com.google.protobuf.ByteString;

/** A named attribute of a node. */
public final class Attribute {

    private final AttributeProto proto;

    private Attribute(AttributeProto.Builder proto) {
        this.proto = proto.build();
    }

    public static Attribute of(String name, long value) {
        return new Attribute(AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.INT)
                .setI(value));
    }

    public static Attribute of(String name, float value) {
        return new Attribute(AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.FLOAT)
                .setF(value));
    }

    public static Attribute of(String name, String value) {
        return new Attribute(AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value)));
    }

    /** A graph that the node runs; nothing may be added to it afterwards. */
    public static Attribute of(String name, GraphBuilder body) {
        return new Attribute(AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.GRAPH)
                .setG(body.graph()));
    }

    public static Attribute ofAll(String name, long... values) {
        AttributeProto.Builder proto = AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS);
        for (long value : values) {
            proto.addInts(value);
        }
        return new Attribute(proto);
    }

    AttributeProto proto() {
        return proto;
    }
}
