package org.imagine4j.models.checkpoint;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.imagine4j.models.checkpoint.PickleReader.RefusedException;

/** The few names that pickles of PyTorch tensors need, interpreted here; any other name is refused. */
final class TorchVocabulary implements PickleReader.Vocabulary {

    /**
     * A place where a tensor's numbers lie, by the key PyTorch gave it.
     *
     * @param key names the data that the file holds elsewhere
     * @param type of the numbers
     * @param size how many
     */
    record StorageReference(String key, DType type, long size) {}

    /**
     * A tensor: a strided view of a storage.
     *
     * @param storage what it looks at
     * @param layout offset and strides, in numbers
     * @param shape dimensions
     */
    record View(StorageReference storage, Tensor.Layout layout, List<Integer> shape) {}

    /** A name of the form {@code module.name}; only these may occur. */
    private enum Known {
        ORDERED_DICT("collections.OrderedDict"),
        REBUILD_TENSOR("torch._utils._rebuild_tensor_v2"),
        REBUILD_PARAMETER("torch._utils._rebuild_parameter"),
        FLOAT_STORAGE("torch.FloatStorage"),
        HALF_STORAGE("torch.HalfStorage"),
        BFLOAT16_STORAGE("torch.BFloat16Storage"),
        LONG_STORAGE("torch.LongStorage");

        private final String name;

        Known(String name) {
            this.name = name;
        }
    }

    /** A storage of numbers that are no weights. */
    private record OtherStorage(String name) {}

    @Override
    public Object name(String name) throws RefusedException {
        for (Known known : Known.values()) {
            if (known.name.equals(name)) {
                return known;
            }
        }
        if (name.matches("torch\\.[A-Z][A-Za-z0-9]*Storage")) {
            return new OtherStorage(name);
        }
        throw new RefusedException("it wants to use " + name + ", which no checkpoint needs; it may be malicious");
    }

    @Override
    public Object call(Object function, List<Object> arguments) throws RefusedException {
        if (!(function instanceof Known known)) {
            throw new RefusedException("it calls something that is not a function");
        }
        return switch (known) {
            case ORDERED_DICT -> dictionary(arguments);
            case REBUILD_TENSOR -> view(arguments);
            case REBUILD_PARAMETER -> parameter(arguments);
            default -> throw new RefusedException("it calls " + known.name);
        };
    }

    /** {@code OrderedDict()}; its entries follow later. */
    private static Object dictionary(List<Object> arguments) throws RefusedException {
        if (!arguments.isEmpty()) {
            throw new RefusedException("it makes a dictionary of something that is not empty");
        }
        return new LinkedHashMap<>();
    }

    /** {@code _rebuild_parameter(tensor, …)}. */
    private static Object parameter(List<Object> arguments) throws RefusedException {
        if (arguments.isEmpty() || !(arguments.get(0) instanceof View)) {
            throw new RefusedException("a parameter in it is not a tensor");
        }
        return arguments.get(0);
    }

    /** {@code _rebuild_tensor_v2(storage, offset, size, stride, …)}. */
    private static View view(List<Object> arguments) throws RefusedException {
        if (arguments.size() < 4 || !(arguments.get(0) instanceof StorageReference storage)) {
            throw new RefusedException("a tensor in it has no storage");
        }
        List<Integer> shape = new ArrayList<>();
        for (Object dimension : PickleReader.list(arguments.get(2))) {
            shape.add((int) number(dimension, Integer.MAX_VALUE));
        }
        List<Long> strides = new ArrayList<>();
        for (Object stride : PickleReader.list(arguments.get(3))) {
            strides.add(number(stride, Long.MAX_VALUE));
        }
        if (shape.size() != strides.size()) {
            throw new RefusedException(
                    "a tensor in it has " + shape.size() + " dimensions and " + strides.size() + " strides");
        }
        return new View(storage, new Tensor.Layout(number(arguments.get(1), Long.MAX_VALUE), strides), shape);
    }

    /** {@code ('storage', type, key, device, count, …)}. */
    @Override
    public StorageReference reference(Object id) throws RefusedException {
        List<Object> parts = PickleReader.list(id);
        if (parts.size() < 5 || !"storage".equals(parts.get(0)) || !(parts.get(2) instanceof String key)) {
            throw new RefusedException("it refers to something that is not a storage");
        }
        if (parts.get(1) instanceof OtherStorage other) {
            throw new RefusedException("the numbers are of type " + other.name
                    + "; weights are torch.FloatStorage, HalfStorage or BFloat16Storage");
        }
        if (!(parts.get(1) instanceof Known known)) {
            throw new RefusedException("it refers to something that is not a storage");
        }
        DType type =
                switch (known) {
                    case FLOAT_STORAGE -> DType.FLOAT32;
                    case HALF_STORAGE -> DType.FLOAT16;
                    case BFLOAT16_STORAGE -> DType.BFLOAT16;
                    case LONG_STORAGE -> DType.INT64;
                    default -> throw new RefusedException("a storage in it is of type " + known.name);
                };
        return new StorageReference(key, type, number(parts.get(4), Long.MAX_VALUE));
    }

    private static long number(Object value, long max) throws RefusedException {
        if (!(value instanceof BigInteger number)
                || number.signum() < 0
                || number.compareTo(BigInteger.valueOf(max)) > 0) {
            throw new RefusedException("there is "
                    + (value instanceof BigInteger wrong ? wrong : "something that is not a number")
                    + " where a size from 0 to " + max + " belongs");
        }
        return number.longValueExact();
    }
}
