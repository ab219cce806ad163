package org.imagine4j.models.store;

import java.io.IOException;
import java.nio.file.Files;
import org.imagine4j.models.ByteSize;

/** Whether there is room for a model where it shall lie. */
final class ImportRoom {

    private ImportRoom() {}

    /** @throws ModelException if there is not */
    static void require(StoredModel model, long bytes) throws IOException {
        long free = Files.getFileStore(model.folder()).getUsableSpace();
        if (free < bytes) {
            throw new ModelException("The model takes " + ByteSize.text(bytes) + ", and only " + ByteSize.text(free)
                    + " are free in " + model.folder().getParent() + ".\n"
                    + "Make room there, or set IMAGINE_HOME to a folder with more.");
        }
    }
}
