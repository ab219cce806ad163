package org.imagine4j.models.checkpoint;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Parameters that lie in files. Notes which ones are asked for, so that parameters that nobody wanted are found. */
public final class StoredParameters implements Parameters {

    private final StoredNames stored;
    private final SortedMap<String, Tensor> tensors;
    private final Set<String> used = new HashSet<>();

    /**
     * @param stored what to call files and parameters in errors
     * @param tensors by flax's names, path parts joined by {@code /}
     */
    public StoredParameters(StoredNames stored, SortedMap<String, Tensor> tensors) {
        this.stored = stored;
        this.tensors = Collections.unmodifiableSortedMap(new TreeMap<>(tensors));
    }

    @Override
    public long count(Predicate<String> names) {
        return tensors.values().stream()
                .filter(tensor -> names.test(tensor.name()))
                .mapToLong(Tensor::size)
                .sum();
    }

    @Override
    public boolean has(String name) {
        return tensors.containsKey(name);
    }

    @Override
    public Optional<List<Integer>> shape(String name) {
        return Optional.ofNullable(tensors.get(name)).map(Tensor::shape);
    }

    @Override
    public boolean hasAny(String prefix) {
        SortedMap<String, Tensor> from = tensors.tailMap(prefix);
        return !from.isEmpty() && from.firstKey().startsWith(prefix);
    }

    @Override
    public Tensor tensor(String name, Integer... shape) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new CheckpointException(stored.file(name), "the parameter " + stored.name(name) + " is missing.");
        }
        used.add(name);
        if (!tensor.shape().equals(List.of(shape))) {
            throw new CheckpointException(
                    stored.file(name),
                    stored.name(name) + " has shape " + stored.shape(name, tensor.shape())
                            + "; by config.json it should be " + stored.shape(name, List.of(shape)) + ".");
        }
        return tensor;
    }

    @Override
    public void requireAllUsed() {
        Optional<String> surplus =
                tensors.keySet().stream().filter(name -> !used.contains(name)).findFirst();
        if (surplus.isPresent()) {
            throw new CheckpointException(
                    stored.file(surplus.get()),
                    "the parameter " + stored.name(surplus.get()) + " has no place in the network of config.json.");
        }
    }
}
