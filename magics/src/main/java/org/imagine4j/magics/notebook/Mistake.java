package org.imagine4j.magics.notebook;

import java.util.function.Supplier;

/**
 * What a magic has to say to its user, for kernels that wrap each exception of a magic into another one and print the traces
 * of both. An {@code Error}, because they wrap exceptions only, and without a trace, so that there is but the message to print.
 */
public final class Mistake extends Error {

    private static final long serialVersionUID = 1L;

    private Mistake(String message) {
        super(message, null, false, false);
    }

    /**
     * Does what a magic does.
     *
     * @throws Mistake instead of an exception that is written for the user; those that tell of a defect stay as they are
     */
    public static <T> T spokenBy(Supplier<T> work) {
        try {
            return work.get();
        } catch (NullPointerException | ClassCastException | IndexOutOfBoundsException e) {
            throw e;
        } catch (RuntimeException e) {
            if (e.getMessage() == null) {
                throw e;
            }
            throw new Mistake(e.getMessage());
        }
    }
}
