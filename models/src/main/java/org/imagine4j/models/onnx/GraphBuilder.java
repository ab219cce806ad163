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
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Builds one ONNX graph, node by node.
 *
 * <p>Operators of the default domain follow opset {@value #OPSET}; {@link #contrib} reaches ONNX Runtime's own
 * operators (domain {@code com.microsoft}). Weights and scalars are of one floating-point type, the graph's.
 */
public final class GraphBuilder {

    private static final int OPSET = 20;
    private static final int IR_VERSION = 9;
    private static final String CONTRIB_DOMAIN = "com.microsoft";

    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private final WeightFile weights;
    private final ElementType floatType;
    private final Optional<GraphBuilder> outer;
    private final Set<String> added = new HashSet<>();
    private final Map<String, String> outputNames = new HashMap<>();
    private int nextNode;

    /** A matrix in unsigned 8 bits: {@code (values − ZERO) · scales}. */
    public record Int8Value(Value values, Value scales) {

        /** What stands for zero. */
        public static final int ZERO = 128;
    }

    private GraphBuilder(String name, WeightFile weights, ElementType floatType, Optional<GraphBuilder> outer) {
        this.weights = weights;
        this.floatType = floatType;
        this.outer = outer;
        graph.setName(name);
    }

    /**
     * A graph of 32-bit floats.
     *
     * @param name of the graph
     * @param weights receives the weights
     */
    public GraphBuilder(String name, WeightFile weights) {
        this(name, weights, ElementType.FLOAT);
    }

    /**
     * @param name of the graph
     * @param weights receives the weights
     * @param floatType {@link ElementType#FLOAT} or {@link ElementType#FLOAT16}: the type of weights and scalars
     */
    public GraphBuilder(String name, WeightFile weights, ElementType floatType) {
        this(name, weights, floatType, Optional.empty());
    }

    /**
     * A graph inside this one, for the attribute of a node that runs it. It sees this graph's values, and shares its
     * weights and constants.
     */
    public GraphBuilder body(String name) {
        return new GraphBuilder(name, weights, floatType, Optional.of(this));
    }

    /** The type of weights and scalars. */
    public ElementType floatType() {
        return floatType;
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
        return stored(floatType == ElementType.FLOAT16 ? StoredWeight.halves(weight) : StoredWeight.floats(weight));
    }

    /** A matrix {@code [in, out]}, stored in 8 bits with a scale for each column. */
    public Int8Value int8(Weight matrix) throws IOException {
        Int8Matrix quantised = new Int8Matrix(matrix);
        return new Int8Value(stored(quantised.values()), stored(quantised.scales()));
    }

    private Value stored(StoredWeight weight) throws IOException {
        if (outer.isPresent()) {
            return outer.get().stored(weight);
        }
        if (added.add(weight.name())) {
            WeightFile.Location location = weights.add(weight);
            TensorProto.Builder tensor = TensorProto.newBuilder()
                    .setName(weight.name())
                    .setDataType(weight.type().onnxNumber())
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
        ByteBuffer bytes = littleEndian(values.length * Long.BYTES);
        bytes.asLongBuffer().put(values);
        return constant("integers" + Arrays.toString(values), ElementType.INT64, bytes, values.length);
    }

    /** A constant scalar of the graph's floating-point type. */
    public Value scalar(float value) {
        return scalar(floatType, value);
    }

    /** A constant scalar. */
    public Value scalar(ElementType type, double value) {
        ByteBuffer bytes = littleEndian(type.bytes());
        switch (type) {
            case FLOAT -> bytes.putFloat(0, (float) value);
            case FLOAT16 -> bytes.putShort(0, HalfFloat.bits((float) value));
            case DOUBLE -> bytes.putDouble(0, value);
            case UINT8, BOOL -> bytes.put(0, (byte) value);
            case INT32 -> bytes.putInt(0, (int) value);
            case INT64 -> bytes.putLong(0, (long) value);
        }
        return constant("scalar/" + type + "/" + value, type, bytes);
    }

    /** A constant vector of 32-bit floats. */
    public Value floats(float... values) {
        ByteBuffer bytes = littleEndian(values.length * Float.BYTES);
        bytes.asFloatBuffer().put(values);
        return constant("floats" + Arrays.toString(values), ElementType.FLOAT, bytes, values.length);
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private Value constant(String name, ElementType type, ByteBuffer bytes, long... shape) {
        if (outer.isPresent()) {
            return outer.get().constant(name, type, bytes, shape);
        }
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

    /** The value as another type. */
    public Value cast(Value value, ElementType type) {
        return op("Cast", List.of(value), Attribute.of("to", type.onnxNumber()));
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
        String name = (outer.isPresent() ? graph.getName() + "/" : "") + operator + "_" + nextNode++;
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
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("imagine4j")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .addOpsetImport(OperatorSetIdProto.newBuilder()
                        .setDomain(CONTRIB_DOMAIN)
                        .setVersion(1))
                .setGraph(graph())
                .build();
    }

    /** The finished graph, its outputs under their names. */
    GraphProto graph() {
        graph.getNodeBuilderList().forEach(node -> {
            for (int i = 0; i < node.getInputCount(); i++) {
                node.setInput(i, outputNames.getOrDefault(node.getInput(i), node.getInput(i)));
            }
            for (int i = 0; i < node.getOutputCount(); i++) {
                node.setOutput(i, outputNames.getOrDefault(node.getOutput(i), node.getOutput(i)));
            }
        });
        return graph.build();
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
