package org.imagine4j.models.checkpoint;

import java.nio.file.Path;
import java.util.List;

/** Where a parameter, known by flax's name, lies in the user's files and what it is called there: for messages. */
public interface StoredNames {

    /** The file that holds it, or should. */
    Path file(String parameter);

    /** Its name in that file. */
    String name(String parameter);

    /** Its shape in that file, given flax's. */
    List<Integer> shape(String parameter, List<Integer> shape);

    /** Everything lies in one file, by flax's names. */
    static StoredNames flax(Path file) {
        return new StoredNames() {
            @Override
            public Path file(String parameter) {
                return file;
            }

            @Override
            public String name(String parameter) {
                return parameter;
            }

            @Override
            public List<Integer> shape(String parameter, List<Integer> shape) {
                return shape;
            }
        };
    }
}
