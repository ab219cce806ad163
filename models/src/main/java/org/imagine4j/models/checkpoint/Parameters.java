package org.imagine4j.models.checkpoint;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The parameters of one network, by flax's names, whichever file or files they lie in. Notes which ones are asked for,
 * so that parameters that nobody wanted are found.
 */
public final class Parameters {

    private final StoredNames stored;
    private final SortedMap<String, Tensor> tensors;
    private final Set<String> used = new HashSet<>();

    /**
     * @param stored what to call files and parameters in errors
     * @param tensors by flax's names, path parts joined by {@code /}
     */
    public Parameters(StoredNames stored, SortedMap<String, Tensor> tensors) {
        this.stored = stored;
        this.tensors = Collections.unmodifiableSortedMap(new TreeMap<>(tensors));
    }

    /** The names of all parameters. */
    public SortedSet<String> names() {
        return new TreeSet<>(tensors.keySet());
    }

    /** How many numbers all parameters have together. */
    public long count() {
        return tensors.values().stream().mapToLong(Tensor::size).sum();
    }

    /** Whether there is a parameter of that name. */
    public boolean has(String name) {
        return tensors.containsKey(name);
    }

    /** The shape of a parameter, if there is one of that name. */
    public Optional<List<Integer>> shape(String name) {
        return Optional.ofNullable(tensors.get(name)).map(Tensor::shape);
    }

    /** Whether any parameter's name begins so. */
    public boolean hasAny(String prefix) {
        SortedMap<String, Tensor> from = tensors.tailMap(prefix);
        return !from.isEmpty() && from.firstKey().startsWith(prefix);
    }

    /**
     * A parameter, which must have that shape.
     *
     * @throws CheckpointException if it is missing or has another shape
     */
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

    /**
     * Makes sure that every parameter was asked for.
     *
     * @throws CheckpointException naming one that was not
     */
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
