package org.imagine4j.magics;

/** A mistake in what somebody asked for. The message is made for that person: what is wrong, and what to do instead. */
public final class UsageException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /**
     * @param problem what is wrong, with the offending value; one line
     * @param remedy what to do instead; one line
     */
    public UsageException(String problem, String remedy) {
        super(problem + "\n" + remedy);
    }
}
