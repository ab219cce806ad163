package org.imagine4j.models.hub;

/** A hub cannot give what was asked for. Two lines for the user: what went wrong, and what to do next. */
public final class HubException extends RuntimeException {

    private static final long serialVersionUID = 1;

    HubException(String problem, String remedy) {
        super(problem + "\n" + remedy);
    }

    HubException(String problem, String remedy, Throwable cause) {
        super(problem + "\n" + remedy, cause);
    }

    /** What went wrong, without the advice. */
    String problem() {
        return getMessage().lines().findFirst().orElse("");
    }
}
