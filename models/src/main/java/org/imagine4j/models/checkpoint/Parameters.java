package org.imagine4j.models.checkpoint;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The parameters of one network, by flax's names, whichever file or files they lie in. */
public interface Parameters {

    /** How many numbers the parameters with such names have together. */
    long count(Predicate<String> names);

    /** How many numbers all parameters have together. */
    default long count() {
        return count(name -> true);
    }

    /** Whether there is a parameter of that name. */
    boolean has(String name);

    /** The shape of a parameter, if there is one of that name. */
    Optional<List<Integer>> shape(String name);

    /** Whether any parameter's name begins so. */
    boolean hasAny(String prefix);

    /**
     * A parameter, which must have that shape.
     *
     * @throws CheckpointException if it is missing or has another shape
     */
    Tensor tensor(String name, Integer... shape);

    /**
     * Makes sure that every parameter was asked for.
     *
     * @throws CheckpointException naming one that was not
     */
    void requireAllUsed();
}
