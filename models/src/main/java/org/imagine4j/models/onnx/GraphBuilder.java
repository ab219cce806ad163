package org.imagine4j.models.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Builds one ONNX graph, node by node.
 *
 * <p>Operators of the default domain follow opset {@value #OPSET}; {@link #contrib} reaches ONNX Runtime's own
 * operators (domain {@code com.microsoft}).
 */
public final class GraphBuilder {

    private static final int OPSET = 20;
    private static final int IR_VERSION = 9;
    private static final String CONTRIB_DOMAIN = "com.microsoft";

    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private final WeightFile weights;
    private final Set<String> added = new HashSet<>();
    private final Map<String, String> outputNames = new HashMap<>();
    private int nextNode;

    /**
     * @param name of the graph
     * @param weights receives the weights
     */
    public GraphBuilder(String name, WeightFile weights) {
        this.weights = weights;
        graph.setName(name);
    }

    /**
     * Declares an input.
     *
     * @param dimensions an {@link Integer} for a fixed dimension, a {@link String} for a symbolic one
     */
    public Value input(String name, ElementType type, Object... dimensions) {
        graph.addInput(valueInfo(name, type, dimensions));
        return new Value(name);
    }

    /** Declares a value as an output; it takes that name. Dimensions as for {@link #input}. */
    public void output(String name, Value value, ElementType type, Object... dimensions) {
        graph.addOutput(valueInfo(name, type, dimensions));
        if (outputNames.put(value.name(), name) != null) {
            throw new IllegalArgumentException(value.name() + " is an output already");
        }
    }

    /** A weight, stored in the weight file. */
    public Value weight(Weight weight) throws IOException {
        if (added.add(weight.name())) {
            WeightFile.Location location = weights.add(weight);
            TensorProto.Builder tensor = TensorProto.newBuilder()
                    .setName(weight.name())
                    .setDataType(ElementType.FLOAT.onnxNumber())
                    .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                    .addExternalData(entry("location", location.file()))
                    .addExternalData(entry("offset", Long.toString(location.offset())))
                    .addExternalData(entry("length", Long.toString(location.length())));
            weight.shape().forEach(tensor::addDims);
            graph.addInitializer(tensor);
        }
        return new Value(weight.name());
    }

    /** A constant vector of integers, as shapes and axes are. */
    public Value integers(long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return constant("integers" + Arrays.toString(values), ElementType.INT64, bytes, values.length);
    }

    /** A constant scalar. */
    public Value scalar(float value) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putFloat(0, value);
        return constant("scalar" + value, ElementType.FLOAT, bytes);
    }

    /** A constant vector of 32-bit floats. */
    public Value floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return constant("floats" + Arrays.toString(values), ElementType.FLOAT, bytes, values.length);
    }

    private Value constant(String name, ElementType type, ByteBuffer bytes, long... shape) {
        if (added.add(name)) {
            TensorProto.Builder tensor = TensorProto.newBuilder()
                    .setName(name)
                    .setDataType(type.onnxNumber())
                    .setRawData(ByteString.copyFrom(bytes));
            Arrays.stream(shape).forEach(tensor::addDims);
            graph.addInitializer(tensor);
        }
        return new Value(name);
    }

    /** A node of the default domain with one output. */
    public Value op(String operator, List<Value> inputs, Attribute... attributes) {
        return node("", operator, inputs, 1, attributes).get(0);
    }

    /** A node of the default domain with several outputs. */
    public List<Value> ops(String operator, List<Value> inputs, int outputs, Attribute... attributes) {
        return node("", operator, inputs, outputs, attributes);
    }

    /** A node of ONNX Runtime's own domain. */
    public List<Value> contrib(String operator, List<Value> inputs, int outputs, Attribute... attributes) {
        return node(CONTRIB_DOMAIN, operator, inputs, outputs, attributes);
    }

    private List<Value> node(String domain, String operator, List<Value> inputs, int outputs, Attribute... attributes) {
        String name = operator + "_" + nextNode++;
        List<Value> values = IntStream.range(0, outputs)
                .mapToObj(i -> new Value(i == 0 ? name : name + ":" + i))
                .toList();
        NodeProto.Builder node =
                NodeProto.newBuilder().setName(name).setOpType(operator).setDomain(domain);
        inputs.forEach(input -> node.addInput(input.name()));
        values.forEach(value -> node.addOutput(value.name()));
        Arrays.stream(attributes).forEach(attribute -> node.addAttribute(attribute.proto()));
        graph.addNode(node);
        return values;
    }

    /** Writes the model; the weight file must lie in the same folder. */
    public void write(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            build().writeTo(out);
        }
    }

    private ModelProto build() {
        graph.getNodeBuilderList().forEach(node -> {
            for (int i = 0; i < node.getInputCount(); i++) {
                node.setInput(i, outputNames.getOrDefault(node.getInput(i), node.getInput(i)));
            }
            for (int i = 0; i < node.getOutputCount(); i++) {
                node.setOutput(i, outputNames.getOrDefault(node.getOutput(i), node.getOutput(i)));
            }
        });
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("imagine4j")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .addOpsetImport(OperatorSetIdProto.newBuilder()
                        .setDomain(CONTRIB_DOMAIN)
                        .setVersion(1))
                .setGraph(graph)
                .build();
    }

    private static ValueInfoProto valueInfo(String name, ElementType type, Object... dimensions) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (Object dimension : dimensions) {
            if (dimension instanceof Integer fixed) {
                shape.addDimBuilder().setDimValue(fixed);
            } else {
                shape.addDimBuilder().setDimParam((String) dimension);
            }
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.onnxNumber())
                                .setShape(shape)))
                .build();
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }
}
